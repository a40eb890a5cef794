"""The instruments that ship: read like any other, worded as the law's page words them."""

import re
from datetime import date
from pathlib import Path

import pytest

from segunda.monitoring.instruments import shipped
from segunda.monitoring.xlsform import Form, problems, read, scores

LAW = Path(__file__).resolve().parents[4].parent / "shared" / "law" / "law.md"
DAY = date(2026, 11, 27)


def form(name: str) -> Form:
    return read(next(one.content for one in shipped() if one.form_id == name))


def test_every_one_is_read_in_both_languages() -> None:
    names = {one.form_id for one in shipped()}
    assert names == {"aislamiento", "bangkok", "condiciones", "embarazo", "mandela", "personal",
                     "registros", "salud"}  # fmt: skip
    for name in names:
        for item in form(name).walk():
            if item.number and item.label.es not in ("", "En qué consta"):
                assert item.label.es != item.label.en, (name, item.path)


def rules(section: int) -> dict[str, tuple[str, str]]:
    """Rule → its words and what to look at, as the law's page has them."""
    if not LAW.exists():
        pytest.skip("../shared is not here: the words of the checklists cannot be compared")
    text = LAW.read_text(encoding="utf-8")
    part = text[text.index(f"\n## {section}. ") :]
    part = part[: part.index("\n## ", 5)]
    cells = [[c.strip() for c in line.strip("|").split("|")] for line in part.splitlines()]
    return {c[0]: (c[1], c[2]) for c in cells if len(c) == 5 and re.match(r"\d", c[0])}


@pytest.mark.parametrize(("name", "section", "last"), [("bangkok", 7, 70), ("mandela", 6, 122)])
def test_the_checklists_have_every_rule_in_the_words_of_the_page(
    name: str, section: int, last: int
) -> None:
    items = form(name).by_name()
    covered: set[int] = set()
    for rule, (words, look) in rules(section).items():
        item = items[f"r{rule.replace('-', '_')}"]
        assert item.label.en == f"Rule {rule}. {words}"
        assert item.hint.en == f"Look at: {look}"
        assert not item.scored
        first, _, end = rule.partition("-")
        covered |= set(range(int(first), int(end or first) + 1))
    assert covered == set(range(1, last + 1))


def test_the_book_is_the_same_bytes_each_time() -> None:
    first = [one.content for one in shipped()]
    shipped.cache_clear()
    assert [one.content for one in shipped()] == first


@pytest.mark.parametrize(("days", "met"), [("15", True), ("16", False)])
def test_isolation_is_measured_at_fifteen_days(days: str, met: bool) -> None:
    answers = {"found": "1", "persons[1]/days": days}
    scored = {s.line.item.name: s.met for s in scores(form("aislamiento"), answers, DAY)}
    assert scored["days"] is met


@pytest.mark.parametrize(
    ("people", "area", "met"),
    [("1", "6", True), ("1", "5.99", False), ("2", "8", True), ("2", "7.9", False)],
)
def test_space_is_counted_and_measured(people: str, area: str, met: bool) -> None:
    answers = {"spaces[1]/people": people, "spaces[1]/area": area}
    scored = {s.line.item.name: s.met for s in scores(form("condiciones"), answers, DAY)}
    assert scored["each"] is met


def test_the_search_protocol_fails_by_a_critical_point() -> None:
    searched = form("registros")
    answers = {"how/kinds": "strip", "how/book": "yes", "strip/private": "no",
               "strip/same_sex": "yes", "strip/reason": "yes",
               "women/holds_women": "no"}  # fmt: skip
    assert problems(searched, answers, DAY) == []
    unmet = [s.line.item.path for s in scores(searched, answers, DAY) if s.met is False]
    assert unmet == ["strip/private"]
    assert "strip/private" in searched.critical
    assert searched.certificate_days == 180
