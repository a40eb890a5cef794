"""Invented cases without faults: one maker for chance (Hypothesis) and for the stored stories."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from segunda.law.tests.sentence_walk import walk

Choose = Callable[[int, int], int]
"""A whole number between two, both included: from Hypothesis, or from a seeded generator."""
KINDS = ("prison", "prison", "prison", "prison", "home", "hospital")
RELATIONS = ("consecutive", "concurrent")


def story(choose: Choose) -> tuple[dict[str, Any], date]:
    """(case, as-of day): custody in pieces, up to three sentences, credits that fit in the days."""
    begin = date(2005, 1, 1) + timedelta(days=choose(0, 5400))
    custody, day = _custody(choose, begin)
    imposed = begin + timedelta(days=choose(0, (day - begin).days))
    sentences = _sentences(choose, imposed)
    as_of = imposed + timedelta(days=choose(0, 3000))
    case: dict[str, Any] = {"sentences": sentences, "custody": custody}
    case["interruptions"] = _interruptions(choose, imposed, as_of)
    as_of = max(as_of, *(date.fromisoformat(s["imposed_date"]) for s in sentences))
    return case | _credits(choose, case, as_of, imposed), as_of


def _custody(choose: Choose, day: date) -> tuple[list[dict[str, Any]], date]:
    """Pieces with gaps; the last one is nearly always still running. Also its first day."""
    pieces: list[dict[str, Any]] = []
    for _ in range(choose(0, 2)):
        end = day + timedelta(days=choose(1, 500))
        kind = KINDS[choose(0, len(KINDS) - 1)]
        pieces.append({"start": day.isoformat(), "end": end.isoformat(), "kind": kind})
        day = end + timedelta(days=choose(0, 200) * choose(0, 1))
    last = day + timedelta(days=choose(800, 4000)) if choose(0, 9) == 0 else None
    pieces.append(
        {"start": day.isoformat(), "end": last.isoformat() if last else None, "kind": "prison"}
    )
    return pieces, day


def _sentences(choose: Choose, imposed: date) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    for place in range(choose(1, 3)):
        length = {"years": choose(0, 8), "months": choose(6, 11), "days": choose(0, 40)}
        later = imposed + timedelta(days=choose(0, 300) * (choose(0, 3) == 0))
        most = (None, 60, 61, 144, 240)[choose(0, 4)]
        if most is not None and most < (length["years"] + 1) * 12 + 1:
            most = 240
        found.append(
            {
                "id": "ABC"[place],
                "imposed_date": (later if place else imposed).isoformat(),
                "length": length,
                "statutory_max_months": most,
                "relation": RELATIONS[choose(0, 1)] if place else "alone",
                "to": "ABC"[choose(0, place - 1)] if place else None,
            }
        )
    return found


def _interruptions(choose: Choose, imposed: date, as_of: date) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    day = imposed
    for _ in range(choose(0, 2) * choose(0, 1)):
        day += timedelta(days=choose(1, 400))
        if day > as_of:
            break
        end = day + timedelta(days=choose(1, 90))
        kind = ("escape", "conditional_release_revoked")[choose(0, 1)]
        found.append({"start": day.isoformat(), "end": end.isoformat(), "kind": kind})
        day = end
    return found


def _credits(choose: Choose, case: dict[str, Any], as_of: date, imposed: date) -> dict[str, int]:
    prison = [row for row in case["custody"] if row["kind"] == "prison"]
    past = (as_of - date.fromisoformat(case["custody"][0]["start"])).days
    inside = walk(case | {"custody": prison}, past + 1).on(as_of) if prison else 0
    work = choose(0, inside) * choose(0, 1)
    study = choose(0, inside - work) * choose(0, 1)
    hours = choose(0, 8 * (inside - work - study)) * choose(0, 1)
    unpaid = choose(0, max(0, (as_of - imposed).days)) if choose(0, 5) == 0 else 0
    return {
        "presentations": choose(0, 60) * choose(0, 1),
        "territorial_ban_days": choose(0, 400) * choose(0, 1),
        "work_days": work,
        "study_days": study,
        "teaching_hours": hours,
        "community_work_days": unpaid,
    }
