"""The words of a report: its kinds, long dates, what entries are about."""

from collections.abc import Mapping
from datetime import date

from segunda.law.text import Text
from segunda.monitoring.reports.document import Words

KINDS: Mapping[str, Text] = {
    "country": Text("Ficha de país", "Country sheet"),
    "annual": Text("Informe anual", "Annual report"),
    "special": Text("Informe especial", "Special report"),
    "visit": Text("Informe de visita", "Visit report"),
}
MONTHS = (
    Text("enero", "January"), Text("febrero", "February"), Text("marzo", "March"),
    Text("abril", "April"), Text("mayo", "May"), Text("junio", "June"), Text("julio", "July"),
    Text("agosto", "August"), Text("septiembre", "September"), Text("octubre", "October"),
    Text("noviembre", "November"), Text("diciembre", "December"),
)  # fmt: skip
TEXTS: Mapping[str, Text] = {
    "name": Text("Mecanismo Nacional de Prevención (MNP)", "National Preventive Mechanism (NPM)"),
    "law": Text("Marco legal del MNP", "NPM legal framework"),
    "operational": Text("MNP en funcionamiento", "NPM operationalisation"),
    "structure": Text("Estructura del MNP", "NPM structure"),
    "composition": Text("Composición del MNP", "NPM composition"),
}
DAYS: Mapping[str, Text] = {
    "uncat": Text("Ratificación de la Convención contra la Tortura (UNCAT)", "UNCAT Ratification"),
    "opcat": Text("Ratificación del Protocolo Facultativo (OPCAT)", "OPCAT Ratification"),
}
NUMBERS: Mapping[str, Text] = {
    "pregnant": Text("Mujeres embarazadas", "Pregnant women"),
    "disabled": Text("Mujeres con discapacidad", "Women with disabilities"),
    "prisons": Text("Número de cárceles de mujeres", "Number of women's prisons"),
    "prisons_only": Text("Cárceles solo de mujeres", "Women-only prisons"),
    "prisons_mixed": Text("Cárceles mixtas con unidades separadas para mujeres",
                          "Mixed prisons with separate units for women"),
    "staff": Text("Personal penitenciario (total)", "Prison staff (total)"),
    "staff_women": Text("Mujeres custodias", "Women prison officers"),
}  # fmt: skip
PROSE: Mapping[str, Text] = {
    "issue": Text("Problema de la detención", "Detention issue"),
    "alternatives": Text("Alternativas a la detención", "Alternatives to detention"),
    "more": Text("Otra información del MNP", "Other relevant NPM information"),
}
ABOUT: Mapping[str, Text] = {**DAYS, **TEXTS, **NUMBERS, **PROSE}
"""What an entry may be about."""
MANY = frozenset({"issue"})
"""Of these several entries stand at once."""


def long_date(day: date) -> Text:
    """`24 de agosto de 1987`, `24 August 1987`."""
    month = MONTHS[day.month - 1]
    return Text(f"{day.day} de {month.es} de {day.year}", f"{day.day} {month.en} {day.year}")


def as_words(text: Text) -> Words:
    """A Text as a run of a document."""
    return Words(text.es, text.en)
