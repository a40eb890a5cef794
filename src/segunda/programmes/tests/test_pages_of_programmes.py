"""The pages of programmes: every one as every role, and a day from paper to confirmed."""

import re
import uuid
from collections.abc import Iterator
from datetime import date
from decimal import Decimal

import pytest
from django.test import Client

from segunda.access.scope import JOBS, acting
from segunda.access.tests.routes import Address, not_walked, routes, walk
from segunda.programmes import actions, queries
from segunda.programmes.actions import Line, Step
from segunda.programmes.models import Activity
from segunda.programmes.tests.conftest import MARTA, MONDAY, TUESDAY, confirm, enter
from segunda.registry import actions as record
from segunda.registry.queries.presence import Named
from tests.village.day import NOON
from tests.village.people import WHO, Village

pytestmark = pytest.mark.django_db(databases=["default", "refusals"])
ACCOUNT = {role: account for role, account, _ in reversed(WHO)}
DAY, OMAR = MONDAY.isoformat(), "Omar Aguilar Santos"


def browser_of(village: Village, account: str, language: str = "es") -> Client:
    client = Client()
    client.force_login(village.users[account])
    client.cookies["segunda_lang"] = language
    return client


def send(client: Client, address: str, form: str = "sheet", **data: object) -> str:
    """Where a form leads."""
    sent = client.post(address, {"_key": str(uuid.uuid4()), "_form": form, "_route": address,
                                 **data})  # fmt: skip
    assert sent.status_code == 302, sent.content.decode()[:3000]
    return str(sent["Location"])


def reach(village: Village) -> None:
    """Marta's file lies in the reach of the courts and of one defender too."""
    person, clerk = village.people[MARTA], village.reader("secretaria.cumplimiento")
    with acting(JOBS):
        for court in ("garantias-1", "cumplimiento-1"):
            record.record_case(person=person, court=village.courts[court], number="1", by=JOBS,
                               at=NOON)  # fmt: skip
    with acting(clerk):
        record.record_appointment(person=person, defender=village.users["defensa.ana"], by=clerk,
                                  at=NOON)  # fmt: skip


def requested(village: Village, name: str) -> object:
    """A request of somebody's, as the national office records it."""
    with acting(village.reader("nacional")) as by:
        return actions.request_redemption(
            public_id=village.people[name].public_id, kind="work", start_date=MONDAY,
            end_date=TUESDAY, asked=Step(TUESDAY, "person", "S-1"), by=by, at=NOON,
        ).entity  # fmt: skip


def addresses(village: Village, bakery: Activity) -> Iterator[Address]:
    hers = {"public_id": village.people[MARTA].public_id}
    anothers = {"public_id": village.people[OMAR].public_id}
    for name in ("person_hours", "person_hours_file", "redemption_new"):
        yield Address(name, lambda _: hers, lambda _: anothers)
    one, other = {"public_id": bakery.public_id}, {"public_id": uuid.uuid4()}
    place = bakery.enrolments.get(number=1).entity
    for name in ("activities", "activity_new", "to_confirm", "redemptions", "redemptions_file",
                 "activity_summary", "activity_summary_file"):  # fmt: skip
        yield Address(name)
    asked = {who: requested(village, who) for who in (MARTA, OMAR)}
    for name in ("redemption", "redemption_opinion", "redemption_decide", "redemption_reopen"):
        yield Address(name, lambda _: {"entity": asked[MARTA]}, lambda _: {"entity": asked[OMAR]})
    for name in ("activity", "activity_change", "activity_enrol", "activity_blank", "activity_file",
                 "activity_go"):  # fmt: skip
        yield Address(name, lambda _: one, lambda _: other)
    for name in ("activity_day", "activity_sheet", "activity_day_confirm", "activity_day_return"):
        yield Address(name, lambda _: {**one, "day": DAY}, lambda _: {**other, "day": DAY})
    yield Address("enrolment_end", lambda _: {"entity": place}, lambda _: {"entity": uuid.uuid4()})


def test_every_page_as_every_role(village: Village, bakery: Activity) -> None:
    reach(village)
    told = list(addresses(village, bakery))
    assert walk(told, lambda role: browser_of(village, ACCOUNT[role])) == []
    own = {name for name, page in routes() if page.__module__.startswith("segunda.programmes.")}
    assert own
    assert own & not_walked(told) == set()


def test_nobody_of_another_facility_opens_it(village: Village, bakery: Activity) -> None:
    sur = browser_of(village, "registro.sur")
    for page in ("", "cambiar/", "papel/", f"dia/{DAY}/", f"dia/{DAY}/hoja/"):
        assert sur.get(f"/actividades/{bakery.public_id}/{page}").status_code == 404
    assert "Panadería" not in sur.get("/actividades/").content.decode()


