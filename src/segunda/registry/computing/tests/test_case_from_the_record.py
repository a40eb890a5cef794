"""Her record as a case: what is proved counts, what is not is said; expected days by hand."""

import json
from datetime import date
from typing import Any
from uuid import uuid4

import pytest

from segunda.access.scope import JOBS, acting
from segunda.law.sentence.codes import codes as codes_of_the_library
from segunda.registry import actions
from segunda.registry.computing.codes import codes
from segunda.registry.computing.computed import Computed, law_print, of_person
from segunda.registry.computing.record import gathered
from segunda.registry.models import CustodyPeriod, Hold, Person, Sentence
from tests.village.day import NOON
from tests.village.people import Village

pytestmark = pytest.mark.django_db
HERS, WAITING = "Yaneth Peña Santos", "Marta Quirós Santos"
DAY = date(2024, 6, 30)
BY: dict[str, Any] = {"by": JOBS, "at": NOON}


@pytest.fixture
def hers(village: Village) -> Person:
    """Held since 2 Feb 2022, five years imposed on 1 Jun 2023 with no number of a judgment."""
    return village.people[HERS]


def computed(person: Person, as_of: date = DAY) -> Computed:
    with acting(JOBS) as reader:
        return of_person(user=reader, person=person.pk, as_of=as_of)


def said(one: Computed) -> set[str]:
    return {code.code.name for code in (*one.given.manual, *one.given.beside)}


def item(one: Computed, calendar: str = "calendar") -> dict[str, Any]:
    """The first sheet counted by that calendar."""
    items = json.loads(one.results)
    return next(i for i in items if i["reading"]["calendar"] == calendar)


def test_five_years_from_the_first_day_held(hers: Person) -> None:
    one = computed(hers)
    by_calendar, by_thirty = item(one), item(one, "30/360")
    # 2 Feb 2022 + 5 years; 2024 has 29 February: 1,826 days. A third: 609 days, 3 × 608 < 1,826.
    assert by_calendar["sentence_days"] == 1826
    assert by_calendar["end"] == "2027-02-02"
    assert by_calendar["one_third"] == "2023-10-04"
    assert by_calendar["half"] == "2024-08-03"  # 913 days
    assert by_calendar["two_thirds"] == "2025-06-04"  # 1,218 days
    # Until 30 June 2024, not counted: 365 + 365 + 149 days from 2 Feb 2022.
    assert by_calendar["served_days"] == 879
    assert (by_thirty["sentence_days"], by_thirty["end"]) == (1800, "2027-01-07")


def test_what_no_paper_proves_is_said_beside_and_changes_no_day(hers: Person) -> None:
    assert {"SENTENCE_NOT_PROVED", "CUSTODY_NOT_PROVED"} <= said(computed(hers))
    with acting(JOBS):
        sentence = Sentence.objects.get(person=hers, superseded_at=None)
        stay = CustodyPeriod.objects.get(person=hers, superseded_at=None)
        actions.correct_row(kind="sentence", entity=sentence.entity, version=sentence.pk,
                            changes={"document": "S-1"}, **BY)  # fmt: skip
        actions.correct_row(kind="custody", entity=stay.entity, version=stay.pk,
                            changes={"title": "B-1"}, **BY)  # fmt: skip
    proved = computed(hers)
    assert not {"SENTENCE_NOT_PROVED", "CUSTODY_NOT_PROVED"} & said(proved)
    assert item(proved)["end"] == "2027-02-02"
    assert proved.given.case is not None
    assert proved.given.case["sentences"][0]["_paper"] == "S-1"


def test_who_only_awaits_trial_has_nothing_to_compute(village: Village) -> None:
    one = computed(village.people[WAITING])
    assert one.given.case is None
    assert (one.sheets, one.manual) == ((), False)


def credit(person: Person, **fields: Any) -> None:
    with acting(JOBS):
        actions.record_credit(person=person, **fields, **BY)


def test_an_unconfirmed_credit_counts_nothing(hers: Person) -> None:
    before = item(computed(hers))
    credit(hers, kind="work", days=200, unit="done")
    one = computed(hers)
    assert "CREDIT_NOT_PROVED" in said(one)
    assert item(one) == before


def test_days_done_and_days_taken_off_are_not_the_same(hers: Person) -> None:
    credit(hers, kind="work", days=200, unit="done", document="R-1")
    # 200 days of work redeem 100; the article's third is served: 2 Feb 2027 less 100 days.
    assert item(computed(hers))["end"] == "2026-10-25"
    credit(hers, kind="study", days=50, unit="off", document="R-2")
    one = computed(hers)
    assert item(one)["end"] == "2026-09-05"  # 150 days less
    assert "TAKEN_OFF_AS_DONE" in said(one)


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"kind": "work", "days": 200}, "CREDIT_UNIT_UNKNOWN"),
        ({"kind": "pretrial", "days": 90, "unit": "off"}, "PRETRIAL_CREDIT_WITHOUT_DAYS"),
        ({"kind": "other", "days": 9, "unit": "off"}, "CREDIT_OF_ANOTHER_KIND"),
    ],
)
def test_a_credit_nobody_can_read_keeps_every_date_away(
    hers: Person, fields: dict[str, Any], code: str
) -> None:
    credit(hers, document="R-1", **fields)
    one = computed(hers)
    assert one.manual
    assert code in {said["code"] for said in json.loads(one.results)[0]["codes"]}
    assert '"end":' not in one.results


def test_hours_beyond_a_lifetime_and_days_out_of_prison_are_refused(hers: Person) -> None:
    credit(hers, kind="work", days=900, unit="done", document="R-1")  # 879 days held
    one = computed(hers)
    (code,) = json.loads(one.results)[0]["codes"]
    assert (one.manual, code["code"], code["grade"]) == (True, "WORK_OUT_OF_CUSTODY", "refused")


