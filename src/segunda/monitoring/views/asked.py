"""Pages on which what a visit asked for is noted, and what came of it."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from segunda.access.door import Guest, allow
from segunda.monitoring import actions, queries
from segunda.monitoring.views.sending import sent
from segunda.monitoring.visit_forms import AskedForm
from segunda.monitoring.visit_words import ANSWERS
from segunda.web.forms import fill


@allow("visit.write")
def asked_new(request: Guest, public_id: UUID) -> HttpResponse:
    """Note what was asked for on a visit."""
    one = queries.visit(public_id, user=request.reader, at=request.at)
    if one is None:
        raise Http404
    form = fill(AskedForm, request)

    def noted() -> str:
        actions.ask_for(one.visit, facts=form.cleaned_data, today=request.today,
                        by=request.reader, at=request.at)  # fmt: skip
        return reverse("visit", args=[public_id])

    about: dict[str, Any] = {"form": form, "back": reverse("visit", args=[public_id]),
                             "versions": [], "version": None, "answers": ANSWERS}  # fmt: skip
    return sent(request, form, noted) or render(request, "monitoring/visit_asked.html", about)


@allow("visit.write")
def asked(request: Guest, public_id: UUID) -> HttpResponse:
    """Write down what came of it; what was noted before stays."""
    one = queries.asked(public_id, user=request.reader)
    if one is None:
        raise Http404
    back = reverse("visit", args=[one.visit.public_id])
    if one.superseded_by and request.method != "POST":
        return HttpResponseRedirect(back)
    newest = queries.asked_versions(one, user=request.reader)[0]
    saved = {name: getattr(newest, name) for name in AskedForm.base_fields}
    form = fill(AskedForm, request, initial=dict(saved))

    def written() -> str:
        actions.change_asked(newest, facts=form.cleaned_data, today=request.today,
                             by=request.reader, at=request.at)  # fmt: skip
        return back

    about = {
        "form": form, "back": back, "version": newest.pk, "answers": ANSWERS,
        "versions": queries.asked_versions(newest, user=request.reader),
    }  # fmt: skip
    return sent(request, form, written, saved=saved, version=newest.pk) or render(
        request, "monitoring/visit_asked.html", about
    )
