"""`segunda start`: the database, its migrations, the web server and the worker, in one order."""

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg

from segunda.config import demonstrating
from segunda.config.children import Child, clear, keep, run_once
from segunda.config.database import Connections, given_connections, prepare, reason_of, two_roles
from segunda.config.home import SECOND_STEP, home_folder, make_home, only_run, password
from segunda.config.ports import HOST, answers, refuse_taken
from segunda.config.postgres import running
from segunda.config.preparing import is_prepared, refuse_newer, remember
from segunda.config.program import PROGRAMS, STATE, Program
from segunda.config.reached import reached
from segunda.config.refusing import refuse_weak
from segunda.law.text import Refusal, Text

SETTINGS = STATE.settings
ADDRESSES = {name for program in PROGRAMS for name in program.address_variables}


def serve(port: int, home: Path | None, tell: Callable[[], None], program: Program = STATE) -> None:
    """Serve a program on 127.0.0.1:`port` until SIGTERM or Ctrl+C; `tell` when it answers.

    Refusal for a taken port, a weak server or role, one role for pages and long work, and a part
    that stops by itself.
    """
    reached(program=program)  # before anything is begun: what is refused is refused at once
    home = home_folder(home, program=program)
    demonstrating.go_on(home, program)
    with database(home, program) as known:
        for address in (known.app, known.jobs):
            refuse_weak_at(address)
        children = long_running(known, home, port, program)
        clear(children)
        refuse_taken(port)
        if given_connections(program=program) is not None or not is_prepared(home):
            refuse_newer(known.owner)
            for step in once(known, home, program):
                run_once(step)
            remember(home)
        if demonstrating.begun() and not demonstrating.is_filled(home):
            run_once(demonstration(known, home, program))
            demonstrating.note_filled(home)
        keep(children, lambda: answers(port), tell)


@contextmanager
def database(home: Path, program: Program = STATE) -> Iterator[Connections]:
    """Give the addresses of the database: of the server named in the environment, or our own."""
    given = given_connections(program=program)
    if given is None:
        with running(home, program=program) as cluster:
            yield prepare(cluster)
        return
    make_home(home)
    with only_run(home, program):
        yield two_roles(given, home, program)


def refuse_weak_at(address: str) -> None:
    """Refuse a server or role that is not safe, or that cannot be reached."""
    try:
        with psycopg.connect(address) as connection:
            refuse_weak(connection)
    except psycopg.OperationalError as error:
        reason = reason_of(error)
        raise Refusal(
            Text(
                f"No se puede entrar en la base de datos ({reason}): revise DATABASE_URL.",
                f"The database cannot be entered ({reason}): check DATABASE_URL.",
            )
        ) from error


def once(known: Connections, home: Path, program: Program = STATE) -> tuple[Child, ...]:
    """Return what is done before serving: migrations as the owner, and the styles gathered."""
    environment = told(known.owner, home, program)
    return (
        Child(
            Text("la migración de la base de datos", "The migration of the database"),
            [sys.executable, "-c", program.calling("migrate", "migrate")],
            environment,
        ),
        Child(
            Text("la preparación de los estilos", "The gathering of the styles"),
            [sys.executable, "-m", "django", "collectstatic", "--noinput", "--verbosity=0"],
            environment,
        ),
    )


def demonstration(known: Connections, home: Path, program: Program = STATE) -> Child:
    """Return what fills an empty record with invented people (config/state/demonstration.py)."""
    fill = program.calling("demonstration", "fill", "Path(sys.argv[1])")
    return Child(
        Text("el registro de demostración", "The demonstration register"),
        [sys.executable, "-c", fill, str(home / "demonstration")],
        told(known.jobs, home, program),
    )


def long_running(
    known: Connections, home: Path, port: int, program: Program = STATE
) -> tuple[Child, ...]:
    """Return what runs while pages are served; each is told one address, its own.

    The worker is told the application's too: what it takes out for somebody it reads as her.
    """
    house = program.calling("housekeeping", "keep_house")
    worker = Child(
        Text("el trabajador", "The worker"),
        [*(sys.executable, "-m", "django", "procrastinate", "worker"), f"--name={home}"],
        {**told(known.jobs, home, program), "DATABASE_PAGES_URL": known.app},
    )
    return (
        web(program.application, port, told(known.app, home, program)),
        *([worker] if program.worker else []),
        Child(
            Text("el sellado de la traza", "The sealing of the trace"),
            # By the folder in its words a run knows its own, and stops no other's.
            [sys.executable, "-c", house, str(home)],
            told(known.jobs, home, program),
        ),
    )


def web(application: str, port: int, environment: dict[str, str]) -> Child:
    """Return the web server of a WSGI application (`module:name`).

    Two threads a worker: more of them wait for one another and for the database on two cores,
    and the slowest pages take longer, not shorter (docs/benchmarks.md).
    """
    words = "--workers 2 --worker-class gthread --threads 2 --keep-alive 30"
    words += " --graceful-timeout 10 --timeout 60"
    return Child(
        Text("el servidor web", "The web server"),
        [
            *(sys.executable, "-m", "gunicorn", application, f"--bind={HOST}:{port}"),
            *(*words.split(), "--log-level=warning", "--no-control-socket"),
        ],
        environment,
    )


def told(address: str, home: Path, program: Program = STATE) -> dict[str, str]:
    """Return the environment of one part: ours, with one address and nobody else's."""
    ours = {name: value for name, value in os.environ.items() if name not in ADDRESSES}
    return {
        **ours,
        "DATABASE_URL": address,
        "DJANGO_SETTINGS_MODULE": program.settings,
        "SEGUNDA_SECRET_KEY": password(home, "secret-key"),
        "SEGUNDA_SECOND_STEP_KEY": password(home, SECOND_STEP),
        "SEGUNDA_STATIC": str(home / "static"),
    }
