"""Answers are typed page by page, kept at each, finished once and corrected in the open."""

from datetime import date, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from segunda.access.models import User
from segunda.access.scope import JOBS, acting, reader_of
from segunda.law.text import Refusal
from segunda.monitoring import actions, queries
from segunda.monitoring.instruments import Shipped
from segunda.monitoring.models import FormDraft, InstrumentVersion
from segunda.monitoring.tests.places import enter_place
from segunda.monitoring.tests.visits import TODAY, book, fill, held, instrument, post, visit
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


def test_what_somebody_began_who_left_is_gone_on_with_by_who_may_read_it() -> None:
    account = member("doctor", "se.fue")
    doctor = reader_of(account)
    with acting(doctor):
        where = visit(doctor, enter_place(doctor), days=-400)
        version = instrument(doctor, "medical")
        draft = actions.start_form(where, version, by=doctor, at=AT)
        actions.save_draft(draft, answers=YES, at=AT)
    colleague, lawyer = reader("doctor", "queda"), reader("lawyer", "mira")
    with acting(colleague):
        assert queries.left_behind(where, user=colleague) == []
        assert queries.draft_left(draft.public_id, user=colleague) is None
    User.objects.filter(pk=account.pk).update(is_active=False)
    with acting(lawyer):
        assert not FormDraft.objects.filter(pk=draft.pk).exists()
    with acting(reader("psychologist", "lee")) as reads:
        assert queries.left_behind(where, user=reads) == []  # reads the class, does not write
        with pytest.raises(Refusal, match="otra profesión"):
            actions.take_draft(FormDraft.objects.get(pk=draft.pk), by=reads, at=AT)
    with acting(colleague):
        (left,) = queries.left_behind(where, user=colleague)
        mine = actions.take_draft(left, by=colleague, at=AT)
        assert mine.answers == YES
        assert mine.author_id == colleague.user
        assert queries.left_behind(where, user=colleague) == []
        with pytest.raises(Refusal, match="ya lo siguió"):
            actions.take_draft(left, by=colleague, at=AT)


def test_nobody_takes_the_draft_of_who_is_still_here() -> None:
    lawyer, other = reader("lawyer"), reader("lawyer", "otra")
    with acting(lawyer):
        where, version = visit(lawyer, enter_place(lawyer)), instrument(lawyer)
        draft = actions.start_form(where, version, by=lawyer, at=AT)
    with acting(other), pytest.raises(FormDraft.DoesNotExist):
        actions.take_draft(draft, by=other, at=AT)  # the wall, before the action's own answer
    with acting(lawyer), pytest.raises(Refusal, match="sigue en el mecanismo"):
        actions.take_draft(draft, by=lawyer, at=AT)


def test_a_version_is_filled_only_while_it_is_in_use() -> None:
    lawyer = reader("lawyer")
    with acting(lawyer):
        where = visit(lawyer, enter_place(lawyer))
        first = actions.add_instrument(content=book(), section="general", by=lawyer, at=AT)
        with pytest.raises(Refusal, match="ya no se ofrece"):
            actions.start_form(where, first, by=lawyer, at=AT)
        assert first not in queries.offered(user=lawyer)
        actions.use_instrument(first, offered=True, by=lawyer, at=AT)
        begun = actions.start_form(where, first, by=lawyer, at=AT)
        second = actions.add_instrument(
            content=book(version="2"), section="general", by=lawyer, at=AT
        )
        assert first in queries.offered(user=lawyer)
        actions.use_instrument(second, offered=True, by=lawyer, at=AT)
        assert queries.offered_version(first.instrument) == second
        actions.save_draft(begun, answers={"cell/isolated": "no"}, at=AT)
        done = actions.finish_form(begun, filled_on=TODAY, today=TODAY, by=lawyer, at=AT)
        assert done.version == first
        actions.use_instrument(second, offered=False, by=lawyer, at=AT)
        assert queries.offered_version(first.instrument) is None


def test_a_member_looks_at_a_form_before_it_is_put_in_use() -> None:
    client = browser("lawyer", "sube")
    sent = SimpleUploadedFile("f.xlsx", book())
    made = post(client, "/instrumentos/subir/", section="general", file=sent)
    page = client.get(made.headers["Location"]).content.decode()
    assert "Esta versión no se ofrece para llenar" in page
    assert "¿Hay alguien aislado?" in page
    post(client, f"{made.headers['Location']}usar/")
    page = client.get(made.headers["Location"]).content.decode()
    assert "Retirar de las visitas" in page
    assert "Celdas (ficticio)" in browser("doctor", "ve").get("/instrumentos/").content.decode()


def test_nobody_withdraws_a_form_of_another_profession() -> None:
    lawyer = reader("lawyer")
    with acting(lawyer):
        version = InstrumentVersion.objects.get(instrument__form_id="salud")
        with pytest.raises(Refusal, match="otra profesión"):
            actions.use_instrument(version, offered=False, by=lawyer, at=AT)
    client = browser("lawyer", "prueba")
    post(client, f"/instrumentos/{version.pk}/usar/", withdraw="1")
    assert queries.offered_version(version.instrument) == version


def test_a_shipped_version_does_not_take_the_place_of_what_the_mechanism_chose(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    newer = [Shipped(name, "9", "general", book(form_id=name, version="9"))
             for name in ("personal", "aislamiento")]  # fmt: skip
    with acting(reader("director")) as director:
        chosen = InstrumentVersion.objects.get(instrument__form_id="personal")
        actions.use_instrument(chosen, offered=True, by=director, at=AT)
    monkeypatch.setattr("segunda.monitoring.actions.instruments.shipped", lambda: newer)
    with acting(JOBS):
        assert actions.load_shipped(at=AT) == 2
        offered = {one.instrument.form_id: one.version for one in queries.offered(user=JOBS)}
    assert offered["personal"] == chosen.version
    assert offered["aislamiento"] == "9"
