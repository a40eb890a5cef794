"""Packages: noting a sender's key, receiving a file, handing over what goes to the State."""

import hashlib
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import connection, transaction

from segunda.access.audit import record
from segunda.access.scope import JOBS, Reader, acting
from segunda.exchange import keys, schema
from segunda.exchange.package import Last, Manifest, Package, follows, read
from segunda.exchange.refusing import PackageRefused
from segunda.law.text import Refusal, Text
from segunda.monitoring.actions.deaths import deaths_by_facility
from segunda.monitoring.actions.keeping import note_keeping
from segunda.monitoring.actions.places import register_from_package
from segunda.monitoring.actions.witness import witness
from segunda.monitoring.models import (
    Letter,
    PackagePlace,
    PackageRefusal,
    ProgramKey,
    StatePackage,
    StateReply,
)

ONE_AT_A_TIME = "SELECT pg_advisory_xact_lock(7203)"
SENT = "recommendation.v1"
NOT_READY = Text(
    "El programa todavía no ha hecho su llave: espere un momento y repita.",
    "The program has not made its key yet: wait a moment and try again.",
)
OWN_KEY = Text(
    "Esa es la llave de este mismo programa: traiga la del programa del Estado.",
    "That is this very program's key: bring the one of the State's program.",
)
NOT_WHOLE = Text(
    "A la recomendación le falta algo o sobra algo para enviarla: revise sus campos.",
    "The recommendation lacks something or has something too many to be sent: check its fields.",
)
NO_ADDRESSEE = Text(
    "La recomendación no dice a quién va: anote al menos un destinatario.",
    "The recommendation does not say to whom it goes: note at least one addressee.",
)


@dataclass(frozen=True)
class Received:
    """What became of a file: a package, or a refusal; one of the two."""

    package: StatePackage | None
    refusal: PackageRefusal | None


def note_own_key(public: str, *, at: datetime) -> None:
    """Keep this program's own public key; the one before ends."""
    with acting(JOBS):
        if ProgramKey.objects.filter(public=public, own=True, ended_at=None).exists():
            return
        ProgramKey.objects.filter(own=True, ended_at=None).update(ended_at=at)
        ProgramKey.objects.create(public=public, own=True, noted_at=at)


def trust(public: str, *, at: datetime) -> None:
    """From now on packages of this key are taken, and of no other; all members see it."""
    with acting(JOBS):
        if ProgramKey.objects.filter(public=public, own=True).exists():
            raise Refusal(OWN_KEY)
        known = ProgramKey.objects.filter(own=False)
        known.filter(ended_at=None).exclude(public=public).update(ended_at=at)
        if known.filter(public=public).exists():
            known.filter(public=public).update(ended_at=None)
        else:
            ProgramKey.objects.create(public=public, noted_at=at)
        note_keeping("trust", at=at, detail={"fingerprint": keys.fingerprint(public)[:19]})


def receive(content: bytes, *, name: str, by: Reader, at: datetime) -> Received:
    """Take a package or note why not; nothing is raised for what the file is."""
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute(ONE_AT_A_TIME)
        try:
            opened, sender = _opened(content, at)
        except PackageRefused as refused:
            return Received(None, _refuse(refused, content, name, by, at))
        package = _kept(opened, sender, content, by, at)
        record(
            by, "package.receive", at=at, purpose="monitoring", object_kind="package",
            object_id=package.pk, fingerprint=package.digest, count=sum(package.rows.values()),
        )  # fmt: skip
    return Received(package, None)


def send_recommendation(row: schema.Row, *, by: Reader, at: datetime) -> Letter:
    """Put a recommendation (a row of `recommendation.v1`) into the next package to the State."""
    if by.user is None or schema.faults([row], SENT):
        raise Refusal(NOT_WHOLE)
    if not any(word.strip() for word in row["addressees"]):
        raise Refusal(NO_ADDRESSEE)
    with transaction.atomic():
        letter = Letter.objects.create(
            schema=SENT, row=dict(row), written_by_id=by.user, written_at=at
        )
        record(
            by, "letter.write", at=at, purpose="monitoring", object_kind="recommendation",
            object_id=row["recommendation"],
        )  # fmt: skip
    return letter


def _opened(content: bytes, at: datetime) -> tuple[Package, ProgramKey]:
    mine = ProgramKey.objects.filter(own=True)
    if not mine.filter(ended_at=None).exists():
        raise Refusal(NOT_READY)
    known = {one.public: one for one in ProgramKey.objects.filter(own=False, ended_at=None)}
    opened = read(content, trusted=list(known), to=[one.public for one in mine])
    sender = known[opened.manifest.sender]
    taken = sender.packages.filter(sequence=opened.manifest.sequence)
    kept = taken.values_list("digest", flat=True).first() or ""
    follows(opened.manifest, _last(sender), now=at, kept=kept)
    return opened, sender


