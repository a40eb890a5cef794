"""A photograph keeps its picture and loses place, camera, time and whatever stands behind it."""

from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from segunda.access.models import AuditEntry
from segunda.access.scope import JOBS, acting
from segunda.monitoring.models import Attachment
from segunda.monitoring.photographs import DamagedError, without_traces
from segunda.monitoring.tests.places import enter_place
from segunda.monitoring.tests.visits import png, post, visit
from tests.monitor.team import browser, reader


def part(marker: int, data: bytes) -> bytes:
    """A segment of a JPEG."""
    return bytes((0xFF, marker)) + (len(data) + 2).to_bytes(2) + data


JFIF = part(0xE0, b"JFIF\0\x01\x02\0\0\x48\0\x48\0\0")
TABLES = part(0xDB, b"\0" + bytes(64)) + part(0xC2, b"\x08\0\x01\0\x01\x01\x01\x11\0")
# Two scans, as progressive pictures have; a stuffed zero and a restart are no markers.
SCANS = part(0xDA, b"\x01\x01\0\0\0\0") + b"\x12\xff\0\x34\xff\xd0\x56" + part(0xC4, b"\0" * 17)
SCANS += part(0xDA, b"\x01\x01\0\x01\x3f\0") + b"\x78\xff\0" + b"\xff\xd9"
BIG = b"MM\0*\0\0\0\x08\0\x02" + b"\x01\x10\0\x02\0\0\0\x06\0\0\0\x26" + (
    b"\x01\x12\0\x03\0\0\0\x01\0\x06\0\0" + b"\0\0\0\0" + b"CAMARA")  # fmt: skip
LITTLE = b"II*\0\x08\0\0\0\x01\0" + b"\x12\x01\x03\0\x01\0\0\0\x01\0\0\0" + b"\0\0\0\0"
SIX = b"\xff\xe1\0\x22Exif\0\0MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\x06\0\0\0\0\0\0"
"""By hand from Exif 2.3: one entry, 0x0112, SHORT, one value, 6 (a quarter turn to the right)."""
HIDDEN = (
    part(0xE1, b"Exif\0\0" + LITTLE + b"GPS 9.0,-79.5"), part(0xE1, b"http://ns.adobe.com GPS"),
    part(0xED, b"Photoshop 3.0\0"), part(0xE2, b"MPF\0"), part(0xE0, b"JFXX\0small"),
    part(0xFE, b"comment"), part(0xEF, b"maker"),
)  # fmt: skip


def test_a_jpeg_keeps_its_picture_and_how_it_is_held_and_nothing_else() -> None:
    colours, adobe = part(0xE2, b"ICC_PROFILE\0\x01\x01x"), part(0xEE, b"Adobe\0d\0\0\0\0\x01")
    film = b"a film and a place 9.0,-79.5"
    taken = b"\xff\xd8" + JFIF + part(0xE1, b"Exif\0\0" + BIG) + b"".join(HIDDEN)
    taken += colours + adobe + b"\xff" + TABLES + SCANS + film
    kept = without_traces(taken, "image/jpeg")
    assert kept == b"\xff\xd8" + JFIF + SIX + colours + adobe + TABLES + SCANS
    assert without_traces(kept, "image/jpeg") == kept


def test_the_small_picture_of_a_jfif_goes() -> None:
    small = part(0xE0, b"JFIF\0\x01\x02\0\0\x48\0\x48\x01\x01" + b"RGB")
    assert without_traces(b"\xff\xd8" + small + SCANS, "image/jpeg") == b"\xff\xd8" + JFIF + SCANS


def test_a_png_keeps_its_picture_and_colours() -> None:
    told = ((b"eXIf", BIG), (b"tEXt", b"Author\0x"), (b"tIME", bytes(7)), (b"prVt", b"x"))
    gamma = (b"gAMA", b"\0\0\xb1\x8f")
    assert without_traces(png(gamma, *told) + b"behind", "image/png") == png(gamma)


@pytest.mark.parametrize("content", [
    b"\xff\xd8", b"\xff\xd8\xff", b"\xff\xd8" + JFIF + TABLES, b"\xff\xd8\xff\xe1\x40\0Exif",
    b"\xff\xd8" + JFIF + b"no marker", b"\xff\xd8" + SCANS[:-2], b"\xff\xd8\xff\xe1\0\x01",
])  # fmt: skip
def test_a_jpeg_that_is_cut_off_is_told(content: bytes) -> None:
    with pytest.raises(DamagedError):
        without_traces(content, "image/jpeg")


@pytest.mark.parametrize("content", [b"", png()[8:20], png()[8:-12], png()[8 + 25 :]])
def test_a_png_that_is_cut_off_is_told(content: bytes) -> None:
    with pytest.raises(DamagedError):
        without_traces(b"\x89PNG\r\n\x1a\n" + content, "image/png")


@pytest.mark.django_db(databases=["default", "refusals"])
def test_80_megabytes_are_not_kept_on_the_way_and_one_that_fits_is(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    lawyer = reader("lawyer")
    with acting(lawyer):
        there = visit(lawyer, enter_place(lawyer), days=-1)
    kept: list[str] = []

    def begun(*_: Any, **__: Any) -> Any:
        kept.append("on disk")
        return Path("/dev/null").open("wb")

    monkeypatch.setattr("django.core.files.uploadhandler.TemporaryUploadedFile", begun)
    client, path = browser("deputy"), f"/visitas/{there.public_id}/archivo/"
    heavy = SimpleUploadedFile("x.jpg", b"\xff\xd8\xff" + bytes(20_000_000))
    page = post(client, path, section="general", title="Pared ficticia", file=heavy)
    text = page.content.decode()
    assert "20 MB y el límite son 10" in text
    assert "Pared ficticia" in text
    assert kept == []
    photo = b"\xff\xd8" + JFIF + HIDDEN[0] + TABLES + SCANS
    post(client, path, section="general", title="Pared", file=SimpleUploadedFile("x.jpg", photo))
    with acting(lawyer):
        one = Attachment.objects.get()
        assert b"GPS" not in bytes(one.content)
    with acting(JOBS):
        row = AuditEntry.objects.get(action="visit.attach")
    assert row.detail["original"] == sha256(photo).hexdigest()
