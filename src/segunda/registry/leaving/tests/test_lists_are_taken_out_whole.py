"""A list taken out holds what its reader would see and no more; whole, of one instant, traced."""

import csv
import io
import os
import subprocess
import sys
from dataclasses import asdict
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import psycopg
import pytest
import python_calamine as calamine
from django.db import connection, connections
from django.utils import timezone

from segunda.access import audit
from segunda.access.clock import today
from segunda.access.models import Assignment, AuditEntry
from segunda.access.scope import JOBS, acting
from segunda.law.text import Refusal, Text
from segunda.registry.leaving import making
from segunda.registry.leaving.asking import ask_export, found_export, take_file
from segunda.registry.models import ListExport, Person, RuleVersion, Verdict
from segunda.registry.models.verdicts import MET, NOT_MET, UNKNOWN
from segunda.registry.queries.leaver_lists import LeaversFilter, every_leaver
from tests.village.day import NOON
from tests.village.people import Village, found

if TYPE_CHECKING:
    from segunda.config.database import Connections

ORDINARY, SEALED_RULE = "PA-CP-112", "PA-CP-108"
NOW = timezone.now()
Lines = list[list[str]]


@pytest.fixture
def village(own_village: "Connections") -> Village:  # noqa: ARG001 (a fixture by its name)
    """The village in a record whose writes are kept, entered as the worker enters."""
    return found()


def ask(village: Village, account: str, which: LeaversFilter, purpose: str = "custody") -> Any:
    """An export asked for, as its page asks."""
    reader = village.reader(account)
    with acting(reader):
        return ask_export(
            which=which, words=Text("la lista", "the list"), order="name", descending=False,
            purpose=purpose, language="es", by=reader, user=village.users[account], at=NOW,
        )  # fmt: skip


def made(village: Village, account: str, which: LeaversFilter, purpose: str = "custody") -> Any:
    """The export with its files, made as the worker makes it."""
    one = ask(village, account, which, purpose)
    making.make(one.pk, at=NOW, day=today())
    with acting(JOBS):
        return ListExport.objects.get(pk=one.pk)


def lines_of_csv(one: ListExport) -> Lines:
    return list(csv.reader(io.StringIO(bytes(one.csv or b"").decode("utf-8-sig"), newline="")))


def lines_of_book(one: ListExport) -> Lines:
    book = calamine.CalamineWorkbook.from_filelike(io.BytesIO(bytes(one.xlsx or b"")))
    rows = book.get_sheet_by_index(0).to_python(skip_empty_area=False)
    return [[str(cell) for cell in row] for row in rows]


def bare(lines: Lines) -> Lines:
    """Without the empty cells at the end of a line."""
    return [line[: max((n + 1 for n, cell in enumerate(line) if cell), default=0)]
            for line in lines]  # fmt: skip


def body(lines: Lines) -> Lines:
    """The lines between the heading and the empty one."""
    start = next(n for n, line in enumerate(lines) if line[:1] == ["Nombre"])
    end = next(n for n, line in enumerate(lines) if n > start and not any(line))
    return lines[start + 1 : end]


def footer(lines: Lines) -> dict[str, str]:
    start = next(n for n, line in enumerate(lines) if not any(line))
    return {line[0]: (line[1] if len(line) > 1 else "") for line in lines[start + 1 :]}


def test_a_clerks_file_holds_nobody_of_another_facility_and_no_sealed_rule(
    village: Village,
) -> None:
    one = made(village, "registro.norte", LeaversFilter(answer=UNKNOWN))
    every = made(village, "registro.norte", LeaversFilter(rule=ORDINARY))
    assert one.state == every.state == "done"
    norte = {str(p.public_id) for p in village.people.values()
             if p.facility_id == village.facilities["norte"].pk}  # fmt: skip
    assert {line[-1] for line in body(lines_of_csv(every))} == norte
    assert {line[-1] for line in body(lines_of_csv(one))} <= norte
    for content in (lines_of_csv(one), lines_of_book(one)):
        assert not [line for line in content if any("embarazo" in cell for cell in line)]
    care = made(village, "salud.norte", LeaversFilter(rule=SEALED_RULE), "care")
    assert len(body(lines_of_csv(care))) == len(norte)


