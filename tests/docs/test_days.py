"""A day of docs/days is told in both languages, with the pictures its walk takes and no other."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
DAYS = ROOT / "docs" / "days"
WALKS = (ROOT / "tests" / "journeys" / "days", ROOT / "tests" / "monitor" / "days")
PICTURE = re.compile(r"!\[[^\]]+\]\(pictures/(es|en)/([\w-]+)\.png\)")
TOLD = sorted(page for page in DAYS.glob("*.md") if not page.name.startswith("README"))


def taken() -> set[str]:
    """The pictures the walks take: `day("clerk")` and `picture(page, "1-file")`."""
    found: set[str] = set()
    for walk in (file for folder in WALKS for file in folder.glob("test_*.py")):
        text = walk.read_text(encoding="utf-8")
        for part in re.split(r"(?=day\(\")", text)[1:]:
            name = re.match(r'day\("([\w-]+)"\)', part)
            assert name is not None
            found |= {f"{name[1]}-{shot}" for shot in re.findall(r'picture\(\w+, "([\w-]+)"', part)}
    return found


@pytest.mark.parametrize("page", TOLD, ids=lambda page: page.name)
def test_its_pictures_are_of_its_language_and_taken_by_its_walk(page: Path) -> None:
    language = "es" if page.name.endswith(".es.md") else "en"
    shown = PICTURE.findall(page.read_text(encoding="utf-8"))
    assert shown
    assert {told for told, _ in shown} == {language}
    assert {name for _, name in shown} <= taken()


def test_every_picture_taken_is_told_in_both_languages() -> None:
    for language in ("es", "en"):
        shown = {
            name
            for page in TOLD
            for told, name in PICTURE.findall(page.read_text(encoding="utf-8"))
            if told == language
        }
        assert shown == taken()


def test_the_index_names_every_day() -> None:
    for index, end in (("README.md", ".md"), ("README.es.md", ".es.md")):
        text = (DAYS / index).read_text(encoding="utf-8")
        named = set(re.findall(r"\]\(([\w.-]+\.md)\)", text)) - {"README.md", "README.es.md"}
        assert named == {p.name for p in TOLD if p.name.endswith(".es.md") == (end == ".es.md")}
