"""Every route as every role, in and out of scope: what the permission table says must be so.

    ADDRESSES = [Address("person", inside=lambda role: {"public_id": …}, outside=…)]

    def test_every_route_as_every_role() -> None:
        assert walk(ADDRESSES, browser_of_role) == []
        assert not_walked(ADDRESSES) == set()

Refusals are asked for first. A room adds the addresses of its own pages.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Any

from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from segunda.access.roster import ROLES, TABLE

Named = Mapping[str, object]
ForRole = Callable[[str], Named]
DONE = frozenset({HTTPStatus.OK, HTTPStatus.FOUND, HTTPStatus.NO_CONTENT})
LIBRARY = ("", "recover", "language")
"""Routes nobody asks for by name, and the two the shell answers before any page is found."""


def nothing(role: str) -> Named:  # noqa: ARG001 (the same for every role)
    """A route without arguments."""
    return {}


@dataclass(frozen=True)
class Address:
    """A route to walk. `inside` and `outside` give the arguments for a role; `outside` None: this
    page shows nothing that could lie outside. `opens`: the answers that count as let in."""

    name: str
    inside: ForRole = nothing
    outside: ForRole | None = None
    method: str = "get"
    data: Mapping[str, Any] = field(default_factory=dict)
    opens: Collection[int] = DONE

    def path(self, named: Named) -> str:
        """The address itself."""
        return reverse(self.name, kwargs=dict(named) or None)


def routes(urlconf: str | None = None) -> Iterator[tuple[str, Callable[..., Any]]]:
    """Every (name, page) that the program answers."""
    yield from _under(get_resolver(urlconf).url_patterns)


def _under(
    patterns: Iterable[URLPattern | URLResolver],
) -> Iterator[tuple[str, Callable[..., Any]]]:
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            yield from _under(pattern.url_patterns)
        else:
            yield pattern.name or str(pattern.pattern), pattern.callback


def action_of(name: str, urlconf: str | None = None) -> str:
    """The action a named route asks for; "" for a public one."""
    return next(str(page.action) for found, page in routes(urlconf) if found == name)  # type: ignore[attr-defined]


def unmarked(urlconf: str | None = None) -> list[str]:
    """Routes without `@allow` and without `@public`: the door would refuse them to everybody."""
    return [
        name
        for name, page in routes(urlconf)
        if not hasattr(page, "action") and name not in LIBRARY
    ]


def not_walked(addresses: Iterable[Address], urlconf: str | None = None) -> set[str]:
    """Routes behind the door that no address of the walk names."""
    behind = {name for name, page in routes(urlconf) if getattr(page, "action", "")}
    return behind - {address.name for address in addresses}


def walk(addresses: Iterable[Address], browser: Callable[[str], Client]) -> list[str]:
    """What was not as the table says, one line each: refusals first, then what opens."""
    told = list(addresses)
    wrong = []
    for role in ROLES:
        client = browser(role)
        for address in told:
            wrong += _refusals(client, role, address)
        for address in told:
            wrong += _openings(client, role, address)
    return wrong


def _refusals(client: Client, role: str, address: Address) -> list[str]:
    if (role, action_of(address.name)) not in TABLE:
        return _asked(client, role, address, address.inside(role), {HTTPStatus.FORBIDDEN})
    if address.outside is None or ROLES[role].scope == "all":
        return []
    hidden = {HTTPStatus.NOT_FOUND}  # what one may not know of does not exist
    return _asked(client, role, address, address.outside(role), hidden)


def _openings(client: Client, role: str, address: Address) -> list[str]:
    if (role, action_of(address.name)) not in TABLE:
        return []
    return _asked(client, role, address, address.inside(role), address.opens)


def _asked(
    client: Client, role: str, address: Address, named: Named, wanted: Collection[int]
) -> list[str]:
    send = getattr(client, address.method)
    status = send(address.path(named), dict(address.data)).status_code
    if status in wanted:
        return []
    right = ", ".join(str(int(one)) for one in sorted(wanted))
    return [f"{role} {address.method} {address.name} {dict(named)}: {status}, not {right}"]
