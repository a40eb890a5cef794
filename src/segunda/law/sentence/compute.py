"""One case under one reading: the days of the sentence, what counts, and the days it leads to.

Fractions are compared in whole days (law.md §1.3): a third is reached on the first day before
which 3 × days served ≥ days of the sentence; the day itself is not yet served. Choices the texts
read leave open are either a reading (both are computed) or a convention, named in a step.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import product
from typing import Final

from segunda.law.sentence.case import Case, Length, Term
from segunda.law.sentence.checks import beyond_the_code, net_spans
from segunda.law.sentence.codes import REFUSED, Place, Said, said
from segunda.law.sentence.days import Span, counted_days, day_of, served_before, span, without

CALENDARS: Final = ("calendar", "30/360")
REDEEMED: Final = ("count_towards_fractions", "shorten_end_only")
OVER_FIVE_YEARS: Final = ("imposed", "statutory")
PER_CREDIT_DAY: Final = 5  # CPP 232 items 1 and 2; CP 65
FIVE_YEARS: Final = Length(60, 0)
SHORTEST: Final = Length(6, 0)
LONGEST_OF_ONE: Final = Length(360, 0)
LONGEST: Final = Length(600, 0)


@dataclass(frozen=True)
class Reading:
    """One way to take the three texts that leave a choice open."""

    calendar: str
    redeemed: str
    over_five_years: str

    def as_item(self) -> dict[str, str]:
        """The form of JSON."""
        return {
            "calendar": self.calendar,
            "redeemed": self.redeemed,
            "over_five_years": self.over_five_years,
        }


READINGS: Final = tuple(Reading(*names) for names in product(CALENDARS, REDEEMED, OVER_FIVE_YEARS))


@dataclass(frozen=True)
class Credits:
    """Days credited: custody before the first sentence, CPP 232, CP 58 (usable), CP 65."""

    custody: int
    presentations: int
    territorial_ban: int
    redeemed: int
    community_work: int


@dataclass(frozen=True)
class Figures:
    """What a sheet is for. Days are whole; a date is None where custody ends before it."""

    sentence_days: int
    credits: Credits
    served_days: int
    one_third: date | None
    half: date | None
    two_thirds: date | None
    end: date | None
    waiting: int
    over_five_years: bool
    longer_than_five_years: bool


@dataclass(frozen=True)
class Result:
    """A case under one reading: figures, or None and the codes that say why not."""

    reading: Reading
    figures: Figures | None
    codes: tuple[Said, ...] = ()
    anchor: date | None = None
    spans: tuple[Span, ...] = field(default=())


def result(case: Case, as_of: date, reading: Reading) -> Result:
    """The figures of a case that `checks.checked` found sound."""
    spans = net_spans(case)
    anchor = date.fromordinal(spans[0][0])
    found = [*_out_of_range(case, anchor, reading)]
    total = sentence_days(case.terms, anchor, reading.calendar)
    longer = total > counted_days(FIVE_YEARS, anchor, reading.calendar)
    gated = _over_five_years(case, longer=longer, reading=reading)
    if gated is None and redeemable(case):
        found.append(said("STATUTORY_UNKNOWN", Place(field="statutory_max_months")))
    found += _concurrent_elsewhere(case, anchor, reading.calendar)
    if found:
        return Result(reading, None, tuple(found))
    figures = _figures(case, as_of, reading, spans, total, gated=bool(gated))
    return Result(reading, figures, (), anchor, tuple(spans))


def redeemable(case: Case) -> int:
    """Days redeemed by all the work, study and teaching: one for two, 8 hours a day (CP 57-58).

    Rounded down once, at the end.
    """
    return (8 * (case.work_days + case.study_days) + case.teaching_hours) // 16


def sentence_days(terms: Sequence[Term], anchor: date, calendar: str) -> int:
    """The days of all the sentences together: consecutive ones added, concurrent ones side by side.

    All are counted from `anchor`, the first day of custody; months first, then days.
    """
    begun = _begun(terms)
    return max(counted_days(begun[t.id] + t.length, anchor, calendar) for t in terms)


def _begun(terms: Sequence[Term]) -> Mapping[str, Length]:
    """For each sentence, the length served before its first day."""
    by_id = {term.id: term for term in terms}
    begun: dict[str, Length] = {}

    for term in terms:
        chain, at = [term], term
        while at.to is not None:
            at = by_id[at.to]
            chain.append(at)
        begun[chain[-1].id] = Length(0, 0)
        for later, earlier in zip(chain[-2::-1], chain[:0:-1], strict=True):
            after = earlier.length if later.relation == "consecutive" else Length(0, 0)
            begun[later.id] = begun[earlier.id] + after
    return begun


def _out_of_range(case: Case, anchor: date, reading: Reading) -> list[Said]:
    """CP 52: 6 months to 30 years for one act, 50 at most; outside, stop and ask."""

    def days(length: Length) -> int:
        return counted_days(length, anchor, reading.calendar)

    found = []
    for term in case.terms:
        place = Place("sentences", term.row, "length")
        if days(term.length) < days(SHORTEST):
            found.append(said("LENGTH_BELOW_SIX_MONTHS", place))
        elif days(term.length) > days(LONGEST):
            found.append(said("TOTAL_ABOVE_FIFTY_YEARS", place))
        elif days(term.length) > days(LONGEST_OF_ONE):
            found.append(said("LENGTH_ABOVE_THIRTY_YEARS", place))
    if not found and sentence_days(case.terms, anchor, reading.calendar) > days(LONGEST):
        found.append(said("TOTAL_ABOVE_FIFTY_YEARS", Place("sentences")))
    return found


def _concurrent_elsewhere(case: Case, anchor: date, calendar: str) -> list[Said]:
    """A concurrent sentence of another day is covered only if the end is the same either way.

    Served from the first day of custody, or from the day it was imposed: two ends. Where the
    later one passes the end of all, nothing read says which holds.
    """
    by_id = {term.id: term for term in case.terms}
    end = anchor.toordinal() + sentence_days(case.terms, anchor, calendar)
    others = [t for t in case.terms if t.relation == "concurrent"]
    found = []
    for term in others:
        if term.to is None or term.imposed == by_id[term.to].imposed:
            continue
        own = max(anchor, term.imposed)
        alone = own.toordinal() + counted_days(term.length, own, calendar)
        if alone > end:
            found.append(said("CONCURRENT_OTHER_DAY", Place("sentences", term.row, "relation")))
    return found


def _over_five_years(case: Case, *, longer: bool, reading: Reading) -> bool | None:
    """Whether CP 58's third applies; one penalty over five years is enough; None = not known."""
    if reading.over_five_years == "imposed":
        return longer
    most = [term.statutory_max_months for term in case.terms]
    if any(months is not None and months > FIVE_YEARS.months for months in most):
        return True
    return None if None in most else False


