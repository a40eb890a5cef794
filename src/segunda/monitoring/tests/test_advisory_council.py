"""The Council: members with sector, selection and oath; opinions by those who sat on it."""

import uuid
from datetime import date
from typing import Any

import pytest
from django.db import DatabaseError, transaction
from django.test import Client

from segunda.access.scope import acting
from segunda.law.text import Refusal
from segunda.monitoring import actions, queries
from segunda.monitoring.models import CouncilDetails, CouncilMember, Opinion
from segunda.monitoring.tests.council import SEAT, TODAY, seat
from tests.monitor.team import AT, browser, reader

pytestmark = pytest.mark.django_db(databases=["default", "refusals"])
OPINION: dict[str, Any] = {"about": "El plan estratégico", "given_on": date(2026, 10, 1),
                           "text": "Conviene visitar de noche.", "reference": "Acta 7"}  # fmt: skip


def send(client: Client, path: str, **typed: Any) -> Any:
    """A form sent from its page."""
    known = {"_key": str(uuid.uuid4()), "_form": "sheet", "_route": path}
    return client.post(path, known | typed)


def advise(*givers: CouncilMember, by: Any, **changed: Any) -> Opinion:
    """An opinion of these members."""
    facts = OPINION | changed
    return actions.note_opinion(facts=facts, givers=givers, today=TODAY, by=by, at=AT)


def test_the_keeper_of_the_computer_sees_nothing_of_it() -> None:
    with acting(reader("lawyer")) as one:
        advise(seat(one), by=one)
    with acting(reader("computer_administrator")):
        assert (CouncilDetails.objects.count(), Opinion.objects.count()) == (0, 0)


def test_what_was_written_is_never_rewritten() -> None:
    with acting(reader("lawyer")) as one:
        advise(seat(one), by=one)
        for table, column in ((CouncilDetails, "name"), (Opinion, "text")):
            with pytest.raises(DatabaseError), transaction.atomic():
                table.objects.update(**{column: "otra"})


@pytest.mark.parametrize(("changed", "words"), [
    ({"sworn_on": date(2026, 1, 31)}, "no siguen su orden"),
    ({"until": date(2026, 2, 28)}, "no siguen su orden"),
    ({"sworn_on": date(2026, 11, 28)}, "todavía no llega"),
    ({"selected_how": " "}, "cómo se seleccionó"),
])  # fmt: skip
def test_a_seat_that_cannot_be_is_refused(changed: dict[str, Any], words: str) -> None:
    with acting(reader("lawyer")) as one, pytest.raises(Refusal, match=words):
        seat(one, **changed)


@pytest.mark.parametrize("changed", [
    {"sworn_on": None}, {"sworn_on": date(2026, 10, 2)},
    {"until": date(2026, 9, 30), "left_why": "Renunció"},
])  # fmt: skip
def test_whoever_was_not_sworn_or_had_left_gives_no_opinion(changed: dict[str, Any]) -> None:
    with acting(reader("lawyer")) as one:
        outside = seat(one, name="Consejero Ficticio Pitti", **changed)
        with pytest.raises(Refusal, match=r"no eran del Consejo.*Consejero Ficticio Pitti"):
            advise(seat(one), outside, by=one)
        assert Opinion.objects.count() == 0


def test_on_the_day_of_the_oath_and_the_last_day_one_sits() -> None:
    day = OPINION["given_on"]
    with acting(reader("lawyer")) as one:
        advise(seat(one, sworn_on=day), seat(one, name="Otra", until=day), by=one)
        with pytest.raises(Refusal, match="Falta quién dio"):
            advise(by=one)
        with pytest.raises(Refusal, match="todavía no llega"):
            advise(seat(one), by=one, given_on=date(2026, 11, 28))


def test_sectors_are_counted_of_those_sworn_and_still_on_it() -> None:
    with acting(reader("lawyer")) as one:
        seat(one)
        seat(one, name="B", sector="health")
        seat(one, name="C", sector="affected", sworn_on=None)
        seat(one, name="D", sector="law", until=date(2026, 11, 26))
        seat(one, name="E", sector="law", until=TODAY)
        counted = queries.sectors(queries.council(user=one), TODAY)
    assert counted == {"civil_society": 1, "affected": 0, "academia": 0, "law": 1, "health": 1,
                       "social": 0, "other": 0}  # fmt: skip
    page = browser("doctor").get("/consejo/").content.decode()
    assert "Nadie de quienes lo vivieron está en él." in page


def test_an_opinion_without_anybody_who_lived_it_is_marked() -> None:
    with acting(reader("lawyer")) as one:
        without = advise(seat(one), by=one)
        lived = advise(seat(one, name="Z", sector="affected"), by=one, about="Otra cosa")
    client = browser("doctor")
    words = "No estuvo nadie de quienes lo vivieron."
    assert words in client.get(f"/consejo/opiniones/{without.public_id}/").content.decode()
    assert words not in client.get(f"/consejo/opiniones/{lived.public_id}/").content.decode()


def test_an_answer_keeps_the_opinion_and_those_who_gave_it() -> None:
    with acting(reader("lawyer")) as one:
        given = advise(seat(one), by=one)
        answer: dict[str, Any] = {"answer": "Se hizo una de noche.", "today": TODAY, "by": one,
                                  "at": AT}  # fmt: skip
        with pytest.raises(Refusal, match="no siguen su orden"):
            actions.answer_opinion(given, answered_on=date(2026, 9, 30), **answer)
        after = actions.answer_opinion(given, answered_on=TODAY, **answer)
        with pytest.raises(Refusal):
            actions.answer_opinion(given, answered_on=TODAY, **answer)
        found = queries.opinions(user=one)
    assert [advice.opinion.pk for advice in found] == [after.pk]
    assert (found[0].names, after.text) == ((SEAT["name"],), given.text)
    page = browser("doctor").get(f"/consejo/opiniones/{given.public_id}/").content.decode()
    assert "Hay un estado más nuevo." in page


def test_on_the_pages_a_member_is_seated_sworn_and_advises() -> None:
    client = browser("lawyer")
    typed = {"name": "Consejera Ficticia Quirós", "sector": "academia",
             "selected_on": "01/02/2026", "selected_how": "Acta 1"}  # fmt: skip
    where = send(client, "/consejo/nuevo/", **typed)["Location"]
    assert "Falta que jure." in client.get(where).content.decode()
    version = str(_standing())
    path = f"{where}corregir/"
    assert send(client, path, sworn_on="01/03/2026", _version="0", **typed).status_code == 409
    assert send(client, path, sworn_on="01/03/2026", _version=version, **typed).status_code == 302
    assert "Está en el Consejo." in client.get(where).content.decode()
    advice = {"about": "Los traslados", "given_on": "01/10/2026", "text": "Sigan."}
    page = send(client, "/consejo/opiniones/nueva/", **advice).content.decode()
    assert "Los traslados" in page
    giver = where.strip("/").split("/")[-1]
    where = send(client, "/consejo/opiniones/nueva/", givers=[giver], **advice)["Location"]
    assert "Consejera Ficticia Quirós" in client.get(where).content.decode()
    file = client.get("/consejo/archivo/").content.decode("utf-8-sig")
    assert "Consejera Ficticia Quirós,Academia,,2026-02-01,Acta 1,2026-03-01," in file


def _standing() -> int:
    with acting(reader("psychologist")):
        return CouncilDetails.objects.get(superseded_at=None).pk
