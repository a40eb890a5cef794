"""Files too heavy for their page: thrown away as they arrive, never kept in memory or on disk.

The browser sends all of it before it listens, so it is let speak; what was typed beside the file
is kept, and the page says what is too heavy.
"""

from collections.abc import Callable
from typing import Any, TypeVar

from django.core.files.uploadhandler import FileUploadHandler, SkipFile
from django.http import HttpRequest
from django.urls import Resolver404, resolve

MOST, HEAVY = "largest_upload", "segunda_too_heavy"
AROUND = 1_000_000
"""Bytes of a form beside its file."""
View = TypeVar("View", bound=Callable[..., Any])


def weighed(most: int) -> Callable[[View], View]:
    """A page that takes a file of so many bytes and no more; stands above `@allow`."""

    def mark(view: View) -> View:
        setattr(view, MOST, most)
        return view

    return mark


def too_heavy(request: HttpRequest) -> int:
    """How many bytes were sent to a page that takes fewer; 0 where they fit."""
    return int(request.META.get(HEAVY, 0)) if request.POST is not None else 0


class Weighed(FileUploadHandler):
    """The first handler: asks the page, by what the browser says it is going to send."""

    heavy = False

    def handle_raw_input(self, *given: Any, **named: Any) -> None:  # noqa: ARG002
        """Weigh before anything is read: Django gives the length of the whole third."""
        content_length = int(given[2])
        most = self._most()
        self.heavy = most is not None and content_length > most + AROUND
        if self.heavy and self.request is not None:
            self.request.META[HEAVY] = content_length

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        """Whatever is too heavy is not even begun."""
        super().new_file(*args, **kwargs)
        if self.heavy:
            raise SkipFile

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:  # noqa: ARG002
        """What fits goes on to the handler that keeps it."""
        return raw_data

    def file_complete(self, file_size: int) -> None:  # noqa: ARG002
        """It is kept by another."""
        return

    def _most(self) -> int | None:
        if self.request is None:
            return None
        try:
            page = resolve(self.request.path_info).func
        except Resolver404:
            return None
        return getattr(page, MOST, None)