def _last(sender: ProgramKey) -> Last:
    one = sender.packages.order_by("-sequence").defer("content").first()
    if one is None:
        return Last()
    return Last(one.sequence, one.digest, one.day.isoformat(), one.made_at.isoformat())


def _refuse(
    refused: PackageRefused, content: bytes, name: str, by: Reader, at: datetime
) -> PackageRefusal:
    refusal = PackageRefusal.objects.create(
        at=at, by_id=by.user, file_name=name[:255], sha256=hashlib.sha256(content).hexdigest(),
        reason=refused.code, claimed=refused.claimed,
    )  # fmt: skip
    record(
        by, "package.refuse", at=at, purpose="monitoring", object_kind="package",
        fingerprint=refusal.sha256, detail={"reason": refused.code},
    )  # fmt: skip
    return refusal


def _kept(
    opened: Package, sender: ProgramKey, content: bytes, by: Reader, at: datetime
) -> StatePackage:
    said = opened.manifest
    deaths = deaths_by_facility(opened.parts, sender)
    package = StatePackage.objects.create(
        sender=sender, sequence=said.sequence, kind=said.kind, period=said.period,
        day=date.fromisoformat(said.day), made_at=datetime.fromisoformat(said.made_at),
        digest=said.digest, rows={one.schema: one.rows for one in said.parts}, content=content,
        received_at=at, received_by_id=by.user,
    )  # fmt: skip
    PackagePlace.objects.bulk_create(_places(package, opened.parts, deaths))
    register_from_package(package, opened.parts.get("capacity.v1", ()), at=at)
    _replies(package, opened.parts.get("reply.v1", ()))
    package.breaks = witness(package, opened.parts.get("heads.v1", ()), at=at, told=_tells(said))
    package.save(update_fields=["breaks"])
    return package


def _tells(said: Manifest) -> bool:
    """Whether this kind of package tells heads; letters do not."""
    return any(one.schema == "heads.v1" for one in said.parts)


def _replies(package: StatePackage, rows: Iterable[schema.Row]) -> None:
    StateReply.objects.bulk_create(
        StateReply(
            package=package, public_id=UUID(row["reply"]), recommendation=row["recommendation"],
            addressee=row["addressee"], text=row["text"],
            answered_on=date.fromisoformat(row["answered"]),
        )
        for row in rows
    )  # fmt: skip


def _places(
    package: StatePackage, parts: Mapping[str, Sequence[schema.Row]], deaths: Counter[str] | None
) -> Iterable[PackagePlace]:
    people = parts.get("population.v1", ())
    stands = {row["person"]: row for row in schema.newest(parts, "legal_status")}
    sexes = Counter((row["facility"] or "", row["sex"]) for row in people)
    status = Counter((row["facility"] or "", _title(stands, row)) for row in people)
    classes = _offences(people, stands)
    wholes = {row["facility"]: row for row in parts.get("capacity.v1", ()) if row["unit"] is None}
    for code in sorted({*wholes, *(deaths or ()), *(code for code, _ in sexes)}):
        known = wholes.get(code, {})
        yield PackagePlace(
            package=package, code=code, name=known.get("name", code),
            kind=known.get("kind", "unknown"), places=known.get("places"),
            people=sum(n for (place, _), n in sexes.items() if place == code),
            women=sexes[code, "F"], men=sexes[code, "M"],
            deaths=None if deaths is None else deaths[code],
            by_status={title: n for (place, title), n in sorted(status.items()) if place == code},
            by_offence=None if classes is None else classes.get(code, {}),
        )  # fmt: skip


def _title(stands: Mapping[str, schema.Row], row: schema.Row) -> str:
    return str(stands.get(row["person"], {}).get("status", ""))


def _offences(
    people: Iterable[schema.Row], stands: Mapping[str, schema.Row]
) -> dict[str, dict[str, dict[str, int]]] | None:
    """Facility → sex → classes of offence joined by "+" → how many; None: not told (v1)."""
    if not any("offence_classes" in row for row in stands.values()):
        return None
    counted: dict[str, dict[str, dict[str, int]]] = {}
    for row in people:
        said = stands.get(row["person"], {}).get("offence_classes", ())
        of_sex = counted.setdefault(row["facility"] or "", {}).setdefault(row["sex"], {})
        key = "+".join(sorted(said))
        of_sex[key] = of_sex.get(key, 0) + 1
    return counted
