"""Files for the reader's own computer."""

from django.http import HttpResponse


def csv_file(name: str, content: bytes) -> HttpResponse:
    """A table as a file; `name` without its ending tells what kind of list it is, and of nobody."""
    return HttpResponse(content, content_type="text/csv; charset=utf-8", headers={
        "Content-Disposition": f'attachment; filename="{name}.csv"',
        "X-Content-Type-Options": "nosniff",
    })  # fmt: skip
