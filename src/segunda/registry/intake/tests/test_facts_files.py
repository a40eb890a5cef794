"""A FACTS.csv is read as the contract says: strict, proved, the nearest fact named."""

from fractions import Fraction
from pathlib import Path

import pytest

from segunda.law.facts import subject
from segunda.law.facts_csv import read_facts
from segunda.law.text import Refusal
from segunda.registry.intake import read
from segunda.registry.intake.tests.files import text_file


def test_a_bad_cell_refuses_its_row_with_the_words_of_the_law_library(tmp_path: Path) -> None:
    found = read(text_file(tmp_path, "id,pregnant\na,true\nb,TRUE\n"), "facts")
    assert [(e.row, e.column, e.value) for e in found.errors] == [(2, "pregnant", "TRUE")]
    assert "[true]" in found.errors[0].message.es
    assert found.people["id"].to_list() == ["a"]


def test_an_unknown_column_is_refused_naming_the_nearest_fact(tmp_path: Path) -> None:
    with pytest.raises(Refusal) as refused:
        read(text_file(tmp_path, "id,pregnat\na,true\n"), "facts")
    assert "[pregnant]" in refused.value.text.en


def test_a_column_that_starts_with_an_underscore_is_ignored(tmp_path: Path) -> None:
    assert read(text_file(tmp_path, "id,_note,pregnant\na,x,false\n"), "facts").unmapped == ()


def test_decimals_are_exact_fractions(tmp_path: Path) -> None:
    people = read(text_file(tmp_path, "id,age_years\na,30.5\nb,40\n"), "facts").people
    assert people["age_years"].to_list() == [61, 40]
    assert people["age_years__of"].to_list() == [2, 1]


def test_none_means_not_applicable_only_where_the_fact_allows_it(tmp_path: Path) -> None:
    found = read(text_file(tmp_path, "penalty_type,pregnant\nnone,true\nprison,none\n"), "facts")
    assert found.everyone["penalty_type__applies"].to_list() == [False, True]
    assert [e.row for e in found.errors] == [2]


def test_a_value_of_a_facts_file_counts_as_proved(tmp_path: Path) -> None:
    people = read(text_file(tmp_path, "id,pregnant\na,true\nb,\n"), "facts").people
    assert people["pregnant__proved"].to_list() == [True, False]


def test_a_partial_date_is_its_earliest_and_latest_day(tmp_path: Path) -> None:
    people = read(
        text_file(tmp_path, "id,birth_date\na,1954\nb,1954-02\nc,1954-02-03\n"), "facts"
    ).people
    assert people["birth_date"].cast(str).to_list() == ["1954-01-01", "1954-02-01", "1954-02-03"]
    assert people["birth_date__latest"].cast(str).to_list() == ["1954-12-31", "1954-02-28", None]


def test_a_row_with_a_cell_missing_is_refused(tmp_path: Path) -> None:
    assert [
        e.row for e in read(text_file(tmp_path, "id,pregnant\na\nb,true\n"), "facts").errors
    ] == [1]


def test_a_number_below_zero_describes_nobody(tmp_path: Path) -> None:
    file = tmp_path / "facts.csv"
    file.write_text("served_days\n10\n-1\n", encoding="utf-8")
    intake = read(file, "facts")
    assert intake.rejected_rows == frozenset({2})


@pytest.mark.parametrize(
    "lines", ["id,age_years\nA,70\n   \nB,old\n", 'age_years\n70\n""\n   \nold\n']
)
def test_row_n_is_the_row_n_of_law_evaluate(tmp_path: Path, lines: str) -> None:
    bare = [
        r.row for r in read_facts(lines.splitlines(keepends=True), subject("person")) if r.fault
    ]
    assert [e.row for e in read(text_file(tmp_path, lines), "facts").errors] == bare


def test_months_with_many_decimals_are_held_exactly(tmp_path: Path) -> None:
    cells = "sentence_months,served_days\n47.3333,9\n47.333333333333336,9\n32850.5,9\n"
    found = read(text_file(tmp_path, cells), "facts")
    assert [(e.row, "32850" in e.message.es) for e in found.errors] == [(3, True)]
    top, under = found.everyone["sentence_months"], found.everyone["sentence_months__of"]
    assert Fraction(top[0], under[0]) == Fraction("47.3333")
    assert Fraction(top[1], under[1]) == Fraction("47.333333333333336")


def test_more_decimals_than_a_table_holds_are_said_to_be_so(tmp_path: Path) -> None:
    (fault,) = read(text_file(tmp_path, f"age_years\n0.{'3' * 20}\n"), "facts").errors
    assert "demasiados decimales" in fault.message.es
