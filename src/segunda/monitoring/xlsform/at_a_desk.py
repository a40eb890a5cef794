"""What XLSForm knows and a desk or a sheet of paper cannot do: refused when a form is uploaded.

Nothing is left out in silence: a question that would be asked otherwise than its author meant is
refused with a sentence that says what to do in its place.
"""

from collections.abc import Mapping
from typing import Any, Final

from segunda.law.text import Text

FILTERED = Text(
    "las opciones filtradas (choice_filter) no se pueden mostrar en papel: haga dos preguntas con "
    "una condición",
    "filtered choices (choice_filter) cannot be shown on paper: make two questions with a "
    "condition",
)
ELSEWHERE = Text(
    "las opciones que vienen de otro archivo (select_one_from_file, search) no están aquí: "
    "póngalas en la hoja choices",
    "choices that come from another file (select_one_from_file, search) are not here: put them in "
    "the sheet choices",
)
MEDIA = Text(
    "las imágenes, sonidos y videos de una pregunta no salen en papel: quítelos y dígalo con "
    "palabras",
    "pictures, sound and video of a question do not come out on paper: remove them and say it in "
    "words",
)
READ_ONLY = Text(
    "una pregunta de solo lectura (readonly) no se contesta: hágala nota (note) o cálculo "
    "(calculate)",
    "a question that is only read (readonly) is not answered: make it a note or a calculate",
)
MOVING_DEFAULT = Text(
    "la respuesta puesta de antemano «{value}» se calcula: aquí solo se pone un valor fijo, fuera "
    "de lo que se repite",
    "the answer given beforehand “{value}” is worked out: here only a fixed value can be given, "
    "outside a repeat",
)
COUNTED = Text(
    "repeat_count no se puede hacer cumplir en papel: quítelo; en la pantalla se añade uno cada "
    "vez",
    "repeat_count cannot be held to on paper: remove it; on the screen one is added each time",
)
TABLE_LIST = Text(
    "table-list no se muestra en una pantalla pequeña: quítelo; cada pregunta lleva sus opciones",
    "table-list does not show on a small screen: remove it; each question has its choices",
)
LABELS_ONLY: Final = "reserved_name_for_field_list_labels_"
"""How pyxform names the row of headings of a table-list."""


def unsupported(row: Mapping[str, Any], inside_repeat: bool) -> tuple[Text, str] | None:
    """Why this row of pyxform's tree cannot be asked at a desk, with the value it is about."""
    name, control = str(row.get("name", "")), row.get("control") or {}
    appearance, default = str(control.get("appearance", "")), str(row.get("default") or "")
    moving = any(sign in default for sign in ("(", "$", "{")) or (default and inside_repeat)
    found = (
        (name.startswith(LABELS_ONLY), TABLE_LIST, name),
        (row.get("choice_filter"), FILTERED, name),
        ("search(" in appearance or _no_choices(row), ELSEWHERE, name),
        (row.get("media"), MEDIA, name),
        ("readonly" in (row.get("bind") or {}) and row["type"] != "calculate", READ_ONLY, name),
        (moving, MOVING_DEFAULT, default),
        (control.get("jr:count"), COUNTED, name),
    )
    return next(((words, value) for true, words, value in found if true), None)


def _no_choices(row: Mapping[str, Any]) -> bool:
    return "select" in row["type"] and not row.get("choices")


def bounds(row: Mapping[str, Any]) -> str:
    """The limits of a range as a condition."""
    told = row.get("parameters") or {}
    if row["type"] != "range" or not {"start", "end"} <= set(told):
        return ""
    low, high = sorted((float(told["start"]), float(told["end"])))
    return f". >= {low:g} and . <= {high:g}"
