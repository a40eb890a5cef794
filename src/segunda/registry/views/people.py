"""Finding people: the search posts, so that no name stands in an address; the list has its own."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from django import forms
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from segunda.access.door import Guest, allow
from segunda.access.models import Listing
from segunda.access.roles import PURPOSES
from segunda.law.text import Text
from segunda.registry import queries
from segunda.registry.models import Facility, Person
from segunda.registry.queries import PeopleFilter
from segunda.registry.words import SEX, STATUS
from segunda.web.addresses import address
from segunda.web.dates import date_words, distance_words
from segunda.web.forms import fill
from segunda.web.language import both, current
from segunda.web.lists import Cell, Column, Pager, headings, order_of, with_query
from segunda.web.numbers import number

KEPT = timedelta(hours=8)
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


class SearchForm(forms.Form):
    """One box for names and numbers, and a few ways to narrow the list."""

    text = forms.CharField(
        label=both("Nombre, apellido o documento", "Name, surname or document"),
        help_text=both(
            "En cualquier orden; se encuentra también si suena igual o falla un dígito.",
            "In any order; also found if it sounds the same or one digit is wrong.",
        ),
        required=False,
        max_length=120,
    )
    state = forms.ChoiceField(
        label=both("Mostrar", "Show"),
        help_text=both("Con un nombre o un documento se busca entre todas las personas.",
                       "With a name or a document everybody is searched."),
        choices=STATES, required=False,
    )  # fmt: skip
    facility = forms.ChoiceField(label=both("Centro", "Facility"), required=False)
    status = forms.ChoiceField(label=both("Título", "Title"), required=False)
    sex = forms.ChoiceField(label=both("Sexo", "Sex"), required=False)

    def __init__(self, *args: Any, guest: Guest, **kwargs: Any) -> None:
        """The facilities offered are those of the reader."""
        super().__init__(*args, **kwargs)
        any_one = ("", Text("todos", "all"))
        facilities = Facility.objects.order_by("sort_name").values_list("pk", "name")
        if guest.reader.scope == "facility":
            facilities = facilities.filter(pk__in=guest.reader.facilities)
        self._offer("facility", [any_one, *((str(pk), name) for pk, name in facilities)])
        self._offer("status", [any_one, *((c, w) for c, w in STATUS.items() if c)])
        self._offer("sex", [any_one, *((c, w) for c, w in SEX.items() if c)])

    def _offer(self, name: str, choices: list[tuple[str, Any]]) -> None:
        self.fields[name].choices = choices  # type: ignore[attr-defined]


@allow("person.search")
def search(request: Guest) -> HttpResponse:
    """The search page; what is posted is kept for 8 hours under an address that says nothing."""
    form = fill(SearchForm, request, guest=request, initial={"state": "held"})
    if request.method == "POST" and form.is_valid():
        return HttpResponseRedirect(reverse("people_list", args=[_keep(request, form)]))
    about = {"form": form, "count": queries.count_people(user=request.reader, which=PeopleFilter())}
    return render(request, "registry/people.html", about)


def _keep(request: Guest, form: SearchForm) -> UUID:
    asked: dict[str, Any] = dict(form.cleaned_data)
    if asked["text"].strip():
        found = queries.search_people(
            user=request.reader, text=asked["text"], purpose=request.purpose, at=request.at
        )
        fitting = _narrowed([f.person for f in found], asked)
        asked["found"] = [[f.person, f.points, [[r.es, r.en] for r in f.reasons]]
                          for f in found if f.person in fitting]  # fmt: skip
    kept = Listing.objects.create(
        user=request.user.pk, kind="people", query=asked, purpose=request.purpose,
        made_at=request.at, until=request.at + KEPT,
    )  # fmt: skip
    return kept.pk


def _narrowed(ids: list[int], asked: dict[str, Any]) -> set[int]:
    """Those found who also fit the facility, title and sex that were chosen."""
    columns = {"facility": "facility_id", "status": "legal_status", "sex": "sex"}
    wanted = {column: asked[name] for name, column in columns.items() if asked.get(name)}
    return set(Person.objects.filter(pk__in=ids, **wanted).values_list("pk", flat=True))


@allow("person.search")
def listing(request: Guest, listing: UUID) -> HttpResponse:
    """A kept list: sorted, paged; 8 hours old it is gone, and says so."""
    kept = Listing.objects.filter(pk=listing, user=request.user.pk, until__gt=request.at).first()
    if kept is None:
        raise Http404
    form = SearchForm(initial=kept.query, guest=request)
    shown = _found(request, kept) if "found" in kept.query else _filtered(request, kept)
    about = {"form": form, "filters": _said(form, kept), "purpose": PURPOSES[request.purpose],
             **shown}  # fmt: skip
    return render(request, "registry/people_list.html", about)


def _said(form: SearchForm, kept: Listing) -> list[tuple[Any, Any]]:
    """What the list was narrowed to, in words: what was typed, and each choice that was made."""
    asked = kept.query
    typed = [(form.fields["text"].label, asked["text"])] if asked.get("text") else []
    names = ("facility", "status", "sex") if typed else ("state", "facility", "status", "sex")
    chosen = [name for name in names if asked.get(name)]
    words = [(form.fields[name].label, value) for name in chosen
             for value in chosen_words(form, name, asked[name])]  # fmt: skip
    return [*typed, *words]


def chosen_words(form: forms.Form, name: str, value: object) -> list[Any]:
    """The words of a chosen option; nothing when it is offered no more."""
    options: list[tuple[Any, Any]] = form.fields[name].choices  # type: ignore[attr-defined]
    return [label for code, label in options if str(code) == str(value)]


def _found(request: Guest, kept: Listing) -> dict[str, Any]:
    """What was typed fits these people, best first, with the reasons."""
    start = _number(request.GET.get("desde")) or 0
    rows = kept.query["found"]
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


def _filtered(request: Guest, kept: Listing) -> dict[str, Any]:
    which = _which(kept)
    order, down = order_of(request, COLUMNS, "name")
    page = queries.list_people(
        user=request.reader, which=which, order=order, descending=down,
        after=_number(request.GET.get("desde")), before=_number(request.GET.get("hasta")),
        purpose=request.purpose, at=request.at,
    )  # fmt: skip
    count = kept.query.get("count")
    if count is None:
        count = queries.count_people(user=request.reader, which=which)
        Listing.objects.filter(pk=kept.pk).update(query={**kept.query, "count": count})
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


def _which(kept: Listing) -> PeopleFilter:
    asked = kept.query
    return PeopleFilter(
        facility=_number(asked.get("facility")),
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


def _number(text: object) -> int | None:
    return int(str(text)) if str(text or "").isdecimal() else None
