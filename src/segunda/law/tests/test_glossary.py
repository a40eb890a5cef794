"""The glossary has every word a verdict is printed with, once."""

from collections import Counter
from pathlib import Path

import pytest

from segunda.law.rules import KINDS, LABELS

GLOSSARY = Path(__file__).parents[4] / "GLOSSARY.md"
ROWS = [
    [cell.strip() for cell in line.strip("| ").split(" | ")]
    for line in GLOSSARY.read_text("utf-8").splitlines()
    if line.startswith("| ") and not line.startswith("|---")
]
FIRST_WORDS = [row[0] for row in ROWS if row[1] != "Spanish"]


@pytest.mark.parametrize("word", [*KINDS, *LABELS, "outcome: met", "outcome: not met"])
def test_every_kind_label_and_outcome_is_explained(word: str) -> None:
    assert word in FIRST_WORDS


def test_no_word_stands_twice() -> None:
    assert not [word for word, times in Counter(FIRST_WORDS).items() if times > 1]


def test_every_word_has_its_spanish() -> None:
    assert not [row for row in ROWS if len(row) < 3 or not row[1]]
