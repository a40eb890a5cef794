"""A report as DOCX, to be edited: real headings, lists and tables, language set, notes linked.

Same input, same bytes: no time of day is inside.
"""

import io
import zipfile
from datetime import UTC, datetime
from typing import Any

import docx
from docx.document import Document as Docx
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor
from docx.table import _Cell
from docx.text.paragraph import Paragraph
from docx.text.run import Run as DocxRun

from segunda.monitoring.reports.laying import (
    Laid,
    LaidNote,
    LaidParagraph,
    LaidSection,
    LaidTable,
    Run,
    Runs,
)

FONT = "Calibri"  # whoever edits it has it; Atkinson Hyperlegible travels inside the PDF
CODES = {"es": "es-PA", "en": "en-GB"}
BLUE, INK = RGBColor(0x0B, 0x4F, 0x8A), RGBColor(0x1A, 0x1A, 0x1A)
SHADE = "E8EDF3"
_DAY_OF_ZIP = (2000, 1, 1, 0, 0, 0)


def docx_of(laid: Laid) -> bytes:
    """The DOCX of a document that was laid out."""
    made = docx.Document()
    _look(made, laid)
    made.add_heading(laid.title, 0)
    for name, told in laid.lead:
        _strong(made.add_paragraph(f"{name}: "), told)
    for words in laid.notices:
        _strong(made.add_paragraph(), words)
    _contents(made, laid)
    for at, section in enumerate(laid.sections):
        _section(made, section, f"s{at}")
    _annex(made, laid)
    target = io.BytesIO()
    made.save(target)
    return _same_bytes(target.getvalue())


def _look(made: Docx, laid: Laid) -> None:
    page = made.sections[0]
    page.page_width, page.page_height = Cm(21), Cm(29.7)
    page.left_margin = page.right_margin = Cm(2.2)
    page.top_margin = page.bottom_margin = Cm(2.2)
    for name, size in (("Normal", 11), ("Title", 22), ("Heading 1", 16), ("Heading 2", 13),
                       ("Caption", 11)):  # fmt: skip
        style: Any = made.styles[name]
        style.font.name, style.font.size = FONT, Pt(size)
        style.font.color.rgb = INK
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
            fonts.attrib.pop(qn(f"w:{theme}"), None)
        fonts.set(qn("w:ascii"), FONT)
        fonts.set(qn("w:hAnsi"), FONT)
    _language(made.styles.element, CODES[laid.language])
    _page_numbers(made)
    about = made.core_properties
    about.title, about.language = laid.title, CODES[laid.language]
    about.author = about.last_modified_by = about.comments = ""
    about.created = about.modified = datetime.fromisoformat(laid.day).replace(tzinfo=UTC)


def _language(styles: Any, code: str) -> None:
    """The language of the whole document, where its styles begin."""
    for lang in styles.iter(qn("w:lang")):
        lang.set(qn("w:val"), code)


def _page_numbers(made: Docx) -> None:
    line = made.sections[0].footer.paragraphs[0]
    line.alignment = WD_ALIGN_PARAGRAPH.CENTER
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), "PAGE")
    field.append(OxmlElement("w:r"))
    line._p.append(field)
    DocxRun(field[0], line).text = "1"  # until a program counts


def _contents(made: Docx, laid: Laid) -> None:
    """The headings as links to where they stand: right also before a program counts pages."""
    made.add_heading(laid.contents, 1)
    for at, section in enumerate(laid.sections):
        line = made.add_paragraph()
        line.paragraph_format.left_indent = Cm(0.6 * (section.level - 1))
        line.paragraph_format.space_after = Pt(1)
        _link(line, f"{section.number}. {section.heading}", f"s{at}")
    _link(made.add_paragraph(), laid.annex, "annex")


def _section(made: Docx, section: LaidSection, name: str) -> None:
    heading = made.add_heading(f"{section.number}. {section.heading}", section.level)
    _bookmark(heading, name)
    for block in section.blocks:
        if isinstance(block, LaidTable):
            _table(made, block)
        else:
            _paragraph(made, block)


def _paragraph(made: Docx, block: LaidParagraph) -> None:
    _fill(made.add_paragraph(style="List Bullet" if block.item else None), block.runs)


