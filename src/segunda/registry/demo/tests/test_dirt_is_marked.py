"""Every dirty row says what was done to it, and the program finds what contradicts itself."""

import polars as pl

from segunda.registry.demo.dirt import KINDS
from segunda.registry.demo.facilities import FACILITIES
from segunda.registry.demo.readme import DIRT_WORDS, dirt_counts, readme_text
from segunda.registry.demo.register import Register
from segunda.registry.intake import Intake


def marked(register: Register, kind: str) -> pl.DataFrame:
    return register.persons.with_row_index("row", 1).filter(pl.col("_dirt") == kind)


def test_every_kind_is_there_and_in_its_share(register: Register) -> None:
    counts = dirt_counts(register.persons)
    assert set(counts) == set(DIRT_WORDS)
    for dirt in KINDS:
        assert counts[dirt.kind] == round(dirt.share * 24110)


def test_rows_without_a_mark_are_clean(register: Register) -> None:
    rows = register.persons.filter(pl.col("_dirt").is_null())
    text = pl.concat_str("surnames", "given_names", "facility", separator="|")
    assert rows.filter(text.str.contains(r"^ | $| \||\| |  ")).height == 0
    assert set(rows["facility"]) == {prison.name for prison in FACILITIES}
    assert rows["sex"].null_count() == 0
    assert rows["birth_date"].str.len_chars().unique().to_list() == [10]


def test_the_program_warns_of_the_impossible_ages_and_the_late_admissions(
    register: Register, taken_in: Intake
) -> None:
    found = {(fault.row, fault.flag) for fault in taken_in.warnings}
    expected = {
        (row, kind)
        for kind in ("impossible_age", "admission_after_file_day")
        for row in marked(register, kind)["row"]
    }
    assert len(expected) == 24
    assert found == expected


def test_blank_sex_stays_unknown(register: Register, taken_in: Intake) -> None:
    rows = marked(register, "blank_sex")["row"].to_list()
    read = taken_in.people.filter(pl.col("row").is_in(rows))
    assert (len(rows), read["sex"].null_count()) == (48, 48)


def test_a_birth_date_known_in_part_is_read_as_its_earliest_and_latest_day(
    register: Register, taken_in: Intake
) -> None:
    rows = marked(register, "partial_birth_date")["row"].to_list()
    read = taken_in.people.filter(pl.col("row").is_in(rows))
    assert len(rows) == 193
    assert (read["birth_date__latest"] > read["birth_date"]).all()


def test_look_alikes_come_in_pairs_with_different_papers(register: Register) -> None:
    rows = marked(register, "looks_like_another")
    pairs = rows.group_by("birth_date", "given_names").agg(
        pl.len().alias("people"), pl.col("document_number").n_unique().alias("papers")
    )
    assert pairs["people"].unique().to_list() == [2]
    assert (rows["person_id"].n_unique(), rows.height) == (48, 48)


def test_women_lose_neither_sex_nor_age_nor_admission(register: Register) -> None:
    women = register.persons.filter(pl.col("sex") == "F")
    moving = {"blank_sex", "swapped_date", "admission_after_file_day", "impossible_age"}
    assert not moving & set(women["_dirt"].drop_nulls())


def test_the_readme_counts_the_dirt(register: Register) -> None:
    text = readme_text(register)
    assert "sexo en blanco (blank_sex): 48" in text
    assert "blank sex (blank_sex): 48" in text
