"""One paper of one person: asked for, asked again, answered, arrived with what it proves."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse

from segunda.access.door import Guest, allow
from segunda.access.roles import PURPOSES
from segunda.access.table import permission
from segunda.law.facts import Paper
from segunda.law.text import Text
from segunda.registry import actions
from segunda.registry.actions.facts import class_of_paper
from segunda.registry.actions.papers import DAYS_TO_REMIND, facts_of_paper
from segunda.registry.forms_papers import (
    PAPER,
    PREFIX,
    AgainForm,
    ArrivedForm,
    AskForm,
    RequestAnswerForm,
    arrived_of,
)
from segunda.registry.models.verdicts import MET, NOT_HELD
from segunda.registry.queries import PersonFile
from segunda.registry.queries.account_names import names_of
from segunda.registry.queries.papers import facts_missing, path_answers
from segunda.registry.rules_in_use import named
from segunda.registry.views.file import opened
from segunda.registry.views.lines import Line, Row, day_words
from segunda.registry.views.paper_lines import (
    asked_words,
    latest_requests,
    paper_tasks,
)
from segunda.registry.views.papers import known_paper
from segunda.registry.views.sheets import Group, Sheet, sheets_page
from segunda.registry.words import PAPER_OUTCOME, PATH_ANSWER
from segunda.report.words import capital
from segunda.web.language import say
from segunda.web.lists import Cell


@allow("paper.read")
def person_papers(request: Guest, public_id: UUID) -> HttpResponse:
    """Her papers: what is missing, what was asked, what was answered."""
    held = opened(request, public_id, action="paper.read")
    about = {
        "person": held.person,
        "tasks": paper_tasks(held, user=request.reader, today=request.today),
        "may_letter": permission(request.user.role, "paper.letter") is not None,
        "purpose": PURPOSES[request.purpose],
    }
    return render(request, "registry/person_papers.html", about)


@allow("paper.read")
def person_paper(request: Guest, public_id: UUID, paper: str) -> HttpResponse:
    """One paper: how far it is, and what may be recorded of it by this reader."""
    known = known_paper(paper)
    held = opened(request, public_id, action="paper.read")
    last = latest_requests(held).get(paper)
    sheets = _sheets(request, held, known, last)
    about: dict[str, Any] = {
        "person": held.person,
        "lead": Text("Se pide a: ", "Asked of: ") + known.office,
    }
    facts = _known(request, last)
    if not sheets:
        about |= {"title": capital(known.name), "known": facts}
        return render(request, "registry/person_paper.html", about)
    back = reverse("person_papers", args=[held.person.public_id])
    return sheets_page(request, capital(known.name), sheets, back, known=facts, **about)


def _known(request: Guest, last: Row | None) -> list[Line]:
    """What stands of it: asked when and by whom, answered how."""
    if last is None:
        return [Line(Text("Pedido", "Asked"), Text("sin pedir", "not asked"))]
    names = names_of([last["asked_by_id"]], user=request.reader)
    lines = [Line(Text("Pedido", "Asked"),
                  Cell(asked_words(last, names, request.today), small=last["note"]))]  # fmt: skip
    if last["answered_date"] is None:
        return [*lines, Line(Text("Toca recordar el", "To be reminded on"),
                             day_words(last["remind_date"], request.today))]  # fmt: skip
    answer = PAPER_OUTCOME[last["outcome"]] + Text(*[f", {day_words(last['answered_date'])}"] * 2)
    return [*lines, Line(Text("Respuesta", "Answer"), Cell(answer, small=last["answer"]))]


def _sheets(request: Guest, held: PersonFile, known: Paper, last: Row | None) -> list[Sheet]:
    """The forms this reader may send about this paper as it stands."""
    role = request.user.role
    may_ask = permission(role, "paper.ask") is not None
    may_answer = permission(role, "paper.answer") is not None
    waiting = last if last is not None and last["answered_date"] is None else None
    sheets = [_arrived(request, held, known)] if may_answer and _may_hold(request, known) else []
    if waiting is not None and may_answer:
        sheets.append(_answered(request, waiting))
    if waiting is not None and may_ask:
        sheets.append(_again(request, waiting))
    if waiting is None and may_ask and _may_hold(request, known):
        sheets.append(_ask(request, held, known))
    return sheets


def _may_hold(request: Guest, known: Paper) -> bool:
    """A sealed paper is for who sees sealed facts."""
    return request.reader.sealed or class_of_paper(known.id) == "ordinary"


def _ask(request: Guest, held: PersonFile, known: Paper) -> Sheet:
    return Sheet(
        AskForm,
        lambda said: _none(actions.ask_paper(
            people=[held.person], paper=known.id, by=request.reader, at=request.at, **said
        )),
        Text("Pedir el papel", "Ask for the paper"),
        Text("Anotar que se pidió", "Record that it was asked for"), id="pedir",
        saved={"asked_date": request.today, "remind_date": _soon(request.today)},
    )  # fmt: skip


def _again(request: Guest, waiting: Row) -> Sheet:
    return Sheet(
        AgainForm,
        lambda said: _none(actions.ask_again(
            entity=waiting["entity"], version=waiting["id"], by=request.reader, at=request.at,
            **said,
        )),
        Text("Se pidió otra vez", "It was asked again"),
        Text("Anotar el recordatorio", "Record the reminder"), id="otra-vez",
        version=waiting["id"], saved={"remind_date": _soon(request.today)},
    )  # fmt: skip


def _answered(request: Guest, waiting: Row) -> Sheet:
    return Sheet(
        RequestAnswerForm,
        lambda said: _none(actions.answer_request(
            entity=waiting["entity"], version=waiting["id"], by=request.reader, at=request.at,
            **said,
        )),
        Text("Contestaron otra cosa", "They answered otherwise"),
        Text("Anotar la respuesta", "Record the answer"), id="respuesta",
        version=waiting["id"], saved={"answered_date": request.today},
    )  # fmt: skip


def _none(_done: object) -> None:
    """Afterwards one goes back to her papers."""


def _soon(day: date) -> date:
    return day + timedelta(days=DAYS_TO_REMIND)


def _arrived(request: Guest, held: PersonFile, known: Paper) -> Sheet:
    """The paper with the facts it proves: first those her paths wait for."""
    person = held.person
    every = facts_of_paper(known.id, sealed=request.reader.sealed)
    asked = facts_missing(user=request.reader, person=person.pk, paper=known.id)
    first = tuple(PREFIX + name for name in every if name in asked)
    rest = tuple(PREFIX + name for name in every if name not in asked)
    groups = (
        Group(Text("El papel", "The paper"), PAPER),
        Group(Text("Lo que sus caminos esperan de este papel",
                   "What her paths wait for from this paper"), first),
        Group(Text("Lo demás que este papel prueba", "What else this paper proves"), rest,
              Text("Anote solo lo que el papel dice; lo demás, déjelo.",
                   "Record only what the paper says; leave the rest.")),
    )  # fmt: skip

    def act(said: dict[str, Any]) -> None:
        before = path_answers(user=request.reader, person=person.pk)
        actions.receive_paper(
            person=person, paper=known.id, arrived=arrived_of(said),
            received_date=said["received_date"], by=request.reader, at=request.at,
        )  # fmt: skip
        after = path_answers(user=request.reader, person=person.pk)
        messages.success(request, say(changed_words(before, after)))

    return Sheet(
        ArrivedForm, act, Text("Llegó el papel", "The paper arrived"),
        Text("Guardar el papel y lo que prueba", "Save the paper and what it proves"),
        id="llego", saved={"received_date": request.today},
        groups=tuple(group for group in groups if group.names),
        more={"facts": every, "documents": _documents(held, known)},
    )  # fmt: skip


def _documents(held: PersonFile, known: Paper) -> list[tuple[str, Text]]:
    """Papers of this kind that are in her file already."""
    return [
        (str(row["entity"]), known.name + Text(*[f" {row['reference']}"] * 2))
        for row in held["document"] if row["paper"] == known.id
    ]  # fmt: skip


def changed_words(before: dict[str, int], after: dict[str, int]) -> Text:
    """What the law answers now that it did not before; also that nothing changed is said."""
    moved = [name for name in after if after[name] != before.get(name, NOT_HELD)]
    if not moved:
        return Text("El papel quedó en su expediente; ningún camino cambió de respuesta.",
                    "The paper is in her file; no path changed its answer.")  # fmt: skip
    parts = [_now(name, after[name]) for name in sorted(moved, key=lambda n: -after[n])]
    return Text(" ".join(p.es for p in parts), " ".join(p.en for p in parts))


def _now(name: str, answer: int) -> Text:
    title, words = named(name).title, PATH_ANSWER[answer]
    if answer == MET:
        return Text(f"Ahora cumple: {title.es}.", f"Now met: {title.en}.")
    return Text(f"{title.es}: ahora, {words.es}.", f"{title.en}: now, {words.en}.")
