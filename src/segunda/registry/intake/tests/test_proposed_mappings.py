"""A file nobody has seen is read by the proposed mapping, without a hand edit."""

from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
import yaml

from segunda.law.text import Refusal
from segunda.registry.intake import read
from segunda.registry.intake.mapping import from_yaml
from segunda.registry.intake.proposal import as_json, ten_people, write
from segunda.registry.intake.proposal_yaml import as_yaml
from segunda.registry.intake.proposing import propose
from segunda.registry.intake.tests.files import text_file
from segunda.registry.intake.tests.layouts import (
    EXPECTED_MONTHS,
    EXPECTED_STATUS,
    PEOPLE,
    english_with_bars,
    latin_1_with_semicolons,
    workbook_with_merged_headings,
)

LAYOUTS = [
    (workbook_with_merged_headings, "merged.xlsx"),
    (latin_1_with_semicolons, "latin.csv"),
    (english_with_bars, "english.txt"),
]


@pytest.mark.parametrize(("make", "name"), LAYOUTS)
def test_the_main_columns_are_read_without_a_hand_edit(
    tmp_path: Path, make: Callable[[Path], Path], name: str
) -> None:
    path = make(tmp_path / name)
    target = tmp_path / "ours.yaml"
    write(propose(path), target)
    found = read(path, str(target))
    assert not found.errors
    people = found.people
    assert people["sex"].to_list() == [p[3] for p in PEOPLE]
    assert people["birth_date"].to_list() == [p[4] for p in PEOPLE]
    assert people["custody_start_date"].to_list() == [p[5] for p in PEOPLE]
    assert people["legal_status"].to_list() == EXPECTED_STATUS
    assert people["sentence_months"].to_list() == EXPECTED_MONTHS
    assert people["id"].null_count() == 0
    assert all(p[1] in n for p, n in zip(PEOPLE, people["name"].to_list(), strict=True))


def test_a_name_beside_surnames_is_the_given_names(tmp_path: Path) -> None:
    path = tmp_path / "two.csv"
    path.write_text(
        "Nombre,Apellidos,Cédula,Sexo\nFicticia Ana,Lezcano,99-1-1,Mujer\n"
        "Ficticia Eva,Morán,99-2-2,Mujer\n", encoding="utf-8",
    )  # fmt: skip
    write(propose(path), tmp_path / "two.yaml")
    names = read(path, str(tmp_path / "two.yaml")).people["name"].to_list()
    assert names == ["Ficticia Ana Lezcano", "Ficticia Eva Morán"]


def test_headings_on_two_merged_lines_below_titles_are_found(tmp_path: Path) -> None:
    proposal = propose(workbook_with_merged_headings(tmp_path / "merged.xlsx"))
    assert proposal.sheet.header_lines == (3, 4)
    assert "Condena | Meses" in proposal.sheet.table.columns
    assert [p.heading for p in proposal.unknown] == ["Observaciones"]


def test_each_column_has_a_reason_and_an_example_and_no_name_is_shown(tmp_path: Path) -> None:
    path = latin_1_with_semicolons(tmp_path / "latin.csv")
    proposal = propose(path)
    written = as_yaml(proposal)
    assert "Ejemplos / examples: 99/99/9999" in written
    for _, surname, given, *_ in PEOPLE:
        assert surname not in written
        assert given not in written
    told = as_json(proposal, Path("x.yaml"), ten_people(proposal, Path("x.yaml")))
    columns = told["columns"]
    assert isinstance(columns, list)
    assert all(c["why"]["es"] and c["why"]["en"] and c["examples"] for c in columns)


def test_at_most_ten_people_are_shown_as_they_would_look(tmp_path: Path) -> None:
    rows = "\n".join(f"{n};F;01/02/1990" for n in range(30))
    proposal = propose(text_file(tmp_path, f"Interno;Sexo;Nacimiento\n{rows}"))
    people = ten_people(proposal, Path("x.yaml"))
    assert len(people) == 10
    assert people[0] == {"id": "0", "sex": "F", "birth_date": "1990-02-01"}


def test_values_nobody_recognises_wait_for_the_clerk_and_stay_unknown(tmp_path: Path) -> None:
    path = text_file(tmp_path, "id,sexo\n1,F\n2,M\n3,F\n4,Ñ\n")
    written = as_yaml(propose(path))
    assert '# "Ñ": ' in written
    found = read(path, from_yaml(yaml.safe_load(written), "x"))
    assert [(w.row, w.flag) for w in found.warnings] == [(4, "unknown_value")]


def test_day_and_month_that_nothing_decides_are_said_to_be_assumed(tmp_path: Path) -> None:
    written = as_yaml(propose(text_file(tmp_path, "id,nacimiento\n1,01/02/1990\n")))
    assert "day first is assumed" in written


def test_month_first_is_seen_where_a_day_is_above_twelve(tmp_path: Path) -> None:
    written = as_yaml(propose(text_file(tmp_path, "id,dob\n1,01/22/1990\n2,02/03/1991\n")))
    assert '"MM/DD/YYYY"' in written


def test_a_length_told_twice_is_not_added_up(tmp_path: Path) -> None:
    path = text_file(tmp_path, "id,pena años,pena meses\n1,5,60\n2,2,24\n")
    found = read(path, from_yaml(yaml.safe_load(as_yaml(propose(path))), "x"))
    assert found.people["sentence_months"].to_list() != [120, 48]


def test_a_layout_we_know_is_named(tmp_path: Path) -> None:
    path = text_file(
        tmp_path,
        "inmateid,admitted_dt,gender,age,inmate_status_code,top_charge\n1,2020-01-01T00:00:00,F,30,DE,1\n",
    )
    assert propose(path).alike.startswith("nyc_20")


def test_a_corrected_mapping_is_not_written_over(tmp_path: Path) -> None:
    proposal = propose(latin_1_with_semicolons(tmp_path / "latin.csv"))
    target = tmp_path / "ours.yaml"
    write(proposal, target)
    write(proposal, target)  # the same again is no loss
    target.write_text(target.read_text(encoding="utf-8") + "# mine\n", encoding="utf-8")
    with pytest.raises(Refusal, match="ya existe"):
        write(proposal, target)
    write(proposal, target, overwrite=True)


def test_a_file_without_any_known_column_gives_a_mapping_of_comments(tmp_path: Path) -> None:
    proposal = propose(text_file(tmp_path, "foo,bar\nqq,rr\n"))
    assert proposal.guesses == ()
    assert from_yaml(yaml.safe_load(as_yaml(proposal)), "x").columns == ()


def test_a_cover_sheet_is_not_taken_for_the_register(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    assert book.active is not None
    book.active["A1"] = "Registro ficticio"
    hidden, data = book.create_sheet("listas"), book.create_sheet("DATOS")
    hidden.sheet_state = "hidden"
    for number in range(90):
        hidden.append([f"palabra {number}", "b", "c", "d"])
    data.append(["Ficha", "Apellidos", "Sexo"])
    for number, sex in enumerate("MHM"):
        data.append([number, "Ficticia", sex])
    book.save(tmp_path / "two.xlsx")
    found = propose(tmp_path / "two.xlsx")
    assert [guess.target for guess in found.guesses] == ["id", "surnames", "sex"]
    assert 'sheet: "DATOS"' in as_yaml(found)
    assert "(Sheet, listas, DATOS)" in found.sheet.told[1].es


def test_a_birth_date_is_not_taken_for_a_nationality(tmp_path: Path) -> None:
    file = text_file(tmp_path, "ficha,nac.\n1,hacia 1980\n2,por 1975\n")
    assert [guess.target for guess in propose(file).guesses] == ["id"]
