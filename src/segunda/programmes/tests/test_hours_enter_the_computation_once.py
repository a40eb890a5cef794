"""Confirmed days in the computation: each once; every expected number counted by hand."""

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection

from segunda.access.scope import JOBS, acting
from segunda.programmes import actions
from segunda.programmes.actions import Line
from segunda.programmes.models import Activity, Redemption
from segunda.programmes.queries.confirmed import confirmed
from segunda.programmes.tests.conftest import FIRST, confirm, enter
from segunda.registry import actions as record
from segunda.registry.queries.redeeming import Confirmed
from tests.village.day import NOON
from tests.village.people import Village

pytestmark = pytest.mark.django_db(databases=["default", "refusals"])
YANETH = "Yaneth Peña Santos"
BY: dict[str, Any] = {"by": JOBS, "at": NOON}
Open = Callable[[str], Activity]


@pytest.fixture
def open_one(village: Village) -> Open:
    """Give `open_one("study")`: an activity of that kind with Yaneth as number 1, since 1 June."""

    def made(kind: str) -> Activity:
        with acting(village.reader("taller.norte")) as by:
            one = actions.open_activity(
                facility=village.facilities["norte"].pk, name=f"{kind} (ficticia)", kind=kind,
                hours=Decimal(6), start_date=FIRST, by=by, at=NOON,
            )  # fmt: skip
            actions.enrol(one, people=[village.people[YANETH].pk], start_date=FIRST, by=by, at=NOON)
        return one

    return made


def done(village: Village, one: Activity, days: int, hours: str = "6", first: int = 1) -> None:
    """So many days of June done and confirmed, from the `first`."""
    every = [FIRST + timedelta(days=n) for n in range(first - 1, first - 1 + days)]
    for day in every:
        enter(village, one, day, Line(1, Decimal(hours)))
    confirm(village, one, *every)


def counts(village: Village) -> Confirmed:
    person = village.people[YANETH].pk
    with acting(JOBS):
        return confirmed(user=JOBS, people=[person]).get(person, Confirmed())


def decided(village: Village, kind: str, outcome: str, start: date, end: date) -> None:
    """A request for these days of June, decided; a grant has its credit in the record."""
    person, credit = village.people[YANETH], None
    with acting(JOBS):
        if outcome == "granted":
            credit = record.record_credit(
                person=person, kind=kind, days=4, unit="done", document="R-1",
                start_date=date(2024, 6, 20), **BY,
            ).entity  # fmt: skip
        Redemption.objects.create(
            person=person, kind=kind, start_date=start, end_date=end, outcome=outcome,
            requested_date=start, requested_by="person", request_document="S-1",
            decided_date=date(2024, 6, 20), decided_by="Juzgado", decision_document="R-1",
            amount=4 if credit else None, credit=credit, recorded_at=NOON, entity=uuid4(),
        )  # fmt: skip


def test_what_nobody_confirmed_counts_nothing(village: Village, open_one: Open) -> None:
    bakery = open_one("work")
    enter(village, bakery, FIRST, Line(1, Decimal(6)))
    assert counts(village) == Confirmed()
    confirm(village, bakery, FIRST)
    assert counts(village) == Confirmed(amounts={"work": 1})
    enter(village, bakery, FIRST, Line(1, Decimal(6), "no_guard"), why="no hubo")
    assert counts(village) == Confirmed()
    confirm(village, bakery, FIRST)
    assert counts(village) == Confirmed()  # hours lost are no hours done


def test_teaching_counts_in_whole_hours(village: Village, open_one: Open) -> None:
    done(village, open_one("teaching"), 3, "2.5")
    assert counts(village).amounts == {"teaching": 7}  # 7.5 hours


def test_two_activities_of_a_day_count_once(village: Village, open_one: Open) -> None:
    done(village, open_one("work"), 2)
    done(village, open_one("study"), 3)  # two of them on the days of work
    assert counts(village) == Confirmed(amounts={"work": 2, "study": 1}, twice={"study": 2})


@pytest.mark.parametrize("outcome", ["granted", "refused"])
def test_a_decided_request_speaks_for_its_days(
    village: Village, open_one: Open, outcome: str
) -> None:
    done(village, open_one("work"), 10)
    decided(village, "work", outcome, FIRST, date(2024, 6, 5))  # four of the ten days
    assert counts(village) == Confirmed(amounts={"work": 6})


def test_a_request_that_waits_changes_nothing(village: Village, open_one: Open) -> None:
    done(village, open_one("work"), 2)
    with acting(JOBS):
        Redemption.objects.create(
            person=village.people[YANETH], kind="work", start_date=FIRST,
            end_date=date(2024, 6, 5), requested_date=FIRST, requested_by="person",
            request_document="S-1", recorded_at=NOON,
        )  # fmt: skip
    assert counts(village).amounts == {"work": 2}


def test_a_typed_resolution_without_its_days(village: Village, open_one: Open) -> None:
    done(village, open_one("work"), 6)
    with acting(JOBS):
        record.record_credit(person=village.people[YANETH], kind="work", days=9, unit="off",
                             document="R-7", start_date=date(2024, 6, 4), **BY)  # fmt: skip
    # 1, 2 and 3 June may be in it; 4, 5 and 6 cannot.
    assert counts(village) == Confirmed(amounts={"work": 3}, perhaps={"work": 3})


def test_a_typed_resolution_with_its_days(village: Village, open_one: Open) -> None:
    done(village, open_one("work"), 6)
    with acting(JOBS):
        for document in ("", "R-7"):  # without a resolution it counts nothing and keeps nothing
            record.record_credit(person=village.people[YANETH], kind="work", days=9, unit="off",
                                 document=document, start_date=FIRST,
                                 end_date=date(2024, 6, 4), **BY)  # fmt: skip
            assert counts(village).amounts == {"work": 3 if document else 6}


def test_a_day_out_of_prison_counts_nothing_also_when_it_is_found_out_later(
    village: Village, open_one: Open
) -> None:
    done(village, open_one("work"), 3)
    with acting(JOBS), connection.cursor() as cursor:
        cursor.execute("UPDATE registry_custodyperiod SET superseded_at = now() "
                       "WHERE person_id = %s", [village.people[YANETH].pk])  # fmt: skip
    assert counts(village) == Confirmed(outside={"work": 3})


def test_files_of_one_person_count_together_and_a_day_once(
    village: Village, open_one: Open
) -> None:
    bakery, kept, merged = open_one("work"), village.people[YANETH], "Marta Quirós Santos"
    with acting(village.reader("taller.norte")) as by:
        actions.enrol(bakery, people=[village.people[merged].pk], start_date=FIRST, by=by, at=NOON)
    enter(village, bakery, FIRST, Line(1, Decimal(6)), Line(2, Decimal(6)))
    enter(village, bakery, date(2024, 6, 2), Line(2, Decimal(6)))
    confirm(village, bakery, FIRST, date(2024, 6, 2))
    with acting(JOBS), connection.cursor() as cursor:
        cursor.execute("UPDATE registry_person SET merged_into_id = %s WHERE id = %s",
                       [kept.pk, village.people[merged].pk])  # fmt: skip
    assert counts(village).amounts == {"work": 2}
