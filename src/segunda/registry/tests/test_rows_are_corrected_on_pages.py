"""What courts and offices stated is corrected and withdrawn on pages, with a reason; never lost."""

import json
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test import Client

from segunda.access.scope import JOBS, acting
from segunda.law.text import Refusal
from segunda.registry import actions
from segunda.registry.actions.corrections import KINDS
from segunda.registry.models import CourtCase, CustodyPeriod, LegalStatus, Person, Placement
from segunda.registry.tests.pages import browser_of
from segunda.registry.views.amend import AMENDABLE, row_address
from tests.village.day import NOON
from tests.village.people import Village

pytestmark = pytest.mark.django_db(databases=["default", "refusals"])
PERSON, DAY = "Yaneth Peña Santos", date(2024, 6, 1)
BY: dict[str, Any] = {"by": JOBS, "at": NOON}
ENTERED: dict[str, Callable[[Village, Person], Any]] = {
    "case": lambda v, p: actions.record_case(
        person=p, court=v.courts["garantias-1"], number="111-24", **BY),
    "charge": lambda _, p: actions.record_charge(person=p, offence="hurto", **BY),
    "sentence": lambda _, p: p.sentence_set.get(superseded_at=None),
    "credit": lambda _, p: actions.record_credit(person=p, kind="work", days=30, **BY),
    "interruption": lambda _, p: actions.record_interruption(
        person=p, kind="escape", start_date=DAY, **BY),
    "order": lambda _, p: actions.record_order(
        person=p, kind="detention", number="OF-1", issued_date=DAY, **BY),
    "hold": lambda _, p: actions.record_hold(
        person=p, kind="warrant", authority="juzgado", reference="R-1", **BY),
    "custody": lambda _, p: p.custodyperiod_set.get(superseded_at=None),
    "placement": lambda _, p: p.placement_set.get(superseded_at=None, end_date=None),
    "status": lambda _, p: p.legalstatus_set.get(superseded_at=None, end_date=None),
}  # fmt: skip
TYPED: dict[str, tuple[dict[str, str], str, object]] = {
    "case": ({"number": "222-24", "stage": "juicio"}, "number", "222-24"),
    "charge": ({"offence": "robo", "article": "218"}, "offence", "robo"),
    "sentence": ({"imposed_date": "01/06/2023", "years": "4", "months": "0", "days": "0"},
                 "years", 4),
    "credit": ({"kind": "study", "days": "12"}, "kind", "study"),
    "interruption": ({"kind": "escape", "start_date": "01/06/2024", "document": "AC-1"},
                     "document", "AC-1"),
    "order": ({"kind": "detention", "number": "OF-2", "issued_date": "01/06/2024"}, "number",
              "OF-2"),
    "hold": ({"kind": "warrant", "authority": "juzgado", "reference": "R-2"}, "reference", "R-2"),
    "custody": ({"start_date": "03/02/2022", "title": "boleta 9"}, "title", "boleta 9"),
    "placement": ({"note": "por error"}, "reason", "por error"),
    "status": ({"status": "sentenced_final", "start_date": "02/06/2023"}, "start_date",
               date(2023, 6, 2)),
}  # fmt: skip
"""By kind: what is typed, and the column that then says otherwise."""


@pytest.fixture
def clerk(village: Village) -> Client:
    return browser_of(village, "nacional")


def entered(village: Village, kind: str) -> Any:
    with acting(JOBS):
        return ENTERED[kind](village, village.people[PERSON])


def send(client: Client, address: str, version: object, **said: str) -> HttpResponse:
    about = {"_key": str(uuid4()), "_form": "sheet", "_version": str(version)}
    answer: HttpResponse = client.post(address, about | said)  # type: ignore[assignment]
    return answer


def whole(village: Village, kind: str) -> dict[str, str]:
    """What is typed in the form of a kind, the choices that depend on the village too."""
    more = {
        "case": {"court": str(village.courts["garantias-1"].pk)},
        "placement": {
            "facility": str(village.facilities["norte"].pk), "unit": str(village.units["b"].pk),
        },
    }.get(kind, {})  # fmt: skip
    return TYPED[kind][0] | more


