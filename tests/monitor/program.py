"""The mechanism's program in a process of its own, with an invented team, for the walks."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from tests.journeys.program import Program, free_port, wait

if TYPE_CHECKING:
    from segunda.access.scope import Reader
    from segunda.config.database import Connections

COOKIE = "segunda_monitor"
ROLES = ("director", "deputy", "lawyer", "doctor", "psychologist", "social_worker",
         "computer_administrator")  # fmt: skip


@contextmanager
def running(known: "Connections") -> Iterator[Program]:
    """The program on a copy of the run's database, as long as the block; notes by their section."""
    name = f"walk_{uuid4().hex[:12]}"
    _copy(known, name)
    here = known.app.replace("/segunda_monitor?", f"/{name}?")
    sessions, notes = _prepared(here, known.app)
    port = free_port()
    command = [sys.executable, "-m", "gunicorn", "segunda.config.monitor.wsgi", "--threads", "4",
               "--bind", f"127.0.0.1:{port}", "--log-level", "error"]  # fmt: skip
    environment = os.environ | {
        "DATABASE_URL": here, "DJANGO_SETTINGS_MODULE": "tests.monitor.settings",
    }  # fmt: skip
    with subprocess.Popen(command, env=environment) as server:
        try:
            wait(port)
            yield Program(f"http://localhost:{port}", sessions, notes, cookie=COOKIE)
        finally:
            server.terminate()


def _copy(known: "Connections", name: str) -> None:
    from conftest import copy_database

    root = known.reader.replace("/segunda_monitor?", "/postgres?")
    copy_database(root, "segunda_monitor_empty", name, "segunda_monitor")


def _planned(by: "Reader", going: list[int], at: datetime) -> None:
    """A police station, a visit planned there next March, and a conflict with it."""
    from segunda.monitoring import actions
    from segunda.monitoring.tests.places import enter_place
    from segunda.monitoring.tests.plans import plan_visit
    from segunda.monitoring.tests.test_strategic_plan import action_facts, plan_down_to_priority

    place, priority = enter_place(by), plan_down_to_priority(by)[-1]
    plan_visit(by, place, team=going, priority=priority)
    actions.add_to_plan(level="action", above=priority, facts=action_facts(by.user), by=by, at=at)
    actions.declare_conflict(
        place, reason="Un familiar ficticio trabaja ahí.", since=at.date(), today=at.date(), by=by,
        at=at,
    )  # fmt: skip


def _council(by: "Reader", at: datetime) -> None:
    """A member of the Council, an opinion, a referral of which one field was passed on."""
    from segunda.monitoring import actions
    from segunda.monitoring.tests.council import NOT_ASKED, YES, refer, seat
    from segunda.monitoring.tests.test_advisory_council import advise

    advise(seat(by), by=by)
    made = refer(by, name=("Nombre ficticio", NOT_ASKED), what=("Pide ver a su hija.", YES))
    actions.pass_referral(made, to_whom="Licenciada Ficticia Ríos, jefa", passed_on=at.date(),
                          today=at.date(), by=by, at=at)  # fmt: skip


def _visited(by: "Reader", going: list[int]) -> dict[str, str]:
    """A visit of a month ago with a form filled, one half done and a photograph; their pages."""
    from segunda.monitoring import actions
    from segunda.monitoring.models import InstrumentVersion
    from segunda.monitoring.tests.places import enter_place
    from segunda.monitoring.tests.visits import SEARCHED, TODAY, fill, png, visit
    from tests.monitor.team import AT

    there = visit(by, enter_place(by, name="Centro ficticio del Este"), *going, days=-30)
    searches = InstrumentVersion.objects.get(instrument__form_id="registros")
    filled = fill(by, there, searches, SEARCHED)
    spaces = InstrumentVersion.objects.get(instrument__form_id="condiciones")
    draft = actions.start_form(there, spaces, by=by, at=AT)
    actions.save_draft(draft, answers={"spaces[1]/space": "Pabellón ficticio A"}, at=AT)
    actions.attach(there, section="general", title="Techo con filtraciones", by=by, at=AT,
                   content=png())  # fmt: skip
    actions.shelve_practice(theme="searches", title="Registros con aparatos", by=by, at=AT,
                            text="Se registra sin tocar.", source="Informe ficticio")  # fmt: skip
    facts = {"aims": "Ver las celdas.", "access": "partly", "waited": 40,
             "obstruction": "El guardia de turno no abrió el pabellón C."}  # fmt: skip
    asked = {"kind": "documents", "what": "Registro de sanciones de octubre", "how_many": None,
             "answer": "pending", "answered_on": None, "note": "",
             "promised_for": TODAY - timedelta(days=10)}  # fmt: skip
    actions.ask_for(there, facts=asked, today=TODAY, by=by, at=AT)
    actions.write_visit(there, before=1, facts=facts, today=TODAY, by=by, at=AT)
    return {
        "visita": f"/visitas/{there.public_id}/", "respuestas": f"/respuestas/{filled.public_id}/",
        "borrador": f"/borradores/{draft.public_id}/",
        "tendencias": f"/lugares/{there.place.public_id}/tendencias/",
    }  # fmt: skip


