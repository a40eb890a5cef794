"""At 25,000 people, row-level security on: a search goes by its index.

How long it takes is measured in `make bench`.
"""

from collections.abc import Iterator

import polars as pl
import psycopg
import pytest
from django.db import connection
from django.utils import timezone

from conftest import enter_as
from segunda.access.scope import Reader, acting
from segunda.registry import queries
from segunda.registry.matching import search_keys_table, sort_key
from tests.village.addresses import Addresses

pytestmark = pytest.mark.slow
PEOPLE, FACILITIES = 25_000, 24
GIVEN = (
    "Yaneth|Marta|Nilka|Rosa|Ofelia|Itzel|Dalys|Omar|Julio|"
    "Rafael|Félix|Gabriel|Tomás|Iván|Luis|Carlos|José|Ana|"
    "María|Elena|Kenia|Yamileth|Edwin|Jorge|Ricardo|Boris|Eric|"
    "Abdiel|Raúl|Aníbal"
)
SURNAMES = (
    "Peña|Quirós|Ábrego|Ñuñez|Batista|León|Moreno|Aguilar|Smith|"
    "Ureña|Barría|Cedeño|Guerra|Ríos|Santos|Vega|Pinto|Lasso|"
    "González|Rodríguez|Martínez|Pérez|Sánchez|Castillo|Herrera|Morales|Ortega|"
    "Campos|Vergara|Caballero|Espinosa|Mendoza|Samudio|Miranda|Jiménez|Gómez|"
    "Núñez|Flores"
)
TYPED = (
    "Janet Pena", "González", "Peña Yaneth", "Rodriguez Perez Jose", "Marta Quir", "9900101",
    "99-101-10101", "gonsales maria", "Smith Boris Eric", "Zzyzx",
)  # fmt: skip


def person(n: int) -> tuple[str, str, str]:
    """Surnames, given names, number of the n-th invented person."""
    last, first = SURNAMES.split("|"), GIVEN.split("|")
    surnames = f"{last[n % 38]} {last[n // 38 % 38]}"
    given = f"{first[n // 7 % 30]} {first[n // 211 % 30]}"
    return surnames, given, f"99-{n // 100}-{n:05d}"


@pytest.fixture
def many(empty_record: Addresses, django_db_blocker: object) -> Iterator[Addresses]:
    """A record of 25,000 invented people in 24 facilities, entered as the application."""
    with psycopg.connect(empty_record.reader, autocommit=True) as root:
        fill(root)
        root.execute("ANALYZE")
    with django_db_blocker.unblock():  # type: ignore[attr-defined]
        enter_as(empty_record.app)
        yield empty_record


def fill(root: psycopg.Connection) -> None:
    for number in range(1, FACILITIES + 1):
        root.execute(
            "INSERT INTO registry_facility (id, code, name, sort_name, kind, security, province, "
            "source, version) VALUES (%s, %s, %s, %s, 'mixed', '', '', '', 1)",
            [number, f"c{number}", f"Centro {number}", f"centro {number:02d}"],
        )
    named = [person(n) for n in range(1, PEOPLE + 1)]
    with root.cursor().copy(
        "COPY registry_person (id, public_id, created_at, surnames, given_names, sort_name, sex, "
        "facility_id, legal_status, held) FROM STDIN"
    ) as copy:
        for n, (surnames, given, _) in enumerate(named, start=1):
            copy.write_row((n, f"{n:032x}", timezone.now(), surnames, given,
                            sort_key(surnames, given), "F", n % FACILITIES + 1, "pretrial",
                            True))  # fmt: skip
    with root.cursor().copy(
        "COPY registry_identitynumber (entity, recorded_at, person_id, kind, number, number_key, "
        "country) FROM STDIN"
    ) as copy:
        for n, (_, _, document) in enumerate(named, start=1):
            copy.write_row((f"{n:032x}", timezone.now(), n, "cédula", document, document, ""))
    frame = pl.DataFrame({
        "person_id": range(1, PEOPLE + 1), "surnames": [s for s, _, _ in named],
        "given_names": [g for _, g, _ in named], "numbers": [[n] for _, _, n in named],
    })  # fmt: skip
    with root.cursor().copy("COPY registry_searchkey (person_id, kind, key) FROM STDIN") as copy:
        for key in search_keys_table(frame).iter_rows():
            copy.write_row(key)


READERS = {
    "all": Reader(user=1, role="national_records", scope="all"),
    "one facility": Reader(user=1, role="records_clerk", scope="facility", facilities=(3,)),
    "court": Reader(user=1, role="trial_judge", scope="court", courts=(1,)),
}


def found(reader: Reader, text: str) -> int:
    with acting(reader):
        return len(queries.search_people(
            user=reader, text=text, purpose="custody", at=timezone.now()
        ))  # fmt: skip


@pytest.mark.usefixtures("many")
def test_a_search_uses_the_index_and_finds_within_reach() -> None:
    for text in TYPED:
        assert (found(READERS["all"], text) > 0) == (text != "Zzyzx"), text
        assert found(READERS["court"], text) == 0, text  # nobody here has a case of its court
    assert found(READERS["one facility"], "González") > 0
    with acting(READERS["all"]), connection.cursor() as cursor:
        cursor.execute(
            "EXPLAIN (COSTS off) SELECT person_id FROM registry_searchkey "
            "WHERE (kind = 'n' AND key IN ('pena', 'janet')) OR (kind = 's' AND key IN ('pena')) "
            "OR (kind = 'n' AND key >= 'pen' AND key < 'pen\uffff')"
        )
        plan = "\n".join(line for (line,) in cursor.fetchall())
    assert "search_by_key" in plan
