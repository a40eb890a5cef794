"""The mechanism's doctor: a visit to CEFERE, from why to go to the report only health reads."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.days.day import Day
from tests.monitor.days.conftest import TODAY, type_day

pytestmark = pytest.mark.slow
NUMBER = re.compile(r"\b([1-4]\.[1-9])\b")
NUMBERS = ["1.1", "1.2", "1.3", "2.1", "2.2", "2.3", "2.4", "3.1", "3.2", "3.3", "3.4", "3.5"]
"""Of the questions that stand in groups, by hand from `salud.yaml`."""
PAPER: tuple[dict[str, str], ...] = ({"entries": "24", "in_day": "9", "body_maps": "6"},
         {"appointments": "30", "missed": "12", "psychiatric": "2"},
         {"doctors": "20", "insam": "1"}, {})  # fmt: skip
"""What she wrote on paper, page by page."""


def test_a_visit_to_cefere(day: Callable[[str], Day]) -> None:
    told = day("monitor-doctor")
    page = told.enter("medica", "/lugares/")
    page.get_by_role("link", name="CEFERE").click()
    health = told.say("Hallazgos graves de salud sin recomendación: 1.",
                      "Grave findings of health without a recommendation: 1.")  # fmt: skip
    expect(page.get_by_text(health)).to_be_visible()
    reasons = told.say("Razones para mirarlo", "Reasons to look at it")
    told.picture(page, "1-reasons", page.get_by_role("heading", name=reasons))
    place = page.url
    visit = _noted(told, page)
    told.picture(page, "2-visit", page.get_by_role("heading", level=1))
    _on_paper(told, page)
    page.goto(visit)
    _filled(told, page)
    _finding(told, page)
    _record_and_report(told, page, visit)
    _unseen_by_the_lawyer(told, visit, place, health)


def _noted(told: Day, page: Page) -> str:
    page.goto("/visitas/")
    told.follow(page, "Anotar una visita", "Note a visit")
    page.get_by_label(told.say("Lugar", "Place")).select_option(
        label="CEFERE Doña Cecilia Orillac de Chiari (datos ficticios)"
    )
    type_day(page, "starts_on", TODAY)
    for name in ("Damaris Ficticia Cedeño", "Marelis Ficticia Ureña"):
        page.get_by_label(name).check()
    page.get_by_label(told.say("Para qué se va", "Aims")).fill(
        told.say("Exámenes al entrar y citas perdidas (visita ficticia).",
                 "Exams on entry and missed appointments (fictitious visit).")
    )  # fmt: skip
    told.press(page, "Guardar la visita", "Save the visit")
    expect(page.get_by_role("heading", level=1)).to_contain_text("CEFERE")
    return page.url


def _on_paper(told: Day, page: Page) -> None:
    page.get_by_role("link", name=re.compile("(papel|paper) ?: (Servicio|Health)")).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(
        told.say("Servicio de salud", "Health service")
    )
    shown = page.locator(".questions").inner_text()
    assert [one for one in dict.fromkeys(NUMBER.findall(shown)) if one in NUMBERS] == NUMBERS
    told.picture(page, "3-paper", page.get_by_role("heading", level=1))


def _filled(told: Day, page: Page) -> None:
    """The paper typed in, page by page; the numbers are those of the paper."""
    told.press(page, "Servicio de salud", "Health service")
    numbers: list[str] = []
    for at, answers in enumerate(PAPER):
        numbers += NUMBER.findall(page.locator("main form").inner_text())
        _typed(page, answers)
        if at == 2:
            page.locator("fieldset", has_text="3.2").get_by_label(told.say("Sí", "Yes")).check()
            page.locator("fieldset", has_text="3.3").get_by_label("No", exact=True).check()
            told.picture(page, "4-screen", page.get_by_role("heading", level=1))
        told.press(page, "Guardar y seguir", "Save and go on")
    assert [one for one in dict.fromkeys(numbers) if one in NUMBERS] == NUMBERS
    _finish(told, page)


def _typed(page: Page, answers: dict[str, str]) -> None:
    for name, value in answers.items():
        page.locator(f"input[name$='{name}']").fill(value)


def _finish(told: Day, page: Page) -> None:
    """The page that ends it says what is missing; nothing is."""
    expect(page.get_by_text(told.say("No falta nada", "Nothing is missing"))).to_be_visible()
    type_day(page, "filled_on", TODAY)
    told.press(page, "Terminar", "Finish")
    told.picture(page, "5-answers", page.get_by_role("heading", level=2).last)


def _finding(told: Day, page: Page) -> None:
    """In her section: a colleague of law does not read it."""
    page.get_by_role("link", name=told.say("Escribir el hallazgo 3.2",
                                           "Write the finding 3.2")).click()  # fmt: skip
    expect(page.get_by_label(told.say("Sección", "Section"), exact=True)).to_have_value("medical")
    page.get_by_label(told.say("Tema", "Theme")).select_option("health")
    page.get_by_label(told.say("Gravedad", "Severity")).select_option("grave")
    text = page.get_by_label(told.say("Qué se encontró", "What was found"))
    text.press("End")
    text.type(told.say(" Nadie habla de lo que le duele (ficticio).",
                       " Nobody speaks of what hurts (fictitious)."))  # fmt: skip
    told.press(page, "Guardar el hallazgo", "Save the finding")
    told.picture(page, "6-finding", page.get_by_role("heading", level=1))


def _record_and_report(told: Day, page: Page, visit: str) -> None:
    page.goto(visit)
    told.follow(page, "Escribir el acta", "Write the record")
    page.get_by_label(told.say("dado por completo", "given in full")).check()
    page.get_by_label(told.say("Minutos de espera", "Minutes waited")).fill("15")
    told.press(page, "Guardar el acta", "Save the record")
    told.follow(page, "Hacer el informe de la visita", "Make the visit report")
    page.get_by_label(told.say("Con los hallazgos de salud", "With the findings of health")).check()
    told.press(page, "Hacer el informe", "Make the report")
    closed = told.say("Tiene hallazgos de salud: lo leen solo profesionales de la salud",
                      "It holds findings of health: only health professionals read it")  # fmt: skip
    expect(page.get_by_text(closed)).to_be_visible()
    told.picture(page, "7-report", page.get_by_role("heading", level=1))


def _unseen_by_the_lawyer(told: Day, visit: str, place: str, health: str) -> None:
    """She was there; the doctor's form, finding and reason are not on her pages."""
    page = told.enter("abogada", visit)
    none = told.say("Todavía no hay ninguno lleno que usted lea.",
                    "There is no filled one yet that you read.")  # fmt: skip
    expect(page.get_by_text(none)).to_be_visible()
    unread = told.say("Todavía no hay hallazgos que usted lea.",
                      "There are no findings yet that you read.")  # fmt: skip
    expect(page.get_by_text(unread)).to_be_visible()
    told.picture(page, "8-lawyer", page.get_by_role("heading", level=2).nth(1))
    page.goto(place)
    expect(page.get_by_text(health)).to_have_count(0)
    page.goto("/informes/")
    expect(page.locator("tbody a, .tasks a")).to_have_count(2)  # those of the demonstration
