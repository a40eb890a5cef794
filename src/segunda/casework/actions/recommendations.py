"""Who prepares the answer to a recommendation, and the answer of an addressee."""

from datetime import date, datetime

from django.db import transaction

from segunda.access.audit import record
from segunda.access.models import User
from segunda.access.scope import Reader
from segunda.casework.models import Assignment, Recommendation, Reply
from segunda.casework.queries.recommendations import ANSWERERS, speaks_for
from segunda.law.text import Refusal, Text

NOT_THEIRS = Text(
    "Esa cuenta no prepara respuestas: escoja otra persona.",
    "That account does not prepare answers: choose somebody else.",
)
NOT_ADDRESSED = Text(
    "La recomendación no va dirigida a esa institución: escoja una de la lista.",
    "The recommendation is not addressed to that institution: choose one of the list.",
)
NOT_ASKED = Text(
    "Nadie le encargó contestar por esa institución: el registro nacional encarga cada respuesta.",
    "Nobody asked you to answer for that institution: the national registry assigns each answer.",
)
EMPTY = Text("Escriba la respuesta.", "Write the answer.")


def assign(
    one: Recommendation, *, to: User, by: Reader, at: datetime, addressee: str = ""
) -> Assignment:
    """Ask somebody to answer for an addressee, or for all (""); who was asked before no longer."""
    if by.user is None or to.role not in ANSWERERS:
        raise Refusal(NOT_THEIRS)
    if addressee and addressee not in one.row["addressees"]:
        raise Refusal(NOT_ADDRESSED)
    with transaction.atomic():
        made = Assignment.objects.create(
            recommendation=one, addressee=addressee, to=to, assigned_at=at, assigned_by_id=by.user
        )
        _trace(by, "recommendation.assign", one, at)
    return made


def answer(
    one: Recommendation, *, addressee: str, text: str, on: date, by: Reader, at: datetime
) -> Reply:
    """Answer for one addressee, on the day `on`; it leaves in the next package, unchanged.

    Only whoever was asked to speaks for it: no account of this program is an authority by itself.
    """
    if addressee not in one.row["addressees"]:
        raise Refusal(NOT_ADDRESSED)
    if by.user is None or addressee not in speaks_for(one, user=by):
        raise Refusal(NOT_ASKED)
    if not text.strip():
        raise Refusal(EMPTY)
    with transaction.atomic():
        made = Reply.objects.create(
            recommendation=one, addressee=addressee, text=text.strip(), answered_on=on,
            written_at=at, written_by_id=by.user,
        )  # fmt: skip
        _trace(by, "recommendation.answer", one, at)
    return made


def _trace(by: Reader, action: str, one: Recommendation, at: datetime) -> None:
    record(by, action, at=at, purpose="custody", object_kind="recommendation",
           object_id=one.public_id)  # fmt: skip
