"""How a new file is read: its columns and values paired, ten people seen, the mapping kept."""

from typing import Any

from django import forms
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from segunda.access.door import Guest, allow
from segunda.law.text import Refusal, Text
from segunda.registry.intake.reading import read_sheet
from segunda.registry.intake.sheets import Sheet
from segunda.registry.loading import pairing as pure
from segunda.registry.loading.receiving import keep_mapping, mapping_of, on_disk
from segunda.registry.loading.tasks import ask_check
from segunda.registry.models import Load
from segunda.registry.views.loads import found
from segunda.web.forms import fill, refuse
from segunda.web.lists import Heading
from segunda.web.once import once

EMPTY = "columns: []\n"


@allow("load.start")
def pairing(request: Guest, load_id: int) -> HttpResponse:
    """Pair columns and values, see the first ten people, and have the file checked so."""
    one = found(load_id)
    if one.state not in ("received", "failed", "checked") or not one.mapping_text:
        raise Http404
    with on_disk(one.file) as path:
        if one.mapping_text == EMPTY:
            text = pure.proposed(path) or EMPTY
            keep_mapping(request.reader, one, text, at=request.at, final=False)
        return _page(request, one, path)


def _page(request: Guest, one: Load, path: Any) -> HttpResponse:
    chosen = mapping_of(one)
    sheet = read_sheet(path, chosen.header_lines, sheet=chosen.sheet, separator=chosen.separator)
    form = fill(_form(one.mapping_text, sheet), request)
    about: dict[str, Any] = {"load": one, "headings": (), "rows": (), "refused": None}
    if request.method == "POST" and form.is_valid():
        text = _rewritten(one.mapping_text, sheet, form.cleaned_data)
        try:
            tried = pure.tried(text, path, one.mapping_name)
            if request.POST.get("then") == "check":
                return once(request, lambda: _checked(request, one, text))
            keep_mapping(request.reader, one, text, at=request.at, final=False)
            form = _form(text, sheet)()
            words, about["rows"] = pure.first_people(tried)
            about["headings"] = [Heading(word) for word in words]
        except Refusal as refusal:
            refuse(form, refusal)
    return render(request, "registry/load_pairing.html", about | {"form": form, **_fields(form)})


def _checked(request: Guest, one: Load, text: str) -> str:
    keep_mapping(request.reader, one, text, at=request.at, final=True)
    ask_check(one)
    return reverse("load", args=[one.pk])


def _form(text: str, sheet: Sheet) -> type[forms.Form]:
    """A field for each column, and one for each value of a column that is read by values."""
    words = [(name, label) for name, label in pure.targets().items()]
    fields: dict[str, forms.Field] = {}
    for place, pair in enumerate(pure.pairs(text, sheet)):
        if pair.shared:
            continue
        fields[f"c{place}"] = forms.ChoiceField(
            label=pair.heading, required=False, initial=pair.target,
            choices=[("", Text("no se lee", "not read")), *words],
        )  # fmt: skip
        for number, (cell, meaning) in enumerate(pair.values.items()):
            fields[f"v{place}_{number}"] = forms.ChoiceField(
                label=f"«{cell}»", required=False, initial=meaning,
                choices=[("", Text("no se sabe", "not known")),
                         *pure.meanings(pair.target).items()],
            )  # fmt: skip
    return type("PairingForm", (forms.Form,), fields)


def _fields(form: forms.Form) -> dict[str, Any]:
    """The fields of the page grouped: each column with its values under it."""
    groups: list[tuple[Any, list[Any]]] = []
    for name in form.fields:
        if name.startswith("c"):
            groups.append((form[name], []))
        elif groups:
            groups[-1][1].append(form[name])
    return {"groups": groups}


def _rewritten(text: str, sheet: Sheet, said: dict[str, str]) -> str:
    chosen: dict[str, str] = {}
    values: dict[str, dict[str, str]] = {}
    for place, pair in enumerate(pure.pairs(text, sheet)):
        if pair.shared:
            continue
        chosen[pair.heading] = said[f"c{place}"]
        if chosen[pair.heading] == pair.target and pair.values:
            values[pair.heading] = {
                cell: said[f"v{place}_{number}"] for number, cell in enumerate(pair.values)
            }
    return pure.rewritten(text, chosen, values)
