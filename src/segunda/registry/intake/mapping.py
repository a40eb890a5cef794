"""The mapping: a YAML file that says what each column of someone's register means.

A clerk can read and edit it. The keys, all but `columns` optional:

    about: {es: …, en: …}         what this layout is
    a_row_is: person              person, facility (see facilities.py), movement (see movements.py)
                                  or facts (a FACTS.csv)
    sheet: Hoja1                  XLSX: which sheet (the first of a list that is there); the first
                                  one if absent
    separator: ";"                text: only if the program guesses it wrongly
    header_lines: [3, 4]          the lines that hold the headings, counted from 1; [1] if absent
    file_day:                     the day the file speaks of; else the day in its name, else --as-of
      taken_at: midnight          the file shows who was held at 00:00 of its day
      year_column: censo_anio     each row tells its year, the day is
      month_day: 12-31
    youngest_age: 14              nobody can have been admitted younger
    codes: [RACE, SEALED]         columns counted code by code in `segunda census`
    dropped: [FOO]                columns left out on purpose (they stay in the raw line)
    reasons:                      why a value leaves a fact unknown
      not_final: {es: …, en: …}
    columns:                      or `columns: dictionary`, the template's own
      - from: INMATEID            the heading; case, accents and punctuation do not count
        also: [ID]                other headings for the same thing
        to: id                    a column of the person table, or a fact of the dictionary;
                                  left out: the column is only looked at (blank, codes)
        required: true            without this column the file is refused
        dates: [DD/MM/YYYY]       how dates are written; YYYY, YYYY-MM, MM/YYYY are partial dates;
                                  DD MMM YYYY and MMM YYYY name the month («5 de julio de 1990»)
        values: {Mujer: F}        what each value means; several may mean the same
        empty: ["-", S/D]         values that mean “nothing is known”
        not_applicable: [N/A]     values that mean “does not apply to this person”
        decimal: ","              how decimals are written; a point if absent
        blank: blank_charge       warn about an empty cell with this sentence (see faults.py)
        proved_by: {paper: judgment, column: NumeroSentencia}
                                  which paper proves it: where that column is not empty the value
                                  counts as proved; without `column`, everywhere
        disputed: Impugnado       where that column is not empty the value never counts as proved
        constant: prison          the value wherever the column is not empty; without `from`, for
                                  everybody (`to: facility` in the file of one prison)
      - from: [ANIOS, MESES]      a length in parts: `as` names the unit of each
        as: [years, months]
        to: sentence_months

A value of `values` is the fact's value, or `{count_as: other, because: not_final}`: the fact
stays unknown for that person, the census counts it under `count_as`, and `because` names the
reason; `{value: null}` says without more that it stays unknown. Of a text (a centre, a country,
the declared gender) `values` renames those it lists; the others stay as they are written.
`to: sentence_months` reads sentences such as «5 años 6 meses» too.
"""

from collections.abc import Mapping as Map
from dataclasses import dataclass, field
from difflib import get_close_matches
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from segunda.law import facts as dictionary
from segunda.law.text import Refusal, Text, text_from
from segunda.registry.intake.mapping_checks import (
    check_blank,
    check_constant,
    check_counted,
    check_dates,
    check_keys,
    check_proof,
    check_target,
    check_values,
    refused,
)
from segunda.registry.intake.mapping_shape import check_document, check_entry
from segunda.registry.intake.names import plain, value_key

HERE = Path(__file__).parent / "mappings"
COLUMN_KEYS = {
    "from", "also", "to", "as", "required", "dates", "values", "empty", "not_applicable",
    "decimal", "blank", "proved_by", "why", "constant", "disputed",
}  # fmt: skip
TOP_KEYS = {
    "about", "a_row_is", "sheet", "separator", "header_lines", "file_day", "youngest_age", "codes",
    "dropped", "reasons", "columns", "facilities", "categories_by_year", "source", "fictitious",
}  # fmt: skip


@dataclass(frozen=True)
class Meaning:
    """What a source value means: the fact's value (None: unknown) and how the census counts it."""

    value: str | None
    count_as: str | None = None
    because: str | None = None


@dataclass(frozen=True)
class Proof:
    """The paper that proves a column, and the column that shows the paper is there."""

    paper: str
    column: str | None = None


