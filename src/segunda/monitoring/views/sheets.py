"""One printed page for each thing that is done at the mechanism's computer."""

from django.http import Http404, HttpResponse
from django.shortcuts import render

from segunda.access.door import Guest, allow
from segunda.law.text import Text

SHEETS = {
    "instalar": Text("Instalar el programa", "Install the program"),
    "actualizar": Text("Poner una versión nueva", "Put in a new version"),
    "copiar": Text("Hacer una copia cifrada", "Make an encrypted copy"),
    "restaurar": Text("Restaurar una copia", "Restore a copy"),
    "entregar": Text("Entregar a una nueva Dirección", "Hand over to a new Director"),
}


@allow("sheet.read")
def sheets(request: Guest) -> HttpResponse:
    """Which sheets there are."""
    return render(request, "monitoring/sheets.html", {"sheets": SHEETS})


@allow("sheet.read")
def sheet(request: Guest, name: str) -> HttpResponse:
    """One sheet, to be printed and kept beside the computer."""
    if name not in SHEETS:
        raise Http404
    return render(request, f"monitoring/sheet_{name}.html", {"words": SHEETS[name]})
