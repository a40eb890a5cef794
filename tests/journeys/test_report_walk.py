"""A mother, a clerk, a defender read the report: on a phone, by keyboard, without script."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from typer.testing import CliRunner

from segunda.cli import app
from tests.journeys.axe import axe_violations
from tests.journeys.conftest import OpenPage

PEOPLE = 200
HEADING = {
    "es": "Quién está privado de libertad y quién puede salir",
    "en": "Who is held, and who may leave",
}


@pytest.fixture(scope="session")
def report(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The report of a small demonstration register."""
    folder = tmp_path_factory.mktemp("walk")
    demo = ["demo-data", "--seed", "5", "--people", str(PEOPLE), "--no-xlsx", "--out", str(folder)]
    assert CliRunner().invoke(app, demo).exit_code == 0
    words = ["screen", str(folder / "persons.parquet"), "--mapping", "template"]
    out = folder / "informe"
    result = CliRunner().invoke(app, [*words, "--as-of", "2024-06-30", "--out", str(out)])
    assert result.exit_code in (0, 1), result.output
    return out / "report.html"


def sideways(page: Page) -> int:
    """By how many pixels the page is wider than its window."""
    return int(page.evaluate("document.documentElement.scrollWidth - innerWidth"))


def open_everything(page: Page) -> None:
    """Opens every closed list, so that the checks see all of the page."""
    page.evaluate("document.querySelectorAll('details').forEach(list => { list.open = true })")


def open_one_of_each(page: Page) -> None:
    """Leaves open the first list of each kind: axe on thousands of equal rows learns no more."""
    page.evaluate(
        "document.querySelectorAll('details').forEach(list => {"
        " list.open = !list.matches('.f, .kinds, .path details') })"
    )
    page.evaluate(
        "['details.f', '.path details'].forEach("
        "kind => { document.querySelector(kind).open = true })"
    )


def test_in_spanish_on_a_small_phone_nothing_breaks(open_page: OpenPage, report: Path) -> None:
    page = open_page(report, lang="es", width=320)
    assert page.get_by_role("heading", level=1).inner_text() == HEADING["es"]
    assert page.get_by_text("FICTICIO").first.is_visible()
    open_everything(page)
    assert sideways(page) <= 0
    open_one_of_each(page)
    assert axe_violations(page) == []


@pytest.mark.slow
@pytest.mark.parametrize("lang", ["es", "en"])
@pytest.mark.parametrize("width", [320, 1280])
def test_in_both_languages_and_widths_nothing_breaks(
    open_page: OpenPage, report: Path, lang: str, width: int
) -> None:
    page = open_page(f"{report.as_uri()}?lang={lang}", lang=lang, width=width)
    assert page.get_by_role("heading", level=1).inner_text() == HEADING[lang]
    open_everything(page)
    assert sideways(page) <= 0
    open_one_of_each(page)
    assert axe_violations(page) == []


@pytest.mark.parametrize("script", [pytest.param(True, marks=pytest.mark.slow), False])
def test_the_language_changes_by_keyboard_with_or_without_script(
    open_page: OpenPage, report: Path, script: bool
) -> None:
    page = open_page(report, width=800, javascript=script)
    page.get_by_label("Español").first.focus()
    page.keyboard.press("ArrowRight")
    assert page.get_by_role("heading", level=1).inner_text() == HEADING["en"]


def test_without_script_everyone_is_in_the_page_and_leads_to_reasons(
    open_page: OpenPage, report: Path
) -> None:
    page = open_page(report, width=800, javascript=False)
    assert page.locator("details.f li").count() == PEOPLE
    page.locator("details.f summary").first.click()
    sign = page.locator("details.f li a").first
    target = (sign.get_attribute("href") or "").removeprefix("#")
    sign.click()
    assert page.locator(f"[id='{target}']").count() == 1


@pytest.mark.slow
def test_the_search_finds_a_person_without_accents_and_shows_all_again(
    open_page: OpenPage, report: Path
) -> None:
    page = open_page(report, width=1280)
    number = page.locator("details.f li i").nth(7).text_content() or ""
    page.get_by_label("Nombre o número").fill(number.lower())
    expect(page.locator(".find output")).to_have_text("1")
    assert page.locator("details.f li:visible").count() == 1
    page.get_by_role("button", name="Ver todo").click()
    expect(page.locator(".find output")).to_have_text(f"{PEOPLE}")


@pytest.mark.parametrize("script", [pytest.param(True, marks=pytest.mark.slow), False])
def test_on_paper_every_list_is_open(open_page: OpenPage, report: Path, script: bool) -> None:
    page = open_page(report, width=1280, javascript=script)
    assert page.locator("details.f li:visible").count() == 0
    page.emulate_media(media="print")
    assert page.locator("details.f li").first.is_visible()
    assert page.locator("details.f li").last.is_visible()


@pytest.mark.slow
def test_who_is_past_a_limit_is_listed_from_what_to_do_now(
    open_page: OpenPage, report: Path
) -> None:
    page = open_page(report, width=320)
    page.locator("div[lang=es] .todo a[href='#limites']").click()
    names = page.locator("#limites ~ details li")
    assert names.count() == page.locator("details.f a[href='#limites']").count() > 0


def test_without_script_a_number_leads_to_its_reasons(open_page: OpenPage, report: Path) -> None:
    page = open_page(report, width=800, javascript=False)
    numbers = page.locator("div[lang=es] .four a")
    targets = [numbers.nth(n).get_attribute("href") or "" for n in range(numbers.count())]
    assert all(page.locator(f"[id='{target[1:]}']").count() == 1 for target in targets)


@pytest.mark.slow
def test_a_search_that_finds_nobody_says_so(open_page: OpenPage, report: Path) -> None:
    page = open_page(report, width=320)
    page.get_by_label("Nombre o número").fill("zzzz")
    expect(page.locator(".find output")).to_have_text("0")
    assert page.get_by_text("Nadie con esas palabras").is_visible()


@pytest.mark.slow
def test_a_number_of_a_path_opens_the_people_behind_it(open_page: OpenPage, report: Path) -> None:
    page = open_page(report, width=1280)
    numbers = page.locator("div[lang=es] .four a")
    told = [int(text.split()[1].replace(",", "")) for text in numbers.all_inner_texts()]
    at = next(n for n, count in enumerate(told) if 0 < count < PEOPLE / 4)
    numbers.nth(at).click()
    expect(page.locator(".find output")).to_have_text(f"{told[at]}")
    assert page.locator("details.f li:visible").count() == told[at]
    assert page.locator("details.f li:visible").first.evaluate(
        "item => { const box = item.getBoundingClientRect(); return box.top >= 0 && "
        "box.top < innerHeight }"
    )
