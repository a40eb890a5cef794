"""Every page of the record opens for who may see it, in both languages."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from segunda.access.scope import acting
from segunda.registry import actions
from segunda.registry.models import Placement
from tests.village.day import NOON, TODAY
from tests.village.people import Village

pytestmark = pytest.mark.django_db(databases=["default", "refusals"])
PAGES = (
    "person", "person_law", "person_history", "person_everything", "person_questions",
    "person_move", "person_status", "person_correct", "person_family", "person_fact",
    "person_disputes", "person_justice", "person_release",
)  # fmt: skip


@pytest.fixture
def clerk(village: Village) -> Client:
    client = Client()
    client.force_login(village.users["nacional"])
    return client


@pytest.mark.parametrize("language", ["es", "en"])
def test_pages_about_a_person_open(clerk: Client, village: Village, language: str) -> None:
    person = village.people["Yaneth Peña Santos"]
    clerk.cookies["segunda_lang"] = language
    for page in PAGES:
        answer = clerk.get(reverse(page, args=[person.public_id]))
        assert answer.status_code == 200, page


def test_what_she_is_given_names_papers_and_no_code_of_ours(
    clerk: Client, village: Village
) -> None:
    person = village.people["Yaneth Peña Santos"]
    with acting(village.reader("nacional")) as by:
        actions.receive_paper(
            person=person, paper="conduct_certificate", received_date=TODAY, by=by, at=NOON,
            arrived=actions.Arrived("FIC-7", facts={"conduct_good": "true"}),
        )  # fmt: skip
        [placed] = Placement.objects.filter(person=person, superseded_at=None)
        actions.correct_row(kind="placement", entity=placed.entity, version=placed.pk, by=by,
                            at=NOON, changes={"reason": "opening"})  # fmt: skip
    page = clerk.get(reverse("person_everything", args=[person.public_id])).content.decode()
    main = page[page.index("<main") :]
    words = re.sub(r"<[^>]+>", " ", main)
    assert "certificado de conducta FIC-7" in words
    assert "estaba desde antes de los movimientos cargados" in words
    assert not re.search(r"[0-9a-f]{8}-[0-9a-f]{4}|opening", words)
    assert re.search(r"Junto a otras\s+es la única", words)


def test_a_search_leads_to_a_list_whose_address_says_nothing(clerk: Client) -> None:
    answer = clerk.post(reverse("people"), {"text": "Janet Pena", "_form": "sheet"}, follow=True)
    assert "Peña" in answer.content.decode()
    assert "Pena" not in answer.request["PATH_INFO"]


def test_the_first_page_opens(clerk: Client) -> None:
    assert clerk.get("/").status_code == 200
