"""What a sheet says to type is a command that exists, and the manual says the same."""

import shlex
from pathlib import Path

import pytest
import typer
from typer.main import get_command

from segunda.cli import app
from segunda.monitoring.sheets import SHEETS

MANUAL = Path(__file__).parents[2] / "docs" / "how-to"
COMMANDS = [
    command for sheet in SHEETS.values() for step in sheet.steps for command in step.commands
]


@pytest.mark.parametrize("command", COMMANDS)
def test_the_command_exists_with_each_of_its_options(command: str) -> None:
    words = shlex.split(command)
    if words[0] == "python3":  # the verifier: test_nine_attacks_are_seen.py runs it so
        return
    assert words[0] == "segunda"
    found = get_command(app)
    rest = words[1:]
    while isinstance(found, typer.core.TyperGroup):
        found = found.commands[rest.pop(0)]
    known = {option for parameter in found.params for option in parameter.opts}
    assert {word for word in rest if word.startswith("--")} <= known


@pytest.mark.parametrize("name", ["monitor-on-its-own-computer", "monitor-on-its-own-computer.es"])
def test_the_manual_shows_every_command_of_the_sheets(name: str) -> None:
    page = (MANUAL / f"{name}.md").read_text(encoding="utf-8")
    shown = {" ".join(line.removeprefix("$ ").split()) for line in page.splitlines()}
    assert [command for command in COMMANDS if command not in shown] == []


def test_there_is_a_sheet_for_each_thing_done_at_the_computer() -> None:
    assert set(SHEETS) == {
        "instalar", "actualizar", "copiar", "restaurar", "entregar", "llaves", "traza",
    }  # fmt: skip