def test_without_any_where_the_worker_sees_what_the_reader_sees(village: Village) -> None:
    """Its own role sees everybody; what it takes out it reads as the application does."""
    with making._snapshot(village.reader("registro.norte")), connections["pages"].cursor() as pages:
        pages.execute("SELECT current_user, current_setting('transaction_isolation'), "
                      "current_setting('transaction_read_only')")  # fmt: skip
        assert pages.fetchone() == ("segunda_app", "repeatable read", "on")
        pages.execute("SELECT count(*) FROM registry_person")
        assert pages.fetchone() == (14,)
        pages.execute("SELECT count(*) FROM registry_verdict WHERE fact_class = 'sealed'")
        assert pages.fetchone() == (0,)
    with acting(JOBS):
        assert Person.objects.count() == 40


def test_the_worker_itself_refuses_a_sealed_rule_asked_for_by_who_may_not_see_it(
    village: Village,
) -> None:
    one = made(village, "registro.norte", LeaversFilter(rule=SEALED_RULE))
    assert (one.state, one.csv, one.xlsx) == ("refused", None, None)
    assert one.message_es == making.UNKNOWN_LIST.es
    none = made(village, "registro.norte", LeaversFilter(rule="PA-NO-SUCH"))
    assert none.message_es == one.message_es


@pytest.mark.parametrize("how", ["ended", "inactive", "purpose"])
def test_who_may_no_more_by_the_time_it_is_made_gets_a_sentence(village: Village, how: str) -> None:
    which = LeaversFilter(rule=ORDINARY)
    one = ask(village, "registro.norte", which, "care" if how == "purpose" else "custody")
    user = village.users["registro.norte"]
    with acting(JOBS):
        if how == "ended":
            Assignment.objects.filter(user=user).update(end_at=timezone.now())
        if how == "inactive":
            user.is_active = False
            user.save(update_fields=["is_active"])
    making.make(one.pk, at=NOW, day=today())
    with acting(JOBS):
        one.refresh_from_db()
    assert (one.state, one.message_es, one.csv) == ("refused", making.ENDED.es, None)


def test_nobody_else_finds_it_and_a_reach_that_moved_shuts_it(village: Village) -> None:
    one = made(village, "registro.norte", LeaversFilter(rule=ORDINARY))
    for account in ("nacional", "direccion.norte", "registro.sur"):
        other = village.reader(account)
        with acting(other, using="pages"):
            assert not ListExport.objects.using("pages").exists()
        with acting(JOBS):
            assert found_export(one.pk, by=other, at=NOW) is None
    hers = village.reader("registro.norte")
    with acting(JOBS):
        assert found_export(one.pk, by=hers, at=NOW + timedelta(hours=9)) is None
        assert take_file(one, "csv", by=hers, at=NOW) == bytes(one.csv)
        taken = AuditEntry.objects.filter(action="leavers.export").latest("id")
        assert (taken.user, taken.purpose, taken.count, taken.detail["what"]) == (
            village.users["registro.norte"].pk, "custody", 14, "csv")  # fmt: skip
        assert taken.detail["ids"] == one.ids
        Assignment.objects.create(user=village.users["registro.norte"], kind="facility",
                                  place=village.facilities["este"].pk, start_at=NOON)  # fmt: skip
    with acting(JOBS), pytest.raises(Refusal):
        take_file(one, "csv", by=village.reader("registro.norte"), at=NOW)


def test_both_files_say_the_same_and_their_foot_tells_the_whole(village: Village) -> None:
    one = made(village, "nacional", LeaversFilter(rule=ORDINARY))
    lines = lines_of_csv(one)
    assert bare(lines) == bare(lines_of_book(one))
    rows, foot = body(lines), footer(lines)
    assert foot["Filas"] == str(len(rows)) == str(one.rows)
    ids = audit.fingerprint_of(line[-1] for line in rows)
    assert foot["Huella de los expedientes, en este orden (SHA-256)"] == ids == one.ids
    assert foot["Pedida por"] == "nacional (ficticio)"
    assert foot["Fin"] == "llevar el expediente"
    assert foot["Día de la ley"] == today().isoformat()
    assert lines[0][0].startswith("FICTICIO")
    assert one.seen_at is not None


def test_a_name_that_looks_like_a_formula_stays_text(village: Village) -> None:
    person = next(p for p in village.people.values() if p.held)
    with acting(JOBS):
        Person.objects.filter(pk=person.pk).update(surnames="=HYPERLINK(1)", given_names="@x\t")
    one = made(village, "nacional", LeaversFilter(rule=ORDINARY))
    for lines in (lines_of_csv(one), lines_of_book(one)):
        (line,) = [line for line in lines if str(person.public_id) in line]
        assert line[0].startswith("'=HYPERLINK(1), @x")
    assert b"<f>" not in bytes(one.xlsx)


