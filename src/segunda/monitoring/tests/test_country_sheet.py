"""Every cell of the sheet of June 2024 comes out equal in the exact copy."""

import io
import json
from datetime import date
from importlib.resources import files

import docx
from docx.shared import Pt
from docx.text.run import Run
from pypdf import PdfReader

from segunda.monitoring.reports.as_docx import docx_of
from segunda.monitoring.reports.as_pdf import pdf_of
from segunda.monitoring.reports.country import country_sheet
from segunda.monitoring.reports.document import Document, Words
from segunda.monitoring.reports.inputs import Entry, Inputs
from segunda.monitoring.reports.laying import lay
from segunda.monitoring.tests.reports import DAY, SEED_STATUS, SEED_TABLE, june_2024


def shipped() -> list[Entry]:
    """What comes with the program, as the queries give it."""
    file = files("segunda.monitoring") / "shipped" / "country_sheet.json"
    sheet = json.loads(file.read_text(encoding="utf-8"))
    return [
        Entry(
            str(at), one["about"], one["theme"], Words("", one["heading_en"]),
            Words(one["text_es"], one["text_en"]),
            date.fromisoformat(one["day"]) if one["day"] else None, one["number"],
            sheet["source"], DAY,
        )
        for at, one in enumerate(sheet["entries"])
    ]  # fmt: skip


def sheet() -> Document:
    """The country sheet of June 2024."""
    return country_sheet(Inputs(DAY, None, shipped(), census=june_2024()))


def without_marks(runs: list[Run]) -> str:
    return "".join(run.text for run in runs)


def test_every_cell_of_the_table_is_the_one_that_was_printed() -> None:
    word = docx.Document(io.BytesIO(docx_of(lay(sheet(), "en", public=False))))
    status, table = word.tables[:2]
    told = [tuple(without_marks(cell.paragraphs[0].runs) for cell in row.cells)
            for row in status.rows[1:]]  # fmt: skip
    assert told == list(SEED_STATUS)
    cells = [[without_marks(line.runs) for line in cell.paragraphs]
             for row in table.rows[1:] for cell in row.cells]  # fmt: skip
    found = {cell[0]: cell[1] for cell in cells if len(cell) == 2}
    assert found == dict(SEED_TABLE)


def test_the_pdf_says_the_same_numbers() -> None:
    pdf = PdfReader(io.BytesIO(pdf_of(lay(sheet(), "en", public=False))))
    text = " ".join("".join(page.extract_text() for page in pdf.pages).split())
    for label, value in SEED_TABLE[:6]:
        assert value in text, label
    assert "1. UNCAT" not in text


def test_it_is_printed_on_the_letter_paper_of_panama() -> None:
    laid = lay(sheet(), "en", public=False)
    pages = PdfReader(io.BytesIO(pdf_of(laid))).pages
    assert {tuple(page.mediabox) for page in pages} == {(0, 0, 612, 792)}
    word = docx.Document(io.BytesIO(docx_of(laid)))
    assert [(p.page_width, p.page_height) for p in word.sections] == [(Pt(612), Pt(792))]


def test_a_line_in_bold_never_stands_alone_at_the_foot_of_a_page() -> None:
    word = docx.Document(io.BytesIO(docx_of(lay(sheet(), "en", public=False))))
    (line,) = [p for p in word.paragraphs if p.text == "Transfer as a disciplinary sanction"]
    assert line.paragraph_format.keep_with_next
    pages = PdfReader(io.BytesIO(pdf_of(lay(sheet(), "en", public=False)))).pages
    (said,) = [p.extract_text() for p in pages if line.text in p.extract_text()]
    assert "Another aggravating factor" in said


def test_in_spanish_what_nobody_translated_is_shown_in_english_and_marked() -> None:
    laid = lay(sheet(), "es", public=False)
    runs = [run for section in laid.sections for block in section.blocks
            if hasattr(block, "runs") for run in block.runs]  # fmt: skip
    assert {run.lang for run in runs if run.words.startswith("In Panama, there is")} == {"en"}
    word = docx_of(laid)
    xml = docx.Document(io.BytesIO(word)).element.xml
    assert 'w:lang w:val="en-GB"' in xml


def test_where_nobody_noted_a_fact_the_cell_says_so_and_never_zero() -> None:
    laid = lay(country_sheet(Inputs(DAY, None)), "es", public=False)
    words = json.dumps([block.rows for section in laid.sections for block in section.blocks
                        if hasattr(block, "rows")], default=vars, ensure_ascii=False)  # fmt: skip
    assert "no se ha anotado" in words
    assert "no se sabe" in words
    assert '"0"' not in words
