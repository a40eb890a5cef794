"""From a client declared at night to the petition on the defender's own computer."""

import pytest
from playwright.sync_api import Browser, Page, expect

from segunda.report.writing.tests.opened import lines_of_docx, words_of_pdf
from tests.journeys.axe import axe_violations
from tests.journeys.program import Program

HERS = "Ofelia Batista Santos"


@pytest.fixture
def page(browser: Browser, program: Program) -> Page:
    """A defender at a phone."""
    return program.context(browser, "defensa.ana", 320).new_page()


def downloaded(page: Page, name: str) -> bytes:
    with page.expect_download() as waiting:
        page.locator("details[open]").get_by_role("button", name=name).click()
    return waiting.value.path().read_bytes()


@pytest.mark.slow
def test_a_defender_makes_a_petition_and_its_note(page: Page) -> None:
    page.goto("/clientes/")
    page.get_by_label("Número de documento").fill("99-0005-000005")
    page.get_by_label("Por qué la defiende").fill("La llamó su familia; audiencia mañana.")
    page.get_by_role("button", name="Declarar", exact=True).click()
    page.get_by_role("link", name=HERS).click()
    page.get_by_role("link", name="Peticiones").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(f"Peticiones de {HERS}")
    page.locator("summary", has_text="Trabajo comunitario").click()
    assert axe_violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
    lines = lines_of_docx(downloaded(page, "Petición en DOCX"))
    assert lines[0] == "Solicitud de trabajo comunitario"
    assert any(HERS in line and "99-0005-000005" in line for line in lines)
    note = words_of_pdf(downloaded(page, "Nota en PDF"))
    assert "Esta nota no se presenta" in note
    assert "PA-" not in page.url
