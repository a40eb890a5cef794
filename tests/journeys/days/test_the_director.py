"""The director's Monday: what waits, how full it is, and whose limit has passed."""

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.journeys.days.day import Day

pytestmark = pytest.mark.slow


def test_what_waits_how_full_and_whose_limit(day: Callable[[str], Day]) -> None:
    told = day("director")
    page = told.enter("direccion.norte")
    told.picture(page, "1-home")
    page.goto("/centros/norte/")
    told.picture(page, "2-facility")
    page.goto("/salidas/")
    told.picture(page, "3-limits", at=page.locator("#limites"))
    page.get_by_label(told.say("Camino o límite", "Path or limit")).select_option(index=1)
    page.locator("#id_answer").select_option(label=told.say("no se cumple hoy", "not met today"))
    told.press(page, "Abrir la lista", "Open the list")
    expect(page.locator("tbody tr").first).to_be_visible()
    told.picture(page, "4-list")
