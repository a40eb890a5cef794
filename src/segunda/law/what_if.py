"""What a reform would change for the people of a register, and the wall that length alone builds.

Answers are those "if the papers prove it": what is only declared counts as said, a part of an
article nobody read leaves *unknown*. To gain is to move up (not met → unknown → met), to lose is
to move down. Main reading of each rule; nothing here decides about anybody.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Final

import polars as pl

from segunda.law.logic import Facts, evaluate
from segunda.law.reform import Change, Reform
from segunda.law.rules import DatedNumber, Rule, rule
from segunda.law.screening import outcomes
from segunda.law.text import Text

GROUPS: Final = ("sex", "offence_class", "facility")
DRUGS: Final = ("drugs_small", "drugs_trafficking")
ALTERNATIVES: Final = {
    "PA-CP-065": "five_years",
    "PA-CP-098": "three_years",
    "PA-CP-102": "four_years",
}
"""The ordinary alternatives to prison, each with the number that limits the penalty's length."""
_NOT_MET, _UNKNOWN, _MET = 0, 1, 2
_WORDS: Final = ("not_met", "unknown", "met")
_WITHOUT_LIMIT: Final = 9_000  # months: 750 years; a table multiplies it by 15 decimals
_STEPS: Final = (72, 96, 120)  # six, eight, ten years


@dataclass(frozen=True)
class Effect:
    """One rule of a reform: how many before, after, who moves, by group."""

    change: Change
    before: Mapping[str, int]
    after: Mapping[str, int]
    gain: int
    lose: int
    moves: Mapping[str, int]
    by: Mapping[str, Mapping[str, Mapping[str, int]]]

    def as_item(self, reform: Reform) -> dict[str, Any]:
        """The form of CONTRACTS, with what the reform is and one sentence beside it."""
        words = self.says()
        return {
            "rule": self.change.name,
            "before": dict(self.before),
            "after": dict(self.after),
            "gain": self.gain,
            "lose": self.lose,
            "by": {name: dict(groups) for name, groups in self.by.items()},
            "moves": dict(self.moves),
            "reform": reform.id,
            "dated": reform.dated.isoformat(),
            "label": self.change.label,
            "reform_label": reform.label,
            "source": reform.source,
            "says": {"es": words.es, "en": words.en},
        }

    def says(self) -> Text:
        """The answer in two sentences: for whom it opens; whether for anyone held for drugs."""
        groups = self.by["offence_class"]
        drugs = sum(groups.get(name, {}).get("gain", 0) for name in DRUGS)
        now = sum(n for move, n in self.moves.items() if move.endswith("_to_met"))
        told = Text(
            f"{self.change.name}: se abre más para {self.gain:,} personas ({now:,} cumplen; "
            f"{self.gain - now:,} según lo que prueben sus papeles) y se cierra para "
            f"{self.lose:,}. ",
            f"{self.change.name}: it opens further for {self.gain:,} people ({now:,} meet it; "
            f"{self.gain - now:,} as their papers prove) and closes for {self.lose:,}. ",
        )
        if drugs == 0:
            return told + Text(
                "No libera a nadie privado de libertad por drogas.",
                "It frees none held for drugs.",
            )
        return told + Text(f"Por drogas: {drugs:,}.", f"Held for drugs: {drugs:,}.")


def compare(reform: Reform, people: pl.DataFrame, as_of: date) -> tuple[Effect, ...]:
    """The effect of each change of the reform on `people` (the person table of `registry.intake`).

    The reform is asked as if it were in force on `as_of`; rules not in force that day count as
    not met before it.
    """
    asked: dict[str, Rule] = {}
    for place, change in enumerate(reform.changes):
        if change.after is not None:
            asked[f"a{place}"] = change.after
        if change.before is not None and change.before.in_force(as_of):
            asked[f"b{place}"] = change.before
    ranks = _ranks(people, as_of, asked)
    groups = _groups(people)
    return tuple(_effect(c, place, ranks, groups) for place, c in enumerate(reform.changes))


def _ranks(people: pl.DataFrame, as_of: date, asked: Mapping[str, Rule]) -> pl.DataFrame:
    """Per rule asked a column of 0 not met, 1 unknown, 2 met, in file order."""
    if not asked:
        return pl.DataFrame()
    named = [replace(one, id=name, readings=()) for name, one in asked.items()]
    answers = outcomes(people, as_of, named)
    return answers.select(
        _rank(pl.col(name), unread=bool(one.unread)).alias(name) for name, one in asked.items()
    )


def _rank(answer: pl.Expr, *, unread: bool) -> pl.Expr:
    best = pl.lit(_UNKNOWN if unread else _MET, dtype=pl.Int8)
    return pl.when(answer).then(best).when(~answer).then(_NOT_MET).otherwise(_UNKNOWN)


def _groups(people: pl.DataFrame) -> pl.DataFrame:
    nothing = pl.lit(None, dtype=pl.String)
    return people.select(
        (pl.col(name) if name in people.columns else nothing).fill_null("unknown").alias(name)
        for name in GROUPS
    )


