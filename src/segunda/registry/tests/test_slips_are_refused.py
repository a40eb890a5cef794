"""Slips that would move an age or a penalty: a birth after the admission or of more than 120 years
ago, a least penalty above the greatest."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import pytest

from segunda.access.scope import JOBS, acting
from segunda.law.text import Refusal
from segunda.registry import actions
from segunda.registry.actions import Admission
from segunda.registry.models import Particulars
from segunda.registry.tests.pages import browser_of
from tests.village.day import NOON, TODAY
from tests.village.people import Village

pytestmark = pytest.mark.django_db(databases=["default", "refusals"])
LATER, BEFORE = "posterior al ingreso", "da más de 120 años"


@pytest.mark.parametrize(
    ("born", "said"), [(TODAY + timedelta(days=1), LATER), (date(1850, 3, 15), BEFORE)]
)
def test_neither_at_admission_nor_by_correction(village: Village, born: date, said: str) -> None:
    new = Admission(surnames="Nueva", given_names="Ana", sex="F", start_date=TODAY,
                    facility=village.facilities["norte"], status="pretrial")  # fmt: skip
    with acting(JOBS):
        with pytest.raises(Refusal, match=said):
            actions.admit_person(replace(new, birth=(born, born)), by=JOBS, at=NOON)
        person = actions.admit_person(replace(new, birth=(TODAY, TODAY)), by=JOBS, at=NOON)
        row = Particulars.objects.get(person=person, superseded_at=None)
        with pytest.raises(Refusal, match=said):
            actions.correct_particulars(person=person, version=row.pk, by=JOBS, at=NOON,
                                        birth_from=born, birth_to=born)  # fmt: skip


def test_the_least_penalty_is_not_above_the_greatest(village: Village) -> None:
    person = village.people["Yaneth Peña Santos"]
    months: dict[str, Any] = {"statutory_min_months": 12, "statutory_max_months": 48}
    who: dict[str, Any] = {"person": person, "by": JOBS, "at": NOON}
    with acting(JOBS):
        with pytest.raises(Refusal, match="pasa de la máxima"):
            actions.record_charge(offence="hurto", **who, **{**months, "statutory_min_months": 90})
        row = actions.record_charge(offence="hurto", **who, **months)
        with pytest.raises(Refusal, match="pasa de la máxima"):
            actions.correct_row(kind="charge", entity=row.entity, version=row.pk, by=JOBS, at=NOON,
                                changes={"statutory_max_months": 6})  # fmt: skip


@pytest.mark.parametrize(
    ("typed", "said"),
    [({"years": "0"}, "Escriba la duración"), ({"years": "999999"}, "pasa de 200 años"),
     ({"years": "3", "final_date": "01/01/2024"}, "Es anterior al día en que se impuso")],
)  # fmt: skip
def test_a_penalty_has_a_length_and_is_not_final_before(
    village: Village, typed: dict[str, str], said: str
) -> None:
    """One of 999,999 years ended in a page of an error of ours."""
    address = f"/personas/{village.people['Yaneth Peña Santos'].public_id}/justicia/"
    answer: Any = browser_of(village, "nacional").post(address, {
        "_key": str(uuid4()), "_form": "pena", "_route": address, "imposed_date": "01/02/2024",
        "months": "0", "days": "0", **typed,
    })  # fmt: skip
    assert said in answer.content.decode()


def test_a_fact_of_too_many_months_gives_no_days_and_no_error(village: Village) -> None:
    person = village.people["Yaneth Peña Santos"]
    with acting(JOBS):
        for months in ("99999999", "999999999999"):
            actions.record_fact(person=person, name="sentence_months", value=months,
                                state="declared", by=JOBS, at=NOON)  # fmt: skip
