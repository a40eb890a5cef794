"""Make a cluster's data folder: once, whole or not at all, with passwords asked of everybody."""

import os
import shutil
import subprocess
from pathlib import Path

from segunda.config.home import hand_over, password, server_identity, write_private
from segunda.law.text import Refusal, Text

ROOT = "postgres"  # the cluster's own superuser: makes roles, reads everything for a backup
BUILTIN = ["--locale-provider=builtin", "--builtin-locale=C.UTF-8"]  # from PostgreSQL 17 on


def data_of(home: Path) -> Path:
    """Return the data folder of the cluster in `home`."""
    return home / "postgres" / "data"


def make_data(home: Path, binaries: Path, major: int) -> None:
    """Make the data folder unless it is there; Refusal when another version made it."""
    data = data_of(home)
    if data.exists():
        _refuse_other_version(data, major)
        return
    # A first start may be killed half-way: only a finished folder gets the name.
    new = data.with_name("data.new")
    shutil.rmtree(new, ignore_errors=True)
    secret = home / "first-password"
    write_private(secret, password(home, ROOT) + "\n")
    hand_over(secret)
    try:
        _initdb(binaries, new, secret, BUILTIN if major >= 17 else ["--locale=C.UTF-8"])
    finally:
        secret.unlink()
    new.rename(data)


def _initdb(binaries: Path, data: Path, secret: Path, locale: list[str]) -> None:
    command = [
        *(str(binaries / "initdb"), "-D", str(data), "-U", ROOT, f"--pwfile={secret}"),
        *("--auth=scram-sha-256", "--encoding=UTF8", "--data-checksums", *locale),
    ]
    environment = {"LC_ALL": "C.UTF-8", "PATH": os.defpath}
    done = subprocess.run(  # noqa: S603
        command, capture_output=True, text=True, cwd="/", env=environment, **server_identity()
    )
    if done.returncode:
        said = done.stderr.strip().splitlines() or ["?"]
        # The last lines tell only that what was begun is taken away again.
        reason = next((line for line in said if "error:" in line or "FATAL:" in line), said[-1])
        raise Refusal(
            Text(
                f"No se pudo crear la base de datos en [{data}] ({reason}): "
                "revise el espacio y los permisos de la carpeta.",
                f"The database could not be made in [{data}] ({reason}): "
                "check the folder's space and permissions.",
            )
        )


def _refuse_other_version(data: Path, major: int) -> None:
    made_by = (data / "PG_VERSION").read_text(encoding="utf-8").strip()
    if made_by != str(major):
        raise Refusal(
            Text(
                f"Los datos de [{data}] son de PostgreSQL {made_by} y este es el {major}: haga una "
                "copia con aquel (SEGUNDA_POSTGRES_BIN) y restáurela en una carpeta nueva.",
                f"The data in [{data}] are of PostgreSQL {made_by} and this is {major}: make a "
                "backup with that one (SEGUNDA_POSTGRES_BIN) and restore it in a new folder.",
            )
        )
