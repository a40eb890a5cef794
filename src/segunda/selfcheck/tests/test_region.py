"""Other countries stand on a page for researchers, and nowhere among the paths."""

import pytest

from segunda.law.rules import all_rules
from segunda.law.text import LANGUAGES
from segunda.selfcheck.page import page, region_page
from segunda.selfcheck.paper import questionnaire
from segunda.selfcheck.region import NEVER, rules_elsewhere


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_says_first_that_none_of_it_applies(language: str) -> None:
    words = region_page(language)
    assert words.index(NEVER.in_(language)) < words.index("<h2>")
    assert "<script" not in words


def test_every_rule_of_another_country_is_on_it_with_its_label() -> None:
    others = {r.id for r in all_rules() if r.kind in ("elsewhere", "closed", "adverse")}
    assert {r.id for r in rules_elsewhere()} == others
    assert all(name in region_page("es") for name in others)


@pytest.mark.parametrize("language", LANGUAGES)
def test_none_of_them_is_a_path_on_the_page_or_on_paper(language: str) -> None:
    told = page(language) + str(questionnaire(language, ""))
    for rule in rules_elsewhere():
        assert rule.id not in told
        assert rule.citation not in told
