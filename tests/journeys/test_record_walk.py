"""What people do with the record, in a browser on the running program."""

import re
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.journeys.program import COOKIE, PASSWORD, Program

Enter = Callable[..., Page]
SAVED = "Guardado."


@pytest.fixture
def enter(browser: Browser, program: Program) -> Iterator[Enter]:
    """Give `enter(account, path="/", width=1200)`: a page opened as that account."""
    contexts: list[BrowserContext] = []

    def one(account: str, path: str = "/", width: int = 1200) -> Page:
        contexts.append(program.context(browser, account, width))
        contexts[-1].set_default_timeout(10_000)
        page = contexts[-1].new_page()
        page.goto(path)
        return page

    yield one
    for context in contexts:
        context.close()


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).click()


def test_from_signing_in_to_a_file_no_address_says_a_name(
    browser: Browser, program: Program
) -> None:
    context = browser.new_context(base_url=program.base)
    page = context.new_page()
    visited: list[str] = []
    page.on("framenavigated", lambda frame: visited.append(frame.url))
    page.goto("/")
    page.get_by_label("Usuario").fill("registro.norte")
    page.get_by_label("Clave").fill(PASSWORD)
    press(page, "Entrar")
    expect(page.get_by_role("heading", level=1)).to_contain_text("personas están hoy a su cargo")
    page.get_by_role("link", name="Buscar una persona").click()
    page.get_by_label("Nombre, apellido o documento").fill("Janet Pena")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Nombre, apellido o documento: Janet Pena")).to_be_visible()
    page.get_by_role("link", name="Peña Santos, Yaneth").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Yaneth Peña Santos")
    expect(page.get_by_text("Esta lectura quedó anotada")).to_be_visible()
    assert not [url for url in visited if re.search("pe%C3%B1a|pena|yaneth|janet", url, re.I)]
    assert "Peña" not in page.title()
    context.close()


@pytest.mark.slow
def test_a_list_is_sorted_left_and_found_again(enter: Enter) -> None:
    page = enter("nacional", "/personas/")
    page.get_by_label("Sexo").select_option(label="mujer")
    press(page, "Buscar")
    expect(page.get_by_role("heading", level=1)).to_have_text("20 personas")
    bookmark = page.url
    page.get_by_role("link", name="Desde").click()
    oldest = page.locator("tbody a").first.inner_text()
    page.get_by_role("link", name="Desde").click()
    expect(page.locator("tbody a").first).not_to_have_text(oldest)
    page.go_back()
    expect(page.locator("tbody a").first).to_have_text(oldest)
    page.goto(bookmark)
    expect(page.get_by_text("Sexo: mujer")).to_be_visible()


@pytest.mark.slow
def test_an_admission_keeps_what_was_not_asked(enter: Enter) -> None:
    page = enter("registro.norte", "/ingreso/", 320)
    page.get_by_label("Nombres").fill("Ficticia Nueva")
    page.get_by_label("Apellidos").fill("Walk")
    page.get_by_label("Sexo declarado").select_option(label="mujer")
    page.get_by_label("Nacimiento").fill("31/02/1990")
    page.get_by_label("Con qué título").select_option(label="en espera de juicio")
    children = page.get_by_role("group", name="¿Quién está con sus hijos esta noche?")
    expect(children.get_by_label("no se preguntó")).to_be_checked()
    press(page, "Registrar el ingreso")
    expect(page.get_by_role("link", name=re.compile("^Nacimiento: "))).to_be_visible()
    page.get_by_label("Nacimiento").fill("28/02/1990")
    children.get_by_label("están con alguien de confianza").check()
    page.get_by_label("Con quién están, y cómo llamar").fill("con su abuela")
    press(page, "Registrar el ingreso")
    expect(page.get_by_role("heading", level=1)).to_have_text("Ficticia Nueva Walk")
    asked = page.locator(".tasks li")
    assert "están con alguien de confianza" in asked.filter(has_text="sus hijos").inner_text()
    assert "por preguntar" in asked.filter(has_text="su llamada").inner_text()
    assert "28 feb 1990" in page.locator("main").inner_text()


