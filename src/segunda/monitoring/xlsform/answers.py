"""Answers on a form: what is asked of whom, what is wrong or missing, what a norm says of them.

Answers are texts by path, as an XForm keeps them: "g/days": "15"; several choices stand apart by a
space; in a repeat the path has the number of the time: "cells[2]/area".
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from xml.etree.ElementTree import Element, SubElement

from segunda.law.text import Text
from segunda.monitoring.xlsform.expressions import (
    ExpressionError,
    as_text,
    day_number,
    evaluate,
    true,
)
from segunda.monitoring.xlsform.items import QUESTIONS, Form, Item

Answers = Mapping[str, str]
UNVERIFIED = "unverified"
NOT_KNOWN = ("not_seen", "not_known", "not_applicable", "unknown")
"""Names of choices that are no answer to what a norm asks: they are never scored."""
SAID: Mapping[bool | None, Text] = {
    True: Text("cumple", "met"), False: Text("no cumple", "not met"),
    None: Text("falta saber", "not known"),
}  # fmt: skip
WITHIN = Text("dentro de la norma, sin verificar", "within the norm, unverified")
"""Said of a norm whose text nobody has seen, in place of «met»."""
MOST_TIMES = 200
"""How often a repeat may be answered: a facility has no more cells in one wing."""
MISSING = Text("falta la respuesta", "the answer is missing")
NOT_ASKED = Text(
    "tiene respuesta, pero no se pregunta en este caso: borre la respuesta o corrija la pregunta "
    "de la que depende",
    "is answered, but is not asked in this case: clear the answer or correct the question it "
    "depends on",
)
NOT_A_NUMBER = Text("escriba un número; los decimales van con punto, como 22.5",
                    "write a number; decimals with a point, as 22.5")  # fmt: skip
NOT_WHOLE = Text("escriba un número entero, sin decimales", "write a whole number")
NOT_A_DAY = Text("escriba un día que exista", "write a day that exists")
NOT_A_CHOICE = Text("elija una de las opciones", "choose one of the options")
OUTSIDE = Text("la respuesta no cabe en lo que el formulario admite",
               "the answer is outside what the form accepts")  # fmt: skip
TURNED = re.compile(r"!=|\bnot\s*\(")
"""What makes an expression true by an answer that is missing."""
TIME = re.compile(r"\[(\d+)\]")


@dataclass(frozen=True)
class Line:
    """One item as it stands in a filled form. `time`: which time of its repeat, 0 outside one."""

    item: Item
    key: str
    value: str
    asked: bool
    time: int = 0

    @property
    def words(self) -> Text:
        """The answer as a person reads it."""
        if self.item.kind in ("one", "some"):
            names = dict(self.item.choices)
            chosen = [names.get(one, Text(one, one)) for one in self.value.split()]
            return Text("; ".join(c.es for c in chosen), "; ".join(c.en for c in chosen))
        if self.item.kind == "yes":
            return Text("sí", "yes") if self.value else Text("", "")
        return Text(self.value, self.value)


@dataclass(frozen=True)
class Problem:
    """What keeps a form from being finished: of which line, and what to do."""

    line: Line
    says: Text


@dataclass(frozen=True)
class Score:
    """What the norm says of an answer. `held`: whether it keeps to the threshold, None where that
    cannot be known: not answered, not seen on the visit, or it rests on what was not answered."""

    line: Line
    held: bool | None

    @property
    def met(self) -> bool | None:
        """As `held`; but of a norm whose text nobody has seen it is never said that it is met."""
        unseen = self.line.item.norm_label == UNVERIFIED
        return None if self.held and unseen else self.held

    @property
    def words(self) -> Text:
        """For a page, after the sign of `met`."""
        return WITHIN if self.held and self.met is None else SAID[self.met]


def lines(form: Form, answers: Answers, today: date) -> list[Line]:
    """Every item in the order of the sheet, each time of a repeat after the other."""
    tree = _Tree(form, answers, today)
    return list(tree.lines())


def problems(form: Form, answers: Answers, today: date) -> list[Problem]:
    """All that is wrong or missing, in the order of the sheet."""
    tree = _Tree(form, answers, today)
    return [Problem(line, says) for line in tree.lines() if (says := tree.problem(line))]


def scores(form: Form, answers: Answers, today: date) -> list[Score]:
    """What the norm's threshold says of each answer it is given for."""
    tree = _Tree(form, answers, today)
    scored = (line for line in tree.lines() if line.item.scored and line.asked)
    return [Score(line, tree.keeps(line)) for line in scored]


def scored_lines(
    form: Form, answers: Answers, today: date
) -> list[tuple[Line, Score | None]]:  # fmt: skip
    """Every item as `lines` gives it, each with what `scores` says of it, if anything."""
    tree = _Tree(form, answers, today)
    return [
        (line, Score(line, tree.keeps(line)) if line.item.scored and line.asked else None)
        for line in tree.lines()
    ]


def times(path: str, answers: Answers) -> int:
    """How many times the repeat at this path (with the times of those around it) was answered."""
    start = f"{path}["
    found = (TIME.match(key[len(path) :]) for key in answers if key.startswith(start))
    return min(max((int(one[1]) for one in found if one), default=0), MOST_TIMES)


def packed(form: Form, answers: Answers) -> dict[str, str]:
    """The answers without the empty ones; of a repeat, what stands after an empty time moves up."""
    kept = {key: value for key, value in answers.items() if value}
    for item in form.walk():
        if item.kind == "repeat":
            kept = _closed_up(item, kept)
    return kept


