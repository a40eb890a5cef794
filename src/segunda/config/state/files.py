"""A file loaded at the server by a command: received, checked and done in one go."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from segunda.config.inside import inside
from segunda.law.text import Refusal, Text

if TYPE_CHECKING:
    from segunda.registry.models import Load

DONE, LEFT, FAILED = 0, 1, 2


@dataclass(frozen=True)
class Told:
    """How it ended: the exit code, and the sentences for whoever asked."""

    code: int
    told: tuple[Text, ...]

    @property
    def failed(self) -> bool:
        """Whether nothing could be done."""
        return self.code == FAILED


def load_file(
    file: Path, source: str, mapping: str, day: dt.date, *, whole: bool, good_rows_now: bool,
    tell: Callable[[Text, int], None],
) -> Told:  # fmt: skip
    """Load the file as the jobs role; `tell` hears each stage and how far it is, of 200."""
    content, name, text = _read(file), *_mapping(mapping)
    with inside("jobs"):
        from django.utils import timezone

        from segunda.access.scope import JOBS, acting
        from segunda.registry.loading import apply, check, receive, start
        from segunda.registry.loading.progress import STAGES

        with acting(JOBS):
            one = receive(
                JOBS, content, name=file.name, source=source, mapping=name, mapping_text=text,
                file_date=day, whole=whole, by=None, at=timezone.now(),
            )  # fmt: skip
        if one.state in ("received", "checked", "stopped", "failed"):
            one = check(one.pk, at=timezone.now(), tell=lambda s, p: tell(STAGES[s], p))
        left = one.account.get("refused", 0) + one.account.get("settle", 0)
        if one.state == "checked" and (good_rows_now or not left):
            with acting(JOBS):
                start(JOBS, one, good_rows_now=good_rows_now, by=None, at=timezone.now())
        if one.state in ("queued", "running"):
            one = apply(one.pk, at=timezone.now(), tell=lambda s, p: tell(STAGES[s], 100 + p))
        return _told(one)


def _told(one: "Load") -> Told:
    """The sentences of a load as it stands now."""
    from segunda.registry.loading import account_of, account_text
    from segunda.registry.loading.applying import left_text, stopped_text

    if one.state == "same":
        return Told(DONE, (SAME,))
    if one.state == "failed":
        return Told(FAILED, (Text(one.message_es, one.message_en),))
    account = account_of(one.account)
    lines = account_text(account, done=one.state == "done")
    left = account.refused + account.settle
    if one.state == "stopped":
        return Told(LEFT, (*lines, stopped_text(one)))
    if one.state != "done":
        return Told(LEFT, (*lines, left_text(left)))
    return Told(LEFT if left else DONE, lines)


SAME = Text(
    "Este archivo ya se cargó con esa fuente y esa fecha; no cambia nada.",
    "This file was loaded already with that source and day; nothing changes.",
)


def _read(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError as error:
        raise Refusal(
            Text(
                f"No se puede leer [{file}]; revise el nombre, la carpeta y el permiso.",
                f"[{file}] cannot be read; check its name, its folder and the permission.",
            )
        ) from error


def _mapping(mapping: str) -> tuple[str, str]:
    """The name of a mapping, and its YAML where it is a file of the reader's own."""
    from segunda.registry.intake import mapping as mappings

    if mapping in mappings.names():
        return mapping, ""
    for path in (Path(mapping), Path(f"{mapping}.yaml")):
        if path.is_file():
            return path.stem[:60], path.read_text(encoding="utf-8")
    mappings.load(mapping)  # its own sentence: did you mean …?
    return mapping, ""
