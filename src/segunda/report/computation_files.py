"""A computation sheet as a tagged PDF, as CSV and as JSON: same input, same bytes."""

import csv
import io
import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from segunda.law.sentence import Sheet
from segunda.law.sentence.codes import Said
from segunda.law.text import Text
from segunda.report.computation import LEAD, TITLE, Column, Told, step_words, steps_of
from segunda.report.paper_size import OURS, PaperSize
from segunda.report.typeset import pdf
from segunda.report.words import FICTITIOUS, day_in_words

TEMPLATE = Path(__file__).parent / "templates" / "computation.typ"
_CSV = ("reading", "article", "label", "step_es", "step_en", "days", "date")


@dataclass(frozen=True)
class Heading:
    """What stands above and below a sheet: whose, where, of which day, by which law, signed how."""

    name: str
    place: str
    day: date
    law: str
    notes: tuple[Text, ...] = field(default=())
    fictitious: bool = False


def pdf_of(told: Told, heading: Heading, language: str, paper: PaperSize = OURS) -> bytes:
    """The PDF in one language ("es", "en")."""
    return pdf(TEMPLATE, as_data(told, heading, language), paper)


_WORDS: Mapping[str, Text] = {
    "mark": Text("Marca", "Mark"),
    "look": Text("Mire también", "Look also at"),
    "beside": Text("Dicho al lado", "Said beside"),
    "made_from": Text("De qué se hizo la cuenta", "What the count was made from"),
    "what": Text("Qué", "What"),
    "says": Text("Dice", "Says"),
    "paper": Text("Papel", "Paper"),
    "article": Text("Artículo", "Article"),
    "label": Text("Certeza", "Certainty"),
    "step": Text("Paso", "Step"),
    "days": Text("Días", "Days"),
    "date": Text("Fecha", "Date"),
    "steps": Text("Paso a paso", "Step by step"),
    "reading": Text("Lectura", "Reading"),
    "only": Text("Solo los pasos que cambian", "Only the steps that differ"),
    "none": Text("sin papel anotado", "no paper recorded"),
    "law": Text("Huella de la ley con que se calculó (SHA-256)",
                "Hash of the law it was computed by (SHA-256)"),
}  # fmt: skip


def as_data(told: Told, heading: Heading, language: str) -> dict[str, Any]:
    """The sheet in one language as plain words, for the template."""

    def say(text: Text) -> str:
        return text.in_(language)

    day = day_in_words(heading.day, language)
    lead = Text(f"{heading.place}. Calculada con fecha {day}.",
                f"{heading.place}. Computed as of {day}.")  # fmt: skip
    return {
        "language": language,
        "title": say(TITLE), "name": heading.name, "lead": say(lead), "answer": say(told.answer),
        "fictitious": say(FICTITIOUS) if heading.fictitious else "",
        "what": say(LEAD), "words": {name: say(words) for name, words in _WORDS.items()},
        "notes": [say(note) for note in heading.notes], "law": heading.law,
        "columns": [_column(column, told.columns[0], language) for column in told.columns],
        "marks": [[say(words), *map(say, days)] for words, days in (*told.marks, *told.amounts)]
        if told.columns else [],
        "look": [_said(one, language) for one in told.look],
        "beside": [_said(one, language) for one in told.beside],
        "made_from": [[say(what), say(says), paper] for what, says, paper in told.made_from],
    }  # fmt: skip


def _said(one: Said, language: str) -> list[str]:
    return [one.text.in_(language), one.code.name]


def _column(column: Column, first: Column, language: str) -> dict[str, Any]:
    return {
        "letter": column.letter, "words": column.words.in_(language),
        "steps": [_step(step_words(step), language) for step in steps_of(column, first)],
    }  # fmt: skip


def _step(words: Sequence[str | Text], language: str) -> list[str]:
    return [one if isinstance(one, str) else one.in_(language) for one in words]


def csv_of(told: Told) -> bytes:
    """Every step of every reading that differs, one a line; UTF-8 with a mark for spreadsheets."""
    written = io.StringIO()
    lines = csv.writer(written, lineterminator="\r\n")
    lines.writerow(_CSV)
    for column in told.columns:
        for step in column.sheet.steps:
            item = step.as_item()
            lines.writerow([column.letter, step.article, step.label, step.text.es, step.text.en,
                            item["days"], item["date"]])  # fmt: skip
        for said in column.sheet.codes:
            if said in told.look:
                lines.writerow([column.letter, said.code.article, said.code.name, said.text.es,
                                said.text.en, None, None])  # fmt: skip
    return written.getvalue().encode("utf-8-sig")


def json_of(
    case: Mapping[str, Any] | None, sheets: Sequence[Sheet], as_of: date, law: str,
    *, hidden: Collection[str],
) -> bytes:  # fmt: skip
    """The case in the form the command reads, and its sheets, without the codes not shown."""
    items = []
    for sheet in sheets:
        item = sheet.as_item()
        item["codes"] = [code for code in item["codes"] if code["code"] not in hidden]
        items.append(item)
    whole = {"as_of": as_of.isoformat(), "law": law, "case": case, "sheets": items}
    return (json.dumps(whole, ensure_ascii=False, indent=2, sort_keys=True) + "\n").encode()