def _closed_up(item: Item, answers: Mapping[str, str]) -> dict[str, str]:
    """One repeat counted anew, in each time of those around it by itself."""
    above = r"(?:\[\d+\])?/".join(re.escape(name) for name in item.path.split("/"))
    of_it = re.compile(rf"({above})\[(\d+)\](/.*)")
    found = {key: match for key in answers if (match := of_it.fullmatch(key))}
    used: dict[str, set[int]] = {}
    for match in found.values():
        used.setdefault(match[1], set()).add(int(match[2]))
    order = {path: sorted(numbers) for path, numbers in used.items()}

    def anew(key: str) -> str:
        match = found.get(key)
        if match is None:
            return key
        return f"{match[1]}[{order[match[1]].index(int(match[2])) + 1}]{match[3]}"

    return {anew(key): value for key, value in answers.items()}


def places(
    items: tuple[Item, ...], answers: Answers, prefix: str = "", time: int = 0
) -> Iterator[tuple[Item, str, int]]:
    """Each item with its path as a page of typing shows it: of a repeat, one time more."""
    for item in items:
        if item.kind != "repeat":
            yield item, f"{prefix}{item.name}", time
            yield from places(item.children, answers, f"{prefix}{item.name}/", time)
            continue
        for now in range(1, min(times(f"{prefix}{item.name}", answers) + 1, MOST_TIMES) + 1):
            key = f"{prefix}{item.name}[{now}]"
            yield item, key, now
            yield from places(item.children, answers, f"{key}/", now)


class _Tree:
    """The answers as the XML an XForm's expressions speak of."""

    def __init__(self, form: Form, answers: Answers, today: date) -> None:
        self.form, self.answers, self.today = form, answers, today
        self.root = Element("data")
        self.nodes: dict[str, Element] = {}
        self._grow(form.items, self.root, "")
        counted = [item for item in form.walk() if item.calculate]
        for _ in counted[:2]:  # what is counted may rest on what is counted further down
            self._count(counted)

    def _grow(self, items: tuple[Item, ...], above: Element, prefix: str) -> None:
        for item in items:
            for key in self._keys(item, prefix):
                node = self.nodes[key] = SubElement(above, item.name)
                if item.children:
                    self._grow(item.children, node, f"{key}/")
                else:
                    value = self.answers.get(key, "")
                    node.text = day_number(value) if item.kind == "date" else value

    def _keys(self, item: Item, prefix: str) -> list[str]:
        if item.kind != "repeat":
            return [f"{prefix}{item.name}"]
        path = f"{prefix}{item.name}"
        return [f"{path}[{n}]" for n in range(1, times(path, self.answers) + 1)]

    def _count(self, counted: list[Item]) -> None:
        for item in counted:
            for node in self._of(item):
                try:
                    node.text = as_text(evaluate(item.calculate, self.root, node, self.today))
                except ExpressionError:
                    node.text = ""

    def _of(self, item: Item) -> Iterator[Element]:
        return (node for key, node in self.nodes.items() if TIME.sub("", key) == item.path)

    def lines(self) -> Iterator[Line]:
        """Every item with its answer, and whether it is asked."""
        yield from self._lines(self.form.items, "", True, 0)

    def _lines(
        self, items: tuple[Item, ...], prefix: str, asked: bool, time: int
    ) -> Iterator[Line]:
        for item in items:
            for place, key in enumerate(self._keys(item, prefix), start=1):
                now = place if item.kind == "repeat" else time
                holds = asked and self._holds(item.relevant, key)
                value = (self.nodes[key].text or "") if item.calculate else (
                    self.answers.get(key, "").strip())  # fmt: skip
                yield Line(item, key, value, holds, now)
                yield from self._lines(item.children, f"{key}/", holds, now)

    def _holds(self, expression: str, key: str) -> bool:
        """Whether a condition holds; what cannot be worked out is asked."""
        if not expression:
            return True
        try:
            return true(expression, self.root, self.nodes[key], self.today)
        except ExpressionError:
            return True

    def problem(self, line: Line) -> Text | None:
        """What is wrong with an answer, or missing."""
        if line.item.kind not in QUESTIONS:
            return None
        if not line.value:
            wanted = line.asked and line.item.required
            return MISSING if wanted and self._holds(line.item.required, line.key) else None
        if not line.asked:
            return NOT_ASKED
        wrong = _of_its_kind(line.item, line.value)
        if wrong is None and not self._holds(line.item.constraint, line.key):
            wrong = line.item.message if line.item.message.es else OUTSIDE
        return wrong

    def keeps(self, line: Line) -> bool | None:
        """Whether the answer keeps to the threshold; None where that cannot be known."""
        if not line.value or line.value in NOT_KNOWN:
            return None
        try:
            held = true(line.item.threshold, self.root, self.nodes[line.key], self.today)
            # What compares with nothing is false: what holds even so holds whatever is missing.
            if held and not TURNED.search(line.item.threshold):
                return True
            return None if self._lacks(line) else held
        except ExpressionError:
            return None

    def _lacks(self, line: Line) -> bool:
        """Whether an answer is missing that the threshold rests on."""
        node = self.nodes[line.key]
        found = (as_text(evaluate(one, self.root, node, self.today)) for one in line.item.needs)
        return any(one in ("", *NOT_KNOWN) for one in found)


def _of_its_kind(item: Item, value: str) -> Text | None:
    """What is wrong with a text as an answer of this kind."""
    if item.kind in ("integer", "decimal"):
        try:
            number = Decimal(value)
        except InvalidOperation:
            return NOT_A_NUMBER
        if not number.is_finite():
            return NOT_A_NUMBER
        return NOT_WHOLE if item.kind == "integer" and number != int(number) else None
    if item.kind == "date":
        return None if day_number(value) != value else NOT_A_DAY
    if item.kind in ("one", "some"):
        names = dict(item.choices)
        return None if all(one in names for one in value.split()) else NOT_A_CHOICE
    return None
