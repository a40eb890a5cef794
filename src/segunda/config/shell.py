"""What the shell of a program shows around each page: who reads and where her role leads."""

from collections.abc import Iterable

from django.http import HttpRequest
from django.urls import NoReverseMatch

from segunda.access.models import User
from segunda.access.roster import ROLES, permission
from segunda.law.text import Text
from segunda.web.addresses import address
from segunda.web.context import Link, Who


def links(request: HttpRequest, sections: Iterable[tuple[Text, str, str]]) -> list[Link]:
    """Of the sections (words, page, action) those this role may open, in one order for all."""
    user = getattr(request, "user", None)
    if not isinstance(user, User):
        return []
    return [
        Link(words, address, request.path == address or (
            address != "/" and request.path.startswith(address)))
        for words, page, action in sections
        if permission(user.role, action) and (address := _address(page))
    ]  # fmt: skip


def _address(page: str) -> str:
    try:
        return address(page)
    except NoReverseMatch:  # a section whose room is not built yet is absent, not stubbed
        return ""


def who(request: HttpRequest) -> Who | None:
    """Who is signed in; None for a stranger."""
    user = getattr(request, "user", None)
    if not isinstance(user, User):
        return None
    return Who(user.name, ROLES[user.role].name, _address("sign_out"))
