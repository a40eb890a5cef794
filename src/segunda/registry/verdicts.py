"""What the law says of one person today, with reasons; the plain evaluator answers."""

from dataclasses import dataclass
from datetime import date

from segunda.access.scope import Reader
from segunda.law.dates import Columns
from segunda.law.derive import derived
from segunda.law.facts import person as dictionary
from segunda.law.logic import Facts, facts_of
from segunda.law.rules import Rule
from segunda.law.screening import Screening, facts_of_row
from segunda.law.words import Explanation, explain
from segunda.registry.facts import people_table
from segunda.registry.rules_in_use import rules_on


@dataclass(frozen=True)
class LawPage:
    """The rules of the country about one person. `protected`: rules not shown to this reader.

    They rest on sealed facts; the same number stands on everybody's page, so it tells nothing.
    """

    told: tuple[Explanation, ...]
    protected: int

    def of_kind(self, *kinds: str) -> tuple[Explanation, ...]:
        """The answers of some kinds of rule: path, limit, placement…"""
        return tuple(one for one in self.told if one.rule.kind in kinds)


def law_page(*, user: Reader, person: int, today: date) -> LawPage:
    """Every rule in use that tests a person, in force today, explained for one person."""
    rules = rules_on(today)
    shown = [r for r in rules if user.sealed or not rests_on_sealed(r, today)]
    known = facts_now(user=user, person=person, today=today)
    if known is None:
        return LawPage((), len(rules) - len(shown))
    facts, columns, proved = known
    return LawPage(
        tuple(explain(rule, facts, columns, today, proved) for rule in shown),
        len(rules) - len(shown),
    )


def facts_now(
    *, user: Reader, person: int, today: date
) -> tuple[Facts, Columns, frozenset[str]] | None:
    """What the law is asked with about one person: facts, date columns, which are proved.

    None for a person the reader does not see.
    """
    table = derived(people_table(user=user, people=[person]), today)
    if table.is_empty():
        return None
    return facts_of_row(Screening(today, (), (), table, table, table, table, ()), 0)


def rests_on_sealed(rule: Rule, today: date) -> bool:
    """Whether the rule asks for any sealed fact."""
    known = dictionary()
    return any(known[name].sealed for name in facts_of(rule.condition(today)))
