"""A case of the record computed: sheets for each reading, as bytes that can be made again.

The same case, day and law give the same bytes. `law_print` changes with every byte of the code
and texts the computation is made by.
"""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from segunda.access.scope import Reader
from segunda.law import dates, sentence
from segunda.law.rules import rule
from segunda.law.sentence import READINGS, Sheet, as_items, sheets
from segunda.law.sentence.codes import Said
from segunda.law.sentence.outline import outline
from segunda.registry.computing.record import Gathered, gathered
from segunda.registry.models.computations import MARKS
from segunda.report.computation import RELEASED_BEFORE

RULES = ("PA-CP-052", "PA-CP-053", "PA-CP-058", "PA-CP-065", "PA-CP-103", "PA-CPP-231")
"""The rules whose labels stand in the steps of a sheet."""


@dataclass(frozen=True)
class Computed:
    """One person's case on one day; `sheets` is empty where there is no prison sentence."""

    as_of: date
    given: Gathered
    sheets: tuple[Sheet, ...]

    @property
    def manual(self) -> bool:
        """Whether a person has to compute it, whatever the reading."""
        return bool(self.sheets) and all(sheet.figures is None for sheet in self.sheets)

    @property
    def inputs(self) -> str:
        """Everything it was made from, as canonical JSON."""
        given = self.given
        return canonical({
            "as_of": self.as_of.isoformat(), "case": given.case,
            "manual": [one.as_item() for one in given.manual],
            "beside": [one.as_item() for one in given.beside],
        })  # fmt: skip

    @property
    def results(self) -> str:
        """The sheets, as canonical JSON; without the codes not everybody may see."""
        return canonical(items_of(self.sheets))

    @property
    def days(self) -> dict[str, list[str]]:
        """Per mark the days the sheets give, each once, the earliest first."""
        found: dict[str, set[str]] = {mark: set() for mark in MARKS}
        for sheet in self.sheets:
            for mark, days in found.items():
                day = getattr(sheet.figures, mark, None)
                if day is not None:
                    days.add(day.isoformat())
        return {mark: sorted(days) for mark, days in found.items() if days}


def compute(given: Gathered, as_of: date) -> Computed:
    """The sheets of a gathered case; what the record leaves open keeps every date away."""
    if given.case is None:
        return Computed(as_of, given, ())
    return Computed(as_of, given, sheets_of(given.case, given.manual, as_of))


def ends_if_not_recognised(given: Gathered, day: date) -> tuple[date, ...]:
    """The ends if no judge recognised the days that are confirmed and not decided yet, the
    earliest first; empty where there are none such."""
    if not given.undecided or given.case is None or given.manual:
        return ()
    less = {name: given.case[name] - amount for name, amount in given.undecided.items()}
    return tuple(outline({**given.case, **less}, day).ends)


def sheets_of(case: Mapping[str, Any], manual: Sequence[Said], as_of: date) -> tuple[Sheet, ...]:
    """The library's sheets, or only codes where the record itself stops the computation."""
    found = sheets(case, as_of)
    if not manual:
        return found
    codes = (*manual, *(said for said in found[0].codes if said.code.grade != "notice"))
    first = READINGS[0]
    return tuple(
        Sheet(reading, None, (), codes, None if reading == first else first) for reading in READINGS
    )


def items_of(found: Sequence[Sheet]) -> list[dict[str, Any]]:
    """The sheets as they are kept: who may have left too early is not told in them."""
    items = as_items(found)
    for item in items:
        item["codes"] = [code for code in item["codes"] if code["code"] not in RELEASED_BEFORE]
    return items


def of_person(*, user: Reader, person: int, as_of: date) -> Computed:
    """One person's computation from what her record says now."""
    return compute(gathered(user=user, people=[person])[person], as_of)


def canonical(item: object) -> str:
    """JSON in one way only: sorted names, no spaces, letters as they are."""
    return json.dumps(item, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def print_of(text: str) -> str:
    """SHA-256 of a text, in hexadecimal."""
    return hashlib.sha256(text.encode()).hexdigest()


@cache
def law_print() -> str:
    """SHA-256 of all that a computation is made by: code, codes and the labels of its rules."""
    top = Path(sentence.__file__).parent
    files = [*sorted(top.glob("*.py")), *sorted(top.glob("*.yaml")), Path(dates.__file__),
             *sorted(Path(__file__).parent.glob("*.yaml"))]  # fmt: skip
    digest = hashlib.sha256()
    for path in files:
        digest.update(path.name.encode() + b"\0" + path.read_bytes())
    digest.update("".join(f"{name}={rule(name).label}" for name in RULES).encode())
    return digest.hexdigest()
