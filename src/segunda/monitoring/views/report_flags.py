"""Before a public copy: what rests on few people, each decided on a page of its own."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from segunda.access.door import Guest, allow
from segunda.law.text import Refusal
from segunda.monitoring import actions, queries
from segunda.monitoring.models import Report
from segunda.monitoring.report_forms import CopyForm, DecisionForm
from segunda.monitoring.report_words import flag_rows, flag_text, report_title
from segunda.monitoring.reports.document import Words
from segunda.monitoring.reports.flags import COUNT
from segunda.monitoring.reports.laying import LaidTable, lay
from segunda.web.forms import fill, refuse
from segunda.web.language import current
from segunda.web.once import once


@allow("report.read")
def report_flags(request: Guest, public_id: UUID) -> HttpResponse:
    """Everything to decide, what was decided, and the public copy when nothing is left."""
    one = _publishable(request, public_id)
    form = fill(CopyForm, request, initial={"language": current(), "form": "pdf"})
    return flags_page(request, one, form)


def flags_page(request: Guest, one: Report, form: CopyForm) -> HttpResponse:
    """The page of a report's flags, with the form of the public copy."""
    decided = queries.report_decisions(one, user=request.reader)
    flags: list[dict[str, Any]] = one.flags or []
    open_counts = sum(flag["kind"] == COUNT and flag["mark"] not in decided for flag in flags)
    left = sum(flag["mark"] not in decided for flag in flags)
    kept = [(flag_text(flag["shown"]), decided[flag["mark"]]) for flag in flags
            if flag["mark"] in decided and decided[flag["mark"]].what == "keep"]  # fmt: skip
    about = {
        "one": one, "title": report_title(one), "form": form, "left": left, "kept": kept,
        "open_counts": open_counts, "total": len(flags), "rows": flag_rows(one, flags, decided),
    }  # fmt: skip
    return render(request, "monitoring/report_flags.html", about)


@allow("report.read")
def report_public(request: Guest, public_id: UUID) -> HttpResponse:
    """The public copy as it will be printed, or why it cannot be yet."""
    one = _publishable(request, public_id)
    about: dict[str, Any] = {"one": one, "title": report_title(one), "refusal": None, "laid": None}
    try:
        document, _ = actions.published(one)
    except Refusal as refusal:
        about["refusal"] = refusal.text
    else:
        about["laid"] = lay(document, current(), public=True)
        about["is_table"] = lambda block: isinstance(block, LaidTable)
    return render(request, "monitoring/report_public.html", about)


@allow("report.make")
def report_counts(request: Guest, public_id: UUID) -> HttpResponse:
    """Let every small count that nobody decided yet read "fewer than 10"."""
    one = _publishable(request, public_id)
    back = reverse("report_flags", args=[one.public_id])
    if request.method != "POST":
        return HttpResponse(status=302, headers={"Location": back})

    def decided() -> str:
        actions.decide_counts(one, by=request.reader, at=request.at)
        return back

    return once(request, decided)


@allow("report.make")
def report_flag(request: Guest, public_id: UUID, number: int) -> HttpResponse:
    """One flag: what it says, why it points to few people, and what is done with it."""
    one = _publishable(request, public_id)
    flags: list[dict[str, Any]] = one.flags or []
    if not 0 < number <= len(flags):
        raise Http404
    flag = flags[number - 1]
    stands = queries.report_decisions(one, user=request.reader).get(flag["mark"])
    initial = {name: getattr(stands, name) for name in DecisionForm.base_fields} if stands else {
        "text_es": flag["shown"]["es"], "text_en": flag["shown"]["en"],
    }  # fmt: skip
    form = fill(DecisionForm, request, initial=initial, kind=flag["kind"])

    def decided() -> str:
        typed = form.cleaned_data
        text = Words(typed.get("text_es", ""), typed.get("text_en", ""))
        actions.decide(
            one, mark=flag["mark"], what=typed["what"], text=text,
            reason=typed.get("reason", ""), by=request.reader, at=request.at,
        )  # fmt: skip
        return reverse("report_flags", args=[one.public_id]) + f"#marca-{number}"

    if request.method == "POST" and form.is_valid():
        try:
            return once(request, decided)
        except Refusal as refusal:
            refuse(form, refusal)
    about = {
        "one": one, "flag": flag, "number": number, "form": form,
        "shown": flag_text(flag["shown"]), "written": _written(flag["shown"]),
        "heading": flag_text(flag["heading"]),
        "why": [flag_text(why) for why in flag["why"]], "count": flag["kind"] == COUNT,
    }  # fmt: skip
    return render(request, "monitoring/report_flag.html", about)


def _written(shown: dict[str, str]) -> str:
    """The language of the words that are shown."""
    here = current()
    return here if shown[here] else {"es": "en", "en": "es"}[here]


def _publishable(request: Guest, public_id: UUID) -> Report:
    found = queries.report(public_id, user=request.reader, at=request.at)
    if found is None or found.classes or found.flags is None:
        raise Http404
    return found
