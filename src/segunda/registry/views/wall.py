"""The wall at six years: who is outside every ordinary alternative only for the length."""

import csv
import io
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse

from segunda.access.door import Guest, allow
from segunda.law.rules import rule
from segunda.law.text import Text
from segunda.law.what_if import ALTERNATIVES
from segunda.registry.queries.reviews import KINDS, WALL
from segunda.registry.queries.wall import WallCounts, wall_counts
from segunda.registry.views.review_list import offence_words
from segunda.registry.views.reviews import GROUP, OFFENCE, SEX_ASKED
from segunda.registry.words import LABEL, REVIEW_GROUP, SEX
from segunda.report.small import hidden
from segunda.report.words import FEW, capital, cited
from segunda.web.files import csv_file
from segunda.web.language import current
from segunda.web.lists import Cell, Heading
from segunda.web.numbers import number

SEXES = ("F", "M", "X", "")
SLUG = "muro"


@allow("wall.read")
def wall(request: Guest) -> HttpResponse:
    """The answer in a sentence, then by offence and sex, then by the limit that would reach them.

    Who sees no files sees the country's counts, small ones hidden; anybody else those of her
    scope, each opening its people.
    """
    found = wall_counts(user=request.reader)
    whole = found.sentenced is None
    about = {
        "answer": _answer(found), "whole": whole, "total": found.total,
        "tables": _protected(found) if whole else _crossed(found),
        "limits": _limits(found, whole=whole), "limit_headings": LIMITS,
        "rules": [_rule(name) for name in ALTERNATIVES],
    }  # fmt: skip
    return render(request, "registry/wall.html", about)


def _answer(found: WallCounts) -> Text:
    few = FEW if found.sentenced is None and 0 < found.total < 10 else Text(
        number(found.total), number(found.total))  # fmt: skip
    first = Text(
        f"{capital(few).es} personas están fuera de toda alternativa ordinaria a la prisión solo "
        "por la duración de su pena",
        f"{capital(few).en} people are outside every ordinary alternative to prison only for the "
        "length of their sentence",
    )
    if found.sentenced is None:
        return first + Text(".", ".")
    return first + Text(f", de {number(found.sentenced)} condenadas a su cargo.",
                        f", of {number(found.sentenced)} sentenced in your charge.")  # fmt: skip


def _rule(name: str) -> tuple[Text, Text]:
    one = rule(name)
    label = LABEL[one.label]
    return one.title, Text(f"{cited(one.citation, 'es')} · {label.es}",
                           f"{cited(one.citation, 'en')} · {label.en}")  # fmt: skip


def _crossed(found: WallCounts) -> list[tuple[Text, list[Heading], list[list[Any]]]]:
    """By offence and sex, each number with the people behind it."""
    counts, sexes = found.by(1, 0), [s for s in SEXES if found.by(0)[(s,)]]
    offences = sorted(found.by(1), key=lambda key: -found.by(1)[key])
    rows = [
        [offence_words(offence), *(_opens(counts[offence, sex], sexo=sex, delito=offence)
                                   for sex in sexes),
         _opens(found.by(1)[(offence,)], delito=offence)]
        for (offence,) in offences
    ]  # fmt: skip
    rows.append([Text("Total", "Total"), *(_opens(found.by(0)[(sex,)], sexo=sex) for sex in sexes),
                 _opens(found.total)])  # fmt: skip
    columns = [Heading(Text("Delito", "Offence")),
               *(Heading(capital(SEX[sex]), number=True) for sex in sexes),
               Heading(Text("Total", "Total"), number=True)]  # fmt: skip
    return [(Text("Por delito y sexo", "By offence and sex"), columns, rows)] if offences else []


def _opens(count: int, **narrowed: str) -> Any:
    """A number that opens the people behind it."""
    if not count:
        return "0"
    names = {"sexo": SEX_ASKED, "delito": OFFENCE, "grupo": GROUP}
    query = "&".join(f"{names[name]}={value}" for name, value in narrowed.items() if value)
    return Cell(number(count), f"{reverse('review', args=[SLUG])}?{query}")


def _protected(found: WallCounts) -> list[tuple[Text, list[Heading], list[list[Any]]]]:
    """By offence, and by sex, never crossed; what is small is hidden, and its neighbour with it."""
    tables = []
    for place, name, words in (
        (1, Text("Delito", "Offence"), offence_words),
        (0, Text("Sexo", "Sex"), SEX.__getitem__),
    ):
        counts = hidden({key: n for (key,), n in found.by(place).items()})
        rows = [[words(key), _told(n)] for key, n in sorted(
            counts.items(), key=lambda pair: -(pair[1] or 0))]  # fmt: skip
        heads = [Heading(name), Heading(Text("Personas", "People"), number=True)]
        tables.append((name, heads, rows))
    return tables if found.total else []


def _told(count: int | None) -> Any:
    return Text("no se dice", "not told") if count is None else number(count)


LIMITS = [Heading(Text("Con qué límite entrarían", "Which limit would reach them")),
          Heading(Text("Personas", "People"), number=True)]  # fmt: skip


def _limits(found: WallCounts, *, whole: bool) -> list[list[Any]]:
    steps = {kind: found.by(2)[(kind,)] for kind in KINDS[WALL]}
    if whole:
        return [[capital(REVIEW_GROUP[kind]), _told(n)] for kind, n in hidden(steps).items()]
    return [[capital(REVIEW_GROUP[kind]), _opens(n, grupo=kind)] for kind, n in steps.items()]


@allow("wall.read")
def table_file(request: Guest) -> HttpResponse:
    """The tables of the page as CSV; counts only, hidden where the page hides them."""
    found, language = wall_counts(user=request.reader), current()
    whole = found.sentenced is None
    written = io.StringIO()
    lines = csv.writer(written, lineterminator="\r\n")
    for _, heads, rows in _protected(found) if whole else _crossed(found):
        lines.writerow([heading.label.in_(language) for heading in heads])
        lines.writerows([[_plain(cell, language) for cell in row] for row in rows])
        lines.writerow([])
    lines.writerow([heading.label.in_(language) for heading in LIMITS])
    rows = _limits(found, whole=whole)
    lines.writerows([[_plain(cell, language) for cell in row] for row in rows])
    return csv_file("muro", written.getvalue().encode("utf-8-sig"))


def _plain(cell: Any, language: str) -> str:
    words = cell.words if isinstance(cell, Cell) else cell
    return words.in_(language) if isinstance(words, Text) else str(words).replace(",", "")
