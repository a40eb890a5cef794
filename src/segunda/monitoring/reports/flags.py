"""What a member has to look at before a public copy is printed: what rests on fewer than ten."""

from collections.abc import Iterator
from dataclasses import dataclass

from segunda.law.text import Text
from segunda.monitoring.reports.census import Census
from segunda.monitoring.reports.document import (
    Block,
    Document,
    Figure,
    Line,
    Paragraph,
    Words,
)
from segunda.monitoring.reports.facts_in_words import (
    Told,
    facts_of,
    few_words,
    named,
    numbered,
    sentences,
)
from segunda.report.words import FEWEST

NAME, FEW_TOLD, COMBINED, COUNT = "name", "few", "combined", "count"
DECISIONS = {
    COUNT: ("general", "drop"), NAME: ("drop", "general"),
    FEW_TOLD: ("drop", "general", "keep"), COMBINED: ("drop", "general", "keep"),
}  # fmt: skip
"""What may be decided: a count is never printed exactly, a name is never kept."""


@dataclass(frozen=True)
class Flag:
    """One thing to decide. `mark`: the paragraph, source or number; `shown`: its words, empty
    in a language nobody wrote; `why`:
    each reason; `heading`: the section it stands in."""

    mark: str
    kind: str
    heading: Text
    shown: Text
    why: tuple[Text, ...]


def flags(
    document: Document, census: Census | None, names: frozenset[tuple[str, str]]
) -> list[Flag]:
    """Every flag of a document, in the order it is read; the same text once."""
    found = [*_texts(document, census, names), *_counts(document)]
    return list({one.mark: one for one in found}.values())


def flags_of_text(
    mark: str, heading: Text, text: Words, place: str, census: Census | None,
    names: frozenset[tuple[str, str]],
) -> Flag | None:  # fmt: skip
    """The flag of one text in either language; None where nothing points to few people."""
    shown = Text(text.es, text.en)
    versions = [one for one in dict.fromkeys((text.es, text.en)) if one]
    if any(named(one, names) or numbered(one) for one in versions):
        why = Text("Lleva el nombre o el número de documento de alguien.",
                   "It holds somebody's name or the number of a document.")  # fmt: skip
        return Flag(mark, NAME, heading, shown, (why,))
    reasons = [why for one in versions for sentence in sentences(one)
               for why in _why(sentence, place, census)]  # fmt: skip
    kinds = [kind for kind, _ in reasons]
    if not reasons:
        return None
    whys = tuple(dict.fromkeys(why for _, why in reasons))
    return Flag(mark, COMBINED if COMBINED in kinds else FEW_TOLD, heading, shown, whys)


def words_of(line: Line) -> Words:
    """The words of a line in both languages, without its numbers."""
    runs = [piece for piece in line if isinstance(piece, Words)]
    return Words(" ".join(run.es for run in runs if run.es).strip(),
                 " ".join(run.en for run in runs if run.en).strip())  # fmt: skip


def _texts(
    document: Document, census: Census | None, names: frozenset[tuple[str, str]]
) -> Iterator[Flag]:
    """Every text somebody wrote, and every source she gave."""
    for section in document.sections:
        for block in section.blocks:
            if isinstance(block, Paragraph) and block.free and not block.inside:
                free = [piece for piece in block.line if isinstance(piece, Words)
                        and not piece.strong and not piece.inside]  # fmt: skip
                flag = flags_of_text(block.mark, section.heading, words_of(tuple(free)),
                                     block.place, census, names)  # fmt: skip
                if flag:
                    yield flag
    for source in document.sources:
        if source.kind == "entry":
            text = Words(source.words.es, source.words.en)
            flag = flags_of_text(f"source {source.key}", _SOURCES, text, "", census, names)
            if flag:
                yield flag


_SOURCES = Text("Fuentes", "Sources")


def _counts(document: Document) -> Iterator[Flag]:
    for section in document.sections:
        for block in section.blocks:
            for label, figure in _labelled(block):
                value = figure.value
                if figure.people and value is not None and value < FEWEST:
                    why = Text(f"Cuenta {value} personas.", f"It counts {value} people.")
                    yield Flag(f"count {figure.key}", COUNT, section.heading, label, (why,))


def _labelled(block: Block) -> Iterator[tuple[Text, Figure]]:
    """The numbers of a block, each with what it is of."""
    if isinstance(block, Paragraph):
        told = words_of(block.line)
        yield from ((Text(told.es, told.en), piece) for piece in _numbers(block.line))
        return
    for row in block.rows:
        for at, cell in enumerate(row):
            first = words_of((cell if block.grid else row[0]).lines[0]) if cell.lines else None
            column = block.headings[at]
            for line in cell.lines:
                for piece in _numbers(line):
                    if first is not None and block.grid:
                        yield Text(first.es, first.en), piece
                    elif first is not None:
                        yield (Text(f"{first.es or first.en}: {column.es}",
                                    f"{first.en or first.es}: {column.en}"), piece)  # fmt: skip


def _numbers(line: Line) -> Iterator[Figure]:
    return (piece for piece in line if isinstance(piece, Figure))


def _why(sentence: str, place: str, census: Census | None) -> Iterator[tuple[str, Text]]:
    for words in few_words(sentence):
        yield FEW_TOLD, Text(f"Habla de menos de 10 personas: «{words}».",
                             f"It speaks of fewer than 10 people: “{words}”.")  # fmt: skip
    facts = facts_of(sentence, census, place)
    asked = [one for one in facts if one.test is not None]
    silent = [one for one in facts if one.test is None]
    if census is not None and any(one.narrow for one in asked):
        count = _count(census, asked)
        if count < FEWEST:
            yield COMBINED, _combined(asked, count)
            return
    if silent and any(one.narrow for one in facts if one not in silent):
        told = _and(facts)
        yield COMBINED, Text(f"Junta {told.es}: los paquetes no dicen de cuántas personas.",
                             f"It combines {told.en}: packages do not say of how many "
                             "people.")  # fmt: skip


def _count(census: Census, asked: list[Told]) -> int:
    """How many people all these facts are true of; the same words are asked once of a census."""
    key = tuple(one.words.es for one in asked)
    if key not in census.asked:
        census.asked[key] = census.count(*(one.test for one in asked if one.test))
    return census.asked[key]


def _combined(asked: list[Told], count: int) -> Text:
    told = _and(asked)
    return Text(f"Junta {told.es}: en el paquete son {count} personas.",
                f"It combines {told.en}: in the package they are {count} people.")  # fmt: skip


def _and(facts: list[Told]) -> Text:
    return Text(", ".join(one.words.es for one in facts), ", ".join(one.words.en for one in facts))
