"""The village: about 40 invented people in 3 facilities, the only fixture world. FICTICIO.

`build()` writes it through the record's own actions, so that every test stands on what the
program itself can do. Names are combined from lists; documents bear province 99.
"""

from dataclasses import dataclass, field
from datetime import date

from segunda.access.models import Assignment, User
from segunda.access.scope import JOBS, Reader, acting, reader_of
from segunda.registry import actions
from segunda.registry.actions import Admission
from segunda.registry.actions.write import writing
from segunda.registry.models import Court, Facility, Person, Unit
from tests.village.day import NOON

WHO = (  # role, account, facility or court
    ("records_clerk", "registro.norte", "norte"),
    ("facility_director", "direccion.norte", "norte"),
    ("board_secretary", "junta.norte", "norte"),
    ("board_member", "vocal.norte", "norte"),
    ("social_worker", "social.norte", "norte"),
    ("health_staff", "salud.norte", "norte"),
    ("instructor", "taller.norte", "norte"),
    ("records_clerk", "registro.sur", "sur"),
    ("facility_director", "direccion.sur", "sur"),
    ("trial_judge", "garantias.1", "garantias-1"),
    ("compliance_judge", "cumplimiento.1", "cumplimiento-1"),
    ("compliance_clerk", "secretaria.cumplimiento", "cumplimiento-1"),
    ("public_defender", "defensa.ana", ""),
    ("public_defender", "defensa.luis", ""),
    ("statistician", "estadistica", ""),
    ("data_protection_officer", "datos", ""),
    ("system_administrator", "cuentas", ""),
    ("national_records", "nacional", ""),
    ("national_records", "nacional.dos", ""),
)
WOMEN = "Yaneth Peña|Marta Quirós|Nilka Ábrego|Rosa Ñuñez|Ofelia Batista|Itzel De León|Dalys Moreno"
MEN = "Omar Aguilar|Julio Smith|Rafael Ureña|Félix Barría|Gabriel Cedeño|Tomás Guerra|Iván Ríos"
SURNAMES = "Santos|Vega|Pinto|Lasso"


@dataclass
class Village:
    """The places, accounts and people, by name."""

    facilities: dict[str, Facility] = field(default_factory=dict)
    courts: dict[str, Court] = field(default_factory=dict)
    units: dict[str, Unit] = field(default_factory=dict)
    users: dict[str, User] = field(default_factory=dict)
    people: dict[str, Person] = field(default_factory=dict)

    def reader(self, account: str) -> Reader:
        """The reader an account is, as a page would see it."""
        return reader_of(self.users[account])


def build() -> Village:
    """Write the village into an empty record and return it."""
    village = Village()
    with acting(JOBS):
        _places(village)
    _accounts(village)
    clerk = village.reader("nacional")
    with acting(clerk), writing():  # one action made of others: all are judged once, at its end
        _units(village, clerk)
        for number, (name, sex, facility) in enumerate(_everybody(), start=1):
            village.people[name] = _admit(village, clerk, number, name, sex, facility)
    return village


def found() -> Village:
    """The village as it stands in the record now."""
    village = Village()
    village.facilities = {f.code: f for f in Facility.objects.all()}
    village.courts = {c.code: c for c in Court.objects.all()}
    village.units = {u.code: u for u in Unit.objects.all()}
    village.users = {u.username: u for u in User.objects.all()}
    with acting(village.reader("nacional")):
        village.people = {p.full_name: p for p in Person.objects.all()}
    return village


def _places(village: Village) -> None:
    for code, name, kind in (
        ("norte", "Centro Norte (ficticio)", "women"),
        ("sur", "Centro Sur (ficticio)", "men"),
        ("este", "Centro Este (ficticio)", "mixed"),
    ):
        village.facilities[code] = Facility.objects.create(
            code=code, name=name, sort_name=name.lower(), kind=kind, province="Panamá"
        )
    for code, name, kind in (
        ("garantias-1", "Juzgado de Garantías 1 (ficticio)", "guarantee"),
        ("cumplimiento-1", "Juzgado de Cumplimiento 1 (ficticio)", "compliance"),
    ):
        village.courts[code] = Court.objects.create(code=code, name=name, kind=kind)


def _accounts(village: Village) -> None:
    for role, account, place in WHO:
        user = User.objects.create_user(
            account, None, name=f"{account} (ficticio)", role=role, created_at=NOON
        )  # fmt: skip
        village.users[account] = user
        where = village.facilities.get(place) or village.courts.get(place)
        if where is not None:
            kind = "facility" if place in village.facilities else "court"
            Assignment.objects.create(user=user, kind=kind, place=where.pk, start_at=NOON)


def _units(village: Village, clerk: Reader) -> None:
    for code, name, kind in (("a", "Pabellón A", "women"), ("b", "Pabellón B", "women")):
        village.units[code] = actions.add_unit(
            facility=village.facilities["norte"], code=code, name=name, kind=kind,
            by=clerk, at=NOON,
        )  # fmt: skip
    for code, places in (("norte", 12), ("este", None)):
        actions.set_capacity(
            facility=village.facilities[code], places=places, start_date=date(2020, 1, 1),
            by=clerk, at=NOON, source="ficticio",
        )  # fmt: skip


def _everybody() -> list[tuple[str, str, str]]:
    """(full name, sex, facility): 14 women in Norte, 14 men in Sur, 12 of both in Este."""
    women, men, last = WOMEN.split("|"), MEN.split("|"), SURNAMES.split("|")
    norte = [(f"{w} {last[n]}", "F", "norte") for n in (0, 1) for w in women]
    sur = [(f"{m} {last[n]}", "M", "sur") for n in (0, 1) for m in men]
    este = [(f"{w} {last[2]}", "F", "este") for w in women[:6]]
    este += [(f"{m} {last[2]}", "M", "este") for m in men[:6]]
    return [*norte, *sur, *este]


def _admit(
    village: Village, clerk: Reader, number: int, name: str, sex: str, facility: str
) -> Person:
    given, _, surnames = name.partition(" ")
    started = date(2022, 1 + number % 12, 1 + number % 27)
    admission = Admission(
        surnames=surnames, given_names=given, sex=sex, facility=village.facilities[facility],
        unit=village.units["a"] if facility == "norte" else None,
        start_date=started, status="pretrial",
        birth=(date(1960 + number, 5, 14), date(1960 + number, 5, 14)),
        nationality="Panamá", number=("cédula", f"99-{number:04d}-{number:06d}"),
    )  # fmt: skip
    person = actions.admit_person(admission, by=clerk, at=NOON)
    if number % 2:
        actions.change_status(
            person=person, status="sentenced_final", start_date=date(2023, 6, 1), by=clerk,
            at=NOON, document="FIC-SENT",
        )  # fmt: skip
        actions.record_sentence(
            person=person, imposed_date=date(2023, 6, 1), years=5, by=clerk, at=NOON
        )
    return person
