"""Pages of instruments: what there is, uploading, seeing one as it will be asked and on paper."""

from collections.abc import Iterator
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from segunda.access.door import Guest, allow
from segunda.law.text import Refusal, Text
from segunda.law.words import LABELS
from segunda.monitoring import actions, queries
from segunda.monitoring.models import InstrumentVersion
from segunda.monitoring.sections import SECTIONS, written_in_by
from segunda.monitoring.visit_forms import UploadForm
from segunda.monitoring.visit_words import KIND_WORDS
from segunda.monitoring.xlsform import LARGEST, Item, condition, numbered, wanted
from segunda.monitoring.xlsform.refusals import TOO_LARGE
from segunda.web.addresses import whole
from segunda.web.forms import fill, refuse
from segunda.web.language import say
from segunda.web.once import once

Asked = tuple[Item, Text, Text, Text]
"""A question as it is shown: itself, its words, when it is asked, what a norm asks of it."""
MOST_TURNS = 30
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@allow("instrument.read")
def instrument_list(request: Guest) -> HttpResponse:
    """The forms there are, each in its newest version."""
    used = {one.instrument_id: one for one in queries.offered(user=request.reader)}
    about = {"instruments": queries.instruments(user=request.reader), "sections": SECTIONS,
             "used": used}  # fmt: skip
    return render(request, "monitoring/instruments.html", about)


@allow("instrument.add")
def instrument_new(request: Guest) -> HttpResponse:
    """Upload a form's book."""
    mine = [(code, one.name) for code, one in written_in_by(request.user.role).items()]
    form = fill(UploadForm, request, sections=mine)
    if request.method == "POST" and form.is_valid():
        try:
            return once(request, lambda: _added(request, form))
        except Refusal as refusal:
            refuse(form, refusal, "file")
    return render(request, "monitoring/instrument_new.html", {"form": form})


def _added(request: Guest, form: UploadForm) -> str:
    file = form.cleaned_data["file"]
    if file.size > LARGEST:
        raise Refusal(TOO_LARGE)
    made = actions.add_instrument(
        content=file.read(), section=form.cleaned_data["section"], by=request.reader, at=request.at
    )
    return reverse("instrument", args=[made.pk])


@allow("instrument.read")
def instrument(request: Guest, number: int) -> HttpResponse:
    """One version, as it will be asked."""
    return render(request, "monitoring/instrument.html", _about(request, number))


@allow("instrument.add")
def instrument_use(request: Guest, number: int) -> HttpResponse:
    """Offer this version for filling, or withdraw the form."""
    one, offered = _version(number), "withdraw" not in request.POST
    back = reverse("instrument", args=[number])
    if request.method != "POST":
        return HttpResponseRedirect(back)

    def used() -> str:
        actions.use_instrument(one, offered=offered, by=request.reader, at=request.at)
        return back

    try:
        return once(request, used)
    except Refusal as refusal:
        messages.info(request, say(refusal.text))
        return HttpResponseRedirect(back)


@allow("instrument.read")
def instrument_paper(request: Guest, number: int) -> HttpResponse:
    """The same on paper, with the same numbers; what repeats as often as one asks for."""
    about = _about(request, number)
    rows = about.pop("rows")
    turns = min(whole(request.GET.get("veces")) or 1, MOST_TURNS)
    parts = list(_on_paper(rows, turns))
    about |= {"parts": parts, "turns": turns, "repeats": any(turn for _, turn in parts)}
    return render(request, "monitoring/instrument_paper.html", about)


def _on_paper(rows: list[Asked], turns: int) -> Iterator[tuple[list[Asked], int]]:
    """The rows in stretches: what repeats, with its turn, as many times; the rest once (turn 0)."""
    stretches: list[tuple[str, list[Asked]]] = []
    for row in rows:
        inside = stretches[-1][0] if stretches else ""
        within = inside and row[0].path.startswith(f"{inside}/")
        if row[0].kind == "repeat" and not within:
            stretches.append((row[0].path, [row]))
        elif within or (stretches and not inside):
            stretches[-1][1].append(row)
        else:
            stretches.append(("", [row]))
    for inside, found in stretches:
        for turn in range(1, turns + 1) if inside else (0,):
            yield found, turn


@allow("instrument.read")
def instrument_book(request: Guest, number: int) -> HttpResponse:  # noqa: ARG001
    """The book as it was uploaded."""
    one = _version(number)
    return HttpResponse(bytes(one.content), content_type=XLSX, headers={
        "Content-Disposition": f'attachment; filename="instrumento-{one.pk}.xlsx"',
        "X-Content-Type-Options": "nosniff",
    })  # fmt: skip


def _about(request: Guest, number: int) -> dict[str, Any]:
    one = _version(number)
    form = queries.form_of(one)
    rows: list[Asked] = [
        (item, numbered(item.label, form), condition(item, form), wanted(item, form))
        for item in form.walk() if item.number or item.kind == "note"
    ]  # fmt: skip
    return {
        "one": one, "rows": rows, "kinds": KIND_WORDS, "sections": SECTIONS, "labels": LABELS,
        "used": queries.offered_version(one.instrument),
        "mine": one.instrument.section in written_in_by(request.user.role),
        "versions": queries.instrument_versions(one.instrument.form_id, user=request.reader),
    }  # fmt: skip


def _version(number: int) -> InstrumentVersion:
    found = InstrumentVersion.objects.select_related("instrument", "added_by").filter(pk=number)
    one = found.first()
    if one is None:
        raise Http404
    return one


@allow("visit.read")
def place_trends(request: Guest, public_id: UUID) -> HttpResponse:
    """What the instruments said of a place, visit after visit."""
    place = queries.place(public_id, user=request.reader)
    if place is None:
        raise Http404
    about = {
        "place": place,
        "trends": queries.trends(place.place, user=request.reader, at=request.at),
    }
    return render(request, "monitoring/trends.html", about)
