"""Letters that ask for papers: choose whom, see one letter per office, record that they were sent.

The letters are made on request and not kept; which lines were chosen is kept 8 hours, for who
chose them, under an address that says nothing.
"""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from markupsafe import Markup

from segunda.access import listings
from segunda.access.door import Guest, allow
from segunda.access.roles import PURPOSES, ROLES
from segunda.law.facts import papers as dictionary
from segunda.law.text import Refusal, Text
from segunda.registry import actions
from segunda.registry.actions.papers import DAYS_TO_REMIND
from segunda.registry.forms_letters import EVERY, TICKED, ChooseForm, ChooseHersForm, SentForm
from segunda.registry.models import Facility, Person
from segunda.registry.queries import letters as queries
from segunda.registry.queries.letters import LetterLine
from segunda.registry.queries.papers import ASKED, LATE, MOST, UNASKED
from segunda.registry.views.file import opened
from segunda.registry.views.lines import day_words
from segunda.report.words import capital
from segunda.report.writing.letter import Letter, Sender, letters_of, writing_of
from segunda.report.writing.model import Writing
from segunda.web.addresses import address
from segunda.web.forms import fill, refuse
from segunda.web.language import current, say
from segunda.web.lists import Cell, Column, Heading, Pager, headings, order_of, with_query
from segunda.web.numbers import number
from segunda.web.once import once

KIND = "letters"
WHICH = "cual"
LANGUAGE = "idioma"
KINDS = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pdf": "application/pdf",
}
LISTS = {
    UNASKED: Text("Sin pedir", "Not asked"),
    ASKED: Text("Pedido, sin respuesta", "Asked, no answer"),
    LATE: Text("Toca recordar", "To be reminded"),
}
COLUMNS = (
    Column(Text("Nombre", "Name"), "nombre"),
    Column(Text("Papel", "Paper"), "papel"),
    Column(Text("Caminos que lo esperan", "Paths that wait for it"), "caminos", number=True),
    Column(Text("Pedido desde", "Asked since"), "desde"),
    Column(Text("Marcar", "Tick")),
)
LETTERS = (
    Text("Carta a", "Letter to"), Text("Pide", "Asks for"), Text("Documento", "Document"),
)  # fmt: skip
GONE = Text(
    "Lo que eligió ya no espera ningún papel, o ya no está a su cargo. Vuelva a la lista y elija "
    "de nuevo.",
    "What you chose no longer waits for a paper, or is no longer in your charge. Go back to the "
    "list and choose again.",
)


@allow("paper.letter")
def choose(request: Guest, office: str) -> HttpResponse:
    """What an office can be asked for; ticked or all of it becomes letters."""
    if not queries.papers_of_office(office):
        raise Http404
    form = fill(ChooseForm, request, initial={"whom": TICKED})
    if request.method == "POST" and form.is_valid():
        keys = form.cleaned_data["lines"]
        if form.cleaned_data["whom"] == EVERY:
            keys = [line.key for line in _all(request, office)]
        return _kept(request, keys)
    return _chosen_page(request, office, form)


def _all(request: Guest, office: str) -> list[LetterLine]:
    order, down = order_of(request, COLUMNS, "nombre")
    return queries.all_lines(user=request.reader, office=office, which=_which(request),
                             today=request.today, order=order, descending=down)  # fmt: skip


def _which(request: Guest) -> str:
    asked = request.GET.get(WHICH, UNASKED)
    return asked if asked in LISTS else UNASKED


def _kept(request: Guest, keys: Sequence[str]) -> HttpResponse:
    """Keep which lines were chosen and go to their letters."""
    listing = listings.keep(request.reader, KIND, {"lines": list(keys)[:MOST]},
                            purpose=request.purpose, at=request.at)  # fmt: skip
    return HttpResponseRedirect(reverse("letters", args=[listing]))


def _chosen_page(request: Guest, office: str, form: ChooseForm) -> HttpResponse:
    order, down = order_of(request, COLUMNS, "nombre")
    page = queries.office_lines(
        user=request.reader, office=office, which=_which(request), today=request.today,
        purpose=request.purpose, at=request.at, order=order, descending=down,
        after=request.GET.get("desde", ""), before=request.GET.get("hasta", ""),
    )  # fmt: skip
    ticked = set(map(str, form["lines"].value() or ()))
    known = dictionary()[queries.papers_of_office(office)[0]]
    about = {
        "office": capital(known.office), "form": form, "count": page.count, "most": MOST,
        "lists": [(words, f"{request.path}?{WHICH}={name}", name == _which(request))
                  for name, words in LISTS.items()],
        "headings": headings(request, COLUMNS, "nombre"),
        "rows": [_row(line, request, ticked) for line in page.rows],
        "pages": Pager(_to(request, hasta=page.before), _to(request, desde=page.after)),
        "purpose": PURPOSES[request.purpose],
    }  # fmt: skip
    return render(request, "registry/office_letter.html", about)


