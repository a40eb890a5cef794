"""What the self-check says, on the screen and on paper. It never says that anybody qualifies."""

from collections.abc import Mapping

from segunda.law.text import Text
from segunda.report.her_sheet import (
    COMPLIANCE,
    DEFENDER,
    GUARANTEES,
    MECHANISM,
    NO_CHARGE,
    OMBUDS,
    SOURCES,
)

TITLE = Text("Preguntas y papeles", "Questions and papers")
"""Neutral on purpose: it stands in the list of pages the phone has opened."""
PLEAD = Text(
    "No se declare culpable para llegar a esto; hable antes con su defensa.",
    "Do not plead guilty to reach this; speak with a defender first.",
)
INTRO = (
    Text("Estas preguntas ayudan a ver qué camino legal puede estar abierto, y qué papeles pedir.",
         "These questions help to see which lawful way may be open, and which papers to ask for."),
    Text("Esta página no decide nada. Decide un juez u otra autoridad.",
         "This page decides nothing. A judge or another authority decides."),
    Text("Lo que usted escribe no sale de este aparato. Puede saltar lo que no sepa.",
         "What you write does not leave this device. You may skip what you do not know."),
    Text("Aquí no están todos los caminos. Pregunte también a su defensa.",
         "Not every way is here. Ask your defender too."),
)  # fmt: skip
PLACES = (DEFENDER, COMPLIANCE, GUARANTEES, OMBUDS, MECHANISM)
YES, NO = Text("Sí", "Yes"), Text("No", "No")
LABELS: Mapping[str, Text] = {
    "verified": Text("El texto de la ley se vio.", "The wording of the law was seen."),
    "reported": Text("El texto no se vio entero: lo cuentan otras fuentes.",
                     "The wording was not seen in full: other sources tell it."),
    "unverified": Text("Una parte del texto no se ha visto en ningún lugar.",
                       "A part of the wording was seen nowhere."),
}  # fmt: skip
SAY: Mapping[str, Text] = {
    "title": TITLE,
    "plead": PLEAD,
    "today": Text("¿Es hoy este día? Si no, cambie los números.",
                  "Is this today's date? If not, change the numbers."),
    "day": Text("Día", "Day"),
    "month": Text("Mes", "Month"),
    "year": Text("Año", "Year"),
    "years": Text("Años", "Years"),
    "months_word": Text("Meses", "Months"),
    "days": Text("Días", "Days"),
    "months": Text("ene feb mar abr may jun jul ago sep oct nov dic",
                   "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec"),
    "start": Text("Empezar", "Begin"),
    "next": Text("Seguir", "Go on"),
    "skip": Text("No sé, o no quiero decir", "I do not know, or would rather not say"),
    "back": Text("Atrás", "Back"),
    "see": Text("Ver los caminos ya", "See the ways now"),
    "left": Text("Faltan a lo sumo: {}.", "Questions left, at most: {}."),
    "sealed": Text("Esta pregunta es muy suya. Si hay gente cerca, puede saltarla.",
                   "This question is private. If people are near, you may skip it."),
    "bad_year": Text("Escriba el año con cuatro números, como 1990.",
                     "Write the year with four digits, as in 1990."),
    "bad_month": Text("El mes va de 1 a 12.", "The month goes from 1 to 12."),
    "bad_day": Text("Ese día no existe en ese mes. Mire el número.",
                    "That month has no such day. Look at the number."),
    "future": Text("Ese día todavía no llega. Mire el año.",
                   "That day has not come yet. Look at the year."),
    "bad_number": Text("Escriba un número entre 0 y {}.", "Write a number from 0 to {}."),
    "bad_length": Text("Solo números. Los meses van hasta 11 y los días hasta 30.",
                       "Numbers only. Months go up to 11, days up to 30."),
    "bad_sentence": Text("Una pena va de un día a 50 años. Mire la sentencia.",
                         "A sentence goes from one day to 50 years. Look at the judgment."),
    "results": Text("Sus caminos", "Your ways"),
    "as_of": Text("Cuenta hecha para el {}.", "Counted for {}."),
    "decides_nothing": Text("Esta página no decide nada y no sabe todo. "
                            "Lleve esta lista a su defensa.",
                            "This page decides nothing and does not know all. "
                            "Take this list to your defender."),
    "none_open": Text("Con lo que contó, hoy no se ve un camino abierto. Eso puede cambiar. "
                      "Pregunte a su defensa.",
                      "From what you told, no way is seen open today. That can change. "
                      "Ask your defender."),
    "open": Text("Puede estar abierto si estos papeles lo prueban",
                 "This path may be open if these papers prove it"),
    "unknown": Text("Falta saber. Lo dicen estos papeles",
                    "Something is not known. These papers tell it"),
    "later": Text("Hoy no, pero sí más tarde", "Not today, but later"),
    "papers": Text("Papeles:", "Papers:"),
    "papers_some": Text("Papeles que lo pueden decir. No siempre hacen falta todos:",
                        "Papers that may tell. Not all of them are always needed:"),
    "limit_open": Text("El plazo puede haber pasado, si estos papeles lo prueban:",
                       "The limit may have passed, if these papers prove it:"),
    "limit_unknown": Text("Falta saber si el plazo pasó. Lo dicen estos papeles:",
                          "Whether the limit has passed is not known. These papers tell it:"),
    "limit_later": Text("El plazo todavía no pasa. Papeles:",
                        "The limit has not passed yet. Papers:"),
    "opens": Text("Desde el {} puede abrirse, si los papeles lo prueban y nada más cambia.",
                  "From {} it may open, if the papers prove it and nothing else changes."),
    "since": Text("Se puede pedir desde el {}.", "It can be asked for since {}."),
    "since_today": Text("Ya se puede pedir.", "It can be asked for now."),
    "limit_opens": Text("Pasa el {}, si nada más cambia.",
                        "It passes on {}, if nothing else changes."),
    "limit_since": Text("Por lo que contó, pasó el {}.", "From what you told, it passed on {}."),
    "limit_since_today": Text("Pida que se lo digan al juez.", "Ask that the judge be told."),
    "until": Text("Solo hasta el {}.", "Only until {}."),
    "unread": Text("Lo que contó va con lo que leímos. Pero hay una parte de la ley que no "
                   "se ha leído: {}. Por eso no se sabe.",
                   "What you told agrees with what was read. But a part of the law was not read: "
                   "{}. So it is not known."),
    "decided_by": Text("Decide: {}.", "Decided by: {}."),
    "ask_of": Text("Se pide a: {}.", "Asked of: {}."),
    "otherwise": Text("La ley se puede leer de otro modo, y entonces la respuesta cambia:",
                      "The law can be read otherwise, and then the answer changes:"),
    "cited": Text("Ley: {}.", "Law: {}."),
    "closed": Text("Hoy no se ven abiertos", "Not seen open today"),
    "closed_says": Text("Esto no cierra ninguna puerta. Un dato puede estar mal, o puede cambiar.",
                        "This closes no door. A fact may be wrong, or may change."),
    "need_sentence": Text("Estos son solo para quien ya tiene una condena:",
                          "These are only for somebody who has been sentenced:"),
    "by_answer": Text("Por lo que contestó aquí: {}", "Because of what you answered here: {}"),
    "where": Text("Dónde preguntar", "Where to ask"),
    "no_charge": NO_CHARGE,
    "sources": SOURCES,
    "change": Text("Cambiar respuestas", "Change answers"),
    "print": Text("Imprimir", "Print"),
    "keep": Text("Guardar en este aparato para seguir luego", "Keep on this device to go on later"),
    "keep_warning": Text("Quien use este aparato después lo podrá leer. Si no es solo suyo, "
                         "no guarde.",
                         "Whoever uses this device later can read it. If it is not yours alone, "
                         "do not keep it."),
    "keep_yes": Text("Sí, guardar", "Yes, keep it"),
    "keep_no": Text("No guardar", "Do not keep it"),
    "kept": Text("Guardado en este aparato. «Borrar todo y salir» lo quita.",
                 "Kept on this device. “Wipe all and leave” removes it."),
    "cannot_keep": Text("Este aparato no deja guardar. No se guardó nada.",
                        "This device does not allow keeping. Nothing was kept."),
    "found_saved": Text("Hay respuestas guardadas aquí.", "There are answers kept here."),
    "use_saved": Text("Seguir con ellas", "Go on with them"),
    "forget_saved": Text("Borrarlas", "Remove them"),
    "leaving": Text("Si sale, lo escrito se pierde.", "If you leave, what you wrote is lost."),
}  # fmt: skip
SAME = Text("Las mismas reglas que la página, huella ", "The same rules as the page, fingerprint ")
WIPE = Text("Borrar todo y salir", "Wipe all and leave")
