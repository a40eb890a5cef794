"""Pages of requests of redemption: the list, one of them, each step."""

from collections.abc import Callable, Mapping
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django import forms
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from segunda.access.door import Guest, allow
from segunda.access.roster import PURPOSES
from segunda.access.scope import Reader
from segunda.law.text import Refusal, Text
from segunda.law.words import day_in_words
from segunda.programmes import actions, queries
from segunda.programmes.actions import Step
from segunda.programmes.files import csv_file, fictitious
from segunda.programmes.forms_redemption import (
    DecisionForm,
    OpinionForm,
    ReopenForm,
    RequestForm,
)
from segunda.programmes.models import Redemption
from segunda.programmes.queries import Asked, RedemptionLine
from segunda.programmes.queries.redemptions import ORDERS
from segunda.programmes.views.account import held
from segunda.programmes.views.activities import may
from segunda.programmes.words import (
    KIND,
    LIST_STATE,
    OPINION,
    OUTCOME,
    WHO_ASKS,
    amount_words,
    done_words,
)
from segunda.registry.actions import Stale
from segunda.registry.queries import facility_names
from segunda.registry.queries.account_names import names_of
from segunda.registry.queries.undecided import LONG
from segunda.report.whole_list import WholeList
from segunda.web.addresses import address
from segunda.web.dates import date_words
from segunda.web.forms import fill, refuse
from segunda.web.language import current, say
from segunda.web.lists import Cell, Column, Pager, headings, order_of, with_query
from segunda.web.numbers import number
from segunda.web.once import once
from segunda.web.stale import differs, stale_page

PAGE = 50
COLUMNS = (
    Column(Text("Nombre", "Name"), "name"), Column(Text("Centro", "Facility"), "facility"),
    Column(Text("Qué", "What"), "kind"), Column(Text("Se pidió", "Asked"), "requested"),
    Column(Text("Días de espera", "Days waiting"), "days", number=True),
    Column(Text("Cómo va", "Where it stands")),
)  # fmt: skip
FILE = (
    Text("nombre", "name"), Text("centro", "facility"), Text("qué", "what"),
    Text("primer día", "first day"), Text("último día", "last day"), Text("se pidió", "asked"),
    Text("opinión", "opinion"), Text("día de la opinión", "day of the opinion"),
    Text("resolución", "resolution"), Text("día de la resolución", "day of the resolution"),
    Text("reconocido", "recognised"), Text("días de espera", "days waiting"),
)  # fmt: skip
NO_OPINION = Text("falta la opinión de la junta", "the board's opinion is missing")
NO_DECISION = Text("falta la resolución del juzgado", "the court's resolution is missing")


@allow("redemption.read")
def redemption_list(request: Guest) -> HttpResponse:
    """The requests of the reader's people: narrowed, sorted, a page at a time."""
    which, order, down, found = _found(request)
    start = _number(request.GET.get("desde"))
    page = found[start : start + PAGE]
    about = {
        "which": which, "count": len(found),
        "late": sum(1 for one in found if not one.row.outcome and one.days >= LONG),
        "headings": headings(request, COLUMNS, "-days"),
        "rows": [_listed(one) for one in page], "pages": _pager(request, start, len(found)),
        "states": LIST_STATE, "kinds": KIND, "order": f"-{order}" if down else order,
        "facilities": facility_names(user=request.reader), "purpose": PURPOSES[request.purpose],
        "query": request.GET.urlencode(),
    }  # fmt: skip
    return render(request, "programmes/redemptions.html", about)


def _found(request: Guest) -> tuple[Asked, str, bool, list[RedemptionLine]]:
    state, kind = request.GET.get("estado", ""), request.GET.get("que", "")
    which = Asked(state if state in LIST_STATE else "waiting", kind if kind in KIND else "",
                  request.GET.get("centro", "")[:20])  # fmt: skip
    order, down = order_of(request, COLUMNS, "-days")
    return which, order, down, queries.redemptions(
        user=request.reader, which=which, day=request.today, purpose=request.purpose,
        at=request.at, order=order if order in ORDERS else "days", descending=down,
    )  # fmt: skip


def _number(text: str | None) -> int:
    return int(text) if text and text.isdigit() and len(text) < 8 else 0


def _pager(request: Guest, start: int, count: int) -> Pager:
    last = min(start + PAGE, count)
    shown = Text(f"{number(start + 1)} a {number(last)} de {number(count)}",
                 f"{number(start + 1)} to {number(last)} of {number(count)}")  # fmt: skip
    return Pager(
        with_query(request, desde=str(max(0, start - PAGE))) if start else "",
        with_query(request, desde=str(last)) if last < count else "", shown,
    )  # fmt: skip


