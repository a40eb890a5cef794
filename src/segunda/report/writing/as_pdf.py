"""A writing as a tagged PDF (PDF/UA-1) on A4: same input, same bytes."""

import json
from pathlib import Path
from typing import Any

import typst

from segunda.report.writing.model import Block, Grid, Heading, Paragraph, Writing

HERE = Path(__file__).parents[1]
TEMPLATE = HERE / "templates" / "writing.typ"
FONTS = HERE / "fonts"


def pdf_of(writing: Writing) -> bytes:
    """The PDF of a writing."""
    return bytes(_compiled(writing, format="pdf", pdf_standards="ua-1"))


def pictures_of(writing: Writing) -> list[bytes]:
    """The same pages as PNG, to be looked at."""
    made = _compiled(writing, format="png", ppi=96.0)
    return made if isinstance(made, list) else [made]


def _compiled(writing: Writing, **how: Any) -> Any:
    told = json.dumps(as_data(writing), ensure_ascii=False)
    return typst.compile(
        TEMPLATE, font_paths=[FONTS], ignore_system_fonts=True, sys_inputs={"writing": told}, **how
    )


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
