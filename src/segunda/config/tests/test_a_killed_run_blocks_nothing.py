"""However the run before ended, the next start works, and what was confirmed is there."""

import os
import shutil
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import psycopg
import pytest

from segunda.config.home import hand_over, is_in_use, server_identity
from segunda.config.leftovers import servers_in
from segunda.config.making import ROOT, data_of
from segunda.config.postgres import Cluster, running, using
from segunda.law.text import Refusal

ENDINGS = (signal.SIGHUP, signal.SIGINT)  # a closed terminal, Ctrl+C


def postmaster(home: Path) -> int:
    """The process of the server that runs in that home."""
    note = data_of(home) / "postmaster.pid"
    return int(note.read_text(encoding="utf-8").splitlines()[0])


def hold(home: Path) -> tuple[subprocess.Popen[str], int]:
    """Another program that runs the server of that home, and the server's process."""
    program = [sys.executable, "-m", "segunda.config.tests.holding", str(home)]
    holder = subprocess.Popen(program, stdout=subprocess.PIPE, text=True)
    assert holder.stdout is not None
    return holder, int(holder.stdout.readline())


def end(holder: subprocess.Popen[str]) -> int:
    """Its exit code, once it has ended."""
    code = holder.wait(30)
    assert holder.stdout is not None
    holder.stdout.close()
    return code


def works(cluster: Cluster) -> bool:
    with psycopg.connect(cluster.url(ROOT)) as connection:
        return connection.execute("SELECT 1").fetchone() == (1,)


def test_the_server_is_killed_in_the_middle_of_a_long_question(home: Path) -> None:
    def ask() -> None:
        with psycopg.connect(address) as busy, pytest.raises(psycopg.OperationalError):
            busy.execute("SELECT count(*) FROM generate_series(1, 100000000000)")

    with running(home) as cluster:
        address = cluster.url(ROOT)
        with psycopg.connect(address, autocommit=True) as writer:
            writer.execute("CREATE TABLE IF NOT EXISTS confirmed (number int)")
            writer.execute("INSERT INTO confirmed VALUES (1)")
        asking = threading.Thread(target=ask)
        asking.start()
        time.sleep(0.3)
        os.kill(postmaster(home), signal.SIGKILL)
    with running(home) as cluster, psycopg.connect(cluster.url(ROOT)) as reader:
        assert reader.execute("SELECT count(*) FROM confirmed").fetchone() == (1,)
        asking.join(10)
        assert not asking.is_alive(), "a session of the killed server went on"
        reader.execute("DROP TABLE confirmed")


def test_the_program_is_killed_and_its_server_goes_on_alone(home: Path) -> None:
    holder, server = hold(home)
    holder.kill()
    end(holder)
    assert server in servers_in(data_of(home)), "else this test shows nothing"
    with running(home) as cluster:
        assert works(cluster)
        assert postmaster(home) != server
    assert servers_in(data_of(home)) == []


def test_both_are_killed(home: Path) -> None:
    holder, server = hold(home)
    holder.kill()
    os.kill(server, signal.SIGKILL)
    end(holder)
    with running(home) as cluster:
        assert works(cluster)


def test_the_note_names_a_process_that_is_somebody_elses_by_now(home: Path) -> None:
    stranger = subprocess.Popen(["sleep", "60"], **server_identity())
    note = data_of(home) / "postmaster.pid"
    note.write_text(f"{stranger.pid}\n{data_of(home)}\n1\n5432\n\n\n", encoding="utf-8")
    hand_over(note)
    try:
        with running(home) as cluster:
            assert works(cluster)
        assert stranger.poll() is None, "a stranger's process must live"
    finally:
        stranger.kill()
        stranger.wait()


@pytest.mark.slow
def test_a_first_start_was_killed_half_way(home: Path) -> None:
    half = data_of(home).with_name("data.new")
    half.mkdir()
    data = data_of(home).rename(data_of(home).with_name("aside"))
    try:
        with running(home) as cluster:
            assert isinstance(cluster, Cluster)
        assert not half.exists()
    finally:
        shutil.rmtree(data_of(home))
        data.rename(data_of(home))


@pytest.mark.parametrize(
    "kind",
    [signal.SIGTERM, *(pytest.param(kind, marks=pytest.mark.slow) for kind in ENDINGS)],
)
def test_a_program_told_to_stop_stops_its_server(home: Path, kind: signal.Signals) -> None:
    holder, server = hold(home)
    holder.send_signal(kind)
    assert end(holder) != 0
    assert server not in servers_in(data_of(home))
    assert not (data_of(home) / "postmaster.pid").exists()


def test_a_second_run_is_refused_but_may_use_the_server_that_runs(home: Path) -> None:
    holder, server = hold(home)
    try:
        with pytest.raises(Refusal, match="Otro programa"), running(home):
            pass
        with using(home) as cluster:
            assert works(cluster)
        assert server in servers_in(data_of(home)), "it goes on for the other program"
    finally:
        holder.terminate()
        end(holder)
    assert not is_in_use(home)


def test_a_server_that_cannot_start_says_where_the_reason_is(home: Path) -> None:
    settings = data_of(home) / "postgresql.conf"
    before = settings.read_text(encoding="utf-8")
    settings.write_text(before + "\nno_such_setting = 1\n", encoding="utf-8")
    try:
        start = time.monotonic()
        with pytest.raises(Refusal, match=r"postgres\.log"), running(home):
            pass
        assert time.monotonic() - start < 10, "there was nothing to wait for"
    finally:
        settings.write_text(before, encoding="utf-8")


@pytest.mark.slow
def test_data_of_another_version_are_not_touched(home: Path) -> None:
    made_by = data_of(home) / "PG_VERSION"
    before = made_by.read_text(encoding="utf-8")
    made_by.write_text("14\n", encoding="utf-8")
    try:
        with pytest.raises(Refusal, match="PostgreSQL 14"), running(home):
            pass
    finally:
        made_by.write_text(before, encoding="utf-8")
