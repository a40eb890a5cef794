"""From the papers to ask for to the paper that arrives, and to the sheet one hands her."""

import re
from collections.abc import Iterator
from io import BytesIO

import pypdf
import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from segunda.report.writing.tests.opened import lines_of_docx
from tests.journeys.axe import axe_violations
from tests.journeys.program import Program

HERS = "Dalys Moreno Santos"


@pytest.fixture
def social(browser: Browser, program: Program) -> Iterator[BrowserContext]:
    """Trabajo social of Norte, at a phone, without script: what she needs must not need it."""
    context = browser.new_context(
        base_url=program.base, viewport={"width": 320, "height": 800}, java_script_enabled=False
    )
    program.enter(context, "social.norte")
    yield context
    context.close()


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).click()


def test_from_a_number_to_the_people_asked_for_and_back(social: BrowserContext) -> None:
    page = social.new_page()
    page.goto("/papeles/")
    line = page.get_by_role("row").filter(has_text="Sentencia")
    line.get_by_role("cell").first.get_by_role("link").click()
    press(page, "Anotar que se pidió para quienes marcó")
    expect(page.locator(".errors")).to_contain_text("marque al menos a una persona")
    page.get_by_label("Se pidió para Moreno Santos, Dalys").check()
    page.get_by_label("Pedido el día").fill("10/06/2024")
    page.get_by_label("Recordar el día").fill("1/6/2024")
    press(page, "Anotar que se pidió para quienes marcó")
    expect(page.locator(".errors")).to_contain_text("después del día en que se pidió")
    expect(page.get_by_label("Se pidió para Moreno Santos, Dalys")).to_be_checked()
    page.get_by_label("Recordar el día").fill("25/6/2024")
    press(page, "Anotar que se pidió para quienes marcó")
    expect(page.get_by_role("status").first).to_contain_text("pedido para 1")
    page.goto("/")
    page.get_by_role("link", name=re.compile("nadie ha contestado")).click()
    page.get_by_role("link", name=HERS).click()
    page.get_by_role("heading", name="Llegó el papel").click()
    page.get_by_label("Número del papel").fill("FIC-12")
    page.get_by_label("Cédula o pasaporte de la persona").fill("99-0002-000002")
    press(page, "Guardar el papel y lo que prueba")
    expect(page.locator(".errors")).to_contain_text("es de otra persona")
    expect(page.get_by_label("Número del papel")).to_have_value("FIC-12")
    page.get_by_label("Cédula o pasaporte de la persona").fill("")
    page.locator("[name=fact_penalty_type]").select_option("prison")
    press(page, "Guardar el papel y lo que prueba")
    expect(page.get_by_role("heading", level=1)).to_have_text(f"Papeles de {HERS}")
    expect(page.locator(".tasks li").filter(has_text="Sentencia")).to_contain_text("llegó")


def test_a_letter_is_made_opened_and_recorded_as_sent(social: BrowserContext) -> None:
    page = social.new_page()
    page.goto("/papeles/")
    page.get_by_role("link", name=re.compile("Hacer la carta.*La defensa")).click()
    press(page, "Ver las cartas")
    expect(page.locator(".errors")).to_contain_text("No marcó nada")
    page.get_by_label("Pedir consentimiento firmado, con su defensa de Dalys Moreno Santos").check()
    press(page, "Ver las cartas")
    expect(page.get_by_text("Cartas: 1. Papeles que piden: 1.")).to_be_visible()
    where = page.get_by_role("link", name="DOCX").get_attribute("href")
    lines = lines_of_docx(social.request.get(where or "").body())
    assert "A: La defensa" in lines
    assert HERS in lines
    press(page, "Anotar que se pidió con estas cartas")
    expect(page.get_by_role("status").first).to_contain_text("un papel pedido por carta")


@pytest.mark.slow
def test_her_sheet_is_read_printed_and_handed_over(
    social: BrowserContext, program: Program
) -> None:
    page = social.new_page()
    page.goto(program.file("Itzel De León Santos"))
    page.get_by_role("link", name="Su hoja, para entregarle").click()
    expect(page.get_by_text("Nadie puede cobrarle por esto.")).to_be_visible()
    where = page.get_by_role("link", name="Hoja en PDF").get_attribute("href")
    answer = social.request.get(where or "")
    assert answer.headers["content-type"] == "application/pdf"
    (sheet,) = pypdf.PdfReader(BytesIO(answer.body())).pages
    assert "Itzel De León Santos" in sheet.extract_text()
    page.get_by_role("link", name="English").last.click()
    page.get_by_role("link", name="Letra grande").click()
    expect(page.get_by_role("heading", name="Where to complain")).to_be_visible()
    page.emulate_media(media="print")
    assert page.locator("nav:visible, button:visible, .around:visible").count() == 0
    page.emulate_media(media="screen")
    page.get_by_role("link", name="Anotar que se entregó").click()
    page.get_by_label("a su familia").check()
    press(page, "Anotar la entrega")
    expect(page.get_by_text("a su familia · la entregó: social.norte")).to_be_visible()


@pytest.mark.slow
def test_one_ticks_and_sends_by_keyboard_alone(browser: Browser, program: Program) -> None:
    context = program.context(browser, "registro.norte")
    page = context.new_page()
    page.goto("/papeles/host_letter/")
    box = page.locator("input[name=people]").first
    for _ in range(60):
        page.keyboard.press("Tab")
        if box.evaluate("e => e === document.activeElement"):
            break
    page.keyboard.press("Space")
    expect(box).to_be_checked()
    assert axe_violations(page) == []
    page.keyboard.press("Enter")
    expect(page.get_by_role("status").first).to_contain_text("pedido para 1")
    context.close()
