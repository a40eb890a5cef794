"""The strategic plan: a challenge, its needs, their priorities, their actions, each worded anew."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from segunda.access.audit import record
from segunda.access.scope import Reader
from segunda.law.text import Refusal, Text
from segunda.monitoring.actions.follow_up import NO_EVIDENCE
from segunda.monitoring.actions.notes import CORRECTED, author_of
from segunda.monitoring.actions.teams import refuse_outsiders
from segunda.monitoring.models import PlanItem, PlanWording, PriorityServed, Recommendation
from segunda.monitoring.plan_words import ABOVE, PROGRESS

NO_TEXT = Text("Falta qué dice.", "What it says is missing.")
NO_OWNER = Text(
    "Una acción sin responsable no vale: escoja quién la hace.",
    "An action without an owner is not valid: choose who does it.",
)
NO_DAY = Text(
    "Una acción sin fecha no vale: escriba para cuándo.",
    "An action without a date is not valid: write by when.",
)
NO_INDICATOR = Text(
    "Falta el indicador: cómo se sabrá que la acción se hizo.",
    "The indicator is missing: how one will know that the action was done.",
)
NOT_BELOW = Text(
    "Eso no cuelga de ahí: del plan cuelgan retos, del reto necesidades, de la necesidad "
    "prioridades, de la prioridad acciones.",
    "That does not hang from there: from the plan hang challenges, from a challenge needs, from a "
    "need priorities, from a priority actions.",
)
NO_YEARS = Text(
    "Faltan los años del plan, o el último es anterior al primero.",
    "The plan's years are missing, or the last is before the first.",
)
NOT_AN_ACTION = Text("Solo de una acción se anota el avance.", "Progress is of an action only.")
NOT_A_PRIORITY = Text(
    "Una recomendación se enlaza con una prioridad.", "A recommendation is linked to a priority."
)


def add_to_plan(
    *, level: str, above: PlanItem | None, facts: Mapping[str, Any], by: Reader, at: datetime
) -> PlanItem:
    """Add a plan, or what hangs from `above`; Refusal for an action without owner or date.

    `facts`: text; of a plan also from_year, to_year; of an action owner (an account's pk), due_on,
    indicator.
    """
    if (above.level if above else None) != ABOVE.get(level):
        raise Refusal(NOT_BELOW)
    with transaction.atomic():
        item = PlanItem.objects.create(level=level, above=above)
        _write(item, facts, by, at)
        _trace(by, "strategy.add", item, at)
    return item


def word_plan(
    item: PlanItem, *, before: int, facts: Mapping[str, Any], by: Reader, at: datetime
) -> PlanWording:
    """Word it anew, or take it out of the plan (`withdrawn`); what it said before stays."""
    with transaction.atomic():
        stood = _standing(item, before)
        kept = {"progress": stood.progress, "evidence": stood.evidence}
        after = _write(item, {**kept, **facts}, by, at)
        _supersede(stood, after, at)
        _trace(by, "strategy.word", item, at)
    return after


def move_action(
    item: PlanItem, *, before: int, progress: str, evidence: str, by: Reader, at: datetime
) -> PlanWording:
    """How far an action is, with the evidence of it; how far it was before stays."""
    if item.level != "action":
        raise Refusal(NOT_AN_ACTION)
    if progress not in PROGRESS or not evidence.strip():
        raise Refusal(NO_EVIDENCE)
    with transaction.atomic():
        stood = _standing(item, before)
        same = {"text": stood.text, "owner": stood.owner_id, "due_on": stood.due_on,
                "indicator": stood.indicator, "withdrawn": stood.withdrawn}  # fmt: skip
        after = _write(item, {**same, "progress": progress, "evidence": evidence}, by, at,
                       owner_checked=True)  # fmt: skip
        _supersede(stood, after, at)
        _trace(by, "strategy.move", item, at)
    return after


def serve_priority(
    item: PlanItem, recommendation: Recommendation, *, by: Reader, at: datetime
) -> PriorityServed:
    """Say that a recommendation serves a priority; saying it again changes nothing."""
    if item.level != "priority":
        raise Refusal(NOT_A_PRIORITY)
    with transaction.atomic():
        link, new = PriorityServed.objects.get_or_create(
            priority=item, recommendation=recommendation,
            defaults={"linked_by_id": author_of(by), "linked_at": at},
        )  # fmt: skip
        if new:
            _trace(by, "strategy.serve", item, at)
    return link


def _write(
    item: PlanItem, facts: Mapping[str, Any], by: Reader, at: datetime, *,
    owner_checked: bool = False,
) -> PlanWording:  # fmt: skip
    said = dict(facts)
    _refuse(item.level, said, owner_checked=owner_checked)
    owner = said.pop("owner", None)
    return PlanWording.objects.create(
        item=item, level=item.level, owner_id=owner, **said, written_by_id=author_of(by),
        written_at=at,
    )  # fmt: skip


def _refuse(level: str, said: Mapping[str, Any], *, owner_checked: bool) -> None:
    if not str(said.get("text", "")).strip():
        raise Refusal(NO_TEXT)
    if level == "plan":
        first, last = said.get("from_year"), said.get("to_year")
        if not first or not last or last < first:
            raise Refusal(NO_YEARS)
    if level == "action":
        _refuse_loose(said)
        if not owner_checked:
            refuse_outsiders([said["owner"]])


def _refuse_loose(said: Mapping[str, Any]) -> None:
    """An action that nobody does, that has no day, or of which nobody could tell it was done."""
    if not said.get("owner"):
        raise Refusal(NO_OWNER)
    if not said.get("due_on"):
        raise Refusal(NO_DAY)
    if not str(said.get("indicator", "")).strip():
        raise Refusal(NO_INDICATOR)


def _standing(item: PlanItem, before: int) -> PlanWording:
    stood = PlanWording.objects.select_for_update(of=("self",)).get(pk=before, item=item)
    if stood.superseded_at:
        raise Refusal(CORRECTED)
    return stood


def _supersede(stood: PlanWording, after: PlanWording, at: datetime) -> None:
    PlanWording.objects.filter(pk=stood.pk).update(superseded_at=at, superseded_by=after)


def _trace(by: Reader, action: str, item: PlanItem, at: datetime) -> None:
    record(by, action, at=at, purpose="monitoring", object_kind="plan item",
           object_id=item.public_id)  # fmt: skip
