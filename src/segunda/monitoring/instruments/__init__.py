"""The instruments that ship: written here as lists a lawyer can read, made into XLSForm books.

A YAML file gives `form_id`, `version`, `title`, `section`, its lists of `choices` and the rows of
its `survey`. A row `rule` is one line of a checklist: what is asked (three answers and "not seen"),
and where it is stated. The books are the same bytes each time.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from segunda.law.facts import read_yaml
from segunda.monitoring.instruments.book import book

HERE = Path(__file__).parent
LABELS = {"V": "verified", "S": "reported", "U": "unverified"}
_NORM = re.compile(r"(?:(?P<safeguard>SG-\d+); )?(?P<norm>.+) \((?P<src>[VSU])\)")
"""How a list tells a norm: "SG-19; Mandela 50-52 (U)", the marks of law.md."""
LANGUAGES = (("es", "Español (es)"), ("en", "English (en)"))
COMPLIANCE = "compliance"
RULE_ANSWERS = (
    ("yes", "Se cumple", "Complied with"),
    ("partly", "Se cumple en parte", "Partly complied with"),
    ("no", "No se cumple", "Not complied with"),
    ("not_seen", "No se vio en esta visita", "Not seen on this visit"),
    ("not_applicable", "No se aplica aquí", "Does not apply here"),
)


@dataclass(frozen=True)
class Shipped:
    """One form that ships: its name and version, whose section it is, the book."""

    form_id: str
    version: str
    section: str
    content: bytes


@cache
def shipped() -> tuple[Shipped, ...]:
    """Every form that ships, by its name."""
    return tuple(_made(read_yaml(path)) for path in sorted(HERE.glob("*.yaml")))


def _made(told: Mapping[str, Any]) -> Shipped:
    lists = {
        COMPLIANCE: RULE_ANSWERS,
        **{
            name: tuple(tuple(one) for one in rows)
            for name, rows in told.get("choices", {}).items()
        },
    }
    sheets = {
        "survey": [row for entry in told["survey"] for row in _rows(entry)],
        "choices": [
            {"list_name": name, "name": value, "label::Español (es)": es, "label::English (en)": en}
            for name, rows in lists.items() for value, es, en in rows
        ],
        "settings": [_settings(told)],
    }  # fmt: skip
    version = str(told["version"])
    return Shipped(told["form_id"], version, told["section"], book(sheets, version))


def _settings(told: Mapping[str, Any]) -> dict[str, str]:
    row = {
        "form_title": told["title"]["es"], "form_title_en": told["title"]["en"],
        "form_id": told["form_id"], "version": str(told["version"]),
        "default_language": "Español (es)",
    }  # fmt: skip
    days = told.get("certificate_days")
    return row | ({"certificate_days": str(days)} if days else {})


def _rows(entry: Mapping[str, Any]) -> Iterator[dict[str, str]]:
    """The rows of the sheet for one line of the list."""
    if entry["type"] == "rule":
        yield from _rule(entry)
        return
    row = {"type": entry["type"], "name": entry.get("name", "")}
    for lang, column in LANGUAGES:
        for name, words in (("label", entry), ("hint", entry.get("hint", {})),
                            ("constraint_message", entry.get("message", {}))):  # fmt: skip
            if lang in words:
                row[f"{name}::{column}"] = words[lang]
    for name in ("relevant", "constraint", "required", "calculation", "threshold", "critical",
                 "appearance"):  # fmt: skip
        if name in entry:
            row[name] = str(entry[name])
    yield row | (_norm(entry["norm"]) if "norm" in entry else {})


def _norm(told: str) -> dict[str, str]:
    """A norm for people to read, and whether its text was seen."""
    found = _NORM.fullmatch(told)
    if found is None:
        raise ValueError(f"a norm without the mark of its source: {told}")
    mark = f" ({found['safeguard']})" if found["safeguard"] else ""
    return {"norm": f"{found['norm']}{mark}", "norm_label": LABELS[found["src"]]}


def _rule(entry: Mapping[str, Any]) -> Iterator[dict[str, str]]:
    """A rule of a checklist: whether it is complied with, and where that is stated."""
    number = str(entry["rule"])
    name = f"r{number.replace('-', '_')}"
    yield {
        "type": f"select_one {COMPLIANCE}",
        "name": name,
        "label::Español (es)": f"Regla {number}. {entry['es']}",
        "label::English (en)": f"Rule {number}. {entry['en']}",
        "hint::Español (es)": f"Se mira: {entry['look']['es']}",
        "hint::English (en)": f"Look at: {entry['look']['en']}",
    }
    yield {
        "type": "text", "name": f"{name}_where",
        "label::Español (es)": "En qué consta", "label::English (en)": "Where it is stated",
        "relevant": f"${{{name}}} = 'partly' or ${{{name}}} = 'no'",
    }  # fmt: skip
