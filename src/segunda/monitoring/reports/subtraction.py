"""Which numbers must not be printed, so that no small one is found by subtracting the others.

A count under 10 reads "fewer than 10". Where the rest of a sum would tell it, another number of the
sum is left out, until whoever knows everything that is printed still has at least five values for
each small count to choose from.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import inf

from segunda.monitoring.reports.document import FEW, HIDDEN, SHOWN, Sum
from segunda.report.words import FEWEST

LEFT = 5
"""So many values of a hidden small count have to stay possible."""
Bounds = dict[str, tuple[float, float]]
NOTHING_SETTLED: Mapping[str, str] = {}


@dataclass(frozen=True)
class Relation:
    """That these cells, each so many times, add up to nothing."""

    terms: Mapping[str, int | Fraction]


class TellsTooMuchError(ValueError):
    """What is settled already tells a small count, whatever else is left out."""


def states(
    values: Mapping[str, int], sums: Sequence[Sum], unprinted: Iterable[str] = (),
    settled: Mapping[str, str] = NOTHING_SETTLED, hidden: Iterable[str] = (),
) -> dict[str, str]:  # fmt: skip
    """How each printed number is shown. `unprinted`: what nobody prints but a sum may tell.

    `settled`: how numbers were shown that others have read already; `hidden`: what is left out
    from the beginning, because it was before. TellsTooMuchError where nothing helps.
    """
    silent, out = frozenset(unprinted), frozenset(hidden)
    told = {key: FEW if value < FEWEST else HIDDEN if key in out else SHOWN
            for key, value in values.items()} | dict(settled)  # fmt: skip
    relations = [_relation(one) for one in sums]
    while found := _found_out(values, told, relations, silent):
        unknown = {key for key in values if told[key] != SHOWN} | silent
        chosen = _next(found, values, relations, unknown, frozenset(settled))
        if not chosen:
            raise TellsTooMuchError(found)
        told |= dict.fromkeys(chosen, HIDDEN)
    return {key: state for key, state in told.items() if key not in silent}


def bounds(
    values: Mapping[str, int], told: Mapping[str, str], relations: Sequence[Relation],
    silent: frozenset[str] = frozenset(),
) -> Bounds:  # fmt: skip
    """What a reader of the printed numbers can know of each: its least and greatest value."""
    known = {key: _known(key, values, told, silent) for key in values}
    rules = [*relations, *_eliminated(relations, known)]
    for _ in range(len(values) + 2):
        if not sum(_tighten(rule, known) for rule in rules):  # each of them, every round
            break
    return known


def relations_of(sums: Iterable[Sum]) -> list[Relation]:
    """Sums as relations."""
    return [_relation(one) for one in sums]


def _relation(one: Sum) -> Relation:
    return Relation({one.total: -1, **dict.fromkeys(one.parts, 1)})


def _known(
    key: str, values: Mapping[str, int], told: Mapping[str, str], silent: frozenset[str]
) -> tuple[float, float]:
    if key in silent:
        return 0, inf
    if told[key] == SHOWN:
        return values[key], values[key]
    return (0, FEWEST - 1) if told[key] == FEW else (FEWEST, inf)


def _found_out(
    values: Mapping[str, int], told: Mapping[str, str], relations: Sequence[Relation],
    silent: frozenset[str],
) -> str | None:  # fmt: skip
    """A small count of which too few values stay possible."""
    known = bounds(values, told, relations, silent)
    for key, value in values.items():
        low, high = known[key]
        if value < FEWEST and high - low + 1 < LEFT:
            return key
    return None


def _next(
    found: str, values: Mapping[str, int], relations: Sequence[Relation], unknown: set[str],
    fixed: frozenset[str],
) -> frozenset[str]:  # fmt: skip
    """What is hidden next: the fewest and smallest numbers that hide each other as well.

    From the sums of the small count itself; where those are all hidden, from the sums next to them.
    """
    reached, seen = {found}, set[str]()
    while reached != seen:
        seen = set(reached)
        near = [rule for rule in relations if seen & set(rule.terms)]
        able = {key for rule in near for key in rule.terms if key not in unknown | fixed}
        if able:
            sets = [_with_others(key, unknown, fixed, values, relations) for key in sorted(able)]
            return min(sets, key=lambda one: (len(one), sum(values[key] for key in one)))
        reached |= {key for rule in near for key in rule.terms}
    return frozenset()


def _with_others(
    key: str, unknown: set[str], fixed: frozenset[str], values: Mapping[str, int],
    relations: Sequence[Relation],
) -> frozenset[str]:  # fmt: skip
    """A number, and the others without which another of its sums would tell it."""
    added = [key]
    for one in added:
        for rule in relations:
            hidden = unknown | set(added)
            if one in rule.terms and sum(cell in hidden for cell in rule.terms) == 1:
                left = [cell for cell in rule.terms if cell not in hidden | fixed]
                added += sorted(left, key=lambda cell: (rule.terms[cell] < 0, values[cell]))[:1]
    return frozenset(added)


def _tighten(rule: Relation, known: Bounds) -> bool:
    """Narrow the bounds of each cell by the bounds of the others; whether any was narrowed."""
    narrowed = False
    for key, times in rule.terms.items():
        rest = [_span(float(n), known[one]) for one, n in rule.terms.items() if one != key]
        low, high = -sum(top for _, top in rest), -sum(bottom for bottom, _ in rest)
        ends = sorted((low / float(times), high / float(times)))
        before = known[key]
        now = max(before[0], _up(ends[0])), min(before[1], _down(ends[1]))
        if now != before:
            known[key], narrowed = now, True
    return narrowed


def _span(times: float, ends: tuple[float, float]) -> tuple[float, float]:
    low, high = (times * end if end else 0.0 for end in ends)
    return (low, high) if low <= high else (high, low)


def _up(value: float) -> float:
    """To a whole number, upwards; what floats add is not taken for a step."""
    return value if value in (inf, -inf) else float(-((-value + 1e-9) // 1))


def _down(value: float) -> float:
    return value if value in (inf, -inf) else float((value + 1e-9) // 1)


def _eliminated(relations: Sequence[Relation], known: Bounds) -> list[Relation]:
    """The same relations, combined so that each tells of as few unknown cells as can be."""
    unknown = sorted({key for rule in relations for key in rule.terms
                      if known[key][0] != known[key][1]})  # fmt: skip
    rows = [dict(rule.terms) for rule in relations]
    done = 0
    for key in unknown:
        at = next((n for n in range(done, len(rows)) if rows[n].get(key)), None)
        if at is None:
            continue
        rows[done], rows[at] = rows[at], rows[done]
        for n, row in enumerate(rows):
            if n != done and row.get(key):
                rows[n] = _less(row, rows[done], Fraction(row[key]) / Fraction(rows[done][key]))
        done += 1
    return [Relation(row) for row in rows if len(row) > 1]


def _less(
    row: Mapping[str, int | Fraction], other: Mapping[str, int | Fraction], times: Fraction
) -> dict[str, int | Fraction]:
    keys = dict.fromkeys((*row, *other))
    left = {key: Fraction(row.get(key, 0)) - times * Fraction(other.get(key, 0)) for key in keys}
    return {key: value for key, value in left.items() if value}
