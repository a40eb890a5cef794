"""The first page of each role: what stands today and what waits for her."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse

from segunda.access.door import Guest, allow
from segunda.access.roles import PURPOSES, ROLES
from segunda.access.table import permission
from segunda.law.text import Text
from segunda.registry import queries
from segunda.registry.queries.work import Waiting
from segunda.web.lists import Task


@allow("home.read")
def home(request: Guest) -> HttpResponse:
    """One sentence about today, then the work that waits, then where to go."""
    role = ROLES[request.user.role]
    reaches_people = permission(role.code, "person.search") is not None
    about: dict[str, Any] = {
        "role": role,
        "purpose": PURPOSES[request.purpose],
        "count": queries.count_people(user=request.reader, which=queries.PeopleFilter())
        if reaches_people
        else None,
        "tasks": [_task(one) for one in queries.waiting_for(user=request.reader, at=request.at)],
    }
    return render(request, "registry/home.html", about)


def _task(one: Waiting) -> Task:
    """A line of the task list; nothing waiting is said too, so that she knows it was looked at."""
    if not one.count:
        return Task(one.words, "met", Text("nada espera", "nothing waits"))
    words = Text(str(one.count), str(one.count))
    state = "over" if one.late else "due"
    return Task(one.words, state, words, reverse(one.page, args=one.args) if one.page else "")
