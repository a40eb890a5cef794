"""The mapping: a YAML file that says what each column of someone's register means.

A clerk can read and edit it. The keys, all but `columns` optional:

    about: {es: …, en: …}         what this layout is
    a_row_is: person              person, facility (see facilities.py) or facts (a FACTS.csv)
    sheet: Hoja1                  XLSX: which sheet; the first one if absent
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
        dates: [DD/MM/YYYY]       how dates are written; YYYY, YYYY-MM and MM/YYYY are partial dates
        values: {Mujer: F}        what each value means; several may mean the same
        empty: ["-", S/D]         values that mean “nothing is known”
        not_applicable: [N/A]     values that mean “does not apply to this person”
        decimal: ","              how decimals are written; a point if absent
        blank: blank_charge       warn about an empty cell with this sentence (see faults.py)
        proved_by: {paper: judgment, column: NumeroSentencia}
                                  which paper proves it: where that column is not empty the value
                                  counts as proved; without `column`, everywhere
      - from: [ANIOS, MESES]      a length in parts: `as` names the unit of each
        as: [years, months]
        to: sentence_months

A value of `values` is the fact's value, or `{count_as: other, because: not_final}`: the fact
stays unknown for that person, the census counts it under `count_as`, and `because` names the
reason. `to: sentence_months` reads sentences such as «5 años 6 meses» too.
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
from segunda.registry.intake.names import value_key
from segunda.registry.intake.values import is_pattern

HERE = Path(__file__).parent / "mappings"
DATES = (
    "birth_date",
    "youngest_child_birth_date",
    "youngest_dependant_birth_date",
    "custody_start_date",
    "pretrial_start_date",
    "sentence_imposed_date",
    "custody_end_date",
)
SOME_DATES = "DD/MM/YYYY, YYYY-MM-DD, MM/YYYY, YYYY"
IDENTITY = ("id", "name", "surnames", "given_names", "document_number")
TEXTS = (*IDENTITY, "document_type", "facility", "nationality")
COLUMN_KEYS = {
    "from", "also", "to", "as", "required", "dates", "values", "empty", "not_applicable",
    "decimal", "blank", "proved_by", "why",
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
    sheet: str = ""
    separator: str = ""
    header_lines: tuple[int, ...] = (1,)
    file_day: FileDay = FileDay()
    youngest_age: int = 14
    codes: tuple[str, ...] = ()
    dropped: tuple[str, ...] = ()
    reasons: Map[str, Text] = field(default_factory=dict)
    categories: Map[str, Map[str, int]] = field(default_factory=dict)
    facilities: Map[str, Any] = field(default_factory=dict)

    @property
    def strict(self) -> bool:
        """A FACTS.csv: every bad cell refuses its row, every unknown column the file."""
        return self.row == "facts"


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


def refused(name: str, es: str, en: str) -> Refusal:
    """The sentence for a mapping that cannot be used."""
    return Refusal(
        Text(
            f"La tabla de lectura [{name}] tiene un error: {es}; corríjalo y vuelva a intentarlo.",
            f"The mapping [{name}] has an error: {en}; correct it and try again.",
        )
    )


def _mapping(content: Map[str, Any], name: str) -> Mapping:
    if not isinstance(content, dict):
        raise refused(name, "falta «columns»", "“columns” is missing")
    _check_keys(content, TOP_KEYS, name)
    day = content.get("file_day") or {}
    columns = content.get("columns") or ()
    from_dictionary = columns == "dictionary"
    mapping = Mapping(
        name=name,
        about=text_from(content["about"]) if "about" in content else Text(name, name),
        row=content.get("a_row_is", "person"),
        columns=_own_columns() if from_dictionary else tuple(_column(e, name) for e in columns),
        sheet=str(content.get("sheet") or ""),
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
    )  # fmt: skip
    if mapping.row not in ("person", "facility", "facts"):
        raise refused(name, f"a_row_is [{mapping.row}]", f"a_row_is [{mapping.row}]")
    return mapping


def _own_columns() -> tuple[Column, ...]:
    from segunda.registry.intake.template import columns  # it is made of this module's Column

    return columns()


def _check_keys(entry: Map[str, Any], known: set[str], name: str) -> None:
    for key in entry:
        if key not in known:
            near = get_close_matches(str(key), known, n=1)
            hint = near[0] if near else ", ".join(sorted(known))
            raise refused(
                name, f"clave desconocida [{key}], ¿quiso decir [{hint}]?",
                f"unknown key [{key}], did you mean [{hint}]?",
            )  # fmt: skip


def _strings(value: Any) -> tuple[str, ...]:
    if value is None:
        return ()
    return tuple(str(v) for v in value) if isinstance(value, list) else (str(value),)


def _column(entry: Map[str, Any], name: str) -> Column:
    _check_keys(entry, COLUMN_KEYS, name)
    target = entry.get("to")
    _check_target(target, name)
    proof = entry.get("proved_by")
    if proof and proof["paper"] not in dictionary.papers():
        paper = proof["paper"]
        raise refused(name, f"documento desconocido [{paper}]", f"unknown paper [{paper}]")
    _check_dates(_strings(entry.get("dates")), name)
    column = Column(
        source=_strings(entry["from"]),
        also=_strings(entry.get("also")),
        target=target,
        units=_strings(entry.get("as")),
        required=bool(entry.get("required", False)),
        dates=_strings(entry.get("dates")),
        values={
            value_key(_yaml_text(k)): _meaning(v) for k, v in (entry.get("values") or {}).items()
        },
        own_values="values" not in entry,  # an empty list: nobody has said yet what they mean
        empty=frozenset(value_key(v) for v in _strings(entry.get("empty"))),
        not_applicable=frozenset(value_key(v) for v in _strings(entry.get("not_applicable"))),
        decimal=str(entry.get("decimal", ".")),
        blank=entry.get("blank"),
        proof=Proof(proof["paper"], proof.get("column")) if proof else None,
    )
    _check_values(column, name)
    return column


def _check_target(target: str | None, name: str) -> None:
    known = {*TEXTS, *DATES, "sentence_days", *dictionary.person()}
    if target is not None and target not in known:
        near = get_close_matches(str(target), known, n=1)
        hint = near[0] if near else "id"
        raise refused(
            name, f"«to» desconocido [{target}], ¿quiso decir [{hint}]?",
            f"unknown “to” [{target}], did you mean [{hint}]?",
        )  # fmt: skip


def _check_dates(patterns: tuple[str, ...], name: str) -> None:
    wrong = next((p for p in patterns if not is_pattern(p)), None)
    if wrong is not None:
        short = "Y" in wrong.upper() and wrong.upper().count("Y") < 4
        why = (" (un año de dos cifras no dice el siglo)", " (two figures do not tell the century)")
        es, en = why if short else ("", "")
        raise refused(
            name, f"no se conoce la forma de fecha [{wrong}]{es}; escriba por ejemplo {SOME_DATES}",
            f"the form of date [{wrong}] is not known{en}; write for example {SOME_DATES}",
        )  # fmt: skip


def _check_values(column: Column, name: str) -> None:
    fact = dictionary.person().get(column.target or "")
    allowed = {"bool": ("true", "false"), "enum": fact.values if fact else ()}.get(
        fact.type if fact else ""
    )
    for meaning in column.values.values():
        if allowed and meaning.value is not None and meaning.value not in allowed:
            shown = ", ".join(allowed)
            raise refused(
                name, f"el valor [{meaning.value}] de [{column.target}] no es uno de: {shown}",
                f"the value [{meaning.value}] of [{column.target}] is not one of: {shown}",
            )  # fmt: skip


def _meaning(value: Any) -> Meaning:
    if isinstance(value, dict):
        return Meaning(value.get("value"), value.get("count_as"), value.get("because"))
    return Meaning(None if value is None else _yaml_text(value))


def _yaml_text(value: Any) -> str:
    """A YAML value as the text a clerk wrote: `true` was a word before YAML saw it."""
    return str(value).lower() if isinstance(value, bool) else str(value)
