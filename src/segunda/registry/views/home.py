"""The first page of each role: what stands today and what waits for her."""

from typing import Any

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from segunda.access.door import Guest, allow
from segunda.access.roles import PURPOSES, ROLES
from segunda.access.table import permission
from segunda.law.text import Text
from segunda.registry import queries
from segunda.registry.models import Court, Facility
from segunda.registry.queries.changes import changes
from segunda.registry.queries.rooms import Waiting
from segunda.registry.views.changes import HEADINGS, change_rows
from segunda.web.lists import Task

SHOWN = 8
"""Changes the first page names; the rest stand on a page of their own."""


@allow("home.read")
def home(request: Guest) -> HttpResponse:
    """One sentence about today, then the work that waits, then where to go."""
    role = ROLES[request.user.role]
    reaches_people = permission(role.code, "person.search") is not None
    about: dict[str, Any] = {
        "role": role,
        "purpose": PURPOSES[request.purpose],
        "purposes": [
            (code, PURPOSES[code], code == request.purpose) for code in request.permission.purposes
        ],
        "count": queries.count_people(user=request.reader, which=queries.PeopleFilter())
        if reaches_people
        else None,
        "may_admit": permission(role.code, "person.admit") is not None,
        "places": _places(request),
        "tasks": [_task(one) for one in queries.waiting_for(user=request.reader, at=request.at)],
    }
    return render(request, "registry/home.html", about | _changes(request))


def _changes(request: Guest) -> dict[str, Any]:
    """The newest changes in what the law says, for roles that act on them."""
    if permission(request.user.role, "leavers.list") is None:
        return {"changes": None}
    found = changes(user=request.reader, purpose=request.purpose, at=request.at, limit=SHOWN + 1)
    return {
        "changes": change_rows(found[:SHOWN]),
        "change_headings": HEADINGS,
        "more_changes": len(found) > SHOWN,
    }


def _places(request: Guest) -> str:
    """The facilities or courts she works for, by name."""
    reader = request.reader
    names = [
        *Facility.objects.filter(pk__in=reader.facilities).values_list("name", flat=True),
        *Court.objects.filter(pk__in=reader.courts).values_list("name", flat=True),
    ]
    return ", ".join(sorted(names))


@allow("home.read")
def purpose(request: Guest) -> HttpResponse:
    """For what she reads from now on, until she signs out or chooses again."""
    chosen = request.POST.get("purpose", "")
    if request.method != "POST" or chosen not in request.permission.purposes:
        raise Http404
    request.session["purpose"] = chosen
    return HttpResponseRedirect(reverse("home"))


def _task(one: Waiting) -> Task:
    """A line of the task list; nothing waiting is said too, so that she knows it was looked at."""
    if not one.count:
        return Task(one.words, "met", Text("nada espera", "nothing waits"))
    words = Text(str(one.count), str(one.count))
    state = "over" if one.late else "due"
    return Task(one.words, state, words, reverse(one.page, args=one.args) if one.page else "")
