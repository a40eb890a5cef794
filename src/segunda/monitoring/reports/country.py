"""The country sheet: status, framework, structure, the table of who is held, what was said.

In the form of the mechanism's sheet in the Global NPM report on women in prison.
"""

from collections.abc import Callable, Iterable

from segunda.law.text import Text
from segunda.monitoring.follow_up_words import THEMES
from segunda.monitoring.reports.assembling import (
    Sources,
    advice_lines,
    as_line,
    prose,
)
from segunda.monitoring.reports.census import Census, Held, pretrial, sentenced, woman
from segunda.monitoring.reports.document import (
    Block,
    Cell,
    Document,
    Figure,
    Paragraph,
    Section,
    Table,
    Words,
)
from segunda.monitoring.reports.inputs import Entry, Inputs
from segunda.monitoring.reports.sections import (
    MECHANISM,
    NOT_NOTED,
    entry_about,
    found_lines,
    nothing,
    status,
    themes_of,
)
from segunda.monitoring.reports.words import NUMBERS, as_words, long_date

TITLE = Text("Panamá: mujeres en prisión. Ficha de país", "Panama: women in prison. Country sheet")
NOT_KNOWN = Text("no se sabe", "not known")
GROUPS = (
    Text("Población penitenciaria", "Prison population"),
    Text("Mujeres en prisión: características", "Women in prison: characteristics"),
    Text("Cárceles de mujeres", "Prisons for women"),
    Text("Personal penitenciario", "Prison staff"),
)
SOURCE = Text("Fuente: ", "Source: ")
_Test = Callable[[Held], bool]


def country_sheet(inputs: Inputs) -> Document:
    """The sheet as of the day of the inputs."""
    sources = Sources()
    sections = (
        Section(1, MECHANISM, status(inputs, sources)),
        Section(1, Text("La población", "The population"), _population(inputs, sources)),
        *_recommendations(inputs, sources),
        *_issues(inputs, sources),
        *_prose("alternatives", Text("Alternativas a la detención", "Alternatives to detention"),
                inputs, sources),
        *_prose("more", Text("Otra información del MNP sobre mujeres en prisión",
                             "Other relevant NPM information on women in prison"),
                inputs, sources),
    )  # fmt: skip
    census = inputs.census
    day = long_date(inputs.day)
    return Document(
        TITLE, inputs.day, ((Text("A la fecha de", "As of"), day),), sections,
        tuple(sources.told.values()), (census.mark,) if census else (), tuple(sources.sums),
        inputs.classes, inputs.fictitious, tuple(sources.unprinted),
    )  # fmt: skip


def _population(inputs: Inputs, sources: Sources) -> tuple[Block, ...]:
    columns = (
        _held_cells(inputs.census, sources),
        _women_cells(inputs, sources),
        [_noted(inputs, sources, about) for about in ("prisons", "prisons_only", "prisons_mixed")],
        [_noted(inputs, sources, "staff", people=True),
         _noted(inputs, sources, "staff_women", whole="staff", people=True)],
    )  # fmt: skip
    height = max(map(len, columns))
    rows = tuple(
        tuple(column[at] if at < len(column) else Cell() for column in columns)
        for at in range(height)
    )
    table = Table(
        Text("Población, mujeres, cárceles y personal", "Population, women, prisons and staff"),
        GROUPS, rows, grid=True,
    )  # fmt: skip
    return (table, *_told(inputs.census, sources))


def _held_cells(census: Census | None, sources: Sources) -> list[Cell]:
    labels = (
        Text("Población total", "Total prison population"),
        Text("Mujeres en prisión (total)", "Women in prison (total)"),
        Text("Mujeres condenadas", "Sentenced women"),
        Text("Mujeres en detención provisional", "Women in pre-trial detention"),
    )
    if census is None:
        return [_cell(label, as_words(NOT_KNOWN)) for label in labels]
    whole = len(census.held)
    queries: tuple[tuple[str, tuple[_Test, ...], Text], ...] = (
        ("held", (), Text("todas", "all of them")),
        ("women", (woman,), Text("sexo F", "sex F")),
        ("women sentenced", (woman, sentenced),
         Text("sexo F y título de condena, en firme o no", "sex F and a sentence, final or not")),
        ("women pretrial", (woman, pretrial),
         Text("sexo F y título de detención provisional", "sex F and pre-trial detention")),
    )  # fmt: skip
    cells = []
    for label, (key, tests, words) in zip(labels, queries, strict=True):
        share = key == "women"
        figure = Figure(
            census.count(*tests), sources.rows(key, census, words), census.key(key), people=True,
            whole=whole if share else None, whole_key=census.key("held") if share else "",
        )  # fmt: skip
        cells.append(_cell(label, figure))
    women = census.count(woman)
    sources.counted(census, "held", whole, {"women": women})
    titles = {"women sentenced": sentenced, "women pretrial": pretrial}
    parts = {name: census.count(woman, test) for name, test in titles.items()}
    sources.counted(census, "women", women, parts)
    return cells


