"""`segunda selfcheck DIR`: the self-check as files any organisation can host or print."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from segunda.cli.options import Lang, Language
from segunda.law.text import Refusal, Text
from segunda.report.paper_size import OURS, SIZES

EXAMPLE = "Ejemplo / Example: segunda selfcheck sitio"


class PaperName(StrEnum):
    """The papers one may choose, by name; the country's own is taken if none is."""

    LETTER = "letter"
    A4 = "a4"


DEFAULT = PaperName(OURS.name)


def register(app: typer.Typer) -> None:
    """Add the command `selfcheck` to the app."""
    app.command("selfcheck", epilog=EXAMPLE)(selfcheck)


def selfcheck(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="Carpeta donde se escribe.")],
    paper: Annotated[
        PaperName, typer.Option("--paper", help="Papel de lo que se imprime (PDF).")
    ] = DEFAULT,
    no_paper: Annotated[
        bool, typer.Option("--no-paper", help="Solo las páginas; nada que se imprima.")
    ] = False,
    lang: Lang = Language.ES,
) -> None:
    """Las preguntas que se contestan en el propio teléfono o en papel, para publicar.

    Writes the self-check as files to host, print or hand on, and prints the SHA-256 of each.
    """
    from segunda.selfcheck.files import write_all

    try:
        sums = write_all(folder, None if no_paper else SIZES[paper])
    except OSError as error:
        raise Refusal(
            Text(
                f"No se puede escribir en la carpeta [{folder}]: revise el nombre y los permisos.",
                f"The folder [{folder}] cannot be written to: check its name and permissions.",
            )
        ) from error
    for name, digest in sorted(sums.items()):
        typer.echo(f"{digest}  {name}")
    typer.echo(
        Text(
            f"Escrito en {folder}. Publique estas huellas junto a los archivos (SHA256SUMS).",
            f"Written to {folder}. Publish these hashes beside the files (SHA256SUMS).",
        ).in_(lang.value)
    )
