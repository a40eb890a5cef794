"""What every DOCX of ours shares: plain fonts, the language, page numbers, tables that are told.

Same input, same bytes: `same_bytes` takes the time of day out of the archive.
"""

import io
import zipfile
from typing import Any

from docx.document import Document as Docx
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Pt, RGBColor
from docx.table import _Cell

SHADE = "E8EDF3"
_DAY_OF_ZIP = (2000, 1, 1, 0, 0, 0)


def plain_font(style: Any, name: str, size: float, ink: RGBColor) -> None:
    """A style in one font and colour; what a theme says of it no longer counts."""
    style.font.name, style.font.size = name, Pt(size)
    style.font.color.rgb = ink
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{theme}"), None)
    fonts.set(qn("w:ascii"), name)
    fonts.set(qn("w:hAnsi"), name)


def language_of_all(styles: Any, code: str) -> None:
    """The language of the whole document, where its styles begin."""
    for lang in styles.iter(qn("w:lang")):
        lang.set(qn("w:val"), code)


def page_numbers(made: Docx) -> None:
    """The number of the page at its foot."""
    line = made.sections[0].footer.paragraphs[0]
    line.alignment = WD_ALIGN_PARAGRAPH.CENTER
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), "PAGE")
    line._p.append(field)


def described(table: Any, words: str) -> None:
    """What a screen reader says of the table before its cells."""
    for kind in ("w:tblCaption", "w:tblDescription"):
        told = OxmlElement(kind)
        told.set(qn("w:val"), words)
        table.tblPr.append(told)


def shaded(cell: _Cell) -> None:
    """The cell of a heading."""
    shade = OxmlElement("w:shd")
    shade.set(qn("w:val"), "clear")
    shade.set(qn("w:color"), "auto")
    shade.set(qn("w:fill"), SHADE)
    cell._tc.get_or_add_tcPr().append(shade)


def repeated(row: Any) -> None:
    """The heading stands again on every page, and says that it is one."""
    mark = OxmlElement("w:tblHeader")
    row.get_or_add_trPr().append(mark)


def whole(row: Any) -> None:
    """The row does not break over two pages."""
    row.get_or_add_trPr().append(OxmlElement("w:cantSplit"))


def same_bytes(content: bytes) -> bytes:
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
