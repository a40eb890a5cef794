"""Finding people: the search posts, so that no name stands in an address; the list has its own."""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any
from uuid import UUID

from django import forms
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from markupsafe import Markup

from segunda.access import listings
from segunda.access.door import Guest, allow
from segunda.access.roles import PURPOSES
from segunda.law.text import Text
from segunda.registry import queries
from segunda.registry.models import Person
from segunda.registry.queries import PeopleFilter
from segunda.registry.words import SEX, STATUS
from segunda.web.addresses import address, whole
from segunda.web.dates import date_words, distance_words
from segunda.web.forms import fields_as_shown, fill
from segunda.web.language import both, current
from segunda.web.lists import Cell, Column, Pager, headings, order_of, with_query
from segunda.web.numbers import number

KIND = "people"
COLUMNS = (
    Column(Text("Nombre", "Name"), "name"),
    Column(Text("Sexo", "Sex")),
    Column(Text("Dónde", "Where"), "facility"),
    Column(Text("Con qué título", "On what title")),
    Column(Text("Desde", "Since"), "since"),
)
STATES = (
    ("held", Text("quienes están hoy", "those held today")),
    ("left", Text("quienes salieron", "those who left")),
    ("unreported", Text("quienes faltan en el último archivo", "those missing from the last file")),
    ("all", Text("todas las personas", "everybody")),
)


ANY = ("", Text("todos", "all"))
STATUSES = (ANY, *((code, words) for code, words in STATUS.items() if code))
SEXES = (ANY, *((code, words) for code, words in SEX.items() if code))
Offered = tuple[tuple[str, str], ...]
"""The facilities a reader may choose from: id and name."""


class TypedForm(forms.Form):
    """One box for names and numbers."""

    text = forms.CharField(
        label=both("Nombre, apellido o documento", "Name, surname or document"),
        help_text=both(
            "En cualquier orden; se encuentra también si suena igual o falla un dígito.",
            "In any order; also found if it sounds the same or one digit is wrong.",
        ),
        required=False,
        max_length=120,
    )


