"""Who is behind the wall: the same people one by one and all at once; who may see which counts."""

from typing import Any
from unittest.mock import patch

import pytest

from segunda.access.scope import JOBS, acting
from segunda.law.what_if import wall
from segunda.registry import actions
from segunda.registry.facts import people_table
from segunda.registry.keeping import check_everybody
from segunda.registry.keeping import wall as kept
from segunda.registry.models import BehindWall, Sentence
from segunda.registry.queries.wall import wall_counts
from segunda.registry.tests.pages import browser_of
from tests.village.day import NOON, TODAY
from tests.village.people import Village

pytestmark = pytest.mark.django_db(databases=["default", "refusals"])
YEARS = {"Yaneth Peña Santos": 6, "Nilka Ábrego Santos": 8, "Omar Aguilar Santos": 20}
BY: dict[str, Any] = {"by": JOBS, "at": NOON}


@pytest.fixture
def walled(village: Village) -> Village:
    """Three with longer sentences than an alternative reaches; all others have five years."""
    with acting(JOBS):
        for name, years in YEARS.items():
            row = Sentence.objects.get(person=village.people[name], superseded_at=None)
            actions.correct_row(kind="sentence", entity=row.entity, version=row.pk,
                                changes={"years": years}, **BY)  # fmt: skip
            actions.record_fact(person=village.people[name], name="offence_class",
                                value="drugs_small", state="declared", **BY)  # fmt: skip
    return village


def rows() -> list[tuple[str, str, int | None, str]]:
    with acting(JOBS):
        found = BehindWall.objects.order_by("months").values_list(
            "person__given_names", "offence_class", "months", "step"
        )
        return list(found)


KEPT = [("Yaneth", "drugs_small", 72, "6_years"), ("Nilka", "drugs_small", 96, "8_years"),
        ("Omar", "drugs_small", 240, "more")]  # fmt: skip


def test_one_by_one_and_all_at_once_keep_the_same_people(walled: Village) -> None:
    assert rows() == KEPT  # written before each page returned, by the plain evaluator
    check_everybody("first", day=TODAY)
    assert rows() == KEPT
    with patch.object(kept, "FEW", 0):
        check_everybody("again", day=TODAY)
    assert rows() == KEPT
    with acting(JOBS) as reader:
        counted = wall(people_table(user=reader), TODAY)
    assert counted["only_by_length"] == len(KEPT)
    assert counted["by_limit_that_would_reach"] == {
        "6_years": 1, "8_years": 1, "10_years": 0, "more": 1, "unknown": 0,
    }  # fmt: skip
    with acting(JOBS):
        hers = Sentence.objects.get(person=walled.people["Yaneth Peña Santos"],
                                    superseded_at=None)  # fmt: skip
        actions.correct_row(kind="sentence", entity=hers.entity, version=hers.pk,
                            changes={"years": 5}, **BY)  # fmt: skip
    assert rows() == KEPT[1:]


def test_each_number_of_her_scope_opens_its_people(walled: Village) -> None:
    client = browser_of(walled, "direccion.norte")
    page = client.get("/muro/").content.decode()
    assert "2 personas están fuera de toda alternativa ordinaria" in page
    assert "de 7 condenadas a su cargo" in page
    assert "/revision/muro/?sexo=F&amp;delito=drugs_small" in page
    listed = client.get("/revision/muro/?grupo=8_years").content.decode()
    assert "Ábrego Santos, Nilka" in listed
    assert "Yaneth" not in listed
    none = client.get("/revision/muro/?delito=property").content.decode()
    assert "Nadie a su cargo" in none
    table = client.get("/muro/tablas/").content.decode("utf-8-sig")
    assert table.splitlines()[:2] == ["Delito,Mujer,Total", '"drogas, pequeña cantidad",2,2']


def test_who_sees_no_files_sees_no_small_count_of_the_country(walled: Village) -> None:
    with acting(walled.reader("estadistica")) as reader:
        assert wall_counts(user=reader).total == 3
        assert not BehindWall.objects.exists()
    client = browser_of(walled, "estadistica")
    page = client.get("/muro/").content.decode()
    assert "Menos de 10 personas están fuera" in page
    assert "no se dice" in page
    assert "/revision/" not in page
    assert client.get("/revision/muro/").status_code == 403
    assert ",3" not in client.get("/muro/tablas/").content.decode("utf-8-sig")


def test_counts_of_the_country_are_given_to_nobody_else(walled: Village) -> None:
    from django.db import connection

    with acting(walled.reader("direccion.norte")), connection.cursor() as cursor:
        cursor.execute("SELECT * FROM registry_wall_counts()")
        assert cursor.fetchall() == []
