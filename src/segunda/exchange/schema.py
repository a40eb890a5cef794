"""The versioned schemas of what packages carry, and rows held against them.

JSON Schema, draft 2020-12: `type`, `enum`, `format` (date, date-time, uuid), `pattern`,
`minimum`, `maxLength`, `items`, `required`, `additionalProperties: false`. Nothing else is used.
"""

import json
import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime
from functools import cache
from importlib.resources import files
from typing import Any
from uuid import UUID

Row = Mapping[str, Any]
KINDS: Mapping[str, tuple[type, ...]] = {
    "string": (str,), "integer": (int,), "boolean": (bool,), "null": (type(None),),
    "array": (list,),
}  # fmt: skip
FORMATS: Mapping[str, Callable[[str], object]] = {
    "date": date.fromisoformat, "date-time": datetime.fromisoformat, "uuid": UUID,
}  # fmt: skip


def known() -> frozenset[str]:
    """The names with version of all schemas, also those of earlier versions."""
    folder = files(__package__) / "schemas"
    return frozenset(one.name.removesuffix(".json") for one in folder.iterdir())


@cache
def schema(name: str) -> Mapping[str, Any]:
    """One schema, such as `population.v1`; KeyError for one this version does not know."""
    if name not in known():
        raise KeyError(name)
    text = (files(__package__) / "schemas" / f"{name}.json").read_text(encoding="utf-8")
    found: Mapping[str, Any] = json.loads(text)
    return found


def newest(parts: Mapping[str, Iterable[Row]], name: str) -> Iterable[Row]:
    """The rows of a part in the newest version a package carries; none where it has no such part.

    `name` without version, as `legal_status`. Rows of an earlier version lack the later columns.
    """
    versions = [one for one in parts if one.rpartition(".v")[0] == name]
    return parts[max(versions, key=_version)] if versions else ()


def _version(name: str) -> int:
    return int(name.rpartition(".v")[2])


def faults(rows: Iterable[Row], name: str, most: int = 5) -> list[str]:
    """What is wrong, row and column, never the value; empty when every row keeps to the schema."""
    rule = schema(name)
    columns: Mapping[str, Mapping[str, Any]] = rule["properties"]
    required, told = frozenset(rule["required"]), list[str]()
    # Values repeat (days, codes): each is judged once for a column.
    judged: dict[tuple[str, type, object], bool] = {}
    for number, row in enumerate(rows, 1):
        if not required <= row.keys() or not row.keys() <= columns.keys():
            told.append(f"{name}:{number}: columns")
        else:
            told += [f"{name}:{number}: {key}" for key, value in row.items()
                     if not _judge(judged, columns[key], key, value)]  # fmt: skip
        if len(told) >= most:
            break
    return told[:most]


def _judge(
    judged: dict[tuple[str, type, object], bool], rule: Mapping[str, Any], key: str, value: object
) -> bool:
    if isinstance(value, list):
        return _fits(rule, value)
    place = (key, type(value), value)
    if (answer := judged.get(place)) is None:
        answer = judged[place] = _fits(rule, value)
    return answer


def _fits(rule: Mapping[str, Any], value: Any) -> bool:
    kinds = [rule["type"]] if isinstance(rule["type"], str) else rule["type"]
    if type(value) not in {kind for name in kinds for kind in KINDS[name]}:
        return False
    if value is None:
        return True
    if isinstance(value, list):
        return all(_fits(rule["items"], one) for one in value)
    checks = (_of_list, _of_text) if isinstance(value, str) else (_of_list, _of_number)
    return all(check(rule, value) for check in checks)


def _of_list(rule: Mapping[str, Any], value: Any) -> bool:
    return "enum" not in rule or value in rule["enum"]


def _of_number(rule: Mapping[str, Any], value: int) -> bool:
    return bool(value >= rule.get("minimum", value))


def _of_text(rule: Mapping[str, Any], value: str) -> bool:
    if len(value) > rule.get("maxLength", len(value)):
        return False
    if "pattern" in rule and not re.search(rule["pattern"], value):
        return False
    try:
        FORMATS.get(rule.get("format", ""), str)(value)
    except ValueError:
        return False
    return True
