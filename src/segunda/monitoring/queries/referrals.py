"""Areas of collaboration and referrals, as each reader may see them."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from segunda.access.audit import fingerprint_of, record
from segunda.access.scope import Reader
from segunda.monitoring.models import (
    AreaDetails,
    PassedField,
    Passing,
    Referral,
    ReferralValue,
)


@dataclass(frozen=True)
class Referred:
    """A referral with its area, its fields as they stand, and what was passed on."""

    referral: Referral
    area: AreaDetails
    values: tuple[ReferralValue, ...]
    passings: tuple[Passing, ...]

    def value(self, field: str) -> ReferralValue | None:
        """What stands of a field."""
        return next((one for one in self.values if one.field == field), None)


@dataclass(frozen=True)
class Passed:
    """What left, once: to whom, and each field as it left."""

    passing: Passing
    fields: tuple[PassedField, ...]


def areas(*, user: Reader) -> list[AreaDetails]:  # noqa: ARG001 (the wall)
    """Every area as it stands, those that go on first, by department."""
    rows = AreaDetails.objects.filter(superseded_at=None).select_related("area")
    return sorted(rows, key=lambda one: (one.ended, one.department))


def area(public_id: UUID, *, user: Reader) -> AreaDetails | None:  # noqa: ARG001 (the wall)
    """One area as it stands."""
    rows = AreaDetails.objects.filter(superseded_at=None, area__public_id=public_id)
    return rows.select_related("area").first()


def referrals(*, user: Reader, at: datetime) -> list[Referred]:
    """Those this reader may see, the newest first; the reading leaves its trace."""
    rows = Referral.objects.select_related("made_by", "area").order_by("-made_at", "-pk")
    found = [_referred(one) for one in rows]
    record(
        user, "referral.list", at=at, purpose="monitoring", count=len(found),
        fingerprint=fingerprint_of(one.referral.public_id for one in found),
    )  # fmt: skip
    return found


def referral(public_id: UUID, *, user: Reader, at: datetime) -> Referred | None:
    """One of them, with the trace of its reading; None where there is none for this reader."""
    rows = Referral.objects.select_related("made_by", "area").filter(public_id=public_id)
    one = rows.first()
    if one is None:
        return None
    _read(user, one, at)
    return _referred(one)


def passed(public_id: UUID, *, user: Reader, at: datetime) -> Passed | None:
    """What left in one passing, as it left; the reading leaves its trace."""
    rows = Passing.objects.select_related("referral", "passed_by").filter(public_id=public_id)
    one = rows.first()
    if one is None:
        return None
    _read(user, one.referral, at)
    return Passed(one, tuple(one.fields.order_by("pk")))


def _referred(one: Referral) -> Referred:
    values = ReferralValue.objects.filter(referral=one, superseded_at=None).order_by("pk")
    passings = Passing.objects.filter(referral=one).select_related("passed_by").order_by("-pk")
    area_now = one.area.details.get(superseded_at=None)
    return Referred(one, area_now, tuple(values), tuple(passings))


def _read(user: Reader, one: Referral, at: datetime) -> None:
    record(
        user, "referral.read", at=at, purpose="monitoring", object_kind="referral",
        object_id=one.public_id,
    )  # fmt: skip
