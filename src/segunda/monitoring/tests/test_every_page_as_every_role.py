"""What the permission table says is so on every page, for every role; refusals are asked first."""

import uuid

import pytest

from segunda.access.roster import ACTIONS, MANAGERS, PURPOSES, ROLES, TABLE
from segunda.access.scope import acting
from segunda.access.tests.routes import Address, not_walked, routes, unmarked, walk
from segunda.monitoring import actions, queries
from segunda.monitoring.roles import KEEPER, MEMBERS
from segunda.monitoring.tests.council import open_area, seat
from segunda.monitoring.tests.follow_up import write_commitment, write_finding
from segunda.monitoring.tests.places import enter_place
from segunda.monitoring.tests.plans import plan_visit
from segunda.monitoring.tests.test_advisory_council import advise
from segunda.monitoring.tests.test_caseload import facts as matter_facts
from segunda.monitoring.tests.test_strategic_plan import plan_down_to_priority
from segunda.monitoring.tests.visits import fill, instrument, visit
from tests.monitor.team import AT, browser, reader

db = pytest.mark.django_db(databases=["default", "refusals"])
NO_NOTE = {"public_id": uuid.UUID(int=7)}
NO_LIST = {"listing": uuid.UUID(int=7)}
ADDRESSES = (
    Address("session"),
    Address("own_account"),
    Address("change_password"),
    Address("new_codes"),
    Address("end_others", method="post"),
    Address("add_passkey", opens={404}),  # no host name with https, no passkeys
    Address("accounts"),
    Address("account_new"),
    Address("home"),
    Address("administration"),
    Address("handing_over", lambda _: {"number": 0}, opens={404}),
    Address("sheets"),
    Address("sheet", lambda _: {"name": "copiar"}),
    Address("notes"),
    Address("note_new"),
    Address("findings"),
    Address("findings_file"),
    Address("findings_list", lambda _: NO_LIST, opens={404}),
    Address("findings_list_file", lambda _: NO_LIST, opens={404}),
    Address("practices_file"),
    Address("practice_correct", lambda _: {"pk": 0}, opens={404}),
    Address("visits_file"),
    Address("visits_list", lambda _: NO_LIST, opens={404}),
    Address("visits_list_file", lambda _: NO_LIST, opens={404}),
    Address("certificates"),
    Address("certificates_file"),
    Address("finding_new"),
    Address("patterns"),
    Address("patterns_file"),
    Address("recommendations"),
    Address("recommendation_new"),
    Address("recommendations_file"),
    Address("commitments"),
    Address("commitment_new"),
    Address("practices"),
    Address("practice_new"),
    Address("plan"),
    Address("plan_year", lambda _: {"year": 2027}),
    Address("plan_file", lambda _: {"year": 2027}),
    Address("signals"),
    Address("signals_file"),
    Address("planned_new"),
    Address("strategy"),
    Address("strategy_new"),
    Address("council"),
    Address("council_file"),
    Address("council_seat"),
    Address("opinion_new"),
    Address("collaboration"),
    Address("referral_new"),
    Address("area_new"),
    Address("referral", lambda _: NO_NOTE, opens={404}),  # its writer's and the chiefs' alone
    Address("referral_field", lambda _: {**NO_NOTE, "field": "name"}, opens={404}),
    Address("referral_sheet", lambda _: NO_NOTE, opens={404}),
    Address("conflicts"),
    Address("conflict_end", lambda _: NO_NOTE, opens={404}),
    Address("places"),
    Address("places_file"),
    Address("place_new"),
    Address("reports"),
    Address("country_new"),
    Address("annual_new"),
    Address("special_new"),
    Address("entries"),
    Address("entry_new", lambda _: {"about": "staff"}),
    Address("matters"),
    Address("matter_new"),
    Address("visits"),
    Address("visit_new"),
    Address("instruments"),
    Address("instrument_new"),
    Address("packages"),
    Address("package", lambda _: {"number": 0}, opens={404}),
    Address("sent_package", lambda _: {"number": 0}, opens={404}),
)


def of_nobody(role: str) -> dict[str, object]:
    """Arguments of what does not exist: let in, and nothing found."""
    assert role
    return {"pk": 0}


def place_addresses() -> tuple[Address, ...]:
    """Pages of one place, of a list that is somebody else's, and of a plan that all may see."""
    with acting(reader("lawyer", "autora.de.lugares")) as author:
        place = enter_place(author)
        one = {"public_id": place.public_id}
        item = plan_down_to_priority(author)[0].public_id
        planned = {"public_id": plan_visit(author, place, announced=True).public_id}
    gone = {"listing": uuid.UUID(int=7)}
    return (
        Address("place", lambda _: one, lambda _: NO_NOTE),
        Address("place_correct", lambda _: one, lambda _: NO_NOTE),
        *(
            Address(name, lambda _: {"public_id": item}, lambda _: NO_NOTE)
            for name in (
                "strategy_plan",
                "strategy_file",
                "strategy_item",
                "strategy_add",
                "strategy_word",
            )
        ),
        Address("planned", lambda _: planned, lambda _: NO_NOTE),
        Address("planned_change", lambda _: planned, lambda _: NO_NOTE),
        Address("places_list", lambda _: gone, opens={404}),
        Address("places_list_file", lambda _: gone, opens={404}),
    )


