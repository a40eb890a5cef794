"""Signed-in browsers of the village, and a page without what differs at every showing."""

import re

from django.test import Client

from tests.village.people import WHO, Village

ACCOUNT = {role: account for role, account, _ in reversed(WHO)}
"""The first account of each role in the village: for roles of one place, that of Norte."""
_CHANGING = re.compile(r'<input type="hidden" name="(csrfmiddlewaretoken|_key)" value="[^"]*">')


def browser_of(village: Village, account: str, language: str = "es") -> Client:
    """A browser signed in as one of the village."""
    client = Client()
    client.force_login(village.users[account])
    client.cookies["segunda_lang"] = language
    return client


def steady(html: bytes) -> str:
    """The page without the token and the key, which are new each time."""
    return _CHANGING.sub("", html.decode())
