"""Nobody administers in the dark: each act is shown to all members, and cannot be taken away."""

import pytest
from django.db import IntegrityError, connection, transaction

from segunda.access import accounts
from segunda.access.models import Proposal, User
from segunda.access.scope import JOBS, Reader, acting, reader_of
from segunda.law.text import Refusal
from segunda.monitoring import actions, queries
from segunda.monitoring.roles import ROLES
from tests.monitor.team import AT, browser, member, reader

pytestmark = pytest.mark.django_db(databases=["default", "refusals"])


def acts_seen_by(one: Reader) -> list[str]:
    """Those of the tests; the version that made the database may have been noted after them."""
    with acting(one):
        return [act.action for act in queries.acts(user=one, since=AT) if act.at == AT]


def test_every_role_sees_the_account_that_was_made() -> None:
    director, _ = member("director"), member("deputy")
    with acting(reader_of(director)):
        accounts.create(
            username="abogada.nueva", name="Nueva Ficticia", role="lawyer", places=(), by=director,
            at=AT,
        )  # fmt: skip
    for role in ROLES:
        assert "account.create" in acts_seen_by(reader(role, f"{role}.mira")), role
    page = browser("social_worker", "quien.mira").get("/actos/").content.decode()
    assert "hizo la cuenta de Nueva Ficticia" in page
    assert "director.ficticio (ficticio)" in page
    assert "Derecho" in page


def test_what_is_done_at_the_computer_is_on_everybodys_first_page() -> None:
    actions.note_keeping("backup", at=AT, detail={"keys": 2})
    for role in ROLES:
        page = browser(role, f"{role}.abre").get("/actos/").content.decode()
        assert "pidió una copia cifrada" in page, role
        assert "Desde la computadora, sin cuenta" in page, role


def test_what_the_keeper_is_refused_is_shown_too() -> None:
    from django.utils import timezone

    since = timezone.now()
    assert browser("computer_administrator", "cuidado").get("/notas/").status_code == 403
    lawyer = reader("lawyer")
    with acting(lawyer, using="refusals"):
        from segunda.access.models import AuditEntry

        rows = AuditEntry.objects.using("refusals").filter(at__gte=since)
        assert [(row.action, row.outcome) for row in rows] == [("note.read", "refused")]


def test_members_do_not_see_one_anothers_readings() -> None:
    lawyer = reader("lawyer")
    with acting(lawyer):
        queries.notes(user=lawyer, at=AT)
    seen = acts_seen_by(reader("director"))
    assert seen == []
    with acting(reader("deputy")), connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM access_auditentry WHERE action = 'note.list'")
        assert cursor.fetchone() == (0,)


def test_without_a_reader_there_is_no_trace() -> None:
    actions.note_keeping("backup", at=AT)
    assert acts_seen_by(Reader(user=None, role="", scope="none")) == []


def test_an_account_that_reads_of_health_needs_director_and_deputy() -> None:
    director = member("director")
    asked = {"username": "medica", "name": "Médica Ficticia", "role": "doctor", "places": ()}
    with acting(reader_of(director)), pytest.raises(Refusal):
        accounts.create(**asked, by=director, at=AT)  # type: ignore[arg-type]
    deputy = member("deputy")
    with acting(reader_of(director)):
        made, password = accounts.create(**asked, by=director, at=AT)  # type: ignore[arg-type]
    assert (made.is_active, password) == (False, "")
    proposal = Proposal.objects.get(user=made)
    with acting(reader_of(director)), pytest.raises(Refusal):
        accounts.decide(proposal, True, by=director, at=AT)
    with acting(reader_of(deputy)):
        assert accounts.decide(proposal, True, by=deputy, at=AT)
    made.refresh_from_db()
    assert made.is_active
    assert {"account.create", "account.propose", "account.decide", "account.activate"} <= set(
        acts_seen_by(reader("lawyer"))
    )


def test_what_to_do_alone_names_this_programs_own_command() -> None:
    director = member("director")
    with acting(reader_of(director)), pytest.raises(Refusal) as told:
        accounts.create(username="x", name="X", role="deputy", places=(), by=director, at=AT)
    assert "segunda monitor account create" in told.value.text.es


@pytest.mark.parametrize("role", ["system_administrator", "ombuds_administrator", ""])
def test_there_is_no_account_of_an_administrator_from_outside(role: str) -> None:
    with pytest.raises(IntegrityError, match="user_role_exists"), transaction.atomic():
        User.objects.create_user("fuera", None, name="De fuera", role=role, created_at=AT)


def test_a_new_director_closes_the_former_ones_account_in_one_act() -> None:
    former = member("director", "anterior")
    done = actions.change_director(
        username="nueva", name="Nueva Ficticia", at=AT, keys=["age1x"], copies=["ab"]
    )
    former.refresh_from_db()
    assert not former.is_active
    assert (done.opened.role, done.opened.is_active) == ("director", True)
    lawyer = reader("lawyer")
    with acting(lawyer):
        act = next(a for a in queries.acts(user=lawyer) if a.action == "keeping.hand_over")
        sheet = queries.handing_over(act.id, user=lawyer)
    assert sheet is not None
    assert sheet.closed == ("anterior (ficticio)",)
    assert (sheet.opened, sheet.copies, sheet.keys) == ("Nueva Ficticia", ("ab",), ("age1x",))
    page = browser("social_worker").get(f"/actos/entrega/{act.id}/").content.decode()
    assert "anterior (ficticio)" in page
    assert "Testigo del equipo" in page


@pytest.mark.parametrize("username", ["anterior", "con espacio y ¡signos!"])
def test_a_username_that_cannot_be_one_hands_nothing_over(username: str) -> None:
    former = member("director", "anterior")
    with pytest.raises(Refusal):
        actions.change_director(username=username, name="N", at=AT, keys=[], copies=[])
    former.refresh_from_db()
    assert former.is_active
    with acting(JOBS):
        assert queries.last_handing_over() is None


@pytest.mark.parametrize("change", ["UPDATE access_auditentry SET purpose = ''",
                                    "DELETE FROM access_auditentry"])  # fmt: skip
def test_the_application_cannot_take_an_act_away(change: str) -> None:
    from django.db.utils import ProgrammingError

    actions.note_keeping("backup", at=AT)
    with (
        pytest.raises(ProgrammingError, match="permission denied"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(change)


def test_the_same_version_again_is_no_act() -> None:
    before = len(acts_seen_by(JOBS))
    actions.note_version("9.9", at=AT)
    actions.note_version("9.9", at=AT)
    assert len(acts_seen_by(JOBS)) == before + 1
