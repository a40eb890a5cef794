"""A person enters the record, and what identifies her is corrected."""

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import UUID, uuid4

from django.db import connection
from django.utils.timezone import localdate

from segunda.access import audit
from segunda.access.scope import Reader
from segunda.law.text import Refusal, Text
from segunda.registry.actions.custody import answer_question
from segunda.registry.actions.write import (
    before_after,
    current,
    lock,
    not_in_future,
    replace,
    stamp,
    supersede,
    update_now,
    writing,
)
from segunda.registry.matching import search_keys, sort_key
from segunda.registry.matching.documents import canonical, forms, is_cedula
from segunda.registry.models import (
    CustodyPeriod,
    Dependant,
    Facility,
    IdentityNumber,
    LegalStatus,
    Particulars,
    Person,
    PersonName,
    Placement,
    SearchKey,
    Unit,
)


@dataclass(frozen=True)
class Admission:
    """What the desk writes down when a person comes in. Days are in America/Panama.

    `birth`: the earliest and latest day she may have been born. `answers`: question → (answer,
    note) of AdmissionAnswer. `number`: kind and number of the identity document, if she has one.
    """

    surnames: str
    given_names: str
    sex: str
    facility: Facility
    start_date: date
    status: str
    unit: Unit | None = None
    birth: tuple[date, date] | None = None
    nationality: str = ""
    languages: str = ""
    interpreter: bool | None = None
    number: tuple[str, str] | None = None
    title: str = ""
    answers: dict[str, tuple[str, str]] = field(default_factory=dict)


def _plausible(born: date, admitted: date) -> None:
    """Refusal for a birth after she came in or so long before that a digit is wrong: paths and
    lists rest on her age."""
    if born > admitted:
        raise Refusal(_BORN_LATER)
    if born.year < admitted.year - OLDEST:
        raise Refusal(_BORN_BEFORE)


def admit_person(
    admission: Admission, *, by: Reader, at: datetime, person: Person | None = None
) -> Person:
    """Record an admission; of `person` again, or of somebody new. Refusal if already held."""
    with writing():
        not_in_future(admission.start_date, at)
        if admission.birth:
            _plausible(admission.birth[0], admission.start_date)
        if person is not None:
            lock(person)
        held = person or _new_person(admission, by=by, at=at)
        if held.held:
            raise Refusal(_ALREADY_HELD)
        custody = CustodyPeriod.objects.create(
            person=held, start_date=admission.start_date, title=admission.title, **stamp(by, at)
        )
        _open_spans(held, admission, by=by, at=at)
        for question, (answer, note) in admission.answers.items():
            answer_question(
                person=held, custody=custody.entity, question=question, answer=answer, note=note,
                by=by, at=at, traced=False,
            )  # fmt: skip
        audit.record(
            by, "person.admit", at=at, person=held.pk, object_kind="custody",
            object_id=custody.entity, detail={"facility": admission.facility.code,
                                              "start": str(admission.start_date)},
        )  # fmt: skip
    return held


OLDEST = 120
"""Years beyond which a birth is taken for a slip of the pen."""
_BORN_LATER = Text(
    "La fecha de nacimiento es posterior al ingreso: revise las dos fechas.",
    "The date of birth is after the admission: check both dates.",
)
_BORN_BEFORE = Text(
    f"La fecha de nacimiento da más de {OLDEST} años: revise el año.",
    f"The date of birth gives more than {OLDEST} years: check the year.",
)
_ALREADY_HELD = Text(
    "Esta persona ya consta como privada de libertad: registre un traslado, no otro ingreso.",
    "This person is already recorded as held: record a movement, not another admission.",
)
_NUMBER_TAKEN = Text(
    "Ese número de documento ya es de otra persona del registro: búsquela por el número; si es la "
    "misma, use su expediente. Si no la encuentra, está fuera de su centro: pídala al registro "
    "nacional.",
    "That document number already belongs to another person of the record: search by the number; "
    "if she is the same, use her file. If you do not find her, she is outside your facility: ask "
    "the national records office.",
)
_NO_NUMBER = Text(
    "Ese número de documento no tiene ni una cifra ni una letra: escríbalo, o deje el documento "
    "sin anotar.",
    "That document number has neither a digit nor a letter: write it, or leave the document out.",
)


def _new_person(admission: Admission, *, by: Reader, at: datetime) -> Person:
    person = Person.objects.create(
        public_id=uuid4(),
        created_at=at,
        created_by_id=by.user,
        surnames=admission.surnames,
        given_names=admission.given_names,
        sort_name=sort_key(admission.surnames, admission.given_names),
        sex=admission.sex,
        birth_from=admission.birth[0] if admission.birth else None,
        birth_to=admission.birth[1] if admission.birth else None,
        facility=admission.facility,
    )
    PersonName.objects.create(
        person=person, kind="official", surnames=admission.surnames,
        given_names=admission.given_names, **stamp(by, at),
    )  # fmt: skip
    Particulars.objects.create(
        person=person, sex=admission.sex, birth_from=person.birth_from, birth_to=person.birth_to,
        nationality=admission.nationality, languages=admission.languages,
        interpreter=admission.interpreter, **stamp(by, at),
    )  # fmt: skip
    if admission.number:
        _new_number(person, *admission.number, by=by, at=at)
    renew_search_keys(person)
    return person


def _open_spans(person: Person, admission: Admission, *, by: Reader, at: datetime) -> None:
    Placement.objects.create(
        person=person, facility=admission.facility, unit=admission.unit,
        start_date=admission.start_date, **stamp(by, at),
    )  # fmt: skip
    LegalStatus.objects.create(
        person=person, status=admission.status, start_date=admission.start_date, **stamp(by, at)
    )
    update_now(
        person, by=by, facility_id=admission.facility.pk,
        unit_id=admission.unit.pk if admission.unit else None, legal_status=admission.status,
        held=True, held_since=admission.start_date, unreported_since=None,
    )  # fmt: skip


