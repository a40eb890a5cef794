"""Month-end stocks recomputed from the movements equal the figures that were published."""

import csv
import os
from datetime import date
from pathlib import Path

import polars as pl
import pytest

from segunda.registry.demo.facilities import FACILITIES
from segunda.registry.demo.figures import (
    AS_OF,
    OPENING,
    PUBLISHED,
    Figure,
    month_ends,
    monthly_targets,
)
from segunda.registry.demo.register import Register, draw_register
from segunda.registry.demo.stocks import held_on, stock_on

SHARED = Path(os.environ.get("SEGUNDA_SHARED", Path(__file__).parents[6] / "shared"))
INSIDE = [figure for figure in PUBLISHED if figure.day >= OPENING]


@pytest.mark.parametrize("figure", INSIDE, ids=lambda f: f"{f.day} {f.measure}")
def test_a_published_month_is_met_exactly(register: Register, figure: Figure) -> None:
    assert held_on(register.movements, figure.day)[figure.measure] == figure.value


@pytest.mark.parametrize("seed", [0, 20240630])
def test_every_month_end_lies_on_its_line_whatever_the_seed(seed: int) -> None:
    drawn = draw_register(seed)
    targets = monthly_targets(drawn.promise)
    for place, day in enumerate(month_ends()):
        held = held_on(drawn.movements, day)
        assert held["women unsentenced"] == targets.women_unsentenced[place]
        assert held["women"] - held["women unsentenced"] == targets.women_sentenced[place]
        assert held["sentenced"] - targets.women_sentenced[place] == targets.men_sentenced[place]
        assert (
            held["unsentenced"] - targets.women_unsentenced[place] == targets.men_unsentenced[place]
        )


def test_november_2023_had_15080_sentenced_and_8262_not(register: Register) -> None:
    held = held_on(register.movements, date(2023, 11, 30))
    assert (held["total"], held["sentenced"], held["unsentenced"]) == (23342, 15080, 8262)


def test_each_prison_holds_its_count_of_november_2023(register: Register) -> None:
    stock = stock_on(register.movements, date(2023, 11, 30))
    held = dict(stock.group_by("facility").agg(pl.col("people").sum()).iter_rows())
    assert held == {prison.name: prison.november_2023 for prison in FACILITIES}
    published = {prison.id: prison.november_2023 for prison in FACILITIES if prison.sourced}
    assert published == {
        "nueva_joya": 5544, "joya": 3972, "joyita": 4740, "renacer": 260, "nueva_esperanza_m": 2544,
    }  # fmt: skip


def test_prisons_closed_for_works_are_empty_in_october_2022(register: Register) -> None:
    held = set(stock_on(register.movements, date(2022, 10, 31))["facility"])
    assert held.isdisjoint({"Chitré", "La Chorrera"})
    assert {"Chitré", "La Chorrera"} <= set(stock_on(register.movements, AS_OF)["facility"])


def test_the_people_the_movements_leave_inside_are_the_people_of_the_register(
    register: Register,
) -> None:
    moves = register.movements
    inside = pl.col("to_facility").is_not_null().cast(pl.Int64)
    balance = inside - pl.col("from_facility").is_not_null().cast(pl.Int64)
    held = moves.group_by("person_id").agg(balance.sum().alias("n"))
    assert set(held["n"].unique()) == {0, 1}
    assert set(held.filter(pl.col("n") == 1)["person_id"]) == set(register.persons["person_id"])
    assert set(held.filter(pl.col("n") == 0)["person_id"]) == set(register.former["person_id"])


def test_no_prison_ever_holds_fewer_than_nobody(register: Register) -> None:
    for day in month_ends():
        assert (stock_on(register.movements, day)["people"] > 0).all()


def test_every_kind_of_movement_happens(register: Register) -> None:
    kinds = dict(register.movements["kind"].value_counts().iter_rows())
    assert set(kinds) == {
        "opening", "admission", "sentence", "transfer", "release", "death", "escape", "return",
    }  # fmt: skip
    assert kinds["death"] == 54
    days = register.movements["date"]
    assert (days.min(), days.is_sorted()) == (OPENING, True)


def test_our_figures_are_those_of_the_shared_table() -> None:
    table = SHARED / "data" / "panama" / "panama_published_figures.csv"
    if not table.is_file():
        pytest.skip("the shared data are not beside the repository")
    with table.open(encoding="utf-8") as file:
        known = {(row["date"], row["measure"]): row["value"] for row in csv.DictReader(file)}
    for figure in PUBLISHED:
        value = known.get((figure.day.isoformat(), figure.measure))
        assert value in (None, str(figure.value)), figure
    assert known[("2023-11-30", "total")] == "23342"
