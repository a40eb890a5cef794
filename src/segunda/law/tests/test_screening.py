"""What holds of a verdict on a person beyond the bare condition: proof, unread parts, dates."""

from collections.abc import Mapping
from datetime import date

import polars as pl
import pytest

from segunda.law.derive import derived
from segunda.law.rules import rule
from segunda.law.screening import Screening, clause_words, clauses, facts_of_row, screen
from segunda.law.text import Refusal
from segunda.law.words import explain

AS_OF = date(2026, 1, 15)

SENTENCED = {"offence_class": "property", "penalty_type": "prison"}

# One woman who meets every clause of PA-CP-103, all of it proved.
SUPERVISED = {
    "legal_status": "sentenced_final",
    "custody_start_date": date(2022, 1, 15),
    "sentence_days": 2100,
    "prior_intentional_conviction_5y": False,
    "work_or_study_or_income": True,
    "resocialisation_adequate": True,
}
PROOFS = (
    "legal_status",
    "served_fraction",
    "prior_intentional_conviction_5y",
    "work_or_study_or_income",
    "resocialisation_adequate",
)


def person(proved: tuple[str, ...] = PROOFS, /, **facts: object) -> dict[str, object]:
    return {**SUPERVISED, **facts, **{f"{name}__proved": name in proved for name in PROOFS}}


def screened(
    *people: dict[str, object], by: str = "PA-CP-103", as_of: date = AS_OF, engine: str = "polars"
) -> Screening:
    numbered = [{"row": n, "id": f"p{n}", **one} for n, one in enumerate(people, start=1)]
    table = pl.DataFrame(numbered, infer_schema_length=None)
    nulls = [name for name, kind in table.schema.items() if kind == pl.Null]
    table = table.with_columns(pl.col(nulls).cast(pl.Boolean))
    return screen(table, as_of, engine=engine, rules=[rule(each) for each in by.split()])


def verdict(screening: Screening, rule_id: str, place: int = 0) -> tuple[object, object, set[str]]:
    row = screening.verdicts.row(place, named=True)
    missing = row[f"{rule_id}__missing"]
    names = {name for name, bit in screening.bit.items() if bit < 63 and missing >> bit & 1}
    return row[rule_id], row[f"{rule_id}__if_proved"], names


def test_met_when_every_clause_is_proved() -> None:
    assert verdict(screened(person()), "PA-CP-103") == (1, 1, set())


@pytest.mark.parametrize("declared", PROOFS)
def test_met_never_rests_on_what_is_only_declared(declared: str) -> None:
    proved = tuple(name for name in PROOFS if name != declared)
    assert verdict(screened(person(proved)), "PA-CP-103") == (None, 1, {declared})


def test_not_met_may_rest_on_what_is_declared() -> None:
    alone = person((), resocialisation_adequate=False)
    assert verdict(screened(alone), "PA-CP-103") == (0, 0, set())


def test_unknown_asks_for_the_unknown_and_for_the_proof_of_the_declared() -> None:
    waiting = person(("legal_status", "served_fraction"), resocialisation_adequate=None)
    asked = {
        "prior_intentional_conviction_5y",
        "work_or_study_or_income",
        "resocialisation_adequate",
    }
    assert verdict(screened(waiting), "PA-CP-103") == (None, None, asked)


def test_an_alternative_that_does_not_carry_the_answer_asks_for_no_paper() -> None:
    # Declared 72 and declared not pregnant: only the age needs its paper.
    old = {
        "age_years": 72,
        "pregnant": False,
        "offence_class": "property",
        "penalty_type": "prison",
        "offence_class__proved": True,
        "penalty_type__proved": True,
        "legal_status": "sentenced_final",
    }
    assert verdict(screened(old, by="PA-CP-108"), "PA-CP-108") == (None, 1, {"age_years"})


def test_unread_parts_keep_the_best_answer_unknown() -> None:
    short = {
        "penalty_type": "prison",
        "sentence_months": 24,
        "first_time": True,
        "penalty_type__proved": True,
        "sentence_months__proved": True,
        "first_time__proved": True,
    }
    assert verdict(screened(short, by="PA-CP-102"), "PA-CP-102") == (None, None, set())
    assert verdict(screened({**short, "sentence_months": 49}, by="PA-CP-102"), "PA-CP-102")[0] == 0


def test_a_rule_not_yet_in_force_gives_no_verdict() -> None:
    early = screened(person(), by="PA-CP-115A", as_of=date(2025, 11, 12))
    assert [rule.id for rule in early.not_in_force] == ["PA-CP-115A"]
    assert early.verdicts["PA-CP-115A"].to_list() == [None]
    assert not screened(person(), by="PA-CP-115A", as_of=date(2025, 11, 13)).not_in_force


def test_dates_are_those_of_the_facts_once_proved() -> None:
    # 1,461 days served of 2,100 on 15 Jan 2026; two thirds = 1,400 days = 15 Nov 2025.
    row = screened(person()).verdicts.row(0, named=True)
    assert row["PA-CP-103__from"] == date(2025, 11, 15)
    later = screened(person((), sentence_days=3000)).verdicts.row(0, named=True)
    assert (later["PA-CP-103"], later["PA-CP-103__from"]) == (0, date(2027, 7, 8))


def test_fraction_is_derived_exactly() -> None:
    table = derived(_one({**SUPERVISED, "sentence_days": 2190}), AS_OF)
    assert table.select("served_fraction", "served_fraction__of").row(0) == (1461, 2190)


