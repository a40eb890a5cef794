"""The register of places: from packages and from members, corrected, narrowed, taken out."""

import csv
import io
import uuid
from typing import Any

import pytest
from django.db import DatabaseError, transaction
from django.test import Client

from segunda.access.scope import JOBS, Reader, acting
from segunda.exchange import keys
from segunda.exchange.tests.making import CAPACITY, SENDER, TO, digest_of, made, parts, person
from segunda.law.text import Refusal
from segunda.monitoring import actions, queries
from segunda.monitoring.models import Place, PlaceDetails, ProgramKey, StatePackage
from segunda.monitoring.queries.places import Asked
from segunda.monitoring.tests.follow_up import FACTS, recommend, write_finding
from segunda.monitoring.tests.places import STATION, enter_place
from tests.monitor.team import AT, browser, reader

pytestmark = pytest.mark.django_db(databases=["default", "refusals"])


@pytest.fixture(autouse=True)
def known_keys() -> None:
    """This program has its key, and has noted the State's."""
    actions.note_own_key(TO, at=AT)
    actions.trust(keys.public_of(SENDER), at=AT)


def receive(*contents: bytes) -> None:
    """Packages that a lawyer brings."""
    with acting(reader("lawyer", f"abogada.{uuid.uuid4().hex[:8]}")) as one:
        for content in contents:
            assert actions.receive(content, name="p.segunda", by=one, at=AT).package


def package_with(*rows: dict[str, Any], number: int = 1, before: bytes = b"") -> bytes:
    """A package of these facilities, after the one before."""
    of = parts() | {"capacity.v1": [dict(CAPACITY) | row for row in rows]}
    if not before:
        return made(of=of)
    return made(number, digest_of(before), day="2026-11-23", of=of)


def names(user: Reader, **asked: str) -> list[str]:
    """The names of the register, narrowed."""
    return [one.details.name for one in queries.places(user=user, asked=Asked(**asked))]


def page_of(client: Client, path: str) -> str:
    """The words of a page."""
    answer = client.get(path)
    assert answer.status_code == 200
    return answer.content.decode()


def send(client: Client, path: str, **typed: str) -> Any:
    """A form sent from its page."""
    return client.post(path, {"_key": str(uuid.uuid4()), "_form": "sheet", "_route": path, **typed})


def test_the_keeper_of_the_computer_sees_no_place_even_past_the_pages() -> None:
    with acting(reader("lawyer", "abogada.uno")) as one:
        enter_place(one)
    with acting(reader("computer_administrator")):
        assert (Place.objects.count(), PlaceDetails.objects.count()) == (0, 0)
    with acting(reader("doctor")):
        assert PlaceDetails.objects.count() == 1


def test_a_version_is_never_rewritten() -> None:
    with acting(reader("lawyer")) as one:
        enter_place(one)
        with pytest.raises(DatabaseError), transaction.atomic():
            PlaceDetails.objects.update(name="Otro")


def test_a_package_enters_its_facilities_under_the_states_names() -> None:
    receive(package_with({"facility": "ñ-1", "name": "  Llano Marín (sic)  ", "kind": "women",
                          "province": "Coclé"}))  # fmt: skip
    with acting(reader("doctor")) as one:
        found = {r.place.state_code: r for r in queries.places(user=one)}
        said = found["ñ-1"].details
        assert (said.name, said.kind, said.held, said.province, said.number) == (
            "  Llano Marín (sic)  ", "prison", "women", "Coclé", 1)  # fmt: skip
        # Two women sit in a facility that only their rows name: it is entered under its code.
        assert found["cefere"].details.name == "cefere"
        counted = found["cefere"].counted
        assert counted
        assert (counted.people, counted.rate) == (2, None)


def test_the_next_package_adds_a_version_and_removes_nothing() -> None:
    first = package_with({}, {"facility": "b", "name": "Centro B ficticio"})
    second = package_with({"name": "CEFERE Doña Cecilia"}, number=2, before=first)
    receive(first, second)
    with acting(reader("doctor")) as one:
        assert names(one) == ["CEFERE Doña Cecilia", "Centro B ficticio"]
        place = Place.objects.get(state_code="cefere")
        history = queries.place_history(place, user=one)
        assert [(v.number, v.name) for v in history] == [(2, "CEFERE Doña Cecilia"), (1, "CEFERE")]
        assert history[1].superseded_by == history[0]
        gone = Place.objects.get(state_code="b")
        found = queries.place(gone.public_id, user=one)
        assert found
        assert found.counted is None
        assert [c.people for c in queries.counts_of(gone, user=one)] == [0]


def test_the_same_package_words_add_no_version() -> None:
    first = package_with({})
    receive(first, package_with({}, number=2, before=first))
    with acting(JOBS):
        assert PlaceDetails.objects.count() == 1


