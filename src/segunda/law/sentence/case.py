"""What a computation is made from: sentences, custody, interruptions and credits, read strictly."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from difflib import get_close_matches
from typing import Any, Final

from segunda.law.facts_csv import exact_day
from segunda.law.sentence.codes import NOWHERE, Place, Said, printed, said

FIRST_YEAR, LAST_YEAR = 1900, 2100
MOST_ROWS: Final = 1000
MOST_DAYS: Final = 18_300  # fifty years and a bit
MOST_MONTHS: Final = 600  # CP 52
RELATIONS: Final = ("alone", "consecutive", "concurrent")
CUSTODY_KINDS: Final = ("prison", "home", "hospital")
INTERRUPTION_KINDS: Final = ("escape", "conditional_release_revoked", "supervised_release_revoked")
COUNTS: Final = (
    "presentations",
    "territorial_ban_days",
    "work_days",
    "study_days",
    "teaching_hours",
    "community_work_days",
)
FIELDS: Final = ("id", "note", "sentences", "custody", "interruptions", *COUNTS)
_SENTENCE: Final = ("id", "imposed_date", "length", "statutory_max_months", "relation", "to")
_LENGTH: Final = ("years", "months", "days")
_SPAN: Final = ("start", "end", "kind")


@dataclass(frozen=True)
class Length:
    """A length of time in whole months and days, as a judgment states it."""

    months: int
    days: int

    def __add__(self, other: "Length") -> "Length":
        return Length(self.months + other.months, self.days + other.days)


@dataclass(frozen=True)
class Term:
    """One sentence imposed."""

    row: int
    id: str
    imposed: date
    length: Length
    statutory_max_months: int | None
    relation: str
    to: str | None


@dataclass(frozen=True)
class Period:
    """Days from `start` (counted) to `end` (not counted; None = still running)."""

    row: int
    start: date
    end: date | None
    kind: str


@dataclass(frozen=True)
class Case:
    """One person's case, every row sound by itself."""

    terms: tuple[Term, ...]
    custody: tuple[Period, ...]
    interruptions: tuple[Period, ...]
    presentations: int
    territorial_ban_days: int
    work_days: int
    study_days: int
    teaching_hours: int
    community_work_days: int

    @property
    def first_imposed(self) -> date:
        return min(term.imposed for term in self.terms)


@dataclass
class Reader:
    """Reads a case and keeps everything that is wrong with it."""

    faults: list[Said] = field(default_factory=list)

    def say(self, code: str, place: Place = NOWHERE, value: object = None) -> None:
        """Keep one fault."""
        self.faults.append(said(code, place, value))

    def unknown_fields(self, given: dict[Any, Any], known: tuple[str, ...], place: Place) -> None:
        """Refuse every field not in the list, naming the nearest; `_…` is a note."""
        for name in given:
            if name not in known and not str(name).startswith("_"):
                near = next(iter(get_close_matches(str(name), known, n=1, cutoff=0.5)), None)
                there = Place(place.section, place.row, printed(name))
                self.faults.append(said("FIELD_UNKNOWN", there, near=near))


def read_case(given: object) -> tuple[Case | None, tuple[Said, ...]]:
    """The case, or None and everything that is wrong with it, row by row."""
    reader = Reader()
    if not isinstance(given, dict):
        return None, (said("CASE_NOT_OBJECT"),)
    reader.unknown_fields(given, FIELDS, NOWHERE)
    terms = tuple(_terms(reader, given))
    custody = tuple(_periods(reader, given, "custody", CUSTODY_KINDS))
    interruptions = tuple(_periods(reader, given, "interruptions", INTERRUPTION_KINDS))
    counts = {name: _count(reader, given, name) for name in COUNTS}
    if reader.faults:
        return None, tuple(reader.faults)
    return Case(terms, custody, interruptions, **counts), ()


def _rows(reader: Reader, given: dict[Any, Any], section: str) -> list[Any]:
    rows = given.get(section)
    if rows is None:
        return []
    if not isinstance(rows, list):
        reader.say(f"{section.upper()}_NOT_LIST", Place(section))
        return []
    if len(rows) > MOST_ROWS:
        reader.say("ROWS_TOO_MANY", Place(section))
        return []
    return rows


def _terms(reader: Reader, given: dict[Any, Any]) -> Iterator[Term]:
    if given.get("sentences") is None:
        reader.say("SENTENCES_MISSING", Place("sentences"))
    elif given["sentences"] == []:
        reader.say("SENTENCES_EMPTY", Place("sentences"))
    seen: set[str] = set()
    for row, entry in enumerate(_rows(reader, given, "sentences"), start=1):
        place = Place("sentences", row)
        if not isinstance(entry, dict):
            reader.say("SENTENCE_NOT_OBJECT", place)
            continue
        if (term := _term(reader, entry, row)) is not None:
            if term.id in seen:
                reader.say("SENTENCE_ID_REPEATED", Place("sentences", row, "id"), term.id)
            seen.add(term.id)
            yield term


def _term(reader: Reader, entry: dict[Any, Any], row: int) -> Term | None:
    reader.unknown_fields(entry, _SENTENCE, Place("sentences", row))
    name = _identifier(reader, entry, row)
    imposed = _day(
        reader, entry, "imposed_date", Place("sentences", row, "imposed_date"), "IMPOSED"
    )
    length = _length(reader, entry.get("length"), row)
    most = _statutory(reader, entry.get("statutory_max_months"), row)
    relation, to = _relation(reader, entry, row)
    if name is None or imposed is None or length is None or relation is None:
        return None
    return Term(row, name, imposed, length, most, relation, to)


