"""The words and signs of the report: states, kinds, labels, dates with their distance."""

import re
from collections.abc import Mapping
from datetime import date

from segunda.law.text import Text

MET, WITH_PAPERS, UNKNOWN, NOT_MET = range(4)
CODES = ("met", "with_papers", "unknown", "not_met")
SIGNS = ("✓", "◐", "?", "–")
STATE_LETTERS = "mpun"  # the class of each group in the style sheet
GROUPS = (
    Text("se cumple", "met"),
    Text("se cumpliría con papeles", "would be met with papers"),
    Text("falta saber", "unknown"),
    Text("hoy no se cumple", "not met today"),
)
LABELS: Mapping[str, Text] = {
    "verified": Text("texto visto", "text seen"),
    "reported": Text("según fuente secundaria", "secondary source"),
    "unverified": Text("sin verificar", "not verified"),
}
LABEL_MEANINGS: Mapping[str, Text] = {
    "verified": Text(
        "la redacción se vio en un sitio de textos legales (no en la Gaceta Oficial)",
        "the wording was seen on a legal-text site (not in the official gazette)",
    ),
    "reported": Text(
        "se conoce por prensa, abogados, informes o páginas oficiales; el texto no se vio",
        "known from press, lawyers, reports or official pages; the text was not seen",
    ),
    "unverified": Text(
        "nadie ha podido confirmarla: puede avisar, nunca dar un «se cumple»",
        'nobody could confirm it: it may raise an alert, never produce a "met"',
    ),
}
PROTECTED = Text(
    "un motivo protegido: pregunte a salud o a su defensa",
    "a protected ground: ask health or her defender",
)
PROTECTED_HEADING = Text("motivo protegido", "protected ground")
FEW = Text("menos de 10", "fewer than 10")
FEWEST = 10  # a count of sealed grounds below this is not told (CONTRACTS, screen)
FICTITIOUS = Text(
    "FICTICIO: personas inventadas, ninguna existe",
    "FICTITIOUS: invented people, none of them exists",
)
NO_NAME = Text("sin nombre en el archivo", "no name in the file")
NO_FACILITY = Text("establecimiento sin dato", "facility not stated")
EXCLUSIONS = Text("exclusiones no leídas", "exclusions not read")
FORECAST = Text("pronóstico con la ley y los datos de hoy", "forecast under today's law and facts")
SEXES: Mapping[str, Text] = {
    "F": Text("mujeres", "women"),
    "M": Text("hombres", "men"),
    "X": Text("otro o no binario", "other or non-binary"),
    "unknown": Text("sin dato", "not stated"),
}
STATUSES: Mapping[str, Text] = {
    "pretrial": Text("en detención provisional", "in pre-trial detention"),
    "sentenced_not_final": Text(
        "con sentencia que no está en firme", "with a sentence not yet final"
    ),
    "sentenced_final": Text("con sentencia en firme", "with a final sentence"),
    "other": Text("con otro título", "on another title"),
    "unknown": Text("con título desconocido", "on a title not known"),
}
COUNTRIES: Mapping[str, Text] = {
    "PA": Text("Panamá", "Panama"),
    "CR": Text("Costa Rica", "Costa Rica"),
    "CO": Text("Colombia", "Colombia"),
    "MX": Text("México", "Mexico"),
    "EC": Text("Ecuador", "Ecuador"),
    "BO": Text("Bolivia", "Bolivia"),
    "UY": Text("Uruguay", "Uruguay"),
    "BR": Text("Brasil", "Brazil"),
    "AR": Text("Argentina", "Argentina"),
}
FLAGS: Mapping[str, Text] = {
    "impossible_age": Text("edad imposible", "impossible age"),
    "age_and_birth_disagree": Text(
        "la edad y la fecha de nacimiento no concuerdan", "age and date of birth disagree"
    ),
    "foot_of_page": Text(
        "línea al pie que no es una persona", "line at the foot that is not a person"
    ),
    "admission_after_file_day": Text(
        "ingreso posterior al día del archivo", "admission after the file's own day"
    ),
    "date_after_file_day": Text(
        "otra fecha posterior al día del archivo", "another date after the file's own day"
    ),
    "end_before_start": Text(
        "fin anterior al comienzo (fila no aceptada)", "end before start (row not accepted)"
    ),
    "impossible_date": Text(
        "fecha que no existe (fila no aceptada)", "date not in the calendar (row not accepted)"
    ),
    "no_identity": Text(
        "fila que no dice de quién es (no aceptada)", "row that names nobody (not accepted)"
    ),
    "pretrial_with_sentence": Text(
        "figura sin condena pero tiene pena", "stands as not sentenced but has a sentence"
    ),
    "duplicate_id": Text("número repetido", "number used more than once"),
    "blank_gender": Text("falta el sexo", "sex missing"),
    "blank_charge": Text("falta el delito", "charge missing"),
    "blank_value": Text("falta un dato", "a value is missing"),
    "unknown_value": Text("valor fuera de la lista", "value not in the list"),
    "unreadable_date": Text("fecha que no se entiende", "date that cannot be read"),
    "unreadable_number": Text("número que no se entiende", "number that cannot be read"),
    "unreadable_length": Text("duración que no se entiende", "length that cannot be read"),
    "impossible_number": Text("número imposible", "impossible number"),
    "serial_date": Text(
        "número de serie en lugar de fecha", "spreadsheet serial number in place of a date"
    ),
    "days_in_months": Text("pena con días sueltos", "sentence with odd days"),
    "too_few_cells": Text("fila con celdas de menos", "row with cells missing"),
    "too_many_cells": Text(
        "fila con celdas de más (no aceptada)", "row with extra cells (not accepted)"
    ),
    "no_facility": Text("falta el establecimiento", "facility missing"),
    "left_before_file_day": Text(
        "salió antes del día del archivo", "left before the file's own day"
    ),
    "bad_cell": Text("celda que no sirve (fila no aceptada)", "bad cell (row not accepted)"),
    "formula_cell": Text("celda con fórmula", "cell with a formula"),
    "error_cell": Text("celda con error de hoja", "cell with a spreadsheet error"),
    "null_character": Text("fila dañada (no aceptada)", "damaged row (not accepted)"),
}
_MONTHS = {
    "es": "ene feb mar abr may jun jul ago sep oct nov dic",
    "en": "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec",
}


