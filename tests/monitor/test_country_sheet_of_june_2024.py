"""The State's program packs its demonstration of June 2024; every cell comes out as printed.

The whole way: register, package, signature, reception, report, DOCX.
"""

import io
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import docx
import pytest

from segunda.access.scope import JOBS, acting
from segunda.config import package_files
from segunda.config.program import STATE
from segunda.exchange import keys
from segunda.exchange.tests.making import TO
from segunda.monitoring import actions, queries
from segunda.monitoring.models import StatePackage
from segunda.monitoring.tests.reports import DAY, SEED_STATUS, SEED_TABLE
from tests.monitor.conftest import open_folder
from tests.monitor.team import AT, reader
from tests.monitor.test_the_wall_stands import free_port
from tests.monitor.two_programs import clean_environment, started

pytestmark = [pytest.mark.slow, pytest.mark.django_db(databases=["default", "refusals"])]
JULY = {"SEGUNDA_DEMONSTRATION": "1", "SEGUNDA_TODAY": "2024-07-01"}


@pytest.fixture(scope="module")
def packed() -> Iterator[tuple[str, list[bytes]]]:
    """The State's public key, and the packages it made up to June's end, in their order."""
    with open_folder() as top, started(["demo"], STATE, top / "state", free_port()) as state:
        own = top / "mechanism.pub"
        own.write_text(keys.file_of(TO))
        segunda(state.home, "trust", str(own))
        segunda(state.home, "make", str(top / "stick"))
        files = sorted((top / "stick").glob("*.segunda"))
        public = package_files.read_key(package_files.public_file(state.home))
        yield public, [file.read_bytes() for file in files]


def segunda(home: Path, *words: str) -> None:
    """Run `segunda package …` on the first of July."""
    main = "from segunda.cli import main; main()"
    command = [sys.executable, "-c", main, "package", *words, "--home", str(home)]
    subprocess.run(command, env=clean_environment() | JULY, check=True, capture_output=True)


def received(public: str, files: list[bytes]) -> StatePackage:
    """The package of the month's end, taken by the mechanism's program."""
    actions.note_own_key(TO, at=AT)
    actions.trust(public, at=AT)
    with acting(JOBS):
        for content in files:
            assert actions.receive(content, name="x.segunda", by=JOBS, at=AT).package
        return StatePackage.objects.get(kind="month", day=DAY)


def test_every_cell_comes_out_equal_in_the_exact_copy(packed: tuple[str, list[bytes]]) -> None:
    package = received(*packed)
    with acting(reader("lawyer")) as lawyer:
        asked = queries.AskedReport("country", package.day, package=package)
        one = actions.make_report(asked, today=AT.date(), by=lawyer, at=AT)
        copy = actions.print_copy(one, language="en", form="docx", by=lawyer, at=AT)
    status, table = docx.Document(io.BytesIO(bytes(copy.content))).tables[:2]
    told = [tuple("".join(run.text for run in cell.paragraphs[0].runs) for cell in row.cells)
            for row in status.rows[1:]]  # fmt: skip
    assert told == list(SEED_STATUS)
    cells = [["".join(run.text for run in line.runs) for line in cell.paragraphs]
             for row in table.rows[1:] for cell in row.cells]  # fmt: skip
    assert {cell[0]: cell[1] for cell in cells if len(cell) == 2} == dict(SEED_TABLE)
