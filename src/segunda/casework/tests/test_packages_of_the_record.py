"""A package of the village: every facility and person, whole, on its days, and nothing sealed."""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date, timedelta

import pytest
from django.db import connection

from segunda.access import sealing
from segunda.access.scope import JOBS, acting
from segunda.casework import actions, rhythm
from segunda.casework.models import MadePackage, ToldHead
from segunda.casework.queries.packages import heads_now
from segunda.exchange import keys
from segunda.exchange.package import Last, Package, follows, read
from segunda.law.text import Refusal
from segunda.registry import actions as record
from segunda.registry.queries import package_rows
from tests.village.day import NOON, TODAY
from tests.village.people import Village

pytestmark = pytest.mark.django_db(databases=["default", "refusals"])
OWN, THEIRS = "44" * 32, "22" * 32
HERS = "Yaneth Peña Santos"
HELD = """
SELECT p.public_id::text FROM registry_person p JOIN registry_custodyperiod c ON c.person_id = p.id
WHERE c.superseded_at IS NULL AND p.merged_into_id IS NULL AND c.start_date <= %s
  AND (c.end_date IS NULL OR c.end_date > %s)
"""


@pytest.fixture(autouse=True)
def known_keys(village: Village) -> None:
    assert village
    actions.note_own_key(keys.public_of(OWN), at=NOON)
    actions.trust(keys.public_of(THEIRS), at=NOON)


def opened() -> list[Package]:
    """Every package made, read as the mechanism reads it: in order, one after another."""
    last, found = Last(), []
    with acting(JOBS):
        for one in MadePackage.objects.order_by("sequence"):
            package = read(bytes(one.content), trusted=[keys.public_of(OWN)],
                           to=keys.public_of(THEIRS))  # fmt: skip
            said = package.manifest
            follows(said, last, now=NOON + timedelta(days=30))
            last = Last(said.sequence, said.digest, said.day, said.made_at)
            found.append(package)
    return found


def test_every_person_held_and_every_facility_is_in_it() -> None:
    actions.make_due(OWN, today=TODAY, at=NOON)
    parts = opened()[-1].parts
    day = rhythm.newest(TODAY)
    with acting(JOBS), connection.cursor() as cursor:
        cursor.execute(HELD, [day, day])
        wanted = {person for (person,) in cursor.fetchall()}
        cursor.execute("SELECT code FROM registry_facility WHERE closed_date IS NULL")
        facilities = {code for (code,) in cursor.fetchall()}
    assert len(wanted) > 5
    assert {row["person"] for row in parts["population.v1"]} == wanted
    assert Counter(row["person"] for row in parts["population.v1"]).most_common(1)[0][1] == 1
    assert {row["facility"] for row in parts["capacity.v1"]} == facilities
    assert {row["person"] for row in parts["legal_status.v2"]} == wanted


def test_a_day_is_packed_once_and_missed_days_are_made_in_order() -> None:
    assert actions.make_due(OWN, today=date(2024, 6, 17), at=NOON) == 1
    assert actions.make_due(OWN, today=date(2024, 6, 17), at=NOON) == 0
    assert actions.make_due(OWN, today=date(2024, 7, 1), at=NOON) == 3
    made = [(one.manifest.sequence, one.manifest.kind, one.manifest.day) for one in opened()]
    assert made == [
        (1, "week", "2024-06-16"), (2, "week", "2024-06-23"), (3, "week", "2024-06-30"),
        (4, "month", "2024-06-30"),
    ]  # fmt: skip


def test_the_shape_is_the_same_every_time() -> None:
    actions.make_due(OWN, today=date(2024, 7, 1), at=NOON)
    actions.make_due(OWN, today=date(2024, 7, 15), at=NOON)
    shapes = {tuple(one.schema for one in package.manifest.parts) for package in opened()}
    assert shapes == {("population.v1", "legal_status.v2", "capacity.v1", "placements.v1",
                       "movements.v1", "heads.v1")}  # fmt: skip


def told() -> dict[str, Sequence[Mapping[str, object]]]:
    """The rows of a package of the village's day."""
    with acting(JOBS):
        return package_rows(user=JOBS, day=TODAY, since=TODAY - timedelta(days=30))


def test_no_sealed_fact_and_no_diagnosis_leaves(village: Village) -> None:
    before = told()
    with acting(JOBS):
        for name, value in (("pregnant", "true"), ("seriously_ill", "true"), ("gender", "otra")):
            record.record_fact(
                person=village.people[HERS], name=name, value=value, state="declared", by=JOBS,
                at=NOON,
            )  # fmt: skip
    assert told() == before
    columns = {key for rows in before.values() for row in rows for key in row}
    assert not columns & {"pregnant", "seriously_ill", "gender", "diagnosis", "number"}


def test_classes_of_offence_are_told_each_once_and_in_order(village: Village) -> None:
    person = village.people[HERS]
    with acting(JOBS):
        for said in ("property", "drugs_small", "property", "a word of its own"):
            record.record_charge(person=person, offence="x", offence_class=said, by=JOBS, at=NOON)
    classes = {row["person"]: row["offence_classes"] for row in told()["legal_status.v2"]}
    assert classes.pop(str(person.public_id)) == ["drugs_small", "other", "property"]
    assert not any(classes.values())


def test_who_left_is_among_the_movements_and_no_longer_held(village: Village) -> None:
    person = village.people[HERS]
    with acting(JOBS):
        proposed = record.propose_release(
            person=person, end_date=date(2024, 6, 10), order=None, end_kind="escape",
            by=village.reader("nacional"), at=NOON,
        )  # fmt: skip
        record.confirm_release(entity=proposed.entity, by=JOBS, at=NOON)
    actions.make_due(OWN, today=date(2024, 6, 17), at=NOON)
    parts = opened()[0].parts
    assert str(person.public_id) not in {row["person"] for row in parts["population.v1"]}
    assert {"person": str(person.public_id), "kind": "escape", "day": "2024-06-10",
            "facility": None} in parts["movements.v1"]  # fmt: skip


def test_without_the_mechanisms_key_nothing_is_made() -> None:
    with acting(JOBS):
        connection.cursor().execute("UPDATE casework_packagekey SET ended_at = now() WHERE NOT own")
    with pytest.raises(Refusal, match="llave del mecanismo"):
        actions.make_due(OWN, today=TODAY, at=NOON)


def test_heads_told_once_are_told_again_as_they_stand() -> None:
    with acting(JOBS):
        newest = sealing.head()
        ToldHead.objects.create(seal=10**9, digest="a" * 64)
        told = heads_now([10**9])
    assert [row["seal"] for row in told] == ([newest.seal] if newest else [])


def test_days_are_sundays_and_months_ends() -> None:
    days = [date(2024, 1, 1) + timedelta(days=n) for n in range(366)]
    kinds = Counter(kind for day in days for kind in rhythm.kinds_of(day))
    assert kinds == {"week": 52, "month": 12}
