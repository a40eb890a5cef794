"""The computation of a sentence (*liquidación*): credits, milestones, end, step by step.

`sheets(case, as_of)` gives one sheet for each way to read the three texts that leave a choice
open (law.md §1.3): the calendar of months and years, whether redeemed days count towards the
fractions, and whose five years CP 58 means. Nothing here is a decision: a judge decides.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from segunda.law.sentence.case import read_case
from segunda.law.sentence.checks import checked
from segunda.law.sentence.codes import Said
from segunda.law.sentence.compute import READINGS, Figures, Reading, notices, refused, result
from segunda.law.sentence.steps import Step, steps

__all__ = ["READINGS", "Figures", "Reading", "Sheet", "as_items", "is_refused", "sheets"]


@dataclass(frozen=True)
class Sheet:
    """One reading's sheet. `figures` is None where a person has to compute it (see `codes`)."""

    reading: Reading
    figures: Figures | None
    steps: tuple[Step, ...] = ()
    codes: tuple[Said, ...] = ()
    same_as: Reading | None = None

    def as_item(self) -> dict[str, Any]:
        """The form of CONTRACTS: figures and dates, or `manual` with its codes and no date."""
        codes = [said.as_item() for said in self.codes]
        item: dict[str, Any] = {"reading": self.reading.as_item()}
        if self.same_as is not None:
            item["same_as"] = self.same_as.as_item()
        if self.figures is None:
            return item | {"manual": True, "codes": codes}
        told = [step.as_item() for step in self.steps]
        return item | _figures_item(self.figures) | {"steps": told, "codes": codes}


def sheets(given: object, as_of: date) -> tuple[Sheet, ...]:
    """One sheet per reading of the case in `given` (the object of CONTRACTS), in a fixed order.

    A sheet whose figures and codes are those of an earlier one names it in `same_as`. What is
    wrong or not covered is a code, never an exception and never a guess.
    """
    case, faults = read_case(given)
    found = faults or (checked(case, as_of) if case is not None else ())
    if found or case is None:
        return _folded([Sheet(reading, None, (), found) for reading in READINGS])
    computed = []
    for reading in READINGS:
        one = result(case, as_of, reading)
        codes = one.codes or notices(case, as_of, one)
        computed.append(Sheet(reading, one.figures, steps(case, as_of, one), codes))
    return _folded(computed)


def is_refused(found: Sequence[Sheet]) -> bool:
    """Whether some value of the case is wrong (not only not covered by the rules read)."""
    return any(refused(sheet.codes) for sheet in found)


def as_items(found: Sequence[Sheet]) -> list[dict[str, Any]]:
    """Every sheet in the form of CONTRACTS."""
    return [sheet.as_item() for sheet in found]


def _folded(computed: Sequence[Sheet]) -> tuple[Sheet, ...]:
    first: dict[object, Reading] = {}
    folded = []
    for sheet in computed:
        same = first.setdefault(_shown(sheet), sheet.reading)
        is_first = same == sheet.reading
        same_as = None if is_first else same
        folded.append(Sheet(sheet.reading, sheet.figures, sheet.steps, sheet.codes, same_as))
    return tuple(folded)


def _shown(sheet: Sheet) -> tuple[object, ...]:
    """What a reader sees of a sheet, its words apart."""
    figures = None if sheet.figures is None else tuple(_figures_item(sheet.figures).items())
    return str(figures), tuple((said.code.name, said.place, said.value) for said in sheet.codes)


def _figures_item(figures: Figures) -> dict[str, Any]:
    days = {
        name: day.isoformat() if (day := getattr(figures, name)) else None
        for name in ("one_third", "half", "two_thirds", "end")
    }
    credited = figures.credits
    return {
        "sentence_days": figures.sentence_days,
        "credit_days": {
            "custody": credited.custody,
            "presentations": credited.presentations,
            "territorial_ban": credited.territorial_ban,
            "redeemed": credited.redeemed,
            "community_work": credited.community_work,
        },
        "served_days": figures.served_days,
        **days,
    }
