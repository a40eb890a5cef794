"""Pages of the Advisory Council: its members and sectors, its opinions."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from segunda.access.door import Guest, allow
from segunda.monitoring import actions, queries
from segunda.monitoring.council_forms import AnswerForm, OpinionForm, SeatForm
from segunda.monitoring.council_rows import (
    MEMBERS,
    OPINIONS,
    SEATS,
    SECTOR_COUNTS,
    council_csv,
    member_rows,
    opinion_rows,
    seat_rows,
    sector_rows,
)
from segunda.monitoring.council_words import AFFECTED, SECTORS
from segunda.monitoring.models import CouncilDetails
from segunda.monitoring.views.listing import csv_file
from segunda.monitoring.views.sending import sent
from segunda.web.dates import moment_words
from segunda.web.forms import fill
from segunda.web.language import current
from segunda.web.lists import headings


@allow("council.read")
def council(request: Guest) -> HttpResponse:
    """Who sits on it, from which sectors, and what it advised."""
    found = queries.council(user=request.reader)
    counted = queries.sectors(found, request.today)
    advised = queries.opinions(user=request.reader)
    about = {
        "sworn": sum(counted.values()), "seated": sum(1 for n in counted.values() if n),
        "of": len(SECTORS), "affected": counted[AFFECTED],
        "rows": member_rows(found, request.today), "headings": headings(request, MEMBERS),
        "sectors": sector_rows(counted), "sector_headings": headings(request, SECTOR_COUNTS),
        "opinions": opinion_rows(advised), "opinion_headings": headings(request, OPINIONS),
    }  # fmt: skip
    return render(request, "monitoring/council.html", about)


@allow("council.read")
def council_file(request: Guest) -> HttpResponse:
    """The Council as a file."""
    found = queries.council(user=request.reader)
    return csv_file(council_csv(found, current(), moment_words(request.at, current())))


@allow("council.write")
def council_seat(request: Guest) -> HttpResponse:
    """Note somebody who was selected."""
    form = fill(SeatForm, request)

    def seated() -> str:
        made = actions.seat_member(
            facts=form.cleaned_data, today=request.today, by=request.reader, at=request.at
        )
        return reverse("council_member", args=[made.public_id])

    about = {"form": form, "one": None, "version": None}
    return sent(request, form, seated) or render(request, "monitoring/council_write.html", about)


@allow("council.read")
def council_member(request: Guest, public_id: UUID) -> HttpResponse:
    """One member of the Council."""
    one = _member(request, public_id)
    about = {
        "one": one, "sectors": SECTORS, "standing": queries.standing_of(one, request.today),
        "versions": seat_rows(queries.council_history(one, user=request.reader)),
        "version_headings": headings(request, SEATS),
    }  # fmt: skip
    return render(request, "monitoring/council_member.html", about)


@allow("council.write")
def council_correct(request: Guest, public_id: UUID) -> HttpResponse:
    """Her oath, her end, or what was written wrongly."""
    one = _member(request, public_id)
    saved = {name: getattr(one, name) for name in SeatForm.base_fields}
    form = fill(SeatForm, request, initial=dict(saved))

    def corrected() -> str:
        actions.correct_member(one.member, before=one.pk, facts=form.cleaned_data,
                               today=request.today, by=request.reader, at=request.at)  # fmt: skip
        return reverse("council_member", args=[public_id])

    about = {"form": form, "one": one, "version": one.pk}
    return sent(request, form, corrected, saved=saved, version=one.pk) or render(
        request, "monitoring/council_write.html", about
    )


@allow("council.write")
def opinion_new(request: Guest) -> HttpResponse:
    """Note an opinion of the Council."""
    found = queries.council(user=request.reader)
    form = fill(OpinionForm, request,
                offered=[(str(one.member.public_id), one.name) for one in found])  # fmt: skip

    def noted() -> str:
        facts: dict[str, Any] = dict(form.cleaned_data)
        chosen = facts.pop("givers")
        givers = [one.member for one in found if str(one.member.public_id) in chosen]
        made = actions.note_opinion(
            facts=facts, givers=givers, today=request.today, by=request.reader, at=request.at
        )
        return reverse("opinion", args=[made.public_id])

    about = {"form": form, "nobody": not found}
    return sent(request, form, noted) or render(request, "monitoring/opinion_write.html", about)


@allow("council.write")
def opinion(request: Guest, public_id: UUID) -> HttpResponse:
    """One opinion, who was there, and what the mechanism did with it."""
    one = queries.opinion(public_id, user=request.reader)
    if one is None:
        raise Http404
    form = fill(AnswerForm, request, initial={"answered_on": request.today})

    def answered() -> str:
        after = actions.answer_opinion(
            one.opinion, **form.cleaned_data, today=request.today, by=request.reader, at=request.at
        )
        return reverse("opinion", args=[after.public_id])

    people = [(SECTORS[g.sector], name) for g, name in zip(one.givers, one.names, strict=True)]
    about = {"one": one, "said": one.opinion, "form": form, "people": people}
    return sent(request, form, answered) or render(request, "monitoring/opinion.html", about)


def _member(request: Guest, public_id: UUID) -> CouncilDetails:
    found = queries.council_member(public_id, user=request.reader)
    if found is None:
        raise Http404
    return found
