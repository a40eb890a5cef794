"""Answers are typed page by page, kept at each, finished once and corrected in the open."""

from datetime import date, timedelta

import pytest
from django.test import Client

from segunda.access.scope import acting, reader_of
from segunda.law.text import Refusal
from segunda.monitoring import actions, queries
from segunda.monitoring.tests.places import enter_place
from segunda.monitoring.tests.visits import TODAY, fill, held, instrument, post, visit
from tests.monitor.team import AT, browser, member, reader

pytestmark = pytest.mark.django_db(databases=["default", "refusals"])
YES = {"cell/isolated": "yes", "cell/days": "16"}


def test_a_draft_is_its_authors_and_survives_a_closed_lid() -> None:
    account = member("lawyer", "escribe")
    author = reader_of(account)
    with acting(author):
        where = visit(author, enter_place(author))
        version = instrument(author)
    client = browser("lawyer", "otra")
    client.force_login(account)
    begun = post(client, f"/visitas/{where.public_id}/llenar/{version.pk}/")
    path = begun.headers["Location"]
    post(client, path, **held(client, path), **{"cell/isolated": "yes", "cell/days": "dos"})
    again = Client()  # the lid was closed: another browser
    again.force_login(account)
    shown = again.get(path).content.decode()
    assert 'value="dos"' in shown
    assert "Responda solo si la 1.1 es «Sí»" in shown
    assert browser("social_worker").get(path).status_code == 404
    overview = path.rsplit("/", 2)[0] + "/"
    page = again.get(overview).content.decode()
    assert "escriba un número" in page
    refused = post(again, overview, **{"filled_on": "27/11/2026"})
    assert "Todavía hay preguntas por revisar" in refused.content.decode()
    post(again, path, **held(again, path), **{"cell/isolated": "yes", "cell/days": "16"})
    done = post(again, overview, **{"filled_on": "27/11/2026"})
    read = again.get(done.headers["Location"]).content.decode()
    assert "se cumple si la 1.2 es a lo más 15 · Mandela 44" in read
    assert "<i>–</i> no cumple" in read or "no cumple</span>" in read
    assert again.get(path).status_code == 404


def test_a_page_of_a_draft_leaves_the_other_pages_alone() -> None:
    lawyer = reader("lawyer")
    with acting(lawyer):
        where, version = visit(lawyer, enter_place(lawyer)), instrument(lawyer)
        draft = actions.start_form(where, version, by=lawyer, at=AT)
        actions.save_draft(draft, answers={"cell/isolated": "yes"}, at=AT)
        actions.save_draft(draft, answers={"wings[1]/area": "4"}, at=AT)
        kept = actions.save_draft(draft, answers={"wings[1]/area": ""}, at=AT)
        assert kept.answers == {"cell/isolated": "yes"}
        assert actions.start_form(where, version, by=lawyer, at=AT) == draft


def test_another_window_of_the_same_draft_loses_nothing() -> None:
    account = member("lawyer", "dos.ventanas")
    author = reader_of(account)
    with acting(author):
        where, version = visit(author, enter_place(author)), instrument(author)
        draft = actions.start_form(where, version, by=author, at=AT)
    client = browser("lawyer", "otra")
    client.force_login(account)
    path = f"/borradores/{draft.public_id}/2/"
    before = held(client, path)
    post(client, path, **before, **{"wings[1]/area": "4"})
    late = post(client, path, **before, **{"wings[1]/area": "5"})
    assert late.status_code == 409
    assert 'value="5"' in late.content.decode()
    draft.refresh_from_db()
    assert draft.answers == {"wings[1]/area": "4"}


def test_only_what_a_page_showed_is_written() -> None:
    account = member("lawyer", "media.hoja")
    author = reader_of(account)
    with acting(author):
        where, version = visit(author, enter_place(author)), instrument(author)
        draft = actions.start_form(where, version, by=author, at=AT)
        actions.save_draft(draft, answers={"wings[1]/area": "4", "wings[2]/area": "6"}, at=AT)
    client = browser("lawyer", "otra")
    client.force_login(account)
    path = f"/borradores/{draft.public_id}/2/"
    sent = {**held(client, path), "_shown": ["wings[1]"], "wings[1]/area": "5"}
    post(client, path, **sent)
    draft.refresh_from_db()
    assert draft.answers == {"wings[1]/area": "5", "wings[2]/area": "6"}


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (date(1970, 1, 1), "anterior a la visita"), (TODAY - timedelta(days=1), "anterior a la"),
        (TODAY + timedelta(days=1), "todavía no llega"),
    ],
)  # fmt: skip
def test_answers_speak_of_a_day_somebody_was_there(day: date, words: str) -> None:
    lawyer = reader("lawyer")
    with acting(lawyer):
        where, version = visit(lawyer, enter_place(lawyer)), instrument(lawyer)
        with pytest.raises(Refusal, match=words):
            fill(lawyer, where, version, {"cell/isolated": "no"}, day)
        to_come = visit(lawyer, where.place, days=3)
        with pytest.raises(Refusal, match="todavía no empieza"):
            fill(lawyer, to_come, version, {"cell/isolated": "no"})


def test_a_correction_keeps_the_number_and_the_answers_before_it() -> None:
    lawyer = reader("lawyer")
    with acting(lawyer):
        where, version = visit(lawyer, enter_place(lawyer)), instrument(lawyer)
        first = fill(lawyer, where, version, YES)
        draft = actions.correct_form(first, by=lawyer, at=AT)
        actions.save_draft(draft, answers={"cell/isolated": "no", "cell/days": ""}, at=AT)
        second = actions.finish_form(draft, filled_on=TODAY, today=TODAY, by=lawyer, at=AT)
        third = fill(lawyer, where, version, {"cell/isolated": "no"})
        assert (first.number, second.number, third.number) == (1, 1, 2)
        first.refresh_from_db()
        assert first.superseded_by == second
        assert first.answers == YES
        assert queries.forms_of(where, user=lawyer) == [second, third]
        with pytest.raises(Refusal, match="ya se corrigió"):
            actions.correct_form(first, by=lawyer, at=AT)


def test_the_numbers_of_a_visit_go_on_past_what_one_does_not_see() -> None:
    doctor, lawyer = reader("doctor"), reader("lawyer")
    with acting(doctor):
        where = visit(doctor, enter_place(doctor), days=-1)
        fill(doctor, where, instrument(doctor, "medical"), YES)
    with acting(lawyer):
        mine = fill(lawyer, where, instrument(lawyer, form_id="otro"), YES)
        assert mine.number == 2