def council_addresses() -> tuple[Address, ...]:
    """Pages of a member of the Council, of an opinion, of an area of collaboration."""
    with acting(reader("lawyer", "autora.del.consejo")) as author:
        seated = {"public_id": (one := seat(author)).public_id}
        advised = {"public_id": advise(one, by=author).public_id}
        area = {"public_id": open_area(author).public_id}
    return (
        Address("council_member", lambda _: seated, lambda _: NO_NOTE),
        Address("council_correct", lambda _: seated, lambda _: NO_NOTE),
        Address("opinion", lambda _: advised, lambda _: NO_NOTE),
        Address("area", lambda _: area, lambda _: NO_NOTE),
    )


def follow_up_addresses() -> tuple[Address, ...]:
    """Pages of one finding, recommendation, addressee, commitment."""
    with acting(reader("lawyer", "autora.de.hallazgos")) as author:
        found = write_finding(author)
        agreed = write_commitment(author)
        first = queries.recommendations(user=author, today=AT.date())[0]
        sent = queries.recommendations(user=author, today=AT.date())[1].standings[0].addressee
        actions.note_sent(sent, sent_on=AT.date(), today=AT.date(), by=author, at=AT)
    finding = {"public_id": found.public_id}
    recommendation = {"public_id": first.one.public_id}
    addressee = {"pk": first.standings[0].addressee.pk}
    return (
        Address("finding", lambda _: finding, lambda _: NO_NOTE),
        Address("finding_correct", lambda _: finding, lambda _: NO_NOTE),
        Address("recommendation", lambda _: recommendation, lambda _: NO_NOTE),
        Address("recommendation_word", lambda _: recommendation, lambda _: NO_NOTE),
        Address("recommendation_send", lambda _: recommendation, lambda _: NO_NOTE, opens={302}),
        Address("recommendation_repeat", lambda _: recommendation, lambda _: NO_NOTE),
        Address("addressee_sent", lambda _: addressee, lambda _: {"pk": 0}),
        Address("addressee_sent_correct", lambda _: {"pk": sent.pk}, lambda _: {"pk": 0}),
        Address("addressee_reply", lambda _: addressee, lambda _: {"pk": 0}),
        Address("addressee_assess", lambda _: addressee, lambda _: {"pk": 0}),
        Address("commitment", lambda _: {"public_id": agreed.public_id}, lambda _: NO_NOTE),
    )


def report_addresses() -> tuple[Address, ...]:
    """Pages of one report and of one fact of the country sheet."""
    with acting(reader("lawyer", "autora.de.informes")) as author:
        asked = queries.AskedReport("country", AT.date())
        one = actions.make_report(asked, today=AT.date(), by=author, at=AT)
        copy = actions.print_copy(one, language="es", form="docx", by=author, at=AT)
        fact = {"public_id": queries.entries(user=author)[0].public_id}
    own = {"public_id": one.public_id}
    return (
        Address("report", lambda _: own, lambda _: NO_NOTE),
        Address("report_print", lambda _: own, lambda _: NO_NOTE, opens={302}),
        Address("report_flags", lambda _: own, lambda _: NO_NOTE),
        Address("report_public", lambda _: own, lambda _: NO_NOTE),
        Address("report_counts", lambda _: own, lambda _: NO_NOTE, opens={302}),
        Address("report_publish", lambda _: own, lambda _: NO_NOTE, opens={302}),
        Address("report_flag", lambda _: {**own, "number": 1}, lambda _: {**own, "number": 999}),
        Address("report_source", lambda _: {**own, "number": 1}, lambda _: {**own, "number": 999}),
        Address("report_copy", lambda _: {**own, "number": copy.pk},
                lambda _: {**own, "number": 0}),
        Address("entry", lambda _: fact, lambda _: NO_NOTE),
        Address("entry_correct", lambda _: fact, lambda _: NO_NOTE),
    )  # fmt: skip


def matter_addresses() -> tuple[Address, ...]:
    """Pages of one matter of the caseload."""
    with acting(reader("lawyer", "lleva")) as author:
        one = actions.open_matter(facts=matter_facts(author), by=author, at=AT)
    there = {"public_id": one.public_id}
    return tuple(
        Address(name, lambda _: there, lambda _: NO_NOTE)
        for name in ("matter", "matter_change", "matter_link")
    )


