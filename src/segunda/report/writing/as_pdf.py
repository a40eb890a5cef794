"""A writing as a tagged PDF (PDF/UA-1) on the country's paper: same input, same bytes."""

from pathlib import Path
from typing import Any

from segunda.report.paper_size import OURS, PaperSize
from segunda.report.typeset import pdf
from segunda.report.writing.model import Block, Grid, Heading, Paragraph, Writing

TEMPLATE = Path(__file__).parents[1] / "templates" / "writing.typ"


def pdf_of(writing: Writing, paper: PaperSize = OURS) -> bytes:
    """The PDF of a writing."""
    return pdf(TEMPLATE, as_data(writing), paper)


def as_data(writing: Writing) -> dict[str, Any]:
    """The writing as plain words, for the template; paragraphs of a numbered kind carry theirs."""
    blocks: list[dict[str, Any]] = []
    for block in writing.blocks:
        data = _block(block)
        before = blocks[-1] if blocks else {}
        if data["kind"] in ("fact", "proof", "ask"):
            data["number"] = before["number"] + 1 if before.get("kind") == data["kind"] else 1
        blocks.append(data)
    return {"title": writing.title, "language": writing.language, "blocks": blocks}


def _block(block: Block) -> dict[str, Any]:
    match block:
        case Heading(words, level):
            return {"kind": "heading", "words": words, "level": level}
        case Paragraph():
            return {"kind": block.kind, "words": block.words}
        case Grid(caption, headings, rows, widths, numbers):
            return {
                "kind": "table", "caption": caption, "headings": headings, "widths": widths,
                "rows": [[cell.words for cell in row] for row in rows],
                "numbers": sorted(numbers),
            }  # fmt: skip
    return {"kind": "page"}
