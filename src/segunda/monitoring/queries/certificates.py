"""Certificates of what was verified on visits: which hold, which end soon, which have ended."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from segunda.access.audit import fingerprint_of, record
from segunda.access.scope import Reader
from segunda.monitoring.models import FilledForm, InstrumentVersion, PlaceDetails
from segunda.monitoring.queries.instruments import form_of
from segunda.monitoring.xlsform import scores

SOON = timedelta(days=30)
"""Before its end a certificate is told to end soon: ours."""


@dataclass(frozen=True)
class Certified:
    """The newest verification of a place; `holds`: its critical points do, so that it certifies."""

    form: FilledForm
    place: PlaceDetails
    until: date
    holds: bool

    def state(self, today: date) -> str:
        """none, ended, soon or holds."""
        if not self.holds:
            return "none"
        if today > self.until:
            return "ended"
        return "soon" if self.until - today <= SOON else "holds"


def certificates(*, user: Reader, at: datetime) -> list[Certified]:
    """The newest of each place and instrument this reader reads, what ends first on top."""
    days = _days()
    rows = FilledForm.objects.filter(superseded_at=None, version__in=days)
    rows = rows.select_related("version__instrument", "visit").order_by("-filled_on", "-pk")
    newest: dict[tuple[int, int], FilledForm] = {}
    for one in rows:
        newest.setdefault((one.visit.place_id, one.version.instrument_id), one)
    names = PlaceDetails.objects.filter(
        superseded_at=None, place__in=[place for place, _ in newest]
    )
    by_place = {one.place_id: one for one in names}
    found = [_certified(one, by_place[place], days) for (place, _), one in newest.items()]
    record(
        user, "certificate.list", at=at, purpose="monitoring", count=len(found),
        fingerprint=fingerprint_of(one.form.public_id for one in found),
    )  # fmt: skip
    return sorted(found, key=lambda one: (one.until, one.place.compared))


def _days() -> dict[int, int]:
    """For how many days a certificate of each version holds, of those that make one."""
    used = FilledForm.objects.filter(superseded_at=None).values("version")
    forms = ((one.pk, form_of(one)) for one in InstrumentVersion.objects.filter(pk__in=used))
    return {pk: form.certificate_days for pk, form in forms if form.certificate_days is not None}


def _certified(one: FilledForm, place: PlaceDetails, days: dict[int, int]) -> Certified:
    form = form_of(one.version)
    holds = all(score.held is True for score in scores(form, one.answers, one.filled_on)
                if score.line.item.path in form.critical)  # fmt: skip
    return Certified(one, place, one.filled_on + timedelta(days=days[one.version_id]), holds)
