"""A reform is a difference laid over today's rules: other numbers, another condition, a new path.

A file of reform (`law/reforms/*.yaml`, or anyone's own): `id`, `title` and `note` {es, en},
`dated`, `label`, `source`, and `changes`, each either `rule: PA-CP-065` or `adopt: CO-2292` (a
rule of another country, asked as if it were a path in Panama; with `condition` it may be cut
down), with `numbers` {name: value} and, where the words change, `condition`.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any, Final

import yaml

from segunda.law.facts import HERE
from segunda.law.parse import ConditionError, number
from segunda.law.rules import DatedNumber, Rule, all_rules
from segunda.law.text import Refusal, Text, text_from

REFORMS: Final = HERE / "reforms"
_NEEDED: Final = ("id", "title", "dated", "label", "source", "changes")
_CHANGE: Final = {"rule", "adopt", "id", "numbers", "condition", "title"}


@dataclass(frozen=True)
class Change:
    """One rule before (None: no such path today) and after the reform (None: it is gone)."""

    before: Rule | None
    after: Rule | None

    @property
    def name(self) -> str:
        """The rule's own name, the same before and after."""
        return self.rule.id

    @property
    def rule(self) -> Rule:
        """The rule as it is today, or as it comes."""
        known = self.before or self.after
        assert known is not None  # noqa: S101 (a change is of some rule)
        return known

    @property
    def label(self) -> str:
        """How far the rule's source was read, as it comes."""
        return (self.after or self.rule).label


@dataclass(frozen=True)
class Reform:
    """A dated difference with its title, its source and how far that source was read."""

    id: str
    title: Text
    note: Text
    dated: date
    label: str
    source: str
    changes: tuple[Change, ...]


def shipped() -> tuple[str, ...]:
    """The names of the reforms that come with the program."""
    return tuple(path.stem for path in sorted(REFORMS.glob("*.yaml")))


def read_reform(where: Path) -> Reform:
    """The reform in a file, or the shipped one of that name; a Refusal saying what is wrong."""
    path = where if where.exists() or str(where) not in shipped() else REFORMS / f"{where}.yaml"
    try:
        entry = yaml.safe_load(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        names = ", ".join(shipped())
        raise Refusal(
            Text(
                f"No se puede leer la reforma [{where}]. Las que vienen incluidas: {names}.",
                f"The reform [{where}] cannot be read. Those that are included: {names}.",
            )
        ) from error
    except (yaml.YAMLError, RecursionError) as error:
        raise _refusal(
            "el archivo no es YAML: revise sangrías y comillas",
            "the file is not YAML: check indents and quotes",
        ) from error
    except ValueError as error:  # a day that does not exist, as YAML reads it
        raise _refusal(
            "tiene una fecha que no existe: se escribe AAAA-MM-DD",
            "it has a date that does not exist: it is written YYYY-MM-DD",
        ) from error
    return reform_from(entry)


def reform_from(entry: Any) -> Reform:
    """The reform of a parsed file; a Refusal where something is missing or not understood."""
    if not isinstance(entry, dict):
        raise _refusal("no es una lista de campos con nombre", "it is no list of named fields")
    lacking = ", ".join(name for name in _NEEDED if not entry.get(name))
    if lacking:
        raise _refusal(f"falta {lacking}", f"missing: {lacking}")
    if not isinstance(entry["dated"], date) or not isinstance(entry["changes"], list):
        raise _refusal(
            "«dated» es una fecha AAAA-MM-DD y «changes» una lista",
            "“dated” is a date YYYY-MM-DD and “changes” a list",
        )
    try:
        title = text_from(entry["title"])
        note = text_from(entry.get("note") or {"es": "", "en": ""})
    except (KeyError, TypeError) as error:
        raise _refusal(
            "«title» y «note» se escriben {es: …, en: …}",
            "“title” and “note” are written {es: …, en: …}",
        ) from error
    changes = tuple(_change(one, str(entry["source"])) for one in entry["changes"])
    label, source = str(entry["label"]), str(entry["source"])
    return Reform(str(entry["id"]), title, note, entry["dated"], label, source, changes)


def _change(entry: Any, source: str) -> Change:
    if not isinstance(entry, dict) or ("rule" in entry) == ("adopt" in entry):
        raise _refusal(
            "cada cambio nombra una regla con «rule», o una de otro país con «adopt»",
            "each change names a rule with “rule”, or one of another country with “adopt”",
        )
    if odd := sorted(set(map(str, entry)) - _CHANGE):
        raise _refusal(f"no se entiende [{odd[0]}]", f"[{odd[0]}] is not understood")
    name = entry.get("rule") or entry.get("adopt")
    known = {rule.id: rule for rule in all_rules() if rule.tests_a_person}
    if name not in known:
        raise _refusal(
            f"no hay una regla [{name}] que se aplique a personas; «segunda law list» las muestra",
            f"there is no rule [{name}] that applies to people; “segunda law list” shows them",
        )
    rule = known[name]
    after = _changed(rule, entry, source)
    if "rule" in entry:
        return Change(rule, after)
    return Change(None, replace(after, id=str(entry.get("id") or rule.id), jurisdiction="PA"))


def _changed(rule: Rule, entry: Mapping[str, Any], source: str) -> Rule:
    """The rule after the change, tried once so that a mistake is told here."""
    numbers = dict(rule.numbers)
    given = entry.get("numbers") or {}
    if not isinstance(given, dict):
        raise _refusal(
            "«numbers» se escribe {nombre: número}", "“numbers” is written {name: number}"
        )
    for name, value in given.items():
        if name not in numbers and "condition" not in entry:
            raise _refusal(
                f"la regla {rule.id} no tiene el número [{name}]; tiene {', '.join(numbers)}",
                f"the rule {rule.id} has no number [{name}]; it has {', '.join(numbers)}",
            )
        unit = numbers[name].unit if name in numbers else ""
        numbers[name] = DatedNumber(unit, ((None, _number(value), (source,)),))
    after = replace(
        rule,
        numbers=numbers,
        condition_text=str(entry.get("condition") or rule.condition_text),
        title=text_from(entry["title"]) if "title" in entry else rule.title,
        in_force_from=None if "adopt" in entry else rule.in_force_from,
        readings=(),
    )
    try:
        after.condition(date.max)
    except (ConditionError, KeyError, ValueError) as error:
        raise _refusal(
            f"no se entiende la condición de {rule.id}: {error}",
            f"the condition of {rule.id} is not understood: {error}",
        ) from error
    return after


def _number(value: Any) -> Any:
    try:
        found = number(value)
        if found < 0:
            raise ValueError(value)
        return found
    except (ValueError, ZeroDivisionError) as error:
        raise _refusal(
            f"[{value}] no es un número desde cero; se escribe 72 o 1/2",
            f"[{value}] is not a number from zero on; it is written 72 or 1/2",
        ) from error


def _refusal(es: str, en: str) -> Refusal:
    return Refusal(Text(f"La reforma no se entiende: {es}.", f"The reform is not read: {en}."))
