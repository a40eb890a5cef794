"""What must never be false is refused by the database itself, also to raw SQL of its own role."""

from datetime import date
from typing import Any
from uuid import uuid4

import pytest
from django.db import IntegrityError, connection, transaction

from segunda.access.scope import Reader, acting, enter
from segunda.law.text import Refusal
from segunda.registry import actions
from segunda.registry.models import CustodyPeriod, Person, Sentence
from tests.village.day import NOON
from tests.village.people import Village

pytestmark = pytest.mark.django_db(databases=["default", "refusals"])
MARTA = "Marta Quirós Santos"  # number 2 of the village: awaiting trial, held since March 2022
YANETH = "Yaneth Peña Santos"  # number 1: sentenced


def insert(table: str, person: Person, columns: dict[str, Any], *, asked: bool = True) -> None:
    """One row by raw SQL, its rules asked at once, or (`asked` false) at the end."""
    row = {"entity": uuid4(), "recorded_at": NOON, "person_id": person.pk, **columns}
    names = ", ".join(f'"{name}"' for name in row)
    places = ", ".join(["%s"] * len(row))
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO registry_{table} ({names}) VALUES ({places})",  # noqa: S608
            list(row.values()),
        )
        if asked:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            cursor.execute("SET CONSTRAINTS ALL DEFERRED")


def custody(**columns: Any) -> dict[str, Any]:
    return {"title": "", "end_kind": "", **columns}


OVERLAPS = (
    ("custodyperiod", custody(start_date=date(2024, 1, 1), end_date=None)),
    ("custodyperiod", custody(start_date=date(2022, 1, 1), end_date=date(2022, 4, 1),
                              end_kind="release")),
    ("custodyperiod", custody(start_date=None, end_date=None)),
    ("placement", {"start_date": date(2024, 1, 1), "reason": ""}),
    ("placement", {"start_date": date(2022, 1, 1), "end_date": date(2023, 1, 1), "reason": ""}),
    ("legalstatus", {"start_date": date(2024, 1, 1), "status": "pretrial", "document": ""}),
)  # fmt: skip


@pytest.mark.usefixtures("national")
@pytest.mark.parametrize(("table", "columns"), OVERLAPS)
def test_two_at_one_time_are_refused(village: Village, table: str, columns: dict[str, Any]) -> None:
    if table == "placement":
        columns = columns | {"facility_id": village.facilities["sur"].pk}
    with pytest.raises(IntegrityError, match="one_at_a_time"):
        insert(table, village.people[MARTA], columns)


@pytest.mark.usefixtures("national")
def test_a_stay_that_ended_the_day_before_is_no_overlap(village: Village) -> None:
    columns = custody(start_date=date(2021, 1, 1), end_date=date(2022, 3, 3), end_kind="release")
    insert("custodyperiod", village.people[MARTA], columns)
    stays = CustodyPeriod.objects.filter(person=village.people[MARTA]).order_by("start_date")
    assert [stay.end_date for stay in stays] == [date(2022, 3, 3), None]


ENDED_BEFORE = (
    ("custodyperiod", custody(end_kind="release")),
    ("placement", {"reason": ""}),
    ("legalstatus", {"status": "pretrial", "document": ""}),
    ("charge", {"offence": "x", "article": "", "iccs_code": "", "offence_class": ""}),
    ("timecredit", {"kind": "work", "days": 1, "document": ""}),
    ("interruption", {"kind": "escape", "document": ""}),
    ("hold", {"kind": "other", "authority": "x", "reference": "x"}),
    ("dependant", {"relation": "child_outside", "name": "", "lives_with": ""}),
    ("factrecord", {"fact_class": "ordinary", "name": "first_time", "applies": True,
                    "state": "declared", "note": "", "over_source": True}),
)  # fmt: skip


@pytest.mark.usefixtures("national")
@pytest.mark.parametrize(("table", "columns"), ENDED_BEFORE)
def test_an_end_before_the_start_is_refused(
    village: Village, table: str, columns: dict[str, Any]
) -> None:
    days = {"start_date": date(2020, 5, 2), "end_date": date(2020, 5, 1)}
    if table == "placement":
        columns = columns | {"facility_id": village.facilities["sur"].pk}
    # An empty range cannot be made of such days either: whichever rule answers, it is refused.
    with pytest.raises((IntegrityError, Exception), match=r"end_after_start|range lower bound"):
        insert(table, village.people[MARTA], columns | days)


SENTENCE = {
    "penalty_type": "prison", "years": 2, "months": 0, "days": 0, "relation": "alone",
    "document": "",
}  # fmt: skip


@pytest.mark.usefixtures("national")
def test_a_sentence_while_only_awaiting_trial_is_refused(village: Village) -> None:
    with pytest.raises(IntegrityError, match="a sentence under pre-trial only"):
        insert("sentence", village.people[MARTA], SENTENCE)


