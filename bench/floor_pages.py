"""The same doors, queries and traces as the program's pages, written as plain lines.

What a page costs above its floor is how it looks: words, links, tables, the shell around it.
Only as much is written as the client needs to go on: where people and the next page are.
"""

from collections.abc import Iterable
from dataclasses import astuple
from uuid import UUID

from django.http import Http404, HttpResponse
from django.urls import URLPattern, URLResolver, path

from segunda.access.door import Guest, allow
from segunda.access.models import Listing
from segunda.config.state import urls
from segunda.registry import queries
from segunda.registry.queries import Listed
from segunda.registry.views.file import opened


@allow("person.search")
def listing(request: Guest, listing: UUID) -> HttpResponse:
    """A page of a kept list, or the first of what was found."""
    kept = Listing.objects.filter(pk=listing, user=request.user.pk, until__gt=request.at).first()
    if kept is None:
        raise Http404
    if "found" in kept.query:
        ids = [one[0] for one in kept.query["found"][: queries.PAGE]]
        found = queries.listed_people(
            user=request.reader, ids=ids, purpose=request.purpose, at=request.at
        )
        return _plain(_lines(found))
    return _plain(_page(request))


def _page(request: Guest) -> Iterable[str]:
    asked, after = request.GET.get("orden", "name"), request.GET.get("desde")
    page = queries.list_people(
        user=request.reader, which=queries.PeopleFilter(), order=asked.removeprefix("-"),
        descending=asked.startswith("-"), after=int(after) if after else None,
        purpose=request.purpose, at=request.at,
    )  # fmt: skip
    yield from _lines(page.rows)
    yield f'rel="next" href="{request.path}?orden={asked}&desde={page.after}"'


def _lines(rows: Iterable[Listed]) -> Iterable[str]:
    return (f'href="/personas/{row.public_id}/" {astuple(row)}' for row in rows)


@allow("person.read")
def person(request: Guest, public_id: UUID) -> HttpResponse:
    """A file, its rows as they are."""
    held = opened(request, public_id)
    return _plain(f"{table} {rows}" for table, rows in held.rows.items())


def _plain(lines: Iterable[str]) -> HttpResponse:
    return HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8")


urlpatterns: list[URLPattern | URLResolver] = [
    path("personas/lista/<uuid:listing>/", listing),
    path("personas/<uuid:public_id>/", person),
    *urls.urlpatterns,
]
