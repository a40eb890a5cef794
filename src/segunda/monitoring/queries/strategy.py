"""The strategic plan as a tree, what stands of it, and how far its actions are."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from segunda.access.scope import Reader
from segunda.monitoring.models import PlanItem, PlanWording, PriorityServed


@dataclass
class Branch:
    """An item of the plan as it stands, with what hangs from it, in the order it was added."""

    item: PlanItem
    said: PlanWording
    below: list["Branch"] = field(default_factory=list)

    def actions(self) -> Iterator["Branch"]:
        """Every action in it."""
        if self.item.level == "action":
            yield self
        for one in self.below:
            yield from one.actions()

    def late(self, today: date) -> int:
        """Days past its day, of an action neither done nor given up; 0 otherwise."""
        due = self.said.due_on
        if due is None or self.said.progress in ("done", "given_up"):
            return 0
        return max((today - due).days, 0)


def strategic_plans(*, user: Reader) -> list[Branch]:  # noqa: ARG001 (the wall)
    """Every plan with all that stands in it, the newest years first; what was taken out is not."""
    branches = _branches()
    tops = [one for one in branches.values() if one.item.level == "plan"]
    return sorted(tops, key=lambda one: (-(one.said.from_year or 0), one.item.pk))


def strategic_item(public_id: UUID, *, user: Reader) -> Branch | None:  # noqa: ARG001 (the wall)
    """One item with what hangs from it, also one that was taken out."""
    item = PlanItem.objects.select_related("above").filter(public_id=public_id).first()
    if item is None:
        return None
    known = _branches().get(item.pk)
    return known or Branch(item, item.wordings.select_related("owner").get(superseded_at=None))


def wordings_of(item: PlanItem, *, user: Reader) -> list[PlanWording]:  # noqa: ARG001 (the wall)
    """Everything it said, the latest first."""
    return list(item.wordings.select_related("owner", "written_by").order_by("-pk"))


def way_to(item: PlanItem, *, user: Reader) -> list[Branch]:  # noqa: ARG001 (the wall)
    """What it hangs from, the plan first."""
    branches, way, above = _branches(all_of_them=True), [], item.above_id
    while above is not None:
        way.append(branches[above])
        above = branches[above].item.above_id
    return way[::-1]


def priorities(*, user: Reader) -> list[Branch]:  # noqa: ARG001 (the wall)
    """The priorities that stand, by plan."""
    rows = [one for one in _branches().values() if one.item.level == "priority"]
    return sorted(rows, key=lambda one: one.item.pk)


def served(item: PlanItem, *, user: Reader) -> list[PriorityServed]:  # noqa: ARG001 (the wall)
    """The recommendations that serve a priority, by number."""
    rows = PriorityServed.objects.filter(priority=item).select_related("recommendation")
    return list(rows.order_by("recommendation__number"))


def _branches(*, all_of_them: bool = False) -> dict[int, Branch]:
    rows = PlanWording.objects.filter(superseded_at=None).select_related("item", "owner")
    known = {one.item_id: Branch(one.item, one) for one in rows.order_by("item_id")}
    if not all_of_them:
        known = {pk: one for pk, one in known.items() if _stands(one, known)}
    for one in known.values():
        above = one.item.above_id
        if above is not None and above in known:
            known[above].below.append(one)
    return known


def _stands(one: Branch, known: dict[int, Branch]) -> bool:
    """Neither it nor anything it hangs from was taken out."""
    while not one.said.withdrawn:
        if one.item.above_id is None:
            return True
        one = known[one.item.above_id]
    return False
