"""A page of one or several forms about a person: fill, act once, say what was refused."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render

from segunda.access.door import Guest
from segunda.law.text import Refusal, Text
from segunda.registry.actions import Stale
from segunda.web.forms import fill, refuse
from segunda.web.language import say
from segunda.web.once import once
from segunda.web.recover import FORM, SHEET, typed
from segunda.web.stale import VERSION, differs, stale_page

SAVED = Text("Guardado.", "Saved.")


@dataclass(frozen=True)
class Group:
    """Fields of a long form that belong together, under one heading."""

    heading: Text
    names: tuple[str, ...]
    hint: Text = field(default_factory=lambda: Text("", ""))


@dataclass(frozen=True)
class Sheet:
    """One form of a page: what it is, what it does with what was typed, and of which version.

    `act` may return the address to go to next. `saved`: what the row holds now, named as the
    form's fields, for a stale form. `groups`: the fields in order, under headings.
    """

    form: type[forms.Form]
    act: Callable[[dict[str, Any]], object]
    heading: Text
    submit: Text
    id: str = SHEET
    version: object = None
    saved: Mapping[str, Any] = field(default_factory=dict)
    more: Mapping[str, Any] = field(default_factory=dict)
    hint: Text = field(default_factory=lambda: Text("", ""))
    groups: tuple[Group, ...] = ()


def sheets_page(
    request: Guest, title: Text, sheets: Sequence[Sheet], done: str, **about: Any
) -> HttpResponse:
    """Show the forms; when one is sent, act once and go to `done` (an address)."""
    filled = [(sheet, _filled(request, sheet)) for sheet in sheets]
    if request.method == "POST":
        for sheet, form in filled:
            if request.POST.get(FORM) == sheet.id and form.is_valid():
                answer = _sent(request, sheet, form, done)
                if answer is not None:
                    return answer
    shown = [Shown(s, form, _open(request, s, form, len(filled))) for s, form in filled]
    context = {"title": title, "sheets": shown, "form": _wrong(filled), "back": done, **about}
    return render(request, "registry/sheets.html", context)


def _filled(request: Guest, sheet: Sheet) -> forms.Form:
    """Ids begin with the sheet's own: two forms of a page may both have a number."""
    ids = f"{sheet.id}_%s"
    return fill(sheet.form, request, initial=dict(sheet.saved), name=sheet.id, auto_id=ids,
                **sheet.more)  # fmt: skip


class Shown(NamedTuple):
    """A form as the page shows it; of several, only the one in use lies open."""

    sheet: Sheet
    form: forms.Form
    open: bool


def _open(request: Guest, sheet: Sheet, form: forms.Form, many: int) -> bool:
    return many == 1 or bool(form.errors) or typed(request, sheet.id) is not None


def _sent(request: Guest, sheet: Sheet, form: forms.Form, done: str) -> HttpResponse | None:
    """The redirect after acting; None when the act was refused and the form says why."""
    if sheet.version is not None and differs(request, sheet.version):
        return stale_page(request, form, saved=sheet.saved, version=sheet.version)

    def act() -> str:
        where = sheet.act(form.cleaned_data)
        messages.success(request, say(SAVED))
        return where if isinstance(where, str) else done

    try:
        return once(request, act)
    except Refusal as refusal:
        refuse(form, refusal)
    except Stale:
        return stale_page(request, form, saved=sheet.saved, version=request.POST.get(VERSION))
    return None


def _wrong(filled: Sequence[tuple[Sheet, forms.Form]]) -> forms.Form:
    """The form that has errors, or the first: the page's title and summary speak of it."""
    return next((form for _, form in filled if form.errors), filled[0][1])
