"""What a report is assembled from, as plain values; the queries of the room fill them."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from segunda.law.text import Text
from segunda.monitoring.reports.census import Census
from segunda.monitoring.reports.document import PackageMark, Words

EMPTY = Words("", "")


@dataclass(frozen=True)
class Entry:
    """What the mechanism says of itself or of the country, with source and day."""

    id: str
    about: str
    theme: str
    heading: Words
    text: Words
    day: date | None
    number: int | None
    source: str
    said_on: date


@dataclass(frozen=True)
class Found:
    """A finding that stands."""

    id: str
    section: str
    fact_class: str
    theme: str
    place: str
    found_on: date
    text: str
    evidence: str
    reference: str
    norm: str
    severity: str
    visit: str = ""


@dataclass(frozen=True)
class Side:
    """An addressee of a recommendation as it stood on the day of the report."""

    authority: str
    sent_on: date | None
    replies: tuple[date, ...]
    state: str

    def silent(self, day: date) -> int | None:
        """Days since it was sent without a reply; None where it replied or was not sent."""
        if self.sent_on is None or self.replies:
            return None
        return (day - self.sent_on).days

    @property
    def took(self) -> int | None:
        """Days from sending to the first reply."""
        if self.sent_on is None or not self.replies:
            return None
        return (self.replies[0] - self.sent_on).days


@dataclass(frozen=True)
class Advice:
    """A recommendation as it stood on the day of the report; `grounds`: findings it rests on."""

    id: str
    number: int
    theme: str
    text: Words
    basis: str
    deadline: date | None
    source: str
    made_on: date
    sides: tuple[Side, ...]
    grounds: tuple[str, ...] = ()

    @property
    def sent(self) -> bool:
        """Taken from a published report, or sent to somebody: no draft."""
        return bool(self.source) or any(side.sent_on for side in self.sides)

    def overdue(self, side: Side, day: date) -> int:
        """Days past the deadline and not done; 0 where it is not late or has no deadline."""
        if self.deadline is None or side.state == "done":
            return 0
        return max((day - self.deadline).days, 0)


@dataclass(frozen=True)
class Agreed:
    """An agreement of a roundtable or an order as it stands."""

    id: str
    body: str
    source: str
    text: str
    owner: str
    agreed_on: date
    due_on: date | None
    state: str


@dataclass(frozen=True)
class Month:
    """Who was held on the day of one package, counted when it came."""

    mark: PackageMark
    people: int
    women: int


@dataclass(frozen=True)
class Check:
    """An answer the norm gives a threshold for. `held`: whether it keeps to it, None where that is
    not known; `met`: the same, but never True of a norm whose text nobody has seen."""

    label: Words
    value: Words
    norm: str
    held: bool | None
    met: bool | None


@dataclass(frozen=True)
class Filled:
    """An instrument filled on a visit; `checks`: its answers with a norm."""

    id: str
    number: int
    title: Words
    filled_on: date
    fact_class: str
    checks: tuple[Check, ...]


@dataclass(frozen=True)
class Visited:
    """A visit that has begun. `team`: who went, each by profession and name; `code`: how packages
    call its place, empty for one they do not know."""

    id: str
    place: str
    code: str
    starts_on: date
    ends_on: date
    team: tuple[tuple[Text, str], ...]
    aims: str
    access: str
    obstruction: str
    waited: int | None
    people_asked: Text
    documents_asked: Text
    forms: tuple[Filled, ...] = ()


@dataclass(frozen=True)
class Inputs:
    """Everything a report may speak of, as its maker reads it. `day`: as of when.

    `title`, `foreword`: what its maker typed; `theme`, `place`: what it is about, where it is not
    of everything.
    """

    day: date
    since: date | None
    entries: Sequence[Entry] = ()
    findings: Sequence[Found] = ()
    advice: Sequence[Advice] = ()
    agreed: Sequence[Agreed] = ()
    months: Sequence[Month] = ()
    visits: Sequence[Visited] = ()
    census: Census | None = None
    title: Words = EMPTY
    foreword: Words = EMPTY
    theme: str = ""
    place: str = ""
    classes: tuple[str, ...] = field(default=())
    fictitious: bool = False
