"""The visit report: who went, what access was given, what was filled, found and recommended."""

from collections import Counter
from collections.abc import Iterable, Sequence

from segunda.law.text import Text
from segunda.monitoring.follow_up_words import THEMES
from segunda.monitoring.reports.assembling import Sources, as_line, mark_of
from segunda.monitoring.reports.document import (
    Block,
    Cell,
    Document,
    Figure,
    Line,
    Note,
    Paragraph,
    Section,
    Table,
    Words,
)
from segunda.monitoring.reports.inputs import Check, Filled, Inputs, Visited
from segunda.monitoring.reports.population import place_table
from segunda.monitoring.reports.sections import (
    advice_section,
    findings_table,
    found_lines,
    nothing,
    row,
    themes_of,
)
from segunda.monitoring.reports.words import long_date
from segunda.monitoring.visit_words import ACCESS

NOT_NOTED = Text("no se anotó", "not noted")
PLACE = Text("Lugar", "Place")
RECORD = Text("La visita", "The visit")
FILLED = Text("Lo que se verificó", "What was verified")
FINDINGS = Text("Hallazgos", "Findings")
ADVICE = Text("Recomendaciones que se apoyan en la visita",
              "Recommendations that rest on the visit")  # fmt: skip
PEOPLE = Text("Quiénes están en el lugar", "Who is in the place")
SAID = (  # held, met, and how it is said: the same four as on the page of what was filled
    (True, True, Text("se cumple", "met")),
    (False, False, Text("no se cumple", "not met")),
    (True, None, Text("dentro de una norma sin verificar", "within an unverified norm")),
    (None, None, Text("no se sabe", "not known")),
)


def visit_report(inputs: Inputs) -> Document:
    """The report of the one visit of the inputs."""
    one, sources = inputs.visits[0], Sources()
    ids = {found.id for found in inputs.findings}
    own = [advice for advice in inputs.advice if ids & set(advice.grounds)]
    themes = themes_of(found.theme for found in inputs.findings)
    sections = (
        Section(1, RECORD, tuple(_record(one, sources))),
        Section(1, PEOPLE, place_table(inputs.census, one.code, sources)),
        Section(1, FILLED, tuple(_forms(one, sources))),
        Section(1, FINDINGS, (findings_table(inputs.findings, sources),) if ids else (nothing(),)),
        *(Section(2, THEMES[theme], tuple(found_lines(inputs.findings, theme, sources)))
          for theme in themes),
        Section(1, ADVICE, () if own else (nothing(),)),
        *advice_section(own, sources),
    )  # fmt: skip
    day = days_of(one)
    title = Text(f"Informe de la visita a {one.place}", f"Report on the visit to {one.place}")
    facts = ((PLACE, Text(one.place, one.place)), (Text("Días", "Days"), day),
             (Text("A la fecha de", "As of"), long_date(inputs.day)))  # fmt: skip
    census = inputs.census
    return Document(
        title, inputs.day, facts, sections, tuple(sources.told.values()),
        (census.mark,) if census else (), tuple(sources.sums), inputs.classes, inputs.fictitious,
        tuple(sources.unprinted),
    )  # fmt: skip


def days_of(one: Visited) -> Text:
    """The day of a visit, or its first and last."""
    start, end = long_date(one.starts_on), long_date(one.ends_on)
    if one.starts_on == one.ends_on:
        return start
    return Text(f"del {start.es} al {end.es}", f"{start.en} to {end.en}")


def visits_table(visits: Sequence[Visited], found: Counter[str], sources: Sources) -> Block:
    """Every visit of a period: where, when, which access, how many findings."""
    if not visits:
        return nothing()
    rows = []
    for one in visits:
        words = Text(f"Hallazgos de la visita a {one.place}, {days_of(one).es}.",
                     f"Findings of the visit to {one.place}, {days_of(one).en}.")  # fmt: skip
        key = sources.add(f"visit {one.id}", words, "visit", (one.id,))
        rows.append((
            *row(Text(one.place, one.place)), Cell((as_line(days_of(one)),)),
            Cell((as_line(ACCESS[one.access]),)),
            Cell(((Figure(found[one.id], key),),)),
        ))  # fmt: skip
    headings = (PLACE, Text("Días", "Days"), Text("Acceso", "Access"), FINDINGS)
    return Table(Text("Visitas del período", "Visits of the period"), headings, tuple(rows), (3,))


