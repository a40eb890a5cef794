"""Another PostgreSQL's `bin` folder (Debian's, the older one of the wheel) does all of it too."""

from datetime import UTC, datetime
from pathlib import Path

import psycopg
import pytest

from segunda.config import age
from segunda.config.backup import backup
from segunda.config.binaries import binaries_folder, tools_for, version
from segunda.config.database import prepare
from segunda.config.postgres import running
from segunda.config.refusing import refuse_weak
from segunda.config.restore import opened, restore
from segunda.law.text import Refusal

pytestmark = pytest.mark.slow
OURS = binaries_folder()
OTHERS = [
    *sorted(Path("/usr/lib/postgresql").glob("*/bin")),
    *(path for path in sorted(OURS.parents[1].glob("pginstall*/bin")) if path != OURS),
]
SCHEMA = """
CREATE TABLE person (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, name text NOT NULL);
ALTER TABLE person ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY everything ON person TO segunda_owner USING (true);
INSERT INTO person (name) SELECT 'FICTICIO ' || i FROM generate_series(1, 50) i;
"""


@pytest.mark.parametrize("binaries", OTHERS, ids=lambda path: "{}.{}".format(*version(path)))
def test_it_runs_saves_and_takes_back(binaries: Path, folder: Path, tmp_path: Path) -> None:
    public = age.new_key(tmp_path / "key")
    file = tmp_path / "c.age"
    with running(folder / "one", binaries) as cluster:
        known = prepare(cluster)
        with psycopg.connect(known.owner) as owner:
            owner.execute(SCHEMA.encode())
            assert owner.info.server_version // 10000 == version(binaries)[0]
        with psycopg.connect(known.app) as app:
            refuse_weak(app)
        backup(
            known.reader,
            cluster.binaries,
            file,
            [public],
            program="0",
            at=datetime(2026, 11, 27, tzinfo=UTC),
        )
    found = opened(file, tmp_path / "key")
    tools = tools_for(version(binaries)[0], {})
    for name, server, its_tools in (
        ("itself", binaries, binaries),
        ("by the wheel", binaries, tools),
        ("newer", OURS, OURS),
    ):
        with running(folder / name, server) as cluster:
            assert restore(prepare(cluster), its_tools, found).different == []


def test_the_tools_are_not_older_than_the_server_and_hardly_newer() -> None:
    assert version(tools_for(18, {})) == version(OURS)
    assert [version(tools_for(server, {}))[0] for server in (15, 16, 17, 18, 19)] == [
        16,
        16,
        18,
        18,
        18,
    ]
    given = str(OURS)
    assert tools_for(15, {"SEGUNDA_POSTGRES_BIN": given}) == OURS


def test_a_backup_is_not_restored_on_an_older_server(folder: Path, tmp_path: Path) -> None:
    if not OTHERS:
        pytest.skip("no older PostgreSQL is installed here")
    public = age.new_key(tmp_path / "key")
    with running(folder / "new") as cluster:
        known = prepare(cluster)
        with psycopg.connect(known.owner) as owner:
            owner.execute("CREATE TABLE person AS SELECT 'FICTICIO' AS name")
        reader, at = known.reader, datetime(2026, 11, 27, tzinfo=UTC)
        backup(reader, OURS, tmp_path / "c", [public], program="0", at=at)
    with (
        running(folder / "old", OTHERS[0]) as cluster,
        pytest.raises(Refusal, match="PostgreSQL 18"),
    ):
        restore(prepare(cluster), OURS, opened(tmp_path / "c", tmp_path / "key"))
