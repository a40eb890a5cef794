"""Whoever signs in to the demonstration finds her work begun."""

from datetime import date
from typing import Any

import pytest

from segunda.access.scope import JOBS, acting
from segunda.config.state.demonstration_work import Desks, begin_work
from segunda.registry import actions
from segunda.registry.keeping import check_everybody
from segunda.registry.models import Appointment, Computation, Dispute, Verdict
from segunda.registry.models.verdicts import MET, PAPERS
from segunda.registry.queries.papers import late_requests
from tests.village.day import NOON, TODAY
from tests.village.people import Village

pytestmark = pytest.mark.django_db(databases=["default", "refusals"])
BY: dict[str, Any] = {"by": JOBS, "at": NOON}
NAMES = ("Yaneth Peña Santos", "Marta Quirós Santos", "Nilka Ábrego Santos")


def test_every_desk_of_it_has_something_on_it(village: Village) -> None:
    people = [village.people[name] for name in NAMES]
    with acting(JOBS):
        for one in people:  # a sentence under one year: only its judgment is missing
            for name, value in (("penalty_type", "prison"), ("sentence_months", "8")):
                actions.record_fact(person=one, name=name, value=value, state="declared", **BY)
            actions.change_status(person=one, status="sentenced_final", start_date=TODAY, **BY)
            actions.record_sentence(person=one, imposed_date=date(2024, 1, 10), months=8,
                                    penalty_type="prison", **BY)  # fmt: skip
    check_everybody("first", day=TODAY)
    accounts = {user.role: user for user in reversed(village.users.values())}
    court = village.courts["cumplimiento-1"]
    begin_work(
        facility=village.facilities["norte"].pk, court=court, desks=Desks(accounts, TODAY, NOON)
    )
    defender = accounts["public_defender"]
    with acting(village.reader(defender.username)):
        clients = set(Appointment.objects.values_list("person", "defender"))
    assert clients == {(one.pk, defender.pk) for one in people[:2]}
    with acting(village.reader("junta.norte")) as board:
        [late] = late_requests(user=board, today=TODAY)
        assert late.person_id == people[0].pk
        assert Dispute.objects.filter(answered_date=None).count() == 2
        opened = Verdict.objects.filter(superseded_at=None, answer=MET, was=PAPERS)
        assert {row.person_id for row in opened} == {people[1].pk}
    with acting(village.reader("cumplimiento.1")):
        [sheet] = Computation.objects.filter(state="proposed")
        assert sheet.recorded_by_id == village.users["secretaria.cumplimiento"].pk
