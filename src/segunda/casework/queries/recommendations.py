"""Recommendations of the mechanism, with whoever prepares the answer and what was answered."""

from collections.abc import Iterator
from datetime import date
from uuid import UUID

from django.db.models import Prefetch

from segunda.access.models import User
from segunda.access.roster import permission
from segunda.access.scope import Reader
from segunda.casework.models import Assignment, Recommendation, Reply
from segunda.law.text import Text
from segunda.registry.queries.rooms import Waiting

ANSWERERS = ("national_records", "facility_director")
"""The roles that may be asked to prepare an answer."""
_PARTS = (
    Prefetch("assignments", Assignment.objects.select_related("to").order_by("-pk")),
    Prefetch("replies", Reply.objects.select_related("written_by").order_by("pk")),
)


def recommendations(*, user: Reader) -> list[Recommendation]:  # noqa: ARG001
    """All of them, those without any answer first, then by the day they were sent."""
    rows = list(Recommendation.objects.prefetch_related(*_PARTS).order_by("sent_on", "pk"))
    return sorted(rows, key=lambda one: bool(one.replies.all()))


def recommendation(public_id: UUID, *, user: Reader) -> Recommendation | None:  # noqa: ARG001
    """One of them; None where there is none for this reader."""
    return Recommendation.objects.prefetch_related(*_PARTS).filter(public_id=public_id).first()


def answerers(*, user: Reader) -> list[User]:  # noqa: ARG001
    """The accounts that may be asked to prepare an answer."""
    return list(User.objects.filter(role__in=ANSWERERS, is_active=True).order_by("name", "pk"))


def unanswered(one: Recommendation) -> list[str]:
    """The addressees that have not answered, in the mechanism's order."""
    answered = {reply.addressee for reply in one.replies.all()}
    return [name for name in one.row["addressees"] if name not in answered]


def answering(one: Recommendation) -> dict[str, User | None]:
    """Who answers for each addressee, in the mechanism's order: whoever was asked last."""
    asked = sorted(one.assignments.all(), key=lambda row: -row.pk)
    return {name: next((row.to for row in asked if row.addressee in ("", name)), None)
            for name in one.row["addressees"]}  # fmt: skip


def speaks_for(one: Recommendation, *, user: Reader) -> list[str]:
    """The addressees this reader was asked to answer for."""
    return [name for name, who in answering(one).items() if who and who.pk == user.user]


def waiting(*, user: Reader) -> list[Recommendation]:
    """Those with an addressee that has yet to answer: this reader does, or may say who does."""
    takes = permission(user.role, "recommendation.take") is not None
    return [one for one in recommendations(user=user) if _waits_for(one, user, takes=takes)]


def _waits_for(one: Recommendation, user: Reader, *, takes: bool) -> bool:
    asked = answering(one)
    who = [asked[name] for name in unanswered(one)]
    return any(takes if one is None else one.pk == user.user for one in who)


def work(*, user: Reader, day: date) -> Iterator[Waiting]:
    """What of it waits for this reader (setting WORK_OF_ROOMS)."""
    if permission(user.role, "recommendation.answer"):
        rows = waiting(user=user)
        late = any(one.deadline and one.deadline < day for one in rows)
        yield Waiting(
            Text("Recomendaciones del mecanismo por contestar",
                 "Recommendations of the mechanism to be answered"),
            len(rows), "recommendations_waiting", late=late,
        )  # fmt: skip
