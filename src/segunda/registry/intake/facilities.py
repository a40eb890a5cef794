"""Files where a row is a facility: its own totals, and the inner sums that do not agree.

The key `facilities` of such a mapping:

    facilities:
      name: Nome do Estabelecimento     the column with the facility's name
      place: [Município, UF]            added to the name where two facilities share it
      total: "4.1 * | Total"            the people held there
      by_sex: {F: "4.1 * | * | *Feminino"}
      by_status: {pretrial: …, other: …}
      because: {unknown: sentence_finality_not_stated}
      sums:                             inner sums: whole and parts, both patterns
        - {name: ages_disagree, whole: "4.1 * | Total", parts: "5.1 * | * anos | Total"}
      at_most:                          a part that cannot exceed the whole
        - {name: children_exceed_women, part: …, whole: …}

A pattern speaks of headings in parts divided by “|”: as many parts as the pattern has, and `*`
stands for anything within a part. Several matching columns are added up.
"""

from fnmatch import fnmatchcase
from typing import Any

import polars as pl

from segunda.law.text import Refusal, Text
from segunda.registry.intake.binding import bind
from segunda.registry.intake.faults import fault_rows, gather, rejecting
from segunda.registry.intake.intake import Intake, source_codes
from segunda.registry.intake.mapping import Mapping
from segunda.registry.intake.mapping_checks import refused
from segunda.registry.intake.sheets import Sheet
from segunda.registry.intake.values import read_numbers

SEXES = ("F", "M", "X")
STATUSES = ("pretrial", "sentenced_not_final", "sentenced_final", "other", "unknown")


def matching(pattern: str, headings: list[str]) -> list[str]:
    """The headings a pattern of parts speaks of."""
    wanted = [part.strip() for part in pattern.split("|")]
    out = []
    for heading in headings:
        parts = [part.strip() for part in heading.split("|")]
        if len(parts) == len(wanted) and all(map(fnmatchcase, parts, wanted)):
            out.append(heading)
    return out


class Counts:
    """The counts of a sheet, column by column, each read once; bad cells are kept as faults."""

    def __init__(self, sheet: Sheet) -> None:
        """Reads nothing yet."""
        self.sheet = sheet
        self.faults: list[pl.DataFrame] = []
        self.read: dict[str, pl.Series] = {}

    def column(self, heading: str) -> pl.Series:
        """The counts of one column; empty is null, a bad cell is a fault and null."""
        if heading not in self.read:
            cells = self.sheet.table[heading]
            numbers = read_numbers(cells)
            bad = numbers.unreadable | (numbers.value < 0).fill_null(value=False)
            if numbers.of is not None:
                bad = bad | (numbers.of != 1)
            if bad.any():
                self.faults.append(fault_rows(bad, "unreadable_count", heading, cells))
            none = pl.Series([None], dtype=pl.Int64).new_from_index(0, len(cells))
            self.read[heading] = numbers.value.zip_with(~bad, none)
        return self.read[heading]

    def sum_of(self, pattern: Any) -> pl.Series:
        """The sum, row by row, of the columns a pattern (or several) speaks of."""
        patterns = pattern if isinstance(pattern, list) else [pattern]
        headings = [h for p in patterns for h in matching(p, self.sheet.table.columns)]
        if not headings:
            return pl.repeat(0, self.sheet.rows, eager=True, dtype=pl.Int64)
        parts = [self.column(h).fill_null(0).alias(str(n)) for n, h in enumerate(headings)]
        return pl.DataFrame(parts).sum_horizontal().cast(pl.Int64)

    def heading(self, pattern: str) -> str:
        """The first heading of a pattern, to say where a fault stands."""
        return next(iter(matching(pattern, self.sheet.table.columns)), pattern)


def read_facilities(sheet: Sheet, mapping: Mapping) -> Intake:
    """The facilities of `sheet`: row, facility, held, and counts by sex and title."""
    layout = mapping.facilities
    if "name" not in layout or "total" not in layout:
        raise refused(
            mapping.name, "falta «facilities: name, total»", "no “facilities: name, total”"
        )
    _check_headings(sheet, mapping)
    counts = Counts(sheet)
    table = _facilities_table(sheet, layout, counts)
    _blank_names(sheet, layout, counts)
    extra = _check_sums(layout, counts, table)
    _check_parts(layout, counts)
    faults = gather([sheet.faults, *counts.faults])
    binding = bind(mapping, sheet)
    reasons = {
        why: int(table[status].sum()) for status, why in (layout.get("because") or {}).items()
    }
    return Intake(
        sheet=sheet, mapping=mapping, everyone=table, fault_table=faults, counted=pl.DataFrame(),
        source_codes=source_codes(sheet, mapping, binding), reasons={**reasons, **extra},
        unmapped=(), provided=(), facilities=table, errors_table=rejecting(faults),
    )  # fmt: skip


def _check_headings(sheet: Sheet, mapping: Mapping) -> None:
    layout, headings = mapping.facilities, sheet.table.columns
    for pattern in (layout["name"], layout["total"]):
        if not matching(pattern, headings):
            raise Refusal(
                Text(
                    f"Al archivo [{sheet.path.name}] le falta la columna [{pattern}] de "
                    f"[{mapping.name}]; revise que sea la edición correcta.",
                    f"The file [{sheet.path.name}] lacks the column [{pattern}] of "
                    f"[{mapping.name}]; check that it is the right edition.",
                )
            )


