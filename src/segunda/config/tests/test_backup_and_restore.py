"""A backup comes back row by row, opens only with its key, and says when it is not the same."""

import hashlib
import io
import stat
import subprocess
import sys
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

import psycopg
import pytest

from segunda.config import age
from segunda.config.backup import Manifest, backup
from segunda.config.database import APP, JOBS, OWNER, Connections
from segunda.config.fingerprints import Rows
from segunda.config.home import put_back_keys
from segunda.config.making import ROOT
from segunda.config.postgres import Cluster
from segunda.config.restore import opened, restore
from segunda.law.text import Refusal

AT = datetime(2026, 11, 27, 6, 30, tzinfo=UTC)
SCHEMA = """
CREATE TABLE facility (id int PRIMARY KEY, name text NOT NULL);
CREATE TABLE person (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    facility int NOT NULL REFERENCES facility, name text, born date, paper bytea,
    EXCLUDE USING gist (int8range(id, id, '[]') WITH &&));
CREATE TABLE "Año «raro»" ("person" text, seen timestamptz, share double precision, note jsonb);
ALTER TABLE person ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY pages ON person TO segunda_app USING (facility = 1);
CREATE POLICY everything ON person TO segunda_owner USING (true);
GRANT SELECT ON person TO segunda_app;
INSERT INTO facility VALUES (1, 'Centro FICTICIO'), (2, 'Otro FICTICIO');
INSERT INTO person (facility, name, born, paper)
    SELECT 1 + i % 2, 'FICTICIO ' || i, '2000-01-01'::date + i, decode('00ff5c', 'hex')
    FROM generate_series(1, 300) i;
INSERT INTO "Año «raro»" VALUES
    (E'tab\\tline\\nback\\\\slash', '2026-06-30 12:00-05', 0.1, '{"a": [1, null]}'),
    (NULL, NULL, NULL, NULL);
"""
TABLES = {"public.facility": 2, "public.person": 300, "public.Año «raro»": 2}


@dataclass(frozen=True)
class Place:
    """A server with a filled database and an empty one, and a key."""

    full: Connections
    empty: Connections
    binaries: Path
    key: Path
    public: str


def database_of(cluster: Cluster, name: str) -> Connections:
    """A new database of the owner's, and the addresses of it."""
    with psycopg.connect(cluster.url(ROOT, "postgres"), autocommit=True) as root:
        root.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)".encode())
        root.execute(f"CREATE DATABASE {name} OWNER {OWNER}".encode())
    return Connections(*(cluster.url(role, name) for role in (OWNER, APP, JOBS, ROOT)))


@pytest.fixture(scope="module")
def full(cluster: Cluster, known: Connections) -> Connections:
    assert known
    filled = database_of(cluster, "filled")
    with psycopg.connect(filled.owner) as owner:
        owner.execute(SCHEMA.encode())
    return filled


@pytest.fixture
def place(cluster: Cluster, full: Connections, tmp_path: Path) -> Place:
    key = tmp_path / "llave.txt"
    public = age.new_key(key)
    return Place(full, database_of(cluster, "empty"), cluster.binaries, key, public)


def saved(place: Place, file: Path, reader: str | None = None) -> Manifest:
    """A backup of the filled database."""
    address = reader or place.full.reader
    return backup(address, place.binaries, file, [place.public], program="0.1", at=AT)


def forged(file: Path, place: Place, old: bytes, new: bytes) -> None:
    """The backup with other bytes in it, encrypted anew: what a careless copier could make."""
    keys = age.identities(place.key)
    plain = io.BytesIO()
    with file.open("rb") as source:
        age.decrypt(source, plain, keys)
    assert old in plain.getvalue()
    changed = io.BytesIO(plain.getvalue().replace(old, new, 1))
    with file.open("wb") as target:
        age.encrypt(changed, target, age.recipients([place.public]))


