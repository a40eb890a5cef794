"""The inbox: rows that meet a hard rule, and sources that differ from what was entered here."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from segunda.access.door import Guest, allow
from segunda.law import facts as dictionary
from segunda.law.text import Refusal, Text
from segunda.registry.forms import facilities
from segunda.registry.loading.settling import CHOICES, PROBLEMS, choices_of, settle
from segunda.registry.models import Facility, LoadLine, Settlement
from segunda.registry.words import STATUS
from segunda.web.addresses import whole
from segunda.web.forms import fill, refuse
from segunda.web.language import both, say
from segunda.web.lists import Cell, Heading
from segunda.web.once import once

SHOWN = 100
HEADINGS = (
    Text("Asunto", "Matter"), Text("Persona", "Person"), Text("Dato", "Value"),
    Text("Fuente", "Source"),
)  # fmt: skip
FACTS = {
    "name": Text("nombre", "name"), "document_number": Text("documento", "document"),
    "birth_date": Text("nacimiento", "birth"), "facility": Text("centro", "facility"),
    "nationality": Text("nacionalidad", "nationality"),
    "custody_start_date": Text("día de ingreso", "day of admission"),
    "custody_end_date": Text("día de egreso", "day of leaving"),
}  # fmt: skip


@allow("load.settle")
def inbox(request: Guest) -> HttpResponse:
    """What waits, the oldest first."""
    waiting = Settlement.objects.filter(settled_at=None).select_related("person", "load")
    rows = [_line(one) for one in waiting.order_by("pk")[:SHOWN]]
    return render(request, "registry/inbox.html", {
        "headings": [Heading(words) for words in HEADINGS], "rows": rows,
        "count": waiting.count(), "shown": SHOWN,
    })  # fmt: skip


def _line(one: Settlement) -> list[Any]:
    return [
        Cell(PROBLEMS[one.problem], reverse("settlement", args=[one.pk])),
        one.person.full_name if one.person else "", fact_words(one.fact), one.load.source,
    ]  # fmt: skip


def fact_words(fact: str) -> Any:
    """What a difference is about, in words."""
    known = dictionary.person().get(fact)
    return FACTS.get(fact) or (known.label if known is not None else fact)


def _said(one: Settlement, side: str) -> Any:
    """A value as a reader knows it: a facility and a title by name."""
    value = str(one.detail.get(side) or "")
    if one.fact == "facility" and (pk := whole(value)):
        place = Facility.objects.filter(pk=pk).first()
        return place.name if place else value
    if one.fact == "legal_status" and value in STATUS:
        return STATUS[value]
    return {"true": Text("sí", "yes"), "false": Text("no", "no")}.get(value, value or "—")


class SettleForm(forms.Form):
    """What was chosen, and why."""

    choice = forms.ChoiceField(label=both("Qué hacemos", "What we do"), widget=forms.RadioSelect)
    facility = forms.ChoiceField(label=both("Nuestro centro", "Our facility"), required=False)
    reason = forms.CharField(label=both("Por qué", "Why"), max_length=300)

    def __init__(self, *args: Any, settlement: Settlement, **more: Any) -> None:
        super().__init__(*args, **more)
        answers = choices_of(settlement)
        self.fields["choice"].choices = [(c, CHOICES[c]) for c in answers]  # type: ignore[attr-defined]
        if "facility" in answers:
            self.fields["facility"].choices = facilities()  # type: ignore[attr-defined]
        else:
            del self.fields["facility"]


@allow("load.settle")
def settlement(request: Guest, settlement_id: int) -> HttpResponse:
    """One matter: both sides, the line as it came, and the choice."""
    one = Settlement.objects.select_related("person", "load").filter(pk=settlement_id).first()
    if one is None:
        raise Http404
    form = fill(SettleForm, request, settlement=one)
    if request.method == "POST" and form.is_valid():
        try:
            return once(request, lambda: _settled(request, one, form.cleaned_data))
        except Refusal as refusal:
            refuse(form, refusal)
    line = LoadLine.objects.filter(load=one.load, row=one.row or 0).first()
    return render(request, "registry/settlement.html", {
        "one": one, "form": form, "problem": PROBLEMS[one.problem], "fact": fact_words(one.fact),
        "ours": _said(one, "ours"), "said": _said(one, "said"), "line": line,
        "name": one.detail.get("name", ""),
    })  # fmt: skip


def _settled(request: Guest, one: Settlement, said: dict[str, Any]) -> str:
    chosen = said.get("facility")
    settle(
        request.reader, one, choice=said["choice"], reason=said["reason"], by=request.user,
        at=request.at, facility=Facility.objects.get(pk=chosen) if chosen else None,
    )  # fmt: skip
    messages.success(request, say(Text("Resuelto.", "Settled.")))
    return reverse("inbox")
