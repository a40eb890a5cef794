"""Facts, the papers that prove them, and disputes that always get an answer."""

from datetime import date, datetime, timedelta
from uuid import UUID

from segunda.access import audit
from segunda.access.scope import Reader
from segunda.law import facts as dictionary
from segunda.law.facts import Fact
from segunda.law.facts_csv import parse_cell
from segunda.law.text import Refusal, Text
from segunda.registry.actions.write import current, replace, stamp, supersede, writing
from segunda.registry.models import Dispute, Document, FactRecord, Person

GENDER = "gender"
"""Declared gender identity: sealed, and no fact of the law."""
DAYS_TO_ANSWER = 30
"""Ours, until a norm is read that sets one: the answer is due this many days after the claim."""

_SEALED = Text(
    "Ese hecho es protegido: lo anota el personal de salud o la defensa.",
    "That fact is sealed: health staff or the defence record it.",
)
_OTHERS_PAPER = Text(
    "Ese papel no es de esta persona: elija uno de su expediente o añádalo.",
    "That paper is not this person's: choose one of her file or add it.",
)


def class_of(name: str) -> str:
    """The class of a fact: "ordinary" or "sealed"; KeyError when there is no such fact."""
    if name == GENDER:
        return "sealed"
    return "sealed" if dictionary.person()[name].sealed else "ordinary"


def class_of_paper(paper: str) -> str:
    """A paper that proves some sealed fact is sealed itself: that it exists would tell."""
    proves = [fact for fact in dictionary.person().values() if fact.paper == paper]
    return "sealed" if any(fact.sealed for fact in proves) else "ordinary"


def record_fact(
    *, person: Person, name: str, value: str | None, state: str, by: Reader, at: datetime,
    applies: bool = True, document: UUID | None = None, start_date: date | None = None,
    note: str = "", version: int | None = None,
) -> FactRecord:  # fmt: skip
    """Record a fact as known here; the former value stays in the history.

    `value` is written as in a FACTS.csv (true, 12, 2024-06-30, favourable); None: not known.
    Refusal for a value the fact cannot have, a sealed fact, or a paper of somebody else.
    """
    fact_class = class_of(name)
    if fact_class == "sealed" and not by.sealed:
        raise Refusal(_SEALED)
    _check_value(name, value)
    if (
        document
        and not Document.objects.filter(person=person, entity=document, superseded_at=None).exists()
    ):
        raise Refusal(_OTHERS_PAPER)
    with writing():
        old = FactRecord.objects.filter(
            person=person, name=name, superseded_at=None, end_date=None
        ).first()
        if old is not None:
            _end_former(current(FactRecord, old.entity, version), start_date, by=by, at=at)
        row = FactRecord.objects.create(
            person=person, name=name, fact_class=fact_class, applies=applies,
            value=value if applies else None, state=state, document=document,
            start_date=start_date, note=note, **stamp(by, at),
        )  # fmt: skip
        audit.record(
            by, "person.fact_sealed" if fact_class == "sealed" else "person.fact", at=at,
            person=person.pk, object_kind="fact", object_id=row.entity, fact_class=fact_class,
            detail={"fact": name, "state": state},
        )  # fmt: skip
    return row


def _end_former(row: FactRecord, day: date | None, *, by: Reader, at: datetime) -> None:
    """A value that begins later ends the former that day; otherwise it corrects it."""
    if day is not None and (row.start_date is None or day > row.start_date):
        replace(row, by=by, at=at, end_date=day)
    else:
        supersede(row, by=by, at=at)


def _check_value(name: str, value: str | None) -> None:
    if value is None or name == GENDER:
        return
    fact: Fact = dictionary.person()[name]
    read = parse_cell(value, fact)
    if isinstance(read, Text):
        raise Refusal(read)


def record_document(
    *, person: Person, paper: str, reference: str, by: Reader, at: datetime,
    issued_date: date | None = None, issued_by: str = "", file: int | None = None,
) -> Document:  # fmt: skip
    """Record that a paper is in her file; KeyError for a paper the dictionary does not know."""
    dictionary.papers()[paper]
    fact_class = class_of_paper(paper)
    if fact_class == "sealed" and not by.sealed:
        raise Refusal(_SEALED)
    with writing():
        row = Document.objects.create(
            person=person, paper=paper, reference=reference, issued_date=issued_date,
            issued_by=issued_by, fact_class=fact_class, file_id=file, **stamp(by, at),
        )  # fmt: skip
        audit.record(
            by,
            "person.fact",
            at=at,
            person=person.pk,
            object_kind="document",
            object_id=row.entity,
            fact_class=fact_class,
            detail={"paper": paper},
        )
    return row


def raise_dispute(
    *, person: Person, about: str, claim: str, raised_date: date, by: Reader, at: datetime
) -> Dispute:
    """She, or somebody for her, says that something recorded is wrong."""
    fact_class = class_of(about) if about in dictionary.person() or about == GENDER else "ordinary"
    if fact_class == "sealed" and not by.sealed:
        raise Refusal(_SEALED)
    with writing():
        row = Dispute.objects.create(
            person=person, about=about, claim=claim, raised_date=raised_date,
            answer_due=raised_date + timedelta(days=DAYS_TO_ANSWER), fact_class=fact_class,
            **stamp(by, at),
        )  # fmt: skip
        _dispute_open_fact(person, about, by=by, at=at)
        audit.record(by, "person.dispute", at=at, person=person.pk, object_kind="dispute",
                     object_id=row.entity, fact_class=fact_class, detail={"about": about},
                     )  # fmt: skip
    return row


def _dispute_open_fact(person: Person, name: str, *, by: Reader, at: datetime) -> None:
    """A disputed fact proves nothing until the dispute is answered."""
    fact = FactRecord.objects.filter(
        person=person, name=name, superseded_at=None, end_date=None
    ).first()
    if fact is not None and fact.state != "disputed":
        replace(fact, by=by, at=at, state="disputed")


def answer_dispute(
    *, entity: UUID, answer: str, outcome: str, answered_date: date, by: Reader, at: datetime,
    version: int | None = None,
) -> Dispute:  # fmt: skip
    """Answer it: `outcome` is upheld (the record is wrong), rejected or partly; with reasons."""
    with writing():
        old = current(Dispute, entity, version)
        row = replace(old, by=by, at=at, answer=answer, outcome=outcome,
                      answered_date=answered_date)  # fmt: skip
        if outcome == "rejected":
            _undispute(row, by=by, at=at)
        audit.record(by, "person.answer", at=at, person=row.person_id, object_kind="dispute",
                     object_id=entity, fact_class=row.fact_class, detail={"outcome": outcome},
                     )  # fmt: skip
    return row


def _undispute(dispute: Dispute, *, by: Reader, at: datetime) -> None:
    """What was disputed without reason is again what it was; what is wrong stays disputed."""
    others = Dispute.objects.filter(
        person=dispute.person_id, about=dispute.about, superseded_at=None, answered_date=None
    )
    fact = FactRecord.objects.filter(
        person=dispute.person_id, name=dispute.about, superseded_at=None, end_date=None,
        state="disputed",
    ).first()  # fmt: skip
    if fact is None or others.exists():
        return
    earlier = FactRecord.objects.filter(entity=fact.entity).exclude(state="disputed")
    before = earlier.order_by("recorded_at", "pk").last()
    if before is not None:
        replace(fact, by=by, at=at, state=before.state)
