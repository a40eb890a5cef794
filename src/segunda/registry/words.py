"""The words of the record on the screen, one per code; the terms are those of GLOSSARY.md."""

from segunda.law.text import Text

STATUS = {
    "pretrial": Text("en espera de juicio", "awaiting trial"),
    "sentenced_not_final": Text("con condena no firme", "sentenced, not final"),
    "sentenced_final": Text("con condena firme", "sentenced"),
    "other": Text("otro título", "another title"),
    "": Text("sin título registrado", "no title recorded"),
}
SEX = {
    "F": Text("mujer", "woman"),
    "M": Text("hombre", "man"),
    "X": Text("otro o no binario", "other or non-binary"),
    "": Text("no consta", "not recorded"),
}
FACILITY_KIND = {
    "women": Text("mujeres", "women"),
    "men": Text("hombres", "men"),
    "mixed": Text("mixto, con unidades separadas", "mixed, with separate units"),
    "unknown": Text("no consta", "not recorded"),
}
SPECIAL = {
    "": Text("alojamiento", "housing"),
    "isolation": Text("aislamiento", "isolation"),
    "mother_child": Text("madres con sus hijos", "mothers with their children"),
    "health": Text("salud", "health"),
    "conjugal": Text("visita conyugal", "conjugal visits"),
    "transit": Text("tránsito", "transit"),
    "maximum": Text("máxima seguridad", "maximum security"),
}
END_KIND = {
    "release": Text("libertad", "release"),
    "death": Text("fallecimiento", "death"),
    "escape": Text("fuga", "escape"),
    "expulsion": Text("expulsión del país", "expulsion from the country"),
    "unreported": Text("dejó de figurar en los archivos", "no longer in the files"),
    "": Text("", ""),
}
STATE = {
    "declared": Text("declarado", "declared"),
    "proved": Text("probado", "proved"),
    "disputed": Text("en disputa", "disputed"),
}
RELATION = {
    "child_inside": Text("hijo o hija, adentro con ella", "child, inside with her"),
    "child_outside": Text("hijo o hija, afuera", "child, outside"),
    "cared_for": Text("otra persona a su cuidado", "another person in her care"),
}
ORDER_KIND = {
    "detention": Text("detención", "detention"),
    "release": Text("libertad", "release"),
    "transfer": Text("traslado", "transfer"),
    "house_arrest": Text("arresto domiciliario", "house arrest"),
    "medical": Text("atención médica", "medical care"),
    "other": Text("otra orden", "another order"),
}
HOLD_KIND = {
    "other_case": Text("otra causa", "another case"),
    "warrant": Text("orden de captura", "warrant"),
    "extradition": Text("extradición", "extradition"),
    "sentence": Text("otra pena", "another sentence"),
    "other": Text("otro título", "another title"),
}
CREDIT_KIND = {
    "pretrial": Text("detención provisional", "pre-trial detention"),
    "work": Text("trabajo", "work"),
    "study": Text("estudio", "study"),
    "teaching": Text("enseñanza", "teaching"),
    "community_work": Text("trabajo comunitario", "community work"),
    "presentation": Text("presentaciones", "presentations"),
    "territorial_ban": Text("impedimento de salir del territorio", "territorial ban"),
    "other": Text("otro", "other"),
}
CREDIT_UNIT = {
    "done": Text(
        "lo que ella hizo (días u horas), sin descontar todavía",
        "what she did (days or hours), not yet taken off",
    ),
    "off": Text(
        "los días que la resolución descuenta de la pena",
        "the days the resolution takes off the sentence",
    ),
}
COMPUTATION_STATE = {
    "proposed": Text("espera a quien la revise", "waits for who checks it"),
    "signed": Text("firmada por dos personas", "signed by two people"),
    "returned": Text("devuelta con una razón", "returned with a reason"),
    "withdrawn": Text("retirada por quien la hizo", "withdrawn by who made it"),
}
CUSTODY_KIND = {
    "prison": Text("centro penal", "prison"),
    "home": Text("casa o habitación", "home"),
    "hospital": Text("hospital o casa de salud", "hospital"),
}
CREDITED = {
    "": Text("no se ha dicho", "not said"),
    "yes": Text("sí, cuenta para la pena", "yes, it counts for the sentence"),
    "no": Text("no, fue por otra causa", "no, it was for another case"),
}
INTERRUPTION_KIND = {
    "escape": Text("fuga", "escape"),
    "conditional_release_revoked": Text(
        "libertad condicional revocada", "conditional release revoked"
    ),
    "supervised_release_revoked": Text("libertad vigilada revocada", "supervised release revoked"),
}
SENTENCE_RELATION = {
    "alone": Text("es la única, o la primera", "it is the only one, or the first"),
    "consecutive": Text("se cumple después de otra", "served after another"),
    "concurrent": Text("se cumple a la vez que otra", "served together with another"),
    "unified": Text("unifica las anteriores", "unifies the former ones"),
}
AMENDED = {
    "mistyped": Text("se escribió mal", "it was written wrongly"),
    "paper": Text("el papel dice otra cosa", "the paper says otherwise"),
    "she_says": Text("ella lo señaló y se comprobó", "she pointed it out and it was checked"),
    "twice": Text("estaba anotado dos veces", "it was recorded twice"),
    "another_person": Text("es de otra persona", "it is about another person"),
    "did_not_happen": Text("no ocurrió", "it did not happen"),
}
"""Why a row is corrected or withdrawn: a code, because the trace keeps no words of people."""
QUESTION = {
    "children_tonight": Text("¿Quién está con sus hijos esta noche?",
                             "Who is with her children tonight?"),
    "language": Text("¿Qué lengua habla? ¿Necesita intérprete?",
                     "Which language does she speak? Does she need an interpreter?"),
    "rights": Text("¿Se le explicaron sus derechos en palabras claras?",
                   "Were her rights explained in plain words?"),
    "call": Text("¿Hizo su llamada?", "Did she make her call?"),
    "consul": Text("Si es extranjera, ¿se avisó a su consulado?",
                   "If foreign, was her consulate told?"),
    "medical_exam": Text("¿La vio personal de salud en las primeras 24 horas?",
                         "Was she seen by health staff in the first 24 hours?"),
}  # fmt: skip
ANSWER = {
    "yes": Text("sí", "yes"),
    "no": Text("no", "no"),
    "not_asked": Text("no se preguntó", "not asked"),
    "not_applicable": Text("no aplica", "does not apply"),
}
ANSWER_TO = {
    "children_tonight": {
        "yes": Text("están con alguien de confianza", "they are with somebody trusted"),
        "no": Text("no hay nadie, o no se sabe: avise hoy a trabajo social",
                   "nobody, or not known: tell social work today"),
        "not_applicable": Text("no tiene hijos a su cargo", "she has no children in her care"),
    },
    "language": {
        "yes": Text("nos entendemos, con intérprete si hace falta",
                    "we understand each other, with an interpreter where needed"),
        "no": Text("no nos entendemos: falta intérprete",
                   "we do not understand each other: an interpreter is missing"),
    },
    "call": {"not_applicable": Text("no quiso llamar", "she did not want to call")},
    "consul": {
        "yes": Text("se avisó", "it was told"),
        "no": Text("todavía no se avisó", "it was not told yet"),
        "not_applicable": Text("no es extranjera, o pidió que no se avise",
                               "not foreign, or she asked that it not be told"),
    },
}  # fmt: skip
"""Where "yes" and "no" would not be an answer to the question."""
NOTE = {
    "children_tonight": Text("Con quién están, y cómo llamar", "With whom, and how to call"),
    "language": Text("Qué lengua, qué intérprete", "Which language, which interpreter"),
    "rights": Text("Quién se los explicó", "Who explained them"),
    "call": Text("Qué día y a qué hora", "Which day and hour"),
    "consul": Text("Qué consulado, qué día", "Which consulate, which day"),
    "medical_exam": Text("Qué día y a qué hora", "Which day and hour"),
}


