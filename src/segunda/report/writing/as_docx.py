"""A writing as DOCX that is pleasant to edit: real styles, real numbers, the language set.

Same input, same bytes: no time of day is inside.
"""

import io
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

import docx
from docx.document import Document as Docx
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_BREAK
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Mm, Pt, RGBColor
from docx.table import _Cell
from docx.text.paragraph import Paragraph as Line

from segunda.report.docx_parts import (
    described,
    language_of_all,
    page_numbers,
    plain_font,
    repeated,
    same_bytes,
    shaded,
    whole,
)
from segunda.report.paper_size import OURS
from segunda.report.writing.model import Block, Grid, Heading, NewPage, Paragraph, Part, Writing

FONT = "Calibri"  # whoever edits it has it, or a face of the same widths
CODES = {"es": "es-PA", "en": "en-GB"}
MARGIN = 25.0  # mm, on every side
TEXT_WIDTH = OURS.width - 2 * MARGIN
INK = RGBColor(0x1A, 0x1A, 0x1A)
STYLES = {
    "lead": "Encabezado del escrito", "fact": "Hecho", "article": "Artículo", "proof": "Prueba",
    "ask": "Petición", "note": "Aclaración", "sign": "Firma", "notice": "Aviso",
}  # fmt: skip
NUMBERED = ("fact", "proof", "ask")
TO_FILL = "Por completar"


def docx_of(writing: Writing) -> bytes:
    """The DOCX of a writing."""
    made = docx.Document()
    _look(made, writing)
    numbers = _styles(made)
    made.add_heading(writing.title, 0)
    for at, block in enumerate(writing.blocks):
        _block(made, block, writing.blocks[at - 1] if at else None, numbers)
    target = io.BytesIO()
    made.save(target)
    return same_bytes(target.getvalue())


def _look(made: Docx, writing: Writing) -> None:
    page = made.sections[0]
    page.page_width, page.page_height = Mm(OURS.width), Mm(OURS.height)
    page.left_margin = page.right_margin = page.top_margin = page.bottom_margin = Mm(MARGIN)
    sizes = (("Normal", 11), ("Title", 18), ("Heading 1", 13), ("Heading 2", 11.5),
             ("Caption", 11))  # fmt: skip
    for name, size in sizes:
        plain_font(made.styles[name], FONT, size, INK)
    _spaced(made.styles["Normal"], after=6)
    _spaced(made.styles["Heading 1"], before=14, after=4)
    _no_line_below(made.styles["Title"])
    language_of_all(made.styles.element, CODES[writing.language])
    page_numbers(made)
    about = made.core_properties
    about.title, about.language = writing.title, CODES[writing.language]
    about.author = about.last_modified_by = about.comments = ""
    about.created = about.modified = datetime(
        writing.day.year, writing.day.month, writing.day.day, tzinfo=UTC
    )


def _spaced(style: Any, *, before: float = 0, after: float = 0) -> None:
    style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(before), Pt(after)


def _no_line_below(title: Any) -> None:
    for border in list(title.element.iter(qn("w:pBdr"))):
        border.getparent().remove(border)


def _styles(made: Docx) -> "_Numbers":
    """The styles of a writing, each to be changed in one place by who edits it."""
    for kind, name in STYLES.items():
        style: Any = made.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        style.base_style, style.quick_style = made.styles["Normal"], True
        if kind == "sign":
            _spaced(style, before=10, after=2)
            style.paragraph_format.keep_with_next = True
        elif kind == "notice":
            style.font.bold = True
        elif kind == "note":
            style.font.size = Pt(9.5)
        elif kind == "article":
            style.paragraph_format.left_indent = Cm(0.8)
    character: Any = made.styles.add_style(TO_FILL, WD_STYLE_TYPE.CHARACTER)
    character.quick_style = True
    return _Numbers(made)


