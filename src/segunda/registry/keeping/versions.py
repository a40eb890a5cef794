"""The rules in force on a day, each with the version of it that verdicts are kept under."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property, lru_cache

from segunda.law.export import as_json
from segunda.law.facts import person, subject
from segunda.law.logic import facts_of
from segunda.law.rules import Rule
from segunda.registry.models import RuleVersion
from segunda.registry.rules_in_use import row_in_use, rules_on
from segunda.registry.verdicts import rests_on_sealed


@dataclass(frozen=True)
class Version:
    """A rule on one day: its row in the database, and the facts behind the bits of `missing`."""

    id: int
    rule: Rule
    facts: tuple[str, ...]
    sealed: bool

    @property
    def fact_class(self) -> str:
        """Sealed when the rule asks for any sealed fact."""
        return "sealed" if self.sealed else "ordinary"

    @cached_property
    def papers(self) -> Mapping[str, int]:
        """Paper → the bits of the facts it proves."""
        masks: dict[str, int] = {}
        for place, name in enumerate(self.facts):
            paper = person()[name].paper
            masks[paper] = masks.get(paper, 0) | 1 << place
        return masks

    def bits(self, names: tuple[str, ...]) -> int:
        """These facts as `missing` keeps them."""
        return sum(1 << self.facts.index(name) for name in names)

    def names(self, missing: int) -> tuple[str, ...]:
        """The facts whose bits are set."""
        return tuple(name for place, name in enumerate(self.facts) if missing >> place & 1)


def _described(day: date) -> tuple[tuple[Rule, str, tuple[str, ...]], ...]:
    return _described_by(day, row_in_use())


@lru_cache(maxsize=8)
def _described_by(
    day: date,
    which: int | None,  # noqa: ARG001 (another law is another answer)
) -> tuple[tuple[Rule, str, tuple[str, ...]], ...]:
    return tuple(
        (rule, _fingerprint(rule, day),
         subject("person").in_order(facts_of(rule.condition(day))))
        for rule in rules_on(day)
    )  # fmt: skip


def _fingerprint(rule: Rule, day: date) -> str:
    """SHA-256 of all that decides a verdict: the tree on that day, unread parts, the label."""
    parts = [rule.id, as_json(rule.condition(day)), [u.es for u in rule.unread], rule.label]
    return hashlib.sha256(json.dumps(parts, ensure_ascii=False).encode()).hexdigest()


def law_fingerprint(day: date) -> str:
    """SHA-256 over the versions of all rules in force that day."""
    return hashlib.sha256("".join(v for _, v, _ in _described(day)).encode()).hexdigest()


def versions_on(day: date, at: datetime) -> tuple[Version, ...]:
    """The versions verdicts of that day are kept under; those never seen are written first."""
    described = _described(day)
    known = _ids()
    unseen = [one for one in described if (one[0].id, one[1]) not in known]
    if unseen:
        RuleVersion.objects.bulk_create(
            (
                RuleVersion(rule=rule.id, fingerprint=print_, facts=list(facts), kind=rule.kind,
                            fact_class="sealed" if rests_on_sealed(rule, day) else "ordinary",
                            seen_at=at)
                for rule, print_, facts in unseen
            ),
            ignore_conflicts=True,
        )  # fmt: skip
        known = _ids()
    return tuple(
        Version(known[rule.id, print_], rule, facts, rests_on_sealed(rule, day))
        for rule, print_, facts in described
    )


def _ids() -> dict[tuple[str, str], int]:
    rows = RuleVersion.objects.values_list("rule", "fingerprint", "pk")
    return {(rule, print_): pk for rule, print_, pk in rows}
