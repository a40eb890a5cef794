"""What no command foresaw is one sentence too; what is written reaches any terminal."""

import io
import json
import sys

import pytest

from segunda import cli
from segunda.cli.usage import unexpected


def test_json_is_utf8_whatever_the_alphabet_of_the_computer(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    written = io.BytesIO()
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(written, encoding="cp1252"))
    monkeypatch.setattr(sys, "argv", ["segunda", "law", "list"])
    with pytest.raises(SystemExit) as end:
        cli.main()
    assert end.value.code == 0
    assert len(json.loads(written.getvalue().decode("utf-8"))) == 51


def fail() -> int:
    raise KeyError("Ana Ficticia")


def test_what_nobody_foresaw_is_one_sentence_without_a_value(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(cli, "_answer", fail)
    monkeypatch.delenv("SEGUNDA_TRACEBACK", raising=False)
    with pytest.raises(SystemExit) as end:
        cli.main()
    told = capsys.readouterr().err
    assert end.value.code == cli.NOTHING
    assert told.count("\n") == 1
    assert "KeyError, __init__.py:" in told
    assert "Ana" not in told


def test_whoever_keeps_the_program_can_see_all_of_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cli, "_answer", fail)
    monkeypatch.setenv("SEGUNDA_TRACEBACK", "1")
    with pytest.raises(KeyError):
        cli.main()


@pytest.mark.parametrize(
    ("error", "says"),
    [
        (PermissionError(13, "Permission denied", "informe"), "[informe] cannot be used"),
        (OSError(28, "No space left on device"), "no space left"),
        (UnicodeEncodeError("utf-8", "Ana", 0, 1, "surrogates not allowed"), "name of a file"),
    ],
)
def test_a_folder_and_a_disk_are_named(error: Exception, says: str) -> None:
    assert says in unexpected(error).en
    assert "Ana" not in unexpected(error).en
