"""A finding, a recommendation, an agreement: invented, for the tests."""

from datetime import date
from typing import Any

from segunda.access.scope import Reader
from segunda.monitoring import actions
from segunda.monitoring.models import Commitment, Finding, Recommendation
from tests.monitor.team import AT

DAY = AT.date()
FACTS: dict[str, Any] = {
    "theme": "isolation", "place": "Centro ficticio", "visit": None, "found_on": date(2026, 10, 1),
    "text": "Celda sin ventilación.", "evidence": "interview", "reference": "Entrevista 14",
    "norm": "Regla 44", "severity": "grave",
}  # fmt: skip
WORDING: dict[str, Any] = {
    "theme": "isolation", "original": "es", "text_es": "Que se cierren las celdas sin ventilación.",
    "text_en": "", "legal_basis": "Regla 44", "measure": "", "deadline": None, "needs": ["money"],
}  # fmt: skip


def write_finding(by: Reader, section: str = "general", **changed: Any) -> Finding:
    """A finding of this member."""
    facts = FACTS | changed
    return actions.write_finding(section=section, facts=facts, by=by, at=AT)


def recommend(by: Reader, *addressees: str, **changed: Any) -> Recommendation:
    """A recommendation to these authorities."""
    wording = WORDING | changed
    return actions.make_recommendation(addressees=addressees, wording=wording, by=by, at=AT)


def write_commitment(by: Reader, **changed: Any) -> Commitment:
    """An agreement of the health roundtable."""
    facts: dict[str, Any] = {
        "body": "table_health", "source": "Acta ficticia 3", "text": "Nombrar un psiquiatra.",
        "owner": "minsa", "agreed_on": date(2026, 9, 1), "due_on": date(2026, 11, 1),
    } | changed  # fmt: skip
    return actions.note_commitment(facts=facts, today=DAY, by=by, at=AT)
