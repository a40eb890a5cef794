"""The rules that judge: those a person took into use, not those a new version just brought.

What is written about them stands in `keeping/law_in_use.py`; here they are only read.
"""

import json
from datetime import date
from functools import cache, lru_cache

from segunda.law.rules import Rule, all_rules, rule_from
from segunda.registry.models import LawChange

COUNTRY = "PA"


def rules_in_use() -> tuple[Rule, ...]:
    """The rules of the country that test a person, as they were taken into use."""
    row = row_in_use()
    return shipped() if row is None else kept(row)


def rules_on(day: date) -> tuple[Rule, ...]:
    """Those of them in force that day."""
    return tuple(one for one in rules_in_use() if one.in_force(day))


def named(name: str) -> Rule:
    """The rule of that id, for its words: this version's, else as it was last in use.

    KeyError when no version of it was ever in use here.
    """
    known = {one.id: one for one in all_rules()}
    if name in known:
        return known[name]
    rows = LawChange.objects.filter(sources__has_key=name).order_by("-pk")
    for source in rows.values_list(f"sources__{name}", flat=True)[:1]:
        return rule_from(source)
    raise KeyError(name)


@cache
def shipped() -> tuple[Rule, ...]:
    """The rules this version of the program brings."""
    return tuple(r for r in all_rules() if r.tests_a_person and r.jurisdiction == COUNTRY)


def row_in_use() -> int | None:
    """The row of `LawChange` whose rules are in use; None before the first."""
    rows = LawChange.objects.exclude(decided_at=None).order_by("-pk")
    return rows.values_list("pk", flat=True).first()


@lru_cache(maxsize=4)
def kept(row: int) -> tuple[Rule, ...]:
    """The rules of a row of `LawChange`; where they decide as this version's do, those."""
    sources = LawChange.objects.values_list("sources", flat=True).get(pk=row)
    rules = tuple(sorted(map(rule_from, sources.values()), key=lambda one: one.order))
    return shipped() if [*map(decides, rules)] == [*map(decides, shipped())] else rules


def decides(one: Rule | None) -> str:
    """All of a rule that decides an answer, as canonical JSON; nothing of its words."""
    if one is None:
        return ""
    numbers = {name: [[str(day), str(value)] for day, value, _ in dated.values]
               for name, dated in one.numbers.items()}  # fmt: skip
    readings = [[r.name, r.condition_text, dict(r.instead)] for r in one.readings]
    return json.dumps([
        one.id, one.kind, one.subject, one.label, one.condition_text, numbers, readings,
        [part.es for part in one.unread], str(one.in_force_from), str(one.in_force_to),
    ], sort_keys=True)  # fmt: skip
