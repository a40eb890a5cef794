"""Reading the tables of cases that lie beside the rules."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import Any, Final

import yaml

LAW: Final = Path(__file__).resolve().parent.parent
NOT_APPLICABLE: Final = "none"
_NUMBER: Final = re.compile(r"-?\d+(\.\d+|/\d+)?")
_DAY: Final = re.compile(r"\d{4}-\d{2}-\d{2}")
NO_DATES: Final = ()


@dataclass(frozen=True)
class Case:
    """One person before one rule, and what a reader of the article expects.

    `facts` holds bool, int, Fraction, str, date, and the word "none" for not applicable.
    `dates` is () when the case says nothing of them, else (from_date, until_date). `reading`
    names another way to read a text that leaves a choice open; None is the main one.
    """

    rule: str
    reading: str | None
    name: str
    as_of: date
    facts: Mapping[str, Any]
    stated: str
    expect: str
    missing: tuple[str, ...]
    dates: tuple[date | None, date | None] | tuple[()]
    why: str
    hand: bool


def case_paths() -> list[Path]:
    """Every file of cases, by name."""
    return sorted(LAW.glob("*/cases/*.yaml"), key=lambda path: path.stem)


@cache
def _read() -> tuple[Case, ...]:
    return tuple(case for path in case_paths() for case in read_cases(path))


@cache
def all_cases() -> tuple[Case, ...]:
    """Every case of the main reading of every rule, in the order of the files."""
    return tuple(case for case in _read() if case.reading is None)


@cache
def cases_of(rule_id: str) -> tuple[Case, ...]:
    """The cases of the main reading of one rule."""
    return tuple(case for case in all_cases() if case.rule == rule_id)


@cache
def reading_cases(rule_id: str) -> tuple[Case, ...]:
    """The cases of the other readings of one rule."""
    return tuple(case for case in _read() if case.rule == rule_id and case.reading)


def read_cases(path: Path) -> list[Case]:
    """The cases of one file. Words are read as words: nothing is guessed by YAML."""
    # BaseLoader builds strings, lists and mappings only: no code can hide in a file.
    sheet = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)  # noqa: S506
    return [_case(sheet, entry) for entry in sheet["cases"]]


def _case(sheet: Mapping[str, Any], entry: Mapping[str, Any]) -> Case:
    given = dict(entry.get("given", {}))
    dropped = list(entry.get("without", []))
    words = {name: word for name, word in sheet["meets"].items() if name not in dropped} | given
    return Case(
        rule=sheet["rule"],
        reading=entry.get("reading"),
        name=entry["name"],
        as_of=date.fromisoformat(entry.get("as_of", sheet["as_of"])),
        facts={name: value_of(word) for name, word in words.items()},
        stated=_stated(given, dropped),
        expect=entry["expect"],
        missing=tuple(entry.get("missing", ())),
        dates=_dates(entry),
        why=entry["why"],
        hand=entry.get("hand") == "true",
    )


def _stated(given: Mapping[str, str], dropped: list[str]) -> str:
    told = [f"{name}: {word}" for name, word in given.items()]
    return "; ".join([*told, *(f"{name}: ?" for name in dropped)])


def _dates(entry: Mapping[str, str]) -> tuple[date | None, date | None] | tuple[()]:
    if "from_date" not in entry and "until_date" not in entry:
        return NO_DATES
    return _day(entry["from_date"]), _day(entry["until_date"])


def _day(word: str) -> date | None:
    return None if word == "null" else date.fromisoformat(word)


def value_of(word: str) -> bool | int | Fraction | str | date:
    """A cell as a value: true, 12, 2/3, 0.6666, 2026-01-15, none, or a word of a list."""
    if word in ("true", "false"):
        return word == "true"
    if _DAY.fullmatch(word):
        return date.fromisoformat(word)
    if _NUMBER.fullmatch(word):
        number = Fraction(word)
        return int(number) if number.denominator == 1 else number
    return word