@dataclass(frozen=True)
class Column:
    """One entry of `columns`."""

    source: tuple[str, ...]
    also: tuple[str, ...] = ()
    target: str | None = None
    units: tuple[str, ...] = ()
    required: bool = False
    dates: tuple[str, ...] = ()
    values: Map[str, Meaning] = field(default_factory=dict)
    own_values: bool = True
    empty: frozenset[str] = frozenset()
    not_applicable: frozenset[str] = frozenset()
    decimal: str = "."
    blank: str | None = None
    proof: Proof | None = None
    constant: str | None = None
    disputed: str = ""


@dataclass(frozen=True)
class FileDay:
    """How the file tells the day it speaks of."""

    at_midnight: bool = False
    year_column: str | None = None
    month_day: str = "12-31"


@dataclass(frozen=True)
class Mapping:
    """A whole mapping, ready to be applied to a sheet."""

    name: str
    about: Text
    row: str
    columns: tuple[Column, ...]
    sheet: tuple[str, ...] = ()
    separator: str = ""
    header_lines: tuple[int, ...] = (1,)
    file_day: FileDay = FileDay()
    youngest_age: int = 14
    codes: tuple[str, ...] = ()
    dropped: tuple[str, ...] = ()
    reasons: Map[str, Text] = field(default_factory=dict)
    categories: Map[str, Map[str, int]] = field(default_factory=dict)
    facilities: Map[str, Any] = field(default_factory=dict)
    own_columns: bool = False

    @property
    def strict(self) -> bool:
        """A FACTS.csv: every bad cell refuses its row, every unknown column the file."""
        return self.row == "facts"


def read_as(mapping: Mapping) -> dict[str, str | None]:
    """What each heading a mapping names is read as, by its plain spelling.

    Of a heading read as several things the sealed one counts, and so it does for the column that
    only shows that its paper is there, or that it is disputed.
    """
    sealed = {n for n, fact in dictionary.person().items() if fact.sealed}
    sealed |= set(dictionary.SEALED_ATTRIBUTES)
    found: dict[str, str | None] = {}
    for column in sorted(mapping.columns, key=lambda c: c.target in sealed):
        beside = (column.proof.column if column.proof else None, column.disputed)
        names = (*column.source, *column.also, *(beside if column.target in sealed else ()))
        found |= {plain(name): column.target for name in names if name}
    return found


def names() -> list[str]:
    """The mappings that come with the program."""
    return sorted(path.stem for path in HERE.glob("*.yaml"))


def load(name: str) -> Mapping:
    """The mapping `name`: one of ours, or the path of a YAML file; Refusal if it cannot be used."""
    inside = HERE / f"{name}.yaml"
    if name in names():
        return _loaded(inside, name)
    for path in (Path(name), Path(f"{name}.yaml")):
        if path.is_file():
            return _loaded(path, path.stem)
    near = get_close_matches(name, names(), n=1)
    hint = near[0] if near else ", ".join(names())
    raise Refusal(
        Text(
            f"No hay una tabla de lectura [{name}]; ¿quiso decir [{hint}]? "
            "Para un archivo nuevo use: segunda intake map ARCHIVO.",
            f"There is no mapping [{name}]; did you mean [{hint}]? "
            "For a new file use: segunda intake map FILE.",
        )
    )


@cache
def _loaded(path: Path, name: str) -> Mapping:
    return from_yaml(_read(path), name)


def _read(path: Path) -> Any:
    try:
        loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
        return yaml.load(path.read_text(encoding="utf-8"), Loader=loader)  # noqa: S506 (safe)
    except (yaml.YAMLError, UnicodeDecodeError, OSError) as error:
        mark = getattr(error, "problem_mark", None)
        es = f" cerca de la línea {mark.line + 1}" if mark else ""
        en = f" near line {mark.line + 1}" if mark else ""
        raise Refusal(
            Text(
                f"La tabla de lectura [{path.name}] no se entiende{es}; "
                "revise los espacios al comienzo de la línea, los dos puntos y las comillas.",
                f"The mapping [{path.name}] cannot be read{en}; "
                "check the spaces at the start of the line, the colons and the quotes.",
            )
        ) from error


def from_yaml(content: Any, name: str) -> Mapping:
    """The mapping in `content`, a YAML document; Refusal naming the entry that is wrong."""
    try:
        return _mapping(content, name)
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise refused(name, f"[{error}]", f"[{error}]") from error


