"""Pages of one addressee: sent, reply, assessment."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from segunda.access.door import Guest, allow
from segunda.law.text import Refusal, Text
from segunda.monitoring import actions, queries
from segunda.monitoring.follow_up_forms import AssessmentForm, ReplyForm, SentForm
from segunda.monitoring.follow_up_words import AUTHORITIES
from segunda.web.forms import fill, refuse
from segunda.web.once import once

SENT = Text("Anotar el envío", "Note that it was sent")
REPLY = Text("Anotar una respuesta", "Note a reply")
ASSESS = Text("Valorar el cumplimiento", "Assess what was done")


@allow("recommendation.write")
def sent(request: Guest, pk: int) -> HttpResponse:
    """The day it was sent; from it silence is counted."""
    return _page(request, pk, SentForm, SENT, actions.note_sent)


@allow("recommendation.write")
def reply(request: Guest, pk: int) -> HttpResponse:
    """What this addressee replied."""
    return _page(request, pk, ReplyForm, REPLY, actions.note_reply)


@allow("recommendation.write")
def assess(request: Guest, pk: int) -> HttpResponse:
    """How far this addressee got, with evidence."""
    return _page(request, pk, AssessmentForm, ASSESS, actions.assess)


def _page(
    request: Guest, pk: int, kind: type[forms.Form], title: Text, act: Callable[..., Any]
) -> HttpResponse:
    one = queries.addressee(pk, user=request.reader)
    if one is None:
        raise Http404
    back = reverse("recommendation", args=[one.recommendation.public_id])

    def done() -> str:
        act(one, **form.cleaned_data, today=request.today, by=request.reader, at=request.at)
        return back

    form = fill(kind, request)
    if request.method == "POST" and form.is_valid():
        try:
            return once(request, done)
        except Refusal as refusal:
            refuse(form, refusal)
    about = {
        "form": form, "title": title, "back": back, "number": one.recommendation.number,
        "authority": AUTHORITIES[one.authority],
    }  # fmt: skip
    return render(request, "monitoring/addressee_write.html", about)
