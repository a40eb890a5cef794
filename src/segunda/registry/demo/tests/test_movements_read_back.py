"""The movements of the register are read by the program and give the published month ends."""

from datetime import date
from pathlib import Path

import pytest
from polars.testing import assert_frame_equal

from segunda.registry.demo.files import write_register
from segunda.registry.demo.register import Register
from segunda.registry.intake import Intake, read

pytestmark = pytest.mark.slow  # the whole register is drawn and read


@pytest.fixture(scope="module")
def movements(folder: Path) -> Intake:
    """The whole sheet, with the people held and those who left."""
    persons = [folder / "persons.parquet", folder / "persons_former.parquet"]
    return read(folder / "movements.parquet", "template_movements", persons=persons)


def test_no_movement_is_refused_or_doubted(movements: Intake) -> None:
    assert (movements.errors, movements.warnings) == ((), ())


def test_every_row_comes_back_as_it_was_drawn(register: Register, movements: Intake) -> None:
    drawn = register.movements.select("person_id", "date", "kind", "from_facility", "to_facility")
    assert_frame_equal(movements.movements.select(drawn.columns), drawn)


@pytest.mark.parametrize(
    ("month", "held"),  # World Prison Brief and DGSP figures, data/panama; the last one is F's
    [("2022-12", 21113), ("2023-11", 23342), ("2024-06", 24110)],
)
def test_the_account_ends_each_published_month_at_its_figure(
    movements: Intake, month: str, held: int
) -> None:
    assert {line["month"]: line["closing"] for line in movements.account}[month] == held


def test_the_workbook_gives_the_same_movements(tmp_path: Path) -> None:
    write_register(6, tmp_path, 400)
    parquet = read(tmp_path / "movements.parquet", "template_movements")
    workbook = read(tmp_path / "register.xlsx", "template_movements", as_of=date(2024, 6, 30))
    assert_frame_equal(parquet.movements, workbook.movements)
    assert (workbook.errors, workbook.warnings) == ((), ())
