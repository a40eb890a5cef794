"""Each row of the census adds up, also for people whose sex or title nobody recorded."""

import pytest
from django.test import Client

from segunda.access.scope import JOBS, acting
from segunda.registry import queries
from segunda.registry.models import Person
from tests.village.people import Village

pytestmark = pytest.mark.django_db(databases=["default", "refusals"])
ESTE = "Centro Este (ficticio)"  # six women and six men, as the village places them


def test_no_sex_and_no_title_are_two_different_things(village: Village) -> None:
    women = [p for name, p in village.people.items() if name.endswith("Pinto") and p.sex == "F"]
    with acting(JOBS):
        Person.objects.filter(pk=women[0].pk).update(sex="")
        Person.objects.filter(pk__in=[p.pk for p in women[1:3]]).update(legal_status="")
    national = village.reader("nacional")
    with acting(national):
        census = queries.census(user=national)
    [este] = [line for line in census.places if line.name == ESTE]
    assert este.total == 12
    assert este.by_sex == {"F": 5, "M": 6, "": 1}
    assert sum(este.by_status.values()) == 12
    assert este.by_status[""] == 2
    assert census.by_sex[""] == 1
    assert census.by_status[""] == 2


def test_the_page_says_both(village: Village) -> None:
    with acting(JOBS):
        Person.objects.filter(pk=village.people["Marta Quirós Pinto"].pk).update(legal_status="")
        Person.objects.filter(pk=village.people["Nilka Ábrego Pinto"].pk).update(sex="")
    client = Client()
    client.force_login(village.users["nacional"])
    page = client.get("/censo/").content.decode()
    assert "sin título registrado" in page
    assert "no consta" in page
