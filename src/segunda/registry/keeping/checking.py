"""Who is checked when: one person before her page returns, everybody in a job.

A check acts as the jobs do, for this moment of the transaction: it must see what rests on sealed
facts, whoever wrote. While a check of everybody runs, pages write and leave the names on the list
`to check`; it is emptied right after.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime

import polars as pl
from django.db import connection, transaction
from django.utils import timezone

from segunda.access.clock import today
from segunda.access.scope import JOBS, acting, enter
from segunda.registry.computing.now import keep_now
from segunda.registry.facts import people_table
from segunda.registry.keeping.answers import answers, digests
from segunda.registry.keeping.law_in_use import notice, waiting
from segunda.registry.keeping.storing import Causes, store
from segunda.registry.keeping.versions import Version, law_fingerprint, versions_on
from segunda.registry.keeping.wall import keep_wall
from segunda.registry.models import VerdictRun

EVERYBODY = 72023
"""The lock between a check of everybody and checks of one person."""
AT_ONCE = 50
"""More marked people than this are left to the job."""
MANY = 500
"""More marked people than this, and a check of everybody is quicker."""
OWN = "WHERE xact = pg_current_xact_id()::text::bigint"
"""Only those whom this transaction has marked, not those a load has left to the job."""
SETTINGS = ("user", "role", "side", "scope", "facilities", "courts", "classes")


def check_marked() -> int:
    """Check those whom this transaction has marked; returns how many people.

    Nothing is done while everybody is being checked, or when more than AT_ONCE are marked: the
    job of every minute does it then.
    """
    if not _marked():
        return 0
    with _as_jobs():
        if not _alone(shared=True) or _count(OWN) > AT_ONCE:
            return 0
        return _check(_take(OWN), today(), timezone.now())


def check_everybody(cause: str, *, day: date | None = None) -> VerdictRun:
    """Check everybody held, in one transaction; writes the row of the run and what differs."""
    day = day or today()
    with acting(JOBS):
        _alone(shared=False)
        begun = timezone.now()
        causes = _take()
        table = people_table(user=JOBS)
        versions = versions_on(day, begun)
        wide = answers(table, versions, day)
        moved = _moved(wide, versions)
        changed = 0
        if moved:
            which = pl.Series(moved).implode()
            changed = store(
                wide.filter(pl.col("person").is_in(which)),
                table.filter(pl.col("id").cast(pl.Int64).is_in(which)),
                versions, among=moved, causes=causes, otherwise=(cause, day.isoformat()), at=begun,
            )  # fmt: skip
        if waiting() is None:  # else the ends computed before stand until a person decides
            keep_now(day)
        keep_wall(table, day)
        return VerdictRun.objects.create(
            day=day, cause=cause, started_at=begun, finished_at=timezone.now(), people=len(table),
            changed=changed, law=law_fingerprint(day),
        )  # fmt: skip


def catch_up() -> None:
    """Do what is due: everybody when the day or the law is another, else those who are marked."""
    day = today()
    with acting(JOBS), transaction.atomic():
        notice(day, timezone.now())
    with acting(JOBS):
        cause, marked = is_due(day), _count()
    if cause or marked > MANY:
        check_everybody(cause or "load", day=day)
    elif marked:
        with acting(JOBS):
            if _alone(shared=True):
                _check(_take(), day, timezone.now())


def is_due(day: date) -> str:
    """Why everybody is to be checked: `first`, the `law` or the `day` is another; else empty."""
    last = VerdictRun.objects.order_by("-id").first()
    if last is None:
        return "first"
    if last.law != law_fingerprint(day):
        return "law"
    return "" if last.day == day else "day"


def _check(causes: Causes, day: date, at: datetime) -> int:
    """Check these people, whose rows nobody else checks meanwhile; returns how many."""
    people = sorted(causes)
    with connection.cursor() as cursor:
        for person in people:  # in order, so that two pages never wait for one another in a ring
            cursor.execute("SELECT pg_advisory_xact_lock(%s, %s)", [EVERYBODY, person % 2**31])
    versions = versions_on(day, at)
    whole = people_table(user=JOBS, people=people)
    table = whole.filter(pl.col("id").is_in(_held(people)))
    wide = answers(table, versions, day)
    store(wide, table, versions, among=people, causes=causes, otherwise=("fact", ""), at=at)
    keep_now(day, people, table=whole)
    keep_wall(table, day, among=people)
    return len(people)


def _held(people: list[int]) -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT id FROM registry_person "
            "WHERE id = ANY(%s) AND held AND merged_into_id IS NULL", [people]
        )  # fmt: skip
        return [str(one) for (one,) in cursor.fetchall()]


def _moved(wide: pl.DataFrame, versions: tuple[Version, ...]) -> list[int]:
    """Whose answers are others than those that stand, and who is held no more."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT person_id, digest FROM registry_verdictsum")
        kinds = {"person": pl.Int64, "stood": pl.Int64}
        stood = pl.DataFrame(cursor.fetchall(), schema=kinds, orient="row")
    both = digests(wide, versions).join(stood, on="person", how="full", coalesce=True)
    differs = ~pl.col("digest").eq_missing(pl.col("stood"))
    return both.filter(differs)["person"].sort().to_list()


def _marked() -> bool:
    """Whether this transaction has marked anybody; asked through a function of the owner."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT registry_anybody_to_check()")
        (found,) = cursor.fetchone()
    return bool(found)


def _count(which: str = "") -> int:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT count(DISTINCT person_id) FROM registry_tocheck {which}")  # noqa: S608
        return int(cursor.fetchone()[0])


def _take(which: str = "") -> dict[int, tuple[str, str]]:
    """Take those to check off the list: person (of the file she is read in) → why."""
    with connection.cursor() as cursor:
        cursor.execute(
            f"DELETE FROM registry_tocheck {which} RETURNING person_id, cause, detail"  # noqa: S608
        )
        rows = sorted(cursor.fetchall(), key=lambda row: (row[0], PRIORITY.get(row[1], 9), row[2]))
        cursor.execute("SELECT id, merged_into_id FROM registry_person "
                       "WHERE merged_into_id IS NOT NULL")  # fmt: skip
        merged = dict(cursor.fetchall())
    causes: dict[int, tuple[str, str]] = {}
    for person, cause, detail in rows:
        root = person
        while root in merged:
            root = merged[root]
        before = causes.get(root)
        if before is not None and before[0] == cause == "fact":
            causes[root] = (cause, f"{before[1]} {detail}"[:200])
        causes.setdefault(root, (cause, detail))
        causes.setdefault(person, (cause, detail))
    return causes


PRIORITY = {name: place for place, name in enumerate(
    ("fact", "sentence", "status", "custody", "load", "source", "person"))}  # fmt: skip
"""Which reason is told where several marked one person: the one nearest to what was written."""


def _alone(*, shared: bool) -> bool:
    """Take the lock against a check of everybody; the shared one is not waited for."""
    with connection.cursor() as cursor:
        if shared:
            cursor.execute("SELECT pg_try_advisory_xact_lock_shared(%s)", [EVERYBODY])
            return bool(cursor.fetchone()[0])
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [EVERYBODY])
    return True


@contextmanager
def _as_jobs() -> Iterator[None]:
    """See what the jobs see, inside the reader's own transaction; then be the reader again."""
    names = ", ".join(f"coalesce(current_setting('segunda.{name}', true), '')" for name in SETTINGS)
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT {names}")
            before = cursor.fetchone()
        enter(JOBS)
        yield
        calls = ", ".join(f"set_config('segunda.{name}', %s, true)" for name in SETTINGS)
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT {calls}", before)
