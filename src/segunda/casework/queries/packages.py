"""Packages made, keys noted, files refused, and the heads of the trace as they stand."""

from collections.abc import Iterable
from datetime import date

from django.db import connection

from segunda.access.scope import Reader
from segunda.access.sealing import head
from segunda.casework.models import MadePackage, PackageKey, TakenPackage
from segunda.exchange.schema import Row

SEALS = "SELECT id, digest FROM access_auditseal WHERE id = ANY (%s) ORDER BY id"


def made_since(day: date, *, user: Reader) -> Iterable[MadePackage]:  # noqa: ARG001 (jobs alone)
    """The packages of this day and later, in order, with their bytes."""
    return MadePackage.objects.filter(day__gte=day, sender__ended_at=None).order_by("sequence")


def package_keys(*, user: Reader) -> list[PackageKey]:  # noqa: ARG001
    """This program's own key, then the mechanism's."""
    return list(PackageKey.objects.filter(ended_at=None).order_by("-own"))


def refused(*, user: Reader, limit: int = 20) -> list[TakenPackage]:  # noqa: ARG001
    """The newest files that were not taken."""
    return list(TakenPackage.objects.exclude(refused="").order_by("-pk")[:limit])


def heads_now(told: Iterable[int]) -> list[Row]:
    """Each seal told before as it stands now, and the newest; rows of `heads.v1`."""
    newest = head()
    numbers = sorted({*told, *([newest.seal] if newest else [])})
    with connection.cursor() as cursor:
        cursor.execute(SEALS, [numbers])
        return [{"seal": seal, "digest": digest} for seal, digest in cursor.fetchall()]
