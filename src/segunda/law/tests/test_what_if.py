"""What a reform changes, on people whose answer is known; and who only the length keeps out."""

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from segunda.law.reform import Change, Reform, read_reform, reform_from, shipped
from segunda.law.rules import rule
from segunda.law.text import Refusal
from segunda.law.what_if import ALTERNATIVES, compare, wall

AS_OF = date(2024, 6, 30)
YEARS = 12
KNOWN = {
    "legal_status": "sentenced_final",
    "penalty_type": "prison",
    "consents": True,
    "host_institution_letter": True,
    "first_time": True,
    "prior_sentence_10y": False,
    "failed_to_appear": False,
    "civil_liability_met_or_committed": True,
}


def people(*rows: dict[str, Any]) -> pl.DataFrame:
    """A person table: what every row shares, and what each says; all of it declared."""
    full: list[dict[str, Any]] = [
        {"sex": "F", "offence_class": "property", "facility": "Norte"} | KNOWN | row for row in rows
    ]
    table = pl.DataFrame(full, infer_schema_length=None).with_row_index("row", offset=1)
    return table.with_columns(
        pl.col("row").cast(pl.Int64),
        pl.lit(None, dtype=pl.String).alias("id"),
        *(pl.lit(value=False).alias(f"{name}__proved") for name in full[0]),
    )


def months(*lengths: int | None, **same: Any) -> pl.DataFrame:
    return people(*({"sentence_months": n} | same for n in lengths))


def reform(**change: Any) -> Reform:
    return reform_from(
        {
            "id": "x",
            "title": {"es": "x", "en": "x"},
            "dated": AS_OF,
            "label": "hypothetical",
            "source": "a test",
            "changes": [change],
        }
    )


def test_a_limit_of_eight_years_opens_suspension_between_three_and_eight() -> None:
    table = months(36, 37, 72, 96, 97)
    effect = compare(reform(rule="PA-CP-098", numbers={"three_years": 96}), table, AS_OF)[0]
    assert effect.before == {"met": 1, "unknown": 0, "not_met": 4}
    assert effect.after == {"met": 4, "unknown": 0, "not_met": 1}
    assert (effect.gain, effect.lose) == (3, 0)
    assert effect.moves == {"not_met_to_met": 3}


def test_a_stricter_limit_takes_away() -> None:
    table = months(12, 24, 36)
    effect = compare(reform(rule="PA-CP-098", numbers={"three_years": 12}), table, AS_OF)[0]
    assert (effect.gain, effect.lose) == (0, 2)


def test_parts_nobody_read_never_give_met() -> None:
    assert rule("PA-CP-102").unread
    effect = compare(reform(rule="PA-CP-102", numbers={"four_years": 60}), months(60), AS_OF)[0]
    assert effect.after == {"met": 0, "unknown": 1, "not_met": 0}
    assert effect.moves == {"not_met_to_unknown": 1}


def test_what_is_not_known_is_neither_gained_nor_lost() -> None:
    effect = compare(reform(rule="PA-CP-098", numbers={"three_years": 96}), months(None), AS_OF)[0]
    assert effect.before == effect.after == {"met": 0, "unknown": 1, "not_met": 0}
    assert (effect.gain, effect.lose) == (0, 0)


def test_gains_are_told_by_sex_offence_and_facility() -> None:
    table = people(
        {"sentence_months": 72},
        {"sentence_months": 72, "sex": "M", "offence_class": "drugs_small", "facility": "Sur"},
        {"sentence_months": 12, "sex": None},
    )
    effect = compare(reform(rule="PA-CP-098", numbers={"three_years": 96}), table, AS_OF)[0]
    one, none = {"gain": 1, "lose": 0}, {"gain": 0, "lose": 0}
    assert effect.by["sex"] == {"F": one, "M": one, "unknown": none}
    assert effect.by["offence_class"] == {"drugs_small": one, "property": one}
    assert effect.by["facility"] == {"Norte": one, "Sur": one}
    assert "1" in effect.says().en
    assert "frees none" not in effect.says().en


