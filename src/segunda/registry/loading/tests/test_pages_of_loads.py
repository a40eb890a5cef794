"""The pages of a load: brought, checked, started, confirmed, settled; in both languages."""

import re
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from conftest import enter_as
from segunda.access.models import User
from segunda.access.scope import JOBS, acting
from segunda.registry.loading import apply, check
from segunda.registry.loading.painted import paint_sheet
from segunda.registry.loading.tests.files import NOON, account, content, load, person
from segunda.registry.loading.tests.rows import ask, counts
from segunda.registry.loading.tests.test_the_inbox import entered
from segunda.registry.models import Load

if TYPE_CHECKING:
    from segunda.config.database import Connections

MANY = [person(n) for n in range(1, 31)]


class Browser:
    """A clerk at the pages, which enter as the application; the worker enters as the jobs role."""

    def __init__(self, record: "Connections", user: User) -> None:
        self.record, self.client = record, Client()
        enter_as(record.app)
        self.client.force_login(user)

    def get(self, page: str, *args: object) -> str:
        """A page, as text."""
        enter_as(self.record.app)
        answer = self.client.get(reverse(page, args=args))
        assert answer.status_code == 200, (page, answer.status_code)
        return answer.content.decode()

    def post(self, page: str, said: dict[str, Any], *args: object, form: str = "sheet") -> Any:
        """A form of a page sent, its key taken from the page that shows it."""
        shown = self.get(page, *args)
        return self.send(page, said, shown, *args, form=form)

    def send(self, page: str, said: dict[str, Any], shown: str, *args: object, form: str) -> Any:
        """A form sent with the hidden fields of the page `shown`."""
        key = re.search(r'name="_key" value="([^"]+)"', shown)
        assert key is not None
        return self.client.post(
            reverse(page, args=args), {**said, "_key": key[1], "_form": form}, follow=True
        )

    def work(self, act: Callable[[int], Load], number: int) -> Load:
        """What the worker does."""
        enter_as(self.record.jobs)
        return act(number)


@pytest.fixture
def clerk(record: "Connections") -> Browser:
    """The national records office."""
    return Browser(record, account("nacional"))


def bring(clerk: Browser, file: bytes, day: str = "01/06/2024", name: str = "r.parquet",
          mapping: str = "template") -> int:  # fmt: skip
    """A file brought on the page and checked by the worker; its load."""
    answer = clerk.post("load_new", {
        "file": SimpleUploadedFile(name, file), "source": "ficticio", "mapping": mapping,
        "file_date": day, "whole": "whole",
    })  # fmt: skip
    assert answer.status_code == 200
    enter_as(clerk.record.jobs)
    with acting(JOBS):
        return Load.objects.latest("pk").pk


def checked(number: int) -> Load:
    return check(number, at=NOON)


def done(number: int) -> Load:
    return apply(number, at=NOON)


def test_a_file_is_brought_checked_and_loaded(clerk: Browser) -> None:
    number = bring(clerk, content(*MANY))
    assert "<progress" in clerk.get("load", number)
    assert clerk.work(checked, number).state == "checked"
    assert counts()["person"] == 0
    shown = clerk.get("load", number)
    assert "30 filas = 30 aceptadas + 0 rechazadas." in shown
    clerk.send("load_start", {"how": "all"}, shown, number, form="todas")
    assert clerk.work(done, number).state == "done"
    assert "Se cargaron" in clerk.get("load", number)
    assert "ficticio" in clerk.get("loads")