def answers_to(question: str) -> dict[str, Text]:
    """The answers one may give to a question of admission, in its own words."""
    return ANSWER | ANSWER_TO.get(question, {})


def number_kind(kind: str) -> Text:
    """The kind of an identity document, as typed where it is not one of the usual."""
    known = {
        "": Text("documento", "document"),
        "cédula": Text("cédula", "identity card (cédula)"),
        "pasaporte": Text("pasaporte", "passport"),
        "otro": Text("otro documento", "another document"),
    }
    return known.get(kind, Text(kind, kind))


def source_words(source: str) -> Text:
    """Where a loaded value comes from: the invented register by a name, others by their own."""
    known = {"demo": Text("el registro inventado", "the invented register")}
    return known.get(source, Text(f"«{source}»", f"“{source}”"))


OUTCOME = {
    "upheld": Text("se corrigió", "corrected"),
    "partly": Text("se corrigió en parte", "corrected in part"),
    "rejected": Text("se mantuvo, con razones", "kept, with reasons"),
    "": Text("sin respuesta", "no answer yet"),
}
PATH_ANSWER = (
    Text("no se cumple hoy", "not met today"),
    Text("falta saber", "not known yet"),
    Text("cumpliría con papeles", "would be met with papers"),
    Text("cumple hoy", "met today"),
)
"""What a path answers, by the number kept (models/verdicts.py)."""
LIMIT_ANSWER = (
    Text("dentro del límite", "within the limit"),
    Text("falta saber", "not known yet"),
    Text("superado según el registro", "passed by the register"),
    Text("límite superado", "limit passed"),
)
"""What a limit answers: met means broken."""
LABEL = {
    "verified": Text("texto verificado", "text verified"),
    "reported": Text("según otras fuentes", "as reported"),
    "unverified": Text("sin verificar", "unverified"),
}
"""How sure it is that a rule says what it is taken to say."""
CAUSE = {
    "first": Text("primera revisión", "first check"),
    "fact": Text("se anotó un dato", "a fact was recorded"),
    "source": Text("cambió lo que dice la fuente", "what the source says changed"),
    "custody": Text("cambió la custodia", "her custody changed"),
    "status": Text("cambió la situación jurídica", "her legal status changed"),
    "sentence": Text("se anotó una pena", "a sentence was recorded"),
    "person": Text("cambió su expediente", "her file changed"),
    "load": Text("se cargó el archivo", "a file was loaded: load"),
    "day": Text("pasó el tiempo", "time passed"),
    "law": Text("cambió la regla", "the rule changed"),
}
"""Why a verdict is another than before."""

