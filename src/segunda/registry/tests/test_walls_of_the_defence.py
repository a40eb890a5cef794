"""Who defends whom: declared for 72 hours or recorded by a court, and never shown elsewhere."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import ProgrammingError, transaction
from django.utils import timezone

from segunda.access.scope import JOBS, acting
from segunda.law.text import Refusal
from segunda.registry import actions
from segunda.registry.models import (
    Appointment,
    Person,
)
from segunda.registry.tests.filled import (
    NORTE,
    SUR,
    rows_of,
)
from segunda.registry.tests.pages import browser_of
from tests.village.people import Village

pytestmark = pytest.mark.django_db(databases=["default", "refusals"])


def test_a_declared_defence_opens_the_file_for_72_hours_once(village: Village) -> None:
    ana, person, now = village.reader("defensa.ana"), village.people[NORTE], timezone.now()
    defender = village.users["defensa.ana"]
    with acting(ana):
        assert Person.objects.count() == 0
        row = actions.declare_client(
            person_id=person.pk, reason="la llamó su familia", by=ana, defender=defender, at=now
        )
        assert [p.pk for p in Person.objects.all()] == [person.pk]
        assert row.until is not None
        assert row.until - now == timedelta(hours=72)
        with pytest.raises(Refusal, match="ya declaró"):
            actions.declare_client(
                person_id=person.pk, reason="otra vez", by=ana, defender=defender, at=now
            )


def test_only_a_defender_looks_beyond_her_scope_by_a_number(village: Village) -> None:
    with acting(JOBS):
        key = village.people[SUR].identitynumber_set.get().number_key
    look = "SELECT registry_person_of_number(%s)"
    for account in ("registro.norte", "salud.norte", "estadistica", "cuentas", "garantias.1"):
        with acting(village.reader(account)):
            assert rows_of(look, key) == [(None,)], account
    with acting(village.reader("defensa.ana")):
        assert rows_of(look, key) == [(village.people[SUR].pk,)]


def test_a_declared_defence_ends_by_itself(village: Village) -> None:
    ana, person = village.reader("defensa.ana"), village.people[NORTE]
    past = timezone.now() - timedelta(hours=73)
    with acting(ana):
        actions.declare_client(
            person_id=person.pk, reason="x", by=ana, defender=village.users["defensa.ana"], at=past
        )
        assert Person.objects.count() == 0


def test_no_defender_records_her_own_appointment(village: Village) -> None:
    ana, person = village.reader("defensa.ana"), village.people[NORTE]
    defender, now = village.users["defensa.ana"], timezone.now()
    with acting(ana):
        with pytest.raises(Refusal, match="fuera de lo que su cuenta"):
            actions.record_appointment(person=person, defender=defender, by=ana, at=now)
        row = actions.declare_client(
            person_id=person.pk, reason="x", by=ana, defender=defender, at=now
        )
        with pytest.raises(Refusal, match="fuera de lo que su cuenta"):
            actions.confirm_appointment(entity=row.entity, by=ana, at=now)
        with pytest.raises(ProgrammingError, match="row-level security"), transaction.atomic():
            Appointment.objects.create(
                person=person, defender=defender, basis="declared", reason="x", recorded_at=now,
                until=now + timedelta(days=900),
            )  # fmt: skip


COURTS = (("secretaria.cumplimiento", "cumplimiento-1"), ("garantias.1", "garantias-1"))
"""Who confirms for a court, and the court."""


@pytest.mark.parametrize(("account", "code"), COURTS)
def test_a_court_confirms_and_ends_a_defence_of_its_own_cases_only(
    village: Village, account: str, code: str
) -> None:
    ana, person, now = village.reader("defensa.ana"), village.people[NORTE], timezone.now()
    with acting(ana):
        row = actions.declare_client(
            person_id=person.pk, reason="x", by=ana, defender=village.users["defensa.ana"], at=now
        )
    court, foreign = village.reader(account), dict(COURTS)
    foreign.pop(account)
    for other in foreign.values():  # a case in another court opens nothing to this one
        with acting(JOBS):
            actions.record_case(
                person=person, court=village.courts[other], number="1", by=JOBS, at=now
            )
    with acting(court), pytest.raises(actions.Stale):
        actions.confirm_appointment(entity=row.entity, by=court, at=now)
    with acting(JOBS):
        actions.record_case(person=person, court=village.courts[code], number="1", by=JOBS, at=now)
    with acting(court):
        actions.confirm_appointment(entity=row.entity, by=court, at=now)
    with acting(ana):
        confirmed = Appointment.objects.get(entity=row.entity, superseded_at=None)
        assert (confirmed.basis, confirmed.until) == ("recorded", None)
        assert Person.objects.count() == 1
    with acting(court):
        actions.end_appointment(entity=row.entity, by=court, at=now)
    with acting(ana):
        assert Person.objects.count() == 0


def test_a_judge_confirms_on_the_page_what_is_of_her_court(village: Village) -> None:
    """Before trial there is nobody else who could: the person would lose the defence in 72 h."""
    ana, now = village.reader("defensa.ana"), timezone.now()
    hers, anothers = village.people[NORTE], village.people[SUR]
    with acting(JOBS):
        actions.record_case(
            person=hers, court=village.courts["garantias-1"], number="1", by=JOBS, at=now
        )
    with acting(ana):
        rows = [
            actions.declare_client(
                person_id=person.pk, reason="x", by=ana, defender=village.users["defensa.ana"],
                at=now,
            )
            for person in (hers, anothers)
        ]  # fmt: skip
    judge = browser_of(village, "garantias.1")
    page = judge.get("/defensas/").content.decode()
    assert NORTE in page
    assert SUR not in page
    sent = [
        judge.post(f"/defensas/{row.entity}/", {"_key": str(uuid4())}).status_code for row in rows
    ]
    assert sent == [302, 404]
    with acting(ana):
        kept = Appointment.objects.filter(superseded_at=None, until=None)
        assert [row.person_id for row in kept] == [hers.pk]
    other = browser_of(village, "cumplimiento.1")
    assert other.get("/defensas/").status_code == 403  # a compliance judge has a clerk for it
