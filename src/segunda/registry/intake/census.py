"""The census of a file: how many are held, by sex, by title, by facility, as the file says."""

import polars as pl

from segunda.law import facts as dictionary
from segunda.registry.intake.intake import Intake, cannot_screen
from segunda.registry.intake.mapping import read_as
from segunda.registry.intake.names import plain

SEXES = ("F", "M", "X", "unknown")
STATUSES = ("pretrial", "sentenced_not_final", "sentenced_final", "other", "unknown")


def census(intake: Intake) -> dict[str, object]:
    """The counts of `segunda census` (CONTRACTS.md): every row of the file counts, refused or not.

    `flags` counts the rows of each kind of fault, the refused rows, and the reasons for which a
    mapping leaves a status or a sex unknown.
    """
    if intake.mapping.row == "movement":
        raise cannot_screen(intake.mapping)
    if intake.facilities is not None:
        from segunda.registry.intake.facilities import facility_census  # another kind of table

        return facility_census(intake)
    return {
        "total": intake.rows,
        "by_sex": _counts(intake.counted["sex"], SEXES),
        "by_status": _counts(intake.counted["status"], STATUSES),
        "by_facility": _facilities(intake.counted["facility"]),
        "source_codes": _without_sealed(intake),
        "flags": flags(intake),
    }


def _without_sealed(intake: Intake) -> dict[str, dict[str, int]]:
    """The codes of the file, but not how many are pregnant or ill: a census is left lying about."""
    sealed = {name for name, fact in dictionary.person().items() if fact.sealed}
    sealed |= set(dictionary.SEALED_ATTRIBUTES)
    told = read_as(intake.mapping)
    return {
        heading: codes
        for heading, codes in intake.source_codes.items()
        if told.get(plain(heading)) not in sealed
    }


def flags(intake: Intake) -> dict[str, int]:
    """Rows per kind of fault and reason, and how many rows were refused."""
    table = intake.fault_table.group_by("flag").agg(pl.col("row").n_unique()).sort("flag")
    found = {flag: int(rows) for flag, rows in table.iter_rows()}
    reasons = {name: n for name, n in sorted(intake.reasons.items()) if n}
    return {**found, **reasons, "rejected_rows": len(intake.rejected_rows)}


def _counts(values: pl.Series, names: tuple[str, ...]) -> dict[str, int]:
    found = dict(values.fill_null("unknown").value_counts().iter_rows())
    return {name: int(found.get(name, 0)) for name in names}


def _facilities(values: pl.Series) -> dict[str, int]:
    counts = values.fill_null("unknown").value_counts()
    return dict(
        sorted(((n, int(c)) for n, c in counts.iter_rows()), key=lambda kv: (-kv[1], kv[0]))
    )