def test_every_row_comes_back_with_its_policies_and_owner(place: Place, tmp_path: Path) -> None:
    file = tmp_path / "copia número 1.age"
    made = saved(place, file)
    assert {name: table.rows for name, table in made.tables.items()} == TABLES
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    done = restore(place.empty, place.binaries, opened(file, place.key))
    assert done.different == []
    assert done.manifest == made
    question = """SELECT person, seen = '2026-06-30 17:00Z', share, note FROM "Año «raro»"
                  WHERE seen IS NOT NULL"""
    with psycopg.connect(place.empty.owner) as owner:
        rows = owner.execute(question.encode()).fetchall()
        assert rows == [("tab\tline\nback\\slash", True, 0.1, {"a": [1, None]})]
        owners = owner.execute(
            "SELECT DISTINCT tableowner FROM pg_tables WHERE schemaname='public'"
        )
        assert owners.fetchall() == [(OWNER,)]
        next_id = owner.execute(
            "INSERT INTO person (facility, name) VALUES (1, 'FICTICIO nuevo') RETURNING id"
        ).fetchone()
        assert next_id == (301,), "numbers go on where they were"
        owner.rollback()
    with psycopg.connect(place.empty.app) as app:
        assert app.execute("SELECT count(*) FROM person").fetchone() == (150,)


def test_the_hash_is_that_of_the_ordered_rows(place: Place, tmp_path: Path) -> None:
    made = saved(place, tmp_path / "c.age")
    lines = b'(1,"Centro FICTICIO")\n(2,"Otro FICTICIO")\n'
    assert made.tables["public.facility"] == Rows(2, hashlib.sha256(lines).hexdigest())


def test_nothing_readable_is_left_in_the_file_or_beside_it(place: Place, tmp_path: Path) -> None:
    file = tmp_path / "c.age"
    saved(place, file)
    assert b"FICTICIO" not in file.read_bytes()
    assert b"person" not in file.read_bytes()
    assert {path.name for path in tmp_path.iterdir()} == {"c.age", "llave.txt", "llave.txt.pub"}


def test_the_keys_of_the_database_go_along_and_are_never_shown(
    place: Place, tmp_path: Path, folder: Path
) -> None:
    file, keys = tmp_path / "c.age", {"second-step-key": "FICTICIA-77"}
    made = backup(place.full.reader, place.binaries, file, [place.public], program="0", at=AT,
                  secrets=keys)  # fmt: skip
    assert b"FICTICIA-77" not in file.read_bytes()
    assert "FICTICIA-77" not in repr(made)
    found = opened(file, place.key).manifest
    assert found.keys == keys
    put_back_keys(folder / "home", found.keys | {"../outside": "x", "segunda_owner": "x"})
    kept = {path.name: path.read_text("utf-8") for path in (folder / "home").rglob("*-key")}
    assert kept == keys
    assert [path.name for path in (folder / "home" / "passwords").iterdir()] == [*keys]


def test_a_backup_of_before_there_were_keys_is_read(place: Place, tmp_path: Path) -> None:
    file = tmp_path / "c.age"
    saved(place, file)
    forged(file, place, b', "keys": {}', b"")
    assert opened(file, place.key).manifest.keys == {}


def test_one_moment_is_saved_while_others_write(place: Place, tmp_path: Path) -> None:
    with psycopg.connect(place.full.owner) as writer:
        writer.execute("INSERT INTO facility VALUES (3, 'Nuevo FICTICIO')")
        made = saved(place, tmp_path / "c.age")
        writer.rollback()
    assert made.tables["public.facility"].rows == 2


def test_the_owner_of_ones_own_server_saves_everything_too(place: Place, tmp_path: Path) -> None:
    made = saved(place, tmp_path / "c.age", place.full.owner)
    assert {name: table.rows for name, table in made.tables.items()} == TABLES
    as_owner = replace(place.empty, reader=place.empty.owner)
    assert restore(as_owner, place.binaries, opened(tmp_path / "c.age", place.key)).different == []


