"""A computation is kept by one person and signed by another; what changed since is said."""

import json
from datetime import date
from typing import Any
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction
from django.db.models import F
from django.test import Client

from segunda.access.scope import JOBS, acting
from segunda.law.text import Refusal, Text
from segunda.registry import actions
from segunda.registry.computing import stored
from segunda.registry.computing.stored import again
from segunda.registry.models import Computation, Person
from segunda.registry.queries.account_names import WITHHELD, names_of
from segunda.registry.tests.pages import browser_of
from tests.village.day import NOON, TODAY
from tests.village.people import Village

pytestmark = pytest.mark.django_db(databases=["default", "refusals"])
HERS = "Yaneth Peña Santos"
CALENDAR_END, THIRTY_END = "2027-02-02", "2027-01-07"  # see test_case_from_the_record.py


def keep(village: Village, account: str = "registro.norte", **more: Any) -> Computation:
    by = village.reader(account)
    with acting(by):
        return actions.keep_computation(
            person=village.people[HERS], as_of=TODAY, by=by, at=NOON, **more
        )


def sign(village: Village, row: Computation, account: str = "nacional", end: str = CALENDAR_END,
         ) -> Computation:  # fmt: skip
    by = village.reader(account)
    with acting(by):
        return actions.sign_computation(
            entity=row.entity, end=date.fromisoformat(end), by=by, at=NOON
        )


def test_inputs_and_law_are_kept_and_the_same_bytes_come_out_again(village: Village) -> None:
    row = keep(village)
    assert json.loads(row.inputs)["case"]["sentences"][0]["length"] == {"years": 5}
    assert row.computed["end"] == [THIRTY_END, CALENDAR_END]
    with acting(JOBS) as reader:
        made = again(row, user=reader)
    assert (made.same_law, made.same_result, made.same_record) == (True, True, True)


def test_another_law_or_another_record_is_seen(
    village: Village, monkeypatch: pytest.MonkeyPatch
) -> None:
    row = keep(village)
    with acting(JOBS) as reader:
        actions.record_credit(person=village.people[HERS], kind="work", days=200, unit="done",
                              document="R-1", by=JOBS, at=NOON)  # fmt: skip
        made = again(row, user=reader)
        assert (made.same_law, made.same_result, made.same_record) == (True, True, False)
        assert "2026-10-25" in made.now.days["end"]
        monkeypatch.setattr(stored, "law_print", lambda: "f" * 64)
        assert not again(row, user=reader).same_law


@pytest.mark.parametrize(
    ("account", "end", "words"),
    [
        ("registro.norte", CALENDAR_END, "otra persona, no quien la hizo"),
        ("nacional", "2027-02-03", "no es el de la hoja"),
    ],
)
def test_who_made_it_does_not_sign_it_nor_is_another_end_signed(
    village: Village, account: str, end: str, words: str
) -> None:
    row = keep(village)
    with pytest.raises(Refusal, match=words):
        sign(village, row, account, end)


def test_either_reading_is_an_end_and_a_new_one_replaces_the_signed(village: Village) -> None:
    first = sign(village, keep(village), end=THIRTY_END)
    second = sign(village, keep(village))
    with acting(JOBS):
        rows = Computation.objects.filter(state="signed").order_by("pk")
        assert [(row.pk, row.superseded_at is None) for row in rows] == [
            (first.pk, False), (second.pk, True),
        ]  # fmt: skip


def test_it_is_not_signed_once_the_record_has_changed(village: Village) -> None:
    row = keep(village)
    with acting(JOBS):
        actions.record_credit(person=village.people[HERS], kind="study", days=20, unit="done",
                              document="R-1", by=JOBS, at=NOON)  # fmt: skip
    with pytest.raises(Refusal, match="cambió desde que se hizo"):
        sign(village, row)


def test_a_second_waits_until_the_first_is_decided(village: Village) -> None:
    row = keep(village)
    with pytest.raises(Refusal, match="Ya hay una hoja que espera"):
        keep(village)
    by = village.reader("nacional")
    with acting(by), pytest.raises(Refusal, match="Solo quien hizo la hoja"):
        actions.withdraw_computation(entity=row.entity, by=by, at=NOON)
    with acting(by), pytest.raises(Refusal, match="Diga por qué la devuelve"):
        actions.return_computation(entity=row.entity, answer=" ", by=by, at=NOON)
    with acting(by):
        actions.return_computation(entity=row.entity, answer="falta un abono", by=by, at=NOON)
    assert keep(village).state == "proposed"


def test_a_date_set_by_a_person_needs_its_reason_and_paper(village: Village) -> None:
    with pytest.raises(Refusal, match="necesita su razón y el documento"):
        keep(village, set_dates={"end": date(2026, 5, 1)}, reason="lo dice el juez")
    backwards = {"one_third": date(2026, 5, 2), "end": date(2026, 5, 1)}
    with pytest.raises(Refusal, match="no van en orden"):
        keep(village, set_dates=backwards, reason="x", document="A-1")
    row = keep(village, set_dates={"end": date(2026, 5, 1)}, reason="auto", document="A-1")
    with pytest.raises(Refusal, match="no es el de la hoja"):
        sign(village, row)
    assert sign(village, row, end="2026-05-01").state == "signed"