def _identifier(reader: Reader, entry: dict[Any, Any], row: int) -> str | None:
    given = entry.get("id")
    if isinstance(given, bool) or not isinstance(given, (str, int)) or not str(given).strip():
        reader.say("SENTENCE_ID_MISSING", Place("sentences", row, "id"))
        return None
    return str(given).strip()


def _relation(reader: Reader, entry: dict[Any, Any], row: int) -> tuple[str | None, str | None]:
    relation, to = entry.get("relation"), entry.get("to")
    target = None if to is None else str(to).strip()
    if relation is None:
        reader.say("RELATION_MISSING", Place("sentences", row, "relation"))
        return None, None
    if relation not in RELATIONS:
        reader.say("RELATION_UNKNOWN", Place("sentences", row, "relation"), relation)
        return None, None
    if relation == "alone" and target is not None:
        reader.say("TO_WITH_ALONE", Place("sentences", row, "to"), target)
    if relation != "alone" and target is None:
        reader.say("TO_MISSING", Place("sentences", row, "to"))
    return str(relation), target


def _length(reader: Reader, given: object, row: int) -> Length | None:
    place = Place("sentences", row, "length")
    if given is None:
        reader.say("LENGTH_MISSING", place)
        return None
    if not isinstance(given, dict):
        reader.say("LENGTH_NOT_OBJECT", place)
        return None
    reader.unknown_fields(given, _LENGTH, place)
    parts = [_part(reader, given.get(name), Place("sentences", row, name)) for name in _LENGTH]
    if any(part is None for part in parts):
        return None
    years, months, days = (part or 0 for part in parts)
    if years == months == days == 0:
        reader.say("LENGTH_ZERO", place)
        return None
    if years * 12 + months > MOST_MONTHS or days > MOST_DAYS:
        reader.say("TOTAL_ABOVE_FIFTY_YEARS", place)
        return None
    return Length(years * 12 + months, days)


def _part(reader: Reader, given: object, place: Place) -> int | None:
    if given is None:
        return 0
    if not isinstance(given, int) or isinstance(given, bool):
        reader.say("LENGTH_NOT_WHOLE", place, given)
        return None
    if given < 0:
        reader.say("LENGTH_NEGATIVE", place, given)
        return None
    return given


def _statutory(reader: Reader, given: object, row: int) -> int | None:
    place = Place("sentences", row, "statutory_max_months")
    if given is None:
        return None
    if not isinstance(given, int) or isinstance(given, bool):
        reader.say("STATUTORY_NOT_WHOLE", place, given)
    elif given <= 0:
        reader.say("STATUTORY_NOT_POSITIVE", place, given)
    elif given > 600:
        reader.say("STATUTORY_ABOVE_FIFTY_YEARS", place, given)
    else:
        return given
    return None


def _periods(
    reader: Reader, given: dict[Any, Any], section: str, kinds: tuple[str, ...]
) -> Iterator[Period]:
    one = section.upper().removesuffix("S")
    for row, entry in enumerate(_rows(reader, given, section), start=1):
        if not isinstance(entry, dict):
            reader.say(f"{one}_NOT_OBJECT", Place(section, row))
            continue
        reader.unknown_fields(entry, _SPAN, Place(section, row))
        period = _period(reader, entry, Place(section, row), one, kinds)
        if period is not None:
            yield period


def _period(
    reader: Reader, entry: dict[Any, Any], place: Place, one: str, kinds: tuple[str, ...]
) -> Period | None:
    section, row = place.section, place.row or 0
    kind = entry.get("kind")
    if kind is None:
        reader.say(f"{one}_KIND_MISSING", Place(section, row, "kind"))
    elif kind not in kinds:
        reader.say(f"{one}_KIND_UNKNOWN", Place(section, row, "kind"), kind)
    before = len(reader.faults)
    start = _day(reader, entry, "start", Place(section, row, "start"), one)
    end = _day(reader, entry, "end", Place(section, row, "end"), one)
    if start is not None and end is not None and end <= start:
        code = "NO_DAY" if end == start else "END_BEFORE_START"
        reader.say(f"{one}_{code}", Place(section, row, "end"), end)
    return Period(row, start, end, str(kind)) if start and len(reader.faults) == before else None


def _day(reader: Reader, entry: dict[Any, Any], name: str, place: Place, kind: str) -> date | None:
    given = entry.get(name)
    if given is None:
        if name != "end":
            reader.say(
                f"{kind}_START_MISSING" if name == "start" else f"{kind}_DATE_MISSING", place
            )
        return None
    try:
        day = exact_day(given) if isinstance(given, str) else None
    except ValueError:
        day = None
    if day is None:
        reader.say(f"{kind}_DATE_IMPOSSIBLE", place, given)
    elif not FIRST_YEAR <= day.year <= LAST_YEAR:
        reader.say(f"{kind}_DATE_OUT_OF_RANGE", place, given)
    else:
        return day
    return None


def _count(reader: Reader, given: dict[Any, Any], name: str) -> int:
    value = given.get(name)
    most = MOST_DAYS * 24 if name == "teaching_hours" else MOST_DAYS
    if value is None:
        return 0
    if not isinstance(value, int) or isinstance(value, bool):
        reader.say("COUNT_NOT_WHOLE", Place(field=name), value)
    elif value < 0:
        reader.say("COUNT_NEGATIVE", Place(field=name), value)
    elif value > most:
        reader.say("COUNT_TOO_LARGE", Place(field=name), value)
    else:
        return value
    return 0
