"""The menu: home and five headings with each role's links; whoever has few sees no headings."""

import re

import pytest

from tests.monitor.team import browser

pytestmark = pytest.mark.django_db(databases=["default", "refusals"])
HEADINGS = ["Lugares y planes", "Visitas", "Seguimiento", "Informes y paquetes", "El mecanismo"]


def menu(role: str, path: str = "/hallazgos/") -> str:
    """The menu of a page, as this role is shown it."""
    page = browser(role).get(path).content.decode()
    return page[page.index("<nav") : page.index("</nav>")]


def test_the_links_stand_under_five_headings_and_the_open_part_is_marked() -> None:
    shown = menu("director")
    assert re.findall(r"<summary[^>]*>([^<]+)<", shown) == HEADINGS
    assert re.findall(r'<summary aria-current="true">([^<]+)<', shown) == ["Seguimiento"]
    assert re.findall(r'aria-current="page">([^<]+)<', shown) == ["Hallazgos"]
    found = re.findall(r'<a href="([^"]+)"', shown)
    assert len(found) == len(set(found)) == 21
    assert "/cuentas/" not in menu("lawyer")


def test_whoever_keeps_the_computer_has_three_links_and_no_heading() -> None:
    shown = menu("computer_administrator", "/actos/")
    assert "<summary" not in shown
    assert re.findall(r'<a href="([^"]+)"', shown) == ["/", "/actos/", "/hojas/"]