def test_a_day_from_paper_to_confirmed(village: Village, bakery: Activity) -> None:
    workshop, director = (browser_of(village, who) for who in ("taller.norte", "direccion.norte"))
    sheet = f"/actividades/{bakery.public_id}/dia/{DAY}/hoja/"
    page = workshop.get(sheet).content.decode()
    assert page.index("Quirós Santos, Marta") < page.index("Ábrego Santos, Nilka")
    assert 'name="hours_1" value="6"' in page  # the ordinary hours stand there already
    sent = {"what_1": "present", "hours_1": "-2", "note_1": "", "what_2": "other", "hours_2": "",
            "note_2": "", "_version": "0"}  # fmt: skip
    answer = workshop.post(sheet, {"_key": str(uuid.uuid4()), "_form": "sheet", **sent})
    words = answer.content.decode()
    assert "Fila 1, Quirós Santos, Marta: las horas (-2) deben ser más de cero" in words
    assert 'name="hours_1" value="-2"' in words  # nothing typed is lost
    sent |= {"hours_1": "5,5"}
    answer = workshop.post(sheet, {"_key": str(uuid.uuid4()), "_form": "sheet", **sent})
    assert "Fila 2, Ábrego Santos, Nilka: diga con palabras" in answer.content.decode()
    where = send(workshop, sheet, **{**sent, "note_2": "audiencia"})
    assert "Por confirmar" in workshop.get(where).content.decode()
    assert "Confirmo este día" not in workshop.get(where).content.decode()
    stale = workshop.post(sheet, {"_key": str(uuid.uuid4()), "_form": "sheet", **sent})
    assert stale.status_code == 409  # made from a sheet that was still empty
    listed = director.get("/horas/por-confirmar/").content.decode()
    assert "Panadería" in listed
    key = re.findall(rf'value="({bakery.public_id}.{DAY}.\d+)"', listed)[0]
    changed = {"_key": str(uuid.uuid4()), "_form": "sheet", "days": f"{bakery.public_id}.{DAY}.1"}
    old = director.post("/horas/por-confirmar/", changed)
    assert "cambió mientras usted miraba" in old.content.decode()
    assert send(director, "/horas/por-confirmar/", days=key) == "/horas/por-confirmar/"
    page = browser_of(village, "direccion.norte", "en").get(where).content.decode()
    assert "confirmed" in page
    assert "5.5" in page
    assert "another cause" in page


def test_a_class_the_prison_cancelled_is_one_word(village: Village, bakery: Activity) -> None:
    workshop = browser_of(village, "taller.norte")
    sheet = f"/actividades/{bakery.public_id}/dia/{DAY}/hoja/"
    where = send(workshop, sheet, everyone="cancelled", what_1="present", hours_1="6",
                 _version="0")  # fmt: skip
    page = workshop.get(where).content.decode()
    assert page.count("la suspendió el centro") == 2


def test_a_day_cut_short_has_hours_done_and_hours_lost(village: Village, bakery: Activity) -> None:
    """Of six ordinary hours Marta did four before the lock-up: two were lost by the prison."""
    workshop, one = browser_of(village, "taller.norte"), f"/actividades/{bakery.public_id}/"
    sheet = f"{one}dia/{DAY}/hoja/"
    sent = {"_key": str(uuid.uuid4()), "_form": "sheet", "_version": "0",
            "what_1": "cut_lock_up", "hours_1": "6"}  # fmt: skip
    assert "HOURS_NOT_CUT_SHORT" in workshop.post(sheet, sent).content.decode()
    where = send(workshop, sheet, what_1="cut_lock_up", hours_1="4", _version="0")
    assert "asistió; se cortó: encierro <small>perdió 2 h</small>" in (
        workshop.get(where).content.decode()
    )
    page = workshop.get(sheet).content.decode()
    assert '<option value="cut_lock_up" selected>' in page
    confirm(village, bakery, MONDAY)
    hers = f"/personas/{village.people[MARTA].public_id}/horas/"
    clerk = browser_of(village, "registro.norte")
    page = clerk.get(hers).content.decode()
    row = page[page.index("jun 2024</a>") :]
    cells = re.findall(r'<td role="cell"[^>]*>([^<]*)</td>', row[: row.index("</tr>")])
    assert cells == ["trabajo", "1", "4", "0", "2", "0"]
    assert ",asistió; se cortó: encierro,4,2,confirmado" in (
        clerk.get(f"{hers}archivo/").content.decode("utf-8-sig")
    )
    summary = clerk.get("/actividades/resumen/archivo/?desde=6/2024&hasta=6/2024")
    assert ",1,4,0,0,0,2,0,0" in summary.content.decode("utf-8-sig")


