"""The defender's day: a new client, something wrong in her file, a date that comes near."""

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.journeys.days.day import Day

pytestmark = pytest.mark.slow


def test_a_client_a_dispute_and_a_date(day: Callable[[str], Day]) -> None:
    told = day("defender")
    page = told.enter("defensa.luis", "/clientes/")
    page.get_by_label(told.say("Número de documento", "Document number")).fill(
        told.program.near[told.language == "en"]
    )
    page.get_by_label(told.say("Por qué la defiende", "Why you defend this person")).fill(
        told.say("La llamó su familia; audiencia mañana.", "Her family called; hearing tomorrow.")
    )
    told.picture(page, "1-client")
    told.press(page, "Declarar", "Declare")
    page.get_by_role("rowheader").get_by_role("link").last.click()
    told.picture(page, "2-file")
    page.get_by_role("link", name=told.say("Abrir una disputa", "Open a dispute")).first.click()
    page.get_by_label(told.say("Sobre qué", "About what")).select_option(
        label=told.say("las fechas de su detención", "the dates of her detention")
    )
    page.get_by_label(told.say("Qué dice la persona", "What the person says")).fill(
        told.say("El día de ingreso no es ese: entró tres semanas antes.",
                 "The day of admission is wrong: it was three weeks earlier.")
    )  # fmt: skip
    told.picture(page, "3-dispute")
    page.get_by_role("main").locator("form .button").first.click()
    expect(page.get_by_text(told.say("tres semanas antes", "three weeks earlier"))).to_be_visible()
    page.goto("/salidas/")
    told.picture(page, "4-dates", at=page.locator("#cerca"))
