"""The page of cases in the manual is the one the rules and cases give."""

import re
import subprocess
import sys
from pathlib import Path

from segunda.law.tests.sentence_files import worked_cases
from segunda.law.tests.sentence_reference import articles

ROOT = Path(__file__).resolve().parents[4]


def test_the_page_of_cases_is_not_stale() -> None:
    script = ROOT / "scripts" / "build_reference.py"
    told = subprocess.run([sys.executable, str(script), "--check"], capture_output=True, text=True)
    assert told.returncode == 0, told.stderr


def test_the_two_pages_hold_a_thousand_cases_and_three_hundred_by_hand() -> None:
    text = (ROOT / "docs" / "reference" / "sentences.md").read_text(encoding="utf-8")
    told = re.search(r"hold ([\d,]+) cases, ([\d,]+) of them by hand", text)
    assert told is not None
    every, by_hand = (int(number.replace(",", "")) for number in told.groups())
    assert every >= 1_000
    assert by_hand >= 300


def test_the_articles_of_a_reason_are_read_one_by_one() -> None:
    case = next(case for case in worked_cases() if case.file == "stories")
    assert articles(case) == ("CP 52", "CP 53", "CP 57", "CP 58", "CPP 232")
    thirty = next(case for case in worked_cases() if "30/360" in case.why["en"])
    assert "CP 30" not in articles(thirty)
