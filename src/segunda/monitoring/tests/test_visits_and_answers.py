"""Visits are known to their team alone until they begin; what is filled on them is never lost."""

from datetime import UTC, date, datetime, timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, connection, transaction
from django.utils.timezone import localdate

from segunda.access.models import User
from segunda.access.scope import Reader, acting, reader_of
from segunda.law.text import Refusal
from segunda.monitoring import actions, queries
from segunda.monitoring.models import FilledForm, Finding, InstrumentVersion, Visit
from segunda.monitoring.roles import MEMBERS, ROLES
from segunda.monitoring.sections import read_by
from segunda.monitoring.tests.places import enter_place
from segunda.monitoring.tests.visits import TODAY, book, fill, instrument, png, post, visit
from tests.monitor.team import AT, browser, member, reader

pytestmark = pytest.mark.django_db(databases=["default", "refusals"])
YES = {"cell/isolated": "yes", "cell/days": "16"}


def ids(one: Reader, table: str = "monitoring_visit") -> int:
    """How many rows a reader gets when the program forgets every WHERE."""
    with acting(one), connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*) FROM {table}")  # noqa: S608 (a name of ours)
        return int(cursor.fetchone()[0])


def test_a_visit_to_come_is_known_to_its_team_and_the_directors_alone() -> None:
    lawyer = reader("lawyer", "va")
    with acting(lawyer):
        planned = visit(lawyer, enter_place(lawyer), days=2, today=localdate())
    for role in ROLES:
        seen = ids(reader(role, f"{role}.mira"))
        assert seen == (1 if role in ("director", "deputy") else 0), role
        records = ids(reader(role, f"{role}.actas"), "monitoring_visitrecord")
        assert records == seen
    assert ids(lawyer) == 1
    outside = browser("lawyer", "otra.abogada")
    assert outside.get(f"/visitas/{planned.public_id}/").status_code == 404
    page = outside.get("/visitas/").content.decode()
    assert "No hay visitas que mostrar" in page
    assert str(planned.public_id) not in outside.get("/lugares/").content.decode()


def test_a_visit_that_began_is_known_to_every_member_and_not_to_the_keeper() -> None:
    lawyer = reader("lawyer", "fue")
    with acting(lawyer):
        visit(lawyer, enter_place(lawyer), days=-400)  # the database asks its own clock
    for role in ROLES:
        assert ids(reader(role, f"{role}.mira")) == (1 if role in MEMBERS else 0)


def test_nobody_notes_a_visit_to_come_without_going_unless_a_director() -> None:
    lawyer, other, director = reader("lawyer"), reader("doctor"), reader("director")
    with acting(lawyer):
        where = enter_place(lawyer)
        with pytest.raises(Refusal, match="póngase en el equipo"):
            visit(lawyer, where, other.user or 0, days=1)
    with acting(director):
        assert visit(director, where, other.user or 0, days=1).team == [other.user]


def test_whoever_left_yesterday_is_refused_by_name_and_nothing_is_lost() -> None:
    lawyer = member("lawyer", "se.fue")
    User.objects.filter(pk=lawyer.pk).update(is_active=False)
    director = reader("director")
    with acting(director):
        where = enter_place(director)
        with pytest.raises(Refusal, match=r"su cuenta se cerró: se.fue \(ficticio\)"):
            visit(director, where, lawyer.pk)
    assert not Visit.objects.exists()


def test_who_was_there_stays_written_when_she_has_left_since() -> None:
    lawyer, gone = reader("lawyer"), member("doctor", "fue.y.se.fue")
    with acting(lawyer):
        past = visit(lawyer, enter_place(lawyer), lawyer.user or 0, gone.pk, days=-9)
        to_come = visit(lawyer, past.place, lawyer.user or 0, gone.pk, days=9)
    User.objects.filter(pk=gone.pk).update(is_active=False)
    facts: dict[str, Any] = {
        "place": past.place, "team": past.team, "today": TODAY, "by": lawyer, "at": AT,
    }  # fmt: skip
    with acting(lawyer):
        day = TODAY - timedelta(days=8)
        moved = actions.move_visit(past, version=1, starts_on=day, ends_on=day, **facts)
        assert moved.team == sorted([lawyer.user or 0, gone.pk])
        day = TODAY + timedelta(days=8)
        with pytest.raises(Refusal, match="su cuenta se cerró"):
            actions.move_visit(to_come, version=1, starts_on=day, ends_on=day, **facts)
        with pytest.raises(Refusal, match="La visita ya empezó"):
            actions.move_visit(moved, version=2, starts_on=day, ends_on=day, **facts)


