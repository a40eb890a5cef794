"""A wrong day of sending is corrected with why; the day of a package and of a reply hold it."""

import re
from datetime import date
from typing import Any

import pytest
from django.db import DatabaseError, transaction

from segunda.access.scope import Reader, acting
from segunda.exchange.tests.making import RECEIVER, TO, digest_of, made
from segunda.law.text import Refusal
from segunda.monitoring import actions, queries
from segunda.monitoring.models import Addressee, Recommendation, SendingCorrection
from segunda.monitoring.queries.report_inputs import report_inputs
from segunda.monitoring.scoreboard import page
from segunda.monitoring.tests.follow_up import DAY, recommend
from segunda.monitoring.tests.test_packages_of_the_state import STATE, received
from tests.monitor.team import AT, browser, reader

pytestmark = pytest.mark.django_db(databases=["default", "refusals"])
ACT: dict[str, Any] = {"today": DAY, "at": AT}
WRONG, RIGHT = date(2026, 10, 18), date(2026, 10, 8)  # today is 27 November: 40 and 50 days


def sent(by: Reader, day: date = WRONG) -> tuple[Recommendation, Addressee]:
    """A recommendation to the Ministry of Health, noted as sent that day."""
    one = recommend(by, "minsa")
    to = one.addressees.get()
    actions.note_sent(to, sent_on=day, by=by, **ACT)
    to.refresh_from_db()
    return one, to


def correct(to: Addressee, by: Reader, **changed: Any) -> SendingCorrection:
    """The right day in the place of the wrong one, or what the test says."""
    typed: dict[str, Any] = {
        "before": WRONG,
        "sent_on": RIGHT,
        "reason": "Sello de recibido",
    } | changed
    return actions.correct_sent(to, by=by, **typed, **ACT)


def test_a_correction_without_why_of_the_same_day_or_of_tomorrow_is_refused() -> None:
    with acting(reader("lawyer")) as lawyer:
        _, to = sent(lawyer)
        for wrong, words in (
            ({"reason": " "}, "Falta por qué"),
            ({"sent_on": WRONG}, "ya consta"),
            ({"sent_on": date(2026, 11, 28)}, "todavía no llega"),
            ({"before": RIGHT, "sent_on": DAY}, "entretanto"),
        ):
            with pytest.raises(Refusal, match=words):
                correct(to, lawyer, **wrong)
        unsent = recommend(lawyer, "police").addressees.get()
        with pytest.raises(Refusal, match="Anote primero"):
            correct(unsent, lawyer)


def test_silence_is_counted_from_the_corrected_day_and_the_day_before_stays() -> None:
    lawyer = reader("lawyer")
    with acting(lawyer):
        one, to = sent(lawyer)
        correct(to, lawyer)
        found = queries.recommendation(one.public_id, user=lawyer, today=DAY, at=AT)
        assert found
        assert found.standings[0].silent == 50
        assert [s.silent for s in queries.standings(user=lawyer, today=DAY) if s.sent_on] == [50]
        [kept] = queries.histories(found, user=lawyer)[to.pk].days
        assert (kept.was, kept.became, kept.reason) == (WRONG, RIGHT, "Sello de recibido")
        for wrong in ({"reason": ""}, {"became": WRONG}):
            with pytest.raises(DatabaseError), transaction.atomic():
                SendingCorrection.objects.update(**wrong)  # nobody changes what was corrected
    with acting(reader("computer_administrator")):
        assert not SendingCorrection.objects.exists()


def exchange_keys() -> None:
    """This program has its key, and has noted the State's."""
    actions.note_own_key(TO, at=AT)
    actions.trust(STATE, at=AT)