@pytest.mark.parametrize(
    "change",
    [
        "DROP POLICY everything ON person",
        "ALTER POLICY everything ON person USING (facility = 1)",
        "CREATE POLICY less ON person AS RESTRICTIVE USING (facility = 1)",
    ],
)
def test_a_role_that_would_save_a_part_is_refused(
    place: Place, tmp_path: Path, change: str
) -> None:
    file = tmp_path / "c.age"
    back = (
        "DROP POLICY IF EXISTS less ON person; DROP POLICY IF EXISTS everything ON person; "
        "CREATE POLICY everything ON person TO segunda_owner USING (true)"
    )
    with psycopg.connect(place.full.owner, autocommit=True) as owner:
        owner.execute(change.encode())
        try:
            with pytest.raises(Refusal, match="person"):
                saved(place, file, place.full.owner)
        finally:
            owner.execute(back.encode())
    assert not file.exists()


def test_a_row_that_is_not_the_same_is_found(place: Place, tmp_path: Path) -> None:
    file = tmp_path / "c.age"
    made = saved(place, file)
    sha = made.tables["public.person"].sha256
    forged(file, place, sha.encode(), b"0" * 64)
    done = restore(place.empty, place.binaries, opened(file, place.key))
    assert done.different == ["public.person"]


def test_a_table_that_is_not_there_is_found(place: Place, tmp_path: Path) -> None:
    file = tmp_path / "c.age"
    saved(place, file)
    forged(file, place, b'"public.facility"', b'"public.elsewhere"')
    done = restore(place.empty, place.binaries, opened(file, place.key))
    assert done.different == ["public.elsewhere", "public.facility"]


def is_empty(known: Connections) -> bool:
    with psycopg.connect(known.owner) as owner:
        found = owner.execute("SELECT count(*) FROM pg_tables WHERE schemaname = 'public'")
        return found.fetchone() == (0,)


def test_a_dump_that_breaks_off_leaves_the_database_empty(place: Place, tmp_path: Path) -> None:
    """Cut before it was encrypted, so age finds nothing: pg_restore does, and undoes it all."""
    file = tmp_path / "c.age"
    saved(place, file)
    plain = io.BytesIO()
    with file.open("rb") as source:
        age.decrypt(source, plain, age.identities(place.key))
    whole = plain.getvalue()
    with file.open("wb") as target:
        age.encrypt(io.BytesIO(whole[:-2000]), target, age.recipients([place.public]))
    with pytest.raises(Refusal, match="pg_restore"):
        restore(place.empty, place.binaries, opened(file, place.key))
    assert is_empty(place.empty)


@pytest.mark.parametrize("where", [0.1, 0.5, 0.99])
def test_a_changed_or_cut_file_is_refused_before_anything_is_touched(
    place: Place, tmp_path: Path, where: float
) -> None:
    file = tmp_path / "c.age"
    saved(place, file)
    whole = file.read_bytes()
    at = int(len(whole) * where)
    for bad in (whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :], whole[:at]):
        file.write_bytes(bad)
        with pytest.raises(Refusal, match="no es una copia de segunda, o fue cortado o cambiado"):
            opened(file, place.key)


def test_what_is_not_a_backup_is_refused(place: Place, tmp_path: Path) -> None:
    file = tmp_path / "c.age"
    for content in (b"", b"hello", b"age-encryption.org/v1\n"):
        file.write_bytes(content)
        with pytest.raises(Refusal, match="no es una copia"):
            opened(file, place.key)
    for plain in (b"", b"{}\n", b"no newline", b'{"format": "other", "tables": {}}\n'):
        with file.open("wb") as target:
            age.encrypt(io.BytesIO(plain), target, age.recipients([place.public]))
        with pytest.raises(Refusal, match="no la hizo"):
            opened(file, place.key)
    with pytest.raises(Refusal, match="revise el nombre"):
        opened(tmp_path / "absent.age", place.key)


