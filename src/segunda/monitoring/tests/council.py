"""A Council and a referral, invented, for the tests."""

from datetime import date
from typing import Any

from segunda.access.scope import Reader
from segunda.monitoring import actions
from segunda.monitoring.models import CollaborationArea, CouncilMember, Referral
from tests.monitor.team import AT

TODAY = date(2026, 11, 27)
SEAT: dict[str, Any] = {
    "name": "Consejera Ficticia Alvarado", "sector": "civil_society", "organisation": "Red",
    "selected_on": date(2026, 2, 1), "selected_how": "Convocatoria ficticia, acta 2",
    "sworn_on": date(2026, 3, 1), "until": None, "left_why": "",
}  # fmt: skip
AREA: dict[str, Any] = {
    "department": "Departamento ficticio de la mujer", "subject": "Casos de mujeres",
    "receives": "Licenciada Ficticia Ríos, jefa", "ended": False,
}  # fmt: skip
YES: dict[str, Any] = {"consent": "yes", "consent_on": date(2026, 11, 20), "way": "written"}
NOT_ASKED: dict[str, Any] = {"consent": "not_asked", "consent_on": None, "way": ""}


def seat(by: Reader, **changed: Any) -> CouncilMember:
    """A member of the Council, sworn in March."""
    return actions.seat_member(facts=SEAT | changed, today=TODAY, by=by, at=AT)


def open_area(by: Reader, **changed: Any) -> CollaborationArea:
    """A department that takes up cases."""
    return actions.open_area(facts=AREA | changed, by=by, at=AT)


def refer(by: Reader, **values: tuple[str, dict[str, Any]]) -> Referral:
    """A referral with these fields: field → (value, consent)."""
    made = actions.open_referral(open_area(by), by=by, at=AT)
    for field, (value, consent) in values.items():
        write(made, by, field, value, consent)
    return made


def write(
    referral: Referral, by: Reader, field: str, value: str, consent: dict[str, Any],
    before: int | None = None,
) -> int:  # fmt: skip
    """A field of a referral; the pk of its version."""
    return actions.write_field(
        referral, field=field, value=value, before=before, today=TODAY, by=by, at=AT, **consent
    ).pk