def _effect(change: Change, place: int, ranks: pl.DataFrame, groups: pl.DataFrame) -> Effect:
    none = pl.Series("none", [_NOT_MET], dtype=pl.Int8).new_from_index(0, groups.height)
    before, after = (
        (ranks[name] if name in ranks.columns else none).alias(words)
        for name, words in ((f"b{place}", "before"), (f"a{place}", "after"))
    )
    table = groups.with_columns(before, after).with_columns(
        gain=pl.col("after") > pl.col("before"), lose=pl.col("after") < pl.col("before")
    )
    moved = table.filter(pl.col("gain") | pl.col("lose")).group_by("before", "after").len()
    return Effect(
        change,
        _counted(before),
        _counted(after),
        int(table["gain"].sum()),
        int(table["lose"].sum()),
        {f"{_WORDS[b]}_to_{_WORDS[a]}": n for b, a, n in sorted(moved.iter_rows())},
        {name: _by(table, name) for name in GROUPS},
    )


def _counted(ranks: pl.Series) -> dict[str, int]:
    return {_WORDS[rank]: int((ranks == rank).sum()) for rank in (_MET, _UNKNOWN, _NOT_MET)}


def _by(table: pl.DataFrame, name: str) -> dict[str, dict[str, int]]:
    counted = table.group_by(name).agg(pl.col("gain").sum(), pl.col("lose").sum()).sort(name)
    return {group: {"gain": gain, "lose": lose} for group, gain, lose in counted.iter_rows()}


def wall(people: pl.DataFrame, as_of: date) -> dict[str, Any]:
    """Who is outside every ordinary alternative only for the length of the penalty.

    Outside all of `ALTERNATIVES` today, and not outside one of them if its limit of length were
    taken away (met, or unknown for want of a paper). Counted by sex, by offence, and by the
    number of years that would have to be the limit.
    """
    table = _walled(people, as_of)
    behind = table.filter(pl.col("only_by_length"))
    return {
        "as_of": as_of.isoformat(),
        "rules": list(ALTERNATIVES),
        "people": people.height,
        "sentenced": int(table["sentenced"].sum()),
        "outside_every_alternative": int((table["outside"] & table["sentenced"]).sum()),
        "only_by_length": behind.height,
        "by": {name: _tally(behind, [name]) for name in GROUPS[:2]},
        "by_sex_and_offence": _tally(behind, ["sex", "offence_class"]),
        "by_limit_that_would_reach": _by_limit(behind),
    }


def behind_wall(people: pl.DataFrame, as_of: date) -> pl.DataFrame:
    """(id, offence_class, months) of everybody whom only the length keeps outside; months may be
    null. The same people as `wall` counts."""
    return (
        people.select("id")
        .hstack(_walled(people, as_of))
        .filter(pl.col("only_by_length"))
        .select("id", "offence_class", "months")
    )


def is_behind_wall(facts: Facts, as_of: date) -> bool:
    """Whether only the length keeps one person outside, by the plain evaluator."""
    today = [rule(name) for name in ALTERNATIVES]
    if any(evaluate(one.condition(as_of), facts) is not False for one in today):
        return False
    lifted = (_without_limit(one).condition(as_of) for one in today)
    return any(evaluate(condition, facts) is not False for condition in lifted)


def _walled(people: pl.DataFrame, as_of: date) -> pl.DataFrame:
    """Per person, in file order: sentenced, months, sex, offence, facility, and how she stands."""
    today = {name: rule(name) for name in ALTERNATIVES}
    lifted = {f"{name}_lifted": _without_limit(one) for name, one in today.items()}
    ranks = _ranks(people, as_of, today | lifted)
    outside = pl.all_horizontal(pl.col(name) == _NOT_MET for name in today)
    reachable = pl.any_horizontal(pl.col(name) > _NOT_MET for name in lifted)
    flags = ranks.select(outside=outside, only_by_length=outside & reachable)
    return people.select(_sentenced(people), _months(people)).hstack(_groups(people)).hstack(flags)


def step_of(months: float | None) -> str:
    """Which limit of six, eight or ten years would reach a sentence: as `wall` names them."""
    if months is None:
        return "unknown"
    return next((f"{step // 12}_years" for step in _STEPS if months <= step), "more")


def _without_limit(one: Rule) -> Rule:
    free = DatedNumber("months", ((None, _WITHOUT_LIMIT, ()),))
    return replace(one, numbers={**one.numbers, ALTERNATIVES[one.id]: free})


def _sentenced(people: pl.DataFrame) -> pl.Expr:
    if "legal_status" not in people.columns:
        return pl.lit(value=False).alias("sentenced")
    return pl.col("legal_status").str.starts_with("sentenced").fill_null(False).alias("sentenced")


def _months(people: pl.DataFrame) -> pl.Expr:
    if "sentence_months" not in people.columns:
        return pl.lit(None, dtype=pl.Float64).alias("months")
    divisor = pl.col("sentence_months__of") if "sentence_months__of" in people.columns else 1
    of = pl.lit(divisor) if isinstance(divisor, int) else divisor.fill_null(1)
    return (pl.col("sentence_months") / of).alias("months")


def _tally(table: pl.DataFrame, by: Sequence[str]) -> dict[str, int]:
    counted = table.group_by(by).len().sort(by)
    return {" ".join(row[:-1]): row[-1] for row in counted.iter_rows()}


def _by_limit(table: pl.DataFrame) -> dict[str, int]:
    """How many would be reached by a limit of six, eight, ten years; by none of them; not known."""
    months, found, below = table["months"], {}, 0
    for limit in _STEPS:
        reached = int((months <= limit).sum())
        found[f"{limit // 12}_years"], below = reached - below, reached
    longer = int((months > _STEPS[-1]).sum())
    return found | {"more": longer, "unknown": int(months.null_count())}
