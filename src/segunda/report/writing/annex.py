"""The computation annexed to a petition: one reading's days and dates, without labels or remarks.

The other readings, and what is uncertain in this one, stand in the cover note.
"""

from collections.abc import Iterator

from segunda.law.sentence.steps import Step
from segunda.law.sentence.words import choices_of
from segunda.report.computation import MARKS, NOT_APPLICABLE, Column, Told, step_words
from segunda.report.writing.brief import Brief
from segunda.report.writing.model import (
    BLANK,
    Block,
    Grid,
    Heading,
    NewPage,
    Paragraph,
    Part,
    law,
    record,
    said,
)
from segunda.report.writing.phrases import long_day, on

NOT_RECORDED = "no consta"
NOT_MARKED = ("half",)
"""No path of Panama asks for it."""


def without_paper(told: Told | None) -> bool:
    """Whether the computation rests on a penalty or a custody that no paper proves."""
    return told is not None and any(not paper for _, _, paper in told.made_from)


def chosen(brief: Brief) -> Column | None:
    """The reading to annex, if it has figures and papers prove what it was made from."""
    columns = brief.told.columns if brief.told else ()
    if not columns or without_paper(brief.told):
        return None
    column = columns[brief.column] if 0 <= brief.column < len(columns) else columns[0]
    return column if column.sheet.figures is not None else None


def annex(brief: Brief) -> Iterator[Block]:
    """A page of its own with the days, the dates, what they were counted from and each step."""
    column = chosen(brief)
    if column is None or brief.told is None:
        return
    yield NewPage()
    yield Heading("Anexo: cómputo de la pena")
    yield Paragraph(said("Persona: ", record(brief.name), ". Calculado con fecha ",
                         record(long_day(brief.day, "es")), ". Modo de contar: ",
                         law(choices_of(column.sheet.reading)[0].es), "."))  # fmt: skip
    yield Paragraph(said("Es un cómputo, no una decisión: decide el juzgado."))
    if brief.signed and brief.signed.stands:
        yield Paragraph(said(
            "Con los mismos datos, la hoja guardada con fecha ",
            record(long_day(brief.signed.as_of, "es")),
            " la hizo una persona y la firmó otra el ",
            record(long_day(brief.signed.on, "es")), ".",
        ))  # fmt: skip
    yield _dates(column)
    yield _sources(brief)
    yield _steps(column)


def _dates(column: Column) -> Grid:
    figures = column.sheet.figures
    rows = [
        (law(words.es), on(getattr(figures, name)))
        for name, words in MARKS.items() if name not in NOT_MARKED
    ]  # fmt: skip
    return Grid("Fechas", ("Parte de la pena", "Fecha"), tuple(rows), (1, 1))


def _sources(brief: Brief) -> Grid:
    assert brief.told is not None  # noqa: S101 (asked before)
    rows = [
        (law(what.es), record(says.es.replace(NOT_RECORDED, BLANK)),
         Part(NOT_APPLICABLE) if paper == NOT_APPLICABLE else record(paper))
        for what, says, paper in brief.told.made_from
    ]  # fmt: skip
    return Grid("De qué se hizo la cuenta", ("Qué", "Dice", "Papel"), tuple(rows), (2, 6, 3))


def _steps(column: Column) -> Grid:
    rows = [_step(step) for step in column.sheet.steps if not step.remark]
    headings = ("Artículo", "Paso", "Días", "Fecha")
    return Grid("Paso a paso", headings, tuple(rows), (3, 8, 2, 3), frozenset({2}))


def _step(step: Step) -> tuple[Part, ...]:
    article, _, words, days, day = step_words(step)
    return (law(article), record(words.es), record(days.es) if days.es else Part(""),
            record(day.es) if day.es else Part(""))  # fmt: skip