def test_the_number_of_somebody_else_is_refused_and_nothing_typed_is_lost(enter: Enter) -> None:
    page = enter("registro.norte", "/ingreso/")
    page.get_by_label("Nombres").fill("Copiada")
    page.get_by_label("Apellidos").fill("Walk")
    page.get_by_label("Sexo declarado").select_option(label="mujer")
    page.get_by_label("Clase de documento").select_option(label="cédula")
    page.get_by_label("Número del documento").fill("99-0001-000001")
    page.get_by_label("Con qué título").select_option(label="en espera de juicio")
    press(page, "Registrar el ingreso")
    expect(page.locator(".errors")).to_contain_text("ya es de otra persona")
    expect(page.get_by_label("Apellidos")).to_have_value("Walk")


@pytest.mark.slow
def test_a_movement_takes_her_out_of_the_clerks_reach(enter: Enter, program: Program) -> None:
    file = program.file("Marta Quirós Santos")
    page = enter("registro.norte", file)
    page.get_by_role("link", name="Registrar un traslado").click()
    page.get_by_label("Centro").select_option(label="Centro Sur (ficticio)")
    page.get_by_label("Unidad").select_option(label="sin unidad")
    press(page, "Registrar el traslado")
    expect(page.get_by_text(SAVED)).to_be_visible()
    answer = page.goto(file)
    assert answer is not None
    assert answer.status == 404
    sur = enter("registro.sur", file)
    expect(sur.locator(".lead").first).to_contain_text("Centro Sur (ficticio)")


@pytest.mark.slow
def test_a_change_of_status_is_on_the_file(enter: Enter, program: Program) -> None:
    page = enter("registro.norte", program.file("Nilka Ábrego Vega"))
    page.get_by_role("link", name="Cambiar la situación jurídica").click()
    page.get_by_label("Situación jurídica").select_option(label="con condena firme")
    press(page, "Guardar")
    expect(page.locator(".lead").first).to_contain_text("con condena firme")


def test_a_release_needs_an_order_no_other_title_and_two_people(
    enter: Enter, program: Program
) -> None:
    file = program.file("Ofelia Batista Santos")
    first = enter("nacional", f"{file}justicia/")
    sheet(first, "Una orden", {"Qué ordena": "libertad", "Número": "FIC-1",
                               "Fecha de la orden": "01/06/2024"})  # fmt: skip
    sheet(first, "Otro título que la retiene",
          {"Qué título": "orden de captura", "Autoridad": "Juzgado ficticio",
           "Número o referencia": "FIC-2"})  # fmt: skip
    first.goto(f"{file}egreso/")
    expect(first.get_by_role("table", name="Otros títulos que la retienen")).to_be_visible()
    propose(first)
    expect(first.locator(".errors")).to_contain_text("Hay otros títulos que retienen")
    first.get_by_role("link", name="orden de captura").click()
    press(first, "Cerrar este título")
    first.goto(f"{file}egreso/")
    propose(first)
    expect(first.get_by_text("lo confirma otra persona")).to_be_visible()
    assert first.get_by_role("button", name="Confirmar el egreso").count() == 0
    second = enter("nacional.dos", "/pendientes/egresos/")
    second.get_by_role("link", name="Ofelia Batista Santos").click()
    press(second, "Confirmar el egreso")
    expect(second.locator(".lead").first).to_contain_text("Salió el 30 jun 2024: libertad")


def sheet(page: Page, heading: str, values: dict[str, str]) -> None:
    """Open one of several forms, fill and send it."""
    page.get_by_role("heading", name=heading, exact=True).click()
    form = page.locator("details[open]")
    for label, value in values.items():
        box = form.get_by_label(label, exact=True)
        if box.evaluate("e => e.tagName") == "SELECT":
            box.select_option(label=value)
        else:
            box.fill(value)
    press(page, "Añadir")
    expect(page.get_by_text(SAVED)).to_be_visible()


def propose(page: Page) -> None:
    page.get_by_label("Orden de libertad").select_option(label="FIC-1 (01/06/2024)")
    press(page, "Proponer el egreso")


def test_of_two_tabs_the_second_sees_both_versions(enter: Enter, program: Program) -> None:
    path = f"{program.file('Itzel De León Vega')}identidad/"
    one, two = enter("nacional", path), enter("nacional.dos", path)
    for page, word in ((one, "Colombia"), (two, "Ecuador")):
        page.get_by_role("heading", name="Lo que declara").click()
        page.get_by_label("Nacionalidad").fill(word)
    for page in (one, two):
        press(page, "Guardar")
    expect(one.get_by_text(SAVED)).to_be_visible()
    both = two.get_by_role("group", name="Nacionalidad")
    expect(both).to_contain_text("Ecuador")
    expect(both).to_contain_text("Colombia")
    press(two, "Guardar lo escogido")
    expect(two.locator("main")).to_contain_text("Ecuador")


