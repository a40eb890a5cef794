"""«Mi hoja»: her own sheet on the screen, on paper, as a PDF; and that it was handed over."""

from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse

from segunda.access.door import Guest, allow
from segunda.access.roles import PURPOSES
from segunda.access.table import permission
from segunda.law.text import LANGUAGES, Text
from segunda.registry import actions
from segunda.registry.forms_papers import HandForm
from segunda.registry.queries import PersonFile
from segunda.registry.queries.sheets import her_sheet
from segunda.registry.views.file import opened
from segunda.registry.views.paper_lines import handed_lines
from segunda.registry.views.sheets import Sheet, sheets_page
from segunda.report.her_sheet import TITLE, HerSheet, lead_of, sections
from segunda.web.context import Link
from segunda.web.language import NAMES, current

LANGUAGE, PRINT, LARGE = "lengua", "letra", "grande"


@allow("sheet.read")
def sheet(request: Guest, public_id: UUID) -> HttpResponse:
    """The sheet in the language and print it is wanted in, not in that of the page around it."""
    held = opened(request, public_id, action="sheet.read")
    language, large = _how(request)
    hers = _hers(request, held)
    about = {
        "person": held.person, "language": language, "large": large, "sheet_title": TITLE,
        "lead": lead_of(hers), "sections": sections(hers), "fictitious": hers.fictitious,
        "others": _others(held, language, large),
        "pdf": _to(held, "person_sheet_pdf", language, large),
        "hand": _to(held, "person_sheet_hand", language, large)
        if permission(request.user.role, "sheet.hand") else "",
        "handed": handed_lines(held, user=request.reader), "purpose": PURPOSES[request.purpose],
    }  # fmt: skip
    return render(request, "registry/her_sheet.html", about)


@allow("sheet.read")
def sheet_pdf(request: Guest, public_id: UUID) -> HttpResponse:
    """The same as a PDF for the printer."""
    from segunda.report.her_sheet_pdf import pdf_of  # 30 MB that only this page needs

    held = opened(request, public_id, action="sheet.read")
    language, large = _how(request)
    return HttpResponse(
        pdf_of(_hers(request, held), language, large=large),
        content_type="application/pdf",
        headers={"Content-Disposition": 'inline; filename="hoja.pdf"'},
    )


@allow("sheet.hand")
def hand(request: Guest, public_id: UUID) -> HttpResponse:
    """Record that it was handed over."""
    held = opened(request, public_id, action="sheet.read")
    language, large = _how(request)
    form = Sheet(
        HandForm,
        lambda said: _hand(request, held, language=language, large=large, **said),
        Text("Entrega", "Handing over"), Text("Anotar la entrega", "Record the handing over"),
        saved={"handed_date": request.today},
    )  # fmt: skip
    return sheets_page(
        request, Text("Entregar su hoja", "Hand over her sheet"), [form],
        _to(held, "person_sheet", language, large), person=held.person,
    )  # fmt: skip


def _hand(request: Guest, held: PersonFile, **said: Any) -> None:
    actions.hand_sheet(person=held.person, by=request.reader, at=request.at, **said)


def _hers(request: Guest, held: PersonFile) -> HerSheet:
    return her_sheet(
        user=request.reader, person=held.person, files=held.people, today=request.today
    )


def _how(request: Guest) -> tuple[str, bool]:
    """The language of the sheet (that of the page, unless asked otherwise) and large print."""
    asked = request.GET.get(LANGUAGE, "")
    return asked if asked in LANGUAGES else current(), request.GET.get(PRINT) == LARGE


def _to(held: PersonFile, page: str, language: str, large: bool) -> str:
    query = {LANGUAGE: language} | ({PRINT: LARGE} if large else {})
    return f"{reverse(page, args=[held.person.public_id])}?{urlencode(query)}"


def _others(held: PersonFile, language: str, large: bool) -> list[Link]:
    """The sheet in the other language, and in the other print."""
    other = next(code for code in LANGUAGES if code != language)
    words = Text("Letra normal", "Normal print") if large else Text("Letra grande", "Large print")
    return [
        Link(Text(*[NAMES[other]] * 2), _to(held, "person_sheet", other, large)),
        Link(words, _to(held, "person_sheet", language, not large)),
    ]
