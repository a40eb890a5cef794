"""The whole list as files: asked for, waited for, taken; for nobody but whoever asked."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from segunda.access.door import Guest, allow
from segunda.access.roles import PURPOSES
from segunda.law.text import Refusal, Text
from segunda.registry.leaving.asking import KINDS, ask_export, found_export, take_file
from segunda.registry.models import ListExport
from segunda.registry.queries.leaver_lists import ORDERS
from segunda.registry.views.leavers_form import filter_of
from segunda.registry.views.leavers_list import kept_list, said_words
from segunda.registry.words import EXPORT_STATE
from segunda.web.language import current
from segunda.web.once import once


@allow("leavers.export")
def ask(request: Guest, listing: UUID) -> HttpResponse:
    """Ask for the whole of a kept list; the worker makes it."""
    if request.method != "POST":
        raise Http404
    asked, form = kept_list(request, listing)
    order = request.POST.get("order", "name")
    name = order.removeprefix("-") if order.removeprefix("-") in ORDERS else "name"
    pairs = said_words(form)
    words = Text(*("; ".join(_both(label, language) + ": " + _both(value, language)
                             for label, value in pairs) for language in ("es", "en")))  # fmt: skip
    return once(request, lambda: reverse("leavers_export", args=[ask_export(
        which=filter_of(asked), words=words, order=name, descending=order.startswith("-"),
        purpose=asked["purpose"], language=current(), by=request.reader, user=request.user,
        at=request.at,
    ).pk]))  # fmt: skip


@allow("leavers.export")
def state(request: Guest, export: UUID) -> HttpResponse:
    """How far it is; then its two files."""
    return render(request, "registry/leavers_export.html", _about(_found(request, export)))


@allow("leavers.export")
def file(request: Guest, export: UUID, kind: str) -> HttpResponse:
    """One of the files, each taking traced."""
    one = _found(request, export)
    if kind not in KINDS or one.state != "done":
        raise Http404
    try:
        content = take_file(one, kind, by=request.reader, at=request.at)
    except Refusal as refusal:
        about = _about(one) | {"message": refusal.text, "ready": False}
        return render(request, "registry/leavers_export.html", about, status=409)
    name = f"segunda-{one.law_day}.{kind}"
    return HttpResponse(content, content_type=KINDS[kind], headers={
        "Content-Disposition": f'attachment; filename="{name}"',
        "X-Content-Type-Options": "nosniff",
    })  # fmt: skip


def _found(request: Guest, export: UUID) -> ListExport:
    one = found_export(export, by=request.reader, at=request.at)
    if one is None:
        raise Http404
    return one


def _about(one: ListExport) -> dict[str, Any]:
    refused = Text(one.message_es, one.message_en) if one.state == "refused" else None
    return {
        "one": one, "state_words": EXPORT_STATE[one.state],
        "running": one.state in ("queued", "running"),
        "ready": one.state == "done", "message": refused, "purpose": PURPOSES[one.purpose],
        "which": Text(one.query["es"], one.query["en"]),
    }  # fmt: skip


def _both(words: Any, language: str) -> str:
    """A label or choice in one of the languages, whatever the page speaks."""
    return words.in_(language) if isinstance(words, Text) else str(words)
