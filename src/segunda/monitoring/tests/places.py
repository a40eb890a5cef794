"""Places of the register, invented, for the tests."""

from typing import Any

from segunda.access.scope import Reader
from segunda.monitoring import actions
from segunda.monitoring.models import Place
from tests.monitor.team import AT

STATION: dict[str, Any] = {
    "kind": "police", "name": "Subestación ficticia de Ancón", "held": "mixed",
    "province": "Panamá", "district": "Panamá", "opened_on": None, "closed_on": None,
    "source": "Recorrido ficticio",
}  # fmt: skip


def enter_place(by: Reader, **changed: Any) -> Place:
    """A police station of this member's."""
    return actions.enter_place(facts=STATION | changed, by=by, at=AT)
