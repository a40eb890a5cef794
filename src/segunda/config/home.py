"""The folder in which one program keeps its database: `SEGUNDA_HOME`, private to its user.

The mechanism's program has its own, `SEGUNDA_MONITOR_HOME` (config/program.py).

lock                  held by the run that uses the folder
passwords/<role>      one 0600 file each; also the keys of sessions and of second steps
postgres/data         the cluster; as root it belongs to `nobody`, who runs the server
postgres/socket       the server's socket, or `socket-folder` names a shorter folder elsewhere
postgres.log          of this run; `postgres.log.1` of the one before
"""

import fcntl
import os
import pwd
import secrets
import stat
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from segunda.config.program import STATE, Program
from segunda.law.text import Refusal, Text

PORT = 5432  # only part of the socket's name: the server listens on no network
LONGEST_SOCKET = 103  # bytes; Linux takes 107, macOS 103
SERVER_USER = "nobody"
SECOND_STEP = "second-step-key"
KEPT_KEYS = (SECOND_STEP,)
"""What encrypts something in the database: without it the database alone is not whole."""


def home_folder(
    given: Path | None = None, environ: Mapping[str, str] = os.environ, program: Program = STATE
) -> Path:
    """Return the absolute folder: as given, else SEGUNDA_HOME, else the usual place."""
    usual = Path("/var/lib" if as_root() else Path.home() / ".local/share") / program.folder
    return Path(given or environ.get(program.variable("HOME")) or usual).expanduser().resolve()


def as_root() -> bool:
    """Say whether this process is root, for whom PostgreSQL refuses to run."""
    return os.geteuid() == 0


def server_identity() -> dict[str, Any]:
    """Return the words that make `subprocess` start a program as the server's own user."""
    if not as_root():
        return {}
    nobody = pwd.getpwnam(SERVER_USER)
    return {"user": nobody.pw_uid, "group": nobody.pw_gid, "extra_groups": []}


def hand_over(path: Path) -> None:
    """Give a file or folder to the server's user; nothing to do unless we are root."""
    if as_root():
        identity = server_identity()
        os.chown(path, identity["user"], identity["group"], follow_symlinks=False)


def make_home(home: Path) -> None:
    """Make the folders, closed to others; Refusal when the server's user could not reach them."""
    home.mkdir(parents=True, exist_ok=True)
    # Root's server runs as nobody, who must pass through this folder but may not list it.
    home.chmod(0o711 if as_root() else 0o700)
    if as_root():
        _refuse_unreachable(home)
    private_folder(home / "passwords")
    private_folder(home / "postgres")
    hand_over(home / "postgres")


def private_folder(folder: Path) -> None:
    """Make a folder that only its owner may enter."""
    folder.mkdir(exist_ok=True)
    folder.chmod(0o700)


def _refuse_unreachable(home: Path) -> None:
    closed = [parent for parent in home.parents if not parent.stat().st_mode & stat.S_IXOTH]
    if closed:
        raise Refusal(
            Text(
                f"El usuario {SERVER_USER}, con el que root corre la base de datos, no puede "
                f"entrar en [{closed[0]}]: elija otra carpeta con SEGUNDA_HOME, o no use root.",
                f"The user {SERVER_USER}, as whom root runs the database, cannot enter "
                f"[{closed[0]}]: choose another folder with SEGUNDA_HOME, or do not use root.",
            )
        )


@contextmanager
def only_run(home: Path, program: Program = STATE) -> Iterator[None]:
    """Hold the folder for this run; Refusal while another run holds it."""
    with (home / "lock").open("w") as lock:
        if not _take(lock.fileno()):
            raise Refusal(
                Text(
                    f"Otro programa segunda usa ya la carpeta [{home}]: "
                    f"ciérrelo, o elija otra con {program.variable('HOME')}.",
                    f"Another segunda already uses the folder [{home}]: "
                    f"stop it, or choose another with {program.variable('HOME')}.",
                )
            )
        yield


def is_in_use(home: Path) -> bool:
    """Say whether a run holds the folder now."""
    if not (home / "lock").exists():
        return False
    with (home / "lock").open("r") as lock:
        return not _take(lock.fileno())


def _take(descriptor: int) -> bool:
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def password(home: Path, role: str) -> str:
    """Return the password of a role, random and kept in a 0600 file from the first time on."""
    file = home / "passwords" / role
    if not file.exists():
        write_private(file, secrets.token_urlsafe(32))
    return file.read_text(encoding="utf-8")


def kept_keys(home: Path) -> dict[str, str]:
    """The keys a backup of the database has to hold too, by name; those that exist."""
    files = [home / "passwords" / name for name in KEPT_KEYS]
    return {file.name: file.read_text(encoding="utf-8") for file in files if file.exists()}


def put_back_keys(home: Path, keys: Mapping[str, str]) -> None:
    """Write the keys of a backup into the folder of the database restored from it."""
    make_home(home)
    for name in KEPT_KEYS:  # no other name: a backup chooses no file of ours
        if name in keys:
            write_private(home / "passwords" / name, keys[name])


def write_private(file: Path, text: str) -> None:
    """Write a file nobody else may read: whole or not at all; it replaces an earlier one."""
    new = file.with_name(file.name + ".new")
    new.unlink(missing_ok=True)
    descriptor = os.open(new, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as stream:
        stream.write(text)
        stream.flush()
        os.fsync(descriptor)
    new.replace(file)


def socket_folder(home: Path) -> Path:
    """Return the private folder of the server's socket, short enough for a socket's name."""
    own = home / "postgres" / "socket"
    if _fits(own):
        private_folder(own)
        hand_over(own)
        return own
    note = home / "socket-folder"
    remembered = Path(note.read_text(encoding="utf-8")) if note.exists() else None
    if remembered is not None and _is_private(remembered):
        return remembered
    made = _short_folder()
    hand_over(made)
    write_private(note, str(made))
    return made


def _fits(folder: Path) -> bool:
    return len(os.fsencode(folder / f".s.PGSQL.{PORT}")) <= LONGEST_SOCKET


def _is_private(folder: Path) -> bool:
    """Say whether nobody else could have put the folder there (places for all are emptied)."""
    if not folder.is_dir() or folder.is_symlink():
        return False
    found = folder.stat()
    owner = server_identity().get("user", os.geteuid())
    return found.st_uid == owner and stat.S_IMODE(found.st_mode) == 0o700


def _short_folder() -> Path:
    """Make a folder in the session's own place, or in the one for temporary files."""
    session = os.environ.get("XDG_RUNTIME_DIR")
    # Root's session folder is closed to nobody, who runs the server.
    places = [session] if session and not as_root() else []
    for place in [*places, tempfile.gettempdir()]:
        if _fits(Path(place) / "segunda-12345678"):
            return Path(tempfile.mkdtemp(prefix="segunda-", dir=place))
    raise Refusal(
        Text(
            f"La carpeta temporal [{tempfile.gettempdir()}] tiene un nombre demasiado largo para "
            "la base de datos: elija otra con TMPDIR.",
            f"The temporary folder [{tempfile.gettempdir()}] has too long a name for the "
            "database: choose another with TMPDIR.",
        )
    )
