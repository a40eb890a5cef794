"""Parts of several reports: the mechanism's status, findings, recommendations, agreements."""

from collections.abc import Iterable, Sequence

from segunda.law.text import Text
from segunda.monitoring.commitments import BODIES
from segunda.monitoring.follow_up_words import ASSESSMENTS, AUTHORITIES, SEVERITIES, THEMES
from segunda.monitoring.reports.assembling import (
    Sources,
    advice_lines,
    as_line,
    finding_lines,
    mark_of,
)
from segunda.monitoring.reports.document import (
    Block,
    Cell,
    Figure,
    Line,
    Note,
    Paragraph,
    Section,
    Table,
    Words,
)
from segunda.monitoring.reports.inputs import Advice, Agreed, Entry, Found, Inputs, Side
from segunda.monitoring.reports.words import DAYS, TEXTS, as_words, long_date

MECHANISM = Text("El mecanismo", "The mechanism")
NOT_NOTED = Text("no se ha anotado", "not noted yet")
TOTAL = Text("Total", "Total")
EVERYBODY = Text("todas las autoridades", "all authorities")
Pair = tuple[Advice, Side]


def status(inputs: Inputs, sources: Sources) -> tuple[Block, ...]:
    """Ratifications, law, structure and composition, as the mechanism noted them."""
    rows = []
    for about, label in {**DAYS, **TEXTS}.items():
        one = entry_about(inputs, about)
        line: Line = as_line(NOT_NOTED)
        if one is not None:
            words = as_words(long_date(one.day)) if one.day else one.text
            line = (words, Note(sources.entry(one)))
        rows.append((Cell((as_line(label),)), Cell((line,))))
    headings = (Text("Dato", "Fact"), Text("Qué se sabe", "What is known"))
    return (Table(Text("Situación y marco del mecanismo", "Status and framework of the mechanism"),
                  headings, tuple(rows)),)  # fmt: skip


def entry_about(inputs: Inputs, about: str) -> Entry | None:
    """The entry about one thing; None where nobody noted it."""
    return next((one for one in inputs.entries if one.about == about), None)


def nothing() -> Paragraph:
    """What stands where there is nothing."""
    return Paragraph(as_line(Text("Nada anotado.", "Nothing noted.")))


def themes_of(found: Iterable[str]) -> list[str]:
    """The themes that occur, in the order of the list."""
    there = set(found)
    return [theme for theme in THEMES if theme in there]


def found_lines(findings: Iterable[Found], theme: str, sources: Sources) -> list[Paragraph]:
    """The findings of a theme, whole."""
    own = [one for one in findings if one.theme == theme]
    return [line for one in own for line in finding_lines(one, sources)]


def number_of(sources: Sources, key: str, words: Text, kind: str, ids: Sequence[str]) -> Figure:
    """How many things of the mechanism's own there are; a zero has no source."""
    return Figure(len(ids), sources.add(key, words, kind, ids) if ids else "")


def row(label: Text, *figures: Figure) -> tuple[Cell, ...]:
    """A row of a table: its name and its numbers."""
    return (Cell((as_line(label),)), *(Cell(((one,),)) for one in figures))


def findings_table(findings: Sequence[Found], sources: Sources) -> Table:
    """Findings by theme and severity."""
    rows = []
    for theme in [*themes_of(one.theme for one in findings), ""]:
        own = [one for one in findings if theme in ("", one.theme)]
        label = THEMES[theme] if theme else TOTAL
        cells = [_found(own, severity, label, sources) for severity in (*SEVERITIES, "")]
        rows.append(row(label, *cells))
    headings = (Text("Tema", "Theme"), *SEVERITIES.values(), TOTAL)
    return Table(Text("Hallazgos por tema y gravedad", "Findings by theme and severity"),
                 headings, tuple(rows), (1, 2, 3, 4))  # fmt: skip


def _found(own: Sequence[Found], severity: str, label: Text, sources: Sources) -> Figure:
    ids = [one.id for one in own if severity in ("", one.severity)]
    which = SEVERITIES[severity] if severity else Text("todas", "all")
    words = Text(f"Hallazgos; tema: {label.es}; gravedad: {which.es}.",
                 f"Findings; theme: {label.en}; severity: {which.en}.")  # fmt: skip
    return number_of(sources, f"findings {label.en} {severity}", words, "finding", ids)


def pairs(advice: Iterable[Advice]) -> list[Pair]:
    """Each recommendation that was sent or published, with each of its addressees."""
    return [(one, side) for one in advice if one.sent for side in one.sides]


def state_table(advice: Sequence[Advice], sources: Sources) -> Table:
    """How far each authority got, by the mechanism's own assessment."""
    rows = []
    for code, name in _authorities(advice):
        own = [pair for pair in pairs(advice) if code in ("", pair[1].authority)]
        cells = [
            _pairs([pair for pair in own if pair[1].state == state], f"state {state}",
                   name, ASSESSMENTS[state], sources)
            for state in ASSESSMENTS
        ]  # fmt: skip
        rows.append(row(name, _pairs(own, "addressed", name, ADDRESSED, sources), *cells))
    headings = (AUTHORITY, ADDRESSED, *ASSESSMENTS.values())
    return Table(Text("Recomendaciones por autoridad y estado",
                      "Recommendations by authority and state"),
                 headings, tuple(rows), (1, 2, 3, 4, 5, 6))  # fmt: skip


