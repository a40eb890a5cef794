"""Who may not see sealed facts cannot tell from the trace of a file that one was written or read.

Two worlds, alike but for the sealed fact: in one, health staff open the same pages and send forms
that are refused; in the other the same forms are kept. The officer's page is the same bytes.
"""

from collections.abc import Callable
from datetime import datetime
from uuid import uuid4

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from segunda.access.models import AuditEntry
from segunda.access.scope import JOBS, acting
from segunda.registry.models import Document, FactRecord, Person
from segunda.registry.tests.pages import browser_of, steady
from tests.village.people import Village

pytestmark = pytest.mark.django_db(databases=["default", "refusals"])
PERSON = "Yaneth Peña Santos"
SHEETS: tuple[tuple[str, dict[str, str], dict[str, str]], ...] = (
    ("person_fact", {"_form": "papel", "paper": "prenatal_record"}, {"reference": "CP-7"}),
    ("person_fact", {"_form": "elegir", "name": "pregnant"}, {}),
    ("person_fact", {"_form": "sheet", "_version": "0", "name": "pregnant", "state": "declared",
                     "note": "n"}, {"value": "true"}),
)  # fmt: skip
"""A page, what is sent in both worlds, and what makes it whole in the one."""


@pytest.fixture(autouse=True)
def _one_moment(monkeypatch: pytest.MonkeyPatch) -> None:
    """All happens at one moment, so that two showings can be the same bytes."""
    moment: datetime = timezone.now()
    monkeypatch.setattr("django.utils.timezone.now", lambda: moment)


def health_works(village: Village, person: Person, *, keeps: bool) -> None:
    """Health staff open the file and send each sheet; only `keeps` makes them whole."""
    health = browser_of(village, "salud.norte")
    for page, said, rest in SHEETS:
        sent = {"_key": str(uuid4())} | said | (rest if keeps else {})
        answer = health.post(reverse(page, args=[person.public_id]), sent)
        assert answer.status_code == (302 if keeps and rest else 200), (page, said)
    assert health.get(reverse("person", args=[person.public_id])).status_code == 200


def sealed_rows(person: Person) -> int:
    with acting(JOBS):
        return sum(
            model._default_manager.filter(person=person, fact_class="sealed").count()
            for model in (FactRecord, Document)
        )


def in_a_world_of_its_own(work: Callable[[], None], look: Callable[[], str]) -> str:
    """What is seen after the work; then the work is undone."""
    seen: list[str] = []
    try:
        with transaction.atomic():
            work()
            seen.append(look())
            raise ZeroDivisionError
    except ZeroDivisionError:
        return seen[0]


@pytest.mark.parametrize("language", ["es", "en"])
def test_the_officer_sees_the_same_bytes_in_both_worlds(village: Village, language: str) -> None:
    person = village.people[PERSON]
    officer = browser_of(village, "datos", language)
    address = reverse("person_readers", args=[person.public_id])
    found: list[int] = []

    def work(keeps: bool) -> Callable[[], None]:
        def act() -> None:
            health_works(village, person, keeps=keeps)
            found.append(sealed_rows(person))

        return act

    def look() -> str:
        return page_of(officer, address)

    without, with_it = (in_a_world_of_its_own(work(keeps), look) for keeps in (False, True))
    assert found == [0, 2]  # the two worlds are not alike
    assert "salud.norte" in without  # nor is the page empty: that the file was opened is told
    assert with_it == without


def page_of(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return steady(answer.content)


def test_the_trace_itself_has_every_sealed_act(village: Village) -> None:
    """What the officer is not shown is there, for who may see it and for the seal."""
    person = village.people[PERSON]
    health_works(village, person, keeps=True)
    with acting(JOBS):
        kept = AuditEntry.objects.filter(person=person.pk, fact_class="sealed")
        assert sorted(kept.values_list("object_kind", flat=True)) == ["document", "fact"]
    with acting(village.reader("datos")):
        assert not AuditEntry.objects.filter(person=person.pk, fact_class="sealed").exists()