SEND_TWICE = """async form => {
    const send = () => fetch(form.action, {method: "POST", body: new URLSearchParams(new FormData(form))});
    const answers = await Promise.all([send(), send()]);
    return answers.map(answer => answer.status);
}"""  # noqa: E501


@pytest.mark.slow
def test_the_same_sheet_sent_twice_is_done_once(enter: Enter, program: Program) -> None:
    file = program.file("Rosa Ñuñez Vega")
    page = enter("nacional", f"{file}familia/")
    page.get_by_label("Quién es", exact=True).select_option(label="hijo o hija, afuera")
    page.get_by_label("Nombre (opcional)", exact=True).fill("Niña inventada")
    assert page.locator("form#sheet").evaluate(SEND_TWICE) == [200, 200]
    page.goto(file)
    assert page.get_by_text("Niña inventada").count() == 1


@pytest.mark.slow
def test_what_was_typed_outlives_the_session(enter: Enter, program: Program) -> None:
    page = enter("nacional", f"{program.file('Dalys Moreno Vega')}disputas/")
    page.get_by_label("Sobre qué").select_option(label="su pena")
    page.get_by_label("Qué dice la persona").fill("La pena es de tres años,\nno de cinco.")
    page.context.clear_cookies(name=COOKIE)
    press(page, "Abrir la disputa")
    expect(page.get_by_text("Su sesión terminó")).to_be_visible()
    program.enter(page.context, "nacional")
    press(page, "Mostrar el formulario con lo escrito")
    expect(page.get_by_label("Qué dice la persona")).to_have_value(
        "La pena es de tres años,\nno de cinco."
    )
    press(page, "Abrir la disputa")
    expect(page.get_by_role("heading", name="Disputas")).to_be_visible()


@pytest.mark.slow
def test_the_purpose_of_reading_is_chosen_and_shown(enter: Enter, program: Program) -> None:
    page = enter("nacional.dos")
    page.get_by_label("corregir el registro").check()
    press(page, "Cambiar el fin")
    page.goto(program.file("Nilka Ábrego Santos"))
    expect(page.get_by_text("con su nombre y este fin: corregir el registro")).to_be_visible()


@pytest.mark.slow
def test_everything_about_a_person_is_one_click_away_and_names_no_one_else(
    enter: Enter, program: Program
) -> None:
    file = program.file("Dalys Moreno Santos")
    page = enter("nacional", f"{file}familia/")
    page.get_by_label("Quién es", exact=True).select_option(label="hijo o hija, afuera")
    page.get_by_label("Nombre (opcional)", exact=True).fill("Tercera Persona")
    page.get_by_label("Con quién está").fill("Otra Persona")
    press(page, "Añadir")
    expect(page.locator("main")).to_contain_text("Tercera Persona")
    page.get_by_role("link", name="Todo lo que hay de esta persona").click()
    text = page.locator("main").inner_text()
    assert "hijo o hija, afuera" in text
    assert "99-0007-000007" in text
    assert "Tercera Persona" not in text
    assert "Otra Persona" not in text
    with page.expect_download() as download:
        page.get_by_role("link", name=re.compile("Descargarlo")).click()
    written = download.value.path().read_text(encoding="utf-8")
    assert "99-0007-000007" in written
    assert "Persona" not in written


@pytest.mark.slow
def test_facts_are_searched_within_and_open_on_paper(enter: Enter, program: Program) -> None:
    file = program.file("Itzel De León Santos")
    page = enter("nacional", f"{file}hechos/")
    page.get_by_role("heading", name="Anotar un hecho").click()
    page.get_by_label("Qué hecho").select_option(
        label="Familia y personas a su cuidado: jefatura del hogar"
    )
    press(page, "Seguir")
    page.get_by_label(re.compile("^sí: ")).check()
    press(page, "Guardar")
    page.goto(file)
    page.get_by_label("Buscar entre los hechos").fill("JEFATURA")
    expect(page.get_by_text("jefatura del hogar")).to_be_visible()
    page.get_by_label("Buscar entre los hechos").fill("zzz")
    expect(page.get_by_text("jefatura del hogar")).to_be_hidden()
    page.reload()
    page.emulate_media(media="print")
    expect(page.get_by_text("jefatura del hogar")).to_be_visible()
    assert page.locator("nav:visible, button:visible").count() == 0
