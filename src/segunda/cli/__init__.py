"""The command `segunda`: each sub-command calls one library function and prints its answer."""

import os
import sys

import typer

from segunda.cli import demo, intake, law, screen, serve
from segunda.law.text import LANGUAGES, Refusal

DONE, REFUSED, NOTHING = 0, 1, 2

app = typer.Typer(
    name="segunda",
    help="Quién está privado de libertad, con qué título, quién puede salir y qué papel falta. "
    "/ Who is held, on what title, who may leave, and which paper is missing.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)
for part in (law, intake, screen, demo, serve):
    part.register(app)


def main() -> None:
    """Run the command; a refusal is one sentence on standard error and exit code 2."""
    try:
        app()
    except Refusal as refusal:
        sys.stderr.write(refusal.text.in_(language()) + "\n")
        sys.exit(NOTHING)
    except BrokenPipeError:
        # The reader (`| head`) has seen enough; closing its end is no fault of ours.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(DONE)


def language() -> str:
    """The language asked for on the command line or in SEGUNDA_LANG; Spanish otherwise."""
    asked = os.environ.get("SEGUNDA_LANG", "es")
    for before, word in zip(sys.argv, sys.argv[1:], strict=False):
        if before == "--lang":
            asked = word
        elif word.startswith("--lang="):
            asked = word.removeprefix("--lang=")
    return asked if asked in LANGUAGES else "es"
