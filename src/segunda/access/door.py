"""The door of every page: deny by default, one transaction, one scope, refusals traced.

    @allow("person.read")
    def person(request: Guest, public_id: UUID) -> HttpResponse: …

`Door` refuses any page that has no `@allow` and is not public.
"""

from collections.abc import Callable
from datetime import date, datetime
from functools import wraps
from typing import Any, Concatenate, ParamSpec, Protocol, cast

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.template.response import SimpleTemplateResponse
from django.utils import timezone

from segunda.access import signin_session
from segunda.access.audit import record_refusal
from segunda.access.clock import today
from segunda.access.models import User
from segunda.access.role import Permission
from segunda.access.roster import permission
from segunda.access.scope import Reader, enter, reader_of

P = ParamSpec("P")


class Guest(HttpRequest):
    """A request that has passed the door: who reads, by which row of the table, when, what for.

    `purpose`: the one chosen for this session, else the role's first.
    """

    user: User
    reader: Reader
    permission: Permission
    purpose: str
    at: datetime
    today: date


class View(Protocol):
    """A page behind the door."""

    action: str

    def __call__(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse: ...


def allow(
    action: str,
) -> Callable[[Callable[Concatenate[Guest, P], HttpResponse]], View]:
    """Let in those whose role has a row for `action`; run the page in one transaction."""

    def wrap(page: Callable[Concatenate[Guest, P], HttpResponse]) -> View:
        @wraps(page)
        def guarded(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
            guest = cast(Guest, request)
            guest.at, guest.today = timezone.now(), today()
            guest.reader = reader_of(guest.user)
            row = permission(guest.user.role, action)
            if row is None:
                record_refusal(guest.reader, action, at=guest.at)
                raise PermissionDenied
            guest.permission = row
            chosen = guest.session.get("purpose")
            guest.purpose = chosen if chosen in row.purposes else row.purposes[0]
            with transaction.atomic():
                enter(guest.reader)
                return _whole(page(guest, *args, **kwargs))

        view = cast(View, guarded)
        view.action = action
        return view

    return wrap


def public(page: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """Mark a page that anybody may see, signed in or not (sign-in, language, errors)."""
    page.action = ""  # type: ignore[attr-defined]
    return page


def _whole(response: HttpResponse) -> HttpResponse:
    """Render now: after the transaction the database shows nothing. No streaming."""
    if isinstance(response, SimpleTemplateResponse):
        response.render()
    if response.streaming:
        raise TypeError("a page behind the door may not stream: it would outlive its scope")
    return response


class Door:
    """Middleware: a page without a row in the table does not open; strangers sign in first."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        """Keep the rest of the chain."""
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """End sessions whose time is up; nothing personal may be kept by a browser or a proxy."""
        signin_session.keep(request, timezone.now())
        response = self.get_response(request)
        if not request.path.startswith("/static/"):
            response.headers.setdefault("Cache-Control", "no-store")
        return response

    def process_view(
        self, request: HttpRequest, view: Callable[..., object], _args: object, _kwargs: object
    ) -> HttpResponse | None:
        """Refuse pages nobody is let into; send strangers to sign in."""
        action = getattr(view, "action", None)
        if action == "":
            return None
        if action is None:
            raise PermissionDenied
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path())
        return None
