"""The first page says what presses: no copy, an old copy, what was administered."""

from datetime import timedelta

import pytest
from django.utils import timezone

from segunda.monitoring import actions
from segunda.monitoring.roles import ROLES
from tests.monitor.team import browser

pytestmark = pytest.mark.django_db(databases=["default", "refusals"])


def heading(role: str, lang: str = "es") -> str:
    client = browser(role)
    client.cookies["segunda_monitor_lang"] = lang
    page = client.get("/").content.decode()
    return page[page.index("<h1>") + 4 : page.index("</h1>")]


def test_without_a_copy_everybody_is_told_first() -> None:
    for role in ROLES:
        assert "Todavía no hay ninguna copia cifrada" in heading(role), role


@pytest.mark.parametrize(("days", "told"), [(0, False), (7, False), (9, True)])
def test_a_copy_older_than_a_week_is_told(days: int, told: bool) -> None:
    actions.note_keeping("backup", at=timezone.now() - timedelta(days=days))
    said = heading("lawyer", "en")
    assert ("The last encrypted copy is 9 days old" in said) == told
    assert ("acts of administration" in said) != told


def test_the_keeper_is_told_that_nothing_is_opened() -> None:
    page = browser("computer_administrator").get("/").content.decode()
    assert "no abre nada de lo que el equipo guarda" in page
    assert "Notas del equipo" not in page
