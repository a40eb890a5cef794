"""What falls out of computations and limits: how many, by facility; a number opens its people."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse

from segunda.access.door import Guest, allow
from segunda.access.table import permission
from segunda.law.rules import rule
from segunda.law.text import Text
from segunda.registry.leaving.review_contents import ACTIONS
from segunda.registry.queries import reviews
from segunda.registry.queries.reviews import (
    BY_HAND,
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
    WALL,
    FacilityCount,
)
from segunda.registry.queries.undecided import undecided
from segunda.registry.views.people import NO_PLACE
from segunda.registry.words import LABEL, REVIEW_GROUP, REVIEW_TITLE
from segunda.report.words import capital, cited
from segunda.web.dates import days_words
from segunda.web.lists import Cell, Heading
from segunda.web.numbers import number

SLUGS: Mapping[str, str] = {
    "pena-cumplida": PAST, "detencion": LIMIT, "salida-antes": RELEASED, "a-mano": BY_HAND,
    "muro": WALL,
}  # fmt: skip
"""The lists by the word of their address."""
STATES = {EVERY: "over", SOME: "due", PASSED: "over", PERHAPS: "unknown", NEAR: "due",
          "": "neutral"}  # fmt: skip
GROUP, PLACE, SEX_ASKED, OFFENCE = "grupo", "centro", "sexo", "delito"


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
        1: Text(
            f"Una persona sigue después del final calculado de su pena: {days_words(days, 'es')}",
            f"One person is held after the computed end of her sentence: {days_words(days, 'en')}",
        ),
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
