"""A source never erases what was entered here; a row that meets a hard rule waits for a person."""

import datetime as dt

import pytest

from segunda.access.scope import JOBS, acting
from segunda.registry.loading.tests.files import (
    AUGUST,
    JULY,
    JUNE,
    NOON,
    content,
    facility,
    load,
    person,
)
from segunda.registry.loading.tests.rows import ask, spans
from segunda.registry.models import (
    CustodyPeriod,
    FactRecord,
    IdentityNumber,
    LegalStatus,
    Person,
    PersonName,
    Placement,
    Sentence,
)

pytestmark = pytest.mark.usefixtures("record")
ONE = "FIC-0001"
TWO = content(person(1), person(2))


def her(number: str = ONE) -> int:
    """The person a source knows by this number."""
    [(found,)] = ask("SELECT person_id FROM registry_sourcekey WHERE external_id = %s", number)
    return int(found)


def inbox() -> list[tuple[str, str, str, str | None]]:
    """What waits: problem, fact, class, what the source says."""
    return ask("SELECT problem, fact, fact_class, detail ->> 'said' FROM registry_settlement "
               "WHERE settled_at IS NULL ORDER BY 1, 2")  # fmt: skip


def entered(**who: object) -> Person:
    """A person admitted here, without any file."""
    with acting(JOBS):
        one = Person.objects.create(created_at=NOON, surnames="Peña", given_names="Rosa",
                                    sort_name="pena rosa", held=True, **who)  # fmt: skip
        IdentityNumber.objects.create(person=one, kind="cédula", number="99-1-1",
                                      number_key="99-1-1", recorded_at=NOON)  # fmt: skip
        return one


def test_a_fact_entered_here_stays_and_the_difference_waits() -> None:
    load(content(person(1, has_home=True)))
    with acting(JOBS):
        FactRecord.objects.create(person_id=her(), fact_class="ordinary", name="has_home",
                                  value="true", state="declared", recorded_at=NOON)  # fmt: skip
    load(content(person(1, has_home=False)), JULY)
    assert ask("SELECT value, superseded_at FROM registry_factrecord") == [("true", None)]
    assert inbox() == [("source_differs", "has_home", "ordinary", "false")]
    load(content(person(1, has_home=False, sex="M")), AUGUST)
    assert len(inbox()) == 1  # told once


def test_a_sealed_difference_is_a_sealed_row() -> None:
    load(content(person(1, pregnant=True)))
    with acting(JOBS):
        FactRecord.objects.create(person_id=her(), fact_class="sealed", name="pregnant",
                                  value="false", state="declared", recorded_at=NOON)  # fmt: skip
    load(content(person(1, pregnant=True, sex="M")), JULY)
    assert inbox() == [("source_differs", "pregnant", "sealed", "true")]


def test_a_corrected_name_stays() -> None:
    load(TWO)
    with acting(JOBS):
        PersonName.objects.filter(person=her()).update(superseded_at=NOON)
        PersonName.objects.create(person_id=her(), kind="official", surnames="Corregida",
                                  given_names="Janet", recorded_at=NOON)  # fmt: skip
    load(content(person(1, sex="X"), person(2)), JULY)
    names = ask("SELECT surnames FROM registry_personname WHERE person_id = %s "
                "AND superseded_at IS NULL", her())  # fmt: skip
    assert names == [("Corregida",)]
    assert inbox() == [("source_differs", "name", "ordinary", "Yaneth Santos Vega 1")]


def test_spans_entered_here_are_never_touched() -> None:
    load(TWO)
    moved = dt.date(2024, 6, 15)
    with acting(JOBS):
        for model, more in (
            (CustodyPeriod, {}), (Placement, {"facility": facility("sur")}),
            (LegalStatus, {"status": "sentenced_final"}),
        ):  # fmt: skip
            model.objects.filter(person=her()).update(superseded_at=NOON)
            model.objects.create(person_id=her(), start_date=moved, recorded_at=NOON, **more)
    load(content(person(1, sex="X"), person(2)), JULY)
    assert {spans(table, ONE)[0] for table in ("custodyperiod", "placement", "legalstatus")} == {
        (moved, None)
    }
    assert [fact for _, fact, *_ in inbox()] == ["custody_start_date", "facility", "legal_status"]


