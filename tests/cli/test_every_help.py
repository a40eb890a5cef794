"""Every command, and every group of commands, has a help with an example."""

import re
import shlex
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import typer
from typer.testing import CliRunner

from segunda.cli import app

NEEDS_MORE = ("start", "demo", "serve", "backup", "restore", "load", "audit", "account", "package",
              "monitor", "demo-data", "selfcheck")  # fmt: skip
"""What a record, a running server or a minute is needed for; the manual's own tests run those."""


@cache
def _command() -> Any:
    return typer.main.get_command(app)


def _helps(command: Any, above: Any = None) -> dict[str, str]:
    here = typer.Context(command, info_name=command.name, parent=above)
    found = {here.command_path: command.get_help(here)}
    for inner in getattr(command, "commands", {}).values():
        found |= _helps(inner, here)
    return found


def test_every_help_has_an_example() -> None:
    helps = _helps(_command())
    assert len(helps) > 40
    assert [path for path, text in helps.items() if "Ejemplo" not in text] == []


def test_each_example_is_a_command_with_the_options_it_names() -> None:
    wrong = [words for words in examples() if not _understood(words)]
    assert wrong == []


@pytest.mark.slow
def test_each_example_that_needs_no_record_runs_as_it_stands(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    made = ["demo-data", "--seed", "1", "--people", "200", "--out", "demo"]
    assert CliRunner().invoke(app, made).exit_code == 0
    help_of_sentence = " ".join(_helps(_command())["segunda law sentence"].split())
    case = re.search(r'caso[.]json: ([{].*"work_days": 300[}])', help_of_sentence)
    assert case
    Path("caso.json").write_text(case[1], encoding="utf-8")
    Path("hechos.csv").write_text("id,age_years,sex\na,72,F\n", encoding="utf-8")
    ran = [words for words in examples() if words[0] not in NEEDS_MORE]
    assert len(ran) > 14
    failed = [words for words in ran if CliRunner().invoke(app, words).exit_code > 1]
    assert failed == []


def examples() -> list[list[str]]:
    """The words of each example after `segunda`, each once."""
    found = []
    for text in _helps(_command()).values():
        # A help is broken over lines; its example ends where a paragraph does.
        said = re.search(r"Ejemplo / Example:\s*segunda (.+?)(?:\n\s*\n|\Z)", text, re.DOTALL)
        assert said, text
        # Where a line was broken at a hyphen, no blank belongs.
        found.append(shlex.split(re.sub(r"(?<=\S-)\n\s+", "", said[1])))
    return [list(words) for words in dict.fromkeys(map(tuple, found))]


def _understood(words: list[str]) -> bool:
    command: Any = _command()
    rest = list(words)
    while hasattr(command, "commands"):
        if rest[0] not in command.commands:
            return False
        command = command.commands[rest.pop(0)]
    known = {option for parameter in command.params for option in parameter.opts}
    known |= {option for parameter in command.params for option in parameter.secondary_opts}
    return {word for word in rest if word.startswith("--")} <= known
