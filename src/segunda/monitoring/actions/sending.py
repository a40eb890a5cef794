"""The package to the State: what waits to be sent, and the countersignatures of its heads."""

from collections.abc import Sequence
from datetime import date, datetime

from django.db import connection
from django.utils import timezone

from segunda.access.audit import record
from segunda.access.scope import JOBS, acting
from segunda.exchange import schema
from segunda.exchange.package import FIRST, Sheet, make, read
from segunda.law.text import Refusal, Text
from segunda.monitoring.actions.packages import ONE_AT_A_TIME, SENT
from segunda.monitoring.models import Addressee, Letter, ProgramKey, SentPackage, WitnessedHead

NOBODY = Text(
    "Todavía no se ha anotado la llave del programa del Estado: «segunda monitor trust ARCHIVO».",
    "The key of the State's program has not been noted yet: “segunda monitor trust FILE”.",
)
NOTHING = Text(
    "No hay nada nuevo que enviar. Los paquetes ya hechos están en «outgoing», en la carpeta del "
    "programa, y en su página «Paquetes».",
    "There is nothing new to send. Packages already made are in “outgoing”, in the program's "
    "folder, and on its page “Packages”.",
)


def pack(secret: str, *, at: datetime, today: date | None = None) -> tuple[int, bytes]:
    """Make the next package to the State; its number and its bytes. Refusal when nothing waits.

    `today`: the day it leaves, where that is not the one of `at`: a demonstration's stands still.
    """
    today = today or timezone.localdate(at)
    with acting(JOBS):
        with connection.cursor() as cursor:
            cursor.execute(ONE_AT_A_TIME)
        to = ProgramKey.objects.filter(own=False, ended_at=None).first()
        if to is None:
            raise Refusal(NOBODY)
        letters = list(Letter.objects.filter(sequence=None).order_by("pk"))
        heads = list(WitnessedHead.objects.filter(sequence=None, sender=to).exclude(signature=""))
        if not letters and not heads:
            raise Refusal(NOTHING)
        content, sequence = _packed(secret, to, letters, heads, today, at)
        Letter.objects.filter(pk__in=[one.pk for one in letters]).update(sequence=sequence)
        _note_sent([one.row["recommendation"] for one in letters], today)
        WitnessedHead.objects.filter(pk__in=[one.pk for one in heads]).update(sequence=sequence)
        record(
            JOBS, "package.send", at=at, purpose="monitoring", object_kind="package",
            object_id=sequence, count=len(letters),
        )  # fmt: skip
    return sequence, content


def letters_wait() -> bool:
    """Whether something written waits for the next package."""
    with acting(JOBS):
        return Letter.objects.filter(sequence=None).exists()


def _note_sent(recommendations: Sequence[str], today: date) -> None:
    """Silence is counted from the day the package was made, unless a day was noted before."""
    unsent = Addressee.objects.filter(recommendation__public_id__in=recommendations, sent_on=None)
    unsent.update(sent_on=today)


def _packed(
    secret: str, to: ProgramKey, letters: Sequence[Letter], heads: Sequence[WitnessedHead],
    today: date, at: datetime,
) -> tuple[bytes, int]:  # fmt: skip
    own = ProgramKey.objects.get(own=True, ended_at=None)
    last = SentPackage.objects.filter(sender=own).order_by("-sequence").first()
    sequence, before = (last.sequence + 1, last.digest) if last else (1, FIRST)
    day = today.isoformat()
    sheet = Sheet(to.public, sequence, before, "letters", day, day, at)
    signed: list[schema.Row] = [
        {"seal": one.seal, "digest": one.digest, "at": one.received_at.isoformat(),
         "signature": one.signature} for one in heads
    ]  # fmt: skip
    content = make(secret, sheet, {SENT: [{**one.row, "sent": day} for one in letters],
                                   "countersignatures.v1": signed})  # fmt: skip
    digest = read(content, trusted=[own.public], to=to.public).manifest.digest
    SentPackage.objects.create(
        sender=own, sequence=sequence, digest=digest, day=today, made_at=at, content=content
    )
    return content, sequence
