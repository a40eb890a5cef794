"""What a rule says in Spanish and what it says in English is the same, and neither is empty."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

LAW = Path(__file__).parents[1]
NO_RULES = {"facts", "reforms", "sentence", "sentence_cases"}
RULES = sorted(path for path in LAW.glob("*/*.yaml") if path.parent.name not in NO_RULES)
OTHERS = [*sorted(LAW.glob("reforms/*.yaml")), LAW / "sentence" / "codes.yaml"]
NUMBER = re.compile(r"\d+")
RULE_ID = re.compile(r"\b[A-Z]{2}-[A-Z]*\d+\w*")


def pairs(value: Any, where: str = "") -> Iterator[tuple[str, dict[str, str]]]:
    """Every {es, en} pair inside `value`, with the path to it."""
    if isinstance(value, dict) and {"es", "en"} & set(value):
        yield where, value
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield from pairs(inner, f"{where}.{key}")
    elif isinstance(value, list):
        for place, inner in enumerate(value):
            yield from pairs(inner, f"{where}[{place}]")


def in_one_language_only(words: dict[str, str]) -> bool:
    return set(words) != {"es", "en"} or bool(words["es"].strip()) != bool(words["en"].strip())


def numbers(words: str) -> set[str]:
    return set(NUMBER.findall(RULE_ID.sub("", words)))


def test_there_are_rules_to_read() -> None:
    assert RULES


@pytest.mark.parametrize(
    ("words", "lacking"),
    [
        ({"es": "", "en": "judge"}, True),
        ({"en": "judge"}, True),
        ({"es": "", "en": ""}, False),
        ({"es": "juez", "en": "judge"}, False),
    ],
)
def test_a_missing_language_would_be_noticed(words: dict[str, str], lacking: bool) -> None:
    assert in_one_language_only(words) is lacking


@pytest.mark.parametrize("path", RULES, ids=lambda path: str(path.stem))
def test_a_rule_speaks_both_languages(path: Path) -> None:
    texts = list(pairs(yaml.safe_load(path.read_text("utf-8"))))
    assert {".title", ".decided_by", ".effect"} <= {where for where, _ in texts}
    assert not [where for where, words in texts if in_one_language_only(words)]


@pytest.mark.parametrize("path", OTHERS, ids=lambda path: str(path.stem))
def test_reforms_and_coded_reasons_speak_both_languages(path: Path) -> None:
    texts = list(pairs(yaml.safe_load(path.read_text("utf-8"))))
    assert texts
    assert not [where for where, words in texts if not {"es", "en"} <= set(words)]


@pytest.mark.parametrize("path", [*RULES, *OTHERS], ids=lambda path: str(path.stem))
def test_both_languages_name_the_same_numbers(path: Path) -> None:
    rule = yaml.safe_load(path.read_text("utf-8"))
    texts = [(where, words) for where, words in pairs(rule) if where != ".title"]
    different = {
        where: numbers(words["es"]) ^ numbers(words["en"])
        for where, words in texts
        if numbers(words["es"]) != numbers(words["en"])
    }
    assert not different
