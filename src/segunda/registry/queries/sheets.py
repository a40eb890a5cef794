"""What a person's own sheet is made of: ordinary answers only, whoever reads."""

from datetime import date

from django.conf import settings

from segunda.access.scope import Reader
from segunda.registry.models import (
    Computation,
    PaperNeed,
    PaperRequest,
    Person,
    Verdict,
)
from segunda.registry.models.verdicts import MET, NOT_MET, PAPERS
from segunda.registry.queries.ends import ends_now
from segunda.registry.queries.redeeming import Confirmed, confirmed_of
from segunda.registry.rules_in_use import named
from segunda.report.her_sheet import NOT_NAMED, NOT_ON_IT, HerSheet, Lacking, Signed, Way

ORDINARY = {"fact_class": "ordinary"}
"""Also for a reader of sealed facts: what she is handed may be read over her shoulder."""


def her_sheet(*, user: Reader, person: Person, files: tuple[int, ...], today: date) -> HerSheet:
    """Her sheet on that day; `files`: her file and those merged into it."""
    return HerSheet(
        name=person.full_name,
        place=person.facility.name if person.facility else "",
        day=today,
        held_since=person.held_since,
        pretrial=person.legal_status == "pretrial",
        ends=ends_now(user=user, person=person.pk) or (),
        signed=_signed_end(files),
        ways=_ways(person, today),
        lacking=_lacking(person, files),
        fictitious=settings.DEMONSTRATION,
        done=tuple(
            sorted(
                confirmed_of(user=user, people=[person.pk])
                .get(person.pk, Confirmed())
                .amounts.items()
            )
        ),
    )


def _signed_end(files: tuple[int, ...]) -> Signed | None:
    """The end two people have signed; where they signed several readings, the last of them."""
    row = Computation.objects.filter(
        person__in=files, state="signed", superseded_at=None
    ).values("set_dates", "computed").last()  # fmt: skip
    if row is None:
        return None
    computed = [date.fromisoformat(day) for day in row["computed"].get("end", ())]
    set_end = row["set_dates"].get("end")
    if set_end:
        return Signed(date.fromisoformat(set_end), computed[-1] if computed else None)
    return Signed(computed[-1]) if computed else None


def _ways(person: Person, today: date) -> tuple[Way, ...]:
    """Her paths that are open, may be with papers, are not known yet, or open on a day to come."""
    rows = Verdict.objects.filter(
        person=person, superseded_at=None, law__kind="path", **ORDINARY
    ).values_list("law__rule", "answer", "from_date")  # fmt: skip
    found = [_way(name, answer, opens, today) for name, answer, opens in rows
             if name not in NOT_ON_IT]  # fmt: skip
    return tuple(sorted((way for way in found if way), key=lambda way: named(way.rule).order))


def _way(name: str, answer: int, opens: date | None, today: date) -> Way | None:
    later = opens if opens is not None and opens > today and answer != MET else None
    if answer == NOT_MET and later is None:
        return None
    return Way(name, {MET: True, PAPERS: False}.get(answer), later)


def _lacking(person: Person, files: tuple[int, ...]) -> tuple[Lacking, ...]:
    """Missing papers, those asked for first, then those that decide most."""
    asked = dict(
        PaperRequest.objects.filter(
            person__in=files, superseded_at=None, answered_date=None, **ORDINARY
        ).values_list("paper", "asked_date")
    )
    needs = PaperNeed.objects.filter(person=person, **ORDINARY).exclude(paper__in=NOT_NAMED)
    rows = sorted(needs, key=lambda n: (n.paper not in asked, not n.alone, -n.paths, n.paper))
    return tuple(Lacking(need.paper, asked.get(need.paper)) for need in rows)
