"""What a visit asked for is noted with its answer, and what was promised is not forgotten."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import DatabaseError, transaction
from django.utils.timezone import localdate

from segunda.access.scope import acting, reader_of
from segunda.law.text import Refusal
from segunda.monitoring import actions, queries
from segunda.monitoring.models import AskedFor, Visit
from segunda.monitoring.tests.places import enter_place
from segunda.monitoring.tests.visits import TODAY, post, visit
from tests.monitor.team import AT, browser, member, reader

pytestmark = pytest.mark.django_db(databases=["default", "refusals"])


def facts(**changed: Any) -> dict[str, Any]:
    return {"kind": "documents", "what": "Registro de sanciones", "how_many": None,
            "answer": "pending", "answered_on": None, "promised_for": None, "note": "",
            **changed}  # fmt: skip


def test_what_a_visit_to_come_asks_for_is_known_to_nobody_outside_its_team() -> None:
    lawyer, other = reader("lawyer"), reader("doctor")
    with acting(lawyer):
        there = visit(lawyer, enter_place(lawyer), days=-400)
        to_come = visit(lawyer, there.place, days=5)
        actions.ask_for(there, facts=facts(), today=TODAY, by=lawyer, at=AT)
        with pytest.raises(Refusal, match="todavía no empieza"):
            actions.ask_for(to_come, facts=facts(), today=TODAY, by=lawyer, at=AT)
    with acting(other):
        assert AskedFor.objects.count() == 1
    with acting(lawyer):  # no page does this: what is asked of is the wall
        day = localdate() + timedelta(days=2)
        Visit.objects.filter(pk=there.pk).update(starts_on=day, ends_on=day)
    with acting(other):
        assert not AskedFor.objects.exists()


def test_who_did_not_go_notes_nothing() -> None:
    lawyer, other = reader("lawyer"), reader("doctor")
    with acting(lawyer):
        there = visit(lawyer, enter_place(lawyer), days=-400)
    with acting(other), pytest.raises(Refusal, match="quien fue a la visita"):
        actions.ask_for(there, facts=facts(), today=TODAY, by=other, at=AT)


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"answer": "given"}, "Falta el día"),
        ({"answer": "given", "answered_on": TODAY + timedelta(days=1)}, "todavía no llega"),
        ({"answer": "refused", "answered_on": TODAY - timedelta(days=9)}, "anterior a la visita"),
    ],
)
def test_an_answer_has_a_day_that_can_be(changed: dict[str, Any], words: str) -> None:
    lawyer = reader("lawyer")
    with acting(lawyer):
        there = visit(lawyer, enter_place(lawyer), days=-5)
        with pytest.raises(Refusal, match=words):
            actions.ask_for(there, facts=facts(**changed), today=TODAY, by=lawyer, at=AT)
        with pytest.raises(DatabaseError), transaction.atomic():
            AskedFor.objects.create(visit=there, number=1, written_by_id=lawyer.user or 0,
                                    written_at=AT, **facts(answer="given"))  # fmt: skip


def test_what_came_of_it_is_another_version_of_the_same_number() -> None:
    lawyer = reader("lawyer")
    with acting(lawyer):
        there = visit(lawyer, enter_place(lawyer), days=-5)
        first = actions.ask_for(there, facts=facts(), today=TODAY, by=lawyer, at=AT)
        told = facts(answer="partly", answered_on=TODAY, note="Faltan dos hojas.")
        after = actions.change_asked(first, facts=told, today=TODAY, by=lawyer, at=AT)
        second = actions.ask_for(there, facts=facts(kind="people"), today=TODAY, by=lawyer, at=AT)
        assert (first.number, after.number, second.number) == (1, 1, 2)
        assert queries.asked_of(there, user=lawyer) == [after, second]
        assert queries.asked_versions(after, user=lawyer) == [after, first]
        with pytest.raises(Refusal, match="ya se corrigió"):
            actions.change_asked(first, facts=told, today=TODAY, by=lawyer, at=AT)


def test_what_was_promised_and_did_not_come_stands_on_the_first_page() -> None:
    lawyer = reader("lawyer")
    with acting(lawyer):
        there = visit(lawyer, enter_place(lawyer), days=-30)
        late = facts(what="Bitácora ficticia", promised_for=TODAY - timedelta(days=1))
        made = actions.ask_for(there, facts=late, today=TODAY, by=lawyer, at=AT)
        soon = facts(what="Otro papel", promised_for=TODAY)
        actions.ask_for(there, facts=soon, today=TODAY, by=lawyer, at=AT)
        assert queries.promised_and_late(user=lawyer, today=TODAY) == [made]
    client = browser("doctor")
    page = client.get("/").content.decode()
    assert "Prometido en visitas y no entregado en su día" in page
    assert "Bitácora ficticia" in page
    assert "Bitácora ficticia" not in client.get("/visitas/?state=waiting").content.decode()
    assert str(there.public_id) in client.get("/visitas/?state=waiting").content.decode()
    with acting(lawyer):
        given = facts(what="Bitácora ficticia", answer="given", answered_on=TODAY)
        actions.change_asked(made, facts=given, today=TODAY, by=lawyer, at=AT)
        assert queries.promised_and_late(user=lawyer, today=TODAY) == []


def test_it_is_noted_and_answered_on_its_page() -> None:
    account = member("lawyer", "pide")
    with acting(reader_of(account)) as lawyer:
        there = visit(lawyer, enter_place(lawyer), days=-5)
    client = browser("lawyer", "otra")
    client.force_login(account)
    post(client, f"/visitas/{there.public_id}/pedido/", kind="people", what="Jefe de custodia",
         answer="pending")  # fmt: skip
    (row,) = AskedFor.objects.all()
    path = f"/pedidos/{row.public_id}/"
    wrong = post(client, path, _version=row.pk, kind="people", what="Jefe de custodia",
                 answer="given")  # fmt: skip
    assert "Falta el día en que se dio" in wrong.content.decode()
    assert 'value="Jefe de custodia"' in wrong.content.decode()
    post(client, path, _version=row.pk, kind="people", what="Jefe de custodia", answer="given",
         answered_on=f"{TODAY:%d/%m/%Y}")  # fmt: skip
    page = client.get(f"/visitas/{there.public_id}/").content.decode()
    assert "hablar con personas: Jefe de custodia" in page
    stale = post(client, path, _version=row.pk, kind="people", what="Otro cargo",
                 answer="pending")  # fmt: skip
    assert stale.status_code == 409