def test_refused_rows_come_back_painted(clerk: Browser) -> None:
    number = bring(clerk, content(*MANY, person(40, custody_start_date="2024-02-31")))
    clerk.work(checked, number)
    shown = clerk.get("load", number)
    assert "Cargar ahora las filas buenas" in shown
    enter_as(clerk.record.app)
    assert clerk.client.get(reverse("load_sheet", args=[number])).status_code == 302  # not ready
    answer = clerk.send("load_paint", {}, shown, number, form="hoja")
    assert "Se está preparando su hoja" in answer.content.decode()
    enter_as(clerk.record.jobs)
    jobs = "SELECT args->>'load_id', args->>'language' FROM procrastinate_jobs WHERE task_name = %s"
    assert ask(jobs, "segunda.paint_load") == [(str(number), "es")]
    paint_sheet(number, "es", at=NOON)
    paint_sheet(number, "es", at=NOON)  # a job that is done twice
    assert ask("SELECT count(*) FROM registry_storedfile") == [(2,)]
    assert "Descargar su hoja" in clerk.get("load", number)
    sheet = clerk.client.get(reverse("load_sheet", args=[number]))
    assert sheet.content.startswith(b"PK")
    other = Browser(clerk.record, account("nacional.dos"))  # not hers: its lines are not shown
    assert other.client.get(reverse("load_sheet", args=[number])).status_code == 404
    assert "hoja con las faltas" not in other.get("load", number)
    enter_as(clerk.record.jobs)
    assert ask("SELECT count(*) FROM access_auditentry WHERE action = 'load.export'") == [(1,)]


def test_a_stopped_load_is_confirmed_by_another(clerk: Browser) -> None:
    enter_as(clerk.record.jobs)
    load(content(*MANY))
    number = bring(clerk, content(*MANY[3:]), "01/07/2024")
    assert clerk.work(checked, number).state == "stopped"
    shown = clerk.get("load", number)
    assert "Una segunda persona debe confirmar" in shown
    assert "Confirmo" not in shown
    enter_as(clerk.record.jobs)
    other = Browser(clerk.record, account("nacional.dos"))
    shown = other.get("load", number)
    other.send("load_confirm", {}, shown, number, form="confirmar")
    assert "Cargar todas las filas" in other.get("load", number)


def test_the_inbox_is_settled_on_its_page(clerk: Browser) -> None:
    enter_as(clerk.record.jobs)
    entered()
    load(content(person(1), person(2)), good_rows_now=True)
    assert "Un asunto espera" in clerk.get("inbox")
    enter_as(clerk.record.jobs)
    [(matter,)] = ask("SELECT id FROM registry_settlement")
    answer = clerk.post("settlement", {"choice": "same_person", "reason": "mismo papel"}, matter)
    assert "Resuelto" in answer.content.decode()
    assert "Nada por resolver" in clerk.get("inbox")


def test_a_new_file_is_paired_seen_and_checked(clerk: Browser) -> None:
    rows = "Cedula;Nombre;Sexo;Fecha ingreso;Centro\n" + "".join(
        f"99-1-{n};Yaneth {n} Santos;Mujer;1{n}/01/2024;Norte\n" for n in range(1, 9)
    )
    number = bring(clerk, rows.encode(), name="nuevo.csv", mapping="propose")
    shown = clerk.get("load_pairing", number)
    assert "¿Qué es cada columna de" in shown
    answer = clerk.send("load_pairing", _selected(shown), shown, number, form="sheet")
    assert "Las primeras personas, leídas así" in answer.content.decode()
    shown = answer.content.decode()
    clerk.send("load_pairing", {**_selected(shown), "then": "check"}, shown, number, form="sheet")
    one = clerk.work(checked, number)
    assert (one.state, one.account["new"]) == ("checked", 8)


def _selected(page: str) -> dict[str, str]:
    """What stands chosen in the lists of a page."""
    found = {}
    for name, body in re.findall(r'<select[^>]*name="([cv][0-9_]+)"[^>]*>(.*?)</select>', page,
                                 re.DOTALL):  # fmt: skip
        chosen = re.search(r'<option value="([^"]*)"[^>]*selected', body)
        found[name] = chosen[1] if chosen else ""
    return found


@pytest.mark.parametrize("language", ["es", "en"])
def test_every_page_opens_in_both_languages(clerk: Browser, language: str) -> None:
    clerk.client.cookies["segunda_lang"] = language
    number = bring(clerk, content(*MANY))
    for page, *args in (("loads",), ("load_new",), ("inbox",), ("load", number)):
        assert f'lang="{language}"' in clerk.get(str(page), *args)


def test_strangers_to_loads_are_refused(record: "Connections") -> None:
    with acting(JOBS):
        judge = User.objects.create_user("juez", None, name="juez (ficticio)",
                                         role="trial_judge", created_at=NOON)  # fmt: skip
    browser = Browser(record, judge)
    for page in ("loads", "load_new", "inbox"):
        assert browser.client.get(reverse(page)).status_code == 403
