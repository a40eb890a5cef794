"""A mapping that is wrong is refused naming the entry; our own mappings are all right."""

from pathlib import Path

import pytest

from segunda.law.text import Refusal
from segunda.registry.intake import load, read
from segunda.registry.intake.mapping import names
from segunda.registry.intake.tests.files import text_file

ROW = "ID,Sexo,Sentencia\n1,Mujer,S-1\n2,Varón,\n"


def mapped(folder: Path, columns: str) -> str:
    return str(text_file(folder, columns, "ours.yaml"))


def says(folder: Path, content: str) -> str:
    with pytest.raises(Refusal) as refused:
        load(mapped(folder, content))
    return refused.value.text.en


@pytest.mark.parametrize(
    ("content", "named"),
    [
        ("columns: [", "near line"),
        ("just words", "columns"),
        ("colums: []", "[columns]"),
        ("columns:\n  - {from: A, to: sexx}", "[sex]"),
        ("columns:\n  - {from: A, to: pavilion}", "delete the entry"),
        ("columns:\n  - {from: A, too: sex}", "[to]"),
        ("columns:\n  - {from: A, to: sex, values: {Mujer: Z}}", "F (woman), M (man), X (other"),
        ("columns:\n  - {from: A, to: sex, proved_by: {paper: nothing}}", "[nothing]"),
        ("columns:\n  - {to: sex}", "from"),
        ("a_row_is: cat", "cat"),
        ("columns: 7", "error"),
    ],
)
def test_a_wrong_mapping_is_refused_naming_what_is_wrong(
    tmp_path: Path, content: str, named: str
) -> None:
    assert named in says(tmp_path, content)


def test_a_missing_mapping_names_the_nearest() -> None:
    with pytest.raises(Refusal) as refused:
        load("sneep_unifed")
    assert "[sneep_unified]" in refused.value.text.es


def test_every_mapping_of_ours_loads_and_says_what_it_is() -> None:
    assert {
        "nyc_2016",
        "nyc_2022",
        "nyc_2026",
        "sneep_unified",
        "sisdepen",
        "template",
        "facts",
    } <= set(names())
    for name in names():
        mapping = load(name)
        assert mapping.about.es != name
        for column in mapping.columns:
            for meaning in column.values.values():
                assert meaning.because is None or meaning.because in mapping.reasons


def test_a_paper_proves_a_value_only_on_the_rows_where_it_is_there(tmp_path: Path) -> None:
    ours = mapped(
        tmp_path,
        "columns:\n  - from: ID\n    to: id\n  - from: Sexo\n    to: sex\n"
        "    values: {Mujer: F, Varón: M}\n"
        "    proved_by: {paper: identity_document, column: Sentencia}\n",
    )
    people = read(text_file(tmp_path, ROW), ours).people
    assert people["sex__proved"].to_list() == [True, False]


def test_a_paper_named_for_the_whole_column_proves_every_known_value(tmp_path: Path) -> None:
    ours = mapped(
        tmp_path,
        "columns:\n  - {from: Sexo, to: sex, values: {Mujer: F},\n"
        "     proved_by: {paper: identity_document}}\n",
    )
    people = read(text_file(tmp_path, ROW), ours).people
    assert people["sex__proved"].to_list() == [True, False]


def test_a_column_without_a_paper_is_only_declared(tmp_path: Path) -> None:
    ours = mapped(tmp_path, "columns:\n  - {from: Sexo, to: sex, values: {Mujer: F}}\n")
    assert "sex__proved" not in read(text_file(tmp_path, ROW), ours).people.columns


def test_a_file_without_any_column_of_the_mapping_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Refusal, match="ninguna columna"):
        read(text_file(tmp_path, "foo,bar\n1,2\n"), "template")


def test_a_file_that_lacks_a_required_column_is_refused_naming_it(tmp_path: Path) -> None:
    ours = mapped(tmp_path, "columns:\n  - {from: Nacimiento, to: birth_date, required: true}\n")
    with pytest.raises(Refusal, match="Nacimiento"):
        read(text_file(tmp_path, ROW), ours)


@pytest.mark.parametrize(
    ("entry", "named"),
    [
        ("{from: A, to: sex, values: {Cond.: }}", "[Cond.] does not say what it means"),
        ("{from: A, to: sex, proved_by: {paper: judgment, column: …}}", "says “…”"),
        ("{to: legal_status, constant: condenado}", "sentenced_final (sentenced, final)"),
        ("{to: birth_date, constant: '1990-01-01'}", "“constant” is not for [birth_date]"),
        ("{to: facility, constant: }", "“constant” is not for [facility]"),
        ("{from: A, to: legal_status, values: {Cond.: condenado}}", "pretrial (in pre-trial"),
    ],
)
def test_what_a_clerk_left_half_written_is_told(tmp_path: Path, entry: str, named: str) -> None:
    assert named in says(tmp_path, f"columns:\n  - {entry}\n")


@pytest.mark.parametrize(
    "key", ["proved_by: {paper: identity_document, column: Sentenca}", "disputed: Sentenca"]
)
def test_a_column_of_papers_that_is_not_in_the_file_is_refused_with_the_nearest(
    tmp_path: Path, key: str
) -> None:
    ours = mapped(tmp_path, f"columns:\n  - {{from: Sexo, to: sex, values: {{Mujer: F}}, {key}}}\n")
    with pytest.raises(Refusal, match=r"\[Sentenca\].*¿Es \[Sentencia\]\?"):
        read(text_file(tmp_path, ROW), ours)


def test_a_constant_stands_for_everybody_or_where_a_column_is_filled(tmp_path: Path) -> None:
    ours = mapped(
        tmp_path,
        "columns:\n  - {from: ID, to: id}\n  - {to: facility, constant: Llano Ficticio}\n"
        "  - {from: Sentencia, to: penalty_type, constant: prison}\n",
    )
    found = read(text_file(tmp_path, ROW), ours)
    assert found.people["facility"].to_list() == ["Llano Ficticio"] * 2
    assert found.people["penalty_type"].to_list() == ["prison", None]
    assert not found.warnings


def test_a_disputed_value_is_never_proved(tmp_path: Path) -> None:
    ours = mapped(
        tmp_path,
        "columns:\n  - {from: Sexo, to: sex, values: {Mujer: F, Varón: M}, disputed: Sentencia,\n"
        "     proved_by: {paper: identity_document, column: ID}}\n",
    )
    people = read(text_file(tmp_path, ROW), ours).people
    assert people["sex__proved"].to_list() == [False, True]
