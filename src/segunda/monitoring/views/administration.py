"""«Actos de administración»: every act of whoever administers, shown to everybody."""

from django.http import Http404, HttpResponse
from django.shortcuts import render

from segunda.access.door import Guest, allow
from segunda.monitoring import queries
from segunda.monitoring.queries.administration import PAGE
from segunda.monitoring.words import COLUMNS, act_rows
from segunda.web.addresses import whole
from segunda.web.lists import headings, with_query


@allow("administration.read")
def administration(request: Guest) -> HttpResponse:
    """All acts, newest first."""
    mark = request.GET.get("antes", "")
    before = whole(mark)
    found = queries.acts(user=request.reader, before=before, limit=PAGE + 1)
    shown = found[:PAGE]
    about = {
        "acts": act_rows(shown),
        "headings": headings(request, COLUMNS),
        "more": with_query(request, antes=str(shown[-1].id)) if len(found) > PAGE else "",
        "first": before is None,
    }
    return render(request, "monitoring/administration.html", about)


@allow("administration.read")
def handing_over(request: Guest, number: int) -> HttpResponse:
    """The sheet of one handing over, to be printed and signed."""
    one = queries.handing_over(number, user=request.reader)
    if one is None:
        raise Http404
    return render(request, "monitoring/handing_over.html", {"one": one})
