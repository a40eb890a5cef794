"""A facts file is read strictly: every fault one sentence that says what, where and what to do."""

from datetime import date
from fractions import Fraction

import pytest

from segunda.law.facts import subject
from segunda.law.facts_csv import FactsRow, read_facts
from segunda.law.logic import NOT_APPLICABLE
from segunda.law.text import Refusal

PERSON = subject("person")


def rows(text: str) -> list[FactsRow]:
    return list(read_facts(text.splitlines(keepends=True), PERSON))


def only(text: str) -> FactsRow:
    (row,) = rows(text)
    return row


def fault(text: str) -> str:
    row = only(text)
    assert row.fault, f"{row} has no fault"
    assert not row.facts
    return row.fault.en


def test_values_are_read_exactly() -> None:
    row = only("id,served_fraction,age_years,pregnant,sex\nA-1,0.6666666666666666,69,true,F\n")
    assert row.facts["served_fraction"] == Fraction("0.6666666666666666")
    assert row.facts["served_fraction"] != Fraction(2, 3)
    assert (row.id, row.facts["age_years"], row.facts["pregnant"]) == ("A-1", 69, True)


def test_empty_is_unknown_and_none_is_not_applicable() -> None:
    row = only("age_years,sentence_months\n,none\n")
    assert row.facts == {"sentence_months": NOT_APPLICABLE}


def test_none_is_refused_where_the_fact_always_exists() -> None:
    assert "cannot be [none]" in fault("age_years\nnone\n")


@pytest.mark.parametrize(
    ("column", "cell", "says"),
    [
        ("pregnant", "TRUE", "[true] or [false]"),
        ("pregnant", "sí", "[true] or [false]"),
        ("age_years", "seventy", "decimal point"),
        ("age_years", "1,5", "decimal point"),
        ("age_years", "1e3", "decimal point"),
        ("age_years", "nan", "decimal point"),
        ("age_years", "٧٠", "decimal point"),
        ("age_years", "9" * 30, "decimal point"),
        ("offence_date", "20240101", "YYYY-MM-DD"),
        ("offence_date", "2024-W01-1", "YYYY-MM-DD"),
        ("served_days", "10.5", "whole number"),
        ("legal_status", "remand", "must be one of: pretrial"),
        ("birth_date", "1990-02-31", "does not exist"),
        ("birth_date", "21/07/1954", "YYYY-MM-DD"),
        ("sentence_days", "0", "from 1 to 999999"),
        ("sentence_days", "many", "from 1 to 999999"),
    ],
)
def test_a_bad_cell_names_row_column_value_and_remedy(column: str, cell: str, says: str) -> None:
    sentence = fault(f'{column}\n"{cell}"\n')
    assert sentence.startswith(f"Row 1, column [{column}]: [{cell}] ")
    assert "\n" not in sentence
    assert says in sentence
    assert "Correct the cell" in sentence


def test_one_bad_row_leaves_the_others() -> None:
    first, second, third = rows("age_years\n70\nold\n71\n")
    assert (first.facts, third.facts) == ({"age_years": 70}, {"age_years": 71})
    assert second.fault


def test_rows_are_counted_without_header_and_blank_lines() -> None:
    assert [row.row for row in rows("age_years\n70\n\n71\n")] == [1, 2]
    assert [row.row for row in rows("id,age_years\nA,70\n  \t\nB,71\n")] == [1, 2]
    assert [row.id for row in rows("id\nA\n   \nB\n")] == ["A", "B"]


def test_a_quoted_empty_cell_alone_is_a_row_whose_fact_is_unknown() -> None:
    assert [row.facts for row in rows('age_years\n70\n""\n')] == [{"age_years": 70}, {}]


def test_whole_numbers_may_carry_a_decimal_zero() -> None:
    assert only("served_days,sentence_days\n365.0,730.0\n").facts == {"served_days": 365}


def test_a_number_below_zero_is_judged_as_it_stands() -> None:
    # The bare condition of PA-CP-053 is `served_days >= 0`: its other side can be asked for.
    assert only("served_days\n-1\n").facts == {"served_days": -1}


def test_a_partial_date_does_not_say_which_day() -> None:
    assert only("birth_date\n1954-07\n").columns == {"birth_date": None}
    assert only("birth_date\n1954-07-21\n").columns == {"birth_date": date(1954, 7, 21)}


def test_columns_with_an_underscore_are_ignored() -> None:
    assert only("_note,age_years\nanything,70\n").facts == {"age_years": 70}
    assert only("_note,_note,age_years\nany,thing,70\n").facts == {"age_years": 70}


def test_an_unknown_column_is_refused_with_the_nearest_fact() -> None:
    with pytest.raises(Refusal) as refusal:
        rows("age_year\n70\n")
    assert "[age_year]" in refusal.value.text.en
    assert "did you mean [age_years]" in refusal.value.text.en
    with pytest.raises(Refusal, match=r"(did you mean|quiso decir) \[\w+\]"):
        rows("qqq\n70\n")  # however far


def test_the_name_of_the_key_is_a_neighbour_too() -> None:
    with pytest.raises(Refusal, match=r"did you mean \[id\]|quiso decir \[id\]"):
        rows("ID,age_years\nA,70\n")


@pytest.mark.parametrize("text", ["", "\n", "age_years,age_years\n1,2\n"])
def test_a_header_that_names_nothing_or_twice_is_refused(text: str) -> None:
    with pytest.raises(Refusal):
        rows(text)


@pytest.mark.parametrize("header", ["id;age_years", "id\tage_years"])
def test_a_sheet_saved_with_semicolons_or_tabs_is_told_to_be_so(header: str) -> None:
    with pytest.raises(Refusal, match="no están separadas por comas"):
        rows(f"{header}\na;70\n")


def test_a_row_of_another_length_is_told_apart() -> None:
    assert "has 3 cells and the header 2" in fault("age_years,sex\n70,F,extra\n")


def test_what_a_cell_holds_cannot_break_the_sentence_or_the_terminal() -> None:
    sentence = fault('age_years\n"x\ny\x1b[31m"\n')
    assert sentence.isprintable()


def test_a_file_of_countless_columns_is_refused_at_once() -> None:
    with pytest.raises(Refusal):
        rows(",".join(f"_c{n}" for n in range(20_000)) + "\n")


def test_the_same_column_far_apart_is_still_twice() -> None:
    with pytest.raises(Refusal, match="dos veces"):
        rows("age_years," + ",".join(f"_c{n}" for n in range(1000)) + ",age_years\n")
