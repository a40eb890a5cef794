"""The second wall: the application's role forgets every WHERE and sees nothing that is not its own.

The table of tables is read from the catalogue, so a table added later is tested too.
"""

from collections.abc import Callable
from datetime import date

import pytest
from django.utils import timezone

from segunda.access import audit
from segunda.access.scope import JOBS, acting
from segunda.law.text import Refusal
from segunda.registry import actions
from segunda.registry.models import (
    Merge,
    Person,
    Placement,
)
from segunda.registry.tests import filled
from segunda.registry.tests.filled import (
    ESTE,
    EVERY,
    NORTE,
    SUR,
    rows_of,
    tables_about_people,
)
from tests.village.day import NOON
from tests.village.people import Village

pytestmark = [
    pytest.mark.usefixtures("record_of_the_file"),
    pytest.mark.django_db(databases=["default", "refusals"]),
]
fill = filled.fill  # the record of this file


def own_people(village: Village, account: str) -> set[int]:
    by_place = {"registro.norte": "norte", "salud.norte": "norte", "registro.sur": "sur"}
    if account in ("nacional", "datos"):
        return {p.pk for p in village.people.values()}
    if account == "garantias.1":
        return {village.people[name].pk for name in EVERY}
    if account == "defensa.luis":
        return {village.people[name].pk for name in EVERY}
    place = village.facilities.get(by_place.get(account, ""))
    return {p.pk for p in village.people.values() if place and p.facility_id == place.pk}


ACCOUNTS = (
    "registro.norte", "salud.norte", "registro.sur", "nacional", "datos", "garantias.1",
    "cumplimiento.1", "defensa.ana", "defensa.luis", "estadistica", "cuentas",
)  # fmt: skip


@pytest.mark.parametrize("account", ACCOUNTS)
def test_without_any_where_nothing_foreign_is_seen(village: Village, account: str) -> None:
    own = own_people(village, account)
    with acting(village.reader(account)) as reader:
        seen = {}
        for table, column in tables_about_people().items():
            seen[table] = {
                person for (person,) in rows_of(f'SELECT "{column}" FROM "{table}"')  # noqa: S608
                if person is not None
            }  # fmt: skip
    if account == "datos":  # whoever protects the data sees whose acts there are
        seen.pop("access_auditentry")
    if account in ("nacional", "registro.norte"):
        assert seen["registry_appointment"] == set()
    assert {table: people - own for table, people in seen.items() if people - own} == {}
    assert seen["registry_person"] == own
    assert reader.sealed == (account in ("salud.norte", "defensa.ana", "defensa.luis"))


@pytest.mark.parametrize("account", ACCOUNTS)
def test_sealed_rows_only_for_who_may_see_them(village: Village, account: str) -> None:
    sealed_tables = [
        table for (table,) in rows_of(
            "SELECT table_name FROM information_schema.columns WHERE column_name = 'fact_class' "
            "AND table_schema = 'public'"
        ) if table != "registry_ruleversion"  # the law itself: it is about nobody
    ]  # fmt: skip
    assert len(sealed_tables) >= 7
    with acting(village.reader(account)) as reader:
        found = {
            table: len(rows_of(
                f"SELECT 1 FROM {table} WHERE fact_class = 'sealed'"  # noqa: S608
            ))
            for table in sealed_tables
        }  # fmt: skip
    if reader.sealed and account != "defensa.ana":
        assert found["registry_factrecord"] >= 1
        assert found["registry_document"] >= 1
    else:
        assert found == dict.fromkeys(sealed_tables, 0)


def test_whole_files_and_their_lines_are_not_for_everybody(village: Village) -> None:
    lines = "SELECT count(*) FROM registry_loadline"
    files = "SELECT count(*) FROM registry_storedfile WHERE person_id IS NULL"
    for account, expected in (("nacional", (3, 1)), ("nacional.dos", (0, 0)), ("datos", (0, 0)),
                              ("registro.norte", (0, 0)), ("salud.norte", (0, 0))):  # fmt: skip
        with acting(village.reader(account)):
            assert (rows_of(lines)[0][0], rows_of(files)[0][0]) == expected, account


def test_history_of_a_person_who_was_sent_away_is_not_shown(village: Village) -> None:
    person, clerk = village.people[NORTE], village.reader("registro.norte")
    with acting(clerk):
        actions.move_person(
            person=person, facility=village.facilities["sur"], start_date=date(2024, 6, 20),
            by=clerk, at=NOON,
        )  # fmt: skip
        left = rows_of("SELECT count(*) FROM registry_placement WHERE person_id = %s", person.pk)
        assert left == [(0,)]
        assert rows_of("SELECT 1 FROM registry_searchkey WHERE person_id = %s", person.pk) == []
    with acting(village.reader("registro.sur")):
        assert Placement.objects.filter(person=person).count() == 3


def test_a_facility_page_still_counts_those_who_left(village: Village) -> None:
    from segunda.registry.queries import facility_page

    clerk, person = village.reader("registro.norte"), village.people[NORTE]
    with acting(clerk):
        before = facility_page(user=clerk, code="norte", today=date(2024, 6, 30), months=2)
        actions.move_person(
            person=person, facility=village.facilities["sur"], start_date=date(2024, 6, 20),
            by=clerk, at=NOON,
        )  # fmt: skip
        after = facility_page(user=clerk, code="norte", today=date(2024, 6, 30), months=2)
        assert rows_of("SELECT * FROM registry_stock(%s, '{2024-05-31}')",
                       village.facilities["sur"].pk) == []  # fmt: skip
    assert before.whole.people == 14
    assert after.whole.people == 13
    assert [people for _, people, _ in after.history] == [14, 14]
    assert before.history == after.history


