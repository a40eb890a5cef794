"""A report as a tagged PDF (PDF/UA-1), A4: same input, same bytes."""

import json
from pathlib import Path
from typing import Any

import typst

from segunda.monitoring.reports.laying import Laid
from segunda.report.her_sheet_pdf import FONTS

TEMPLATE = Path(__file__).parent / "report.typ"


def pdf_of(laid: Laid) -> bytes:
    """The PDF of a document that was laid out."""
    return bytes(_compiled(laid, format="pdf", pdf_standards="ua-1"))


def pictures_of(laid: Laid) -> list[bytes]:
    """The same pages as PNG, to be looked at."""
    made = _compiled(laid, format="png", ppi=80.0)
    return made if isinstance(made, list) else [made]


def _compiled(laid: Laid, **how: Any) -> Any:
    told = json.dumps(laid, default=vars, ensure_ascii=False)
    return typst.compile(
        TEMPLATE, font_paths=[FONTS], ignore_system_fonts=True, sys_inputs={"report": told}, **how
    )
