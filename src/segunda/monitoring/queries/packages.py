"""Packages received, what was refused, the replies they brought, and the heads witnessed."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from segunda.access.scope import Reader
from segunda.monitoring.models import (
    Letter,
    PackageRefusal,
    ProgramKey,
    SentPackage,
    StatePackage,
    StateReply,
    WitnessedHead,
)

PAGE = 50
ALARMING = ("forged", "twin", "unlinked")


def packages(*, user: Reader, before: int | None = None) -> list[StatePackage]:  # noqa: ARG001
    """The newest packages, without their bytes; one more than a page tells there are others."""
    rows = StatePackage.objects.defer("content").order_by("-pk")
    if before is not None:
        rows = rows.filter(pk__lt=before)
    return list(rows[: PAGE + 1])


def contradicting(*, user: Reader, since: datetime | None = None) -> StatePackage | None:  # noqa: ARG001
    """The newest package whose heads contradict what was countersigned; None while none does."""
    rows = StatePackage.objects.defer("content").exclude(breaks=[]).order_by("-pk")
    return (rows.filter(received_at__gte=since) if since else rows).first()


def alarming_refusal(*, user: Reader, since: datetime) -> PackageRefusal | None:  # noqa: ARG001
    """The newest file refused because somebody changed it, or its sender's past; None if none."""
    rows = PackageRefusal.objects.filter(reason__in=ALARMING, at__gte=since)
    return rows.order_by("-pk").first()


def last_received(*, user: Reader) -> datetime | None:  # noqa: ARG001 (the wall)
    """When the newest package came; None before the first."""
    return StatePackage.objects.order_by("-pk").values_list("received_at", flat=True).first()


def package(number: int, *, user: Reader) -> StatePackage | None:  # noqa: ARG001
    """One package with its counts by facility; None where there is none."""
    rows = StatePackage.objects.defer("content").select_related("sender", "received_by")
    return rows.prefetch_related("facilities", "replies").filter(pk=number).first()


def refusals(*, user: Reader, limit: int = PAGE) -> list[PackageRefusal]:  # noqa: ARG001
    """The newest files that were refused."""
    return list(PackageRefusal.objects.select_related("by").order_by("-pk")[:limit])


def program_keys(*, user: Reader) -> list[ProgramKey]:  # noqa: ARG001
    """This program's own key and the one whose packages are taken."""
    return list(ProgramKey.objects.filter(ended_at=None).order_by("-own"))


def replies_to(recommendations: Iterable[UUID], *, user: Reader) -> list[StateReply]:  # noqa: ARG001
    """What addressees answered to these recommendations, oldest first."""
    rows = StateReply.objects.filter(recommendation__in=list(recommendations))
    return list(rows.select_related("package").order_by("answered_on", "pk"))


def heads(*, user: Reader) -> list[WitnessedHead]:  # noqa: ARG001
    """Every head witnessed, in the order of its seals, for the verifier's file."""
    return list(WitnessedHead.objects.select_related("sender").order_by("seal"))


def letters_of(recommendation: UUID, *, user: Reader) -> list[Letter]:  # noqa: ARG001 (the wall)
    """When a recommendation was put into packages to the State, the newest first."""
    rows = Letter.objects.filter(row__recommendation=str(recommendation))
    return list(rows.select_related("written_by").order_by("-pk"))


def letters_waiting(*, user: Reader) -> bool:  # noqa: ARG001 (the wall)
    """Whether something written waits for the next package to the State."""
    return Letter.objects.filter(sequence=None).exists()


def sent_packages(*, user: Reader, limit: int = PAGE) -> list[SentPackage]:  # noqa: ARG001
    """The packages made for the State, the newest first, without their bytes."""
    return list(SentPackage.objects.defer("content").order_by("-pk")[:limit])


def sent_package(number: int, *, user: Reader) -> SentPackage | None:  # noqa: ARG001 (the wall)
    """One of them with its bytes; None where there is none or its bytes were not kept."""
    return SentPackage.objects.filter(sequence=number).exclude(content=None).order_by("-pk").first()
