"""The cover note for the lawyer: what the court's text must not say and she must know.

How far the law was read, the readings it leaves open, what was left blank and why, which papers
are missing and since when they have been asked for. Never filed; made on request, not kept.
"""

from collections.abc import Iterator, Sequence

from segunda.law.facts import sources
from segunda.law.sentence.codes import Said
from segunda.law.text import Text
from segunda.law.words import OUTCOMES, Clause, Explanation, explain
from segunda.report.words import (
    FICTITIOUS,
    GROUPS,
    LABEL_MEANINGS,
    LABELS,
    MET,
    NOT_MET,
    UNKNOWN,
    WITH_PAPERS,
    capital,
    cited,
    day_in_words,
)
from segunda.report.writing.annex import chosen, without_paper
from segunda.report.writing.brief import Brief, Signed
from segunda.report.writing.gaps import BY_HAND, NO_PAPER, Gap, asked, gaps
from segunda.report.writing.model import Block, Grid, Heading, Kind, Paragraph, Part, Writing, said
from segunda.report.writing.paths import Petition, petitions
from segunda.report.writing.phrases import long_day

TITLE = Text("Nota para la defensa", "Note for the defence")
NOT_FILED = Text("Esta nota no se presenta: es solo para quien firma el escrito.",
                 "This note is not filed: it is only for who signs the petition.")  # fmt: skip


def cover_of(brief: Brief, language: str) -> Writing:
    """The note, in one language; KeyError for a rule that has no petition."""
    about = petitions()[brief.rule.id]
    explained = explain(brief.rule, brief.facts, brief.columns, brief.day, brief.proved)
    say = _Say(language)
    blocks: list[Block] = [
        *([say.line(FICTITIOUS, "notice")] if brief.fictitious else []),
        say.line(NOT_FILED, "notice"),
        *_answer(brief, about, explained, say),
        *_left_blank(brief, gaps(brief, about), say),
        *_conditions(explained, say),
        *_open(brief, explained, say),
        *_computation(brief, say),
        *_texts(brief, about, say),
    ]
    return Writing(TITLE.in_(language), language, brief.day, tuple(blocks))


class _Say:
    """Lines, headings and tables in the language of the note."""

    def __init__(self, language: str) -> None:
        self.language = language

    def __call__(self, words: Text) -> str:
        return words.in_(self.language)

    def line(self, words: Text, kind: Kind = "text") -> Paragraph:
        return Paragraph(said(self(words)), kind)

    def heading(self, es: str, en: str) -> Heading:
        return Heading(self(Text(es, en)))

    def table(
        self, caption: Text, headings: Sequence[Text], rows: Sequence[Sequence[Text]],
        widths: tuple[int, ...],
    ) -> Grid:  # fmt: skip
        cells = tuple(tuple(Part(self(cell)) for cell in row) for row in rows)
        return Grid(self(caption), tuple(map(self, headings)), cells, widths)


def state_of(told: Explanation) -> int:
    """How a path stands, as the report groups it."""
    if told.verdict:
        return MET
    if told.if_proved:
        return WITH_PAPERS
    return NOT_MET if told.verdict is False else UNKNOWN


def _answer(brief: Brief, about: Petition, told: Explanation, say: _Say) -> Iterator[Block]:
    rule, state = brief.rule, GROUPS[state_of(told)]
    yield say.line(Text(f"Persona: {brief.name}. Camino: {rule.title.es} "
                        f"({cited(rule.citation, 'es')}).",
                        f"Person: {brief.name}. Path: {rule.title.en} "
                        f"({cited(rule.citation, 'en')})."))  # fmt: skip
    day = Text(day_in_words(brief.day, "es"), day_in_words(brief.day, "en"))
    yield say.line(Text(f"Al {day.es}: {state.es}. Decide: {rule.decided_by.es}.",
                        f"On {day.en}: {state.en}. Decided by: {rule.decided_by.en}."))  # fmt: skip
    if state_of(told) == NOT_MET:
        yield say.line(Text(
            "Atención: con lo que consta hoy, la condición no se da. El escrito se hizo porque "
            "usted lo pidió; lo que el registro contradice quedó en blanco.",
            "Warning: with what is recorded today the condition does not hold. The petition was "
            "made because you asked; what the record contradicts was left blank.",
        ), "notice")  # fmt: skip
    if about.care is not None:
        yield say.line(about.care, "notice")


def _left_blank(brief: Brief, found: Sequence[Gap], say: _Say) -> Iterator[Block]:
    yield say.heading("Lo que quedó en blanco", "What was left blank")
    if not found:
        yield say.line(Text("Nada, salvo la firma, el lugar y la fecha.",
                            "Nothing but signature, place and date."))  # fmt: skip
        return
    rows = [(gap.what, gap.why, *_paper(gap, brief)) for gap in found]
    headings = (Text("Qué", "What"), Text("Por qué", "Why"),
                Text("Papel y oficina", "Paper and office"), Text("Pedido", "Asked"))  # fmt: skip
    yield say.table(Text("Espacios y papeles", "Blanks and papers"), headings, rows, (4, 5, 5, 3))


def _paper(gap: Gap, brief: Brief) -> tuple[Text, Text]:
    if gap.paper is None:
        return Text("—", "—"), Text("—", "—")
    name, office = gap.paper.name, gap.paper.office
    return (Text(f"{name.es}: {office.es}", f"{name.en}: {office.en}"),
            asked(brief.requests.get(gap.paper.id)))  # fmt: skip


