"""Facilities with their occupancy, and the census."""

from datetime import date
from typing import Any

from django import forms
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from segunda.access.door import Guest, allow
from segunda.access.table import permission
from segunda.law.text import Text
from segunda.registry import actions, queries
from segunda.registry.models import Facility
from segunda.registry.queries.places import UnitLine
from segunda.registry.views.sheets import Sheet, sheets_page
from segunda.registry.words import FACILITY_KIND, SEX, SPECIAL, STATUS
from segunda.web.dates import date_words
from segunda.web.forms import DayField
from segunda.web.language import both, current
from segunda.web.lists import Cell, Column, Heading, headings, order_of
from segunda.web.numbers import number

COLUMNS = (
    Column(Text("Centro", "Facility"), "name"),
    Column(Text("Para", "For")),
    Column(Text("Personas", "People"), "people", number=True),
    Column(Text("Capacidad", "Capacity"), "places", number=True),
    Column(Text("Ocupación", "Occupancy"), "rate", number=True),
)
UNKNOWN = Text("no se conoce", "not known")


@allow("facility.read")
def facilities(request: Guest) -> HttpResponse:
    """Every facility of the reader's scope; a capacity that is not known is said, not guessed."""
    lines = queries.list_facilities(user=request.reader)
    order, down = order_of(request, COLUMNS, "name")
    lines = sorted(lines, key=lambda line: _key(line, order), reverse=down)
    over = [line for line in lines if line.rate is not None and line.rate > 100]
    about = {
        "over": len(over),
        "unknown": sum(line.places is None for line in lines),
        "total": sum(line.people for line in lines),
        "headings": headings(request, COLUMNS, "name"),
        "rows": [[Cell(line.name, reverse("facility", args=[line.special])), *_numbers(line)]
                 for line in lines],
    }  # fmt: skip
    return render(request, "registry/facilities.html", about)


def _key(line: UnitLine, order: str) -> tuple[bool, Any]:
    """What is not known comes last, whatever the order."""
    value = {"name": None, "people": line.people, "places": line.places, "rate": line.rate}[order]
    return (False, 0) if order == "name" else (value is None, value or 0)


def _numbers(line: UnitLine) -> list[Any]:
    places = number(line.places) if line.places is not None else Cell(UNKNOWN, state="unknown")
    return [FACILITY_KIND[line.kind], number(line.people), places, _rate(line)]


def _rate(line: UnitLine) -> Any:
    if line.rate is None:
        return UNKNOWN
    words = f"{number(round(line.rate))} %"
    return Cell(words, state="over") if line.rate > 100 else words


@allow("facility.read")
def facility(request: Guest, code: str) -> HttpResponse:
    """One facility: how full, unit by unit, and the stock at each month's end."""
    try:
        page = queries.facility_page(user=request.reader, code=code, today=request.today)
    except Facility.DoesNotExist:
        raise Http404 from None
    about = {
        "place": page,
        "kind": FACILITY_KIND[page.facility.kind],
        "may_edit": permission(request.user.role, "facility.edit") is not None,
        "headings": [Heading(words, number=n) for words, n in UNIT_HEADINGS],
        "units": [
            [Cell(unit.name, small=SPECIAL[unit.special]), *_numbers(unit)] for unit in page.units
        ],
        "month_headings": [Heading(words, number=n) for words, n in MONTH_HEADINGS],
        "months": [_month(day, people, places) for day, people, places in page.history],
    }
    return render(request, "registry/facility.html", about)


UNIT_HEADINGS = (
    (Text("Unidad", "Unit"), False),
    (Text("Para", "For"), False),
    (Text("Personas", "People"), True),
    (Text("Capacidad", "Capacity"), True),
    (Text("Ocupación", "Occupancy"), True),
)
MONTH_HEADINGS = (
    (Text("Fin de mes", "End of month"), False),
    (Text("Personas", "People"), True),
    (Text("Capacidad", "Capacity"), True),
)


def _month(day: date, people: int, places: int | None) -> list[Any]:
    known = number(places) if places is not None else UNKNOWN
    return [date_words(day, current()), number(people), known]


class CapacityForm(forms.Form):
    """How many places, from which day, where that is written."""

    places = forms.IntegerField(
        label=both("Capacidad", "Capacity"), min_value=1, required=False,
        help_text=both("Vacía si no se conoce.", "Empty if it is not known."),
    )  # fmt: skip
    start_date = DayField(label=both("Desde el día", "From the day"))
    source = forms.CharField(label=both("Dónde consta", "Where it is written"), max_length=300)


class UnitForm(forms.Form):
    """A part of the facility."""

    code = forms.SlugField(label=both("Código", "Code"), max_length=60)
    name = forms.CharField(label=both("Nombre", "Name"), max_length=200)
    kind = forms.ChoiceField(label=both("Para", "For"), choices=list(FACILITY_KIND.items()))
    special = forms.ChoiceField(label=both("Uso", "Use"), choices=list(SPECIAL.items()),
                                required=False)  # fmt: skip


@allow("facility.edit")
def edit(request: Guest, code: str) -> HttpResponse:
    """Change the capacity or add a unit."""
    try:
        page = queries.facility_page(user=request.reader, code=code, today=request.today, months=1)
    except Facility.DoesNotExist:
        raise Http404 from None
    who: dict[str, Any] = {"facility": page.facility, "by": request.reader, "at": request.at}
    sheets = [
        Sheet(CapacityForm, lambda said: actions.set_capacity(**who, **said),
              Text("Capacidad del centro", "Capacity of the facility"), Text("Guardar", "Save"),
              id="capacidad", saved={"places": page.whole.places, "start_date": request.today}),
        Sheet(UnitForm, lambda said: actions.add_unit(**who, **said),
              Text("Añadir una unidad", "Add a unit"), Text("Añadir", "Add"), id="unidad"),
    ]  # fmt: skip
    return sheets_page(
        request, Text(*[page.facility.name] * 2), sheets, reverse("facility", args=[code])
    )


CENSUS_SEXES, CENSUS_TITLES = ("F", "M", "X", ""), tuple(STATUS)
NO_FACILITY = Text("sin centro registrado", "no facility recorded")


@allow("census.read")
def census(request: Guest) -> HttpResponse:
    """How many are held, on what title, where: counted from the rows of this register."""
    counted = queries.census(user=request.reader)
    columns = _census_columns(counted)
    about = {
        "census": counted,
        "women": counted.by_sex.get("F", 0),
        "headings": [Heading(Text("Centro", "Facility")),
                     *(Heading(words, number=True) for _, _, words in columns),
                     Heading(Text("Total", "Total"), number=True)],
        "rows": [
            [line.name or NO_FACILITY,
             *(number(getattr(line, by).get(code, 0)) for by, code, _ in columns),
             number(line.total)]
            for line in counted.places
        ],
        "statuses": [(STATUS[code], counted.by_status[code]) for code in STATUS
                     if counted.by_status.get(code)],
    }  # fmt: skip
    return render(request, "registry/census.html", about)


def _census_columns(counted: queries.Census) -> list[tuple[str, str, Text]]:
    """(by_sex or by_status, code, words): each sex and title somebody has, so that a row adds up
    to its total twice."""
    sexes = [("by_sex", code, SEX[code]) for code in CENSUS_SEXES if counted.by_sex.get(code)]
    titles = [("by_status", c, STATUS[c]) for c in CENSUS_TITLES if counted.by_status.get(c)]
    return [*sexes, *titles]
