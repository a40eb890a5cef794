"""Hours confirmed in one room, in the computation of another; days counted by hand."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest

from segunda.access.scope import JOBS, acting
from segunda.programmes import actions
from segunda.programmes.actions import Line
from segunda.registry import actions as record
from segunda.registry.computing.computed import of_person
from segunda.registry.models import ComputationNow
from segunda.registry.queries.sheets import her_sheet
from segunda.registry.tests.pages import browser_of
from segunda.report.her_sheet import sections
from tests.village.day import NOON, TODAY
from tests.village.people import Village

pytestmark = pytest.mark.django_db(databases=["default", "refusals"])
FIRST = date(2024, 6, 1)
BY: dict[str, Any] = {"by": JOBS, "at": NOON}


def test_they_reach_the_sheet_and_no_list_rests_on_them_alone(village: Village) -> None:
    """Five years from 2 Feb 2022 end on 2 Feb 2027 by the calendar, on 7 Jan 2027 by 30/360; ten
    days of work take five off: 28 Jan and 2 Jan 2027. A judge has not said so yet."""
    person = village.people["Yaneth Peña Santos"]
    with acting(JOBS):
        record.record_charge(person=person, offence="x", statutory_max_months=60, **BY)
    days = [FIRST + timedelta(days=n) for n in range(10)]
    with acting(village.reader("taller.norte")) as by:
        bakery = actions.open_activity(
            facility=village.facilities["norte"].pk, name="Panadería (ficticia)", kind="work",
            hours=Decimal(6), start_date=FIRST, by=by, at=NOON,
        )  # fmt: skip
        actions.enrol(bakery, people=[person.pk], start_date=FIRST, by=by, at=NOON)
        for day in days:
            actions.enter_day(bakery, day=day, lines=[Line(1, Decimal(6))], by=by, at=NOON)
    assert _ends(person.pk) == {"2027-02-02", "2027-01-07"}  # not confirmed: nothing
    with acting(village.reader("direccion.norte")) as by:
        actions.confirm_days(bakery, days=dict.fromkeys(days, 0), by=by, at=NOON)
    assert _ends(person.pk) == {"2027-01-28", "2027-01-02"}
    with acting(village.reader("social.norte")) as by:  # what she is handed says so too
        hers = her_sheet(user=by, person=person, files=(person.pk,), today=TODAY)
        assert hers.ends == (date(2027, 1, 2), date(2027, 2, 2))
        assert "Tiene 10 días de trabajo sin decidir." in {
            line.words.es for line in sections(hers)[0].lines
        }
    page = browser_of(village, "registro.norte").get(f"/personas/{person.public_id}/liquidacion/")
    assert (
        "Sin los días confirmados que el juzgado no ha reconocido, termina entre el 7 ene 2027 y "
        "el 2 feb 2027." in page.content.decode()
    )
    with acting(JOBS):
        one = of_person(user=JOBS, person=person.pk, as_of=TODAY)
        assert "CONFIRMED_NOT_DECIDED" in {said.code.name for said in one.given.beside}
        kept = ComputationNow.objects.get(person=person)
        # The first with them, the last without: «by every reading» waits for the judge.
        assert (kept.end_first, kept.end_last) == (date(2027, 1, 2), date(2027, 2, 2))


def _ends(person: int) -> set[str]:
    with acting(JOBS):
        return set(of_person(user=JOBS, person=person, as_of=TODAY).days["end"])
