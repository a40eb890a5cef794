"""Credits of the record as the amounts of a case: only what a resolution or a paper proves.

What is not confirmed counts nothing and is said. Three sources may speak: rows of the record,
each with its resolution; hours a second person has confirmed, where no judge has spoken of them yet
(room `programmes`, which leaves out every day a resolution speaks of, so that none counts twice);
facts that came with a file. Where a row and a fact speak, the row counts; where it is not known
whether two speak of the same days, a person computes.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

import polars as pl

from segunda.access.scope import Reader
from segunda.law import facts as dictionary
from segunda.law.sentence.codes import Said
from segunda.law.text import Text
from segunda.registry.computing.codes import say
from segunda.registry.facts import PAPERS_READ, people_table
from segunda.registry.queries.redeeming import Confirmed, confirmed_of
from segunda.registry.words import CREDIT_KIND

Row = Mapping[str, Any]
AMOUNTS: Mapping[str, tuple[str, int]] = {
    "work": ("work_days", 2),
    "study": ("study_days", 2),
    "teaching": ("teaching_hours", 16),
    "community_work": ("community_work_days", 5),
    "presentation": ("presentations", 5),
    "territorial_ban": ("territorial_ban_days", 5),
}
"""Kind of credit → the field of the case, and how many of it make one day (CP 57-58, CP 65,
CPP 232), for a paper that states only the days taken off."""
REDEEM = ("work", "study", "teaching")
_FACTS: Mapping[str, tuple[str, ...]] = {
    "redeemed_days": REDEEM,
    "presentations_made": ("presentation",),
    "community_work_days": ("community_work",),
}
"""A fact of a file → the kinds of credit it may be the same as."""
_READ = (*_FACTS, "sentence_months", "custody_start_date")


@dataclass(frozen=True)
class Facts:
    """What her facts say of credits: value and whether a paper proves it; the hours a second
    person has confirmed (room `programmes`); the numbers of papers as her file gives them."""

    known: Mapping[str, tuple[Fraction | None, bool]] = field(default_factory=dict)
    confirmed: Confirmed = field(default_factory=Confirmed)
    papers: Mapping[str, str] = field(default_factory=dict)

    def proved(self, name: str) -> bool:
        """Whether a paper proves this fact of hers."""
        return self.known.get(name, (None, False))[1]

    def paper(self, paper: str, *, of: str) -> str:
        """The number of the paper by which her file proves a fact; "" where it proves none."""
        return self.papers.get(paper, "") if self.proved(of) else ""


@dataclass(frozen=True)
class Counted:
    """The amounts of a case by field, and what is said of the credits. `undecided`: the part of
    the amounts that no judge has recognised yet."""

    amounts: Mapping[str, int]
    said: list[Said]
    undecided: Mapping[str, int] = field(default_factory=dict)


def facts_of(
    *, user: Reader, people: Sequence[int], table: pl.DataFrame | None = None
) -> dict[int, Facts]:
    """The facts behind a computation, of each of these people; `table` as in `gathered`."""
    if table is None:
        table = people_table(user=user, people=people)
    read = [name for name in _READ if name in table.columns]
    confirmed = confirmed_of(user=user, people=people)
    found = {}
    papers = [f"paper_{one}" for one in PAPERS_READ if f"paper_{one}" in table.columns]
    about = [name for name in table.columns if name.split("__")[0] in {"id", *read, *papers}]
    for row in table.select(about).iter_rows(named=True):
        known = {name: (_number(row, name), bool(row.get(f"{name}__proved"))) for name in read}
        person = int(row["id"])
        named = {name.removeprefix("paper_"): row[name] for name in papers if row[name]}
        found[person] = Facts(known, confirmed.get(person, Confirmed()), named)
    return found


def _number(row: Row, name: str) -> Fraction | None:
    value = row.get(name)
    if value is None or not isinstance(value, int):
        return None
    return Fraction(value, row.get(f"{name}__of") or 1)


def counted(rows: Sequence[Row], facts: Facts) -> Counted:
    """What counts of these rows and facts."""
    amounts: dict[str, int] = defaultdict(int)
    said: list[Said] = []
    kinds = set()
    for row in sorted(rows, key=lambda r: (r["kind"], str(r["start_date"]), r["pk"])):
        code = _refused(row)
        if code:
            said.append(say(code, value=_words(row)))
            continue
        kinds.add(row["kind"])
        name, times = AMOUNTS[row["kind"]]
        amounts[name] += row["days"] * (times if row["unit"] == "off" else 1)
        if row["unit"] == "off":
            said.append(say("TAKEN_OFF_AS_DONE", value=_words(row)))
    undecided = {AMOUNTS[kind][0]: n for kind, n in facts.confirmed.amounts.items() if n}
    for name, amount in undecided.items():
        amounts[name] += amount
    said += _of_confirmed(facts.confirmed)
    said += _add_facts(amounts, facts, kinds)
    return Counted(dict(amounts), said, undecided)


def _refused(row: Row) -> str:
    """The code that keeps a credit from counting; empty where it counts."""
    if not row["document"]:
        return "CREDIT_NOT_PROVED"
    if row["kind"] == "pretrial":
        return "PRETRIAL_CREDIT_WITHOUT_DAYS"
    if row["kind"] not in AMOUNTS:
        return "CREDIT_OF_ANOTHER_KIND"
    return "" if row["unit"] else "CREDIT_UNIT_UNKNOWN"


_SAID_OF_CONFIRMED = (
    ("amounts", "CONFIRMED_NOT_DECIDED"), ("perhaps", "CREDIT_PERHAPS_TWICE"),
    ("twice", "ACTIVITY_TWICE_A_DAY"), ("outside", "ACTIVITY_OUT_OF_PRISON"),
)  # fmt: skip


def _of_confirmed(confirmed: Confirmed) -> Iterator[Said]:
    """What is said of each part of what is confirmed."""
    for part, code in _SAID_OF_CONFIRMED:
        for kind, amount in sorted(getattr(confirmed, part).items()):
            if amount:
                yield say(code, value=_amount(amount, kind))


def _add_facts(amounts: dict[str, int], facts: Facts, kinds: set[str]) -> Iterator[Said]:
    for name, same in _FACTS.items():
        value, proved = facts.known.get(name, (None, False))
        if not value:
            continue
        words = _fact_words(name, value)
        if kinds & set(same):
            yield say("FACT_LEFT_OUT", value=words)
        elif not proved:
            yield say("FACT_NOT_PROVED", value=words)
        elif name == "redeemed_days" and any(facts.confirmed.amounts.values()):
            # The file's paper does not say for which days it is: perhaps for these.
            yield say("CREDIT_PERHAPS_TWICE", value=words)
        elif name == "redeemed_days":
            amounts["work_days"] += int(2 * value)
            yield say("TAKEN_OFF_AS_DONE", value=words)
        else:
            amounts[AMOUNTS[same[0]][0]] += int(value)


def _fact_words(name: str, value: Fraction) -> Text:
    label = dictionary.person()[name].label
    number = f"{int(value):,}" if value.denominator == 1 else f"{float(value):,.2f}"
    return Text(f"{label.es}: {number}", f"{label.en}: {number}")


def _words(row: Row) -> Text:
    paper = f" ({row['document']})" if row["document"] else ""
    amount = _amount(row["days"], row["kind"])
    return Text(amount.es + paper, amount.en + paper)


def _amount(amount: int, kind: str) -> Text:
    words = CREDIT_KIND[kind]
    return Text(f"{words.es}: {amount:,}", f"{words.en}: {amount:,}")
