"""A visit without notice: its team and the two chiefs know of it; nobody else can tell."""

import re
import uuid
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.db import DatabaseError, transaction
from django.test import Client
from django.utils import timezone

from segunda.access.models import AuditEntry, User
from segunda.access.scope import JOBS, Reader, acting, reader_of
from segunda.exchange.keys import public_of
from segunda.exchange.tests.making import SENDER, TO
from segunda.law.text import Refusal
from segunda.monitoring import actions, queries
from segunda.monitoring.models import (
    ConflictOfInterest,
    PlannedDetails,
    PlannedVisit,
    TeamMember,
)
from segunda.monitoring.roles import MEMBERS
from segunda.monitoring.scoreboard import write_scoreboard
from segunda.monitoring.tests.places import enter_place
from segunda.monitoring.tests.plans import TODAY, plan_facts, plan_visit
from tests.monitor.team import AT, member, reader

pytestmark = pytest.mark.django_db(databases=["default", "refusals"])
PAGES = ("/", "/plan/", "/plan/2027/", "/plan/2027/archivo/", "/plan/senales/",
         "/plan/senales/archivo/", "/lugares/", "/lugares/archivo/", "/conflictos/", "/paquetes/",
         "/recomendaciones/", "/hallazgos/", "/notas/", "/actos/", "/plan/nueva/",
         "/visitas/", "/visitas/archivo/", "/hallazgos/archivo/", "/constancias/",
         "/constancias/archivo/", "/practicas/archivo/")  # fmt: skip


def client_of(account: User) -> Client:
    """A browser signed in as this account."""
    client = Client()
    client.force_login(account)
    return client


def as_seen(client: Client, *paths: str) -> list[bytes]:
    """The bytes of pages, without what is new on each of them (keys, tokens, the minute)."""
    once = rb'value="[0-9A-Za-z]{64}"|value="[0-9a-f-]{36}"|nonce="[^"]+"|\d\d:\d\d'
    return [re.sub(once, b"", client.get(path).content) for path in paths]


def rows_seen(one: Reader) -> tuple[int, int, int]:
    """How many rows of plans this reader's database has."""
    with acting(one):
        tables = (PlannedVisit, PlannedDetails, TeamMember)
        visits, details, team = (table.objects.count() for table in tables)
        return visits, details, team


def test_past_the_pages_the_database_shows_it_to_the_team_and_the_chiefs_only() -> None:
    lawyer, doctor = member("lawyer"), member("doctor")
    with acting(reader_of(lawyer)) as one:
        plan_visit(one, enter_place(one), team=[lawyer.pk, doctor.pk])
    others = [role for role in (*MEMBERS, "computer_administrator") if role not in (
        "director", "deputy")]  # fmt: skip
    for role in others:
        assert rows_seen(reader(role, f"{role}.otra")) == (0, 0, 0), role
    for one in (reader_of(lawyer), reader_of(doctor), reader("director"), reader("deputy")):
        assert rows_seen(one) == (1, 1, 2), one.role


def test_nobody_outside_writes_herself_onto_it() -> None:
    outside = reader("social_worker")
    with acting(reader("lawyer")) as one:
        planned = plan_visit(one, enter_place(one))
    with acting(outside), pytest.raises(DatabaseError), transaction.atomic():
        TeamMember.objects.create(planned_id=planned.pk, member_id=outside.user or 0,
                                  profession="social_worker", added_by_id=outside.user or 0,
                                  added_at=AT)  # fmt: skip
    with acting(outside):
        assert PlannedVisit.objects.filter(pk=planned.pk).update(team=[outside.user]) == 0
    assert rows_seen(outside) == (0, 0, 0)


def test_every_page_of_an_outsider_is_the_same_with_and_without_it() -> None:
    outside, lawyer = member("social_worker"), member("lawyer")
    with acting(reader_of(lawyer)) as one:
        place = enter_place(one)
    paths = (*PAGES, f"/lugares/{place.public_id}/")
    client = client_of(outside)
    before = as_seen(client, *paths)
    with acting(reader_of(lawyer)) as one:
        plan_visit(one, place)
        plan_visit(one, place, month=4)
    after = as_seen(client, *paths)
    assert [p for p, a, b in zip(paths, before, after, strict=True) if a != b] == []
    own = as_seen(client_of(lawyer), "/plan/2027/")[0].decode()
    assert "marzo de 2027" in own


