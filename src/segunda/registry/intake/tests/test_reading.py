"""Text of any common encoding and separator; every line keeps its place in the file."""

from pathlib import Path

import pytest

from segunda.registry.intake import read
from segunda.registry.intake.delimited import sniff_separator
from segunda.registry.intake.reading import read_sheet
from segunda.registry.intake.tests.files import text_file

ROWS = "person_id{0}surnames{0}sex\n1{0}Ñandú{0}F\n2{0}Pérez{0}M\n"


@pytest.mark.parametrize("mark", [",", ";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16", "utf-16-le"])
def test_encoding_and_separator_are_found_and_told(
    tmp_path: Path, mark: str, encoding: str
) -> None:
    sheet = read_sheet(text_file(tmp_path, ROWS.format(mark), encoding=encoding))
    assert sheet.table["surnames"].to_list() == ["Ñandú", "Pérez"]
    assert encoding in sheet.told[0].es


def test_the_separator_is_the_one_most_lines_share() -> None:
    assert sniff_separator(["a;b;c", '"x, y";2;3', "p, q;2;3"]) == ";"


def test_line_ends_of_every_system_are_read(tmp_path: Path) -> None:
    for end in ("\n", "\r\n", "\r"):
        sheet = read_sheet(text_file(tmp_path, ROWS.format(",").replace("\n", end)))
        assert sheet.rows == 2


def test_a_quoted_line_end_does_not_lose_the_count_of_lines(tmp_path: Path) -> None:
    path = text_file(tmp_path, 'person_id,surnames,sex\n1,"a\nb",F\n2,c,Z\n')
    warning = read(path, "template").warnings[0]
    assert (warning.row, warning.line) == (2, 4)


def test_blank_lines_are_no_rows_but_count_as_lines(tmp_path: Path) -> None:
    sheet = read_sheet(text_file(tmp_path, "person_id,sex\n\n1,F\n\n2,M\n\n"))
    assert sheet.lines.to_list() == [3, 5]


def test_the_raw_line_of_a_row_is_kept(tmp_path: Path) -> None:
    path = text_file(tmp_path, "person_id,birth_date,other\n 1 ,1990-02-31,kept\n")
    found = read(path, "template")
    assert found.raw.row(0) == (1, 2, " 1 ,1990-02-31,kept")
    assert found.unmapped == ("other",)


def test_a_row_with_too_many_cells_is_refused_and_one_with_too_few_is_told(
    tmp_path: Path,
) -> None:
    found = read(text_file(tmp_path, "person_id,sex\n1,F,x\n2\n3,M,\n"), "template")
    assert [(e.row, e.flag) for e in found.errors] == [(1, "too_many_cells")]
    assert [(w.row, w.flag) for w in found.warnings] == [(2, "too_few_cells")]


def test_repeated_and_empty_headings_are_told_apart(tmp_path: Path) -> None:
    sheet = read_sheet(text_file(tmp_path, "a,a,,a (2)\n1,2,3,4\n"))
    assert len(set(sheet.table.columns)) == 4


def test_text_and_quotes_inside_cells_survive(tmp_path: Path) -> None:
    sheet = read_sheet(text_file(tmp_path, 'a,b\n"x ""q"", y",2\nz "w" z,3\n'))
    assert sheet.table["a"].to_list() == ['x "q", y', 'z "w" z']
