"""A document in one language, laid out as plain runs: the one form every renderer reads.

Notes are numbered in the order they are met; each number, wherever it is printed, is written here.
"""

from dataclasses import dataclass, field
from fractions import Fraction

from segunda.law.text import Text
from segunda.monitoring.reports.document import (
    FEW,
    HIDDEN,
    Block,
    Cell,
    Document,
    Figure,
    Line,
    Note,
    Paragraph,
    Piece,
    Source,
    Table,
    Words,
)
from segunda.monitoring.reports.words import long_date
from segunda.report.words import FEW as FEW_WORDS
from segunda.report.words import FICTITIOUS

EXACT = Text("Copia exacta: solo para el mecanismo. No se publica.",
             "Exact copy: for the mechanism only. Not for publication.")  # fmt: skip
PUBLIC = Text(
    "Copia pública. Los conteos de personas menores de 10 dicen «menos de 10», y otros se callan "
    "para que no se encuentren restando.",
    "Public copy. Counts of people under 10 read “fewer than 10”, and others are left out so that "
    "those cannot be found by subtraction.",
)
LEFT_OUT = Text("no se publica", "not published")
NOT_KNOWN = Text("no se sabe", "not known")
ANNEX = Text("De dónde sale cada número", "Where each number comes from")
CONTENTS = Text("Contenido", "Contents")
BY_ID = ("finding", "visit")
"""What a printed note names by the first letters of its id."""
NAMED = 12
"""So many ids stand in a printed note; the rest are counted, and stand on the report's page."""


@dataclass(frozen=True)
class Run:
    """Words of one look. `lang`: where they are not in the document's own language; `note`: the
    number of a note, 0 for none."""

    words: str
    lang: str = ""
    strong: bool = False
    note: int = 0


Runs = tuple[Run, ...]


@dataclass(frozen=True)
class LaidParagraph:
    """A paragraph or an item of a list; `mark`: its name in the document; `over`: all in bold, it
    stands over what follows and never alone at the foot of a page."""

    runs: Runs
    item: bool
    mark: str = ""
    over: bool = False
    kind: str = "paragraph"


@dataclass(frozen=True)
class LaidTable:
    """A table; each cell is its lines below one another."""

    caption: str
    headings: tuple[str, ...]
    rows: tuple[tuple[tuple[Runs, ...], ...], ...]
    numbers: tuple[int, ...]
    grid: bool
    kind: str = "table"


@dataclass(frozen=True)
class LaidSection:
    """A heading with its number and what stands below it."""

    level: int
    number: str
    heading: str
    blocks: tuple[LaidParagraph | LaidTable, ...]


@dataclass(frozen=True)
class LaidNote:
    """A note: its number, what it says, and the source it tells of."""

    number: int
    words: str
    source: str


@dataclass(frozen=True)
class Laid:
    """A whole document in one language."""

    language: str
    title: str
    lead: tuple[tuple[str, str], ...]
    notices: tuple[str, ...]
    sections: tuple[LaidSection, ...]
    annex: str
    contents: str
    packages: tuple[str, ...]
    notes: tuple[LaidNote, ...]
    day: str


@dataclass
class _Layer:
    """What is kept while a document is laid out."""

    document: Document
    language: str
    public: bool
    sources: dict[str, Source] = field(default_factory=dict)
    numbers: dict[str, int] = field(default_factory=dict)

    def note(self, key: str) -> int:
        """The number of a source, given when it is first met."""
        return self.numbers.setdefault(key, len(self.numbers) + 1)


def lay(document: Document, language: str, *, public: bool) -> Laid:
    """The document in one language ("es", "en"), with its notes."""
    layer = _Layer(document, language, public, {one.key: one for one in document.sources})
    sections = tuple(_sections(layer))
    kind = (PUBLIC if public else EXACT).in_(language)
    notices = (FICTITIOUS.in_(language), kind) if document.fictitious else (kind,)
    return Laid(
        language, document.title.in_(language),
        tuple((name.in_(language), told.in_(language)) for name, told in document.facts),
        notices, sections, ANNEX.in_(language), CONTENTS.in_(language),
        tuple(_package(layer)), tuple(_notes(layer)), document.day.isoformat(),
    )  # fmt: skip


