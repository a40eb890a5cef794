"""One rule's verdict on one subject: what may be shown, what is missing, from when, until when."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from segunda.law import logic
from segunda.law.dates import Columns, outcome_dates
from segunda.law.facts import subject
from segunda.law.logic import Facts
from segunda.law.rules import Rule


@dataclass(frozen=True)
class Verdict:
    """What a rule says of one subject on one day.

    `outcome` is the bare condition's; `verdict` what may be shown about a person: unknown where
    parts were not read or "met" would rest on what is only declared (`if_proved` is then True).
    `missing`: facts, in dictionary order.
    """

    outcome: bool | None
    verdict: bool | None
    if_proved: bool | None
    missing: tuple[str, ...]
    from_date: date | None
    until_date: date | None


def judge(
    rule: Rule, facts: Facts, columns: Columns, as_of: date, proved: Iterable[str] | None = None
) -> Verdict:
    """The verdict of one rule; `proved` names the facts with their paper (None = all)."""
    about = subject(rule.subject)
    sure = frozenset(facts) if proved is None else frozenset(proved)
    condition = rule.condition(as_of)
    backed = {name: value for name, value in facts.items() if name in sure}
    outcome = logic.evaluate(condition, facts)
    if_proved = None if outcome and rule.unread else outcome
    verdict = if_proved if logic.evaluate(condition, backed) or not outcome else None
    begins, ends = outcome_dates(condition, facts, columns, as_of, about)
    lacking = about.in_order(logic.missing(condition, facts, backed))
    return Verdict(outcome, verdict, if_proved, lacking, begins, ends)
