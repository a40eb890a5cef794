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


@pytest.mark.parametrize(
    ("days", "hours", "contact", "met"),
    [
        ("15", "", "", True), ("16", "22", "no", False), ("16", "21.5", "no", True),
        ("16", "23", "yes", True), ("16", "", "", None), ("16", "23", "not_seen", None),
        ("", "23", "no", None),
    ],
)  # fmt: skip
def test_isolation_is_prolonged_past_fifteen_days_of_22_hours_without_contact(
    days: str, hours: str, contact: str, met: bool | None
) -> None:
    answers = {"persons[1]/days": days, "persons[1]/hours": hours, "persons[1]/contact": contact}
    given = {path: value for path, value in answers.items() if value}
    scored = {s.line.item.name: s.met for s in scores(form("aislamiento"), given, DAY)}
    assert scored.get("days") is met


def test_what_was_not_seen_is_neither_met_nor_unmet() -> None:
    for answer, held in (("yes", True), ("no", False), ("not_seen", None)):
        answers = {"how/kinds": "manual", "how/book": answer}
        scored = {s.line.item.name: s for s in scores(form("registros"), answers, DAY)}
        assert scored["book"].held is held
    health = scores(form("salud"), {"entry/in_day": "3"}, DAY)
    assert [s.held for s in health if s.line.item.name == "in_day"] == [None]


def test_a_norm_whose_text_nobody_has_seen_is_never_called_met() -> None:
    for name in {one.form_id for one in shipped()}:
        for item in (i for i in form(name).walk() if i.scored):
            assert item.norm_label in ("verified", "reported", "unverified"), (name, item.path)
    answers = {"how/kinds": "manual", "how/book": "yes"}
    (score,) = [s for s in scores(form("registros"), answers, DAY) if s.line.item.name == "book"]
    assert (score.held, score.met) == (True, None)
    assert score.words.en == "within the norm, unverified"


def test_the_labels_of_safeguards_are_those_of_the_law_s_page() -> None:
    if not LAW.exists():
        pytest.skip("../shared is not here: the labels cannot be compared")
    rows = re.findall(r"^\| (SG-\d+) \|.*\| (\w)[^|]*\|$", LAW.read_text("utf-8"), re.MULTILINE)
    known = {"V": "verified", "S": "reported", "U": "unverified"}
    told = 0
    for item in (item for one in shipped() for item in read(one.content).walk()):
        if safeguard := re.search(r"SG-\d+", item.norm):
            assert item.norm_label == known[dict(rows)[safeguard[0]]], item.norm
            told += 1
    assert told >= 15


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
