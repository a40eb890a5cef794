"""What a list of who may leave is asked by; it posts, and says what the reading is for."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.http import HttpRequest

from segunda.access.door import Guest
from segunda.access.roles import PURPOSES
from segunda.law.facts import papers
from segunda.law.text import Text
from segunda.registry.models.verdicts import MET, NOT_MET, PAPERS, UNKNOWN
from segunda.registry.queries.leaver_lists import CLOSES, OPENS, LeaversFilter
from segunda.registry.queries.leaver_rules import Rules
from segunda.registry.queries.leavers import WINDOWS
from segunda.registry.queries.places import facility_names
from segunda.registry.words import PATH_ANSWER, SEX, STATUS
from segunda.web.forms import fill, invalid
from segunda.web.language import both, lazily

OPEN = "open"
"""The name a number's button is sent under: `rule:answer` or `rule:opens-30`."""
ANY = Text("todos los caminos", "every path")
ALL = Text("todos", "all")
NOT_OFFERED = Text("Escoja una opción de la lista.", "Choose one of the list.")
ONE_PATH = Text(
    "Escoja un camino, o un grupo que no sea «no se cumple hoy»: casi nadie cumple todos los "
    "caminos.",
    "Choose one path, or a group other than “not met today”: hardly anybody meets every path.",
)
NOT_ASKED_THERE = Text(
    "Ese papel no se pide en ese camino: escoja otro papel u otro camino.",
    "That paper is not asked for in that path: choose another paper or another path.",
)
WHAT_FOR = Text(
    "Diga para qué pide la lista: sin un fin no se abre.",
    "Say what the list is for: without a purpose it does not open.",
)
LABELS = {
    "rule": Text("Camino o límite", "Path or limit"),
    "answer": Text("Grupo", "Group"),
    "near": Text("Cerca de una fecha", "Near a date"),
    "paper": Text("Papel que falta", "Paper missing"),
    "facility": Text("Centro", "Facility"),
    "status": Text("Título", "Title"),
    "sex": Text("Sexo", "Sex"),
}
"""What each choice is called, in both languages: a list taken out says it in either."""
NEAR = {
    **{f"{OPENS}-{d}": Text(f"entra en el camino en {d} días", f"comes into the path in {d} days")
       for d in WINDOWS},
    **{f"{CLOSES}-{d}": Text(f"su camino se cierra en {d} días", f"her path closes in {d} days")
       for d in WINDOWS},
}  # fmt: skip


class LeaversForm(forms.Form):
    """The purpose first; then which path, group and people, what is missing, near which day."""

    purpose = forms.ChoiceField(
        label=both("Para qué pide la lista", "What the list is for"), widget=forms.RadioSelect,
        help_text=both("Queda anotado con su nombre y la hora, y se imprime con la lista.",
                       "It is noted with your name and the hour, and printed with the list."),
    )  # fmt: skip
    rule = forms.ChoiceField(label=lazily(LABELS["rule"]), required=False)
    answer = forms.ChoiceField(label=lazily(LABELS["answer"]), required=False)
    near = forms.ChoiceField(
        label=lazily(LABELS["near"]), required=False,
        help_text=both("Fechas previstas si nada cambia y solo pasa el tiempo.",
                       "Days foreseen if nothing changes and only time passes."),
    )  # fmt: skip
    paper = forms.ChoiceField(label=lazily(LABELS["paper"]), required=False)
    facility = forms.ChoiceField(label=lazily(LABELS["facility"]), required=False)
    status = forms.ChoiceField(label=lazily(LABELS["status"]), required=False)
    sex = forms.ChoiceField(label=lazily(LABELS["sex"]), required=False)

    def __init__(self, *args: Any, guest: Guest, rules: Rules, **more: Any) -> None:
        """Offered is only what the reader may ask: her purposes, her rules, her facilities."""
        super().__init__(*args, **more)
        self.rules = rules
        everything = rules.offered.values()
        named = {p: papers()[p].name for one in everything for p in one.papers if p in papers()}
        offered: Mapping[str, Iterable[tuple[str, Any]]] = {
            "purpose": [(code, PURPOSES[code]) for code in guest.permission.purposes],
            "rule": [("", ANY), *((one.rule.id, one.rule.title) for one in everything)],
            "answer": [("", ALL), *((str(n), PATH_ANSWER[n])
                                    for n in (MET, PAPERS, UNKNOWN, NOT_MET))],
            "near": [("", Text("cualquiera", "any")), *NEAR.items()],
            "paper": [("", Text("cualquiera", "any")), *sorted(
                named.items(), key=lambda pair: pair[1].es)],
            "facility": [("", ALL), *facility_names(user=guest.reader)],
            "status": [("", ALL), *((code, words) for code, words in STATUS.items() if code)],
            "sex": [("", ALL), *((code, words) for code, words in SEX.items() if code)],
        }  # fmt: skip
        for name, choices in offered.items():
            field = self.fields[name]
            field.choices = list(choices)  # type: ignore[attr-defined]
            field.error_messages["invalid_choice"] = both(NOT_OFFERED.es, NOT_OFFERED.en)
        self.fields["purpose"].error_messages["required"] = both(WHAT_FOR.es, WHAT_FOR.en)

    def clean(self) -> dict[str, Any]:
        """A list has one path, or a group, a paper or a day that narrows it."""
        said = super().clean() or {}
        answer, near, paper = (said.get(name) or "" for name in ("answer", "near", "paper"))
        if not (self.errors or said["rule"] or near or paper or answer not in ("", str(NOT_MET))):
            self.add_error("rule", invalid(ONE_PATH))
        if paper and not self.errors:
            asked = self.rules.asked(said["rule"])
            if not any(paper in one.papers for one in asked):
                self.add_error("paper", invalid(NOT_ASKED_THERE))
        return said


def asked_form(request: Guest, rules: Rules) -> LeaversForm:
    """The form as sent: by its own button, or by that of a number, which says rule and group."""
    if request.method == "POST" and OPEN in request.POST:
        return LeaversForm(_of_number(request), guest=request, rules=rules)
    first = {"purpose": request.purpose, "answer": str(MET)}
    return fill(LeaversForm, request, guest=request, rules=rules, initial=first)


def _of_number(request: HttpRequest) -> dict[str, Any]:
    rule, _, group = request.POST[OPEN].partition(":")
    narrowed = {"near": group} if group in NEAR else {"answer": group}
    return {"purpose": request.POST.get("purpose", ""), "rule": rule, **narrowed}


def filter_of(said: Mapping[str, Any]) -> LeaversFilter:
    """What the form says, as a query asks it."""
    near, _, days = (said.get("near") or "").partition("-")
    return LeaversFilter(
        rule=said.get("rule", ""),
        answer=int(said["answer"]) if said.get("answer") else None,
        facility=int(said["facility"]) if said.get("facility") else None,
        status=said.get("status", ""), sex=said.get("sex", ""), paper=said.get("paper", ""),
        near=near, days=int(days) if days else WINDOWS[-1],
    )  # fmt: skip
