"""No document can be anybody's, and every file says FICTICIO."""

from pathlib import Path

import polars as pl
import pytest
import python_calamine

from segunda.registry.demo.files import write_register
from segunda.registry.demo.register import Register

NO_DOCUMENT = r"^(99-\d{4}-\d{6}|ZZ\d{7})$"


def test_document_numbers_lie_in_a_range_nobody_bears(register: Register) -> None:
    numbers = pl.concat(
        [register.persons["document_number"], register.former["document_number"]]
    ).drop_nulls()
    assert numbers.len() > 49_000
    assert numbers.filter(~numbers.str.contains(NO_DOCUMENT)).to_list() == []


def test_document_numbers_and_person_numbers_are_never_shared(register: Register) -> None:
    for name in ("document_number", "person_id"):
        both = pl.concat([register.persons[name], register.former[name]]).drop_nulls()
        assert both.is_unique().all()


@pytest.mark.parametrize("name", ["persons", "movements", "persons_former", "facilities"])
def test_every_parquet_says_ficticio_in_rows_and_metadata(folder: Path, name: str) -> None:
    path = folder / f"{name}.parquet"
    rows = pl.read_parquet(path)
    assert rows["_ficticio"].unique().to_list() == ["FICTICIO / FICTITIOUS"]
    assert pl.read_parquet_metadata(path)["notice"] == "FICTICIO / FICTITIOUS"


def test_the_readme_says_ficticio_in_both_languages(folder: Path) -> None:
    text = (folder / "README.txt").read_text(encoding="utf-8")
    assert text.startswith("FICTICIO. ")
    assert "FICTITIOUS. " in text


def test_the_workbook_says_ficticio_on_its_page_of_help(tmp_path: Path) -> None:
    write_register(2, tmp_path, 200)
    book = python_calamine.CalamineWorkbook.from_path(tmp_path / "register.xlsx")
    assert str(book.get_sheet_by_name("ayuda").to_python()[0][0]).startswith("FICTICIO")
