"""Which rules judge: those a person has taken into use, not those a new version just brought.

A version of the program with other rules is noticed by the job of every minute. What it would
change is counted over everybody and shown; until a person decides, everybody goes on being judged
by the rules before, read from the record. Known dates inside a rule are no change: they come as
the rule said. What the dictionary of facts and the program's own reading do is not kept: a change
there is seen at once.
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime
from functools import cache, lru_cache
from typing import Any

from segunda.access.scope import JOBS
from segunda.law.reform import Change, Reform
from segunda.law.rules import Rule, all_rules, rule_from, source_of
from segunda.law.text import Text
from segunda.law.what_if import compare
from segunda.registry.computing.computed import law_print
from segunda.registry.computing.now import moved_ends
from segunda.registry.facts import people_table
from segunda.registry.models import LawChange
from segunda.report.effects import is_sealed, protected

COUNTRY = "PA"
_NOTHING = Text("", "")


def rules_in_use() -> tuple[Rule, ...]:
    """The rules of the country that test a person, as they were taken into use."""
    row = _in_use()
    if row is None or row[1] == shipped_print():
        return shipped()
    return _kept(row[0])


def print_in_use() -> str:
    """The fingerprint of the rules in use."""
    row = _in_use()
    return row[1] if row else shipped_print()


def waiting() -> LawChange | None:
    """The change this version of the program brought, if nobody has decided on it yet."""
    newest = LawChange.objects.order_by("-pk").first()
    here = newest is not None and newest.fingerprint == shipped_print()
    return newest if here and newest and newest.decided_at is None else None


def notice(day: date, at: datetime) -> None:
    """Write down what other rules would change, over everybody, where this version brings them.

    In a transaction of the jobs. Where nothing at all moves and no rule is another, it is in use.
    """
    before = _in_use()
    if before is None:
        _write(day, at, 0, [], None, decided=at)
    elif (
        before[1] != shipped_print()
        and not LawChange.objects.filter(fingerprint=shipped_print(), decided_at=None).exists()
    ):
        people = people_table(user=JOBS)
        effects = _effects(_kept(before[0]), people, day)
        ends = moved_ends(day)
        still = not effects and not (ends and ends["moved"])
        _write(day, at, len(people), effects, ends, decided=at if still else None)


def _write(
    day: date, at: datetime, people: int, effects: list[dict[str, Any]],
    ends: Mapping[str, Any] | None, *, decided: datetime | None,
) -> None:  # fmt: skip
    LawChange.objects.create(
        fingerprint=shipped_print(), sources={one.id: source_of(one.id) for one in shipped()},
        day=day, people=people, effects=effects, ends=ends, noticed_at=at, decided_at=decided,
    )  # fmt: skip


def _effects(before: tuple[Rule, ...], people: Any, day: date) -> list[dict[str, Any]]:
    """Each rule that is another, new or gone, with whom it moves; see `law compare`."""
    old, new = ({one.id: one for one in rules} for rules in (before, shipped()))
    changes = tuple(
        Change(old.get(name), new.get(name) or _never(old[name]))
        for name in sorted(old | new)
        if _decides(old.get(name)) != _decides(new.get(name))
    )
    if not changes:
        return []
    reform = Reform("", _NOTHING, _NOTHING, day, "", "", changes)
    return [
        protected(effect.as_item(reform)) if is_sealed(effect.change, day)
        else effect.as_item(reform)
        for effect in compare(reform, people, day)
    ]  # fmt: skip


def _never(one: Rule) -> Rule:
    """A rule that is gone is met by nobody."""
    return replace(one, condition_text="False", readings=(), unread=())


def _decides(one: Rule | None) -> str:
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


@cache
def shipped() -> tuple[Rule, ...]:
    """The rules this version of the program brings."""
    return tuple(r for r in all_rules() if r.tests_a_person and r.jurisdiction == COUNTRY)


@cache
def shipped_print() -> str:
    """SHA-256 of all in them that decides an answer, and of the computing of sentences."""
    told = "".join(_decides(one) for one in shipped()) + law_print()
    return hashlib.sha256(told.encode()).hexdigest()


def titles() -> Mapping[str, Text]:
    """The titles of all rules about a person, by name."""
    return {one.id: one.title for one in all_rules()}


def _in_use() -> tuple[int, str] | None:
    rows = LawChange.objects.exclude(decided_at=None).order_by("-pk")
    return rows.values_list("pk", "fingerprint").first()


@lru_cache(maxsize=4)
def _kept(which: int) -> tuple[Rule, ...]:
    sources = LawChange.objects.values_list("sources", flat=True).get(pk=which)
    return tuple(sorted(map(rule_from, sources.values()), key=lambda one: one.order))
