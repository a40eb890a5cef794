"""A person's account of hours: by month, what counts today, and as a file."""

from decimal import Decimal
from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import render

from segunda.access.door import Guest, allow
from segunda.access.roster import PURPOSES
from segunda.law.text import Text
from segunda.law.words import day_in_words
from segunda.programmes import queries
from segunda.programmes.files import csv_file, fictitious
from segunda.programmes.hours import as_number, shown
from segunda.programmes.models import Attendance
from segunda.programmes.queries import Account, Month
from segunda.programmes.views.activities import day_of, may
from segunda.programmes.words import (
    ABSENCE,
    KIND,
    OWN_ABSENCE,
    PRESENT,
    SIGN,
    STATE,
    amount_words,
    cut_words,
)
from segunda.report.whole_list import WholeList
from segunda.report.words import month_in_words
from segunda.web.addresses import address
from segunda.web.dates import date_words, days_words
from segunda.web.language import current, say
from segunda.web.lists import Cell, Column, headings
from segunda.web.numbers import number

MONTHS = (
    Column(Text("Mes", "Month")), Column(Text("De qué", "Kind")),
    Column(Text("Días confirmados", "Days confirmed"), number=True),
    Column(Text("Horas confirmadas", "Hours confirmed"), number=True),
    Column(Text("Días por confirmar", "Days to confirm"), number=True),
    Column(Text("Horas que perdió el centro", "Hours lost by the prison"), number=True),
    Column(Text("Otras ausencias, horas", "Other absences, hours"), number=True),
)  # fmt: skip
DAYS = (
    Column(Text("Día", "Day")), Column(Text("Actividad", "Activity")),
    Column(Text("Qué pasó", "What happened")), Column(Text("Horas", "Hours"), number=True),
    Column(Text("Estado", "State")),
)  # fmt: skip
FILE = (
    Text("día", "day"), Text("centro", "facility"), Text("actividad", "activity"),
    Text("de qué", "kind"), Text("qué pasó", "what happened"), Text("horas", "hours"),
    Text("horas que perdió el centro", "hours lost by the prison"), Text("estado", "state"),
)  # fmt: skip
PARTS = (
    ("amounts", "met", Text("dentro de la liquidación", "within the computation")),
    ("perhaps", "unknown", Text("quizá ya está en una resolución: lo ve una persona",
                                "perhaps in a resolution already: a person looks at it")),
    ("twice", "neutral", Text("en días en que ya cuenta otra actividad",
                              "on days on which another activity counts already")),
    ("outside", "over", Text("en días en que no consta en prisión: no se cuenta",
                             "on days she is not recorded in prison: not counted")),
)  # fmt: skip


@allow("attendance.read")
def account(request: Guest, public_id: UUID) -> HttpResponse:
    """The months, and the days of the one asked for, or of the newest."""
    hers = held(request, public_id)
    month = day_of(f"{request.GET.get('mes', '')}-01")
    if month is None and hers.months:
        month = hers.months[0].month
    about = {
        "held": hers, "purpose": PURPOSES[request.purpose], "today": request.today,
        "counts": [Cell(amount_words(kind, amount), state=state, small=words)
                   for part, state, words in PARTS
                   for kind, amount in sorted(getattr(hers.counts, part).items()) if amount],
        "enrolled": [Cell(row.activity.name, address("activity", row.activity.public_id)
                          if may(request, "activity.read") else "", small=KIND[row.activity.kind])
                     for row in hers.enrolled],
        "lost": [(ABSENCE[cause], shown(hours)) for cause, hours in _lost(hers).items()],
        "month_headings": headings(request, MONTHS),
        "months": [_month(one) for one in hers.months],
        "day_headings": headings(request, DAYS),
        "month": month_in_words(month, current()) if month else "",
        "days": [_day(one) for one in hers.days if month and one.day.replace(day=1) == month],
        "file": may(request, "person.read"),
        "requests": _requests(request, hers) if may(request, "redemption.read") else [],
        "may_request": may(request, "redemption.request"),
    }  # fmt: skip
    return render(request, "programmes/account.html", about)


def _requests(request: Guest, hers: Account) -> list[Cell]:
    found = queries.of_person(hers.person, user=request.reader, day=request.today)
    return [Cell(KIND[one.row.kind], address("redemption", one.row.entity), small=_asked(one))
            for one in found]  # fmt: skip


def _asked(one: queries.RedemptionLine) -> Text:
    days = [date_words(one.row.requested_date, language) for language in ("es", "en")]
    waited = [days_words(one.days, language) for language in ("es", "en")]
    return Text(f"pedida el {days[0]}; {waited[0]} de espera",
                f"asked on {days[1]}; {waited[1]} waiting")  # fmt: skip


def held(request: Guest, public_id: UUID) -> Account:
    """The account of a person the reader sees, with its trace; 404 for anybody else."""
    found = queries.account(public_id, user=request.reader, purpose=request.purpose,
                            at=request.at, today=request.today)  # fmt: skip
    if found is None:
        raise Http404
    return found


def _lost(hers: Account) -> dict[str, Any]:
    """Hours the prison lost her, by cause, over all months."""
    found: dict[str, Any] = {}
    for cause in Attendance.BY_PRISON:
        hours = sum((m.lost[cause] for m in hers.months if cause in m.lost), start=0)
        if hours:
            found[cause] = hours
    return found


def _month(one: Month) -> list[Any]:
    where = f"?mes={one.month:%Y-%m}#dias"
    return [
        Cell(month_in_words(one.month, current()), where), KIND[one.kind], number(len(one.days)),
        shown(one.hours), number(len(one.open_days)), shown(one.lost_hours), shown(one.own),
    ]  # fmt: skip


def _what(one: queries.Day) -> Text:
    if one.cut:
        return Text(*cut_words(one.cut))
    return ABSENCE.get(one.absence, OWN_ABSENCE) if one.absence else PRESENT


def _lost_of(one: queries.Day) -> Decimal:
    """Of a day, the hours the prison lost her."""
    return one.hours if one.absence in Attendance.BY_PRISON else one.lost


def _day(one: queries.Day) -> list[Any]:
    return [
        date_words(one.day, current()), Cell(one.activity, small=KIND[one.kind]),
        Cell(_what(one), small=Text(f"perdió {shown(one.lost)} h", f"lost {shown(one.lost)} h")
             if one.cut else ""), shown(one.hours), Cell(STATE[one.state], state=SIGN[one.state]),
    ]  # fmt: skip


@allow("attendance.read")
def account_file(request: Guest, public_id: UUID) -> HttpResponse:
    """Every day of hers, one a line, as CSV."""
    hers = held(request, public_id)
    rows = [
        [one.day.isoformat(), one.facility, one.activity, say(KIND[one.kind]),
         say(_what(one)), as_number(one.hours), as_number(_lost_of(one)),
         say(STATE[one.state])]
        for one in hers.days
    ]  # fmt: skip
    taken = (say(Text("Sacado el", "Taken on")), say(day_in_words(request.today)))
    note = (say(Text("Lo que nadie ha confirmado no cuenta nada",
                     "What nobody has confirmed counts nothing")), "")  # fmt: skip
    return csv_file("horas", WholeList(
        "horas", fictitious(), tuple(say(words) for words in FILE), rows, (taken, note)
    ))  # fmt: skip
