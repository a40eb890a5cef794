"""What `audit export` writes of a real trace is what the mechanism's verifier computes anew."""

from collections.abc import Iterator
from datetime import UTC, datetime
from json import dumps

import psycopg
import pytest
from django.utils import timezone

from segunda.access import audit
from segunda.access.scope import JOBS, acting
from segunda.access.sealing import head
from segunda.access.sealing_export import export
from segunda.exchange import keys, verifier
from segunda.exchange.witness import Told, countersign
from tests.village.addresses import Addresses
from tests.village.trace import seal_what_ended

pytestmark = pytest.mark.usefixtures("empty_record")
WITNESS, STATE = "22" * 32, "a" * 64


@pytest.fixture(autouse=True)
def _unblocked(django_db_blocker: object) -> Iterator[None]:
    with django_db_blocker.unblock():  # type: ignore[attr-defined]
        yield


def sealed(batches: int = 3) -> None:
    for number in range(batches):
        with acting(JOBS):
            audit.record(JOBS, "person.read", at=timezone.now(), person=number,
                         detail={"words": "Ñandú «sí»"})  # fmt: skip
        assert seal_what_ended() == 1


def witnessed() -> list[bytes]:
    """The newest head, countersigned."""
    newest = head()
    assert newest
    at = datetime.now(UTC).isoformat()
    signature = countersign(WITNESS, STATE, Told(newest.seal, newest.digest), at)
    return [dumps({"sender": STATE, "seal": newest.seal, "digest": newest.digest, "at": at,
                   "signature": signature}).encode()]  # fmt: skip


def breaks(heads: list[bytes]) -> list[str]:
    with acting(JOBS):
        return list(verifier.verify(list(export()), heads, keys.public_of(WITNESS)))


def test_a_whole_trace_holds_and_goes_on_holding() -> None:
    sealed()
    heads = witnessed()
    assert breaks(heads) == []
    sealed(2)
    assert breaks(heads) == []


def test_what_the_owner_of_the_database_changes_is_seen(empty_record: Addresses) -> None:
    sealed()
    heads = witnessed()
    with psycopg.connect(empty_record.owner) as owner:
        for statement in (
            "ALTER TABLE access_auditentry DISABLE TRIGGER append_only",
            "UPDATE access_auditentry SET person = 99 WHERE person = 1",
            "ALTER TABLE access_auditentry ENABLE TRIGGER append_only",
        ):
            owner.execute(statement.encode())
    assert breaks(heads) == ["seal 2: rows"]


def test_a_trace_cut_at_its_end_is_seen(empty_record: Addresses) -> None:
    sealed()
    heads = witnessed()
    with psycopg.connect(empty_record.owner) as owner:
        for statement in (
            "ALTER TABLE access_auditseal DISABLE TRIGGER append_only",
            "DELETE FROM access_auditseal WHERE id = 3",
            "ALTER TABLE access_auditseal ENABLE TRIGGER append_only",
        ):
            owner.execute(statement.encode())
    assert breaks(heads) == ["head 3: gone"]
