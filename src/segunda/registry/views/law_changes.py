"""What other rules would change over everybody, before they are taken into use."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from segunda.access.door import Guest, allow
from segunda.access.table import permission
from segunda.law.text import Text
from segunda.registry import actions
from segunda.registry.keeping.law_in_use import waiting
from segunda.registry.models import Facility, LawChange
from segunda.registry.rules_in_use import named
from segunda.registry.views.sheets import Sheet, sheets_page
from segunda.registry.words import LABEL, SEX
from segunda.report.words import capital
from segunda.web.dates import date_words
from segunda.web.language import both, current
from segunda.web.lists import Cell, Heading
from segunda.web.numbers import number

_HIDDEN = Text("no se dice", "not told")
_ANSWERS = (
    ("met", Text("Cumplen", "Meet it")), ("unknown", Text("No se sabe", "Not known")),
    ("not_met", Text("No cumplen", "Do not meet it")),
)  # fmt: skip
_WAYS = (
    ("earlier", Text("Terminarían antes", "Would end earlier")),
    ("later", Text("Terminarían después", "Would end later")),
    ("by_hand", Text("Pasarían a una persona, o dejarían de hacerlo",
                     "Would go to a person, or no longer do")),
)  # fmt: skip


@allow("law.changes")
def changes(request: Guest) -> HttpResponse:
    """Each set of rules the program brought, the newest first, and which is in use."""
    rows = LawChange.objects.select_related("decided_by").order_by("-pk")
    about = {"headings": _HEADINGS, "rows": [_line(row) for row in rows], "waiting": waiting()}
    return render(request, "registry/law_changes.html", about)


_HEADINGS = [
    Heading(Text("Traídas el", "Brought on")), Heading(Text("Reglas que cambian", "Rules changed"),
                                                       number=True),
    Heading(Text("Personas contadas", "People counted"), number=True),
    Heading(Text("En uso desde", "In use since")), Heading(Text("Decidió", "Decided by")),
]  # fmt: skip


def _line(row: LawChange) -> list[Any]:
    language = current()
    return [
        Cell(date_words(row.noticed_at, language),
             reverse("law_change", args=[row.pk])),
        *_changed(row),
        date_words(row.decided_at, language) if row.decided_at
        else Text("espera decisión", "waits for a decision"),
        _who(row),
    ]  # fmt: skip


def _changed(row: LawChange) -> tuple[Any, Any]:
    """How many rules, over how many people; of the first of a record there is nothing before."""
    if not row.people:
        return Text("las primeras", "the first"), ""
    return number(len(row.effects)), number(row.people)


def _who(row: LawChange) -> Any:
    if row.decided_by:
        return row.decided_by.name
    return Text("el programa", "the program") if row.decided_at else ""


@allow("law.changes")
def change(request: Guest, change: int) -> HttpResponse:
    """Before and after over everybody, rule by rule, and the ends of sentences that move."""
    row = _row(change)
    now = waiting()
    may = permission(request.user.role, "law.decide") is not None
    about = {
        "row": row, "open": now is not None and now.pk == row.pk, "may": may,
        "rules": [_rule(item) for item in row.effects], "ends": _ends(row),
        "who": _who(row),
    }  # fmt: skip
    return render(request, "registry/law_change.html", about)


def _row(change: int) -> LawChange:
    row = LawChange.objects.select_related("decided_by").filter(pk=change).first()
    if row is None:
        raise Http404
    return row


def _rule(item: Mapping[str, Any]) -> dict[str, Any]:
    """One rule as the page shows it: its words, before and after, who moves by sex and place."""
    return {
        "title": named(item["rule"]).title, "id": item["rule"],
        "label": LABEL[item["label"]], "says": Text(**item["says"]),
        "answers": [Heading(Text("", ""))] + [Heading(words, number=True) for _, words in _ANSWERS],
        "counts": [
            [words, *(_told(item[side][name]) for name, _ in _ANSWERS)]
            for side, words in (("before", Text("Hoy", "Today")),
                                ("after", Text("Con las reglas nuevas", "With the new rules")))
        ],
        "groups": [] if item["by"] is None else [
            (words, _group_headings(words), _groups(item["by"][name], names))
            for name, words, names in (("sex", Text("Por sexo", "By sex"), _sexes()),
                                       ("facility", Text("Por centro", "By facility"), {}))
        ],
    }  # fmt: skip


def _sexes() -> dict[str, Text]:
    return {code: capital(words) for code, words in SEX.items()}


def _group_headings(words: Text) -> list[Heading]:
    return [Heading(words), Heading(Text("Ganan", "Gain"), number=True),
            Heading(Text("Pierden", "Lose"), number=True)]  # fmt: skip


def _groups(by: Mapping[str, Mapping[str, int | None]], names: Mapping[str, Text]) -> list[Any]:
    """Only the groups in which somebody moves."""
    return [
        [names.get(name, Text(name, name)), _told(counts["gain"]), _told(counts["lose"])]
        for name, counts in sorted(by.items()) if counts["gain"] != 0 or counts["lose"] != 0
    ]  # fmt: skip


def _told(count: int | None) -> Any:
    return _HIDDEN if count is None else number(count)


def _ends(row: LawChange) -> dict[str, Any] | None:
    if row.ends is None:
        return None
    names = dict(Facility.objects.values_list("code", "name"))
    return {
        "people": row.ends["people"], "moved": row.ends["moved"],
        "headings": [Heading(Text("Centro", "Facility")),
                     *(Heading(words, number=True) for _, words in _WAYS)],
        "rows": [
            [names.get(code, code), *(number(counts[way]) for way, _ in _WAYS)]
            for code, counts in row.ends["by"].items()
        ] + [[Text("Total", "Total"), *(number(row.ends[way]) for way, _ in _WAYS)]],
    }  # fmt: skip


class _DecideForm(forms.Form):
    """Why, if there is something to say."""

    note = forms.CharField(
        required=False, max_length=500, widget=forms.Textarea,
        label=both("Nota (se ve con el cambio)", "Note (shown with the change)"),
    )  # fmt: skip


@allow("law.decide")
def decide(request: Guest, change: int) -> HttpResponse:
    """A person takes the new rules into use."""
    row = _row(change)

    def act(said: dict[str, Any]) -> str:
        actions.decide_law(change=row.pk, note=said["note"], by=request.reader, at=request.at)
        return reverse("law_change", args=[row.pk])

    title = Text("Poner en uso las reglas nuevas", "Take the new rules into use")
    sheet = Sheet(_DecideForm, act, title, Text("Ponerlas en uso", "Take them into use"))
    return sheets_page(
        request, title, [sheet], reverse("law_change", args=[row.pk]),
        lead=Text("Desde que usted lo decida se juzga a todas las personas con ellas; las listas "
                  "cambian en unos minutos. Queda anotado quién lo decidió.",
                  "Once you decide, everybody is judged by them; the lists change within some "
                  "minutes. Who decided is recorded."),
    )  # fmt: skip
