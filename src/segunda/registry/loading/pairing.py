"""A mapping made on a page: what each column of the file is, and what each of its values means.

The mapping is kept as YAML in the load; what the page does not ask (forms of dates, papers that
prove, lengths in parts) stays as it was proposed. Pure: no database.
"""

from collections.abc import Mapping as Map
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import polars as pl
import yaml

from segunda.law import facts as dictionary
from segunda.law.text import Text
from segunda.registry.intake import Intake, read
from segunda.registry.intake.mapping import from_yaml
from segunda.registry.intake.mapping_checks import DATES, TEXTS
from segunda.registry.intake.names import plain, value_key
from segunda.registry.intake.proposal_yaml import as_yaml
from segunda.registry.intake.proposing import propose
from segunda.registry.intake.sheets import Sheet
from segunda.registry.intake.template import IDENTITY

VALUES_SHOWN = 40
PEOPLE_SHOWN = 10
LABELS = IDENTITY | {"id": IDENTITY["person_id"], "name": Text("nombre", "name")}
UNKNOWN, LEFT_OUT = "", ""


@dataclass(frozen=True)
class Pair:
    """One column of the file: its heading, what it is read as, and its values with their meaning.

    `values` is empty where the column is not read value by value. `shared`: it is one of several
    parts of one thing (years and months of a sentence), and the page leaves it as it is.
    """

    heading: str
    target: str
    values: Map[str, str]
    shared: bool = False


def proposed(path: Path) -> str:
    """The YAML proposed for a file nobody has mapped; empty where nothing can be proposed."""
    found = propose(path)
    return as_yaml(found) if found.guesses else ""


def targets() -> dict[str, Text]:
    """What a column can be read as, in words, in the order of the dictionary."""
    facts = {name: fact.label for name, fact in dictionary.person().items()}
    own = (*TEXTS, *DATES, "sentence_days")
    return {name: LABELS.get(name) or facts.get(name) or Text(name, name)
            for name in (*own, *facts)}  # fmt: skip


def meanings(target: str) -> dict[str, Text]:
    """What a value of a coded fact can mean, in words; empty where values are not listed."""
    fact = dictionary.person().get(target)
    if fact is None or fact.type not in ("bool", "enum"):
        return {}
    if fact.type == "bool":
        return {"true": Text("sí", "yes"), "false": Text("no", "no")}
    return {value: fact.names.get(value, Text(value, value)) for value in fact.values}


def pairs(text: str, sheet: Sheet) -> list[Pair]:
    """Every column of the file as the mapping `text` (YAML) reads it."""
    entries = _entries(text)
    return [_pair(heading, entries.get(plain(heading)), sheet) for heading in sheet.table.columns]


def _entries(text: str) -> dict[str, dict[str, Any]]:
    """The entries of the mapping by the heading they read."""
    found: dict[str, dict[str, Any]] = {}
    for entry in (yaml.safe_load(text) or {}).get("columns") or ():
        for heading in _headings(entry):
            found[plain(heading)] = entry
    return found


def _headings(entry: dict[str, Any]) -> list[str]:
    source = entry.get("from") or []
    return [str(h) for h in source] if isinstance(source, list) else [str(source)]


def _pair(heading: str, entry: dict[str, Any] | None, sheet: Sheet) -> Pair:
    if entry is None:
        return Pair(heading, LEFT_OUT, {})
    target = str(entry.get("to") or LEFT_OUT)
    if len(_headings(entry)) > 1:
        return Pair(heading, target, {}, shared=True)
    if not meanings(target):
        return Pair(heading, target, {})
    known = {value_key(str(k)): v for k, v in (entry.get("values") or {}).items()}
    counts = sheet.table[heading].drop_nulls().value_counts(sort=True).head(VALUES_SHOWN)
    cells = [str(cell) for cell in counts[heading].to_list()]
    return Pair(heading, target, {cell: _meaning(known.get(value_key(cell))) for cell in cells})


def _meaning(said: object) -> str:
    """A fact's value as the mapping writes it; what only the census counts stays unknown."""
    if isinstance(said, bool):
        return "true" if said else "false"
    return UNKNOWN if said is None or isinstance(said, dict) else str(said)


def rewritten(text: str, chosen: Map[str, str], values: Map[str, Map[str, str]]) -> str:
    """The mapping with what was chosen: a target per heading, a meaning per value of a heading."""
    content = yaml.safe_load(text) if text else {}
    content = content if isinstance(content, dict) else {}
    entries = list(content.get("columns") or [])
    for heading, target in chosen.items():
        entries = _with_target(entries, heading, target)
    for heading, said in values.items():
        for entry in entries:
            if _headings(entry) == [heading]:
                _say(entry, said)
    content["columns"] = entries
    return yaml.safe_dump(content, allow_unicode=True, sort_keys=False)


def _with_target(entries: list[dict[str, Any]], heading: str, target: str) -> list[dict[str, Any]]:
    """The entries with `heading` read as `target`, or not read; another target starts anew."""
    for place, entry in enumerate(entries):
        if plain(heading) not in {plain(h) for h in _headings(entry)}:
            continue
        if target == LEFT_OUT:
            return [*entries[:place], *entries[place + 1 :]]
        if entry.get("to") == target:
            return entries
        return [*entries[:place], {"from": heading, "to": target}, *entries[place + 1 :]]
    return [*entries, {"from": heading, "to": target}] if target else entries


def _say(entry: dict[str, Any], said: Map[str, str]) -> None:
    """The meanings of the values; one that only the census counts stays unless a person chose."""
    known = {value_key(str(k)): (k, v) for k, v in (entry.get("values") or {}).items()}
    for cell, meaning in said.items():
        before = known.get(value_key(cell), (cell, None))
        if meaning != UNKNOWN:
            known[value_key(cell)] = (cell, meaning)
        elif not isinstance(before[1], dict):
            known[value_key(cell)] = (cell, None)
    entry["values"] = {str(k): v for k, v in known.values()}


def tried(text: str, path: Path, name: str) -> Intake:
    """The file read with the mapping; Refusal naming what is wrong in it."""
    return read(path, from_yaml(yaml.safe_load(text), name))


def first_people(intake: Intake) -> tuple[list[Text], list[list[Text | str]]]:
    """Headings and rows of the first people read, to compare by eye with the file."""
    wide = intake.people.head(PEOPLE_SHOWN)
    names = [n for n in wide.columns if n != "row" and "__" not in n]
    names = [n for n in names if wide[n].null_count() < len(wide)]
    shown = wide.select(pl.col(names).cast(pl.String).fill_null("—"))
    coded, words = [meanings(name) for name in names], targets()
    rows = [
        [codes.get(cell, cell) for cell, codes in zip(row, coded, strict=True)]
        for row in shown.iter_rows()
    ]
    return [words.get(name, Text(name, name)) for name in names], rows
