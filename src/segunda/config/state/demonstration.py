"""The demonstration: an invented register, one account per role, everything marked FICTICIO.

Filled once, as the jobs role, into a record with nobody in it; never among real people.
"""

import sys
from collections.abc import Callable, Iterator
from datetime import datetime
from itertools import count
from pathlib import Path

from django.conf import settings
from django.utils import timezone

from segunda.access.clock import today
from segunda.access.models import Assignment, User
from segunda.access.role import Role
from segunda.access.roles import ROLES
from segunda.access.scope import JOBS, acting
from segunda.config.state.demonstration_work import Desks, begin_work
from segunda.law.text import Refusal, Text
from segunda.programmes.demo import Desk, invent_days
from segunda.programmes.models import Enrolment, Redemption
from segunda.registry.actions import record_case
from segunda.registry.demo.files import write_register
from segunda.registry.keeping import check_everybody
from segunda.registry.loading.demonstration import STEPS, load_demonstration
from segunda.registry.models import Court, Facility, Person

PASSWORD = "demostracion-segunda"  # noqa: S105 (shown on the sign-in page of a demonstration)
SEED = 2024
FACILITY, COURT = "cefere", "cumplimiento-1"
CASES = 20
COURTS = (
    ("cumplimiento-1", "Juzgado de Cumplimiento 1 (ficticio)", "compliance"),
    ("garantias-1", "Juzgado de Garantías 1 (ficticio)", "guarantee"),
)


def fill(folder: Path, *, seed: int = SEED) -> None:
    """Write the demonstration register into an empty record; nothing to do when it is there."""
    at = timezone.now()
    with acting(JOBS):
        there = Person.objects.exists()
    if there and User.objects.filter(username=_name(ROLES["records_clerk"])).exists():
        return
    if there or not settings.DEMONSTRATION:
        raise Refusal(_NOT_EMPTY)
    tell = tell_in_turn()
    tell(_INVENTED)
    if not (folder / "persons.parquet").exists():
        write_register(seed, folder, xlsx=False)
    load_demonstration(folder, at=at, tell=tell)
    tell(_ACCOUNTS)
    with acting(JOBS):
        _accounts(at)
        _programmes(at)
        _cases(at)
    tell(_CHECKED)
    check_everybody("first")
    tell(_BEGUN)
    _work(at)


_INVENTED = Text("Inventar 50 mil personas", "Inventing 50 thousand people")
_ACCOUNTS = Text("Cuentas, talleres y clases", "Accounts, workshops and classes")
_CHECKED = Text("Qué puede pedir cada una, y cuándo", "What each may ask for, and when")
_BEGUN = Text("Lo que espera en cada mesa", "What waits on each desk")
_TURNS = len(STEPS) + 4


def tell_in_turn() -> Callable[[Text], None]:
    """What tells each step to whoever waits: two minutes are long without a word."""
    numbers: Iterator[int] = count(1)

    def tell(step: Text) -> None:
        print(f"  {next(numbers)}/{_TURNS} {step.es} / {step.en} …", file=sys.stderr, flush=True)

    return tell


_NOT_EMPTY = Text(
    "El registro no está vacío o no es de demostración: las personas inventadas no se cargan en "
    "él. Use otra carpeta con SEGUNDA_HOME.",
    "The record is not empty or not a demonstration: invented people are not loaded into it. Use "
    "another folder with SEGUNDA_HOME.",
)


def _accounts(at: datetime) -> None:
    """One account per role, its facility or court assigned, all with the password shown."""
    for code, name, kind in COURTS:
        Court.objects.get_or_create(code=code, defaults={"name": name, "kind": kind})
    places = {
        "facility": Facility.objects.get(code=FACILITY).pk,
        "court": Court.objects.get(code=COURT).pk,
    }
    for role in ROLES.values():
        user = User.objects.create_user(
            _name(role), PASSWORD, name=f"{role.name.es} (ficticio)", role=role.code, created_at=at
        )
        if role.scope in places:
            Assignment.objects.create(
                user=user, kind=role.scope, place=places[role.scope], start_at=at
            )


def _programmes(at: datetime) -> None:
    """Three months of workshops and classes in the facility of the accounts."""
    who = {code: User.objects.get(username=_name(ROLES[code])).pk
           for code in ("instructor", "facility_director")}  # fmt: skip
    invent_days(
        facility=Facility.objects.get(code=FACILITY).pk, today=today(), by=JOBS, at=at,
        desk=Desk(who["instructor"], who["facility_director"]),
    )  # fmt: skip


def _cases(at: datetime) -> None:
    """Cases before the court of the accounts: without them its judge and clerk see nobody."""
    court = Court.objects.get(code=COURT)
    asked = Redemption.objects.values_list("person", flat=True)
    enrolled = Enrolment.objects.exclude(person__in=asked).values_list("person", flat=True)
    chosen = [*asked, *enrolled.order_by("person").distinct()[:CASES]]
    people = Person.objects.filter(pk__in=chosen).order_by("pk")
    for number, person in enumerate(people, start=1):
        record_case(person=person, court=court, number=f"FIC-CAUSA-{number}", by=JOBS, at=at)


def _work(at: datetime) -> None:
    """Clients, papers, a dispute, a computation (demonstration_work.py)."""
    with acting(JOBS):
        facility, court = Facility.objects.get(code=FACILITY).pk, Court.objects.get(code=COURT)
        accounts = {user.role: user for user in User.objects.all()}
    begin_work(facility=facility, court=court, desks=Desks(accounts, today(), at))


def _name(role: Role) -> str:
    return role.code.replace("_", ".")


def shown_accounts() -> list[tuple[Text, str, str]]:
    """(role, username, password) for the sign-in page of a demonstration; empty otherwise."""
    if not settings.DEMONSTRATION:
        return []
    return [(role.name, _name(role), PASSWORD) for role in ROLES.values()]
