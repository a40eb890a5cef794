"""A day as it stands: looked at by a second person, confirmed or returned."""

from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from segunda.access.door import Guest, allow
from segunda.access.roster import PURPOSES
from segunda.law.text import Refusal, Text
from segunda.programmes import actions, queries
from segunda.programmes.forms import ReturnForm
from segunda.programmes.hours import shown
from segunda.programmes.models import Activity, Attendance
from segunda.programmes.queries import SheetLine
from segunda.programmes.views.activities import ELSEWHERE, day_of, found, may
from segunda.programmes.words import ABSENCE, KIND, PRESENT, SIGN, STATE, cut_words
from segunda.web.forms import fill, refuse
from segunda.web.lists import Cell, Column, headings
from segunda.web.numbers import number
from segunda.web.once import once
from segunda.web.partial import read_partial
from segunda.web.recover import posted
from segunda.web.stale import VERSION

LINES = (
    Column(Text("N.º", "No."), number=True), Column(Text("Nombre", "Name")),
    Column(Text("Qué pasó", "What happened")), Column(Text("Horas", "Hours"), number=True),
    Column(Text("Estado", "State")),
)  # fmt: skip
VERSIONS = (
    Column(Text("Nombre", "Name")), Column(Text("Qué pasó", "What happened")),
    Column(Text("Horas", "Hours"), number=True), Column(Text("Estado", "State")),
    Column(Text("Por qué", "Why")),
)  # fmt: skip

DECIDED = {
    "confirmed": Text("confirmó", "confirmed by"), "returned": Text("devolvió", "returned by"),
}  # fmt: skip


@allow("activity.read")
def go_to_day(request: Guest, public_id: UUID) -> HttpResponse:
    """From a day typed as people type days to its page."""
    one = found(request, public_id)
    when = _typed(request)
    if when is None:
        return redirect(f"{reverse('activity', args=[one.public_id])}?dia=otro")
    page = "activity_sheet" if "hoja" in request.GET else "activity_day"
    return redirect(page, public_id=one.public_id, day=when.isoformat())


def _typed(request: Guest) -> date | None:
    """The day typed; None where it is none, or has not come."""
    try:
        first, last = read_partial(request.GET.get("dia", ""))
    except Refusal:
        return None
    return first if first == last and first <= request.today else None


@allow("activity.read")
def day(request: Guest, public_id: UUID, day: str) -> HttpResponse:
    """A day as it stands: each person, what happened, and who entered and confirmed it."""
    one, when = asked(request, public_id, day)
    return _page(request, one, when, fill(ReturnForm, request, name="devolver"))


def _page(
    request: Guest, one: Activity, when: date, form: ReturnForm, wrong: Text | None = None
) -> HttpResponse:
    lines = sheet_of(request, one, when)
    about = {
        **about_day(one, when, request.today),
        "headings": headings(request, LINES), "version_headings": headings(request, VERSIONS),
        "rows": [_line(line) for line in lines if line.row is not None],
        "people": len(lines),
        "waiting": sum(1 for line in lines if line.row and line.row.state == "entered"),
        "own": _own(request, lines), "version": _version_of(lines),
        "long": _long(request, lines, when),
        "history": [_version(row, lines) for row in
                    queries.versions(one, when, user=request.reader)],
        "may_enter": may(request, "attendance.enter"),
        "may_confirm": may(request, "attendance.confirm"),
        "form": form, "wrong": wrong, "purpose": PURPOSES[request.purpose],
    }  # fmt: skip
    return render(request, "programmes/day.html", about)


@allow("attendance.confirm")
def confirm(request: Guest, public_id: UUID, day: str) -> HttpResponse:
    """Confirm the day as it stands."""
    one, when = asked(request, public_id, day)
    if request.method != "POST":
        return redirect("activity_day", public_id=public_id, day=day)
    try:
        return once(request, lambda: _then(one, when, actions.confirm_days(
            one, days=_seen(request, when), by=request.reader, at=request.at)))  # fmt: skip
    except Refusal as refusal:
        return _page(request, one, when, ReturnForm(), refusal.text)


