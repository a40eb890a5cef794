"""The menu: home, headings where a role's links are many, and links that would stand alone."""

import re

import pytest
from django.test import Client

from tests.village.people import Village

pytestmark = pytest.mark.django_db(databases=["default", "refusals"])


def menu(village: Village, account: str, path: str = "/") -> str:
    """The menu of a page, as this account is shown it."""
    client = Client()
    client.force_login(village.users[account])
    page = client.get(path).content.decode()
    return page[page.index("<nav") : page.index("</nav>")]


def test_many_links_stand_under_headings_and_the_open_part_is_marked(village: Village) -> None:
    shown = menu(village, "nacional", "/censo/")
    headings = re.findall(r"<summary[^>]*>([^<]+)<", shown)
    assert headings == ["Personas y centros", "Salidas y ley", "Trabajo y estudio"]
    assert re.findall(r'<summary aria-current="true">([^<]+)<', shown) == headings[:1]
    assert re.findall(r'aria-current="page">([^<]+)<', shown) == ["Censo"]
    found = re.findall(r'<a href="([^"]+)"', shown)
    assert len(found) == len(set(found)) == 14
    alone = re.sub(r"<details.*?</details>", "", shown, flags=re.DOTALL)
    assert re.findall(r">([^<]+)</a>", alone) == ["Inicio", "Cargas", "Recomendaciones"]


def test_few_links_stand_side_by_side(village: Village) -> None:
    shown = menu(village, "datos")
    assert "<summary" not in shown
    assert re.findall(r">([^<]+)</a>", shown) == [
        "Inicio", "Personas", "Centros", "Cambios de la ley",
    ]  # fmt: skip
