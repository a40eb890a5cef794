"""What every page with one form does when the form is sent."""

from collections.abc import Callable, Mapping
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse

from segunda.law.text import Refusal
from segunda.web.forms import refuse
from segunda.web.once import once
from segunda.web.stale import differs, stale_page


def sent(
    request: HttpRequest, form: forms.Form, act: Callable[[], str], *,
    saved: Mapping[str, Any] | None = None, version: object = None,
) -> HttpResponse | None:  # fmt: skip
    """Where it leads once `act` is done, once; both versions where the row moved on (`version`,
    `saved`); None when the form is to be shown: not sent yet, incomplete, or refused."""
    if request.method != "POST" or not form.is_valid():
        return None
    if version is not None and differs(request, version):
        return stale_page(request, form, saved=saved or {}, version=version)
    try:
        return once(request, act)
    except Refusal as refusal:
        refuse(form, refusal)
    return None
