"""A report as a tagged PDF (PDF/UA-1) on the country's paper: same input, same bytes."""

from pathlib import Path

from segunda.monitoring.reports.laying import Laid
from segunda.report.paper_size import OURS, PaperSize
from segunda.report.typeset import pdf

TEMPLATE = Path(__file__).parent / "report.typ"


def pdf_of(laid: Laid, paper: PaperSize = OURS) -> bytes:
    """The PDF of a document that was laid out."""
    return pdf(TEMPLATE, laid, paper)
