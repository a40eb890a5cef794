"""Long lists: looked for, narrowed, sorted, as a file; what one may not know is in no count."""

import re
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import DatabaseError, transaction
from django.test import Client
from django.utils import timezone

from segunda.access.scope import Reader, acting
from segunda.law.text import Refusal
from segunda.monitoring import actions, queries
from segunda.monitoring.models import InstrumentVersion, Practice
from segunda.monitoring.tests.follow_up import DAY, WORDING, write_finding
from segunda.monitoring.tests.places import enter_place
from segunda.monitoring.tests.visits import SEARCHED, fill, post, visit
from tests.monitor.team import AT, browser, reader

pytestmark = pytest.mark.django_db(databases=["default", "refusals"])


def told(client: Client, path: str) -> str:
    """What a page or a file says, without keys and the minute it was taken."""
    text = client.get(path).content.decode("utf-8-sig")
    return re.sub(r'value="[0-9A-Za-z-]{36,64}"|nonce="[^"]+"|\d\d:\d\d', "", text)


def looked_for(client: Client, path: str, **typed: str) -> str:
    """Where a search leads; nothing of what was typed is in the address."""
    where = str(post(client, path, _route=path, **typed)["Location"])
    assert re.fullmatch(rf"{path}lista/[0-9a-f-]{{36}}/", where)
    return where


def listed(user: Reader, *, order: str = "day", down: bool = True, **asked: str) -> list[str]:
    """The references of the findings asked for, in their order."""
    found, count = queries.findings_asked(
        user=user, at=AT, asked=queries.AskedFindings(**asked), order=order, down=down
    )
    assert count == len(found)
    return [row.one.reference for row in found]


def test_findings_are_looked_for_narrowed_and_sorted() -> None:
    with acting(reader("doctor", "medica")) as doctor:
        write_finding(doctor, "medical", reference="M", theme="health", text="Sin enfermería.")
    with acting(reader("lawyer")) as lawyer:
        a = write_finding(lawyer, reference="A", severity="low", found_on=date(2026, 10, 1))
        write_finding(lawyer, reference="B", severity="grave", place="Ancón ficticio",
                      theme="health", text="Falta ventilación.",
                      found_on=date(2026, 9, 1))  # fmt: skip
        write_finding(lawyer, reference="C", severity="serious", found_on=date(2026, 11, 1))
        one = actions.make_recommendation(addressees=["minsa"], wording=WORDING, findings=[a],
                                          by=lawyer, at=AT)  # fmt: skip
        assert listed(lawyer) == ["C", "A", "B"]
        assert listed(lawyer, order="severity") == ["B", "C", "A"]
        assert listed(lawyer, order="place", down=False) == ["B", "C", "A"]
        assert listed(lawyer, text="VENTILACION falta") == ["B"]
        assert listed(lawyer, theme="health") == ["B"]
        assert listed(lawyer, severity="serious") == ["C"]
        assert listed(lawyer, place="ancon ficticio") == ["B"]
        assert listed(lawyer, advised="no") == ["C", "B"]
        same = {**{name: getattr(a, name) for name in ("theme", "place", "visit", "found_on",
                "text", "evidence", "norm", "severity")}, "reference": "A2"}  # fmt: skip
        actions.correct_finding(a, facts=same, by=lawyer, at=AT)
        assert listed(lawyer, advised="yes") == ["A2"]  # what it rests on was corrected meanwhile
    client = browser("lawyer", "busca")
    where = looked_for(client, "/hallazgos/", text="ventilacion falta")
    assert "que usted lee: 1." in told(client, where)
    now = told(client, looked_for(client, "/hallazgos/", advised="yes"))
    [corrected] = re.findall(r'href="(/hallazgos/[0-9a-f-]{36}/)"', now)
    assert f"Recomendación {one.number}<" in told(client, corrected)
    file = told(client, where + "archivo/")
    assert "Falta ventilación." in file
    assert "Celda sin ventilación." not in file
    whole = told(client, "/hallazgos/archivo/")
    assert ("enfermería" in whole, f",{one.number}" in whole) == (False, True)
    health = told(browser("doctor", "otra.medica"), "/hallazgos/archivo/")
    assert "solo para profesionales de salud" in health
    assert browser("lawyer", "ajena").get(where).status_code == 404
    assert (
        "checked" in client.get(f"/recomendaciones/nueva/?hallazgo={a.public_id}").content.decode()
    )


def test_a_visit_to_come_is_in_no_count_list_or_file_of_who_may_not_know_of_it() -> None:
    lawyer = reader("lawyer", "va")
    day = (timezone.localdate() - AT.date()).days + 9
    with acting(lawyer):
        place = enter_place(lawyer, name="Estación ficticia")
        visit(lawyer, place, days=-40)
    outside = browser("social_worker")
    paths = ("/visitas/", "/visitas/archivo/", "/visitas/?orden=place", "/constancias/archivo/",
             looked_for(outside, "/visitas/", text="celdas"))  # fmt: skip
    before = [told(outside, path) for path in paths]
    with acting(lawyer):
        visit(lawyer, enter_place(lawyer, name="Otro lugar ficticio"), days=day)
        also = visit(lawyer, place, days=day)
    after = [told(outside, path) for path in paths]
    option = re.compile(r"<option[^>]*>Otro lugar ficticio</option>\s*")
    assert [option.sub("", page) for page in after] == before  # the register itself is everybody's
    assert str(also.public_id) not in "".join(after)
    mine = Client()
    mine.force_login(member_of(lawyer))
    assert "puede conocer: 3." in told(mine, "/visitas/")
    assert told(mine, "/visitas/archivo/").count("Estación ficticia") == 2


