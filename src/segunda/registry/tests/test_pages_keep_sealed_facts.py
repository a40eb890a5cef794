"""A sealed fact, paper or dispute changes nothing on any page of who may not see it."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from segunda.access.scope import acting
from segunda.registry import actions
from segunda.registry.models import Person
from segunda.registry.tests.pages import browser_of, steady
from tests.village.day import NOON
from tests.village.people import Village

pytestmark = pytest.mark.django_db(databases=["default", "refusals"])
PERSON = "Yaneth Peña Santos"
PAGES = ("person", "person_law", "person_history", "person_fact", "person_disputes",
         "person_justice", "person_family", "person_everything", "person_everything_file",
         "person_readers", "person_papers", "person_sheet")  # fmt: skip
OTHERS = (
    "/",
    "/pendientes/disputas/",
    "/censo/",
    "/centros/",
    "/centros/norte/",
    "/personas/",
    "/papeles/",
    "/papeles/judgment/",
    "/papeles/prenatal_record/",
    "/papeles/medical_legal_report/",
    "/papeles/precautionary_order/",
    "/papeles/oficina/imelcf/",
)
BLIND = ("registro.norte", "direccion.norte", "nacional", "social.norte", "cumplimiento.1",
         "junta.norte", "datos")  # fmt: skip
SECRET = "FIC-SELLADO-77"  # noqa: S105 (a mark to look for)


def write_sealed(village: Village, person: Person) -> None:
    """Health staff record that she is pregnant, the paper, and that she disputes an illness."""
    by = village.reader("salud.norte")
    with acting(by):
        paper = actions.record_document(
            person=person, paper="prenatal_record", reference=SECRET, by=by, at=NOON
        )
        actions.record_fact(
            person=person, name="pregnant", value="true", state="proved", document=paper.entity,
            by=by, at=NOON, note=SECRET,
        )  # fmt: skip
        actions.record_fact(
            person=person, name="seriously_ill", value="true", state="declared", by=by, at=NOON
        )
        actions.raise_dispute(
            person=person, about="seriously_ill", claim=SECRET, raised_date=date(2024, 6, 1),
            by=by, at=NOON,
        )  # fmt: skip


def pages_of(client: Client, person: Person) -> dict[str, str]:
    """Every page about her and every page with a count, as this reader sees them."""
    about = {page: reverse(page, args=[person.public_id]) for page in PAGES}
    about |= {path: path for path in OTHERS}
    shown = {name: client.get(path) for name, path in about.items()}
    return {name: steady(answer.content) for name, answer in shown.items()
            if answer.status_code == 200}  # fmt: skip


def found(client: Client, text: str) -> str:
    answer = client.post("/personas/", {"text": text, "_form": "sheet"}, follow=True)
    return steady(answer.content)


@pytest.mark.parametrize("account", BLIND)
def test_no_page_of_who_may_not_see_it_changes(village: Village, account: str) -> None:
    person, client = village.people[PERSON], browser_of(village, account)
    if account == "cumplimiento.1":
        by = village.reader("nacional")
        with acting(by):
            actions.record_case(person=person, court=village.courts["cumplimiento-1"],
                                number="1", by=by, at=NOON)  # fmt: skip
    pages_of(client, person)  # the reading itself is listed for the data-protection officer
    before = pages_of(client, person)
    write_sealed(village, person)
    after = pages_of(client, person)
    for shown in (before, after):  # her own reading of a moment ago is there: tested by itself
        shown.pop("person_readers", None)
    assert after.keys() == before.keys()
    assert "person" in after
    assert [name for name in after if after[name] != before[name]] == []


def test_search_by_a_sealed_number_finds_nobody(village: Village) -> None:
    write_sealed(village, village.people[PERSON])
    assert "Peña" not in found(browser_of(village, "registro.norte"), SECRET)


def test_health_staff_see_what_is_sealed(village: Village) -> None:
    person, client = village.people[PERSON], browser_of(village, "salud.norte")
    before = client.get(reverse("person", args=[person.public_id])).content.decode()
    assert SECRET not in before
    write_sealed(village, person)
    page = client.get(reverse("person", args=[person.public_id])).content.decode()
    assert page.count(SECRET) >= 2
    assert "Salud y maternidad" in page


def test_a_clerk_is_not_offered_a_sealed_fact_or_paper(village: Village) -> None:
    person = village.people[PERSON]
    address = reverse("person_fact", args=[person.public_id])
    clerk = browser_of(village, "registro.norte").get(address).content.decode()
    health = browser_of(village, "salud.norte").get(address).content.decode()
    for sealed in ('value="pregnant"', 'value="prenatal_record"'):
        assert sealed not in clerk
        assert sealed in health
