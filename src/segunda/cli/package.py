"""`segunda package …`: signed packages for the prevention mechanism, and the keys."""

from pathlib import Path
from typing import Annotated

import typer

from segunda.cli.copies import in_one_sentence
from segunda.cli.options import Lang, Language
from segunda.law.text import Text

Home = Annotated[
    Path | None,
    typer.Option("--home", metavar="DIR", help="La carpeta de la base de datos (SEGUNDA_HOME)."),
]
MADE = Text(
    "Paquetes hechos: {made}. Archivos nuevos en [{folder}]: {written}. Entréguelos al mecanismo.",
    "Packages made: {made}. New files in [{folder}]: {written}. Hand them to the mechanism.",
)
NOTED = Text(
    "Anotada. Compare esta huella por teléfono con el mecanismo: {words}",
    "Noted. Compare this fingerprint with the mechanism by telephone: {words}",
)
KEY = Text(
    "La llave pública está en [{file}]. Su huella: {words}",
    "The public key is in [{file}]. Its fingerprint: {words}",
)
package = typer.Typer(
    help="Paquetes firmados para el mecanismo de prevención. / Signed packages for the mechanism.",
    no_args_is_help=True,
    epilog="Ejemplo / Example: segunda package make memoria",
)


@package.command("make", epilog="Ejemplo / Example: segunda package make memoria")
def make(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="La carpeta o la memoria.")],
    home: Home = None,
    lang: Lang = Language.ES,
) -> None:
    """Hace los paquetes cuyo día pasó: siempre completos. / Make the packages that are due."""
    from segunda.config.state.packages import make as do

    with in_one_sentence():
        made, written = do(folder, home)
    typer.echo(MADE.in_(lang.value).format(made=made, written=written, folder=folder))


@package.command("trust", epilog="Ejemplo / Example: segunda package trust package.pub")
def trust(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="La llave pública del mecanismo.")],
    home: Home = None,
    lang: Lang = Language.ES,
) -> None:
    """Anota la llave del mecanismo. / Note the mechanism's key."""
    from segunda.config.state.packages import trust as do

    with in_one_sentence():
        words = do(file, home)
    typer.echo(NOTED.in_(lang.value).format(words=words))


@package.command("key", epilog="Ejemplo / Example: segunda package key")
def key(home: Home = None, lang: Lang = Language.ES) -> None:
    """Dice dónde está la llave pública y su huella. / Where the public key is."""
    from segunda.config.home import home_folder
    from segunda.config.package_files import public_file, read_key
    from segunda.exchange.keys import fingerprint

    with in_one_sentence():
        file = public_file(home_folder(home))
        words = fingerprint(read_key(file))
    typer.echo(KEY.in_(lang.value).format(file=file, words=words))


def register(app: typer.Typer) -> None:
    """Add `segunda package` to the program."""
    app.add_typer(package, name="package")
