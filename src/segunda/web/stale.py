"""Somebody else saved meanwhile: both versions side by side, nothing typed is lost.

A form made from a stored row carries the row's version. When it comes back and the row has moved
on, nothing is saved: the page shows, field by field, what she typed and what the other person
saved; she chooses and sends again, or goes on editing.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string

from segunda.web.forms import shown
from segunda.web.recover import pairs, posted

VERSION = "_version"


@dataclass(frozen=True)
class Difference:
    """One field that is not the same: what was typed, what is stored, as words and as sent."""

    name: str
    label: Any
    typed: Any
    saved: Any
    saved_raw: list[str]


def differs(request: HttpRequest, version: object) -> bool:
    """Whether the form was made from another version of the row than the present one."""
    return bool(posted(request).get(VERSION) != str(version))


def stale_page(
    request: HttpRequest, form: forms.BaseForm, *, saved: Mapping[str, Any], version: object
) -> HttpResponse:
    """Both versions side by side (409). `saved` is what the row holds, named as the form's fields.

    What is sent from here carries the present `version`.
    """
    found = differences(form, saved)
    data = posted(request)
    about = {
        "differences": found,
        "values": [pair for pair in pairs(data) if pair[0] != VERSION],
        "version": version,
        "form": form,
    }
    text = render_to_string("web/stale.html", about, request)
    return HttpResponse(text, status=HTTPStatus.CONFLICT)


def differences(form: forms.BaseForm, saved: Mapping[str, Any]) -> list[Difference]:
    """The fields whose stored value is not what was typed, in the order of the form."""
    return [
        _difference(form[name], saved.get(name))
        for name in form.fields
        if _meant(form, name, form[name].data) != _meant(form, name, saved.get(name))
    ]


def _meant(form: forms.BaseForm, name: str, raw: Any) -> Any:
    """What a raw value means to its field, so that `5/1990` and `1990-05` are the same."""
    field = form.fields[name]
    try:
        return field.clean(field.prepare_value(raw))
    except forms.ValidationError:
        return raw


def _difference(bound: BoundField, saved: Any) -> Difference:
    raw = bound.field.prepare_value(saved)
    many = raw if isinstance(raw, list | tuple | set) else [raw]
    as_sent = ["" if one is None or one is False else str(one) for one in many]
    return Difference(
        bound.html_name,
        bound.label,
        shown(bound, bound.data),
        shown(bound, saved),
        as_sent,
    )