class NarrowForm(forms.Form):
    """A few ways to narrow the list; the facilities offered are those of the reader."""

    state = forms.ChoiceField(
        label=both("Mostrar", "Show"),
        help_text=both("Con un nombre o un documento se busca entre todas las personas.",
                       "With a name or a document everybody is searched."),
        choices=STATES, required=False,
    )  # fmt: skip
    facility = forms.ChoiceField(label=both("Centro", "Facility"), required=False)
    status = forms.ChoiceField(label=both("Título", "Title"), choices=STATUSES, required=False)
    sex = forms.ChoiceField(label=both("Sexo", "Sex"), choices=SEXES, required=False)

    def __init__(self, *args: Any, offered: Offered, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["facility"].choices = [ANY, *offered]  # type: ignore[attr-defined]


class SearchForm(NarrowForm, TypedForm):
    """What is typed, and how the list is narrowed."""


NARROWED = ("state", "facility", "status", "sex")


@lru_cache(maxsize=512)
def _narrow_fields(_language: str, offered: Offered, chosen: tuple[str, ...]) -> Markup:
    """The fields that narrow a list as the page shows them. Kept, since every list has them and
    they say no more than what is given here: no word that was typed, nobody's name."""
    form = NarrowForm(initial=dict(zip(NARROWED, chosen, strict=True)), offered=offered)
    return fields_as_shown(form)


@allow("person.search")
def search(request: Guest) -> HttpResponse:
    """The search page; what is posted is kept for 8 hours under an address that says nothing."""
    offered = queries.facility_names(user=request.reader)
    form = fill(SearchForm, request, offered=offered, initial={"state": "held"})
    if request.method == "POST" and form.is_valid():
        return HttpResponseRedirect(address("people_list", _keep(request, form.cleaned_data)))
    about = {"form": form, "count": queries.count_people(user=request.reader, which=PeopleFilter())}
    return render(request, "registry/people.html", about)


def _keep(request: Guest, typed: Mapping[str, Any]) -> UUID:
    asked = dict(typed)
    if asked["text"].strip():
        found = queries.search_people(
            user=request.reader, text=asked["text"], purpose=request.purpose, at=request.at
        )
        fitting = _narrowed([f.person for f in found], asked)
        asked["found"] = [[f.person, f.points, [[r.es, r.en] for r in f.reasons]]
                          for f in found if f.person in fitting]  # fmt: skip
    return listings.keep(request.reader, KIND, asked, purpose=request.purpose, at=request.at)


def _narrowed(ids: list[int], asked: dict[str, Any]) -> set[int]:
    """Those found who also fit the facility, title and sex that were chosen."""
    if not any(asked.get(name) for name in ("facility", "status", "sex")):
        return set(ids)
    columns = {"facility": "facility_id", "status": "legal_status", "sex": "sex"}
    wanted = {column: asked[name] for name, column in columns.items() if asked.get(name)}
    return set(Person.objects.filter(pk__in=ids, **wanted).values_list("pk", flat=True))


@allow("person.search")
def listing(request: Guest, listing: UUID) -> HttpResponse:
    """A kept list: sorted, paged; 8 hours old it is gone, and says so."""
    asked = listings.find(request.reader, KIND, listing, at=request.at)
    if asked is None:
        raise Http404
    offered = queries.facility_names(user=request.reader)
    shown = _found(request, asked) if "found" in asked else _filtered(request, listing, asked)
    chosen = tuple(str(asked.get(name) or "") for name in NARROWED)
    about = {
        "form": TypedForm(initial={"text": asked.get("text", "")}),
        "narrow": _narrow_fields(current(), offered, chosen),
        "filters": _said(asked, offered),
        "purpose": PURPOSES[request.purpose],
        **shown,
    }
    return render(request, "registry/people_list.html", about)


def _said(asked: Mapping[str, Any], offered: Offered) -> list[tuple[Any, Any]]:
    """What the list was narrowed to, in words: what was typed, and each choice that was made."""
    typed = [(TypedForm.base_fields["text"].label, asked["text"])] if asked.get("text") else []
    options: dict[str, Sequence[tuple[str, Any]]] = {
        "state": STATES, "facility": offered, "status": STATUSES, "sex": SEXES,
    }  # fmt: skip
    names = [name for name in NARROWED if asked.get(name) and not (typed and name == "state")]
    words = [(NarrowForm.base_fields[name].label, label) for name in names
             for code, label in options[name] if code == str(asked[name])]  # fmt: skip
    return [*typed, *words]


def _found(request: Guest, asked: Mapping[str, Any]) -> dict[str, Any]:
    """What was typed fits these people, best first, with the reasons."""
    start = whole(request.GET.get("desde")) or 0
    rows = asked["found"]
    page = rows[start : start + queries.PAGE]
    people = queries.listed_people(
        user=request.reader, ids=[r[0] for r in page], purpose=request.purpose, at=request.at
    )
    earlier = str(start - queries.PAGE) if start else None
    later = str(start + queries.PAGE) if start + queries.PAGE < len(rows) else None
    why = {r[0]: Text(*_joined(r[2])) for r in page}
    return {
        "count": len(rows),
        "searched": True,
        "headings": headings(request, [*(c._replace(sort="") for c in COLUMNS)]),
        "rows": [_row(request, one, why[one.id]) for one in people],
        "pages": Pager(
            with_query(request, desde=earlier) if earlier is not None else "",
            with_query(request, desde=later) if later else "",
            _shown(start, len(page), len(rows)),
        ),
    }


def _joined(reasons: list[list[str]]) -> tuple[str, str]:
    return "; ".join(r[0] for r in reasons), "; ".join(r[1] for r in reasons)


def _filtered(request: Guest, listing: UUID, asked: Mapping[str, Any]) -> dict[str, Any]:
    which = _which(asked)
    order, down = order_of(request, COLUMNS, "name")
    page = queries.list_people(
        user=request.reader, which=which, order=order, descending=down,
        after=whole(request.GET.get("desde")), before=whole(request.GET.get("hasta")),
        purpose=request.purpose, at=request.at,
    )  # fmt: skip
    count = asked.get("count")
    if count is None:
        count = queries.count_people(user=request.reader, which=which)
        listings.change(request.reader, listing, {**asked, "count": count})
    return {
        "count": count,
        "searched": False,
        "headings": headings(request, COLUMNS, "name"),
        "rows": [_row(request, one) for one in page.rows],
        "pages": Pager(
            with_query(request, hasta=str(page.before), desde=None) if page.before else "",
            with_query(request, desde=str(page.after), hasta=None) if page.after else "",
        ),
    }


def _which(asked: Mapping[str, Any]) -> PeopleFilter:
    return PeopleFilter(
        facility=whole(asked.get("facility")),
        status=asked.get("status", ""),
        sex=asked.get("sex", ""),
        state=asked.get("state") or "held",
    )


def _row(request: Guest, one: queries.Listed, why: Text | None = None) -> list[Any]:
    """One line; the cells are what `table` shows."""
    place = " · ".join(filter(None, (one.facility, one.unit)))
    return [
        Cell(one.name, address("person", one.public_id), small=why or ""),
        SEX[one.sex],
        Cell(place or NO_PLACE, small="" if one.held else Text("salió", "left")),
        STATUS[one.legal_status],
        _since(request, one),
    ]


NO_PLACE = Text("sin centro registrado", "no facility recorded")


def _since(request: Guest, one: queries.Listed) -> Any:
    """Since when she is held, and whether the last file names her."""
    if one.held_since is None:
        return Cell("", small=_missing(one) or "")
    distance = distance_words(one.held_since, request.today, current())
    missing = _missing(one)
    small = Text(f"{distance}; ", f"{distance}; ") + missing if missing else distance
    return Cell(date_words(one.held_since, current()), small=small)


def _missing(one: queries.Listed) -> Text | None:
    if one.unreported_since is None:
        return None
    day = one.unreported_since
    return Text(f"no está en el archivo del {date_words(day, 'es')}",
                f"not in the file of {date_words(day, 'en')}")  # fmt: skip


def _shown(start: int, here: int, total: int) -> Text:
    return Text(
        f"{number(start + 1)} a {number(start + here)} de {number(total)}",
        f"{number(start + 1)} to {number(start + here)} of {number(total)}",
    )
