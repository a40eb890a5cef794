"""A package: one zip with a signed manifest and its parts as JSON Lines; same input, same bytes.

    manifest.json   schema, sender, to, sequence, previous, kind, period, day, made_at, parts
    manifest.sig    the sender's Ed25519 signature over the manifest's bytes, in hexadecimal
    <schema>.jsonl  one part for each schema: `population.v1.jsonl`, …

`sequence` counts one sender's packages to one receiver, `previous` is the SHA-256 of the manifest
before: a package out of its place, repeated or put in is refused (`follows`).
"""

import hashlib
import io
import json
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import datetime, timedelta
from typing import Any

from segunda.exchange import keys, schema
from segunda.exchange.refusing import PackageRefused

FORM = "segunda.package.v1"
MANIFEST, SIGNATURE = "manifest.json", "manifest.sig"
FIRST = ""
"""`previous` of a sender's first package."""
LARGEST_FILE, LARGEST_UNPACKED, LARGEST_MANIFEST = 64_000_000, 256_000_000, 100_000
AHEAD = timedelta(hours=26)
"""Two clocks may differ by a day of the calendar and what people forget."""
_DAY_OF_ZIP = (2000, 1, 1, 0, 0, 0)


@dataclass(frozen=True)
class Part:
    """What the manifest says of one part."""

    schema: str
    rows: int
    size: int
    sha256: str


@dataclass(frozen=True)
class Manifest:
    """What a package says of itself; `made_at` and `day` as ISO words, `sender` a public key."""

    schema: str
    sender: str
    to: str
    sequence: int
    previous: str
    kind: str
    period: str
    day: str
    made_at: str
    parts: tuple[Part, ...]

    def encoded(self) -> bytes:
        """The bytes that are signed."""
        return json.dumps(asdict(self), ensure_ascii=False, indent=1, sort_keys=True).encode()

    @property
    def digest(self) -> str:
        """How the next package names this one."""
        return hashlib.sha256(self.encoded()).hexdigest()


@dataclass(frozen=True)
class Sheet:
    """What a sender decides of a new package; see Manifest."""

    to: str
    sequence: int
    previous: str
    kind: str
    period: str
    day: str
    made_at: datetime


@dataclass(frozen=True)
class Package:
    """A package that was opened: its signature holds, every part is the one that was signed."""

    manifest: Manifest
    parts: Mapping[str, Sequence[schema.Row]] = field(repr=False)


@dataclass(frozen=True)
class Last:
    """The last package taken from a sender; `sequence` 0 before the first."""

    sequence: int = 0
    digest: str = FIRST
    day: str = ""
    made_at: str = ""


def make(secret: str, sheet: Sheet, parts: Mapping[str, Sequence[schema.Row]]) -> bytes:
    """The file of a package. ValueError when a row breaks its schema: it is never sent."""
    lines: dict[str, bytes] = {}
    for name, rows in parts.items():
        if wrong := schema.faults(rows, name):
            raise ValueError(", ".join(wrong))
        lines[name] = b"".join(_line(row) for row in rows)
    manifest = Manifest(
        FORM, keys.public_of(secret), sheet.to, sheet.sequence, sheet.previous, sheet.kind,
        sheet.period, sheet.day, sheet.made_at.isoformat(),
        tuple(_part(name, lines[name], len(parts[name])) for name in parts),
    )  # fmt: skip
    signature = keys.sign(secret, _signed(manifest.encoded()))
    files = {MANIFEST: manifest.encoded(), SIGNATURE: signature.encode()}
    return _zipped(files | {f"{name}.jsonl": text for name, text in lines.items()})


def read(content: bytes, *, trusted: Sequence[str], to: str | Sequence[str]) -> Package:
    """Open a package; PackageRefused unless one of `trusted` signed it for `to` and it is whole.

    `to`: the reader's key, or all it ever had: what was made for one it lost is still for it.
    """
    if len(content) > LARGEST_FILE:
        raise PackageRefused("too_big")
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return _read(archive, trusted, (to,) if isinstance(to, str) else to)
    except PackageRefused:
        raise
    except Exception as error:  # a hostile file breaks the library that unpacks it in many ways
        raise PackageRefused("unreadable") from error