def test_another_key_does_not_open_it_and_each_recipients_does(
    place: Place, tmp_path: Path
) -> None:
    file, second, third = (tmp_path / name for name in ("c.age", "second", "third"))
    age.new_key(second)
    age.new_key(third)
    to = [place.public, str(second) + ".pub"]
    made = backup(place.full.reader, place.binaries, file, to, program="0.1", at=AT)
    assert opened(file, place.key).manifest == made
    assert opened(file, second).manifest == made
    with pytest.raises(Refusal, match="no abre esta copia"):
        opened(file, third)
    with pytest.raises(Refusal, match="no hay una llave secreta"):
        opened(file, tmp_path / "second.pub")


def test_nothing_is_restored_over_data(place: Place, tmp_path: Path) -> None:
    file = tmp_path / "c.age"
    saved(place, file)
    with pytest.raises(Refusal, match="no está vacía"):
        restore(place.full, place.binaries, opened(file, place.key))


def test_of_an_empty_database_there_is_no_backup(place: Place, tmp_path: Path) -> None:
    # It would look like one of the record to whoever sees only that the command ended well.
    with pytest.raises(Refusal, match="está vacía"):
        backup(
            place.empty.reader, place.binaries, tmp_path / "c", [place.public], program="0", at=AT
        )
    assert not (tmp_path / "c").exists()


def test_without_recipients_there_is_no_backup(place: Place, tmp_path: Path) -> None:
    for to, said in (
        ([], "agregue --to"),
        (["age1abc"], "incompleta"),
        ([place.key.read_text(encoding="utf-8").split()[-1]], "llave secreta"),
        ([str(tmp_path / "absent")], "No se puede leer"),
    ):
        with pytest.raises(Refusal, match=said):
            backup(place.full.reader, place.binaries, tmp_path / "c", to, program="0", at=AT)
    assert not (tmp_path / "c").exists()


def test_a_backup_and_a_key_are_not_overwritten(place: Place, tmp_path: Path) -> None:
    file = tmp_path / "c.age"
    file.write_text("mine", encoding="utf-8")
    with pytest.raises(Refusal, match="no se sobrescribe"):
        saved(place, file)
    with pytest.raises(Refusal, match="no se sobrescribe"):
        age.new_key(place.key)
    assert file.read_text(encoding="utf-8") == "mine"
    assert stat.S_IMODE(place.key.stat().st_mode) == 0o600


def test_a_dump_that_fails_leaves_no_file(place: Place, tmp_path: Path) -> None:
    failing = tmp_path / "bin"
    failing.mkdir()
    program = failing / "pg_dump"
    program.write_text(
        "#!/bin/sh\necho half\necho 'pg_dump: error: it broke' >&2\n"
        "echo 'CONTEXT: Ana Ficticia' >&2\nexit 1\n",
        encoding="utf-8",
    )
    program.chmod(0o755)
    with pytest.raises(Refusal, match="it broke") as refused:
        backup(place.full.reader, failing, tmp_path / "c", [place.public], program="0", at=AT)
    assert "Ana" not in refused.value.text.es
    assert not list(tmp_path.glob("c*"))


ENDLESS = """
import os, pathlib, pyrage
class Endless:
    left = 400_000_000
    def read(self, size=-1):
        piece = bytes(min(size, self.left))
        self.left -= len(piece)
        return piece
with open(os.devnull, "wb") as target:
    pyrage.encrypt_io(Endless(), target, [pyrage.x25519.Identity.generate().to_public()])
print(pathlib.Path("/proc/self/status").read_text().partition("VmHWM:")[2].split()[0])
"""


def test_a_large_database_streams_through_little_memory() -> None:
    done = subprocess.run([sys.executable, "-c", ENDLESS], capture_output=True, check=True)
    assert int(done.stdout) < 60_000, "kilobytes at its peak, for 400 megabytes"
