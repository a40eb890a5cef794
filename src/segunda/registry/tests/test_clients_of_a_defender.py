"""A defender's clients: whoever needs her most first, with what opens and when it ends."""

import re
from datetime import date
from typing import Any

import pytest

from segunda.access.models import AuditEntry
from segunda.access.scope import JOBS, acting
from segunda.registry import actions
from segunda.registry.models import Person
from segunda.registry.tests.pages import browser_of
from segunda.registry.tests.test_petitions_of_a_client import defended
from tests.village.day import NOON, TODAY
from tests.village.people import Village

pytestmark = pytest.mark.django_db(databases=["default", "refusals"])
BY: dict[str, Any] = {"by": JOBS, "at": NOON}


def rows(village: Village, account: str) -> list[list[str]]:
    """The cells of her list, as words."""
    page = browser_of(village, account).get("/clientes/").content.decode()
    found = re.findall(
        r"<tr[^>]*>(.*?)</tr>", page.split("<tbody")[-1] if "<tbody" in page else "", re.DOTALL
    )
    return [[" ".join(re.sub(r"<[^>]+>", " ", cell).split())
             for cell in re.findall(r"<t[dh][^>]*>(.*?)</t[dh]>", row, re.DOTALL)]
            for row in found]  # fmt: skip


def test_whoever_is_past_her_end_stands_first_then_who_has_a_path(village: Village) -> None:
    for name in ("Yaneth Peña Santos", "Rosa Ñuñez Santos", "Marta Quirós Santos"):
        defended(village, name)
    past, some, waiting = (village.people[name] for name in (
        "Marta Quirós Santos", "Rosa Ñuñez Santos", "Yaneth Peña Santos"))  # fmt: skip
    with acting(JOBS):
        actions.change_status(person=past, status="sentenced_final", start_date=TODAY, **BY)
        actions.record_sentence(person=past, imposed_date=date(2024, 2, 5), months=24, **BY)
        actions.change_status(person=some, status="sentenced_final", start_date=TODAY, **BY)
        for name, value in (("penalty_type", "prison"), ("sentence_months", "8")):
            actions.record_fact(person=some, name=name, value=value, state="declared", **BY)
    shown = rows(village, "defensa.ana")
    assert [row[0] for row in shown] == [
        f"{one.full_name} Centro Norte (ficticio)" for one in (past, some, waiting)
    ]
    assert shown[1][1].endswith("con papeles: 1")
    assert shown[0][2].startswith("!")
    assert rows(village, "defensa.luis") == []
    with acting(JOBS):  # once she has left, her end is no alarm
        Person.objects.filter(pk=past.pk).update(held=False, held_since=None)
    last = rows(village, "defensa.ana")[-1]
    assert last[0] == past.full_name
    assert not last[2].startswith("!")
    with acting(village.reader("defensa.ana")):
        seen = AuditEntry.objects.filter(action="client.declare", object_kind="clients")
        assert [row.count for row in seen] == [3, 3]