def test_the_record_of_a_visit_is_written_by_its_team_or_the_directors() -> None:
    lawyer, other = reader("lawyer"), reader("lawyer", "otra")
    told = {"aims": "x", "access": "full", "obstruction": "", "waited": 0}
    with acting(lawyer):
        there = visit(lawyer, enter_place(lawyer), days=-400)
    with acting(other), pytest.raises(Refusal, match="quien fue a la visita"):
        actions.write_visit(there, before=1, facts=told, today=TODAY, by=other, at=AT)
    with acting(reader("deputy")) as deputy:
        actions.write_visit(there, before=1, facts=told, today=TODAY, by=deputy, at=AT)
    page = browser("lawyer", "tercera").get(f"/visitas/{there.public_id}/").content.decode()
    assert "Escribir el acta" not in page


@pytest.mark.parametrize(
    ("start", "end", "words"),
    [
        (date(1970, 1, 1), date(1970, 1, 1), "anterior al año 2000"),
        (TODAY, TODAY - timedelta(days=1), "antes del primero"),
        (date(2206, 11, 27), date(2206, 11, 27), "más de dos años"),
    ],
)
def test_days_that_cannot_be_are_refused(start: date, end: date, words: str) -> None:
    director = reader("director")
    with acting(director), pytest.raises(Refusal, match=words):
        actions.note_visit(
            place=enter_place(director), starts_on=start, ends_on=end, team=[director.user or 0],
            aims="x", today=TODAY, by=director, at=AT,
        )  # fmt: skip


