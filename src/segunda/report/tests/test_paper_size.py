"""Panama prints on letter paper: 215.9 × 279.4 mm, 612 × 792 points, never A4 cut or shrunk."""

import io
import re
from pathlib import Path

import docx
import pypdf
import pytest
from docx.shared import Pt

from segunda.report.computation_files import Heading
from segunda.report.computation_files import pdf_of as computation_pdf
from segunda.report.her_sheet_pdf import pdf_of as her_pdf
from segunda.report.paper_size import A4, LETTER, OURS, PaperSize, paper_size_of
from segunda.report.tests.test_computation_sheet import DAY, LONG, of
from segunda.report.tests.test_her_sheet import USUAL
from segunda.report.writing.as_docx import docx_of
from segunda.report.writing.as_pdf import pdf_of as writing_pdf
from segunda.report.writing.petition import petition_of
from segunda.report.writing.tests.briefs import whole

SOURCE = Path(__file__).parents[2]


def sizes(pdf: bytes) -> set[tuple[float, float]]:
    """Width and height of its pages, in points (72 to an inch)."""
    pages = pypdf.PdfReader(io.BytesIO(pdf)).pages
    return {(round(float(p.mediabox.width)), round(float(p.mediabox.height))) for p in pages}


def test_panama_prints_on_letter_and_who_is_not_named_on_a4() -> None:
    assert (OURS, paper_size_of("PA"), paper_size_of("MX")) == (LETTER, LETTER, LETTER)
    assert (paper_size_of("EC"), paper_size_of("ES")) == (A4, A4)
    assert (LETTER.width, LETTER.height) == (215.9, 279.4)


@pytest.mark.parametrize(("paper", "points"), [(LETTER, (612, 792)), (A4, (595, 842))])
def test_each_pdf_is_on_the_paper_asked_for(paper: PaperSize, points: tuple[float, float]) -> None:
    heading = Heading("Ana Prueba", "Centro", DAY, "0" * 64, fictitious=True)
    assert sizes(her_pdf(USUAL, "es", paper=paper)) == {points}
    assert sizes(her_pdf(USUAL, "es", large=True, paper=paper)) == {points}
    assert sizes(computation_pdf(of(LONG), heading, "es", paper)) == {points}
    assert sizes(writing_pdf(petition_of(whole("PA-CP-103")), paper)) == {points}


def test_if_nobody_says_which_it_is_letter() -> None:
    heading = Heading("Ana Prueba", "Centro", DAY, "0" * 64)
    assert sizes(her_pdf(USUAL, "es")) == {(612, 792)}
    assert sizes(computation_pdf(of({**LONG, "work_days": 0}), heading, "es")) == {(612, 792)}
    assert sizes(writing_pdf(petition_of(whole("PA-CPP-238")))) == {(612, 792)}


def test_a_docx_is_letter_and_its_tables_end_at_the_margin() -> None:
    made = docx.Document(io.BytesIO(docx_of(petition_of(whole("PA-CP-103", column=0)))))
    pages = [(page.page_width, page.page_height) for page in made.sections]
    assert pages == [(Pt(612), Pt(792))]
    for table in made.tables:
        wide = sum(column.width.mm for column in table.columns if column.width)
        assert wide == pytest.approx(165.9, abs=0.2)  # 215.9 less 25 on each side


def test_a_printed_page_leaves_the_size_to_the_printer() -> None:
    styles = [*SOURCE.rglob("*.css"), *SOURCE.rglob("*.html")]
    written = "\n".join(style.read_text(encoding="utf-8") for style in styles)
    rules = re.findall(r"@page[^{]*\{[^}]*\}", written)
    assert len(rules) >= 2
    assert not [rule for rule in rules if re.search(r"\bsize\s*:", rule)]


def test_no_template_names_a_paper_of_its_own() -> None:
    templates = list(SOURCE.rglob("*.typ"))
    assert len(templates) == 7
    for template in templates:
        assert "set page(paper: sys.inputs.paper," in template.read_text(encoding="utf-8")