def test_a_day_is_returned_and_whoever_is_enrolled_is_found(
    village: Village, bakery: Activity
) -> None:
    workshop, director = (browser_of(village, who) for who in ("taller.norte", "direccion.norte"))
    one = f"/actividades/{bakery.public_id}/"
    send(workshop, f"{one}dia/{DAY}/hoja/", what_1="present", hours_1="6", _version="0")
    old = director.post(f"{one}dia/{DAY}/confirmar/", {"_key": str(uuid.uuid4()), "_version": "1",
                                                       "_form": "confirmar"})  # fmt: skip
    assert "DAY_CHANGED" in old.content.decode()
    back = send(director, f"{one}dia/{DAY}/devolver/", "devolver", answer="falta la firma")
    assert "falta la firma" in workshop.get(back).content.decode()
    found = workshop.post(f"{one}inscribir/", {"_form": "sheet", "text": "Rosa Ñuñez",
                                               "_key": str(uuid.uuid4())})  # fmt: skip
    assert "Ñuñez Santos, Rosa" in found.content.decode()
    assert "mismo nombre" not in found.content.decode()
    rosa = village.people["Rosa Ñuñez Santos"].pk
    send(workshop, f"{one}inscribir/", text="Rosa Ñuñez", people=str(rosa),
         start_date="03/06/2024", inscribir="1")  # fmt: skip
    assert "Ñuñez Santos, Rosa" in workshop.get(f"{one}papel/").content.decode()
    wrong = workshop.get(f"{one}dia/?dia=31/12/2024&hoja=1", follow=True).content.decode()
    assert "Eso no es un día que ya haya pasado" in wrong
    file = workshop.get(f"{one}archivo/").content.decode("utf-8-sig").splitlines()
    assert file[2] == f'{DAY},1,"Quirós Santos, Marta",asistió,6,0,devuelto'
    assert "?antes=" not in workshop.get(one).content.decode()
    gone = workshop.get(f"{one}dia/?dia=03/06/2024&hoja=1")
    assert gone["Location"] == f"{one}dia/{DAY}/hoja/"


def test_two_of_one_name_are_not_told_apart_by_it(
    village: Village, bakery: Activity, monkeypatch: pytest.MonkeyPatch
) -> None:
    two = [Named(one, uuid.uuid4(), "Ñuñez Santos", "Rosa", None) for one in (1, 2)]
    monkeypatch.setattr(queries, "to_enrol", lambda *_, **__: two)
    found = browser_of(village, "taller.norte").post(
        f"/actividades/{bakery.public_id}/inscribir/",
        {"_form": "sheet", "text": "Rosa", "_key": str(uuid.uuid4())},
    )
    assert "Hay personas con el mismo nombre: Ñuñez Santos, Rosa." in found.content.decode()


def test_an_account_by_month_with_what_the_prison_lost_apart(
    village: Village, bakery: Activity
) -> None:
    """Confirmed: 6 and 5.5 hours of two days of June. Not confirmed: one day of 6. Lost by the
    prison: 6 for the lock-up. Ill: 6, as a number without its cause."""
    six = Decimal(6)
    enter(village, bakery, MONDAY, Line(1, six), Line(2, six))
    enter(village, bakery, TUESDAY, Line(1, Decimal("5.5")))
    enter(village, bakery, date(2024, 6, 5), Line(1, six, "lock_up"))
    enter(village, bakery, date(2024, 6, 6), Line(1, six, "illness", "canaria"))
    confirm(village, bakery, MONDAY, TUESDAY, date(2024, 6, 5), date(2024, 6, 6))
    enter(village, bakery, date(2024, 6, 7), Line(1, six))
    hers = f"/personas/{village.people[MARTA].public_id}/horas/"
    clerk = browser_of(village, "registro.norte")
    page = clerk.get(hers).content.decode()
    row = page[page.index("jun 2024</a>") :]
    cells = re.findall(r'<td role="cell"[^>]*>([^<]*)</td>', row[: row.index("</tr>")])
    assert cells == ["trabajo", "2", "11.5", "1", "6", "6"]
    assert "2 días de trabajo" in page
    assert "encierro" in page
    assert "enfermedad" not in page
    assert "canaria" not in page
    file = clerk.get(f"{hers}archivo/")
    lines = file.content.decode("utf-8-sig").splitlines()
    assert lines[1] == (
        "día,centro,actividad,de qué,qué pasó,horas,horas que perdió el centro,estado"
    )
    assert lines[2].startswith("2024-06-07,Centro Norte (ficticio),Panadería (ficticia),trabajo,")
    assert len([line for line in lines if line.startswith("2024-")]) == 5
    assert "horas/" in clerk.get(f"/personas/{village.people[MARTA].public_id}/").content.decode()
    english = browser_of(village, "registro.norte", "en").get(hers).content.decode()
    assert "2 days of work" in english
