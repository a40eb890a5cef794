"""From a number to the people behind it: on a phone, by keyboard, without script, on paper."""

import re

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.journeys.program import Program
from tests.journeys.test_record_pages import faults

EVERYDAY = [("es", 320)]
MORE = [("es", 1200), ("en", 320), ("en", 1200)]
OPEN = {"es": "Abrir la lista", "en": "Open the list"}
WHOLE = {"es": "Sacar la lista entera (XLSX y CSV)", "en": "Take the whole list (XLSX and CSV)"}


@pytest.mark.parametrize(
    ("lang", "width"), [*EVERYDAY, *(pytest.param(*one, marks=pytest.mark.slow) for one in MORE)]
)
def test_from_a_number_to_the_people_and_their_file_without_script(
    browser: Browser, program: Program, lang: str, width: int
) -> None:
    plain = program.context(browser, "registro.norte", width)
    plain.add_cookies([{"name": "segunda_lang", "value": lang, "url": program.base}])
    page = plain.new_page()
    page.goto("/salidas/")
    wrong = faults(page, "overview")
    page.locator("button.count[value='PA-CP-112:0']").click()
    page.wait_for_url("**/salidas/lista/**")
    wrong += faults(page, "list")
    expect(page.locator("#pedida")).to_contain_text("registro.norte (ficticio)")
    assert not re.search("pe%C3%B1a|PA-CP|custody", page.url, re.IGNORECASE)
    page.get_by_role("button", name=WHOLE[lang]).click()
    page.wait_for_url("**/salidas/archivos/**")
    wrong += faults(page, "export")
    page.goto("/salidas/")
    wrong += faults(page, "overview with a file")
    plain.close()
    assert wrong == []


@pytest.mark.slow
def test_without_script_a_number_opens_its_list(browser: Browser, program: Program) -> None:
    context = browser.new_context(base_url=program.base, java_script_enabled=False)
    program.enter(context, "salud.norte")
    page = context.new_page()
    page.goto("/salidas/")
    page.get_by_label("Camino o límite").select_option(label="Reprensión pública o privada")
    page.get_by_label("Grupo (opcional)").select_option(label="no se cumple hoy")
    page.get_by_role("button", name=OPEN["es"], exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("personas")
    first = page.locator("tbody a").first
    name = first.inner_text()
    first.click()
    surnames = name.partition(",")[0]
    expect(page.get_by_role("heading", level=1)).to_contain_text(surnames)
    page.get_by_role("link", name="Quién más puede salir, por camino").click()
    expect(page.get_by_role("heading", name="Los caminos")).to_be_visible()
    context.close()


def test_by_keyboard_a_number_is_reached_and_opened(browser: Browser, program: Program) -> None:
    context = program.context(browser, "registro.norte")
    page = context.new_page()
    page.goto("/salidas/")
    wanted = page.locator("button.count[value='PA-CP-112:0']")
    for _ in range(60):
        page.keyboard.press("Tab")
        if wanted.evaluate("e => e === document.activeElement"):
            break
    page.keyboard.press("Enter")
    page.wait_for_url("**/salidas/lista/**")
    context.close()


@pytest.mark.slow
def test_on_paper_the_list_says_who_asked_and_shows_no_button(
    browser: Browser, program: Program
) -> None:
    context = program.context(browser, "registro.norte")
    page = context.new_page()
    page.goto("/salidas/")
    page.locator("button.count[value='PA-CP-112:0']").click()
    page.wait_for_url("**/salidas/lista/**")
    page.emulate_media(media="print")
    expect(page.locator("#pedida")).to_be_visible()
    assert visible_buttons(page) == []
    page.goto("/salidas/")
    assert [text for text in visible_buttons(page) if not text[0].isdecimal()] == []
    context.close()


def visible_buttons(page: Page) -> list[str]:
    """The words of every button that would stand on the paper."""
    buttons = page.locator("main button, main .button")
    return [one.inner_text() for one in buttons.all() if one.is_visible()]
