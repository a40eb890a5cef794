"""The public copy of a document: what was decided is done, small counts cannot be found."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from segunda.law.text import Text
from segunda.monitoring.reports.document import (
    FEW,
    HIDDEN,
    SHOWN,
    Block,
    Document,
    Figure,
    Line,
    Paragraph,
    Piece,
    Section,
    Source,
    Sum,
    Table,
    Words,
    figures,
)
from segunda.monitoring.reports.subtraction import states

DROP, GENERAL, KEEP = "drop", "general", "keep"
NOTHING = Text("Nada que se publique.", "Nothing that is published.")
FINDINGS = "findings"
OF_THE_MECHANISM = Text(
    "Visitas y hallazgos del mecanismo.", "Visits and findings of the mechanism."
)
INSIDE = ("finding", "visit", "form")
"""What a public copy names by no number of its own."""
ENTRY = Text("Anotación del mecanismo.", "Entry of the mechanism.")


EMPTY = Words("", "")


@dataclass(frozen=True)
class Decided:
    """What a member decided of one flag; `text`: what stands in its place."""

    what: str
    text: Words = EMPTY


@dataclass(frozen=True)
class Shown:
    """How each count is shown, and which sources are findings: those are not told apart."""

    states: Mapping[str, str]
    findings: frozenset[str]


@dataclass(frozen=True)
class Ledger:
    """What one copy said of counts of people: which there are, how they add up, which it printed.

    `states`: how each printed one was shown; what stands in `values` only was printed nowhere.
    """

    values: Mapping[str, int]
    sums: tuple[Sum, ...]
    states: Mapping[str, str]


def public_document(
    document: Document, decided: Mapping[str, Decided], before: Sequence[Ledger] = ()
) -> tuple[Document, Ledger]:
    """What may be published, and what it tells. Every flag is decided before: none is here.

    `before`: what earlier copies told of the same counts; TellsTooMuchError where together with
    them a small count could be found.
    """
    ledger = _ledger(document, decided, before)
    found = frozenset(one.key for one in document.sources if one.kind in INSIDE)
    shown = Shown(ledger.states, found)
    sections = tuple(_sections(document, decided, shown))
    sources = tuple(_source(one, decided) for one in document.sources if one.key not in found)
    sources = (*sources, Source(FINDINGS, OF_THE_MECHANISM))
    return replace(document, sections=sections, sources=sources, unprinted=()), ledger


def _ledger(document: Document, decided: Mapping[str, Decided], before: Sequence[Ledger]) -> Ledger:
    """How each count of people is shown; one that was dropped is a hole in its sums."""
    printed = _counts(figures(document))
    own = {**_counts(document.unprinted), **printed}
    sums = tuple(one for one in document.sums if {one.total, *one.parts} <= set(own))
    values = {key: n for one in before for key, n in one.values.items()} | own
    earlier = [one.states for one in before]
    told = states(
        values, list(dict.fromkeys([*sums, *(x for one in before for x in one.sums)])),
        set(values) - set(printed) - {key for one in earlier for key in one},
        _settled(earlier, printed), {key for one in earlier for key in one if one[key] == HIDDEN},
    )  # fmt: skip
    dropped = {key for key in printed
               if (choice := decided.get(f"count {key}")) and choice.what == DROP}  # fmt: skip
    shown = {key: HIDDEN if key in dropped else told[key] for key in printed}
    return Ledger(own, sums, shown)


def _counts(found: Iterable[Figure]) -> dict[str, int]:
    return {one.key: one.value for one in found if one.people and one.value is not None}


def _settled(earlier: Sequence[Mapping[str, str]], printed: Mapping[str, int]) -> dict[str, str]:
    """How numbers were shown that cannot be taken back: exactly, or outside this document."""
    known: dict[str, str] = {}
    for one in earlier:
        for key, state in one.items():
            if state == SHOWN or (key not in printed and known.get(key) != SHOWN):
                known[key] = state
    return known


def _sections(document: Document, decided: Mapping[str, Decided], told: Shown) -> Iterator[Section]:
    """Sections as they are published; a theme with nothing in it is gone."""
    for section in document.sections:
        blocks = tuple(_blocks(section.blocks, decided, told))
        if blocks or section.level == 1:
            yield replace(section, blocks=blocks or _empty(section))


def _empty(section: Section) -> tuple[Block, ...]:
    """A heading that had something says that nothing of it is published."""
    return (Paragraph((Words(NOTHING.es, NOTHING.en),)),) if section.blocks else ()


def _blocks(
    blocks: tuple[Block, ...], decided: Mapping[str, Decided], told: Shown
) -> Iterator[Block]:
    for block in blocks:
        if isinstance(block, Table):
            yield _table(block, told)
        elif not block.inside:
            yield from _paragraph(block, decided, told)


def _paragraph(
    block: Paragraph, decided: Mapping[str, Decided], told: Shown
) -> Iterator[Paragraph]:
    choice = decided.get(block.mark) if block.mark else None
    if choice is None or choice.what == KEEP:
        yield replace(block, line=_line(block.line, told))
    elif choice.what == GENERAL:  # all of it goes, also the place, the day and the note
        yield Paragraph((choice.text,), block.mark, item=block.item)


def _table(table: Table, told: Shown) -> Table:
    rows = tuple(
        tuple(replace(cell, lines=tuple(_line(line, told) for line in cell.lines)) for cell in row)
        for row in table.rows
    )
    return replace(table, rows=rows)


def _line(line: Line, told: Shown) -> Line:
    return tuple(_piece(one, told) for one in line if not (isinstance(one, Words) and one.inside))


def _piece(one: Piece, told: Shown) -> Piece:
    if isinstance(one, Words):
        return one
    source = FINDINGS if one.source in told.findings else one.source
    known = replace(one, source=source)
    return _figure(known, told.states) if isinstance(known, Figure) else known


def _figure(one: Figure, told: Mapping[str, str]) -> Figure:
    """As it is shown; what is not shown is not in it, and no share tells of what is hidden."""
    shown = told.get(one.key, SHOWN) if one.people else SHOWN
    if shown in (FEW, HIDDEN):
        return replace(one, value=None, whole=None, shown=shown)
    whole = one.whole if told.get(one.whole_key, SHOWN) == SHOWN else None
    return replace(one, whole=whole)


def _source(one: Source, decided: Mapping[str, Decided]) -> Source:
    """A source without ids and remarks of the exact copy."""
    choice = decided.get(f"source {one.key}")
    words = one.words
    if choice is not None and choice.what != KEEP:
        words = Text(choice.text.es or choice.text.en, choice.text.en or choice.text.es)
        words = ENTRY if choice.what == DROP else words
    return Source(one.key, words, package=one.package)
