"""The board secretary's Thursday: who is on the table, which paper is missing, what to hand her."""

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.journeys.days.day import Day

pytestmark = pytest.mark.slow


def test_from_the_list_to_the_paper_and_the_sheet(day: Callable[[str], Day]) -> None:
    told = day("board")
    page = told.enter("junta.norte", "/salidas/")
    told.picture(page, "1-paths")
    page.get_by_label(told.say("Camino o límite", "Path or limit")).select_option(
        label=told.say("Trabajo comunitario", "Community work")
    )
    page.locator("#id_answer").select_option(label=told.say("falta saber", "not known yet"))
    told.press(page, "Abrir la lista", "Open the list")
    expect(page.locator("tbody tr").first).to_be_visible()
    told.picture(page, "2-list")
    page.goto("/papeles/")
    told.picture(page, "3-papers")
    page.goto("/papeles/host_letter/")
    page.locator("input[name=people]").first.check()
    page.get_by_role("main").locator("form .button").first.click()
    expect(page.get_by_role("status").first).to_be_visible()
    told.picture(page, "4-asked")
    page.locator("tbody a").first.click()
    told.follow(page, "Volver al expediente", "Back to the file")
    page.get_by_role(
        "link", name=told.say("Su hoja, para entregarle", "Her sheet, to hand her")
    ).first.click()
    expect(page.locator(".hers")).to_be_visible()
    told.picture(page, "5-sheet")
