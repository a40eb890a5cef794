"""A copy is encrypted to others whole or not at all, and nothing readable touches the disk."""

from pathlib import Path

import pytest

from segunda.config import age
from segunda.config.monitor import copies
from segunda.law.text import Refusal

SECRET = b"FICTICIA dijo algo " * 40_000  # more than one piece


@pytest.fixture
def keys(tmp_path: Path) -> dict[str, Path]:
    """Two people's secret keys."""
    for name in ("anterior", "nueva"):
        age.new_key(tmp_path / name)
    return {name: tmp_path / name for name in ("anterior", "nueva")}


@pytest.fixture
def copy(tmp_path: Path, keys: dict[str, Path]) -> Path:
    """A copy that the former Director's key opens."""
    plain, file = tmp_path / "plain", tmp_path / "copies" / "c.age"
    plain.write_bytes(SECRET)
    file.parent.mkdir()
    with plain.open("rb") as source, file.open("wb") as target:
        age.encrypt(source, target, age.recipients([f"{keys['anterior']}.pub"]))
    plain.unlink()
    return file


def opened(file: Path, key: Path) -> bytes:
    out = file.with_name("opened")
    with file.open("rb") as source, out.open("wb") as target:
        age.decrypt(source, target, age.identities(key))
    return out.read_bytes()


def anew(copy: Path, keys: dict[str, Path], by: str = "anterior") -> Path:
    to = age.recipients([f"{keys['nueva']}.pub"])
    return copies.encrypt_anew(copy, age.identities(keys[by]), to)


def test_a_key_that_does_not_open_it_leaves_everything_as_it_was(
    copy: Path, keys: dict[str, Path]
) -> None:
    before = copy.read_bytes()
    with pytest.raises(Refusal):
        anew(copy, keys, by="nueva")
    assert [path.name for path in copy.parent.iterdir()] == ["c.age"]
    assert copy.read_bytes() == before


@pytest.mark.parametrize("part", [0.3, 0.999])
def test_a_copy_that_was_cut_is_refused_and_leaves_nothing(
    copy: Path, keys: dict[str, Path], part: float
) -> None:
    whole = copy.read_bytes()
    copy.write_bytes(whole[: int(len(whole) * part)])
    with pytest.raises(Refusal):
        anew(copy, keys)
    assert [path.name for path in copy.parent.iterdir()] == ["c.age"]


def test_the_new_key_opens_it_and_the_former_no_longer(copy: Path, keys: dict[str, Path]) -> None:
    new = anew(copy, keys)
    assert new.stat().st_mode & 0o777 == 0o600
    assert b"FICTICIA" not in new.read_bytes()
    copies.put_in_place([new])
    assert [path.name for path in copy.parent.iterdir()] == ["c.age"]
    with pytest.raises(Refusal):
        opened(copy, keys["anterior"])
    assert opened(copy, keys["nueva"]) == SECRET


def test_without_recipients_there_is_no_copy_and_a_sentence_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(Refusal) as told:
        copies.recipients(tmp_path, [])
    assert "segunda monitor recipients" in told.value.text.es


def test_a_secret_key_is_never_noted_as_a_recipient(keys: dict[str, Path]) -> None:
    secret = keys["nueva"].read_text().splitlines()[-1]
    with pytest.raises(Refusal):
        copies.public_keys([secret])
