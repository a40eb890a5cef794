"""Hours of a day: refused where they cannot be, entered whole, confirmed by another, corrected."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction

from segunda.access.scope import JOBS, acting
from segunda.law.text import Refusal
from segunda.programmes import actions
from segunda.programmes.actions import Line
from segunda.programmes.codes import Refused, SheetRefused, codes
from segunda.programmes.hours import read_hours
from segunda.programmes.models import Activity, Attendance
from segunda.programmes.tests.conftest import (
    FIRST,
    MARTA,
    MONDAY,
    NILKA,
    TUESDAY,
    confirm,
    enter,
)
from tests.village.day import NOON
from tests.village.people import Village

pytestmark = pytest.mark.django_db(databases=["default", "refusals"])
SIX = Decimal(6)


def code_of(act: Any) -> str:
    """The code with which something is refused, the one line's of a sheet."""
    with pytest.raises((Refused, SheetRefused)) as told:
        act()
    wrong: Any = told.value
    [one] = wrong.refusals if isinstance(wrong, SheetRefused) else (wrong,)
    return str(one.code.name)


def state_of(village: Village, name: str, day: date) -> tuple[str, Decimal, str]:
    """State, hours and absence of what stands for a person on a day."""
    with acting(JOBS):
        row = Attendance.objects.get(person=village.people[name], day=day, superseded_at=None)
    return row.state, row.hours, row.absence


@pytest.mark.parametrize(
    ("typed", "hours"),
    [("6", "6"), ("6,5", "6.5"), ("6.25", "6.25"), ("6:30", "6.5"), ("24", "24"), ("0.25", "0.25")],
)
def test_hours_are_read_as_people_write_them(typed: str, hours: str) -> None:
    assert read_hours(typed) == Decimal(hours)


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("-3", "HOURS_NOT_POSITIVE"),
        ("0", "HOURS_NOT_POSITIVE"),
        ("24.25", "HOURS_ABOVE_DAY"),
        ("999999", "HOURS_ABOVE_DAY"),
        ("6.1", "HOURS_NOT_NUMBER"),
        ("6:20", "HOURS_NOT_NUMBER"),
        ("6:75", "HOURS_NOT_NUMBER"),
        ("seis", "HOURS_NOT_NUMBER"),
        ("1e9", "HOURS_NOT_NUMBER"),
    ],
)
def test_hours_no_day_has_are_refused(typed: str, code: str) -> None:
    assert code_of(lambda: read_hours(typed)) == code


def test_what_cannot_be_is_refused_with_row_and_rule(village: Village, bakery: Activity) -> None:
    def one(day: date, line: Line, why: str = "") -> str:
        return code_of(lambda: enter(village, bakery, day, line, why=why))

    assert one(date(2024, 7, 1), Line(1, SIX)) == "DAY_IN_FUTURE"  # noon is that of 30 June
    assert one(date(2024, 5, 31), Line(1, SIX)) == "DAY_ACTIVITY_CLOSED"
    assert one(MONDAY, Line(9, SIX)) == "DAY_BEFORE_ENROLMENT"
    assert one(MONDAY, Line(1, Decimal(-6))) == "HOURS_NOT_POSITIVE"
    assert one(MONDAY, Line(1, Decimal(25))) == "HOURS_ABOVE_DAY"
    assert one(MONDAY, Line(1, SIX, "other")) == "ABSENCE_NOT_SAID"
    assert one(MONDAY, Line(1, None)) == "NOTHING_ENTERED"
    with acting(JOBS), connection.cursor() as cursor:  # she was at home those days
        cursor.execute(
            "UPDATE registry_custodyperiod SET superseded_at = now() WHERE person_id = %s",
            [village.people[MARTA].pk],
        )
    with pytest.raises(SheetRefused) as told:
        enter(village, bakery, MONDAY, Line(1, SIX), Line(2, Decimal(30)))
    first, second = told.value.refusals
    assert first.text.es.startswith("Fila 1, Quirós Santos, Marta: ese día no consta en prisión")
    assert first.text.en.endswith("(CP 57-58 · DAY_OUT_OF_PRISON).")
    assert (second.code.name, second.row and second.row.number) == ("HOURS_ABOVE_DAY", 2)
    with acting(JOBS):
        assert Attendance.objects.count() == 0  # all lines or none


