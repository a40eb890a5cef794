"""What every long list does: where it begins, earlier and later, its file."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from segunda.web import files
from segunda.web.addresses import whole
from segunda.web.lists import Pager, with_query

PAGE = 50


def start_of(request: HttpRequest) -> int:
    """The line a page of a list begins with."""
    return min(whole(request.GET.get("desde")) or 0, 1_000_000)


def pager(request: HttpRequest, start: int, count: int) -> Pager | None:
    """Earlier and later; None where one page holds it all."""
    if count <= PAGE and not start:
        return None
    earlier = with_query(request, desde=str(max(start - PAGE, 0)))
    later = with_query(request, desde=str(start + PAGE))
    return Pager(
        earlier if start else "", later if start + PAGE < count else "",
        f"{min(start + 1, count)}-{min(start + PAGE, count)} / {count}",
    )  # fmt: skip


def file_of(request: HttpRequest, name: str, listing: UUID | None) -> str:
    """The address of the list's file, sorted and narrowed as the page is. `name`: of the page
    `…_file` without a listing, `…_list_file` with one."""
    named = [] if listing is None else [listing]
    path = reverse(f"{name}_list_file" if named else f"{name}_file", args=named)
    query = request.GET.copy()
    query.pop("desde", None)
    return f"{path}?{query.urlencode()}" if query else path


def csv_file(content: bytes) -> HttpResponse:
    """A file under a name that tells nothing."""
    return files.csv_file("segunda-lista", content)
