"""The data-protection officer's day: who has looked at this file?"""

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.journeys.days.day import Day

pytestmark = pytest.mark.slow
HERS = "Nilka Ábrego Santos"


def test_who_has_looked_at_this_file(day: Callable[[str], Day]) -> None:
    told = day("protection")
    for account in ("registro.norte", "social.norte", "salud.norte"):
        told.enter(account, told.program.file(HERS))
    page = told.enter("datos", "/personas/")
    page.get_by_label(told.say("Nombre, apellido o documento",
                               "Name, surname or document")).fill("Nilka Abrego")  # fmt: skip
    told.picture(page, "1-search")
    page.keyboard.press("Enter")
    page.get_by_role("link", name="Ábrego Santos, Nilka").click()
    told.follow(page, "Quién ha visto este expediente", "Who has seen this file")
    expect(page.get_by_role("table")).to_be_visible()
    for who in ("registro.norte", "social.norte", "salud.norte"):
        expect(page.get_by_role("cell", name=f"{who} (ficticio)").first).to_be_visible()
    told.picture(page, "2-readings")
