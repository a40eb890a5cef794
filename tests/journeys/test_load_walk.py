"""A file on a small phone: brought, checked, its faults painted, its good rows loaded, settled.

On a program of its own: what is loaded here counts in no other walk.
"""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.journeys.program import Program, running
from tests.journeys.test_record_pages import faults

if TYPE_CHECKING:
    from pytest_django.plugin import DjangoDbBlocker

    from segunda.config.database import Connections

HEADINGS = "person_id,surnames,given_names,sex,custody_start_date,legal_status\n"
GOOD = "FIC-{0},Walk,Ficticia {0},F,2024-01-10,pretrial\n"
BAD = "FIC-99,Walk,Ficticia Mala,F,2024-02-31,pretrial\n"


@pytest.fixture(scope="module")
def own_program(
    addresses: "Connections",
    django_db_blocker: "DjangoDbBlocker",
    django_db_setup: None,  # noqa: ARG001
) -> Iterator[Program]:
    """A program of this file's own."""
    with django_db_blocker.unblock(), running(addresses) as started:
        yield started


def bring(page: Page, source: str, text: str, mapping: str) -> None:
    """Fill the form of a new file and send it."""
    page.goto("/cargas/nueva/")
    content = {"name": "registro.csv", "mimeType": "text/csv", "buffer": text.encode()}
    page.locator("input[name=file]").set_input_files(content)  # type: ignore[arg-type]
    page.locator("input[name=source]").fill(source)
    page.locator("select[name=mapping]").select_option(mapping)
    page.locator("input[name=file_date]").fill("01/06/2024")
    page.locator("input[name=whole][value=whole]").check()
    page.locator("form#sheet .buttons button").first.click()


@pytest.mark.slow
def test_a_checked_file_says_on_a_phone_what_it_would_do(
    browser: Browser, own_program: Program
) -> None:
    """The everyday part of the walk below."""
    context = own_program.context(browser, "nacional", 320)
    page = context.new_page()
    bring(page, "walk", HEADINGS + GOOD.format(1) + BAD, "template")
    expect(page.locator("progress")).to_be_visible()
    own_program.work()
    page.reload()
    expect(page.locator("#hoja button")).to_be_visible()
    assert faults(page, "checked") == []
    context.close()


@pytest.mark.slow
@pytest.mark.parametrize(("lang", "width"), [("es", 320), ("en", 320), ("es", 1200)])
def test_a_file_is_brought_and_its_pages_stand(
    browser: Browser, own_program: Program, lang: str, width: int
) -> None:
    program, wrong = own_program, []
    context = program.context(browser, "nacional", width)
    context.add_cookies([{"name": "segunda_lang", "value": lang, "url": program.base}])
    page = context.new_page()
    page.goto("/cargas/nueva/")
    wrong += faults(page, "new")
    page.locator("form#sheet .buttons button").first.click()
    expect(page.locator(".errors")).to_be_visible()
    wrong += faults(page, "new with errors")

    source = f"walk {lang} {width}"
    bring(page, source, HEADINGS + "".join(GOOD.format(n) for n in (1, 2)) + BAD, "template")
    expect(page.locator("progress")).to_be_visible()
    wrong += faults(page, "waiting")
    program.work()
    page.reload()
    expect(page.locator("#hoja button")).to_be_visible()
    wrong += faults(page, "checked")

    page.locator("#hoja button").click()
    expect(page.locator("[data-live]")).to_be_visible()
    wrong += faults(page, "painting")
    program.work()
    with page.expect_download() as download:
        page.locator("a[href$='/hoja/']").click()  # it appears by itself
    assert download.value.path().read_bytes().startswith(b"PK")

    page.locator("#buenas button").click()
    expect(page.locator("progress")).to_be_visible()
    program.work()
    page.reload()
    expect(page.locator("progress")).to_have_count(0)
    wrong += faults(page, "loaded")
    for path in ("/cargas/", "/cargas/pendientes/"):
        page.goto(path)
        wrong += faults(page, path)

    bring(page, f"{source} nuevo", "apellido;nombre;sexo\nWalk;Ficticia;F\n", "propose")
    expect(page).to_have_url(re.compile("/columnas/$"))
    page.evaluate("document.querySelectorAll('pre').forEach(one => one.remove())")  # the YAML
    wrong += faults(page, "pairing")
    context.close()
    assert wrong == []
