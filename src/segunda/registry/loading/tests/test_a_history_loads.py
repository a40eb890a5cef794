"""A file of movements becomes spans with their true days; its account adds up."""

import datetime as dt

import pytest

from segunda.access.scope import JOBS, acting
from segunda.registry.loading.tests.files import (
    AUGUST,
    JULY,
    NOON,
    account,
    content,
    load,
    person,
)
from segunda.registry.loading.tests.rows import ask, counts, digest, spans
from segunda.registry.models import CustodyPeriod, Load

pytestmark = pytest.mark.usefixtures("record")
PEOPLE = [person(n) for n in range(1, 5)]
ADMITTED = dt.date(2024, 1, 10)


def day(month: int, of_month: int) -> dt.date:
    return dt.date(2024, month, of_month)


def move(number: int, on: dt.date, kind: str, came: str | None = None,
         goes: str | None = None) -> dict[str, object]:  # fmt: skip
    """One movement of an invented person."""
    return {"person_id": f"FIC-{number:04d}", "date": on, "kind": kind, "from_facility": came,
            "to_facility": goes, "reason": None}  # fmt: skip


MOVES = (
    move(1, day(2, 1), "opening", goes="Norte"),
    move(1, day(3, 1), "sentence", "Norte", "Norte"),
    move(1, day(4, 1), "transfer", "Norte", "Sur"),
    move(2, day(2, 1), "opening", goes="Norte"),
    move(2, day(5, 1), "release", "Norte"),
    move(3, day(2, 1), "opening", goes="Norte"),
    move(3, day(2, 10), "transfer", "Norte", "Sur"),
    move(4, day(1, 10), "admission", goes="Norte"),
    move(4, day(3, 3), "escape", "Norte"),
    move(4, day(3, 9), "return", goes="Este"),
)


def history(*rows: dict[str, object], good: bool = False, on: dt.date = JULY) -> Load:
    """Load the movements as one file of the same source."""
    return load(content(*rows), on, mapping="template_movements", whole=False,
                good_rows_now=good, name="movements.parquet")  # fmt: skip


def places(number: str) -> list[tuple[str, dt.date, dt.date | None]]:
    """Where she was, from when until when."""
    return ask(
        "SELECT f.code, t.start_date, t.end_date FROM registry_placement t "
        "JOIN registry_sourcekey k USING (person_id) JOIN registry_facility f "
        "ON f.id = t.facility_id WHERE k.external_id = %s AND t.superseded_at IS NULL "
        "ORDER BY t.start_date", number,
    )  # fmt: skip


def test_the_days_of_the_movements_stand() -> None:
    load(content(*PEOPLE))
    done = history(*MOVES)
    assert done.state == "done"
    assert places("FIC-0001") == [("norte", ADMITTED, day(4, 1)), ("sur", day(4, 1), None)]
    assert spans("legalstatus", "FIC-0001", "status, start_date, end_date") == [
        ("pretrial", ADMITTED, day(3, 1)), ("sentenced_final", day(3, 1), None),
    ]  # fmt: skip
    assert spans("custodyperiod", "FIC-0002", "start_date, end_date, end_kind") == [
        (ADMITTED, day(5, 1), "release")
    ]
    assert places("FIC-0003") == [("norte", ADMITTED, day(2, 10)), ("sur", day(2, 10), None)]
    assert spans("custodyperiod", "FIC-0004", "start_date, end_date, end_kind") == [
        (ADMITTED, day(3, 3), "escape"), (day(3, 9), None, ""),
    ]  # fmt: skip
    assert spans("legalstatus", "FIC-0004", "status, start_date, end_date") == [
        ("pretrial", ADMITTED, day(3, 3)), ("pretrial", day(3, 9), None),
    ]  # fmt: skip


def test_its_account_is_opening_in_out_closing() -> None:
    load(content(*PEOPLE))
    found = history(*MOVES).account
    assert (found["rows"], found["accepted"], found["refused"]) == (10, 10, 0)
    assert [found[k] for k in ("before", "came", "went", "after")] == [3, 2, 2, 3]
    assert ask("SELECT count(*) FROM registry_person WHERE held") == [(3,)]
    assert history(*MOVES).state == "same"


def test_who_was_inside_before_a_file_without_an_opening_was_there_since_her_admission() -> None:
    load(content(*PEOPLE))
    done = history(move(3, day(2, 10), "transfer", "Norte", "Sur"))
    assert (done.state, done.account["before"], done.account["after"]) == ("done", 1, 1)
    assert places("FIC-0003") == [("norte", ADMITTED, day(2, 10)), ("sur", day(2, 10), None)]
    assert spans("custodyperiod", "FIC-0003") == [(ADMITTED, None)]
    assert spans("legalstatus", "FIC-0003", "status, start_date") == [("pretrial", ADMITTED)]


def test_a_person_nobody_told_of_waits() -> None:
    load(content(*PEOPLE))
    done = history(*MOVES, move(77, day(2, 1), "opening", goes="Norte"), good=True)
    assert done.account["problems"] == {"unknown_person": 1}
    assert ask("SELECT problem FROM registry_settlement") == [("unknown_person",)]


def test_a_movement_that_cannot_be_is_refused() -> None:
    load(content(*PEOPLE))
    done = history(*MOVES, move(2, day(6, 1), "release", "Norte"), good=True)
    assert (done.account["refused"], done.account["accepted"]) == (1, 10)


def test_a_custody_entered_here_is_not_touched() -> None:
    load(content(*PEOPLE))
    [(her,)] = ask("SELECT person_id FROM registry_sourcekey WHERE external_id = 'FIC-0002'")
    with acting(JOBS):
        CustodyPeriod.objects.filter(person=her).update(superseded_at=NOON)
        CustodyPeriod.objects.create(person_id=her, start_date=ADMITTED, recorded_at=NOON,
                                     recorded_by=account("archivo"))  # fmt: skip
    done = history(*MOVES, good=True)
    assert done.account["problems"] == {"entered_here": 2}
    assert spans("custodyperiod", "FIC-0002") == [(ADMITTED, None)]


def test_a_later_file_of_people_changes_nothing_of_it() -> None:
    load(content(*PEOPLE))
    history(*MOVES)
    now = [
        person(1, facility="Sur", legal_status="sentenced_final"), person(3, facility="Sur"),
        person(4, facility="Este", custody_start_date="2024-03-09"),
    ]  # fmt: skip
    before = counts()["custodyperiod"], counts()["placement"]
    said = digest()
    load(content(*now), AUGUST, whole=False)
    assert (counts()["custodyperiod"], counts()["placement"]) == before
    assert digest()["placement"] == said["placement"]
