"""Every part of a page in a browser: two languages, two widths, keyboard, no script, paper."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from segunda.web.tests.served import gallery
from tests.journeys.axe import axe_violations
from tests.journeys.conftest import OpenPage

pytestmark = pytest.mark.slow  # the everyday run stays under five minutes

PAGES = ("/", "/lista/", "/hoja/", "/hecho/", "/avance/", "/vacio/")
FAILURES = ("/negado/", "/nada/", "/choque/", "/roto/")
SMALLEST = 24  # CSS pixels of anything one can press (WCAG 2.5.8)
SMALL = (
    "smallest => [...document.querySelectorAll('button:not(.sr), select, textarea, .button,"
    " nav a, .sort, .tasks a, input:not([type=hidden])')].filter(e => e.offsetParent)"
    ".map(e => [e.outerHTML.slice(0, 80), e.getBoundingClientRect()])"
    ".filter(([, box]) => box.height < smallest || box.width < smallest)"
    ".map(([html, box]) => `${html} ${box.width}x${box.height}`)"
)


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    """Where the gallery answers."""
    with gallery() as base:
        yield base


def sideways(page: Page) -> int:
    """By how many pixels the page is wider than its window."""
    return int(page.evaluate("document.documentElement.scrollWidth - innerWidth"))


def in_language(page: Page, lang: str) -> None:
    """Presses the button of that language."""
    page.get_by_role("button", name={"es": "Español", "en": "English"}[lang]).click()
    assert page.locator("html").get_attribute("lang") == lang


def type_a_sheet(page: Page) -> None:
    """Fills what the form needs, with a day that does not exist."""
    page.get_by_label("Nombre completo").fill("Rosa Escrita")
    for label, value in (("Día", "31"), ("Mes", "2"), ("Año", "1990")):
        page.get_by_label(label, exact=True).fill(value)
    page.get_by_label("No se preguntó").check()
    page.get_by_label("Lo he comprobado").check()


@pytest.mark.parametrize(
    ("lang", "width"),
    [
        ("es", 320),
        ("en", 1200),
        pytest.param("en", 320, marks=pytest.mark.slow),
        pytest.param("es", 1200, marks=pytest.mark.slow),
    ],
)
def test_axe_finds_nothing_and_nothing_is_wider_than_the_screen(
    open_page: OpenPage, address: str, lang: str, width: int
) -> None:
    page = open_page(address, lang=lang, width=width)
    in_language(page, lang)
    for path in PAGES:
        page.goto(address + path)
        assert page.get_by_role("heading", level=1).count() == 1
        assert sideways(page) <= 0, path
        assert page.evaluate(SMALL, SMALLEST) == [], path
        assert axe_violations(page) == [], path


@pytest.mark.parametrize("scheme", ["dark", "print"])
def test_in_the_dark_and_on_paper_too(open_page: OpenPage, address: str, scheme: str) -> None:
    page = open_page(address, width=794)
    if scheme == "dark":
        page.emulate_media(color_scheme="dark")
    else:
        page.emulate_media(media="print")
    for path in ("/", "/hoja/"):
        page.goto(address + path)
        assert axe_violations(page) == [], path
        assert sideways(page) <= 0, path


@pytest.mark.parametrize("path", FAILURES)
def test_a_failure_is_a_page_like_any_other(browser: Browser, address: str, path: str) -> None:
    page = browser.new_page(viewport={"width": 320, "height": 800})
    page.goto(address + path)
    assert axe_violations(page) == []
    assert sideways(page) <= 0
    page.close()


@pytest.mark.parametrize("script", [True, False])
def test_an_error_is_found_by_keyboard_and_put_right(
    open_page: OpenPage, address: str, script: bool
) -> None:
    page = open_page(f"{address}/hoja/", width=320, javascript=script)
    type_a_sheet(page)
    page.get_by_role("button", name="Guardar").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Falta corregir algo")).to_be_visible()
    if script:
        assert page.evaluate("document.activeElement.className") == "errors"
        assert axe_violations(page) == []
    page.get_by_role("link", name="Fecha de nacimiento").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_label("Mes", exact=True)).to_have_value("2")
    page.keyboard.press("Tab")
    expect(page.get_by_label("Mes", exact=True)).to_be_focused()
    page.get_by_label("Mes", exact=True).fill("3")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Quedó registrado")).to_be_visible()


@pytest.mark.parametrize("script", [True, False])
def test_what_was_typed_outlives_the_session(browser: Browser, address: str, script: bool) -> None:
    context = browser.new_context(java_script_enabled=script)
    page = context.new_page()
    page.goto(f"{address}/hoja/")
    type_a_sheet(page)
    page.get_by_label("Observación").fill("uno\ndos")
    context.add_cookies([{"name": "gallery_in", "value": "no", "url": address}])
    page.get_by_role("button", name="Guardar").click()
    expect(page.get_by_text("Su sesión terminó")).to_be_visible()
    if script:
        assert axe_violations(page) == []
    with context.expect_page() as opened:
        page.get_by_role("link", name="Entre otra vez").click()
    opened.value.wait_for_load_state()
    page.get_by_role("button", name="Mostrar el formulario").click()
    expect(page.get_by_label("Observación")).to_have_value("uno\ndos")
    expect(page.get_by_label("Día", exact=True)).to_have_value("31")
    expect(page.get_by_label("No se preguntó")).to_be_checked()
    context.close()


def test_two_versions_stand_side_by_side(browser: Browser, address: str) -> None:
    for width in (320, 1200):
        page = browser.new_page(viewport={"width": width, "height": 800})
        page.goto(f"{address}/hoja/?version=1")
        type_a_sheet(page)
        page.get_by_label("Mes", exact=True).fill("3")
        page.get_by_role("button", name="Guardar").click()
        expect(page.get_by_role("heading", level=1)).to_have_text(re.compile("Otra persona"))
        assert axe_violations(page) == []
        assert sideways(page) <= 0
        page.get_by_role("group", name="Nombre completo").get_by_label("otra persona").check()
        page.get_by_role("button", name="Seguir editando").click()
        expect(page.get_by_label("Nombre completo")).to_have_value("Rosa Inventada")
        expect(page.get_by_label("Mes", exact=True)).to_have_value("3")
        page.close()


def test_a_half_typed_form_changes_its_language(open_page: OpenPage, address: str) -> None:
    page = open_page(f"{address}/hoja/", width=320, javascript=False)
    page.get_by_label("Nombre completo").fill("Rosa Escrita")
    in_language(page, "en")
    expect(page.get_by_label("Full name")).to_have_value("Rosa Escrita")
    assert page.locator(".errors").count() == 0


def test_one_can_read_the_timeline_without_its_picture(open_page: OpenPage, address: str) -> None:
    page = open_page(address, width=320, javascript=False)
    spans = page.get_by_role("region", name="Dónde").get_by_role("listitem")
    assert "20 jul 2021 – sigue" in spans.nth(2).inner_text()
    bars = page.locator(".timeline section").first.locator("rect")
    boxes = [bars.nth(n).bounding_box() for n in range(bars.count())]
    lefts = [box["x"] for box in boxes if box]
    assert lefts == sorted(lefts)
    assert len(lefts) == spans.count() == 3


def test_a_list_is_sorted_by_its_headings_without_script(open_page: OpenPage, address: str) -> None:
    page = open_page(f"{address}/lista/", width=1200, javascript=False)
    first = page.locator("tbody th").first
    before = first.inner_text()
    page.get_by_role("link", name="Nombre").click()
    assert (
        page.get_by_role("columnheader", name="Nombre").get_attribute("aria-sort") == "descending"
    )
    assert first.inner_text() > before


def test_the_first_tab_leads_past_the_navigation(open_page: OpenPage, address: str) -> None:
    page = open_page(address, width=320)
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Ir al contenido")).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Registrar un cambio")).to_be_focused()


def test_on_paper_nothing_to_press_is_left(open_page: OpenPage, address: str) -> None:
    page = open_page(address, width=794)
    page.emulate_media(media="print")
    assert page.locator("button:visible, nav a:visible").count() == 0
    assert page.get_by_text("FICTICIO").is_visible()
    assert page.locator("rect:visible").count() > 0


def test_a_long_job_asks_again_by_itself(open_page: OpenPage, address: str) -> None:
    page = open_page(f"{address}/avance/", width=320)
    assert page.get_by_role("progressbar").get_attribute("value") == "12400"
    with page.expect_response(f"{address}/avance/", timeout=6000):
        pass
    plain = open_page(f"{address}/avance/", width=320, javascript=False)
    assert plain.locator("meta[http-equiv=refresh]").get_attribute("content") == "5"
