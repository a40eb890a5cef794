"""A book of a form, checked by pyxform, as a tree of numbered items; or one sentence why not."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from io import BytesIO
from typing import Any, Final
from zipfile import BadZipFile, ZipFile

from segunda.law.rules import LABELS
from segunda.law.text import Refusal, Text
from segunda.monitoring.xlsform.at_a_desk import bounds, unsupported
from segunda.monitoring.xlsform.expressions import ExpressionError, check
from segunda.monitoring.xlsform.items import QUESTIONS, Form, Item
from segunda.monitoring.xlsform.refusals import NOT_A_WORKBOOK, TOO_LARGE, at_row, said_by_pyxform

LARGEST: Final = 2_000_000
LARGEST_INSIDE: Final = 40_000_000
"""Bytes of a workbook, packed and unpacked: a form of a thousand questions has a tenth of them."""
KINDS: Final = {
    "text": "text", "string": "text", "integer": "integer", "int": "integer", "decimal": "decimal",
    "range": "decimal", "photo": "text", "image": "text", "date": "date", "select one": "one",
    "select all that apply": "some",
    "acknowledge": "yes", "trigger": "yes", "note": "note", "calculate": "calculate",
    "group": "group", "repeat": "repeat",
}  # fmt: skip
UNSEEN: Final = ("start", "end", "today", "deviceid", "phonenumber", "username", "email", "audit",
                 "start-geopoint")  # fmt: skip
"""What a telephone notes by itself; at a desk there is nothing to ask."""
NOT_AT_A_DESK = Text(
    "el tipo «{value}» no se puede contestar en un escritorio: use texto, número, fecha u opciones",
    "the type “{value}” cannot be answered at a desk: use text, number, date or choices",
)
PIECE = Text(
    "Guarde la foto en la página de la visita y escriba aquí su número de pieza",
    "Keep the photograph on the visit's page and write the number of its piece here",
)
NOT_COUNTED = Text(
    "no se entiende la condición «{value}»: revise paréntesis, comillas y nombres de funciones",
    "the condition “{value}” is not understood: check brackets, quotes and names of functions",
)
HALF_SCORED = Text(
    "hay umbral sin norma: escriba en «norm» el artículo que lo da, o quite «threshold»",
    "there is a threshold without a norm: write in “norm” the article that gives it, or remove it",
)
LABEL_OF_NORM = Text(
    "«{value}» no dice si el texto de la norma se vio: en «norm_label» va verified, reported o "
    "unverified, o nada",
    "“{value}” does not say whether the norm's text was seen: “norm_label” takes verified, "
    "reported or unverified, or nothing",
)
OF_OTHERS: Final = {
    "Other": Text("Otra respuesta", "Other"), "Specify other.": Text("¿Cuál?", "Which one?"),
}  # fmt: skip
"""The words pyxform itself puts in for `or_other`, in English only."""
NO_ID = Text(
    "la hoja settings no dice form_id, version y form_title: escríbalos; de ellos depende que las "
    "respuestas se entiendan dentro de diez años",
    "the settings sheet lacks form_id, version or form_title: write them; whether the answers are "
    "understood ten years from now depends on them",
)
NO_QUESTION = Text("no hay ninguna pregunta", "there is no question")
_REFERENCE = re.compile(r"\$\{\s*([\w.-]+)\s*\}")


def read(content: bytes, *, kept: bool = False) -> Form:
    """The form of a workbook (.xlsx); Refusal with what is wrong, in which sheet and row.

    `kept`: it was taken in before; what only a later program refuses does not make it unreadable.
    """
    _is_small_workbook(content)
    told = _converted(content)
    survey = told._pyxform
    form_id, version = _settings(content)
    binds = _binds(told.xform, survey["name"])
    reader = _Reader(binds, kept)
    items = tuple(reader.items(survey["children"], (), ""))
    settings = _row_of(content, "settings")
    if not any(item.kind in QUESTIONS for item in _every(items)):
        raise Refusal(at_row("survey", None, NO_QUESTION))
    form = Form(
        form_id, version, _text(survey["title"], settings, "form_title"), items, told.xform,
        _certificate(settings), frozenset(reader.critical),
    )  # fmt: skip
    return _resolved(form)


def _every(items: tuple[Item, ...]) -> Iterator[Item]:
    for item in items:
        yield item
        yield from _every(item.children)


def _is_small_workbook(content: bytes) -> None:
    if len(content) > LARGEST:
        raise Refusal(TOO_LARGE)
    try:
        with ZipFile(BytesIO(content)) as packed:
            inside = sum(one.file_size for one in packed.infolist())
    except (BadZipFile, OSError) as error:
        raise Refusal(NOT_A_WORKBOOK) from error
    if inside > LARGEST_INSIDE:
        raise Refusal(TOO_LARGE)


def _converted(content: bytes) -> Any:
    from pyxform.errors import PyXFormError
    from pyxform.xls2xform import convert

    try:
        return convert(xlsform=content, file_type=".xlsx", validate=False)
    except PyXFormError as error:
        raise Refusal(said_by_pyxform(str(error))) from error
    except (KeyError, ValueError, TypeError, AttributeError, IndexError, BadZipFile) as error:
        # A sheet pyxform did not expect ends in whatever Python says of it.
        raise Refusal(NOT_A_WORKBOOK) from error


def _row_of(content: bytes, sheet: str) -> Mapping[str, Any]:
    from pyxform.xls2json_backends import xlsx_to_dict

    rows = xlsx_to_dict(BytesIO(content)).get(sheet) or [{}]
    return dict(rows[0])


def _settings(content: bytes) -> tuple[str, str]:
    row = _row_of(content, "settings")
    named = [str(row.get(name) or "").strip() for name in ("form_id", "version", "form_title")]
    if not all(named) or len(named[0]) > 60 or len(named[1]) > 30:
        raise Refusal(at_row("settings", 2, NO_ID))
    return named[0], named[1]


def _certificate(settings: Mapping[str, Any]) -> int | None:
    """For how many days a certificate made of it holds; None when it makes none."""
    days = str(settings.get("certificate_days") or "").strip()
    return int(days) if days.isascii() and days.isdecimal() and len(days) < 6 else None


def _text(value: Any, row: Mapping[str, Any], name: str) -> Text:
    """A label in both languages; where one is missing the other stands in for it."""
    if isinstance(value, str):
        return OF_OTHERS.get(value) or Text(value, str(row.get(f"{name}_en") or value))
    found = {_language(language): words for language, words in (value or {}).items()}
    some = next((words for words in found.values() if words), "")
    if set(found.values()) == {some} and some in OF_OTHERS:
        return OF_OTHERS[some]
    return Text(found.get("es") or some, found.get("en") or some)


def _language(name: str) -> str:
    low = name.casefold()
    return "en" if "(en)" in low or low in ("en", "english", "inglés") else "es"


def _binds(xform: str, root: str) -> dict[str, dict[str, str]]:
    """What the XForm says of each path: conditions with paths in place of names."""
    from defusedxml.ElementTree import fromstring

    tree = fromstring(xform)
    found: dict[str, dict[str, str]] = {}
    for element in tree.iter("{http://www.w3.org/2002/xforms}bind"):
        path = element.get("nodeset", "").removeprefix(f"/{root}/")
        found.setdefault(path, {}).update(element.attrib)
    return found


class _Reader:
    """Walks pyxform's tree, giving each question its number."""

    def __init__(self, binds: Mapping[str, Mapping[str, str]], kept: bool) -> None:
        self.binds, self.kept = binds, kept
        self.critical: list[str] = []
        self.repeats: list[str] = []

    def items(
        self, rows: list[Mapping[str, Any]], above: tuple[str, ...], number: str
    ) -> Iterator[Item]:
        """The items of one level; what is neither asked nor shown gets no number."""
        place = 0
        for row in rows:
            if row["type"] in UNSEEN or row["name"] == "meta":
                continue
            kind = KINDS.get(row["type"])
            if kind is None:
                raise Refusal(_about(row, NOT_AT_A_DESK, row["type"]))
            self._refuse(row, above)
            numbered = kind != "note" and (kind != "calculate" or bool(row.get("label")))
            place += numbered
            yield self._item(row, kind, above, f"{number}{place}" if numbered else "")

    def _refuse(self, row: Mapping[str, Any], above: tuple[str, ...]) -> None:
        if row["type"] == "repeat":
            self.repeats.append("/".join((*above, row["name"])))
        inside = any("/".join(above).startswith(repeat) for repeat in self.repeats)
        why = unsupported(row, inside)
        if why and not self.kept:
            raise Refusal(_about(row, *why))

    def _item(self, row: Mapping[str, Any], kind: str, above: tuple[str, ...], number: str) -> Item:
        names = (*above, row["name"])
        path, typed = "/".join(names), row.get("bind", {})
        bind = self.binds.get(path, {})
        norm, threshold = str(row.get("norm") or ""), str(row.get("threshold") or "")
        if threshold and not norm:
            raise Refusal(_about(row, HALF_SCORED, row["name"]))
        label = str(row.get("norm_label") or "").strip()
        if label not in ("", *LABELS):
            raise Refusal(_about(row, LABEL_OF_NORM, label))
        if str(row.get("critical") or "").casefold() in ("yes", "true", "sí", "si", "1"):
            self.critical.append(path)
        return Item(
            kind, path, number,
            _text(row.get("label"), {}, ""), _hint(row),
            tuple((str(one["name"]), _text(one.get("label"), {}, "")) for one in _choices(row)),
            asked=str(typed.get("relevant", "")),
            relevant=_checked(row, bind.get("relevant", "")),
            constraint=_checked(row, bind.get("constraint", "") or bounds(row)),
            message=_text(typed.get("jr:constraintMsg"), {}, ""),
            required=_checked(row, bind.get("required", "")),
            calculate=_checked(row, bind.get("calculate", "") if kind == "calculate" else ""),
            norm=norm, threshold=threshold, norm_label=label, wanted=threshold,
            default=str(row.get("default") or ""),
            appearance=str(row.get("control", {}).get("appearance", "")),
            children=tuple(self.items(row.get("children", []), names, f"{number}.")),
        )  # fmt: skip


