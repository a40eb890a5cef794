"""A form as a tree of numbered items; a number is the same on the screen and on paper."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from segunda.law.text import Text

EMPTY = Text("", "")
QUESTIONS = ("text", "integer", "decimal", "date", "one", "some", "yes")
"""The kinds that are answered at a desk; `yes` is a box to tick (XLSForm: acknowledge)."""


@dataclass(frozen=True)
class Item:
    """One row of the sheet. `path`: names joined by "/"; `number`: "2.1", "" for what is counted.

    Expressions are those of the XForm, with paths; `asked` is the condition as it was typed.
    `norm` and `threshold`: the answer is scored where the sheet gives both. `norm_label`: whether
    the norm's text was seen (verified, reported, unverified); empty where the sheet does not say.
    `wanted` is the threshold as it was typed, `needs` the other answers it rests on.
    """

    kind: str
    path: str
    number: str = ""
    label: Text = EMPTY
    hint: Text = EMPTY
    choices: tuple[tuple[str, Text], ...] = ()
    asked: str = ""
    relevant: str = ""
    constraint: str = ""
    message: Text = EMPTY
    required: str = ""
    calculate: str = ""
    norm: str = ""
    threshold: str = ""
    norm_label: str = ""
    wanted: str = ""
    needs: tuple[str, ...] = ()
    appearance: str = ""
    default: str = ""
    children: "tuple[Item, ...]" = ()

    @property
    def name(self) -> str:
        """The last name of the path."""
        return self.path.rpartition("/")[2]

    @property
    def scored(self) -> bool:
        """Whether the norm gives a threshold for it."""
        return bool(self.norm and self.threshold)


@dataclass(frozen=True)
class Form:
    """A whole instrument. `form_id`, `version`: as its settings say, never changed by us."""

    form_id: str
    version: str
    title: Text
    items: tuple[Item, ...]
    xform: str = field(repr=False)
    certificate_days: int | None = None
    critical: frozenset[str] = frozenset()

    def walk(self) -> Iterator[Item]:
        """Every item, outer before inner, in the order of the sheet."""
        yield from _walk(self.items)

    def by_path(self) -> Mapping[str, Item]:
        """Every item by its path."""
        return {item.path: item for item in self.walk()}

    def by_name(self) -> Mapping[str, Item]:
        """Every item by its own name (unique in what conditions may name)."""
        return {item.name: item for item in self.walk()}

    @property
    def parts(self) -> tuple[tuple[Item, ...], ...]:
        """What stands together on a page: each outer group alone, loose questions together."""
        found: list[list[Item]] = []
        for item in self.items:
            alone = item.kind in ("group", "repeat")
            if alone or not found or found[-1][0].kind in ("group", "repeat"):
                found.append([item])
            else:
                found[-1].append(item)
        return tuple(tuple(part) for part in found if any(i.number or i.label.es for i in part))


def _walk(items: tuple[Item, ...]) -> Iterator[Item]:
    for item in items:
        yield item
        yield from _walk(item.children)
