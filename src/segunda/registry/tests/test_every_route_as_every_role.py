"""Every page of the record as every role, on a person in its reach and one outside: the table."""

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.utils import timezone

from segunda.access.models import Listing
from segunda.access.scope import JOBS, acting
from segunda.access.table import permission
from segunda.access.tests.routes import Address, Named, not_walked, routes, walk
from segunda.registry import actions
from segunda.registry.actions.corrections import KINDS
from segunda.registry.models import (
    Appointment,
    Computation,
    Court,
    Dispute,
    Hold,
    ListExport,
    Load,
    Merge,
    Person,
    Release,
    StoredFile,
)
from segunda.registry.tests.pages import ACCOUNT, browser_of
from tests.village.day import NOON
from tests.village.people import Village

pytestmark = pytest.mark.django_db(databases=["default", "refusals"])
HERS, ANOTHERS = "Yaneth Peña Santos", "Omar Aguilar Santos"
ABOUT_A_PERSON = (
    "person", "person_law", "person_history", "person_everything", "person_everything_file",
    "person_readmit", "person_questions", "person_move", "person_status", "person_correct",
    "person_family", "person_fact", "person_disputes", "person_justice", "person_release",
    "person_merge", "person_readers", "person_papers", "person_letters",
    "person_petitions",
    "person_sheet", "person_sheet_pdf", "person_sheet_hand", "person_computation",
    "person_computation_pdf", "person_computation_keep",
)  # fmt: skip
WITHOUT_ARGUMENTS = ("home", "people", "admission", "facilities", "census", "clients",
                     "appointments", "loads", "load_new", "inbox", "changes", "leavers",
                     "reviews", "wall", "wall_file", "law_changes",
                     "papers", "recommendations", "recommendations_waiting",
                     "recommendation_take")  # fmt: skip
ABOUT_A_RECOMMENDATION = ("recommendation", "recommendation_assign", "recommendation_answer")
AMENDED = {
    "justice_row": ("case", "charge", "sentence", "credit", "interruption", "order", "hold"),
    "custody_row": ("custody",), "placement_row": ("placement",), "status_row": ("status",),
}  # fmt: skip
LOADS = (
    ("load", "get"), ("load_pairing", "get"), ("load_sheet", "get"), ("load_paint", "post"),
    ("load_start", "post"),
    ("load_confirm", "post"), ("load_again", "post"),
)  # fmt: skip
ANSWERED = {200, 302, 400, 404, 409}  # let in: what it then says of this file is tested elsewhere
BY: dict[str, Any] = {"by": JOBS, "at": NOON}


