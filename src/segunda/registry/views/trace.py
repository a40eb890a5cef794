"""Who has looked at a file: the data-protection officer's answer to the person."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render

from segunda.access.door import Guest, allow
from segunda.access.models import AuditEntry, User
from segunda.access.roles import PURPOSES, ROLES
from segunda.access.table import ACTIONS
from segunda.law.text import Text
from segunda.registry.queries.trace import readers_of
from segunda.registry.views.file import opened
from segunda.registry.words import AMENDED
from segunda.web.dates import moment_words
from segunda.web.language import current
from segunda.web.lists import Cell, Heading

HEADINGS = (
    Text("Cuándo", "When"), Text("Quién", "Who"), Text("Función", "Role"), Text("Qué", "What"),
    Text("Para qué", "What for"),
)  # fmt: skip
RESERVED = ("justice", "defence")


@allow("audit.person")
def readers(request: Guest, public_id: UUID) -> HttpResponse:
    """Every act on a file, newest first; of judges and defence only that they were, and when."""
    held = opened(request, public_id)
    entries = readers_of(user=request.reader, people=held.people)
    names = dict(User.objects.filter(pk__in={e.user for e in entries}).values_list("pk", "name"))
    rows = [
        [
            moment_words(e.at, current()),
            Text("reservado", "withheld") if e.side in RESERVED else names.get(e.user or 0, ""),
            ROLES[e.role].name if e.role in ROLES else e.role,
            Cell(ACTIONS.get(e.action, e.action), small=_why(e)),
            PURPOSES.get(e.purpose, ""),
        ]
        for e in entries
    ]
    about = {"person": held.person, "rows": rows, "headings": [Heading(w) for w in HEADINGS]}
    return render(request, "registry/readers.html", about)


def _why(entry: AuditEntry) -> Text | str:
    """Why a row was corrected or withdrawn; of judges and defence that is not told."""
    reason = AMENDED.get(str(entry.detail.get("reason", "")))
    if reason is None or entry.side in RESERVED:
        return ""
    if entry.detail.get("withdrawn"):
        return Text("retirado: ", "withdrawn: ") + reason
    return Text("corregido: ", "corrected: ") + reason
