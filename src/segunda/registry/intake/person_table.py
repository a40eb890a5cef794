"""The tables of a draft: the person table in its agreed shape, and what names each person."""

import polars as pl

from segunda.registry.intake.mapping_checks import TEXTS
from segunda.registry.intake.people import Draft


def people_frame(draft: Draft) -> pl.DataFrame:
    """The person table of every row of the file, in the agreed shape and order of columns."""
    rows = draft.sheet.rows
    empty = pl.Series([None], dtype=pl.String).new_from_index(0, rows)
    number = pl.int_range(1, rows + 1, eager=True, dtype=pl.Int64).alias("row")
    identity = draft.columns.get("id", draft.columns.get("document_number", empty))
    head = [number, identity.alias("id"), _name(draft, empty).alias("name")]
    head += [draft.columns.get(n, empty).alias(n) for n in ("facility", "nationality")]
    skipped = {*TEXTS, "custody_end_date"}
    rest = [s for name, s in draft.columns.items() if name.split("__")[0] not in skipped]
    return pl.DataFrame([*head, *rest])


def identities(draft: Draft) -> pl.DataFrame:
    """`row` and what names each person in the file's words, with the day they left.

    For the record; the report never sees it: the declared gender stands here and nowhere else.
    """
    number = pl.int_range(1, draft.sheet.rows + 1, eager=True, dtype=pl.Int64).alias("row")
    names = (*TEXTS, "custody_end_date", "custody_end_date__latest")
    return pl.DataFrame([number, *(draft.columns[n] for n in names if n in draft.columns)])


def _name(draft: Draft, empty: pl.Series) -> pl.Series:
    if "name" in draft.columns:
        return draft.columns["name"]
    parts = [draft.columns[n] for n in ("given_names", "surnames") if n in draft.columns]
    if not parts:
        return empty
    joined = pl.concat_str(pl.all(), separator=" ", ignore_nulls=True)
    return pl.DataFrame(parts).select(pl.when(joined != "").then(joined)).to_series()
