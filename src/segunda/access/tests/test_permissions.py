"""The permission table and the door: denied by default, every refusal leaves a trace."""

import re
from typing import Any

import pytest
from django.contrib.sessions.backends.db import SessionStore
from django.core.exceptions import PermissionDenied
from django.db import connection, connections, transaction
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory
from django.urls import path

from segunda.access.audit import record, record_refusal
from segunda.access.door import Door, Guest, allow
from segunda.access.models import AuditEntry
from segunda.access.roster import ACTIONS, PURPOSES, ROLES, TABLE, permission
from segunda.access.scope import Reader, acting, enter, reader_of
from segunda.access.tests.people import START, browser, entries, made
from segunda.access.tests.routes import Address, Named, not_walked, routes, unmarked, walk

db = pytest.mark.django_db(databases=["default", "refusals"])


def test_every_role_may_do_something_and_only_known_roles_may() -> None:
    assert {role for role, _ in TABLE} == set(ROLES)


def test_every_action_of_the_table_exists_and_is_somebodys() -> None:
    assert {action for _, action in TABLE} == set(ACTIONS)


def test_every_row_has_a_purpose_that_exists() -> None:
    assert all(row.purposes and set(row.purposes) <= set(PURPOSES) for row in TABLE.values())


def test_sealed_facts_are_for_health_staff_and_the_defence_alone() -> None:
    sealed = {role for (role, _), row in TABLE.items() if "sealed" in row.classes}
    assert sealed == {"health_staff", "public_defender"}
    assert sealed == {role.code for role in ROLES.values() if role.sealed}


def test_what_has_no_row_is_denied_and_what_has_no_name_is_a_fault() -> None:
    assert permission("statistician", "person.read") is None
    assert permission("nobody", "home.read") is None
    with pytest.raises(KeyError, match=r"no action \[person\.delete\]"):
        permission("records_clerk", "person.delete")


def test_who_manages_accounts_sees_no_person() -> None:
    mine = {action for role, action in TABLE if role == "system_administrator"}
    assert mine == {"home.read", "account.manage", "audit.verify"}


def test_every_action_a_page_asks_for_is_in_the_table() -> None:
    asked = {action for _, page in routes() if (action := getattr(page, "action", ""))}
    assert asked
    assert asked <= set(ACTIONS)


def test_every_route_has_an_action_or_is_public() -> None:
    assert unmarked() == []


def bare(request: HttpRequest) -> HttpResponse:  # noqa: ARG001
    return HttpResponse("open to anybody")


urlpatterns = [path("bare/", bare, name="bare")]


def test_a_forgotten_mark_is_found() -> None:
    assert unmarked(__name__) == ["bare"]


def test_the_door_refuses_a_page_without_a_mark() -> None:
    request = RequestFactory().get("/bare/")
    with pytest.raises(PermissionDenied):
        Door(bare).process_view(request, bare, (), {})


def of_role(role: str) -> Client:
    """A browser signed in under a role."""
    client = browser()
    client.force_login(made(f"{role}.nueva", None, role=role))
    return client


ADDRESSES = (
    Address("session"),
    Address("own_account"),
    Address("change_password"),
    Address("new_codes"),
    Address("end_others", method="post"),
    Address("add_passkey", opens={404}),  # no host name, no passkeys
    Address("accounts"),
    Address("account_new"),
)


@db
def test_every_route_of_this_room_as_every_role() -> None:
    about = made("marta")
    one: Named = {"pk": about.pk}
    kind = {"kind": "password"}
    more = (
        Address("account", lambda _: one, lambda _: {"pk": 0}),
        Address("account_ask", lambda _: {**one, **kind}, lambda _: {"pk": 0, **kind}),
        Address("place_add", lambda _: one, lambda _: {"pk": 0}, method="post"),
        Address("place_end", lambda _: {"pk": 0}, method="post", opens={404}),
        Address("proposal", lambda _: {"pk": 0}, opens={404}),
    )  # fmt: skip
    assert walk(ADDRESSES + more, of_role) == []
    own = {name for name, page in routes() if page.__module__.startswith("segunda.access.")}
    assert not_walked(ADDRESSES + more) & own == set()


