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
from docx.shared import Mm, Pt, RGBColor

from segunda.monitoring.reports.laying import (
    Laid,
    LaidNote,
    LaidSection,
    LaidTable,
    Run,
    Runs,
)
from segunda.report.paper_size import OURS

FONT = "Calibri"  # whoever edits it has it; Atkinson Hyperlegible travels inside the PDF
CODES = {"es": "es-PA", "en": "en-GB"}
INK, BLUE, SHADE = RGBColor(0x1A, 0x1A, 0x1A), "0B4F8A", "E8EDF3"
MARGIN = 22.0  # mm, on every side
WIDTH = int((OURS.width - 2 * MARGIN) / 25.4 * 1440)  # of a table, in twentieths of a point
_DAY_OF_ZIP = (2000, 1, 1, 0, 0, 0)


def docx_of(laid: Laid) -> bytes:
    """The DOCX of a document that was laid out."""
    made = docx.Document()
    _look(made, laid)
    body = _Body(made)
    body.paragraph("Title").append(_run(Run(laid.title)))
    for name, told in laid.lead:
        _fill(body.paragraph(), (Run(f"{name}: "), Run(told, strong=True)))
    for words in laid.notices:
        _fill(body.paragraph(), (Run(words, strong=True),))
    _contents(body, laid)
    for at, section in enumerate(laid.sections):
        _section(body, section, f"s{at}")
    _annex(body, laid)
    target = io.BytesIO()
    made.save(target)
    return _same_bytes(target.getvalue())


class _Body:
    """The end of a document: what is written goes before its last line, its page's shape.

    Elements are made here and not by python-docx, which looks every style up again for each
    paragraph: a year's report took ten times as long.
    """

    def __init__(self, made: Docx) -> None:
        self.end = made.element.body[-1]
        self.styles = {style.name: style.style_id for style in made.styles}
        self.marks = 0

    def add(self, element: Any) -> Any:
        self.end.addprevious(element)
        return element

    def paragraph(self, style: str = "", *, left: int = 0, after: int | None = None) -> Any:
        """A new paragraph; `left` and `after` in twentieths of a point."""
        return self.add(_paragraph(self.styles.get(style, ""), left=left, after=after))

    def bookmark(self, line: Any, name: str) -> None:
        """A place in the document that a link leads to."""
        self.marks += 1
        start = _with(OxmlElement("w:bookmarkStart"), id=str(self.marks), name=name)
        line.insert(1 if line.pPr is not None else 0, start)
        line.append(_with(OxmlElement("w:bookmarkEnd"), id=str(self.marks)))


def _look(made: Docx, laid: Laid) -> None:
    page = made.sections[0]
    page.page_width, page.page_height = Mm(OURS.width), Mm(OURS.height)
    page.left_margin = page.right_margin = page.top_margin = page.bottom_margin = Mm(MARGIN)
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
    field = _with(OxmlElement("w:fldSimple"), instr="PAGE")
    field.append(_run(Run("1")))  # until a program counts
    line._p.append(field)


def _contents(body: _Body, laid: Laid) -> None:
    """The headings as links to where they stand: right also before a program counts pages."""
    _fill(body.paragraph("Heading 1"), (Run(laid.contents),))
    for at, section in enumerate(laid.sections):
        line = body.paragraph(left=340 * (section.level - 1), after=20)
        line.append(_link(f"{section.number}. {section.heading}", f"s{at}"))
    body.paragraph().append(_link(laid.annex, "annex"))


def _section(body: _Body, section: LaidSection, name: str) -> None:
    heading = body.paragraph(f"Heading {section.level}")
    heading.append(_run(Run(f"{section.number}. {section.heading}")))
    body.bookmark(heading, name)
    for block in section.blocks:
        if isinstance(block, LaidTable):
            _table(body, block)
        else:
            line = body.paragraph("List Bullet" if block.item else "")
            if block.over:
                line.get_or_add_pPr().append(OxmlElement("w:keepNext"))
            _fill(line, block.runs)


