"""`segunda account create`: an account made by whoever runs the server, the first of all too."""

from typing import Annotated

import typer

EXAMPLE = (
    'Ejemplo / Example: segunda account create jefa --name "Elvia Ficticia Rodríguez" '
    "--role system_administrator"
)
account = typer.Typer(
    help="Cuentas de quienes trabajan con el registro. / Accounts of those who use the record.",
    no_args_is_help=True,
    epilog=EXAMPLE,
)


@account.command("create", epilog=EXAMPLE)
def create(
    username: Annotated[str, typer.Argument(help="El usuario. / The username.")],
    name: Annotated[str, typer.Option(help="Nombre y apellidos. / Full name.")],
    role: Annotated[str, typer.Option(help="La función. / The role.")] = "system_administrator",
) -> None:
    """Crea una cuenta y muestra una vez su clave inicial. / Make an account, show its password."""
    from segunda.cli.copies import in_one_sentence
    from segunda.config.accounts import create as make

    with in_one_sentence():
        stored, password = make(username, name, role)
    typer.echo(f"{stored}\n{password}")
    typer.echo(
        "La clave no se muestra otra vez: vale 7 días y se cambia al entrar. / "
        "The password is not shown again: it is valid for 7 days and is changed on signing in.",
        err=True,
    )


def register(app: typer.Typer) -> None:
    """Add `segunda account` to the program."""
    app.add_typer(account, name="account")
