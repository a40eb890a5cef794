"""Pages of workshops and classes: the list, one of them, opening, changing, enrolling."""

from collections import Counter
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from segunda.access.door import Guest, allow
from segunda.access.roster import PURPOSES, permission
from segunda.law.text import Refusal, Text
from segunda.law.words import day_in_words
from segunda.programmes import actions, queries
from segunda.programmes.files import csv_file, fictitious
from segunda.programmes.forms import (
    ChangeActivityForm,
    EnrolForm,
    FindForm,
    LeaveForm,
    NewActivityForm,
)
from segunda.programmes.hours import as_number, shown
from segunda.programmes.models import Activity
from segunda.programmes.queries import ActivityLine, DayCount, Place
from segunda.programmes.words import ABSENCE, KIND, PRESENT, STATE, cut_words
from segunda.registry.actions import Stale
from segunda.report.whole_list import WholeList
from segunda.web.addresses import address
from segunda.web.dates import date_words
from segunda.web.forms import fill, refuse
from segunda.web.language import current, say
from segunda.web.lists import Cell, Column, headings, order_of
from segunda.web.numbers import number
from segunda.web.once import once
from segunda.web.stale import differs, stale_page

COLUMNS = (
    Column(Text("Actividad", "Activity"), "name"),
    Column(Text("De qué", "Kind"), "kind"),
    Column(Text("Centro", "Facility"), "facility"),
    Column(Text("Personas hoy", "People today"), "enrolled", number=True),
    Column(Text("Días por confirmar", "Days to confirm"), "waiting", number=True),
)
PLACES = (
    Column(Text("N.º", "No."), "number", number=True), Column(Text("Nombre", "Name"), "name"),
    Column(Text("Desde", "Since"), "since"), Column(Text("Hasta", "Until")),
)  # fmt: skip
DAYS = (
    Column(Text("Día", "Day")), Column(Text("Personas", "People"), number=True),
    Column(Text("Horas hechas", "Hours done"), number=True),
    Column(Text("Horas perdidas", "Hours lost"), number=True), Column(Text("Estado", "State")),
)  # fmt: skip
FILE = (
    Text("día", "day"), Text("número", "number"), Text("nombre", "name"),
    Text("qué pasó", "what happened"), Text("horas", "hours"),
    Text("perdidas por cortarse antes", "lost by being cut short"), Text("estado", "state"),
)  # fmt: skip
ELSEWHERE = Text("ya no está en este centro", "no longer in this facility")
_KEYS: dict[str, Any] = {
    "name": lambda one: one.activity.name.casefold(),
    "kind": lambda one: (one.activity.kind, one.activity.name.casefold()),
    "facility": lambda one: (one.facility, one.activity.name.casefold()),
    "enrolled": lambda one: one.enrolled,
    "waiting": lambda one: one.waiting,
}


@allow("activity.read")
def activity_list(request: Guest) -> HttpResponse:
    """The open activities, or those that closed; sorted by any column."""
    closed = request.GET.get("cerradas") == "1"
    found = queries.activities(user=request.reader, day=request.today, closed=closed)
    order, down = order_of(request, COLUMNS, "name")
    about = {
        "closed": closed,
        "headings": headings(request, COLUMNS, "name"),
        "rows": [_line(one) for one in sorted(found, key=_KEYS[order], reverse=down)],
        "waiting": sum(one.waiting for one in found),
        "may_open": may(request, "activity.edit"),
        "may_confirm": may(request, "attendance.confirm"),
    }
    return render(request, "programmes/activities.html", about)


def _line(one: ActivityLine) -> list[Any]:
    small = Text("proyecto productivo", "productive project") if one.activity.project else ""
    back = Text(f"{one.returned} devueltos", f"{one.returned} returned") if one.returned else ""
    return [
        Cell(one.activity.name, address("activity", one.activity.public_id), small=small),
        KIND[one.activity.kind], one.facility, number(one.enrolled),
        Cell(number(one.waiting), small=back),
    ]  # fmt: skip


@allow("activity.edit")
def activity_new(request: Guest) -> HttpResponse:
    """Open a workshop or class."""
    form = fill(NewActivityForm, request, offered=queries.facilities(user=request.reader),
                initial={"start_date": request.today})  # fmt: skip
    if request.method == "POST" and form.is_valid():
        said = dict(form.cleaned_data)
        said["facility"] = int(said["facility"])
        try:
            return once(request, lambda: _page(
                actions.open_activity(**said, by=request.reader, at=request.at)))  # fmt: skip
        except Refusal as refusal:
            refuse(form, refusal, "name")
    return render(request, "programmes/activity_new.html", {"form": form})


