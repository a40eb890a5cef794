"""A computation kept, read back from its bytes, and made again from them and from the record."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from segunda.access.scope import Reader
from segunda.law.sentence import Sheet
from segunda.law.sentence.codes import Code, Place, Said
from segunda.law.sentence.compute import Credits, Figures, Reading
from segunda.law.sentence.steps import Step
from segunda.law.text import Text, text_from
from segunda.registry.computing.computed import (
    Computed,
    canonical,
    items_of,
    law_print,
    of_person,
    sheets_of,
)
from segunda.registry.models import Computation

Item = Mapping[str, Any]


@dataclass(frozen=True)
class SaidThen(Said):
    """A code as it was said then, in the words of then."""

    words: Text = field(default_factory=lambda: Text("", ""))

    @property
    def text(self) -> Text:
        """Its sentence."""
        return self.words


@dataclass(frozen=True)
class Again:
    """A kept computation made again. `same_law`, `same_result`: from its own inputs, today;
    `same_record`: whether the record still gives those inputs. `now`: what it gives today."""

    same_law: bool
    same_result: bool
    same_record: bool
    sheets: tuple[Sheet, ...]
    now: Computed


def sheets_then(row: Computation) -> tuple[Sheet, ...]:
    """The sheets as they were kept."""
    return tuple(_sheet(item) for item in json.loads(row.results))


def case_then(row: Computation) -> Mapping[str, Any] | None:
    """The case as it was kept."""
    case: Mapping[str, Any] | None = json.loads(row.inputs)["case"]
    return case


def beside_then(row: Computation) -> tuple[Said, ...]:
    """What the record said beside it then."""
    return _said(json.loads(row.inputs)["beside"])


def again(row: Computation, *, user: Reader) -> Again:
    """Make it again: the same inputs by today's law, and the record's inputs of today."""
    given = json.loads(row.inputs)
    as_of = date.fromisoformat(given["as_of"])
    sheets = sheets_of(given["case"], _said(given["manual"]), as_of)
    now = of_person(user=user, person=row.person_id, as_of=row.as_of)
    return Again(
        row.law == law_print(), canonical(items_of(sheets)) == row.results,
        now.inputs == row.inputs, sheets, now,
    )  # fmt: skip


def record_has_changed(row: Computation, *, user: Reader) -> bool:
    """Whether the record no longer says what this computation was made from."""
    return of_person(user=user, person=row.person_id, as_of=row.as_of).inputs != row.inputs


def _sheet(item: Item) -> Sheet:
    reading = Reading(**item["reading"])
    same = Reading(**item["same_as"]) if "same_as" in item else None
    figures = None if item.get("manual") else _figures(item)
    steps = tuple(_step(step) for step in item.get("steps", ()))
    return Sheet(reading, figures, steps, _said(item["codes"]), same)


def _figures(item: Item) -> Figures:
    days = {name: _day(item[name]) for name in ("one_third", "half", "two_thirds", "end")}
    return Figures(
        sentence_days=item["sentence_days"], credits=Credits(**item["credit_days"]),
        served_days=item["served_days"], **days, waiting=0, over_five_years=False,
        longer_than_five_years=False,
    )  # fmt: skip


def _step(item: Item) -> Step:
    return Step(item["article"], item["label"], text_from(item["text"]), item["days"],
                _day(item["date"]))  # fmt: skip


def _said(items: Sequence[Item]) -> tuple[Said, ...]:
    return tuple(
        SaidThen(
            Code(one["code"], one["grade"], one["article"] or "", text_from(one["text"])),
            Place(one["section"], one["row"], one["field"]), one["value"],
            words=text_from(one["text"]),
        )
        for one in items
    )  # fmt: skip


def _day(day: str | None) -> date | None:
    return None if day is None else date.fromisoformat(day)
