"""What a search and its form tell a reader is her own: no key of a foreign person, no word or
place of another reader in what the pages keep between two requests."""

import pytest
from django.db import connection
from django.test import Client

from segunda.access.scope import JOBS, acting
from segunda.registry.matching import query_keys
from segunda.registry.models import SearchKey
from segunda.registry.queries import search
from segunda.registry.tests import filled
from segunda.registry.tests.filled import rows_of
from segunda.registry.tests.pages import browser_of
from segunda.registry.tests.test_walls_of_the_record import ACCOUNTS
from tests.village.people import Village

pytestmark = [
    pytest.mark.usefixtures("record_of_the_file"),
    pytest.mark.django_db(databases=["default", "refusals"]),
]
fill = filled.fill  # the record of this file
_ALL = """
SELECT person FROM registry_met(%(kinds)s::text[], %(keys)s::text[], %(parts)s::int[],
    %(near)s::text[], %(near)s::text[], 'n', '', '~', 100000)
"""


@pytest.mark.parametrize("account", ACCOUNTS)
def test_whoever_asks_for_every_key_meets_her_own_people_only(
    village: Village, account: str
) -> None:
    with acting(JOBS):
        keys = list(SearchKey.objects.values_list("kind", "key").distinct())
        near = [key for _, key in keys]
    given = {"kinds": [kind for kind, _ in keys], "keys": near, "near": near}
    with acting(village.reader(account)), connection.cursor() as cursor:
        own = {person for (person,) in rows_of("SELECT person_id FROM registry_searchkey")}
        for parts in (range(len(keys)), [None] * len(keys)):  # as typed, and as near ones
            cursor.execute(_ALL, {**given, "parts": list(parts)})
            assert {person for (person,) in cursor.fetchall()} == own
    assert bool(own) == (account not in ("estadistica", "cuentas", "cumplimiento.1", "defensa.ana"))


def test_one_plan_serves_every_reader_with_her_own_people(village: Village) -> None:
    query = query_keys("Santos")
    met = {}
    for account in ("nacional", "registro.norte", "registro.sur", "nacional", "estadistica"):
        with acting(village.reader(account)):
            met[account] = {person for person, _ in search._met(query)}
    assert met["registro.norte"] | met["registro.sur"] <= met["nacional"]
    assert met["registro.norte"].isdisjoint(met["registro.sur"])
    assert met["registro.norte"]
    assert met["estadistica"] == set()


def listed(client: Client, **asked: str) -> str:
    sent = {"text": "", "state": "held", "_form": "sheet", **asked}
    return client.post("/personas/", sent, follow=True).content.decode()


def test_a_list_offers_each_reader_her_own_places_and_words(village: Village) -> None:
    norte, sur = (browser_of(village, account) for account in ("registro.norte", "registro.sur"))
    english = browser_of(village, "registro.norte", "en")
    for _ in range(2):  # the second time from what was kept
        first, same, other = listed(norte, text="Zurriaga", sex="F"), listed(norte), listed(sur)
        assert "Centro Norte" in same
        assert "Centro Sur" not in same
        assert "Centro Norte" in first
        assert "Centro Sur" not in first
        assert "Centro Sur" in other
        assert "Centro Norte" not in other
        assert 'value="Zurriaga"' in first
        assert "Zurriaga" not in other
        assert '<option value="F" selected>mujer' in first
        assert '<option value="F">mujer' in other
        assert '<option value="F">woman' in listed(english)


def test_a_new_name_of_a_place_is_offered_at_once(village: Village) -> None:
    norte = browser_of(village, "registro.norte")
    assert "Centro Norte" in listed(norte)
    place = village.facilities["norte"]
    place.name = "Centro Nuevo (ficticio)"
    with acting(JOBS):
        place.save()
    assert "Centro Nuevo" in listed(norte)