def _conditions(told: Explanation, say: _Say) -> Iterator[Block]:
    rows = [_condition(line) for line in told.lines if isinstance(line, Clause)]
    headings = (Text("Condición", "Condition"), Text("Respuesta", "Answer"),
                Text("Lo que consta", "What is recorded"))  # fmt: skip
    yield say.heading("Condiciones de la regla", "Conditions of the rule")
    yield say.table(Text("Condición por condición", "Condition by condition"), headings, rows,
                    (5, 2, 5))  # fmt: skip


def _condition(line: Clause) -> tuple[Text, Text, Text]:
    value = line.value
    if not line.proved and line.answer is not None:
        value += Text(" (declarado, sin papel)", " (declared, no paper)")
    return capital(line.asks), OUTCOMES[line.answer], value


def _open(brief: Brief, told: Explanation, say: _Say) -> Iterator[Block]:
    rule, label = brief.rule, LABELS[brief.rule.label]
    meaning = LABEL_MEANINGS[rule.label]
    yield say.heading("Hasta dónde se leyó la ley", "How far the law was read")
    yield say.line(Text(f"Etiqueta: {label.es} ({meaning.es}).",
                        f"Label: {label.en} ({meaning.en})."))  # fmt: skip
    for part in rule.unread:
        yield say.line(Text(f"Sin leer: {part.es}.", f"Not read: {part.en}."))
    for reading, answer in told.readings:
        outcome = OUTCOMES[answer]
        yield say.line(Text(
            f"Lectura principal: {reading.master.es}. Otra: {reading.says.es}; entonces, "
            f"{outcome.es}.",
            f"Main reading: {reading.master.en}. Another: {reading.says.en}; then, {outcome.en}.",
        ))  # fmt: skip
    if rule.note.es:
        yield say.line(rule.note)


NOTHING_TO_COMPUTE = Text(
    "No hay pena de prisión que calcular: no se anexa nada.",
    "There is no prison sentence to compute: nothing is annexed.",
)


def _computation(brief: Brief, say: _Say) -> Iterator[Block]:
    told = brief.told
    yield say.heading("Cómputo de la pena", "Computation of the sentence")
    if told is None or not told.columns:
        yield say.line(NOTHING_TO_COMPUTE)
        return
    annexed = chosen(brief)
    why = NO_PAPER if without_paper(told) else BY_HAND
    yield say.line(capital(why) + Text(".", ".") if annexed is None else Text(
        f"Se anexó la lectura {annexed.letter}.", f"Reading {annexed.letter} was annexed."
    ))  # fmt: skip
    yield say.line(_signed(brief.signed, annexed=annexed is not None))
    letters = [Text(f"Lectura {c.letter}", f"Reading {c.letter}") for c in told.columns]
    headings = [Text("Marca", "Mark"), *letters]
    rows = [(words, *days) for words, days in told.marks]
    yield say.table(Text("Todas las lecturas", "Every reading"), headings, rows,
                    (2, *(2 for _ in told.columns)))  # fmt: skip
    for one in told.columns:
        yield say.line(Text(f"{one.letter}: {one.words.es}.", f"{one.letter}: {one.words.en}."))
    yield from (say.line(_said(code), "note") for code in (*told.look, *told.beside))


def _signed(one: Signed | None, *, annexed: bool) -> Text:
    if one is None:
        return Text("Nadie ha firmado todavía una hoja de cómputo suya.",
                    "Nobody has signed a computation sheet of hers yet.")  # fmt: skip
    es, en = long_day(one.on, "es"), long_day(one.on, "en")
    first = Text(f"Otra persona firmó una hoja de cómputo suya el {es}",
                 f"Somebody else signed a computation sheet of hers on {en}")  # fmt: skip
    if one.by_person:
        return first + Text(", con fechas que fijó una persona: pídala y compárela.",
                            ", with dates that a person set: ask for it and compare.")  # fmt: skip
    if one.changed:
        return first + Text("; desde entonces cambió su expediente: pida otra.",
                            "; her file has changed since: ask for another.")  # fmt: skip
    if not annexed:
        return first + Text(", con los mismos datos.", ", from the same facts.")
    return first + Text(", con los mismos datos, y el anexo lo dice.",
                        ", from the same facts, and the annex says so.")  # fmt: skip


def _said(code: Said) -> Text:
    return Text(f"{code.text.es} [{code.code.name}]", f"{code.text.en} [{code.code.name}]")


def _texts(brief: Brief, about: Petition, say: _Say) -> Iterator[Block]:
    yield say.heading("Textos que usted debe añadir", "Texts you have to add")
    lacking = [one.name for one in about.articles]
    listed = "; ".join(lacking)
    yield say.line(Text(
        f"El programa solo muestra como texto de la ley lo que leyó. Revise y copie: {listed}.",
        f"The program shows as the law's text only what it has read. Check and copy: {listed}.",
    ))  # fmt: skip
    shown = [sources().get(key, key) for key in brief.rule.sources]
    if shown:
        yield say.line(Text("Fuentes que se leyeron:", "Sources that were read:"))
        yield from (say.line(Text(one, one), "note") for one in shown)
