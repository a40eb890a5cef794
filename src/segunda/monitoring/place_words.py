"""Kinds of places where people are deprived of liberty, whom they hold, and the provinces."""

import re
import unicodedata
from collections.abc import Mapping
from functools import lru_cache

from segunda.law.text import Text

KINDS: Mapping[str, Text] = {
    "prison": Text("Centro penitenciario", "Prison"),
    "police": Text("Estación o subestación de policía", "Police station"),
    "court": Text("Celdas de un tribunal", "Cells of a court"),
    "juvenile": Text("Centro de adolescentes", "Centre for adolescents"),
    "migration": Text("Estación o albergue migratorio", "Migration centre or shelter"),
    "psychiatric": Text("Hospital o sala psiquiátrica", "Psychiatric hospital or ward"),
    "shelter": Text("Albergue u hogar", "Shelter or home"),
    "other": Text("Otro lugar", "Another place"),
}
"""Any place nobody may leave at will (OPCAT 4), prisons or not."""
HELD: Mapping[str, Text] = {
    "women": Text("Mujeres", "Women"),
    "men": Text("Hombres", "Men"),
    "mixed": Text("Mujeres y hombres", "Women and men"),
    "unknown": Text("No se sabe", "Not known"),
}
"""As the State's register has it (schema capacity.v1)."""
PROVINCES = (
    "Bocas del Toro", "Chiriquí", "Coclé", "Colón", "Darién", "Emberá", "Guna Yala", "Herrera",
    "Los Santos", "Naso Tjër Di", "Ngäbe-Buglé", "Panamá", "Panamá Oeste", "Veraguas",
)  # fmt: skip
"""The ten provinces and four comarcas of ISO 3166-2:PA, in the order of the alphabet."""


@lru_cache(maxsize=4096)
def compared(name: str) -> str:
    """A name as it is sorted and looked for: without accents, capitals or signs.

    Kept, because thousands of findings name the same few places.
    """
    spread = unicodedata.normalize("NFD", name.casefold())
    bare = "".join(one for one in spread if not unicodedata.combining(one))
    return " ".join(re.findall(r"[a-z0-9]+", bare))
