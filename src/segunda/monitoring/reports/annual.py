"""The annual report and the special report: the same parts, of a year or of one theme or place."""

from collections import Counter
from collections.abc import Iterable, Sequence

from segunda.law.text import Text
from segunda.monitoring.follow_up_words import THEMES
from segunda.monitoring.likeness import norm_key
from segunda.monitoring.reports.assembling import Sources, as_line, mark_of
from segunda.monitoring.reports.document import (
    Block,
    Document,
    Paragraph,
    Section,
    Table,
    Words,
)
from segunda.monitoring.reports.inputs import Advice, Found, Inputs
from segunda.monitoring.reports.population import facility_tables, month_table, packages_of
from segunda.monitoring.reports.sections import (
    MECHANISM,
    advice_section,
    agreements,
    answers_table,
    findings_table,
    found_lines,
    nothing,
    number_of,
    row,
    state_table,
    status,
    themes_of,
)
from segunda.monitoring.reports.visit import visits_table
from segunda.monitoring.reports.words import long_date

FOREWORD = Text("Presentación", "Foreword")
VISITS = Text("Visitas", "Visits")
PLACES = Text("Lugares", "Places")
FINDINGS = Text("Hallazgos", "Findings")
GRAVE = Text("Los hallazgos graves", "The grave findings")
PATTERNS = Text("Lo mismo en varios lugares", "The same in several places")
ADVICE = Text("Recomendaciones: estado, respuestas, silencio",
              "Recommendations: state, replies, silence")  # fmt: skip
MADE = Text("Recomendaciones del período", "Recommendations of the period")
POPULATION = Text("La población", "The population")
ROUNDTABLES = Text("Mesas, acuerdos y órdenes", "Roundtables, agreements and orders")


def annual_report(inputs: Inputs) -> Document:
    """What was found, recommended, answered and left unanswered in a year."""
    year = inputs.day.year
    title = Text(f"Informe anual {year} del Mecanismo Nacional de Prevención",
                 f"Annual report {year} of the National Preventive Mechanism")  # fmt: skip
    sources = Sources()
    sections = (
        *_foreword(inputs),
        Section(1, MECHANISM, status(inputs, sources)),
        Section(1, VISITS, (_visits(inputs, sources),)),
        Section(1, PLACES, _places(inputs.findings, sources)),
        *_findings(inputs, sources, grave=True),
        *_advice(inputs, sources),
        Section(1, POPULATION, (*month_table(inputs.months, sources),
                                *facility_tables(inputs.census, sources))),
        Section(1, ROUNDTABLES, agreements(inputs.agreed, sources)),
    )  # fmt: skip
    return _document(title, inputs, sections, sources)


def special_report(inputs: Inputs) -> Document:
    """Everything of one theme, one place or one period, whole."""
    sources = Sources()
    ids = {one.id for one in inputs.findings}
    own = [one for one in inputs.advice
           if (inputs.theme and one.theme == inputs.theme) or ids & set(one.grounds)]  # fmt: skip
    sections = (
        *_foreword(inputs),
        Section(1, VISITS, (_visits(inputs, sources),)),
        Section(1, PLACES, _places(inputs.findings, sources)),
        *_findings(inputs, sources, grave=False),
        Section(1, ADVICE, () if own else (nothing(),)),
        *advice_section(own, sources),
    )
    return _document(_title(inputs), inputs, sections, sources)


def _title(inputs: Inputs) -> Text:
    if inputs.title.es or inputs.title.en:
        return Text(inputs.title.es or inputs.title.en, inputs.title.en or inputs.title.es)
    es, en = "Informe especial", "Special report"
    if inputs.theme:
        theme = THEMES[inputs.theme]
        es, en = f"{es}: {theme.es.lower()}", f"{en}: {theme.en.lower()}"
    if inputs.place:
        es, en = f"{es}. {inputs.place}", f"{en}. {inputs.place}"
    return Text(es, en)


def _document(
    title: Text, inputs: Inputs, sections: Sequence[Section], sources: Sources
) -> Document:
    packages = packages_of(inputs.census, inputs.months)
    return Document(
        title, inputs.day, (period(inputs),), tuple(sections), tuple(sources.told.values()),
        packages, tuple(sources.sums), inputs.classes, inputs.fictitious, tuple(sources.unprinted),
    )  # fmt: skip


def period(inputs: Inputs) -> tuple[Text, Text]:
    """From when to when a report is."""
    end = long_date(inputs.day)
    if inputs.since is None:
        return Text("Hasta el", "Up to"), end
    start = long_date(inputs.since)
    return (Text("Período", "Period"),
            Text(f"del {start.es} al {end.es}", f"{start.en} to {end.en}"))  # fmt: skip