def visit_addresses() -> tuple[Address, ...]:
    """Pages of one visit, of what was filled and kept on it, of an instrument."""
    with acting(reader("lawyer", "visitadora")) as author:
        there = visit(author, enter_place(author, name="Puesto ficticio"), days=-1)
        version = instrument(author)
        filled = fill(author, there, version, {"cell/isolated": "no"})
        kept = actions.attach(there, section="general", title="Techo", by=author, at=AT,
                              content=b"%PDF-1.7")  # fmt: skip
        place = {"public_id": there.place.public_id}
    one, number = {"public_id": there.public_id}, {"number": version.pk}
    of_form = {"public_id": filled.public_id}
    no_part = {**NO_NOTE, "part": 1}
    return (
        Address("visit_report_new", lambda _: one, lambda _: NO_NOTE),
        Address("visit", lambda _: one, lambda _: NO_NOTE),
        Address("visit_change", lambda _: one, lambda _: NO_NOTE),
        Address("visit_record", lambda _: one, lambda _: NO_NOTE),
        Address("asked_new", lambda _: one, lambda _: NO_NOTE),
        Address("asked", lambda _: NO_NOTE, opens={404}),
        Address("visit_attach", lambda _: one, lambda _: NO_NOTE),
        Address("form_start", lambda _: {**one, **number}, lambda _: {**NO_NOTE, **number},
                opens={302}),
        Address("attachment", lambda _: {"public_id": kept.public_id}, lambda _: NO_NOTE),
        Address("draft", lambda _: NO_NOTE, opens={404}),
        Address("draft_take", lambda _: NO_NOTE, opens={404}),
        Address("draft_part", lambda _: no_part, opens={404}),
        Address("filled", lambda _: of_form, lambda _: NO_NOTE),
        Address("filled_correct", lambda _: of_form, lambda _: NO_NOTE, opens={302}),
        Address("certificate", lambda _: NO_NOTE, opens={404}),
        Address("instrument", lambda _: number, lambda _: {"number": 0}),
        Address("instrument_use", lambda _: number, lambda _: {"number": 0}, opens={302}),
        Address("instrument_paper", lambda _: number, lambda _: {"number": 0}),
        Address("instrument_book", lambda _: number, lambda _: {"number": 0}),
        Address("place_trends", lambda _: place, lambda _: NO_NOTE),
    )  # fmt: skip


@db
def test_every_route_as_every_role() -> None:
    with acting(reader("lawyer", "autora")) as author:
        one = actions.write_note(section="general", title="t", text="x", by=author, at=AT)
    own = {"public_id": one.public_id}
    kind = {"kind": "password"}
    more = (
        Address("note", lambda _: own, lambda _: NO_NOTE),
        Address("note_correct", lambda _: own, lambda _: NO_NOTE),
        *follow_up_addresses(),
        *visit_addresses(),
        *matter_addresses(),
        *place_addresses(),
        *council_addresses(),
        *report_addresses(),
        Address("account", of_nobody, opens={404}),
        Address("account_ask", lambda _: {"pk": 0, **kind}, opens={404}),
        Address("place_add", of_nobody, method="post", opens={404}),
        Address("place_end", of_nobody, method="post", opens={404}),
        Address("proposal", of_nobody, opens={404}),
    )
    assert walk((*ADDRESSES, *more), browser) == []
    assert not_walked((*ADDRESSES, *more)) == set()


def test_every_route_has_an_action_or_is_public() -> None:
    assert unmarked() == []
    asked = {action for _, page in routes() if (action := getattr(page, "action", ""))}
    assert asked <= set(ACTIONS)


def test_every_action_is_somebodys_and_every_row_has_a_purpose() -> None:
    assert {action for _, action in TABLE} == set(ACTIONS)
    assert {role for role, _ in TABLE} == set(ROLES)
    assert all(row.purposes and set(row.purposes) <= set(PURPOSES) for row in TABLE.values())


def test_only_director_and_deputy_make_accounts() -> None:
    assert {"director", "deputy"} == MANAGERS


def test_whoever_keeps_the_computer_meets_no_content() -> None:
    mine = {action for role, action in TABLE if role == KEEPER}
    assert mine == {"home.read", "administration.read", "sheet.read"}
    assert KEEPER not in MEMBERS


def test_health_is_read_by_health_professionals_alone() -> None:
    readers = {role.code for role in ROLES.values() if role.sealed}
    assert readers == {"doctor", "psychologist"}
    assert ROLES["director"].classes == ("ordinary",)


def test_no_role_of_the_state_is_known_here() -> None:
    assert not {"system_administrator", "data_protection_officer", "records_clerk"} & set(ROLES)


@db
def test_a_stranger_is_sent_to_sign_in() -> None:
    from django.test import Client

    assert Client().get("/notas/")["Location"] == "/entrar/?next=/notas/"