def at_the_end() -> None:
    """What waits for the end of the transaction is asked now."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")


def take_titles(person: Person, which: str = "true") -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE registry_legalstatus SET superseded_at = now() "  # noqa: S608
            f"WHERE person_id = %s AND superseded_at IS NULL AND {which}",
            [person.pk],
        )


@pytest.mark.usefixtures("national")
def test_the_title_may_not_be_taken_from_under_a_sentence(village: Village) -> None:
    with transaction.atomic():
        take_titles(village.people[YANETH], "status <> 'pretrial'")
        with pytest.raises(IntegrityError, match="a sentence under pre-trial only"):
            at_the_end()
        transaction.set_rollback(True)


@pytest.mark.usefixtures("national")
@pytest.mark.parametrize("order", [("sentence", "legalstatus"), ("legalstatus", "sentence")])
def test_conviction_and_sentence_may_come_in_either_order(
    village: Village, order: tuple[str, str]
) -> None:
    person = village.people[MARTA]
    take_titles(person)
    rows: dict[str, dict[str, Any]] = {
        "sentence": SENTENCE,
        "legalstatus": {"start_date": date(2024, 3, 1), "status": "sentenced_final",
                        "document": ""},
    }  # fmt: skip
    for table in order:
        insert(table, person, rows[table], asked=False)
    at_the_end()
    assert Sentence.objects.filter(person=person).count() == 1


def test_the_rule_of_sentences_holds_for_who_no_longer_sees_the_person(village: Village) -> None:
    """A sentence written, and then the scope changed before the end: still refused."""
    with acting(village.reader("registro.norte")):
        insert("sentence", village.people[MARTA], SENTENCE, asked=False)
        enter(village.reader("registro.sur"))
        with pytest.raises(IntegrityError, match="a sentence under pre-trial only"):
            at_the_end()
        transaction.set_rollback(True)


def test_each_refusal_is_one_sentence_in_two_languages(village: Village, national: Reader) -> None:
    person, at = village.people[MARTA], NOON
    sur = village.facilities["sur"]
    acts = (
        lambda: actions.admit_person(_admission(village), by=national, at=at, person=person),
        lambda: actions.move_person(
            person=person, facility=sur, start_date=date(2021, 1, 1), by=national, at=at
        ),
        lambda: actions.move_person(
            person=person, facility=sur, start_date=date(2024, 7, 1), by=national, at=at
        ),
        lambda: actions.record_sentence(
            person=person, imposed_date=date(2024, 1, 1), years=1, by=national, at=at
        ),
        lambda: actions.record_fact(
            person=person, name="first_time", value="true", state="proved", by=national, at=at
        ),
        lambda: actions.record_hold(
            person=person, kind="warrant", authority="x", reference="1", by=national, at=at
        ) and actions.propose_release(
            person=person, end_date=date(2024, 6, 1), order=None, end_kind="death",
            by=national, at=at,
        ),
        lambda: actions.correct_particulars(
            person=person, version=None, by=national, at=at,
            birth_from=date(1990, 2, 1), birth_to=date(1990, 1, 1),
        ),
        lambda: actions.set_capacity(
            facility=sur, places=0, start_date=date(2024, 1, 1), by=national, at=at
        ),
    )  # fmt: skip
    for act in acts:
        with pytest.raises(Refusal) as told:
            act()
        text = told.value.text
        assert text.es != text.en
        assert text.es.endswith(".")
        assert "registry_" not in text.es


def _admission(village: Village) -> actions.Admission:
    return actions.Admission(
        surnames="X", given_names="Y", sex="F", facility=village.facilities["norte"],
        start_date=date(2024, 6, 1), status="pretrial",
    )  # fmt: skip


def test_every_constraint_has_a_sentence_or_a_reason() -> None:
    """A constraint added without words would show an error page to the person at the desk."""
    from segunda.registry.actions.write import AT_ONCE, SENTENCES

    never_met_by_a_desk = {
        "fact_class_and_state_exist", "facility_kind_exists", "not_merged_into_itself",
        "custody_end_has_a_kind", "one_line_of_a_row",
        "one_rule_version", "one_verdict", "to_check_once", "answer_has_day_and_outcome",
        "arrived_with_its_document",
    }  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT conname FROM pg_constraint c JOIN pg_class t ON t.oid = c.conrelid "
            "WHERE t.relname LIKE 'registry_%' AND contype IN ('c', 'x', 't') "
            "UNION SELECT indexrelid::regclass::text FROM pg_index i "
            "JOIN pg_class t ON t.oid = i.indrelid WHERE t.relname LIKE 'registry_%' "
            "AND indisunique AND NOT indisprimary"
        )
        names = {name for (name,) in cursor.fetchall()}
    ours = {n for n in names if not n.startswith("registry_") and not n.endswith("_not_null")}
    told = {*SENTENCES, *AT_ONCE, *never_met_by_a_desk, "title_has_sentence"}
    assert {n for n in ours if not n.endswith("_end_after_start")} <= told
