"""Other rules are counted over everybody, and judge nobody until a person takes them into use.

A version of the program with other rules is noticed by the job of every minute. What it would
change is counted over everybody and shown; until a person decides, everybody goes on being judged
by the rules before, read from the record. Known dates inside a rule are no change: they come as
the rule said. What the dictionary of facts and the program's own reading do is not kept: a change
there is seen at once.
"""

import hashlib
from collections.abc import Mapping
from datetime import date, datetime
from functools import cache
from typing import Any

from segunda.access.scope import JOBS
from segunda.law.reform import Change, Reform
from segunda.law.rules import Rule, source_of
from segunda.law.text import Text
from segunda.law.what_if import compare
from segunda.registry.computing.computed import law_print
from segunda.registry.computing.now import moved_ends
from segunda.registry.facts import people_table
from segunda.registry.models import LawChange
from segunda.registry.rules_in_use import decides, kept, shipped
from segunda.report.effects import is_sealed, protected

_NOTHING = Text("", "")


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
        effects = _effects(kept(before[0]), people, day)
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
        Change(old.get(name), new.get(name))
        for name in sorted(old | new)
        if decides(old.get(name)) != decides(new.get(name))
    )
    if not changes:
        return []
    reform = Reform("", _NOTHING, _NOTHING, day, "", "", changes)
    return [
        protected(effect.as_item(reform)) if is_sealed(effect.change, day)
        else effect.as_item(reform)
        for effect in compare(reform, people, day)
    ]  # fmt: skip


@cache
def shipped_print() -> str:
    """SHA-256 of all in them that decides an answer, and of the computing of sentences."""
    told = "".join(decides(one) for one in shipped()) + law_print()
    return hashlib.sha256(told.encode()).hexdigest()


def _in_use() -> tuple[int, str] | None:
    rows = LawChange.objects.exclude(decided_at=None).order_by("-pk")
    return rows.values_list("pk", "fingerprint").first()
