"""What `segunda screen` prints when it has finished: the answer first, then the files."""

from collections.abc import Iterator

from segunda.law.text import Text
from segunda.report.findings import Findings
from segunda.report.view import View
from segunda.report.words import (
    FICTITIOUS,
    GROUPS,
    PROTECTED,
    SIGNS,
    cited,
    day_in_words,
    people,
)


def said(findings: Findings, view: View, lang: str) -> Iterator[str]:
    """The lines to print, without a sealed word when the files are for everyone."""
    if view.source.fictitious:
        yield FICTITIOUS.in_(lang)
    yield headline(findings, view).in_(lang)
    for path in findings.paths:
        told = " · ".join(
            f"{sign} {group.in_(lang)} {count:,}"
            for sign, group, count in zip(SIGNS, GROUPS, path.groups, strict=True)
        )
        yield f"{path.rule.title.in_(lang)} ({cited(path.rule.citation, lang)}): {told}"
    if findings.protected_words is not None:
        words = findings.protected_words
        count = words.in_(lang) if isinstance(words, Text) else f"{words:,}"
        yield f"{PROTECTED.in_(lang)}: {count}"
    for paper in findings.papers[:3]:
        yield Text(
            f"Pedir: {paper.paper.name.es} ({paper.paper.office.es}); decide sobre "
            f"{people(paper.people, 'es')}.",
            f"Ask for: {paper.paper.name.en} ({paper.paper.office.en}); it decides "
            f"{people(paper.people, 'en')}.",
        ).in_(lang)
    yield Text("Abra report.html.", "Open report.html.").in_(lang)


def headline(findings: Findings, view: View) -> Text:
    """The answer in one sentence."""
    total, met = findings.census.total, findings.met_somewhere
    return Text(
        f"{people(total, 'es')} el {day_in_words(view.as_of, 'es')}; "
        f"{people(met, 'es')} con papeles en regla para al menos un camino de salida.",
        f"{people(total, 'en')} on {day_in_words(view.as_of, 'en')}; "
        f"{people(met, 'en')} with papers in order for at least one way out.",
    )


def rejected(rows: int) -> Text:
    """What was refused, and how to see why."""
    return Text(
        f"{rows:,} {'fila no se aceptó' if rows == 1 else 'filas no se aceptaron'}: "
        "vea por qué con «segunda intake check».",
        f"{rows:,} {'row was' if rows == 1 else 'rows were'} not accepted: "
        "see why with “segunda intake check”.",
    )
