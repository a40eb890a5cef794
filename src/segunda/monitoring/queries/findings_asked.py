"""The list of findings: looked for, narrowed, sorted; only what this reader may read is counted."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import ExpressionWrapper, Func, TextField, Value
from django.db.models.functions import Concat, Lower

from segunda.access.audit import fingerprint_of, record
from segunda.access.scope import Reader
from segunda.monitoring.follow_up_words import THEMES
from segunda.monitoring.models import Finding, Ground, PlaceDetails, Visit
from segunda.monitoring.place_words import compared
from segunda.monitoring.queries.findings import stands_now
from segunda.monitoring.queries.patterns import in_pattern_of
from segunda.web.language import say


@dataclass(frozen=True)
class AskedFindings:
    """How the list is narrowed; empty: not at all. `place`: its name, compared; `visit`: its
    public id; `advised`: "no" for those no recommendation rests on, "yes" for the others; `like`:
    the public id of a finding, for those of its theme and norm."""

    text: str = ""
    theme: str = ""
    severity: str = ""
    place: str = ""
    visit: str = ""
    advised: str = ""
    like: str = ""


@dataclass(frozen=True)
class ListedFinding:
    """A finding and the numbers of the recommendations that rest on it."""

    one: Finding
    advice: tuple[int, ...]


Row = Mapping[str, Any]
Advice = Mapping[int, tuple[int, ...]]
_FACTS = ("pk", "theme", "severity", "place", "found_on")


def findings_asked(
    *, user: Reader, at: datetime, asked: AskedFindings = AskedFindings(), order: str = "day",
    down: bool = True, start: int = 0, most: int | None = None,
) -> tuple[list[ListedFinding], int]:  # fmt: skip
    """A page of those asked for, and how many there are; the reading leaves its trace."""
    advice = _advice()
    rows = [row for row in _rows(asked) if _wanted(row, asked, advice)]
    rows.sort(key=lambda row: row["pk"], reverse=True)
    rows.sort(key=lambda row: _key(row, order, advice), reverse=down)
    pks = [row["pk"] for row in rows[start : None if most is None else start + most]]
    found = Finding.objects.select_related("registered_place").in_bulk(pks)
    record(
        user, "finding.list", at=at, purpose="monitoring", count=len(pks),
        fingerprint=fingerprint_of(found[pk].public_id for pk in pks),
    )  # fmt: skip
    return [ListedFinding(found[pk], advice.get(pk, ())) for pk in pks], len(rows)


def places_found(*, user: Reader) -> list[tuple[str, str]]:  # noqa: ARG001 (the wall)
    """The places with findings this reader reads, once each: compared name and name."""
    names = Finding.objects.filter(superseded_at=None).values_list("place", flat=True).distinct()
    return sorted({compared(name): name for name in names}.items())


def visits_found(*, user: Reader) -> list[tuple[UUID, date, str]]:  # noqa: ARG001 (the wall)
    """The visits with findings this reader reads, the newest first: id, day, place."""
    with_some = Finding.objects.filter(superseded_at=None).exclude(visit=None)
    rows = Visit.objects.filter(public_id__in=with_some.values("visit")).order_by("-starts_on")
    names = dict(PlaceDetails.objects.filter(superseded_at=None).values_list("place", "name"))
    return [(one.public_id, one.starts_on, names[one.place_id]) for one in rows]


def _rows(asked: AskedFindings) -> Iterable[Row]:
    """Only what sorting and narrowing need; words are looked for in the database, where the texts
    are, without accents or capitals."""
    rows = Finding.objects.filter(superseded_at=None)
    if words := compared(asked.text).split():
        whole = Lower(
            Concat("text", Value(" "), "norm", Value(" "), "reference", Value(" "), "place")
        )
        bare = Func(whole, Value("áéíóúüñ"), Value("aeiouun"), function="translate")
        rows = rows.annotate(told=ExpressionWrapper(bare, output_field=TextField()))
        for word in words:
            rows = rows.filter(told__contains=word)
    if asked.like:
        rows = rows.filter(pk__in=in_pattern_of(UUID(asked.like)))
    for name in ("theme", "severity", "visit"):
        if given := getattr(asked, name):
            rows = rows.filter(**{name: given})
    return list(rows.values(*_FACTS))


def _wanted(row: Row, asked: AskedFindings, advice: Advice) -> bool:
    if asked.place and compared(row["place"]) != asked.place:
        return False
    return not asked.advised or (row["pk"] in advice) == (asked.advised == "yes")


_SEVERE = {"low": 0, "serious": 1, "grave": 2}


def _key(row: Row, order: str, advice: Advice) -> Any:
    if order == "severity":
        return _SEVERE[row["severity"]]
    if order == "advice":
        return len(advice.get(row["pk"], ()))
    if order == "place":
        return compared(row["place"])
    return row["found_on"] if order == "day" else say(THEMES[row["theme"]])


def _advice() -> dict[int, tuple[int, ...]]:
    """The numbers of the recommendations that rest on each finding as it stands now."""
    grounds = list(Ground.objects.values_list("finding", "recommendation__number"))
    now = stands_now(finding for finding, _ in grounds)
    found: dict[int, set[int]] = {}
    for finding, number in grounds:
        found.setdefault(now[finding], set()).add(number)
    return {pk: tuple(sorted(numbers)) for pk, numbers in found.items()}
