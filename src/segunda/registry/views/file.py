"""A person's file: who, where, since when and on what title; the timeline; rights; papers."""

from datetime import date, datetime, time
from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from segunda.access.door import Guest, allow
from segunda.access.roles import PURPOSES
from segunda.access.table import permission
from segunda.law.facts import papers
from segunda.law.text import Refusal, Text
from segunda.registry import queries
from segunda.registry.models import Person
from segunda.registry.queries import PersonFile
from segunda.registry.queries.account_names import names_of
from segunda.registry.queries.changes import changes_of, last_check
from segunda.registry.queries.ends import ends_now
from segunda.registry.verdicts import law_page
from segunda.registry.views import sections
from segunda.registry.views.acts import act_groups
from segunda.registry.views.changes import HEADINGS, change_rows
from segunda.registry.views.computation_lines import end_line, signed_line
from segunda.registry.views.law_groups import LAW_WORDS, law_groups
from segunda.registry.views.paper_lines import (
    asked_words,
    handed_lines,
    latest_requests,
    paper_tasks,
)
from segunda.registry.views.versions import HEADINGS as VERSION_HEADINGS
from segunda.registry.views.versions import versions
from segunda.registry.words import STATUS
from segunda.web.lists import Heading
from segunda.web.partial import read_partial


def opened(
    request: Guest, public_id: UUID, *, as_of: date | None = None,
    known_on: datetime | None = None, action: str = "person.read",
) -> PersonFile:  # fmt: skip
    """The file of an address, with its trace; 404 for what does not exist or is not hers."""
    try:
        return queries.open_file(
            user=request.reader, public_id=public_id, purpose=request.purpose, at=request.at,
            as_of=as_of, known_on=known_on, action=action,
        )  # fmt: skip
    except Person.DoesNotExist:
        raise Http404 from None


@allow("person.read")
def file(request: Guest, public_id: UUID) -> HttpResponse:
    """The file as it stands today."""
    held = opened(request, public_id)
    return render(request, "registry/file.html", _about(request, held))


ACTS = (
    "person.move", "person.status", "person.correct", "person.fact", "person.dispute",
    "person.family", "person.justice", "person.everything", "release.propose", "person.admit",
    "person.ask", "release.confirm", "person.merge", "audit.person", "person.answer",
    "paper.read", "sheet.read", "computation.read", "petition.make",
    "attendance.read",
)  # fmt: skip


def _about(request: Guest, held: PersonFile) -> dict[str, Any]:
    may = {action: permission(request.user.role, action) is not None for action in ACTS}
    ends = None
    if held.as_of is None and held.known_on is None:
        ends = ends_now(user=request.reader, person=held.person.pk)
    return {
        "file": held,
        "person": held.person,
        "status": STATUS[held.person.legal_status],
        "purpose": PURPOSES[request.purpose],
        "today": request.today,
        "may": may,
        "acts": act_groups(held, may),
        "papers": paper_tasks(held, user=request.reader, today=request.today)
        if may["paper.read"] and held.known_on is None
        else [],
        "handed": handed_lines(held, user=request.reader),
        "hold_headings": [Heading(words) for words in sections.HOLD_HEADINGS],
        **sections.all_of(held, request.today, may, ends),
        "end": end_line(held, ends, request.today, opens=may["computation.read"]),
        "signed": signed_line(held) if may["computation.read"] else None,
    }


@allow("person.read")
def law(request: Guest, public_id: UUID) -> HttpResponse:
    """What the law says of her today: every path with its reasons, articles and papers."""
    held = opened(request, public_id)
    page = law_page(user=request.reader, person=held.person.pk, today=request.today)
    about = {
        "person": held.person,
        "law": page,
        "groups": law_groups(page),
        "papers": papers(),
        "changes": change_rows(changes_of(people=held.people)),
        "change_headings": HEADINGS,
        "checked": last_check(),
        "asked": _asked(request, held),
        "words_of": LAW_WORDS,
        "purpose": PURPOSES[request.purpose],
        "today": request.today,
        "may_list": permission(request.user.role, "leavers.list") is not None,
    }
    return render(request, "registry/file_law.html", about)


def _asked(request: Guest, held: PersonFile) -> dict[str, Text]:
    """Paper → since when and by whom it has been asked, where nobody has answered."""
    requests = {paper: row for paper, row in latest_requests(held).items()
                if row["answered_date"] is None}  # fmt: skip
    names = names_of([row["asked_by_id"] for row in requests.values()], user=request.reader)
    return {paper: asked_words(row, names, request.today) for paper, row in requests.items()}


@allow("person.read")
def history(request: Guest, public_id: UUID) -> HttpResponse:
    """What the register said, on one day, about another: `dia` and `sabido` in the address."""
    day, said_day = _day(request, "dia"), _day(request, "sabido")
    instant = _end_of(said_day) if said_day else None
    held = opened(request, public_id, as_of=day, known_on=instant)
    about = _about(request, held) | {
        "day": day,
        "known": said_day,
        "typed": {name: request.GET.get(name, "") for name in ("dia", "sabido")},
        "wrong": [name for name in ("dia", "sabido")
                  if request.GET.get(name) and _day(request, name) is None],
        "versions": versions(held),
        "version_headings": VERSION_HEADINGS,
    }  # fmt: skip
    return render(request, "registry/file_history.html", about)


def _day(request: Guest, name: str) -> date | None:
    """A day of the address, typed as people type days; None where it is not one."""
    try:
        first, last = read_partial(request.GET.get(name, ""))
    except Refusal:
        return None
    return first if first == last else None


def _end_of(day: date) -> datetime:
    """The last instant of that day in Panama: what the register said when the day ended."""
    return datetime.combine(day, time.max, tzinfo=timezone.get_current_timezone())
