"""A report as plain values: each number is said once, and says where it comes from.

Every renderer (DOCX, PDF, page) reads this one form; a public copy is another Document of the
same form (reports/protect.py). Both languages stand side by side until a page is laid out.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from segunda.law.text import Text

SHOWN, FEW, HIDDEN = "shown", "few", "hidden"


@dataclass(frozen=True)
class Words:
    """A run of text. A language nobody wrote is empty: the other one is shown, and marked so.

    `inside`: only the exact copy says it.
    """

    es: str
    en: str
    strong: bool = False
    inside: bool = False


@dataclass(frozen=True)
class Figure:
    """A number. `source`: key of its Source, empty for a zero that counts nothing; `whole`: what it
    is a part of, for its share.

    `people`: it counts people, so a public copy protects it; `key`: its name in the sums of the
    document; `value` None: nobody knows it. `shown`: exact, as "fewer than 10", or not at all.
    """

    value: int | None
    source: str
    key: str = ""
    people: bool = False
    whole: int | None = None
    shown: str = SHOWN
    whole_key: str = ""


@dataclass(frozen=True)
class Note:
    """A mark that leads to the source of what was said before it."""

    source: str


Piece = Words | Figure | Note
Line = tuple[Piece, ...]


@dataclass(frozen=True)
class Paragraph:
    """A sentence or an item of a list.

    `mark`: its name, which stays while its text does not change; `free`: somebody wrote it, so it
    is read for what may point to few people; `place`: the place it is about; `inside`: it stays
    in the exact copy (references to evidence, drafts).
    """

    line: Line
    mark: str = ""
    item: bool = False
    free: bool = False
    place: str = ""
    inside: bool = False


@dataclass(frozen=True)
class Cell:
    """A cell: its lines below one another."""

    lines: tuple[Line, ...] = ()


@dataclass(frozen=True)
class Table:
    """A table. `numbers`: the columns set to the right; the first column names its row, unless
    `grid`, where each cell says itself what it holds."""

    caption: Text
    headings: tuple[Text, ...]
    rows: tuple[tuple[Cell, ...], ...]
    numbers: tuple[int, ...] = ()
    grid: bool = False


Block = Paragraph | Table


@dataclass(frozen=True)
class Section:
    """A heading of level 1 or 2 with what stands below it."""

    level: int
    heading: Text
    blocks: tuple[Block, ...]


@dataclass(frozen=True)
class PackageMark:
    """A package of the State: its row here, the sender's number, its digest, its day."""

    pk: int
    sequence: int
    digest: str
    day: date


@dataclass(frozen=True)
class Source:
    """Where a number or a text comes from: in words, and the rows or the package behind it.

    `kind` and `ids`: of the things behind it (finding, recommendation, entry, commitment, visit).
    `inside`: what only the exact copy adds (small counts of what is not known).
    """

    key: str
    words: Text
    kind: str = ""
    ids: tuple[str, ...] = ()
    package: int | None = None
    inside: Text | None = None


@dataclass(frozen=True)
class Sum:
    """That the figures `parts` together are the figure `total`: subtraction would find one."""

    total: str
    parts: tuple[str, ...]


@dataclass(frozen=True)
class Document:
    """A whole report. `day`: as of when; `facts`: what stands below its title.

    `classes`: the classes of facts a reader has to meet, beside the ordinary one. `unprinted`:
    counts that stand nowhere but that a sum may tell.
    """

    title: Text
    day: date
    facts: tuple[tuple[Text, Text], ...]
    sections: tuple[Section, ...]
    sources: tuple[Source, ...]
    packages: tuple[PackageMark, ...] = ()
    sums: tuple[Sum, ...] = ()
    classes: tuple[str, ...] = ()
    fictitious: bool = False
    unprinted: tuple[Figure, ...] = ()


def lines_of(block: Block) -> Iterator[Line]:
    """Every line of a paragraph or a table."""
    if isinstance(block, Paragraph):
        yield block.line
        return
    for row in block.rows:
        for cell in row:
            yield from cell.lines


def figures(document: Document) -> Iterator[Figure]:
    """Every number of the document, in the order it is read."""
    for section in document.sections:
        for block in section.blocks:
            for line in lines_of(block):
                yield from (piece for piece in line if isinstance(piece, Figure))


def words(es: str, en: str) -> Line:
    """A line of words in both languages."""
    return (Words(es, en),)


def said(text: Text, *, strong: bool = False) -> Words:
    """A Text as a run."""
    return Words(text.es, text.en, strong)
