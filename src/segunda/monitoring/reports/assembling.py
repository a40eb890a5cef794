"""Parts every report shares: sources that are named once, paragraphs of entries and findings."""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from segunda.law.text import Text
from segunda.monitoring.follow_up_words import AUTHORITIES, EVIDENCE, SEVERITIES
from segunda.monitoring.reports.census import Census
from segunda.monitoring.reports.document import (
    Figure,
    Line,
    Note,
    Paragraph,
    Source,
    Sum,
    Words,
)
from segunda.monitoring.reports.inputs import Advice, Entry, Found
from segunda.monitoring.reports.words import as_words, long_date

NONE_SET = Text("sin plazo", "no deadline set")


@dataclass
class Sources:
    """The sources of one report while it is assembled; each key once, in order of first use."""

    told: dict[str, Source] = field(default_factory=dict)
    sums: list[Sum] = field(default_factory=list)
    unprinted: list[Figure] = field(default_factory=list)

    def parts(self, total: str, whole: int, parts: Mapping[str, int]) -> None:
        """That these numbers are parts of another; what is left of it is printed nowhere.

        Where nothing is left, nothing is said of anybody, and nothing has to be hidden.
        """
        left = whole - sum(parts.values())
        rest = (f"{total} without {', '.join(parts)}",) if left else ()
        self.unprinted += [Figure(left, "", key, people=True) for key in rest]
        self.sums.append(Sum(total, (*parts, *rest)))

    def counted(self, census: Census, total: str, whole: int, parts: Mapping[str, int]) -> None:
        """The same of counts of a package, by their short names."""
        named = {census.key(name): value for name, value in parts.items()}
        self.parts(census.key(total), whole, named)

    def add(
        self, key: str, words: Text, kind: str = "", ids: Iterable[str] = (),
        package: int | None = None, inside: Text | None = None,
    ) -> str:  # fmt: skip
        """Note a source and give its key; under the same key what is behind it adds up."""
        before = self.told[key].ids if key in self.told else ()
        both = tuple(dict.fromkeys((*before, *ids)))
        self.told[key] = Source(key, words, kind, both, package, inside)
        return key

    def rows(self, key: str, census: Census, words: Text, inside: Text | None = None) -> str:
        """A source in the rows of a package; `words`: which rows, as a query in words."""
        number = census.mark.sequence
        told = Text(
            f"Paquete {number} del Estado, filas de la población: {words.es}.",
            f"Package {number} of the State, rows of the population: {words.en}.",
        )
        return self.add(key, told, "package", (str(census.mark.pk),), census.mark.pk, inside)

    def entry(self, one: Entry) -> str:
        """A source in what the mechanism noted."""
        day = long_date(one.said_on)
        told = Text(f"{one.source} Anotado a {day.es}.", f"{one.source} As of {day.en}.")
        return self.add(f"entry {one.said_on} {one.source}", told, "entry", (one.id,))


def mark_of(*parts: str) -> str:
    """The name of a paragraph: of what it is and of its very words, so a change makes another."""
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:16]


def prose(one: Entry, sources: Sources) -> list[Paragraph]:
    """The paragraphs of an entry, the last with its note; a bullet begins an item of a list."""
    key = sources.entry(one)
    es, en = one.text.es.splitlines(), one.text.en.splitlines()
    if es and en and len(es) != len(en):  # a translation in other paragraphs stays one block
        es, en = [" ".join(es)], [" ".join(en)]
    lines = max(len(es), len(en))
    found = []
    for at in range(lines):
        words = Words(es[at] if es else "", en[at] if en else "")
        item = (words.es or words.en).startswith("• ")
        bare = Words(words.es.removeprefix("• "), words.en.removeprefix("• "))
        line: Line = (bare, Note(key)) if at == lines - 1 else (bare,)
        mark = mark_of("entry", one.about, words.es, words.en)
        found.append(Paragraph(line, mark, item=item, free=True))
    return found


def finding_lines(one: Found, sources: Sources) -> list[Paragraph]:
    """A finding: its text, and for the exact copy where its evidence lies."""
    key = sources.add(
        f"finding {one.id}",
        Text(f"Hallazgo {one.id[:8]}, {one.place}, {long_date(one.found_on).es}.",
             f"Finding {one.id[:8]}, {one.place}, {long_date(one.found_on).en}."),
        "finding", (one.id,),
    )  # fmt: skip
    severity, day = SEVERITIES[one.severity], long_date(one.found_on)
    text = " ".join(one.text.split())
    lead = Words(f"{one.place}, {day.es} ({severity.es}). ",
                 f"{one.place}, {day.en} ({severity.en}). ", strong=True)  # fmt: skip
    mark = mark_of("finding", one.id, one.text)
    kind = EVIDENCE[one.evidence]
    norm = (f" Norma: {one.norm}.", f" Norm: {one.norm}.") if one.norm else ("", "")
    evidence = Words(f" Evidencia: {kind.es}, {one.reference}.",
                     f" Evidence: {kind.en}, {one.reference}.", inside=True)  # fmt: skip
    line: Line = (lead, Words(text, ""), Words(*norm), evidence, Note(key))
    return [Paragraph(line, mark, item=True, free=True, place=one.place)]


def advice_lines(one: Advice, sources: Sources) -> list[Paragraph]:
    """A recommendation: number, text, and to whom."""
    to = [AUTHORITIES[side.authority] for side in one.sides]
    told = Text("Recomendaciones hechas en este programa.", "Recommendations made in this program.")
    if one.source:
        told = Text(f"{one.source}.", f"{one.source}.")
    key = sources.add(f"recommendation {one.source}", told, "recommendation", (one.id,))
    lead = Words(f"{one.number}. ", f"{one.number}. ", strong=True)
    line: Line = (lead, one.text, Note(key))
    mark = mark_of("recommendation", one.id, one.text.es, one.text.en)
    basis = f" {one.basis}" if one.basis else ""
    due = long_date(one.deadline) if one.deadline else NONE_SET
    names = Text("; ".join(t.es for t in to), "; ".join(t.en for t in to))
    about = Words(f"Dirigida a: {names.es}. Plazo: {due.es}.{basis}",
                  f"Addressed to: {names.en}. Deadline: {due.en}.{basis}")  # fmt: skip
    draft = not one.sent
    return [
        Paragraph(line, mark, free=True, inside=draft),
        Paragraph((about,), mark_of("to", one.id, about.es), inside=draft),
    ]


def count(sources: Sources, key: str, words: Text, kind: str, ids: Sequence[str]) -> Figure:
    """How many things of the mechanism's own there are (findings, recommendations, replies)."""
    return Figure(len(ids), sources.add(key, words, kind, ids))


def as_line(text: Text, *more: Figure | Note | Words) -> Line:
    """Words, and what follows them."""
    return (as_words(text), *more)
