"""`segunda start` begins everything in order, ends everything with it, and says why it cannot."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from segunda.config.home import is_in_use, password
from segunda.config.leftovers import servers_in
from segunda.config.making import data_of
from segunda.config.ports import answers
from segunda.config.serving import told

pytestmark = pytest.mark.slow  # the everyday run stays under five minutes

# What `segunda` is, with the small program put in place of the large one.
TINY = (
    "from segunda.cli import main; from segunda.config.tests import tiny; "
    "tiny.put_in_place(); main()"
)


@pytest.fixture
def port() -> int:
    """A port that is free now."""
    with socket.socket() as asked:
        asked.bind(("127.0.0.1", 0))
        return int(asked.getsockname()[1])


def begin(home: Path, port: int, **more: str) -> subprocess.Popen[str]:
    """The program, started."""
    return subprocess.Popen(
        [sys.executable, "-c", TINY, "start", "--home", str(home), "--port", str(port)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=os.environ | {"SEGUNDA_LANG": "es"} | more,
    )


@pytest.fixture
def program(home: Path, port: int) -> Iterator[subprocess.Popen[str]]:
    """The program, once it has said where it is."""
    started = begin(home, port)
    assert started.stdout is not None
    said = started.stdout.readline()
    assert f"http://127.0.0.1:{port}/" in said, finish(started)[1]
    yield started
    finish(started)


def finish(started: subprocess.Popen[str]) -> tuple[int, str]:
    """Its exit code and what it said of errors."""
    started.terminate()
    if not started.stdout or started.stdout.closed:
        return started.wait(60), ""
    _, errors = started.communicate(timeout=60)
    return started.returncode, errors


def page(port: int) -> str:
    with urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=10) as answer:
        return str(answer.read().decode())


def of(program: subprocess.Popen[str]) -> list[list[str]]:
    """The words of each process the program started and that still runs."""
    found = []
    for path in Path("/proc").glob("[0-9]*"):
        try:
            words = (path / "cmdline").read_bytes().decode().split("\0")
            parent = (path / "stat").read_text().rpartition(")")[2].split()[1]
        except OSError:
            continue
        if parent == str(program.pid):
            found.append(words)
    return found


def test_pages_are_answered_as_the_application_and_know_no_other_address(
    program: subprocess.Popen[str], port: int
) -> None:
    assert program.poll() is None
    assert page(port) == "segunda_app False"


def test_no_password_is_a_word_of_a_command(program: subprocess.Popen[str], home: Path) -> None:
    words = " ".join(word for command in of(program) for word in command)
    assert "gunicorn" in words
    assert "postgres" in words
    secrets = [file.read_text(encoding="utf-8") for file in (home / "passwords").iterdir()]
    assert len(secrets) == 6
    assert not [secret for secret in secrets if secret in words]


@pytest.mark.parametrize(
    "kind", [signal.SIGTERM, pytest.param(signal.SIGINT, marks=pytest.mark.slow)]
)
def test_all_stops_with_it(
    program: subprocess.Popen[str], home: Path, port: int, kind: signal.Signals
) -> None:
    assert len(of(program)) == 3
    program.send_signal(kind)
    _, errors = program.communicate(timeout=60)
    assert (program.returncode, errors) == (0, "")
    assert not answers(port)
    assert servers_in(data_of(home)) == []
    assert not is_in_use(home)


@pytest.mark.slow
def test_after_it_was_killed_it_starts_again_on_the_same_port(
    program: subprocess.Popen[str], home: Path, port: int
) -> None:
    program.kill()
    program.wait(10)
    assert answers(port), "else this test shows nothing: what it started goes on"
    again = begin(home, port)
    assert again.stdout is not None
    assert again.stdout.readline(), finish(again)[1]
    assert page(port) == "segunda_app False"
    assert finish(again) == (0, "")
    assert not answers(port)


@pytest.mark.slow
def test_when_one_part_ends_all_end_and_it_is_said(home: Path, port: int) -> None:
    started = begin(home, port, WORKER_ENDS="1")
    _, errors = started.communicate(timeout=60)
    assert started.returncode == 2
    assert errors.startswith("Se detuvo el trabajador (código 3)")
    assert errors.count("\n") == 1
    assert not answers(port)
    assert servers_in(data_of(home)) == []


def test_a_taken_port_is_one_sentence(home: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        number = taken.getsockname()[1]
        started = begin(home, number)
        _, errors = started.communicate(timeout=60)
    assert started.returncode == 2
    assert errors == (
        f"El puerto [{number}] ya lo usa otro programa: elija otro, "
        f"por ejemplo --port {number + 1}.\n"
    )


def test_a_weak_server_is_not_served(home: Path, port: int) -> None:
    settings = data_of(home) / "postgresql.auto.conf"
    before = settings.read_text(encoding="utf-8")
    settings.write_text(before + "\nfsync = off\n", encoding="utf-8")
    try:
        started = begin(home, port)
        _, errors = started.communicate(timeout=60)
    finally:
        settings.write_text(before, encoding="utf-8")
    assert started.returncode == 2
    assert "fsync = off" in errors
    assert errors.count("\n") == 1


def test_each_part_is_told_its_own_address_only(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DATABASE_OWNER_URL", "postgresql://owner:secret@/x")
    environment = told("postgresql://app@/x", home)
    assert environment["DATABASE_URL"] == "postgresql://app@/x"
    assert "DATABASE_OWNER_URL" not in environment
    assert environment["SEGUNDA_SECRET_KEY"] == password(home, "secret-key")


@pytest.mark.slow
def test_a_server_out_of_reach_is_one_sentence(home: Path, port: int) -> None:
    start = time.monotonic()
    address = "postgresql://segunda_app:geheim@127.0.0.1:9/segunda"
    started = begin(home, port, DATABASE_URL=address, DATABASE_OWNER_URL=address)
    _, errors = started.communicate(timeout=60)
    assert started.returncode == 2
    assert errors.startswith("No se puede entrar en la base de datos")
    assert "geheim" not in errors
    assert errors.count("\n") == 1
    assert time.monotonic() - start < 30
