"""Whoever waits for a first start is told what is done meanwhile."""

import os
import sys

import pytest

from segunda.config.children import Child, run_once
from segunda.config.state.demonstration import tell_in_turn
from segunda.law.text import Refusal, Text

NAME = Text("la migración", "The migration")


def test_a_step_is_named_before_it_is_done(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(Refusal, match="Se detuvo la migración"):
        run_once(Child(NAME, [sys.executable, "-c", "raise SystemExit(3)"], dict(os.environ)))
    assert capsys.readouterr().err == "La migración / The migration …\n"


def test_the_steps_of_the_demonstration_are_counted(capsys: pytest.CaptureFixture[str]) -> None:
    tell = tell_in_turn()
    tell(Text("Uno", "One"))
    tell(Text("Dos", "Two"))
    assert capsys.readouterr().err == "  1/8 Uno / One …\n  2/8 Dos / Two …\n"