def test_the_day_of_a_package_is_not_corrected_nor_passed_nor_that_of_a_reply() -> None:
    exchange_keys()
    first = made()
    assert received(first).package
    with acting(reader("lawyer")) as lawyer:
        one, to = sent(lawyer)
        other = recommend(lawyer, "minsa")
        for each in (one, other):
            actions.send_to_state(each, by=lawyer, **ACT)
    actions.pack(RECEIVER, at=AT)
    with acting(lawyer):
        of_package = other.addressees.get()
        with pytest.raises(Refusal, match="paquete firmado que la llevó al Estado"):
            correct(of_package, lawyer, before=of_package.sent_on)
        found = queries.recommendation(other.public_id, user=lawyer, today=DAY, at=AT)
        assert found
        assert queries.histories(found, user=lawyer)[of_package.pk].of_package
        late = date(2026, 11, 26)
        actions.note_reply(to, received_on=date(2026, 11, 20), reference="", text="x", by=lawyer,
                           **ACT)  # fmt: skip
        with pytest.raises(Refusal, match="respuesta del 20 nov 2026"):
            correct(to, lawyer, sent_on=late)
        assert correct(to, lawyer, sent_on=date(2026, 11, 20)).became == date(2026, 11, 20)


def test_on_its_page_the_day_is_corrected_and_both_days_are_shown_in_both_languages() -> None:
    lawyer = reader("lawyer", "anota")
    with acting(lawyer):
        one, to = sent(lawyer)
        for state, day in (("not_started", date(2026, 10, 20)), ("partial", date(2026, 11, 2))):
            actions.assess(to, state=state, evidence=f"Acta {day.day}", assessed_on=day,
                           by=lawyer, **ACT)  # fmt: skip
    client, where = browser("lawyer"), f"/recomendaciones/{one.public_id}/"
    path = f"/recomendaciones/destinatario/{to.pk}/envio/corregir/"
    assert path in client.get(where).content.decode()
    typed = {"_form": "sheet", "_route": path, "sent_on": "08/10/2026", "reason": "Sello 44",
             "_version": "2026-10-18"}  # fmt: skip
    stale = client.post(path, typed | {"_version": "2026-10-01"})
    assert (stale.status_code, "Sello 44" in stale.content.decode()) == (409, True)
    assert client.post(path, typed)["Location"] == where
    shown = client.get(where).content.decode()
    assert all(word in shown for word in ("18 oct 2026", "8 oct 2026", "Sello 44"))
    history = shown[shown.index("Cómo se fue valorando") :]
    assert history.index("Acta 2<") < history.index("Acta 20<")
    client.post("/idioma/", {"lang": "en", "_route": where})
    assert "Day of sending corrected" in client.get(where).content.decode()


def test_a_reply_that_came_in_a_package_counts_in_reports_and_on_the_scoreboard() -> None:
    exchange_keys()
    first = made()
    assert received(first).package
    with acting(reader("lawyer")) as lawyer:
        one = recommend(lawyer, "mingob", "minsa")
        for to in one.addressees.order_by("pk"):
            actions.note_sent(to, sent_on=RIGHT, by=lawyer, **ACT)
    reply = {"recommendation": str(one.public_id), "reply": "0" * 8 + "-0000-4000-8000-" + "0" * 12,
             "addressee": "MINISTERIO DE SALUD", "text": "Se hará.",
             "answered": "2026-11-26"}  # fmt: skip
    assert received(made(2, digest_of(first), kind="letters", of={"reply.v1": [reply]})).package
    with acting(lawyer):
        asked = queries.AskedReport("annual", DAY, since=date(2026, 1, 1))
        told = report_inputs(asked, user=lawyer, today=DAY, at=AT)
        board = page(queries.recommendations(user=lawyer, today=DAY), "es", DAY)
    counts = dict(re.findall(r'href="#(respondidas|silencio)"><b>(\d+)</b>', board))
    assert counts == {"respondidas": "1", "silencio": "1"}
    [advice] = [each for each in told.advice if each.id == str(one.public_id)]
    # Sent on 8 October: the Ministry of Government is silent for 50 days; Health took 50 to reply.
    assert [(s.authority, s.silent(DAY), s.took) for s in advice.sides] == [
        ("mingob", 50, None), ("minsa", None, 50),
    ]  # fmt: skip