def test_sentence_days_run_by_the_calendar() -> None:
    start = {"custody_start_date": date(2023, 8, 31), "sentence_months": 6}
    # Six months from 31 August end on 1 March (2024 has 29 February): 183 days.
    assert derived(_one(start), AS_OF)["sentence_days"].to_list() == [183]


def test_nothing_stated_is_overwritten() -> None:
    stated = {"birth_date": date(1950, 1, 1), "age_years": 30}
    assert derived(_one(stated), AS_OF)["age_years"].to_list() == [30]


def test_a_partial_birth_date_gives_bounds_known_where_both_agree() -> None:
    born = {"birth_date": date(1955, 1, 1), "birth_date__latest": date(1955, 12, 31)}
    table = derived(_one(born), AS_OF)
    assert table.select("age_years", "age_years__high").row(0) == (70, 71)
    both = screened({**born, **SENTENCED}, by="PA-CP-108")
    assert verdict(both, "PA-CP-108")[1] == 1
    split = {"birth_date": date(1956, 1, 1), "birth_date__latest": date(1956, 12, 31)}
    unsure = screened({**split, **SENTENCED}, by="PA-CP-108")
    assert verdict(unsure, "PA-CP-108")[1] is None
    assert "age_years" in verdict(unsure, "PA-CP-108")[2]


def test_the_sentence_of_a_person_not_sentenced_is_never_missing() -> None:
    waiting = {"legal_status": "pretrial", "offence_class": "property"}
    proved = {"age_years": 72, "age_years__proved": True}
    result = screened({**waiting, **proved}, by="PA-CP-108 PA-CP-112")
    assert verdict(result, "PA-CP-112") == (0, 0, set())
    assert verdict(result, "PA-CP-108") == (0, 0, set())


def test_no_pregnancy_certificate_is_asked_of_a_man() -> None:
    man = {"sex": "M", "age_years": 40, **SENTENCED}
    asked = verdict(screened(man, by="PA-CP-108"), "PA-CP-108")[2]
    assert not asked & {"pregnant", "youngest_child_age_months"}
    assert "seriously_ill" in asked


def test_clauses_tell_yes_from_yes_but_only_declared() -> None:
    proved = tuple(name for name in PROOFS if name != "work_or_study_or_income")
    answers = clauses(screened(person(proved, resocialisation_adequate=None)), rule("PA-CP-103"))
    assert answers.row(0) == (1, 1, 1, 2, None)
    assert len(clause_words(rule("PA-CP-103"), AS_OF)) == 5


def test_the_page_of_one_person_agrees_with_the_table() -> None:
    people = (person(), person(()), person(resocialisation_adequate=None))
    result = screened(*people, by="PA-CP-103 PA-CP-108 PA-CP-113 PA-CPP-012 BO-3756I")
    for place in range(3):
        facts, columns, proved = facts_of_row(result, place)
        for each in result.rules:
            told = explain(each, facts, columns, AS_OF, proved)
            outcome, if_proved, missing = verdict(result, each.id, place)
            assert (told.verdict, told.if_proved) == (_boolean(outcome), _boolean(if_proved))
            assert {fact.name for fact in told.missing if result.bit[fact.name] < 63} == missing


def test_both_readings_of_community_work_are_shown() -> None:
    five_years = {
        "legal_status": "sentenced_final",
        "sentence_months": 60,
        "consents": True,
        "host_institution_letter": True,
        "offence_class": "property",
    }
    result = screened(five_years, by="PA-CP-065")
    assert result.readings["PA-CP-065__reading_below_five_years"].to_list() == [0]
    assert result.readings["PA-CP-065__reading_board_must_favour"].to_list() == [None]


def test_redeemed_days_and_30_day_months_are_other_readings_of_two_thirds() -> None:
    # 1,461 of 2,250 days are under two thirds (1,500); 40 redeemed days bring 1,501.
    # 73 months are 2,190 days at 30 a month: two thirds is 1,460.
    stated = {"sentence_days": 2250, "sentence_months": 73}
    result = screened(person(redeemed_days=40, **stated), person(redeemed_days=38, **stated))
    assert result.verdicts["PA-CP-103"].to_list() == [0, 0]
    assert result.readings["PA-CP-103__reading_redeemed_counts"].to_list() == [2, 0]
    assert result.readings["PA-CP-103__reading_months_of_30_days"].to_list() == [2, 2]
    facts, columns, proved = facts_of_row(result, 0)
    told = explain(rule("PA-CP-103"), facts, columns, AS_OF, proved)
    assert [(other.name, answer) for other, answer in told.readings] == [
        ("redeemed_counts", True),
        ("months_of_30_days", True),
    ]


def test_engines_give_the_same_tables() -> None:
    people = (person(), person(()), person(sentence_days=3000), person(legal_status="pretrial"))
    asked = "PA-CP-103 PA-CP-098 PA-CP-113"
    on_polars = screened(*people, by=asked)
    on_duckdb = screened(*people, by=asked, engine="duckdb")
    assert on_polars.verdicts.equals(on_duckdb.verdicts)
    assert on_polars.clause_answers.equals(on_duckdb.clause_answers)
    assert on_polars.readings.equals(on_duckdb.readings)


def test_an_unknown_engine_is_refused_in_a_sentence() -> None:
    with pytest.raises(Refusal, match="abacus"):
        screened(person(), engine="abacus")


def _one(facts: Mapping[str, object]) -> pl.DataFrame:
    return pl.DataFrame([{"row": 1, "id": "p1", **facts}])


def _boolean(code: object) -> bool | None:
    return None if code is None else bool(code)