@db
def test_the_walk_finds_a_page_that_opens_to_the_wrong_role(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    from segunda.access import door

    row = TABLE["system_administrator", "account.manage"]
    monkeypatch.setattr(door, "permission", lambda _role, _action: row)
    wrong = walk([Address("accounts")], of_role)
    assert len(wrong) == len(ROLES) - 1
    assert all(re.search(r"get accounts \{\}: 200, not 403", line) for line in wrong)


@db
def test_a_stranger_is_sent_to_sign_in() -> None:
    assert browser().get("/cuentas/")["Location"] == "/entrar/?next=/cuentas/"


def _refuse_within(reader: Reader) -> None:
    with transaction.atomic():
        enter(reader)
        record(reader, "person.read", at=START)
        record_refusal(reader, "account.manage", at=START)
        raise PermissionDenied


@db
def test_a_refusal_leaves_its_trace_although_the_transaction_is_undone() -> None:
    clerk = reader_of(made())
    with pytest.raises(PermissionDenied):
        _refuse_within(clerk)
    with acting(clerk):
        assert AuditEntry.objects.filter(action="person.read").count() == 0
    with acting(clerk, using="refusals"):
        kept = AuditEntry.objects.using("refusals").get(user=clerk.user)
    assert (kept.action, kept.outcome, kept.role) == (
        "account.manage", "refused", "records_clerk",
    )  # fmt: skip
    assert connections["refusals"].connection is not connection.connection


@db
def test_a_refused_page_is_in_the_trace() -> None:
    client, account = browser(), made()
    client.force_login(account)
    assert client.get("/cuentas/").status_code == 403
    with acting(reader_of(account), using="refusals"):
        kept = AuditEntry.objects.using("refusals").get(user=account.pk)
    assert (kept.action, kept.outcome) == ("account.manage", "refused")


@db
def test_a_page_that_streams_is_refused() -> None:
    from django.http import StreamingHttpResponse

    @allow("home.read")
    def page(request: Guest) -> Any:  # noqa: ARG001
        return StreamingHttpResponse([b"late"])

    request = RequestFactory().get("/")
    request.user, request.session = made(), SessionStore()
    with pytest.raises(TypeError, match="may not stream"):
        page(request)


def act(role: str, action: str) -> Reader:
    """Somebody of this role did something that the trace keeps."""
    reader = reader_of(made(f"{role}.{action}", None, role=role))
    with acting(reader):
        record(reader, action, at=START, person=7)
    return reader


def seen_by(reader: Reader) -> set[str]:
    """All the trace a reader gets when the program forgets every WHERE."""
    with acting(reader), connection.cursor() as cursor:
        cursor.execute("SELECT action FROM access_auditentry WHERE at = %s", [START])
        return {action for (action,) in cursor.fetchall()}


@db
def test_the_prison_service_never_sees_what_judges_and_defenders_did() -> None:
    judge = act("compliance_judge", "judge.did")
    defender = act("public_defender", "defender.did")
    clerk = act("records_clerk", "clerk.did")
    service = [role.code for role in ROLES.values() if role.side == "service"]
    assert len(service) > 5
    for role in service:
        reader = reader_of(made(f"{role}.lee", None, role=role))
        assert seen_by(reader) == set(), role
    assert seen_by(clerk) == {"clerk.did"}
    assert seen_by(judge) == {"judge.did"}
    assert seen_by(defender) == {"defender.did"}
    officer = reader_of(made("datos.lee", role="data_protection_officer"))
    assert seen_by(officer) == {"judge.did", "defender.did", "clerk.did"}


@db
def test_without_a_reader_the_trace_is_empty() -> None:
    act("records_clerk", "clerk.did")
    assert seen_by(Reader(user=None, role="", scope="none")) == set()


@db
@pytest.mark.parametrize("change", ["UPDATE access_auditentry SET role = ''",
                                    "DELETE FROM access_auditentry",
                                    "TRUNCATE access_auditentry"])  # fmt: skip
def test_the_application_can_neither_change_nor_delete_the_trace(change: str) -> None:
    from django.db.utils import ProgrammingError

    act("records_clerk", "clerk.did")
    with (
        pytest.raises(ProgrammingError, match="permission denied"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(change)
    assert len(entries("clerk.did")) == 1
