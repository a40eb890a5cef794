"""What one reader may see of a screening: everything, or everything but the sealed facts."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cache, reduce
from typing import TYPE_CHECKING

import polars as pl

from segunda.law.facts import SEALED_ATTRIBUTES, papers, person
from segunda.law.logic import facts_of
from segunda.law.rules import Rule
from segunda.law.text import Text

if TYPE_CHECKING:
    from segunda.law.screening import Screening

EVERYONE, HEALTH_DEFENCE = "everyone", "health-defence"
BITS = 63  # facts per missing column: a signed 64-bit number
IDENTITY = ("row", "id", "name", "facility", "nationality")
HOME = "PA"
GROUND = "protected_ground"
PROTECTED_KINDS = ("path", "placement", "limit")


@dataclass(frozen=True)
class Flag:
    """A kind of contradiction in one column: its rows, and which fact it speaks of (if any)."""

    kind: str
    rows: frozenset[int]
    fact: str | None = None


@dataclass(frozen=True)
class Refused:
    """A row that was not accepted: its line in the file, whose it is (if it says), and why.

    `facts` are the facts its faults speak of; None stands for a column nobody read as a fact.
    """

    line: int
    name: str
    reason: Text
    facts: tuple[str | None, ...] = ()


@dataclass(frozen=True)
class Source:
    """What intake said of the file: how it counts its rows, what contradicts itself, its codes.

    `counted` has one row per row of the file: sex, status, facility as the census counts them.
    `codes`: heading -> (the fact it was read as, if any; code -> rows).
    """

    rows: int
    rejected: int
    counted: pl.DataFrame
    flags: tuple[Flag, ...] = ()
    codes: Mapping[str, tuple[str | None, Mapping[str, int]]] | None = None
    refused: tuple[Refused, ...] = ()
    file_name: str = ""
    fictitious: bool = False


@dataclass(frozen=True)
class View:
    """A screening as one reader may see it; `protected` is Int8 (1 or null) or None."""

    form: str
    as_of: date
    rules: tuple[Rule, ...]
    people: pl.DataFrame
    verdicts: pl.DataFrame
    facts: tuple[str, ...]
    source: Source
    screening: "Screening"
    protected: pl.Series | None = None

    @property
    def for_everyone(self) -> bool:
        return self.form == EVERYONE

    def home(self, *kinds: str) -> tuple[Rule, ...]:
        """The country's rules of these kinds in force on the day, in stock order."""
        return tuple(
            r
            for r in self.rules
            if r.jurisdiction == HOME and r.kind in kinds and r.in_force(self.as_of)
        )


def rows_of(view: View, rows: Iterable[int]) -> pl.DataFrame:
    """The people of the given rows, once each, in file order."""
    wanted = pl.DataFrame({"row": list(rows)}, schema={"row": pl.Int64})
    return view.people.join(wanted, on="row", how="semi", maintain_order="left")


def view_for(screening: "Screening", source: Source, form: str) -> View:
    """The screening as `form` ("everyone" or "health-defence") may see it."""
    whole = View(
        HEALTH_DEFENCE,
        screening.as_of,
        tuple(sorted((*screening.rules, *screening.not_in_force), key=lambda r: r.order)),
        screening.people,
        screening.verdicts,
        tuple(screening.facts),
        source,
        screening,
    )
    return whole if form == HEALTH_DEFENCE else _sealed(whole)


@cache
def sealed_facts() -> frozenset[str]:
    """The facts only health staff and the defence may see (dictionary, class sealed)."""
    return frozenset(name for name, fact in person().items() if fact.sealed)


def sealed_names() -> frozenset[str]:
    """What a column may be read as that is not for everyone: sealed facts and attributes."""
    return sealed_facts() | frozenset(SEALED_ATTRIBUTES)


def rests_on_sealed(rule: Rule, as_of: date) -> bool:
    """Whether the condition of the rule, in any reading, mentions a sealed fact."""
    readings = [None, *(reading.name for reading in rule.readings)]
    return any(facts_of(rule.condition(as_of, name)) & sealed_facts() for name in readings)


def speaks_of_sealed(text: str) -> bool:
    """Whether a text of the law names a sealed fact or the paper of one, in either language."""
    return _sealed_words().search(text.lower()) is not None


@cache
def sealed_papers() -> frozenset[str]:
    """The papers that prove nothing but sealed facts."""
    of_ordinary = {fact.paper for fact in person().values() if not fact.sealed}
    return frozenset(fact.paper for fact in person().values() if fact.sealed) - of_ordinary


@cache
def _sealed_words() -> re.Pattern[str]:
    words: set[str] = set()
    for name in sealed_facts():
        fact = person()[name]
        words |= {name, fact.label.es, fact.label.en}
    for name in sealed_papers():
        words |= {papers()[name].name.es, papers()[name].name.en}
    words |= {name for text in SEALED_ATTRIBUTES.values() for name in (text.es, text.en)}
    words |= set(ALSO_SEALED)
    return re.compile(rf"\b(?:{'|'.join(re.escape(word.lower()) for word in sorted(words))})")


