"""Words of visits and of what is filled on them."""

from collections.abc import Mapping

from segunda.law.text import Text

ACCESS: Mapping[str, Text] = {
    "": Text("todavía no se anota", "not noted yet"),
    "full": Text("dado por completo", "given in full"),
    "partly": Text("dado en parte", "given in part"),
    "refused": Text("negado", "refused"),
}
ACCESS_SIGNS = {"": "neutral", "full": "met", "partly": "papers", "refused": "not_met"}
CERTIFIED: Mapping[str, Text] = {
    "ended": Text("vencida", "ended"),
    "soon": Text("vence pronto", "ends soon"),
    "holds": Text("vale", "holds"),
    "none": Text("sin constancia: falla un punto crítico", "none: a critical point fails"),
}
CERTIFIED_SIGNS = {"ended": "over", "soon": "due", "holds": "met", "none": "not_met"}
ASKED: Mapping[str, Text] = {
    "people": Text("hablar con personas", "to speak with people"),
    "documents": Text("documentos", "documents"),
    "rooms": Text("entrar a un lugar", "to enter a room"),
}
ANSWERS: Mapping[str, Text] = {
    "pending": Text("sin respuesta todavía", "no answer yet"),
    "given": Text("dado", "given"),
    "partly": Text("dado en parte", "given in part"),
    "refused": Text("negado", "refused"),
}
ANSWER_STATES = {"pending": "papers", "given": "met", "partly": "papers", "refused": "not_met"}
"""How each answer is marked in a list."""
STATES: Mapping[str, Text] = {
    "": Text("Todas", "All"),
    "to_come": Text("Por empezar", "To come"),
    "done": Text("Empezadas o hechas", "Begun or done"),
    "hindered": Text("Con acceso negado o en parte", "With access refused or in part"),
    "waiting": Text("Con algo pedido sin respuesta", "With something asked for unanswered"),
}
MEDIA: Mapping[str, Text] = {
    "image/jpeg": Text("foto", "photograph"),
    "image/png": Text("imagen", "picture"),
    "application/pdf": Text("documento PDF", "PDF document"),
}
ENDINGS = {"image/jpeg": "jpg", "image/png": "png", "application/pdf": "pdf"}
KIND_WORDS: Mapping[str, Text] = {
    "text": Text("texto", "text"), "integer": Text("número entero", "whole number"),
    "decimal": Text("número", "number"), "date": Text("fecha", "date"),
    "one": Text("una opción", "one choice"),
    "some": Text("una o más opciones", "one or more choices"),
    "yes": Text("marcar si es así", "tick if so"), "calculate": Text("se calcula", "is counted"),
    "note": Text("", ""), "group": Text("", ""),
    "repeat": Text("una vez por cada uno", "once for each"),
}  # fmt: skip
