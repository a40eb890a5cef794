"""One list to review: a page at a time, the protected first, then the oldest; or as files."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from segunda.access.door import Guest, allow
from segunda.access.roles import PURPOSES
from segunda.access.table import permission
from segunda.law import facts as dictionary
from segunda.law.rules import rule
from segunda.law.text import Text
from segunda.registry.computing.codes import any_code
from segunda.registry.leaving.asking import ask_export
from segunda.registry.leaving.review_contents import ACTIONS
from segunda.registry.queries import reviews
from segunda.registry.queries.reviews import (
    AGED,
    BY_HAND,
    CHILD,
    KINDS,
    LIMIT,
    LIMIT_RULE,
    PAST,
    RELEASED,
    WALL,
    ReviewFilter,
    ReviewLine,
    ReviewPage,
)
from segunda.registry.views.people import NO_PLACE
from segunda.registry.views.reviews import GROUP, OFFENCE, PLACE, SEX_ASKED, SLUGS, STATES
from segunda.registry.words import LABEL, REVIEW_GROUP, REVIEW_TITLE, SEX
from segunda.web.addresses import address
from segunda.web.dates import date_words, distance_words
from segunda.web.language import current
from segunda.web.lists import Cell, Column, Pager, headings, order_of, with_query
from segunda.web.numbers import number
from segunda.web.once import once

FIRST: Mapping[int, Text] = {
    AGED: Text("60 años o más", "60 or older"),
    CHILD: Text("con hijo o hija adentro", "with a child inside"),
}


@allow("review.list")
def listing(request: Guest, what: str) -> HttpResponse:
    """One page of the list, with who was shown noted."""
    which = asked(request, what)
    columns = _columns(which.what)
    order, down = order_of(request, columns, "oldest")
    page = reviews.review(
        user=request.reader, which=which, day=request.today, order=order, descending=down,
        after=_file(request.GET.get("desde")), before=_file(request.GET.get("hasta")),
        purpose=request.purpose, at=request.at,
    )  # fmt: skip
    counted = reviews.counts(user=request.reader, what=which.what, day=request.today)
    about = {
        "title": REVIEW_TITLE[which.what], "what": what, "which": which,
        "people": reviews.count_lines(user=request.reader, which=which, day=request.today),
        "said": _said(which), "kinds": _choices(which),
        "places": sorted({(c.code, c.facility) for c in counted if c.code}, key=lambda c: c[1]),
        "headings": headings(request, columns, "oldest"),
        "rows": [_row(request, which.what, row) for row in page.rows],
        "pages": _pager(request, page), "purpose": PURPOSES[request.purpose],
        "shared": which.what in (PAST, LIMIT), "order": f"-{order}" if down else order,
        "label": LABEL[rule(LIMIT_RULE).label] if which.what == LIMIT else None,
    }  # fmt: skip
    return render(request, "registry/review.html", about)


def asked(request: Guest, what: str) -> ReviewFilter:
    """The list as asked; 404 for one this role does not look after."""
    name = SLUGS.get(what)
    if name is None or permission(request.user.role, ACTIONS[name]) is None:
        raise Http404
    sent = request.POST if request.method == "POST" else request.GET
    kind, sex = sent.get(GROUP, ""), sent.get(SEX_ASKED, "")
    return ReviewFilter(
        name, kind if kind in KINDS[name] else "", sent.get(PLACE, "")[:40],
        sex if sex in SEX else "", sent.get(OFFENCE, "")[:40] if name == WALL else "",
    )  # fmt: skip


def _said(which: ReviewFilter) -> Text | None:
    """What the list was narrowed to, in words."""
    parts = [
        *([REVIEW_GROUP[which.kind]] if which.kind else []),
        *([SEX[which.sex]] if which.sex else []),
        *([offence_words(which.code)] if which.code else []),
    ]
    if not parts:
        return None
    return Text(" · ".join(p.es for p in parts), " · ".join(p.en for p in parts))


def offence_words(code: str) -> Text:
    """A class of offence in words."""
    known = dictionary.person()["offence_class"].names
    return known.get(code, Text("clase de delito sin dato", "class of offence not stated"))


def _choices(which: ReviewFilter) -> list[tuple[Text, str, bool]]:
    """The groups of a list to choose from, the one shown marked; none where there is one only."""
    kinds = [one for one in KINDS[which.what] if one]
    return [(REVIEW_GROUP[one], one, one == which.kind) for one in ("", *kinds)] if kinds else []


def _columns(what: str) -> list[Column]:
    held = Text("Privada de libertad desde", "Held since")
    day = {
        PAST: Text("Final calculado", "Computed end"),
        LIMIT: Text("En espera de juicio desde", "Awaiting trial since"),
        RELEASED: Text("Final calculado", "Computed end"),
    }.get(what, held)
    last = Text("Por qué la calcula una persona", "Why a person computes it") \
        if what == BY_HAND else Text("Grupo", "Group")  # fmt: skip
    return [Column(Text("Nombre", "Name"), "name"), Column(Text("Centro", "Facility"), "facility"),
            Column(day, "oldest"), Column(last)]  # fmt: skip


def _row(request: Guest, what: str, one: ReviewLine) -> list[Any]:
    page = "person_law" if what in (LIMIT, WALL) else "person_computation"
    first = [SEX[one.sex], *(words for bit, words in FIRST.items() if one.protected & bit)]
    small = Text(" · ".join(w.es for w in first), " · ".join(w.en for w in first))
    return [
        Cell(one.name, address(page, one.public_id), small=small), one.facility or NO_PLACE,
        _days(request, what, one), _group(what, one),
    ]  # fmt: skip


def _group(what: str, one: ReviewLine) -> Any:
    if what == BY_HAND:
        words = any_code(one.code)
        return Cell(words.words if words else one.code, small=one.code)
    if what == WALL:
        return Cell(REVIEW_GROUP[one.kind], small=offence_words(one.code))
    if what == RELEASED:
        return Text("cuenta por revisar", "computation to check")
    return Cell(REVIEW_GROUP[one.kind], state=STATES[one.kind])


def _days(request: Guest, what: str, one: ReviewLine) -> Any:
    """The day or the two days, how long ago, and the end a person set beside them."""
    days = [day for day in dict.fromkeys((one.first_day, one.last_day)) if day is not None]
    if not days:
        return ""
    words = Text(*(" / ".join(date_words(day, language) for day in days)
                   for language in ("es", "en")))  # fmt: skip
    if one.set_end is not None and what in (PAST, RELEASED):
        small = Text(f"una persona fijó el {date_words(one.set_end, 'es')}",
                     f"a person set {date_words(one.set_end, 'en')}")  # fmt: skip
        return Cell(words, small=small)
    return Cell(words, small=distance_words(days[-1], request.today, current()))


def _pager(request: Guest, page: ReviewPage) -> Pager:
    shown = Text(f"{number(len(page.rows))} en esta página",
                 f"{number(len(page.rows))} on this page")  # fmt: skip
    return Pager(
        with_query(request, hasta=str(page.before), desde=None) if page.before else "",
        with_query(request, desde=str(page.after), hasta=None) if page.after else "", shown,
    )  # fmt: skip


def _file(text: str | None) -> UUID | None:
    try:
        return UUID(text) if text else None
    except ValueError:
        return None


@allow("review.list")
def export(request: Guest, what: str) -> HttpResponse:
    """Ask for the whole list as files; the worker makes them."""
    if request.method != "POST":
        raise Http404
    which = asked(request, what)
    order = request.POST.get("order", "oldest")
    name = order.removeprefix("-") if order.removeprefix("-") in reviews.ORDERS else "oldest"
    words = REVIEW_TITLE[which.what] + Text("; ", "; ") + (_said(which) or REVIEW_GROUP[""])
    return once(request, lambda: reverse("leavers_export", args=[ask_export(
        which=which, words=words, order=name, descending=order.startswith("-"),
        purpose=request.purpose, language=current(), by=request.reader, user=request.user,
        at=request.at,
    ).pk]))  # fmt: skip