# Inflections of the sealed facts that the law's own sentences use.
ALSO_SEALED = (
    "embaraz", "pregnan", "lactan", "breastfeed", "enfermedad", "illness", "vih", "hiv",
    "discapacidad", "disabilit", "indígena", "indigenous", "coacci", "coerc",
    "expectant mother", "parto", "mental", "identidad de género", "gender identity",
)  # fmt: skip


def _sealed(view: View) -> View:
    hidden = tuple(r for r in view.rules if rests_on_sealed(r, view.as_of))
    rules = tuple(r for r in view.rules if r not in hidden)
    facts = tuple(name for name in view.facts if name not in sealed_facts())
    return replace(
        view,
        form=EVERYONE,
        rules=rules,
        people=_ordinary_columns(view.people),
        verdicts=_ordinary_verdicts(view, rules, facts),
        facts=facts,
        source=_ordinary_source(view.source),
        protected=_protected(view.verdicts, hidden, view.as_of),
    )


def _ordinary_columns(people: pl.DataFrame) -> pl.DataFrame:
    return people.select(c for c in people.columns if c.split("__")[0] not in sealed_names())


def _protected(verdicts: pl.DataFrame, hidden: Iterable[Rule], as_of: date) -> pl.Series:
    """1 where one of the country's hidden rules is met or would be, else null; never 0.

    Null does not tell "examined, and no" from "not known".
    """
    ways = [
        pl.col(name) == 1
        for r in hidden
        if r.jurisdiction == HOME and r.kind in PROTECTED_KINDS and r.in_force(as_of)
        for name in (r.id, f"{r.id}__if_proved")
    ]
    found = pl.any_horizontal([pl.lit(value=False), *(w.fill_null(value=False) for w in ways)])
    one = pl.when(found).then(pl.lit(1, dtype=pl.Int8)).otherwise(pl.lit(None, dtype=pl.Int8))
    return verdicts.select(one.alias(GROUND))[GROUND]


def _ordinary_verdicts(view: View, rules: Iterable[Rule], facts: tuple[str, ...]) -> pl.DataFrame:
    columns = [pl.col("row"), pl.col("id")]
    for rule in rules:
        columns += [pl.col(f"{rule.id}{end}") for end in ("", "__if_proved", "__from", "__until")]
        columns += _remapped(view, rule, facts)
    return view.verdicts.select(columns)


def _remapped(view: View, rule: Rule, facts: tuple[str, ...]) -> list[pl.Expr]:
    """The missing bits of a rule over the shorter list of facts."""
    asked = facts_of(rule.condition(view.as_of))
    moved: dict[int, list[pl.Expr]] = {0: [pl.col("row") * 0]}
    for new, name in enumerate(facts):
        if name in asked and _has_bit(view, rule.id, name):
            word, bit = divmod(new, BITS)
            given = _bit(rule.id, view.facts.index(name))
            moved.setdefault(word, []).append(given * pl.lit(1 << bit, dtype=pl.Int64))
    return [
        reduce(lambda a, b: a + b, parts).alias(missing_column(rule.id, word))
        for word, parts in sorted(moved.items())
    ]


def _has_bit(view: View, rule_id: str, fact: str) -> bool:
    """Whether the fact has a bit at all: a rule not in force has one empty column, not two."""
    return missing_column(rule_id, view.facts.index(fact) // BITS) in view.verdicts.columns


def missing_column(rule_id: str, word: int) -> str:
    """The name of a rule's first or second column of missing bits."""
    return f"{rule_id}__missing" + ("" if word == 0 else f"_{word + 1}")


def _bit(rule_id: str, place: int) -> pl.Expr:
    word, bit = divmod(place, BITS)
    mask = pl.col(missing_column(rule_id, word)).fill_null(0)
    return (mask // pl.lit(1 << bit, dtype=pl.Int64)) % 2


def _ordinary_source(source: Source) -> Source:
    """Without the flags and codes of sealed columns, and without the file's name.

    The codes of a column nobody read as an ordinary fact may be anything, a diagnosis too: left
    out.
    """
    codes = source.codes or {}
    return replace(
        source,
        file_name="",
        flags=tuple(f for f in source.flags if f.fact not in sealed_names()),
        codes={h: (f, c) for h, (f, c) in codes.items() if f and f not in sealed_names()},
        refused=tuple(_ordinary_refusal(r) for r in source.refused),
    )


_A_CELL = Text("un dato de la fila no se acepta", "a value of the row is not accepted")


def _ordinary_refusal(refused: Refused) -> Refused:
    """Without the value of a sealed column, nor of a column that may hold anything."""
    sealed = any(fact is None or fact in sealed_names() for fact in refused.facts)
    if sealed or speaks_of_sealed(refused.reason.es) or speaks_of_sealed(refused.reason.en):
        where = Text(f"Línea {refused.line} del archivo: ", f"Line {refused.line} of the file: ")
        return replace(refused, reason=where + _A_CELL + Text(".", "."), facts=())
    return refused
