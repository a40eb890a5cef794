"""Why something is refused here: coded sentences in both languages, with the row and the rule."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from segunda.law.facts import read_yaml
from segunda.law.text import Refusal, Text, text_from


@dataclass(frozen=True)
class Code:
    """One reason, with the article of the rule behind it (empty: a rule of the register)."""

    name: str
    article: str
    words: Text


@dataclass(frozen=True)
class Row:
    """A line of a sheet: its number, and the person's name as the sheet has it."""

    number: int
    name: str

    @property
    def words(self) -> Text:
        """How a sentence about it begins."""
        return Text(f"Fila {self.number}, {self.name}: ", f"Row {self.number}, {self.name}: ")


class Refused(Refusal):
    """A refusal with its code; `row`: the line it is about, none where it is about the whole."""

    def __init__(self, code: Code, text: Text, row: Row | None = None) -> None:
        """Keep the code and the line beside the sentence."""
        super().__init__(text)
        self.code, self.row = code, row


class SheetRefused(Exception):  # noqa: N818  # an answer, not a defect
    """A sheet of which nothing was saved: every line's refusal, not the first alone."""

    def __init__(self, refusals: Sequence[Refused]) -> None:
        """Keep the refusals in the order of the sheet."""
        super().__init__("; ".join(str(one) for one in refusals))
        self.refusals = tuple(refusals)


@cache
def codes() -> Mapping[str, Code]:
    """Every code by its name."""
    entries = read_yaml(Path(__file__).with_name("codes.yaml"))
    return {name: Code(name, one["article"], text_from(one)) for name, one in entries.items()}


def refused(name: str, row: Row | None = None, value: object = "") -> Refused:
    """The refusal of that code; KeyError where there is none. A Text value speaks both."""
    code = codes()[name]
    told = value if isinstance(value, Text) else Text(str(value), str(value))
    where = row.words if row else Text("", "")
    return Refused(code, Text(
        _sentence(where.es, code.words.es.format(value=told.es), code),
        _sentence(where.en, code.words.en.format(value=told.en), code),
    ), row)  # fmt: skip


def _sentence(where: str, words: str, code: Code) -> str:
    opened = words if where else words[:1].upper() + words[1:]
    rule = f"{code.article} · {code.name}" if code.article else code.name
    return f"{where}{opened} ({rule})."
