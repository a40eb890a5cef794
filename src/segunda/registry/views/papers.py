"""Papers to ask for: by office and paper, the people behind each number, a list for an office."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from markupsafe import Markup

from segunda.access.door import Guest, allow
from segunda.access.roles import PURPOSES
from segunda.access.table import permission
from segunda.law.facts import Paper
from segunda.law.facts import papers as dictionary
from segunda.law.text import Refusal, Text
from segunda.registry import actions
from segunda.registry.actions.papers import DAYS_TO_REMIND
from segunda.registry.forms_papers import AskManyForm
from segunda.registry.models import PaperRequest, Person
from segunda.registry.queries import papers as queries
from segunda.registry.queries.papers import ALL, ALONE, ASKED, LATE, UNASKED, Needing, PaperCount
from segunda.registry.views.lines import day_words
from segunda.registry.words import PAPER_OUTCOME
from segunda.report.words import capital
from segunda.web.addresses import address, whole
from segunda.web.forms import fill, refuse
from segunda.web.language import say
from segunda.web.lists import Cell, Column, Heading, Pager, headings, order_of, with_query
from segunda.web.numbers import number
from segunda.web.once import once

WHICH, ANSWERED = "cual", "contestado"
COUNTS = (
    Text("Papel", "Paper"), Text("Decide a", "Decides"),
    Text("Les basta con él", "Enough by itself for"), Text("Sin pedir", "Not asked"),
    Text("Pedidos", "Asked"), Text("Contestados", "Answered"),
    Text("Sin respuesta desde", "No answer since"),
)  # fmt: skip
COLUMNS = (
    Column(Text("Nombre", "Name"), "nombre"),
    Column(Text("Centro", "Facility"), "centro"),
    Column(Text("Caminos que lo esperan", "Paths that wait for it"), "caminos", number=True),
    Column(Text("Pedido desde", "Asked since"), "desde"),
)
TICK = Column(Text("Marcar", "Tick"))
ANSWERS = (Text("Nombre", "Name"), Text("Centro", "Facility"), Text("Respuesta", "Answer"))
LISTS = {
    ALL: Text("Todas", "All"),
    UNASKED: Text("Sin pedir", "Not asked"),
    ALONE: Text("Les basta con este papel", "This paper is enough"),
    ASKED: Text("Pedido, sin respuesta", "Asked, no answer"),
    LATE: Text("Toca recordar", "To be reminded"),
    ANSWERED: Text("Contestado", "Answered"),
}


@allow("paper.read")
def papers(request: Guest) -> HttpResponse:
    """Every paper that can still decide somebody, by the office one asks it of."""
    counts = queries.paper_counts(user=request.reader, today=request.today)
    about = {
        "offices": [(capital(one.office), one.office_id, rows) for one, rows in by_office(counts)],
        "first": counts[0] if counts and counts[0].people else None,
        "late": sum(count.late for count in counts),
        "headings": [Heading(w, number=at > 0) for at, w in enumerate(COUNTS)],
        "names": dictionary(),
        "may_letter": permission(request.user.role, "paper.letter") is not None,
    }
    return render(request, "registry/papers.html", about)


def by_office(counts: Sequence[PaperCount]) -> list[tuple[Paper, list[list[Any]]]]:
    """(a paper of the office, the lines of its table), the office that decides most first."""
    offices: dict[str, list[PaperCount]] = {}
    for count in counts:
        offices.setdefault(dictionary()[count.paper].office_id, []).append(count)
    return [
        (dictionary()[group[0].paper], [_count_row(count) for count in group])
        for group in offices.values()
    ]


def _count_row(count: PaperCount) -> list[Any]:
    where = reverse("paper", args=[count.paper])
    numbers = (
        (count.people, ALL), (count.alone, ALONE), (count.unasked, UNASKED), (count.asked, ASKED),
        (count.answered, ANSWERED),
    )  # fmt: skip
    late = Cell(Text(f"{count.late} por recordar", f"{count.late} to be reminded"),
                f"{where}?{WHICH}={LATE}", state="over") if count.late else ""  # fmt: skip
    oldest = Cell(day_words(count.oldest), f"{where}?{WHICH}={ASKED}&orden=desde")
    return [
        Cell(capital(dictionary()[count.paper].name), where),
        *(Cell(number(many), f"{where}?{WHICH}={which}") if many else "0"
          for many, which in numbers),
        late if count.late else oldest if count.oldest else "",
    ]  # fmt: skip


def known_paper(paper: str) -> Paper:
    """A paper of the dictionary; 404 for any other."""
    if paper not in dictionary():
        raise Http404
    return dictionary()[paper]


@allow("paper.read")
def paper(request: Guest, paper: str) -> HttpResponse:
    """The people behind one number of the page before."""
    known = known_paper(paper)
    if request.GET.get(WHICH) == ANSWERED:
        return _answers(request, known)
    return _people(request, known, _form(request))


@allow("paper.ask")
def ask(request: Guest, paper: str) -> HttpResponse:
    """Everybody ticked was asked for in one go; sent twice it is done once."""
    known = known_paper(paper)
    form = _form(request)
    if request.method == "POST" and form.is_valid():
        try:
            return once(request, lambda: _ask(request, known, form.cleaned_data))
        except Refusal as refusal:
            refuse(form, refusal)
    return _people(request, known, form)


def _form(request: Guest) -> AskManyForm:
    soon = request.today + timedelta(days=DAYS_TO_REMIND)
    return fill(AskManyForm, request, initial={"asked_date": request.today, "remind_date": soon})


GONE = Text(
    "Alguien de las personas marcadas ya no está a su cargo: no se anotó nada. Vuelva a marcar.",
    "Somebody you ticked is no longer in your charge: nothing was recorded. Tick again.",
)


def _ask(request: Guest, known: Paper, said: dict[str, Any]) -> str:
    ticked = set(said.pop("people"))
    people = list(Person.objects.filter(public_id__in=ticked, merged_into=None).order_by("pk"))
    if len(people) != len(ticked):
        raise Refusal(GONE)
    new = actions.ask_paper(people=people, paper=known.id, by=request.reader, at=request.at, **said)
    messages.success(request, say(_asked_words(len(new), len(people) - len(new))))
    return _back(request, known)


def _asked_words(new: int, before: int) -> Text:
    told = Text(f"Anotado: pedido para {new}.", f"Recorded: asked for {new}.")
    if not before:
        return told
    return told + Text(f" Para {before} ya estaba pedido; eso no cambió.",
                       f" For {before} it was asked already; that did not change.")  # fmt: skip


def _back(request: Guest, known: Paper) -> str:
    query = request.GET.urlencode()
    return reverse("paper", args=[known.id]) + (f"?{query}" if query else "")


def _people(request: Guest, known: Paper, form: AskManyForm) -> HttpResponse:
    which = request.GET.get(WHICH, ALL)
    which = which if which in queries.WHICH else ALL
    order, down = order_of(request, COLUMNS, "caminos")
    page = queries.people_needing(
        user=request.reader, paper=known.id, which=which, today=request.today,
        purpose=request.purpose, at=request.at, order=order, descending=down,
        after=_id(request, "desde"), before=_id(request, "hasta"),
    )  # fmt: skip
    may_ask = permission(request.user.role, "paper.ask") is not None
    ticked = set(map(str, form["people"].value() or ()))
    columns = headings(request, COLUMNS, "caminos")
    about = {
        "paper": known, "title": capital(known.name), "which": which,
        "lists": _lists(known, which), "form": form,
        "may_ask": may_ask and any(row.since is None for row in page.rows),
        "headings": [*columns, Heading(TICK.label)] if may_ask else columns,
        "rows": [_row(row, known, request, ticked, may_ask) for row in page.rows],
        "pages": Pager(_to(request, hasta=page.before), _to(request, desde=page.after)),
        "send": reverse("paper_ask", args=[known.id]) + _query(request),
        "purpose": PURPOSES[request.purpose],
    }  # fmt: skip
    return render(request, "registry/paper.html", about)


def _query(request: Guest) -> str:
    query = request.GET.urlencode()
    return f"?{query}" if query else ""


def _id(request: Guest, name: str) -> int | None:
    return whole(request.GET.get(name))


def _to(request: Guest, **where: int | None) -> str:
    """The neighbour page of the list itself, also when a form was sent from it."""
    ((name, row),) = where.items()
    other = "desde" if name == "hasta" else "hasta"
    return with_query(request, **{name: str(row), other: None}) if row is not None else ""


def _lists(known: Paper, which: str) -> list[tuple[Text, str, bool]]:
    where = reverse("paper", args=[known.id])
    return [(words, f"{where}?{WHICH}={name}", name == which) for name, words in LISTS.items()]


def _row(row: Needing, known: Paper, request: Guest, ticked: set[str], may_ask: bool) -> list[Any]:
    where = reverse("person_paper", args=[row.public_id, known.id])
    enough = Text("le basta con este", "this one is enough") if row.alone else ""
    late = row.remind is not None and row.remind <= request.today
    since = (
        Cell(day_words(row.since, request.today), state="over" if late else "due",
             small=Text("toca recordar", "to be reminded") if late else "")
        if row.since
        else Text("sin pedir", "not asked")
    )  # fmt: skip
    cells = [Cell(row.name, where), row.facility, Cell(str(row.paths), small=enough), since]
    return [*cells, tick(row, ticked)] if may_ask else cells


def tick(row: Needing, ticked: set[str]) -> Markup | str:
    """The box that chooses a person; nothing where the paper is asked for already."""
    if row.since is not None:
        return ""
    code = str(row.public_id)
    label = say(Text(f"Se pidió para {row.name}", f"Asked for {row.name}"))
    return Markup(
        '<span class="choose"><input type="checkbox" name="people" id="p-{code}" value="{code}"'
        '{checked}><label for="p-{code}"><span class="sr">{label}</span></label></span>'
    ).format(code=code, label=label, checked=Markup(" checked") if code in ticked else "")


def _answers(request: Guest, known: Paper) -> HttpResponse:
    found = queries.answered_requests(
        user=request.reader, paper=known.id, purpose=request.purpose, at=request.at,
        before=_id(request, "desde"), limit=queries.PAGE + 1,
    )  # fmt: skip
    page = found[: queries.PAGE]
    later = with_query(request, desde=str(page[-1].pk)) if len(found) > queries.PAGE else ""
    about = {
        "paper": known, "title": capital(known.name), "which": ANSWERED,
        "lists": _lists(known, ANSWERED),
        "may_ask": False, "headings": [Heading(words) for words in ANSWERS],
        "rows": [_answer_row(row) for row in page], "pages": Pager("", later),
        "purpose": PURPOSES[request.purpose],
    }  # fmt: skip
    return render(request, "registry/paper.html", about)


def _answer_row(row: PaperRequest) -> list[Any]:
    person = row.person
    words = PAPER_OUTCOME[row.outcome] + Text(*[f", {day_words(row.answered_date)}"] * 2)
    return [
        Cell(f"{person.surnames}, {person.given_names}", address("person", person.public_id)),
        person.facility.name if person.facility else "",
        Cell(words, small=row.answer),
    ]


@allow("paper.read")
def letter(request: Guest, office: str) -> HttpResponse:
    """What an office was asked and has not answered, to print and take there."""
    own = [one for one in dictionary().values() if one.office_id == office]
    if not own:
        raise Http404
    rows = queries.open_requests_of_office(
        user=request.reader, office=office, purpose=request.purpose, at=request.at
    )
    by_paper: dict[str, list[PaperRequest]] = {}
    for row in rows:
        by_paper.setdefault(row.paper, []).append(row)
    numbers = queries.numbers_of([row.person_id for row in rows], user=request.reader)
    about = {
        "office": capital(own[0].office), "count": len(rows), "most": queries.MOST,
        "tables": [(capital(dictionary()[name].name), [_letter_row(row, numbers) for row in found])
                   for name, found in by_paper.items()],
        "headings": [Heading(words) for words in LETTER], "today": request.today,
        "purpose": PURPOSES[request.purpose],
    }  # fmt: skip
    return render(request, "registry/paper_letter.html", about)


LETTER = (
    Text("Nombre", "Name"), Text("Documento de identidad", "Identity document"),
    Text("Centro", "Facility"), Text("Pedido el", "Asked on"),
)  # fmt: skip


def _letter_row(row: PaperRequest, numbers: dict[int, str]) -> list[Any]:
    person = row.person
    return [
        Cell(f"{person.surnames}, {person.given_names}"), numbers.get(person.pk, ""),
        person.facility.name if person.facility else "", day_words(row.asked_date),
    ]  # fmt: skip
