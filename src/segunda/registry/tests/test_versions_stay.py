"""The application adds a version and marks the old one replaced; nothing else, even by SQL."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.apps import apps
from django.db import ProgrammingError, connection, models, transaction

from segunda.access.scope import Reader, acting
from segunda.law.text import Refusal
from segunda.registry import actions
from segunda.registry.models import Placement
from segunda.registry.models.recorded import Recorded
from tests.village.day import NOON
from tests.village.people import Village

pytestmark = pytest.mark.django_db(databases=["default", "refusals"])
VERSIONED = sorted(
    model._meta.db_table
    for model in apps.get_app_config("registry").get_models()
    if issubclass(model, Recorded)
)
MAY_CHANGE = {
    "registry_release": {"state", "decided_at", "decided_by_id"},
    "registry_computation": {"state", "decided_at", "decided_by_id", "answer"},
}


def test_only_what_marks_a_version_replaced_may_be_updated() -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT table_name, column_name FROM information_schema.column_privileges "
            "WHERE grantee = current_user AND privilege_type = 'UPDATE' "
            "AND table_name = ANY(%s)",
            [VERSIONED],
        )
        granted: dict[str, set[str]] = {}
        for table, column in cursor.fetchall():
            granted.setdefault(table, set()).add(column)
    granted.pop("registry_capacity")  # a place, not a person: changed by whoever answers for it
    marks = {"superseded_at", "superseded_by_id"}
    assert granted == {
        table: marks | MAY_CHANGE.get(table, set())
        for table in VERSIONED
        if table != "registry_capacity"
    }


def test_nothing_of_the_record_may_be_deleted_or_emptied() -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT table_name, privilege_type FROM information_schema.table_privileges "
            "WHERE grantee = current_user AND privilege_type IN ('DELETE', 'TRUNCATE') "
            "AND (table_name LIKE 'registry_%' OR table_name LIKE 'access_audit%')"
        )
        # Keys people are found by are made anew from their names; what the law asks for today,
        # and whose verdicts are out of date, from the facts.
        derived = {"searchkey", "paperneed", "verdictsum", "tocheck",
                   "computationnow", "behindwall"}  # fmt: skip
        assert set(cursor.fetchall()) == {(f"registry_{table}", "DELETE") for table in derived}


@pytest.mark.usefixtures("national")
@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE registry_placement SET start_date = start_date - 1",
        "UPDATE registry_placement SET recorded_at = now()",
        "DELETE FROM registry_placement",
        "TRUNCATE registry_placement",
        "UPDATE access_auditentry SET person = NULL",
        "DELETE FROM access_auditentry",
        "TRUNCATE access_auditentry",
        "DELETE FROM access_auditseal",
        "INSERT INTO access_auditseal VALUES (1, 1, 1, 1, 1, '', '', now())",
        "UPDATE access_auditera SET era = 7",
        "INSERT INTO access_auditera (era, cluster) VALUES (2, '')",
    ],
)
def test_raw_sql_of_the_application_is_refused(statement: str) -> None:
    with (
        pytest.raises(ProgrammingError, match="permission denied"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement)


def test_a_replaced_version_is_not_brought_back(village: Village, national: Reader) -> None:
    person = village.people["Marta Quirós Santos"]
    actions.move_person(
        person=person, facility=village.facilities["este"], start_date=date(2024, 6, 1),
        by=national, at=NOON,
    )  # fmt: skip
    old = Placement.objects.filter(person=person).exclude(superseded_at=None)
    assert old.count() == 1
    assert old.update(superseded_at=None) == 0
    assert old.update(superseded_at=NOON + timedelta(days=9)) == 0


def test_a_correction_keeps_the_former_version(village: Village, national: Reader) -> None:
    person = village.people["Marta Quirós Santos"]
    row = Placement.objects.get(person=person, superseded_at=None)
    later = NOON + timedelta(hours=1)
    new = actions.correct_row(
        kind="placement", entity=row.entity, version=row.pk, by=national, at=later,
        changes={"facility_id": village.facilities["este"].pk},
    )  # fmt: skip
    old = Placement.objects.get(pk=row.pk)
    assert (old.facility.code, old.superseded_at, old.superseded_by_id) == (
        "norte", later, national.user,
    )  # fmt: skip
    assert isinstance(new, Placement)
    assert (new.facility.code, new.entity, new.start_date) == ("este", old.entity, old.start_date)
    person.refresh_from_db()
    assert person.facility_id == village.facilities["este"].pk


def test_a_mistaken_release_is_taken_back_whole(village: Village, national: Reader) -> None:
    person = village.people["Marta Quirós Santos"]
    proposed = actions.propose_release(
        person=person, end_date=date(2024, 6, 1), order=None, end_kind="death", by=national, at=NOON
    )
    with acting(village.reader("nacional.dos")) as other:
        ended = actions.confirm_release(entity=proposed.entity, by=other, at=NOON)
    with acting(national):
        actions.correct_row(
            kind="custody", entity=ended.entity, version=ended.pk, by=national, at=NOON,
            changes={"end_date": None, "end_kind": ""},
        )  # fmt: skip
    person.refresh_from_db()
    assert person.held
    assert person.facility_id == village.facilities["norte"].pk
    open_spans = person.placement_set.filter(superseded_at=None, end_date=None)
    assert open_spans.count() == 1


@pytest.mark.parametrize("kind", ["placement", "status"])
def test_a_mistaken_change_is_withdrawn_and_what_it_ended_goes_on(
    village: Village, national: Reader, kind: str
) -> None:
    person = village.people["Marta Quirós Santos"]
    act: dict[str, Any] = {"person": person, "start_date": date(2024, 6, 1), "by": national,
                           "at": NOON}  # fmt: skip
    new = (
        actions.move_person(facility=village.facilities["este"], **act)
        if kind == "placement"
        else actions.change_status(status="sentenced_final", **act)
    )
    actions.withdraw_row(kind=kind, entity=new.entity, version=new.pk, by=national, at=NOON)
    spans = person.placement_set if kind == "placement" else person.legalstatus_set
    (left,) = spans.filter(superseded_at=None)
    assert (left.start_date, left.end_date) == (date(2022, 3, 3), None)
    person.refresh_from_db()
    assert (person.facility_id, person.legal_status) == (
        village.facilities["norte"].pk, "pretrial",
    )  # fmt: skip
    with pytest.raises(Refusal, match="primero que consta"):
        actions.withdraw_row(kind=kind, entity=left.entity, version=None, by=national, at=NOON)


def test_two_desks_at_once_do_not_both_win(village: Village, national: Reader) -> None:
    person = village.people["Marta Quirós Santos"]
    seen = Placement.objects.get(person=person, superseded_at=None).pk
    actions.move_person(
        person=person, facility=village.facilities["este"], start_date=date(2024, 6, 1),
        by=national, at=NOON, version=seen,
    )  # fmt: skip
    with pytest.raises(actions.Stale) as stale:
        actions.move_person(
            person=person, facility=village.facilities["sur"], start_date=date(2024, 6, 2),
            by=national, at=NOON, version=seen,
        )  # fmt: skip
    assert isinstance(stale.value.current, Placement)
    assert stale.value.current.facility.code == "este"


def test_no_model_of_the_record_cascades() -> None:
    """Nothing is deleted from under anything by the program either."""
    cascades = [
        f"{model.__name__}.{field.name}"
        for model in apps.get_app_config("registry").get_models()
        for field in model._meta.get_fields()
        if isinstance(field, models.ForeignKey)
        and field.remote_field.on_delete is not models.PROTECT
    ]
    assert cascades == []