def test_the_keeper_of_the_computer_reads_the_same_with_and_without_it() -> None:
    keeper, lawyer = member("computer_administrator"), member("lawyer")
    with acting(reader_of(lawyer)) as one:
        place = enter_place(one)
    client = client_of(keeper)
    before = as_seen(client, "/", "/actos/", "/hojas/copiar/")
    with acting(reader_of(lawyer)) as one:
        plan_visit(one, place)
    assert as_seen(client, "/", "/actos/", "/hojas/copiar/") == before
    assert client.get("/plan/").status_code == 403


def test_the_trace_tells_it_to_nobody_but_who_planned() -> None:
    lawyer = member("lawyer")
    with acting(reader_of(lawyer)) as one:
        plan_visit(one, enter_place(one))
    for role in (*MEMBERS, "computer_administrator"):
        with acting(reader(role, f"{role}.mira")):
            assert not AuditEntry.objects.filter(action__startswith="plan.").exists(), role
    with acting(reader_of(lawyer)):
        row = AuditEntry.objects.get(action="plan.write")
        assert (row.detail, row.person) == ({}, None)


def test_an_address_of_one_is_as_one_of_nothing() -> None:
    outside, lawyer = member("social_worker"), member("lawyer")
    with acting(reader_of(lawyer)) as one:
        planned = plan_visit(one, enter_place(one))
    client = client_of(outside)
    for path in ("/plan/{}/", "/plan/{}/cambiar/"):
        real = client.get(path.format(planned.public_id))
        none = client.get(path.format(uuid.UUID(int=7)))
        assert (real.status_code, none.status_code) == (404, 404)
        nonce = rb"nonce-[^']+|nonce=\"[^\"]+\"|value=\"[^\"]+\"|/plan/[0-9a-f-]{36}/"
        assert re.sub(nonce, b"", real.content) == re.sub(nonce, b"", none.content)


def test_it_is_in_no_package_and_on_no_scoreboard(tmp_path: Path) -> None:
    def written() -> list[bytes]:
        with acting(reader("lawyer", f"abogada.{uuid.uuid4().hex[:6]}")) as one:
            found = queries.recommendations(user=one, today=TODAY)
        return [file.read_bytes() for file in write_scoreboard(found, tmp_path, TODAY)]

    before = written()
    with acting(reader("director")) as chief:
        plan_visit(chief, enter_place(chief), team=[])
    assert written() == before
    from segunda.monitoring.actions import sending

    actions.note_own_key(TO, at=AT)
    actions.trust(public_of(SENDER), at=AT)
    with pytest.raises(Refusal) as nothing:  # with nothing else to say, there is no package
        actions.pack("22" * 32, at=AT)
    assert nothing.value.text == sending.NOTHING


def test_no_running_number_of_a_plan_stands_on_a_page() -> None:
    lawyer = member("lawyer")
    with acting(reader_of(lawyer)) as one:
        planned = plan_visit(one, enter_place(one))
    page = client_of(lawyer).get(f"/plan/{planned.public_id}/").content.decode()
    versions = set(re.findall(r'name="_version" value="([^"]*)"', page))
    with acting(reader_of(lawyer)):
        assert versions == {str(PlannedDetails.objects.get().token)}


def test_who_leaves_the_team_no_longer_sees_it_and_who_comes_sees_it_all() -> None:
    lawyer, doctor, other = member("lawyer"), member("doctor"), member("psychologist")
    with acting(reader_of(lawyer)) as one:
        place = enter_place(one)
        planned = plan_visit(one, place, team=[lawyer.pk, doctor.pk])
        token = planned.details.get().token
        actions.change_visit(planned, token=token, facts=plan_facts(place, month=5),
                             team=[lawyer.pk, other.pk], by=one, at=AT)  # fmt: skip
    assert rows_seen(reader_of(doctor)) == (0, 0, 0)
    assert rows_seen(reader_of(other)) == (1, 2, 3)
    with acting(reader_of(other)) as seen:
        found = queries.planned_visit(planned.public_id, user=seen)
        assert found
        assert [row.member.pk for row in found.team] == [lawyer.pk, other.pk]
        assert found.details.month == 5


def test_one_with_notice_is_shown_to_all_members_and_not_to_the_keeper() -> None:
    with acting(reader("lawyer")) as one:
        plan_visit(one, enter_place(one), announced=True)
    assert rows_seen(reader("social_worker")) == (1, 1, 1)
    assert rows_seen(reader("computer_administrator")) == (0, 0, 0)


def test_a_file_of_the_plan_is_named_after_nothing() -> None:
    director = member("director")
    with acting(reader_of(director)) as one:
        plan_visit(one, enter_place(one))
    answer = client_of(director).get("/plan/2027/archivo/")
    assert answer["Content-Disposition"] == 'attachment; filename="segunda-lista.csv"'
    assert "Subestación ficticia de Ancón" in answer.content.decode("utf-8-sig")


