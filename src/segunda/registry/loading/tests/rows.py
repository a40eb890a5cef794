"""What the record says, asked in plain SQL so that the tests do not lean on the code under test."""

from typing import Any

from segunda.access.scope import JOBS, acting
from segunda.registry.loading.staging import rows_of

TABLES = (
    "person", "personname", "identitynumber", "particulars", "custodyperiod", "placement",
    "legalstatus", "sentence", "charge", "sourcerecord", "sourcekey", "searchkey", "settlement",
)  # fmt: skip


def ask(statement: str, *params: object) -> list[tuple[Any, ...]]:
    """The rows of a query, read as the jobs role."""
    with acting(JOBS):
        return rows_of(statement, list(params) or None)


def counts() -> dict[str, int]:
    """How many rows each table about people has, superseded versions included."""
    return {table: ask(f"SELECT count(*) FROM registry_{table}")[0][0] for table in TABLES}


def digest() -> dict[str, str]:
    """A hash over each table's rows but for the ids that a table gives out by itself."""
    people = "(SELECT external_id FROM registry_sourcekey k WHERE k.person_id = {}.person_id)"
    said = {
        "custodyperiod": "start_date, end_date, end_kind",
        "placement": "start_date, end_date, facility_id, reason",
        "legalstatus": "start_date, end_date, status",
        "sourcerecord": 'fact_class, start_date, end_date, "values"::text',
        "personname": "surnames, given_names",
        "identitynumber": "number_key",
        "particulars": "sex, birth_from",
        "sentence": "months, imposed_date",
        "searchkey": "kind, key",
    }
    return {
        table: ask(
            f"SELECT md5(coalesce(string_agg(line, '|' ORDER BY line), '')) FROM (SELECT "
            f"concat_ws(',', {people.format('t')}, {columns}"
            f"{'' if table == 'searchkey' else ', superseded_at IS NULL'}) AS line "
            f"FROM registry_{table} t) AS lines"
        )[0][0]
        for table, columns in said.items()
    }


def spans(table: str, number: str, columns: str = "start_date, end_date") -> list[tuple[Any, ...]]:
    """The current spans of the person a source knows by `number`, in order."""
    return ask(
        f"SELECT {columns} FROM registry_{table} t JOIN registry_sourcekey k USING (person_id) "
        "WHERE k.external_id = %s AND t.superseded_at IS NULL ORDER BY t.start_date NULLS FIRST",
        number,
    )
