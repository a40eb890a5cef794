"""The form of a mapping's YAML: each key holds what it should hold, said before it is used."""

import re
from collections.abc import Mapping as Map
from typing import Any

from segunda.law.text import Refusal, Text
from segunda.registry.intake.mapping_checks import refused

UNITS = ("years", "months", "days", "weeks")
SCALAR = (str, int, float, bool)
PAIRS = Text("pares «clave: valor»", "pairs “key: value”")
LIST = Text("una lista, como [a, b]", "a list, such as [a, b]")
ONE = Text("un solo valor", "a single value")
ONE_OR_LIST = Text("un valor o una lista, como [a, b]", "a value or a list, such as [a, b]")
ENTRIES = Text(
    "una lista de entradas, cada una con «- from:»", "a list of entries, each with “- from:”"
)
KINDS: dict[str, tuple[tuple[type, ...], Text]] = {
    "pairs": ((dict,), PAIRS),
    "list": ((list,), LIST),
    "one": (SCALAR, ONE),
    "some": ((*SCALAR, list), ONE_OR_LIST),
}
TOP = {
    "about": "pairs", "a_row_is": "one", "sheet": "some", "separator": "one",
    "header_lines": "list", "file_day": "pairs", "youngest_age": "one", "codes": "some",
    "dropped": "some", "reasons": "pairs", "facilities": "pairs", "categories_by_year": "pairs",
}  # fmt: skip
ENTRY = {
    "from": "some", "also": "some", "to": "one", "as": "some", "required": "one", "dates": "some",
    "values": "pairs", "empty": "some", "not_applicable": "some", "decimal": "one", "blank": "one",
    "proved_by": "pairs", "constant": "one", "disputed": "one",
}  # fmt: skip
FACILITY = {
    "name": "one", "total": "some", "place": "list", "by_sex": "pairs", "by_status": "pairs",
    "because": "pairs", "sums": "list", "at_most": "list",
}  # fmt: skip
RULES = {"sums": ("name", "whole", "parts"), "at_most": ("name", "part", "whole")}


def check_document(content: Map[str, Any], name: str) -> None:
    """The keys at the top hold what they should; Refusal naming the one that does not."""
    _check(content, TOP, name)
    columns = content.get("columns")
    entries = columns if isinstance(columns, list) else []
    if not (columns is None or columns == "dictionary" or isinstance(columns, list)) or any(
        not isinstance(entry, dict) for entry in entries
    ):
        raise _should("columns", ENTRIES, name)
    _check(content.get("facilities") or {}, FACILITY, name)
    _check_rules(content.get("facilities") or {}, name)
    for key in ("reasons", "categories_by_year"):
        for inner, value in (content.get(key) or {}).items():
            if not isinstance(value, dict):
                raise _should(f"{key}: {inner}", PAIRS, name)
    _check_lines(content.get("header_lines"), name)
    _check_marks(content, name)


def check_entry(entry: Map[str, Any], name: str) -> None:
    """The keys of one entry hold what they should, and its units are units."""
    _check(entry, ENTRY, name)
    units = _listed(entry.get("as"))
    for unit in units:
        if unit not in UNITS:
            raise refused(
                name, f"«as» dice [{unit}] y sirve: {', '.join(UNITS)}",
                f"“as” says [{unit}] and takes: {', '.join(UNITS)}",
            )  # fmt: skip
    if units and len(units) != len(_listed(entry.get("from"))):
        raise refused(
            name, f"«as» {units} debe nombrar una unidad por cada columna de «from»",
            f"“as” {units} has to name one unit for each column of “from”",
        )  # fmt: skip
    if len(str(entry.get("decimal", "."))) != 1:
        raise refused(
            name, "«decimal» es un solo signo, «,» o «.»", "“decimal” is one sign, , or ."
        )


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [] if value is None else [value]


def _check(entry: Map[str, Any], shapes: Map[str, str], name: str) -> None:
    for key, kind in shapes.items():
        types, words = KINDS[kind]
        value = entry.get(key)
        if value is not None and not isinstance(value, types):
            raise _should(key, words, name)


def _should(key: str, words: Text, name: str) -> Refusal:
    return refused(name, f"«{key}» debe ser {words.es}", f"“{key}” should be {words.en}")


def _check_rules(layout: Map[str, Any], name: str) -> None:
    for key, needed in RULES.items():
        for rule in layout.get(key) or ():
            if not isinstance(rule, dict) or any(part not in rule for part in needed):
                words = ", ".join(needed)
                raise refused(
                    name, f"cada regla de «{key}» necesita: {words}",
                    f"each rule of “{key}” needs: {words}",
                )  # fmt: skip


def _check_lines(lines: Any, name: str) -> None:
    wrong = lines and not all(isinstance(n, int) and n > 0 for n in lines)
    if wrong or (lines and lines != sorted(set(lines))):
        raise refused(
            name, f"«header_lines» {lines} deben ser líneas contadas desde 1, de arriba abajo",
            f"“header_lines” {lines} should be lines counted from 1, from top to bottom",
        )  # fmt: skip


def _check_marks(content: Map[str, Any], name: str) -> None:
    separator = str(content.get("separator") or ",")
    if len(separator) != 1 or separator in '"\r\n\0':
        raise refused(
            name, f"«separator» [{separator}] debe ser un solo signo, como «;»",
            f"“separator” [{separator}] should be one sign, such as ;",
        )  # fmt: skip
    age = content.get("youngest_age", 14)
    if not isinstance(age, int):
        raise refused(
            name, f"«youngest_age» [{age}] debe ser un número de años",
            f"“youngest_age” [{age}] should be a number of years",
        )  # fmt: skip
    day = str((content.get("file_day") or {}).get("month_day", "12-31"))
    if not re.fullmatch(r"(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])", day):
        raise refused(
            name, f"«month_day» [{day}] debe ser mes y día, como 12-31",
            f"“month_day” [{day}] should be month and day, such as 12-31",
        )  # fmt: skip
