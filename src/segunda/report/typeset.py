"""Words laid on paper by a Typst template, as a tagged PDF (PDF/UA-1): same input, same bytes.

The words come as data, none is read as markup; the typeface is the one that travels with us, and
the paper is the country's.
"""

import json
from pathlib import Path
from typing import Any

import typst

from segunda.report.paper_size import OURS, PaperSize

FONTS = Path(__file__).parent / "fonts"


def pdf(template: Path, told: Any, paper: PaperSize = OURS) -> bytes:
    """The PDF that a template of ours makes of these words."""
    return bytes(_compiled(template, told, paper, format="pdf", pdf_standards="ua-1"))


def pictures(template: Path, told: Any, paper: PaperSize = OURS, ppi: float = 96.0) -> list[bytes]:
    """The same pages as PNG, to be looked at."""
    made = _compiled(template, told, paper, format="png", ppi=ppi)
    return made if isinstance(made, list) else [made]


def _compiled(template: Path, told: Any, paper: PaperSize, **how: Any) -> Any:
    words = json.dumps(told, default=vars, ensure_ascii=False)
    return typst.compile(
        template,
        font_paths=[FONTS],
        ignore_system_fonts=True,
        sys_inputs={"told": words, "paper": paper.typst},
        **how,
    )
