"""Reasons, told once: people whose clauses got the same answers share one block."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import reduce

import polars as pl

from segunda.law.facts import Paper, papers, person
from segunda.law.logic import Expr, facts_of
from segunda.law.rules import Rule
from segunda.law.text import Text
from segunda.report.papers import facts_in
from segunda.report.view import View, missing_column
from segunda.report.words import NOT_MET, STATE_LETTERS

NO, YES, DECLARED, OPEN = range(4)
LETTERS = "abcdefghijklmnopqrstuvwxyz"
CLAUSE_SIGNS = ("–", "✓", "◐", "?")
CLAUSE_ANSWERS = (
    Text("hoy falta", "lacking today"),
    Text("probado", "proved"),
    Text("consta, falta el papel", "on record, paper missing"),
    Text("no se sabe", "not known"),
)


@dataclass(frozen=True)
class Clause:
    """One clause of a rule in words, and the papers that prove its facts."""

    words: Text
    papers: tuple[Paper, ...]


@dataclass(frozen=True)
class Pattern:
    """The same answers to the same clauses: `answers` per clause, and what is missing.

    Where the rule is not met only the clauses that fail tell people apart; the others stand as
    YES whatever they are.
    """

    letter: str
    number: int
    people: int
    group: int
    answers: tuple[int, ...]
    missing: tuple[Paper, ...]

    @property
    def anchor(self) -> str:
        """The name of the block in the page; the style sheet colours a link by its first letter."""
        return f"{STATE_LETTERS[self.group]}{self.letter}{self.number}"


@dataclass(frozen=True)
class Reasons:
    """The clauses of a rule, its patterns (met first, then by people), and each person's."""

    rule: Rule
    letter: str
    clauses: tuple[Clause, ...]
    patterns: tuple[Pattern, ...]
    of_person: pl.Series


def reasons(view: View, rule: Rule, groups: pl.Series, letter: str) -> Reasons:
    """The reasons of every person under one rule, folded; `letter` begins the blocks' anchors."""
    from segunda.law.screening import clauses

    answers = clauses(view.screening, rule).fill_null(OPEN)
    masks = [n for w in range(2) if (n := missing_column(rule.id, w)) in view.verdicts.columns]
    keyed = pl.DataFrame(
        [_code(answers, groups), *(view.verdicts[name].fill_null(0) for name in masks)]
    )
    kinds = (
        keyed.group_by(keyed.columns)
        .len("people")
        .sort(
            [pl.col("code") // 4**answers.width, "people", *keyed.columns],
            descending=[False, True] + [False] * keyed.width,
        )
        .with_row_index("number", offset=1)
    )
    numbers = keyed.join(kinds, on=keyed.columns, how="left", maintain_order="left")["number"]
    patterns = tuple(_pattern(view, letter, answers.width, line) for line in kinds.iter_rows())
    return Reasons(rule, letter, clauses_in_words(rule, view), patterns, numbers)


def _code(answers: pl.DataFrame, groups: pl.Series) -> pl.Series:
    """Group and answers of a person as one number, base 4."""
    failed = groups == NOT_MET
    told = answers.select(pl.when(failed).then(pl.min_horizontal(c, 1)).otherwise(c).alias(c)
                          for c in answers.columns)  # fmt: skip
    digits = [groups.cast(pl.Int64), *(column.cast(pl.Int64) for column in told)]
    return reduce(lambda a, b: a * 4 + b, digits).alias("code")


def _pattern(view: View, letter: str, width: int, line: Sequence[int]) -> Pattern:
    number, code, *masks, people = line
    digits = [code >> 2 * place & 3 for place in range(width, -1, -1)]
    lacks = facts_in(view.facts, *masks)
    return Pattern(letter, number, people, digits[0], tuple(digits[1:]), papers_of(lacks))


def clauses_in_words(rule: Rule, view: View) -> tuple[Clause, ...]:
    """The clauses of a rule in words, each with the papers that prove it."""
    from segunda.law.screening import clause_words, clauses_of

    words = clause_words(rule, view.as_of)
    parts: Sequence[Expr] = clauses_of(rule.condition(view.as_of))
    return tuple(
        Clause(said, papers_of(name for name in person() if name in facts_of(part)))
        for said, part in zip(words, parts, strict=True)
    )


def papers_of(facts: Iterable[str]) -> tuple[Paper, ...]:
    """The papers that prove the given facts, each once, in the order of the facts."""
    names = dict.fromkeys(person()[name].paper for name in facts)
    return tuple(papers()[name] for name in names)