def _women_cells(inputs: Inputs, sources: Sources) -> list[Cell]:
    census = inputs.census
    foreign, older = as_words(NOT_KNOWN), as_words(NOT_KNOWN)
    labels = (Text("Mujeres extranjeras", "Foreign women"),
              Text("Mujeres mayores (más de 60 años)", "Older women (over 60 years)"))  # fmt: skip
    cells = [_cell(labels[0], foreign), _cell(labels[1], older)]
    if census is not None:
        cells = [_cell(labels[0], _foreign(census, sources)),
                 _cell(labels[1], _older(census, sources))]  # fmt: skip
    pregnant = _noted(inputs, sources, "pregnant", people=True)
    return [cells[0], pregnant, cells[1], _noted(inputs, sources, "disabled", people=True)]


def _foreign(census: Census, sources: Sources) -> Figure:
    silent = census.count(woman, lambda one: not one.nationality)
    words = Text("sexo F y nacionalidad anotada que no es la panameña",
                 "sex F and a nationality told that is not Panama's")  # fmt: skip
    inside = Text(f"Sin nacionalidad anotada: {silent}.", f"Nationality not told: {silent}.")
    key = sources.rows("women foreign", census, words, inside)
    value = census.count(woman, lambda one: one.foreign)
    sources.counted(census, "women", census.count(woman), {"women foreign": value})
    return Figure(value, key, census.key("women foreign"), people=True)


def _older(census: Census, sources: Sources) -> Figure:
    day = census.mark.day
    unsure = census.count(woman, lambda one: one.older(day) is None)
    words = Text("sexo F y 60 años cumplidos o más el día del paquete",
                 "sex F and 60 completed years or more on the package's day")  # fmt: skip
    inside = Text(f"Sin saberse la edad: {unsure}.", f"Age not known: {unsure}.")
    key = sources.rows("women older", census, words, inside)
    value = census.count(woman, lambda one: one.older(day) is True)
    sources.counted(census, "women", census.count(woman), {"women older": value})
    return Figure(value, key, census.key("women older"), people=True)


def _noted(
    inputs: Inputs, sources: Sources, about: str, *, whole: str = "", people: bool = False
) -> Cell:
    """A cell the mechanism counted itself: its newest entry, with its share of another one."""
    one, of = entry_about(inputs, about), entry_about(inputs, whole)
    if one is None:
        return _cell(NUMBERS[about], as_words(NOT_NOTED))
    figure = Figure(
        one.number, sources.entry(one), f"entry {one.id}", people=people,
        whole=of.number if of else None, whole_key=f"entry {of.id}" if of else "",
    )  # fmt: skip
    return _cell(NUMBERS[about], figure)


def _told(census: Census | None, sources: Sources) -> Iterable[Paragraph]:
    """Below the table: which package it is, and what it says of the prisons."""
    if census is None:
        yield Paragraph(as_line(Text(
            "Todavía no ha llegado ningún paquete del Estado: la población no se sabe.",
            "No package of the State has come yet: the population is not known.",
        )))  # fmt: skip
        return
    day, number = long_date(census.mark.day), census.mark.sequence
    yield Paragraph(as_line(SOURCE + Text(
        f"paquete {number} del programa del Estado, al {day.es}, y anotaciones del mecanismo.",
        f"package {number} of the State's program, as of {day.en}, and entries of the mechanism.",
    )))  # fmt: skip
    with_women = {one.facility for one in census.held if woman(one) and one.facility}
    key = sources.rows("prisons with women", census,
                       Text("centros con alguna persona de sexo F",
                            "facilities with somebody of sex F"))  # fmt: skip
    yield Paragraph((
        Words("Centros en que el paquete tiene mujeres: ",
              "Facilities where the package has women: "),
        Figure(len(with_women), key), Words(".", "."),
    ))  # fmt: skip


def _recommendations(inputs: Inputs, sources: Sources) -> Iterable[Section]:
    yield Section(1, Text("Recomendaciones", "Recommendations"),
                  () if inputs.advice else (nothing(),))  # fmt: skip
    for theme in themes_of(one.theme for one in inputs.advice):
        own = [one for one in inputs.advice if one.theme == theme]
        lines = [line for one in own for line in advice_lines(one, sources)]
        yield Section(2, THEMES[theme], tuple(lines))


def _issues(inputs: Inputs, sources: Sources) -> Iterable[Section]:
    entries = [one for one in inputs.entries if one.about == "issue"]
    themes = themes_of([*(one.theme for one in entries), *(one.theme for one in inputs.findings)])
    yield Section(1, Text("Problemas de la detención", "Detention issues"),
                  () if themes else (nothing(),))  # fmt: skip
    for theme in themes:
        blocks: list[Block] = []
        for one in entries:
            if one.theme == theme:
                blocks += _issue(one, theme, sources)
        blocks += found_lines(inputs.findings, theme, sources)
        yield Section(2, THEMES[theme], tuple(blocks))


def _issue(one: Entry, theme: str, sources: Sources) -> list[Paragraph]:
    name = THEMES[theme]
    lead = [] if one.heading.en in ("", name.en) else [
        Paragraph((Words(one.heading.es, one.heading.en, strong=True),))
    ]  # fmt: skip
    return [*lead, *prose(one, sources)]


def _prose(about: str, heading: Text, inputs: Inputs, sources: Sources) -> Iterable[Section]:
    one = entry_about(inputs, about)
    yield Section(1, heading, tuple(prose(one, sources)) if one else (nothing(),))


def _cell(label: Text, value: Words | Figure) -> Cell:
    return Cell((as_line(label), (value,)))
