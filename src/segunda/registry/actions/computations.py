"""A computation is kept by one person and signed, or returned with a reason, by another."""

from collections.abc import Mapping
from datetime import date, datetime
from uuid import UUID

from segunda.access import audit
from segunda.access.scope import Reader
from segunda.law.text import Refusal, Text
from segunda.registry.actions.write import current, lock, not_in_future, stamp, supersede, writing
from segunda.registry.computing.computed import Computed, law_print, of_person
from segunda.registry.models import Computation, Person
from segunda.registry.models.computations import MARKS

_NOTHING = Text(
    "No consta ninguna pena de prisión: no hay nada que guardar. Anote antes la sentencia.",
    "No prison sentence is recorded: there is nothing to keep. Record the judgment first.",
)
_BY_HAND = Text(
    "Las reglas no cubren este caso: escriba al menos el final que fijó una persona, la razón y "
    "el documento.",
    "The rules do not cover this case: write at least the end that a person set, the reason and "
    "the document.",
)
_WHY = Text(
    "Una fecha fijada por una persona necesita su razón y el documento que la manda.",
    "A date set by a person needs its reason and the document that orders it.",
)
_ORDER = Text(
    "Las fechas fijadas no van en orden: un tercio, la mitad, dos tercios, final.",
    "The dates set are not in order: a third, half, two thirds, end.",
)
_OPEN = Text(
    "Ya hay una hoja que espera la revisión de otra persona: retírela, o espere su firma.",
    "A sheet already waits for somebody else's check: withdraw it, or wait for the signature.",
)
_SAME_PERSON = Text(
    "La hoja la revisa y firma otra persona, no quien la hizo.",
    "The sheet is checked and signed by somebody else than who made it.",
)
_DECIDED = Text(
    "Esa hoja ya se firmó, se devolvió o se retiró: abra la liquidación y mire qué consta.",
    "That sheet has already been signed, returned or withdrawn: open the computation and see what "
    "stands.",
)
_OTHER_END = Text(
    "El final que usted obtuvo no es el de la hoja. Si está segura, devuélvala con la razón.",
    "The end you found is not the sheet's. If you are sure, return it with the reason.",
)
_NO_REASON = Text("Diga por qué la devuelve: quien la hizo lo leerá.",
                  "Say why you return it: who made it will read it.")  # fmt: skip
_CHANGED = Text(
    "El expediente, o la ley, cambió desde que se hizo esta hoja: devuélvala para que se haga "
    "otra.",
    "The file, or the law, has changed since this sheet was made: return it so that another is "
    "made.",
)
_NOT_OWN = Text(
    "Solo quien hizo la hoja puede retirarla; usted puede devolverla con una razón.",
    "Only who made the sheet may withdraw it; you can return it with a reason.",
)


def keep_computation(
    *, person: Person, as_of: date, by: Reader, at: datetime,
    set_dates: Mapping[str, date] | None = None, reason: str = "", document: str = "",
) -> Computation:  # fmt: skip
    """Keep her computation of that day for a second person to check; computed anew here.

    `set_dates`: days a person set, by mark; they need `reason` and `document`.
    """
    dates = {name: day for name, day in (set_dates or {}).items() if day}
    with writing():
        lock(person)
        not_in_future(as_of, at)
        if Computation.objects.filter(person=person, state="proposed", superseded_at=None).exists():
            raise Refusal(_OPEN)
        one = of_person(user=by, person=person.pk, as_of=as_of)
        _check(one, dates, reason, document)
        row = Computation.objects.create(
            person=person, as_of=as_of, inputs=one.inputs, results=one.results, law=law_print(),
            computed=one.days, by_hand=one.manual, document=document, reason=reason,
            set_dates={name: day.isoformat() for name, day in dates.items()}, **stamp(by, at),
        )  # fmt: skip
        _trace(row, "computation.make", by=by, at=at, set=sorted(dates))
    return row


def _check(one: Computed, dates: Mapping[str, date], reason: str, document: str) -> None:
    if not one.sheets:
        raise Refusal(_NOTHING)
    if one.manual and "end" not in dates:
        raise Refusal(_BY_HAND)
    if dates and not (reason and document):
        raise Refusal(_WHY)
    given = [dates[name] for name in MARKS if name in dates]
    if given != sorted(given):
        raise Refusal(_ORDER)


def sign_computation(*, entity: UUID, end: date, by: Reader, at: datetime) -> Computation:
    """A second person signs what she found herself: `end` is the end by her own count.

    Refusal for who made it, for another end than the sheet's, and once the record has changed.
    """
    with writing():
        row = _proposed(entity)
        lock(row.person)
        if row.recorded_by_id == by.user:
            raise Refusal(_SAME_PERSON)
        if end.isoformat() not in ends_of(row):
            raise Refusal(_OTHER_END)
        now = of_person(user=by, person=row.person_id, as_of=row.as_of)
        if (now.inputs, now.results) != (row.inputs, row.results):
            raise Refusal(_CHANGED)
        for former in Computation.objects.filter(
            person=row.person_id, state="signed", superseded_at=None
        ):
            supersede(former, by=by, at=at)
        _decide(row, "signed", by=by, at=at)
    return row


def ends_of(row: Computation) -> list[str]:
    """The ends a second person may find: the one a person set, else those computed."""
    set_end = row.set_dates.get("end")
    return [set_end] if set_end else list(row.computed.get("end", []))


def return_computation(*, entity: UUID, answer: str, by: Reader, at: datetime) -> Computation:
    """A second person found otherwise, and says what."""
    with writing():
        row = _proposed(entity)
        lock(row.person)
        if row.recorded_by_id == by.user:
            raise Refusal(_SAME_PERSON)
        if not answer.strip():
            raise Refusal(_NO_REASON)
        _decide(row, "returned", by=by, at=at, answer=answer.strip())
    return row


def withdraw_computation(*, entity: UUID, by: Reader, at: datetime) -> Computation:
    """Who made it takes it back; it stays in the history."""
    with writing():
        row = _proposed(entity)
        if row.recorded_by_id != by.user:
            raise Refusal(_NOT_OWN)
        _decide(row, "withdrawn", by=by, at=at)
    return row


def _proposed(entity: UUID) -> Computation:
    row = current(Computation, entity)
    if row.state != "proposed":
        raise Refusal(_DECIDED)
    return row


def _decide(row: Computation, state: str, *, by: Reader, at: datetime, answer: str = "") -> None:
    row.state, row.decided_at, row.decided_by_id, row.answer = state, at, by.user, answer
    Computation.objects.filter(pk=row.pk).update(
        state=state, decided_at=at, decided_by_id=by.user, answer=answer
    )
    action = "computation.make" if state == "withdrawn" else "computation.check"
    _trace(row, action, by=by, at=at, state=state)


def _trace(row: Computation, action: str, *, by: Reader, at: datetime, **detail: object) -> None:
    audit.record(by, action, at=at, person=row.person_id, object_kind="computation",
                 object_id=row.entity, detail=detail)  # fmt: skip
