"""The condition of a question in words, for a page or a paper where nothing can jump."""

import re
from collections.abc import Callable, Mapping

from segunda.law.text import Text
from segunda.monitoring.xlsform.items import EMPTY, Form, Item

_NAME = r"\$\{\s*(?P<name>[\w.-]+)\s*\}"
_COMPARED = re.compile(
    rf"{_NAME}\s*(?P<sign>>=|<=|!=|=|>|<)\s*"
    r"(?:'(?P<word>[^']*)'|(?P<number>-?\d+(?:\.\d+)?)|\$\{\s*(?P<other>[\w.-]+)\s*\})"
)
_SELECTED = re.compile(rf"selected\(\s*{_NAME}\s*,\s*'(?P<word>[^']*)'\s*\)")
_ALONE = re.compile(_NAME)
_ITSELF = re.compile(r"(?<![\w.)}])\.(?![\w.])")
"""How a threshold speaks of its own question."""
_UP = re.compile(r"(?:\.\./)+([\w.-]+)")
"""How pyxform itself asks for another question of the same repeat."""
_SIGNS = {
    "=": Text("es", "is"), "!=": Text("no es", "is not"), ">": Text("es más de", "is more than"),
    ">=": Text("es por lo menos", "is at least"), "<": Text("es menos de", "is less than"),
    "<=": Text("es a lo más", "is at most"),
}  # fmt: skip
_JOINS = ((r"\band\b", Text("y", "and")), (r"\bor\b", Text("o", "or")),
          (r"\bnot\s*\(", Text("no (", "not (")))  # fmt: skip


def condition(item: Item, form: Form) -> Text:
    """When it is asked: "solo si la 2.1 es «Sí»"; empty where it is always asked."""
    if not item.asked:
        return EMPTY
    names, asked = form.by_name(), _UP.sub(r"${\1}", item.asked)
    told = Text(_told(asked, names, "es"), _told(asked, names, "en"))
    return Text(f"solo si {told.es}", f"only if {told.en}")


def wanted(item: Item, form: Form) -> Text:
    """The threshold of a norm in words: "la 1.2 es a lo más 15"; empty where none is given."""
    if not item.scored:
        return EMPTY
    names, asked = form.by_name(), _ITSELF.sub(f"${{{item.name}}}", item.wanted)
    return Text(_told(asked, names, "es"), _told(asked, names, "en"))


def numbered(words: Text, form: Form) -> Text:
    """A label that repeats an answer: the number of the question stands where the answer would."""
    names = form.by_name()

    def number(match: re.Match[str]) -> str:
        return f"[{_number(names, match['name'])}]"

    return Text(_ALONE.sub(number, words.es), _ALONE.sub(number, words.en))


def _told(asked: str, names: Mapping[str, Item], lang: str) -> str:
    made = _SELECTED.sub(_selected(names, lang), asked)
    made = _COMPARED.sub(_compared(names, lang), made)
    made = _ALONE.sub(lambda m: _which(names, m["name"], lang), made)
    for pattern, word in _JOINS:
        made = re.sub(pattern, word.in_(lang), made)
    return " ".join(made.split())


def _selected(names: Mapping[str, Item], lang: str) -> Callable[[re.Match[str]], str]:
    def words(match: re.Match[str]) -> str:
        chosen = Text("en", "in").in_(lang)
        marked = Text("se marcó", "is marked").in_(lang)
        which = _which(names, match["name"], lang)
        return f"{chosen} {which} {marked} «{_choice(names, match['name'], match['word'], lang)}»"

    return words


def _compared(names: Mapping[str, Item], lang: str) -> Callable[[re.Match[str]], str]:
    def words(match: re.Match[str]) -> str:
        which, sign = _which(names, match["name"], lang), match["sign"]
        if match["word"] == "":
            told = {
                "=": Text("está vacía", "is empty"),
                "!=": Text("tiene respuesta", "is answered"),
            }
            return f"{which} {told.get(sign, _SIGNS[sign]).in_(lang)}"
        if match["other"] is not None:
            value = _which(names, match["other"], lang)
        elif match["word"] is not None:
            value = f"«{_choice(names, match['name'], match['word'], lang)}»"
        else:
            value = match["number"]
        return f"{which} {_SIGNS[sign].in_(lang)} {value}"

    return words


def _which(names: Mapping[str, Item], name: str, lang: str) -> str:
    return Text(f"la {_number(names, name)}", f"{_number(names, name)}").in_(lang)


def _number(names: Mapping[str, Item], name: str) -> str:
    item = names.get(name)
    return item.number or item.label.es or name if item else name


def _choice(names: Mapping[str, Item], name: str, value: str, lang: str) -> str:
    item = names.get(name)
    found = dict(item.choices).get(value) if item else None
    return found.in_(lang) if found else value
