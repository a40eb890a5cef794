"""What is printed, as tagged PDF (PDF/UA-1), A4, black on white: same input, same bytes."""

import json
from typing import Any

import typst

from segunda.report.her_sheet_pdf import FONTS
from segunda.selfcheck.questions import HERE


def pdf_of(template: str, told: dict[str, Any]) -> bytes:
    """The PDF that a template of ours makes of these words."""
    return bytes(_compiled(template, told, format="pdf", pdf_standards="ua-1"))


def _compiled(template: str, told: dict[str, Any], **how: Any) -> Any:
    words = json.dumps(told, ensure_ascii=False)
    return typst.compile(
        HERE / "templates" / template,
        font_paths=[FONTS],
        ignore_system_fonts=True,
        sys_inputs={"told": words},
        **how,
    )
