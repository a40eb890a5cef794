"""How every action writes: versions superseded, the database's refusals said in words."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date, datetime
from typing import Any, TypeVar

from django.db import IntegrityError, ProgrammingError, connection, models, transaction
from django.utils.timezone import localdate
from psycopg import errors

from segunda.access.scope import Reader, enter
from segunda.law.text import Refusal, Text
from segunda.registry.keeping import check_marked
from segunda.registry.models import Person, Sentence
from segunda.registry.models.recorded import Recorded

Row = TypeVar("Row", bound=Recorded)

SENTENCES: Mapping[str, Text] = {
    "custody_one_at_a_time": Text(
        "Esta persona ya tiene un período de custodia en esos días; revise las fechas de ingreso "
        "y egreso.",
        "This person already has a custody period on those days; check the dates of entry and "
        "release.",
    ),
    "placement_one_at_a_time": Text(
        "Esta persona ya está ubicada en otro lugar en esos días; registre primero el traslado.",
        "This person is already placed elsewhere on those days; record the movement first.",
    ),
    "status_one_at_a_time": Text(
        "Ya hay otra situación jurídica en esos días; termine la anterior primero.",
        "Another legal status holds on those days; end the former first.",
    ),
    "sentence_has_title": Text(
        "No puede haber una pena mientras solo conste detención provisional: registre antes la "
        "condena como situación jurídica.",
        "There cannot be a sentence while only pre-trial detention stands: record the conviction "
        "as legal status first.",
    ),
    "proved_by_a_document": Text(
        "Un hecho probado necesita el papel que lo prueba: indíquelo, o anótelo como declarado.",
        "A proved fact needs the paper that proves it: name it, or record it as declared.",
    ),
    "one_open_release": Text(
        "Ya hay un egreso propuesto para esta persona: confírmelo o retírelo.",
        "A release of this person is already proposed: confirm or withdraw it.",
    ),
    "release_by_two_people": Text(
        "El egreso lo confirma otra persona, no quien lo propuso.",
        "A release is confirmed by somebody else than who proposed it.",
    ),
    "one_open_computation": Text(
        "Ya hay una hoja que espera la revisión de otra persona: retírela, o espere su firma.",
        "A sheet already waits for somebody else's check: withdraw it, or wait for the signature.",
    ),
    "computation_by_two_people": Text(
        "La hoja la revisa y firma otra persona, no quien la hizo.",
        "The sheet is checked and signed by somebody else than who made it.",
    ),
    "set_date_has_a_reason": Text(
        "Una fecha fijada por una persona necesita su razón y el documento que la manda.",
        "A date set by a person needs its reason and the document that orders it.",
    ),
    "by_hand_has_dates": Text(
        "Las reglas no cubren este caso: escriba al menos el final que fijó una persona.",
        "The rules do not cover this case: write at least the end that a person set.",
    ),
    "returned_with_a_reason": Text(
        "Diga por qué la devuelve: quien la hizo lo leerá.",
        "Say why you return it: who made it will read it.",
    ),
    "merged_once": Text(
        "Ese expediente ya está unido a otro: sepárelo primero.",
        "That file is already merged into another: unmerge it first.",
    ),
    "capacity_known_is_positive": Text(
        "La capacidad es un número mayor que cero; si no se conoce, déjela vacía.",
        "The capacity is a number above zero; if it is not known, leave it empty.",
    ),
    "birth_in_order": Text(
        "La fecha de nacimiento más tardía es anterior a la más temprana.",
        "The latest date of birth is before the earliest.",
    ),
    "fact_not_applying_is_empty": Text(
        "Un hecho que no puede darse en esta persona no lleva valor: quite uno de los dos.",
        "A fact that cannot exist for this person has no value: remove one of the two.",
    ),
    "one_unit_of_a_code": Text(
        "Ya hay una unidad con ese código en el centro: elija otro.",
        "There is already a unit of that code in the facility: choose another.",
    ),
    "one_cell_of_a_name": Text(
        "Ya hay una celda con ese nombre en la unidad: elija otro.",
        "There is already a cell of that name in the unit: choose another.",
    ),
    "load_confirmed_by_another": Text(
        "Una carga detenida la confirma otra persona, no quien la pidió.",
        "A stopped load is confirmed by somebody else than who asked for it.",
    ),
    "answered_after_asked": Text(
        "La respuesta no puede ser de antes del día en que se pidió: revise las dos fechas.",
        "The answer cannot be of before the day of asking: check both dates.",
    ),
    "declared_has_reason_and_end": Text(
        "Diga por qué la defiende: queda escrito.",
        "Say why you defend this person: it stays on record.",
    ),
}
_AT_ONCE = Text(
    "Otra persona acaba de anotar lo mismo: vuelva a abrir el expediente y mire qué consta.",
    "Somebody else has just recorded the same: open the file again and see what stands.",
)
_NOT_THERE = Text(
    "Algo de lo que indicó ya no está en el registro: vuelva a elegirlo.",
    "Something you named is not in the record: choose it again.",
)
_NOT_YOURS = Text(
    "Eso queda fuera de lo que su cuenta atiende: pídalo a quien lo tiene a su cargo o al registro "
    "nacional.",
    "That is outside what your account answers for: ask whoever answers for it or the national "
    "records office.",
)
_FUTURE = Text(
    "Esa fecha todavía no ha llegado: anótelo cuando haya ocurrido.",
    "That date has not come yet: record it when it has happened.",
)
LONGEST = 200
"""Years of one penalty beyond which a digit is wrong; no code read goes near it."""
_TOO_LONG = Text(
    f"La pena pasa de {LONGEST} años: revise años, meses y días.",
    f"The penalty is longer than {LONGEST} years: check years, months and days.",
)
_RANGE = Text(
    "La pena mínima según la ley pasa de la máxima: revise las dos.",
    "The least penalty by law is above the greatest: check both.",
)
_MERGED = Text(
    "Este expediente está unido a otro: trabaje en el que se conservó.",
    "This file is merged into another: work in the one that was kept.",
)
AT_ONCE = {
    "one_official_name", "one_signed_computation", "one_particulars", "one_answer_to_a_question",
    "one_open_fact", "one_open_source_record", "one_open_request", "one_person_of_a_source_number",
}  # fmt: skip
"""Constraints met only when two people write the same at one moment."""
_END_BEFORE_START = Text(
    "La fecha final es anterior a la inicial; revise las dos.",
    "The end date is before the start date; check both.",
)


class Stale(Exception):  # noqa: N818  # an answer, not a defect
    """Somebody else has written a newer version; `current` is it, or None if it was ended."""

    def __init__(self, current: Recorded | None) -> None:
        """Keeps the newer version."""
        super().__init__("stale")
        self.current = current


_within: ContextVar[bool] = ContextVar("within_an_action", default=False)


@contextmanager
def writing() -> Iterator[None]:
    """A part of the transaction that is done whole or refused in one sentence.

    At its end the verdicts of those it was about are checked again; of an action made of others,
    at the end of the whole.
    """
    within = _within.get()
    token = _within.set(True)
    try:
        with transaction.atomic():
            yield
            with connection.cursor() as cursor:  # what waits for the end is asked now
                cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
                cursor.execute("SET CONSTRAINTS ALL DEFERRED")
            if not within:
                check_marked()
    except IntegrityError as error:
        raise refusal_of(error) from error
    except ProgrammingError as error:
        if isinstance(error.__cause__, errors.InsufficientPrivilege):
            raise Refusal(_NOT_YOURS) from error
        raise
    finally:
        _within.reset(token)


def refusal_of(error: IntegrityError) -> Refusal | IntegrityError:
    """The sentence for a constraint of the database; the error itself if it has none."""
    diagnosis = getattr(error.__cause__, "diag", None)
    name = getattr(diagnosis, "constraint_name", None) or ""
    if name.endswith("_end_after_start"):
        return Refusal(_END_BEFORE_START)
    if name in AT_ONCE:
        return Refusal(_AT_ONCE)
    if isinstance(error.__cause__, errors.ForeignKeyViolation):
        return Refusal(_NOT_THERE)
    return Refusal(SENTENCES[name]) if name in SENTENCES else error


def stamp(by: Reader, at: datetime) -> dict[str, Any]:
    """Who recorded a new version, and when."""
    return {"recorded_by_id": by.user, "recorded_at": at}


def lock(person: Person) -> None:
    """Lock a person's row and read it anew, so that two desks do not act on the same day's past.

    Refusal for a file merged into another: nothing more is written there.
    """
    found = Person.objects.select_for_update(of=("self",)).get(pk=person.pk)
    for column in Person._meta.concrete_fields:
        setattr(person, column.attname, getattr(found, column.attname))
    if person.merged_into_id is not None:
        raise Refusal(_MERGED)


HAPPENED: Mapping[str, tuple[str, ...]] = {
    "Sentence": ("imposed_date", "final_date"), "Charge": ("offence_date",),
    "Order": ("issued_date",), "TimeCredit": ("start_date",), "Interruption": ("start_date",),
    "Hold": ("start_date",), "Document": ("issued_date",),
}  # fmt: skip
"""Days of a row that can only be written when they have come."""


def not_in_future(day: date, at: datetime) -> None:
    """Refusal for a day after that of `at` in Panama: what stands now must have happened."""
    if day > localdate(at):
        raise Refusal(_FUTURE)


def refuse_days_to_come(row: Recorded, said: Mapping[str, Any], at: datetime) -> None:
    """Refusal where what was imposed, issued or recognised would lie after today."""
    for name in HAPPENED.get(type(row).__name__, ()):
        if said.get(name) is not None:
            not_in_future(said[name], at)


def refuse_range(row: Recorded, said: Mapping[str, Any]) -> None:
    """Refusal of a least penalty in the law above the greatest, and of a penalty of which the ends
    would lie beyond every calendar."""
    held = {**vars(row), **said}
    low, high = (held.get(f"statutory_{end}_months") for end in ("min", "max"))
    if isinstance(row, Sentence) and (
        held["years"] + held["months"] / 12 + held["days"] / 360 > LONGEST
    ):
        raise Refusal(_TOO_LONG)
    if low is not None and high is not None and low > high:
        raise Refusal(_RANGE)


def current(model: type[Row], entity: object, version: int | None = None) -> Row:
    """The current version of an entity, locked; Stale when it is not the version expected."""
    row = model._default_manager.select_for_update(of=("self",)).filter(
        entity=entity, superseded_at=None
    ).first()  # fmt: skip
    if row is None or (version is not None and row.pk != version):
        raise Stale(row)
    return row


def supersede(row: Recorded, *, by: Reader, at: datetime) -> None:
    """Mark a version as replaced; Stale when somebody was faster."""
    done = type(row)._default_manager.filter(pk=row.pk, superseded_at=None).update(
        superseded_at=at, superseded_by_id=by.user
    )  # fmt: skip
    if not done:
        raise Stale(type(row)._default_manager.filter(
            entity=row.entity, superseded_at=None).first())  # fmt: skip


def replace(row: Row, *, by: Reader, at: datetime, **changes: Any) -> Row:
    """Supersede a version by a copy with `changes`; returns the new version."""
    supersede(row, by=by, at=at)
    return again(row, by=by, at=at, **changes)


def again(row: Row, *, by: Reader, at: datetime, **changes: Any) -> Row:
    """Insert a version like a superseded one, with `changes`."""
    kept = {
        field.attname: getattr(row, field.attname)
        for field in row._meta.concrete_fields
        if not field.attname.startswith(("superseded_", "recorded_")) and field.attname != "id"
    }
    kept["load_id"] = None
    new = type(row)(**(kept | changes | stamp(by, at)))
    new.save(force_insert=True)
    return new


def before_after(row: Recorded, changes: Mapping[str, Any]) -> dict[str, list[str | None]]:
    """What the audit row keeps of a change: codes, dates and ids, before and after."""
    return {
        name: [_plain(getattr(row, name)), _plain(value)]
        for name, value in changes.items()
        if getattr(row, name) != value
    }


def _plain(value: object) -> str | None:
    if value is None:
        return None
    return str(value.pk) if isinstance(value, models.Model) else str(value)


def update_now(person: Person, *, by: Reader, **now: Any) -> None:
    """Write a person's "now" columns, also when she leaves the reader's own facilities.

    Row-level security asks that the reader still sees the row it wrote; one who sends a person
    to another facility does not, so for this one statement the scope holds the destination too.
    """
    facility = now.get("facility_id")
    away = by.scope == "facility" and facility not in (None, *by.facilities)
    if facility is not None and away:
        enter(_with_facility(by, facility))
    Person.objects.filter(pk=person.pk).update(**now)
    if away:
        enter(by)
    for name, value in now.items():
        setattr(person, name, value)


def _with_facility(by: Reader, facility: int) -> Reader:
    return Reader(by.user, by.role, by.scope, (*by.facilities, facility), by.courts, by.classes)
