"""The movements: each row takes a person from one prison and title to another, or in, or out."""

from dataclasses import dataclass

import numpy as np
import polars as pl

from segunda.registry.demo.chance import Days, Mask, chance, some
from segunda.registry.demo.facilities import FACILITIES
from segunda.registry.demo.figures import OPENING, day_number
from segunda.registry.demo.former import ENDS
from segunda.registry.demo.identity import Texts
from segunda.registry.demo.moves import Stays
from segunda.registry.demo.people import NEVER

OPENING_DAY = day_number(OPENING)
NAMES = np.array([prison.name for prison in FACILITIES])
# UNODC counted 36 deaths in 2019 and 18 in 2020: 54 for two years. Escapes and why people
# leave are our assumptions.
DEATHS = 54
ESCAPES = 12
ESCAPED_AND_BACK = 9
WHY_SENTENCED = (
    ("sentence_served", 0.66), ("supervised_release", 0.12), ("reduction_of_sentence", 0.09),
    ("conditional_release", 0.05), ("replaced_or_suspended", 0.05), ("house_imprisonment", 0.03),
)  # fmt: skip
WHY_WAITING = (
    ("other_measure", 0.62), ("case_dismissed", 0.22), ("acquitted", 0.10),
    ("house_detention", 0.06),
)  # fmt: skip


@dataclass(frozen=True)
class Everyone:
    """People held and people who left, one row each; `end` NEVER for those still held."""

    ids: Texts
    woman: Mask
    start: Days
    imposed: Days
    end: Days
    stays: Stays

    def __len__(self) -> int:
        return len(self.ids)

    def sentenced_on(self, day: Days | int) -> Mask:
        """Who had been sentenced by `day`."""
        return np.asarray((self.imposed != NEVER) & (self.imposed <= day))


def draw_movements(seed: int, all_: Everyone, scale: float) -> pl.DataFrame:
    """Every movement from 30 June 2022 on, by day; the first rows are the people held that day.

    Columns: those of the template's movements, then movement_id, sex, from_title, to_title;
    titles are pretrial and sentenced. Summing what comes in and goes out up to a day gives who
    is held that day (`stocks.stock_on`).
    """
    rng = chance(seed, "ledger")
    tables = [
        _opening(all_),
        _admissions(all_),
        _sentences(all_),
        _transfers(all_),
        _exits(rng, all_, scale),
        _away_and_back(rng, all_, scale),
    ]
    rows = pl.concat(tables).sort("date", "order", "person_id")
    number = pl.format("MOV-{}", pl.int_range(1, len(rows) + 1).cast(pl.String).str.zfill(6))
    template = ("person_id", "date", "kind", "from_facility", "to_facility", "reason")
    return rows.select(*template, number.alias("movement_id"), "sex", "from_title", "to_title")


def _rows(
    all_: Everyone,
    who: Days,
    day: Days,
    kind: str | Texts,
    order: int,
    *,
    out_of: Days | None = None,
    into: Days | None = None,
    reason: Texts | None = None,
) -> pl.DataFrame:
    """Movements of the people `who`: out of one prison, into another; titles of the day."""
    after = np.where(all_.sentenced_on(_at(all_, who, day))[who], "sentenced", "pretrial")
    before = np.where(all_.sentenced_on(_at(all_, who, day - 1))[who], "sentenced", "pretrial")
    none = np.full(len(who), "")
    columns = {
        "person_id": all_.ids[who],
        "kind": np.full(len(who), kind) if isinstance(kind, str) else kind,
        "reason": none if reason is None else reason,
        "sex": np.where(all_.woman[who], "F", "M"),
        "from_facility": none if out_of is None else NAMES[out_of],
        "from_title": none if out_of is None else before,
        "to_facility": none if into is None else NAMES[into],
        "to_title": none if into is None else after,
    }
    table = pl.DataFrame(
        {name: pl.Series(texts.tolist(), dtype=pl.String) for name, texts in columns.items()}
    )
    dates = pl.Series("date", day.astype(np.int32)).cast(pl.Date)
    empty = [pl.col(name).replace("", None) for name in columns]
    return (
        table.select(*empty)
        .insert_column(1, dates)
        .with_columns(pl.lit(order, dtype=pl.Int8).alias("order"))
    )


def _at(all_: Everyone, who: Days, day: Days) -> Days:
    days = np.zeros(len(all_), dtype=np.int64)
    days[who] = day
    return days


def _opening(all_: Everyone) -> pl.DataFrame:
    who = np.flatnonzero(all_.start <= OPENING_DAY)
    there = all_.stays.on(OPENING_DAY)[who]
    return _rows(all_, who, np.full(len(who), OPENING_DAY), "opening", 0, into=there)


def _admissions(all_: Everyone) -> pl.DataFrame:
    who = np.flatnonzero(all_.start > OPENING_DAY)
    return _rows(all_, who, all_.start[who], "admission", 1, into=all_.stays.on(all_.start)[who])


def _sentences(all_: Everyone) -> pl.DataFrame:
    who = np.flatnonzero(all_.imposed > OPENING_DAY)
    there = all_.stays.on(all_.imposed)[who]
    return _rows(all_, who, all_.imposed[who], "sentence", 2, out_of=there, into=there)


def _transfers(all_: Everyone) -> pl.DataFrame:
    who = np.flatnonzero(all_.stays.moved != NEVER)
    stays = all_.stays
    return _rows(
        all_, who, stays.moved[who], "transfer", 3, out_of=stays.before[who], into=stays.last[who]
    )


def _exits(rng: np.random.Generator, all_: Everyone, scale: float) -> pl.DataFrame:
    who = np.flatnonzero(all_.end != NEVER)
    sentenced = all_.sentenced_on(all_.end)[who]
    reason = np.where(
        sentenced, _why(rng, WHY_SENTENCED, len(who)), _why(rng, WHY_WAITING, len(who))
    )
    kind = np.full(len(who), "release", dtype="<U9")
    odd = rng.permutation(len(who))
    deaths, escapes = round(DEATHS * scale), round(ESCAPES * scale)
    kind[odd[:deaths]] = "death"
    kind[odd[deaths : deaths + escapes]] = "escape"
    reason = np.where(kind == "release", reason, "")
    return _rows(all_, who, all_.end[who], kind, 5, out_of=all_.stays.last[who], reason=reason)


def _away_and_back(rng: np.random.Generator, all_: Everyone, scale: float) -> pl.DataFrame:
    """A few people still held escaped and came back within the month."""
    quiet = (all_.end == NEVER) & (all_.stays.moved == NEVER) & (all_.imposed < OPENING_DAY)
    quiet &= all_.imposed != NEVER
    who = some(rng, quiet, round(ESCAPED_AND_BACK * scale))
    month = ENDS[rng.integers(0, len(ENDS) - 1, len(who))]
    away = month + rng.integers(1, 10, len(who))
    back = away + rng.integers(1, 15, len(who))
    there = all_.stays.last[who]
    return pl.concat(
        [
            _rows(all_, who, away, "escape", 3, out_of=there),
            _rows(all_, who, back, "return", 4, into=there),
        ]
    )


def _why(rng: np.random.Generator, reasons: tuple[tuple[str, float], ...], people: int) -> Texts:
    weights = np.array([share for _, share in reasons])
    return rng.choice([name for name, _ in reasons], size=people, p=weights / weights.sum())
