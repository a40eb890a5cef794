"""What rows sound by themselves say against each other, or what the rules read do not cover."""

from collections.abc import Iterator, Sequence
from datetime import date

from segunda.law.sentence.case import Case, Period, Term
from segunda.law.sentence.codes import Place, Said, said
from segunda.law.sentence.days import Span, served_before, span, without


def checked(case: Case, as_of: date) -> tuple[Said, ...]:
    """Everything that keeps this case from being computed, whatever the reading."""
    found = [*_relations(case.terms), *_custody(case, as_of), *_interruptions(case, as_of)]
    return tuple(found) or tuple(_credits(case, as_of))


def net_spans(case: Case) -> list[Span]:
    """The days of custody without those of the interruptions."""
    return without(map(span, case.custody), map(span, case.interruptions))


def _relations(terms: Sequence[Term]) -> Iterator[Said]:
    by_id = {term.id: term for term in terms}
    for term in terms:
        if term.to is not None and term.to not in by_id:
            yield said("TO_UNKNOWN", Place("sentences", term.row, "to"), term.to)
        elif term.to == term.id:
            yield said("TO_ITSELF", Place("sentences", term.row, "to"), term.to)
        elif _in_circle(term, by_id):
            yield said("TO_CIRCLE", Place("sentences", term.row, "to"))
    alone = [term for term in terms if term.relation == "alone"]
    for term in alone[1:]:
        yield said("SEVERAL_ALONE", Place("sentences", term.row, "relation"))


def beyond_the_code(terms: Sequence[Term]) -> Iterator[Said]:
    """Sentences longer than the maximum the code is said to set: to be looked at."""
    for term in terms:
        most = term.statutory_max_months
        if most is not None and _longer(term, most):
            place = Place("sentences", term.row, "statutory_max_months")
            yield said("STATUTORY_BELOW_IMPOSED", place, most)


def _longer(term: Term, months: int) -> bool:
    """Whether the sentence is longer than `months` in both calendars (a month: 28 to 31 days)."""
    beyond = (term.length.months - months) * 30 + term.length.days
    return beyond > 31 or (beyond > 0 and term.length.months >= months)


def _in_circle(term: Term, by_id: dict[str, Term]) -> bool:
    seen, at = {term.id}, term.to
    while at is not None and at in by_id:
        if at in seen:
            return at == term.id
        seen.add(at)
        at = by_id[at].to
    return False


def _custody(case: Case, as_of: date) -> Iterator[Said]:
    if not net_spans(case):
        yield said("NO_CUSTODY", Place("custody"))
        return
    yield from _overlaps(case.custody, "CUSTODY_OVERLAP", "custody")
    if min(period.start for period in case.custody) > as_of:
        yield said("CUSTODY_AFTER_AS_OF", Place("custody"))
    last = max(span(period)[1] for period in case.custody)
    for term in case.terms:
        place = Place("sentences", term.row, "imposed_date")
        if term.imposed > as_of:
            yield said("IMPOSED_AFTER_AS_OF", place, term.imposed)
        elif term.imposed.toordinal() > last:
            yield said("SENTENCE_AFTER_RELEASE", place, term.imposed)


def _overlaps(periods: Sequence[Period], code: str, section: str) -> Iterator[Said]:
    ordered = sorted(periods, key=lambda period: (period.start, period.row))
    widest = ordered[0] if ordered else None
    for period in ordered[1:]:
        assert widest is not None  # noqa: S101 (there is a first)
        if period.start.toordinal() < span(widest)[1]:
            yield said(code, Place(section, period.row), widest.row)
        if span(period)[1] > span(widest)[1]:
            widest = period


def _interruptions(case: Case, as_of: date) -> Iterator[Said]:
    yield from _overlaps(case.interruptions, "INTERRUPTION_OVERLAP", "interruptions")
    first = min((period.start for period in case.custody), default=None)
    for cut in case.interruptions:
        place = Place("interruptions", cut.row, "start")
        if cut.kind == "supervised_release_revoked":
            yield said("SUPERVISED_RELEASE_REVOKED", Place("interruptions", cut.row, "kind"))
        if first is not None and cut.start < first:
            yield said("INTERRUPTION_BEFORE_CUSTODY", place)
        if cut.start > as_of:
            yield said("INTERRUPTION_AFTER_AS_OF", place)
        if cut.kind == "conditional_release_revoked" and cut.start < case.first_imposed:
            yield said("RELEASE_BEFORE_SENTENCE", place)


def _credits(case: Case, as_of: date) -> Iterator[Said]:
    held = served_before(net_spans(case), as_of.toordinal())
    if case.work_days > held:
        yield said("WORK_OUT_OF_CUSTODY", Place(field="work_days"), case.work_days)
    if case.study_days > held:
        yield said("STUDY_OUT_OF_CUSTODY", Place(field="study_days"), case.study_days)
    if case.teaching_hours > 24 * held:
        yield said("TEACHING_OUT_OF_CUSTODY", Place(field="teaching_hours"), case.teaching_hours)
    elif case.teaching_hours > 8 * held:
        yield said("TEACHING_ABOVE_EIGHT_HOURS", Place(field="teaching_hours"), case.teaching_hours)
    since = (as_of - case.first_imposed).days
    if case.community_work_days > since:
        place = Place(field="community_work_days")
        yield said("COMMUNITY_WORK_BEFORE_SENTENCE", place, case.community_work_days)
    yield from _activity(case, as_of, held)


def _activity(case: Case, as_of: date, held: int) -> Iterator[Said]:
    """Two activities on one day, or one on a day at home or in hospital: not covered."""
    eighths = 8 * (case.work_days + case.study_days) + case.teaching_hours
    most = max(case.work_days, case.study_days, -(-case.teaching_hours // 8))
    in_prison = [span(period) for period in case.custody if period.kind == "prison"]
    inside = served_before(without(in_prison, map(span, case.interruptions)), as_of.toordinal())
    if eighths > 8 * held and most <= held:
        yield said("DOUBLE_ACTIVITY")
    elif 8 * inside < eighths <= 8 * held:
        yield said("ACTIVITY_OUTSIDE_PRISON")