class Things:
    """What the addresses are about, made anew when a walk has used it up."""

    def __init__(self, village: Village) -> None:
        self.village, self.began = village, timezone.now()
        self.hers, self.anothers = village.people[HERS], village.people[ANOTHERS]

    def reach(self) -> None:
        """Her file lies in the reach of the courts and of one defender too."""
        for court in ("garantias-1", "cumplimiento-1"):
            actions.record_case(
                person=self.hers, court=self.village.courts[court], number="1", **BY
            )
        clerk = self.village.reader("secretaria.cumplimiento")
        with acting(clerk):
            actions.record_appointment(
                person=self.hers, defender=self.village.users["defensa.ana"], by=clerk, at=NOON
            )

    def dispute(self, person: Person) -> object:
        row = Dispute.objects.filter(person=person, superseded_at=None).first()
        return (row or actions.raise_dispute(
            person=person, about="identity", claim="x", raised_date=date(2024, 6, 1), **BY
        )).entity  # fmt: skip

    def hold(self, person: Person) -> object:
        row = Hold.objects.filter(person=person, superseded_at=None).first()
        return (row or actions.record_hold(
            person=person, kind="warrant", authority="x", reference="1", **BY
        )).entity  # fmt: skip

    def release(self, person: Person) -> object:
        row = Release.objects.filter(person=person, superseded_at=None, state="proposed").first()
        if row is None:
            stay = person.custodyperiod_set.get(superseded_at=None)
            row = Release.objects.create(
                person=person, custody=stay.entity, end_date=date(2024, 6, 30),
                end_kind="escape", recorded_at=NOON,
            )  # fmt: skip
        return row.entity

    def row(self, kind: str, person: Person) -> object:
        """A row of a kind that one may correct, entered if there is none."""
        found = KINDS[kind].model._default_manager.filter(person=person, superseded_at=None)
        return (found.order_by("pk").last() or self._enter(kind, person)).entity

    def _enter(self, kind: str, person: Person) -> Any:
        about: dict[str, Any] = {"person": person, **BY}
        day = date(2024, 6, 1)
        made: dict[str, Callable[[], Any]] = {
            "case": lambda: actions.record_case(court=_foreign_court(), number="9", **about),
            "charge": lambda: actions.record_charge(offence="x", **about),
            "credit": lambda: actions.record_credit(kind="work", days=1, **about),
            "interruption": lambda: actions.record_interruption(
                kind="escape", start_date=day, **about),
            "order": lambda: actions.record_order(
                kind="other", number="1", issued_date=day, **about),
            "hold": lambda: actions.record_hold(
                kind="warrant", authority="x", reference="1", **about),
            "sentence": lambda: _sentenced(person, day),
        }  # fmt: skip
        return made[kind]()

    def computation(self, person: Person) -> object:
        """A computation that waits to be checked, written as nobody in particular."""
        row = Computation.objects.filter(person=person, state="proposed").first()
        if row is None:
            row = Computation.objects.create(
                person=person, as_of=date(2024, 6, 1), results="[]", law="0" * 64,
                inputs='{"as_of":"2024-06-01","case":null,"manual":[],"beside":[]}',
                recorded_at=NOON,
            )  # fmt: skip
        return row.entity

    def merge(self, person: Person) -> object:
        row = Merge.objects.filter(kept=person, superseded_at=None).first()
        if row is None:
            other = Person.objects.create(
                public_id=uuid4(), created_at=NOON, surnames="Otra", given_names="Otra",
                sort_name="otra", facility=person.facility,
            )  # fmt: skip
            row = actions.merge_people(kept=person, merged=other, **BY)
        return row.entity

    def appointment(self, person: Person) -> object:
        luis = self.village.reader("defensa.luis")
        with acting(luis):
            row = Appointment.objects.filter(person=person, superseded_at=None,
                                             confirmed_at=None).first()  # fmt: skip
            return (row or actions.declare_client(
                person_id=person.pk, reason="x", by=luis, at=self.began,
                defender=self.village.users["defensa.luis"],
            )).entity  # fmt: skip

    def load(self, account: str) -> int:
        """A file that an account has brought, waiting."""
        user = self.village.users[account]
        found = Load.objects.filter(asked_by=user).first()
        if found is not None:
            return int(found.pk)
        file = StoredFile.objects.create(
            sha256="0" * 64, name="f.csv", size=3, content=b"a,b", stored_at=NOON, stored_by=user
        )
        return int(Load.objects.create(
            file=file, source="f", mapping_name="m", file_date=date(2024, 6, 1), whole=False,
            asked_at=NOON, asked_by=user,
        ).pk)  # fmt: skip

    def listing(self, account: str, kind: str = "people") -> object:
        """A kept list of an account."""
        now, user = timezone.now(), self.village.users[account]
        query = {
            "people": {"state": "held"},
            "letters": {"lines": [f"{self.hers.public_id}.judgment"]},
            "leavers": {"rule": "PA-CP-112", "answer": "0", "purpose": _purpose(user.role)},
        }
        return Listing.objects.create(
            user=user.pk, kind=kind, query=query[kind], purpose=_purpose(user.role), made_at=now,
            until=now + timedelta(hours=1),
        ).pk  # fmt: skip

    def export(self, account: str) -> object:
        """A list an account has taken out."""
        now, user = timezone.now(), self.village.users[account]
        return ListExport.objects.create(
            asked_by=user, asked_at=now, until=now + timedelta(hours=1), language="es",
            purpose=_purpose(user.role), query={"which": {}, "es": "x", "en": "x"}, order="name",
        ).pk  # fmt: skip