def _to(request: Guest, **where: str) -> str:
    ((name, row),) = where.items()
    other = "desde" if name == "hasta" else "hasta"
    return with_query(request, **{name: row, other: None}) if row else ""


def _row(line: LetterLine, request: Guest, ticked: set[str]) -> list[Any]:
    late = line.remind is not None and line.remind <= request.today
    since = (
        Cell(day_words(line.since, request.today), state="over" if late else "due")
        if line.since else Text("sin pedir", "not asked")
    )  # fmt: skip
    alone = Text("carta aparte: es protegido", "letter of its own: it is sealed")
    return [
        Cell(f"{line.surnames}, {line.given_names}",
             address("person_paper", line.public_id, line.paper), small=line.facility),
        Cell(capital(dictionary()[line.paper].name), small=alone if line.sealed else ""),
        str(line.paths), since, tick(line, ticked),
    ]  # fmt: skip


def tick(line: LetterLine, ticked: set[str]) -> Markup:
    """The box that chooses a line."""
    name = f"{line.given_names} {line.surnames}"
    paper = dictionary()[line.paper].name
    label = say(Text(f"Pedir {paper.es} de {name}", f"Ask for {paper.en} of {name}"))
    return Markup(
        '<span class="choose"><input type="checkbox" name="lines" id="l-{key}" value="{key}"'
        '{checked}><label for="l-{key}"><span class="sr">{label}</span></label></span>'
    ).format(key=line.key, label=label, checked=Markup(" checked") if line.key in ticked else "")


@allow("paper.letter")
def choose_hers(request: Guest, public_id: UUID) -> HttpResponse:
    """The papers of one person, as letters."""
    held = opened(request, public_id, action="paper.letter")
    found = queries.lines_of_person(
        user=request.reader, public_id=held.person.public_id, today=request.today
    )
    unasked = [line.key for line in found if line.since is None]
    form = fill(ChooseHersForm, request, initial={"lines": unasked})
    form.fields["lines"].choices = [  # type: ignore[attr-defined]
        (line.key, say(_told(line, request))) for line in found
    ]
    if request.method == "POST" and form.is_valid():
        return _kept(request, form.cleaned_data["lines"])
    about = {
        "person": held.person, "form": form, "found": found,
        "back": reverse("person_papers", args=[held.person.public_id]),
        "purpose": PURPOSES[request.purpose],
    }  # fmt: skip
    return render(request, "registry/person_letters.html", about)


def _told(line: LetterLine, request: Guest) -> Text:
    known = dictionary()[line.paper]
    words = capital(known.name) + Text(" — ", " — ") + known.office
    if line.since is None:
        return words
    day = day_words(line.since, request.today)
    return words + Text(f" (pedido el {day})", f" (asked on {day})")


@allow("paper.letter")
def letters(request: Guest, listing: UUID) -> HttpResponse:
    """One letter per office for what was chosen, and a form to record that they were sent."""
    found = _lines(request, listing)
    soon = request.today + timedelta(days=DAYS_TO_REMIND)
    form = fill(SentForm, request, initial={"asked_date": request.today, "remind_date": soon})
    if request.method == "POST" and form.is_valid():
        try:
            return once(request, lambda: _sent(request, found, listing, **form.cleaned_data))
        except Refusal as refusal:
            refuse(form, refusal)
    made = _letters(request, found)
    about = {
        "form": form, "count": len(found), "many": len(made),
        "headings": [Heading(words) for words in LETTERS],
        "rows": [_letter_row(one, at, listing) for at, one in enumerate(made, start=1)],
        "every": _files(listing, 0), "gone": GONE, "unknown": sum(one.place == "" for one in made),
        "asked": [_asked_row(line, request) for line in found],
        "asked_headings": [Heading(words) for words in ASKED_HEADINGS],
        "purpose": PURPOSES[request.purpose],
    }  # fmt: skip
    return render(request, "registry/letters.html", about)


ASKED_HEADINGS = (Text("Nombre", "Name"), Text("Papel", "Paper"), Text("Pedido el", "Asked on"))


def _asked_row(line: LetterLine, request: Guest) -> list[Any]:
    since = day_words(line.since, request.today) if line.since else Text("sin pedir", "not asked")
    return [
        Cell(f"{line.surnames}, {line.given_names}",
             address("person_paper", line.public_id, line.paper)),
        capital(dictionary()[line.paper].name), since,
    ]  # fmt: skip


def _lines(request: Guest, listing: UUID) -> list[LetterLine]:
    """The lines of a kept choice as they stand now; 404 where it is gone or somebody else's."""
    kept = listings.find(request.reader, KIND, listing, at=request.at)
    if kept is None:
        raise Http404
    return queries.lines_of(user=request.reader, keys=kept["lines"], today=request.today)