def _matter_and_report(by: "Reader", at: datetime) -> str:
    """A matter of the caseload, and a country sheet; its page."""
    from segunda.monitoring import actions, queries
    from segunda.monitoring.tests.test_caseload import facts

    actions.open_matter(facts=facts(by), by=by, at=at)
    asked = queries.AskedReport("country", at.date())
    return str(actions.make_report(asked, today=at.date(), by=by, at=at).public_id)


def _followed(by: "Reader", at: datetime) -> None:
    """The first recommendation sent, its day corrected, assessed twice, answered."""
    from segunda.monitoring import actions
    from segunda.monitoring.models import Addressee

    act: dict[str, Any] = {"today": at.date(), "by": by, "at": at}
    to = Addressee.objects.order_by("recommendation__number", "pk")[0]
    days = [at.date() - timedelta(days=ago) for ago in (60, 75, 30, 10)]
    actions.note_sent(to, sent_on=days[0], **act)
    actions.correct_sent(to, before=days[0], sent_on=days[1],
                         reason="Sello de recibido de la nota ficticia 44.", **act)  # fmt: skip
    for state, day in (("not_started", days[2]), ("partial", days[3])):
        actions.assess(to, state=state, evidence="Acta ficticia de la mesa.", assessed_on=day,
                       **act)  # fmt: skip


def _packages(at: datetime) -> None:
    """Two packages of the State, the second with a seal that changed, and a file refused."""
    from segunda.access.scope import JOBS, acting
    from segunda.exchange import keys
    from segunda.exchange.tests.making import SENDER, TO, digest_of, made, parts
    from segunda.monitoring import actions

    actions.note_own_key(TO, at=at)
    actions.trust(keys.public_of(SENDER), at=at)
    day = at.date().isoformat()
    first = made(day=day, at=at)
    second = made(2, digest_of(first), kind="month", day=day, at=at, of=parts([(1, "b" * 64)]))
    for content in (first, second, b"x"):
        with acting(JOBS):
            actions.receive(content, name="semana.segunda", by=JOBS, at=at)


def _prepared(here: str, before: str) -> tuple[dict[str, str], dict[str, str]]:
    """A session for each role, and what the team did before: accounts, a copy, notes, a change."""
    from django.test import Client
    from django.utils import timezone

    from conftest import enter_as
    from segunda.access.scope import acting, reader_of
    from segunda.monitoring import actions
    from segunda.monitoring.sections import SECTIONS
    from segunda.monitoring.tests.follow_up import write_commitment, write_finding
    from tests.monitor.team import PASSWORD, member

    enter_as(here)
    at = timezone.now()
    member("director", "anterior")
    done = actions.change_director(
        username="director.ficticio", name="Directora Ficticia Morales", at=at,
        keys=["age1" + "q" * 58], copies=["ab" * 32],
    )  # fmt: skip
    done.opened.initial_until = None
    done.opened.set_password(PASSWORD)
    done.opened.save()
    team = {"director": done.opened} | {role: member(role) for role in ROLES if role != "director"}
    actions.note_keeping("backup", at=at, detail={"keys": 2})
    notes: dict[str, str] = {}
    for code, section in SECTIONS.items():
        with acting(reader_of(team[section.written_by[-1]])) as author:
            made = actions.write_note(
                section=code, title=f"Nota ficticia de {section.name.es}",
                text="Una línea.\nY otra.", by=author, at=at,
            )  # fmt: skip
            notes[code] = str(made.public_id)
    with acting(reader_of(team["lawyer"])) as lawyer:
        write_finding(lawyer)
        write_commitment(lawyer, due_on=None)
        _followed(lawyer, at)
        notes["informe"] = f"/informes/{_matter_and_report(lawyer, at)}/"
        _council(lawyer, at)
        _planned(lawyer, [team["lawyer"].pk, team["doctor"].pk], at)
        notes |= _visited(lawyer, [team["lawyer"].pk, team["doctor"].pk])
    _packages(at)
    sessions = {}
    for role, account in team.items():
        client = Client()
        client.force_login(account)
        sessions[role] = client.cookies[COOKIE].value
    enter_as(before)
    return sessions, notes