def _figures(
    case: Case, as_of: date, reading: Reading, spans: list[Span], total: int, *, gated: bool
) -> Figures:
    first, now = case.first_imposed, as_of.toordinal()
    anchor = date.fromordinal(spans[0][0])
    signed = case.presentations // PER_CREDIT_DAY
    banned = case.territorial_ban_days // PER_CREDIT_DAY
    served = served_before(spans, now) + signed + banned
    everything = redeemable(case)
    waiting = everything if gated and 3 * served < total else 0
    redeemed = everything - waiting
    community = case.community_work_days // PER_CREDIT_DAY
    counts = reading.redeemed == "count_towards_fractions"
    other = signed + banned + (community if counts else 0)
    towards = redeemed if counts else 0
    before = min(first.toordinal(), now)
    third = _reached(spans, total, 3, 1, other + (0 if gated else towards))
    # Redeemed days exist only once the third is served: no later mark can come before it.
    least = third if gated and towards else None
    return Figures(
        sentence_days=total,
        credits=Credits(served_before(spans, before), signed, banned, redeemed, community),
        served_days=served,
        one_third=_date(third),
        half=_date(_later(_reached(spans, total, 2, 1, other + towards), least)),
        two_thirds=_date(_later(_reached(spans, total, 3, 2, other + towards), least)),
        end=_date(_reached(spans, total, 1, 1, signed + banned + redeemed + community)),
        waiting=waiting,
        over_five_years=gated,
        longer_than_five_years=total > counted_days(FIVE_YEARS, anchor, reading.calendar),
    )


