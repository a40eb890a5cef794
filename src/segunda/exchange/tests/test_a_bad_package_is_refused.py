"""Forged, damaged, stale, repeated or out of order: each refused, with its own reason."""

import io
import json
import zipfile
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest

from segunda.exchange import keys
from segunda.exchange.package import Last, follows, read
from segunda.exchange.refusing import REASONS, PackageRefused
from segunda.exchange.tests.making import (
    MADE,
    SENDER,
    STRANGER,
    TO,
    digest_of,
    last_of,
    made,
    parts,
    person,
)

NOW = MADE + timedelta(hours=3)
TRUSTED = [keys.public_of(SENDER)]
Files = dict[str, bytes]


def reason(content: bytes, last: Last | None = None, now: datetime = NOW) -> str:
    """Why a file is refused; empty when it is taken."""
    try:
        opened = read(content, trusted=TRUSTED, to=TO)
        follows(opened.manifest, last or Last(), now=now)
    except PackageRefused as refused:
        return refused.code
    return ""


def changed(content: bytes, change: Callable[[Files], Files | None]) -> bytes:
    """The package with its members changed and put together again."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    files = change(files) or files
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in files.items():
            archive.writestr(name, text)
    return target.getvalue()


def test_a_whole_package_is_taken_and_says_what_was_put_in() -> None:
    opened = read(made(), trusted=TRUSTED, to=TO)
    assert opened.parts == parts()
    assert (opened.manifest.sequence, opened.manifest.kind) == (1, "week")
    assert reason(made()) == ""


def test_the_same_input_gives_the_same_bytes() -> None:
    assert made() == made()


def edit_part(files: Files) -> None:
    files["population.v1.jsonl"] = files["population.v1.jsonl"].replace(b"Yaneth", b"Janeth")


def edit_manifest(files: Files) -> None:
    files["manifest.json"] = files["manifest.json"].replace(b"2026-11-22", b"2026-11-15")


def edit_spaces(files: Files) -> None:
    files["manifest.json"] = files["manifest.json"] + b"\n"


def drop_part(files: Files) -> None:
    del files["movements.v1.jsonl"]


def add_file(files: Files) -> None:
    files["otra.txt"] = b"x"


def no_signature(files: Files) -> None:
    files["manifest.sig"] = b""


def no_manifest(files: Files) -> None:
    del files["manifest.json"]


def hashes_too(files: Files) -> None:
    """Whoever edits a part corrects its hash as well, and cannot sign."""
    import hashlib

    edit_part(files)
    values = json.loads(files["manifest.json"])
    text = files["population.v1.jsonl"]
    values["parts"][0] |= {"sha256": hashlib.sha256(text).hexdigest(), "size": len(text)}
    files["manifest.json"] = json.dumps(
        values, ensure_ascii=False, indent=1, sort_keys=True
    ).encode()


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (edit_part, "damaged"), (edit_manifest, "forged"), (edit_spaces, "unreadable"),
        (drop_part, "damaged"), (add_file, "damaged"), (no_signature, "forged"),
        (no_manifest, "unreadable"), (hashes_too, "forged"),
    ],
)  # fmt: skip
def test_a_changed_package_is_refused(change: Callable[[Files], None], code: str) -> None:
    assert reason(changed(made(), change)) == code


def test_a_stranger_and_another_addressee_are_refused() -> None:
    assert reason(made(secret=STRANGER)) == "stranger"
    assert reason(made(to=keys.public_of(STRANGER))) == "elsewhere"


@pytest.mark.parametrize("content", [b"", b"PK", b"\x00" * 4000, made()[:-40], made()[40:]])
def test_what_is_no_package_is_refused(content: bytes) -> None:
    assert reason(content) == "unreadable"


def test_every_byte_counts() -> None:
    """One byte anywhere: refused, or nothing of what is read differs."""
    whole = made()
    for at in range(0, len(whole), 97):
        bent = whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :]
        if reason(bent) == "":
            assert read(bent, trusted=TRUSTED, to=TO) == read(whole, trusted=TRUSTED, to=TO)


def test_a_package_that_swells_is_not_unpacked() -> None:
    def bomb(files: Files) -> None:
        files["population.v1.jsonl"] = b"0" * 300_000_000

    content = changed(made(), bomb)
    assert len(content) < 1_000_000
    assert reason(content) == "too_big"


def test_order_is_kept() -> None:
    one = made()
    last = last_of(one)
    two = made(2, last.digest)
    assert reason(two, last) == ""
    assert reason(one, last) == "repeated"
    assert reason(made(at=MADE + timedelta(hours=1)), last) == "twin"
    assert reason(made(3, digest_of(two)), last) == "missing"
    assert reason(made(2, "f" * 64), last) == "unlinked"
    assert reason(one, last_of(two)) == "stale"
    assert reason(two) == "missing"


def test_an_older_day_or_an_earlier_making_is_stale() -> None:
    last = last_of(made())
    assert reason(made(2, last.digest, day="2026-11-15"), last) == "stale"
    assert reason(made(2, last.digest, at=MADE - timedelta(hours=1)), last) == "stale"


def test_a_clock_set_to_1970_is_told() -> None:
    assert reason(made(), now=datetime(1970, 1, 1, tzinfo=UTC)) == "future"


def test_what_breaks_its_schema_is_never_sent() -> None:
    for bad in (person(1, sex="FF"), person(1, hiv="yes"), person(1, held_since="2024-02-30")):
        with pytest.raises(ValueError, match=r"population\.v1:1"):
            made(of={"population.v1": [bad]})


def test_a_signed_row_that_breaks_its_schema_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    from segunda.exchange import schema

    with monkeypatch.context() as lenient:
        lenient.setattr(schema, "faults", lambda *_: [])
        content = made(of={"population.v1": [person(1, diagnosis="x")]})
    assert reason(content) == "schema"


def test_every_reason_is_a_sentence_in_both_languages() -> None:
    for code, words in REASONS.items():
        assert words.es.endswith("."), code
        assert words.en.endswith("."), code
