"""Visits planned by whoever goes on them; nobody outside the team is told that there is one."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from segunda.access.audit import record
from segunda.access.scope import Reader
from segunda.law.text import Refusal, Text
from segunda.monitoring.actions.notes import CORRECTED, author_of
from segunda.monitoring.actions.teams import alone, refuse_conflicted, set_team
from segunda.monitoring.models import PlannedDetails, PlannedVisit
from segunda.monitoring.signals import Signal, kept

CHIEFS = ("director", "deputy")
"""Who sees and plans every visit."""
NOT_ON_IT = Text(
    "Usted no está en ese equipo: quien planifica una visita va en ella, o es la Dirección o la "
    "Subdirección. Añádase al equipo.",
    "You are not on that team: whoever plans a visit goes on it, or is the Director or the "
    "Deputy. Add yourself to the team.",
)
PAST = Text("Ese mes ya pasó: escoja uno que venga.", "That month has passed: choose one to come.")
ANOTHER_MONTH = Text(
    "El día no cae en ese mes: corrija el día o el mes.",
    "The day is not in that month: correct the day or the month.",
)
NO_AIMS = Text("Falta para qué es la visita.", "What the visit is for is missing.")
NO_WHY = Text("Falta por qué no se hará.", "Why it will not be done is missing.")


def plan_visit(
    *, facts: Mapping[str, Any], team: Sequence[int], today: date, by: Reader, at: datetime
) -> PlannedVisit:
    """Plan a visit; Refusal where the planner is not on the team, or a member may not go.

    `facts`: place, year, month, on_day (or None), announced, aims, priority (or None).
    """
    _refuse(facts, team, by)
    if (facts["year"], facts["month"]) < (today.year, today.month):
        raise Refusal(PAST)
    with transaction.atomic():
        alone()
        refuse_conflicted(facts["place"], team)
        planned = PlannedVisit.objects.create(
            team=sorted(set(team)), announced=facts["announced"], made_by_id=author_of(by),
            made_at=at,
        )  # fmt: skip
        set_team(planned, team, by=by, at=at)
        _write(planned, facts, by, at)
        _trace(by, "plan.write", planned, at)
    return planned


def change_visit(
    planned: PlannedVisit, *, token: UUID, facts: Mapping[str, Any], team: Sequence[int],
    by: Reader, at: datetime,
) -> PlannedDetails:  # fmt: skip
    """Plan it anew; `token`: the version it was written over, which stays."""
    _refuse(facts, team, by)
    with transaction.atomic():
        alone()
        before = _standing(planned, token)
        refuse_conflicted(facts["place"], team)
        same = before.place_id == facts["place"].pk
        kept_reasons = before.reasons if same else []
        set_team(planned, team, by=by, at=at)
        PlannedVisit.objects.filter(pk=planned.pk).update(
            team=sorted(set(team)), announced=facts["announced"]
        )
        after = _supersede(before, {**facts, "reasons": kept_reasons}, by, at)
        _trace(by, "plan.change", planned, at)
    return after


def choose_reasons(
    planned: PlannedVisit, chosen: Sequence[Signal], *, token: UUID, by: Reader, at: datetime
) -> PlannedDetails:
    """Keep why this place was chosen, in today's words; nothing of health is kept here."""
    told = [kept(one) for one in chosen if one.fact_class == "ordinary"]
    with transaction.atomic():
        before = _standing(planned, token)
        after = _supersede(before, {"reasons": told}, by, at)
        _trace(by, "plan.change", planned, at)
    return after


def drop_visit(
    planned: PlannedVisit, *, token: UUID, why: str, by: Reader, at: datetime
) -> PlannedDetails:
    """Say that it will not be done, and why; the plan of it stays."""
    if not why.strip():
        raise Refusal(NO_WHY)
    with transaction.atomic():
        before = _standing(planned, token)
        after = _supersede(before, {"state": "dropped", "why": why}, by, at)
        _trace(by, "plan.drop", planned, at)
    return after


def _refuse(facts: Mapping[str, Any], team: Sequence[int], by: Reader) -> None:
    if by.role not in CHIEFS and by.user not in team:
        raise Refusal(NOT_ON_IT)
    if not str(facts["aims"]).strip():
        raise Refusal(NO_AIMS)
    day, year, month = facts["on_day"], facts["year"], facts["month"]
    if month not in range(1, 13):
        raise Refusal(ANOTHER_MONTH)
    if day is not None and (day.year, day.month) != (year, month):
        raise Refusal(ANOTHER_MONTH)


def _standing(planned: PlannedVisit, token: UUID) -> PlannedDetails:
    rows = PlannedDetails.objects.select_for_update(of=("self",))
    before = rows.get(planned=planned, token=token)
    if before.superseded_at:
        raise Refusal(CORRECTED)
    return before


_SAME = ("place_id", "year", "month", "on_day", "announced", "aims", "reasons", "priority_id",
         "state", "why")  # fmt: skip


def _supersede(
    before: PlannedDetails, changed: Mapping[str, Any], by: Reader, at: datetime
) -> PlannedDetails:
    stays = {one: getattr(before, one) for one in _SAME if one.removesuffix("_id") not in changed}
    after = _write(before.planned, {**stays, **changed}, by, at)
    PlannedDetails.objects.filter(pk=before.pk).update(superseded_at=at, superseded_by=after)
    return after


def _write(
    planned: PlannedVisit, facts: Mapping[str, Any], by: Reader, at: datetime
) -> PlannedDetails:
    return PlannedDetails.objects.create(
        planned=planned, **facts, written_by_id=author_of(by), written_at=at
    )


def _trace(by: Reader, action: str, planned: PlannedVisit, at: datetime) -> None:
    """Only whoever acted, and the long work of the program, read this row; it names no place."""
    record(by, action, at=at, purpose="monitoring", object_kind="plan",
           object_id=planned.public_id)  # fmt: skip
