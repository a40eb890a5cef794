"""The page on threats: each line has its tests, they exist, and what is slow says so."""

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PAGES = {lang: ROOT / "docs" / "explanation" / f"threats{lang}.md" for lang in ("", ".es")}
NAMED = re.compile(r"`((?:src|tests)/[\w/]+\.py)::(test_\w+)`( \((?:slow|larga)\))?")
PARTS = {"": ("Gives", "Does not give", "Limits it", "Tests"),
         ".es": ("Da", "No da", "Lo limita", "Pruebas")}  # fmt: skip


def lines(lang: str) -> dict[str, str]:
    """Each numbered line of the page: its number and what is said."""
    text = PAGES[lang].read_text(encoding="utf-8")
    found = re.findall(r"^## (\d+)\. .*?\n(.*?)(?=^## )", text, re.M | re.S)
    return dict(found)


def named(lang: str) -> list[tuple[str, str, bool]]:
    """(file, test, said to be slow) for every test the page names."""
    found = [one for said in lines(lang).values() for one in NAMED.findall(said)]
    return [(file, test, bool(slow)) for file, test, slow in found]


def is_slow(node: ast.AST) -> bool:
    """Whether the mark `slow` is put on: `pytest.mark.slow`, alone or in a list."""
    return any(
        isinstance(part, ast.Attribute)
        and part.attr == "slow"
        and isinstance(part.value, ast.Attribute)
        and part.value.attr == "mark"
        for part in ast.walk(node)
    )


def held_in(text: str) -> dict[str, bool]:
    """The tests of a module, and whether each is slow (a single slow case of several is not)."""
    module = ast.parse(text)
    whole = any(
        isinstance(node, ast.Assign)
        and any(isinstance(name, ast.Name) and name.id == "pytestmark" for name in node.targets)
        and is_slow(node.value)
        for node in module.body
    )
    return {
        node.name: whole or any(is_slow(mark) for mark in node.decorator_list
                                if not isinstance(mark, ast.Call))
        for node in module.body if isinstance(node, ast.FunctionDef)
    }  # fmt: skip


def wrong(file: str, test: str, slow: bool) -> str:
    """What is wrong with a test as the page names it; empty when nothing is."""
    path = ROOT / file
    there = held_in(path.read_text(encoding="utf-8")) if path.is_file() else {}
    if test not in there:
        return f"{file}::{test} is not there"
    return "" if there[test] == slow else f"{file}::{test}: slow is {there[test]}"


@pytest.mark.parametrize("lang", PAGES)
def test_every_test_the_page_names_exists_and_is_slow_only_where_it_says_so(lang: str) -> None:
    assert [what for one in named(lang) if (what := wrong(*one))] == []


@pytest.mark.parametrize("lang", PAGES)
def test_every_line_says_what_is_given_and_not_what_limits_it_and_by_which_tests(
    lang: str,
) -> None:
    assert [*lines(lang)] == [str(number) for number in range(1, 15)]
    for number, said in lines(lang).items():
        assert re.findall(r"^- \*\*(.*?):\*\*", said, re.M) == list(PARTS[lang]), number
        assert any(not slow for _file, _test, slow in NAMED.findall(said)), number


def test_both_languages_name_the_same_tests_line_by_line() -> None:
    assert named("") == named(".es")


def test_what_is_missing_or_slow_is_found() -> None:
    here = "tests/docs/test_threats.py"
    assert wrong(here, "test_what_is_missing_or_slow_is_found", slow=False) == ""
    assert wrong(here, "test_nobody_wrote", slow=False)
    assert wrong("tests/docs/nothing.py", "test_x", slow=False)
    marked = "@pytest.mark.slow\ndef test_a(): ...\ndef test_b(): ...\n"
    assert held_in(marked) == {"test_a": True, "test_b": False}
    assert held_in("pytestmark = pytest.mark.slow\n" + marked) == {"test_a": True, "test_b": True}
