"""A year of acts, with corrections made later, read as of any day and as known on any instant.

Beside the record stands a list kept by hand in this file (`Book`): what was written when, what
was taken back when. Every answer of the record must equal that list.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

import pytest

from segunda.access.scope import Reader, acting
from segunda.registry import actions, queries
from segunda.registry.models import CustodyPeriod, LegalStatus, Person, Placement
from tests.village.day import PANAMA
from tests.village.people import Village

pytestmark = pytest.mark.django_db(databases=["default", "refusals"])
NAMES = ("Ada", "Berta", "Carla", "Delia")
KINDS = ("custodyperiod", "placement", "legalstatus", "hold", "factrecord")


def at(month: int, day: int) -> datetime:
    return datetime(2023, month, day, 10, tzinfo=PANAMA)


def on(month: int, day: int) -> date:
    return date(2023, month, day)


@dataclass
class Line:
    """One statement: what holds from `start` until before `end`; known from `since` to `until`."""

    who: str
    kind: str
    value: str
    start: date | None
    end: date | None
    since: datetime
    until: datetime | None = None


@dataclass
class Book:
    """The hand-kept list."""

    lines: list[Line] = field(default_factory=list)

    def write(
        self, when: datetime, who: str, kind: str, value: str, start: date, end: date | None = None
    ) -> None:
        self.lines.append(Line(who, kind, value, start, end, when))

    def strike(self, when: datetime, who: str, kind: str, value: str) -> Line:
        """The newest standing line of that value is taken back."""
        line = [line for line in self.lines if (line.who, line.kind, line.value) == (
            who, kind, value) and line.until is None][-1]  # fmt: skip
        line.until = when
        return line

    def until(self, when: datetime, who: str, kind: str, value: str, end: date) -> None:
        """A standing line turns out to end on a day."""
        old = self.strike(when, who, kind, value)
        self.lines.append(Line(who, kind, value, old.start, end, when))

    def known(self, who: str, kind: str, day: date, instant: datetime) -> list[str]:
        return sorted(
            line.value for line in self.lines
            if (line.who, line.kind) == (who, kind)
            and line.since <= instant and (line.until is None or line.until > instant)
            and (line.start is None or line.start <= day) and (line.end is None or line.end > day)
        )  # fmt: skip


class Year:
    """The desk: does each act in the record and writes it in the book."""

    def __init__(self, village: Village, by: Reader) -> None:
        self.village, self.by, self.book = village, by, Book()
        self.people: dict[str, Person] = {}
        self.acts = 0

    def _act(self, when: datetime) -> dict[str, Any]:
        self.acts += 1
        return {"by": self.by, "at": when}

    def admit(self, when: datetime, who: str, place: str, start: date, status: str) -> None:
        admission = actions.Admission(
            surnames="Año", given_names=who, sex="F", start_date=start, status=status,
            facility=self.village.facilities[place],
        )  # fmt: skip
        known = self.people.get(who)
        self.people[who] = actions.admit_person(admission, person=known, **self._act(when))
        self.book.write(when, who, "custodyperiod", "held", start)
        self.book.write(when, who, "placement", place, start)
        self.book.write(when, who, "legalstatus", status, start)

    def move(self, when: datetime, who: str, here: str, there: str, start: date) -> None:
        actions.move_person(
            person=self.people[who], facility=self.village.facilities[there], start_date=start,
            **self._act(when),
        )  # fmt: skip
        self.book.until(when, who, "placement", here, start)
        self.book.write(when, who, "placement", there, start)

    def status(self, when: datetime, who: str, former: str, new: str, start: date) -> None:
        actions.change_status(
            person=self.people[who], status=new, start_date=start, **self._act(when)
        )
        self.book.until(when, who, "legalstatus", former, start)
        self.book.write(when, who, "legalstatus", new, start)

    def fact(self, when: datetime, who: str, name: str, value: str, start: date) -> None:
        actions.record_fact(
            person=self.people[who], name=name, value=value, state="declared", start_date=start,
            **self._act(when),
        )  # fmt: skip
        standing = [line for line in self.book.lines if line.who == who and line.until is None
                    and line.kind == "factrecord" and line.value.startswith(name)
                    and line.end is None]  # fmt: skip
        for line in standing:
            self.book.until(when, who, "factrecord", line.value, start)
        self.book.write(when, who, "factrecord", f"{name}={value}", start)

    def hold(self, when: datetime, who: str, reference: str, start: date) -> None:
        actions.record_hold(
            person=self.people[who], kind="warrant", authority="x", reference=reference,
            start_date=start, **self._act(when),
        )  # fmt: skip
        self.book.write(when, who, "hold", reference, start)

    def end_hold(self, when: datetime, who: str, reference: str, end: date | None) -> None:
        row = self.people[who].hold_set.get(superseded_at=None, reference=reference)
        actions.end_hold(entity=row.entity, end_date=end, **self._act(when))
        if end is None:
            self.book.strike(when, who, "hold", reference)
        else:
            self.book.until(when, who, "hold", reference, end)

    def release(self, when: datetime, who: str, place: str, status: str, end: date) -> None:
        row = actions.propose_release(
            person=self.people[who], end_date=end, order=None, end_kind="death", **self._act(when)
        )
        with acting(self.village.reader("nacional.dos")) as other:
            actions.confirm_release(entity=row.entity, by=other, at=when)
        with acting(self.by):
            self.people[who].refresh_from_db()
        for kind, value in (("custodyperiod", "held"), ("placement", place),
                            ("legalstatus", status)):  # fmt: skip
            self.book.until(when, who, kind, value, end)

    def correct(self, when: datetime, kind: str, row: Any, **changes: Any) -> None:
        actions.correct_row(
            kind=kind, entity=row.entity, version=row.pk, changes=changes, **self._act(when)
        )

    def standing(self, model: Any, who: str, **which: Any) -> Any:
        return model.objects.get(person=self.people[who], superseded_at=None, **which)


def _live(year: Year) -> None:
    """The year as it was written down, some of it late, some of it wrongly."""
    book = year.book
    year.admit(at(1, 5), "Ada", "norte", on(1, 4), "pretrial")
    year.admit(at(1, 20), "Berta", "este", on(1, 20), "pretrial")
    year.fact(at(2, 1), "Ada", "poverty", "true", on(1, 4))
    year.hold(at(2, 3), "Ada", "R-1", on(1, 10))
    year.admit(at(2, 10), "Carla", "norte", on(2, 1), "pretrial")
    year.move(at(3, 2), "Ada", "norte", "este", on(3, 1))
    year.status(at(3, 15), "Berta", "pretrial", "sentenced_final", on(3, 10))
    year.hold(at(3, 20), "Carla", "R-2", on(3, 1))
    year.end_hold(at(3, 28), "Carla", "R-2", None)  # it was somebody else's
    # Corrected in April: Berta had come in on the 18th, not on the 20th.
    stay = year.standing(CustodyPeriod, "Berta", end_date=None)
    year.correct(at(4, 2), "custody", stay, start_date=on(1, 18))
    for kind, value, end in (("custodyperiod", "held", None), ("placement", "este", None),
                             ("legalstatus", "pretrial", on(3, 10))):  # fmt: skip
        book.strike(at(4, 2), "Berta", kind, value)
        book.write(at(4, 2), "Berta", kind, value, on(1, 18), end)
    year.admit(at(4, 10), "Delia", "sur", on(4, 9), "sentenced_final")
    year.fact(at(4, 12), "Ada", "poverty", "false", on(4, 1))
    year.move(at(4, 20), "Carla", "norte", "este", on(4, 20))
    # Corrected in May: Carla was sent to Sur, not to Este, and two days sooner.
    sent = year.standing(Placement, "Carla", end_date=None)
    year.correct(at(5, 3), "placement", sent, start_date=on(4, 18),
                 facility_id=year.village.facilities["sur"].pk)  # fmt: skip
    book.strike(at(5, 3), "Carla", "placement", "este")
    book.until(at(5, 3), "Carla", "placement", "norte", on(4, 18))
    book.write(at(5, 3), "Carla", "placement", "sur", on(4, 18))
    year.end_hold(at(5, 10), "Ada", "R-1", on(5, 1))
    year.status(at(5, 20), "Ada", "pretrial", "sentenced_not_final", on(5, 15))
    year.release(at(6, 2), "Delia", "sur", "sentenced_final", on(6, 1))
    year.status(at(6, 20), "Ada", "sentenced_not_final", "sentenced_final", on(6, 18))
    year.move(at(7, 5), "Berta", "este", "norte", on(7, 4))
    year.move(at(7, 5), "Berta", "norte", "sur", on(7, 5))
    year.admit(at(8, 1), "Delia", "norte", on(7, 30), "pretrial")
    year.fact(at(8, 2), "Delia", "first_time", "true", on(7, 30))
    # Corrected in September: what was written of Ada in June had been decided in May.
    final = year.standing(LegalStatus, "Ada", end_date=None)
    year.correct(at(9, 1), "status", final, start_date=on(5, 30))
    book.until(at(9, 1), "Ada", "legalstatus", "sentenced_not_final", on(5, 30))
    book.strike(at(9, 1), "Ada", "legalstatus", "sentenced_final")
    book.write(at(9, 1), "Ada", "legalstatus", "sentenced_final", on(5, 30))
    year.release(at(9, 20), "Carla", "sur", "pretrial", on(9, 19))
    year.move(at(10, 3), "Ada", "este", "norte", on(10, 2))
    year.hold(at(10, 10), "Delia", "R-3", on(10, 1))
    year.end_hold(at(11, 1), "Delia", "R-3", on(10, 20))
    year.status(at(11, 5), "Delia", "pretrial", "sentenced_final", on(11, 1))
    year.release(at(12, 1), "Ada", "norte", "sentenced_final", on(11, 30))
    # Withdrawn in December: Berta's second stay of a day in Sur was never in Sur.
    year.move(at(12, 5), "Berta", "sur", "este", on(12, 4))
    for n, month in enumerate(range(1, 13)):  # and every month a fact about somebody
        who = NAMES[n % 2]
        year.fact(at(12, 10 + n), who, "first_time", str(bool(n % 3)).lower(), on(month, 25))


def _told(file: queries.PersonFile, village: Village) -> dict[str, list[str]]:
    """What a file says, in the words of the book."""
    places = {f.pk: code for code, f in village.facilities.items()}
    values: dict[str, Callable[[dict[str, Any]], str]] = {
        "custodyperiod": lambda _: "held",
        "placement": lambda row: places[row["facility_id"]],
        "legalstatus": lambda row: row["status"],
        "hold": lambda row: row["reference"],
        "factrecord": lambda row: f"{row['name']}={row['value']}",
    }
    return {kind: sorted(values[kind](row) for row in file[kind]) for kind in KINDS}


@pytest.mark.slow
def test_every_month_end_as_known_on_any_instant(village: Village, national: Reader) -> None:
    year = Year(village, national)
    _live(year)
    assert year.acts >= 40
    ends = [date(2023, month + 1, 1) - timedelta(days=1) for month in range(1, 12)]
    ends.append(date(2023, 12, 31))
    instants = [at(4, 1), at(4, 2), at(6, 10), at(9, 1), at(12, 31)]
    wrong, differ = [], 0
    for who in NAMES:
        for day in ends:
            for instant in instants:
                file = queries.open_file(
                    user=national, public_id=year.people[who].public_id, purpose="custody",
                    at=at(12, 31), as_of=day, known_on=instant,
                )  # fmt: skip
                told = _told(file, village)
                kept = {kind: year.book.known(who, kind, day, instant) for kind in KINDS}
                now = {kind: year.book.known(who, kind, day, at(12, 31)) for kind in KINDS}
                differ += kept != now
                if told != kept:
                    wrong.append((who, day, instant, told, kept))
    assert wrong == []
    assert differ > 30  # what was known then is often not what is known now


def test_a_decision_made_later_is_not_known_before(village: Village, national: Reader) -> None:
    person = village.people["Marta Quirós Santos"]
    noon = datetime(2024, 7, 1, 12, tzinfo=PANAMA)
    row = actions.propose_release(
        person=person, end_date=date(2024, 6, 30), order=None, end_kind="death", by=national,
        at=noon,
    )  # fmt: skip
    with acting(village.reader("nacional.dos")) as other:
        actions.confirm_release(entity=row.entity, by=other, at=noon + timedelta(hours=2))
    with acting(national):
        between = queries.open_file(
            user=national, public_id=person.public_id, purpose="custody", at=noon,
            known_on=noon + timedelta(hours=1),
        )  # fmt: skip
        after = queries.open_file(
            user=national, public_id=person.public_id, purpose="custody", at=noon
        )
    assert [(r["state"], r["decided_at"]) for r in between["release"]] == [("proposed", None)]
    assert [r["state"] for r in after["release"]] == ["confirmed"]
    assert between["custodyperiod"][0]["end_date"] is None
