"""The cases whose sheets are held to the letter, and how their pages are written anew."""

import json
from datetime import date
from pathlib import Path
from typing import Any, Final

from segunda.law.sentence import sheets
from segunda.law.sentence.words import page

FOLDER: Final = Path(__file__).with_name("told")
CASES: Final[dict[str, Any]] = json.loads((FOLDER / "cases.json").read_text(encoding="utf-8"))
AS_OF: Final = date(2024, 6, 30)

if __name__ == "__main__":
    for name, case in CASES.items():
        for lang in ("es", "en"):
            text = page(sheets(case, AS_OF), lang) + "\n"
            (FOLDER / f"{name}.{lang}.txt").write_text(text, encoding="utf-8")
