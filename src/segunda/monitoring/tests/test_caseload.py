"""The thematic caseload: women and drugs first, each matter with a step and whoever carries it."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction

from segunda.access.scope import Reader, acting
from segunda.law.text import Refusal
from segunda.monitoring import actions, queries
from segunda.monitoring.models import Matter, MatterDetails
from segunda.monitoring.roles import KEEPER
from segunda.monitoring.tests.follow_up import write_finding
from segunda.web.once import KEY, new_key
from segunda.web.stale import VERSION
from tests.monitor.team import AT, browser, reader

pytestmark = pytest.mark.django_db(databases=["default", "refusals"])
TODAY = AT.date()


def facts(by: Reader, **changed: Any) -> dict[str, Any]:
    """An invented matter of this member."""
    return {
        "title": "Traslados al hospital", "programmes": ["women"], "concern": "Sin vehículo.",
        "place": None, "opened_on": date(2026, 11, 1), "owner": by.user, "next_step": "Oficio",
        "due_on": TODAY + timedelta(days=5), "closed_on": None, "outcome": "",
    } | changed  # fmt: skip


def opened(by: Reader, **changed: Any) -> Matter:
    return actions.open_matter(facts=facts(by, **changed), by=by, at=AT)


def test_the_keeper_sees_no_matter() -> None:
    lawyer = reader("lawyer")
    with acting(lawyer):
        opened(lawyer)
    with acting(reader(KEEPER)), connection.cursor() as cursor:
        cursor.execute("SELECT (SELECT count(*) FROM monitoring_matter)")
        assert cursor.fetchone() == (0,)


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"programmes": []}, "Falta el programa"),
        ({"next_step": " "}, "próximo paso"),
        ({"due_on": None}, "próximo paso"),
        ({"closed_on": TODAY}, "cómo terminó"),
    ],
)
def test_a_matter_without_programme_step_or_end_is_refused(
    changed: dict[str, Any], words: str
) -> None:
    lawyer = reader("lawyer")
    with acting(lawyer), pytest.raises(Refusal, match=words):
        opened(lawyer, **changed)
    assert not Matter.objects.exists()


def test_the_database_refuses_an_open_matter_without_a_step() -> None:
    lawyer = reader("lawyer")
    with acting(lawyer):
        one = opened(lawyer)
        with pytest.raises(DatabaseError, match="matter_open_with_step"), transaction.atomic():
            MatterDetails.objects.create(
                matter=one, version=2, title="x", programmes=["women"], concern="",
                owner_id=lawyer.user or 0, opened_on=TODAY, written_at=AT,
                written_by_id=lawyer.user or 0,
            )  # fmt: skip


def test_matters_are_listed_by_programme_with_what_is_overdue_first() -> None:
    lawyer = reader("lawyer")
    with acting(lawyer):
        later = opened(lawyer)
        late = opened(lawyer, programmes=["drugs"], due_on=TODAY - timedelta(days=1))
        mine = opened(lawyer, programmes=["women", "Defensa"], due_on=TODAY)
        closed = opened(lawyer, closed_on=TODAY, outcome="Se compró el vehículo.")

        def listed(**asked: str) -> list[int]:
            found = queries.matters(user=lawyer, today=TODAY, **asked)
            return [one.matter.number for one in found]

        assert listed() == [late.number, mine.number, later.number]
        assert listed(programme="women") == [mine.number, later.number]
        assert listed(programme="Defensa") == [mine.number]
        assert listed(state="late") == [late.number]
        assert listed(state="closed") == [closed.number]
        assert queries.programmes(user=lawyer) == ["women", "drugs", "Defensa"]


def test_a_linked_finding_of_health_is_seen_by_health_professionals_alone() -> None:
    doctor, lawyer = reader("doctor"), reader("lawyer")
    with acting(doctor):
        one = opened(doctor)
        found = write_finding(doctor, "medical")
        actions.link_to_matter(one, found, by=doctor, at=AT)
        assert len(queries.matter_links(one, user=doctor)) == 1
        with pytest.raises(Refusal, match="Ya estaba enlazado"):
            actions.link_to_matter(one, found, by=doctor, at=AT)
    with acting(lawyer):
        assert queries.matter_links(one, user=lawyer) == []


def test_closing_keeps_what_stood_before() -> None:
    lawyer = reader("lawyer")
    client = browser("lawyer", "cierra")
    with acting(lawyer):
        one = opened(lawyer)
    path = f"/casos/{one.public_id}/cambiar/"
    sent = {
        KEY: new_key(), "_form": "sheet", VERSION: "1", "title": "Traslados",
        "programmes": ["women"], "other": "Salud mental", "concern": "x", "place": "",
        "owner": str(lawyer.user),
        "opened_on": "01/11/2026", "next_step": "", "due_on": "", "closed_on": "27/11/2026",
        "outcome": "Hay vehículo.",
    }  # fmt: skip
    assert client.post(path, {**sent, "outcome": "", "_key": new_key()}).status_code == 200
    assert client.post(path, sent).status_code == 302
    assert client.post(path, {**sent, "_key": new_key(), "title": "Otro"}).status_code == 409
    page = client.get(f"/casos/{one.public_id}/").content.decode()
    assert "Hay vehículo." in page
    assert "Salud mental" in page
    assert MatterDetails.objects.filter(matter=one).count() == 2
