"""A referral passes the fields the person consented to, and nothing else reaches the output."""

import uuid
from datetime import date
from typing import Any

import pytest
from django.db import DatabaseError, IntegrityError, transaction
from django.test import Client

from segunda.access.models import AuditEntry, User
from segunda.access.scope import JOBS, acting, reader_of
from segunda.law.text import Refusal
from segunda.monitoring import actions, queries
from segunda.monitoring.council_words import FIELDS
from segunda.monitoring.models import PassedField, Passing, Referral, ReferralValue
from segunda.monitoring.roles import MEMBERS
from segunda.monitoring.tests.council import NOT_ASKED, TODAY, YES, open_area, refer, write
from tests.monitor.team import AT, member, reader

pytestmark = pytest.mark.django_db(databases=["default", "refusals"])
NO: dict[str, Any] = {"consent": "no", "consent_on": date(2026, 11, 20), "way": "spoken"}
BACK: dict[str, Any] = NO | {"consent": "withdrawn"}


def client_of(account: User) -> Client:
    """A browser signed in as this account."""
    client = Client()
    client.force_login(account)
    return client


def send(client: Client, path: str, **typed: Any) -> Any:
    """A form sent from its page."""
    known = {"_key": str(uuid.uuid4()), "_form": "sheet", "_route": path}
    return client.post(path, known | typed)


def pass_on(referral: Referral, by: Any) -> Passing:
    """Hand it over today."""
    return actions.pass_referral(referral, to_whom="Licenciada Ficticia Ríos, jefa",
                                 passed_on=TODAY, today=TODAY, by=by, at=AT)  # fmt: skip


def test_what_was_not_consented_is_nowhere_in_the_output() -> None:
    lawyer = member("lawyer")
    secret = {field: f"zz{at}secreto" for at, field in enumerate(FIELDS)}
    consents = {"name": YES, "document": NO, "where": NOT_ASKED, "contact": BACK, "family": NO,
                "what": YES, "asked": NOT_ASKED}  # fmt: skip
    with acting(reader_of(lawyer)) as one:
        made = refer(one, **{f: (secret[f], how) for f, how in consents.items()})
        passing = pass_on(made, one)
    sheet = client_of(lawyer).get(f"/remisiones/hoja/{passing.public_id}/").content.decode()
    shown = {field for field in FIELDS if secret[field] in sheet}
    assert shown == {"name", "what"}
    with acting(reader_of(lawyer)):
        kept = {row.field: row.value for row in PassedField.objects.all()}
    assert kept == {"name": secret["name"], "what": secret["what"]}
    for unsaid in ("Número de documento", "De su salud", "Familiar a quien avisar"):
        assert unsaid not in sheet  # nor that there is such a field


def test_without_any_consent_nothing_is_passed_on() -> None:
    with acting(reader("lawyer")) as one:
        made = refer(one, name=("Nombre ficticio", NO), what=("x", NOT_ASKED))
        with pytest.raises(Refusal, match="no ha consentido ningún dato"):
            pass_on(made, one)
        assert Passing.objects.count() == 0


def test_a_consent_taken_back_keeps_the_field_from_the_next_sheet_and_the_past_one_stays() -> None:
    lawyer = member("lawyer")
    with acting(reader_of(lawyer)) as one:
        made = refer(one, what=("Pide atención.", YES))
        version = write(made, one, "name", "Nombre ficticio", YES)
        first = pass_on(made, one)
        write(made, one, "name", "Nombre ficticio", BACK, before=version)
        second = pass_on(made, one)
        said = [{f.field for f in p.fields.all()} for p in (first, second)]
    assert said == [{"what", "name"}, {"what"}]
    page = client_of(lawyer).get(f"/remisiones/{made.public_id}/").content.decode()
    assert "avise a quien lo recibió" in page


def test_the_database_itself_refuses_a_consent_without_day_and_a_false_class() -> None:
    with acting(reader("doctor")) as one:
        made = refer(one)
        row: dict[str, Any] = {
            "referral": made, "field": "name", "fact_class": "ordinary", "value": "x",
            "consent": "yes", "consent_on": TODAY, "way": "written", "written_by_id": one.user,
            "written_at": AT,
        }  # fmt: skip
        for wrong in (
            {"consent_on": None},
            {"way": ""},
            {"way": "telepathy"},
            {"field": "health"},
            {"fact_class": "medical"},
            {"consent": "maybe"},
        ):
            with pytest.raises(IntegrityError), transaction.atomic():
                ReferralValue.objects.create(**row | wrong)
        ReferralValue.objects.create(**row)


def test_a_referral_is_its_writers_and_the_chiefs_alone() -> None:
    writer = member("social_worker")
    with acting(reader_of(writer)) as one:
        made = refer(one, name=("Nombre ficticio", YES))
        passing = pass_on(made, one)
    outside = [role for role in (*MEMBERS, "computer_administrator") if role not in (
        "director", "deputy")]  # fmt: skip
    for role in outside:
        with acting(reader(role, f"{role}.otra")):
            counted = [t.objects.count() for t in (Referral, ReferralValue, Passing, PassedField)]
            assert counted == [0, 0, 0, 0], role
    other = client_of(member("lawyer", "otra.abogada"))
    for path in (f"/remisiones/{made.public_id}/", f"/remisiones/hoja/{passing.public_id}/",
                 f"/remisiones/{made.public_id}/dato/name/"):  # fmt: skip
        assert other.get(path).status_code == 404, path
    assert "Nombre ficticio" not in other.get("/remisiones/").content.decode()
    for role in ("director", "deputy"):
        page = client_of(member(role)).get(f"/remisiones/{made.public_id}/").content.decode()
        assert "Nombre ficticio" in page, role


