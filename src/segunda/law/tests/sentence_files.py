"""Reading the worked cases of `law/sentence_cases/`: short lines a lawyer can follow.

`given` is laid over `base`: `length` "6y 2m 3d", `imposed`, `max` (months in the code) for one
sentence, or `sentences` ["A 6y 2021-03-01 max 180 alone", "B 4y 2022-01-01 max 60 consecutive A"];
`held` and `out` ["2020-01-10 .. 2021-01-01 home"], an empty end still running; counts by name.
`case` instead of `given` is the whole case as JSON has it. `reading` names one; without it, all.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Final

import yaml

FOLDER: Final = Path(__file__).resolve().parent.parent / "sentence_cases"
_UNITS: Final = {"y": "years", "m": "months", "d": "days"}


@dataclass(frozen=True)
class Worked:
    """One worked case: what is given, what is expected under which reading, and why."""

    file: str
    name: str
    as_of: date
    reading: tuple[str, str, str] | None
    case: Mapping[str, Any]
    expect: Mapping[str, Any]
    why: Mapping[str, str]
    hand: bool


def worked_cases() -> list[Worked]:
    """Every stored case, file by file."""
    return [case for path in sorted(FOLDER.glob("*.yaml")) for case in read_worked(path)]


def read_worked(path: Path) -> list[Worked]:
    """The cases of one file."""
    sheet = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    return [_worked(path.stem, sheet, entry) for entry in sheet["cases"]]


def _worked(file: str, sheet: Mapping[str, Any], entry: Mapping[str, Any]) -> Worked:
    given = {**sheet.get("base", {}), **entry.get("given", {})}
    reading = entry["reading"].split() if "reading" in entry else None
    return Worked(
        file=file,
        name=entry["name"],
        as_of=entry.get("as_of", sheet["as_of"]),
        reading=(reading[0], reading[1], reading[2]) if reading else None,
        case=entry["case"] if "case" in entry else expanded(given),
        expect={name: _plain(value) for name, value in entry["expect"].items()},
        why=entry["why"],
        hand=entry.get("hand", False),
    )


def expanded(given: Mapping[str, Any]) -> dict[str, Any]:
    """The case as CONTRACTS has it."""
    given = dict(given)
    alone = {"length": given.pop("length", None), "imposed": given.pop("imposed", None)}
    most, listed = given.pop("max", None), given.pop("sentences", None)
    sentences = [_listed(words) for words in listed] if listed else [_alone(alone, most)]
    held, out = given.pop("held"), given.pop("out", [])
    return {
        "sentences": sentences,
        "custody": [_period(words) for words in held],
        "interruptions": [_period(words) for words in out],
    } | given


def _alone(given: Mapping[str, Any], most: int | None) -> dict[str, Any]:
    return {
        "id": "A",
        "imposed_date": _plain(given["imposed"]),
        "length": _length(given["length"]),
        "statutory_max_months": most,
        "relation": "alone",
        "to": None,
    }


def _listed(words: str) -> dict[str, Any]:
    """ "B 4y 2d 2022-01-01 max 60 consecutive A" as an object."""
    before, _, after = words.partition(" max ")
    name, *length, imposed = before.split()
    most, relation, *to = after.split()
    return {
        "id": name,
        "imposed_date": imposed,
        "length": _length(" ".join(length)),
        "statutory_max_months": None if most == "-" else int(most),
        "relation": relation,
        "to": to[0] if to else None,
    }


def _length(words: str) -> dict[str, int]:
    return {_UNITS[part[-1]]: int(part[:-1]) for part in words.split()}


def _period(words: str) -> dict[str, Any]:
    start, _, rest = words.partition(" .. ")
    *end, kind = rest.split()
    return {"start": start, "end": end[0] if end else None, "kind": kind}


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value
