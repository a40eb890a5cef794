"""Pages of the mechanism's recommendations: receive, assign, answer."""

from textwrap import shorten
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from segunda.access.door import Guest, allow
from segunda.access.roster import permission
from segunda.casework import actions, queries
from segunda.casework.forms import AnswerForm, AssignForm, TakeForm
from segunda.casework.models import Recommendation
from segunda.exchange.keys import fingerprint
from segunda.exchange.package import LARGEST_FILE
from segunda.exchange.refusing import REASONS
from segunda.law.text import Refusal, Text
from segunda.web.addresses import address
from segunda.web.dates import date_words
from segunda.web.forms import fill, refuse
from segunda.web.language import current
from segunda.web.lists import Cell, Column, headings
from segunda.web.once import once

COLUMNS = (
    Column(Text("Recomendación", "Recommendation")),
    Column(Text("Enviada", "Sent")),
    Column(Text("Plazo", "Deadline")),
    Column(Text("Quién contesta", "Who answers")),
    Column(Text("Respuestas", "Answers")),
)
NONE_SET = Text("sin plazo", "none set")
NOBODY = Text("nadie todavía", "nobody yet")
START = 110
WAITS = Text("sin respuesta", "no answer")
NEEDS = {
    "law": Text("una ley", "a law"), "money": Text("dinero", "money"),
    "staff": Text("personal", "staff"), "equipment": Text("equipo", "equipment"),
    "order": Text("una orden", "an order"),
}  # fmt: skip


@allow("recommendation.read")
def recommendation_list(request: Guest) -> HttpResponse:
    """All recommendations, those without any answer first."""
    return _list(request, queries.recommendations(user=request.reader))


@allow("recommendation.read")
def waiting_list(request: Guest) -> HttpResponse:
    """Those that wait for this reader, as the first page counts them."""
    return _list(request, queries.waiting(user=request.reader), mine=True)


def _list(request: Guest, found: list[Recommendation], *, mine: bool = False) -> HttpResponse:
    about = {
        "mine": mine,
        "rows": [_row(request, one) for one in found],
        "headings": headings(request, COLUMNS),
        "takes": _may(request, "recommendation.take"),
    }
    return render(request, "casework/recommendations.html", about)


@allow("recommendation.take")
def take(request: Guest) -> HttpResponse:
    """Receive a package of the mechanism; what was refused stays listed."""
    form = fill(TakeForm, request)
    if request.method == "POST" and form.is_valid():
        try:
            return once(request, lambda: _taken(request, form))
        except Refusal as refusal:
            refuse(form, refusal, "file")
    refused = [(one.taken_at, REASONS[one.refused], str(one.pk) == request.GET.get("rechazado"))
               for one in queries.refused(user=request.reader)]  # fmt: skip
    keys = [(one.own, fingerprint(one.public)) for one in queries.package_keys(user=request.reader)]
    about = {"form": form, "refused": refused, "keys": keys}
    return render(request, "casework/take.html", about)


@allow("recommendation.read")
def recommendation(request: Guest, public_id: UUID) -> HttpResponse:
    """One recommendation word for word, who prepares its answer, and the answers."""
    one = _one(request, public_id)
    about = {
        "one": one, "addressees": ", ".join(one.row["addressees"]),
        "needs": [NEEDS[code] for code in one.row["needs"]],
        "answering": queries.answering(one),
        "replies": one.replies.all(), "deadline": one.deadline or NONE_SET,
        "takes": _may(request, "recommendation.take"),
        "answers": queries.speaks_for(one, user=request.reader),
    }  # fmt: skip
    return render(request, "casework/recommendation.html", about)


@allow("recommendation.take")
def assign(request: Guest, public_id: UUID) -> HttpResponse:
    """Ask somebody to answer for an addressee, or for all of them."""
    one = _one(request, public_id)
    people = {str(user.pk): user for user in queries.answerers(user=request.reader)}
    form = fill(AssignForm, request, people=people.values(), addressees=one.row["addressees"])
    if request.method == "POST" and form.is_valid():
        asked = form.cleaned_data | {"to": people[form.cleaned_data["to"]]}
        try:
            return once(request, lambda: _done(
                one, actions.assign(one, **asked, by=request.reader, at=request.at)))  # fmt: skip
        except Refusal as refusal:
            refuse(form, refusal, "to")
    return render(request, "casework/assign.html", {"one": one, "form": form})


@allow("recommendation.answer")
def answer(request: Guest, public_id: UUID) -> HttpResponse:
    """Answer for one addressee she was asked to answer for."""
    one = _one(request, public_id)
    names = queries.speaks_for(one, user=request.reader)
    form = fill(AnswerForm, request, addressees=names)
    if request.method == "POST" and form.is_valid():
        try:
            return once(request, lambda: _answered(request, one, form))
        except Refusal as refusal:
            refuse(form, refusal, "text")
    about = {"one": one, "form": form, "asked": bool(names)}
    return render(request, "casework/answer.html", about)


def _one(request: Guest, public_id: UUID) -> Recommendation:
    found = queries.recommendation(public_id, user=request.reader)
    if found is None:
        raise Http404
    return found


def _may(request: Guest, action: str) -> bool:
    return permission(request.user.role, action) is not None


def _done(one: Recommendation, _made: object) -> str:
    return reverse("recommendation", args=[one.public_id])


def _answered(request: Guest, one: Recommendation, form: AnswerForm) -> str:
    made = actions.answer(
        one, **form.cleaned_data, on=request.today, by=request.reader, at=request.at
    )
    return _done(one, made)


def _taken(request: Guest, form: TakeForm) -> str:
    content = form.cleaned_data["file"].read(LARGEST_FILE + 1)
    taken = actions.take(content, by=request.reader, at=request.at)
    if taken.refused:
        return f"{reverse('recommendation_take')}?rechazado={taken.pk}"
    return reverse("recommendations")


def _row(request: Guest, one: Recommendation) -> list[object]:
    owed, whole = len(queries.unanswered(one)), len(one.row["addressees"])
    late = one.deadline is not None and one.deadline < request.today and owed
    return [
        Cell(one.theme, address("recommendation", one.public_id), small=_start(one.text)),
        date_words(one.sent_on, current()),
        NONE_SET if one.deadline is None
        else Cell(date_words(one.deadline, current()), "", "over" if late else "neutral"),
        _who(one),
        _answers(owed, whole),
    ]  # fmt: skip


def _who(one: Recommendation) -> Cell:
    """Whoever was asked to answer, and the addressees nobody was asked to answer for."""
    asked = queries.answering(one)
    names = dict.fromkeys(who.name for who in asked.values() if who)
    without = ", ".join(name for name, who in asked.items() if who is None)
    if not names:
        return Cell(NOBODY)
    return Cell(", ".join(names), small=Text(f"por {without}: {NOBODY.es}",
                                             f"for {without}: {NOBODY.en}")
                if without else "")  # fmt: skip


def _answers(owed: int, whole: int) -> Cell:
    """How many of its addressees have answered."""
    if owed == whole:
        return Cell(WAITS, "", "due")
    some = Text(f"{whole - owed} de {whole}", f"{whole - owed} of {whole}")
    return Cell(some, "", "due" if owed else "met")


def _start(text: str) -> str:
    """The first words, to tell two of one theme apart."""
    return shorten(text, START, placeholder="…")
