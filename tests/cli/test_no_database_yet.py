"""Where the program never began, each command that needs its database says so in one sentence."""

from pathlib import Path

import psycopg
import pytest
from django.db import ProgrammingError

from segunda.cli import app
from segunda.cli.copies import in_one_sentence
from segunda.config.database import given_connections, reason_of
from segunda.config.making import data_of
from segunda.config.program import STATE
from segunda.law.text import Refusal

COMMANDS = (
    "audit verify --format json",
    "audit export traza.jsonl",
    "account create jefa --name Elvia",
    "load personas.csv --source dgsp --mapping template --date 2024-06-30 --whole",
    "package make memoria",
)


@pytest.mark.parametrize("command", COMMANDS)
def test_it_is_said_and_nothing_is_made(
    tmp_path: Path, command: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "personas.csv").write_text("id,name,sex\n1,Ana Ficticia,F\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SEGUNDA_HOME", str(tmp_path / "casa"))
    for name in STATE.address_variables:
        monkeypatch.delenv(name, raising=False)
    with pytest.raises(Refusal, match="No hay una base de datos en"):
        app(command.split(), standalone_mode=False)
    assert not data_of(tmp_path / "casa").exists()


def test_a_database_without_its_tables_is_said_to_be_so() -> None:
    with pytest.raises(Refusal, match="segunda start"), in_one_sentence():
        raise ProgrammingError("no") from psycopg.errors.UndefinedTable("access_entry")


def test_a_fault_of_our_own_is_not_told_as_a_server_out_of_reach() -> None:
    with pytest.raises(ProgrammingError), in_one_sentence():
        raise ProgrammingError("ours")


@pytest.mark.parametrize(
    "address",
    [
        "postgres//jefa:secreto@host/base",
        "postgresql://jefa:secre to@host/base?sslmod=x",
        "secreto",
    ],
)
def test_an_address_that_is_none_is_told_by_its_name_and_never_quoted(address: str) -> None:
    environ = {"DATABASE_URL": "postgresql://app@h/b", "DATABASE_OWNER_URL": address}
    with pytest.raises(Refusal, match="La dirección en DATABASE_OWNER_URL no se entiende") as told:
        given_connections(environ)
    assert "secre" not in told.value.text.es + told.value.text.en


def test_the_reason_told_is_the_servers_and_not_the_drivers_advice() -> None:
    error = psycopg.OperationalError("refused\n\tIs the server running on that host?")
    assert reason_of(error) == "refused"