def test_a_case_for_a_person_waits_for_dates_of_a_person(village: Village) -> None:
    with acting(JOBS):
        actions.record_credit(person=village.people[HERS], kind="other", days=9, unit="off",
                              document="R-1", by=JOBS, at=NOON)  # fmt: skip
    with pytest.raises(Refusal, match="Las reglas no cubren este caso"):
        keep(village)
    row = keep(village, set_dates={"end": date(2026, 5, 1)}, reason="auto", document="A-1")
    assert (row.by_hand, row.computed) == (True, {})


def test_nothing_is_kept_of_who_has_no_sentence_nor_of_a_day_to_come(village: Village) -> None:
    by = village.reader("nacional")
    person = village.people["Marta Quirós Santos"]
    with acting(by), pytest.raises(Refusal, match="nada que guardar"):
        actions.keep_computation(person=person, as_of=TODAY, by=by, at=NOON)
    with acting(by), pytest.raises(Refusal, match="no ha llegado"):
        actions.keep_computation(person=person, as_of=date(2094, 1, 1), by=by, at=NOON)


@pytest.mark.parametrize(
    ("changes", "name"),
    [
        ({"decided_by_id": F("recorded_by_id"), "state": "signed"}, "computation_by_two_people"),
        ({"state": "returned"}, "returned_with_a_reason"),
    ],
)  # fmt: skip
def test_the_database_refuses_too(village: Village, changes: dict[str, Any], name: str) -> None:
    row = keep(village)
    with acting(JOBS), pytest.raises(IntegrityError, match=name), transaction.atomic():
        Computation.objects.filter(pk=row.pk).update(**changes)


# Pages ------------------------------------------------------------------------------------------


def post(client: Client, address: str, form: str, **said: str) -> str:
    answer = client.post(address, {"_key": str(uuid4()), "_form": form, **said}, follow=True)
    return str(answer.content.decode())


def address(person: Person, what: str = "") -> str:
    return f"/personas/{person.public_id}/liquidacion/{what}"


def test_from_the_page_to_two_signatures_and_a_change_since(village: Village) -> None:
    person, clerk = village.people[HERS], browser_of(village, "registro.norte")
    assert "Guardar esta hoja" in clerk.get(address(person)).content.decode()
    page = post(clerk, address(person, "guardar/"), "sheet", set_end="01/03/2026",
                reason="Lo ordena el auto 9", document="AUTO-9")  # fmt: skip
    assert "1 mar 2026, fijado por una persona" in page
    assert "calculado: 7 ene 2027 / 2 feb 2027" in page
    with acting(JOBS):
        row = Computation.objects.get(person=person)
    judge = browser_of(village, "nacional")
    assert "Liquidaciones que revisa y firma otra persona" in judge.get("/").content.decode()
    assert str(row.entity) in judge.get("/pendientes/liquidaciones/").content.decode()
    check = f"/liquidaciones/{row.entity}/revisar/"
    assert "no es el de la hoja" in post(judge, check, "firma", end="02/03/2026")
    assert "firmada por dos personas" in post(judge, check, "firma", end="01/03/2026")
    file = judge.get(f"/personas/{person.public_id}/").content.decode()
    assert "Liquidación firmada" in file
    assert "calculado: 7 ene 2027" in file
    sheet = judge.get(f"/personas/{person.public_id}/hoja/").content.decode()
    assert "la cuenta que firmaron dos personas, su pena termina el 1 mar 2026" in sheet
    assert "El programa había calculado el 2 feb 2027" in sheet
    assert "Dos personas firmaron otro final" in judge.get(address(person)).content.decode()
    kept = f"/liquidaciones/{row.entity}/"
    pdf = judge.get(f"{kept}pdf/")
    assert (pdf.status_code, pdf.content[:5]) == (200, b"%PDF-")
    assert "Sale lo mismo, byte por byte" in judge.get(f"{kept}?otra-vez=1").content.decode()
    assert "ha cambiado desde" not in judge.get(kept).content.decode()
    with acting(JOBS):
        actions.record_credit(person=person, kind="work", days=200, unit="done", document="R-1",
                              by=JOBS, at=NOON)  # fmt: skip
    assert "ha cambiado desde" in judge.get(kept).content.decode()
    page = judge.get(f"{kept}?otra-vez=1").content.decode()
    assert "El expediente ya no da los mismos datos" in page
    assert "25 oct 2026" in page


def test_whoever_signs_for_the_court_is_told_which_clerk_made_it(village: Village) -> None:
    clerk, defender = village.users["secretaria.cumplimiento"], village.users["defensa.ana"]
    judge = village.reader("cumplimiento.1")
    with acting(judge):
        assert names_of([clerk.pk], user=judge) == {clerk.pk: Text(clerk.name, clerk.name)}
        assert names_of([defender.pk], user=judge) == {defender.pk: WITHHELD}
    with acting(village.reader("registro.norte")) as record:
        assert names_of([clerk.pk], user=record) == {clerk.pk: WITHHELD}


def test_a_returned_sheet_goes_back_to_who_made_it(village: Village) -> None:
    row, national = keep(village), browser_of(village, "nacional")
    check = f"/liquidaciones/{row.entity}/revisar/"
    post(national, check, "devolucion", answer="falta el tiempo en Divala")
    mine = browser_of(village, "registro.norte")
    assert "falta el tiempo en Divala" in mine.get("/pendientes/devueltas/").content.decode()
    assert "falta el tiempo en Divala" in mine.get(f"/liquidaciones/{row.entity}/").content.decode()
    others = browser_of(village, "nacional").get("/pendientes/devueltas/").content.decode()
    assert "Divala" not in others
