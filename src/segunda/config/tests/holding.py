"""A program to be killed: runs the cluster of a home, says its process, waits.

`python -m segunda.config.tests.holding HOME`
"""

import sys
import time
from pathlib import Path

import psycopg

from segunda.config.making import ROOT
from segunda.config.postgres import running

if __name__ == "__main__":
    with running(Path(sys.argv[1])) as cluster:
        note = cluster.home / "postgres" / "data" / "postmaster.pid"
        with psycopg.connect(cluster.url(ROOT, "postgres")) as connection:
            connection.execute("SELECT 1")
        sys.stdout.write(note.read_text(encoding="utf-8").splitlines()[0] + "\n")
        sys.stdout.flush()
        time.sleep(120)
