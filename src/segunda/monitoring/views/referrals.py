"""Pages of the collaboration with departments of the Ombuds: areas, referrals, the sheet."""

from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from segunda.access.door import Guest, allow
from segunda.monitoring import actions, queries
from segunda.monitoring.council_forms import AreaForm, FieldForm, OpenReferralForm, PassForm
from segunda.monitoring.council_rows import (
    AREAS,
    PASSINGS,
    REFERRALS,
    VALUES,
    area_rows,
    passing_rows,
    referral_rows,
    value_rows,
)
from segunda.monitoring.council_words import FIELDS, WAYS
from segunda.monitoring.queries.referrals import Referred
from segunda.monitoring.views.sending import sent
from segunda.web.forms import fill
from segunda.web.language import both
from segunda.web.lists import headings


@allow("referral.read")
def collaboration(request: Guest) -> HttpResponse:
    """The areas, and the referrals this reader may see."""
    found = queries.areas(user=request.reader)
    made = queries.referrals(user=request.reader, at=request.at)
    about = {
        "areas": area_rows(found), "area_headings": headings(request, AREAS),
        "rows": referral_rows(made), "headings": headings(request, REFERRALS),
    }  # fmt: skip
    return render(request, "monitoring/collaboration.html", about)


@allow("referral.write")
def area_new(request: Guest) -> HttpResponse:
    """Note an area of collaboration."""
    form = fill(AreaForm, request)

    def noted() -> str:
        actions.open_area(facts=form.cleaned_data, by=request.reader, at=request.at)
        return reverse("collaboration")

    about = {"form": form, "one": None, "version": None}
    return sent(request, form, noted) or render(request, "monitoring/area_write.html", about)


@allow("referral.write")
def area(request: Guest, public_id: UUID) -> HttpResponse:
    """Write an area anew."""
    one = queries.area(public_id, user=request.reader)
    if one is None:
        raise Http404
    saved = {name: getattr(one, name) for name in AreaForm.base_fields}
    form = fill(AreaForm, request, initial=dict(saved))

    def corrected() -> str:
        actions.correct_area(one.area, before=one.pk, facts=form.cleaned_data, by=request.reader,
                             at=request.at)  # fmt: skip
        return reverse("collaboration")

    about = {"form": form, "one": one, "version": one.pk}
    return sent(request, form, corrected, saved=saved, version=one.pk) or render(
        request, "monitoring/area_write.html", about
    )


@allow("referral.write")
def referral_new(request: Guest) -> HttpResponse:
    """Begin a referral."""
    known = [one for one in queries.areas(user=request.reader) if not one.ended]
    offered = [(str(one.area.public_id), one.department) for one in known]
    form = fill(OpenReferralForm, request, offered=offered)

    def opened() -> str:
        chosen = form.cleaned_data["area"]
        to = next(one.area for one in known if str(one.area.public_id) == chosen)
        made = actions.open_referral(to, by=request.reader, at=request.at)
        return reverse("referral", args=[made.public_id])

    about = {"form": form, "nowhere": not known}
    return sent(request, form, opened) or render(request, "monitoring/referral_new.html", about)


@allow("referral.write")
def referral(request: Guest, public_id: UUID) -> HttpResponse:
    """One referral: each field with its consent, what would leave, what left."""
    one = _referral(request, public_id)
    form = fill(PassForm, request, initial={
        "passed_on": request.today, "to_whom": one.area.receives})  # fmt: skip

    def passed_on() -> str:
        made = actions.pass_referral(one.referral, **form.cleaned_data, today=request.today,
                                     by=request.reader, at=request.at)  # fmt: skip
        return reverse("referral_sheet", args=[made.public_id])

    answer = sent(request, form, passed_on)
    if answer:
        return answer
    about = {
        "one": one, "form": form, "rows": value_rows(one, _offered(request)),
        "headings": headings(request, VALUES),
        "leaving": [FIELDS[v.field].name for v in one.values if v.consent == "yes"],
        "staying": [FIELDS[v.field].name for v in one.values if v.consent != "yes"],
        "withdrawn": [FIELDS[v.field].name for v in one.values
                      if v.consent == "withdrawn" and one.passings],
        "passings": passing_rows(one.passings), "passing_headings": headings(request, PASSINGS),
    }  # fmt: skip
    return render(request, "monitoring/referral.html", about)


@allow("referral.write")
def referral_field(request: Guest, public_id: UUID, field: str) -> HttpResponse:
    """Write one field and what the person answered about it."""
    one = _referral(request, public_id)
    known = one.value(field) if field in FIELDS else None
    if field not in FIELDS or (known is None and field not in _offered(request)):
        raise Http404
    saved = {name: getattr(known, name) for name in FieldForm.base_fields} if known else {}
    form = fill(FieldForm, request, initial=dict(saved))
    name = FIELDS[field].name
    form.fields["value"].label = both(name.es, name.en)
    version = known.pk if known else "first"

    def written() -> str:
        actions.write_field(one.referral, field=field, before=known.pk if known else None,
                            **form.cleaned_data, today=request.today, by=request.reader,
                            at=request.at)  # fmt: skip
        return reverse("referral", args=[public_id])

    about = {"form": form, "one": one, "name": name, "version": version}
    return sent(request, form, written, saved=saved, version=version) or render(
        request, "monitoring/referral_field.html", about
    )


@allow("referral.read")
def referral_sheet(request: Guest, public_id: UUID) -> HttpResponse:
    """The sheet that left, to be printed and signed: the fields consented to, and no other."""
    found = queries.passed(public_id, user=request.reader, at=request.at)
    if found is None:
        raise Http404
    about = {
        "one": found.passing,
        "fields": [(FIELDS[f.field].name, f.value, f.consent_on, WAYS[f.way])
                   for f in found.fields],
    }  # fmt: skip
    return render(request, "monitoring/referral_sheet.html", about)


def _offered(request: Guest) -> list[str]:
    """The fields this reader may write."""
    return [code for code, one in FIELDS.items() if one.fact_class in request.reader.classes]


def _referral(request: Guest, public_id: UUID) -> Referred:
    found = queries.referral(public_id, user=request.reader, at=request.at)
    if found is None:
        raise Http404
    return found