def _letters(request: Guest, found: Sequence[LetterLine]) -> tuple[Letter, ...]:
    return letters_of(
        queries.wanted_of(found, user=request.reader, purpose=request.purpose, at=request.at)
    )


def _letter_row(letter: Letter, at: int, listing: UUID) -> list[Any]:
    place: Any = letter.place
    if letter.place == "":
        place = Text("el registro no sabe cuál: escriba el nombre",
                     "the record does not know which: write its name")  # fmt: skip
    if letter.sealed:
        apart = Text("carta aparte: es protegido", "letter of its own: it is sealed")
        place = apart if not place else Text(f"{say_of(place, 'es')}; {apart.es}",
                                             f"{say_of(place, 'en')}; {apart.en}")  # fmt: skip
    first = letter.wanted[0]
    alone = len({one.id for one in letter.wanted}) == 1
    people = Text(first.name, first.name) if alone else Text(
        f"{len(letter.wanted)} papeles", f"{len(letter.wanted)} papers"
    )  # fmt: skip
    names = [dictionary()[paper].name for paper in sorted({one.paper for one in letter.wanted})]
    small = Text("; ".join(name.es for name in names), "; ".join(name.en for name in names))
    return [Cell(letter.name, small=place or ""), Cell(people, small=small),
            _links(listing, at, letter.name)]  # fmt: skip


def say_of(words: Text | str, language: str) -> str:
    """Words that may be the same in both languages."""
    return words if isinstance(words, str) else words.in_(language)


def _files(listing: UUID, at: int) -> dict[str, str]:
    made = {kind: reverse("letter_file", args=[listing, at, kind]) for kind in KINDS}
    return {**made, "en": f"{made['pdf']}?{LANGUAGE}=en"}


def _links(listing: UUID, at: int, office: Text) -> Markup:
    where = _files(listing, at)
    shown = [("docx", Text("DOCX", "DOCX")), ("pdf", Text("PDF", "PDF"))]
    if current() == "en":
        shown.append(("en", Text("en inglés, para leer", "in English, for reading")))
    link = Markup('<a href="{}">{}<span class="sr">: {}</span></a>')
    return Markup(" · ").join(
        link.format(where[kind], say(words), say(office)) for kind, words in shown
    )


def _sent(request: Guest, found: Sequence[LetterLine], listing: UUID, **said: Any) -> str:
    if not found:
        raise Refusal(GONE)
    people = {one.public_id: one for one in Person.objects.filter(
        public_id__in={line.public_id for line in found})}  # fmt: skip
    new, reminded = actions.ask_by_letter(
        wanted=[(people[line.public_id], line.paper) for line in found],
        by=request.reader, at=request.at, **said,
    )  # fmt: skip
    messages.success(request, say(_sent_words(new, reminded, len(found) - new - reminded)))
    return reverse("letters", args=[listing])


def _sent_words(new: int, reminded: int, same: int) -> Text:
    told = Text("Anotado: un papel pedido por carta.",
                "Recorded: one paper asked for by letter.") if new == 1 else Text(
        f"Anotado: {number(new)} papeles pedidos por carta.",
        f"Recorded: {number(new)} papers asked for by letter.",
    )  # fmt: skip
    if reminded:
        told += Text(f" Recordatorios anotados: {number(reminded)}.",
                     f" Reminders recorded: {number(reminded)}.")  # fmt: skip
    if same:
        told += Text(f" Ya pedidos, sin cambio: {number(same)}.",
                     f" Asked for already, unchanged: {number(same)}.")  # fmt: skip
    return told


@allow("paper.letter")
def letter_file(request: Guest, listing: UUID, number: int, kind: str) -> HttpResponse:
    """One letter, or all of them in one file (number 0); Spanish, or English for reading."""
    made = _letters(request, _lines(request, listing)) if kind in KINDS else ()
    chosen = made if number == 0 else made[number - 1 : number]
    if not chosen:
        raise Http404
    language = "en" if request.GET.get(LANGUAGE) == "en" else "es"
    writing = writing_of(
        chosen, _sender(request), request.today, language, fictitious=settings.DEMONSTRATION
    )
    return HttpResponse(bytes_of(writing, kind), content_type=KINDS[kind], headers={
        "Content-Disposition": f'attachment; filename="carta.{kind}"',
        "X-Content-Type-Options": "nosniff",
    })  # fmt: skip


def bytes_of(writing: Writing, kind: str) -> bytes:
    """The writing as a file; both writers are heavy and only these pages need them."""
    if kind == "docx":
        from segunda.report.writing.as_docx import docx_of

        return docx_of(writing)
    from segunda.report.writing.as_pdf import pdf_of

    return pdf_of(writing)


def _sender(request: Guest) -> Sender:
    """Who is signed in; her facility where it is just one."""
    own = list(Facility.objects.filter(pk__in=request.reader.facilities)[:2])
    place = own[0].name if len(own) == 1 else ""
    return Sender(request.user.name, ROLES[request.user.role].name, place)