def _foreword(inputs: Inputs) -> Iterable[Section]:
    text = inputs.foreword
    if text.es or text.en:
        yield Section(1, FOREWORD, tuple(_typed(text)))


def _typed(text: Words) -> Iterable[Paragraph]:
    es, en = text.es.splitlines(), text.en.splitlines()
    for at in range(max(len(es), len(en))):
        words = Words(es[at] if at < len(es) else "", en[at] if at < len(en) else "")
        if words.es or words.en:
            yield Paragraph((words,), mark_of("foreword", words.es, words.en), free=True)


def _visits(inputs: Inputs, sources: Sources) -> Block:
    found = Counter(one.visit for one in inputs.findings if one.visit)
    return visits_table(inputs.visits, found, sources)


def _places(findings: Sequence[Found], sources: Sources) -> tuple[Block, ...]:
    """Where something was found: how often, on how many days."""
    if not findings:
        return (nothing(),)
    rows = []
    for place in sorted({one.place for one in findings}):
        own = [one for one in findings if one.place == place]
        words = Text(f"Hallazgos en: {place}.", f"Findings in: {place}.")
        ids = [one.id for one in own]
        days = sorted({one.found_on for one in own})
        label = Text(place, place)
        grave = [one.id for one in own if one.severity == "grave"]
        rows.append((
            *row(label, number_of(sources, f"place {place}", words, "finding", ids),
                 number_of(sources, f"grave {place}", words + Text(" Graves.", " Grave."),
                           "finding", grave)),
            *row(long_date(days[-1])),
        ))  # fmt: skip
    headings = (Text("Lugar", "Place"), FINDINGS, Text("graves", "grave"),
                Text("Último día", "Last day"))  # fmt: skip
    return (Table(Text("Lugares con hallazgos", "Places with findings"), headings, tuple(rows),
                  (1, 2)),)  # fmt: skip


def _findings(inputs: Inputs, sources: Sources, *, grave: bool) -> Iterable[Section]:
    found = inputs.findings
    yield Section(1, FINDINGS, (findings_table(found, sources),) if found else (nothing(),))
    patterns = tuple(_patterns(found, sources))
    if patterns:
        yield Section(2, PATTERNS, patterns)
    shown = [one for one in found if not grave or one.severity == "grave"]
    for theme in themes_of(one.theme for one in shown):
        name = THEMES[theme]
        heading = Text(f"{GRAVE.es}: {name.es.lower()}", f"{GRAVE.en}: {name.en.lower()}")
        yield Section(2, heading if grave else name, tuple(found_lines(shown, theme, sources)))


def _patterns(found: Sequence[Found], sources: Sources) -> Iterable[Paragraph]:
    """One theme and norm in two places or more."""
    groups: dict[tuple[str, str], list[Found]] = {}
    for one in found:
        if one.norm:
            groups.setdefault((one.theme, norm_key(one.norm)), []).append(one)
    for (theme, _), own in sorted(groups.items()):
        places = sorted({one.place for one in own})
        if len(places) > 1:
            yield _pattern(theme, own[-1].norm, places, own, sources)


def _pattern(
    theme: str, norm: str, places: list[str], own: list[Found], sources: Sources
) -> Paragraph:
    name = THEMES[theme]
    words = Text(f"Hallazgos; tema: {name.es}; norma: {norm}.",
                 f"Findings; theme: {name.en}; norm: {norm}.")  # fmt: skip
    count = number_of(sources, f"pattern {theme} {norm}", words, "finding", [one.id for one in own])
    lead = as_line(Text(f"{name.es}, {norm}: ", f"{name.en}, {norm}: "))
    where = Words(f" hallazgos, en {'; '.join(places)}.", f" findings, in {'; '.join(places)}.")
    return Paragraph((*lead, count, where), mark_of("pattern", theme, norm), item=True)


def _advice(inputs: Inputs, sources: Sources) -> Iterable[Section]:
    advice = inputs.advice
    tables = (state_table(advice, sources), answers_table(inputs, sources))
    yield Section(1, ADVICE, tables if any(one.sent for one in advice) else (nothing(),))
    made = [one for one in advice if _of_period(one, inputs)]
    yield Section(1, MADE, () if made else (nothing(),))
    yield from advice_section(made, sources)


def _of_period(one: Advice, inputs: Inputs) -> bool:
    """Made here in the period; those of an earlier report are counted, not printed again."""
    if one.source:
        return False
    return inputs.since is None or one.made_on >= inputs.since
