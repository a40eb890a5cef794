"""What a DOCX and a PDF say when they are opened again."""

import io
from collections.abc import Iterator
from typing import Any

import docx
import pypdf
from docx.table import Table


def lines_of_docx(content: bytes) -> list[str]:
    """Its paragraphs and its cells, in the order of the document."""
    return [line for line in _lines(docx.Document(io.BytesIO(content))) if line]


def _lines(made: Any) -> Iterator[str]:
    for block in made.iter_inner_content():
        if isinstance(block, Table):
            yield from (cell.text for row in block.rows for cell in row.cells)
        else:
            yield block.text


def words_of_pdf(content: bytes) -> str:
    """Its words with one space between them, wherever its lines break."""
    pages = pypdf.PdfReader(io.BytesIO(content)).pages
    return " ".join(" ".join(page.extract_text().split()) for page in pages)
