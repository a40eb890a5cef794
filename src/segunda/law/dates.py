"""From which day a rule becomes met, and until which, if nothing but time passes.

Only the facts with `moves` in the dictionary move, and only when both the number and the column
it is counted from are known. For each comparison of such a number the day it flips is taken, and
the same tree is evaluated on those days. On every other day than as-of a moving number is counted
anew from its column; as-of itself uses the number as stated.

Conventions: years and months are completed by the calendar (born on 29 February: completed on
1 March in a common year; a month without that day: on the first of the next); a day counts once
it has passed (as-of excluded); instants are read in Panama time (UTC-5, no summer time).
"""

import math
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta, timezone
from fractions import Fraction
from functools import cache

from segunda.law.facts import Moves, Subject
from segunda.law.logic import Compare, Expr, Facts, Number, Value, atoms, evaluate

PANAMA = timezone(timedelta(hours=-5), "America/Panama")
BEFORE_EVERYTHING = -(10**15)
NEVER = 10**9  # an ordinal no calendar reaches
DAY, EPOCH = 86400, date(1970, 1, 1).toordinal()
PANAMA_OFFSET = -5 * 3600
Columns = Mapping[str, date | datetime | int | None]


def outcome_dates(
    expr: Expr, facts: Facts, columns: Columns, as_of: date, subject: Subject
) -> tuple[date | None, date | None]:
    """(from, until) of the stretch in which the outcome is met; None where time decides nothing.

    met: from = first day of the present stretch if time opened it, until = first day no longer
    met. not met: from = next day met, until = end of that stretch. unknown: (None, None).
    `columns` holds the days and instants time is counted from; end exclusive. With a datetime
    as-of the answers are instants.
    """
    clock = _clock(as_of)
    now = clock.position(as_of)
    today = evaluate(expr, facts)
    flips = _flips(expr, facts, columns, subject, clock)
    if today is None or not flips:
        return None, None
    answers = {at: evaluate(expr, _moved(facts, columns, subject, clock, at)) for at in flips}
    if today:
        opened = _opened(expr, facts, columns, subject, clock, answers, now)
        closes = min((at for at in flips if at > now and not answers[at]), default=None)
        return clock.moment(opened), clock.moment(closes)
    opens = min((at for at in flips if at > now and answers[at]), default=None)
    ends = min((at for at in flips if opens and at > opens and not answers[at]), default=None)
    return clock.moment(opens), clock.moment(ends)


def turning_days(expr: Expr, facts: Facts, columns: Columns, subject: Subject) -> list[date]:
    """The days on which some comparison of the tree may change, in order, within the calendar."""
    flips = _flips(expr, facts, columns, subject, _DAYS)
    return [day for at in flips if (day := _day_moment(at)) is not None]


def facts_on(facts: Facts, columns: Columns, subject: Subject, day: date) -> Facts:
    """The facts as they stand on `day`: what time moves counted anew from its column."""
    return _moved(facts, columns, subject, _DAYS, day.toordinal())


def completed_years(since: date, day: date) -> int:
    """Whole years from `since` to `day`."""
    return day.year - since.year - ((day.month, day.day) < (since.month, since.day))


def completed_months(since: date, day: date) -> int:
    """Whole months from `since` to `day`."""
    return (day.year - since.year) * 12 + day.month - since.month - (day.day < since.day)


def after_months(since: date, months: int) -> int:
    """The ordinal of the day `months` months are completed (beyond year 9999: a far one).

    A month without that day completes on the first of the next.
    """
    year, month = divmod(since.year * 12 + since.month - 1 + months, 12)
    if not 1 <= year < date.max.year:
        return NEVER if year > 1 else 1
    try:
        return date(year, month + 1, since.day).toordinal()
    except ValueError:
        year, month = divmod(year * 12 + month + 1, 12)
        return date(year, month + 1, 1).toordinal()


@dataclass(frozen=True)
class _Clock:
    """Positions on the line of time: whole days for a date, whole seconds for an instant."""

    position: Callable[[date], int]
    midnight: Callable[[int], int]
    day: Callable[[int], date]
    moment: Callable[[int | None], date | None]


def _clock(as_of: date) -> _Clock:
    return _INSTANTS if isinstance(as_of, datetime) else _DAYS


def _day_moment(at: int | None) -> date | None:
    return date.fromordinal(at) if at is not None and 1 <= at <= date.max.toordinal() else None


def _instant(at: int | None) -> datetime | None:
    if at is None or not 0 <= at < (date.max.toordinal() - EPOCH) * DAY:
        return None
    return datetime.fromtimestamp(at, PANAMA)


def _seconds(moment: date) -> int:
    if isinstance(moment, datetime):
        return int((moment if moment.tzinfo else moment.replace(tzinfo=PANAMA)).timestamp())
    return int(datetime(moment.year, moment.month, moment.day, tzinfo=PANAMA).timestamp())