def _record(one: Visited, sources: Sources) -> Iterable[Paragraph]:
    words = Text(f"Acta de la visita {one.id[:8]}.", f"Record of visit {one.id[:8]}.")
    key = sources.add(f"record {one.id}", words, "visit", (one.id,))
    yield _team(one, key)
    wait = Text(f"{one.waited} minutos", f"{one.waited} minutes")
    for label, text in (
        (Text("Para qué", "Aims"), one.aims),
        (Text("Acceso", "Access"), ACCESS[one.access]),
        (Text("Qué se negó o se estorbó", "What was refused or hindered"), one.obstruction),
        (Text("Espera en la puerta", "Wait at the door"),
         wait if one.waited is not None else NOT_NOTED),
    ):  # fmt: skip
        yield _told(label, text or NOT_NOTED, one, key)
    for label, asked in (
        (Text("Con quién se pidió hablar", "With whom one asked to speak"), one.people_asked),
        (Text("Documentos y lugares pedidos", "Documents and rooms asked for"),
         one.documents_asked),
    ):  # fmt: skip
        yield _told(label, asked if asked.es else NOT_NOTED, one, key, free=bool(asked.es))


def _told(
    label: Text, text: Text | str, one: Visited, key: str, *, free: bool = False
) -> Paragraph:
    free = free or isinstance(text, str)
    words = Words(" ".join(text.split()), "") if isinstance(text, str) else Words(text.es, text.en)
    lead = Words(f"{label.es}: ", f"{label.en}: ", strong=True)
    mark = mark_of("record", one.id, label.en, words.es)
    return Paragraph((lead, words, Note(key)), mark, free=free, place=one.place)


def _team(one: Visited, key: str) -> Paragraph:
    """By profession; the names stay in the exact copy."""
    count = Counter((role.es, role.en) for role, _ in one.team)
    told = Words("; ".join(f"{es}: {n}" for (es, _), n in sorted(count.items())),
                 "; ".join(f"{en}: {n}" for (_, en), n in sorted(count.items())))  # fmt: skip
    names = "; ".join(name for _, name in one.team)
    lead = Words("Equipo: ", "Team: ", strong=True)
    return Paragraph((lead, told, Words(f" ({names})", f" ({names})", inside=True), Note(key)),
                     mark_of("team", one.id))  # fmt: skip


def _forms(one: Visited, sources: Sources) -> Iterable[Block]:
    if not one.forms:
        yield nothing()
        return
    yield _checks_table(one.forms, sources)
    for form in one.forms:
        yield from (_unmet(check, form, one, sources) for check in form.checks
                    if check.met is False)  # fmt: skip


def _checks_table(forms: Sequence[Filled], sources: Sources) -> Table:
    """Of each instrument, how many answers the norm has a threshold for, and what it says."""
    rows = []
    for form in forms:
        key = _source(form, sources)
        cells = []
        for held, met, _ in SAID:
            count = sum((check.held, check.met) == (held, met) for check in form.checks)
            cells.append(Figure(count, key if count else ""))
        title = Text(form.title.es or form.title.en, form.title.en or form.title.es)
        rows.append(row(title, *cells))
    headings = (Text("Instrumento", "Instrument"), *(words for *_, words in SAID))
    return Table(Text("Respuestas para las que la norma da un límite",
                      "Answers for which the norm gives a threshold"),
                 headings, tuple(rows), (1, 2, 3, 4))  # fmt: skip


def _source(form: Filled, sources: Sources) -> str:
    words = Text(f"Pieza {form.number}, llena el {long_date(form.filled_on).es}.",
                 f"Piece {form.number}, filled on {long_date(form.filled_on).en}.")  # fmt: skip
    return sources.add(f"form {form.id}", words, "form", (form.id,))


def _unmet(check: Check, form: Filled, one: Visited, sources: Sources) -> Paragraph:
    line: Line = (
        Words(f"No se cumple {check.norm}: ", f"Not met, {check.norm}: ", strong=True),
        check.label, Words(" ", " "), check.value, Note(_source(form, sources)),
    )  # fmt: skip
    mark = mark_of("check", form.id, check.label.es, check.value.es)
    return Paragraph(line, mark, item=True, free=True, place=one.place)