@allow("activity.read")
def activity(request: Guest, public_id: UUID) -> HttpResponse:
    """One activity: its days, who is enrolled, and what one can do."""
    one = found(request, public_id)
    order, down = order_of(request, PLACES, "number")
    people = queries.places(one, user=request.reader, at=request.at, purpose=request.purpose)
    keys: dict[str, Any] = {
        "number": lambda p: p.enrolment.number, "name": lambda p: p.name.casefold(),
        "since": lambda p: (p.enrolment.start_date, p.enrolment.number),
    }  # fmt: skip
    about = {
        "one": one, "kind": KIND[one.kind], "hours": shown(one.hours), "today": request.today,
        "place_headings": headings(request, PLACES, "number"),
        "places": [_place(request, p) for p in sorted(people, key=keys[order], reverse=down)],
        "now": sum(1 for p in people if _is_in(p, request.today)),
        "day_headings": headings(request, DAYS),
        **_days(request, one),
        "may_edit": may(request, "activity.edit"), "may_enter": may(request, "attendance.enter"),
        "purpose": PURPOSES[request.purpose], "wrong_day": "dia" in request.GET,
    }  # fmt: skip
    return render(request, "programmes/activity.html", about)


def _what(line: queries.DayLine) -> Text:
    if line.cut:
        return Text(*cut_words(line.cut))
    return ABSENCE[line.absence] if line.absence else PRESENT


SHOWN = 40
"""Days a page shows at once."""


def _days(request: Guest, one: Activity) -> dict[str, Any]:
    """The days, the newest first; the earlier ones a page further."""
    before = day_of(request.GET.get("antes", ""))
    found = queries.days(user=request.reader, one=one, most=SHOWN + 1, before=before)
    page = found[:SHOWN]
    earlier = f"?antes={page[-1].day.isoformat()}#dias" if len(found) > SHOWN else ""
    return {"days": [day_line(day) for day in page], "earlier": earlier, "before": before}


@allow("activity.read")
def activity_file(request: Guest, public_id: UUID) -> HttpResponse:
    """Every line of every day as CSV, for those who keep the sheets."""
    one = found(request, public_id)
    lines = queries.every_line(one, user=request.reader, purpose=request.purpose, at=request.at)
    rows = [[line.day.isoformat(), str(line.number or ""), line.name or say(ELSEWHERE),
             say(_what(line)), as_number(line.hours), as_number(line.lost),
             say(STATE[line.state])] for line in lines]  # fmt: skip
    taken = (say(Text("Sacado el", "Taken on")), say(day_in_words(request.today)))
    return csv_file("dias", WholeList(
        "dias", fictitious(), tuple(say(words) for words in FILE), rows,
        ((say(Text("Actividad", "Activity")), one.name), taken),
    ))  # fmt: skip


def _is_in(one: Place, day: date) -> bool:
    row = one.enrolment
    return row.start_date <= day and (row.end_date is None or day < row.end_date)


def _place(request: Guest, one: Place) -> list[Any]:
    row = one.enrolment
    leave = (address("enrolment_end", row.entity)
             if row.end_date is None and may(request, "activity.edit") else "")  # fmt: skip
    until = date_words(row.end_date, current()) if row.end_date else ""
    name: Any = Cell(ELSEWHERE, state="neutral")
    if one.person:
        name = Cell(one.name, address("person_hours", one.person.public_id)
                    if may(request, "attendance.read") else "")  # fmt: skip
    return [
        number(row.number), name, date_words(row.start_date, current()),
        Cell(Text("registrar su salida", "record that she leaves"), leave) if leave else until,
    ]  # fmt: skip


def day_line(one: DayCount) -> list[Any]:
    """A day of an activity as a line of a table."""
    where = reverse("activity_day", args=[one.activity.public_id, one.day.isoformat()])
    return [
        Cell(date_words(one.day, current()), where), number(one.people), shown(one.done),
        shown(one.lost), day_state(one),
    ]  # fmt: skip


def day_state(one: DayCount) -> Cell:
    """How far a day is: returned, to confirm, or confirmed."""
    if one.returned:
        return Cell(Text(f"devuelto: {one.returned}", f"returned: {one.returned}"), state="over")
    if one.entered:
        words = Text(f"por confirmar: {one.entered}", f"to confirm: {one.entered}")
        return Cell(words, state="due")
    return Cell(Text("confirmado", "confirmed"), state="met")


