"""From an empty workshop to a decided request, by keyboard and without script; axe at each page."""

import os
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.journeys.program import Program
from tests.journeys.test_record_pages import faults

SHOTS = os.environ.get("SEGUNDA_SHOTS", "")
"""A folder to keep a picture of each page in, in both languages, wide and narrow."""


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).click()


@pytest.fixture
def without_script(browser: Browser, program: Program):  # type: ignore[no-untyped-def]
    """Give `without_script(account)`: a page of a browser that runs no script."""
    contexts = []

    def one(account: str) -> Page:
        context = browser.new_context(
            base_url=program.base, locale="es-PA", timezone_id="America/Panama",
            java_script_enabled=False,
        )  # fmt: skip
        program.enter(context, account)
        context.set_default_timeout(10_000)
        contexts.append(context)
        return context.new_page()

    yield one
    for context in contexts:
        context.close()


@pytest.mark.slow
def test_from_a_workshop_to_a_decided_request(  # type: ignore[no-untyped-def]
    browser: Browser, program: Program, without_script
) -> None:
    workshop, director = without_script("taller.norte"), without_script("direccion.norte")
    board = without_script("junta.norte")
    one = _opened(workshop, program)
    for day in ("05", "06", "07"):
        workshop.goto(f"{one}dia/2024-06-{day}/hoja/")
        if day == "06":
            workshop.locator("#id_what_2").select_option("illness")
            workshop.locator("#id_note_2").fill("fiebre")
        if day == "07":
            workshop.locator("#id_everyone").select_option("lock_up")
        press(workshop, "Guardar el día")
    workshop.goto(f"{one}dia/2024-06-05/hoja/")
    workshop.locator("#id_hours_1").fill("30")
    press(workshop, "Guardar el día")
    expect(workshop.get_by_text("30 horas no caben en un día").first).to_be_visible()
    director.goto("/horas/por-confirmar/")
    for box in director.locator("input[name=days]").all():
        box.check()
    press(director, "Confirmo los días marcados")
    expect(director.get_by_text("Nada espera su confirmación.")).to_be_visible()
    workshop.goto(f"{one}dia/2024-06-05/hoja/")
    workshop.locator("#id_hours_1").fill("5,5")
    workshop.get_by_label("Por qué se corrige lo anotado").fill("salió a las once")
    press(workshop, "Guardar el día")
    expect(workshop.get_by_text("Por confirmar: 1 de")).to_be_visible()
    asked = _asked(board, program)
    wrong = _pages(browser, program, one, asked)
    assert not wrong, wrong


def _opened(page: Page, program: Program) -> str:
    """An activity with five people in it; its address."""
    page.goto("/actividades/nueva/")
    page.get_by_label("Nombre").fill("Panadería, turno de la mañana")
    page.get_by_label("trabajo", exact=True).check()
    page.get_by_label("Horas de un día ordinario").fill("6")
    page.get_by_label("Se da desde el día").fill("01/06/2024")
    press(page, "Abrir")
    one = page.url.removeprefix(program.base)
    page.goto(f"{one}inscribir/")
    page.get_by_label("Nombre, apellido o documento").fill("Santos")
    page.keyboard.press("Enter")
    expect(page.get_by_text("A quién inscribir")).to_be_visible()
    for box in page.locator("input[name=people]").all()[:5]:
        box.check()
    page.get_by_label("Desde el día").fill("01/06/2024")
    press(page, "Inscribir a las personas marcadas")
    expect(page.get_by_role("heading", name="Personas inscritas: 5")).to_be_visible()
    return one


def _asked(page: Page, program: Program) -> str:
    """A request with its opinion and resolution; its address."""
    page.goto(f"{program.file('Yaneth Peña Santos')}redencion/")
    page.get_by_label("trabajo", exact=True).check()
    for label, words in (
        ("Primer día que se pide", "01/06/2024"), ("Último día que se pide", "06/06/2024"),
        ("Se pidió el día", "08/06/2024"), ("Número o referencia del papel", "FIC-1"),
    ):  # fmt: skip
        page.get_by_label(label).fill(words)
    press(page, "Anotar la solicitud")
    page.get_by_role("link", name="Anotar la opinión de la junta").click()
    page.get_by_label("favorable", exact=True).check()
    page.get_by_label("Día de la opinión").fill("15/06/2024")
    page.get_by_label("Quién la dio").fill("Junta técnica del Centro Norte")
    page.get_by_label("Número del acta").fill("ACTA-7")
    press(page, "Guardar")
    expect(page.get_by_text("falta la resolución del juzgado").first).to_be_visible()
    return page.url.removeprefix(program.base)


def _pages(browser: Browser, program: Program, one: str, asked: str) -> list[str]:
    """What axe finds on each page, on a phone; pictures of all of them where they are wanted."""
    hers = program.file("Yaneth Peña Santos")
    pages = (
        ("taller.norte", "/actividades/"), ("taller.norte", "/actividades/nueva/"),
        ("taller.norte", one), ("taller.norte", f"{one}inscribir/"),
        ("taller.norte", f"{one}cambiar/"), ("taller.norte", f"{one}papel/"),
        ("taller.norte", f"{one}dia/2024-06-10/hoja/"),
        ("direccion.norte", f"{one}dia/2024-06-05/"), ("direccion.norte", "/horas/por-confirmar/"),
        ("social.norte", "/actividades/resumen/?desde=6/2024&hasta=6/2024"),
        ("registro.norte", f"{hers}horas/"), ("registro.norte", f"{hers}redencion/"),
        ("registro.norte", "/redenciones/"), ("registro.norte", asked),
        ("junta.norte", f"{asked}opinion/"), ("registro.norte", f"{asked}resolucion/"),
        ("registro.norte", f"{hers}hoja/"),
    )  # fmt: skip
    wrong: list[str] = []
    for number, (account, path) in enumerate(pages):
        for lang, width in (("es", 320), ("en", 1280)) if not SHOTS else (
            (lang, width) for lang in ("es", "en") for width in (320, 1280)
        ):  # fmt: skip
            context = program.context(browser, account, width)
            context.add_cookies([{"name": "segunda_lang", "value": lang, "url": program.base}])
            page = context.new_page()
            page.goto(path)
            if SHOTS:
                name = f"{number:02}-{lang}-{width}.png"
                page.screenshot(path=str(Path(SHOTS) / name), full_page=True)
            wrong += faults(page, f"{lang} {width} {path}")
            context.close()
    return wrong
