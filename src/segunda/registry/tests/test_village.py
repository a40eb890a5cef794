"""The village stands on the record's own actions; what one reader sees is what is its own."""

import pytest
from django.db import connection

from segunda.access.scope import acting
from segunda.registry.models import Person
from tests.village.people import Village

pytestmark = pytest.mark.django_db(databases=["default", "refusals"])


def test_forty_people_are_held(village: Village) -> None:
    with acting(village.reader("nacional")):
        assert Person.objects.filter(held=True).count() == 40


@pytest.mark.usefixtures("village")
def test_without_a_reader_nobody_is_seen() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('segunda.scope', '', true)")
        cursor.execute("SELECT set_config('segunda.facilities', '', true)")
    assert Person.objects.count() == 0


def test_a_clerk_sees_her_own_facility(village: Village) -> None:
    with acting(village.reader("registro.norte")):
        assert Person.objects.count() == 14