EXPORT_STATE = {
    "queued": Text("en cola", "queued"),
    "running": Text("se está haciendo", "being made"),
    "done": Text("ya está hecha", "ready"),
    "refused": Text("no se hizo", "not made"),
}
"""How far a list taken out is."""


def answer_words(kind: str) -> tuple[Text, ...]:
    """What a rule of this kind answers, by the number kept."""
    return LIMIT_ANSWER if kind == "limit" else PATH_ANSWER


ASKED_HOW = {
    "letter": Text("por carta o nota", "by letter or note"),
    "person": Text("en persona", "in person"),
    "phone": Text("por teléfono", "by telephone"),
    "mail": Text("por correo electrónico", "by e-mail"),
}
PAPER_OUTCOME = {
    "arrived": Text("llegó", "arrived"),
    "refused": Text("lo negaron", "refused"),
    "none": Text("dicen que no existe", "they say it does not exist"),
    "other": Text("otra respuesta", "another answer"),
    "": Text("sin respuesta", "no answer yet"),
}
"""What became of a paper that was asked for."""
HANDED_TO = {
    "herself": Text("a la propia persona", "to herself"),
    "family": Text("a su familia", "to her family"),
}
REVIEW_TITLE = {
    "past": Text("Siguen después del final calculado de la pena",
               "Still held after the computed end of the sentence"),
    "limit": Text("Límite de la detención provisional, pasado o cerca",
                "Limit of pre-trial detention, passed or near"),
    "released": Text("Salieron antes del final calculado: cuentas por revisar",
                   "Left before the computed end: computations to check"),
    "by_hand": Text("Penas que calcula una persona", "Sentences a person computes"),
    "wall": Text("Fuera de toda alternativa solo por la duración de la pena",
                 "Outside every alternative only for the length of the sentence"),
}  # fmt: skip
REVIEW_GROUP = {
    "every": Text("según todas las lecturas", "by every reading"),
    "some": Text("según una lectura sí y otra no", "by one reading yes, by another no"),
    "passed": Text("límite pasado", "limit passed"),
    "perhaps": Text(
        "más de un año, y no consta si la causa es compleja",
        "over a year, and it is not recorded whether the case is complex",
    ),
    "near": Text("se cumple en 60 días o menos", "reached within 60 days"),
    "": Text("todas", "all"),
    "6_years": Text("un límite de 6 años", "a limit of 6 years"),
    "8_years": Text("un límite de 8 años", "a limit of 8 years"),
    "10_years": Text("un límite de 10 años", "a limit of 10 years"),
    "more": Text("ni un límite de 10 años", "not even a limit of 10 years"),
    "unknown": Text("no consta la duración de la pena", "the length is not recorded"),
}
