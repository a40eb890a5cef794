"""A mapping written wrongly gets one sentence that names the key, whatever stands in it."""

from pathlib import Path

import pytest

from segunda.law.text import Refusal
from segunda.registry.intake import load, read
from segunda.registry.intake.mapping import from_yaml, names
from segunda.registry.intake.tests.files import text_file

ID = {"from": "id", "to": "id"}


@pytest.mark.parametrize(
    ("key", "value", "named"),
    [
        ("separator", "||", "separator"), ("separator", '"', "separator"),
        ("header_lines", [0], "header_lines"), ("header_lines", [3, 1], "header_lines"),
        ("header_lines", 2, "header_lines"), ("file_day", True, "file_day"),
        ("file_day", {"month_day": "99-99"}, "month_day"), ("youngest_age", "abc", "youngest_age"),
        ("about", "abc", "about"), ("reasons", 5, "reasons"), ("reasons", {"a": 5}, "reasons: a"),
        ("categories_by_year", [1], "categories_by_year"), ("columns", 5, "columns"),
        ("columns", [7], "columns"), ("facilities", {"by_sex": 3}, "by_sex"),
        ("facilities", {"sums": [{"whole": "a"}]}, "sums"), ("facilities", {"place": "a"}, "place"),
    ],
)  # fmt: skip
def test_a_key_at_the_top_that_holds_something_else_is_named(
    key: str, value: object, named: str
) -> None:
    with pytest.raises(Refusal) as told:
        from_yaml({"columns": [ID], key: value}, "ours")
    assert f"«{named}»" in told.value.text.es
    assert f"“{named}”" in told.value.text.en


@pytest.mark.parametrize(
    ("entry", "named"),
    [
        ({"to": "sentence_months", "as": ["decades"]}, "decades"),
        ({"from": ["a", "b"], "to": "sentence_months", "as": ["years"]}, "«as»"),
        ({"to": "sex", "values": ["F", "M"]}, "«values»"),
        ({"to": "sex", "values": {"F": {"count_as": "martian"}}}, "martian"),
        ({"to": "nationality", "values": {"F": {"count_as": "other"}}}, "«count_as»"),
        ({"to": "birth_date", "proved_by": "judgment"}, "«proved_by»"),
        ({"to": "age_years", "decimal": ""}, "«decimal»"),
        ({"to": "sex", "blank": "nothing"}, "blank_gender"),
        ({"to": "birth_date", "proved_by": {"paper": "judgement"}}, "¿quiso decir [judgment]?"),
    ],
)
def test_a_key_of_an_entry_that_holds_something_else_is_named(
    entry: dict[str, object], named: str
) -> None:
    with pytest.raises(Refusal) as told:
        from_yaml({"columns": [{"from": "x"} | entry]}, "ours")
    assert named in told.value.text.es


def test_any_one_sign_may_separate_the_cells(tmp_path: Path) -> None:
    mapping = from_yaml({"separator": "^", "columns": [ID]}, "ours")
    found = read(text_file(tmp_path, "id^sex\n1^F\n"), mapping)
    assert found.people["id"].to_list() == ["1"]
    assert "«^»" in found.sheet.told[0].es


@pytest.mark.parametrize("name", names())
def test_every_mapping_of_ours_has_the_right_form(name: str) -> None:
    assert load(name).columns or load(name).facilities