def test_what_changes_meanwhile_does_not_tear_the_list(
    village: Village, own_village: "Connections"
) -> None:
    reader, which = village.reader("nacional"), LeaversFilter(rule=ORDINARY)

    def read() -> list[str]:
        rows = every_leaver(user=reader, which=which, day=today(), using="pages")
        return [f"{row.name} {row.answer}" for row in rows]

    with making._snapshot(reader):
        before = read()
        with psycopg.connect(own_village.jobs) as other:
            other.execute("UPDATE registry_person SET surnames = 'Otra', held = false")
        assert read() == before
    with acting(reader, using="pages"):
        assert read() == []


def test_one_that_was_swept_while_it_waited_is_not_made(village: Village) -> None:
    one = ask(village, "nacional", LeaversFilter(rule=ORDINARY))
    with acting(JOBS):
        ListExport.objects.all().delete()
    making.make(one.pk, at=NOW, day=today())
    with acting(JOBS):
        assert not ListExport.objects.exists()


def test_the_worker_of_the_queue_makes_it(village: Village, own_village: "Connections") -> None:
    one = ask(village, "registro.norte", LeaversFilter(rule=ORDINARY))
    environment = {
        **os.environ, "DATABASE_URL": own_village.jobs, "DATABASE_PAGES_URL": own_village.app,
        "DJANGO_SETTINGS_MODULE": "tests.settings",
    }  # fmt: skip
    command = [sys.executable, "-m", "django", "procrastinate", "worker", "--one-shot",
               "--queues", "exports"]  # fmt: skip
    subprocess.run(command, env=environment, check=True, stderr=subprocess.DEVNULL, timeout=150)
    with acting(JOBS):
        one.refresh_from_db()
        assert (one.state, one.rows, one.message_es) == ("done", 14, "")


def test_with_one_address_for_everything_the_walls_hold_too(
    village: Village, own_village: "Connections"
) -> None:
    from conftest import enter_as

    one = ask(village, "registro.norte", LeaversFilter(rule=ORDINARY))
    enter_as(own_village.app)
    making.make(one.pk, at=NOW, day=today())
    with acting(village.reader("registro.norte")):
        one.refresh_from_db()
    assert (one.state, one.rows) == ("done", 14)


@pytest.mark.slow
@pytest.mark.parametrize("people", [1, 30_000, 30_001])
def test_nothing_is_left_out_however_long_the_list(village: Village, people: int) -> None:
    law = RuleVersion.objects.filter(rule=ORDINARY).latest("pk").pk
    place = village.facilities["sur"].pk
    with acting(JOBS), connection.cursor() as cursor:
        assert not Verdict.objects.filter(law=law, answer=MET, superseded_at=None).exists()
        cursor.execute(
            "INSERT INTO registry_person (public_id, created_at, surnames, given_names, sort_name, "
            "sex, legal_status, held, facility_id) SELECT gen_random_uuid(), now(), 'Ficticia ' || "
            "n, 'Larga', 'ficticia ' || n, 'F', 'pretrial', true, %s "
            "FROM generate_series(1, %s) n RETURNING id", [place, people],
        )  # fmt: skip
        ids = [one for (one,) in cursor.fetchall()]
        cursor.execute(
            "INSERT INTO registry_verdict (person_id, law_id, answer, missing, fact_class, cause, "
            "detail, facts, recorded_at) SELECT p, %s, %s, 0, 'ordinary', 'first', '', '\\x00', "
            "now() FROM unnest(%s) p", [law, MET, ids],
        )  # fmt: skip
    one = made(village, "nacional", LeaversFilter(rule=ORDINARY, answer=MET))
    lines = lines_of_csv(one)
    rows = body(lines)
    assert len(rows) == one.rows == people == int(footer(lines)["Filas"])
    assert len({line[-1] for line in rows}) == people
    assert bare(lines) == bare(lines_of_book(one))


def test_a_filter_survives_being_kept(village: Village) -> None:
    which = LeaversFilter(rule=ORDINARY, answer=NOT_MET, facility=village.facilities["sur"].pk)
    assert LeaversFilter(**asdict(which)) == which
    one = made(village, "nacional", which)
    assert {line[2] for line in body(lines_of_csv(one))} == {"Centro Sur (ficticio)"}