def test_a_statistician_counts_everybody_and_sees_nobody(village: Village) -> None:
    from segunda.registry.queries import census

    reader = village.reader("estadistica")
    with acting(reader):
        counts = census(user=reader)
        assert Person.objects.count() == 0
    assert counts.total == 40
    assert {p.name: p.total for p in counts.places}["Centro Este (ficticio)"] == 12
    with acting(village.reader("cuentas")) as other:
        assert census(user=other).total == 0


@pytest.mark.parametrize(
    ("account", "name"),
    [("registro.norte", SUR), ("registro.sur", NORTE), ("estadistica", NORTE), ("cuentas", SUR),
     ("cumplimiento.1", NORTE), ("defensa.ana", NORTE)],
)  # fmt: skip
def test_nothing_is_written_about_somebody_outside(
    village: Village, account: str, name: str
) -> None:
    reader = village.reader(account)
    with acting(reader), pytest.raises(Refusal, match="fuera de lo que su cuenta"):
        actions.record_fact(
            person=village.people[name], name="poverty", value="true", state="declared",
            by=reader, at=NOON,
        )  # fmt: skip


def test_nobody_is_admitted_into_a_foreign_facility(village: Village) -> None:
    clerk = village.reader("registro.norte")
    admission = actions.Admission(
        surnames="Lasso", given_names="Nueva", sex="F", facility=village.facilities["sur"],
        start_date=date(2024, 6, 1), status="pretrial",
    )  # fmt: skip
    with acting(clerk):
        with pytest.raises(Refusal, match="fuera de lo que su cuenta"):
            actions.admit_person(admission, by=clerk, at=NOON)
        assert not Person.objects.filter(given_names="Nueva").exists()


def test_a_clerk_sends_a_person_elsewhere_and_keeps_only_her_own_scope(village: Village) -> None:
    clerk, person = village.reader("registro.norte"), village.people[NORTE]
    with acting(clerk):
        actions.move_person(
            person=person, facility=village.facilities["sur"], start_date=date(2024, 6, 20),
            by=clerk, at=NOON,
        )  # fmt: skip
        assert Person.objects.count() == 13
        assert rows_of("SELECT segunda_setting('facilities')") == [
            (f"{{{village.facilities['norte'].pk}}}",)
        ]


@pytest.mark.parametrize("table", ["facility", "unit", "capacity"])
def test_a_director_does_not_change_a_foreign_facility(village: Village, table: str) -> None:
    director, sur = village.reader("direccion.norte"), village.facilities["sur"]
    acts: dict[str, Callable[[], object]] = {
        "facility": lambda: actions.change_facility(
            facility=sur, version=sur.version, by=director, at=NOON, name="x"
        ),
        "unit": lambda: actions.add_unit(facility=sur, code="z", name="Z", by=director, at=NOON),
        "capacity": lambda: actions.set_capacity(
            facility=sur, places=9, start_date=date(2024, 1, 1), by=director, at=NOON
        ),
    }  # fmt: skip
    with acting(director), pytest.raises((Refusal, actions.Stale)):
        acts[table]()


def test_who_reaches_one_of_two_merged_files_reaches_both(village: Village) -> None:
    kept, merged = village.people[ESTE], village.people["Marta Quirós Vega"]
    with acting(JOBS):
        Person.objects.filter(pk=merged.pk).update(held=False)
        merged.refresh_from_db()
        actions.merge_people(kept=kept, merged=merged, by=JOBS, at=NOON)
    for account in ("garantias.1", "defensa.luis"):
        with acting(village.reader(account)):
            assert Person.objects.filter(pk__in=[kept.pk, merged.pk]).count() == 2, account
    with acting(village.reader("registro.norte")):  # where only the merged file was
        assert not Person.objects.filter(pk=kept.pk).exists()
        assert Merge.objects.count() == 0


@pytest.mark.parametrize("account", ["registro.norte", "direccion.norte", "nacional", "cuentas"])
def test_the_prison_service_never_sees_what_the_defence_and_courts_do(
    village: Village, account: str
) -> None:
    ana, judge, now = village.reader("defensa.ana"), village.reader("garantias.1"), timezone.now()
    person = village.people[NORTE]
    with acting(ana):
        actions.declare_client(
            person_id=person.pk, reason="x", by=ana, defender=village.users["defensa.ana"], at=now
        )
        audit.record(ana, "person.search", at=now, count=1)
    with acting(judge):
        audit.record(judge, "person.read", at=now, person=person.pk)
    with acting(village.reader(account)):
        assert rows_of("SELECT * FROM registry_appointment") == []
        assert rows_of("SELECT 1 FROM access_auditentry WHERE side <> 'service'") == []
    with acting(village.reader("datos")):
        sides = {side for (side,) in rows_of("SELECT side FROM access_auditentry")}
        assert {"justice", "defence"} <= sides
