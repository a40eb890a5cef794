"""A reader who subtracts finds no count under 10: every table is attacked by trying all answers."""

from itertools import product
from random import Random

import pytest

from segunda.monitoring.reports.document import FEW, HIDDEN, SHOWN, Sum
from segunda.monitoring.reports.subtraction import LEFT, TellsTooMuchError, states


def test_one_small_part_takes_a_second_with_it() -> None:
    told = states({"all": 40, "a": 3, "b": 12, "c": 25}, [Sum("all", ("a", "b", "c"))])
    assert told == {"all": SHOWN, "a": FEW, "b": HIDDEN, "c": SHOWN}


def test_a_large_number_alone_stays() -> None:
    assert states({"all": 40, "a": 15, "b": 25}, [Sum("all", ("a", "b"))]) == {
        "all": SHOWN, "a": SHOWN, "b": SHOWN,
    }  # fmt: skip


def test_two_nines_that_add_up_to_eighteen_hide_the_eighteen() -> None:
    told = states({"all": 18, "a": 9, "b": 9}, [Sum("all", ("a", "b"))])
    assert told == {"all": HIDDEN, "a": FEW, "b": FEW}


def test_what_is_not_printed_is_not_found_either() -> None:
    told = states({"all": 30, "women": 27, "rest": 3}, [Sum("all", ("women", "rest"))], ["rest"])
    assert told == {"all": SHOWN, "women": HIDDEN}


def test_ten_and_nothing_do_not_tell_the_nothing() -> None:
    told = states({"all": 10, "a": 0, "b": 10}, [Sum("all", ("a", "b"))])
    assert HIDDEN in (told["all"], told["b"])
    assert told["a"] == FEW


ROW = {"all": 40, "a": 3, "b": 12, "c": 25}
SUM = [Sum("all", ("a", "b", "c"))]


def test_what_was_published_before_is_not_completed_by_another_choice() -> None:
    before = {"all": SHOWN, "a": FEW, "b": SHOWN, "c": HIDDEN}
    settled = {key: state for key, state in before.items() if state == SHOWN}
    told = states(ROW, SUM, settled=settled, hidden=["c"])
    assert told == before
    assert told != states(ROW, SUM)  # alone it would have left out b and printed c


def test_where_everything_was_published_before_nothing_helps() -> None:
    settled = {"all": SHOWN, "b": SHOWN, "c": SHOWN}
    with pytest.raises(TellsTooMuchError):
        states(ROW, SUM, settled=settled)


def table(cells: list[list[int]]) -> tuple[dict[str, int], list[Sum]]:
    """A table with its totals, as cells and sums."""
    high, wide = len(cells), len(cells[0])
    values = {f"{r}{c}": cells[r][c] for r in range(high) for c in range(wide)}
    values |= {f"r{r}": sum(cells[r]) for r in range(high)}
    values |= {f"c{c}": sum(row[c] for row in cells) for c in range(wide)}
    values["all"] = sum(map(sum, cells))
    rows = [Sum(f"r{r}", tuple(f"{r}{c}" for c in range(wide))) for r in range(high)]
    columns = [Sum(f"c{c}", tuple(f"{r}{c}" for r in range(high))) for c in range(wide)]
    return values, [*rows, *columns, Sum("all", tuple(f"r{r}" for r in range(high))),
                    Sum("all", tuple(f"c{c}" for c in range(wide)))]  # fmt: skip


def answers(values: dict[str, int], told: dict[str, str], high: int, wide: int) -> set[str]:
    """Small cells of the table for which all that is printed leaves one answer only.

    Every filling of the inner cells is tried: first of each row, then of the rows together.
    """
    rows = [_rows(values, told, r, wide) for r in range(high)]
    possible: dict[str, set[int]] = {f"{r}{c}": set() for r in range(high) for c in range(wide)}
    for grid in product(*rows):
        if _fits(sum(map(sum, grid)), values["all"], told["all"]) and all(
            _fits(sum(row[c] for row in grid), values[f"c{c}"], told[f"c{c}"]) for c in range(wide)
        ):
            for key, seen in possible.items():
                seen.add(grid[int(key[0])][int(key[1])])
    assert all(values[key] in seen for key, seen in possible.items())
    return {key for key, seen in possible.items() if values[key] < 10 and len(seen) < 2}


def _rows(values: dict[str, int], told: dict[str, str], r: int, wide: int) -> list[tuple[int, ...]]:
    """Every filling of a row that fits what is printed in it."""
    ranges = [
        [values[key]] if told[key] == SHOWN else range(10) if told[key] == FEW
        else range(10, values[key] + 12) for key in (f"{r}{c}" for c in range(wide))
    ]  # fmt: skip
    return [row for row in product(*ranges) if _fits(sum(row), values[f"r{r}"], told[f"r{r}"])]


def _fits(value: int, true: int, told: str) -> bool:
    return value == true if told == SHOWN else value < 10 if told == FEW else value >= 10


@pytest.mark.parametrize(
    ("seed", "wide"),
    [*((n, 2) for n in range(20)), *(pytest.param(n, 3, marks=pytest.mark.slow) for n in range(4))],
)
def test_whoever_tries_every_filling_of_a_table_finds_no_small_count(seed: int, wide: int) -> None:
    chance = Random(seed)  # noqa: S311 (a test's own numbers)
    high = 2
    cells = [[chance.choice((0, 2, 5, 9, 11, 14)) for _ in range(wide)] for _ in range(high)]
    values, sums = table(cells)
    told = states(values, sums)
    assert all((told[key] == FEW) == (value < 10) for key, value in values.items())
    assert answers(values, told, high, wide) == set()


def test_the_attack_finds_what_is_left_unprotected() -> None:
    values, _ = table([[3, 20], [30, 40]])
    told = {key: FEW if value < 10 else SHOWN for key, value in values.items()}
    assert answers(values, told, 2, 2) == {"00"}


def test_five_values_at_least_stay_possible() -> None:
    assert LEFT == 5
