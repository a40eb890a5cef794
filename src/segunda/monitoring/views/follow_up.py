"""Pages of one addressee: sent, reply, assessment."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from segunda.access.door import Guest, allow
from segunda.law.text import Text
from segunda.monitoring import actions, queries
from segunda.monitoring.follow_up_forms import (
    AssessmentForm,
    ReplyForm,
    SentCorrectForm,
    SentForm,
)
from segunda.monitoring.follow_up_words import AUTHORITIES
from segunda.monitoring.models import Addressee
from segunda.monitoring.views.sending import sent as sent_page
from segunda.web.forms import fill

SENT = Text("Anotar el envío", "Note that it was sent")
SENT_CORRECT = Text("Corregir el día del envío", "Correct the day of sending")
REPLY = Text("Anotar una respuesta", "Note a reply")
ASSESS = Text("Valorar el cumplimiento", "Assess what was done")


@allow("recommendation.write")
def sent(request: Guest, pk: int) -> HttpResponse:
    """The day it was sent; from it silence is counted."""
    return _page(request, pk, SentForm, SENT, actions.note_sent)


@allow("recommendation.write")
def sent_correct(request: Guest, pk: int) -> HttpResponse:
    """A wrong day of sending: another, with why; the one before stays readable."""
    one = _addressee(request, pk)
    if one.sent_on is None:
        raise Http404
    before, back = one.sent_on, reverse("recommendation", args=[one.recommendation.public_id])
    form = fill(SentCorrectForm, request, initial={"sent_on": f"{before:%d/%m/%Y}"})

    def corrected() -> str:
        actions.correct_sent(one, before=before, **form.cleaned_data, today=request.today,
                             by=request.reader, at=request.at)  # fmt: skip
        return back

    about = _about(one, form, SENT_CORRECT) | {"version": before, "noted": before}
    return (
        sent_page(request, form, corrected, saved={"sent_on": before}, version=before)
        or render(request, "monitoring/addressee_write.html", about)
    )  # fmt: skip


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
    one = _addressee(request, pk)
    back = reverse("recommendation", args=[one.recommendation.public_id])

    def done() -> str:
        act(one, **form.cleaned_data, today=request.today, by=request.reader, at=request.at)
        return back

    form = fill(kind, request)
    return sent_page(request, form, done) or render(
        request, "monitoring/addressee_write.html", _about(one, form, title)
    )


def _addressee(request: Guest, pk: int) -> Addressee:
    one = queries.addressee(pk, user=request.reader)
    if one is None:
        raise Http404
    return one


def _about(one: Addressee, form: forms.Form, title: Text) -> dict[str, Any]:
    return {
        "form": form, "title": title, "number": one.recommendation.number, "version": None,
        "back": reverse("recommendation", args=[one.recommendation.public_id]), "noted": None,
        "authority": AUTHORITIES[one.authority],
    }  # fmt: skip