def _listed(one: RedemptionLine) -> list[Any]:
    waits = Cell(number(one.days), state="over" if one.days >= LONG else "")
    return [
        Cell(one.name, address("redemption", one.row.entity)), one.facility, KIND[one.row.kind],
        date_words(one.row.requested_date, current()),
        number(one.days) if one.row.outcome else waits, _state(one.row),
    ]  # fmt: skip


def _state(row: Redemption) -> Any:
    if row.outcome:
        sign = "met" if row.outcome in ("granted", "partly") else "not_met"
        return Cell(OUTCOME[row.outcome], state=sign)
    if row.opinion:
        return Cell(NO_DECISION, state="due", small=OPINION[row.opinion])
    return Cell(NO_OPINION, state="due")


@allow("redemption.read")
def redemption_file(request: Guest) -> HttpResponse:
    """The whole list as asked, as CSV."""
    which, _, _, found = _found(request)
    taken = (say(Text("Sacado el", "Taken on")), say(day_in_words(request.today)))
    about = (say(Text("Cuáles", "Which")), say(LIST_STATE[which.state]))
    return csv_file("redenciones", WholeList(
        "redenciones", fictitious(), tuple(say(words) for words in FILE),
        [_cells(one) for one in found], (taken, about),
    ))  # fmt: skip


def _cells(one: RedemptionLine) -> list[str]:
    row = one.row
    return [
        one.name, one.facility, say(KIND[row.kind]), row.start_date.isoformat(),
        (row.end_date - timedelta(days=1)).isoformat(), row.requested_date.isoformat(),
        say(OPINION[row.opinion]) if row.opinion else "",
        row.opinion_date.isoformat() if row.opinion_date else "",
        say(OUTCOME[row.outcome]) if row.outcome else "",
        row.decided_date.isoformat() if row.decided_date else "",
        str(row.amount or ""), str(one.days),
    ]  # fmt: skip


@allow("redemption.request")
def redemption_new(request: Guest, public_id: UUID) -> HttpResponse:
    """Record a request for one person, with what is confirmed of her in sight."""
    hers = held(request, public_id)
    form = fill(RequestForm, request, initial={"requested_date": request.today})
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        asked = Step(said["requested_date"], said["requested_by"], said["document"])
        try:
            return once(request, lambda: _page(actions.request_redemption(
                public_id=public_id, kind=said["kind"], start_date=said["first_day"],
                end_date=said["last_day"] + timedelta(days=1), asked=asked, by=request.reader,
                at=request.at)))  # fmt: skip
        except Refusal as refusal:
            refuse(form, refusal, _about(said, request.today))
    counts = [amount_words(kind, n) for kind, n in sorted(hers.counts.amounts.items()) if n]
    about = {"form": form, "held": hers, "counts": counts, "purpose": PURPOSES[request.purpose]}
    return render(request, "programmes/redemption_new.html", about)


def _about(said: Mapping[str, Any], today: date) -> str:
    """The field a refusal is about: the day it was asked where that has not come, else the days."""
    return "requested_date" if said["requested_date"] > today else "last_day"


@allow("redemption.read")
def redemption(request: Guest, entity: UUID) -> HttpResponse:
    """One request: what is asked, each step with its day, paper and author, and what waits."""
    one = _one(request, entity)
    row, days, hours = one.row, *queries.hours_asked(one.row, user=request.reader)
    about = {
        "one": one, "row": row, "kind": KIND[row.kind], "state": _state(row),
        "last": row.end_date - timedelta(days=1), "confirmed": done_words(days, hours),
        "facts": _facts(one), "late": not row.outcome and one.days >= LONG, "long": LONG,
        "may_opine": not row.outcome and may(request, "redemption.opinion"),
        "may_decide": not row.outcome and may(request, "redemption.decide"),
        "may_reopen": bool(row.outcome) and may(request, "redemption.decide"),
        "history": _history(entity, request.reader),
        "purpose": PURPOSES[request.purpose], "file": may(request, "person.read"),
    }  # fmt: skip
    return render(request, "programmes/redemption.html", about)


def _history(entity: UUID, user: Reader) -> list[tuple[datetime, Text, Text, str]]:
    """When, by whom, what, and why it was corrected; who, as everywhere in her file."""
    steps = queries.steps_of(entity, user=user)
    names = names_of([one.recorded_by_id for one in steps], user=user)
    return [(one.recorded_at, names.get(one.recorded_by_id or 0, Text("…", "…")), _stage(one),
             one.why) for one in steps]  # fmt: skip


def _stage(row: Redemption) -> Text:
    if row.why:
        return Text("se corrige la resolución", "the resolution is corrected")
    if row.outcome:
        return Text("resolución: ", "resolution: ") + OUTCOME[row.outcome]
    if row.opinion:
        return Text("opinión: ", "opinion: ") + OPINION[row.opinion]
    return Text("solicitud", "request")


