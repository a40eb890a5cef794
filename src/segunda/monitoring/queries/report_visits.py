"""Visits as a report tells them: those that have begun, with what was filled and may be read."""

from collections.abc import Sequence
from datetime import date, datetime

from segunda.access.roster import ROLES
from segunda.access.scope import Reader
from segunda.law.text import Text
from segunda.monitoring.models import AskedFor, FilledForm, Visit
from segunda.monitoring.queries.instruments import form_of
from segunda.monitoring.queries.visits import AskedVisits, forms_of, visit, visits
from segunda.monitoring.queries.visits import Visited as Found
from segunda.monitoring.reports.document import Words
from segunda.monitoring.reports.inputs import Check, Filled, Visited
from segunda.monitoring.visit_words import ANSWERS
from segunda.monitoring.xlsform import Score, scores

ALL = 1_000_000


def visits_of_period(
    *, user: Reader, since: date | None, until: date, place: str, at: datetime
) -> list[Visited]:
    """Visits that began in the period, the earliest first, without what was filled on them.

    One that has not begun is in no report, whoever makes it: others will read the report.
    """
    asked = AskedVisits(state="done")
    found = visits(user=user, at=at, today=until, asked=asked, most=ALL)
    own = [one for one in found if place in ("", one.place.name)]
    told = [_told(one, ()) for one in own if since is None or one.visit.starts_on >= since]
    return told[::-1]


def visit_told(one: Visit, *, user: Reader, classes: Sequence[str], at: datetime) -> Visited | None:
    """One visit with what was filled on it, of these classes of facts."""
    found = visit(one.public_id, user=user, at=at)
    if found is None:
        return None
    forms = [form for form in forms_of(found.visit, user=user) if form.fact_class in classes]
    return _told(found, [_filled(form) for form in forms])


def _told(one: Found, forms: Sequence[Filled]) -> Visited:
    record = one.record
    return Visited(
        str(one.visit.public_id), one.place.name, one.place.place.state_code or "",
        one.visit.starts_on, one.visit.ends_on,
        tuple((ROLES[member.role].name, member.name) for member in one.team),
        record.aims, record.access, record.obstruction, record.waited,
        _asked(one.visit, "people"), _asked(one.visit, "documents", "rooms"), tuple(forms),
    )  # fmt: skip


def _asked(one: Visit, *kinds: str) -> Text:
    """What was asked for and what came of it, one after the other; empty where nothing was."""
    rows = AskedFor.objects.filter(visit=one, superseded_at=None, kind__in=kinds)
    told = [(f"{row.what} ({row.how_many})" if row.how_many else row.what, ANSWERS[row.answer])
            for row in rows.order_by("number")]  # fmt: skip
    return Text("; ".join(f"{what}: {answer.es}" for what, answer in told),
                "; ".join(f"{what}: {answer.en}" for what, answer in told))  # fmt: skip


def _filled(one: FilledForm) -> Filled:
    checks = tuple(
        _check(score) for score in scores(form_of(one.version), one.answers, one.filled_on)
    )
    title = Words(one.version.title_es, one.version.title_en)
    return Filled(str(one.public_id), one.number, title, one.filled_on, one.fact_class, checks)


def _check(score: Score) -> Check:
    label, value = score.line.item.label, score.line.words
    return Check(Words(label.es, label.en), Words(value.es, value.en), score.line.item.norm,
                 score.held, score.met)  # fmt: skip
