"""What the mechanism sends, laid into the State's folder, is received once and put away."""

import os
import time
from pathlib import Path

import pytest

from segunda.access.scope import JOBS, acting
from segunda.casework import actions
from segunda.casework.models import Recommendation, TakenPackage
from segunda.casework.tests.test_recommendations_are_answered import OWN, THEIRS, package
from segunda.config.package_files import SETTLED
from segunda.config.state import packages
from segunda.exchange import keys
from tests.village.day import NOON

pytestmark = pytest.mark.django_db(databases=["default", "refusals"])
STRANGER = "33" * 32


def lay(home: Path, name: str, content: bytes, *, since: float = SETTLED + 5) -> Path:
    """A file that was laid into the folder some seconds ago."""
    folder = home / "incoming"
    folder.mkdir(exist_ok=True)
    file = folder / name
    file.write_bytes(content)
    os.utime(file, (time.time() - since,) * 2)
    return file


def trust() -> None:
    actions.note_own_key(keys.public_of(OWN), at=NOON)
    actions.trust(keys.public_of(THEIRS), at=NOON)


def names(home: Path) -> list[str]:
    found = (one for one in (home / "incoming").rglob("*.segunda"))
    return sorted(str(one.relative_to(home / "incoming")) for one in found)


@pytest.mark.usefixtures("village")
def test_a_package_is_received_and_a_bad_one_put_aside(tmp_path: Path) -> None:
    trust()
    lay(tmp_path, "a.segunda", package())
    lay(tmp_path, "b.segunda", package(secret=STRANGER))
    lay(tmp_path, "c.txt", b"nothing of ours")
    packages.watch(tmp_path, NOON)
    assert names(tmp_path) == ["received/a.segunda", "refused/b.segunda"]
    with acting(JOBS):
        assert Recommendation.objects.count() == 1
        taken = TakenPackage.objects.order_by("pk")
        assert [one.refused for one in taken] == ["", "stranger"]
    packages.watch(tmp_path, NOON)
    with acting(JOBS):
        assert TakenPackage.objects.count() == 2


@pytest.mark.usefixtures("village")
def test_a_file_still_being_copied_is_left_alone(tmp_path: Path) -> None:
    trust()
    lay(tmp_path, "a.segunda", package()[:100], since=1)
    packages.watch(tmp_path, NOON)
    assert names(tmp_path) == ["a.segunda"]


@pytest.mark.usefixtures("village")
def test_before_the_key_is_made_the_file_waits(tmp_path: Path) -> None:
    lay(tmp_path, "a.segunda", package())
    packages.watch(tmp_path, NOON)
    assert names(tmp_path) == ["a.segunda"]
    trust()
    packages.watch(tmp_path, NOON)
    assert names(tmp_path) == ["received/a.segunda"]
