"""The papers of one person as her pages tell them: missing, asked since when and by whom."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from segunda.access.scope import Reader
from segunda.law.facts import papers as dictionary
from segunda.law.text import Text
from segunda.registry.queries import PersonFile
from segunda.registry.queries.account_names import names_of
from segunda.registry.queries.papers import needs_of
from segunda.registry.views.lines import Row, day_words
from segunda.registry.words import ASKED_HOW, HANDED_TO, PAPER_OUTCOME
from segunda.report.words import capital
from segunda.web.addresses import address
from segunda.web.dates import date_words, distance_words
from segunda.web.lists import Task


def paper_tasks(held: PersonFile, *, user: Reader, today: date) -> list[Task]:
    """What is missing for her, what was asked for, what was answered: one line a paper."""
    needs = needs_of(user=user, person=held.person.pk)
    requests = latest_requests(held)
    names = names_of([row["asked_by_id"] for row in requests.values()], user=user)
    papers = [*needs, *(paper for paper in requests if paper not in needs)]
    return [_task(held, paper, needs.get(paper), requests.get(paper), names, today)
            for paper in papers]  # fmt: skip


def latest_requests(held: PersonFile) -> dict[str, Row]:
    """Paper → her open request of it, or the last that was answered."""
    found: dict[str, Row] = {}
    for row in held["paperrequest"]:
        before = found.get(row["paper"])
        if before is None or before["answered_date"] is not None:
            found[row["paper"]] = row
    return found


def _task(
    held: PersonFile, paper: str, need: tuple[int, bool] | None, request: Row | None,
    names: Mapping[int, Text], today: date,
) -> Task:  # fmt: skip
    known, where = dictionary()[paper], address("person_paper", held.person.public_id, paper)
    state, words = _state(request, today)
    small = known.office + _decides(need)
    if request is not None and request["answered_date"] is None:
        small = small + Text(" · ", " · ") + asked_words(request, names, today)
    return Task(capital(known.name), state, words, where, small=small)


def _decides(need: tuple[int, bool] | None) -> Text:
    if need is None:
        return Text(" · ningún camino lo espera hoy", " · no path waits for it today")
    if need[1]:
        return Text(" · con este papel basta para un camino",
                    " · with this paper one path has all it needs")  # fmt: skip
    return Text("", "")


def _state(request: Row | None, today: date) -> tuple[str, Text]:
    if request is None:
        return "unknown", Text("sin pedir", "not asked")
    if request["answered_date"] is None:
        late = request["remind_date"] <= today
        return ("over", Text("toca recordar", "to be reminded")) if late else (
            "due", Text("pedido", "asked for"))  # fmt: skip
    state = "met" if request["outcome"] == "arrived" else "not_met"
    day = day_words(request["answered_date"])
    return state, PAPER_OUTCOME[request["outcome"]] + Text(f", {day}", f", {day}")


def asked_words(request: Row, names: Mapping[int, Text], today: date) -> Text:
    """Since when it has been asked, how, and by whom."""
    day = request["asked_date"]
    who = names.get(request["asked_by_id"])
    how = ASKED_HOW[request["asked_how"]]
    told = Text(
        f"pedido el {date_words(day, 'es')} ({distance_words(day, today, 'es')}), {how.es}",
        f"asked on {date_words(day, 'en')} ({distance_words(day, today, 'en')}), {how.en}",
    )
    return told + Text(f"; lo pidió: {who.es}", f"; asked by: {who.en}") if who else told


def handed_lines(held: PersonFile, *, user: Reader) -> list[tuple[Any, Any]]:
    """When her sheet was handed over, to whom, by whom."""
    rows = held["sheethanded"]
    names = names_of([row["recorded_by_id"] for row in rows], user=user)
    return [(Text(*[day_words(row["handed_date"])] * 2),
             HANDED_TO[row["handed_to"]] + _by(names.get(row["recorded_by_id"])))
            for row in rows]  # fmt: skip


def _by(who: Text | None) -> Text:
    return Text(f" · la entregó: {who.es}", f" · handed by: {who.en}") if who else Text("", "")
