"""Sectors of the Advisory Council, and what a referral may carry, in words."""

from collections.abc import Mapping
from dataclasses import dataclass

from segunda.law.text import Text
from segunda.monitoring.roles import MEDICAL

SECTORS: Mapping[str, Text] = {
    "civil_society": Text("Sociedad civil", "Civil society"),
    "affected": Text("Personas que estuvieron privadas de libertad y sus familias",
                     "People who were deprived of liberty and their families"),
    "academia": Text("Academia", "Academia"),
    "law": Text("Derecho", "Law"),
    "health": Text("Salud", "Health"),
    "social": Text("Trabajo social y educación", "Social work and education"),
    "other": Text("Otro sector", "Another sector"),
}  # fmt: skip
"""The source says «professionals from different sectors»; this list is ours. `affected`: those
who lived it should sit at the table (inventory S184)."""
AFFECTED = "affected"


@dataclass(frozen=True)
class ReferralField:
    """One thing a referral may say of a person; `fact_class`: who may write and read it."""

    name: Text
    long: bool = False
    fact_class: str = "ordinary"


FIELDS: Mapping[str, ReferralField] = {
    "name": ReferralField(Text("Nombre de la persona", "The person's name")),
    "document": ReferralField(Text("Número de documento", "Number of document")),
    "where": ReferralField(Text("Dónde está", "Where the person is")),
    "contact": ReferralField(Text("Cómo comunicarse con ella", "How to reach the person")),
    "family": ReferralField(Text("Familiar a quien avisar", "Relative to be told")),
    "what": ReferralField(Text("Qué pasó", "What happened"), long=True),
    "asked": ReferralField(Text("Qué pide la persona", "What the person asks for"), long=True),
    "health": ReferralField(Text("De su salud", "Of the person's health"), long=True,
                            fact_class=MEDICAL),
}  # fmt: skip
"""Minimum data: what a department may need. Of health only health professionals write and read."""
CONSENTS: Mapping[str, Text] = {
    "not_asked": Text("no se ha preguntado", "not asked yet"),
    "yes": Text("consintió", "consented"),
    "no": Text("no consintió", "did not consent"),
    "withdrawn": Text("retiró su consentimiento", "withdrew the consent"),
}
CONSENT_SIGNS: Mapping[str, str] = {
    "not_asked": "unknown", "yes": "met", "no": "not_met", "withdrawn": "not_met",
}  # fmt: skip
WAYS: Mapping[str, Text] = {
    "written": Text("por escrito", "in writing"),
    "spoken": Text("de palabra, ante quien la entrevistó", "in words, to the interviewer"),
}