def test_replacement_to_five_years_frees_none_held_for_drugs() -> None:
    asked = read_reform(shipped_path("replacement_to_five_years"))
    drugs = [{"sentence_months": n, "offence_class": "drugs_trafficking"} for n in (72, 120, 300)]
    effect = compare(asked, people(*drugs, {"sentence_months": 60}), AS_OF)[0]
    assert effect.gain == 1
    assert effect.says().en.endswith("It frees none held for drugs.")
    assert effect.says().es.endswith("No libera a nadie privado de libertad por drogas.")


def shipped_path(name: str) -> Any:
    from segunda.law.reform import REFORMS

    return REFORMS / f"{name}.yaml"


def test_a_rule_adopted_from_another_country_has_nobody_before() -> None:
    asked = read_reform(shipped_path("house_imprisonment_for_mothers_of_young_children"))
    table = people(
        {"sentence_months": 120, "youngest_dependant_age_years": 4},
        {"sentence_months": 120, "youngest_dependant_age_years": 5},
        {"sentence_months": 120, "youngest_dependant_age_years": 4, "sex": "M"},
        {"sentence_months": 120, "youngest_dependant_age_years": None},
    )
    effect = compare(asked, table, AS_OF)[0]
    assert effect.before == {"met": 0, "unknown": 0, "not_met": 4}
    assert effect.after == {"met": 1, "unknown": 1, "not_met": 2}


def test_half_instead_of_two_thirds_moves_whoever_stands_between() -> None:
    asked = read_reform(shipped_path("one_half_instead_of_two_thirds"))
    same = {
        "prior_intentional_conviction_5y": False,
        "work_or_study_or_income": True,
        "resocialisation_adequate": True,
    }
    rows = [
        {"served_fraction": n, "served_fraction__of": 100, "sentence_months": 60} | same
        for n in (49, 50, 66, 67)
    ]
    effects = {effect.change.name: effect for effect in compare(asked, people(*rows), AS_OF)}
    assert set(effects) == {"PA-CP-103", "PA-CP-113", "PA-CN-184R"}
    assert effects["PA-CP-103"].before["met"] == 1
    assert effects["PA-CP-103"].after["met"] == 3


@pytest.mark.parametrize(
    ("was", "now", "said"),
    [("dated: 2026-11-27", "dated: 2026-13-27", "una fecha que no existe"),
     ("five_years: 96", "five_years: -3", "no es un número desde cero"),
     ("five_years: 96", "five_years: ocho", "no es un número desde cero")],
)  # fmt: skip
def test_a_reform_with_an_impossible_day_or_number_is_refused(
    was: str, now: str, said: str, tmp_path: Path
) -> None:
    text = shipped_path("limits_to_eight_years").read_text(encoding="utf-8")
    assert was in text
    (tmp_path / "ours.yaml").write_text(text.replace(was, now), encoding="utf-8")
    with pytest.raises(Refusal, match=said):
        read_reform(tmp_path / "ours.yaml")


@pytest.mark.parametrize("name", shipped())
def test_each_shipped_reform_is_read_and_says_what_it_rests_on(name: str) -> None:
    asked = read_reform(shipped_path(name))
    assert asked.id == name
    assert asked.label in ("hypothetical", "verified", "reported")
    assert asked.source
    assert asked.title.es != asked.title.en
    assert asked.note.es != asked.note.en
    for change in asked.changes:
        assert change.before is None or change.before == rule(change.name)
        assert change.after is not None
        assert change.after.condition(AS_OF) != (
            change.before.condition(AS_OF) if change.before else None
        )


def test_the_six_reforms_are_shipped() -> None:
    assert set(shipped()) == {
        "limits_to_six_years",
        "limits_to_eight_years",
        "limits_to_ten_years",
        "replacement_to_five_years",
        "public_service_for_heads_of_household",
        "reduced_penalty_for_drugs_into_prison",
        "house_imprisonment_for_mothers_of_young_children",
        "one_half_instead_of_two_thirds",
    }


