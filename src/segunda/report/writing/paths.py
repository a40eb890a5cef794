"""The petition of each Panamanian path: its claim, whom it goes to, its articles, what it asks.

The parts are data (`paths/`), in Spanish: the words a court reads. Articles are named; their
wording is shown only where the law material quotes it (`quotes.yaml`).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from segunda.law.facts import read_yaml
from segunda.law.text import Text, text_from

HERE = Path(__file__).parent
CODES: Mapping[str, str] = {
    "CP": "Código Penal", "CPP": "Código Procesal Penal", "CN": "Constitución Política",
    "DE 393": "Decreto Ejecutivo 393 de 2005", "Ley 31": "Ley 31 de 1998",
    "Ley 40": "Ley 40 de 2018",
}  # fmt: skip
ADDRESSEES: Mapping[str, Text] = {
    "trial": Text("Juez o jueza, o tribunal, de juicio", "Trial judge or court"),
    "compliance": Text("Juez o jueza de cumplimiento", "Compliance judge"),
    "guarantee": Text("Juez o jueza de garantías", "Guarantees judge"),
    "judge": Text("Juez o jueza", "Judge"),
    "presidency": Text("Presidencia de la República, con el Ministerio de Gobierno",
                       "Presidency of the Republic, with the Ministry of Government"),
}  # fmt: skip
COURT_KINDS: Mapping[str, str] = {name: name for name in ("trial", "compliance", "guarantee")}
NOT_HERE = "texto no disponible aquí"


@dataclass(frozen=True)
class Article:
    """An article by its code and number; `words`: what of it was read, empty where nothing."""

    code: str
    number: str
    words: str

    @property
    def name(self) -> str:
        """«Código Penal, artículo 103»."""
        return CODES[self.code] + (f", artículo {self.number}" if self.number else "")


@dataclass(frozen=True)
class Petition:
    """One path's petition. `to`: who may decide, one or more; `mark`: the part of the sentence
    that must have passed; `board`: it carries the technical board's opinion; `ground`: how a
    choice of grounds is called while none is proved; `papers`: asked for in practice besides."""

    rule: str
    title: str
    to: tuple[str, ...]
    articles: tuple[Article, ...]
    asks: tuple[str, ...]
    mark: str
    board: bool
    ground: Text | None
    papers: tuple[str, ...]
    sentenced: bool
    care: Text | None


@cache
def petitions() -> Mapping[str, Petition]:
    """The petition of each rule that has one, by the rule's id."""
    read = (_petition(read_yaml(path)) for path in sorted((HERE / "paths").glob("*.yaml")))
    return {one.rule: one for one in read}


def _petition(entry: Mapping[str, Any]) -> Petition:
    ground, care = entry.get("ground"), entry.get("care")
    return Petition(
        rule=entry["rule"], title=entry["title"], to=tuple(entry["to"]),
        articles=tuple(_article(name) for name in entry["articles"]),
        asks=tuple(entry["asks"]), mark=entry.get("mark", ""), board=entry.get("board", False),
        ground=text_from(ground) if ground else None, papers=tuple(entry.get("papers", ())),
        sentenced=entry.get("sentenced", True), care=text_from(care) if care else None,
    )  # fmt: skip


def _article(name: str) -> Article:
    code = next(one for one in sorted(CODES, key=len, reverse=True)
                if name == one or name.startswith(f"{one} "))  # fmt: skip
    return Article(code, name.removeprefix(code).strip(), quotes().get(name, ""))


@cache
def quotes() -> Mapping[str, str]:
    """Article → the words of it that the law material quotes."""
    return {entry["article"]: entry["words"] for entry in read_yaml(HERE / "quotes.yaml")}
