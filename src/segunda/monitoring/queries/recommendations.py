"""Recommendations with what each addressee did: how many days of silence, what is overdue."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Prefetch, Q
from django.utils import timezone

from segunda.access.audit import record
from segunda.access.scope import Reader
from segunda.monitoring.follow_up_words import AUTHORITIES
from segunda.monitoring.likeness import ENOUGH, Likeness, likeness
from segunda.monitoring.models import (
    Addressee,
    Assessment,
    Ground,
    Letter,
    Recommendation,
    Reply,
    SendingCorrection,
    SentPackage,
    StateReply,
    Wording,
)
from segunda.monitoring.queries.findings import stands_now
from segunda.monitoring.queries.standings import standings


@dataclass(frozen=True)
class Standing:
    """One addressee on a day. `silent`: days since it was sent without a reply, None where it
    replied or was not sent; `overdue`: days past the deadline and not done."""

    addressee: Addressee
    replies: tuple[Reply, ...]
    assessment: Assessment | None
    silent: int | None
    overdue: int

    @property
    def state(self) -> str:
        """The state it was last given."""
        return self.assessment.state if self.assessment else "not_yet"


@dataclass(frozen=True)
class Followed:
    """A recommendation, its wording and its addressees as they stand."""

    one: Recommendation
    wording: Wording
    standings: tuple[Standing, ...]

    @property
    def silent(self) -> int:
        """The longest silence, in days; 0 where nobody is silent."""
        return max((s.silent or 0 for s in self.standings), default=0)

    @property
    def overdue(self) -> int:
        """Days past the deadline; 0 where nobody is late."""
        return max((s.overdue for s in self.standings), default=0)


def recommendations(*, user: Reader, today: date) -> list[Followed]:  # noqa: ARG001 (the wall)
    """All of them, by number, as they stand today."""
    return _followed(Recommendation.objects.order_by("number"), today)


def recommendations_on(
    findings: Collection[int],
    *,
    user: Reader,  # noqa: ARG001 (the wall)
    today: date,
) -> list[Followed]:
    """Those that rest on any of these findings, by number, as they stand today."""
    grounds = list(Ground.objects.values_list("finding", "recommendation"))
    now = stands_now(finding for finding, _ in grounds)
    resting = {one for finding, one in grounds if now[finding] in findings}
    return _followed(Recommendation.objects.filter(pk__in=resting).order_by("number"), today)


def recommendation(public_id: UUID, *, user: Reader, today: date, at: datetime) -> Followed | None:
    """One of them, with the trace of its reading."""
    found = _followed(Recommendation.objects.filter(public_id=public_id), today)
    if not found:
        return None
    record(
        user, "recommendation.read", at=at, purpose="monitoring", object_kind="recommendation",
        object_id=public_id,
    )  # fmt: skip
    return found[0]


def addressee(pk: int, *, user: Reader) -> Addressee | None:  # noqa: ARG001 (the wall)
    """One addressee with its recommendation."""
    return Addressee.objects.select_related("recommendation").filter(pk=pk).first()


@dataclass(frozen=True)
class History:
    """What stood before of one addressee: assessments and corrected days, the newest first.

    `of_package`: the day of sending is that of a signed package, so it is not corrected.
    """

    assessments: tuple[Assessment, ...]
    days: tuple[SendingCorrection, ...]
    of_package: bool


def histories(found: Followed, *, user: Reader) -> dict[int, History]:  # noqa: ARG001 (the wall)
    """The history of each addressee of a recommendation, by its number."""
    of = {"addressee__recommendation": found.one}
    assessed = Assessment.objects.filter(**of).select_related("written_by").order_by("-pk")
    corrected = SendingCorrection.objects.filter(**of).select_related("written_by").order_by("-pk")
    carried = package_days(found.one.public_id)
    return {
        to.pk: History(
            tuple(one for one in assessed if one.addressee_id == to.pk),
            tuple(one for one in corrected if one.addressee_id == to.pk),
            to.sent_on in carried,
        )
        for to in (standing.addressee for standing in found.standings)
    }


def package_days(recommendation: UUID) -> list[date]:
    """The days of the packages that carried a recommendation to the State, the first first."""
    letters = Letter.objects.filter(row__recommendation=str(recommendation)).exclude(sequence=None)
    found = SentPackage.objects.filter(sequence__in=letters.values("sequence"))
    return sorted(found.values_list("day", flat=True))


def like(
    one: Followed,
    *,
    user: Reader,  # noqa: ARG001 (the wall)
    today: date,
) -> list[tuple[Followed, Likeness]]:
    """Earlier recommendations it may repeat, the likest first, without those linked already."""
    linked = set(one.one.repeats.values_list("earlier_id", flat=True))
    text = f"{one.wording.text_es} {one.wording.text_en}"
    earlier = Wording.objects.filter(superseded_at=None, recommendation__number__lt=one.one.number)
    scored = {
        pk: found
        for pk, es, en in earlier.values_list("recommendation", "text_es", "text_en")
        if pk not in linked and (found := likeness(text, f"{es} {en}")).score >= ENOUGH
    }
    alike = _followed(Recommendation.objects.filter(pk__in=scored), today)
    pairs = [(other, scored[other.one.pk]) for other in alike]
    return sorted(pairs, key=lambda pair: (-pair[1].score, pair[0].one.number))


@dataclass(frozen=True)
class AskedAdvice:
    """How the list is narrowed. `show`: silent, overdue or empty for all; `text`: words in it."""

    show: str = ""
    theme: str = ""
    authority: str = ""
    text: str = ""


def recommendations_asked(
    *, user: Reader, today: date, asked: AskedAdvice, start: int = 0, most: int | None = None
) -> tuple[list[Followed], int]:
    """A page of those asked for, by number or the longest first, and how many there are."""
    kept: dict[int, int] = {}
    words = _with_words(asked.text)
    for one in standings(user=user, today=today):
        days = {"silent": one.silent or 0, "overdue": one.overdue}.get(asked.show, 0)
        if (
            (asked.show and not days)
            or (asked.theme and one.theme != asked.theme)
            or (asked.authority and one.authority != asked.authority)
            or (words is not None and one.recommendation not in words)
        ):
            continue
        kept[one.recommendation] = max(kept.get(one.recommendation, 0), days)
    order = sorted(kept, key=lambda pk: -kept[pk])  # by number where the days are the same
    page = order[start : None if most is None else start + most]
    rows = _followed(Recommendation.objects.filter(pk__in=page), today)
    found = {one.one.pk: one for one in rows}
    return [found[pk] for pk in page], len(order)


def _with_words(text: str) -> set[int] | None:
    """The recommendations in whose standing text every word is; None where none is asked for."""
    if not text.split():
        return None
    rows = Wording.objects.filter(superseded_at=None)
    for word in text.split():
        rows = rows.filter(Q(text_es__icontains=word) | Q(text_en__icontains=word))
    return set(rows.values_list("recommendation", flat=True))


def _followed(rows: Iterable[Recommendation], today: date) -> list[Followed]:
    standing = Prefetch(
        "assessments", Assessment.objects.filter(superseded_at=None), to_attr="standing"
    )
    replies = Prefetch("replies", Reply.objects.order_by("received_on", "pk"))
    addressees = Addressee.objects.order_by("pk").prefetch_related(standing, replies)
    words = Prefetch("wordings", Wording.objects.filter(superseded_at=None), to_attr="stand")
    found = list(rows.prefetch_related(words, Prefetch("addressees", addressees)))  # type: ignore[attr-defined]
    came = replies_that_came(row.public_id for row in found)
    return [_one(row, row.stand[0], today, came) for row in found]


Came = Mapping[tuple[UUID, str], Sequence[StateReply]]


def replies_that_came(recommendations: Iterable[UUID]) -> Came:
    """The replies packages brought, by recommendation and addressee as the State names it."""
    rows = StateReply.objects.filter(recommendation__in=list(recommendations))
    found: dict[tuple[UUID, str], list[StateReply]] = {}
    for one in rows.select_related("package").defer("package__content").order_by("pk"):
        found.setdefault((one.recommendation, one.addressee.casefold()), []).append(one)
    return found


def came_to(row: Recommendation, one: Addressee, came: Came) -> Sequence[StateReply]:
    """Of these replies, those of one addressee of a recommendation."""
    return came.get((row.public_id, AUTHORITIES[one.authority].es.casefold()), ())


def arrived_on(one: StateReply) -> date:
    """The day the package that brought it arrived."""
    return timezone.localdate(one.package.received_at)


def _as_reply(one: StateReply, addressee: Addressee) -> Reply:
    """A reply that came in a package, shown beside those that were typed; it is kept as it came."""
    return Reply(
        addressee=addressee, text=one.text, reference=f"Paquete {one.package.sequence}",
        received_on=arrived_on(one),
    )  # fmt: skip


def _one(row: Recommendation, wording: Wording, today: date, came: Came) -> Followed:
    standings = tuple(
        _standing(one, wording, today, came_to(row, one, came)) for one in row.addressees.all()
    )  # fmt: skip
    return Followed(row, wording, standings)


def _standing(
    one: Addressee, wording: Wording, today: date, came: Sequence[StateReply]
) -> Standing:  # fmt: skip
    every = [*one.replies.all(), *(_as_reply(reply, one) for reply in came)]
    replies = tuple(sorted(every, key=lambda reply: reply.received_on))
    last: Assessment | None = next(iter(one.standing), None)  # type: ignore[attr-defined]
    silent = (today - one.sent_on).days if one.sent_on and not replies else None
    late = (today - wording.deadline).days if wording.deadline else 0
    done = last is not None and last.state == "done"
    return Standing(one, replies, last, silent, 0 if done else max(late, 0))
