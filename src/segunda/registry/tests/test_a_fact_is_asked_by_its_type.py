"""Recording a fact: first which, then the control its type asks for; what is typed stays."""

from html import unescape
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client

from segunda.access.scope import JOBS, acting
from segunda.law import facts as dictionary
from segunda.registry.models import Document, FactRecord
from segunda.registry.tests.pages import browser_of
from tests.village.people import Village

pytestmark = pytest.mark.django_db(databases=["default", "refusals"])
PERSON = "Yaneth Peña Santos"


@pytest.fixture
def clerk(village: Village) -> Client:
    return browser_of(village, "registro.norte")


def address_of(village: Village) -> str:
    return f"/personas/{village.people[PERSON].public_id}/hechos/"


def choose(client: Client, village: Village, name: str) -> str:
    sent = {"_form": "elegir", "_key": str(uuid4()), "name": name}
    return client.post(address_of(village), sent).content.decode()


def send(client: Client, village: Village, name: str, **said: str) -> tuple[int, str]:
    about = {"_form": "sheet", "_key": str(uuid4()), "_version": "0", "name": name,
             "state": "declared", "known": "value"}  # fmt: skip
    answer = client.post(address_of(village), about | said)
    return answer.status_code, answer.content.decode()


def stands(village: Village, name: str) -> Any:
    with acting(JOBS):
        return FactRecord.objects.filter(
            person=village.people[PERSON], name=name, superseded_at=None, end_date=None
        ).first()


@pytest.mark.parametrize("language", ["es", "en"])
def test_every_fact_of_the_dictionary_has_its_form(village: Village, language: str) -> None:
    health = browser_of(village, "salud.norte", language)
    for name, fact in dictionary.person().items():
        page = unescape(choose(health, village, name))
        assert f'name="name" value="{name}"' in page
        paper = dictionary.papers()[fact.paper]
        assert paper.name.in_(language) in page
        assert paper.office.in_(language) in page
        for value in fact.values:
            assert f'name="value" value="{value}"' in page
        assert ('value="true"' in page) == (fact.type == "bool"), name
        assert ('value="none"' in page) == fact.nullable, name


def test_no_title_and_no_address_says_which_fact(village: Village) -> None:
    health = browser_of(village, "salud.norte")
    page = choose(health, village, "pregnant")
    title = page[page.index("<title>") : page.index("</title>")]
    assert "embarazo" in page
    assert "embarazo" not in title


def test_choosing_writes_nothing_and_no_choice_is_said(clerk: Client, village: Village) -> None:
    choose(clerk, village, "poverty")
    assert stands(village, "poverty") is None
    assert "Falta corregir algo" in choose(clerk, village, "")


def test_a_clerk_gets_no_form_of_a_sealed_fact(clerk: Client, village: Village) -> None:
    assert 'name="name" value="pregnant"' not in choose(clerk, village, "pregnant")
    _, page = send(clerk, village, "pregnant", value="true")
    assert 'name="name" value="pregnant"' not in page
    assert stands(village, "pregnant") is None


@pytest.mark.parametrize(
    ("name", "value", "kept"),
    [("poverty", "true", "true"), ("poverty", "false", "false"), ("poverty", "unknown", None),
     ("junta_opinion", "favourable", "favourable"), ("work_days", "12", "12"),
     ("served_fraction", "0.5", "0.5"), ("offence_date", "14/05/2020", "2020-05-14")],
)  # fmt: skip
def test_a_value_is_kept_as_the_law_reads_it(
    clerk: Client, village: Village, name: str, value: str, kept: str | None
) -> None:
    status, page = send(clerk, village, name, value=value)
    assert status == 302, page
    row = stands(village, name)
    assert (row.value, row.applies, row.state) == (kept, True, "declared")


def test_what_cannot_exist_for_her_is_no_value(clerk: Client, village: Village) -> None:
    assert send(clerk, village, "penalty_type", value="none")[0] == 302
    assert send(clerk, village, "sentence_months", value="", known="none")[0] == 302
    for name in ("penalty_type", "sentence_months"):
        assert (stands(village, name).value, stands(village, name).applies) == (None, False)


@pytest.mark.parametrize(
    ("name", "said", "sentence"),
    [
        ("offence_date", {"value": "31/02/2020"}, "no existe: ese mes llega al 29"),
        ("offence_date", {"value": "2020"}, "Falta el día exacto"),
        ("work_days", {"value": "doce"}, "Debe ser un número con punto decimal"),
        ("work_days", {"value": "1,5"}, "Debe ser un número con punto decimal"),
        ("work_days", {"value": "-3"}, "No puede ser menor que cero"),
        ("served_days", {"value": "1.5"}, "Debe ser un número entero"),
        ("work_days", {"value": ""}, "Escriba el valor"),
        ("work_days", {"value": "4", "known": "unknown"}, "Hay un valor escrito"),
        ("poverty", {}, "Este campo es obligatorio"),
        ("poverty", {"value": "quizás"}, "Escoja una opción válida"),
        ("poverty", {"value": "true", "state": "proved"}, "elija el papel o escriba el número"),
    ],
)
def test_what_it_cannot_be_is_said_in_one_sentence_and_stays_typed(
    clerk: Client, village: Village, name: str, said: dict[str, str], sentence: str
) -> None:
    status, page = send(clerk, village, name, note="lo que escribí", **said)
    assert status == 200
    assert sentence in page
    assert 'value="lo que escribí"' in page
    assert stands(village, name) is None


def test_a_new_paper_is_recorded_with_what_it_proves(clerk: Client, village: Village) -> None:
    said = {"value": "12", "state": "proved", "new_paper": "REG-7", "new_paper_date": "1/6/2024"}
    assert send(clerk, village, "work_days", **said)[0] == 302
    row = stands(village, "work_days")
    with acting(JOBS):
        paper = Document.objects.get(entity=row.document, superseded_at=None)
    assert (paper.paper, paper.reference) == ("work_and_study_register", "REG-7")
    assert row.state == "proved"
    page = choose(clerk, village, "work_days")
    assert f'<option value="{paper.entity}" selected>' in page
    both = said | {"document": str(paper.entity), "_version": str(row.pk)}
    assert "no los dos" in send(clerk, village, "work_days", **both)[1]


def test_a_paper_that_may_tell_more_is_added_by_health_staff(
    clerk: Client, village: Village
) -> None:
    """The report that proves poverty proves sealed facts too."""
    assert 'name="new_paper"' in choose(clerk, village, "work_days")
    page = choose(clerk, village, "poverty")
    assert 'name="new_paper"' not in page
    assert "lo añade el personal de salud" in page
    assert 'name="new_paper"' in choose(browser_of(village, "salud.norte"), village, "poverty")


def test_two_at_once_see_both_values(clerk: Client, village: Village) -> None:
    assert send(clerk, village, "poverty", value="true")[0] == 302
    status, page = send(clerk, village, "poverty", value="false")
    assert status == 409
    assert "vive en pobreza" in page
    assert "no: no vive en pobreza" in page
    assert stands(village, "poverty").value == "true"


def test_another_language_keeps_the_fact_and_what_is_typed(clerk: Client, village: Village) -> None:
    sent = {"_form": "sheet", "_route": address_of(village), "lang": "en", "name": "work_days",
            "known": "value", "value": "77", "note": "lo que escribí"}  # fmt: skip
    page = clerk.post("/idioma/", sent).content.decode()
    assert "Days of work" in page
    assert 'value="77"' in page
    assert 'value="lo que escribí"' in page
