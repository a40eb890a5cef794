"""The trace is sealed in batches while others write, and every change to it shows.

Each test has a record of its own and commits. The attacker is the owner of the database, who may
do anything to its tables but does not hold what a witness outside was told.
"""

import threading
from collections.abc import Callable, Iterator
from datetime import timedelta

import psycopg
import pytest
from django.db import connection
from django.utils import timezone

from segunda.access import audit, tasks
from segunda.access.scope import JOBS, acting
from segunda.access.sealing import Head, Verification, begin_era, head, seal, verify
from tests.village.addresses import Addresses
from tests.village.trace import seal_what_ended

pytestmark = pytest.mark.usefixtures("empty_record")


@pytest.fixture(autouse=True)
def _unblocked(django_db_blocker: object) -> Iterator[None]:
    with django_db_blocker.unblock():  # type: ignore[attr-defined]
        yield


def write(count: int = 1, person: int = 7) -> None:
    for _ in range(count):
        with acting(JOBS):
            audit.record(JOBS, "person.read", at=timezone.now(), person=person)


def verified(*witnessed: Head) -> Verification:
    return verify(now=timezone.now(), witnessed=witnessed)


def sealed(count: int = 3, batches: int = 3) -> None:
    """A trace of `batches` seals of `count` rows each."""
    for _ in range(batches):
        write(count)
        assert seal_what_ended() == count


def owner(empty_record: Addresses, *statements: str) -> None:
    """What somebody does who owns the tables: the guard against slips is no guard for her."""
    with psycopg.connect(empty_record.owner) as attacker:
        for table in ("access_auditentry", "access_auditseal"):
            attacker.execute(f"ALTER TABLE {table} DISABLE TRIGGER append_only".encode())
        for statement in statements:
            attacker.execute(statement.encode())
        for table in ("access_auditentry", "access_auditseal"):
            attacker.execute(f"ALTER TABLE {table} ENABLE TRIGGER append_only".encode())


def test_what_has_ended_is_sealed_and_holds() -> None:
    write(3)
    before = verified()
    assert (before.sealed, before.waiting) == (0, 3)
    assert before.oldest_waiting_seconds is not None
    assert seal_what_ended() == 3
    assert seal_what_ended() == 0
    write(2)
    assert seal_what_ended() == 2
    assert verified() == Verification(5, 0, None, ())


def test_an_open_transaction_is_neither_sealed_nor_skipped(empty_record: Addresses) -> None:
    insert = (
        "INSERT INTO access_auditentry (at, role, side, action, purpose, object_kind, object_id, "
        "fingerprint, outcome, detail, fact_class) VALUES (now(), 'jobs', 'service', 'slow', '', "
        "'', '', '', 'done', '{}', 'ordinary')"
    )
    with psycopg.connect(empty_record.jobs) as slow:
        slow.execute(insert)
        write(4)  # begun later, ended sooner
        assert seal(at=timezone.now()) == 0
        slow.commit()
        assert seal_what_ended() == 5
        slow.execute(insert)
        slow.rollback()
    write(1)
    assert seal_what_ended() == 1
    assert verified() == Verification(6, 0, None, ())


EACH = 60


def write_side_by_side(address: str, number: int, often: threading.Event) -> None:
    """EACH transactions of differing length; half-way they wait for the sealer to have begun."""
    with psycopg.connect(address) as own:
        for turn in range(EACH):
            own.execute(
                "INSERT INTO access_auditentry (at, role, side, action, purpose, object_kind, "
                "object_id, fingerprint, outcome, detail, fact_class) VALUES (now(), 'jobs', "
                "'service', 'x', '', '', %s, '', 'done', '{}', 'ordinary')",
                [f"{number}.{turn}"],
            )
            if turn == EACH // 2:
                assert often.wait(60)
            if turn % 7 == number:
                own.execute("SELECT pg_sleep(0.01)")
            own.commit()


def test_many_writers_at_once_lose_nothing(empty_record: Addresses) -> None:
    """Four writers with transactions of differing length, a sealer beside them all the time."""
    often, rounds, found = threading.Event(), 0, 0
    threads = [threading.Thread(target=write_side_by_side, args=(empty_record.jobs, n, often))
               for n in range(4)]  # fmt: skip
    for thread in threads:
        thread.start()
    while any(thread.is_alive() for thread in threads):
        found += seal(at=timezone.now())
        rounds += 1
        if rounds > 3:
            often.set()
    for thread in threads:
        thread.join()
    found += seal_what_ended()
    assert rounds > 3
    assert found == EACH * len(threads)
    assert verified() == Verification(EACH * len(threads), 0, None, ())


