"""Handing over is whole or nothing: accounts, copies, keys; what is killed is finished later."""

import os
from pathlib import Path

import pytest

from segunda.access.models import User
from segunda.access.scope import JOBS, acting
from segunda.config import age
from segunda.config.database import Connections
from segunda.config.monitor import copies, handing_over, keeping
from segunda.config.monitor.handing_over import hand_over
from segunda.config.monitor.keeping import settle
from segunda.law.text import Refusal
from segunda.monitoring import queries
from tests.monitor.team import member

pytestmark = pytest.mark.django_db(databases=["default", "refusals"])
CONTENT = b"FICTICIO " * 1000


@pytest.fixture
def home(tmp_path: Path, addresses: Connections, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with two copies that the former key opens; the database is this run's."""
    monkeypatch.setenv("SEGUNDA_MONITOR_DATABASE_URL", addresses.app)
    monkeypatch.setenv("SEGUNDA_MONITOR_DATABASE_OWNER_URL", addresses.owner)
    monkeypatch.setenv("SEGUNDA_MONITOR_DATABASE_JOBS_URL", addresses.jobs)
    for name in ("DATABASE_URL", "DJANGO_SETTINGS_MODULE", "SEGUNDA_SECRET_KEY"):
        monkeypatch.setenv(name, os.environ.get(name, ""))  # what a command sets ends with the test
    for name in ("anterior", "nueva"):
        age.new_key(tmp_path / name)
    home = tmp_path / "home"
    (home / "copies").mkdir(parents=True)
    copies.keep_recipients(home, copies.public_keys([f"{tmp_path}/anterior.pub"]))
    (tmp_path / "plain").write_bytes(CONTENT)
    for name in ("a.age", "b.age"):
        with (tmp_path / "plain").open("rb") as plain, (home / "copies" / name).open("wb") as file:
            age.encrypt(plain, file, age.recipients([str(copies.recipients_file(home))]))
    return home


def opens(home: Path, key: str) -> list[bool]:
    """Whether this key opens each of the copies."""
    found = []
    for file in copies.copies(home):
        try:
            with file.open("rb") as source, (home / "out").open("wb") as target:
                age.decrypt(source, target, age.identities(home.parent / key))
        except Refusal:
            found.append(False)
        else:
            found.append((home / "out").read_bytes() == CONTENT)
    return found


def hand(home: Path, **changed: object) -> handing_over.HandedOver:
    words = {"username": "nueva", "name": "Nueva Ficticia", "to": [f"{home.parent}/nueva.pub"],
             "identity": home.parent / "anterior", "home": home} | changed  # fmt: skip
    return hand_over(**words)  # type: ignore[arg-type]


def assert_nothing_changed(home: Path, former: User) -> None:
    former.refresh_from_db()
    assert former.is_active
    assert [path.name for path in sorted((home / "copies").iterdir())] == ["a.age", "b.age"]
    assert opens(home, "anterior") == [True, True]
    with acting(JOBS):
        assert queries.last_handing_over() is None


@pytest.mark.parametrize(
    "wrong",
    ["a key that opens nothing", "no new key", "a name that is taken", "a copy that was cut"],
)
def test_what_cannot_be_done_whole_is_not_begun(home: Path, wrong: str) -> None:
    former = member("director", "anterior")
    changed: dict[str, dict[str, object]] = {
        "a key that opens nothing": {"identity": home.parent / "nueva"},
        "no new key": {"to": []},
        "a name that is taken": {"username": "anterior"},
        "a copy that was cut": {},
    }
    whole = (home / "copies" / "b.age").read_bytes()
    if wrong == "a copy that was cut":
        (home / "copies" / "b.age").write_bytes(whole[:-20])
    with pytest.raises(Refusal):
        hand(home, **changed[wrong])
    (home / "copies" / "b.age").write_bytes(whole)
    assert_nothing_changed(home, former)


def test_the_program_is_in_new_hands(home: Path) -> None:
    former = member("director", "anterior")
    done = hand(home)
    assert (done.closed, done.copies, done.keys) == (("anterior (ficticio)",), 2, 1)
    assert done.password not in repr(done)
    former.refresh_from_db()
    assert not former.is_active
    new = User.objects.get(username="nueva")
    assert (new.role, new.is_active, new.check_password(done.password)) == ("director", True, True)
    assert opens(home, "anterior") == [False, False]
    assert opens(home, "nueva") == [True, True]
    assert copies.recipients_file(home).read_text() == (home.parent / "nueva.pub").read_text()


def killed_at_its_last_step(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Hand over, and be killed before the copies take their place."""

    def killed(_new: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(copies, "put_in_place", killed)
        with pytest.raises(KeyboardInterrupt):
            hand(home)


def test_killed_before_the_copies_took_their_place_it_is_finished_next_time(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    killed_at_its_last_step(home, monkeypatch)
    assert opens(home, "anterior") == [True, True]
    settle(home)
    assert opens(home, "nueva") == [True, True]
    assert list((home / "copies").glob("*.new")) == []
    assert copies.recipients_file(home).read_text() == (home.parent / "nueva.pub").read_text()


def test_the_next_handing_over_finishes_the_one_that_was_killed(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    killed_at_its_last_step(home, monkeypatch)
    age.new_key(home.parent / "tercera")
    done = hand(home, username="tercera", to=[f"{home.parent}/tercera.pub"],
                identity=home.parent / "nueva")  # fmt: skip
    assert done.closed == ("Nueva Ficticia",)
    assert opens(home, "tercera") == [True, True]


def test_no_copy_is_made_for_the_former_key_after_one_that_was_killed(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    killed_at_its_last_step(home, monkeypatch)
    for_whom: list[list[str]] = []

    def saved(_reader: str, _tools: Path, _file: Path, to: list[str], **_more: object) -> None:
        for_whom.append(copies.public_keys(to))

    monkeypatch.setattr(keeping, "save", saved)
    keeping.back_up(home / "copies" / "later", [], home)
    assert for_whom == [copies.public_keys([f"{home.parent}/nueva.pub"])]


def test_what_a_killed_try_left_is_cleared_away(home: Path) -> None:
    keeping.reopened_with(home.parent / "anterior", [f"{home.parent}/nueva.pub"], home)
    assert len(list((home / "copies").glob("*.new"))) == 2
    settle(home)
    assert list((home / "copies").glob("*.new")) == []
    assert opens(home, "anterior") == [True, True]
