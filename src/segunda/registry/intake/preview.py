"""The first people as a proposed mapping reads them, in words: for a clerk to compare by eye."""

from pathlib import Path
from typing import Any

import yaml

from segunda.law import facts as dictionary
from segunda.law.text import Text
from segunda.registry.intake.intake import Intake, read
from segunda.registry.intake.mapping import from_yaml
from segunda.registry.intake.proposal_yaml import as_yaml
from segunda.registry.intake.proposing import Proposal
from segunda.registry.intake.template import IDENTITY, NO, NOT_APPLICABLE, YES

SHOWN = 10
UNKNOWN = Text("— no se sabe", "— not known")
UNITS = {
    "years": Text("años", "years"), "months": Text("meses", "months"),
    "weeks": Text("semanas", "weeks"), "days": Text("días", "days"),
}  # fmt: skip
LABELS = IDENTITY | {"id": IDENTITY["person_id"], "name": Text("nombre", "name")}


def preview(proposal: Proposal, path: Path, language: str) -> list[str]:
    """A line per accepted person, at most ten, and how many refused rows are not shown."""
    if not proposal.guesses:
        return []
    mapping = from_yaml(yaml.safe_load(as_yaml(proposal)), path.stem)
    found = read(proposal.sheet.path, mapping)
    names = [name for name in found.people.columns if name != "row" and "__" not in name]
    given = [name for name in names if name in found.provided or _says(found, name)]
    lines = [_person(row, given, found, language) for row in found.people.head(SHOWN).to_dicts()]
    if found.rejected_rows:
        count = len(found.rejected_rows)
        refused = Text(
            f"Filas rechazadas, que no se muestran: {count}; vea por qué con «intake check».",
            f"Refused rows, not shown: {count}; see why with “intake check”.",
        )
        lines.append(refused.in_(language))
    return lines


def _says(found: Intake, name: str) -> bool:
    """True for a name, a number or a centre that the file tells of somebody."""
    return found.people[name].null_count() < found.people.height


def _person(row: dict[str, Any], names: list[str], found: Intake, language: str) -> str:
    line = found.sheet.lines[row["row"] - 1]
    told = "; ".join(f"{_label(n).in_(language)}: {_words(n, row, language)}" for n in names)
    return f"{Text(f'Línea {line}', f'Line {line}').in_(language)}. {told}"


def _label(name: str) -> Text:
    fact = dictionary.person().get(name)
    return fact.label if fact is not None else LABELS.get(name, Text(name, name))


def _words(name: str, row: dict[str, Any], language: str) -> str:
    """A value in words: mujer, sí, en detención provisional; an incomplete date as its limits."""
    value, fact = row[name], dictionary.person().get(name)
    if row.get(f"{name}__applies") is False:
        return NOT_APPLICABLE.in_(language)
    if value is None:
        return UNKNOWN.in_(language)
    if isinstance(value, bool):
        return (YES if value else NO).in_(language)
    if fact is not None and value in fact.names:
        return fact.names[value].in_(language)
    latest = row.get(f"{name}__latest")
    if latest is not None:
        between = Text(f"entre {value} y {latest}", f"between {value} and {latest}")
        return between.in_(language)
    of = row.get(f"{name}__of")
    unit = UNITS.get(fact.unit if fact is not None else "")
    number = f"{value}/{of}" if of not in (None, 1) else str(value)
    return f"{number} {unit.in_(language)}" if unit is not None else number