def test_the_article_above_five_years_is_found_among_her_charges(hers: Person) -> None:
    with acting(JOBS):
        actions.record_charge(person=hers, offence="a", statutory_max_months=48, **BY)
        actions.record_charge(person=hers, offence="b", **BY)
    assert computed(hers).given.case["sentences"][0]["statutory_max_months"] is None  # type: ignore[index]
    with acting(JOBS):
        actions.record_charge(person=hers, offence="c", statutory_max_months=96, **BY)
    assert computed(hers).given.case["sentences"][0]["statutory_max_months"] == 96  # type: ignore[index]


def stay(person: Person, start: date, end: date, how: str, **more: Any) -> CustodyPeriod:
    row: CustodyPeriod = CustodyPeriod.objects.create(
        person=person, entity=uuid4(), recorded_at=NOON, start_date=start, end_date=end,
        end_kind=how, **more,
    )  # fmt: skip
    return row


def test_an_earlier_stay_of_nobody_knows_what_goes_to_a_person(hers: Person) -> None:
    with acting(JOBS):
        row = stay(hers, date(2020, 1, 1), date(2020, 7, 1), "release")
    assert "EARLIER_STAY" in said(computed(hers))
    assert computed(hers).manual
    with acting(JOBS):
        actions.correct_row(kind="custody", entity=row.entity, version=row.pk,
                            changes={"credited": "yes"}, **BY)  # fmt: skip
    # 182 days of 2020 come first; five years from 1 Jan 2020 are 1,827 days (two leap years).
    one = item(computed(hers))
    assert (one["sentence_days"], one["served_days"]) == (1827, 182 + 879)
    with acting(JOBS):
        row = CustodyPeriod.objects.get(entity=row.entity, superseded_at=None)
        actions.correct_row(kind="custody", entity=row.entity, version=row.pk,
                            changes={"credited": "no"}, **BY)  # fmt: skip
    without = computed(hers)
    assert "STAY_LEFT_OUT" in said(without)
    assert item(without)["end"] == "2027-02-02"


def test_the_days_of_a_flight_do_not_count(hers: Person) -> None:
    with acting(JOBS):
        stay(hers, date(2021, 12, 1), date(2022, 1, 1), "escape")
    one = computed(hers)
    assert one.given.case is not None
    assert one.given.case["interruptions"] == [
        {"start": "2022-01-01", "end": "2022-02-02", "kind": "escape"}
    ]
    # 31 days of December, then from 2 Feb 2022; 1,826 days from 1 Dec 2021: 2 Feb 2027 less 31.
    assert item(one)["end"] == "2027-01-02"


def test_a_unified_sentence_stands_for_the_former(hers: Person) -> None:
    with acting(JOBS):
        actions.record_sentence(person=hers, imposed_date=date(2023, 9, 1), years=3,
                                document="S-2", **BY)  # fmt: skip
    assert {c["code"] for c in json.loads(computed(hers).results)[0]["codes"]} == {"SEVERAL_ALONE"}
    with acting(JOBS):
        actions.record_sentence(person=hers, imposed_date=date(2024, 1, 15), years=6,
                                relation="unified", document="U-1", **BY)  # fmt: skip
    one = computed(hers)
    assert "SENTENCES_UNIFIED" in said(one)
    assert one.given.case is not None
    (term,) = one.given.case["sentences"]
    assert (term["imposed_date"], term["length"]) == ("2023-06-01", {"years": 6})
    assert item(one)["end"] == "2028-02-02"


def test_one_served_after_another_adds_up(hers: Person) -> None:
    with acting(JOBS):
        first = Sentence.objects.get(person=hers, superseded_at=None)
        actions.record_sentence(person=hers, imposed_date=date(2023, 9, 1), years=1,
                                relation="consecutive", relative_to=first.entity, **BY)  # fmt: skip
    assert item(computed(hers))["end"] == "2028-02-02"


def test_another_title_and_a_dispute_are_said_beside(hers: Person) -> None:
    with acting(JOBS):
        Hold.objects.create(person=hers, kind="warrant", authority="Fiscalía", reference="7",
                            recorded_at=NOON)  # fmt: skip
        actions.raise_dispute(person=hers, about="sentence_months", claim="x",
                              raised_date=date(2024, 6, 1), **BY)  # fmt: skip
    assert {"OTHER_TITLE", "DISPUTED"} <= said(computed(hers))


def test_the_same_record_gives_the_same_bytes_one_by_one_or_together(village: Village) -> None:
    people = [person.pk for person in village.people.values()]
    with acting(JOBS) as reader:
        together = gathered(user=reader, people=people)
        for number in people[:6]:
            alone = of_person(user=reader, person=number, as_of=DAY)
            again = of_person(user=reader, person=number, as_of=DAY)
            assert alone.given == together[number]
            assert (alone.inputs, alone.results) == (again.inputs, again.results)
    assert len(law_print()) == 64


def test_no_code_of_the_record_has_the_name_of_one_of_the_library() -> None:
    assert not codes().keys() & codes_of_the_library().keys()


def test_many_named_at_once_have_the_same_cases_as_few(
    village: Village, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of many the ids go as one array: it must name the same people."""
    people = sorted(person.pk for person in village.people.values())
    with acting(JOBS) as reader:
        few = gathered(user=reader, people=people)
        monkeypatch.setattr("segunda.registry.among.FEW", 0)
        assert gathered(user=reader, people=people) == few
    assert len(few) == len(people)
