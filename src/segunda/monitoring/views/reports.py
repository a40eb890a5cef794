"""Pages of the reports: the list, making one, its preview, what is behind a number, copies."""

from uuid import UUID

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from segunda.access.door import Guest, allow
from segunda.law.text import Refusal
from segunda.monitoring import actions, queries
from segunda.monitoring.models import Report
from segunda.monitoring.queries.reports import PAGE
from segunda.monitoring.report_forms import CopyForm
from segunda.monitoring.report_words import (
    COPIES,
    REPORTS,
    copy_rows,
    report_rows,
    report_title,
)
from segunda.monitoring.reports import stored
from segunda.monitoring.reports.document import Document, Source
from segunda.monitoring.reports.laying import LaidTable, lay
from segunda.monitoring.reports.words import KINDS
from segunda.monitoring.sections import SECTIONS
from segunda.monitoring.views.report_flags import flags_page
from segunda.web.addresses import whole
from segunda.web.forms import fill, refuse
from segunda.web.language import current
from segunda.web.lists import headings, with_query
from segunda.web.once import once

TYPES = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}


@allow("report.read")
def report_list(request: Guest) -> HttpResponse:
    """The newest reports, who made them, and what copies left."""
    mark = request.GET.get("antes", "")
    before = whole(mark)
    found = queries.reports(user=request.reader, before=before)
    shown = found[:PAGE]
    more = with_query(request, antes=str(shown[-1].pk)) if len(found) > len(shown) else ""
    about = {
        "rows": report_rows(shown), "headings": headings(request, REPORTS), "more": more,
        "first": before is None, "kinds": KINDS,
    }  # fmt: skip
    return render(request, "monitoring/reports.html", about)


@allow("report.read")
def report(request: Guest, public_id: UUID) -> HttpResponse:
    """The whole report as it will be printed, each number with the way to its rows."""
    one = _report(request, public_id)
    document = stored.document_from(one.document)
    about = {
        "one": one, "title": report_title(one), "kind": KINDS[one.kind],
        "laid": lay(document, current(), public=False), "is_table": _is_table,
        "copies": copy_rows(one, queries.report_copies(one, user=request.reader)),
        "headings": headings(request, COPIES),
        "form": fill(CopyForm, request, initial={"language": current(), "form": "pdf"}),
        "left": _left(request, one), "public": one.flags is not None and not one.classes,
        "health": [SECTIONS[code].name for code in SECTIONS
                   if SECTIONS[code].fact_class in one.classes],
    }  # fmt: skip
    return render(request, "monitoring/report.html", about)


@allow("report.make")
def report_print(request: Guest, public_id: UUID) -> HttpResponse:
    """Print the exact copy; what was printed lies on the report's page."""
    return _printed(request, public_id, public=False)


@allow("report.make")
def report_publish(request: Guest, public_id: UUID) -> HttpResponse:
    """Print the public copy, when every flag is decided."""
    return _printed(request, public_id, public=True)


def _printed(request: Guest, public_id: UUID, *, public: bool) -> HttpResponse:
    one = _report(request, public_id)
    form = fill(CopyForm, request)
    if request.method != "POST" or not form.is_valid():  # the page shows both choices
        back = reverse("report_flags" if public else "report", args=[one.public_id])
        return HttpResponseRedirect(f"{back}#copias")
    typed = form.cleaned_data

    def printed() -> str:
        copy = actions.print_copy(
            one, language=typed["language"], form=typed["form"], public=public,
            by=request.reader, at=request.at,
        )  # fmt: skip
        return reverse("report", args=[one.public_id]) + f"?copia={copy.pk}#copias"

    try:
        return once(request, printed)
    except Refusal as refusal:
        refuse(form, refusal)
    return flags_page(request, one, form)


@allow("report.read")
def report_source(request: Guest, public_id: UUID, number: int) -> HttpResponse:
    """What is behind one number: the package and its rows in words, or the things counted."""
    one = _report(request, public_id)
    document = stored.document_from(one.document)
    laid = lay(document, current(), public=False)
    note = next((note for note in laid.notes if note.number == number), None)
    if note is None:
        raise Http404
    source = _source(document, note.source)
    mark = next((mark for mark in document.packages if mark.pk == source.package), None)
    things = queries.things_behind(source.kind, source.ids, user=request.reader)
    about = {"one": one, "number": number, "words": note.words, "source": source, "mark": mark,
             "things": things}  # fmt: skip
    return render(request, "monitoring/report_source.html", about)


@allow("report.read")
def report_copy(request: Guest, public_id: UUID, number: int) -> HttpResponse:
    """The file of a copy; that it left is in the trace."""
    one = _report(request, public_id)
    copy = queries.report_copy(one, number, user=request.reader, at=request.at)
    if copy is None:
        raise Http404
    side = "publica" if copy.public else "exacta"
    name = f"{one.kind}-{one.day}-{side}-{copy.language}.{copy.form}"
    response = HttpResponse(bytes(copy.content), content_type=TYPES[copy.form])
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _report(request: Guest, public_id: UUID) -> Report:
    found = queries.report(public_id, user=request.reader, at=request.at)
    if found is None:
        raise Http404
    return found


def _left(request: Guest, one: Report) -> int:
    """How many flags nobody decided yet."""
    decided = queries.report_decisions(one, user=request.reader)
    return sum(flag["mark"] not in decided for flag in one.flags or ())


def _source(document: Document, key: str) -> Source:
    return next(one for one in document.sources if one.key == key)


def _is_table(block: object) -> bool:
    return isinstance(block, LaidTable)
