"""Her sheet as a tagged PDF, normal or large print: one page, two in large print."""

from pathlib import Path
from typing import Any

from segunda.report.her_sheet import TITLE, HerSheet, lead_of, sections
from segunda.report.paper_size import OURS, PaperSize
from segunda.report.typeset import pdf
from segunda.report.words import FICTITIOUS

TEMPLATE = Path(__file__).parent / "templates" / "her_sheet.typ"


def pdf_of(
    sheet: HerSheet, language: str, *, large: bool = False, paper: PaperSize = OURS
) -> bytes:
    """The PDF in one language ("es", "en")."""
    return pdf(TEMPLATE, as_data(sheet, language, large=large), paper)


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