def test_what_a_member_wrote_beside_it_outlives_the_next_package() -> None:
    first = package_with({})
    receive(first)
    with acting(reader("lawyer", "abogada.uno")) as one:
        stood = PlaceDetails.objects.select_related("place").get()
        facts = {name: getattr(stood, name) for name in STATION} | {"district": "San Miguelito"}
        actions.correct_place(stood.place, before=stood.pk, facts=facts, by=one, at=AT)
    receive(package_with({"kind": "mixed"}, number=2, before=first))
    with acting(reader("doctor")) as other:
        said = queries.places(user=other)[0].details
        assert (said.district, said.held, said.number) == ("San Miguelito", "mixed", 3)


def test_the_states_name_is_not_a_members_to_change() -> None:
    receive(package_with({}))
    with acting(reader("lawyer")) as one:
        stood = PlaceDetails.objects.select_related("place").get()
        facts = {name: getattr(stood, name) for name in STATION} | {"name": "Otro"}
        with pytest.raises(Refusal, match="son los que dice el Estado"):
            actions.correct_place(stood.place, before=stood.pk, facts=facts, by=one, at=AT)
    client = browser("doctor", "medica")
    path = f"/lugares/{stood.place.public_id}/corregir/"
    answer = send(client, path, name="Otro", kind="prison", district="X", _version=str(stood.pk))
    assert answer.status_code == 302
    with acting(JOBS):
        assert PlaceDetails.objects.get(superseded_at=None).name == "CEFERE"


def test_a_prison_entered_by_hand_gets_its_code_when_a_package_names_it() -> None:
    with acting(reader("lawyer", "abogada.uno")) as one:
        by_hand = enter_place(one, kind="prison", name="cefere")
    receive(package_with({}))
    with acting(JOBS):
        assert Place.objects.get().public_id == by_hand.public_id
        assert Place.objects.get().state_code == "cefere"


def test_a_twin_is_refused_with_a_sentence_and_nothing_typed_is_lost() -> None:
    with acting(reader("lawyer", "abogada.uno")) as one:
        enter_place(one)
    typed = {"kind": "police", "name": "SUBESTACION FICTICIA DE ANCÓN", "held": "men",
             "province": "Panamá", "district": "Ancón"}  # fmt: skip
    page = send(browser("lawyer"), "/lugares/nuevo/", **typed).content.decode()
    assert "Ya hay un lugar de esa clase con ese nombre" in page
    assert 'value="SUBESTACION FICTICIA DE ANCÓN"' in page


def test_a_closing_before_the_opening_is_refused() -> None:
    typed = {"kind": "police", "name": "Estación", "held": "men", "province": "",
             "opened_on": "02/01/2020", "closed_on": "01/01/2020"}  # fmt: skip
    page = send(browser("lawyer"), "/lugares/nuevo/", **typed).content.decode()
    assert "Cerró antes de abrir" in page
    with acting(JOBS):
        assert Place.objects.count() == 0


def test_two_members_correcting_at_once_see_both_versions() -> None:
    with acting(reader("lawyer", "abogada.uno")) as one:
        place = enter_place(one)
        first = PlaceDetails.objects.get()
        facts = STATION | {"district": "Ancón"}
        actions.correct_place(place, before=first.pk, facts=facts, by=one, at=AT)
        with pytest.raises(Refusal):
            actions.correct_place(place, before=first.pk, facts=facts, by=one, at=AT)
    client = browser("doctor", "medica")
    typed = {"kind": "police", "name": STATION["name"], "held": "men", "province": "Panamá"}
    path = f"/lugares/{place.public_id}/corregir/"
    answer = send(client, path, _version=str(first.pk), district="Calidonia", **typed)
    assert answer.status_code == 409
    assert "Calidonia" in answer.content.decode()
    assert "Ancón" in answer.content.decode()


def test_the_list_is_narrowed_by_words_kind_province_and_whether_it_closed() -> None:
    with acting(reader("lawyer")) as one:
        enter_place(one)
        enter_place(one, kind="court", name="Celdas ficticias de Colón", province="Colón")
        enter_place(one, name="Estación vieja", closed_on=AT.date())
        assert names(one) == ["Celdas ficticias de Colón", "Subestación ficticia de Ancón"]
        assert names(one, text="ancon SUBEST") == ["Subestación ficticia de Ancón"]
        assert names(one, kind="court") == ["Celdas ficticias de Colón"]
        assert names(one, province="Panamá", state="open") == ["Subestación ficticia de Ancón"]
        assert names(one, state="closed") == ["Estación vieja"]
        assert names(one, text="nada") == []


def test_what_is_looked_for_stands_in_no_address_and_is_nobody_elses() -> None:
    client = browser("lawyer")
    with acting(reader("doctor", "medica.uno")) as one:
        enter_place(one)
    where = client.post("/lugares/", {"text": "ancon", "state": "open"})["Location"]
    assert "ancon" not in where
    assert "Subestación ficticia de Ancón" in page_of(client, where)
    assert "Lugares en esta lista: 1." in page_of(client, where)
    assert browser("doctor", "medica.dos").get(where).status_code == 404