def _table(body: _Body, block: LaidTable) -> None:
    caption = body.paragraph("Caption")
    caption.get_or_add_pPr().append(OxmlElement("w:keepNext"))
    caption.append(_run(Run(block.caption)))
    table = body.add(OxmlElement("w:tbl"))
    table.append(_shape(block, body.styles["Table Grid"]))
    grid = OxmlElement("w:tblGrid")
    for _ in block.headings:
        grid.append(_with(OxmlElement("w:gridCol"), w=str(WIDTH // len(block.headings))))
    table.append(grid)
    table.append(_heading_row(block))
    for row in block.rows:
        line = OxmlElement("w:tr")
        for at, lines in enumerate(row):
            line.append(_cell(lines, right=at in block.numbers))
        table.append(line)
    body.paragraph()


def _shape(block: LaidTable, style: str) -> Any:
    """The table's style and width, and what a screen reader says before its cells."""
    shape = OxmlElement("w:tblPr")
    shape.append(_with(OxmlElement("w:tblStyle"), val=style))
    shape.append(_with(OxmlElement("w:tblW"), w="5000", type="pct"))
    shape.append(_with(OxmlElement("w:tblLook"), val="0420", firstRow="1", noVBand="1"))
    for kind in ("w:tblCaption", "w:tblDescription"):
        shape.append(_with(OxmlElement(kind), val=block.caption))
    return shape


def _heading_row(block: LaidTable) -> Any:
    """The row that stands again on every page, and says that it is one."""
    row, about = OxmlElement("w:tr"), OxmlElement("w:trPr")
    about.append(OxmlElement("w:tblHeader"))
    row.append(about)
    for at, words in enumerate(block.headings):
        cell = _cell(((Run(words, strong=True),),), right=at in block.numbers)
        cell.insert(0, OxmlElement("w:tcPr"))
        cell[0].append(_with(OxmlElement("w:shd"), val="clear", color="auto", fill=SHADE))
        row.append(cell)
    return row


def _cell(lines: tuple[Runs, ...], *, right: bool) -> Any:
    cell = OxmlElement("w:tc")
    for runs in lines or ((),):
        line = _paragraph("", after=0, right=right)
        _fill(line, runs)
        cell.append(line)
    return cell


def _annex(body: _Body, laid: Laid) -> None:
    heading = body.paragraph("Heading 1")
    heading.append(_run(Run(laid.annex)))
    body.bookmark(heading, "annex")
    for words in laid.packages:
        _fill(body.paragraph(), (Run(words),))
    for note in laid.notes:
        _note(body, note)


def _note(body: _Body, note: LaidNote) -> None:
    line = body.paragraph(after=40)
    _fill(line, (Run(f"{note.number}. ", strong=True), Run(note.words)))
    body.bookmark(line, f"n{note.number}")


def _paragraph(style: str, *, left: int = 0, after: int | None = None, right: bool = False) -> Any:
    line, about = OxmlElement("w:p"), OxmlElement("w:pPr")
    if style:
        about.append(_with(OxmlElement("w:pStyle"), val=style))
    if after is not None:
        about.append(_with(OxmlElement("w:spacing"), after=str(after)))
    if left:
        about.append(_with(OxmlElement("w:ind"), left=str(left)))
    if right:
        about.append(_with(OxmlElement("w:jc"), val="right"))
    line.append(about)
    return line


def _fill(line: Any, runs: Runs) -> None:
    for run in runs:
        line.append(_link(str(run.note), f"n{run.note}", mark=True) if run.note else _run(run))


def _run(run: Run, *, link: bool = False, mark: bool = False) -> Any:
    """Words with their look and, where it is another, their language."""
    made, look, text = OxmlElement("w:r"), OxmlElement("w:rPr"), OxmlElement("w:t")
    if run.strong:
        look.append(OxmlElement("w:b"))
    if link:
        look.append(_with(OxmlElement("w:color"), val=BLUE))
    if mark:
        look.append(_with(OxmlElement("w:vertAlign"), val="superscript"))
    if run.lang:
        look.append(_with(OxmlElement("w:lang"), val=CODES[run.lang]))
    if len(look):
        made.append(look)
    text.text = run.words
    text.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    made.append(text)
    return made


def _link(words: str, to: str, *, mark: bool = False) -> Any:
    """A link to a place in the document; `mark`: small and raised, as of a note."""
    link = _with(OxmlElement("w:hyperlink"), anchor=to, history="1")
    link.append(_run(Run(words), link=True, mark=mark))
    return link


def _with(element: Any, **values: str) -> Any:
    """The element with these attributes."""
    for name, value in values.items():
        element.set(qn(f"w:{name}"), value)
    return element


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
