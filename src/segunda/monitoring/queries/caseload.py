"""The caseload as it stands: by programme, what is overdue first."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Sum

from segunda.access.scope import Reader
from segunda.monitoring.caseload_words import PROGRAMMES
from segunda.monitoring.models import (
    Finding,
    Matter,
    MatterDetails,
    MatterLink,
    PackagePlace,
)
from segunda.monitoring.queries.places import newest_package

DRUGS = frozenset({"drugs_small", "drugs_trafficking"})
"""Classes of offence of the dictionary of facts (fact `offence_class`)."""


@dataclass(frozen=True)
class WomenHeld:
    """What the newest package counts of women: in all, and where most are.

    `drugs`: whose file states an offence of drugs, alone or with others; None: the package does
    not tell offences. `silent`: of whom no class of offence is recorded.
    """

    package: int
    day: date
    women: int
    people: int
    places: tuple[tuple[str, int, int | None], ...]
    drugs: int | None = None
    silent: int = 0


def matters(
    *,
    user: Reader,  # noqa: ARG001 (the wall)
    today: date,
    programme: str = "",
    state: str = "open",
) -> list[MatterDetails]:
    """Matters of a programme or of all; what is due first, closed ones last."""
    rows = MatterDetails.objects.filter(superseded_at=None).select_related("matter", "owner")
    if programme:
        rows = rows.filter(programmes__contains=[programme])
    if state in ("open", "late"):
        rows = rows.filter(closed_on=None)
    if state == "late":
        rows = rows.filter(due_on__lt=today)
    if state == "closed":
        rows = rows.exclude(closed_on=None)
    return sorted(rows, key=lambda one: (one.closed_on is not None, one.due_on or date.max,
                                         one.matter.number))  # fmt: skip


def matter(public_id: UUID, *, user: Reader) -> MatterDetails | None:  # noqa: ARG001 (the wall)
    """One matter as it stands."""
    rows = MatterDetails.objects.filter(superseded_at=None, matter__public_id=public_id)
    return rows.select_related("matter", "owner", "place", "written_by").first()


def matter_versions(one: Matter, *, user: Reader) -> list[MatterDetails]:  # noqa: ARG001 (wall)
    """Every version, the newest first."""
    return list(one.details.select_related("written_by", "owner").order_by("-version"))


def matter_links(one: Matter, *, user: Reader) -> list[MatterLink]:  # noqa: ARG001 (the wall)
    """What is linked that this reader reads, in the order it was linked. A finding of a section
    she does not read is left out; a corrected one is shown as it stands now."""
    rows = list(one.links.select_related("recommendation", "commitment").order_by("pk"))
    seen = set(Finding.objects.values_list("pk", flat=True).filter(
        pk__in=[row.finding_id for row in rows if row.finding_id]))  # fmt: skip
    return [row for row in rows if row.finding_id is None or row.finding_id in seen]


def programmes(*, user: Reader) -> list[str]:  # noqa: ARG001 (the wall)
    """Women and drugs first, then those the mechanism added, by name."""
    used = MatterDetails.objects.filter(superseded_at=None).values_list("programmes", flat=True)
    added = {name for names in used for name in names} - set(PROGRAMMES)
    return [*PROGRAMMES, *sorted(added, key=str.casefold)]


def women_held(*, user: Reader) -> WomenHeld | None:  # noqa: ARG001 (the wall)
    """Women in the newest package that counts people; None where none has come."""
    package = newest_package()
    if package is None:
        return None
    rows = PackagePlace.objects.filter(package=package)
    total = rows.aggregate(women=Sum("women"), people=Sum("people"))
    most = rows.filter(women__gt=0).order_by("-women")[:5]
    return WomenHeld(package.pk, package.day, total["women"] or 0, total["people"] or 0,
                     tuple((one.name, one.women, one.places) for one in most),
                     *_for_drugs(rows))  # fmt: skip


def _for_drugs(rows: Iterable[PackagePlace]) -> tuple[int | None, int]:
    """Women held for drugs and those of whom no class is recorded; (None, 0): not told."""
    counted = Counter[str]()
    for one in rows:
        if one.by_offence is None:
            return None, 0
        counted.update(one.by_offence.get("F", {}))
    drugs = sum(n for classes, n in counted.items() if DRUGS & set(classes.split("+")))
    return drugs, counted[""]
