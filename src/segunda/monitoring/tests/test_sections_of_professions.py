"""A section is read by those entitled: the database refuses, whatever the code forgets."""

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction

from segunda.access.scope import JOBS, Reader, acting
from segunda.law.text import Refusal
from segunda.monitoring import actions, queries
from segunda.monitoring.models import Note
from segunda.monitoring.roles import MEMBERS, ROLES
from segunda.monitoring.sections import SECTIONS, read_by, written_in_by
from tests.monitor.team import AT, browser, reader

pytestmark = pytest.mark.django_db(databases=["default", "refusals"])


def written(role: str, section: str) -> Note:
    """A note that somebody of this role wrote in a section."""
    with acting(reader(role, f"{role}.{section}.escribe")) as author:
        return actions.write_note(section=section, title=section, text="texto", by=author, at=AT)


def seen_by(one: Reader) -> set[str]:
    """The sections of all notes a reader gets when the program forgets every WHERE."""
    with acting(one), connection.cursor() as cursor:
        cursor.execute("SELECT section FROM monitoring_note")
        return {section for (section,) in cursor.fetchall()}


def everything() -> None:
    """One note in each section."""
    for code, section in SECTIONS.items():
        written(section.written_by[-1], code)


def test_the_lawyer_cannot_open_a_medical_section() -> None:
    note = written("doctor", "medical")
    lawyer = browser("lawyer")
    assert lawyer.get(f"/notas/{note.public_id}/").status_code == 404
    assert lawyer.get("/notas/?seccion=medical").status_code == 404
    assert "medical" not in lawyer.get("/notas/").content.decode()
    assert browser("doctor").get(f"/notas/{note.public_id}/").status_code == 200


def test_each_role_sees_the_sections_of_its_classes_and_no_other() -> None:
    everything()
    for role in ROLES:
        wanted = set(read_by(ROLES[role].classes)) if role in MEMBERS else set()
        assert seen_by(reader(role, f"{role}.lee")) == wanted, role


def test_the_director_reads_no_section_of_health() -> None:
    everything()
    assert seen_by(reader("director")) == {"general", "legal", "social"}


def test_without_a_reader_there_are_no_notes() -> None:
    everything()
    assert seen_by(Reader(user=None, role="", scope="none")) == set()


def test_nobody_writes_in_the_section_of_another_profession() -> None:
    for role in ROLES:
        for code in set(SECTIONS) - set(written_in_by(role)):
            with acting(reader(role, f"{role}.{code}")) as one, pytest.raises(Refusal):
                actions.write_note(section=code, title="t", text="x", by=one, at=AT)
    assert Note.objects.count() == 0


def insert(one: Reader, **changed: object) -> None:
    """Write a row past the actions, as code that forgot them would."""
    values = {"section": "general", "fact_class": "ordinary", "title": "t", "text": "x",
              "written_by_id": one.user, "written_at": AT} | changed  # fmt: skip
    with transaction.atomic(), acting(one):
        Note.objects.create(**values)


def test_the_database_refuses_a_medical_note_that_says_it_is_ordinary() -> None:
    with pytest.raises(IntegrityError, match="note_class_of_its_section"):
        insert(reader("doctor"), section="medical")


def test_the_database_refuses_a_note_in_somebody_elses_name_or_class() -> None:
    lawyer, doctor = reader("lawyer"), reader("doctor")
    with pytest.raises(DatabaseError, match="row-level security"):
        insert(lawyer, written_by_id=doctor.user)
    with pytest.raises(DatabaseError, match="row-level security"):
        insert(lawyer, section="medical", fact_class="medical")


def test_the_keeper_of_the_computer_neither_reads_nor_writes() -> None:
    written("lawyer", "general")
    keeper = reader("computer_administrator")
    assert seen_by(keeper) == set()
    with pytest.raises(DatabaseError, match="row-level security"):
        insert(keeper)


def test_a_note_is_corrected_by_whoever_wrote_it_and_the_old_one_stays() -> None:
    note = written("lawyer", "general")
    with acting(reader("deputy")) as other, pytest.raises(Refusal):
        actions.correct_note(note, title="t2", text="y", by=other, at=AT)
    author = Reader(user=note.written_by_id, role="lawyer", scope="all")
    with acting(author):
        new = actions.correct_note(note, title="t2", text="y", by=author, at=AT)
        with pytest.raises(Refusal):
            actions.correct_note(note, title="t3", text="z", by=author, at=AT)
        assert [one.title for one in queries.notes(user=author, at=AT)] == ["t2"]
    note.refresh_from_db()
    assert (note.text, note.superseded_by) == ("texto", new)


def test_a_reading_leaves_its_trace_with_the_class_it_met() -> None:
    from segunda.access.models import AuditEntry

    note = written("doctor", "medical")
    doctor = reader("doctor")
    with acting(doctor):
        queries.note(note.public_id, user=doctor, at=AT)
    with acting(JOBS):
        row = AuditEntry.objects.get(action="note.read")
    assert (row.user, row.fact_class, row.object_id) == (
        doctor.user, "medical", str(note.public_id),
    )  # fmt: skip


def test_a_note_is_written_on_the_page_and_shown() -> None:
    client = browser("psychologist")
    page = client.get("/notas/nueva/").content.decode()
    assert 'value="psychological"' in page
    assert 'value="medical"' not in page
    sent = client.post("/notas/nueva/", {
        "section": "psychological", "title": "Turnos", "text": "Dos líneas\ny otra",
        "_form": "sheet", "_route": "/notas/nueva/",
    })  # fmt: skip
    assert sent.status_code == 302
    assert "Dos líneas" in client.get(sent["Location"]).content.decode()