def _table(made: Docx, block: LaidTable) -> None:
    caption = made.add_paragraph(block.caption, style="Caption")
    caption.paragraph_format.keep_with_next = True
    table = made.add_table(rows=1, cols=len(block.headings), style="Table Grid")
    _described(table._tbl, block.caption)
    for cell, words in zip(table.rows[0].cells, block.headings, strict=True):
        _strong(cell.paragraphs[0], words)
        _shade(cell)
    _repeated(table.rows[0]._tr)
    for row in block.rows:
        cells = table.add_row().cells
        for at, (cell, lines) in enumerate(zip(cells, row, strict=True)):
            _cell(cell, lines, right=at in block.numbers)
    made.add_paragraph()


def _cell(cell: _Cell, lines: tuple[Runs, ...], *, right: bool) -> None:
    for at, runs in enumerate(lines):
        line = cell.paragraphs[0] if at == 0 else cell.add_paragraph()
        line.paragraph_format.space_after = Pt(0)
        if right:
            line.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        _fill(line, runs)


def _fill(line: Paragraph, runs: Runs) -> None:
    for run in runs:
        if run.note:
            _link(line, str(run.note), f"n{run.note}", mark=True)
        else:
            _run(line, run)


def _run(line: Paragraph, run: Run) -> None:
    made = line.add_run(run.words)
    made.bold = run.strong or None
    if run.lang:
        lang = OxmlElement("w:lang")
        lang.set(qn("w:val"), CODES[run.lang])
        made._r.get_or_add_rPr().append(lang)


def _annex(made: Docx, laid: Laid) -> None:
    _bookmark(made.add_heading(laid.annex, 1), "annex")
    for words in laid.packages:
        made.add_paragraph(words)
    for note in laid.notes:
        _note(made, note)


def _note(made: Docx, note: LaidNote) -> None:
    line = made.add_paragraph()
    line.paragraph_format.space_after = Pt(2)
    line.add_run(f"{note.number}. ").bold = True
    line.add_run(note.words)
    _bookmark(line, f"n{note.number}")


def _strong(line: Paragraph, words: str) -> None:
    line.add_run(words).bold = True


def _link(line: Paragraph, words: str, to: str, *, mark: bool = False) -> None:
    """A link to a place in the document; `mark`: small and raised, as of a note."""
    link = OxmlElement("w:hyperlink")
    link.set(qn("w:anchor"), to)
    link.set(qn("w:history"), "1")
    run = OxmlElement("w:r")
    link.append(run)
    line._p.append(link)
    made = DocxRun(run, line)
    made.text = words
    made.font.color.rgb = BLUE
    made.font.superscript = mark or None


def _bookmark(line: Paragraph, name: str) -> None:
    number = str(int(name[1:]) * 2 + (name[0] == "n") + 1 if name[1:].isdecimal() else 0)
    for kind in ("w:bookmarkStart", "w:bookmarkEnd"):
        mark = OxmlElement(kind)
        mark.set(qn("w:id"), number)
        if kind == "w:bookmarkStart":
            mark.set(qn("w:name"), name)
            line._p.insert(1 if line._p.pPr is not None else 0, mark)
        else:
            line._p.append(mark)


def _described(table: Any, words: str) -> None:
    """What a screen reader says of the table before its cells."""
    for kind in ("w:tblCaption", "w:tblDescription"):
        told = OxmlElement(kind)
        told.set(qn("w:val"), words)
        table.tblPr.append(told)


def _shade(cell: _Cell) -> None:
    shade = OxmlElement("w:shd")
    shade.set(qn("w:val"), "clear")
    shade.set(qn("w:color"), "auto")
    shade.set(qn("w:fill"), SHADE)
    cell._tc.get_or_add_tcPr().append(shade)


def _repeated(row: Any) -> None:
    """The heading stands again on every page, and says that it is one."""
    mark = OxmlElement("w:tblHeader")
    row.get_or_add_trPr().append(mark)


def _same_bytes(content: bytes) -> bytes:
    """The archive anew, each part with the same day."""
    target = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as source,
        zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive,
    ):
        for name in source.namelist():
            entry = zipfile.ZipInfo(name, _DAY_OF_ZIP)
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, source.read(name))
    return target.getvalue()
