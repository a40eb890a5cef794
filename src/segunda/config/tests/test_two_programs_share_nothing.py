"""What is said of one program never reaches the other: names, variables, addresses, words."""

from pathlib import Path

import pytest

from segunda.config import serving
from segunda.config.database import Connections, given_connections
from segunda.config.home import home_folder
from segunda.config.postgres import Cluster
from segunda.config.program import MONITOR, PROGRAMS, STATE, Program

STATE_SERVER = {
    "DATABASE_URL": "postgresql://a@state.ficticio/x",
    "DATABASE_OWNER_URL": "postgresql://o@state.ficticio/x",
    "SEGUNDA_HOME": "state-home",
}
KNOWN = Connections("owner", "app", "jobs", "reader")


def test_no_name_of_one_is_a_name_of_the_other() -> None:
    names = [
        {one.folder, one.variable("HOME"), one.host, str(one.port), one.database, one.settings,
         one.application, *one.roles, *one.address_variables}
        for one in PROGRAMS
    ]  # fmt: skip
    assert names[0] & names[1] == set()
    assert min(map(len, names)) >= 13


def test_the_states_variables_say_nothing_of_the_mechanism(tmp_path: Path) -> None:
    assert given_connections(STATE_SERVER, STATE) is not None
    assert given_connections(STATE_SERVER, MONITOR) is None
    assert home_folder(None, STATE_SERVER, MONITOR).name == "segunda-monitor"
    own = {"SEGUNDA_MONITOR_HOME": str(tmp_path)}
    assert home_folder(None, own, MONITOR) == tmp_path.resolve()
    assert home_folder(None, own, STATE).name == "segunda"


@pytest.mark.parametrize("program", PROGRAMS, ids=lambda one: one.name)
def test_a_part_is_told_one_address_and_no_variable_that_names_another(
    program: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for one in PROGRAMS:
        for name in one.address_variables:
            monkeypatch.setenv(name, f"of {one.name}")
    (tmp_path / "passwords").mkdir()
    environment = serving.told("its own", tmp_path, program)
    left = {name: value for name, value in environment.items() if value.startswith("of ")}
    assert left == {}
    assert environment["DATABASE_URL"] == "its own"
    assert environment["DJANGO_SETTINGS_MODULE"] == program.settings


def test_two_runs_in_two_folders_have_no_words_in_common(tmp_path: Path) -> None:
    """A start stops what a killed run of its own left, found by its words: never another's."""
    words = []
    for number, program in enumerate((STATE, STATE, MONITOR, MONITOR)):
        home = tmp_path / str(number)
        (home / "passwords").mkdir(parents=True)
        children = serving.long_running(KNOWN, home, 8000 + number, program)
        words += [tuple(child.command) for child in children]
    assert len(words) == len(set(words)) == 10


def test_an_address_goes_to_the_programs_own_database(tmp_path: Path) -> None:
    (tmp_path / "passwords").mkdir()
    for program in PROGRAMS:
        cluster = Cluster(tmp_path, tmp_path, tmp_path, program=program)
        assert f"/{program.database}?" in cluster.url(program.app)


def test_each_programs_settings_keep_their_own_cookies() -> None:
    import importlib

    kept = []
    for program in PROGRAMS:
        found = importlib.import_module(program.settings)
        names = ("SESSION_COOKIE_NAME", "CSRF_COOKIE_NAME", "DEVICE_COOKIE_NAME",
                 "LANGUAGE_COOKIE", "APP_ROLE", "JOBS_ROLE", "OWNER_ROLE", "ACCESS_ROLES",
                 "ACCESS_TABLE", "ROOT_URLCONF")  # fmt: skip
        kept.append({str(getattr(found, name)) for name in names})
    assert kept[0] & kept[1] == set()