AUTHORITY = Text("Autoridad", "Authority")
ADDRESSED = Text("dirigidas", "addressed")
ANSWERS = (
    Text("enviadas", "sent"), Text("con respuesta", "with a reply"),
    Text("sin respuesta", "without reply"), Text("sin día de envío", "no day of sending"),
    Text("con plazo vencido", "past the deadline"),
    Text("silencio más largo, en días", "longest silence, in days"),
)  # fmt: skip


def answers_table(inputs: Inputs, sources: Sources) -> Table:
    """What was sent, what was answered, who is silent and for how long."""
    rows = []
    for code, name in _authorities(inputs.advice):
        own = [pair for pair in pairs(inputs.advice) if code in ("", pair[1].authority)]
        kinds = (
            [pair for pair in own if pair[1].sent_on],
            [pair for pair in own if pair[1].replies],
            [pair for pair in own if pair[1].silent(inputs.day) is not None],
            [pair for pair in own if not pair[1].sent_on],
            [pair for pair in own if pair[0].overdue(pair[1], inputs.day)],
        )
        cells = [_pairs(found, words.en, name, words, sources)
                 for found, words in zip(kinds, ANSWERS[:5], strict=True)]  # fmt: skip
        rows.append(row(name, *cells, _longest(kinds[2], name, inputs, sources)))
    return Table(Text("Respuestas y silencio por autoridad", "Replies and silence by authority"),
                 (AUTHORITY, *ANSWERS), tuple(rows), (1, 2, 3, 4, 5, 6))  # fmt: skip


def _authorities(advice: Iterable[Advice]) -> list[tuple[str, Text]]:
    there = {side.authority for _, side in pairs(advice)}
    return [*((code, name) for code, name in AUTHORITIES.items() if code in there), ("", TOTAL)]


def _pairs(found: Sequence[Pair], key: str, name: Text, words: Text, sources: Sources) -> Figure:
    who = EVERYBODY if name is TOTAL else name
    told = Text(f"Recomendaciones a: {who.es}; {words.es}.",
                f"Recommendations to: {who.en}; {words.en}.")  # fmt: skip
    source = sources.add(f"{key} {name.en}", told, "recommendation",
                         [one.id for one, _ in found]) if found else ""  # fmt: skip
    return Figure(len(found), source)


def _longest(found: Sequence[Pair], name: Text, inputs: Inputs, sources: Sources) -> Figure:
    days = [(side.silent(inputs.day) or 0, one.id) for one, side in found]
    if not days:
        return Figure(0, "")
    longest, who = max(days), EVERYBODY if name is TOTAL else name
    told = Text(f"Silencio más largo de: {who.es}, en días desde el envío.",
                f"Longest silence of: {who.en}, in days since sending.")  # fmt: skip
    ids = [one for n, one in days if n == longest[0]]
    return Figure(longest[0], sources.add(f"longest {name.en}", told, "recommendation", ids))


def advice_section(advice: Sequence[Advice], sources: Sources) -> Iterable[Section]:
    """Recommendations by theme, each with how each addressee stands."""
    for theme in themes_of(one.theme for one in advice):
        lines = [line for one in advice if one.theme == theme for line in _followed(one, sources)]
        yield Section(2, THEMES[theme], tuple(lines))


def _followed(one: Advice, sources: Sources) -> list[Paragraph]:
    lines = advice_lines(one, sources)
    for side in one.sides:
        name, state = AUTHORITIES[side.authority], ASSESSMENTS[side.state]
        sent = long_date(side.sent_on) if side.sent_on else Text("sin día anotado", "no day noted")
        words = Words(
            f"{name.es}: {state.es}. Enviada: {sent.es}. Respuestas: {len(side.replies)}.",
            f"{name.en}: {state.en}. Sent: {sent.en}. Replies: {len(side.replies)}.",
        )
        lines.append(Paragraph((words,), mark_of("side", one.id, side.authority), item=True,
                               inside=not one.sent))  # fmt: skip
    return lines


def agreements(agreed: Sequence[Agreed], sources: Sources) -> tuple[Block, ...]:
    """Agreements of roundtables and orders, each with who answers for it and how it stands."""
    if not agreed:
        return (nothing(),)
    return tuple(_agreed(one, sources) for one in agreed)


def _agreed(one: Agreed, sources: Sources) -> Paragraph:
    noted = Text("Acuerdos y órdenes anotados.", "Agreements and orders noted.")
    key = sources.add("agreements", noted, "commitment", (one.id,))
    body, owner, state = BODIES[one.body], AUTHORITIES[one.owner], ASSESSMENTS[one.state]
    due = long_date(one.due_on) if one.due_on else Text("sin plazo", "no deadline")
    day = long_date(one.agreed_on)
    line: Line = (
        Words(f"{body.es}, {day.es}. ", f"{body.en}, {day.en}. ", strong=True),
        Words(f"{' '.join(one.text.split())} ", ""),
        Words(f"Responde: {owner.es}. Plazo: {due.es}. Estado: {state.es}.",
              f"Answers for it: {owner.en}. Deadline: {due.en}. State: {state.en}."),
        Note(key),
    )  # fmt: skip
    return Paragraph(line, mark_of("agreed", one.id, one.text), item=True, free=True)
