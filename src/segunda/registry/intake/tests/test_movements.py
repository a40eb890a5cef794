"""The sheet of movements read back: each row checked, each person followed, each month added up."""

import datetime as dt
from pathlib import Path

import polars as pl
import pytest

from segunda.law.text import LANGUAGES, Refusal
from segunda.registry.intake import Intake, read
from segunda.registry.intake.census import census
from segunda.registry.intake.mapping import from_yaml
from segunda.registry.intake.proposing import propose
from segunda.registry.intake.template_sheet import write_template
from segunda.registry.intake.tests.files import text_file

HEAD = "person_id,date,kind,from_facility,to_facility,reason\n"
PERSONS = "person_id,surnames,custody_start_date\nA,Ficticia,2023-01-05\nB,Inventada,2019\n"


def checked(folder: Path, rows: str, persons: str = "") -> Intake:
    """The movements of `rows`, compared with `persons` where there are any."""
    file = text_file(folder, HEAD + rows, "movements.csv")
    beside = [text_file(folder, persons, "persons.csv")] if persons else []
    return read(file, "template_movements", persons=beside)


def told(found: Intake) -> list[tuple[int, str, str, str]]:
    """Every fault: row, flag, column, value; refusals first."""
    return [(f.row, f.flag, f.column, f.value) for f in (*found.errors, *found.warnings)]


def test_a_whole_stay_is_read_and_typed(tmp_path: Path) -> None:
    found = checked(
        tmp_path,
        "A,2024-01-03,admission,,La Joya,\nA,2024-02-01,transfer,La Joya,Renacer,petición\n"
        "A,2024-02-05,sentence,Renacer,Renacer,\nA,2024-03-09,release,renacer,,sentence_served\n",
    )
    assert told(found) == []
    assert found.movements.schema == {
        "row": pl.Int64, "person_id": pl.String, "date": pl.Date, "kind": pl.String,
        "from_facility": pl.String, "to_facility": pl.String, "reason": pl.String,
    }  # fmt: skip
    assert found.movements.row(1) == (
        2, "A", dt.date(2024, 2, 1), "transfer", "La Joya", "Renacer", "petición",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("row", "flag", "column", "value"),
    [
        ("A,2024-01-03,visita,,La Joya,", "unknown_kind", "kind", "visita"),
        ("A,2024-01-03,,,La Joya,", "no_kind", "kind", ""),
        ("A,2024-02-31,admission,,La Joya,", "impossible_date", "date", "2024-02-31"),
        ("A,2024-02,admission,,La Joya,", "not_a_day", "date", "2024-02"),
        ("A,ayer,admission,,La Joya,", "not_a_day", "date", "ayer"),
        ("A,,admission,,La Joya,", "no_date", "date", ""),
        (",2024-01-03,admission,,La Joya,", "no_person", "person_id", ""),
    ],
)
def test_a_row_that_cannot_be_placed_is_refused(
    tmp_path: Path, row: str, flag: str, column: str, value: str
) -> None:
    found = checked(tmp_path, row + "\n")
    assert told(found) == [(1, flag, column, value)]
    assert found.rejected_rows == {1}
    assert found.movements.is_empty()
    assert found.account == []


def test_the_sentence_names_the_line_and_what_to_write_in_both_languages(tmp_path: Path) -> None:
    (fault,) = checked(tmp_path, "A,2024-01-03,visita,,La Joya,\n").errors
    assert fault.message.es.startswith("Línea 2 del archivo: el movimiento [visita] no se conoce")
    assert "saldo inicial, ingreso, reingreso" in fault.message.es
    assert "opening stock, admission, return" in fault.message.en


def test_a_second_admission_without_a_release_is_refused(tmp_path: Path) -> None:
    found = checked(
        tmp_path, "A,2024-01-03,admission,,La Joya,\nA,2024-02-03,admission,,Renacer,\n"
    )
    assert told(found) == [(2, "already_held", "person_id", "A")]
    assert "2024-01-03" in found.errors[0].message.es
    assert found.account[-1]["closing"] == 1


