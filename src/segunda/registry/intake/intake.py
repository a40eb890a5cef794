"""Reading a register: a file and a mapping in, the person table and every fault out."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

import polars as pl

from segunda.law.text import Refusal, Text
from segunda.registry.intake.binding import Binding, bind
from segunda.registry.intake.checks import check_people
from segunda.registry.intake.faults import Fault, as_faults, gather, rejecting
from segunda.registry.intake.feet import foot_faults, without_feet
from segunda.registry.intake.mapping import Mapping, load
from segunda.registry.intake.people import Draft, draft_people, file_day
from segunda.registry.intake.person_table import identities, people_frame
from segunda.registry.intake.reading import read_sheet
from segunda.registry.intake.sheets import Sheet
from segunda.registry.intake.values import day_in_name


@dataclass(frozen=True)
class Intake:
    """What was read of a file of people.

    `people` holds the accepted rows in file order (the shape is told in people.py); `everyone`
    every row of the file; `counted` how the census counts sex, status and facility of every row;
    `identities` what names each person, the declared gender too (it is in no other table);
    `provided` the facts and dates the file has columns for; `unmapped` the headings nobody read;
    `day` the day the file speaks of, if it says so; `held_before`, of a sheet of movements, how
    many were inside before its first row without being told in its opening stock.
    """

    sheet: Sheet
    mapping: Mapping
    everyone: pl.DataFrame
    fault_table: pl.DataFrame
    counted: pl.DataFrame
    source_codes: dict[str, dict[str, int]]
    reasons: dict[str, int]
    unmapped: tuple[str, ...]
    provided: tuple[str, ...]
    day: dt.date | None = None
    facilities: pl.DataFrame | None = None
    identities: pl.DataFrame = field(default_factory=pl.DataFrame)
    errors_table: pl.DataFrame = field(default_factory=pl.DataFrame)
    held_before: int = 0

    @property
    def of_people(self) -> bool:
        """Whether a row of the file is a person: not a facility, not a movement."""
        return self.mapping.row in ("person", "facts")

    @property
    def movements(self) -> pl.DataFrame:
        """The accepted movements, in file order (the shape is told in movements.py)."""
        return self.everyone.filter(~pl.col("row").is_in(list(self.rejected_rows)))

    @property
    def account(self) -> list[dict[str, object]]:
        """The month-end account of the accepted movements: opening + in - out = closing."""
        from segunda.registry.intake.courses import account  # only for movements

        return account(self.movements, self.held_before)

    @property
    def rows(self) -> int:
        """Data rows of the file, refused ones included."""
        return self.sheet.rows

    @cached_property
    def rejected_rows(self) -> frozenset[int]:
        """The numbers of the refused rows."""
        return frozenset(self.errors_table["row"].to_list())

    @property
    def people(self) -> pl.DataFrame:
        """The accepted people, in file order; Refusal where a row of the file is not a person."""
        if not self.of_people:
            raise cannot_screen(self.mapping)
        if not self.rejected_rows:
            return self.everyone
        return self.everyone.filter(~pl.col("row").is_in(list(self.rejected_rows)))

    @cached_property
    def errors(self) -> tuple[Fault, ...]:
        """Why rows were refused, in row order."""
        return as_faults(self.errors_table, self.sheet.lines)

    @cached_property
    def warnings(self) -> tuple[Fault, ...]:
        """What was accepted and flagged, in row order; then the lines that are not people."""
        hard = self.errors_table["flag"].unique().to_list()
        soft = self.fault_table.filter(~pl.col("flag").is_in(hard))
        return (*as_faults(soft, self.sheet.lines), *foot_faults(self.sheet))

    @property
    def raw(self) -> pl.DataFrame:
        """The source line of every refused row: `row`, `line`, `text`."""
        rows = sorted(self.rejected_rows)
        return pl.DataFrame(
            {
                "row": rows,
                "line": [self.sheet.lines[row - 1] for row in rows],
                "text": [self.sheet.raw(row) for row in rows],
            },
            schema={"row": pl.Int64, "line": pl.Int64, "text": pl.String},
        )

    def raw_line(self, row: int) -> str:
        """The source line of one data row, counted from 1."""
        return self.sheet.raw(row)


def read(
    path: Path | str, mapping: Mapping | str, *, as_of: dt.date | None = None,
    persons: Sequence[Path] = (),
) -> Intake:  # fmt: skip
    """The register in `path`, read by `mapping`; Refusal when nothing can be done with it.

    The file's own day is what its rows say, else the day in its name, else `as_of`. `persons` are
    the sheets of persons a file of movements is compared with.
    """
    chosen = load(mapping) if isinstance(mapping, str) else mapping
    sheet = read_sheet(
        Path(path), chosen.header_lines, sheet=chosen.sheet, separator=chosen.separator
    )
    if persons and chosen.row != "movement":
        raise _no_movements(chosen)
    if chosen.row == "facility":
        from segunda.registry.intake.facilities import read_facilities  # another kind of table

        return read_facilities(sheet, chosen)
    if chosen.row == "movement":
        from segunda.registry.intake.movements import read_movements  # another kind of table

        return read_movements(without_feet(sheet), chosen, persons, as_of)
    told_apart = not chosen.strict and sheet.kind != "parquet"
    return _read_people(without_feet(sheet) if told_apart else sheet, chosen, as_of)


def _no_movements(mapping: Mapping) -> Refusal:
    return Refusal(
        Text(
            f"--persons es para un archivo de movimientos y [{mapping.name}] no lo es; "
            "quítelo o use --mapping template_movements.",
            f"--persons is for a file of movements and [{mapping.name}] is not one; "
            "leave it out or use --mapping template_movements.",
        )
    )


def _read_people(sheet: Sheet, mapping: Mapping, as_of: dt.date | None) -> Intake:
    binding = bind(mapping, sheet)
    draft = _strict_draft(sheet) if mapping.strict else draft_people(sheet, binding)
    own_day = day_in_name(sheet.path.name) or as_of
    check_people(draft, mapping, binding, file_day(mapping, sheet, binding, own_day))
    faults = gather([*([] if mapping.strict else [sheet.faults]), *draft.faults])
    everyone = people_frame(draft)
    identity = {"row", "id", "name", "facility", "nationality"}
    return Intake(
        sheet=sheet,
        mapping=mapping,
        everyone=everyone,
        fault_table=faults,
        counted=_counted(everyone, draft.counted),
        source_codes=source_codes(sheet, mapping, binding),
        reasons=draft.reasons,
        unmapped=() if mapping.strict else binding.unmapped,
        provided=tuple(c for c in everyone.columns if c not in identity and "__" not in c),
        day=own_day,
        identities=identities(draft),
        errors_table=rejecting(faults),
    )


def _strict_draft(sheet: Sheet) -> Draft:
    from segunda.registry.intake import facts_file  # only for a FACTS.csv

    facts_file.check_header(sheet)
    draft = facts_file.draft_facts(sheet)
    draft.faults += facts_file.uneven_rows(sheet)
    return draft


def _counted(everyone: pl.DataFrame, counted: dict[str, pl.Series]) -> pl.DataFrame:
    empty = pl.Series([None], dtype=pl.String).new_from_index(0, everyone.height)
    return pl.DataFrame(
        {
            "sex": counted.get("sex", empty),
            "status": counted.get("legal_status", empty),
            "facility": everyone["facility"],
        }
    )


def source_codes(sheet: Sheet, mapping: Mapping, binding: Binding) -> dict[str, dict[str, int]]:
    """How often each code stands in each coded column, as the file writes it (outer spaces off)."""
    named = {h for name in mapping.codes if (h := binding.heading(name))}
    named |= {b.headings[0] for b in binding.bound if b.column.values and not b.column.units}
    coded = [heading for heading in sheet.table.columns if heading in named]
    if not coded:
        return {}
    counted = sheet.table.select(pl.col(heading).value_counts().implode() for heading in coded)
    return {
        heading: _by_frequency(
            {item[heading] or "": item["count"] for item in counted[heading][0].to_list()}
        )
        for heading in coded
    }


def _by_frequency(counts: dict[str, int]) -> dict[str, int]:
    return dict(sorted(counts.items(), key=lambda pair: (-pair[1], pair[0])))


def cannot_screen(mapping: Mapping) -> Refusal:
    """The sentence for a file whose rows are not people."""
    if mapping.row == "movement":
        return Refusal(
            Text(
                f"En [{mapping.name}] cada fila es un movimiento, no una persona; "
                "use: segunda intake check.",
                f"In [{mapping.name}] each row is a movement, not a person; "
                "use: segunda intake check.",
            )
        )
    return Refusal(
        Text(
            f"En [{mapping.name}] cada fila es un establecimiento, no una persona; "
            "use: segunda census.",
            f"In [{mapping.name}] each row is a facility, not a person; use: segunda census.",
        )
    )
