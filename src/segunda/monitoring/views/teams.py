"""Pages of conflicts of interest: the list with the form to declare one, and ending one's own."""

from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from segunda.access.door import Guest, allow
from segunda.monitoring import actions, queries
from segunda.monitoring.plan_forms import ConflictForm, EndConflictForm
from segunda.monitoring.plan_rows import CONFLICTS, conflict_rows
from segunda.monitoring.views.plan import place_chosen, places_offered
from segunda.monitoring.views.sending import sent
from segunda.web.forms import fill
from segunda.web.lists import headings


@allow("conflict.declare")
def conflict_list(request: Guest) -> HttpResponse:
    """Everything that members declared; a form to declare one's own."""
    form = fill(ConflictForm, request, places=places_offered(request))

    def declared() -> str:
        said = form.cleaned_data
        actions.declare_conflict(
            place_chosen(request, said["place"]), reason=said["reason"], since=said["since"],
            today=request.today, by=request.reader, at=request.at,
        )  # fmt: skip
        return reverse("conflicts")

    answer = sent(request, form, declared)
    if answer:
        return answer
    found = queries.conflicts(user=request.reader)
    names = queries.place_names([one.place_id for one in found], user=request.reader)
    about = {
        "form": form, "rows": conflict_rows(found, names, request.user.pk),
        "headings": headings(request, CONFLICTS), "mine": _mine(request),
    }  # fmt: skip
    return render(request, "monitoring/conflicts.html", about)


@allow("conflict.declare")
def conflict_end(request: Guest, public_id: UUID) -> HttpResponse:
    """End one's own; another's is not found."""
    one = queries.conflict(public_id, user=request.reader)
    if one is None or one.member_id != request.user.pk or one.ended_on:
        raise Http404
    form = fill(EndConflictForm, request, initial={"ended_on": request.today})

    def ended() -> str:
        actions.end_conflict(one, ended_on=form.cleaned_data["ended_on"], today=request.today,
                             by=request.reader, at=request.at)  # fmt: skip
        return reverse("conflicts")

    name = queries.place_names([one.place_id], user=request.reader)[one.place_id].name
    about = {"form": form, "one": one, "place": name}
    return sent(request, form, ended) or render(request, "monitoring/conflict_end.html", about)


def _mine(request: Guest) -> list[UUID]:
    """The planned visits she sees whose team somebody with a conflict is on."""
    years = queries.years_planned(user=request.reader, today=request.today)
    found = [one for year in years
             for one in queries.planned_visits(user=request.reader, year=year)]  # fmt: skip
    return [one.visit.public_id for one in found if one.conflicts]