def correct_name(
    *, person: Person, surnames: str, given_names: str, by: Reader, at: datetime,
    kind: str = "official", version: int | None = None,
) -> PersonName:  # fmt: skip
    """Correct the official name, or add an alias or the name she asks to be called."""
    with writing():
        if kind == "official":
            old = PersonName.objects.get(person=person, kind=kind, superseded_at=None)
            old = current(PersonName, old.entity, version)
            name = replace(old, by=by, at=at, surnames=surnames, given_names=given_names)
            update_now(
                person, by=by, surnames=surnames, given_names=given_names,
                sort_name=sort_key(surnames, given_names),
            )  # fmt: skip
        else:
            name = PersonName.objects.create(
                person=person, kind=kind, surnames=surnames, given_names=given_names,
                **stamp(by, at),
            )  # fmt: skip
        renew_search_keys(person)
        audit.record(by, "person.correct", at=at, person=person.pk, object_kind="name",
                     object_id=name.entity, detail={"kind": kind})  # fmt: skip
    return name


def correct_particulars(
    *, person: Person, version: int | None, by: Reader, at: datetime, **changes: Any
) -> Particulars:
    """Correct sex, birth, nationality, languages or the need of an interpreter."""
    with writing():
        held = Particulars.objects.get(person=person, superseded_at=None)
        old = current(Particulars, held.entity, version)
        if changes.get("birth_from"):
            _plausible(changes["birth_from"], person.held_since or localdate(at))
        new = replace(old, by=by, at=at, **changes)
        update_now(person, by=by, sex=new.sex, birth_from=new.birth_from, birth_to=new.birth_to)
        audit.record(by, "person.correct", at=at, person=person.pk, object_kind="particulars",
                     object_id=new.entity, detail={"changed": sorted(before_after(old, changes))},
                     )  # fmt: skip
    return new


def add_identity_number(
    *, person: Person, kind: str, number: str, by: Reader, at: datetime, country: str = ""
) -> IdentityNumber:
    """Add the number of an identity document; Refusal when it is somebody else's."""
    with writing():
        row = _new_number(person, kind, number, by=by, at=at, country=country)
        renew_search_keys(person)
        audit.record(by, "person.correct", at=at, person=person.pk, object_kind="number",
                     object_id=row.entity, detail={"kind": kind})  # fmt: skip
    return row


def _new_number(
    person: Person, kind: str, number: str, *, by: Reader, at: datetime, country: str = ""
) -> IdentityNumber:
    key = canonical(number)
    if not key:
        raise Refusal(_NO_NUMBER)
    if number_taken(person, kind, number, country):
        audit.record_refusal(by, "person.number_taken", at=at, object_kind="person",
                             object_id=person.pk)  # fmt: skip
        raise Refusal(_NUMBER_TAKEN)
    return IdentityNumber.objects.create(
        person=person, kind=kind, number=number, number_key=key, country=country, **stamp(by, at)
    )


def number_taken(person: Person, kind: str, number: str, country: str = "") -> bool:
    """Whether the number is another person's, also of one whom the reader may not see."""
    own = [person.pk, *Person.objects.filter(merged_into=person).values_list("pk", flat=True)]
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT registry_number_taken(%s, %s, %s, %s, %s, %s)",
            [canonical(number), list(forms(number)), kind, country, is_cedula(number), own],
        )
        return bool(cursor.fetchone()[0])


def renew_search_keys(person: Person) -> None:
    """Write anew the keys a person is found by: all her names and numbers."""
    names = PersonName.objects.filter(person=person, superseded_at=None)
    official = [n for n in names if n.kind == "official"]
    others = [f"{n.given_names} {n.surnames}" for n in names if n.kind != "official"]
    numbers = IdentityNumber.objects.filter(person=person, superseded_at=None)
    first = official[0] if official else PersonName()
    keys = search_keys(first.surnames, first.given_names, others, [n.number for n in numbers])
    SearchKey.objects.filter(person=person).delete()
    SearchKey.objects.bulk_create(SearchKey(person=person, kind=k.kind, key=k.key) for k in keys)


def record_dependant(
    *, person: Person, relation: str, by: Reader, at: datetime, name: str = "",
    birth: tuple[date, date] | None = None, with_disability: bool | None = None,
    lives_with: str = "", start_date: date | None = None,
) -> Dependant:  # fmt: skip
    """Record a child or another person she cares for; as little of them as is needed."""
    with writing():
        row = Dependant.objects.create(
            person=person, relation=relation, name=name,
            birth_from=birth[0] if birth else None, birth_to=birth[1] if birth else None,
            with_disability=with_disability, lives_with=lives_with, start_date=start_date,
            **stamp(by, at),
        )  # fmt: skip
        audit.record(by, "person.family", at=at, person=person.pk, object_kind="dependant",
                     object_id=row.entity, detail={"relation": relation})  # fmt: skip
    return row


def end_dependant(
    *, entity: UUID, end_date: date | None, version: int | None, by: Reader, at: datetime
) -> None:
    """The care ended on a day; without a day the entry was a mistake and is withdrawn."""
    with writing():
        row = current(Dependant, entity, version)
        if end_date is None:
            supersede(row, by=by, at=at)
        else:
            replace(row, by=by, at=at, end_date=end_date)
        audit.record(by, "person.family", at=at, person=row.person_id, object_kind="dependant",
                     object_id=entity, detail={"end": str(end_date)})  # fmt: skip
