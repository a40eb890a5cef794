"""Spans of time laid out from left to right, in lanes; every bar has its words below."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any

from segunda.law.text import Text
from segunda.web.dates import part_of

ONGOING = Text("sigue", "ongoing")
SHADES = 3  # neighbours are told apart; the meaning is in the number and its words
TICKS = 6  # at most: more years than that would run into one another on a phone
ROOM = Fraction(93, 100)  # past this the year would be cut off at the edge
LEAST = 0.4  # per cent: a bar of one day in ten years is still seen


@dataclass(frozen=True)
class Span:
    """Something that held from `start` to `end` (exclusive; None: it still does)."""

    words: Any
    start: date
    end: date | None
    href: str = ""
    remark: Any = ""


@dataclass(frozen=True)
class Bar:
    """A span with its number, shade and place: x and width in per cent, as SVG takes them."""

    number: int
    span: Span
    x: str
    width: str
    middle: str
    labelled: bool
    shade: int
    until: date


@dataclass(frozen=True)
class Lane:
    """One line of the picture: what it is about and its bars."""

    name: Any
    bars: tuple[Bar, ...]


@dataclass(frozen=True)
class Tick:
    """A year on the axis."""

    x: str
    year: int


@dataclass(frozen=True)
class Timeline:
    """All that the part `timeline` shows."""

    lanes: tuple[Lane, ...]
    ticks: tuple[Tick, ...]
    now: str
    today: date


def timeline(lanes: Sequence[tuple[Any, Sequence[Span]]], *, today: date) -> Timeline:
    """Lay out (name, spans) pairs from the first start to the last end, at least to `today`."""
    spans = [span for _, held in lanes for span in held]
    first = min((span.start for span in spans), default=today)
    last = max([today, *(span.end for span in spans if span.end)])
    laid = tuple(
        Lane(name, tuple(_bar(n, span, first, last, today) for n, span in enumerate(held, 1)))
        for name, held in lanes
    )
    return Timeline(laid, _ticks(first, last), _percent(part_of(first, last, today)), today)


def _bar(number: int, span: Span, first: date, last: date, today: date) -> Bar:
    until = span.end or max(today, span.start)
    start, end = (100 * float(part_of(first, last, day)) for day in (span.start, until))
    width = max(end - start, LEAST)
    start = min(start, 100 - width)
    middle = f"{start + width / 2:.2f}%"
    return Bar(
        number, span, f"{start:.2f}%", f"{width:.2f}%", middle, width >= 5, number % SHADES, until
    )


def _ticks(first: date, last: date) -> tuple[Tick, ...]:
    places = [
        (year, part_of(first, last, date(year, 1, 1))) for year in range(first.year, last.year + 1)
    ]
    seen = [(year, x) for year, x in places if date(year, 1, 1) >= first and x <= ROOM]
    step = -(-len(seen) // TICKS) or 1
    return tuple(Tick(_percent(x), year) for year, x in seen[::step])


def _percent(part: Fraction) -> str:
    return f"{100 * float(part):.2f}%"
