"""How far a load is, told on a connection of its own so that others see it before the end."""

from collections.abc import Callable

from segunda.access.scope import JOBS, acting
from segunda.law.text import Text
from segunda.registry.models import Load

STAGES = {
    "read": Text("Leyendo el archivo", "Reading the file"),
    "stage": Text("Preparando las filas", "Preparing the rows"),
    "outcomes": Text("Comparando con el registro", "Comparing with the register"),
    "lines": Text("Guardando las líneas", "Keeping the lines"),
    "people": Text("Personas", "People"),
    "custody": Text("Custodia", "Custody"),
    "placement": Text("Centros", "Facilities"),
    "status": Text("Situación jurídica", "Legal status"),
    "justice": Text("Delitos y penas", "Charges and sentences"),
    "said": Text("Lo que dice la fuente", "What the source says"),
    "inbox": Text("Por resolver", "To settle"),
    "keys": Text("Claves de búsqueda", "Search keys"),
    "sums": Text("Cuadrando la cuenta", "Adding up the account"),
}
"""The stages of a load in order."""
Tell = Callable[[str, int], None]
"""Hears each stage as it begins, and how much is done, of 100."""
PERCENT = dict(zip(STAGES, (0, 8, 16, 22, 28, 42, 52, 62, 70, 76, 88, 90, 97), strict=True))


def teller(load: int, *also: Tell) -> Callable[[str], None]:
    """Tells the load's row, committed at once, and whoever else listens."""

    def tell(stage: str) -> None:
        percent = PERCENT[stage]
        with acting(JOBS, using="refusals"):
            Load.objects.using("refusals").filter(pk=load).update(stage=stage, progress=percent)
        for one in also:
            one(stage, percent)

    return tell