def test_a_clock_set_to_1970_writes_nothing_and_loses_nothing(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    lawyer = member("lawyer", "reloj")
    with acting(reader_of(lawyer)) as by:
        there = visit(by, enter_place(by))
    client = browser("lawyer", "otra")
    client.force_login(lawyer)
    path = f"/visitas/{there.public_id}/acta/"
    typed = {"_version": "1", "aims": "Lo que se vio en el pabellón C.", "access": "full"}
    lost = SimpleNamespace(now=lambda: datetime(1970, 1, 1, 5, tzinfo=UTC))
    with monkeypatch.context() as patched:
        patched.setattr("segunda.web.clock.timezone", lost)
        answer = post(client, path, **typed)
        text = answer.content.decode()
        assert answer.status_code == 409
        assert "El reloj de esta computadora marca 1 ene 1970, 00:00" in text
        assert "Lo que se vio en el pabellón C." in text
        assert client.get(path).status_code == 200
    assert there.records.count() == 1
    assert post(client, path, **typed).status_code == 302
    assert there.records.count() == 2


def test_a_form_changed_after_answers_exist_needs_a_new_version() -> None:
    lawyer = reader("lawyer")
    with acting(lawyer):
        first = instrument(lawyer)
        where = visit(lawyer, enter_place(lawyer))
        filled = fill(lawyer, where, first, YES)
        longer = book((*_survey(), ("text", "more", "Más", "More")))
        with pytest.raises(Refusal, match="La versión 1 de este formulario ya está aquí"):
            actions.add_instrument(content=longer, section="general", by=lawyer, at=AT)
        second = actions.add_instrument(
            content=book((*_survey(), ("text", "more", "Más", "More")), version="2"),
            section="general", by=lawyer, at=AT,
        )  # fmt: skip
        assert second.questions == first.questions + 1
        assert FilledForm.objects.get(pk=filled.pk).version == first
        with pytest.raises(Refusal, match="no hizo falta guardarlo"):
            actions.add_instrument(
                content=bytes(first.content), section="general", by=lawyer, at=AT
            )
        with pytest.raises(Refusal, match="de otra sección"):
            actions.add_instrument(content=book(version="3"), section="legal", by=lawyer, at=AT)


def _survey() -> tuple[tuple[str, ...], ...]:
    from segunda.monitoring.tests.visits import SURVEY

    return SURVEY


def test_answers_of_a_medical_form_are_read_by_health_professionals_alone() -> None:
    doctor = reader("doctor", "medica")
    with acting(doctor):
        where = visit(doctor, enter_place(doctor), days=-1)
        one = fill(doctor, where, instrument(doctor, "medical"), YES)
    for role in MEMBERS:
        may = "medical" in read_by(ROLES[role].classes)
        assert ids(reader(role, f"{role}.lee"), "monitoring_filledform") == int(may), role
    assert browser("lawyer").get(f"/respuestas/{one.public_id}/").status_code == 404
    page = browser("doctor").get(f"/respuestas/{one.public_id}/").content.decode()
    with acting(doctor):
        place = queries.place_names([where.place_id], user=doctor)[where.place_id].name
    assert f"{place}, {where.starts_on.day} " in page  # a sheet on paper says of which visit


def test_access_in_part_says_what_was_hindered() -> None:
    lawyer = reader("lawyer")
    facts = {"aims": "x", "access": "partly", "obstruction": " ", "waited": 40}
    with acting(lawyer):
        where = visit(lawyer, enter_place(lawyer))
        before = where.records.get().number
        with pytest.raises(Refusal, match="qué se negó"):
            actions.write_visit(where, before=before, facts=facts, today=TODAY, by=lawyer, at=AT)
        with pytest.raises(DatabaseError), transaction.atomic():
            where.records.create(**{**facts, "obstruction": ""}, number=2, written_at=AT,
                                 written_by_id=lawyer.user or 0)  # fmt: skip
        told = {**facts, "obstruction": "El guardia de turno no abrió el pabellón C."}
        actions.write_visit(where, before=before, facts=told, today=TODAY, by=lawyer, at=AT)
        assert len(queries.record_versions(where, user=lawyer)) == 2


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"\xff\xd8\xff" + b"0" * 80_000_000, "80 MB y el límite son 10"),
        (b"MZ programa", "no es una foto JPEG"),
        (b"\xff\xd8\xff\xe1\x40\x00Exif", "La foto está cortada"),
    ],
    ids=["80 MB", "a program", "cut off"],
)
def test_a_photograph_that_cannot_be_kept_loses_nothing_typed(content: bytes, words: str) -> None:
    account = member("lawyer", "toma.fotos")
    lawyer = reader_of(account)
    with acting(lawyer):
        where = visit(lawyer, enter_place(lawyer))
    client = browser("lawyer", "otra")
    client.force_login(account)
    sent = SimpleUploadedFile("Nombre de alguien.jpg", content)
    page = post(client, f"/visitas/{where.public_id}/archivo/", section="general",
                title="Pared de la celda 3", file=sent)  # fmt: skip
    text = page.content.decode()
    assert words in text
    assert "no eligió" not in text
    assert "obligatorio" not in text
    assert "Pared de la celda 3" in text
    assert "Nombre de alguien" not in text


def test_a_photograph_is_kept_without_its_name_and_served_as_a_file() -> None:
    lawyer = reader("lawyer")
    with acting(lawyer):
        where = visit(lawyer, enter_place(lawyer), days=-1)
        made = actions.attach(where, section="general", title="Techo", by=lawyer, at=AT,
                              content=png((b"tEXt", b"GPS\0ficticio")))  # fmt: skip
    served = browser("social_worker").get(f"/piezas/{made.public_id}/")
    assert served.headers["Content-Disposition"] == 'attachment; filename="segunda-pieza-1.png"'
    assert served.headers["X-Content-Type-Options"] == "nosniff"
    assert served.content == png()  # without what it said of its place


