"""Packages for the mechanism: made on their days, whole, numbered and signed."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta

from django.db import connection

from segunda.access.audit import record
from segunda.access.scope import JOBS, acting
from segunda.casework import rhythm
from segunda.casework.models import MadePackage, PackageKey, Reply, ToldHead
from segunda.casework.queries.packages import heads_now
from segunda.exchange import keys
from segunda.exchange.package import FIRST, Sheet, make, read
from segunda.exchange.schema import Row
from segunda.law.text import Refusal, Text
from segunda.registry.queries import package_rows

ONE_AT_A_TIME = "SELECT pg_advisory_xact_lock(7204)"
WEEK = timedelta(days=7)
LETTERS, REPLY = "letters", "reply.v1"
NOBODY = Text(
    "Todavía no se ha anotado la llave del mecanismo: «segunda package trust ARCHIVO».",
    "The mechanism's key has not been noted yet: “segunda package trust FILE”.",
)
OWN_KEY = Text(
    "Esa es la llave de este mismo programa: traiga la del mecanismo.",
    "That is this very program's key: bring the mechanism's.",
)


def note_own_key(public: str, *, at: datetime) -> None:
    """Keep this program's own public key; the one before ends."""
    with acting(JOBS):
        if PackageKey.objects.filter(public=public, own=True, ended_at=None).exists():
            return
        PackageKey.objects.filter(own=True, ended_at=None).update(ended_at=at)
        PackageKey.objects.create(public=public, own=True, noted_at=at)


def trust(public: str, *, at: datetime) -> None:
    """From now on packages are made for this key, and taken from it."""
    with acting(JOBS):
        if PackageKey.objects.filter(public=public, own=True).exists():
            raise Refusal(OWN_KEY)
        PackageKey.objects.filter(own=False, ended_at=None).update(ended_at=at)
        if PackageKey.objects.filter(public=public).exists():
            PackageKey.objects.filter(public=public).update(ended_at=None)
        else:
            PackageKey.objects.create(public=public, noted_at=at)
        record(JOBS, "package.trust", at=at, purpose="keeping",
               detail={"fingerprint": keys.fingerprint(public)[:19]})  # fmt: skip


def make_due(secret: str, *, today: date, at: datetime) -> int:
    """Make every package whose day has ended and the replies that wait; how many were made.

    Refusal while the mechanism's key is not noted. One transaction for each package.
    """
    count = 0
    with acting(JOBS):
        last = _newest_of_register()
    for kind, day in rhythm.due(last, today):
        count += _make(secret, kind, day, at)
    return count + _make_letters(secret, today, at)


def _make(secret: str, kind: str, day: date, at: datetime) -> int:
    with acting(JOBS):
        own, to = _sides()
        if own.made.filter(kind=kind, day=day).exists():
            return 0
        before = own.made.exclude(kind=LETTERS).filter(day__lt=day).order_by("-day").first()
        since = before.day if before else day - WEEK
        rows = package_rows(user=JOBS, day=day, since=since)
        _keep(secret, own, to, kind, day, {**rows, "heads.v1": _heads()}, at)
    return 1


def _make_letters(secret: str, today: date, at: datetime) -> int:
    with acting(JOBS):
        own, to = _sides()
        waiting = list(Reply.objects.filter(package=None).order_by("pk"))
        if not waiting:
            return 0
        last = own.made.order_by("-sequence").first()
        day = last.day if last else rhythm.newest(today)
        made = _keep(secret, own, to, LETTERS, day, {REPLY: [_reply(one) for one in waiting]}, at)
        ids = [one.pk for one in waiting]
        Reply.objects.filter(pk__in=ids).update(package=made.sequence)
    return 1


def _sides() -> tuple[PackageKey, PackageKey]:
    """Own key and the mechanism's; from here on nobody else makes a package."""
    with connection.cursor() as cursor:
        cursor.execute(ONE_AT_A_TIME)
    known = {one.own: one for one in PackageKey.objects.filter(ended_at=None)}
    if False not in known or True not in known:
        raise Refusal(NOBODY)
    return known[True], known[False]


def _newest_of_register() -> date | None:
    rows = MadePackage.objects.filter(sender__ended_at=None).exclude(kind=LETTERS)
    return rows.order_by("-day").values_list("day", flat=True).first()


def _heads() -> list[Row]:
    """Heads told before and the newest, as they stand; the newest is told from now on."""
    told = dict(ToldHead.objects.values_list("seal", "digest"))
    now = heads_now(told)
    ToldHead.objects.bulk_create(
        ToldHead(seal=row["seal"], digest=row["digest"]) for row in now if row["seal"] not in told
    )
    return now


def _reply(one: Reply) -> Row:
    return {"recommendation": str(one.recommendation.public_id), "reply": str(one.public_id),
            "addressee": one.addressee, "text": one.text,
            "answered": one.answered_on.isoformat()}  # fmt: skip


def _keep(
    secret: str, own: PackageKey, to: PackageKey, kind: str, day: date,
    parts: Mapping[str, Sequence[Row]], at: datetime,
) -> MadePackage:  # fmt: skip
    last = own.made.order_by("-sequence").first()
    sequence, previous = (last.sequence + 1, last.digest) if last else (1, FIRST)
    period = f"{day:%Y-%m}" if kind == "month" else day.isoformat()
    sheet = Sheet(to.public, sequence, previous, kind, period, day.isoformat(), at)
    content = make(secret, sheet, parts)
    digest = read(content, trusted=[own.public], to=to.public).manifest.digest
    made = MadePackage.objects.create(
        sender=own, sequence=sequence, to=to, kind=kind, day=day, made_at=at, digest=digest,
        content=content,
    )  # fmt: skip
    record(
        JOBS, "package.make", at=at, purpose="keeping", object_kind="package", object_id=sequence,
        fingerprint=digest, count=sum(map(len, parts.values())),
    )  # fmt: skip
    return made
