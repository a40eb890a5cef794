"""A change of what the law says stands on the first page of those who act on it, and says why."""

import pytest
from django.utils import timezone

from segunda.access.clock import today
from segunda.access.scope import acting
from segunda.registry import actions
from segunda.registry.tests.pages import browser_of, steady
from tests.village.day import NOON
from tests.village.people import Village

pytestmark = pytest.mark.django_db(databases=["default", "refusals"])
HERS = "Yaneth Peña Santos"
AWAITING = "Marta Quirós Santos"


def record(village: Village, account: str, name: str, value: str) -> None:
    """A fact about her, declared now."""
    by = village.reader(account)
    with acting(by):
        actions.record_fact(
            person=village.people[HERS], name=name, value=value, state="declared", by=by,
            at=timezone.now(),
        )  # fmt: skip


def test_the_first_page_names_who_and_why(village: Village) -> None:
    by = village.reader("registro.norte")
    with acting(by):
        actions.change_status(person=village.people[AWAITING], status="sentenced_final",
                              start_date=today(), by=by, at=NOON)  # fmt: skip
    record(village, "registro.norte", "consents", "false")
    home = browser_of(village, "registro.norte").get("/").content.decode()
    assert "Peña Santos, Yaneth" in home
    assert "se anotó un dato: " in home
    assert "Quirós Santos, Marta" in home
    assert "cambió la situación jurídica" in home
    elsewhere = browser_of(village, "registro.sur").get("/").content.decode()
    assert "Yaneth" not in elsewhere


def test_a_change_by_a_sealed_fact_is_not_seen_by_those_who_do_not_see_the_fact(
    village: Village,
) -> None:
    browsers = [browser_of(village, a) for a in ("direccion.norte", "registro.norte")]
    before = [steady(b.get("/cambios/").content) for b in browsers]
    record(village, "salud.norte", "pregnant", "true")
    assert [steady(b.get("/cambios/").content) for b in browsers] == before
    health = browser_of(village, "salud.norte").get("/cambios/").content.decode()
    assert "Yaneth" in health


def test_a_role_that_does_not_act_on_verdicts_sees_none(village: Village) -> None:
    for account in ("estadistica", "cuentas", "datos"):
        browser = browser_of(village, account)
        assert 'id="cambios"' not in browser.get("/").content.decode()
        assert browser.get("/cambios/").status_code == 403


def test_an_empty_list_of_changes_says_neither_a_change_nor_a_note(village: Village) -> None:
    page = browser_of(village, "cumplimiento.1").get("/cambios/").content.decode()
    assert "Nada cambió en siete días" in page
    assert "Quedó anotado" not in page
    assert "ya no es la de antes" not in page


@pytest.mark.parametrize("written", ["9" * 30, "1" * 5000, "²", "-1"])
def test_a_number_nobody_counts_to_shows_the_page_from_its_start(
    village: Village, written: str
) -> None:
    client = browser_of(village, "registro.norte")
    assert client.get("/cambios/", {"desde": written}).status_code == 200