def _facilities_table(sheet: Sheet, layout: dict[str, Any] | Any, counts: Counts) -> pl.DataFrame:
    total = counts.column(counts.heading(layout["total"]))
    columns = {
        "row": pl.int_range(1, sheet.rows + 1, eager=True, dtype=pl.Int64),
        "facility": _labels(sheet, layout),
        "held": total,
    }
    for sex in SEXES:
        columns[sex] = counts.sum_of((layout.get("by_sex") or {}).get(sex, []))
    for status in STATUSES:
        columns[status] = counts.sum_of((layout.get("by_status") or {}).get(status, []))
    return pl.DataFrame(columns)


def _labels(sheet: Sheet, layout: Any) -> pl.Series:
    """The facility's name; its place beside it where two share a name."""
    names: pl.Series = sheet.table[layout["name"]].fill_null("")
    places = [sheet.table[p].fill_null("") for p in layout.get("place", []) if p in sheet.table]
    if not places or not names.is_duplicated().any():
        return names
    frame = pl.DataFrame([names.alias("n"), *(p.alias(f"p{i}") for i, p in enumerate(places))])
    full = pl.concat_str(
        "n", pl.lit(" ("), pl.concat_str(pl.exclude("n"), separator=", "), pl.lit(")")
    )
    return frame.select(pl.when(pl.col("n").is_duplicated()).then(full).otherwise("n").alias("f"))[
        "f"
    ]


def _blank_names(sheet: Sheet, layout: Any, counts: Counts) -> None:
    names = sheet.table[layout["name"]]
    if names.has_nulls():
        counts.faults.append(fault_rows(names.is_null(), "no_facility", layout["name"], names))


def _check_sums(layout: Any, counts: Counts, table: pl.DataFrame) -> dict[str, int]:
    """Inner sums against their whole; a table left empty by the facility is counted apart."""
    found: dict[str, int] = {}
    for rule in layout.get("sums") or ():
        if not matching(rule["whole"], counts.sheet.table.columns):
            continue
        whole, parts = counts.sum_of(rule["whole"]), counts.sum_of(rule["parts"])
        answered = parts > 0
        wrong = answered & (whole != parts)
        heading = counts.heading(rule["parts"] if isinstance(rule["parts"], str) else rule["whole"])
        counts.faults.append(
            fault_rows(wrong, "sums_disagree", heading, parts, _against(parts, whole, rule))
        )
        found[rule["name"]] = int(wrong.sum())
        found[f"{rule['name']}__not_answered"] = int((~answered & (whole > 0)).sum())
        found[f"{rule['name']}__people_not_counted"] = int(
            (whole - parts).clip(lower_bound=0).sum()
        )
    sexes, held = table.select(pl.sum_horizontal(*SEXES))["F"], table["held"].fill_null(0)
    wrong = (sexes > 0) & (sexes != held)
    heading = counts.heading(layout["total"])
    rule = {"es": "hombres y mujeres", "en": "men and women"}
    counts.faults.append(
        fault_rows(wrong, "sums_disagree", heading, held, _against(sexes, held, rule))
    )
    return found


def _check_parts(layout: Any, counts: Counts) -> None:
    for rule in layout.get("at_most") or ():
        part, whole = counts.sum_of(rule["part"]), counts.sum_of(rule["whole"])
        counts.faults.append(
            fault_rows(part > whole, "more_than_whole", counts.heading(rule["part"]), part,
                       _against(part, whole, rule, ">"))
        )  # fmt: skip


def _against(parts: pl.Series, whole: pl.Series, rule: Any, sign: str = "≠") -> pl.Series:
    es, en = rule.get("es", rule.get("name", "")), rule.get("en", rule.get("name", ""))
    frame = pl.DataFrame({"p": parts.cast(pl.String), "w": whole.cast(pl.String)})
    text = pl.concat_str(
        pl.lit(f"{es}: "),
        "p",
        pl.lit(f" {sign} "),
        "w",
        pl.lit(f"\x1f{en}: "),
        "p",
        pl.lit(f" {sign} "),
        "w",
    )
    return frame.select(text.alias("t"))["t"]


def facility_census(intake: Intake) -> dict[str, object]:
    """The census of a facility-level file: its own totals, added up; nothing is repaired."""
    from segunda.registry.intake.census import flags  # census.py imports this module's table

    table = intake.facilities
    assert table is not None  # noqa: S101 (only called for facility-level files)
    total = int(table["held"].sum() or 0)
    by_sex = {sex: int(table[sex].sum()) for sex in SEXES}
    by_status = {status: int(table[status].sum()) for status in STATUSES}
    by_status["unknown"] += max(0, total - sum(by_status.values()))
    names = table.group_by("facility", maintain_order=True).agg(pl.col("held").sum())
    return {
        "total": total,
        "by_sex": {**by_sex, "unknown": max(0, total - sum(by_sex.values()))},
        "by_status": by_status,
        "by_facility": {name: int(held or 0) for name, held in names.iter_rows()},
        "source_codes": intake.source_codes,
        "flags": flags(intake),
    }