def day_in_words(day: date, language: str) -> str:
    """A day as `21 nov 2026`."""
    return f"{day.day} {_MONTHS[language].split()[day.month - 1]} {day.year}"


def month_in_words(day: date, language: str) -> str:
    """A month as `nov 2026`."""
    return day_in_words(day, language).split(" ", 1)[1]


def distance(day: date, as_of: date) -> Text:
    """How far `day` lies from `as_of`: «faltan 40 días», «hace 12 días», «hoy»."""
    days = (day - as_of).days
    if days == 0:
        return Text("hoy", "today")
    if days > 0:
        return Text(
            "falta 1 día" if days == 1 else f"faltan {days:,} días",
            "in 1 day" if days == 1 else f"in {days:,} days",
        )
    return Text(
        "hace 1 día" if days == -1 else f"hace {-days:,} días",
        "1 day ago" if days == -1 else f"{-days:,} days ago",
    )


# A citation is stored once for both languages (CONTRACTS, law list) with English joining words.
_CITED = (
    (re.compile(r"\bConstitution\b"), "Constitución"),
    (re.compile(r"\bwording of\b"), "texto de la"),
    (re.compile(r"\bof (\d+) Nov (\d+)"), r"de \1 nov \2"),
    (re.compile(r"\(limit\); exceptions in the Code"), "(límite); excepciones en el Código"),
    (re.compile(r"\band\b"), "y"),
)


def cited(citation: str, language: str) -> str:
    """An article as a reader of `language` expects it."""
    if language == "es":
        for english, spanish in _CITED:
            citation = english.sub(spanish, citation)
    return citation


def people(count: int, language: str) -> str:
    """`1 persona`, `24,110 personas` (thousands with a comma, as Panama writes them)."""
    one, many = ("persona", "personas") if language == "es" else ("person", "people")
    return f"{count:,} {one if count == 1 else many}"


def flag_words(flag: str) -> Text:
    """A kind of contradiction as a heading; a kind we have no words for keeps its own name."""
    plain = flag.replace("_", " ")
    return FLAGS.get(flag, Text(plain, plain))


def capital(words: Text) -> Text:
    """The same words as they begin a heading or a line."""
    return Text(words.es[:1].upper() + words.es[1:], words.en[:1].upper() + words.en[1:])
