"""The social worker's day: a woman came in last night, and two questions are still to be asked."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.journeys.days.day import Day

pytestmark = pytest.mark.slow
CHILDREN = ("¿Quién está con sus hijos esta noche?", "Who is with her children tonight?")


def test_what_was_not_asked_at_night_is_asked_in_the_morning(day: Callable[[str], Day]) -> None:
    told = day("social")
    night = told.enter("registro.norte", "/ingreso/")
    night.get_by_label(told.say("Nombres", "Given names"), exact=True).fill("Ficticia Noche")
    night.get_by_label(told.say("Apellidos", "Surnames"), exact=True).fill(
        f"Quiel {told.language.title()}"
    )
    night.get_by_label(told.say("Sexo declarado", "Declared sex")).select_option(
        label=told.say("mujer", "woman")
    )
    night.get_by_label(told.say("Con qué título", "On what title")).select_option(
        label=told.say("en espera de juicio", "awaiting trial")
    )
    children = night.get_by_role("group", name=told.say(*CHILDREN))
    told.picture(night, "1-night", at=children)
    told.press(night, "Registrar el ingreso", "Record the admission")
    expect(night.get_by_role("heading", level=1)).to_contain_text("Ficticia Noche")

    page = told.enter("social.norte")
    told.picture(page, "2-morning")
    told.follow(page, "Preguntas del ingreso sin hacer", "Questions of admission not asked yet")
    page.get_by_role("link", name=f"Ficticia Noche Quiel {told.language.title()}").first.click()
    children = page.get_by_role("group", name=told.say(*CHILDREN))
    children.get_by_role("radio").nth(1).check()
    told.picture(page, "3-children", at=children)
    page.get_by_role("main").get_by_role("button", name=re.compile("Guardar|Save")).first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Ficticia Noche")
    told.picture(page, "4-file")
