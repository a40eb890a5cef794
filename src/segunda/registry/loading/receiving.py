"""A file arrives: kept byte for byte, and recognised when it was loaded before."""

import datetime as dt
import hashlib
import mimetypes
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import yaml

from segunda.access import audit
from segunda.access.scope import Reader
from segunda.law.text import Refusal, Text
from segunda.registry.intake import mapping as mappings
from segunda.registry.intake.mapping import Mapping
from segunda.registry.models import Load, StoredFile

if TYPE_CHECKING:
    from segunda.access.models import User

WAITING = ("received", "checking", "checked", "stopped", "queued", "running")
"""The states of a load that is not finished: the same file again is the same load."""


def receive(
    reader: Reader, content: bytes, *, name: str, source: str, mapping: str, file_date: dt.date,
    whole: bool, by: "User | None", at: dt.datetime, mapping_text: str = "", kind: str = "",
) -> Load:  # fmt: skip
    """Keep the file and open its load; the state is `same` when it was loaded before.

    `mapping`: one of ours, or the name of `mapping_text` (YAML). `whole`: the file lists everybody
    its source holds. Refusal where a later file of the source is loaded already. Called inside
    the reader's transaction.
    """
    _sound(source, name)
    kind = kind or _kind(mapping, mapping_text)
    digest = hashlib.sha256(content).hexdigest()
    chosen = {"source": source, "file_date": file_date, "kind": kind, "file__sha256": digest}
    waiting = Load.objects.filter(**chosen, state__in=WAITING, mapping_name=mapping,
                                  mapping_text=mapping_text, whole=whole).first()  # fmt: skip
    if waiting is not None:
        return waiting
    known = Load.objects.filter(**chosen, state="done").exists()
    if not known:
        _in_order(source, file_date, kind)
    load = Load.objects.create(
        file=_stored(content, digest, name, by, at), kind=kind, source=source,
        mapping_name=mapping, mapping_text=mapping_text, file_date=file_date, whole=whole,
        state="same" if known else "received", asked_at=at, asked_by=by,
        finished_at=at if known else None,
    )  # fmt: skip
    audit.record(reader, "load.receive", at=at, object_kind="load", object_id=load.pk,
                 fingerprint=digest, detail={"source": source, "state": load.state})  # fmt: skip
    return load


def _kind(mapping: str, mapping_text: str) -> str:
    """What a row of the file is: a person, or a movement (our own mapping for them)."""
    if mapping_text or mapping not in mappings.names():
        return "people"
    return "movements" if mappings.load(mapping).row == "movement" else "people"


def _stored(
    content: bytes, digest: str, name: str, by: "User | None", at: dt.datetime
) -> StoredFile:
    kept = StoredFile.objects.filter(sha256=digest, person=None, name=name, stored_by=by).first()
    if kept is not None:
        return kept
    return StoredFile.objects.create(
        sha256=digest, name=name, size=len(content), content=content, fact_class="sealed",
        media_type=mimetypes.guess_type(name)[0] or "", stored_at=at, stored_by=by,
    )  # fmt: skip


def _sound(source: str, name: str) -> None:
    if source.strip() and len(source) <= 60 and name and len(name) <= 255:
        return
    raise Refusal(
        Text(
            f"La fuente [{source}] o el nombre del archivo no sirven: escriba una fuente de 1 a 60 "
            "letras, la misma en cada archivo de ese sistema.",
            f"The source [{source}] or the name of the file will not do: write a source of 1 to 60 "
            "letters, the same for each file of that system.",
        )
    )


def _in_order(source: str, file_date: dt.date, kind: str) -> None:
    """Files of a source are loaded in the order of their days."""
    later = (
        Load.objects.filter(source=source, kind=kind, state="done", file_date__gt=file_date)
        .order_by("-file_date")
        .first()
    )
    if later is None:
        return
    raise Refusal(
        Text(
            f"Ya se cargó un archivo de [{source}] del {later.file_date}, posterior al "
            f"{file_date}; los archivos de una fuente se cargan en orden de fecha.",
            f"A file of [{source}] of {later.file_date} is loaded already, later than "
            f"{file_date}; the files of a source are loaded in the order of their days.",
        )
    )


def mapping_of(load: Load) -> Mapping:
    """The mapping the load is read with; Refusal where its YAML cannot be used."""
    if not load.mapping_text:
        return mappings.load(load.mapping_name)
    try:
        content = yaml.safe_load(load.mapping_text)
    except yaml.YAMLError as error:
        raise Refusal(
            Text(
                f"La tabla de lectura [{load.mapping_name}] no se entiende; corrija el YAML.",
                f"The mapping [{load.mapping_name}] cannot be read; correct the YAML.",
            )
        ) from error
    return mappings.from_yaml(content, load.mapping_name)


def keep_mapping(reader: Reader, load: Load, text: str, *, at: dt.datetime, final: bool) -> None:
    """Keep how a load is read; `final`: the file is to be checked so. Nothing is loaded by this."""
    load.mapping_text = text
    if final:
        load.state, load.progress, load.stage = "received", 1, ""
    load.save(update_fields=["mapping_text", "state", "progress", "stage"])
    audit.record(reader, "load.mapping", at=at, object_kind="load", object_id=load.pk,
                 fingerprint=hashlib.sha256(text.encode()).hexdigest())  # fmt: skip


@contextmanager
def on_disk(file: StoredFile) -> Iterator[Path]:
    """The file under its own name in a folder of its own, gone afterwards."""
    with tempfile.TemporaryDirectory(prefix="segunda-") as folder:
        path = Path(folder) / (Path(file.name).name or "file")
        path.write_bytes(bytes(file.content))
        yield path