def current(kind: str, entity: UUID) -> Any:
    with acting(JOBS):
        rows = KINDS[kind].model._default_manager
        return rows.filter(entity=entity, superseded_at=None).first()


def last_trace() -> tuple[str, dict[str, Any]]:
    with acting(JOBS), connection.cursor() as cursor:
        cursor.execute(
            "SELECT action, detail FROM access_auditentry WHERE object_kind <> 'file' "
            "ORDER BY id DESC LIMIT 1"
        )
        action, detail = cursor.fetchone()
    return action, json.loads(detail) if isinstance(detail, str) else detail


def test_every_kind_is_tried() -> None:
    assert set(ENTERED) == set(TYPED) == set(AMENDABLE)


@pytest.mark.parametrize("kind", sorted(TYPED))
def test_without_a_reason_nothing_is_corrected(clerk: Client, village: Village, kind: str) -> None:
    row = entered(village, kind)
    answer = send(clerk, row_address(kind, row.entity), row.pk, **whole(village, kind))
    assert answer.status_code == 200
    assert "Falta corregir algo" in answer.content.decode()
    assert current(kind, row.entity).pk == row.pk


@pytest.mark.parametrize("kind", sorted(TYPED))
def test_a_row_is_corrected_with_a_reason(clerk: Client, village: Village, kind: str) -> None:
    row = entered(village, kind)
    said = whole(village, kind) | {"reason": "mistyped"}
    answer = send(clerk, row_address(kind, row.entity), row.pk, **said)
    assert answer.status_code == 302, answer.content.decode()[-3000:]
    column, value = TYPED[kind][1:]
    new = current(kind, row.entity)
    assert getattr(new, column) == value
    assert new.pk != row.pk
    action, detail = last_trace()
    assert action == KINDS[kind].action
    assert detail["reason"] == "mistyped"
    assert column in detail["corrected"]


@pytest.mark.parametrize("kind", sorted(TYPED))
def test_a_stale_sheet_shows_both_versions(clerk: Client, village: Village, kind: str) -> None:
    row = entered(village, kind)
    said = whole(village, kind) | {"reason": "mistyped"}
    send(clerk, row_address(kind, row.entity), row.pk, **said)
    newer = current(kind, row.entity)
    answer = send(clerk, row_address(kind, row.entity), row.pk, **said | {"reason": "paper"})
    assert answer.status_code == 409
    page = answer.content.decode()
    assert f'name="_version" value="{newer.pk}"' in page
    assert current(kind, row.entity).pk == newer.pk


def test_a_stale_sheet_shows_what_each_wrote(clerk: Client, village: Village) -> None:
    row = entered(village, "charge")
    address = row_address("charge", row.entity)
    send(clerk, address, row.pk, offence="robo", reason="paper")
    page = send(clerk, address, row.pk, offence="estafa", reason="mistyped").content.decode()
    assert "robo" in page
    assert "estafa" in page


def test_what_changes_nothing_is_not_a_correction(clerk: Client, village: Village) -> None:
    row = entered(village, "charge")
    answer = send(clerk, row_address("charge", row.entity), row.pk, offence="hurto",
                  reason="paper")  # fmt: skip
    assert "No cambió nada" in answer.content.decode()
    assert current("charge", row.entity).pk == row.pk


@pytest.mark.parametrize("kind", ["case", "charge", "sentence", "credit", "order", "hold"])
def test_a_row_recorded_by_mistake_is_withdrawn_and_stays_readable(
    clerk: Client, village: Village, kind: str
) -> None:
    row = entered(village, kind)
    address = row_address(kind, row.entity, withdraw=True)
    assert send(clerk, address, row.pk).status_code == 200  # no reason, nothing done
    assert current(kind, row.entity) is not None
    assert send(clerk, address, row.pk, reason="another_person").status_code == 302
    assert current(kind, row.entity) is None
    assert last_trace()[1] == {"withdrawn": True, "reason": "another_person"}
    with acting(JOBS):
        assert KINDS[kind].model._default_manager.filter(entity=row.entity).count() == 1
    assert clerk.get(address).status_code == 404


