"""One printed page for each thing that is done at the mechanism's computer."""

from django.http import Http404, HttpResponse
from django.shortcuts import render

from segunda.access.door import Guest, allow
from segunda.monitoring.sheets import SHEETS


@allow("sheet.read")
def sheets(request: Guest) -> HttpResponse:
    """Which sheets there are."""
    return render(request, "monitoring/sheets.html", {"sheets": SHEETS})


@allow("sheet.read")
def sheet(request: Guest, name: str) -> HttpResponse:
    """One sheet, to be printed and kept beside the computer."""
    if name not in SHEETS:
        raise Http404
    return render(request, "monitoring/sheet.html", {"one": SHEETS[name]})