def addresses(things: Things) -> list[Address]:
    """Every route of the record with what it is about, in reach and outside."""

    def of(name: str, make: Callable[[Person], object], **more: Any) -> Address:
        return Address(
            name,
            lambda _: _named("entity", make, things.hers),
            lambda _: _named("entity", make, things.anothers),
            **more,
        )

    def amended(name: str, kind: str) -> Iterator[Address]:
        """The pages that correct and withdraw a row; of a case, only after all others."""
        for page in (name, f"{name}_withdraw"):
            yield Address(
                page,
                lambda _: {"kind": kind} | _named("entity", lambda p: things.row(kind, p),
                                                  things.hers),
                lambda _: {"kind": kind} | _named("entity", lambda p: things.row(kind, p),
                                                  things.anothers),
            )  # fmt: skip

    def post(name: str, make: Callable[[Person], object]) -> Address:
        return of(name, make, method="post", opens={400})  # let in; without a key nothing is done

    about = [
        Address(name, lambda _: {"public_id": things.hers.public_id},
                lambda _: {"public_id": things.anothers.public_id})
        for name in ABOUT_A_PERSON
    ]  # fmt: skip
    places = [
        Address(name, lambda _: {"code": "norte"}, lambda role: {"code": elsewhere(role)})
        for name in ("facility", "facility_edit")
    ]
    loads = [
        Address(name, lambda role: _load(things, ACCOUNT[role]),
                lambda _: _load(things, "nacional"), method, opens=ANSWERED)
        for name, method in LOADS
    ]  # fmt: skip
    judgment = {"paper": "judgment"}
    papers = [
        Address("paper", lambda _: judgment), Address("paper_ask", lambda _: judgment),
        Address("paper_letter", lambda _: {"office": "court"}),
        Address("office_letter", lambda _: {"office": "court"}),
        Address("letters", lambda role: {"listing": _listing(things, ACCOUNT[role], "letters")},
                lambda _: {"listing": _listing(things, "nacional.dos", "letters")}),
        Address("letter_file", lambda role: _letter_file(things, ACCOUNT[role]),
                lambda _: _letter_file(things, "nacional.dos")),
        Address("person_paper", lambda _: {"public_id": things.hers.public_id, **judgment},
                lambda _: {"public_id": things.anothers.public_id, **judgment}),
    ]  # fmt: skip
    return [
        Address("person_computation_file",
                lambda _: {"public_id": things.hers.public_id, "kind": "csv"},
                lambda _: {"public_id": things.anothers.public_id, "kind": "csv"}),
        *papers, *(Address(name) for name in WITHOUT_ARGUMENTS), *about, *places, *loads,
        Address("person_petition", lambda _: {"public_id": things.hers.public_id},
                lambda _: {"public_id": things.anothers.public_id}, "post",
                {"camino": "PA-CP-065", "documento": "peticion-docx"}),
        Address("person_rows", lambda _: {"public_id": things.hers.public_id},
                lambda _: {"public_id": things.anothers.public_id}, opens={200, 404}),
        *(Address(name, lambda _: {"public_id": uuid4()}, opens={404})
          for name in ABOUT_A_RECOMMENDATION),
        Address("review", lambda _: {"what": "pena-cumplida"}),
        Address("law_change", lambda _: {"change": 0}, opens={404}),
        Address("law_change_decide", lambda _: {"change": 0}, opens={404}),
        Address("review_export", lambda _: {"what": "detencion"}, method="post", opens={400}),
        Address("settlement", lambda _: {"settlement_id": 0}, opens={404}),
        Address("work", lambda _: {"what": "egresos"}, opens={200, 404}),
        Address("purpose", method="post", data={"purpose": "custody"}, opens={302, 404}),
        Address("people_list", lambda role: {"listing": _listing(things, ACCOUNT[role])},
                lambda _: {"listing": _listing(things, "nacional.dos")}),
        *_leaving(things),
        of("computation_kept", things.computation),
        of("computation_kept_pdf", things.computation), of("computation_check", things.computation),
        post("computation_withdraw", things.computation),
        of("person_dispute", things.dispute), of("hold_end", things.hold),
        of("release_confirm", things.release), post("release_withdraw", things.release),
        *(address for name, kinds in AMENDED.items() for kind in kinds
          for address in amended(name, kind)),
        post("unmerge", things.merge), post("appointment_confirm", things.appointment),
    ]  # fmt: skip


def _foreign_court() -> Court:
    """A court of nobody here: its cases bring no file into anybody's reach."""
    about = {"name": "Juzgado ajeno (ficticio)", "kind": "trial"}
    return Court.objects.get_or_create(code="ajeno", defaults=about)[0]