@pytest.mark.parametrize(
    "change",
    [
        {},
        {"rule": "PA-CP-999"},
        {"rule": "PA-CP-098", "adopt": "CO-2292"},
        {"rule": "PA-CP-098", "numbers": {"years": 96}},
        {"rule": "PA-CP-098", "numbers": {"three_years": "many"}},
        {"rule": "PA-CP-098", "numbers": [96]},
        {"rule": "PA-CP-098", "condition": "sentence_months <="},
        {"rule": "PA-CP-098", "condition": "__import__('os')"},
        {"rule": "PA-CP-098", "figures": {}},
        {"rule": "PA-L55-046"},
    ],
)
def test_a_change_that_is_not_understood_is_refused(change: dict[str, Any]) -> None:
    with pytest.raises(Refusal) as told:
        reform(**change)
    assert told.value.text.es != told.value.text.en


@pytest.mark.parametrize("entry", [None, 3, [], {"id": "x"}, {"id": 1, "title": "x", "dated": "x",
                                   "label": "x", "source": "x", "changes": "x"}])  # fmt: skip
def test_a_file_that_is_no_reform_is_refused(entry: Any) -> None:
    with pytest.raises(Refusal):
        reform_from(entry)


def test_the_law_itself_is_left_as_it_was() -> None:
    before = rule("PA-CP-098").condition(AS_OF)
    compare(reform(rule="PA-CP-098", numbers={"three_years": 96}), months(72), AS_OF)
    assert rule("PA-CP-098").condition(AS_OF) == before


def test_the_wall_counts_whom_only_the_length_keeps_out() -> None:
    table = people(
        {"sentence_months": 60},  # community work is open: not outside
        {"sentence_months": 72},  # only the length
        {"sentence_months": 73, "offence_class": "drugs_small", "sex": "M"},  # only the length
        {"sentence_months": 200, "host_institution_letter": None},  # only the length
        {"sentence_months": 72, "consents": False, "first_time": False,
         "prior_sentence_10y": True},  # other reasons too
        {"legal_status": "pretrial", "penalty_type": None},  # no sentence: no wall of length
    )  # fmt: skip
    found = wall(table, AS_OF)
    assert found["sentenced"] == 5
    assert found["only_by_length"] == 3
    assert found["outside_every_alternative"] == 4
    assert found["by"]["sex"] == {"F": 2, "M": 1}
    assert found["by_sex_and_offence"] == {"F property": 2, "M drugs_small": 1}
    assert found["by_limit_that_would_reach"] == {
        "6_years": 1,
        "8_years": 1,
        "10_years": 0,
        "more": 1,
        "unknown": 0,
    }


def test_the_alternatives_of_the_wall_have_a_limit_of_length() -> None:
    for name, limit in ALTERNATIVES.items():
        assert rule(name).numbers[limit].unit == "months"


def test_a_rule_that_is_gone_is_met_by_nobody() -> None:
    """Four years and six: community work reaches five; part of it was not read, so at most it is
    not known; one loses it."""
    one, table = rule("PA-CP-065"), months(48, 72)
    gone = Reform("", one.title, one.title, AS_OF, "", "", (Change(one, None),))
    (effect,) = compare(gone, table, AS_OF)
    assert effect.before == {"met": 0, "unknown": 1, "not_met": 1}
    assert effect.after == {"met": 0, "unknown": 0, "not_met": 2}
    assert (effect.gain, effect.lose) == (0, 1)


def test_a_rule_gone_that_was_no_longer_in_force_moves_nobody() -> None:
    past = replace(rule("PA-CP-065"), in_force_to=date(2000, 1, 1))
    gone = Reform("", past.title, past.title, AS_OF, "", "", (Change(past, None),))
    (effect,) = compare(gone, months(48, 72), AS_OF)
    assert (effect.before["not_met"], effect.gain, effect.lose) == (2, 0, 0)
