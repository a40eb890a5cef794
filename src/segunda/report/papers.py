"""Papers to ask for: by office and paper, ranked by the people each can decide."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import polars as pl

from segunda.law.facts import Paper, papers, person
from segunda.law.logic import facts_of
from segunda.law.rules import Rule
from segunda.report.view import BITS, View, missing_column


@dataclass
class PaperCount:
    """A paper, how many people it decides, how many would be met with it alone.

    It decides a person when it stands in what is missing for a path whose outcome it can still
    change; `alone` counts those for whom a path would be met and only this paper is missing.
    """

    paper: Paper
    people: int = 0
    alone: int = 0
    by_rule: dict[str, int] = field(default_factory=dict)

    def as_item(self) -> dict[str, object]:
        """The paper as it stands in summary.json."""
        return {
            "paper": self.paper.id,
            "office": self.paper.office_id,
            "people": self.people,
            "met_with_this_paper_alone": self.alone,
            "by_rule": self.by_rule,
        }


@dataclass(frozen=True)
class Lack:
    """A fact that some or all rows lack: how many, and what stays open because of it.

    `rows` people have no value; of `people` of them `verdicts` answers stay unknown.
    """

    fact: str
    rows: int
    people: int
    verdicts: int

    def as_item(self) -> dict[str, object]:
        """The fact as it stands in summary.json."""
        return {
            "fact": self.fact,
            "without_value": self.rows,
            "people": self.people,
            "open_verdicts": self.verdicts,
        }


@dataclass(frozen=True)
class Open:
    """People with the same open paths: how many, and per path whether met if proved, and lacks."""

    people: int
    lacks: tuple[tuple[str, bool, tuple[str, ...]], ...]


def open_verdicts(
    view: View, rules: Sequence[Rule], spoken: pl.DataFrame, unasked: pl.DataFrame
) -> list[Open]:
    """The people of the view folded by what each open path lacks: few hundred kinds, not rows.

    Left out is what the file is silent on (`silence`): no paper is asked of everybody.
    """
    names = [n for r in rules for n in _columns(view, r.id)]
    if not names:
        return []
    quiet = unasked.rename(lambda name: f"{name}__unasked")
    table = pl.concat([view.verdicts.select(names), spoken, quiet], how="horizontal")
    folded = table.group_by(table.columns, maintain_order=True).len("people")
    words: dict[tuple[object, ...], tuple[str, ...]] = {}
    found = []
    for line in folded.iter_rows(named=True):
        lacks = tuple(_open_paths(view, rules, line, words))
        if lacks:
            found.append(Open(line["people"], lacks))
    return found


def _columns(view: View, rule_id: str) -> list[str]:
    masks = [missing_column(rule_id, word) for word in range(2)]
    return [rule_id, f"{rule_id}__if_proved", *(m for m in masks if m in view.verdicts.columns)]


def _open_paths(
    view: View,
    rules: Sequence[Rule],
    line: Mapping[str, int | None],
    words: dict[tuple[object, ...], tuple[str, ...]],
) -> Iterator[tuple[str, bool, tuple[str, ...]]]:
    from segunda.report.silence import SPOKEN, heard

    spoken = tuple(name for name in line if name.startswith(SPOKEN) and line[name])
    for rule in rules:
        if line[rule.id] is None and not line.get(f"{rule.id}__unasked"):
            low = line[missing_column(rule.id, 0)] or 0
            high = line.get(missing_column(rule.id, 1)) or 0
            key = (rule.id, low, high, spoken)
            if key not in words:
                words[key] = heard(facts_in(view.facts, low, high), spoken)
            yield rule.id, line[f"{rule.id}__if_proved"] == 1, words[key]


def facts_in(facts: Sequence[str], low: int, high: int = 0) -> tuple[str, ...]:
    """The facts whose bits are set."""
    mask = low | high << BITS
    return tuple(name for place, name in enumerate(facts) if mask >> place & 1)


def papers_to_ask(kinds: Sequence[Open]) -> list[PaperCount]:
    """Every paper some person lacks, the one that decides most people first."""
    found: dict[str, PaperCount] = {}
    for kind in kinds:
        _count(kind, found)
    return sorted(found.values(), key=lambda c: (-c.people, -c.alone, c.paper.id))


def _count(kind: Open, found: dict[str, PaperCount]) -> None:
    decided: set[str] = set()
    alone: set[str] = set()
    for rule_id, would_be_met, facts in kind.lacks:
        wanted = {person()[name].paper for name in facts}
        for paper in sorted(wanted):
            entry = found.setdefault(paper, PaperCount(papers()[paper]))
            entry.by_rule[rule_id] = entry.by_rule.get(rule_id, 0) + kind.people
        decided |= wanted
        if would_be_met and len(wanted) == 1:
            alone |= wanted
    for paper in decided:
        found[paper].people += kind.people
    for paper in alone:
        found[paper].alone += kind.people


def by_office(counts: Sequence[PaperCount]) -> list[tuple[Paper, int, list[PaperCount]]]:
    """The papers by the office one asks: (a paper of it, most people decided, its papers)."""
    offices: dict[str, list[PaperCount]] = {}
    for count in counts:
        offices.setdefault(count.paper.office_id, []).append(count)
    return [(group[0].paper, group[0].people, group) for group in offices.values()]


def what_the_file_lacked(view: View, rules: Sequence[Rule]) -> list[Lack]:
    """Facts the paths ask for that rows lack, with what stays open because of each."""
    asked = {rule: facts_of(rule.condition(view.as_of)) for rule in rules}
    names = [name for name in view.facts if any(name in facts for facts in asked.values())]
    if not names:
        return []
    both = pl.concat(
        [view.people.select(_blanks(view.people, names)), view.verdicts], how="horizontal"
    )
    columns = []
    for name in names:
        blank = pl.col(f"{name}__blank")
        waiting = [
            (pl.col(r.id).is_null() & _asks(view, r, name) & blank).cast(pl.Int64)
            for r in rules
            if name in asked[r]
        ]
        answers = pl.sum_horizontal(waiting)
        columns += [
            pl.col(f"{name}__blank").sum().alias(f"{name} rows"),
            (answers > 0).sum().alias(f"{name} people"),
            answers.sum().alias(f"{name} verdicts"),
        ]
    told = both.select(columns).row(0, named=True)
    found = [Lack(n, *(int(told[f"{n} {what}"] or 0) for what in WHAT)) for n in names]
    return sorted((x for x in found if x.people), key=lambda lack: (-lack.verdicts, lack.fact))


WHAT = ("rows", "people", "verdicts")


def _blanks(people: pl.DataFrame, names: Sequence[str]) -> list[pl.Expr]:
    """Whether each fact is unknown of each person: no value, and not "does not apply"."""
    blanks = []
    for name in names:
        blank = pl.col(name).is_null() if name in people.columns else pl.col("row").is_not_null()
        if f"{name}__applies" in people.columns:
            blank &= pl.col(f"{name}__applies").fill_null(value=True)
        blanks.append(blank.alias(f"{name}__blank"))
    return blanks


def _asks(view: View, rule: Rule, fact: str) -> pl.Expr:
    """Whether the fact can still change the outcome of the rule."""
    word, bit = divmod(view.facts.index(fact), BITS)
    name = missing_column(rule.id, word)
    if name not in view.verdicts.columns:
        return pl.lit(value=False)
    return (pl.col(name).fill_null(0) // pl.lit(1 << bit, dtype=pl.Int64)) % 2 == 1