def test_who_corrected_and_why_can_be_read_later(clerk: Client, village: Village) -> None:
    person = village.people[PERSON]
    charge, credit = entered(village, "charge"), entered(village, "credit")
    send(clerk, row_address("charge", charge.entity), charge.pk, offence="estafa", reason="paper")
    send(clerk, row_address("credit", credit.entity, withdraw=True), credit.pk, reason="twice")
    officer = browser_of(village, "datos")
    page = officer.get(f"/personas/{person.public_id}/lecturas/").content.decode()
    assert "corregido: el papel dice otra cosa" in page
    assert "retirado: estaba anotado dos veces" in page
    assert "nacional (ficticio)" in page
    before = f"{NOON:%d/%m/%Y}"  # what the register said at the end of the day it was recorded
    page = clerk.get(f"/personas/{person.public_id}/historia/?sabido={before}").content.decode()
    assert "hurto" in page
    assert "trabajo: 30" in page
    assert "estafa" not in page


def test_who_corrects_what_somebody_withdrew_loses_nothing_typed(
    clerk: Client, village: Village
) -> None:
    row = entered(village, "charge")
    send(clerk, row_address("charge", row.entity, withdraw=True), row.pk, reason="twice")
    answer = send(clerk, row_address("charge", row.entity), row.pk, offence="lo escrito",
                  reason="paper")  # fmt: skip
    assert answer.status_code == 409
    page = answer.content.decode()
    assert "Otra persona retiró esto" in page
    assert "lo escrito" in page


def test_an_admission_by_mistake_is_withdrawn_whole(clerk: Client, village: Village) -> None:
    row = entered(village, "custody")
    send(clerk, row_address("custody", row.entity, withdraw=True), row.pk, reason="did_not_happen")
    with acting(JOBS):
        about = {"person": village.people[PERSON], "superseded_at": None}
        for model in (CustodyPeriod, Placement, LegalStatus):
            assert model._default_manager.filter(**about).count() == 0
        assert not Person.objects.get(pk=village.people[PERSON].pk).held


def test_the_first_place_of_a_stay_is_not_withdrawn(clerk: Client, village: Village) -> None:
    row = entered(village, "placement")
    answer = send(clerk, row_address("placement", row.entity, withdraw=True), row.pk,
                  reason="twice")  # fmt: skip
    assert "retire el ingreso entero" in answer.content.decode()
    assert current("placement", row.entity).pk == row.pk


def test_nobody_leaves_by_a_correction(clerk: Client, village: Village) -> None:
    """An end typed beside the form is not heard, and the action refuses it too."""
    row = entered(village, "custody")
    send(clerk, row_address("custody", row.entity), row.pk, start_date="03/02/2022",
         title="boleta", end_date="01/06/2024", end_kind="release", reason="paper")  # fmt: skip
    assert current("custody", row.entity).end_date is None
    with acting(village.reader("nacional")) as by, pytest.raises(Refusal, match="otra persona"):
        actions.correct_row(kind="custody", entity=row.entity, version=None, by=by, at=NOON,
                            changes={"end_date": DAY, "end_kind": "release"})  # fmt: skip


def test_a_case_that_a_charge_names_is_not_withdrawn(clerk: Client, village: Village) -> None:
    case = entered(village, "case")
    with acting(JOBS):
        actions.record_charge(person=village.people[PERSON], offence="x", case=case.entity, **BY)
    address = row_address("case", case.entity, withdraw=True)
    assert "de esa causa" in send(clerk, address, case.pk, reason="twice").content.decode()
    assert current("case", case.entity).pk == case.pk


def test_an_order_by_which_she_leaves_is_not_withdrawn(clerk: Client, village: Village) -> None:
    person = village.people[PERSON]
    with acting(JOBS):
        order = actions.record_order(person=person, kind="release", number="L-1", issued_date=DAY,
                                     **BY)  # fmt: skip
        actions.propose_release(person=person, end_date=DAY, order=order.entity,
                                end_kind="release", **BY)  # fmt: skip
    address = row_address("order", order.entity, withdraw=True)
    page = send(clerk, address, order.pk, reason="twice").content.decode()
    assert "consta un egreso" in page
    assert current("order", order.entity).pk == order.pk


