"""The computation sheet in words, the same for the screen, the paper and the PDF.

The answer first, as a sentence; then the marks side by side for each reading that differs (equal
ones folded); what to look at; what it was made from; each step with its article and label.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from string import ascii_uppercase
from typing import Any

from segunda.law.sentence import Sheet
from segunda.law.sentence.codes import Said
from segunda.law.sentence.compute import Figures, Reading
from segunda.law.sentence.steps import Step
from segunda.law.sentence.words import choices_of
from segunda.law.text import Text
from segunda.report.words import LABELS, capital, day_in_words

TITLE = Text("Liquidación de la pena", "Computation of the sentence")
LEAD = Text(
    "Es un cómputo, no una decisión: decide el juzgado. Lo que la ley deja abierto se muestra de "
    "cada manera.",
    "This is a computation, not a decision: the court decides. What the law leaves open is shown "
    "each way.",
)
RELEASED_BEFORE = frozenset({"RELEASED_BEFORE_END"})
"""Codes that only the clerk of the court sees: a computation to check, not an accusation."""
MARKS: Mapping[str, Text] = {
    "one_third": Text("Un tercio", "One third"),
    "half": Text("La mitad", "Half"),
    "two_thirds": Text("Dos tercios", "Two thirds"),
    "end": Text("Final de la pena", "End of the sentence"),
}
NO_DAY = Text("sin fecha", "no date")
BY_HAND = Text("la calcula una persona", "computed by a person")
NOT_APPLICABLE = "—"


@dataclass(frozen=True)
class Column:
    """One reading that differs from the others: its letter, and the choices it depends on."""

    letter: str
    words: Text
    sheet: Sheet


@dataclass(frozen=True)
class Told:
    """A computation in words. `answer` may be shown to whoever may read the sheet."""

    answer: Text
    columns: tuple[Column, ...]
    marks: tuple[tuple[Text, tuple[Text, ...]], ...]
    amounts: tuple[tuple[Text, tuple[Text, ...]], ...]
    look: tuple[Said, ...]
    beside: tuple[Said, ...]
    made_from: tuple[tuple[Text, Text, str], ...]


def told(
    found: Sequence[Sheet], case: Mapping[str, Any] | None, beside: Sequence[Said], as_of: date,
    *, hidden: Iterable[str] = RELEASED_BEFORE,
) -> Told:  # fmt: skip
    """The whole sheet; `hidden`: codes this reader is not shown."""
    unseen = frozenset(hidden)
    columns = _columns(found)
    look = _once(said for column in columns for said in column.sheet.codes)
    return Told(
        _answer(columns, look, as_of), columns, _marks(columns), _amounts(columns),
        tuple(said for said in look if said.code.name not in unseen), tuple(beside),
        _made_from(case),
    )  # fmt: skip


def _columns(found: Sequence[Sheet]) -> tuple[Column, ...]:
    apart = [sheet for sheet in found if sheet.same_as is None]
    return tuple(
        Column(letter, _choices([sheet.reading, *_same(found, sheet)]), sheet)
        for letter, sheet in zip(ascii_uppercase, apart, strict=False)
    )


def _same(found: Sequence[Sheet], sheet: Sheet) -> list[Reading]:
    return [other.reading for other in found if other.same_as == sheet.reading]


def _choices(readings: Sequence[Reading]) -> Text:
    """The choices these readings have in common; where they differ, nothing depends on it."""
    parts = [words[0] for words in zip(*map(choices_of, readings), strict=True)
             if len(set(words)) == 1]  # fmt: skip
    if not parts:
        return Text("todas las lecturas dan lo mismo", "every reading gives the same")
    return Text("; ".join(part.es for part in parts), "; ".join(part.en for part in parts))


def _once(said: Iterable[Said]) -> tuple[Said, ...]:
    """Each code of each place and value once, refusals first."""
    seen = {(one.code.name, one.place, one.value): one for one in said}
    grades = ("refused", "manual", "notice")
    return tuple(sorted(seen.values(), key=lambda one: grades.index(one.code.grade)))


def _answer(columns: Sequence[Column], look: Sequence[Said], as_of: date) -> Text:
    if not columns:
        return Text("No consta ninguna pena de prisión: no hay nada que calcular.",
                    "No prison sentence is recorded: there is nothing to compute.")  # fmt: skip
    figures = [c.sheet.figures for c in columns if c.sheet.figures is not None]
    if not figures:
        return Text("Esta pena la tiene que calcular una persona.",
                    "A person has to compute this sentence.")  # fmt: skip
    ends = sorted({one.end for one in figures if one.end is not None})
    if not ends:
        return Text("No hay fecha del final: la custodia no sigue.",
                    "There is no date of the end: custody does not go on.")  # fmt: skip
    sentence = _passed(ends, as_of) if _still_held(look) else _ends(ends, as_of)
    partly = len(figures) < len(columns) or any(one.end is None for one in figures)
    return sentence + _PARTLY if partly else sentence


_PARTLY = Text(" Otra lectura no da fecha.", " Another reading gives no date.")


def _still_held(look: Sequence[Said]) -> bool:
    return any(one.code.name == "END_PASSED_STILL_HELD" for one in look)


def _ends(ends: Sequence[date], as_of: date) -> Text:
    first, last = (_day(day) for day in (ends[0], ends[-1]))
    over = ends[-1] <= as_of
    if len(ends) == 1:
        return Text(f"La pena {'terminó' if over else 'termina'} el {first.es}.",
                    f"The sentence {'ended' if over else 'ends'} on {first.en}.")  # fmt: skip
    return Text(f"La pena termina entre el {first.es} y el {last.es}, según cómo se lea la ley.",
                f"The sentence ends between {first.en} and {last.en}, as the law is "
                "read.")  # fmt: skip


def _passed(ends: Sequence[date], as_of: date) -> Text:
    """Held although by some reading, or by all, the sentence has ended."""
    passed = [day for day in ends if day <= as_of]
    first, last = _day(ends[0]), _day(ends[-1])
    most, least = (as_of - ends[0]).days, (as_of - ends[-1]).days
    if len(passed) < len(ends):
        return Text(f"Según una lectura la pena terminó el {first.es}, hace {most:,} días; según "
                    f"otra termina el {last.es}.",
                    f"By one reading the sentence ended on {first.en}, {most:,} days ago; by "
                    f"another it ends on {last.en}.")  # fmt: skip
    if len(ends) == 1:
        return Text(f"La pena terminó el {first.es}; la persona sigue privada de libertad {most:,} "
                    "días después.",
                    f"The sentence ended on {first.en}; the person is still held {most:,} days "
                    "after.")  # fmt: skip
    return Text(f"La pena terminó entre el {first.es} y el {last.es}; la persona sigue privada de "
                f"libertad entre {least:,} y {most:,} días después.",
                f"The sentence ended between {first.en} and {last.en}; the person is still held "
                f"{least:,} to {most:,} days after.")  # fmt: skip


def _marks(columns: Sequence[Column]) -> tuple[tuple[Text, tuple[Text, ...]], ...]:
    return tuple(
        (words, tuple(_mark(column.sheet.figures, name) for column in columns))
        for name, words in MARKS.items()
    )


def _mark(figures: Figures | None, name: str) -> Text:
    if figures is None:
        return BY_HAND
    day = getattr(figures, name)
    return NO_DAY if day is None else _day(day)


def _amounts(columns: Sequence[Column]) -> tuple[tuple[Text, tuple[Text, ...]], ...]:
    """Days of the sentence, served, redeemed: what a reader compares first."""
    return tuple(
        (words, tuple(_days(column.sheet.figures, name) for column in columns))
        for name, words in (
            ("sentence_days", Text("Días de la pena", "Days of the sentence")),
            ("served_days", Text("Días cumplidos, sin los redimidos",
                                 "Days served, redeemed days apart")),
            ("redeemed", Text("Días redimidos que ya cuentan", "Redeemed days that count now")),
        )
    )  # fmt: skip


def _days(figures: Figures | None, name: str) -> Text:
    if figures is None:
        return Text(NOT_APPLICABLE, NOT_APPLICABLE)
    number = figures.credits.redeemed if name == "redeemed" else getattr(figures, name)
    return Text(f"{number:,}", f"{number:,}")


def steps_of(column: Column, first: Column) -> tuple[Step, ...]:
    """The steps of a reading; of another than the first, only those that differ from it."""
    if column is first:
        return column.sheet.steps
    known = set(first.sheet.steps)
    return tuple(step for step in column.sheet.steps if step not in known)


def step_words(step: Step) -> tuple[str, Text, Text, Text, Text]:
    """Article, how far it was read, the step, its days and its date."""
    days = f"{step.days:,}" if step.days is not None else ""
    return (step.article, LABELS[step.label], capital(step.text), Text(days, days),
            _day(step.day) if step.day else Text("", ""))  # fmt: skip


_PARTS: Mapping[str, Text] = {
    "sentences": Text("Pena", "Sentence"),
    "custody": Text("Custodia", "Custody"),
    "interruptions": Text("Interrupción", "Interruption"),
}
_KINDS: Mapping[str, Text] = {
    "prison": Text("centro penal", "prison"),
    "home": Text("casa", "home"),
    "hospital": Text("hospital", "hospital"),
    "escape": Text("fuga", "escape"),
    "conditional_release_revoked": Text("libertad condicional revocada",
                                        "conditional release revoked"),
    "supervised_release_revoked": Text("libertad vigilada revocada", "supervised release revoked"),
    "alone": Text("sola", "alone"),
    "consecutive": Text("después de la pena {}", "after sentence {}"),
    "concurrent": Text("a la vez que la pena {}", "together with sentence {}"),
}  # fmt: skip
_COUNTS: Mapping[str, Text] = {
    "presentations": Text("Presentaciones", "Presentations"),
    "territorial_ban_days": Text("Días de impedimento territorial", "Days of territorial ban"),
    "work_days": Text("Días de trabajo", "Days of work"),
    "study_days": Text("Días de estudio", "Days of study"),
    "teaching_hours": Text("Horas de enseñanza", "Hours of teaching"),
    "community_work_days": Text("Días de trabajo comunitario", "Days of community work"),
}


def _made_from(case: Mapping[str, Any] | None) -> tuple[tuple[Text, Text, str], ...]:
    """Each row of the case: which, what it says, on which paper."""
    if case is None:
        return ()
    lines = []
    for part, words in _PARTS.items():
        for number, row in enumerate(case.get(part) or (), start=1):
            name = Text(f"{words.es} {number}", f"{words.en} {number}")
            says = _term(row) if part == "sentences" else _span(row)
            lines.append((name, says, str(row.get("_paper", ""))))
    counts = [(words, f"{case[name]:,}") for name, words in _COUNTS.items() if case.get(name)]
    lines += [(words, Text(amount, amount), NOT_APPLICABLE) for words, amount in counts]
    return tuple(lines)


def _term(row: Mapping[str, Any]) -> Text:
    length = row["length"]
    parts = [(length.get(name, 0), es, en) for name, es, en in (
        ("years", ("año", "años"), ("year", "years")), ("months", ("mes", "meses"),
        ("month", "months")), ("days", ("día", "días"), ("day", "days")))]  # fmt: skip
    shown = [(n, es[n != 1], en[n != 1]) for n, es, en in parts if n]
    imposed = _iso(row["imposed_date"])
    relation = _KINDS[row["relation"]]
    most = row["statutory_max_months"]
    known = (f"{most} meses", f"{most} months") if most else ("no consta", "not recorded")
    code = Text(f"; máximo del código: {known[0]}", f"; maximum in the code: {known[1]}")
    return (
        Text(
            f"{', '.join(f'{n} {es}' for n, es, _ in shown)}; impuesta el {imposed.es}; "
            f"{relation.es.format(row['to'])}",
            f"{', '.join(f'{n} {en}' for n, _, en in shown)}; imposed on {imposed.en}; "
            f"{relation.en.format(row['to'])}",
        )
        + code
    )


def _span(row: Mapping[str, Any]) -> Text:
    start, kind = _iso(row["start"]), _KINDS[row["kind"]]
    end = _iso(row["end"]) if row["end"] else Text("sigue", "goes on")
    return Text(f"{kind.es}: {start.es} – {end.es}", f"{kind.en}: {start.en} – {end.en}")


def _iso(day: str | None) -> Text:
    return Text("no consta", "not recorded") if day is None else _day(date.fromisoformat(day))


def _day(day: date) -> Text:
    return Text(day_in_words(day, "es"), day_in_words(day, "en"))
