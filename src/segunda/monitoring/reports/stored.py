"""A document as JSON and back: what is kept of a report, so that the same copies come again."""

import hashlib
import json
from dataclasses import fields, is_dataclass
from datetime import date
from typing import Any

from segunda.law.text import Text
from segunda.monitoring.reports import document
from segunda.monitoring.reports.document import Document

_KNOWN: dict[str, type[Any]] = {
    one.__name__: one
    for one in (
        Text, document.Words, document.Figure, document.Note, document.Paragraph, document.Cell,
        document.Table, document.Section, document.PackageMark, document.Source, document.Sum,
        Document,
    )
}  # fmt: skip


def as_json(value: Any) -> Any:
    """A value of the document as lists, words and numbers."""
    if is_dataclass(value):
        told = {one.name: as_json(getattr(value, one.name)) for one in fields(value)}
        return {"_": type(value).__name__, **told}
    if isinstance(value, tuple):
        return [as_json(one) for one in value]
    return value.isoformat() if isinstance(value, date) else value


def document_from(value: Any) -> Document:
    """The document that was kept; KeyError for a form this version does not know."""
    found = _from(value)
    if not isinstance(found, Document):
        raise KeyError(type(found).__name__)
    return found


def digest(value: Any) -> str:
    """SHA-256 of a document as it is kept."""
    text = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def _from(value: Any) -> Any:
    if isinstance(value, list):
        return tuple(_from(one) for one in value)
    if not isinstance(value, dict) or "_" not in value:
        return value
    kind = _KNOWN[value["_"]]
    told = {name: _from(one) for name, one in value.items() if name != "_"}
    if "day" in told:
        told["day"] = date.fromisoformat(told["day"])
    return kind(**told)
