"""Dates with their distance, numbers, articles: as a reader of each language expects them."""

from datetime import date

import pytest

from segunda.law.rules import all_rules
from segunda.report.rows import short
from segunda.report.words import (
    COUNTRIES,
    LABELS,
    cited,
    day_in_words,
    distance,
    flag_words,
    people,
)

DAY = date(2026, 11, 21)


@pytest.mark.parametrize(
    ("other", "es", "en"),
    [
        (date(2026, 11, 21), "hoy", "today"),
        (date(2026, 11, 22), "falta 1 día", "in 1 day"),
        (date(2026, 12, 31), "faltan 40 días", "in 40 days"),
        (date(2026, 11, 9), "hace 12 días", "12 days ago"),
        (date(2026, 11, 20), "hace 1 día", "1 day ago"),
    ],
)
def test_a_distance_reads_as_one_would_say_it(other: date, es: str, en: str) -> None:
    told = distance(other, DAY)
    assert (told.es, told.en) == (es, en)


def test_a_day_reads_as_on_paper() -> None:
    assert (day_in_words(DAY, "es"), day_in_words(DAY, "en")) == ("21 nov 2026", "21 Nov 2026")


def test_one_person_is_not_several() -> None:
    assert [people(n, "es") for n in (1, 24110)] == ["1 persona", "24,110 personas"]
    assert [people(n, "en") for n in (1, 0)] == ["1 person", "0 people"]


def test_a_citation_is_spanish_for_a_spanish_reader() -> None:
    citation = "CP art. 52 (wording of Ley 68 de 2009); Constitution art. 184(12)"
    told = "CP art. 52 (texto de la Ley 68 de 2009); Constitución art. 184(12)"
    assert (cited(citation, "es"), cited(citation, "en")) == (told, citation)


@pytest.mark.parametrize(
    ("rule_id", "article"),
    [("PA-CP-065", "CP 65"), ("PA-CP-115A", "CP 115A"), ("PA-CN-184R", "Const. 184")],
)
def test_a_path_is_called_by_its_article(rule_id: str, article: str) -> None:
    assert short(rule_id) == article


def test_every_label_and_country_of_the_stock_has_its_words() -> None:
    assert {r.label for r in all_rules()} <= set(LABELS)
    assert {r.jurisdiction for r in all_rules()} <= set(COUNTRIES)


def test_a_contradiction_we_have_no_words_for_keeps_its_name() -> None:
    assert flag_words("something_new").es == "something new"
    assert flag_words("impossible_age").en == "impossible age"
