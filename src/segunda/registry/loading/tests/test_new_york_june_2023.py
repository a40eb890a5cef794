"""The real daily files of New York load in order and give the account of June 2023.

By stays, as the record holds them: 6,004 + 1,881 − 1,804 = 6,081. With the files of 2016 and 2022
before it, 6,004 + 1,879 − 1,802 = 6,081: two stays of June stood already. The accounts of the
single days add up to 1,898 in and 1,821 out, because 17 times somebody was missing from a file and
back in a later one. The publisher says 2,006 and 1,935: who enters and leaves between two files is
in none of them, and no method finds her here.
"""

import datetime as dt
import os
import re
from pathlib import Path

import pytest

from segunda.access.scope import JOBS, acting
from segunda.registry.loading import account_of, confirm
from segunda.registry.loading.tests.files import NOON, account, load
from segunda.registry.loading.tests.rows import ask, counts
from segunda.registry.models import Load

SHARED = Path(os.environ.get("SEGUNDA_SHARED", Path(__file__).parents[6] / "shared"))
FOLDER = SHARED / "data" / "nyc_custody"
FILES = sorted(FOLDER.glob("*.csv.gz"))
JUNE, JULY = dt.date(2023, 6, 1), dt.date(2023, 7, 1)
pytestmark = [
    pytest.mark.usefixtures("empty_record"),
    pytest.mark.skipif(not FILES, reason="the shared data are not beside the repository"),
]


def day_of(file: Path) -> dt.date:
    """The day in the file's name."""
    found = re.search(r"(\d{4})(\d\d)(\d\d)", file.name)
    assert found is not None
    return dt.date(*map(int, found.groups()))


def mapping_of(day: dt.date) -> str:
    """The layout of that day."""
    year = 2016 if day < dt.date(2022, 7, 1) else 2022 if day.year < 2026 else 2026
    return f"nyc_{year}"


def bring(file: Path) -> Load:
    """One day's file, whole."""
    day = day_of(file)
    return load(file.read_bytes(), day, source="nyc", mapping=mapping_of(day), name=file.name)


def standing() -> tuple[int, int, int]:
    """Stays so far; of them closed unseen or missing from the last file; and those that go on."""
    [counted] = ask(
        """
        SELECT count(*), count(*) FILTER (WHERE c.end_date IS NOT NULL OR NOT p.held
                                          OR p.unreported_since IS NOT NULL),
               count(*) FILTER (WHERE c.end_date IS NULL AND p.held
                                AND p.unreported_since IS NULL)
        FROM registry_custodyperiod c JOIN registry_person p ON p.id = c.person_id
        WHERE c.superseded_at IS NULL
        """
    )
    return counted


@pytest.mark.slow
def test_the_first_days_of_june_follow_one_another() -> None:
    days = [account_of(bring(f).account) for f in FILES if JUNE <= day_of(f) <= dt.date(2023, 6, 3)]
    assert [day.rows for day in days] == [6004, 6011, 6013]
    assert [day.after for day in days] == [6004, 6011, 6013]
    assert all(day.adds_up and day.refused == day.settle == 0 for day in days)
    assert (days[1].came, days[1].went) == (68, 61)
    assert ask("SELECT count(*) FROM registry_person WHERE unreported_since IS NOT NULL") == [
        (sum(day.went for day in days[1:]) - (days[2].came - days[2].new),)
    ]


@pytest.mark.slow
def test_june_by_itself_gives_its_account_by_stays() -> None:
    days = [account_of(bring(file).account) for file in FILES if JUNE <= day_of(file) <= JULY]
    assert (days[0].after, days[-1].after) == (6004, 6081)
    assert sum(day.came for day in days[1:]) == 1898
    assert sum(day.went for day in days[1:]) == 1821
    [(stays, unseen)] = ask(
        """
        SELECT count(*), count(*) FILTER (WHERE end_kind = 'unreported')
        FROM registry_custodyperiod WHERE superseded_at IS NULL
        """
    )
    [(missing,)] = ask(
        "SELECT count(*) FROM registry_person WHERE unreported_since IS NOT NULL AND held"
    )
    assert (stays - 6004, unseen + missing) == (1881, 1804)
    assert 6004 + 1881 - 1804 == 6081


@pytest.mark.slow
def test_all_35_days_load_in_order_and_release_nobody() -> None:
    second = account("segunda")
    stood: dict[dt.date, tuple[int, int, int]] = {}
    for file in FILES:
        day, done = day_of(file), bring(file)
        if done.state == "stopped":  # years lie between two files: nearly everybody is missing
            assert day.year != 2023 or day == JUNE
            with acting(JOBS):
                confirm(JOBS, done, by=second, at=NOON)
            done = bring(file)
        assert done.state == "done", (day, done.message_es)
        found = account_of(done.account)
        assert found.adds_up
        assert found.after == found.rows
        assert found.rows == {JUNE: 6004, JULY: 6081}.get(day, found.rows)
        stood[day] = standing()
    june, july = stood[JUNE], stood[JULY]
    assert (june[2], july[2]) == (6004, 6081)
    # Two fewer on each side than June by itself: two who came in June had been missing since the
    # files of 2022, so their stays stood already.
    assert (july[0] - june[0], july[1] - june[1]) == (1881 - 2, 1804 - 2)
    before = counts()
    assert bring(FILES[-1]).state == "same"
    assert counts() == before
    released = ask("SELECT count(*) FROM registry_custodyperiod WHERE end_kind = 'release'")
    assert released == [(0,)]  # no file of this source states a release