def test_a_day_to_come_is_refused(clerk: Client, village: Village) -> None:
    row = entered(village, "custody")
    answer = send(clerk, row_address("custody", row.entity), row.pk, start_date="01/01/2199",
                  title="", reason="paper")  # fmt: skip
    assert "todavía no ha llegado" in answer.content.decode()


def test_a_case_and_days_credited_are_entered_on_the_page(clerk: Client, village: Village) -> None:
    person = village.people[PERSON]
    address = f"/personas/{person.public_id}/justicia/"
    court = str(village.courts["garantias-1"].pk)
    about = {"_key": str(uuid4()), "_form": "causa", "court": court, "number": "77-24"}
    assert clerk.post(address, about).status_code == 302
    with acting(JOBS):
        case = CourtCase.objects.get(person=person, superseded_at=None)
    about = {"_key": str(uuid4()), "_form": "delito", "offence": "hurto", "case": str(case.entity)}
    assert clerk.post(address, about).status_code == 302
    about = {"_key": str(uuid4()), "_form": "dias", "kind": "work", "days": "15"}
    assert clerk.post(address, about).status_code == 302
    about = {"_key": str(uuid4()), "_form": "dias", "kind": "work", "days": "-1"}
    assert clerk.post(address, about).status_code == 200
    with acting(JOBS):
        assert person.charge_set.get(superseded_at=None).case == case.entity
        assert person.timecredit_set.get(superseded_at=None).days == 15
    page = clerk.get(address).content.decode()
    assert row_address("case", case.entity) in page
    assert "trabajo: 15" in page


def test_each_role_is_led_to_what_it_may_correct(village: Village) -> None:
    person = village.people[PERSON]
    address = f"/personas/{person.public_id}/anotado/"
    entered(village, "charge")
    director = browser_of(village, "direccion.norte").get(address).content.decode()
    assert "/anotado/lugar/" in director
    assert "/anotado/causas/" not in director
    clerk = browser_of(village, "registro.norte").get(address).content.decode()
    for part in ("causas", "custodia", "lugar", "titulo"):
        assert f"/anotado/{part}/" in clerk
    social = browser_of(village, "social.norte")
    assert social.get(address).status_code == 404
    assert address not in social.get(f"/personas/{person.public_id}/").content.decode()
    assert address in browser_of(village, "registro.norte").get(
        f"/personas/{person.public_id}/").content.decode()  # fmt: skip


@pytest.mark.parametrize("kind", sorted(TYPED))
@pytest.mark.parametrize("language", ["es", "en"])
def test_both_pages_open_in_both_languages(
    clerk: Client, village: Village, kind: str, language: str
) -> None:
    row = entered(village, kind)
    clerk.cookies["segunda_lang"] = language
    for withdraw in (False, True):
        assert clerk.get(row_address(kind, row.entity, withdraw=withdraw)).status_code == 200


def test_a_kind_of_another_action_is_not_there(clerk: Client, village: Village) -> None:
    row = entered(village, "custody")
    assert clerk.get(f"/anotado/causas/custody/{row.entity}/").status_code == 404
    assert clerk.get(f"/anotado/causas/nada/{row.entity}/").status_code == 404


def test_what_a_court_will_only_say_later_is_not_recorded(village: Village) -> None:
    person, day = village.people[PERSON], NOON.date() + timedelta(days=1)
    with acting(JOBS):
        kept = person.sentence_set.get(superseded_at=None)
        acts: tuple[Callable[[], object], ...] = (
            lambda: actions.record_sentence(person=person, imposed_date=day, years=6, **BY),
            lambda: actions.record_credit(person=person, kind="work", days=9, start_date=day, **BY),
            lambda: actions.record_interruption(
                person=person, kind="escape", start_date=day, **BY),
            lambda: actions.correct_row(kind="sentence", entity=kept.entity, version=None,
                                        changes={"imposed_date": day}, **BY),
        )  # fmt: skip
        for act in acts:
            with pytest.raises(Refusal, match="todavía no ha llegado"):
                act()
