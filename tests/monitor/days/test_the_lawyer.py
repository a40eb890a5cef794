"""The mechanism's lawyer: from a finding to a recommendation, and what silence makes of it."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.journeys.days.day import Day
from tests.monitor.days.conftest import TODAY, Mechanism, type_day

pytestmark = pytest.mark.slow
DUE, LATER, ANSWERED = date(2024, 7, 31), date(2024, 8, 30), date(2024, 8, 29)
WAITED = 61  # days from 30 June to 30 August
ASKED = (
    "Que ningún registro sin ropa se haga sin que su razón quede escrita antes (ficticia).",
    "That no strip search be done unless its reason is written down before (fictitious).",
)
REPLIED = (
    "Se instruyó a la jefatura de seguridad (ficticia).",
    "The head of security was instructed (fictitious).",
)
SEEN = (
    "Llegó la instrucción, sin fecha; el libro sigue igual (ficticio).",
    "The instruction came, without a date; the book is as it was (fictitious).",
)


def test_from_a_finding_to_silence(day: Callable[[str], Day], mechanism: Mechanism) -> None:
    told = day("monitor-lawyer")
    page = told.enter("abogada", "/visitas/")
    page.get_by_role("link", name="CEFERE").first.click()
    page.get_by_role("link", name=told.say("Pieza 1", "Piece 1")).click()
    answer = page.get_by_role("link", name=told.say("Escribir el hallazgo 2.3",
                                                    "Write the finding 2.3"))  # fmt: skip
    told.picture(page, "1-answers", page.get_by_role("heading", level=2).nth(1))
    answer.click()
    _finding(told, page)
    _recommendation(told, page)
    _sent(told, page, mechanism)
    _silence(told, mechanism, page.url.partition("/recomendaciones/")[2])


def _finding(told: Day, page: Page) -> None:
    """The form knows the place, the day, the norm, the piece and the answer."""
    text = page.get_by_label(told.say("Qué se encontró", "What was found"))
    expect(text).to_have_value(told.say("Cada uno tiene su razón escrita: No.",
                                        "Each has its written reason: No."))  # fmt: skip
    where = page.get_by_label(told.say("Dónde está la evidencia", "Where the evidence is"))
    expect(where).to_have_value("Pieza 1, 2.3")
    text.press("End")
    text.type(told.say(" De 41 registros, diez la dicen (ficticio).",
                       " Of 41 searches, ten state it (fictitious)."))  # fmt: skip
    page.get_by_label(told.say("Tema", "Theme")).select_option("searches")
    page.get_by_label(told.say("Gravedad", "Severity")).select_option("grave")
    told.picture(page, "2-finding", page.locator("label[for=id_text]"))
    told.press(page, "Guardar el hallazgo", "Save the finding")
    same = told.say("El mismo tema y la misma norma, otras veces",
                    "The same theme and norm, at other times")  # fmt: skip
    expect(page.get_by_role("heading", name=same)).to_have_count(0)
    told.picture(page, "3-written", page.get_by_role("heading", level=1))


def _recommendation(told: Day, page: Page) -> None:
    told.follow(page, "Hacer una recomendación con este hallazgo",
                "Make a recommendation from this finding")  # fmt: skip
    for name in (("Dirección General del Sistema Penitenciario",
                  "General Directorate of the Penitentiary System"),
                 ("Ministerio de Gobierno", "Ministry of Government")):  # fmt: skip
        page.get_by_label(told.say(*name)).check()
    own = told.say("es", "en")
    page.get_by_label(told.say("Se escribió en", "Written in")).select_option(own)
    page.locator(f"#id_text_{own}").fill(told.say(*ASKED))
    page.get_by_label(told.say("Cómo se sabrá que se cumplió", "How one will know")).fill(
        told.say("El libro, registro por registro (ficticio).",
                 "The book, search by search (fictitious).")
    )  # fmt: skip
    type_day(page, "deadline", DUE)
    expect(page.locator("#id_theme")).to_have_value("searches")
    expect(page.get_by_label("razón escrita: No" if own == "es" else "written reason: No")
           ).to_be_checked()  # fmt: skip
    told.picture(page, "4-recommendation", page.locator(f"label[for=id_text_{own}]"))
    told.press(page, "Guardar la recomendación", "Save the recommendation")
    expect(page.get_by_role("heading", level=1)).to_contain_text("22")


def _sent(told: Day, page: Page, mechanism: Mechanism) -> None:
    """It waits in the next package; once that is made, the day of sending is there."""
    told.press(page, "Enviar al Estado en el próximo paquete",
               "Send to the State in the next package")  # fmt: skip
    expect(page.get_by_text(told.say("Espera en el próximo paquete",
                                     "It waits in the next package"))).to_be_visible()  # fmt: skip
    mechanism.pack(TODAY)
    page.reload()
    expect(page.get_by_text(told.say("Enviada el 30 jun 2024", "Sent on 30 Jun 2024"))
           ).to_have_count(2)  # fmt: skip
    told.picture(page, "5-sent", page.get_by_role("button", name=told.say("Enviar", "Send")))


def _silence(told: Day, mechanism: Mechanism, where: str) -> None:
    assert timedelta(days=WAITED) == LATER - TODAY
    told.program = mechanism.on(LATER)
    page = told.enter("abogada")
    overdue = page.get_by_role("link", name=told.say("Recomendación 22", "Recommendation 22")).first
    expect(overdue).to_be_visible()
    told.picture(page, "6-first-page", page.get_by_role("heading", level=2).first)
    by_keyboard(page, overdue)
    assert page.url.endswith(where)
    silent = page.get_by_text(told.say(f"Días sin respuesta: {WAITED}",
                                       f"Days without reply: {WAITED}"))  # fmt: skip
    expect(silent).to_have_count(2)
    told.picture(page, "7-silence", page.get_by_role("heading", level=2).nth(2))
    _reply(told, page)
    expect(silent).to_have_count(1)  # the Ministry is still silent: each answers for itself
    _assessment(told, page)
    told.picture(page, "8-assessed", page.get_by_role("heading", level=2).nth(2))


def by_keyboard(page: Page, link: Locator) -> None:
    """Reach a link by the tabulator alone, and open it."""
    page.reload()
    for _ in range(60):
        page.keyboard.press("Tab")
        if link.evaluate("e => e === document.activeElement"):
            break
    page.keyboard.press("Enter")
    page.wait_for_url("**/recomendaciones/**")


def _reply(told: Day, page: Page) -> None:
    """A letter of the Directorate; the Ministry's silence goes on."""
    page.get_by_role("link", name=told.say("Anotar una respuesta Dirección",
                                           "Note a reply General")).click()  # fmt: skip
    type_day(page, "received_on", ANSWERED)
    page.get_by_label(told.say("Número de la nota", "Number of the letter")).fill(
        "DGSP-77, ficticia"
    )
    page.get_by_label(told.say("Qué responde", "What it replies")).fill(told.say(*REPLIED))
    told.press(page, "Guardar", "Save")


def _assessment(told: Day, page: Page) -> None:
    """What was done, and how one knows."""
    page.get_by_role("link", name=told.say("Valorar el cumplimiento Dirección",
                                           "Assess what was done General")).click()  # fmt: skip
    page.get_by_label(told.say("Cómo está", "How it stands")).select_option("not_started")
    page.get_by_label(told.say("En qué consta", "Where the evidence is")).fill(told.say(*SEEN))
    type_day(page, "assessed_on", LATER)
    told.press(page, "Guardar", "Save")
    expect(page.get_by_text(told.say("no empezó", "not started"))).to_be_visible()