def _hint(row: Mapping[str, Any]) -> Text:
    """What helps to answer: hint and guidance, both of which paper has room for."""
    told = [_text(row[name], {}, "") for name in ("hint", "guidance_hint") if row.get(name)]
    told += [PIECE] if row["type"] in ("photo", "image") else []
    return Text(". ".join(one.es for one in told), ". ".join(one.en for one in told))


def _choices(row: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    return list(row.get("choices") or []) if "select" in row["type"] else []


def _checked(row: Mapping[str, Any], expression: str) -> str:
    if expression:
        try:
            check(expression)
        except ExpressionError as error:
            raise Refusal(_about(row, NOT_COUNTED, expression.strip())) from error
    return expression


def _about(row: Mapping[str, Any], words: Text, value: str) -> Text:
    name = str(row.get("name", ""))
    filled = Text(words.es.format(value=value), words.en.format(value=value))
    place = Text(f"Hoja survey, pregunta «{name}»: ", f"Sheet survey, question “{name}”: ")
    return place + filled + Text(".", ".")


def _resolved(form: Form) -> Form:
    """Thresholds with paths in place of names, as pyxform does for the conditions it knows."""
    by_name = form.by_name()
    repeats = [item.path for item in form.walk() if item.kind == "repeat"]

    def path_to(name: str, item: Item) -> str:
        target = by_name[name].path
        inside = next((r for r in repeats if target.startswith(f"{r}/")), "")
        if inside and item.path.startswith(f"{inside}/"):
            up = item.path.removeprefix(f"{inside}/").count("/") + 1
            return "../" * up + target.removeprefix(f"{inside}/")
        return f"/*/{target}"

    def mended(item: Item) -> Item:
        children = tuple(mended(child) for child in item.children)
        if not item.threshold:
            return replace(item, children=children)
        try:
            needs = tuple(path_to(name, item) for name in _REFERENCE.findall(item.threshold))
            found = _REFERENCE.sub(lambda m: f" {path_to(m[1], item)} ", item.threshold)
        except KeyError as error:
            raise Refusal(_about({"name": item.name}, NOT_COUNTED, item.threshold)) from error
        checked = _checked({"name": item.name}, found)
        return replace(item, threshold=checked, needs=needs, children=children)

    return replace(form, items=tuple(mended(item) for item in form.items))
