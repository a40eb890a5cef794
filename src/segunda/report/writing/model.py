"""What a writing is made of: paragraphs of parts, tables, and where each word comes from."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

BLANK = "________"
"""Stands where a paper is missing or nothing is known; a person fills it in by hand."""

From = Literal["template", "record", "law", "blank"]
Kind = Literal["text", "lead", "fact", "article", "proof", "ask", "note", "sign", "notice"]


@dataclass(frozen=True)
class Part:
    """Some words and where they come from."""

    words: str
    source: From = "template"


@dataclass(frozen=True)
class Heading:
    """The heading of what follows; `level` 1 or 2."""

    words: str
    level: int = 1


@dataclass(frozen=True)
class Paragraph:
    """A paragraph; facts, proofs and what is asked are numbered, each row of them anew."""

    parts: tuple[Part, ...]
    kind: Kind = "text"

    @property
    def words(self) -> str:
        """The paragraph as it reads."""
        return "".join(part.words for part in self.parts)


@dataclass(frozen=True)
class Grid:
    """A table: what it is, its headings, its rows; `widths`: how wide each column is beside the
    others; `numbers`: columns that hold numbers."""

    caption: str
    headings: tuple[str, ...]
    rows: tuple[tuple[Part, ...], ...]
    widths: tuple[int, ...]
    numbers: frozenset[int] = frozenset()


@dataclass(frozen=True)
class NewPage:
    """What follows begins on a page of its own."""


Block = Heading | Paragraph | Grid | NewPage


@dataclass(frozen=True)
class Writing:
    """A whole writing in one language; `title` names nobody: it stands in lists of files."""

    title: str
    language: str
    day: date
    blocks: tuple[Block, ...]

    def parts(self) -> Iterator[Part]:
        """Every part, in order; headings and captions are the template's."""
        for block in self.blocks:
            match block:
                case Heading(words):
                    yield Part(words)
                case Paragraph(parts):
                    yield from parts
                case Grid(caption, headings, rows):
                    yield from (Part(caption), *map(Part, headings))
                    yield from (cell for row in rows for cell in row)


def said(*words: str | Part) -> tuple[Part, ...]:
    """Parts in a row; plain words are the template's."""
    return tuple(Part(one) if isinstance(one, str) else one for one in words if one != "")


def record(words: object) -> Part:
    """Words of the record, on one line; a blank where it has none."""
    written = " ".join(str(words or "").split())
    return Part(written, "record") if written else Part(BLANK, "blank")


def law(words: str) -> Part:
    """Words of the law material: of the dictionary, of a rule, of an article that was read."""
    return Part(words, "law")


def blank() -> Part:
    """A place for what is not known."""
    return Part(BLANK, "blank")
