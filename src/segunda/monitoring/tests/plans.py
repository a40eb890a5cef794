"""Planned visits, invented, for the tests."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from segunda.access.scope import Reader
from segunda.monitoring import actions
from segunda.monitoring.models import Place, PlannedVisit
from tests.monitor.team import AT

TODAY = date(2026, 11, 27)


def plan_facts(place: Place, **changed: Any) -> dict[str, Any]:
    """A visit without notice in March."""
    return {"place": place, "year": 2027, "month": 3, "on_day": None, "announced": False,
            "aims": "Ver las celdas de aislamiento.", "priority": None} | changed  # fmt: skip


def plan_visit(
    by: Reader, place: Place, team: Sequence[int] | None = None, **changed: Any
) -> PlannedVisit:
    """A visit this member plans, alone on its team unless said otherwise."""
    going = [by.user] if team is None else team
    return actions.plan_visit(
        facts=plan_facts(place, **changed), team=[pk for pk in going if pk], today=TODAY, by=by,
        at=AT,
    )  # fmt: skip
