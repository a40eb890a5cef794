"""What the commands of both programs do alike: keys, copies restored, failures in one sentence."""

import errno
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from segunda.cli.options import Lang, Language
from segunda.law.dates import PANAMA
from segunda.law.text import Refusal, Text

if TYPE_CHECKING:
    from segunda.config.backup import Manifest
    from segunda.config.program import Program

NO_DIFFERENCE = Text(
    "Restaurado: {tables} tablas, {rows} filas, copia del {at}; cada tabla tiene el mismo resumen "
    "SHA-256 que al copiarla.",
    "Restored: {tables} tables, {rows} rows, backup of {at}; each table has the same SHA-256 as "
    "when it was backed up.",
)
DIFFERENCE = Text(
    "Restaurado, pero NO es igual a la copia ({names}): no lo use; pruebe con otra copia.",
    "Restored, but NOT equal to the backup ({names}): do not use it; try another backup.",
)
KEY = Text(
    "Llave secreta en [{file}]: guárdela fuera de este servidor; sin ella nadie abre las copias. "
    "Llave pública en [{file}.pub]: {public}",
    "Secret key in [{file}]: keep it away from this server; without it nobody opens the backups. "
    "Public key in [{file}.pub]: {public}",
)
NO_SPACE = Text(
    "No queda espacio en el disco y no se terminó: libere espacio, o elija otra carpeta, y repita "
    "la orden.",
    "There is no space left on the disk and it was not finished: free some, or choose another "
    "folder, and run this again.",
)
WHY = {
    errno.ENOENT: Text("no existe", "it does not exist"),
    errno.EACCES: Text("falta permiso", "no permission"),
    errno.EPERM: Text("falta permiso", "no permission"),
    errno.EEXIST: Text("ya existe", "it exists already"),
    errno.ENOTDIR: Text("no es una carpeta", "it is no folder"),
    errno.EISDIR: Text("es una carpeta", "it is a folder"),
    errno.EROFS: Text("solo se puede leer", "it can only be read"),
}
"""The system's reasons, which come in English only."""
OTHERS = {
    "monitor": (".registry_", Text(
        "Esa copia es del programa del Estado: «segunda restore» la restaura.",
        "That backup is of the State's program: “segunda restore” restores it.",
    )),
    "state": (".monitoring_", Text(
        "Esa copia es del programa del mecanismo: «segunda monitor restore» la restaura.",
        "That backup is of the mechanism's program: “segunda monitor restore” restores it.",
    )),
}  # fmt: skip
"""For each program, what the other's tables are called, and what is said of its backup."""
NOT_BEGUN = Text(
    "La base de datos está, pero el programa nunca arrancó en ella: use «segunda start» una vez "
    "(el del mecanismo, «segunda monitor start»).",
    "The database is there, but the program never began in it: use “segunda start” once (the "
    "mechanism's, “segunda monitor start”).",
)


def new_key(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="Dónde guardar la llave secreta.")],
    lang: Lang = Language.ES,
) -> None:
    """Hace una llave para abrir copias. / Make a key that opens backups."""
    from segunda.config import age

    with in_one_sentence():
        public = age.new_key(file)
    typer.echo(KEY.in_(lang.value).format(file=file, public=public))


def restored(
    file: Path, identity: Path, into: Path | None, home: Path | None, lang: Language,
    program: "Program",
) -> int:  # fmt: skip
    """Restore a backup of a program, say how it went; the exit code."""
    from segunda.config.binaries import tools_for
    from segunda.config.database import empty, server_of
    from segunda.config.home import home_folder, put_back_keys
    from segunda.config.restore import opened
    from segunda.config.restore import restore as load

    with in_one_sentence():
        found = opened(file, identity)
        _refuse_other(found.manifest, program)
        with empty(into or home, always_own=into is not None, program=program) as known:
            done = load(known, tools_for(server_of(known.owner)), found)
        put_back_keys(home_folder(into or home, program=program), found.manifest.keys)
    if done.different:
        names = ", ".join(done.different)
        typer.echo(DIFFERENCE.in_(lang.value).format(names=names), err=True)
        return 1
    made = done.manifest
    said = NO_DIFFERENCE.in_(lang.value)
    typer.echo(said.format(tables=len(made.tables), rows=made.rows, at=moment(made.made_at)))
    return 0


def moment(made_at: str) -> str:
    """When a backup was made, by the clock on the wall: at night it is another day in Greenwich."""
    return f"{datetime.fromisoformat(made_at).astimezone(PANAMA):%Y-%m-%d, %H:%M}"


def _refuse_other(made: "Manifest", program: "Program") -> None:
    """Refuse a backup of the other program before a folder is made for it."""
    mark, said = OTHERS[program.name]
    if any(mark in table for table in made.tables):
        raise Refusal(said)


@contextmanager
def in_one_sentence() -> Iterator[None]:
    """Tell a folder that is closed to us, or a server out of reach, as one sentence."""
    import psycopg
    from django.db import Error

    try:
        yield
    except (psycopg.Error, Error) as error:
        told = _of_database(error if isinstance(error, psycopg.Error) else error.__cause__)
        if told is None:
            raise
        raise Refusal(told) from error
    except OSError as error:
        raise Refusal(_of_file(error)) from error


def _of_file(error: OSError) -> Text:
    """What a folder or a disk did not let be done."""
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return NO_SPACE
    # A file that is being written bears this ending until it is whole; nobody typed it.
    where = str(error.filename or "?").removesuffix(".part")
    why = WHY.get(error.errno or 0, Text(str(error.strerror), str(error.strerror)))
    return Text(
        f"No se puede usar [{where}] ({why.es}): revise el nombre, los permisos y el espacio, o "
        "elija otra carpeta.",
        f"[{where}] cannot be used ({why.en}): check the name, the permissions and the space, or "
        "choose another folder.",
    )


def _of_database(error: BaseException | None) -> Text | None:
    """A server out of reach, or one where the program never began; None for anything else."""
    import psycopg

    from segunda.config.database import reason_of

    if isinstance(error, psycopg.errors.UndefinedTable):
        return NOT_BEGUN
    if not isinstance(error, psycopg.OperationalError):
        return None
    reason = reason_of(error)
    return Text(
        f"No se puede entrar en la base de datos ({reason}): revise que el servidor corre y que "
        "la dirección es la suya.",
        f"The database cannot be entered ({reason}): check that the server runs and that the "
        "address is right.",
    )
