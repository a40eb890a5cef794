"""Packages of the mechanism: a recommendation comes in whole and signed, or not at all."""

import hashlib
from collections.abc import Iterable, Sequence
from datetime import date, datetime

from django.db import connection, transaction

from segunda.access.audit import record
from segunda.access.scope import Reader
from segunda.casework.actions.making import ONE_AT_A_TIME
from segunda.casework.models import PackageKey, Recommendation, TakenPackage, ToldHead
from segunda.exchange.package import Last, Package, follows, read
from segunda.exchange.refusing import PackageRefused
from segunda.exchange.schema import Row
from segunda.law.text import Refusal, Text

NOT_READY = Text(
    "El programa todavía no ha hecho su llave: espere un momento y repita.",
    "The program has not made its key yet: wait a moment and try again.",
)


def take(content: bytes, *, by: Reader, at: datetime) -> TakenPackage:
    """Take a package of the mechanism, or note why not (`refused`)."""
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute(ONE_AT_A_TIME)
        sha256 = hashlib.sha256(content).hexdigest()
        try:
            opened, sender = _opened(content, at)
        except PackageRefused as refused:
            record(by, "package.refuse", at=at, object_kind="package", fingerprint=sha256,
                   detail={"reason": refused.code})  # fmt: skip
            return TakenPackage.objects.create(
                refused=refused.code, sha256=sha256, taken_at=at, taken_by_id=by.user
            )
        said = opened.manifest
        taken = TakenPackage.objects.create(
            sender=sender, sequence=said.sequence, digest=said.digest, sha256=sha256,
            day=date.fromisoformat(said.day), made_at=datetime.fromisoformat(said.made_at),
            taken_at=at, taken_by_id=by.user,
        )  # fmt: skip
        _keep(taken, opened.parts.get("recommendation.v1", ()), at)
        _witnessed(opened.parts.get("countersignatures.v1", ()))
        record(by, "package.take", at=at, object_kind="package", object_id=said.sequence,
               fingerprint=said.digest)  # fmt: skip
    return taken


def _opened(content: bytes, at: datetime) -> tuple[Package, PackageKey]:
    known = {one.own: one for one in PackageKey.objects.filter(ended_at=None)}
    if True not in known:
        raise Refusal(NOT_READY)
    senders = [one for own, one in known.items() if not own]
    mine = list(PackageKey.objects.filter(own=True).values_list("public", flat=True))
    opened = read(content, trusted=[one.public for one in senders], to=mine)
    taken = TakenPackage.objects.filter(sender=senders[0])
    same = taken.filter(sequence=opened.manifest.sequence)
    kept = same.values_list("digest", flat=True).first() or ""
    follows(opened.manifest, _last(taken.order_by("-sequence").first()), now=at, kept=kept)
    return opened, senders[0]


def _last(one: TakenPackage | None) -> Last:
    if one is None or one.sequence is None or one.day is None or one.made_at is None:
        return Last()
    return Last(one.sequence, one.digest, one.day.isoformat(), one.made_at.isoformat())


def _keep(taken: TakenPackage, rows: Sequence[Row], at: datetime) -> None:
    asked = [row["recommendation"] for row in rows]
    before = Recommendation.objects.filter(public_id__in=asked)
    known = {str(one) for one in before.values_list("public_id", flat=True)}
    Recommendation.objects.bulk_create(
        Recommendation(
            public_id=row["recommendation"], package=taken, theme=row["theme"], text=row["text"],
            row=dict(row), sent_on=date.fromisoformat(row["sent"]), received_at=at,
            deadline=date.fromisoformat(row["deadline"]) if row["deadline"] else None,
        )
        for row in rows
        if row["recommendation"] not in known
    )  # fmt: skip


def _witnessed(rows: Iterable[Row]) -> None:
    """Keep the witness's signatures beside the heads told; of a head that is ours, and once."""
    for row in rows:
        ToldHead.objects.filter(seal=row["seal"], digest=row["digest"], signature="").update(
            witness_at=row["at"], signature=row["signature"]
        )