def test_released_here_and_still_in_the_file_waits() -> None:
    load(TWO)
    with acting(JOBS):
        CustodyPeriod.objects.filter(person=her()).update(superseded_at=NOON)
        CustodyPeriod.objects.create(
            person_id=her(), start_date=dt.date(2024, 1, 10), end_date=dt.date(2024, 6, 20),
            end_kind="release", recorded_at=NOON,
        )  # fmt: skip
    done = load(TWO, JULY, good_rows_now=True)
    assert (done.account["settle"], done.account["unchanged"]) == (1, 1)
    assert inbox() == [("reported_after_end", "", "ordinary", None)]
    assert spans("custodyperiod", ONE) == [(dt.date(2024, 1, 10), dt.date(2024, 6, 20))]


def test_a_stay_that_overlaps_one_entered_here_waits() -> None:
    one = entered()
    with acting(JOBS):
        CustodyPeriod.objects.create(
            person=one, start_date=dt.date(2023, 1, 1), end_date=dt.date(2024, 3, 1),
            end_kind="release", recorded_at=NOON,
        )  # fmt: skip
    done = load(content(person(1)), good_rows_now=True)
    assert inbox() == [("number_of_another", "", "ordinary", None)]
    assert done.account["problems"] == {"number_of_another": 1}


def test_the_number_of_another_person_waits_and_names_her_file() -> None:
    one = entered()
    load(content(person(1), person(2)), good_rows_now=True)
    assert ask('SELECT person_id, "row" FROM registry_settlement') == [(one.pk, 1)]
    assert ask("SELECT count(*) FROM registry_person") == [(2,)]


def test_all_or_nothing_loads_nothing_while_a_row_waits() -> None:
    entered()
    assert load(content(person(1), person(2))).state == "checked"
    assert ask("SELECT count(*) FROM registry_person") == [(1,)]
    assert inbox() == []


@pytest.mark.parametrize(
    ("rows", "problem"),
    [
        ([person(1), person(1, facility="Sur")], "twice_in_file"),
        ([person(1), person(2, document_number="99-1-1")], "number_twice_in_file"),
        ([person(1, sentence_months="20"), person(2, sentence_months="9")],
         "sentence_under_pretrial"),
        ([person(1, surnames="A" * 201), person(2, surnames="B" * 201)], "too_long"),
    ],
)  # fmt: skip
def test_rows_that_meet_a_hard_rule_wait(rows: list[dict[str, object]], problem: str) -> None:
    done = load(content(*rows, person(9)), good_rows_now=True)
    assert done.account["problems"] == {problem: 2}
    assert ask("SELECT count(*) FROM registry_person") == [(1,)]


def test_a_waiting_row_of_somebody_known_does_not_make_her_vanish() -> None:
    load(TWO)
    done = load(content(person(1), person(1), person(2)), JULY, good_rows_now=True)
    assert done.account["unreported"] == 0


def test_a_sentence_entered_here_is_not_left_under_pretrial_only() -> None:
    load(TWO)
    with acting(JOBS):
        LegalStatus.objects.filter(person=her()).update(superseded_at=NOON)
        Sentence.objects.create(person_id=her(), months=12, recorded_at=NOON)
    done = load(content(person(1, sex="X"), person(2)), JULY, good_rows_now=True)
    assert done.account["problems"] == {"sentence_under_pretrial": 1}


def test_a_merged_file_waits_for_a_person() -> None:
    load(TWO)
    with acting(JOBS):
        Person.objects.filter(pk=her()).update(merged_into=her("FIC-0002"))
    done = load(content(person(1, sex="X"), person(2)), JULY, good_rows_now=True)
    assert done.account["problems"] == {"person_merged": 1}


def test_an_unknown_facility_is_asked_once_and_loses_nobody() -> None:
    rows = [person(n, facility="Penal Nuevo") for n in (1, 2, 3)]
    load(content(*rows))
    load(content(*rows), JULY)
    assert inbox() == [("unknown_facility", "facility", "ordinary", None)]
    assert ask("SELECT count(*) FROM registry_person WHERE held") == [(3,)]
    assert ask("SELECT count(*) FROM registry_placement") == [(0,)]


def test_two_sources_do_not_overwrite_each_other() -> None:
    load(content(person(1)), source="uno")
    with acting(JOBS):
        from segunda.registry.models import SourceKey

        SourceKey.objects.create(source="dos", external_id="X-1", person_id=her())
    load(content(person(1, person_id="X-1", facility="Sur")), JUNE, source="dos")
    assert spans("placement", ONE) == [(dt.date(2024, 1, 10), None)]
    assert ("source_differs", "facility", "ordinary", str(facility("sur").pk)) in inbox()
