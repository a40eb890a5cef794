"""Who is held, as tables: each facility, the women in each, and month by month.

Every number that another one would tell by subtraction is named as a part of its sum.
"""

from collections import Counter
from collections.abc import Iterable, Sequence

from segunda.law.text import Text
from segunda.monitoring.reports.assembling import Sources, as_line
from segunda.monitoring.reports.census import (
    Census,
    Held,
    count_key,
    pretrial,
    sentenced,
    woman,
)
from segunda.monitoring.reports.document import Block, Cell, Figure, PackageMark, Paragraph, Table
from segunda.monitoring.reports.inputs import Month
from segunda.monitoring.reports.sections import TOTAL, row
from segunda.monitoring.reports.words import long_date

NOWHERE = Text("Sin centro anotado", "No facility recorded")
NO_PACKAGE = Text(
    "Ningún paquete del Estado del período dice quién está detenido.",
    "No package of the State in the period tells who is held.",
)
NOT_IN_PACKAGE = Text(
    "Ningún paquete del Estado dice quién está en este lugar.",
    "No package of the State tells who is in this place.",
)
PLACE = Text("Centro", "Facility")
PEOPLE, WOMEN = Text("Personas", "People"), Text("Mujeres", "Women")
WAITING, DONE = Text("Sin condena", "Awaiting trial"), Text("Con condena", "Sentenced")
Counted = Counter[tuple[str, str, str]]


def facility_tables(census: Census | None, sources: Sources) -> tuple[Block, ...]:
    """The people of each facility by title, and the women of each."""
    if census is None:
        return (Paragraph(as_line(NO_PACKAGE)),)
    counted = _counted(census)
    held = _table(census, counted, sources, Text("Personas por centro", "People by facility"), "")
    women = _table(census, counted, sources, Text("Mujeres por centro", "Women by facility"), "F")
    _together(census, counted, sources, (None, *_codes(census, counted)))
    return held, women


def place_table(census: Census | None, code: str, sources: Sources) -> tuple[Block, ...]:
    """The people and the women of one facility, by title, as the package has them."""
    if census is None or code not in census.places:
        return (Paragraph(as_line(NOT_IN_PACKAGE)),)
    counted = _counted(census)
    rows = []
    for sex, label in (("", PEOPLE), ("F", WOMEN)):
        cells = _facility(census, counted, sources, code, sex)
        rows.append((Cell((as_line(label),)), *cells[1:]))
    _together(census, counted, sources, (code,))
    name = census.places[code].name
    day = long_date(census.mark.day)
    caption = Text(f"{name}, al {day.es}", f"{name}, as of {day.en}")
    return (Table(caption, (Text("Quiénes", "Who"), Text("En total", "In total"), WAITING, DONE),
                  tuple(rows), (1, 2, 3)),)  # fmt: skip


def _counted(census: Census) -> Counted:
    return Counter((one.facility, "F" if woman(one) else "", _title(one)) for one in census.held)


def month_table(months: Sequence[Month], sources: Sources) -> tuple[Block, ...]:
    """People and women on the day of each package."""
    if not months:
        return (Paragraph(as_line(NO_PACKAGE)),)
    rows = tuple(_month(one, sources) for one in months)
    return (Table(Text("Personas privadas de libertad, mes a mes",
                       "People deprived of liberty, month by month"),
                  (Text("Al día", "As of"), PEOPLE, WOMEN), rows, (1, 2)),)  # fmt: skip


def _month(one: Month, sources: Sources) -> tuple[Cell, ...]:
    number, key = one.mark.sequence, f"month {one.mark.pk}"
    held, women = count_key(one.mark, "held"), count_key(one.mark, "women")
    told = Text(f"Paquete {number} del Estado, contado al llegar.",
                f"Package {number} of the State, counted when it came.")  # fmt: skip
    source = sources.add(key, told, "package", (str(one.mark.pk),), one.mark.pk)
    sources.parts(held, one.people, {women: one.women})
    return row(
        long_date(one.mark.day),
        Figure(one.people, source, held, people=True),
        Figure(one.women, source, women, people=True, whole=one.people or None, whole_key=held),
    )  # fmt: skip


def _title(one: Held) -> str:
    return "pretrial" if pretrial(one) else "sentenced" if sentenced(one) else ""


def _table(census: Census, counted: Counted, sources: Sources, caption: Text, sex: str) -> Table:
    codes = [code for code in _codes(census, counted) if _sum(counted, code, sex) or not sex]
    rows = [_facility(census, counted, sources, code, sex) for code in codes]
    for title in ("", "pretrial", "sentenced"):
        parts = {_key(code, sex, title): _sum(counted, code, sex, title) for code in codes}
        sources.counted(census, _key(None, sex, title), sum(parts.values()), parts)
    rows.append(_facility(census, counted, sources, None, sex))
    headings = (PLACE, WOMEN if sex else PEOPLE, WAITING, DONE)
    return Table(caption, headings, tuple(rows), (1, 2, 3))


def _facility(
    census: Census, counted: Counted, sources: Sources, code: str | None, sex: str
) -> tuple[Cell, ...]:
    name = _name(census, code)
    figures = []
    for title, words in (("", PEOPLE), ("pretrial", WAITING), ("sentenced", DONE)):
        key, value = _key(code, sex, title), _sum(counted, code, sex, title)
        told = Text(f"centro de la fila; sexo: {sex or 'todos'}; {words.es.lower()}",
                    f"facility of the row; sex: {sex or 'all'}; {words.en.lower()}")  # fmt: skip
        source = sources.rows(f"facility {sex} {title}", census, told)
        figures.append(Figure(value, source, census.key(key), people=True))
    whole, waiting, done = (one.value or 0 for one in figures)
    sources.counted(census, _key(code, sex), whole, {_key(code, sex, "pretrial"): waiting,
                                           _key(code, sex, "sentenced"): done})  # fmt: skip
    return row(name, *figures)


def _together(
    census: Census, counted: Counted, sources: Sources, codes: Iterable[str | None]
) -> None:
    """The women are a part of all, in each facility and under each title."""
    for code in codes:
        for title in ("", "pretrial", "sentenced"):
            women = _sum(counted, code, "F", title)
            if women or code is None:
                sources.counted(census, _key(code, "", title), _sum(counted, code, "", title),
                              {_key(code, "F", title): women})  # fmt: skip


def _codes(census: Census, counted: Counted) -> list[str]:
    there = {code for code, _, _ in counted}
    return sorted(there, key=lambda code: (not code, _name(census, code).es))


def _sum(counted: Counted, code: str | None, sex: str, title: str = "") -> int:
    return sum(
        n for (place, its, status), n in counted.items()
        if code in (None, place) and sex in ("", its) and title in ("", status)
    )  # fmt: skip


def _name(census: Census, code: str | None) -> Text:
    if code is None:
        return TOTAL
    if not code:
        return NOWHERE
    name = census.places[code].name if code in census.places else code
    return Text(name, name)


def _key(code: str | None, sex: str, title: str = "") -> str:
    """The name of a count; those of the whole country are the ones of the country sheet."""
    if code is None:
        return " ".join(filter(None, ("women" if sex else "held", title)))
    return f"{code or 'nowhere'}: {sex or 'all'} {title}".strip()


def packages_of(census: Census | None, months: Iterable[Month]) -> tuple[PackageMark, ...]:
    """Every package a report speaks of, once, in the order of their numbers."""
    marks = {one.mark.pk: one.mark for one in months}
    if census is not None:
        marks[census.mark.pk] = census.mark
    return tuple(sorted(marks.values(), key=lambda mark: mark.sequence))