def _reached(spans: Sequence[Span], total: int, parts: int, wanted: int, credit: int) -> int | None:
    """The first day before which parts × (served + credit) ≥ wanted × total."""
    return day_of(spans, -(-wanted * total // parts) - credit)


def _later(day: int | None, least: int | None) -> int | None:
    return day if day is None or least is None else max(day, least)


def _date(day: int | None) -> date | None:
    return None if day is None else date.fromordinal(day)


def notices(case: Case, as_of: date, found: Result) -> tuple[Said, ...]:
    """What a person should look at beside the figures."""
    figures = found.figures
    if figures is None:
        return ()
    held = any(start <= as_of.toordinal() < end for start, end in found.spans)
    return (
        *beyond_the_code(case.terms),
        *_about_custody(case, as_of, held=held, done=_done(figures, as_of)),
        *_about_releases(case, figures),
        *_about_credits(case, as_of, figures, held=held),
    )


def _done(figures: Figures, as_of: date) -> bool:
    return figures.end is not None and figures.end <= as_of


def _about_custody(case: Case, as_of: date, *, held: bool, done: bool) -> list[Said]:
    now, found = as_of.toordinal(), []
    for period in case.custody:
        if period.end is not None and period.start <= as_of < period.end:
            place = Place("custody", period.row, "end")
            found.append(said("CUSTODY_END_AHEAD", place, period.end))
    still_open = [cut for cut in case.interruptions if cut.end is None]
    found += [said("INTERRUPTION_STILL_OPEN", Place("interruptions", c.row)) for c in still_open]
    if not held and not done and not still_open:
        found.append(said("RELEASED_BEFORE_END"))
    known = [span(period) for period in (*case.custody, *case.interruptions)]
    since = case.first_imposed.toordinal()
    covered = without([(since, now)], sorted(known)) if since < now else []
    gap = sum(end - start for start, end in covered)
    if gap and not done:
        found.append(said("CUSTODY_GAP", value=gap))
    return found


def _about_releases(case: Case, figures: Figures) -> list[Said]:
    return [
        said("RELEASE_BEFORE_TWO_THIRDS", Place("interruptions", cut.row, "start"))
        for cut in case.interruptions
        if cut.kind == "conditional_release_revoked"
        and (figures.two_thirds is None or cut.start < figures.two_thirds)
    ]


def _about_credits(case: Case, as_of: date, figures: Figures, *, held: bool) -> list[Said]:
    found = []
    if case.community_work_days and figures.longer_than_five_years:
        found.append(said("COMMUNITY_WORK_ABOVE_FIVE_YEARS", Place(field="community_work_days")))
    if case.presentations and case.territorial_ban_days:
        found.append(said("CREDITS_MAY_OVERLAP"))
    if figures.waiting:
        found.append(said("REDEEMED_WAIT", value=figures.waiting))
    before = figures.credits
    if before.custody + before.presentations + before.territorial_ban >= figures.sentence_days:
        found.append(said("SERVED_BEFORE_SENTENCE"))
    if held and _done(figures, as_of):
        found.append(said("END_PASSED_STILL_HELD", value=figures.end))
    return found


def refused(codes: Sequence[Said]) -> bool:
    """Whether something in the case is wrong, not only not covered."""
    return any(one.code.grade == REFUSED for one in codes)
