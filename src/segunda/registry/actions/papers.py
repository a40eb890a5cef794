"""Papers asked for: asked of an office, asked again, answered; a paper that arrives proves."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db.models import Q, QuerySet

from segunda.access import audit
from segunda.access.scope import Reader
from segunda.law import facts as dictionary
from segunda.law.text import Refusal, Text
from segunda.registry.actions.facts import class_of, class_of_paper, record_document, record_fact
from segunda.registry.actions.people import number_taken
from segunda.registry.actions.write import (
    current,
    lock,
    not_in_future,
    replace,
    stamp,
    writing,
)
from segunda.registry.matching.documents import same
from segunda.registry.models import (
    Document,
    IdentityNumber,
    PaperNeed,
    PaperRequest,
    Person,
)

DAYS_TO_REMIND = 15
"""Ours, no law sets it: so many days after asking the program says that nobody has answered."""

_SEALED = Text(
    "Ese papel es protegido: lo piden el personal de salud o la defensa.",
    "That paper is sealed: health staff or the defence ask for it.",
)
_NOBODY = Text(
    "No eligió a nadie: marque al menos a una persona.",
    "You chose nobody: tick at least one person.",
)
_REMIND_LATER = Text(
    "El recordatorio va después del día en que se pidió: revise las dos fechas.",
    "The reminder comes after the day of asking: check both dates.",
)
_ANOTHERS_NUMBER = Text(
    "El número de identidad escrito en el papel es de otra persona: no se guardó nada. Revise de "
    "quién es el papel y ábralo desde su expediente.",
    "The identity number on the paper is another person's: nothing was saved. Check whose paper "
    "it is and open it from her file.",
)
_OTHER_NUMBER = Text(
    "El número de identidad escrito en el papel no es el de esta persona: no se guardó nada. Si "
    "el papel sí es suyo, marque que lo comprobó y guarde otra vez.",
    "The identity number on the paper is not this person's: nothing was saved. If the paper is "
    "hers all the same, tick that you have checked and save again.",
)
_OTHERS_PAPER = Text(
    "Ese papel está en el expediente de otra persona: no se guardó nada. Elija uno de esta "
    "persona o anótelo como nuevo.",
    "That paper is in another person's file: nothing was saved. Choose one of this person's or "
    "record it as new.",
)
_NOT_PROVED_BY_IT = Text(
    "Ese papel no prueba ese hecho: anote solo lo que el papel dice.",
    "That paper does not prove that fact: record only what the paper says.",
)


@dataclass(frozen=True)
class Arrived:
    """A paper as it lies on the desk.

    `identity_number`: hers as written on the paper, if it names one; `checked`: somebody has
    checked that the paper is hers although the number differs. `document`: it is in her file
    already. `facts`: what it proves, as a FACTS.csv writes it ("none": does not apply).
    """

    reference: str = ""
    issued_date: date | None = None
    issued_by: str = ""
    identity_number: str = ""
    checked: bool = False
    document: UUID | None = None
    facts: Mapping[str, str] = field(default_factory=dict)


def ask_paper(
    *, people: Iterable[Person], paper: str, asked_date: date, asked_how: str, by: Reader,
    at: datetime, note: str = "", remind_date: date | None = None,
) -> list[PaperRequest]:  # fmt: skip
    """Record that a paper was asked for; whoever has an open request of it keeps that one.

    One request, and one line in the trace, per person. Refusal for a sealed paper, a day to
    come, or nobody. KeyError for a paper the dictionary does not know.
    """
    wanted = list(people)
    office = dictionary.papers()[paper].office_id
    remind = remind_date or asked_date + timedelta(days=DAYS_TO_REMIND)
    if not wanted:
        raise Refusal(_NOBODY)
    if remind <= asked_date:
        raise Refusal(_REMIND_LATER)
    if class_of_paper(paper) == "sealed" and not by.sealed:
        raise Refusal(_SEALED)
    with writing():
        not_in_future(asked_date, at)
        asked = open_requests(wanted, paper).values_list("person_id", "person__merged_into_id")
        waiting = {file for files in asked for file in files}
        rows = []
        for person in wanted:
            if person.pk not in waiting:
                lock(person)
                rows.append(PaperRequest.objects.create(
                    person=person, paper=paper, office=office, asked_date=asked_date,
                    asked_by_id=by.user, asked_how=asked_how, note=note, remind_date=remind,
                    fact_class=class_of_request(person, paper), **stamp(by, at),
                ))  # fmt: skip
                _trace(rows[-1], "paper.ask", by=by, at=at, detail={"paper": paper})
    return rows


def ask_by_letter(
    *, wanted: Iterable[tuple[Person, str]], asked_date: date, remind_date: date, by: Reader,
    at: datetime, note: str = "",
) -> tuple[int, int]:  # fmt: skip
    """Record that a letter asked for these papers, each of a person: how many were asked for now,
    and for how many that were asked for before the office was reminded. Done twice, done once.
    """
    by_paper: dict[str, list[Person]] = {}
    for person, paper in wanted:
        by_paper.setdefault(paper, []).append(person)
    new = reminded = 0
    with writing():
        for paper, people in sorted(by_paper.items()):
            rows = ask_paper(people=people, paper=paper, asked_date=asked_date, by=by, at=at,
                             asked_how="letter", note=note, remind_date=remind_date)  # fmt: skip
            new += len(rows)
            before = open_requests(people, paper).filter(asked_date__lt=asked_date)
            for old in before.filter(remind_date__lt=remind_date):
                ask_again(entity=old.entity, remind_date=remind_date, by=by, at=at, note=note)
                reminded += 1
    if not by_paper:
        raise Refusal(_NOBODY)
    return new, reminded


def open_requests(people: Iterable[Person], paper: str) -> QuerySet[PaperRequest]:
    """The requests of a paper that nobody has answered; also in files merged into theirs."""
    ids = [person.pk for person in people]
    return PaperRequest.objects.filter(
        Q(person__in=ids) | Q(person__merged_into__in=ids), paper=paper, superseded_at=None,
        answered_date=None,
    )  # fmt: skip


def class_of_request(person: Person, paper: str) -> str:
    """Sealed for a sealed paper, and where the reader sees that only a sealed rule needs it."""
    if class_of_paper(paper) == "sealed":
        return "sealed"
    needs = set(
        PaperNeed.objects.filter(person=person, paper=paper).values_list("fact_class", flat=True)
    )
    return "sealed" if needs == {"sealed"} else "ordinary"


def ask_again(
    *, entity: UUID, remind_date: date, by: Reader, at: datetime, note: str = "",
    version: int | None = None,
) -> PaperRequest:  # fmt: skip
    """Record that the office was reminded, and when to ask next; the first day of asking stays."""
    with writing():
        old = current(PaperRequest, entity, version)
        not_open_any_more(old)
        if remind_date <= old.asked_date:
            raise Refusal(_REMIND_LATER)
        row = replace(old, by=by, at=at, remind_date=remind_date, note=note or old.note)
        _trace(row, "paper.ask", by=by, at=at, detail={"again": str(remind_date)})
    return row


def answer_request(
    *, entity: UUID, outcome: str, answer: str, answered_date: date, by: Reader, at: datetime,
    version: int | None = None,
) -> PaperRequest:  # fmt: skip
    """Record what the office answered instead of the paper: refused, none (no such paper), other.

    A paper that arrived is recorded by `receive_paper`.
    """
    with writing():
        not_in_future(answered_date, at)
        old = current(PaperRequest, entity, version)
        not_open_any_more(old)
        row = replace(old, by=by, at=at, outcome=outcome, answer=answer,
                      answered_date=answered_date)  # fmt: skip
        _trace(row, "paper.answer", by=by, at=at, detail={"outcome": outcome})
    return row


_ANSWERED = Text(
    "Esa petición ya tiene respuesta: mire qué consta en el expediente.",
    "That request has been answered: see what stands in the file.",
)


def not_open_any_more(row: PaperRequest) -> None:
    """Refusal for a request that has been answered."""
    if row.answered_date is not None:
        raise Refusal(_ANSWERED)


def receive_paper(
    *, person: Person, paper: str, arrived: Arrived, received_date: date, by: Reader, at: datetime
) -> Document:
    """Record a paper that arrived, the facts it proves, and close its open request: all or none.

    Refusal, in one sentence that names nobody, for a paper of somebody else, a sealed one, or a
    fact it does not prove.
    """
    with writing():
        not_in_future(received_date, at)
        lock(person)
        _is_hers(person, paper, arrived)
        document = _document(person, paper, arrived, by=by, at=at)
        for name, value in arrived.facts.items():
            if dictionary.person()[name].paper != paper:
                raise Refusal(_NOT_PROVED_BY_IT)
            record_fact(
                person=person, name=name, value=None if value == "none" else value,
                applies=value != "none", state="proved", document=document.entity, by=by, at=at,
            )  # fmt: skip
        for old in open_requests([person], paper):
            row = replace(old, by=by, at=at, outcome="arrived", answered_date=received_date,
                          document=document.entity)  # fmt: skip
            _trace(row, "paper.answer", by=by, at=at, detail={"outcome": "arrived"})
    return document


def facts_of_paper(paper: str, *, sealed: bool) -> tuple[str, ...]:
    """The facts a paper proves, those of the reader's class only."""
    return tuple(name for name, fact in dictionary.person().items()
                 if fact.paper == paper and (sealed or class_of(name) == "ordinary"))  # fmt: skip


