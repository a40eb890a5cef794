"""What the form for everyone leaves out of what intake said of the file."""

from datetime import date
from types import SimpleNamespace
from typing import Any, cast

import polars as pl
import pytest

from segunda.law.rules import rule
from segunda.report.census import census_of
from segunda.report.papers import facts_in
from segunda.report.view import (
    BITS,
    EVERYONE,
    HEALTH_DEFENCE,
    Flag,
    Source,
    View,
    missing_column,
    rests_on_sealed,
    speaks_of_sealed,
    view_for,
)

DAY = date(2024, 6, 30)
RULE = "PA-CP-112"
# The bits of a screening: a sealed fact first, and one beyond the first 63.
FACTS = ("pregnant", "penalty_type", *(f"filler_{n}" for n in range(BITS - 2)), "sentence_months")


def screening(masks: tuple[int, int]) -> Any:
    """A screening of one person under one rule, with the two words of missing bits given."""
    given: dict[str, Any] = {"row": [1], "id": ["A-1"], RULE: [None], f"{RULE}__if_proved": [None]}
    given |= {f"{RULE}__from": [None], f"{RULE}__until": [None]}
    given |= {missing_column(RULE, word): [mask] for word, mask in enumerate(masks)}
    people = {"row": [1], "id": ["A-1"], "name": [None], "facility": [None], "pregnant": [True]}
    return SimpleNamespace(
        as_of=DAY,
        rules=(rule(RULE),),
        not_in_force=(),
        people=pl.DataFrame({**people, "pregnant__proved": [True], "sex": ["F"]}),
        verdicts=pl.DataFrame(given),
        readings=pl.DataFrame(),
        facts=FACTS,
    )


SOURCE = Source(
    rows=3,
    rejected=0,
    counted=pl.DataFrame({"sex": ["F"], "status": ["pretrial"], "facility": ["X"]}),
    flags=(
        Flag("unknown_value", frozenset({1, 2}), "pregnant"),
        Flag("unknown_value", frozenset({3}), "sex"),
        Flag("odd", frozenset({4})),
    ),
    codes={
        "EMBARAZO": ("pregnant", {"S": 1}),
        "SEXO": ("sex", {"F": 1}),
        "BRADH": (None, {"Y": 1}),
    },
    file_name="embarazadas.csv",
)


@pytest.fixture
def everyone() -> View:
    return view_for(screening((0b11, 1)), SOURCE, EVERYONE)


def test_flags_of_sealed_columns_are_not_counted(everyone: View) -> None:
    assert dict(census_of(everyone.source).flags) == {"unknown_value": 1, "odd": 1}


def test_codes_of_sealed_and_of_unread_columns_are_left_out(everyone: View) -> None:
    assert census_of(everyone.source).codes == {"SEXO": {"F": 1}}


def test_health_and_the_defence_see_every_flag_and_code() -> None:
    view = view_for(screening((0, 0)), SOURCE, HEALTH_DEFENCE)
    assert dict(census_of(view.source).flags) == {"unknown_value": 3, "odd": 1}
    assert set(census_of(view.source).codes) == {"EMBARAZO", "SEXO", "BRADH"}


def test_the_name_of_the_file_is_left_out(everyone: View) -> None:
    assert everyone.source.file_name == ""


def test_sealed_columns_are_not_handed_on(everyone: View) -> None:
    assert {"pregnant", "pregnant__proved"}.isdisjoint(everyone.people.columns)
    assert "sex" in everyone.people.columns


def test_the_bits_of_missing_move_to_the_shorter_list(everyone: View) -> None:
    masks = (cast(int, everyone.verdicts[missing_column(RULE, w)][0]) for w in range(2)
             if missing_column(RULE, w) in everyone.verdicts.columns)  # fmt: skip
    assert facts_in(everyone.facts, *masks) == ("penalty_type", "sentence_months")
    assert "pregnant" not in everyone.facts


@pytest.mark.parametrize(
    ("rule_id", "sealed"),
    [("PA-CP-108", True), ("PA-L40-046", True), ("PA-CP-112", False), ("PA-CP-103", False)],
)
def test_a_rule_is_hidden_when_its_condition_asks_for_a_sealed_fact(
    rule_id: str, sealed: bool
) -> None:
    assert rests_on_sealed(rule(rule_id), DAY) is sealed


@pytest.mark.parametrize(
    ("text", "sealed"),
    [
        ("lista de 2020: enfermedad crónica, 60 años o más", True),
        ("Women who are Pregnant", True),
        ("derechos fundamentales de la persona", False),
        ("la prisión se reemplaza por una reprensión", False),
    ],
)
def test_a_text_of_the_law_that_names_a_sealed_ground_is_recognised(
    text: str, sealed: bool
) -> None:
    assert speaks_of_sealed(text) is sealed