def kept_rows(content: bytes, name: str) -> list[schema.Row]:
    """The rows of one part of a package that was read and kept; nothing is verified again."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return [json.loads(line) for line in archive.read(f"{name}.jsonl").splitlines()]


def follows(manifest: Manifest, last: Last, *, now: datetime, kept: str = "") -> None:
    """PackageRefused unless this is the very next package of its sender.

    `kept`: the digest of the package that was taken under this number, if one was.
    """
    code = _order(manifest, last, kept) or _age(manifest, last, now)
    if code:
        raise PackageRefused(code, claim(manifest))


def claim(manifest: Manifest) -> dict[str, object]:
    """What a refusal keeps of what a package says it is."""
    return {"sender": manifest.sender, "sequence": manifest.sequence, "day": manifest.day,
            "digest": manifest.digest}  # fmt: skip


def _order(manifest: Manifest, last: Last, kept: str) -> str:
    if manifest.sequence <= last.sequence:
        kept = kept or (last.digest if manifest.sequence == last.sequence else "")
        return ("repeated" if manifest.digest == kept else "twin") if kept else "stale"
    if manifest.sequence > last.sequence + 1:
        return "missing"
    return "" if manifest.previous == last.digest else "unlinked"


def _age(manifest: Manifest, last: Last, now: datetime) -> str:
    made = datetime.fromisoformat(manifest.made_at)
    if made > now + AHEAD or manifest.day > (now + AHEAD).date().isoformat():
        return "future"
    before = last.made_at and made < datetime.fromisoformat(last.made_at)
    return "stale" if before or manifest.day < last.day else ""


def _read(archive: zipfile.ZipFile, trusted: Sequence[str], to: Sequence[str]) -> Package:
    # Sizes come from the directory and are held to while unpacking: nothing swells in memory.
    sizes = {one.filename: one.file_size for one in archive.infolist()}
    if len(sizes) != len(archive.infolist()) or max(sizes[MANIFEST], sizes[SIGNATURE]) > (
        LARGEST_MANIFEST
    ):
        raise PackageRefused("unreadable")
    if sum(sizes.values()) > LARGEST_UNPACKED:
        raise PackageRefused("too_big")
    raw = archive.read(MANIFEST)
    manifest = _manifest(raw)
    _signature(manifest, raw, archive.read(SIGNATURE).decode(), trusted)
    if manifest.to not in to:
        raise PackageRefused("elsewhere", claim(manifest))
    if set(sizes) != {MANIFEST, SIGNATURE, *(f"{one.schema}.jsonl" for one in manifest.parts)}:
        raise PackageRefused("damaged", claim(manifest))
    return Package(manifest, {one.schema: _rows(archive, one, manifest) for one in manifest.parts})


def _manifest(raw: bytes) -> Manifest:
    values: dict[str, Any] = json.loads(raw)
    if values.get("schema") != FORM:
        raise PackageRefused("schema")
    values["parts"] = tuple(Part(**one) for one in values["parts"])
    manifest = Manifest(**values)
    if type(manifest.sequence) is not int or manifest.encoded() != raw:
        raise PackageRefused("unreadable")
    if datetime.fromisoformat(manifest.made_at).tzinfo is None:
        raise PackageRefused("unreadable")
    return manifest


def _signature(manifest: Manifest, raw: bytes, signature: str, trusted: Sequence[str]) -> None:
    if manifest.sender not in trusted:
        raise PackageRefused("stranger", claim(manifest))
    if not keys.holds(manifest.sender, _signed(raw), signature):
        raise PackageRefused("forged", claim(manifest))


def _rows(archive: zipfile.ZipFile, part: Part, manifest: Manifest) -> list[schema.Row]:
    try:
        text = archive.read(f"{part.schema}.jsonl")
    except Exception as error:  # a damaged member: a broken stream, another length
        raise PackageRefused("damaged", claim(manifest)) from error
    if hashlib.sha256(text).hexdigest() != part.sha256 or len(text) != part.size:
        raise PackageRefused("damaged", claim(manifest))
    if part.schema not in schema.known():
        raise PackageRefused("schema", claim(manifest))
    rows: list[schema.Row] = [json.loads(line) for line in text.splitlines()]
    if len(rows) != part.rows or schema.faults(rows, part.schema):
        raise PackageRefused("schema", claim(manifest))
    return rows


def _part(name: str, text: bytes, rows: int) -> Part:
    return Part(name, rows, len(text), hashlib.sha256(text).hexdigest())


def _line(row: schema.Row) -> bytes:
    return json.dumps(row, separators=(",", ":")).encode() + b"\n"  # ASCII: one line is one row


def _signed(raw: bytes) -> bytes:
    """A signature of a manifest is of nothing else."""
    return FORM.encode() + b"\n" + raw


def _zipped(files: Mapping[str, bytes]) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in files.items():
            entry = zipfile.ZipInfo(name, _DAY_OF_ZIP)
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, text)
    return target.getvalue()
