"""The lists one acts on: past the sentence, past a limit, rows that were refused."""

import re
from collections.abc import Iterable
from datetime import date
from unicodedata import combining, normalize

import polars as pl
from markupsafe import Markup, escape

from segunda.law.text import Text
from segunda.report.findings import Findings
from segunda.report.past import Passed
from segunda.report.rows import MOST_LISTED, both, both_of
from segunda.report.todo import waiting
from segunda.report.view import View, rows_of
from segunda.report.words import NO_FACILITY, NO_NAME, month_in_words, people

PASSED_MARK = Text("límite superado según el registro", "limit passed by the register")
PROVED_MARK = Text("límite superado", "limit passed")
END_MARK = Text(
    "fin de la pena pasado según el registro", "past the end of the sentence by the register"
)


def marks(findings: Findings, view: View) -> pl.Series:
    """The HTML of what cannot wait on each person's own line, in row order; mostly empty."""
    told: dict[int, str] = {}
    for passed in findings.passed:
        for row, _, declared in passed.people.iter_rows():
            told[row] = _mark(PASSED_MARK if declared else PROVED_MARK, "limites")
    for row in findings.past_sentence["row"]:
        told[row] = told.get(row, "") + _mark(END_MARK, "fin-de-pena")
    rows = view.people["row"].to_list()
    return pl.Series("mark", [told.get(row, "") for row in rows], dtype=pl.String)


def _mark(words: Text, anchor: str) -> str:
    return f" <a href=#{anchor}>⚠ {both_of(words)}</a>"


def _who(view: View, rows: Iterable[int]) -> dict[int, tuple[str, str]]:
    """Of each row: the person's name and number as HTML, and the facility."""
    told = rows_of(view, rows).select("row", "name", "id", "facility")
    return {
        row: (
            f"{escape(name) if name else both_of(NO_NAME)} <i>{escape(number or f'#{row}')}</i>",
            str(escape(facility)) if facility else both_of(NO_FACILITY),
        )
        for row, name, number, facility in told.iter_rows()
    }


def limits_list(findings: Findings, view: View) -> Markup:
    """Who is past a limit today, the longest first: since when, where, proved or declared."""
    parts = [_limit(p, view) if p.people.height else _nobody(p) for p in findings.passed]
    return Markup("").join(parts)


def _nobody(passed: Passed) -> Markup:
    """A limit nobody is known to be past, and of how many it cannot be said."""
    title, more = passed.counts.rule.title, waiting(passed)
    told = Text(
        f"{title.es}: nadie consta por encima. {more.es}",
        f"{title.en}: nobody is on record as past it. {more.en}",
    )
    return Markup(f"<p>{both_of(told)}</p>")  # noqa: S704 (escaped there)


def _limit(passed: Passed, view: View) -> Markup:
    if passed.people.height > MOST_LISTED:
        return Markup("")
    who = _who(view, passed.people["row"])
    months: dict[date | None, list[str]] = {}
    for row, since, declared in passed.people.iter_rows():
        name, place = who[row]
        day = f" · {since.isoformat()}" if since else ""
        line = f"<li>{'◐' if declared else '✓'} {name}{day} · {place}"
        months.setdefault(since.replace(day=1) if since else None, []).append(line)
    lists = "".join(
        f"<h3>{_since(month)} · {_count(len(lines))}</h3><ul>{''.join(lines)}</ul>"
        for month, lines in months.items()
    )
    more = waiting(passed)
    head = f"{both_of(passed.counts.rule.title)} · {_count(passed.people.height)}"
    rest = f"<p>{both_of(more)}</p>" if more.es else ""
    return Markup(  # noqa: S704 (every part was escaped where it was made)
        f"{rest}<details><summary>{head}</summary>{lists}</details>"
    )


def _since(month: date | None) -> str:
    if month is None:
        return both("sin fecha que conste", "no date on record")
    return both(f"desde {month_in_words(month, 'es')}", f"since {month_in_words(month, 'en')}")


def _count(count: int) -> str:
    return both(people(count, "es"), people(count, "en"))


def past_sentence_list(findings: Findings, view: View) -> Markup:
    """Whoever seems past the end of the sentence: name, the end by the register, days beyond."""
    table = findings.past_sentence.head(MOST_LISTED)
    who = _who(view, table["row"])
    lines = []
    for row, end, days in table.iter_rows():
        name, place = who[row]
        beyond = both(f"{_days(days, 'es')} después", f"{_days(days, 'en')} beyond")
        lines.append(f"<li>{name} · {end.isoformat()} · <b>{beyond}</b> · {place}")
    return Markup(f"<ul>{''.join(lines)}</ul>") if lines else Markup("")  # noqa: S704 (escaped)


def _days(days: int, language: str) -> str:
    one, many = ("día", "días") if language == "es" else ("day", "days")
    return f"{days:,} {one if days == 1 else many}"


def alike(names: Iterable[str | None]) -> list[tuple[str, ...]]:
    """Facility names that look like the same place: the same letters, or one within another."""
    words = {name: _plain(name) for name in names if name}
    groups: list[tuple[str, ...]] = []
    for name, own in sorted(words.items(), key=lambda kv: (len(kv[1]), kv[0])):
        if len("".join(own)) < SHORTEST or any(name in group for group in groups):
            continue
        same = tuple(sorted(n for n, other in words.items() if _within(own, other)))
        if len(same) > 1:
            groups.append(same)
    return groups


SHORTEST = 4  # letters: less than that stands within too many names


def _plain(name: str) -> tuple[str, ...]:
    """The words of a name without accents, case or points: «C.P. La Joya» is cp, la, joya."""
    bare = "".join(c for c in normalize("NFKD", name.lower()) if not combining(c))
    return tuple(re.findall(r"[a-z0-9]+", bare.replace(".", "")))


def _within(short: tuple[str, ...], long: tuple[str, ...]) -> bool:
    if "".join(short) == "".join(long):
        return True
    size = len(short)
    return any(long[at : at + size] == short for at in range(len(long) - size + 1))