@allow("attendance.confirm")
def give_back(request: Guest, public_id: UUID, day: str) -> HttpResponse:
    """Return the day to who entered it, with the reason."""
    one, when = asked(request, public_id, day)
    form = fill(ReturnForm, request, name="devolver")
    if request.method == "POST" and form.is_valid():
        try:
            return once(request, lambda: _then(one, when, actions.return_days(
                one, days=_seen(request, when), by=request.reader, at=request.at,
                **form.cleaned_data
            )))  # fmt: skip
        except Refusal as refusal:
            refuse(form, refusal)
    return _page(request, one, when, form)


def _version_of(lines: Sequence[SheetLine]) -> int:
    """The newest line that waits: what whoever decides has looked at."""
    return max((line.row.pk for line in lines if line.row and line.row.state == "entered"),
               default=0)  # fmt: skip


def _seen(request: Guest, when: date) -> dict[date, int]:
    """The day with the version the page was made of."""
    version = posted(request).get(VERSION, "")
    return {when: int(version) if version.isdigit() else 0}


def _own(request: Guest, lines: Sequence[SheetLine]) -> int:
    return sum(1 for line in lines if line.row and line.row.state == "entered"
               and line.row.recorded_by_id == request.user.pk)  # fmt: skip


def _long(request: Guest, lines: Sequence[SheetLine], when: date) -> list[Text]:
    """Days that are perhaps too long, for the second person to look at twice."""
    many = queries.long_days(list(lines), when, user=request.reader)
    names = {line.place.enrolment.person_id: line.place.name for line in lines}
    return [Text(f"{names[person]}: {shown(hours)} horas ese día, con todas sus actividades",
                 f"{names[person]}: {shown(hours)} hours that day, all activities together")
            for person, hours in many.items()]  # fmt: skip


def _line(line: SheetLine) -> list[Any]:
    row = line.row
    assert row is not None  # noqa: S101 (only lines with a row are shown)
    return [
        number(line.number), line.place.name or ELSEWHERE, _what(row), shown(row.hours),
        Cell(STATE[row.state], state=SIGN[row.state], small=_who(row)),
    ]  # fmt: skip


def _what(row: Attendance) -> Any:
    if row.cut:
        lost = Text(f"perdió {shown(row.lost)} h", f"lost {shown(row.lost)} h")
        note = Text(f"; {row.note}", f"; {row.note}") if row.note else Text("", "")
        return Cell(Text(*cut_words(row.cut)), small=lost + note)
    words = ABSENCE[row.absence] if row.absence else PRESENT
    return Cell(words, small=row.note) if row.note else words


def _who(row: Attendance) -> Text:
    entered = row.recorded_by.name if row.recorded_by else "…"
    said = Text(f"anotó {entered}", f"entered by {entered}")
    if row.decided_by is not None:
        verb = DECIDED[row.state]
        said += Text(f"; {verb.es} {row.decided_by.name}", f"; {verb.en} {row.decided_by.name}")
    if row.answer:
        said += Text(f": «{row.answer}»", f": “{row.answer}”")
    return said


def _version(row: Attendance, lines: Sequence[SheetLine]) -> list[Any]:
    """One version of a line that was corrected."""
    names = {line.place.enrolment.person_id: line.place.name for line in lines}
    said = STATE.get(row.state, Text("retirado", "withdrawn"))
    return [
        names.get(row.person_id) or ELSEWHERE, _what(row), shown(row.hours),
        Cell(said, small=_who(row)), row.why,
    ]  # fmt: skip


def asked(request: Guest, public_id: UUID, day: str) -> tuple[Activity, date]:
    """The activity and the day of an address; 404 where there is none, or it has not come."""
    when = day_of(day)
    if when is None or when > request.today:
        raise Http404
    return found(request, public_id), when


def sheet_of(request: Guest, one: Activity, when: date) -> list[SheetLine]:
    """The lines of the day, with the trace of who was shown."""
    return queries.day_sheet(one, when, user=request.reader, at=request.at, purpose=request.purpose)


def about_day(one: Activity, when: date, today: date) -> dict[str, Any]:
    """What every page about a day shows."""
    return {"one": one, "day": when, "kind": KIND[one.kind], "hours": shown(one.hours),
            "today": today}  # fmt: skip


def _then(one: Activity, when: date, _done: object) -> str:
    return reverse("activity_day", args=[one.public_id, when.isoformat()])