@allow("activity.edit")
def activity_change(request: Guest, public_id: UUID) -> HttpResponse:
    """Change its name, hours and dates, or close it."""
    one = found(request, public_id)
    saved = {name: getattr(one, name) for name in ("name", "project", "start_date", "end_date")}
    saved["hours"] = shown(one.hours)
    form = fill(ChangeActivityForm, request, initial=saved)
    version = f"{one.name}|{one.hours}|{one.start_date}|{one.end_date}|{one.project}"
    if request.method == "POST" and form.is_valid():
        if differs(request, version):
            return stale_page(request, form, saved=saved, version=version)
        try:
            return once(request, lambda: _page(actions.change_activity(
                one, by=request.reader, at=request.at, **form.cleaned_data)))  # fmt: skip
        except Refusal as refusal:
            refuse(form, refusal, "end_date" if form.cleaned_data["end_date"] else "name")
    return render(request, "programmes/activity_change.html",
                  {"form": form, "one": one, "version": version})  # fmt: skip


@allow("activity.edit")
def enrol(request: Guest, public_id: UUID) -> HttpResponse:
    """Find people of the facility and enrol those marked, in two steps of one page."""
    one = found(request, public_id)
    find = fill(FindForm, request)
    people: list[tuple[str, Any]] = []
    searched = request.method == "POST" and find.is_valid()
    if searched:
        people = [(str(p.id), p.name) for p in queries.to_enrol(
            one, find.cleaned_data["text"], user=request.reader, purpose=request.purpose,
            at=request.at)]  # fmt: skip
    marked = searched and "inscribir" in request.POST
    form = fill(EnrolForm, request, offered=people, initial={"start_date": request.today}) \
        if marked else EnrolForm(offered=people, initial={"start_date": request.today})  # fmt: skip
    if marked and form.is_valid():
        chosen = [int(person) for person in form.cleaned_data["people"]]
        try:
            return once(request, lambda: _page(actions.enrol(
                one, people=chosen, start_date=form.cleaned_data["start_date"],
                by=request.reader, at=request.at)[0].activity))  # fmt: skip
        except Refusal as refusal:
            refuse(form, refusal, "people")
    names = Counter(name for _, name in people)
    alike = "; ".join(name for name, count in names.items() if count > 1)
    about = {"one": one, "find": find, "form": form, "searched": searched, "people": people,
             "alike": alike}  # fmt: skip
    return render(request, "programmes/enrol.html", about)


@allow("activity.edit")
def enrolment_end(request: Guest, entity: UUID) -> HttpResponse:
    """Somebody leaves an activity."""
    place = queries.place(entity, user=request.reader)
    if place is None:
        raise Http404
    form = fill(LeaveForm, request, initial={"end_date": request.today + timedelta(days=1)})
    version = place.enrolment.pk
    if request.method == "POST" and form.is_valid():
        saved = {"end_date": place.enrolment.end_date}
        if differs(request, version):
            return stale_page(request, form, saved=saved, version=version)
        try:
            return once(request, lambda: _page(actions.end_enrolment(
                entity=entity, by=request.reader, at=request.at, **form.cleaned_data
            ).activity))  # fmt: skip
        except Stale:
            return stale_page(request, form, saved=saved, version=version)
        except Refusal as refusal:
            refuse(form, refusal, "end_date")
    about = {"form": form, "place": place, "one": place.enrolment.activity, "version": version}
    return render(request, "programmes/enrolment_end.html", about)


@allow("activity.read")
def blank(request: Guest, public_id: UUID) -> HttpResponse:
    """The sheet of a day on paper, empty, with the numbers the page has."""
    one = found(request, public_id)
    day = day_of(request.GET.get("dia", "")) or request.today
    people = queries.places(one, user=request.reader, at=request.at, purpose=request.purpose,
                            day=day)  # fmt: skip
    about = {"one": one, "kind": KIND[one.kind], "hours": shown(one.hours), "day": day,
             "asked": request.GET.get("dia"),
             "rows": [(p.enrolment.number, p.name or ELSEWHERE) for p in people]}  # fmt: skip
    return render(request, "programmes/blank.html", about)


def found(request: Guest, public_id: UUID) -> Activity:
    """The activity of an address; 404 outside the reader's facilities."""
    one = queries.activity(public_id, user=request.reader)
    if one is None:
        raise Http404
    return one


def may(request: Guest, action: str) -> bool:
    """Whether this role has a row for the action."""
    return permission(request.user.role, action) is not None


def day_of(text: str) -> date | None:
    """A day of an address; None where it is not one."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _page(one: Activity) -> str:
    return reverse("activity", args=[one.public_id])
