"""Computations kept, as lines: how they stand, and a day a person set beside the computed ones."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from segunda.law.text import Text
from segunda.registry.models.computations import MARKS
from segunda.registry.queries import PersonFile
from segunda.registry.views.lines import Line, Row
from segunda.registry.words import COMPUTATION_STATE
from segunda.report.computation import MARKS as MARK_WORDS
from segunda.web.addresses import address
from segunda.web.context import Link
from segunda.web.dates import date_words, moment_words
from segunda.web.language import current
from segunda.web.lists import Cell, Heading

HEADINGS = [
    Heading(Text("Calculada con fecha", "Computed as of")),
    Heading(Text("Final de la pena", "End of the sentence")),
    Heading(Text("Cómo está", "How it stands")),
    Heading(Text("Guardada", "Kept")),
]
STATES = {"proposed": "due", "signed": "met", "returned": "not_met", "withdrawn": "neutral"}


def kept_rows(rows: Sequence[Row]) -> list[list[Any]]:
    """Every computation kept of her, the newest first."""
    return [
        [
            Cell(date_words(row["as_of"], current()),
                 address("computation_kept", row["entity"])),
            mark_cell(row, "end"),
            Cell(COMPUTATION_STATE[row["state"]], state=STATES[row["state"]],
                 small=_REPLACED if row.get("superseded_at") else row["answer"]),
            moment_words(row["recorded_at"], current()),
        ]
        for row in sorted(rows, key=lambda row: row["id"], reverse=True)
    ]  # fmt: skip


_REPLACED = Text("otra firmada después la reemplaza", "another signed later replaces it")


def mark_cell(row: Row, mark: str) -> Any:
    """A day as it stands: the one a person set first, and always the computed ones beside it."""
    computed = computed_words(row["computed"], mark)
    set_day = row["set_dates"].get(mark)
    if not set_day:
        return computed
    day = date.fromisoformat(set_day)
    told = Text(f"{date_words(day, 'es')}, fijado por una persona",
                f"{date_words(day, 'en')}, set by a person")  # fmt: skip
    return Cell(told, small=Text(f"calculado: {computed.es}", f"computed: {computed.en}"))


def computed_words(computed: Mapping[str, Sequence[str]], mark: str) -> Text:
    """The days computed, one for each reading that differs; without any, who has to compute it."""
    days = [date.fromisoformat(day) for day in computed.get(mark, ())]
    if not days:
        return Text("sin fecha calculada", "no computed date")
    return Text(*(" / ".join(date_words(day, language) for day in days)
                  for language in ("es", "en")))  # fmt: skip


def set_lines(row: Row) -> list[Line]:
    """The days a person set against the computation, why and by which paper; [] without any."""
    if not row["set_dates"]:
        return []
    marks = [Line(MARK_WORDS[mark], mark_cell(row, mark)) for mark in MARKS
             if mark in row["set_dates"]]  # fmt: skip
    return [
        *marks, Line(Text("Por qué", "Why"), row["reason"]),
        Line(Text("Documento", "Document"), row["document"]),
    ]  # fmt: skip


def end_line(
    held: PersonFile, ends: Sequence[date] | None, today: date, *, opens: bool
) -> Line | None:
    """The end of her sentence by its computation, which it leads to (`opens`: whoever may open it);
    None without a sentence."""
    if ends is None:
        return None
    href = address("person_computation", held.person.public_id) if opens else ""
    cell = end_cell(ends, today, href, held=held.person.held)
    return Line(END, cell._replace(small=_DEPENDS if len(ends) > 1 else ""))


def end_cell(ends: Sequence[date], today: date, href: str = "", *, held: bool) -> Cell:
    """The end of a sentence; of who is held, whether it is past by every reading or by one."""
    passed = sum(day <= today for day in ends) if held else 0
    state = "over" if ends and passed == len(ends) else "due" if passed else ""
    return Cell(_end_words(ends), href, state)


END = Text("Final de la pena, por la liquidación", "End of the sentence, by its computation")
_DEPENDS = Text(
    "según cómo se lea la ley y qué días reconozca el juzgado",
    "depending on how the law is read and on which days the court recognises",
)
_BY_HAND = Text("la calcula una persona", "a person has to compute it")


def _end_words(ends: Sequence[date]) -> Text:
    if not ends:
        return _BY_HAND
    told = [Text(date_words(day, "es"), date_words(day, "en")) for day in (ends[0], ends[-1])]
    if len(ends) == 1:
        return told[0]
    return Text(f"entre el {told[0].es} y el {told[1].es}",
                f"between {told[0].en} and {told[1].en}")  # fmt: skip


def not_recognised(ends: Sequence[date]) -> Text | None:
    """When it ends if the court does not recognise the confirmed days; None without any."""
    if not ends:
        return None
    told = _end_words(ends[:1] if ends[0] == ends[-1] else ends)
    day = told if len(ends) > 1 and ends[0] != ends[-1] else Text(f"el {told.es}", f"on {told.en}")
    return Text(
        f"Sin los días confirmados que el juzgado no ha reconocido, termina {day.es}.",
        f"Without the confirmed days the court has not recognised, it ends {day.en}.",
    )


def signed(held: PersonFile) -> Row | None:
    """The computation two people have signed, if there is one that stands."""
    rows = [row for row in held["computation"] if row["state"] == "signed"]
    return rows[-1] if rows else None


def set_end_words(row: Row, answer: Text) -> Text:
    """The answer of a sheet on which a person set the end: that day first, then the computed."""
    set_end = row["set_dates"].get("end")
    if not set_end:
        return answer
    day = date.fromisoformat(set_end)
    return Text(
        f"Una persona fijó el final el {date_words(day, 'es')}. Calculado: {answer.es}",
        f"A person set the end on {date_words(day, 'en')}. Computed: {answer.en}",
    )


def signed_note(held: PersonFile) -> Text | None:
    """That two people have signed a computation of hers, and the end on it; for any sheet."""
    row = signed(held)
    if row is None:
        return None
    set_end, computed = row["set_dates"].get("end"), computed_words(row["computed"], "end")
    if not set_end:
        return Text(f"Dos personas firmaron esta cuenta con final {computed.es}.",
                    f"Two people signed this count with the end {computed.en}.")  # fmt: skip
    day = date.fromisoformat(set_end)
    return Text(
        f"Dos personas firmaron otro final, fijado por una persona: {date_words(day, 'es')} "
        f"({row['document']}). Calculado: {computed.es}.",
        f"Two people signed another end, set by a person: {date_words(day, 'en')} "
        f"({row['document']}). Computed: {computed.en}.",
    )


def signed_line(held: PersonFile) -> Line | None:
    """What two people have signed of the end of her sentence, for her file."""
    row = signed(held)
    if row is None:
        return None
    link = Link(Text("Ver la hoja", "See the sheet"), address("computation_kept", row["entity"]))
    return Line(Text("Liquidación firmada: final de la pena",
                     "Signed computation: end of the sentence"), mark_cell(row, "end"),
                link)  # fmt: skip