def test_a_second_release_is_refused(tmp_path: Path) -> None:
    found = checked(
        tmp_path,
        "A,2024-01-03,admission,,La Joya,\nA,2024-02-03,release,La Joya,,\n"
        "A,2024-02-04,release,La Joya,,\n",
    )
    assert told(found) == [(3, "not_held", "person_id", "A")]


def test_a_release_before_the_admission_is_refused_where_the_sheet_opens_with_a_stock(
    tmp_path: Path,
) -> None:
    rows = "Z,2023-12-31,opening,,La Joya,\nA,2024-01-03,release,La Joya,,\n"
    found = checked(tmp_path, rows + "A,2024-02-03,admission,,La Joya,\n")
    assert told(found) == [(2, "never_entered", "person_id", "A")]


def test_where_it_does_not_the_person_is_counted_as_held_before_and_it_is_said(
    tmp_path: Path,
) -> None:
    found = checked(tmp_path, "A,2024-01-03,release,La Joya,,\nB,2024-01-05,admission,,La Joya,\n")
    assert told(found) == [(1, "entry_not_seen", "person_id", "A")]
    assert found.account == [{"month": "2024-01", "opening": 1, "in": 1, "out": 1, "closing": 1}]


def test_nobody_asks_for_the_admission_the_sheet_of_persons_tells(tmp_path: Path) -> None:
    rows = "A,2024-01-03,transfer,La Joya,Renacer,\nB,2024-01-03,release,La Joya,,\n"
    found = checked(tmp_path, rows, PERSONS)
    assert told(found) == []
    assert found.account[0]["opening"] == 2


def test_a_person_the_sheet_does_not_know_is_told_on_each_row(tmp_path: Path) -> None:
    rows = "X,2024-01-03,admission,,La Joya,\nX,2024-01-09,transfer,La Joya,Renacer,\n"
    found = checked(tmp_path, rows, PERSONS)
    assert told(found) == [
        (1, "unknown_person", "person_id", "X"), (2, "unknown_person", "person_id", "X"),
    ]  # fmt: skip
    assert found.movements.height == 2


def test_who_came_and_left_need_not_be_on_the_sheet(tmp_path: Path) -> None:
    rows = "X,2024-01-03,admission,,La Joya,\nX,2024-01-09,death,La Joya,,\n"
    assert told(checked(tmp_path, rows, PERSONS)) == []


def test_a_transfer_from_where_the_person_is_not_is_flagged_and_followed(tmp_path: Path) -> None:
    found = checked(
        tmp_path,
        "A,2024-01-03,admission,,La Joya,\nA,2024-02-03,transfer,Renacer,Chitré,\n"
        "A,2024-03-03,release,CHITRE,,\n",
    )
    assert told(found) == [(2, "not_there", "from_facility", "Renacer")]
    assert "estaba en [La Joya]" in found.warnings[0].message.es


def test_a_transfer_to_nowhere_is_flagged(tmp_path: Path) -> None:
    found = checked(tmp_path, "A,2024-01-03,admission,,,\n")
    assert told(found) == [(1, "blank_value", "to_facility", "")]


def test_movements_of_one_day_follow_the_file_whichever_way_it_is_sorted(tmp_path: Path) -> None:
    rows = ["A,2024-01-03,admission,,La Joya,", "A,2024-01-03,release,La Joya,,",
            "B,2024-01-04,admission,,La Joya,"]  # fmt: skip
    assert told(checked(tmp_path, "\n".join(rows) + "\n")) == []
    assert told(checked(tmp_path, "\n".join(reversed(rows)) + "\n")) == []


def test_a_movement_after_the_files_day_is_flagged(tmp_path: Path) -> None:
    file = text_file(tmp_path, HEAD + "A,2024-07-03,admission,,La Joya,\n", "m-2024-06-30.csv")
    found = read(file, "template_movements")
    assert told(found) == [(1, "date_after_file_day", "date", "2024-07-03")]


