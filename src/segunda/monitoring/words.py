"""Acts of administration in words a member understands."""

from collections.abc import Iterable, Mapping

from segunda.law.text import Text
from segunda.monitoring.queries.administration import Act
from segunda.monitoring.roles import ROLES
from segunda.web.addresses import address
from segunda.web.dates import moment_words
from segunda.web.language import current
from segunda.web.lists import Cell, Column

COLUMNS = (
    Column(Text("Cuándo", "When")),
    Column(Text("Quién", "Who")),
    Column(Text("Qué hizo", "What they did")),
)
ACTS: Mapping[str, Text] = {
    "account.create": Text("hizo la cuenta", "made the account"),
    "account.propose": Text("propuso un cambio en la cuenta", "proposed a change to the account"),
    "account.decide": Text("decidió sobre la cuenta", "decided about the account"),
    "account.activate": Text("activó la cuenta", "activated the account"),
    "account.password": Text("dio una clave nueva a la cuenta",
                             "gave the account a new password"),
    "account.second_factor": Text("quitó el segundo paso de la cuenta",
                                  "took the second step from the account"),
    "account.deactivate": Text("cerró la cuenta", "closed the account"),
    "account.assign": Text("cambió la cuenta", "changed the account"),
    "account.unassign": Text("cambió la cuenta", "changed the account"),
    "signin.begin": Text("entró al programa", "signed in"),
    "signin.end": Text("salió del programa", "signed out"),
    "signin.password": Text("cambió su propia clave", "changed their own password"),
    "signin.enrol": Text("activó su segundo paso", "set up their second step"),
    "keeping.backup": Text("pidió una copia cifrada de todos los datos",
                           "asked for an encrypted copy of all data"),
    "keeping.restore": Text("restauró una copia", "restored a copy"),
    "keeping.update": Text("puso otra versión del programa", "installed another version"),
    "keeping.version": Text("puso a trabajar una versión del programa",
                            "put a version of the program to work"),
    "keeping.hand_over": Text("entregó el programa a otra Dirección",
                              "handed the program over to a new Director"),
    "keeping.scoreboard": Text("escribió el tablero público de recomendaciones",
                               "wrote the public scoreboard of recommendations"),
    "keeping.trust": Text("anotó la llave del programa del Estado",
                          "noted the key of the State's program"),
    "keeping.recipients": Text("cambió quién puede abrir las copias",
                               "changed who can open the copies"),
}  # fmt: skip
OTHER = Text("hizo otra cosa", "did something else")
REFUSED = Text("pidió algo que no le toca y no se hizo", "asked for what is not theirs; refused")
AT_COMPUTER = Text("Desde la computadora, sin cuenta", "At the computer itself, without an account")
KINDS = {
    "activate": Text("activarla", "activate it"),
    "password": Text("darle una clave nueva", "give it a new password"),
    "second_factor": Text("quitarle el segundo paso", "take its second step away"),
}
REASONS = {
    "hand_over": Text("por la entrega a otra Dirección", "handed over to a new Director"),
}
YES, NO = Text("sí", "yes"), Text("no", "no")


def act_words(act: Act) -> Text:
    """What was done; something unknown to this version keeps its code."""
    if act.outcome == "refused":
        return REFUSED
    known = ACTS.get(act.action)
    return known or Text(f"{OTHER.es} ({act.action})", f"{OTHER.en} ({act.action})")


def more_words(act: Act) -> Text:
    """The remark in small: role, what was proposed or decided, reason, how many keys."""
    parts = [*_kind(act), *_account(act), *_keys(act)]
    if version := str(act.detail.get("version") or ""):
        parts.append(Text(version, version))
    if reason := str(act.detail.get("reason") or ""):
        parts.append(REASONS.get(reason, Text(reason, reason)))
    return Text(" · ".join(p.es for p in parts), " · ".join(p.en for p in parts))


def _kind(act: Act) -> list[Text]:
    kind = KINDS.get(str(act.detail.get("kind", "")))
    if kind is None:
        return []
    if "accepted" not in act.detail:
        return [kind]
    answer = YES if act.detail["accepted"] else NO
    return [Text(f"{kind.es}: {answer.es}", f"{kind.en}: {answer.en}")]


def _account(act: Act) -> list[Text]:
    after = act.detail.get("after")
    role = ROLES.get(str(after.get("role"))) if isinstance(after, dict) else None
    return [role.name] if role else []


def _keys(act: Act) -> list[Text]:
    keys = act.detail.get("keys")
    if not isinstance(keys, int):
        return []
    return [Text(f"llaves que abren: {keys}", f"keys that open: {keys}")]


def act_rows(found: Iterable[Act]) -> list[list[object]]:
    """Rows of a table: when, who, what and about whom."""
    return [
        [
            moment_words(one.at, current()),
            AT_COMPUTER if one.who is None else one.who,
            Cell(_what(one), _where(one), "not_met" if one.outcome == "refused" else "",
                 more_words(one)),
        ]
        for one in found
    ]  # fmt: skip


def _where(one: Act) -> str:
    """The sheet of a handing over; nothing for other acts."""
    return address("handing_over", one.id) if one.action == "keeping.hand_over" else ""


def _what(one: Act) -> Text:
    words = act_words(one)
    if not one.about or one.action.startswith("signin."):
        return words
    return Text(f"{words.es} de {one.about}", f"{words.en} of {one.about}")
