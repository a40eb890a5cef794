"""Each act of programmes leaves one row in the trace, none if undone, and no word of people."""

import json
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection, transaction

from segunda.access.scope import JOBS, acting
from segunda.access.table import ACTIONS
from segunda.programmes import actions
from segunda.programmes.actions import Line, Step
from segunda.programmes.models import Activity
from segunda.programmes.tests.conftest import FIRST, MARTA, MONDAY, TUESDAY
from tests.village.day import NOON
from tests.village.people import Village

pytestmark = pytest.mark.django_db(databases=["default", "refusals"])
SIX = Decimal(6)
Act = Callable[..., Any]


class Walk:
    """The activity, and what each act made."""

    def __init__(self, village: Village, bakery: Activity) -> None:
        self.village, self.bakery, self.made = village, bakery, {}  # type: ignore[var-annotated]


ACTS: tuple[tuple[str, str, Act], ...] = (
    ("open_activity", "taller.norte", lambda w, **by: actions.open_activity(
        facility=w.bakery.facility_id, name="Canario", kind="study", hours=SIX,
        start_date=FIRST, **by)),
    ("change_activity", "taller.norte", lambda w, **by: actions.change_activity(
        w.bakery, hours=Decimal(7), **by)),
    ("enrol", "taller.norte", lambda w, **by: actions.enrol(
        w.made["open_activity"], people=[w.village.people[MARTA].pk], start_date=FIRST, **by)),
    ("enter_day", "taller.norte", lambda w, **by: actions.enter_day(
        w.bakery, day=MONDAY, lines=[Line(1, SIX, "other", "nota canaria")], **by)),
    ("enter_day again", "taller.norte", lambda w, **by: actions.enter_day(
        w.bakery, day=MONDAY, lines=[Line(1, SIX)], why="razón canaria", **by)),
    ("return_days", "direccion.norte", lambda w, **by: actions.return_days(
        w.bakery, days={MONDAY: 0}, answer="respuesta canaria", **by)),
    ("enter_day once more", "taller.norte", lambda w, **by: actions.enter_day(
        w.bakery, day=MONDAY, lines=[Line(1, Decimal(5))], why="otra canaria", **by)),
    ("confirm_days", "direccion.norte", lambda w, **by: actions.confirm_days(
        w.bakery, days={MONDAY: 0}, **by)),
    ("end_enrolment", "taller.norte", lambda w, **by: actions.end_enrolment(
        entity=w.made["enrol"][0].entity, end_date=TUESDAY, **by)),
    ("request_redemption", "junta.norte", lambda w, **by: actions.request_redemption(
        public_id=w.village.people[MARTA].public_id, kind="work", start_date=FIRST,
        end_date=TUESDAY, asked=Step(TUESDAY, "person", "PAPEL-CANARIO"), **by)),
    ("give_opinion", "junta.norte", lambda w, **by: actions.give_opinion(
        entity=w.made["request_redemption"].entity, version=w.made["request_redemption"].pk,
        opinion="favourable", step=Step(TUESDAY, "Junta canaria", "ACTA-CANARIA"), **by)),
    # What is recognised becomes a credit of the record, which leaves its own row.
    ("decide_redemption", "nacional", lambda w, **by: actions.decide_redemption(
        entity=w.made["give_opinion"].entity, version=w.made["give_opinion"].pk,
        outcome="granted", amount=1, step=Step(date(2024, 6, 9), "Juez canario", "RES-CANARIA"),
        **by)),
    ("reopen_redemption", "nacional", lambda w, **by: actions.reopen_redemption(
        entity=w.made["decide_redemption"].entity, version=w.made["decide_redemption"].pk,
        why="error canario", **by)),
)  # fmt: skip
TWO_ROWS = {"decide_redemption", "reopen_redemption"}


def entries() -> list[tuple[Any, ...]]:
    with acting(JOBS), connection.cursor() as cursor:
        cursor.execute("SELECT outcome, action, detail, object_id FROM access_auditentry "
                       "ORDER BY id")  # fmt: skip
        return list(cursor.fetchall())


def test_each_act_leaves_its_row_and_none_if_it_is_undone(
    village: Village, bakery: Activity
) -> None:
    assert {name.split()[0] for name, _, _ in ACTS} == set(actions.__all__) - {"Line", "Step"}
    walk = Walk(village, bakery)
    for name, account, act in ACTS:
        before, by = len(entries()), village.reader(account)
        with acting(by):
            try:
                with transaction.atomic():
                    act(walk, by=by, at=NOON)
                    raise ZeroDivisionError  # the request fails after the act
            except ZeroDivisionError:
                pass
        assert len(entries()) == before, name
        with acting(by):
            walk.made[name] = act(walk, by=by, at=NOON)
        left = entries()[before:]
        assert [row[0] for row in left] == ["done"] * (2 if name in TWO_ROWS else 1), name
        assert {row[1] for row in left} <= set(ACTIONS), name
    trace = json.dumps(entries(), default=str, ensure_ascii=False).casefold()
    assert [word for word in ("canari", "quirós", "marta") if word in trace] == []
