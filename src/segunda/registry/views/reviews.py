"""What falls out of computations and limits: how many, and the people behind each number."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from segunda.access.door import Guest, allow
from segunda.access.roles import PURPOSES
from segunda.access.table import permission
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
    EVERY,
    KINDS,
    LIMIT,
    LIMIT_RULE,
    NEAR,
    PASSED,
    PAST,
    PERHAPS,
    RELEASED,
    SOME,
    FacilityCount,
    ReviewLine,
    ReviewPage,
)
from segunda.registry.queries.undecided import undecided
from segunda.registry.views.people import NO_PLACE
from segunda.registry.words import LABEL, REVIEW_GROUP, REVIEW_TITLE, SEX
from segunda.report.words import capital, cited
from segunda.web.addresses import address
from segunda.web.dates import date_words, distance_words
from segunda.web.language import current
from segunda.web.lists import Cell, Column, Heading, Pager, headings, order_of, with_query
from segunda.web.numbers import number
from segunda.web.once import once

SLUGS: Mapping[str, str] = {
    "pena-cumplida": PAST, "detencion": LIMIT, "salida-antes": RELEASED, "a-mano": BY_HAND,
}  # fmt: skip
"""The lists by the word of their address."""
STATES = {EVERY: "over", SOME: "due", PASSED: "over", PERHAPS: "unknown", NEAR: "due",
          "": "neutral"}  # fmt: skip
FIRST: Mapping[int, Text] = {
    AGED: Text("60 años o más", "60 or older"),
    CHILD: Text("con hijo o hija adentro", "with a child inside"),
}
GROUP, PLACE = "grupo", "centro"


@allow("review.list")
def overview(request: Guest) -> HttpResponse:
    """How many in each list, by facility; each number opens the people behind it."""
    past = reviews.counts(user=request.reader, what=PAST, day=request.today)
    limit = reviews.counts(user=request.reader, what=LIMIT, day=request.today)
    waiting = undecided(user=request.reader, day=request.today)
    about = {
        "answer": _answer(past), "limit_answer": _limit_answer(limit),
        "past": _by_facility(past), "past_headings": PAST_HEADINGS, "past_total": _total(past),
        "limits": _limits(limit), "limit_headings": LIMIT_HEADINGS,
        "limit_rule": rule(LIMIT_RULE), "limit_cited": _cited(),
        "label": LABEL[rule(LIMIT_RULE).label], "waiting": waiting,
        "more": _more(request), "today": request.today,
    }  # fmt: skip
    return render(request, "registry/reviews.html", about)


def _cited() -> Text:
    citation = rule(LIMIT_RULE).citation
    return Text(cited(citation, "es"), cited(citation, "en"))


def _people(rows: list[FacilityCount], kind: str) -> int:
    return sum(row.people for row in rows if row.kind == kind)


def _answer(rows: list[FacilityCount]) -> Text:
    """«12 personas siguen privadas de libertad después del final de su pena: 340 días en total»."""
    people, some = _people(rows, EVERY), _people(rows, SOME)
    days = sum(row.least_days for row in rows if row.kind == EVERY)
    first = {
        0: Text("Nadie sigue después del final calculado de su pena",
                "Nobody is held after the computed end of her sentence"),
        1: Text(f"Una persona sigue después del final calculado de su pena: {number(days)} días",
                f"One person is held after the computed end of her sentence: {number(days)} days"),
    }.get(people, Text(
        f"{number(people)} personas siguen después del final calculado de su pena: {number(days)} "
        "días en total",
        f"{number(people)} people are held after the computed end of their sentence: "
        f"{number(days)} days in all"))  # fmt: skip
    if not some:
        return first + Text(".", ".")
    return first + Text(f"; otras {number(some)}, según una lectura de la ley.",
                        f"; {number(some)} more by one reading of the law.")  # fmt: skip


def _limit_answer(rows: list[FacilityCount]) -> Text:
    passed, perhaps, near = (_people(rows, kind) for kind in (PASSED, PERHAPS, NEAR))
    return Text(
        f"Límite pasado: {number(passed)}. Más de un año sin que conste si la causa es compleja: "
        f"{number(perhaps)}. Se cumple en 60 días o menos: {number(near)}.",
        f"Limit passed: {number(passed)}. Over a year and not recorded whether the case is "
        f"complex: {number(perhaps)}. Reached within 60 days: {number(near)}.",
    )


PAST_HEADINGS = [
    Heading(Text("Centro", "Facility")),
    Heading(Text("Según todas las lecturas", "By every reading"), number=True),
    Heading(Text("Días de más, al menos", "Days beyond, at least"), number=True),
    Heading(Text("Solo según una lectura", "By one reading only"), number=True),
    Heading(Text("Días de más, a lo sumo", "Days beyond, at most"), number=True),
]
LIMIT_HEADINGS = [
    Heading(Text("Centro", "Facility")),
    *(Heading(capital(REVIEW_GROUP[kind]), number=True) for kind in KINDS[LIMIT]),
]


def _by_facility(rows: list[FacilityCount]) -> list[list[Any]]:
    return [
        [
            name or NO_PLACE,
            _opens(PAST, EVERY, code, _people(own, EVERY)),
            number(sum(row.least_days for row in own if row.kind == EVERY)),
            _opens(PAST, SOME, code, _people(own, SOME)),
            number(sum(row.most_days for row in own)),
        ]
        for (code, name), own in _places(rows)
    ]


def _total(rows: list[FacilityCount]) -> list[Any]:
    return [
        Text("Todos los centros", "Every facility"), _opens(PAST, EVERY, "", _people(rows, EVERY)),
        number(sum(row.least_days for row in rows if row.kind == EVERY)),
        _opens(PAST, SOME, "", _people(rows, SOME)), number(sum(row.most_days for row in rows)),
    ]  # fmt: skip


def _limits(rows: list[FacilityCount]) -> list[list[Any]]:
    lines = [
        [name or NO_PLACE, *(_opens(LIMIT, kind, code, _people(own, kind))
                             for kind in KINDS[LIMIT])]
        for (code, name), own in _places(rows)
    ]  # fmt: skip
    if len(lines) > 1:
        lines.append([Text("Todos los centros", "Every facility"),
                      *(_opens(LIMIT, k, "", _people(rows, k)) for k in KINDS[LIMIT])])  # fmt: skip
    return lines


def _places(rows: list[FacilityCount]) -> list[tuple[tuple[str, str], list[FacilityCount]]]:
    places = dict.fromkeys((row.code, row.facility) for row in rows)
    return [(place, [row for row in rows if (row.code, row.facility) == place])
            for place in places]  # fmt: skip


def _slug(what: str) -> str:
    return next(slug for slug, known in SLUGS.items() if known == what)


def _opens(what: str, kind: str, place: str, count: int) -> Any:
    """A number that opens the people behind it."""
    if not count:
        return "0"
    query = "&".join(f"{name}={value}" for name, value in ((GROUP, kind), (PLACE, place)) if value)
    return Cell(number(count), f"{reverse('review', args=[_slug(what)])}?{query}")


def _more(request: Guest) -> list[Any]:
    """The other lists this role looks after, each with its number."""
    found = []
    for what in (BY_HAND, RELEASED):
        if permission(request.user.role, ACTIONS[what]) is not None:
            rows = reviews.counts(user=request.reader, what=what, day=request.today)
            found.append((REVIEW_TITLE[what], number(sum(row.people for row in rows)),
                          reverse("review", args=[_slug(what)])))  # fmt: skip
    return found


@allow("review.list")
def listing(request: Guest, what: str) -> HttpResponse:
    """One list, a page at a time: the protected first, then the oldest."""
    which, kind, place = asked(request, what)
    columns = _columns(which)
    order, down = order_of(request, columns, "oldest")
    page = reviews.review(
        user=request.reader, what=which, day=request.today, kind=kind, place=place, order=order,
        descending=down, after=_file(request.GET.get("desde")),
        before=_file(request.GET.get("hasta")), purpose=request.purpose, at=request.at,
    )  # fmt: skip
    counted = reviews.counts(user=request.reader, what=which, day=request.today)
    people = sum(c.people for c in counted
                 if kind in ("", c.kind) and place in ("", c.code))  # fmt: skip
    about = {
        "title": REVIEW_TITLE[which], "people": people, "what": what, "which": which,
        "group": REVIEW_GROUP[kind] if kind else None, "kinds": _choices(which, kind),
        "places": sorted({(c.code, c.facility) for c in counted if c.code}, key=lambda c: c[1]),
        "place": place, "kind": kind,
        "headings": headings(request, columns, "oldest"),
        "rows": [_row(request, which, row) for row in page.rows], "pages": _pager(request, page),
        "purpose": PURPOSES[request.purpose], "shared": which in (PAST, LIMIT),
        "order": f"-{order}" if down else order,
        "label": LABEL[rule(LIMIT_RULE).label] if which == LIMIT else None,
    }  # fmt: skip
    return render(request, "registry/review.html", about)


def asked(request: Guest, what: str) -> tuple[str, str, str]:
    """The list, its group and facility as asked; 404 for a list this role does not look after."""
    which = SLUGS.get(what)
    if which is None or permission(request.user.role, ACTIONS[which]) is None:
        raise Http404
    sent = request.POST if request.method == "POST" else request.GET
    kind, place = sent.get(GROUP, ""), sent.get(PLACE, "")
    return which, kind if kind in KINDS[which] else "", place[:40]


def _choices(which: str, kind: str) -> list[tuple[Text, str, bool]]:
    """The groups of a list to choose from, the one shown marked; none where there is one only."""
    kinds = [one for one in KINDS[which] if one]
    return [(REVIEW_GROUP[one], one, one == kind) for one in ("", *kinds)] if kinds else []


def _columns(which: str) -> list[Column]:
    day = {
        PAST: Text("Final calculado", "Computed end"),
        LIMIT: Text("En espera de juicio desde", "Awaiting trial since"),
        RELEASED: Text("Final calculado", "Computed end"),
        BY_HAND: Text("Privada de libertad desde", "Held since"),
    }[which]
    last = Text("Por qué la calcula una persona", "Why a person computes it") \
        if which == BY_HAND else Text("Grupo", "Group")  # fmt: skip
    return [Column(Text("Nombre", "Name"), "name"), Column(Text("Centro", "Facility"), "facility"),
            Column(day, "oldest"), Column(last)]  # fmt: skip


def _row(request: Guest, which: str, one: ReviewLine) -> list[Any]:
    page = "person_law" if which == LIMIT else "person_computation"
    first = [SEX[one.sex], *(words for bit, words in FIRST.items() if one.protected & bit)]
    small = Text(" · ".join(w.es for w in first), " · ".join(w.en for w in first))
    return [
        Cell(one.name, address(page, one.public_id), small=small), one.facility or NO_PLACE,
        _days(request, which, one), _group(which, one),
    ]  # fmt: skip


def _group(which: str, one: ReviewLine) -> Any:
    if which == BY_HAND:
        words = any_code(one.code)
        return Cell(words.words if words else one.code, small=one.code)
    if which == RELEASED:
        return Text("cuenta por revisar", "computation to check")
    return Cell(REVIEW_GROUP[one.kind], state=STATES[one.kind])


def _days(request: Guest, which: str, one: ReviewLine) -> Any:
    """The day or the two days, how long ago, and the end a person set beside them."""
    days = [day for day in dict.fromkeys((one.first_day, one.last_day)) if day is not None]
    if not days:
        return ""
    words = Text(*(" / ".join(date_words(day, language) for day in days)
                   for language in ("es", "en")))  # fmt: skip
    if one.set_end is not None and which in (PAST, RELEASED):
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
    which, kind, place = asked(request, what)
    order = request.POST.get("order", "oldest")
    name = order.removeprefix("-") if order.removeprefix("-") in reviews.ORDERS else "oldest"
    words = REVIEW_TITLE[which] + Text("; ", "; ") + REVIEW_GROUP[kind]
    return once(request, lambda: reverse("leavers_export", args=[ask_export(
        which={"what": which, "kind": kind, "place": place}, words=words, order=name,
        descending=order.startswith("-"), purpose=request.purpose, language=current(),
        by=request.reader, user=request.user, at=request.at,
    ).pk]))  # fmt: skip
