"""The Argentine layouts: the official field list, and the second one with other headings."""

from pathlib import Path
from typing import Any

from segunda.registry.intake import read
from segunda.registry.intake.census import census
from segunda.registry.intake.tests.files import text_file

HEADER = (
    "censo_anio,establecimiento_descripcion,edad,genero_descripcion,nacionalidad_descripcion,"
    "situacion_legal_descripcion,fecha_detencion,fecha_condenado,duracion_condena_anios,"
    "duracion_condena_meses,delito1_descripcion,es_reincidente_descripcion\n"
)
ROWS = (
    "2010,U1,30,Mujer,Argentina,Procesado,2009-01-31,,0,0,Robo,\n"
    "2022,U1,30,No Binario,Argentina,Condenado,2019-02-28,2020-03-01,5,6,Robo,Primario\n"
    "2022,U2,44,Trans Varón,Argentina,Inimputable,2019-02-28,,,,,Reincidente\n"
)


def intake(folder: Path, rows: str = ROWS) -> Any:
    return read(text_file(folder, HEADER + rows), "sneep_unified")


def test_years_and_months_of_a_sentence_are_joined(tmp_path: Path) -> None:
    assert intake(tmp_path).people["sentence_months"].to_list() == [None, 66, None]


def test_a_gender_category_counts_as_x_and_leaves_the_legal_sex_unknown(tmp_path: Path) -> None:
    found = intake(tmp_path)
    assert found.people["sex"].to_list() == ["F", "X", None]
    assert census(found)["by_sex"] == {"F": 1, "M": 0, "X": 2, "unknown": 0}


def test_a_sentence_is_not_called_final_and_a_measure_is_other(tmp_path: Path) -> None:
    counted = census(intake(tmp_path))
    assert counted["by_status"] == {
        "pretrial": 1, "sentenced_not_final": 0, "sentenced_final": 0, "other": 1, "unknown": 1
    }  # fmt: skip


def test_a_category_older_than_its_census_is_flagged(tmp_path: Path) -> None:
    found = intake(tmp_path, "2010,U1,30,No Binario,A,Procesado,2009-01-31,,,,Robo,\n")
    assert [w.flag for w in found.warnings] == ["category_not_in_year"]


def test_the_day_is_31_december_of_the_census_year(tmp_path: Path) -> None:
    rows = (
        "2010,U1,30,Mujer,A,Procesado,2010-12-31,,,,Robo,\n"
        "2010,U1,30,Mujer,A,Procesado,2011-01-01,,,,Robo,\n"
    )
    assert [w.row for w in intake(tmp_path, rows).warnings] == [2]


def test_the_second_layout_is_read_in_latin_1_with_semicolons(tmp_path: Path) -> None:
    path = text_file(
        tmp_path,
        "CensoAnio;GeneroDescripcion;SituacionLegalDescripcion;FechaDetencion;Delito1Descripcion\n"
        "2023;Varón;Procesado;05/11/2022;Robo\n",
        encoding="latin-1",
    )
    found = read(path, "sneep_unified")
    assert str(found.people["custody_start_date"].item()) == "2022-11-05"
    assert found.people["sex"].item() == "M"
    assert not found.warnings