class _Numbers:
    """Numbering of its own for each run of facts, proofs or petitions: a new run begins at 1."""

    def __init__(self, made: Docx) -> None:
        self.root: Any = made.part.numbering_part.element
        self.kinds = {kind: self._abstract(100 + at) for at, kind in enumerate(NUMBERED)}

    def _abstract(self, number: int) -> int:
        abstract = _element("w:abstractNum", {"w:abstractNumId": str(number)})
        abstract.append(_element("w:multiLevelType", {"w:val": "singleLevel"}))
        level = _element("w:lvl", {"w:ilvl": "0"})
        for name, value in (("w:start", "1"), ("w:numFmt", "decimal"), ("w:lvlText", "%1."),
                            ("w:lvlJc", "left")):  # fmt: skip
            level.append(_element(name, {"w:val": value}))
        place = _element("w:pPr", {})
        place.append(_element("w:ind", {"w:left": "567", "w:hanging": "567"}))
        level.append(place)
        abstract.append(level)
        # What defines a numbering stands before what uses one.
        self.root.insert(0, abstract)
        return number

    def new(self, kind: str) -> int:
        """A numbering that begins at 1."""
        return int(self.root.add_num(self.kinds[kind]).numId)

    def last(self) -> int:
        """The numbering begun last."""
        return int(self.root.num_lst[-1].numId)


def _element(name: str, attributes: dict[str, str]) -> Any:
    made = OxmlElement(name)
    for key, value in attributes.items():
        made.set(qn(key), value)
    return made


def _block(made: Docx, block: Block, before: Block | None, numbers: _Numbers) -> None:
    match block:
        case Heading(words, level):
            made.add_heading(words, level)
        case NewPage():
            made.add_paragraph().add_run().add_break(WD_BREAK.PAGE)
        case Grid():
            _grid(made, block)
        case Paragraph():
            _paragraph(made, block, before, numbers)


def _paragraph(made: Docx, block: Paragraph, before: Block | None, numbers: _Numbers) -> None:
    line = made.add_paragraph(style=STYLES.get(block.kind))
    if block.kind in NUMBERED:
        same = isinstance(before, Paragraph) and before.kind == block.kind
        _number(line, numbers.last() if same else numbers.new(block.kind))
    _fill(made, line, block.parts)


def _number(line: Line, number: int) -> None:
    numbered: Any = line._p.get_or_add_pPr().get_or_add_numPr()
    numbered.get_or_add_ilvl().val = 0
    numbered.get_or_add_numId().val = number


def _fill(made: Docx, line: Line, parts: Sequence[Part]) -> None:
    for part in parts:
        run = line.add_run(part.words)
        if part.source == "blank":
            run.style = made.styles[TO_FILL]


def _grid(made: Docx, block: Grid) -> None:
    caption = made.add_paragraph(block.caption, style="Caption")
    caption.paragraph_format.keep_with_next = True
    table = made.add_table(rows=1, cols=len(block.headings), style="Table Grid")
    described(table._tbl, block.caption)
    for cell, words in zip(table.rows[0].cells, block.headings, strict=True):
        _close(cell.paragraphs[0])
        cell.paragraphs[0].add_run(words).bold = True
        shaded(cell)
    repeated(table.rows[0]._tr)
    table.autofit = False
    for column, width in zip(table.columns, block.widths, strict=True):
        column.width = Mm(TEXT_WIDTH * width / sum(block.widths))
    for row in block.rows:
        line = table.add_row()
        whole(line._tr)
        cells = line.cells
        for at, (cell, part) in enumerate(zip(cells, row, strict=True)):
            _cell(made, cell, part, right=at in block.numbers)
    made.add_paragraph()


def _close(line: Line) -> None:
    """A line of a cell, a little off its borders."""
    line.paragraph_format.space_before = line.paragraph_format.space_after = Pt(2)


def _cell(made: Docx, cell: _Cell, part: Part, *, right: bool) -> None:
    line = cell.paragraphs[0]
    _close(line)
    if right:
        line.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    _fill(made, line, (part,))
