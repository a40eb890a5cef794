"""Why a package is refused: one code each, one sentence each; nothing of it is kept as true."""

from segunda.law.text import Refusal, Text

REASONS = {
    "unreadable": Text(
        "El archivo está dañado o no es un paquete: pida otra copia.",
        "The file is damaged or is not a package: ask for another copy.",
    ),
    "too_big": Text(
        "El archivo es demasiado grande para ser un paquete: no se abrió.",
        "The file is too big to be a package: it was not opened.",
    ),
    "stranger": Text(
        "El paquete viene de un programa cuya llave no está anotada aquí: compare la huella por "
        "teléfono antes de anotarla.",
        "The package comes from a program whose key is not noted here: compare the fingerprint by "
        "telephone before noting it.",
    ),
    "forged": Text(
        "La firma no corresponde: alguien cambió el paquete o no lo hizo quien dice. No lo use y "
        "avise a la Dirección.",
        "The signature does not hold: somebody changed the package or it is not whose it says. Do "
        "not use it and tell the Director.",
    ),
    "damaged": Text(
        "Una parte del paquete no es la que se firmó: pida otra copia.",
        "A part of the package is not the one that was signed: ask for another copy.",
    ),
    "elsewhere": Text(
        "El paquete es para otro programa: entréguelo allá.",
        "The package is for another program: hand it over there.",
    ),
    "schema": Text(
        "El paquete tiene una forma que esta versión no conoce o que no cumple: actualice el "
        "programa o pida otro paquete.",
        "The package has a shape this version does not know or that it does not keep to: update "
        "the program or ask for another package.",
    ),
    "repeated": Text(
        "Ese paquete ya se había recibido; no se guardó dos veces.",
        "That package was received before; it was not kept twice.",
    ),
    "twin": Text(
        "Ya se recibió otro paquete con ese mismo número y otro contenido: quien envía volvió "
        "atrás o alguien firmó con su llave. Avise a la Dirección.",
        "Another package with that very number and other content was received before: the sender "
        "went back, or somebody signed with its key. Tell the Director.",
    ),
    "missing": Text(
        "Falta un paquete anterior: reciba primero los que siguen al último recibido.",
        "An earlier package is missing: receive first those that follow the last one received.",
    ),
    "stale": Text(
        "El paquete es más viejo que el último recibido: no se guardó.",
        "The package is older than the last one received: it was not kept.",
    ),
    "future": Text(
        "El paquete dice haberse hecho después de hoy: revise el reloj de esta computadora y el de "
        "quien envía.",
        "The package says it was made after today: check the clock of this computer and the "
        "sender's.",
    ),
    "unlinked": Text(
        "El paquete no sigue al último recibido, sino a otro: quien envía cambió su pasado. Avise "
        "a la Dirección.",
        "The package does not follow the last one received but another: the sender changed its "
        "past. Tell the Director.",
    ),
}  # fmt: skip


class PackageRefused(Refusal):
    """A package that is not taken; `code` is one of REASONS, `claimed` what it says of itself."""

    def __init__(self, code: str, claimed: dict[str, object] | None = None) -> None:
        """Keeps the code and what the package claims to be."""
        super().__init__(REASONS[code])
        self.code = code
        self.claimed = claimed or {}
