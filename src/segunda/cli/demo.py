"""`segunda demo-data --seed N --out DIR`: write the fictitious demonstration register."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from segunda.cli.options import Lang, Language
from segunda.law.text import Text

EXAMPLE = "Ejemplo / Example: segunda demo-data --seed 1 --out demo"
DONE = Text(
    "FICTICIO: {people} personas inventadas en [{out}]; empiece por README.txt.",
    "FICTITIOUS: {people} invented people in [{out}]; start with README.txt.",
)


def register(app: typer.Typer) -> None:
    """Add the command `demo-data` to the app."""
    app.command("demo-data", epilog=EXAMPLE)(demo_data)


def demo_data(
    seed: Annotated[int, typer.Option(min=0, help="The same number gives the same files.")],
    out: Annotated[Path, typer.Option(metavar="DIR", help="The folder the files are written to.")],
    people: Annotated[
        int, typer.Option(min=200, max=24110, help="A smaller register, in proportion, for tests.")
    ] = 24110,
    xlsx: Annotated[bool, typer.Option(help="Also write register.xlsx.")] = True,
    lang: Lang = Language.ES,
) -> None:
    """Write the demonstration register (FICTICIO): an invented Panama as of 30 June 2024."""
    from rich.console import Console
    from rich.progress import Progress

    from segunda.registry.demo import files  # heavy: only when the register is drawn

    shown = sys.stderr.isatty()  # into a file or a pipe goes what went wrong, and nothing else
    with Progress(console=Console(stderr=True), disable=not shown) as progress:
        task = progress.add_task("FICTICIO", total=len(files.STEPS))

        def tell(step: Text) -> None:
            done = files.STEPS.index(step)
            progress.update(task, completed=done, description=step.in_(lang.value))

        files.write_register(seed, out, people, xlsx=xlsx, tell=tell)
        progress.update(task, completed=len(files.STEPS))
    typer.echo(DONE.in_(lang.value).format(people=people, out=out))
