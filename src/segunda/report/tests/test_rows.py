"""The long lists of the page: names as text, the alphabet of a clerk, nobody left out."""

from types import SimpleNamespace
from typing import Any

import polars as pl
import pytest

from segunda.law.rules import rule
from segunda.report import rows
from segunda.report.patterns import Pattern, Reasons
from segunda.report.words import MET, NOT_MET, UNKNOWN

RULE = rule("PA-CP-112")
NAMES = ["Ñáñez, Ana", "<b>Óscar</b>", None, "Pérez & Hijo"]


def view(names: list[str | None], facilities: list[str | None]) -> Any:
    count = len(names)
    people = {
        "row": list(range(1, count + 1)),
        "id": [f"N-{n}" for n in range(count)],
        "name": pl.Series(names, dtype=pl.String),
        "facility": pl.Series(facilities, dtype=pl.String),
    }
    return SimpleNamespace(people=pl.DataFrame(people), protected=None)


def reasons(of_person: list[int]) -> Reasons:
    patterns = (Pattern("a", 1, 1, MET, (1,), ()), Pattern("a", 2, 1, NOT_MET, (0,), ()))
    return Reasons(RULE, "a", (), patterns, pl.Series(of_person))


def findings(groups: list[int]) -> Any:
    return SimpleNamespace(
        paths=(SimpleNamespace(rule=RULE),),
        groups=pl.DataFrame({RULE.id: groups}),
        unasked=pl.DataFrame(),
        census=SimpleNamespace(places=()),
    )


@pytest.fixture
def page() -> str:
    seen = view(NAMES, ["La Joya", "La Joya", None, "<i>"])
    found = findings([MET, NOT_MET, NOT_MET, MET])
    everyone = rows.everybody(seen, [reasons([1, 2, 2, 1])])
    facilities = rows.facilities(found, seen)
    return str(rows.people_by_facility(found, seen, everyone.items, facilities))


def test_text_of_the_file_cannot_become_markup(page: str) -> None:
    assert "<b>Óscar" not in page
    assert "&lt;b&gt;Óscar&lt;/b&gt;" in page
    assert "Pérez &amp; Hijo" in page
    assert "<h3>&lt;i&gt;</h3>" in page


def test_everybody_stands_in_the_list_once(page: str) -> None:
    assert page.count("<li") == len(NAMES)
    assert all(page.count(f"N-{n}<") == 1 for n in range(len(NAMES)))


def test_who_has_no_name_or_place_is_told_in_words(page: str) -> None:
    assert "sin nombre en el archivo" in page
    assert "facility not stated" in page


def test_an_open_path_leads_to_its_reasons_and_a_closed_one_to_why(page: str) -> None:
    assert page.count("<a href=#ma1>✓ CP 112</a>") == 2
    assert page.count(">– 1</a>") == 2


OTHER = rule("PA-CP-103")


def lists(states: list[tuple[int, int]]) -> str:
    """The lists of one facility whose people stand so under two paths."""
    seen = view([f"Ana {n}" for n in range(len(states))], ["La Joya"] * len(states))
    first, second = ([pair[at] for pair in states] for at in (0, 1))
    found = findings(first)
    found.paths = (*found.paths, SimpleNamespace(rule=OTHER))
    found.groups = pl.DataFrame({RULE.id: first, OTHER.id: second})
    items = pl.Series([f"<li>Ana {n}" for n in range(len(states))])
    return str(rows.people_by_facility(found, seen, items, ["La Joya"]))


def test_people_with_the_same_answers_stand_under_their_titles() -> None:
    page = lists([(MET, UNKNOWN)] * rows.ALIKE)
    assert '<section class=g data-s="02">' in page
    assert RULE.title.es in page
    assert page.count("<li>") == rows.ALIKE


def test_few_people_with_the_same_answers_share_a_list_and_each_keeps_the_answers() -> None:
    page = lists([(MET, UNKNOWN), (UNKNOWN, MET), (NOT_MET, UNKNOWN), (UNKNOWN, NOT_MET)])
    met, unknown = page.split("<section class=g>")[1:]
    assert "<li data-s=02>Ana 0<li data-s=20>Ana 1</ul>" in met
    assert "<li data-s=32>Ana 2<li data-s=23>Ana 3</ul>" in unknown
    assert "✓ se cumple</b> algún camino" in met
    assert "? unknown</b> some path" in unknown


def test_who_has_no_open_path_is_never_among_the_few() -> None:
    page = lists([(NOT_MET, NOT_MET), (MET, UNKNOWN), (UNKNOWN, MET)])
    assert '<section class=g data-s="33">' in page


def test_accents_and_case_do_not_count_in_the_alphabet_and_ñ_follows_n() -> None:
    names = pl.DataFrame({"n": ["Zoe", "Ángela", "ana", "Ñato", "Nora", "Oscar"]})
    ordered = names.sort(rows.sort_key(pl.col("n")))["n"].to_list()
    assert ordered == ["ana", "Ángela", "Nora", "Ñato", "Oscar", "Zoe"]


def test_past_what_a_browser_opens_the_page_says_where_everybody_is(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(rows, "MOST_LISTED", 1)
    seen = view(["Ana", "Eva"], [None, None])
    told = rows.people_by_facility(findings([MET, MET]), seen, pl.Series(["", ""]), [None])
    assert "report.xlsx" in told
    assert "Ana" not in told
