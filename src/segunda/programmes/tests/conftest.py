"""What the tests of programmes share: a bakery of Norte with two people in it, and its days."""

from datetime import date
from decimal import Decimal

import pytest

from segunda.access.scope import acting
from segunda.programmes import actions
from segunda.programmes.actions import Line
from segunda.programmes.models import Activity
from tests.village.day import NOON
from tests.village.people import Village

MARTA, NILKA = "Marta Quirós Santos", "Nilka Ábrego Santos"
FIRST, MONDAY, TUESDAY = date(2024, 6, 1), date(2024, 6, 3), date(2024, 6, 4)


@pytest.fixture
def bakery(village: Village) -> Activity:
    """Work, six hours a day, since 1 June 2024; Marta is number 1 and Nilka number 2."""
    with acting(village.reader("taller.norte")) as by:
        made = actions.open_activity(
            facility=village.facilities["norte"].pk, name="Panadería (ficticia)", kind="work",
            hours=Decimal(6), start_date=FIRST, by=by, at=NOON,
        )  # fmt: skip
        actions.enrol(
            made, people=[village.people[MARTA].pk, village.people[NILKA].pk], start_date=FIRST,
            by=by, at=NOON,
        )  # fmt: skip
    return made


def enter(
    village: Village, one: Activity, day: date, *lines: Line, why: str = "",
    account: str = "taller.norte",
) -> int:  # fmt: skip
    """Enter lines of a day as the workshop."""
    with acting(village.reader(account)) as by:
        return actions.enter_day(one, day=day, lines=lines, by=by, at=NOON, why=why)


def confirm(village: Village, one: Activity, *days: date, account: str = "direccion.norte") -> int:
    """Confirm days as a second person."""
    with acting(village.reader(account)) as by:
        return actions.confirm_days(one, days=dict.fromkeys(days, 0), by=by, at=NOON)
