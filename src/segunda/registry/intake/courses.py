"""The movements of each person one after another: what cannot follow what, and month by month.

A person is outside, inside, or not yet seen. A movement that cannot be (a release of somebody who
is outside, a second admission without a release) is refused and changes nothing; one that
contradicts only the prison is flagged, and the person is where the movement says.
"""

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

import polars as pl

from segunda.registry.intake.faults import FAULT_SCHEMA
from segunda.registry.intake.movement_kinds import ENTRIES, EXITS
from segunda.registry.intake.names import value_key

Move = tuple[int, dt.date, str, str | None, str | None]
"""Row, day, kind, from, to."""


@dataclass(frozen=True)
class Courses:
    """What was found: the faults, and how many were inside before the sheet begins."""

    faults: pl.DataFrame
    held_before: int


@dataclass(frozen=True)
class Sheet:
    """What is known of the whole sheet: its headings, and whether it opens with a stock."""

    headings: Mapping[str, str]
    opened: bool


@dataclass
class Course:
    """One person so far: inside or not (None: not yet seen), since when, in which prison."""

    person: str
    sheet: Sheet
    since: dt.date | None
    inside: bool | None = None
    changed: dt.date | None = None
    place: str | None = None
    before: bool = False
    faults: list[tuple[int, str, str, str, str]] = field(default_factory=list)

    def step(self, move: Move) -> None:
        """One movement more; one that cannot be is blamed and changes nothing."""
        row, day, kind, came_from, goes_to = move
        if kind in ENTRIES and self.inside:
            self.blame(row, "already_held")
        elif kind in ENTRIES:
            self.inside, self.changed, self.place = True, day, goes_to
        elif self.inside or self._was_inside(row, day):
            self._check_place(row, came_from)
            self.place = goes_to or came_from or self.place
            if kind in EXITS:
                self.inside, self.changed, self.place = False, day, None

    def blame(self, row: int, flag: str) -> None:
        """Note a fault of one row against the person's number."""
        column = self.sheet.headings["person_id"]
        self.faults.append((row, flag, column, self.person, f"{self.changed or ''}"))

    def _check_place(self, row: int, came_from: str | None) -> None:
        if came_from and self.place and value_key(came_from) != value_key(self.place):
            column = self.sheet.headings["from_facility"]
            self.faults.append((row, "not_there", column, came_from, self.place))

    def _was_inside(self, row: int, day: dt.date) -> bool:
        """Whether somebody not seen entering may have been inside before the sheet begins."""
        if self.inside is False:
            self.blame(row, "not_held")
            return False
        held = self.since is not None and self.since <= day
        if not held and self.sheet.opened:
            self.blame(row, "never_entered")
            return False
        if not held:
            self.blame(row, "entry_not_seen")
        self.before = self.inside = True
        self.changed = self.since if held else day
        return True


def check_courses(
    table: pl.DataFrame, headings: Mapping[str, str], known: Mapping[str, dt.date | None] | None
) -> Courses:
    """The faults that a person's movements show together; `table` holds sound rows only.

    `known` are the people of the sheet of persons with their admission; None: there is no sheet.
    A sheet that opens with a stock names everybody who was inside; one that does not may begin in
    the middle of somebody's stay.
    """
    sheet = Sheet(headings, bool((table["kind"] == "opening").any()))
    faults: list[tuple[int, str, str, str, str]] = []
    held_before = 0
    for person, moves in _by_person(table):
        course = Course(person, sheet, (known or {}).get(person))
        for move in moves:
            course.step(move)
        # who came and left need not be on a sheet of the people held
        if known is not None and person not in known and (course.inside or course.faults):
            for row, *_ in moves:
                course.blame(row, "unknown_person")
        held_before += course.before
        faults += course.faults
    return Courses(pl.DataFrame(faults, schema=FAULT_SCHEMA, orient="row"), held_before)


def _by_person(table: pl.DataFrame) -> Iterator[tuple[str, list[Move]]]:
    """Each person's movements by day; those of one day in the order in which they were written."""
    days = table["date"]
    latest_first = days.is_sorted(descending=True) and not days.is_sorted()
    ordered = table.sort("date", "row", descending=[False, latest_first])
    names = ("row", "date", "kind", "from_facility", "to_facility")
    for (person,), rows in ordered.group_by(["person_id"], maintain_order=True):
        yield str(person), list(rows.select(names).iter_rows())


def account(movements: pl.DataFrame, held_before: int) -> list[dict[str, object]]:
    """Month by month: who was held at its start, came in, went out, is held at its end.

    The opening stock, and the people not seen entering, stand at the start of the first month.
    """
    if movements.is_empty():
        return []
    kind, first = pl.col("kind"), pl.col("date").min()
    opening = (kind == "opening") & (pl.col("date") == first)
    moves = movements.with_columns(pl.col("date").dt.truncate("1mo").alias("month"))
    held = held_before + int(moves.select(opening.sum()).item())
    came = kind.is_in(ENTRIES) & ~opening
    counted = moves.with_columns(came.alias("in"), kind.is_in(EXITS).alias("out"))
    by_month = {
        month: (int(ins), int(outs))
        for month, ins, outs in counted.group_by("month")
        .agg(pl.col("in").sum(), pl.col("out").sum())
        .iter_rows()
    }
    months = pl.date_range(min(by_month), max(by_month), "1mo", eager=True)
    lines: list[dict[str, object]] = []
    for month in months:
        ins, outs = by_month.get(month, (0, 0))
        lines.append({"month": f"{month:%Y-%m}", "opening": held, "in": ins, "out": outs,
                      "closing": held + ins - outs})  # fmt: skip
        held += ins - outs
    return lines
