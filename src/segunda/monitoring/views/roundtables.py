"""Pages of agreements and orders, and the shelf of good practices."""

from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from segunda.access.door import Guest, allow
from segunda.law.text import Refusal
from segunda.monitoring import actions, queries
from segunda.monitoring.commitments import BODIES
from segunda.monitoring.follow_up_forms import CommitmentForm, StateForm
from segunda.monitoring.follow_up_words import ASSESSMENTS, AUTHORITIES, SIGNS, THEMES
from segunda.web.forms import fill, refuse
from segunda.web.once import once

WORDS = {
    "bodies": BODIES, "authorities": AUTHORITIES, "states": ASSESSMENTS, "signs": SIGNS,
    "themes": THEMES,
}  # fmt: skip


@allow("commitment.read")
def commitment_list(request: Guest) -> HttpResponse:
    """What was agreed or ordered, what is due first; of one body or of all."""
    body = request.GET.get("de", "")
    if body and body not in BODIES:
        raise Http404
    found = queries.commitments(user=request.reader, body=body)
    rows = [(one, queries.late(one, request.today)) for one in found]
    return render(request, "monitoring/commitments.html", {"rows": rows, "body": body, **WORDS})


@allow("commitment.write")
def commitment_new(request: Guest) -> HttpResponse:
    """Note an agreement or an order."""
    form = fill(CommitmentForm, request)

    def noted() -> str:
        made = actions.note_commitment(
            facts=form.cleaned_data, today=request.today, by=request.reader, at=request.at
        )
        return reverse("commitment", args=[made.public_id])

    if request.method == "POST" and form.is_valid():
        try:
            return once(request, noted)
        except Refusal as refusal:
            refuse(form, refusal)
    return render(request, "monitoring/commitment_write.html", {"form": form})


@allow("commitment.write")
def commitment(request: Guest, public_id: UUID) -> HttpResponse:
    """One agreement or order, and how far it got."""
    one = queries.commitment(public_id, user=request.reader)
    if one is None:
        raise Http404
    form = fill(StateForm, request)

    def moved() -> str:
        after = actions.move_commitment(one, **form.cleaned_data, by=request.reader, at=request.at)
        return reverse("commitment", args=[after.public_id])

    if request.method == "POST" and form.is_valid():
        try:
            return once(request, moved)
        except Refusal as refusal:
            refuse(form, refusal)
    about = {"one": one, "late": queries.late(one, request.today), "form": form, **WORDS}
    return render(request, "monitoring/commitment.html", about)