def _sentenced(person: Person, day: date) -> Any:
    actions.change_status(person=person, status="sentenced_final", start_date=day, **BY)
    return actions.record_sentence(person=person, imposed_date=day, years=1, **BY)


def elsewhere(role: str) -> str:
    """A facility outside a role's reach; who counts for the country has none but an unknown one."""
    return "ninguno" if role == "statistician" else "sur"


def _named(name: str, make: Callable[[Person], object], person: Person) -> dict[str, object]:
    with acting(JOBS):
        return {name: make(person)}


def _load(things: Things, account: str) -> Named:
    with acting(JOBS):
        return {"load_id": things.load(account)}


def _listing(things: Things, account: str, kind: str = "people") -> object:
    with acting(things.village.reader(account)):
        return things.listing(account, kind)


def _letter_file(things: Things, account: str) -> Named:
    """Her one letter, if an account still sees that the paper is asked for."""
    with acting(JOBS):
        person = things.hers
        actions.ask_paper(people=[person], paper="judgment", asked_date=date(2024, 6, 1),
                          asked_how="letter", **BY)  # fmt: skip
    return {"listing": _listing(things, account, "letters"), "number": 1, "kind": "docx"}


def _leaving(things: Things) -> list[Address]:
    """The lists of who may leave, and what is taken out of them: one's own, and another's."""

    def listed(account: str) -> Named:
        return {"listing": _listing(things, account, "leavers")}

    def taken(account: str, **more: str) -> Named:
        with acting(things.village.reader(account)):
            return {"export": things.export(account), **more}

    return [
        Address("leavers_list", lambda role: listed(ACCOUNT[role]),
                lambda _: listed("nacional.dos")),
        Address("leavers_export_ask", lambda role: listed(ACCOUNT[role]),
                lambda _: listed("nacional.dos"), "post", opens={400}),
        Address("leavers_export", lambda role: taken(ACCOUNT[role]),
                lambda _: taken("nacional.dos")),
        Address("leavers_file", lambda role: taken(ACCOUNT[role], kind="csv"),
                lambda _: taken("nacional.dos", kind="csv"), opens={404}),
    ]  # fmt: skip


def _purpose(role: str) -> str:
    """A purpose of the role; any, where it may not list."""
    row = permission(role, "leavers.list")
    return row.purposes[0] if row else "custody"


@pytest.fixture
def things(village: Village) -> Things:
    made = Things(village)
    with acting(JOBS):
        made.reach()
    return made


def test_every_route_as_every_role_in_and_out_of_reach(village: Village, things: Things) -> None:
    def browser(role: str) -> Client:
        return browser_of(village, ACCOUNT[role])

    assert walk(addresses(things), browser) == []


def test_no_page_of_the_record_is_left_out_of_the_walk(things: Things) -> None:
    own = {name for name, page in routes()
           if page.__module__.startswith("segunda.registry.views.")}  # fmt: skip
    assert own
    assert own & not_walked(addresses(things)) == set()


def test_a_list_kept_by_one_is_nobody_elses(village: Village, things: Things) -> None:
    address = f"/personas/lista/{_listing(things, 'nacional')}/"
    assert browser_of(village, "nacional").get(address).status_code == 200
    assert browser_of(village, "nacional.dos").get(address).status_code == 404


def test_work_of_other_roles_is_not_there(village: Village) -> None:
    assert browser_of(village, "social.norte").get("/pendientes/egresos/").status_code == 404
    assert browser_of(village, "direccion.norte").get("/pendientes/egresos/").status_code == 200


@pytest.mark.parametrize(("hours", "status"), [(71, 200), (73, 404)])
def test_a_declared_defence_opens_a_file_for_72_hours(
    village: Village, hours: int, status: int
) -> None:
    person, luis = village.people[HERS], browser_of(village, "defensa.luis")
    address = f"/personas/{person.public_id}/"
    assert luis.get(address).status_code == 404
    by = village.reader("defensa.luis")
    with acting(by):
        actions.declare_client(
            person_id=person.pk, reason="audiencia", by=by, defender=village.users["defensa.luis"],
            at=timezone.now() - timedelta(hours=hours),
        )  # fmt: skip
    assert luis.get(address).status_code == status
