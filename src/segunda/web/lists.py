"""Lists one can sort and page without JavaScript: headings that are links, earlier and later."""

import html
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from django.http import HttpRequest
from markupsafe import Markup, escape

from segunda.law.text import Text
from segunda.web.language import say

STATES = {  # state → sign; the colour is the class of the same name in web.css
    "met": "✓",
    "papers": "◐",
    "unknown": "?",
    "not_met": "–",
    "due": "◷",
    "over": "!",
    "neutral": "·",
}
ORDER = "orden"
ARIA = {"": "none", "up": "ascending", "down": "descending"}


class Column(NamedTuple):
    """A column of a table; `sort` is its name in the address, empty if it cannot be sorted."""

    label: Text
    sort: str = ""
    number: bool = False


class Heading(NamedTuple):
    """A column as the page shows it: where its heading leads and how it is sorted now."""

    label: Text
    href: str = ""
    aria: str = ""
    number: bool = False


class Cell(NamedTuple):
    """A cell that is more than words: a link, a state, a remark in small."""

    words: Any
    href: str = ""
    state: str = ""
    small: Any = ""


@dataclass(frozen=True)
class Pager:
    """Where a page of a list stands: links to the one before and after, and what it shows."""

    earlier: str = ""
    later: str = ""
    shown: Any = ""


def with_query(request: HttpRequest, **changes: str | None) -> str:
    """This address with some of its query changed; None takes a name out."""
    query = request.GET.copy()
    for name, value in changes.items():
        query.pop(name, None)
        if value is not None:
            query[name] = value
    return f"{request.path}?{query.urlencode()}" if query else request.path


def order_of(request: HttpRequest, columns: Sequence[Column], otherwise: str) -> tuple[str, bool]:
    """By which column the list is sorted and whether downwards; only columns that allow it."""
    asked = request.GET.get(ORDER, otherwise)
    name = asked.removeprefix("-")
    if name not in {column.sort for column in columns if column.sort}:
        asked, name = otherwise, otherwise.removeprefix("-")
    return name, asked.startswith("-")


def headings(request: HttpRequest, columns: Sequence[Column], otherwise: str = "") -> list[Heading]:
    """The columns with their links; sorting anew starts the pages from the beginning."""
    name, down = order_of(request, columns, otherwise)
    return [_heading(request, column, name, down) for column in columns]


def _heading(request: HttpRequest, column: Column, name: str, down: bool) -> Heading:
    if not column.sort:
        return Heading(column.label, number=column.number)
    now = ("down" if down else "up") if column.sort == name else ""
    wanted = f"-{column.sort}" if now == "up" else column.sort
    href = with_query(request, **{ORDER: wanted, "desde": None, "hasta": None})
    return Heading(column.label, href, ARIA[now], column.number)


class Task(NamedTuple):
    """A line of a task list: what to do, where, and how far it is."""

    words: Any
    state: str
    state_words: Any
    href: str = ""
    small: Any = ""


def state(name: str, words: Any) -> Markup:
    """A state as sign, word and colour; an unknown state is a programming error (KeyError)."""
    return _html(_state(name, words))


def cell(value: Any) -> Markup:
    """What stands in a cell: words, a number, a Text, or a Cell with link, state, remark."""
    return _html(_cell(value))


def table_rows(headings: Sequence[Heading], rows: Sequence[Sequence[Any]]) -> Markup:
    """The rows of a table; in Python, because a macro per cell costs as much as the database."""
    starts = ['<th scope="row" role="rowheader">'] + [_start(heading) for heading in headings[1:]]
    ends = ["</th>"] + ["</td>"] * (len(headings) - 1)
    lines = [
        "".join(f"{a}{_cell(value)}{z}" for a, value, z in zip(starts, row, ends, strict=True))
        for row in rows
    ]
    return _html("".join(f'<tr role="row">{line}</tr>\n' for line in lines))


def _start(heading: Heading) -> str:
    number = ' class="num"' if heading.number else ""
    return f'<td role="cell" data-h="{_in(heading.label)}"{number}>'


def _state(name: str, words: Any) -> str:
    sign = STATES[name]
    return f'<span class="state {name}"><i aria-hidden="true">{sign}</i> {_in(words)}</span>'


def _cell(value: Any) -> str:
    if not isinstance(value, Cell):
        return _in(value)
    words = _state(value.state, value.words) if value.state else _in(value.words)
    if value.href:
        words = f'<a href="{_in(value.href)}">{words}</a>'
    return f"{words} <small>{_in(value.small)}</small>" if value.small else words


def _in(value: Any) -> str:
    """A value as the page's language says it, escaped; None as nothing.

    Plain strings, not Markup, until the whole is done: Markup for each would double the cost.
    """
    if type(value) is str:
        return html.escape(value)
    if value is None:
        return ""
    return str(escape(say(value) if isinstance(value, Text) else value))


def _html(written: str) -> Markup:
    """Markup of this module's own; every value in it has been through `_in`."""
    return Markup(written)  # noqa: S704
