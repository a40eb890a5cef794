"""Every page of the record on a small phone: axe finds nothing, nothing runs off the side."""

from uuid import UUID

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.journeys.axe import axe_violations
from tests.journeys.program import Program

ABOUT_16 = UUID(int=16)
"""The recommendation the program is prepared with (`program._recommended`)."""
PERSON = "Marta Quirós Vega"
ABOUT = ("", "ley/", "historia/", "todo/", "preguntas/", "traslado/", "titulo/", "identidad/",
         "familia/", "hechos/", "disputas/", "justicia/", "anotado/", "egreso/", "unir/",
         "papeles/", "papeles/judgment/", "cartas/", "hoja/", "hoja/?letra=grande&lengua=en",
         "hoja/entregar/", "liquidacion/", "liquidacion/guardar/", "horas/")  # fmt: skip
PLAIN = ("/", "/personas/", "/ingreso/", "/centros/", "/centros/norte/", "/centros/norte/cambiar/",
         "/censo/", "/pendientes/egresos/", "/pendientes/preguntas/",
         "/pendientes/disputas/", "/pendientes/faltan/", "/pendientes/recordatorios/",
         "/papeles/", "/papeles/judgment/", "/papeles/judgment/?cual=contestado",
         "/papeles/oficina/court/", "/papeles/oficina/court/carta/", "/cambios/", "/salidas/",
         "/recomendaciones/", "/recomendaciones/por-contestar/", "/recomendaciones/recibir/",
         *(f"/recomendaciones/{ABOUT_16}/{rest}" for rest in ("", "encargar/", "contestar/")),
         "/revision/", "/revision/pena-cumplida/", "/revision/detencion/", "/muro/",
         "/ley/cambios/", "/actividades/", "/actividades/nueva/", "/horas/por-confirmar/",
         )  # fmt: skip
ACCOUNTS = ("/cuentas/", "/cuentas/nueva/", "/cuentas/1/", "/cuentas/1/pedir/password/",
            "/cuentas/1/pedir/deactivate/", "/cuenta/", "/cuenta/clave/",
            "/cuenta/codigos/")  # fmt: skip
OTHER_ROLES = (
    ("datos", ("/", "lecturas/")), ("defensa.ana", ("/", "/clientes/", "/papeles/", "/revision/")),
    ("secretaria.cumplimiento", ("/", "/defensas/")), ("salud.norte", ("/", "", "hechos/")),
    ("estadistica", ("/", "/censo/", "/muro/")), ("cuentas", ("/", *ACCOUNTS)),
)  # fmt: skip
CODES = ("pretrial", "sentenced_", "not_asked", "None", "national_records", "_final", " · ·",
         "Text(")  # fmt: skip
ALL = (("nacional", (*PLAIN, *ABOUT)), *OTHER_ROLES)
EVERYDAY = (("nacional", ("/", "/personas/", "/ingreso/", "/centros/norte/", "", "ley/",
                          "egreso/", "/papeles/", "/papeles/judgment/", "papeles/judgment/",
                          "hoja/")), ("cuentas", ACCOUNTS[:2]))  # fmt: skip
"""The pages most opened, walked in every run; all of them in `make test-all`."""


def faults(page: Page, path: str) -> list[str]:
    """What is wrong with the page as it stands: axe, width, codes of the database, no heading."""
    page.evaluate("document.querySelectorAll('details').forEach(d => { d.open = true })")
    shown = page.locator("body").inner_text()
    wrong = [f"{path}: {line}" for line in axe_violations(page)]
    wide = int(page.evaluate("document.documentElement.scrollWidth - innerWidth"))
    wrong += [f"{path}: {wide} pixels too wide"] if wide > 0 else []
    wrong += [f"{path}: shows {code}" for code in CODES if code in shown]
    return wrong if page.locator("h1").count() == 1 else [*wrong, f"{path}: no one heading"]


@pytest.mark.parametrize(
    ("lang", "width", "walked"),
    [("es", 320, EVERYDAY), *(pytest.param(*one, ALL, marks=pytest.mark.slow)
                    for one in (("es", 320), ("es", 1200), ("en", 320), ("en", 1200)))],
    ids=["everyday", "es-320", "es-1200", "en-320", "en-1200"],
)  # fmt: skip
def test_every_page_stands_on_a_phone_and_axe_finds_nothing(
    browser: Browser, program: Program, lang: str, width: int,
    walked: tuple[tuple[str, tuple[str, ...]], ...],
) -> None:  # fmt: skip
    wrong: list[str] = []
    for account, paths in walked:
        context = program.context(browser, account, width)
        context.add_cookies([{"name": "segunda_lang", "value": lang, "url": program.base}])
        page = context.new_page()
        for path in paths:
            whole = path if path.startswith("/") else program.file(PERSON) + path
            answer = page.goto(whole)
            if answer is None or answer.status != 200:
                wrong.append(f"{account} {path}: {answer and answer.status}")
            else:
                wrong += faults(page, f"{account} {path}")
            assert page.locator("html").get_attribute("lang") == lang
        context.close()
    assert wrong == []


def test_by_keyboard_alone_one_reaches_a_file(browser: Browser, program: Program) -> None:
    context = program.context(browser, "nacional")
    page = context.new_page()
    page.goto("/personas/")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Ir al contenido")).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    expect(page.get_by_label("Nombre, apellido o documento")).to_be_focused()
    page.keyboard.type("99-0002-000002")
    page.keyboard.press("Enter")
    link = page.get_by_role("link", name="Quirós Santos, Marta")
    expect(link).to_be_visible()
    for _ in range(40):
        page.keyboard.press("Tab")
        if link.evaluate("e => e === document.activeElement"):
            break
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Marta Quirós Santos")
    context.close()


def test_without_script_one_searches_and_records(browser: Browser, program: Program) -> None:
    context = browser.new_context(base_url=program.base, java_script_enabled=False)
    program.enter(context, "nacional")
    page = context.new_page()
    page.goto("/personas/")
    page.get_by_label("Nombre, apellido o documento").fill("Abrego Nilca Pinto")
    page.get_by_role("button", name="Buscar").click()
    page.get_by_role("link", name="Ábrego Pinto, Nilka").click()
    page.get_by_role("link", name="Causas, delitos, penas, órdenes").click()
    page.get_by_role("heading", name="Otro título que la retiene").click()
    form = page.locator("form#titulo")
    form.get_by_label("Qué título").select_option(label="extradición")
    form.get_by_label("Autoridad").fill("Autoridad ficticia")
    form.get_by_label("Número o referencia").fill("FIC-9")
    form.get_by_role("button", name="Añadir").click()
    expect(page.get_by_role("table", name="Otros títulos abiertos")).to_contain_text("FIC-9")
    page.get_by_role("link", name="Volver al expediente").click()
    assert not page.locator("#buscar-hecho").is_visible()
    context.close()
