"""The people behind a number: kept 8 hours under an address that says nothing, sorted and paged."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import render

from segunda.access import listings
from segunda.access.door import Guest, allow
from segunda.access.roles import PURPOSES
from segunda.law.facts import papers
from segunda.law.text import Text
from segunda.registry.models.verdicts import MET, NOT_MET
from segunda.registry.queries.leaver_lists import (
    Leaver,
    LeaversFilter,
    LeaversPage,
    count_leavers,
    list_leavers,
)
from segunda.registry.queries.leaver_rules import rules_for
from segunda.registry.views.changes import answer_states
from segunda.registry.views.leavers import KIND
from segunda.registry.views.leavers_form import LABELS, LeaversForm, filter_of
from segunda.registry.views.people import NO_PLACE
from segunda.registry.words import LABEL, SEX, STATUS, answer_words
from segunda.report.words import cited
from segunda.web.addresses import address, whole
from segunda.web.dates import date_words, distance_words
from segunda.web.language import current
from segunda.web.lists import Cell, Column, Pager, headings, order_of, with_query
from segunda.web.numbers import number

WHO = Column(Text("Nombre", "Name"), "name")
WHERE = Column(Text("Dónde", "Where"), "facility")
SINCE = Column(Text("Privada de libertad desde", "Held since"), "since")
PATH = Column(Text("Camino", "Path"))
GROUP = Column(Text("Hoy", "Today"))
LACKS = Column(Text("Qué falta", "What is missing"))
DAY = Column(Text("Fechas del camino", "Days of the path"), "date")


def kept_list(request: Guest, listing: UUID) -> tuple[dict[str, Any], LeaversForm]:
    """What was asked, and the form that says it in words; 404 once it is gone, is somebody else's,
    or asks for what this reader may not ask (any more)."""
    asked = listings.find(request.reader, KIND, listing, at=request.at)
    if asked is None:
        raise Http404
    rules = rules_for(user=request.reader, day=request.today)
    form = LeaversForm(asked, guest=request, rules=rules)
    if not form.is_valid():
        raise Http404
    return asked, form


@allow("leavers.list")
def listing(request: Guest, listing: UUID) -> HttpResponse:
    """One page of the list, with who asked, when and what for."""
    asked, form = kept_list(request, listing)
    which, purpose = filter_of(asked), asked["purpose"]
    columns, usual = _columns(which), "date" if which.near else "name"
    order, down = order_of(request, columns, usual)
    page = list_leavers(
        user=request.reader, which=which, day=request.today, order=order, descending=down,
        after=whole(request.GET.get("desde")), before=whole(request.GET.get("hasta")),
        purpose=purpose, at=request.at,
    )  # fmt: skip
    lines, people = _counted(request, listing, asked, which)
    about = {
        "lines": lines, "people": people, "said": said_words(form), "listing": listing,
        "which": which,
        "purpose": PURPOSES[purpose], "headings": headings(request, columns, usual),
        "rows": [_row(request, which, one) for one in page.rows], "pages": _pager(request, page),
        "not_met": which.answer in (None, NOT_MET), "at": request.at,
        "order": f"-{order}" if down else order,
    }  # fmt: skip
    return render(request, "registry/leavers_list.html", about)


def _counted(
    request: Guest, listing: UUID, asked: dict[str, Any], which: LeaversFilter
) -> tuple[int, int]:
    """Lines and people of the whole list, counted anew on its first page."""
    known = asked.get("count")
    if known and (request.GET.get("desde") or request.GET.get("hasta")):
        return int(known[0]), int(known[1])
    counted = count_leavers(user=request.reader, which=which, day=request.today)
    listings.change(request.reader, listing, {**asked, "count": counted})
    return counted


def said_words(form: LeaversForm) -> list[tuple[Text, Any]]:
    """What the list was narrowed to, in words, one pair for each choice."""
    said = form.cleaned_data
    return [
        (label, words)
        for name, label in LABELS.items() if said.get(name) or name == "rule"
        for code, words in form.fields[name].choices  # type: ignore[attr-defined]
        if str(code) == str(said.get(name) or "")
    ]  # fmt: skip


def _columns(which: LeaversFilter) -> list[Column]:
    path = [] if which.rule else [PATH]
    return [WHO, WHERE, SINCE, *path, GROUP, LACKS, DAY]


def _row(request: Guest, which: LeaversFilter, one: Leaver) -> list[Any]:
    """One line; the cells are what `table` shows."""
    rule = one.rule
    path = Cell(rule.title, small=Text(cited(rule.citation, "es"), cited(rule.citation, "en")))
    since = one.held_since
    about = SEX[one.sex] + Text(" · ", " · ") + STATUS[one.legal_status]
    return [
        Cell(one.name, address("person_law", one.public_id), small=about),
        one.facility or NO_PLACE,
        Cell(date_words(since, current()), small=distance_words(since, request.today, current()))
        if since else "",
        *([] if which.rule else [path]),
        Cell(answer_words(rule.kind)[one.answer], small=LABEL[rule.label],
             state=answer_states(rule.kind)[one.answer]),
        papers_words(one), _days(request, one),
    ]  # fmt: skip


NO_PAPER = {
    MET: Text("nada", "nothing"),
    NOT_MET: Text("vea la razón en su página", "see the reason on her page"),
}
"""What stands where no paper is missing; on the page of a person the rule is told by clause."""


def papers_words(one: Leaver) -> Text:
    """The papers missing by name, one after the other; where none is, where to look."""
    if not one.papers:
        return NO_PAPER.get(one.answer, Text("vea su página", "see her page"))
    names = [papers()[paper].name for paper in one.papers]
    return Text("; ".join(n.es for n in names), "; ".join(n.en for n in names))


def _days(request: Guest, one: Leaver) -> Any:
    """From when and until when, each with its distance; a coming day holds if only time passes."""
    told = [
        Text(f"{es} {date_words(day, 'es', request.today)}",
             f"{en} {date_words(day, 'en', request.today)}")
        for es, en, day in (("desde", "from", one.from_date), ("hasta", "until", one.until_date))
        if day is not None
    ]  # fmt: skip
    coming = one.answer != MET and one.from_date is not None and one.from_date > request.today
    words = Text("; ".join(w.es for w in told), "; ".join(w.en for w in told))
    return Cell(words, small=Text("si solo pasa el tiempo", "if only time passes")) if coming \
        else words  # fmt: skip


def _pager(request: Guest, page: LeaversPage) -> Pager:
    shown = Text(f"{number(len(page.rows))} en esta página",
                 f"{number(len(page.rows))} on this page")  # fmt: skip
    return Pager(
        with_query(request, hasta=str(page.before), desde=None) if page.before else "",
        with_query(request, desde=str(page.after), hasta=None) if page.after else "", shown,
    )  # fmt: skip
