"""Laws of other countries, for researchers: a page apart, never a path open to anybody here."""

from datetime import date
from typing import Any

from segunda.law.facts import sources, subject
from segunda.law.rules import Rule, all_rules
from segunda.law.text import Text
from segunda.law.words import KINDS, LABELS, say
from segunda.report.words import COUNTRIES, cited

HOME = "PA"
TITLE = Text("En otros países de la región", "Elsewhere in the region")
NEVER = Text(
    "Ninguna de estas leyes vale en Panamá. No abren ningún camino a nadie que esté aquí.",
    "None of these laws applies in Panama. They open no way to anybody held here.",
)
LEAD = Text(
    "Para quien investiga o propone reformas: qué pide cada ley, qué da, y hasta dónde se leyó. "
    "Qué cambiaría aquí con una de ellas lo calcula «segunda law compare».",
    "For those who study or propose reforms: what each law asks, what it gives, and how far it was "
    "read. What one of them would change here is computed by “segunda law compare”.",
)
ASKS = Text("Pide: ", "It asks: ")
SEEN = Text("Visto en:", "Seen in:")


def rules_elsewhere() -> tuple[Rule, ...]:
    """Every rule of another country, in the order of the stock."""
    return tuple(rule for rule in all_rules() if rule.jurisdiction in set(COUNTRIES) - {HOME})


def region(language: str) -> dict[str, Any]:
    """The page in one language as plain words, for the template."""
    countries: dict[str, list[dict[str, str]]] = {}
    for rule in rules_elsewhere():
        name = COUNTRIES[rule.jurisdiction].in_(language)
        countries.setdefault(name, []).append(_rule(rule, language))
    return {
        "title": TITLE.in_(language),
        "never": NEVER.in_(language),
        "lead": LEAD.in_(language),
        "seen": SEEN.in_(language),
        "countries": list(countries.items()),
    }


def _rule(rule: Rule, language: str) -> dict[str, str]:
    where = sources()
    asks = say(rule.condition(date.max), subject("person")).in_(language)
    return {
        "id": rule.id,
        "title": rule.title.in_(language),
        "cite": cited(rule.citation, language),
        "kind": KINDS[rule.kind].in_(language),
        "label": LABELS[rule.label].in_(language),
        "asks": f"{ASKS.in_(language)}{asks}.",
        "effect": rule.effect.in_(language),
        "note": rule.note.in_(language),
        "sources": "; ".join(where.get(key, key) for key in rule.sources) + ".",
    }
