"""Deaths of a package by facility: where each person was last, as the packages themselves tell."""

from collections import Counter
from collections.abc import Mapping, Sequence

from segunda.exchange.package import kept_rows
from segunda.exchange.schema import Row
from segunda.monitoring.models import ProgramKey

MOVEMENTS, POPULATION = "movements.v1", "population.v1"


def deaths_by_facility(
    parts: Mapping[str, Sequence[Row]], sender: ProgramKey
) -> Counter[str] | None:
    """Deaths since the package before, by code; "": nobody says where. None: it tells no movements.

    A death names no facility: it is the one of the person's last placement in this package, else
    the one in which the package before had them.
    """
    if MOVEMENTS not in parts:
        return None
    rows = sorted(parts[MOVEMENTS], key=lambda row: str(row["day"]))
    dead = {row["person"]: row["facility"] or "" for row in rows if row["kind"] == "death"}
    last = {row["person"]: row["facility"] or "" for row in rows if row["kind"] == "placement"}
    before = _before(sender, {one for one, code in dead.items() if not code and one not in last})
    return Counter(code or last.get(one) or before.get(one, "") for one, code in dead.items())


def _before(sender: ProgramKey, people: set[str]) -> dict[str, str]:
    """Where the package before had these people; it is opened only when there is somebody."""
    if not people:
        return {}
    earlier = sender.packages.filter(rows__has_key=POPULATION).order_by("-sequence").first()
    if earlier is None:
        return {}
    rows = kept_rows(bytes(earlier.content), POPULATION)
    return {row["person"]: row["facility"] or "" for row in rows if row["person"] in people}