# ---- what is refused, and what is kept


def refused(by: Reader, match: str, team: Any = None, **changed: Any) -> None:
    """That a plan is refused with these words, and nothing is written."""
    with acting(by):
        place = changed.pop("place", None) or enter_place(by)
        with pytest.raises(Refusal, match=match):
            plan_visit(by, place, team=team, **changed)
        assert PlannedVisit.objects.count() == 0


def test_a_member_plans_only_visits_she_goes_on_and_a_chief_any() -> None:
    other = member("doctor")
    refused(reader("lawyer"), "Usted no está en ese equipo", team=[other.pk])
    with acting(reader("deputy")) as chief:
        plan_visit(chief, enter_place(chief, name="Otra"), team=[other.pk])


def test_a_member_in_conflict_is_refused_by_name() -> None:
    doctor, lawyer = member("doctor"), reader("lawyer")
    with acting(reader_of(doctor)) as one:
        place = enter_place(one)
        actions.declare_conflict(place, reason="Trabaja ahí un hermano.", since=date(2026, 1, 1),
                                 today=TODAY, by=one, at=AT)  # fmt: skip
    refused(lawyer, r"declaró un conflicto de interés con el lugar: doctor.ficticio \(ficticio\)",
            team=[lawyer.user, doctor.pk], place=place)  # fmt: skip
    with acting(lawyer) as one:
        planned = plan_visit(one, place)
        with pytest.raises(Refusal, match="declaró un conflicto"):
            actions.change_visit(
                planned, token=planned.details.get().token, facts=plan_facts(place),
                team=[lawyer.user or 0, doctor.pk], by=one, at=AT,
            )  # fmt: skip
        conflict = ConflictOfInterest.objects.get()
    with acting(reader_of(doctor)) as one:
        actions.end_conflict(conflict, ended_on=TODAY, today=TODAY, by=one, at=AT)
    with acting(lawyer) as one:
        plan_visit(one, place, team=[lawyer.user or 0, doctor.pk])


def test_a_conflict_declared_after_the_plan_stands_as_an_alarm_on_it() -> None:
    lawyer, doctor = member("lawyer"), member("doctor")
    with acting(reader_of(lawyer)) as one:
        place = enter_place(one)
        planned = plan_visit(one, place, team=[lawyer.pk, doctor.pk])
    with acting(reader_of(doctor)) as one:
        actions.declare_conflict(place, reason="Un hermano.", since=TODAY, today=TODAY, by=one,
                                 at=AT)  # fmt: skip
    page = client_of(lawyer).get(f"/plan/{planned.public_id}/").content.decode()
    assert "declaró un conflicto de interés con este lugar: doctor.ficticio" in page
    assert str(planned.public_id) in client_of(doctor).get("/conflictos/").content.decode()
    outside = client_of(member("social_worker")).get("/conflictos/").content.decode()
    assert str(planned.public_id) not in outside
    assert "Un hermano." in outside


def test_nobody_declares_or_ends_a_conflict_for_another() -> None:
    doctor, lawyer = member("doctor"), reader("lawyer")
    with acting(reader_of(doctor)) as one:
        place = enter_place(one)
        made = actions.declare_conflict(place, reason="x", since=TODAY, today=TODAY, by=one, at=AT)
        with pytest.raises(Refusal, match="ya declaró"):
            actions.declare_conflict(place, reason="x", since=TODAY, today=TODAY, by=one, at=AT)
    with acting(lawyer) as one:
        with pytest.raises(Refusal, match="por sí misma"):
            actions.end_conflict(made, ended_on=TODAY, today=TODAY, by=one, at=AT)
        with pytest.raises(DatabaseError), transaction.atomic():
            ConflictOfInterest.objects.create(member=doctor, place=place, reason="x", since=TODAY,
                                              written_by_id=doctor.pk, written_at=AT)  # fmt: skip


def test_a_member_who_left_yesterday_is_not_put_on_a_team() -> None:
    gone, lawyer = member("doctor"), reader("lawyer")
    User.objects.filter(pk=gone.pk).update(is_active=False)
    refused(lawyer, "su cuenta se cerró: doctor.ficticio", team=[lawyer.user, gone.pk])
    keeper = member("computer_administrator")
    with acting(reader("director")) as chief:
        other = enter_place(chief, name="Otra")
        with pytest.raises(Refusal, match="solo van miembros"):
            plan_visit(chief, other, team=[keeper.pk])