def _ordinal(at: int) -> date:
    return date.fromordinal(min(max(at, 1), date.max.toordinal()))


def _instant_day(at: int) -> date:
    return _ordinal((at + PANAMA_OFFSET) // DAY + EPOCH)


_DAYS = _Clock(date.toordinal, lambda ordinal: ordinal, _ordinal, _day_moment)
_INSTANTS = _Clock(
    _seconds, lambda ordinal: (ordinal - EPOCH) * DAY - PANAMA_OFFSET, _instant_day, _instant
)


@cache
def _moving_atoms(expr: Expr, subject_facts: tuple[str, ...]) -> tuple[Compare, ...]:
    wanted = set(subject_facts)
    return tuple(
        dict.fromkeys(a for a in atoms(expr) if isinstance(a, Compare) and a.fact in wanted)
    )


def _moving(subject: Subject) -> Mapping[str, Moves]:
    return {name: fact.moves for name, fact in subject.facts.items() if fact.moves}


def _known(name: str, moves: Moves, facts: Facts, columns: Columns) -> bool:
    stated = isinstance(facts.get(name), (int, Fraction))
    divided = moves.of is None or bool(columns.get(moves.of))
    return stated and columns.get(moves.since) is not None and divided


def _flips(
    expr: Expr, facts: Facts, columns: Columns, subject: Subject, clock: _Clock
) -> list[int]:
    moving = _moving(subject)
    days: set[int] = set()
    for atom in _moving_atoms(expr, tuple(moving)):
        if _known(atom.fact, moving[atom.fact], facts, columns):
            days.update(_flips_of(atom, moving[atom.fact], columns, clock))
    return sorted(days)


def _flips_of(atom: Compare, moves: Moves, columns: Columns, clock: _Clock) -> Iterator[int]:
    """Where the comparison may change: the moment the number reaches, or passes, the constant."""
    if isinstance(atom.constant, str):
        return
    since = columns[moves.since]
    assert isinstance(since, date)  # noqa: S101 (checked by _known)
    if atom.op in (">=", "<", "==", "!="):
        yield _reaches(since, moves, atom.constant, columns, clock, passed=False)
    if atom.op in (">", "<=", "==", "!="):
        yield _reaches(since, moves, atom.constant, columns, clock, passed=True)


def _reaches(
    since: date, moves: Moves, constant: Number, columns: Columns, clock: _Clock, *, passed: bool
) -> int:
    """The first position at which the number is at least the constant (or above it)."""
    if moves.kind == "hours":
        return clock.position(since) + _whole(constant * 3600, passed=passed)
    if moves.kind == "share_of_days":
        whole = _whole(Fraction(constant) * _divisor(moves, columns), passed=passed)
        return clock.midnight(_day_of(since).toordinal() + whole)
    whole = _whole(constant, passed=passed)
    if moves.kind == "days":
        return clock.midnight(_day_of(since).toordinal() + whole)
    months = whole * 12 if moves.kind == "completed_years" else whole
    return clock.midnight(after_months(_day_of(since), months))


def _whole(constant: Number, *, passed: bool) -> int:
    return math.floor(constant) + 1 if passed else math.ceil(constant)


def _day_of(moment: date) -> date:
    return moment.astimezone(PANAMA).date() if isinstance(moment, datetime) else moment


def _divisor(moves: Moves, columns: Columns) -> int:
    divisor = columns[moves.of or ""]
    assert isinstance(divisor, int)  # noqa: S101 (checked by _known)
    return divisor


def _moved(facts: Facts, columns: Columns, subject: Subject, clock: _Clock, at: int) -> Facts:
    moved: dict[str, Value | None] = dict(facts)
    for name, moves in _moving(subject).items():
        if _known(name, moves, facts, columns):
            moved[name] = _count(moves, columns, clock, at)
    return moved


def _count(moves: Moves, columns: Columns, clock: _Clock, at: int) -> Number:
    since = columns[moves.since]
    assert isinstance(since, date)  # noqa: S101 (checked by _known)
    if moves.kind == "hours":
        return Fraction(at - clock.position(since), 3600)
    start, day = _day_of(since), clock.day(at)
    if moves.kind == "completed_years":
        return completed_years(start, day)
    if moves.kind == "completed_months":
        return completed_months(start, day)
    days = (day - start).days
    return Fraction(days, _divisor(moves, columns)) if moves.of else days


def _opened(
    expr: Expr,
    facts: Facts,
    columns: Columns,
    subject: Subject,
    clock: _Clock,
    answers: Mapping[int, bool | None],
    now: int,
) -> int | None:
    """The start of the stretch that holds now, or None when time did not open it."""
    past = [at for at in answers if at <= now]
    closed = [at for at in past if not answers[at]]
    if closed:
        return min((at for at in past if at > max(closed)), default=None)
    origin = evaluate(expr, _moved(facts, columns, subject, clock, BEFORE_EVERYTHING))
    return None if origin or not past else min(past)
