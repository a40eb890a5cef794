"""Every command, and every group of commands, has a help with an example."""

from typing import Any

import typer

from segunda.cli import app


def _helps(command: Any, above: Any = None) -> dict[str, str]:
    here = typer.Context(command, info_name=command.name, parent=above)
    found = {here.command_path: command.get_help(here)}
    for inner in getattr(command, "commands", {}).values():
        found |= _helps(inner, here)
    return found


def test_every_help_has_an_example() -> None:
    helps = _helps(typer.main.get_command(app))
    assert len(helps) > 40
    assert [path for path, text in helps.items() if "Ejemplo" not in text] == []