def _is_hers(person: Person, paper: str, arrived: Arrived) -> None:
    """Refusal for a paper that speaks of another identity number, or lies in another file."""
    if (
        arrived.document is not None
        and not Document.objects.filter(
            person=person, entity=arrived.document, paper=paper, superseded_at=None
        ).exists()
    ):
        raise Refusal(_OTHERS_PAPER)
    number = arrived.identity_number.strip()
    if not number or any(same(number, own) for own in _numbers_of(person)):
        return
    if number_taken(person, "", number):
        raise Refusal(_ANOTHERS_NUMBER)
    if not arrived.checked:
        raise Refusal(_OTHER_NUMBER)


def _numbers_of(person: Person) -> list[str]:
    files = [person.pk, *Person.objects.filter(merged_into=person).values_list("pk", flat=True)]
    known = IdentityNumber.objects.filter(person__in=files, superseded_at=None)
    return list(known.values_list("number", flat=True))


def _document(
    person: Person, paper: str, arrived: Arrived, *, by: Reader, at: datetime
) -> Document:
    if arrived.document is not None:
        return Document.objects.get(entity=arrived.document, superseded_at=None)
    return record_document(
        person=person, paper=paper, reference=arrived.reference, by=by, at=at,
        issued_date=arrived.issued_date, issued_by=arrived.issued_by,
    )  # fmt: skip


def _trace(
    row: PaperRequest, action: str, *, by: Reader, at: datetime, detail: Mapping[str, object]
) -> None:
    audit.record(by, action, at=at, person=row.person_id, object_kind="request",
                 object_id=row.entity, fact_class=row.fact_class, detail=detail)  # fmt: skip
