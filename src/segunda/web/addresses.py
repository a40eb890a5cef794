"""Addresses of pages by their names, composed once: a page holds dozens of them."""

from functools import cache
from uuid import UUID

from django.conf import settings
from django.urls import reverse

_ANY = UUID(int=0)


def address(name: str, *args: object, **named: object) -> str:
    """The address of a page. Those with no argument, or one public id, are kept."""
    if named or len(args) > 1:
        return reverse(name, args=args or None, kwargs=named or None)
    if not args:
        return _plain(name, settings.ROOT_URLCONF)
    if isinstance(args[0], UUID):
        return _of_any(name, settings.ROOT_URLCONF).replace(str(_ANY), str(args[0]))
    return reverse(name, args=args)


@cache
def _plain(name: str, _urlconf: str) -> str:
    return reverse(name)


@cache
def _of_any(name: str, _urlconf: str) -> str:
    return reverse(name, args=[_ANY])


def whole(text: object) -> int | None:
    """The whole number written in an address, of at most 18 digits; None for anything else."""
    digits = str(text or "")
    ours = digits.isascii() and digits.isdecimal() and len(digits) <= 18
    return int(digits) if ours else None
