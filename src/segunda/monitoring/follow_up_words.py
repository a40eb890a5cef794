"""Authorities, themes and states of the follow-up, as codes with their words."""

from collections.abc import Mapping

from segunda.law.text import Text

AUTHORITIES: Mapping[str, Text] = {
    "mingob": Text("Ministerio de Gobierno", "Ministry of Government"),
    "dgsp": Text("Dirección General del Sistema Penitenciario",
                 "General Directorate of the Penitentiary System"),
    "minsa": Text("Ministerio de Salud", "Ministry of Health"),
    "assembly": Text("Asamblea Nacional de Diputados", "National Assembly of Deputies"),
    "judiciary": Text("Órgano Judicial", "Judiciary"),
    "technical_boards": Text("Juntas técnicas de los centros",
                             "Technical boards of the facilities"),
    "prosecution": Text("Ministerio Público", "Public Prosecutor's Office"),
    "police": Text("Policía Nacional", "National Police"),
    "ombuds": Text("Defensoría del Pueblo", "Ombuds Institution"),
}  # fmt: skip
THEMES: Mapping[str, Text] = {
    "searches": Text("Registros corporales", "Body searches"),
    "sanctions": Text("Sanciones disciplinarias", "Disciplinary sanctions"),
    "habitability": Text("Condiciones de habitabilidad", "Conditions of habitability"),
    "isolation": Text("Aislamiento", "Solitary confinement, isolation"),
    "health": Text("Salud", "Health"),
    "coercion": Text("Medios de coerción", "Means of coercion"),
    "alternatives": Text("Alternativas a la detención", "Alternatives to detention"),
    "separation": Text("Separación", "Separation"),
    "pregnancy": Text("Mujeres embarazadas", "Pregnant women"),
    "other": Text("Otro tema", "Another theme"),
}
NEEDS: Mapping[str, Text] = {
    "law": Text("una ley", "a law"),
    "money": Text("dinero", "money"),
    "staff": Text("personal", "staff"),
    "equipment": Text("equipo", "equipment"),
    "order": Text("una orden", "an order"),
}
ASSESSMENTS: Mapping[str, Text] = {
    "not_yet": Text("sin valorar todavía", "not yet assessed"),
    "not_started": Text("no empezó", "not started"),
    "partial": Text("en parte", "partial"),
    "done": Text("cumplida", "done"),
    "worsened": Text("empeoró", "worsened"),
}
SIGNS: Mapping[str, str] = {
    "not_yet": "unknown", "not_started": "not_met", "partial": "papers", "done": "met",
    "worsened": "over",
}  # fmt: skip
EVIDENCE: Mapping[str, Text] = {
    "interview": Text("entrevista", "interview"),
    "document": Text("documento", "document"),
    "observation": Text("observación", "observation"),
    "register": Text("registro", "register"),
}
SEVERITIES: Mapping[str, Text] = {
    "low": Text("leve", "minor"),
    "serious": Text("seria", "serious"),
    "grave": Text("grave", "grave"),
}
