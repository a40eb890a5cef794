"""A program of root's that becomes a plain user and runs a server as one; prints who it was.

`python -m segunda.config.tests.plain_user HOME BIN`: what it needs is imported before, because
the Python of root may be closed to others.
"""

import os
import pwd
import sys
from pathlib import Path

import psycopg

from segunda.config.database import prepare
from segunda.config.postgres import running

if __name__ == "__main__":
    nobody = pwd.getpwnam("nobody")
    os.setgroups([])
    os.setgid(nobody.pw_gid)
    os.setuid(nobody.pw_uid)
    with running(Path(sys.argv[1]), Path(sys.argv[2])) as cluster:
        with psycopg.connect(prepare(cluster).app) as app:
            asked = app.execute("SELECT current_user").fetchone()
        owner = (cluster.home / "postgres" / "data" / "PG_VERSION").stat().st_uid
        sys.stdout.write(f"{os.geteuid()} {owner} {asked[0] if asked else ''}\n")
