"""Which rules a reader may list people by, and which papers each can lack.

A rule that rests on sealed facts is offered only to who reads them; asked for by anybody else it
is as unknown as one that does not exist.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from segunda.access.scope import Reader
from segunda.law.facts import person
from segunda.law.rules import Rule
from segunda.registry.models import RuleVersion
from segunda.registry.rules_in_use import rules_on

KINDS = ("path", "limit")


@dataclass(frozen=True)
class ListedRule:
    """A rule with the versions verdicts stand under: number → the facts behind its bits."""

    rule: Rule
    versions: Mapping[int, tuple[str, ...]]
    sealed: bool

    @property
    def papers(self) -> frozenset[str]:
        """Every paper that can be missing for it."""
        return frozenset(
            person()[name].paper
            for facts in self.versions.values()
            for name in facts
            if name in person()
        )

    def bits_of(self, paper: str) -> Mapping[int, int]:
        """Version → the bits of the facts this paper proves; only versions that ask for it."""
        found = {
            number: sum(
                1 << n
                for n, name in enumerate(facts)
                if name in person() and person()[name].paper == paper
            )
            for number, facts in self.versions.items()
        }
        return {number: bits for number, bits in found.items() if bits}


@dataclass(frozen=True)
class Rules:
    """The rules offered, paths first, and how many rest on sealed facts (the same for everybody,
    so that the number tells nothing)."""

    offered: Mapping[str, ListedRule]
    protected: int

    def of_kind(self, kind: str) -> tuple[ListedRule, ...]:
        """The paths, or the limits, in the order of the law."""
        return tuple(one for one in self.offered.values() if one.rule.kind == kind)

    def asked(self, rule: str) -> tuple[ListedRule, ...]:
        """The rule of this id, or every path when none is named; KeyError for any other."""
        return (self.offered[rule],) if rule else self.of_kind("path")

    def version(self, number: int) -> tuple[Rule, tuple[str, ...]]:
        """The rule of a version and the facts behind the bits of `missing`."""
        return next(
            (one.rule, one.versions[number])
            for one in self.offered.values()
            if number in one.versions
        )


def _in_force(day: date) -> tuple[Rule, ...]:
    rules = rules_on(day)
    return tuple(r for kind in KINDS for r in rules if r.kind == kind)


def rules_for(*, user: Reader, day: date) -> Rules:
    """The paths and limits of that day under which verdicts were ever kept."""
    known: dict[str, dict[int, tuple[str, ...]]] = {}
    sealed: set[str] = set()
    rows = RuleVersion.objects.order_by("pk").values_list("pk", "rule", "facts", "fact_class")
    for number, name, facts, fact_class in rows:
        known.setdefault(name, {})[number] = tuple(facts)
        if fact_class == "sealed":
            sealed.add(name)
    listed = {
        r.id: ListedRule(r, known[r.id], r.id in sealed) for r in _in_force(day) if r.id in known
    }
    shown = {name: one for name, one in listed.items() if user.sealed or not one.sealed}
    return Rules(shown, len(sealed & listed.keys()))