def test_health_is_written_and_read_by_health_professionals_also_past_the_pages() -> None:
    lawyer, doctor = member("lawyer"), member("doctor")
    with (
        acting(reader_of(lawyer)) as one,
        pytest.raises(Refusal, match="profesionales de la salud"),
    ):
        refer(one, health=("diabetes ficticia", YES))
    with acting(reader_of(doctor)) as one:
        made = refer(one, health=("diabetes ficticia", YES), what=("Pide atención.", YES))
        passing = pass_on(made, one)
    director = client_of(member("director"))
    for path in (f"/remisiones/{made.public_id}/", f"/remisiones/hoja/{passing.public_id}/"):
        assert "diabetes ficticia" not in director.get(path).content.decode(), path
        assert "diabetes ficticia" in client_of(doctor).get(path).content.decode(), path
    with acting(reader("deputy")) as deputy:  # what a chief passes on holds nothing of health
        again = pass_on(made, deputy)
    with acting(JOBS):
        assert PassedField.objects.count() == 0  # nor do the jobs, on a page, see any
    with acting(reader_of(doctor)):
        assert {f.field for f in PassedField.objects.filter(passing=again)} == {"what"}
        assert Referral.objects.count() == 1


def test_a_field_is_written_over_the_version_that_stands_only() -> None:
    with acting(reader("lawyer")) as one:
        made = refer(one)
        first = write(made, one, "name", "A", NOT_ASKED)
        second = write(made, one, "name", "A", YES, before=first)
        for stale in (None, first):
            with pytest.raises(Refusal):
                write(made, one, "name", "B", YES, before=stale)
        rows = ReferralValue.objects.order_by("pk").values_list("pk", "superseded_by")
        assert list(rows) == [(first, second), (second, None)]
        with pytest.raises(DatabaseError), transaction.atomic():
            ReferralValue.objects.update(value="C")


@pytest.mark.parametrize(("consent", "words"), [
    (YES | {"consent_on": None}, "el día y la forma"),
    (YES | {"way": ""}, "el día y la forma"),
    (YES | {"consent_on": date(2026, 11, 28)}, "todavía no llega"),
])  # fmt: skip
def test_a_consent_without_its_day_or_way_is_refused(consent: Any, words: str) -> None:
    with acting(reader("lawyer")) as one:
        made = refer(one)
        with pytest.raises(Refusal, match=words):
            write(made, one, "name", "A", consent)


def test_reading_and_passing_on_leave_their_trace_without_a_word_of_it() -> None:
    lawyer = member("lawyer")
    with acting(reader_of(lawyer)) as one:
        made = refer(one, name=("Nombre ficticio", YES))
        passing = pass_on(made, one)
    client_of(lawyer).get(f"/remisiones/hoja/{passing.public_id}/")
    with acting(reader_of(lawyer)):
        rows = list(AuditEntry.objects.filter(action__startswith="referral."))
    assert {"referral.open", "referral.write", "referral.pass", "referral.read"} == {
        row.action for row in rows}  # fmt: skip
    assert all("Nombre" not in str(row.detail) for row in rows)


def test_an_area_that_ended_takes_no_referral() -> None:
    with acting(reader("lawyer")) as one:
        area = open_area(one)
        facts = {"department": "D", "subject": "S", "receives": "", "ended": True}
        before = area.details.get().pk
        actions.correct_area(area, before=before, facts=facts, by=one, at=AT)
        with pytest.raises(Refusal):
            actions.correct_area(area, before=before, facts=facts, by=one, at=AT)
        with pytest.raises(Refusal, match="terminó"):
            actions.open_referral(area, by=one, at=AT)
        assert [one.ended for one in queries.areas(user=one)] == [True]


def test_on_the_pages_a_referral_is_written_consented_and_handed_over() -> None:
    lawyer = member("lawyer")
    client = client_of(lawyer)
    area = {"department": "Departamento ficticio", "subject": "Casos", "receives": "Jefa"}
    assert send(client, "/remisiones/areas/nueva/", **area).status_code == 302
    with acting(reader_of(lawyer)) as one:
        to = str(queries.areas(user=one)[0].area.public_id)
    where = send(client, "/remisiones/nueva/", area=to)["Location"]
    page = client.get(where).content.decode()
    assert "De su salud" not in page
    assert client.get(f"{where}dato/health/").status_code == 404
    path = f"{where}dato/what/"
    typed = {"value": "Pide ver a su hija.", "consent": "yes", "_version": "first"}
    page = send(client, path, **typed).content.decode()
    assert "Falta el día y la forma" in page
    assert "Pide ver a su hija." in page
    told = typed | {"consent_on": "20/11/2026", "way": "written"}
    assert send(client, path, **told).status_code == 302
    assert send(client, path, **told | {"value": "Otra cosa."}).status_code == 409
    page = client.get(where).content.decode()
    assert "<b>Sale:</b> Qué pasó." in page
    where = send(client, where, to_whom="Jefa", passed_on="27/11/2026")["Location"]
    sheet = client.get(where).content.decode()
    assert "Pide ver a su hija." in sheet
    assert "consintió el 20 nov 2026, por escrito" in sheet
