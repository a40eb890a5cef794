"""Slips that would move an age or a penalty: a birth after the admission or of more than 120 years
ago, a least penalty above the greatest."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from segunda.access.scope import JOBS, acting
from segunda.law.text import Refusal
from segunda.registry import actions
from segunda.registry.actions import Admission
from segunda.registry.models import Particulars
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