def _sections(layer: _Layer) -> list[LaidSection]:
    found, counts = [], [0, 0]
    for one in layer.document.sections:
        counts = [counts[0] + 1, 0] if one.level == 1 else [counts[0], counts[1] + 1]
        number = ".".join(str(n) for n in counts[: one.level])
        blocks = tuple(_block(block, layer) for block in one.blocks if not _kept_in(block, layer))
        found.append(LaidSection(one.level, number, one.heading.in_(layer.language), blocks))
    return found


def _kept_in(block: Block, layer: _Layer) -> bool:
    """Whether it stays in the exact copy."""
    return layer.public and isinstance(block, Paragraph) and block.inside


def _block(block: Block, layer: _Layer) -> LaidParagraph | LaidTable:
    if isinstance(block, Paragraph):
        runs = _runs(block.line, layer)
        over = not block.item and all(run.strong for run in runs)
        return LaidParagraph(runs, block.item, block.mark, over)
    return _table(block, layer)


def _table(table: Table, layer: _Layer) -> LaidTable:
    rows = tuple(tuple(_cell(cell, layer) for cell in row) for row in table.rows)
    headings = tuple(one.in_(layer.language) for one in table.headings)
    return LaidTable(table.caption.in_(layer.language), headings, rows, table.numbers, table.grid)


def _cell(cell: Cell, layer: _Layer) -> tuple[Runs, ...]:
    return tuple(_runs(line, layer) for line in cell.lines)


def _runs(line: Line, layer: _Layer) -> Runs:
    return tuple(run for piece in line for run in _piece(piece, layer))


def _piece(piece: Piece, layer: _Layer) -> Runs:
    if isinstance(piece, Note):
        return (Run("", note=layer.note(piece.source)),)
    if isinstance(piece, Figure):
        told = Run(figure_words(piece, layer.language), strong=True)
        return (told, Run("", note=layer.note(piece.source))) if piece.source else (told,)
    empty = not (piece.es or piece.en) or (piece.inside and layer.public)
    return () if empty else (_words(piece, layer.language),)


def _words(piece: Words, language: str) -> Run:
    other = "en" if language == "es" else "es"
    own, theirs = getattr(piece, language), getattr(piece, other)
    return Run(own, "", piece.strong) if own else Run(theirs, other, piece.strong)


def figure_words(figure: Figure, language: str) -> str:
    """The number as it is printed: `1,183 (4.9%)`, `menos de 10`, `no se sabe`."""
    if figure.shown == FEW:
        return FEW_WORDS.in_(language)
    if figure.shown == HIDDEN:
        return LEFT_OUT.in_(language)
    if figure.value is None:
        return NOT_KNOWN.in_(language)
    told = f"{figure.value:,}"
    return f"{told} ({_share(figure.value, figure.whole, language)})" if figure.whole else told


def _share(part: int, whole: int, language: str) -> str:
    """With one decimal, rounded half up: `4.9%`; in Spanish a space stands before the sign."""
    tenths = (Fraction(part, whole) * 1000 + Fraction(1, 2)).__floor__()
    return f"{tenths // 10}.{tenths % 10}{' %' if language == 'es' else '%'}"


def _package(layer: _Layer) -> list[str]:
    told = []
    for one in layer.document.packages:
        words = Text(
            "Paquete {n} del Estado, al {day}. SHA-256 de su manifiesto: {digest}",
            "Package {n} of the State, as of {day}. SHA-256 of its manifest: {digest}",
        )
        day = long_date(one.day).in_(layer.language)
        told.append(words.in_(layer.language).format(n=one.sequence, day=day, digest=one.digest))
    return told


def _notes(layer: _Layer) -> list[LaidNote]:
    return [
        LaidNote(number, _told(layer.sources[key], layer), key)
        for key, number in layer.numbers.items()
    ]


def _told(source: Source, layer: _Layer) -> str:
    """What a note says; what is behind it by its ids, in the exact copy only."""
    words = source.words.in_(layer.language)
    if source.inside is not None and not layer.public:
        words = f"{words} {source.inside.in_(layer.language)}"
    if layer.public or source.kind not in BY_ID or len(source.ids) < 2:
        return words
    ids = ", ".join(one[:8] for one in source.ids[:NAMED])
    more = len(source.ids) - NAMED
    rest = Text(f" y {more} más, en la página del informe",
                f" and {more} more, on the report's page").in_(layer.language)  # fmt: skip
    return f"{words} {ids}{rest if more > 0 else ''}."
