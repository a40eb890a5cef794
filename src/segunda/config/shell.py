"""What the shell of a program shows around each page: who reads and where her role leads."""

from collections.abc import Iterable, Mapping, Sequence

from django.http import HttpRequest
from django.urls import NoReverseMatch

from segunda.access.models import User
from segunda.access.roster import ROLES, permission
from segunda.law.text import Text
from segunda.web.addresses import address
from segunda.web.context import Entry, Group, Link, Who

Section = tuple[Text, str, str]
"""Words, the page, the action that opens it."""
FEW = 5
"""Up to so many links need no headings."""


def links(request: HttpRequest, sections: Iterable[Section]) -> list[Link]:
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


def grouped(
    request: HttpRequest, home: Section, groups: Mapping[Text, Sequence[Section]]
) -> list[Entry]:
    """Home, then the groups; side by side without headings where a role has few, and a link that
    would stand alone under its heading."""
    found = [(label, tuple(links(request, sections))) for label, sections in groups.items()]
    first: list[Entry] = [*links(request, [home])]
    if sum(len(inside) for _, inside in found) <= FEW:
        return [*first, *(link for _, inside in found for link in inside)]
    return [*first, *(Group(label, inside) if len(inside) > 1 else inside[0]
                      for label, inside in found if inside)]  # fmt: skip


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
