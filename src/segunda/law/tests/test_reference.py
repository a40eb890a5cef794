"""The page of cases in the manual is the one the rules and cases give."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[4]


def test_the_page_of_cases_is_not_stale() -> None:
    script = ROOT / "scripts" / "build_reference.py"
    told = subprocess.run([sys.executable, str(script), "--check"], capture_output=True, text=True)
    assert told.returncode == 0, told.stderr
