"""The first page: what presses, as sentences, then the lists to act on."""

from django.http import HttpResponse
from django.shortcuts import render

from segunda.access.door import Guest, allow
from segunda.access.roster import ROLES
from segunda.monitoring.home import blocks_for
from segunda.monitoring.roles import KEEPER


@allow("home.read")
def home(request: Guest) -> HttpResponse:
    """The blocks of this reader (monitoring/home.py)."""
    about = {
        "blocks": blocks_for(request),
        "role": ROLES[request.user.role].name,
        "keeper": request.user.role == KEEPER,
    }
    return render(request, "monitoring/home.html", about)
