"""A form of this room is done once, as everywhere: the shell keeps the keys (setting ACCESS_ONCE).

Forms that carry a password or a code are not sent through it: what is kept of a form would be
something to guess them by, and a code is taken only once anyway.
"""

from collections.abc import Callable
from typing import cast

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.module_loading import import_string


def once(request: HttpRequest, act: Callable[[], str]) -> HttpResponse:
    """Do `act`, which gives the address of its result; sent again, it only leads there."""
    return cast(HttpResponse, import_string(settings.ACCESS_ONCE)(request, act))


def once_shown(
    request: HttpRequest, act: Callable[[], tuple[str, HttpResponse | None]]
) -> HttpResponse:
    """The same for what is shown a single time: `act` gives the address and the page, or None.

    The page is the answer to the first sending only; the second is led to the address.
    """
    shown: list[HttpResponse | None] = []

    def first() -> str:
        where, page = act()
        shown.append(page)
        return where

    answer = once(request, first)
    page = shown[0] if shown else None
    return answer if page is None else page
