"""Who is held, as the file says: by sex, by title, by facility, and what contradicts itself."""

from dataclasses import dataclass

import polars as pl

from segunda.report.view import Source
from segunda.report.words import SEXES, STATUSES


@dataclass(frozen=True)
class Place:
    """One facility: its people by sex (order of SEXES) and by title (order of STATUSES)."""

    name: str | None
    total: int
    by_sex: tuple[int, ...]
    by_status: tuple[int, ...]


@dataclass(frozen=True)
class Census:
    """The counts of the file: every row of it, refused rows included."""

    total: int
    rejected: int
    by_sex: dict[str, int]
    by_status: dict[str, int]
    women_by_status: dict[str, int]
    places: tuple[Place, ...]
    flags: tuple[tuple[str, int], ...]
    codes: dict[str, dict[str, int]]

    def as_item(self) -> dict[str, object]:
        """The census as it stands in summary.json (the shape of `segunda census`)."""
        return {
            "total": self.total,
            "by_sex": self.by_sex,
            "by_status": self.by_status,
            "by_facility": {place.name or "unknown": place.total for place in self.places},
            "source_codes": self.codes,
            "flags": {**dict(self.flags), "rejected_rows": self.rejected},
        }


def census_of(source: Source) -> Census:
    """The census of what intake counted."""
    counted = source.counted.with_columns(
        pl.col("sex").fill_null("unknown"), pl.col("status").fill_null("unknown")
    )
    women = counted.filter(pl.col("sex") == "F")
    return Census(
        total=source.rows,
        rejected=source.rejected,
        by_sex=_counts(counted["sex"], tuple(SEXES)),
        by_status=_counts(counted["status"], tuple(STATUSES)),
        women_by_status=_counts(women["status"], tuple(STATUSES)),
        places=_places(counted),
        flags=_flags(source),
        codes={heading: dict(codes) for heading, (_, codes) in (source.codes or {}).items()},
    )


def _counts(values: pl.Series, names: tuple[str, ...]) -> dict[str, int]:
    found = dict(values.value_counts().iter_rows())
    return {name: int(found.get(name, 0)) for name in names}


def _places(counted: pl.DataFrame) -> tuple[Place, ...]:
    table = counted.group_by("facility").agg(
        pl.len().alias("total"),
        *((pl.col("sex") == sex).sum().alias(f"sex {sex}") for sex in SEXES),
        *((pl.col("status") == status).sum().alias(f"status {status}") for status in STATUSES),
    )
    ordered = table.sort(["total", "facility"], descending=[True, False], nulls_last=True)
    return tuple(
        Place(name, total, tuple(rest[: len(SEXES)]), tuple(rest[len(SEXES) :]))
        for name, total, *rest in ordered.iter_rows()
    )


def _flags(source: Source) -> tuple[tuple[str, int], ...]:
    """Rows per kind of contradiction, most first; a row counts once however many its columns."""
    found: dict[str, frozenset[int]] = {}
    for flag in source.flags:
        found[flag.kind] = found.get(flag.kind, frozenset()) | flag.rows
    counts = ((kind, len(rows)) for kind, rows in found.items())
    return tuple(sorted(counts, key=lambda kv: (-kv[1], kv[0])))
