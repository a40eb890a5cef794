"""Whole days are entered or corrected in one go, and confirmed one or many at a time."""

from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse

from segunda.access.door import Guest, allow
from segunda.access.roster import PURPOSES
from segunda.law.text import Refusal, Text
from segunda.programmes import actions, queries
from segunda.programmes.codes import SheetRefused
from segunda.programmes.forms import DaysForm
from segunda.programmes.forms_day import DaySheetForm, standing
from segunda.programmes.hours import shown
from segunda.programmes.models import Activity
from segunda.programmes.queries import DayCount
from segunda.programmes.queries.days import MOST
from segunda.programmes.views.days import about_day, asked, sheet_of
from segunda.programmes.words import KIND
from segunda.web.addresses import address
from segunda.web.dates import date_words
from segunda.web.forms import fill, refuse
from segunda.web.language import current
from segunda.web.lists import Cell, Column, headings
from segunda.web.numbers import number
from segunda.web.once import once
from segunda.web.stale import differs, stale_page

WAITING = (
    Column(Text("Día", "Day")), Column(Text("Actividad", "Activity")),
    Column(Text("Centro", "Facility")), Column(Text("Personas", "People"), number=True),
    Column(Text("Horas hechas", "Hours done"), number=True),
    Column(Text("Horas perdidas", "Hours lost"), number=True),
)  # fmt: skip


@allow("attendance.enter")
def sheet(request: Guest, public_id: UUID, day: str) -> HttpResponse:
    """Enter or correct a whole day in one go."""
    one, when = asked(request, public_id, day)
    lines = [line for line in sheet_of(request, one, when) if line.place.person or line.row]
    shown_first = standing(lines, one.hours)
    form = fill(DaySheetForm, request, initial=shown_first, lines=lines, ordinary=one.hours)
    version = queries.newest(one, when, user=request.reader)
    if request.method == "POST" and form.is_valid():
        if differs(request, version):
            return stale_page(request, form, saved=shown_first, version=version)
        try:
            return once(request, lambda: _then(one, when, actions.enter_day(
                one, day=when, lines=form.entered, by=request.reader, at=request.at,
                why=form.cleaned_data.get("why", ""))))  # fmt: skip
        except SheetRefused as wrong:
            for refusal in wrong.refusals:
                form.say(refusal)
        except Refusal as refusal:
            refuse(form, refusal)
    about = {**about_day(one, when, request.today), "form": form, "boxes": form.boxes(),
             "version": version, "corrects": "why" in form.fields,
             "purpose": PURPOSES[request.purpose]}  # fmt: skip
    return render(request, "programmes/day_sheet.html", about)


def _then(one: Activity, when: date, _done: object) -> str:
    return reverse("activity_day", args=[one.public_id, when.isoformat()])


@allow("attendance.confirm")
def to_confirm(request: Guest) -> HttpResponse:
    """The days that wait for a second person, the oldest first; many are confirmed at once."""
    waiting = queries.days(user=request.reader, waiting=True)
    mine = [one for one in waiting if one.entered > one.own]
    offered = [(_key(one), one.activity.name) for one in mine]
    form = fill(DaysForm, request, offered=offered)
    if request.method == "POST" and form.is_valid():
        chosen = [one for one in mine if _key(one) in form.cleaned_data["days"]]
        try:
            return once(request, lambda: _confirmed(request, chosen))
        except Refusal as refusal:
            refuse(form, refusal, "days")
    chosen_now = set(form["days"].value() or ())
    about = {
        "form": form, "headings": headings(request, WAITING),
        "rows": [(_key(one), _key(one) in chosen_now, _waiting(one)) for one in mine],
        "own": len(waiting) - len(mine), "today": request.today, "more": len(waiting) >= MOST,
    }  # fmt: skip
    return render(request, "programmes/to_confirm.html", about)


def _confirmed(request: Guest, chosen: Sequence[DayCount]) -> str:
    for pk in dict.fromkeys(one.activity.pk for one in chosen):
        days = {one.day: one.version or 0 for one in chosen if one.activity.pk == pk}
        activity = next(one.activity for one in chosen if one.activity.pk == pk)
        actions.confirm_days(activity, days=days, by=request.reader, at=request.at)
    return reverse("to_confirm")


def _key(one: DayCount) -> str:
    """A day with the version that is shown: of one that changed since, the key is another."""
    return f"{one.activity.public_id}.{one.day.isoformat()}.{one.version}"


def _waiting(one: DayCount) -> list[Any]:
    where = reverse("activity_day", args=[one.activity.public_id, one.day.isoformat()])
    return [
        Cell(date_words(one.day, current()), where),
        Cell(one.activity.name, address("activity", one.activity.public_id),
             small=KIND[one.activity.kind]),
        one.activity.facility.name, number(one.entered), shown(one.done), shown(one.lost),
    ]  # fmt: skip
