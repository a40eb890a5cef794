"""The dirt of real registers: few rows, each one marked, none that changes a promised count."""

import itertools
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import polars as pl

from segunda.registry.demo.chance import chance
from segunda.registry.demo.facilities import FACILITIES
from segunda.registry.demo.figures import AS_OF

MARK = "_dirt"
SPELLINGS = {prison.name: prison.spellings for prison in FACILITIES}
Row = dict[str, Any]
Change = Mapping[str, str | None]
# Women are promised by count, so what could move a count (sex, age, custody) befalls men only.
COLUMNS = (
    "surnames", "given_names", "facility", "sex", "birth_date", "custody_start_date",
    "pregnant", "_known_problem",
)  # fmt: skip


@dataclass(frozen=True)
class Dirt:
    """One kind: the share of people it befalls (ours), whom it may befall, what it does."""

    kind: str
    share: float
    may: Callable[[Row], bool]
    change: Callable[[Row, np.random.Generator], Change]


def soil(seed: int, persons: pl.DataFrame) -> pl.DataFrame:
    """The same people with some cells spoilt; `_dirt` says what was done, empty where nothing."""
    rng = chance(seed, "dirt")
    rows = persons.select(COLUMNS).to_dicts()
    # Where the few pregnant women are is promised too: nothing befalls their rows.
    order = [int(n) for n in rng.permutation(len(rows)) if not rows[n]["pregnant"]]
    marks: dict[int, str] = {}
    changes: dict[int, Change] = {}
    for dirt in KINDS:
        left = max(1, round(dirt.share * len(rows)))
        for place in order:
            if left and place not in marks and dirt.may(rows[place]):
                marks[place], left = dirt.kind, left - 1
                changes[place] = dirt.change(rows[place], rng)
    changes |= _look_alikes(rows, order, marks)
    return _changed(persons, marks, changes)


def _changed(
    persons: pl.DataFrame, marks: Mapping[int, str], changes: Mapping[int, Change]
) -> pl.DataFrame:
    for column in {name for change in changes.values() for name in change}:
        places = [place for place, change in changes.items() if column in change]
        values = pl.Series([changes[place][column] for place in places], dtype=pl.String)
        spoilt = persons[column].scatter(places, values)
        persons = persons.with_columns(spoilt)
    nothing = pl.Series(MARK, [None], dtype=pl.String).new_from_index(0, len(persons))
    noted = nothing.scatter(list(marks), pl.Series(list(marks.values()), dtype=pl.String))
    return persons.with_columns(noted)


def _man(row: Row) -> bool:
    return row["sex"] == "M" and row["_known_problem"] is None


def _of_middle_age(row: Row) -> bool:
    """Far enough from 18, 60 and 70 that a year without a day leaves every count as it is."""
    return AS_OF.year - 54 <= int(row["birth_date"][:4]) <= AS_OF.year - 24


def _swapped(row: Row) -> str:
    year, month, day = row["custody_start_date"].split("-")
    return f"{year}-{day}-{month}"


def _can_swap(row: Row) -> bool:
    day = int(row["custody_start_date"][8:])
    swapped = _swapped(row)
    differs = swapped != row["custody_start_date"] and swapped < AS_OF.isoformat()
    return _man(row) and day <= 12 and differs


def _pad(row: Row, rng: np.random.Generator) -> Change:
    spaces = " " * int(rng.integers(1, 4))
    column = ("surnames", "given_names", "facility")[int(rng.integers(0, 3))]
    return {column: f"{spaces}{row[column]}{spaces}" if len(spaces) > 1 else f"{row[column]} "}


def _respell(row: Row, rng: np.random.Generator) -> Change:
    known = SPELLINGS[row["facility"]]
    return {"facility": known[int(rng.integers(0, len(known)))]}


def _cut_birth(row: Row, rng: np.random.Generator) -> Change:
    return {"birth_date": row["birth_date"][: 4 if rng.random() < 0.6 else 7]}


def _from_tomorrow(_row: Row, rng: np.random.Generator) -> Change:
    return {"custody_start_date": f"2024-07-{int(rng.integers(1, 10)):02d}"}


def _absurd_birth(row: Row, rng: np.random.Generator) -> Change:
    year = int(rng.integers(1902, 1912)) if rng.random() < 0.5 else int(rng.integers(2015, 2020))
    return {"birth_date": f"{year}{row['birth_date'][4:]}".replace("-02-29", "-02-28")}


KINDS = (
    Dirt("blank_sex", 0.002, _man, lambda _row, _rng: {"sex": None}),
    Dirt("swapped_date", 0.001, _can_swap, lambda row, _rng: {"custody_start_date": _swapped(row)}),
    Dirt("admission_after_file_day", 0.0005, _man, _from_tomorrow),
    Dirt("impossible_age", 0.0005, _man, _absurd_birth),
    Dirt("partial_birth_date", 0.008, _of_middle_age, _cut_birth),
    Dirt("facility_spelling", 0.03, lambda row: bool(SPELLINGS[row["facility"]]), _respell),
    Dirt("padded_text", 0.012, lambda _row: True, _pad),
)
LOOK_ALIKE = 0.001


def _look_alikes(
    rows: list[Row], order: list[int], marks: dict[int, str]
) -> dict[int, dict[str, str | None]]:
    """People who bear the name and birth date of another, accents aside, with other papers."""
    left = max(1, round(LOOK_ALIKE * len(rows)))
    changes: dict[int, dict[str, str | None]] = {}
    clean = [place for place in order if place not in marks and _of_middle_age(rows[place])]
    for copy, original in itertools.pairwise(clean):
        if left and original not in marks and copy not in marks and _alike(rows, copy, original):
            marks[copy], left = "looks_like_another", left - 1
            marks[original] = "looks_like_another"
            changes[copy] = {
                "surnames": _without_accents(rows[original]["surnames"]),
                "given_names": rows[original]["given_names"],
                "birth_date": rows[original]["birth_date"],
            }
    return changes


def _alike(rows: list[Row], copy: int, original: int) -> bool:
    """Of one sex, the original up to six years older: custody still began after 18."""
    one, other = rows[copy], rows[original]
    older = int(one["birth_date"][:4]) - int(other["birth_date"][:4])
    return one["sex"] == other["sex"] and 1 <= older <= 6


def _without_accents(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text)
    return "".join(letter for letter in plain if not unicodedata.combining(letter))