@pytest.mark.parametrize(("changed", "match"), [
    ({"year": 2026, "month": 10}, "Ese mes ya pasó"),
    ({"on_day": date(2027, 4, 1)}, "El día no cae en ese mes"),
    ({"month": 13}, "El día no cae en ese mes"),
    ({"aims": "  "}, "Falta para qué"),
])  # fmt: skip
def test_a_plan_that_cannot_be_is_refused(changed: dict[str, Any], match: str) -> None:
    refused(reader("lawyer"), match, **changed)


def test_reasons_are_kept_in_the_words_of_that_day_and_none_of_health() -> None:
    from segunda.monitoring.signals import grave_findings, last_visit

    with acting(reader("doctor")) as one:
        place = enter_place(one)
        planned = plan_visit(one, place)
        never = last_visit(None, TODAY, "/x/")
        health = grave_findings(2, 0, "medical", "/x/")
        assert never
        after = actions.choose_reasons(planned, [never, *health], token=planned.details.get().token,
                                       by=one, at=AT)  # fmt: skip
        assert [reason["es"] for reason in after.reasons] == ["No consta ninguna visita."]
        moved = actions.change_visit(planned, token=after.token, facts=plan_facts(place, month=6),
                                     team=[one.user or 0], by=one, at=AT)  # fmt: skip
        assert (moved.reasons, moved.month) == (after.reasons, 6)
        other = enter_place(one, name="Otra")
        elsewhere = actions.change_visit(planned, token=moved.token, facts=plan_facts(other),
                                         team=[one.user or 0], by=one, at=AT)  # fmt: skip
        assert elsewhere.reasons == []


def test_on_the_page_a_visit_is_planned_changed_given_reasons_and_dropped() -> None:
    lawyer = member("lawyer")
    with acting(reader_of(lawyer)) as one:
        place = enter_place(one)
    client = client_of(lawyer)
    offered = client.post("/plan/nueva/", {"lugar": str(place.public_id)}).content.decode()
    assert f'value="{place.public_id}" selected' in offered

    def send(path: str, form: str = "sheet", **typed: Any) -> Any:
        return client.post(
            path, {"_key": str(uuid.uuid4()), "_form": form, "_route": path, **typed}
        )

    next_year = str(timezone.localdate().year + 1)
    typed = {"place": str(place.public_id), "year": next_year, "month": "3", "aims": "Ver celdas."}
    page = send("/plan/nueva/", **typed).content.decode()
    assert "Usted no está en ese equipo" in page
    assert "Ver celdas." in page
    where = send("/plan/nueva/", team=[str(lawyer.pk)], **typed)["Location"]

    def token() -> str:
        with acting(reader_of(lawyer)):
            return str(PlannedDetails.objects.get(superseded_at=None).token)

    stale = token()
    assert send(where, "razones", reasons=["never_visited"], _version=stale).status_code == 302
    assert "No consta ninguna visita." in client.get(where).content.decode()
    changed = typed | {"month": "4"}
    path = f"{where}cambiar/"
    assert send(path, team=[str(lawyer.pk)], _version=stale, **changed).status_code == 409
    assert send(path, team=[str(lawyer.pk)], _version=token(), **changed).status_code == 302
    assert send(where, "dejar", why="", _version=token()).status_code == 200
    assert send(where, "dejar", why="El lugar cerró.", _version=token()).status_code == 302
    page = client.get(where).content.decode()
    assert "no se hará" in page
    assert "El lugar cerró." in page
    with acting(JOBS):
        assert PlannedVisit.objects.count() == 0  # the jobs' role on a page sees none either


def test_a_plan_says_that_a_visit_was_noted_from_it_and_no_second_one_is() -> None:
    lawyer = member("lawyer")
    with acting(reader_of(lawyer)) as one:
        place = enter_place(one)
        planned = plan_visit(one, place)
        noting: dict[str, Any] = {
            "place": place, "starts_on": date(2026, 11, 20), "ends_on": date(2026, 11, 20),
            "team": [lawyer.pk], "aims": "x", "today": TODAY, "by": one, "at": AT,
            "planned": planned,
        }  # fmt: skip
        visit = actions.note_visit(**noting)
        with pytest.raises(Refusal, match="ya se anotó una visita"):
            actions.note_visit(**noting)
    client = client_of(lawyer)
    page = client.get(f"/plan/{planned.public_id}/").content.decode()
    assert f"/visitas/{visit.public_id}/" in page
    assert "Anotar la visita" not in page
    assert "con visita anotada" in client.get("/plan/2027/").content.decode()