def test_a_certificate_is_refused_while_a_critical_point_fails() -> None:
    lawyer = reader("lawyer")
    answers = {"how/kinds": "strip", "how/book": "yes", "strip/private": "no",
               "strip/same_sex": "yes", "strip/reason": "yes",
               "women/holds_women": "no"}  # fmt: skip
    with acting(lawyer):
        where = visit(lawyer, enter_place(lawyer), days=-1)
        version = InstrumentVersion.objects.get(instrument__form_id="registros")
        failing = fill(lawyer, where, version, answers)
        passing = fill(lawyer, where, version, {**answers, "strip/private": "yes"})
    client = browser("director")
    refused = client.get(f"/respuestas/{failing.public_id}/constancia/").content.decode()
    assert "No se puede dar constancia" in refused
    assert "Se hacen en privado" in refused
    given = client.get(f"/respuestas/{passing.public_id}/constancia/").content.decode()
    assert "Constancia de verificación" in given
    assert "26 may 2027" in given  # 180 days after 27 Nov 2026


def test_trends_show_the_same_question_visit_after_visit() -> None:
    lawyer = reader("lawyer")
    with acting(lawyer):
        where, version = enter_place(lawyer), instrument(lawyer)
        for ago, days in ((300, "20"), (100, "10")):
            day = TODAY - timedelta(days=ago)
            there = visit(lawyer, where, days=-ago)
            fill(lawyer, there, version, {"cell/isolated": "yes", "cell/days": days}, day)
        found = queries.trends(where, user=lawyer, at=AT)
    rows = {line.item.name: answers for line, answers in found[0].rows}
    assert [getattr(one, "met", None) for one in rows["days"]] == [True, False]
    page = browser("doctor").get(f"/lugares/{where.public_id}/tendencias/").content.decode()
    assert "✗ no cumple" in page


def test_a_finding_written_from_a_visit_belongs_to_it() -> None:
    lawyer = reader("lawyer")
    with acting(lawyer):
        there = visit(lawyer, enter_place(lawyer), days=-2)
    client = browser("lawyer", "halla")
    with acting(lawyer):
        piece = fill(lawyer, there, instrument(lawyer), YES)
    path = f"/hallazgos/nuevo/?visita={there.public_id}&de={piece.public_id}&pregunta=cell/days"
    page = client.get(path).content.decode()
    assert 'value="Pieza 1, 1.2"' in page
    assert 'value="Mandela 44"' in page
    assert "Días seguidos: 16." in page
    post(client, path, section="general", theme="isolation",
         registered_place=str(there.place.public_id), found_on="25/11/2026", text="x",
         evidence="document", reference="Pieza 3", norm="", severity="grave")  # fmt: skip
    assert Finding.objects.get().visit == there.public_id
    assert client.get("/hallazgos/nuevo/?visita=x").status_code == 404


def test_paper_and_screen_have_the_same_numbers() -> None:
    lawyer = reader("lawyer")
    with acting(lawyer):
        version = instrument(lawyer)
    client = browser("lawyer", "imprime")
    paper = client.get(f"/instrumentos/{version.pk}/papel/").content.decode()
    screen = client.get(f"/instrumentos/{version.pk}/").content.decode()
    for number in ("1.1", "1.2", "2.1", "3"):
        assert f"<b>{number}</b>" in paper
        assert f"<b>{number}</b>" in screen
    assert "responda solo si la 1.1 es «Sí»" in paper
    kept = client.get(f"/instrumentos/{version.pk}/libro/")
    assert kept.content == bytes(version.content)


def test_a_broken_book_is_refused_beside_its_field() -> None:
    client = browser("lawyer", "sube")
    sent = SimpleUploadedFile("f.xlsx", book((("type", "name", "label"), ("foo", "a", "A"))))
    page = post(client, "/instrumentos/subir/", section="general", file=sent)
    assert "el tipo de pregunta «foo» no existe" in page.content.decode()
    assert not InstrumentVersion.objects.filter(instrument__form_id="celdas").exists()


def test_shipped_instruments_are_there_once() -> None:
    with acting(reader("director")):
        assert InstrumentVersion.objects.filter(instrument__shipped=True).count() == 8
        assert actions.load_shipped(at=datetime(2026, 11, 28, tzinfo=UTC)) == 0
