"""Facilities in figures: people who took part, hours done, hours the prison lost; as a file."""

from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple

from django.http import HttpResponse
from django.shortcuts import render

from segunda.access.door import Guest, allow
from segunda.law.text import Refusal, Text
from segunda.law.words import day_in_words
from segunda.programmes import queries
from segunda.programmes.files import csv_file, fictitious
from segunda.programmes.hours import as_number, shown
from segunda.programmes.queries import FacilityLine
from segunda.programmes.words import KIND, LOST_SHORT
from segunda.report.whole_list import WholeList
from segunda.web.language import say
from segunda.web.lists import Cell, Column, headings
from segunda.web.numbers import number
from segunda.web.partial import read_partial

COLUMNS = (
    Column(Text("Centro", "Facility")),
    Column(Text("Personas", "People"), number=True),
    Column(Text("Horas hechas", "Hours done"), number=True),
    Column(Text("Por confirmar", "To confirm"), number=True),
    *(Column(LOST_SHORT[cause], number=True) for cause in ("cancelled", "no_guard", "lock_up")),
    Column(Text("Otras ausencias", "Other absences"), number=True),
)  # fmt: skip


class Period(NamedTuple):
    """From the first to the last day, both included; `wrong`: what was typed is no period."""

    first: date
    last: date
    wrong: bool = False


@allow("activity.read")
def summary(request: Guest) -> HttpResponse:
    """The period asked for, or this month so far; the period before stands beside it."""
    period, kind, lines = _asked(request)
    about = {
        "period": period, "kind": kind, "kinds": KIND, "answer": _answer(lines),
        "typed": {name: request.GET.get(name, f"{day:%d/%m/%Y}")
                  for name, day in (("desde", period.first), ("hasta", period.last))},
        "headings": headings(request, COLUMNS), "query": request.GET.urlencode(),
        "rows": [_row(one) for one in lines] + ([_total(lines)] if len(lines) > 1 else []),
    }  # fmt: skip
    return render(request, "programmes/summary.html", about)


def _asked(request: Guest) -> tuple[Period, str, list[FacilityLine]]:
    kind = request.GET.get("que", "")
    kind, period = kind if kind in KIND else "", _period(request)
    return (
        period,
        kind,
        queries.summary(user=request.reader, first=period.first, last=period.last, kind=kind),
    )


def _period(request: Guest) -> Period:
    usual = Period(request.today.replace(day=1), request.today)
    typed = [request.GET.get(name, "") for name in ("desde", "hasta")]
    if not any(typed):
        return usual
    try:
        first, last = read_partial(typed[0])[0], read_partial(typed[1])[1]
    except Refusal:
        return usual._replace(wrong=True)
    return Period(first, last) if first <= last else usual._replace(wrong=True)


def _answer(lines: list[FacilityLine]) -> Text:
    """«12 personas participaron; 340 horas hechas; el centro perdió 24»."""
    people, before = sum(one.people for one in lines), sum(one.before for one in lines)
    done = shown(sum((one.done for one in lines), Decimal(0)))
    lost = shown(sum((one.lost for one in lines), Decimal(0)))
    return Text(
        f"Participaron {number(people)} personas (en el período anterior, {number(before)}): "
        f"{done} horas confirmadas. Los centros perdieron {lost}.",
        f"{number(people)} people took part (in the period before, {number(before)}): {done} "
        f"hours confirmed. The prisons lost {lost}.",
    )


def _row(one: FacilityLine) -> list[Any]:
    small = Text(f"antes {number(one.before)}", f"before {number(one.before)}")
    return [one.name, Cell(number(one.people), small=small), *map(shown, _hours(one))]


def _hours(one: FacilityLine) -> tuple[Decimal, ...]:
    return (one.done, one.open, one.cancelled, one.no_guard, one.lock_up, one.own)


def _total(lines: list[FacilityLine]) -> list[Any]:
    """People are not added up: one may take part in two facilities."""
    sums = (sum(column, Decimal(0)) for column in zip(*map(_hours, lines), strict=True))
    return [Text("Todos los centros", "Every facility"), "", *map(shown, sums)]


@allow("activity.read")
def summary_file(request: Guest) -> HttpResponse:
    """The same figures as CSV."""
    period, _, lines = _asked(request)
    rows = [[one.name, str(one.people), *map(as_number, _hours(one)), str(one.before)]
            for one in lines]  # fmt: skip
    heading = (
        *(say(column.label) for column in COLUMNS),
        say(Text("Personas en el período anterior", "People in the period before")),
    )
    days = Text(*(f"{day_in_words(period.first).in_(lang)} – {day_in_words(period.last).in_(lang)}"
                  for lang in ("es", "en")))  # fmt: skip
    return csv_file("actividades", WholeList(
        "actividades", fictitious(), heading, rows,
        ((say(Text("Período", "Period")), say(days)),),
    ))  # fmt: skip
