"""What pyxform says of a broken form, as a sentence that says where and what to do."""

import re

from segunda.law.text import Text

NOT_A_WORKBOOK = Text(
    "El archivo no es un formulario XLSForm: hace falta un libro de Excel (.xlsx) con las hojas "
    "survey, choices y settings. Guárdelo de nuevo como .xlsx y súbalo otra vez.",
    "The file is not an XLSForm: it takes an Excel workbook (.xlsx) with the sheets survey, "
    "choices and settings. Save it again as .xlsx and upload it once more.",
)
TOO_LARGE = Text(
    "El formulario pesa más de 2 MB: quite las imágenes y las hojas que no sean survey, choices y "
    "settings, y súbalo otra vez.",
    "The form is larger than 2 MB: remove pictures and sheets other than survey, choices and "
    "settings, and upload it once more.",
)
_ROW = re.compile(r"\[row\s*:\s*(\d+)\]\s*")
_SHEET = re.compile(r"On the '(\w+)' sheet, (?:the )?")
_KNOWN: tuple[tuple[str, Text], ...] = (
    (r"Unknown question type '(?P<v>[^']*)'",
     Text("el tipo de pregunta «{v}» no existe", "the question type “{v}” does not exist")),
    (r"must be unique|is a case-insensitive match|must unique",
     Text("el nombre está dos veces: cada pregunta lleva el suyo",
          "the name stands twice: each question has its own")),
    (r"Names (?:must begin|used here)",
     Text("el nombre no sirve: empiece con una letra; sin espacios ni acentos",
          "the name does not serve: begin with a letter; no spaces or accents")),
    (r"[Cc]hoices should have a label",
     Text("falta el texto de la opción (label)", "the words of the choice are missing (label)")),
    (r"[Cc]hoices must have a name|has no name|'name' value is invalid|no name",
     Text("falta el nombre (name)", "the name is missing (name)")),
    (r"Could not find the name '(?P<v>[^']*)'",
     Text("una condición habla de «{v}», que no está en la hoja survey",
          "a condition speaks of “{v}”, which is not in the sheet survey")),
    (r"List name not in choices sheet: (?P<v>\S+)",
     Text("la lista «{v}» no está en la hoja choices",
          "the list “{v}” is not in the sheet choices")),
    (r"Unmatched 'begin_(?:group|repeat)'.*name '(?P<v>[^']*)'",
     Text("«{v}» se abre (begin) y no se cierra (end)",
          "“{v}” opens (begin) and does not close (end)")),
    (r"Unmatched 'end",
     Text("un grupo se cierra (end) sin haberse abierto (begin)",
          "a group closes (end) that never opened (begin)")),
    (r"named '(?P<v>[^']*)' has no label",
     Text("la pregunta «{v}» no tiene texto (label)", "the question “{v}” has no words (label)")),
    (r"headers were not found: (?P<v>[^.]*)",
     Text("faltan columnas: {v}", "columns are missing: {v}")),
    (r"[Ii]nvalid headers",
     Text("los nombres de las columnas de la primera fila no son los de un XLSForm",
          "the names of the columns in the first row are not those of an XLSForm")),
    (r"must have a sheet named|sheet (?:named )?'survey'|no survey",
     Text("falta la hoja survey", "the sheet survey is missing")),
)  # fmt: skip
AGAIN = Text(" Corríjalo en el libro y súbalo otra vez.", " Correct the book and upload it again.")


def at_row(sheet: str, row: int | None, words: Text) -> Text:
    """The sentence with its place in front."""
    if row is None:
        return Text(f"Hoja {sheet}: {words.es}.", f"Sheet {sheet}: {words.en}.") + AGAIN
    return (
        Text(f"Hoja {sheet}, fila {row}: {words.es}.", f"Sheet {sheet}, row {row}: {words.en}.")
        + AGAIN
    )


def said_by_pyxform(message: str) -> Text:
    """Its message in our words; what has none is repeated, in English, with its place."""
    found = _ROW.search(message)
    row = int(found[1]) if found else None
    plain = " ".join(_ROW.sub("", message).split())[:300]
    named = _SHEET.search(plain) or re.search(r"sheet: '(\w+)'", plain)
    sheet = named[1] if named else "survey"
    for pattern, words in _KNOWN:
        match = re.search(pattern, plain)
        if match:
            value = (match.groupdict().get("v") or "").strip()
            return at_row(sheet, row, Text(words.es.format(v=value), words.en.format(v=value)))
    plain = plain.rstrip(".")
    told = Text(f"pyxform dice «{plain}»", f"pyxform says “{plain}”")
    return at_row(sheet, row, told)
