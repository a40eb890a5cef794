"""The command `segunda`: each sub-command calls one library function and prints its answer."""

import errno
import os
import sys
from importlib import import_module
from importlib.util import find_spec
from io import TextIOWrapper

import typer
from typer.exceptions import TyperException

from segunda.cli.options import language
from segunda.cli.usage import sentence, unexpected
from segunda.law.text import Refusal, Text

DONE, REFUSED, NOTHING = 0, 1, 2
PARTS = ("law", "selfcheck", "intake", "screen", "demo", "serve", "state", "load", "audit",
         "account", "package", "monitor")  # fmt: skip
"""The commands, in the order of the help. The mechanism's own package lacks the state's."""

app = typer.Typer(
    name="segunda",
    help="Quién está privado de libertad, con qué título, quién puede salir y qué papel falta. "
    "/ Who is held, on what title, who may leave, and which paper is missing.",
    epilog="Ejemplo / Example: segunda census demo/persons.parquet --mapping template "
    "--as-of 2024-06-30",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)
for _part in PARTS:
    if find_spec(f"{__name__}.{_part}"):
        import_module(f"{__name__}.{_part}").register(app)


def main() -> None:
    """Run the command; what cannot be done is one sentence on standard error and exit code 2."""
    if sys.stdout is None:
        sys.exit(NOTHING)
    _write_any_sign()
    try:
        code = _answer()
    except (BrokenPipeError, SystemExit) as end:
        # The reader (`| head`) has seen enough; closing its end is no fault of ours. Typer tells
        # of it by wrapping the standard output and leaving with 1.
        if isinstance(end, SystemExit) and not hasattr(sys.stdout, "wrapped"):
            raise
        _silence()
        code = DONE
    except Exception as error:
        if os.environ.get("SEGUNDA_TRACEBACK"):
            raise
        if isinstance(error, OSError) and error.errno == errno.ENOSPC:
            _silence()
        code = _refused(unexpected(error))
    sys.exit(code)


def _write_any_sign() -> None:
    """Files and pipes get UTF-8 on every machine; a terminal gets the signs it knows."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            encoding = None if stream.isatty() else "utf-8"
            stream.reconfigure(encoding=encoding, errors="backslashreplace")


def _answer() -> int:
    """The exit code of the command; a refusal is told here."""
    try:
        code = app(standalone_mode=False)
        sys.stdout.flush()
    except Refusal as refusal:
        return _refused(refusal.text)
    except TyperException as error:
        if type(error).__name__ == "NoArgsIsHelpError":
            sys.stderr.write(error.format_message() + "\n")
            return NOTHING
        return _refused(sentence(error))
    return code if isinstance(code, int) else DONE


def _refused(text: Text) -> int:
    sys.stderr.write(text.in_(language()) + "\n")
    return NOTHING


def _silence() -> None:
    """Let nothing more be written to a standard output that takes nothing."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