def test_two_activities_do_not_fill_more_than_a_day(village: Village, bakery: Activity) -> None:
    with acting(village.reader("taller.norte")) as by:
        school = actions.open_activity(
            facility=village.facilities["norte"].pk, name="Escuela (ficticia)", kind="study",
            hours=Decimal(4), start_date=FIRST, by=by, at=NOON,
        )  # fmt: skip
        actions.enrol(school, people=[village.people[MARTA].pk], start_date=FIRST, by=by, at=NOON)
    enter(village, bakery, MONDAY, Line(1, Decimal(20)))
    assert code_of(lambda: enter(village, school, MONDAY, Line(1, Decimal("4.25")))) == (
        "HOURS_ABOVE_DAY_WITH_OTHERS"
    )
    assert enter(village, school, MONDAY, Line(1, Decimal(4))) == 1  # 24 in all: a day has them


def test_a_second_person_confirms_never_the_first(village: Village, bakery: Activity) -> None:
    enter(village, bakery, MONDAY, Line(1, SIX), Line(2, SIX, "lock_up"), account="social.norte")
    enter(village, bakery, TUESDAY, Line(1, SIX))
    assert state_of(village, MARTA, MONDAY) == ("entered", SIX, "")
    assert code_of(lambda: confirm(village, bakery, MONDAY, account="social.norte")) == (
        "SAME_PERSON_CONFIRMS"
    )
    assert confirm(village, bakery, MONDAY, TUESDAY) == 3
    assert state_of(village, MARTA, MONDAY) == ("confirmed", SIX, "")
    assert state_of(village, NILKA, MONDAY) == ("confirmed", SIX, "lock_up")
    assert code_of(lambda: confirm(village, bakery, MONDAY)) == "NOTHING_TO_CONFIRM"
    with acting(village.reader("direccion.sur")) as by, pytest.raises(Refusal) as told:
        actions.confirm_days(bakery, days={MONDAY: 0}, by=by, at=NOON)
    assert "de otro centro" in str(told.value)


def test_nobody_confirms_what_changed_after_it_was_looked_at(
    village: Village, bakery: Activity
) -> None:
    enter(village, bakery, MONDAY, Line(1, SIX), Line(2, SIX))
    with acting(JOBS):
        seen = max(Attendance.objects.values_list("pk", flat=True))
    enter(village, bakery, MONDAY, Line(1, Decimal(8)), why="eran ocho")
    with acting(village.reader("direccion.norte")) as by:
        assert code_of(lambda: actions.confirm_days(
            bakery, days={MONDAY: seen}, by=by, at=NOON)) == "DAY_CHANGED"  # fmt: skip
        assert actions.confirm_days(bakery, days={MONDAY: seen + 1}, by=by, at=NOON) == 2


def test_a_correction_needs_a_reason_and_a_second_person_anew(
    village: Village, bakery: Activity
) -> None:
    enter(village, bakery, MONDAY, Line(1, SIX), Line(2, SIX))
    confirm(village, bakery, MONDAY)
    five = Line(1, Decimal(5))
    assert code_of(lambda: enter(village, bakery, MONDAY, five)) == "CORRECTION_WITHOUT_REASON"
    assert enter(village, bakery, MONDAY, five, Line(2, SIX), why="salió a las once") == 1
    assert state_of(village, MARTA, MONDAY) == ("entered", Decimal(5), "")
    assert state_of(village, NILKA, MONDAY) == ("confirmed", SIX, "")
    with acting(JOBS):
        before, after = Attendance.objects.filter(person=village.people[MARTA]).order_by("pk")
        assert (before.state, before.hours, before.superseded_at) == ("confirmed", SIX, NOON)
        assert (after.why, before.entity) == ("salió a las once", after.entity)
    assert enter(village, bakery, MONDAY, Line(1, None), why="no era ella") == 1
    assert state_of(village, MARTA, MONDAY)[0] == "withdrawn"
    assert enter(village, bakery, MONDAY, Line(1, SIX)) == 1


