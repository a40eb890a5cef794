"""Small files of invented people in the template's columns, and how tests load them. FICTICIO."""

import datetime as dt
import io
from collections.abc import Mapping
from typing import Any

import polars as pl

from segunda.access.models import User
from segunda.access.scope import JOBS, acting
from segunda.registry.loading import apply as do
from segunda.registry.loading import check, receive, start
from segunda.registry.models import Facility, Load

NOON = dt.datetime(2024, 6, 30, 17, tzinfo=dt.UTC)
JUNE, JULY, AUGUST = dt.date(2024, 6, 1), dt.date(2024, 7, 1), dt.date(2024, 8, 1)
Row = Mapping[str, object]


def person(number: int, **other: object) -> dict[str, object]:
    """One invented person held in the North since January, awaiting trial."""
    return {
        "person_id": f"FIC-{number:04d}", "surnames": f"Santos Vega {number}",
        "given_names": "Yaneth", "document_type": "cédula",
        "document_number": f"99-1-{number}", "nationality": "Panamá", "facility": "Norte",
        "custody_start_date": "2024-01-10", "birth_date": "1990-05-04", "sex": "F",
        "legal_status": "pretrial", "pregnant": None, **other,
    }  # fmt: skip


def content(*rows: Row) -> bytes:
    """The rows as a Parquet file."""
    out = io.BytesIO()
    pl.DataFrame(list(rows), infer_schema_length=None).write_parquet(out)
    return out.getvalue()


def facility(code: str) -> Facility:
    """A facility the files name."""
    with acting(JOBS):
        return Facility.objects.get_or_create(
            code=code, defaults={"name": code.title(), "sort_name": code}
        )[0]


def account(name: str) -> User:
    """An account of the national records."""
    with acting(JOBS):
        return User.objects.create_user(
            name, None, name=f"{name} (ficticio)", role="national_records", created_at=NOON
        )


def load(
    file: bytes, day: dt.date = JUNE, *, whole: bool = True, source: str = "ficticio",
    mapping: str = "template", good_rows_now: bool = False, by: User | None = None,
    name: str = "register.parquet", **more: Any,
) -> Load:  # fmt: skip
    """Receive, check, and, where nothing stands against it, do the load."""
    one = checked(file, day, whole=whole, source=source, mapping=mapping, by=by, name=name, **more)
    left = one.account.get("refused", 0) + one.account.get("settle", 0)
    if one.state != "checked" or (left and not good_rows_now):
        return one
    with acting(JOBS):
        start(JOBS, one, good_rows_now=good_rows_now, by=by, at=NOON)
    return do(one.pk, at=NOON)


def checked(
    file: bytes, day: dt.date = JUNE, *, whole: bool = True, source: str = "ficticio",
    mapping: str = "template", by: User | None = None, name: str = "register.parquet", **more: Any,
) -> Load:  # fmt: skip
    """Receive and check only."""
    with acting(JOBS):
        one = receive(JOBS, file, name=name, source=source, mapping=mapping, file_date=day,
                      whole=whole, by=by, at=NOON, **more)  # fmt: skip
    return one if one.state == "same" else check(one.pk, at=NOON)
