"""Whoever receives a package by the command is told what the first page tells."""

import pytest
from typer.testing import CliRunner

from segunda.cli import app
from segunda.config.monitor import packages


@pytest.mark.parametrize(("agrees", "told"), [(True, False), (False, True)])
def test_a_trace_that_does_not_agree_is_told_in_the_terminal(
    agrees: bool, told: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(packages, "receive", lambda _file, _home: agrees)
    done = CliRunner().invoke(app, ["monitor", "receive", "0001.segunda"])
    assert done.exit_code == 0
    assert "Recibido y firmado como testigo" in done.stdout
    assert ("Alarma: la traza del Estado no coincide" in done.stderr) == told
