"""The facilities and courts an account may answer for, as the accounts pages offer them."""

from segunda.registry.models import Court, Facility


def places() -> list[tuple[str, int, str]]:
    """(kind, id, name) of every open facility and every court, by name."""
    facilities = Facility.objects.filter(closed_date=None).order_by("sort_name")
    courts = Court.objects.order_by("name")
    return [
        *(("facility", f.pk, f.name) for f in facilities),
        *(("court", c.pk, c.name) for c in courts),
    ]
