"""The mechanism's Director: the yearly plan, a visit nobody can infer, the annual report."""

from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import docx
import pytest
from playwright.sync_api import Page, expect
from pypdf import PdfReader

from tests.journeys.days.day import Day

pytestmark = pytest.mark.slow
FOREWORD = {
    "es": "Este año inventado hicimos cuatro visitas (ficticio).",
    "en": "This invented year we went on four visits (fictitious).",
}
ONE = {
    "es": "En Llano Marín una mujer colombiana pidió ver a su hija (ficticio).",
    "en": "In Llano Marín a Colombian woman asked to see her daughter (fictitious).",
}
"""What points to few people: a place, a sex and a country together."""
LESS = {
    "es": "Hubo quien pidió ver a su hija (ficticio).",
    "en": "Somebody asked to see her daughter (fictitious).",
}
CROWDED = ("Hay 134 personas para 90 plazas, 149 %.", "There are 134 people for 90 places, 149 %.")
AIMS = ("Aislamiento, de noche (visita ficticia).", "Isolation, at night (fictitious visit).")


def test_the_plan_and_the_annual_report(day: Callable[[str], Day], tmp_path: Path) -> None:
    told = day("monitor-director")
    page = told.enter("directora", "/plan/senales/")
    expect(page.get_by_text(told.say(*CROWDED))).to_be_visible()
    told.picture(page, "1-signals", page.get_by_role("heading", level=1))
    where = _planned(told, page)
    page.goto("/plan/2024/")
    expect(page.locator("tbody tr")).to_have_count(3)
    told.picture(page, "3-plan", page.get_by_role("heading", level=1))
    _unknown_to_others(told, where)
    _report(told, page)
    _exact(told, page, tmp_path)
    _public(told, page, tmp_path)


def _planned(told: Day, page: Page) -> str:
    """A visit without notice, with the reasons it rests on."""
    page.get_by_role("link", name="La Joya").first.click()
    told.press(page, "Planificar una visita aquí", "Plan a visit here")
    page.locator("#id_year").fill("2024")
    page.locator("#id_month").select_option("8")
    page.get_by_label(told.say("Para qué", "What for")).fill(told.say(*AIMS))
    for name in ("Eliécer Ficticio Pinzón", "Damaris Ficticia Cedeño"):
        page.get_by_label(name).check()
    told.press(page, "Guardar en el plan", "Save in the plan")
    page.get_by_label(told.say(*CROWDED)).check()
    told.press(page, "Guardar las razones", "Save the reasons")
    expect(page.get_by_role("heading", name=told.say("Por qué este lugar", "Why this place"))
           ).to_be_visible()  # fmt: skip
    told.picture(page, "2-planned", page.get_by_role("heading", level=1))
    return page.url


def _unknown_to_others(told: Day, where: str) -> None:
    """Who goes reads it; for a colleague of the same mechanism it does not exist."""
    inside = told.enter("abogado", where)
    expect(inside.get_by_role("heading", level=1)).to_contain_text("La Joya")
    outside = told.enter("psicologa", "/plan/2024/")
    expect(outside.locator("tbody tr")).to_have_count(1)
    expect(outside.locator("tbody")).not_to_contain_text("La Joya")
    told.picture(outside, "4-colleague", outside.get_by_role("heading", level=1))
    answer = outside.goto(where)
    assert answer
    assert answer.status == 404


def _report(told: Day, page: Page) -> None:
    page.goto("/informes/")
    told.follow(page, "Informe anual", "Annual report")
    expect(page.locator("#id_year")).to_have_value("2024")
    for language, words in FOREWORD.items():
        page.locator(f"#id_foreword_{language}").fill(f"{words} {ONE[language]}")
    told.press(page, "Hacer el informe", "Make the report")
    report, people = page.url, page.get_by_role("row", name="El Renacer").first
    told.picture(page, "5-report", people)
    people.locator("sup a").first.click()
    told.picture(page, "6-source", page.get_by_role("heading", level=1))
    page.goto(report)


def _exact(told: Day, page: Page, folder: Path) -> None:
    """For the mechanism alone: two forms, two languages."""
    for form, language in (("pdf", "es"), ("docx", "en")):
        page.locator(f"input[name=language][value={language}]").check()
        page.locator(f"input[name=form][value={form}]").check()
        told.press(page, "Sacar la copia", "Print the copy")
        _downloaded(page, folder / f"exact.{form}")
    assert FOREWORD["es"] in told_by(folder / "exact.pdf")
    assert docx.Document(BytesIO((folder / "exact.docx").read_bytes())).paragraphs
    told.picture(page, "7-copies", page.locator("#copias"))


def _downloaded(page: Page, file: Path) -> Path:
    """The newest copy of the report, as a file."""
    with page.expect_download() as got:
        page.locator("main table a[href*='/copia/']").first.click()
    got.value.save_as(file)
    return file


def told_by(file: Path) -> str:
    """The text of a PDF on one line."""
    return " ".join(" ".join(page.extract_text() for page in PdfReader(file).pages).split())


def _public(told: Day, page: Page, folder: Path) -> None:
    told.follow(page, "Preparar la copia pública", "Prepare the public copy")
    expect(page.get_by_text(told.say("Falta decidir 4 de 4", "To be decided: 4 of 4"))
           ).to_be_visible()  # fmt: skip
    told.picture(page, "8-flags", page.get_by_role("heading", level=1))
    page.get_by_role("link", name="colombiana" if told.language == "es" else "Colombian").click()
    page.get_by_label(told.say("Decir menos", "Say less")).check()
    for language in ("es", "en"):
        page.locator(f"#id_text_{language}").fill(f"{FOREWORD[language]} {LESS[language]}")
    told.picture(page, "9-decision", page.get_by_role("heading", level=1))
    told.press(page, "Guardar la decisión", "Save the decision")
    page.get_by_role("button", name=told.say("Que todos los conteos digan",
                                             "Let all counts read")).click()  # fmt: skip
    told.follow(page, "Ver cómo queda la copia pública", "See what the public copy looks like")
    fewer = page.get_by_text(told.say("menos de 10", "fewer than 10"))
    expect(fewer.first).to_be_visible()
    told.picture(page, "10-public", page.get_by_role("row", name="El Renacer").first)
    page.go_back()
    told.press(page, "Sacar la copia pública", "Print the public copy")
    text = told_by(_downloaded(page, folder / "public.pdf"))
    assert told.say("menos de 10", "fewer than 10") in text
    assert LESS[told.language] in text
    assert ONE[told.language] not in text