def test_the_sealer_seals_every_few_seconds_and_survives_a_fault(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    stop, rounds = threading.Event(), []

    def failing(**_: object) -> int:
        rounds.append(1)
        if len(rounds) == 1:
            raise RuntimeError("Yaneth Peña")
        stop.set()
        return 0

    monkeypatch.setattr(tasks, "seal", failing)
    tasks.seal_forever(stop, every=0.01)
    assert len(rounds) == 2
    assert "RuntimeError" in caplog.text
    assert "Yaneth" not in caplog.text


# Attacks ------------------------------------------------------------------------------------

EMPTY = (
    "TRUNCATE access_auditentry RESTART IDENTITY",
    "TRUNCATE access_auditseal RESTART IDENTITY",
)
FOUND: dict[str, tuple[str, ...]] = {
    "edit a row": ("UPDATE access_auditentry SET person = 8 WHERE id = 5",),
    "edit its time": ("UPDATE access_auditentry SET at = at - interval '1 second' WHERE id = 5",),
    "edit what it tells": ("UPDATE access_auditentry SET detail = '{\"a\": 1}' WHERE id = 5",),
    "delete a row": ("DELETE FROM access_auditentry WHERE id = 5",),
    "delete the newest sealed row": ("DELETE FROM access_auditentry WHERE id = 9",),
    "swap two rows": (
        "UPDATE access_auditentry SET id = -1 WHERE id = 4",
        "UPDATE access_auditentry SET id = 4 WHERE id = 5",
        "UPDATE access_auditentry SET id = 5 WHERE id = -1",
    ),
    "insert a row into a sealed batch": (
        "INSERT INTO access_auditentry (xid, at, role, side, action, purpose, object_kind, "
        "object_id, fingerprint, outcome, detail, fact_class) SELECT xid, at, role, side, action, "
        "purpose, object_kind, object_id, fingerprint, outcome, detail, fact_class "
        "FROM access_auditentry WHERE id = 5",
    ),
    "insert a row into an era before the first": (
        "INSERT INTO access_auditentry (era, at, role, side, action, purpose, object_kind, "
        "object_id, fingerprint, outcome, detail, fact_class) VALUES (0, now(), 'jobs', "
        "'service', 'x', '', '', '', '', 'done', '{}', 'ordinary')",
    ),
    "move a row out of its batch": ("UPDATE access_auditentry SET era = 0 WHERE id = 5",),
    "delete a batch and its seal": (
        "DELETE FROM access_auditentry a USING access_auditseal s WHERE s.id = 2 "
        "AND a.xid >= s.xid_from AND a.xid < s.xid_to",
        "DELETE FROM access_auditseal WHERE id = 2",
    ),
    "delete the first batch and its seal": (
        "DELETE FROM access_auditentry a USING access_auditseal s WHERE s.id = 1 "
        "AND a.xid >= s.xid_from AND a.xid < s.xid_to",
        "DELETE FROM access_auditseal WHERE id = 1",
    ),
    "change when a seal was set": (
        "UPDATE access_auditseal SET sealed_at = sealed_at - interval '1 day' WHERE id = 2",
    ),
    "change a seal's count": ("UPDATE access_auditseal SET rows = 2 WHERE id = 2",),
    "widen a seal": ("UPDATE access_auditseal SET xid_to = xid_to + 1 WHERE id = 2",),
    "forge a seal without computing": (
        "UPDATE access_auditentry SET person = 8 WHERE id = 5",
        "UPDATE access_auditseal SET digest = repeat('a', 64) WHERE id = 2",
    ),
}  # fmt: skip


def test_each_attack_shows_without_a_witness(empty_record: Addresses) -> None:
    missed = []
    for attack, statements in FOUND.items():
        owner(empty_record, *EMPTY)
        sealed()
        assert verified().breaks == ()
        owner(empty_record, *statements)
        if not verified().breaks:
            missed.append(attack)
    assert missed == []


def truncate(empty_record: Addresses) -> None:
    """Cut off the end: the last batch with its seal."""
    owner(
        empty_record,
        "DELETE FROM access_auditentry a USING access_auditseal s WHERE s.id = 3 "
        "AND a.xid >= s.xid_from AND a.xid < s.xid_to",
        "DELETE FROM access_auditseal WHERE id = 3",
    )


def rechain(empty_record: Addresses) -> None:
    """Change a row and compute every seal anew with this very program."""
    owner(
        empty_record,
        "UPDATE access_auditentry SET person = 8 WHERE id = 5",
        "DELETE FROM access_auditseal",
    )
    seal_what_ended()


@pytest.mark.parametrize("attack", [truncate, rechain])
def test_an_owner_who_computes_anew_shows_only_to_a_witness(
    empty_record: Addresses, attack: Callable[[Addresses], None]
) -> None:
    """What a chain alone cannot show; said here so that nobody believes otherwise."""
    sealed()
    told = head()
    assert told is not None
    attack(empty_record)
    assert verified().breaks == ()
    assert verified(told).breaks == (f"seal {told.seal}: witness",)


def test_an_old_backup_put_back_shows_to_a_witness(empty_record: Addresses) -> None:
    """The trace as it was one seal ago, and life going on from there."""
    sealed()
    told = head()
    assert told is not None
    truncate(empty_record)
    write(3, person=9)
    assert seal_what_ended() == 3
    assert verified().breaks == ()
    assert verified(told).breaks == (f"seal {told.seal}: witness",)


def test_a_head_that_was_told_still_stands_later() -> None:
    sealed()
    told = head()
    assert told is not None
    sealed(batches=1)
    assert verified(told).breaks == ()


def test_a_clock_put_back_shows() -> None:
    write()
    assert seal_what_ended() == 1
    write()
    assert seal_what_ended(ago=timedelta(hours=2)) == 1
    assert verified().breaks == ("seal 2: clock",)


# Eras ---------------------------------------------------------------------------------------


def test_a_restore_into_another_cluster_begins_an_era_and_forgets_nothing(
    empty_record: Addresses,
) -> None:
    """As after a restore: the last rows were not sealed yet, and numbers begin again below."""
    sealed(batches=1)
    write(2)  # in the backup, not yet sealed
    with psycopg.connect(empty_record.owner) as other:
        other.execute("UPDATE access_auditera SET cluster = 'another'")
    assert seal(at=timezone.now()) == 0  # nothing before the era has begun
    assert era_as_owner(empty_record) == 2
    assert era_as_owner(empty_record) is None
    with psycopg.connect(empty_record.owner) as other:  # the numbers of a young cluster
        other.execute("ALTER TABLE access_auditentry DISABLE TRIGGER append_only")
        other.execute("ALTER TABLE access_auditentry DISABLE ROW LEVEL SECURITY")
        other.execute(
            "INSERT INTO access_auditentry (xid, at, role, side, action, purpose, object_kind, "
            "object_id, fingerprint, outcome, detail, fact_class) VALUES (3, now(), 'jobs', "
            "'service', 'x', '', '', '', '', 'done', '{}', 'ordinary')"
        )
        other.execute("ALTER TABLE access_auditentry ENABLE ROW LEVEL SECURITY")
    assert verified().waiting == 3
    assert seal_what_ended() == 3
    assert verified() == Verification(6, 0, None, ())


def era_as_owner(empty_record: Addresses) -> int | None:
    from conftest import enter_as

    enter_as(empty_record.owner)
    try:
        return begin_era()
    finally:
        enter_as(empty_record.jobs)


# The application --------------------------------------------------------------------------------


def test_nobody_writes_into_another_transactions_batch(empty_record: Addresses) -> None:
    with psycopg.connect(empty_record.app) as app:
        for column, value in (("xid", "3"), ("era", "9")):
            with pytest.raises(psycopg.errors.InsufficientPrivilege), app.transaction():
                app.execute(
                    f"INSERT INTO access_auditentry ({column}, at, role, side, action, purpose, "  # noqa: S608
                    "object_kind, object_id, fingerprint, outcome, detail, fact_class) VALUES "
                    f"({value}, now(), 'jobs', 'service', 'x', '', '', '', '', 'done', '{{}}', "
                    "'ordinary')".encode()
                )


VERBS = (
    "UPDATE access_auditentry SET person = 1", "DELETE FROM access_auditentry",
    "TRUNCATE access_auditentry", "DELETE FROM access_auditseal",
)  # fmt: skip


def test_neither_the_program_nor_a_slip_of_the_owner_changes_the_trace(
    empty_record: Addresses,
) -> None:
    write()
    for who in ("app", "jobs", "owner"):
        refused = psycopg.errors.RestrictViolation if who == "owner" else (
            psycopg.errors.InsufficientPrivilege)  # fmt: skip
        for verb in VERBS:
            with psycopg.connect(getattr(empty_record, who)) as someone, pytest.raises(refused):
                someone.execute(verb.encode())


def test_a_stranger_leaves_a_trace_she_may_not_read(empty_record: Addresses) -> None:
    from segunda.access.scope import Reader

    stranger = Reader(user=None, role="stranger", scope="none")
    audit.record_refusal(stranger, "signin.password", at=timezone.now())
    with connection.cursor() as cursor:
        cursor.execute("SELECT role, outcome FROM access_auditentry")
        assert cursor.fetchall() == [("stranger", "refused")]
    with psycopg.connect(empty_record.app) as app:
        app.execute("SELECT set_config('segunda.role', 'stranger', true)")
        assert app.execute("SELECT * FROM access_auditentry").fetchall() == []
