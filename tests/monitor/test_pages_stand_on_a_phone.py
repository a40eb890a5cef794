"""Every page of the mechanism's program: axe finds nothing, nothing runs off a small phone."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.journeys.axe import axe_violations
from tests.journeys.program import Program
from tests.monitor.program import running
from tests.monitor.team import PASSWORD

if TYPE_CHECKING:
    from pytest_django.plugin import DjangoDbBlocker

    from segunda.config.database import Connections

FIRST = ("/plan/2027/ first", "/plan/2027/ first cambiar/",
         "/lugares/ first", "/lugares/ first corregir/",
         "/hallazgos/ first", "/recomendaciones/ first", "/acuerdos/ first",
         "/recomendaciones/ first texto/", "/instrumentos/ first",
         "/instrumentos/ first papel/")  # fmt: skip
PLAIN = ("/", "/actos/", "/notas/", "/notas/nueva/", "/hojas/", "/hojas/instalar/",
         "/hojas/actualizar/", "/hojas/copiar/", "/hojas/restaurar/", "/hojas/entregar/",
         "/cuenta/", "/hallazgos/", "/hallazgos/nuevo/", "/recomendaciones/",
         "/recomendaciones/nueva/", "/acuerdos/", "/acuerdos/nuevo/", "/practicas/",
         "/practicas/nueva/", "/paquetes/", "paquete", "/lugares/", "/lugares/nuevo/",
         "/informes/", "/informes/ficha/nueva/", "/informes/anual/nuevo/",
         "/informes/especial/nuevo/", "/informes/datos/",
         "/informes/datos/nuevo/issue/",
         "/plan/2027/", "/plan/senales/", "/plan/nueva/", "/conflictos/",
         "/consejo/", "/consejo/nuevo/", "/consejo/ first", "/consejo/opiniones/nueva/",
         "/remisiones/", "/remisiones/nueva/", "/remisiones/areas/nueva/", "/remisiones/ first",
         "/remisiones/ first dato/name/",
         "/estrategia/", "/estrategia/nueva/", "/estrategia/ first", "/estrategia/ first cambiar/",
         "/visitas/", "/visitas/nueva/", "visita", "/instrumentos/", "/instrumentos/subir/",
         "respuestas", *FIRST)  # fmt: skip
OF_A_VISIT = (
    "visita",
    "visita acta/",
    "visita cambiar/",
    "visita archivo/",
    "visita pedido/",
    "respuestas",
    "respuestas constancia/",
    "borrador",
    "borrador 1/",
    "borrador 2/",
    "tendencias",
)
ALL = (
    ("director", (*PLAIN, "/cuentas/", "/cuentas/nueva/", "entrega")),
    ("doctor", ("/", "/notas/", "/notas/nueva/", "medical", "medical/corregir/")),
    ("lawyer", OF_A_VISIT),
    ("computer_administrator", ("/", "/actos/", "/hojas/copiar/")),
)
EVERYDAY = (
    (
        "director",
        (
            "/plan/senales/",
            "/plan/2027/ first",
            "/",
            "/actos/",
            "entrega",
            "/recomendaciones/ first",
            "/paquetes/",
            "paquete",
        ),
    ),
    ("doctor", ("/notas/", "medical")),
    ("lawyer", ("visita", "borrador 1/")),
)
VISITED = ("visita", "respuestas", "borrador", "tendencias")
"""Pages of the visit the program is prepared with (`program.people`)."""
CODES = ("computer_administrator", "social_worker", "keeping.", "account.", "None", "Text(", " · ·")


@pytest.fixture(scope="module")
def program(
    addresses: "Connections",
    django_db_blocker: "DjangoDbBlocker",
    django_db_setup: None,  # noqa: ARG001
) -> Iterator[Program]:
    """The mechanism's program on a copy of its own."""
    with django_db_blocker.unblock(), running(addresses) as started:
        yield started


def faults(page: Page, path: str) -> list[str]:
    """What is wrong with the page as it stands: axe, width, codes of the database, headings."""
    shown = page.locator("body").inner_text()
    wrong = [f"{path}: {line}" for line in axe_violations(page)]
    wide = int(page.evaluate("document.documentElement.scrollWidth - innerWidth"))
    wrong += [f"{path}: {wide} pixels too wide"] if wide > 0 else []
    wrong += [f"{path}: shows {code}" for code in CODES if code in shown]
    return wrong if page.locator("h1").count() == 1 else [*wrong, f"{path}: no one heading"]


def opened(page: Page, program: Program, path: str) -> int:
    """Go to a path, to a note by its section, to a package, to a page of a visit, or to the sheet
    of a handing over."""
    if path == "entrega":
        page.goto("/actos/")
        where = page.locator("a[href^='/actos/entrega/']").first.get_attribute("href") or ""
    elif " first" in path:
        listed, _, more = path.partition(" first")
        page.goto(listed)
        where = page.locator("main .tasks a, main tbody a").first.get_attribute("href") or ""
        where += more.strip()
    elif path == "paquete":
        page.goto("/paquetes/")
        where = page.locator("table a[href^='/paquetes/']").first.get_attribute("href") or ""
    elif path.startswith("/"):
        where = path
    elif path.split()[0] in VISITED:
        name, _, more = path.partition(" ")
        where = f"{program.people[name]}{more}"
    else:
        section, _, more = path.partition("/")
        where = f"/notas/{program.people[section]}/{more}"
    answer = page.goto(where)
    return answer.status if answer else 0


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
        cookie = {"name": "segunda_monitor_lang", "value": lang, "url": program.base}
        context.add_cookies([cookie])  # type: ignore[list-item]
        page = context.new_page()
        for path in paths:
            status = opened(page, program, path)
            wrong += (
                faults(page, f"{account} {path}") if status == 200
                else [f"{account} {path}: {status}"]
            )  # fmt: skip
            assert page.locator("html").get_attribute("lang") == lang
        context.close()
    assert wrong == []


def test_without_script_the_director_signs_in_and_a_note_is_written(
    browser: Browser, program: Program
) -> None:
    context = browser.new_context(base_url=program.base, java_script_enabled=False)
    page = context.new_page()
    page.goto("/")
    page.get_by_label("Usuario").fill("director.ficticio")
    page.get_by_label("Clave").fill(PASSWORD)
    page.get_by_role("main").get_by_role("button", name="Entrar").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Autoridades sin responder: 1")
    page.locator("header summary", has_text="El mecanismo").press("Enter")
    page.get_by_role("link", name="Notas del equipo").click()
    expect(page.get_by_text("Nota ficticia de General")).to_be_visible()
    expect(page.get_by_text("Nota ficticia de Medicina")).to_have_count(0)
    page.get_by_role("link", name="Escribir una nota").click()
    page.get_by_label("De qué trata").fill("Reunión ficticia")
    page.get_by_label("Nota", exact=True).fill("Se acordó el orden del día.")
    page.get_by_role("button", name="Guardar la nota").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Reunión ficticia")
    context.close()
