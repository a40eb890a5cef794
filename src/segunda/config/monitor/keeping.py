"""What whoever keeps the computer does with the command `segunda monitor`; all members see it.

Each act leaves its trace before it is done, so that none can be done in the dark by stopping it
half-way.
"""

import subprocess
import sys
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

from segunda.config import age
from segunda.config.backup import Manifest
from segunda.config.backup import backup as save
from segunda.config.binaries import tools_for
from segunda.config.database import existing, server_of
from segunda.config.home import home_folder, is_in_use, kept_keys
from segunda.config.inside import inside
from segunda.config.monitor import copies
from segunda.config.program import MONITOR
from segunda.law.text import Refusal, Text

MADE_HERE = ("director", "deputy", "computer_administrator")
"""The roles whose accounts the command makes; all others are made by the Director in the pages."""


def note(act: str, home: Path, detail: Mapping[str, object]) -> None:
    """Leave the trace of an act in the program's database."""
    with inside("jobs", home, MONITOR):
        from django.utils import timezone

        from segunda.monitoring.actions import note_keeping

        note_keeping(act, at=timezone.now(), detail=detail)


def back_up(file: Path | None, to: Sequence[str], home: Path | None) -> tuple[Path, Manifest]:
    """Copy all data, encrypted; with its trace."""
    folder, at = home_folder(home, program=MONITOR), datetime.now(UTC)
    copies.recipients(folder, to)
    with existing(folder, MONITOR) as known:
        settle(folder)
        words = copies.recipients(folder, to)
        note("backup", folder, {"keys": len(copies.public_keys(words))})
        file = file or copies.new_copy(folder, at)
        tools = tools_for(server_of(known.reader))
        made = save(
            known.reader, tools, file, words, program=version("segunda"), at=at,
            secrets=kept_keys(folder),
        )  # fmt: skip
    return file, made


def update(folder: Path, home: Path | None) -> tuple[Path, int]:
    """Copy all data, then install the wheels in `folder`; the copy and how many wheels.

    Refusal while the program runs, and where there is no wheel of it.
    """
    own = home_folder(home, program=MONITOR)
    wheels = sorted(str(file) for file in folder.glob("*.whl"))
    if not any(Path(wheel).name.startswith("segunda") for wheel in wheels):
        raise Refusal(
            Text(
                f"En [{folder}] no hay una versión del programa (segunda….whl): revise la carpeta.",
                f"There is no version of the program (segunda….whl) in [{folder}]: check it.",
            )
        )
    if is_in_use(own):
        raise Refusal(
            Text(
                "El programa está abierto: ciérrelo (Ctrl+C en su terminal) y repita la orden.",
                "The program is open: close it (Ctrl+C in its terminal) and run this again.",
            )
        )
    with existing(own, MONITOR):
        copy, _ = back_up(None, (), own)
        note("update", own, {"from": version("segunda"), "files": len(wheels)})
    _install(wheels, copy)
    return copy, len(wheels)


def _install(wheels: list[str], copy: Path) -> None:
    quiet = ["--quiet", "--disable-pip-version-check", "--no-index", "--no-deps"]
    command = [sys.executable, "-m", "pip", "install", *quiet, "--force-reinstall", *wheels]
    done = subprocess.run(command, capture_output=True, text=True)  # noqa: S603
    if done.returncode:
        reason = (done.stderr.strip().splitlines() or ["?"])[-1]
        raise Refusal(
            Text(
                f"La versión nueva no se pudo poner ({reason}). Los datos no cambiaron, y hay una "
                f"copia en [{copy}].",
                f"The new version could not be installed ({reason}). The data did not change, and "
                f"there is a copy in [{copy}].",
            )
        )


def set_recipients(to: Sequence[str], home: Path | None) -> int:
    """Note who can open the copies from now on; how many keys."""
    folder, keys = home_folder(home, program=MONITOR), copies.public_keys(to)
    with existing(folder, MONITOR):
        settle(folder)
        note("recipients", folder, {"keys": len(keys)})
        copies.keep_recipients(folder, keys)
    return len(keys)


def reopened_with(identity: Path, to: Sequence[str], home: Path) -> tuple[list[Path], list[str]]:
    """The copies encrypted anew beside the old ones, and the keys; nothing is replaced yet."""
    keys, identities = copies.public_keys(to), age.identities(identity)
    recipients = age.recipients(keys)
    made: list[Path] = []
    try:
        made.extend(
            copies.encrypt_anew(file, identities, recipients) for file in copies.copies(home)
        )
    except BaseException:
        for file in made:
            file.unlink()
        raise
    return made, keys


def settle(home: Path) -> None:
    """Finish a handing over that was killed at its last step, or clear away one that never was.

    What the trace names was handed over: its copies and keys take their place.
    """
    left = sorted((home / "copies").glob(f"*{copies.NEW}"))
    if not left:
        return
    with inside("jobs", home, MONITOR):
        from segunda.monitoring.queries import last_handing_over

        known = last_handing_over()
    handed = [file for file in left if known and copies.digest(file) in known.copies]
    for file in left:
        if file not in handed:
            file.unlink()
    if handed and known:
        copies.put_in_place(handed)
        copies.keep_recipients(home, known.keys)