def test_months_without_movements_stand_in_the_account(tmp_path: Path) -> None:
    found = checked(
        tmp_path,
        "A,2023-11-30,opening,,La Joya,\nB,2023-11-30,opening,,La Joya,\n"
        "A,2023-12-31,escape,La Joya,,\nA,2024-02-01,return,,La Joya,\n"
        "C,2024-02-02,opening,,La Joya,\n",
    )
    assert told(found) == []
    assert found.account == [
        {"month": "2023-11", "opening": 2, "in": 0, "out": 0, "closing": 2},
        {"month": "2023-12", "opening": 2, "in": 0, "out": 1, "closing": 1},
        {"month": "2024-01", "opening": 1, "in": 0, "out": 0, "closing": 1},
        {"month": "2024-02", "opening": 1, "in": 2, "out": 0, "closing": 3},
    ]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_workbooks_own_sheet_of_persons_serves(tmp_path: Path, language: str) -> None:
    persons = pl.DataFrame({"person_id": ["A"], "custody_start_date": ["2023-01-05"]})
    moves = pl.DataFrame(
        {
            "person_id": ["A", "X"],
            "date": [dt.date(2024, 1, 3), dt.date(2024, 1, 4)],
            "kind": ["transfer", "admission"],
            "from_facility": ["La Joya", None],
            "to_facility": ["Renacer", "Renacer"],
        }
    )
    write_template(tmp_path / "own.xlsx", language, persons, moves)
    found = read(tmp_path / "own.xlsx", "template_movements")
    assert found.movements["kind"].to_list() == ["transfer", "admission"]
    assert [(row, flag) for row, flag, *_ in told(found)] == [(2, "unknown_person")]
    assert not found.unmapped


def test_another_layout_of_movements_has_its_own_mapping(tmp_path: Path) -> None:
    mapping = from_yaml(
        {
            "a_row_is": "movement",
            "columns": [
                {"from": "Ficha", "to": "person_id"},
                {"from": "Día", "to": "date", "dates": ["DD/MM/YYYY"]},
                {"from": "Mov.", "to": "kind", "values": {"ALTA": "admission", "BAJA": "release"}},
            ],
        },
        "ours",
    )
    file = text_file(tmp_path, "Ficha;Día;Mov.\n1;03/01/2024;Alta\n1;04/02/2024;Baja\n")
    found = read(file, mapping)
    assert told(found) == []
    assert found.movements["date"].to_list() == [dt.date(2024, 1, 3), dt.date(2024, 2, 4)]


@pytest.mark.parametrize(
    ("columns", "sentence"),
    [
        ([{"from": "Ficha", "to": "id"}], r"\[id\]"),
        ([{"from": "Mov", "to": "kind", "values": {"ALTA": "enters"}}], r"\[enters\]"),
        ([{"from": "Ficha", "to": "person_id"}], "fecha, movimiento"),
    ],
)
def test_a_mapping_that_cannot_serve_is_told(
    tmp_path: Path, columns: list[object], sentence: str
) -> None:
    file = text_file(tmp_path, "Ficha,Mov\n1,ALTA\n")
    with pytest.raises(Refusal, match=sentence):
        read(file, from_yaml({"a_row_is": "movement", "columns": columns}, "ours"))


def test_movements_are_not_people(tmp_path: Path) -> None:
    found = checked(tmp_path, "A,2024-01-03,admission,,La Joya,\n")
    with pytest.raises(Refusal, match="cada fila es un movimiento"):
        census(found)
    with pytest.raises(Refusal, match="cada fila es un movimiento"):
        assert found.people.is_empty()


def test_a_new_file_of_our_movements_is_recognised(tmp_path: Path) -> None:
    file = text_file(tmp_path, HEAD + "A,2024-01-03,admission,,La Joya,\n")
    assert propose(file).alike == "template_movements"


def test_persons_are_for_movements_only(tmp_path: Path) -> None:
    persons = text_file(tmp_path, PERSONS)
    with pytest.raises(Refusal, match="--persons es para un archivo de movimientos"):
        read(persons, "template", persons=[persons])
