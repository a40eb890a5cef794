"""Other files that may be of the same person: compared, explained, joined, separated."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from segunda.access.door import Guest, allow
from segunda.law.text import Refusal, Text
from segunda.registry import actions, queries
from segunda.registry.matching import PROBABLE
from segunda.registry.models import Merge, Person
from segunda.registry.views.file import opened
from segunda.web.language import say
from segunda.web.once import once


@allow("person.merge")
def merge(request: Guest, public_id: UUID) -> HttpResponse:
    """The likeliest other files with the reasons; one is joined, or a joined one separated."""
    held = opened(request, public_id)
    found = {f.person: f for f in queries.similar_people(user=request.reader, person=held.person)}
    others = Person.objects.filter(pk__in=found).select_related("facility")
    about: dict[str, Any] = {
        "person": held.person,
        "likely": [
            (other, found[other.pk], found[other.pk].points >= PROBABLE)
            for other in sorted(others, key=lambda o: -found[o.pk].points)
        ],
        "joined": Merge.objects.filter(kept=held.person, superseded_at=None).select_related(
            "merged"
        ),
    }
    if request.method != "POST":
        return render(request, "registry/merge.html", about)
    try:
        return once(request, lambda: _joined(request, held.person, found))
    except Refusal as refusal:
        return render(request, "registry/merge.html", about | {"refused": refusal.text},
                      status=409)  # fmt: skip


def _joined(request: Guest, kept: Person, found: dict[int, queries.Found]) -> str:
    try:
        other = Person.objects.get(public_id=request.POST.get("other", ""))
    except (Person.DoesNotExist, ValueError):
        raise Http404 from None
    why = found.get(other.pk)
    actions.merge_people(
        kept=kept, merged=other, by=request.reader, at=request.at,
        points=why.points if why else None, reasons=[r.es for r in why.reasons] if why else (),
    )  # fmt: skip
    messages.success(request, say(Text("Expedientes unidos.", "Files joined.")))
    return reverse("person", args=[kept.public_id])


@allow("person.merge")
def unmerge(request: Guest, entity: UUID) -> HttpResponse:
    """Separate two files again."""
    row = Merge.objects.select_related("kept").filter(entity=entity, superseded_at=None).first()
    if row is None or request.method != "POST":
        raise Http404

    def act() -> str:
        actions.unmerge_people(entity=entity, by=request.reader, at=request.at)
        messages.success(request, say(Text("Expedientes separados.", "Files separated.")))
        return reverse("person", args=[row.kept.public_id])

    return once(request, act)