def test_a_returned_day_comes_back_with_its_reason(village: Village, bakery: Activity) -> None:
    enter(village, bakery, MONDAY, Line(1, SIX))
    with acting(village.reader("direccion.norte")) as by:
        silent = code_of(
            lambda: actions.return_days(bakery, days={MONDAY: 0}, answer=" ", by=by, at=NOON)
        )
        assert silent == "RETURNED_WITHOUT_REASON"
        actions.return_days(bakery, days={MONDAY: 0}, answer="falta la firma", by=by, at=NOON)
    assert state_of(village, MARTA, MONDAY)[0] == "returned"
    assert code_of(lambda: confirm(village, bakery, MONDAY)) == "NOTHING_TO_CONFIRM"
    enter(village, bakery, MONDAY, Line(1, Decimal(4)), why="se corrigió con la hoja")
    assert confirm(village, bakery, MONDAY) == 1


def test_enrolments_stay_within_their_dates(village: Village, bakery: Activity) -> None:
    omar, marta = village.people["Omar Aguilar Santos"], village.people[MARTA]
    with acting(village.reader("nacional")) as by:
        for people, day, code in (
            ([omar.pk], MONDAY, "NOT_OF_THIS_FACILITY"),
            ([marta.pk], MONDAY, "ALREADY_ENROLLED"),
            ([marta.pk], date(2024, 5, 1), "DAY_ACTIVITY_CLOSED"),
        ):
            assert code_of(lambda people=people, day=day: actions.enrol(
                bakery, people=people, start_date=day, by=by, at=NOON)) == code  # fmt: skip
        place = bakery.enrolments.get(number=1)
        enter(village, bakery, TUESDAY, Line(1, SIX))
        assert code_of(lambda: actions.end_enrolment(
            entity=place.entity, end_date=TUESDAY, by=by, at=NOON)) == (
            "ENROLMENT_HAS_LATER_HOURS")  # fmt: skip
        ended = actions.end_enrolment(
            entity=place.entity, end_date=date(2024, 6, 5), by=by, at=NOON
        )
        assert ended.number == 1
        again = actions.enrol(
            bakery, people=[marta.pk], start_date=date(2024, 6, 10), by=by, at=NOON
        )
        assert again[0].number == 3  # a number is one place's for ever


def test_the_database_itself_refuses(village: Village, bakery: Activity) -> None:
    """What the actions ask first stands as a constraint too, and the walls hold."""
    enter(village, bakery, MONDAY, Line(1, SIX))
    for statement in (
        "UPDATE programmes_attendance SET hours = 8",
        "DELETE FROM programmes_attendance",
        "UPDATE programmes_attendance SET state = 'confirmed', decided_at = now(), "
        "decided_by_id = recorded_by_id",
    ):
        reader = village.reader("taller.norte")
        with acting(reader), pytest.raises(DatabaseError), transaction.atomic():
            connection.cursor().execute(statement)
    with acting(village.reader("registro.sur")):
        assert Attendance.objects.count() == 0
        assert bakery.enrolments.count() == 0


def test_every_code_speaks_both_languages_and_is_used() -> None:
    from pathlib import Path

    room = Path(__file__).parents[1]
    source = "".join(path.read_text() for path in room.glob("**/*.py") if "tests" not in path.parts)
    for name, code in codes().items():
        assert f'"{name}"' in source, name
        assert code.words.es != code.words.en
