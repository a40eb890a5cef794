"""`segunda load`: a file of another system into the record, checked, accounted for."""

from pathlib import Path
from typing import Annotated

import typer

from segunda.cli.options import Lang, Language, day_of
from segunda.law.text import Refusal, Text

EXAMPLE = (
    "Ejemplo / Example: segunda load demo/persons.parquet --source dgsp --mapping template "
    "--date 2024-06-30 --whole"
)
Source = Annotated[
    str, typer.Option(help="El sistema del que viene, siempre igual. / The system it comes from.")
]
MappingName = Annotated[
    str, typer.Option("--mapping", help="Una tabla de lectura nuestra, o su YAML. / Mapping.")
]
Day = Annotated[
    str, typer.Option("--date", metavar="AAAA-MM-DD", help="El día del que habla. / Its day.")
]
Whole = Annotated[
    bool | None,
    typer.Option(
        "--whole/--part",
        help="¿Están todas las personas de esa fuente, o solo algunas? / Everybody, or a part?",
    ),
]
Good = Annotated[
    bool,
    typer.Option(
        "--good-rows-now",
        help="Cargar las filas buenas aunque otras esperen. / Load the good rows, others wait.",
    ),
]


def load(
    file: Annotated[Path, typer.Argument(help="El archivo: CSV, XLSX, Parquet. / The file.")],
    source: Source,
    mapping: MappingName,
    date: Day,
    whole: Whole = None,
    good_rows_now: Good = False,
    lang: Lang = Language.ES,
) -> int:
    """Cargar un archivo en el registro. / Load a file into the record.

    Salida: 0 cargado, 1 quedan filas o espera a alguien, 2 no se pudo.
    """
    if whole is None:
        raise Refusal(
            Text(
                "Diga si el archivo trae a todas las personas de su fuente (--whole) o solo a "
                "algunas (--part): solo con todas se sabe quién ya no está.",
                "Say whether the file lists everybody of its source (--whole) or only some "
                "(--part): only with everybody is it known who is no longer there.",
            )
        )
    from rich.console import Console
    from rich.progress import Progress

    from segunda.cli.copies import in_one_sentence
    from segunda.config.state.files import load_file

    day = day_of(date)
    screen = Console(stderr=True)
    hidden = not screen.is_terminal
    with in_one_sentence(), Progress(console=screen, transient=True, disable=hidden) as bar:
        task = bar.add_task("", total=200)
        done = load_file(
            file, source, mapping, day, whole=whole, good_rows_now=good_rows_now,
            tell=lambda text, percent: bar.update(
                task, description=text.in_(lang.value), completed=percent
            ),
        )  # fmt: skip
    for text in done.told:
        typer.echo(text.in_(lang.value), err=done.failed)
    return done.code


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("load", epilog=EXAMPLE)(load)
