"""What a sheet says, to the letter: steps, readings, codes; on the page and in JSON.

`told/` holds the cases and the words each must give in both languages, read line by line before
they were stored. Their figures are not the reason of these tests: the walk and the cases worked by
hand hold those. Write a new page only after reading it: `python -m segunda.law.tests.told_pages`.
"""

import pytest

from segunda.law.sentence import as_items, sheets
from segunda.law.sentence.words import page
from segunda.law.tests.told_pages import AS_OF, CASES, FOLDER

ROW_OF_A_STEP = {
    "article": "CP 52",
    "label": "verified",
    "text": {"es": "pena A: 6 años, 1 mes, 1 día", "en": "sentence A: 6 years, 1 month, 1 day"},
    "days": 2224,
    "date": "2021-03-01",
}


@pytest.mark.parametrize("name", CASES)
@pytest.mark.parametrize("lang", ["es", "en"])
def test_a_sheet_says_what_was_read_and_approved(name: str, lang: str) -> None:
    told = (FOLDER / f"{name}.{lang}.txt").read_text(encoding="utf-8")
    assert page(sheets(CASES[name], AS_OF), lang) + "\n" == told


def test_a_step_in_json_has_its_five_fields() -> None:
    first = as_items(sheets(CASES["all_credits"], AS_OF))[0]
    assert first["steps"][0] == ROW_OF_A_STEP
    assert first["steps"][7] | {"text": None} == {
        "article": "CPP 232 (1)", "label": "verified", "text": None, "days": 1, "date": None,
    }  # fmt: skip


def test_a_code_in_json_says_where_and_what_was_written() -> None:
    codes = as_items(sheets(CASES["refused"], AS_OF))[0]["codes"]
    kind = next(code for code in codes if code["value"] == "[prision]")
    words = kind.pop("text")
    assert kind == {
        "code": "CUSTODY_KIND_UNKNOWN", "grade": "refused", "section": "custody", "row": 1,
        "field": "kind", "value": "[prision]", "article": "CP 53",
    }  # fmt: skip
    assert words["es"].startswith("Custodia 1, «kind»: ")
    assert words["en"].startswith("Custody 1, “kind”: ")


def test_a_reading_in_json_names_its_three_choices() -> None:
    readings = [item["reading"] for item in as_items(sheets(CASES["days_wait"], AS_OF))]
    assert readings[0] == {
        "calendar": "calendar", "redeemed": "count_towards_fractions", "over_five_years": "imposed",
    }  # fmt: skip
    assert len({tuple(reading.values()) for reading in readings}) == 8


def test_days_that_wait_beside_a_third_that_community_work_completes_say_why() -> None:
    case = CASES["days_wait"]
    assert "trabajo comunitario" not in page(sheets(case, AS_OF), "es")
    told = page(sheets(case | {"community_work_days": 5}, AS_OF), "es")
    assert "falta el tercio, sin contar trabajo comunitario: los días esperan" in told