def _facts(one: RedemptionLine) -> list[tuple[Any, Any]]:
    """The three steps as lines: what, the day, the paper and whose it is."""
    row = one.row
    lines: list[tuple[Any, Any]] = [
        (Text("Solicitud", "Request"), _step(WHO_ASKS[row.requested_by], row.requested_date,
                                             row.request_document)),
        (Text("Opinión de la junta", "The board's opinion"),
         _step(OPINION[row.opinion], row.opinion_date, row.opinion_document, row.opinion_by)
         if row.opinion else Cell(NO_OPINION, state="unknown")),
        (Text("Resolución", "Resolution"),
         _step(OUTCOME[row.outcome], row.decided_date, row.decision_document, row.decided_by)
         if row.outcome else Cell(NO_DECISION, state="unknown")),
    ]  # fmt: skip
    if row.amount:
        lines.append((Text("Reconoce", "Recognises"), amount_words(row.kind, row.amount)))
    return lines


def _step(words: Text, day: Any, paper: str, whose: str = "") -> Cell:
    small = " · ".join(part for part in (date_words(day, current()), paper, whose) if part)
    return Cell(words, small=small)


@allow("redemption.opinion")
def opinion(request: Guest, entity: UUID) -> HttpResponse:
    """Record the technical board's opinion."""
    return _stepping(
        request, entity, OpinionForm, Text("Opinión de la junta técnica",
                                           "The technical board's opinion"),
        lambda said, version: actions.give_opinion(
            entity=entity, version=version, opinion=said["opinion"], step=_said(said),
            by=request.reader, at=request.at),
    )  # fmt: skip


@allow("redemption.decide")
def decide(request: Guest, entity: UUID) -> HttpResponse:
    """Record the court's resolution."""
    return _stepping(
        request, entity, DecisionForm, Text("Resolución del juzgado", "The court's resolution"),
        lambda said, version: actions.decide_redemption(
            entity=entity, version=version, outcome=said["outcome"], amount=said["amount"],
            step=_said(said), by=request.reader, at=request.at),
    )  # fmt: skip


@allow("redemption.decide")
def reopen(request: Guest, entity: UUID) -> HttpResponse:
    """Take back a resolution that was recorded wrongly."""
    return _stepping(
        request, entity, ReopenForm, Text("Corregir la resolución anotada",
                                          "Correct the resolution recorded"),
        lambda said, version: actions.reopen_redemption(
            entity=entity, version=version, why=said["why"], by=request.reader, at=request.at),
    )  # fmt: skip


def _said(said: dict[str, Any]) -> Step:
    return Step(said["day"], said["whose"], said["document"])


def _stepping(
    request: Guest, entity: UUID, kind: type[forms.Form], title: Text,
    act: Callable[[dict[str, Any], int], Redemption],
) -> HttpResponse:  # fmt: skip
    """The page of a step: its form, sent once, refused in words, stale where another was first."""
    one = _one(request, entity)
    form = fill(kind, request, initial={"day": request.today})
    if request.method == "POST" and form.is_valid():
        if differs(request, one.row.pk):
            return stale_page(request, form, saved=_saved(one.row), version=one.row.pk)
        try:
            return once(request, lambda: _page(act(form.cleaned_data, one.row.pk)))
        except Stale:
            return stale_page(request, form, saved=_saved(one.row), version=one.row.pk)
        except Refusal as refusal:
            refuse(form, refusal, next(f for f in ("amount", "day", "why") if f in form.fields))
    days, hours = queries.hours_asked(one.row, user=request.reader)
    about = {
        "form": form, "title": title, "one": one, "row": one.row, "kind": KIND[one.row.kind],
        "last": one.row.end_date - timedelta(days=1), "confirmed": done_words(days, hours),
    }  # fmt: skip
    return render(request, "programmes/redemption_step.html", about)


def _saved(row: Redemption) -> dict[str, Any]:
    """What the row holds, under the names of either form."""
    if row.outcome:
        return {"outcome": row.outcome, "amount": row.amount, "day": row.decided_date,
                "whose": row.decided_by, "document": row.decision_document}  # fmt: skip
    return {"opinion": row.opinion, "day": row.opinion_date, "whose": row.opinion_by,
            "document": row.opinion_document}  # fmt: skip


def _one(request: Guest, entity: UUID) -> RedemptionLine:
    found = queries.redemption(entity, user=request.reader, purpose=request.purpose,
                               at=request.at, day=request.today)  # fmt: skip
    if found is None:
        raise Http404
    return found


def _page(row: Redemption) -> str:
    return reverse("redemption", args=[row.entity])
