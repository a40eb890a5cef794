"""Petitions of a client: each path with how it stands, its petition and the note for the defence.

For her defence only. The documents are made when asked for and not kept; which path it was stands
in no address, because an address is noted on the way.
"""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any
from uuid import UUID

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render

from segunda.access import audit
from segunda.access.door import Guest, allow
from segunda.access.roles import PURPOSES
from segunda.law.text import Text
from segunda.law.words import explain
from segunda.registry.briefs import briefs_of
from segunda.registry.queries import PersonFile
from segunda.registry.rules_in_use import rules_on
from segunda.registry.verdicts import rests_on_sealed
from segunda.registry.views.file import opened
from segunda.registry.views.letters import KINDS, bytes_of
from segunda.registry.words import LABEL
from segunda.report.computation import Column
from segunda.report.words import GROUPS, MET, NOT_MET, UNKNOWN, WITH_PAPERS, cited
from segunda.report.writing.annex import without_paper
from segunda.report.writing.brief import Brief
from segunda.report.writing.cover import cover_of, state_of
from segunda.report.writing.gaps import Gap, asked, gaps
from segunda.report.writing.paths import petitions as known_petitions
from segunda.report.writing.petition import petition_of
from segunda.web.language import current
from segunda.web.lists import Cell, Heading

STATES = {MET: "met", WITH_PAPERS: "papers", UNKNOWN: "unknown", NOT_MET: "not_met"}
PETITION, NOTE = "peticion", "nota"
MADE = {f"{what}-{kind}": (what, kind) for what in (PETITION, NOTE) for kind in KINDS}
HEADINGS = (
    Text("Queda en blanco", "Left blank"), Text("Por qué", "Why"), Text("Papel", "Paper"),
)  # fmt: skip
NOT_NOW = Text(
    "Ese camino no rige hoy, o no se pidió ningún documento: no se hizo nada. Elija uno de la "
    "lista.",
    "That path is not in force today, or no document was asked for: nothing was made. Choose one "
    "of the list.",
)
NO_READING = Text(
    "Esa lectura del cómputo ya no existe: el registro cambió. Elija otra vez.",
    "That reading of the computation is no longer there: the record has changed. Choose again.",
)


@allow("petition.make")
def petitions(request: Guest, public_id: UUID) -> HttpResponse:
    """Every path in force with how it stands for her, and what its petition would leave blank."""
    return _page(request, opened(request, public_id, action="petition.make"))


@allow("petition.make")
def document(request: Guest, public_id: UUID) -> HttpResponse:
    """The petition of one path, or its note, made now. Sent by form, so that no address names it.

    It writes nothing but its trace: sent twice it is made twice, and nothing is done twice.
    """
    held = opened(request, public_id, action="petition.make")
    asked_for = {one.rule.id: one for one in _briefs(request, held)}
    brief = asked_for.get(request.POST.get("camino", ""))
    made = MADE.get(request.POST.get("documento", ""))
    if brief is None or made is None:
        return _page(request, held, NOT_NOW)
    column = _column(brief, request.POST.get("lectura", ""))
    if column is None:
        return _page(request, held, NO_READING)
    return _file(request, held, replace(brief, column=column), *made)


def _briefs(request: Guest, held: PersonFile) -> list[Brief]:
    rules = [
        one for one in rules_on(request.today) if one.kind == "path" and one.id in known_petitions()
    ]
    return briefs_of(rules, held, user=request.reader, defender=request.user.name,
                     day=request.today, fictitious=settings.DEMONSTRATION)  # fmt: skip


def _column(brief: Brief, letter: str) -> int | None:
    """The place of the reading with that letter; the rules' main one where none was chosen."""
    letters = [one.letter for one in brief.told.columns] if brief.told else []
    if not letter:
        return brief.column
    return letters.index(letter) if letter in letters else None


def _file(request: Guest, held: PersonFile, brief: Brief, what: str, kind: str) -> HttpResponse:
    sealed = rests_on_sealed(brief.rule, request.today)
    audit.record(
        request.reader, "petition.make", at=request.at, purpose=request.purpose,
        person=held.person.pk, object_kind=what, object_id=brief.rule.id,
        fact_class="sealed" if sealed else "ordinary",
    )  # fmt: skip
    writing = petition_of(brief) if what == PETITION else cover_of(brief, current())
    return HttpResponse(bytes_of(writing, kind), content_type=KINDS[kind], headers={
        "Content-Disposition": f'attachment; filename="{what}.{kind}"',
        "Cache-Control": "no-store", "X-Content-Type-Options": "nosniff",
    })  # fmt: skip


def _page(request: Guest, held: PersonFile, wrong: Text | None = None) -> HttpResponse:
    told = sorted((_told(one) for one in _briefs(request, held)), key=lambda one: one["state"])
    about = {
        "person": held.person, "wrong": wrong, "told": told, "states": STATES, "groups": GROUPS,
        "not_met": NOT_MET, "headings": [Heading(words) for words in HEADINGS],
        "purpose": PURPOSES[request.purpose], "today": request.today,
    }  # fmt: skip
    return render(request, "registry/person_petitions.html", about, status=400 if wrong else 200)


def _told(brief: Brief) -> dict[str, Any]:
    rule, known = brief.rule, known_petitions()[brief.rule.id]
    explained = explain(rule, brief.facts, brief.columns, brief.day, brief.proved)
    found = gaps(brief, known)
    return {
        "rule": rule, "state": state_of(explained), "label": LABEL[rule.label],
        "citation": Text(cited(rule.citation, "es"), cited(rule.citation, "en")),
        "care": known.care, "gaps": [_gap(one, brief) for one in found],
        "readings": _readings(brief) if known.sentenced else [],
        "main": brief.told.columns[brief.column].letter if brief.told else "",
    }  # fmt: skip


def _gap(one: Gap, brief: Brief) -> list[Any]:
    if one.paper is None:
        return [one.what, one.why, ""]
    return [one.what, one.why, Cell(one.paper.name, small=asked(brief.requests.get(one.paper.id)))]


def _readings(brief: Brief) -> Sequence[Column]:
    """The readings one may annex; none to choose from where there is only one."""
    if brief.told is None or without_paper(brief.told):
        return []
    columns = [one for one in brief.told.columns if one.sheet.figures]
    return columns if len(columns) > 1 else []