def test_the_file_holds_the_narrowed_list_whole_and_no_formula() -> None:
    with acting(reader("lawyer")) as one:
        enter_place(one, name="=1+1 ficticia")
        enter_place(one, kind="court", name="Celdas ficticias")
    client = browser("doctor", "medica")
    where = client.post("/lugares/", {"kind": "police", "state": "open"})["Location"]
    answer = client.get(f"{where}archivo/")
    assert 'filename="segunda-lugares.csv"' in answer["Content-Disposition"]
    rows = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert rows[0][:3] == ["Lugar", "Clase", "A quiénes recibe"]
    assert rows[1][:2] == ["'=1+1 ficticia", "Estación o subestación de policía"]
    assert rows[2] == []
    assert rows[3] == ["Lugares", "1"]


def test_an_occupancy_over_100_is_said_with_its_day_and_sorted() -> None:
    receive(made(of=parts() | {"capacity.v1": [dict(CAPACITY) | {"places": 1}],
                               "population.v1": [person(1), person(2)]}))  # fmt: skip
    client = browser("lawyer")
    page = page_of(client, "/lugares/?orden=-rate")
    assert "Con más personas que plazas, según el paquete del 22 nov 2026: 1." in page
    assert "200 %" in page
    assert 'aria-sort="descending"' in page


def test_a_finding_chosen_from_the_register_leads_to_its_place_and_back() -> None:
    with acting(reader("lawyer", "abogada.uno")) as one:
        place = enter_place(one)
        found = write_finding(one, registered_place=place, place=STATION["name"])
        write_finding(one, place="subestación FICTICIA de Ancón")  # written before there was one
        write_finding(one)
        recommend(one, "police")
        made_here = actions.make_recommendation(
            addressees=["police"], findings=[found], by=one, at=AT,
            wording={"theme": "isolation", "original": "es", "text_es": "Que se cierre.",
                     "text_en": "", "legal_basis": "", "measure": "", "deadline": None,
                     "needs": []},
        )  # fmt: skip
    client = browser("doctor", "medica")
    page = page_of(client, f"/lugares/{place.public_id}/")
    assert "Hallazgos aquí (2)" in page
    assert f"/recomendaciones/{made_here.public_id}/" in page
    assert "en ellos (1)" in page
    assert f"/lugares/{place.public_id}/" in page_of(client, f"/hallazgos/{found.public_id}/")


def test_a_finding_without_any_place_is_refused_and_one_of_the_register_keeps_its_name() -> None:
    with acting(reader("lawyer", "abogada.uno")) as one:
        place = enter_place(one)
    client = browser("lawyer")
    typed = {"section": "general", "theme": "isolation", "found_on": "1/10/2026", "text": "Celda",
             "evidence": "interview", "reference": "Entrevista 14", "severity": "low"}  # fmt: skip
    page = send(client, "/hallazgos/nuevo/", **typed).content.decode()
    assert "Falta el lugar" in page
    where = send(client, "/hallazgos/nuevo/", registered_place=str(place.public_id), **typed)
    assert "Subestación ficticia de Ancón" in page_of(client, where["Location"])
    assert "Subestación ficticia de Ancón" in page_of(client, "/hallazgos/")


def test_a_doctors_findings_stay_hers_on_the_page_of_a_place() -> None:
    with acting(reader("doctor", "medica.uno")) as one:
        place = enter_place(one)
        write_finding(one, "medical", registered_place=place, place=STATION["name"])
    assert "Hallazgos aquí (0)" in page_of(browser("lawyer"), f"/lugares/{place.public_id}/")
    page = page_of(browser("psychologist"), f"/lugares/{place.public_id}/")
    assert "Hallazgos aquí (1)" in page


def test_earlier_packages_fill_the_register_when_it_is_made() -> None:
    from importlib import import_module

    from django.apps import apps

    sheet = {"kind": "week", "period": "", "day": AT.date(), "made_at": AT, "rows": {},
             "content": b"", "received_at": AT}  # fmt: skip
    with acting(JOBS):
        sender = ProgramKey.objects.get(own=False)
        for number in (1, 2):
            one = StatePackage.objects.create(
                sender=sender, sequence=number, digest=str(number), **sheet
            )
            one.facilities.create(code="cefere", name=f"CEFERE {number}", kind="women",
                                  people=1, women=1, men=0, by_status={})  # fmt: skip
    with acting(JOBS):
        import_module("segunda.monitoring.migrations.0006_places").register_earlier_packages(
            apps, None
        )
        said = PlaceDetails.objects.select_related("place").get()
        assert (said.name, said.held, said.place.state_code) == ("CEFERE 2", "women", "cefere")


def test_facts_of_a_finding_without_a_place_of_the_register_stay_as_they_were() -> None:
    assert "registered_place" not in FACTS
