"""What a prison writes down of comings and goings: the columns and the kinds of a movement."""

from segunda.law.text import Text

MOVEMENTS = {
    "person_id": Text("número de la persona", "person number"),
    "date": Text("fecha", "date"),
    "kind": Text("movimiento", "movement"),
    "from_facility": Text("centro de origen", "from facility"),
    "to_facility": Text("centro de destino", "to facility"),
    "reason": Text("motivo", "reason"),
}
KINDS = {
    "opening": Text("saldo inicial", "opening stock"),
    "admission": Text("ingreso", "admission"),
    "return": Text("reingreso", "return"),
    "sentence": Text("condena", "sentence"),
    "transfer": Text("traslado", "transfer"),
    "release": Text("egreso", "release"),
    "death": Text("fallecimiento", "death"),
    "escape": Text("fuga", "escape"),
}
ENTRIES = ("opening", "admission", "return")
"""Who was outside is inside after these; the opening stock are those held on the first day."""
EXITS = ("release", "death", "escape")
