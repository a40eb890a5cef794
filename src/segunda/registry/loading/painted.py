"""The clerk's own sheet with its faults painted: made by the worker, kept, then served.

Painting a file of 25,000 rows takes seconds; a page does not wait for it. The painted sheet
belongs to whoever brought the file, as the file does, and holds what the file held.
"""

import datetime as dt
import hashlib
import tempfile
from pathlib import Path

from procrastinate.contrib.django.models import ProcrastinateJob

from segunda.access.scope import JOBS, acting
from segunda.registry.loading.receiving import mapping_of, on_disk
from segunda.registry.models import Load, StoredFile

TASK = "segunda.paint_load"
MARK = "segunda/painted"
"""The kind of a painted sheet; no file that somebody brings is of this kind."""


def painted(load: Load, language: str) -> StoredFile | None:
    """The painted sheet in a language, if it is there and the reader may see it."""
    kept = StoredFile.objects.filter(media_type=MARK, person=None, name=_name(load, language))
    return kept.first()


def waits(load: Load, language: str) -> bool:
    """Whether the worker has it still to paint, or is painting."""
    return _state(load, language) in ("todo", "doing")


def failed(load: Load, language: str) -> bool:
    """Whether the worker tried and could not."""
    return _state(load, language) in ("failed", "cancelled", "aborted")


def paint_sheet(load_id: int, language: str, *, at: dt.datetime) -> None:
    """Paint and keep the sheet of one load; done before, it is not done again."""
    from segunda.registry.intake import read  # heavy: only for a painted sheet
    from segunda.registry.intake.painting import paint

    with acting(JOBS):
        load = Load.objects.select_related("file").get(pk=load_id)
        if painted(load, language) is not None:
            return
        with on_disk(load.file) as path, tempfile.TemporaryDirectory(prefix="segunda-") as folder:
            out = Path(folder) / "painted.xlsx"
            paint(read(path, mapping_of(load), as_of=load.file_date), out, language)
            content = out.read_bytes()
        StoredFile.objects.create(
            sha256=hashlib.sha256(content).hexdigest(), name=_name(load, language),
            size=len(content), content=content, media_type=MARK, fact_class="sealed",
            stored_at=at, stored_by_id=load.file.stored_by_id,
        )  # fmt: skip


def _name(load: Load, language: str) -> str:
    """Another reading of the file is another sheet."""
    read_by = f"{load.mapping_name}\n{load.mapping_text}".encode()
    return f"carga-{load.pk}-{language}-{hashlib.sha256(read_by).hexdigest()[:12]}.xlsx"


def _state(load: Load, language: str) -> str:
    asked = ProcrastinateJob.objects.filter(
        task_name=TASK, args__load_id=load.pk, args__language=language
    )
    return asked.order_by("-id").values_list("status", flat=True).first() or ""