def _mapping(content: Map[str, Any], name: str) -> Mapping:
    if not isinstance(content, dict):
        raise refused(name, "falta «columns»", "“columns” is missing")
    check_keys(content, TOP_KEYS, name)
    check_document(content, name)
    day = content.get("file_day") or {}
    row = content.get("a_row_is", "person")
    columns = content.get("columns") or ()
    from_dictionary = columns == "dictionary"
    mapping = Mapping(
        name=name,
        about=text_from(content["about"]) if "about" in content else Text(name, name),
        row=row,
        columns=_own_columns(row) if from_dictionary else tuple(
            _column(e, name, row) for e in columns
        ),
        sheet=_strings(content.get("sheet")),
        separator=str(content.get("separator") or ""),
        header_lines=tuple(int(line) for line in content.get("header_lines") or (1,)),
        file_day=FileDay(
            day.get("taken_at") == "midnight", day.get("year_column"),
            str(day.get("month_day", "12-31")),
        ),
        youngest_age=int(content.get("youngest_age", 14)),
        codes=_strings(content.get("codes")),
        dropped=_strings(content.get("dropped")),
        reasons={k: text_from(v) for k, v in (content.get("reasons") or {}).items()},
        categories=content.get("categories_by_year") or {},
        facilities=content.get("facilities") or {},
        own_columns=from_dictionary,
    )  # fmt: skip
    if mapping.row not in ("person", "facility", "facts", "movement"):
        raise refused(name, f"a_row_is [{mapping.row}]", f"a_row_is [{mapping.row}]")
    return mapping


def _own_columns(row: str) -> tuple[Column, ...]:
    from segunda.registry.intake import template  # it is made of this module's Column

    return template.movement_columns() if row == "movement" else template.columns()


def _strings(value: Any) -> tuple[str, ...]:
    if value is None:
        return ()
    return tuple(str(v) for v in value) if isinstance(value, list) else (str(value),)


def _column(entry: Map[str, Any], name: str, row: str) -> Column:
    check_keys(entry, COLUMN_KEYS, name)
    check_entry(entry, name)
    target = entry.get("to")
    check_target(target, name, row)
    proof = entry.get("proved_by")
    check_proof(proof, target, name)
    check_dates(_strings(entry.get("dates")), name)
    column = Column(
        source=_strings(entry.get("from") if "constant" in entry else entry["from"]),
        also=_strings(entry.get("also")),
        target=target,
        units=_strings(entry.get("as")),
        required=bool(entry.get("required", False)),
        dates=_strings(entry.get("dates")),
        values={
            value_key(_yaml_text(k)): _meaning(k, v, name)
            for k, v in (entry.get("values") or {}).items()
        },
        own_values="values" not in entry,  # an empty list: nobody has said yet what they mean
        empty=frozenset(value_key(v) for v in _strings(entry.get("empty"))),
        not_applicable=frozenset(value_key(v) for v in _strings(entry.get("not_applicable"))),
        decimal=str(entry.get("decimal", ".")),
        blank=entry.get("blank"),
        proof=Proof(proof["paper"], proof.get("column")) if proof else None,
        constant=_constant(entry),
        disputed=str(entry.get("disputed") or ""),
    )
    check_values(column, name, row)
    check_constant(column, name)
    check_counted(column, name)
    check_blank(column.blank, name)
    return column


def _meaning(cell: Any, value: Any, name: str) -> Meaning:
    if isinstance(value, dict):
        return Meaning(value.get("value"), value.get("count_as"), value.get("because"))
    if value is None or not str(value).strip():
        raise refused(
            name, f"el valor [{cell}] no dice qué significa: escríbalo después de los dos puntos, "
            "o ponga # delante para dejarlo sin saber",
            f"the value [{cell}] does not say what it means: write it after the colon, or put # "
            "before it to leave it unknown",
        )  # fmt: skip
    return Meaning(_yaml_text(value))


def _constant(entry: Map[str, Any]) -> str | None:
    if "constant" not in entry:
        return None
    return "" if entry["constant"] is None else _yaml_text(entry["constant"])


def _yaml_text(value: Any) -> str:
    """A YAML value as the text a clerk wrote: `true` was a word before YAML saw it."""
    return str(value).lower() if isinstance(value, bool) else str(value)
