"""What is printed, as tagged PDF (PDF/UA-1), black on white: same input, same bytes."""

from typing import Any

from segunda.report.paper_size import OURS, PaperSize
from segunda.report.typeset import pdf
from segunda.selfcheck.questions import HERE


def pdf_of(template: str, told: dict[str, Any], paper: PaperSize = OURS) -> bytes:
    """The PDF that a template of ours makes of these words."""
    return pdf(HERE / "templates" / template, told, paper)
