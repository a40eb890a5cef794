"""Her sheet as a tagged PDF (PDF/UA-1), A4, normal or large print: same input, same bytes."""

import json
from pathlib import Path
from typing import Any

import typst

from segunda.report.her_sheet import TITLE, HerSheet, lead_of, sections
from segunda.report.words import FICTITIOUS

HERE = Path(__file__).parent
TEMPLATE = HERE / "templates" / "her_sheet.typ"
FONTS = HERE / "fonts"


def pdf_of(sheet: HerSheet, language: str, *, large: bool = False) -> bytes:
    """The PDF in one language ("es", "en")."""
    return bytes(_compiled(sheet, language, large=large, format="pdf", pdf_standards="ua-1"))


def pictures_of(sheet: HerSheet, language: str, *, large: bool = False) -> list[bytes]:
    """The same pages as PNG, to be looked at."""
    made = _compiled(sheet, language, large=large, format="png", ppi=96.0)
    return made if isinstance(made, list) else [made]


def _compiled(sheet: HerSheet, language: str, *, large: bool, **how: Any) -> Any:
    told = json.dumps(as_data(sheet, language, large=large), ensure_ascii=False)
    return typst.compile(
        TEMPLATE, font_paths=[FONTS], ignore_system_fonts=True, sys_inputs={"sheet": told}, **how
    )


def as_data(sheet: HerSheet, language: str, *, large: bool) -> dict[str, Any]:
    """The sheet in one language as plain words, for the template."""
    return {
        "language": language,
        "large": large,
        "title": TITLE.in_(language),
        "name": sheet.name,
        "lead": lead_of(sheet).in_(language),
        "fictitious": FICTITIOUS.in_(language) if sheet.fictitious else "",
        "sections": [
            {
                "heading": section.heading.in_(language),
                "lines": [
                    {
                        "words": line.words.in_(language),
                        "item": line.item,
                        "strong": line.strong,
                        "small": line.small.in_(language) if line.small else "",
                    }
                    for line in section.lines
                ],
            }
            for section in sections(sheet)
        ],
    }
