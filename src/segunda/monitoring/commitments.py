"""The bodies whose agreements and orders are followed, and how each is called."""

from collections.abc import Mapping

from segunda.law.text import Text

TABLES: Mapping[str, Text] = {
    "table_health": Text("Mesa de salud", "Health roundtable"),
    "table_overcrowding": Text("Mesa de hacinamiento", "Overcrowding roundtable"),
    "table_education": Text("Mesa de educación", "Education roundtable"),
    "table_boards": Text("Mesa de juntas", "Boards roundtable"),
}
ORDERS: Mapping[str, Text] = {
    "court": Text("Orden de un tribunal", "Order of a court"),
    "treaty": Text("Órgano de un tratado", "Treaty body"),
}
BODIES: Mapping[str, Text] = {**TABLES, **ORDERS}