def member_of(one: Reader) -> Any:
    """The account of a reader."""
    from segunda.access.models import User

    return User.objects.get(pk=one.user or 0)


def test_visits_are_looked_for_by_place_aims_and_hindrance_and_sorted() -> None:
    with acting(reader("lawyer")) as lawyer:
        a = visit(lawyer, enter_place(lawyer, name="Ancón ficticio"), days=-30)
        b = visit(lawyer, enter_place(lawyer, name="Bocas ficticio"), days=-400)
        facts = {"aims": "Ver el pabellón C.", "access": "refused", "waited": None,
                 "obstruction": "El guardia no abrió."}  # fmt: skip
        actions.write_visit(b, before=1, facts=facts, today=DAY, by=lawyer, at=AT)

        def found(order: str = "day", down: bool = True, **asked: Any) -> list[int]:
            rows, count = queries.visits_asked(
                user=lawyer, at=AT, today=DAY, asked=queries.AskedVisits(**asked), order=order,
                down=down,
            )  # fmt: skip
            assert count == len(rows)
            return [row.visit.pk for row in rows]

        assert found() == [a.pk, b.pk]
        assert found("place", down=True) == [b.pk, a.pk]
        assert found(text="pabellon") == [b.pk]
        assert found(text="ANCON celdas") == [a.pk]
        assert found(year=2025) == [b.pk]
        assert found(state="hindered", text="guardia") == [b.pk]


def test_certificates_that_end_are_told_with_whose_days_they_are() -> None:
    kept = SEARCHED | {"strip/private": "yes", "strip/health_only": "yes"}
    with acting(reader("lawyer")) as lawyer:
        searches = InstrumentVersion.objects.get(instrument__form_id="registros")
        form = queries.form_of(searches)
        for name, ago in (("Vence ficticio", 170), ("Vencido ficticio", 200), ("Vale ficticio", 3)):
            there = visit(lawyer, enter_place(lawyer, name=name), days=-ago)
            fill(lawyer, there, searches, kept, day=DAY - timedelta(days=ago))
        there = visit(lawyer, enter_place(lawyer, name="Falla ficticia"), days=-2)
        fill(lawyer, there, searches, SEARCHED, day=DAY)
        found = queries.certificates(user=lawyer, at=AT)
    assert form.certificate_days == 180
    states = {one.place.name: one.state(DAY) for one in found}
    assert states == {"Vence ficticio": "soon", "Vencido ficticio": "ended",
                      "Vale ficticio": "holds", "Falla ficticia": "none"}  # fmt: skip
    page = told(browser("deputy"), "/constancias/")
    assert "los pone este programa" in page
    assert told(browser("deputy", "baja"), "/constancias/archivo/").count("ficticio") == 3


def test_a_practice_is_corrected_by_another_and_looked_for() -> None:
    facts = {"theme": "health", "title": "Médico de noche", "text": "Guardia ficticia.",
             "source": "Informe ficticio"}  # fmt: skip
    with acting(reader("lawyer")) as lawyer:
        one = actions.shelve_practice(**facts, by=lawyer, at=AT)
        with pytest.raises(Refusal):
            actions.correct_practice(one, facts=facts | {"source": " "}, by=lawyer, at=AT)
        with pytest.raises(DatabaseError), transaction.atomic():
            Practice.objects.filter(pk=one.pk).update(title="otro")
    client = browser("deputy")
    path = f"/practicas/{one.pk}/corregir/"
    typed = facts | {"title": "Médica de noche", "_route": path, "_version": str(one.pk)}
    assert post(client, path, **typed)["Location"] == "/practicas/"
    assert client.get(path).status_code == 404  # another stands in its place
    page = told(client, "/practicas/?texto=medica")
    assert page.index("Médica de noche") < page.index("Médico de noche")
    assert "Ninguna es como" in told(client, "/practicas/?texto=medico&tema=other")
    file = told(client, "/practicas/archivo/?texto=guardia")
    assert "Médica de noche" in file
    assert "Médico de noche" not in file
    assert client.get("/practicas/?tema=nada").status_code == 404


@pytest.mark.parametrize(
    "page", ["/recomendaciones/", "/hallazgos/", "/visitas/", "/plan/senales/"]
)
def test_a_page_nobody_can_reach_is_empty_and_does_not_stumble(page: str) -> None:
    client = browser("lawyer", "abogada.lejos")
    for written in ("9" * 30, "1" * 5000, "²"):
        assert client.get(page, {"desde": written}).status_code == 200
