"""Teams of planned visits, and conflicts of interest, which each member declares for herself."""

from collections.abc import Collection, Sequence
from datetime import date, datetime

from django.db import connection, transaction
from django.db.models import QuerySet

from segunda.access.audit import record
from segunda.access.models import User
from segunda.access.scope import Reader
from segunda.law.text import Refusal, Text
from segunda.monitoring.actions.follow_up import FUTURE
from segunda.monitoring.actions.notes import CORRECTED, author_of
from segunda.monitoring.models import ConflictOfInterest, Place, PlannedVisit, TeamMember
from segunda.monitoring.roles import MEMBERS

TEAMS_ONE_AT_A_TIME = "SELECT pg_advisory_xact_lock(7207)"
NO_REASON = Text(
    "Falta en qué consiste el conflicto: dígalo en una línea.",
    "What the conflict is is missing: say it in one line.",
)
NOT_HERS = Text(
    "Un conflicto de interés lo declara y lo termina cada miembro por sí misma.",
    "Each member declares and ends a conflict of interest for herself.",
)
THERE_ALREADY = Text(
    "Usted ya declaró un conflicto con este lugar: está en la lista.",
    "You declared a conflict with this place already: it is in the list.",
)
NOT_A_MEMBER = Text(
    "En el equipo solo van miembros del mecanismo.", "Only members of the mechanism go on a team."
)


def declare_conflict(
    place: Place, *, reason: str, since: date, today: date, by: Reader, at: datetime
) -> ConflictOfInterest:
    """Declare, for oneself, what speaks against visiting a place; all members see it."""
    if not reason.strip():
        raise Refusal(NO_REASON)
    if since > today:
        raise Refusal(FUTURE)
    me = author_of(by)
    with transaction.atomic():
        alone()
        if standing_conflicts(place).filter(member_id=me).exists():
            raise Refusal(THERE_ALREADY)
        made = ConflictOfInterest.objects.create(
            member_id=me, place=place, reason=reason, since=since, written_by_id=me, written_at=at
        )
        _trace(by, "conflict.declare", made, at)
    return made


def end_conflict(
    one: ConflictOfInterest, *, ended_on: date, today: date, by: Reader, at: datetime
) -> ConflictOfInterest:
    """Say that it no longer stands; what was declared stays readable."""
    if one.member_id != by.user:
        raise Refusal(NOT_HERS)
    if ended_on > today:
        raise Refusal(FUTURE)
    with transaction.atomic():
        alone()
        before = ConflictOfInterest.objects.select_for_update(of=("self",)).get(pk=one.pk)
        if before.superseded_at:
            raise Refusal(CORRECTED)
        after = ConflictOfInterest.objects.create(
            member_id=before.member_id, place_id=before.place_id, reason=before.reason,
            since=before.since, ended_on=max(ended_on, before.since), written_by_id=by.user,
            written_at=at,
        )  # fmt: skip
        ConflictOfInterest.objects.filter(pk=before.pk).update(
            superseded_at=at, superseded_by=after
        )
        _trace(by, "conflict.end", after, at)
    return after


def refuse_conflicted(place: Place, members: Collection[int]) -> None:
    """Refusal that names whoever of these declared a conflict with the place."""
    names = standing_conflicts(place).filter(member__in=members).order_by("member__name")
    who = ", ".join(dict.fromkeys(names.values_list("member__name", flat=True)))
    if who:
        raise Refusal(
            Text(
                f"No puede ir en este equipo quien declaró un conflicto de interés con el lugar: "
                f"{who}. Escoja a otra persona.",
                f"Whoever declared a conflict of interest with the place cannot go on this team: "
                f"{who}. Choose somebody else.",
            )
        )


def refuse_outsiders(members: Sequence[int]) -> dict[int, User]:
    """The accounts of these members; Refusal where one is closed or no member's."""
    found = {one.pk: one for one in User.objects.filter(pk__in=members)}
    if any(pk not in found or found[pk].role not in MEMBERS for pk in members):
        raise Refusal(NOT_A_MEMBER)
    closed = ", ".join(found[pk].name for pk in members if not found[pk].is_active)
    if closed:
        raise Refusal(
            Text(
                f"Ya no está en el mecanismo, su cuenta se cerró: {closed}. Quítela del equipo.",
                f"No longer in the mechanism, the account was closed: {closed}. Take it off the "
                f"team.",
            )
        )
    return found


def set_team(planned: PlannedVisit, members: Sequence[int], *, by: Reader, at: datetime) -> None:
    """Who goes from now on; who left stays in the history. Called in a planning's transaction."""
    accounts = refuse_outsiders(members)
    rows = TeamMember.objects.filter(planned=planned, left_at=None)
    now = set(rows.values_list("member_id", flat=True))
    rows.exclude(member__in=members).update(left_by_id=by.user, left_at=at)
    for pk in dict.fromkeys(members):
        if pk not in now:
            TeamMember.objects.create(
                planned=planned, member=accounts[pk], profession=accounts[pk].role,
                added_by_id=author_of(by), added_at=at,
            )  # fmt: skip


def standing_conflicts(place: Place) -> QuerySet[ConflictOfInterest]:
    """What stands against visiting a place."""
    return ConflictOfInterest.objects.filter(place=place, superseded_at=None, ended_on=None)


def alone() -> None:
    """One at a time: nobody declares a conflict while she is put on a team."""
    with connection.cursor() as cursor:
        cursor.execute(TEAMS_ONE_AT_A_TIME)


def _trace(by: Reader, action: str, one: ConflictOfInterest, at: datetime) -> None:
    record(by, action, at=at, purpose="monitoring", object_kind="conflict",
           object_id=one.public_id)  # fmt: skip
