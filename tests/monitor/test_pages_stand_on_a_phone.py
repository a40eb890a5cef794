"""Every page of the mechanism's program: axe finds nothing, nothing runs off a small phone."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest
from django.urls import resolve
from playwright.sync_api import Browser, Page, expect

from segunda.access.tests.routes import routes
from segunda.monitoring.tests.visits import book
from tests.journeys.axe import axe_violations
from tests.journeys.program import Program
from tests.monitor.pages import ALL, EVERYDAY, NAMED, NO_PAGE
from tests.monitor.program import running
from tests.monitor.team import PASSWORD

if TYPE_CHECKING:
    from pytest_django.plugin import DjangoDbBlocker

    from segunda.config.database import Connections

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
    wrong += [f"{path}: prints the button {words!r}" for words in printed_buttons(page)]
    return wrong if page.locator("h1").count() == 1 else [*wrong, f"{path}: no one heading"]


def printed_buttons(page: Page) -> list[str]:
    """The words of every button that would stand on the paper."""
    page.emulate_media(media="print")
    words = page.locator("nav:not(.way):visible, button:visible, .button:visible").all_inner_texts()
    page.emulate_media(media="screen")
    return words


def opened(page: Page, program: Program, path: str) -> int:
    """Go to a page as `pages` names it: an address, a line of a list, a link, something prepared.
    Its status; the address is then `page.url`."""
    if " > " in path:
        before, _, link = path.rpartition(" > ")
        opened(page, program, before)
        start, end, *more = link.split(" ")
        one = page.locator(f"main a[href^='{start}'][href$='{end}']")
        at = next(
            (
                n
                for n in range(one.count())  # pages of one thing, not the list or a new one
                if any(c.isdigit() for c in one.nth(n).get_attribute("href") or "")
            ),
            0,
        )
        where = (one.nth(at).get_attribute("href") or "") + "".join(more)
    elif path == "entrega":
        page.goto("/actos/")
        where = page.locator("a[href^='/actos/entrega/']").first.get_attribute("href") or ""
    elif " first" in path:
        listed, _, rest = path.partition(" first")
        page.goto(listed)
        where = page.locator("main .tasks a, main tbody a").first.get_attribute("href") or ""
        where += rest.strip()
    elif path == "paquete":
        page.goto("/paquetes/")
        where = page.locator("table a[href^='/paquetes/']").first.get_attribute("href") or ""
    elif path.startswith("/"):
        where = path
    elif path.split()[0] in NAMED:
        name, _, rest = path.partition(" ")
        where = f"{program.people[name]}{rest}"
    else:
        section, _, rest = path.partition("/")
        where = f"/notas/{program.people[section]}/{rest}"
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
    walked_names = set()
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
            walked_names.add(resolve(urlsplit(page.url).path).url_name)
        context.close()
    assert wrong == [], "\n".join(wrong)
    if walked is ALL:
        known = {name for name, _ in routes() if name}
        assert known - walked_names - set().union(*NO_PAGE.values()) == set()


def test_without_script_the_director_signs_in_and_a_note_is_written(
    browser: Browser, program: Program
) -> None:
    context = browser.new_context(base_url=program.base, java_script_enabled=False)
    page = context.new_page()
    page.goto("/")
    page.get_by_label("Usuario").fill("director.ficticio")
    page.get_by_label("Clave").fill(PASSWORD)
    page.get_by_role("main").get_by_role("button", name="Entrar").click()
    # The team's second package contradicts what was signed: the alarm stands before all else.
    expect(page.get_by_role("heading", level=1)).to_contain_text("Alarma: la traza del Estado")
    expect(page.get_by_role("main")).to_contain_text("Autoridades sin responder: 1")
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


def test_without_script_from_a_book_of_her_own_to_a_finding_of_its_answer(
    browser: Browser, program: Program, tmp_path: Path
) -> None:
    file = tmp_path / "celdas.xlsx"
    file.write_bytes(book(form_id="celdas_de_castigo"))
    context = browser.new_context(base_url=program.base, java_script_enabled=False)
    program.enter(context, "lawyer")
    page = context.new_page()
    page.goto("/instrumentos/subir/")
    page.get_by_label("Libro del formulario").set_input_files(file)
    page.get_by_label("Sección", exact=True).select_option("general")
    page.get_by_role("button", name="Revisar y guardar").click()
    page.get_by_role("button", name="Poner en uso").click()
    page.goto(program.people["visita"])
    page.get_by_role("button", name="Celdas (ficticio)").click()
    page.locator("fieldset", has_text="1.1").get_by_label("Sí").check()
    page.locator("input[name$=days]").fill("19")
    for _ in range(3):  # the cell, the wings, what was seen
        page.get_by_role("button", name="Guardar y seguir").click()
    page.get_by_role("button", name="Terminar").click()
    page.get_by_role("link", name="Escribir el hallazgo 1.2").click()
    expect(page.get_by_label("Qué se encontró")).to_have_value("Días seguidos: 19.")
    page.get_by_label("Tema").select_option("isolation")
    page.get_by_label("Gravedad").select_option("grave")
    page.get_by_role("button", name="Guardar el hallazgo").click()
    expect(page.locator(".facts")).to_contain_text("Mandela 44")
    expect(page.locator(".facts")).to_contain_text("1.2")
    context.close()
