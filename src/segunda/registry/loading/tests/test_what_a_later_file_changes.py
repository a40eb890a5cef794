"""A later file closes and opens spans at the right day; nobody is released by being absent."""

import datetime as dt

import pytest

from segunda.access.scope import JOBS, acting
from segunda.law.text import Refusal
from segunda.registry.loading import confirm
from segunda.registry.loading.tests.files import (
    AUGUST,
    JULY,
    JUNE,
    NOON,
    account,
    content,
    load,
    person,
)
from segunda.registry.loading.tests.rows import ask, spans

pytestmark = pytest.mark.usefixtures("record")
MANY = [person(n) for n in range(1, 31)]
ADMITTED = dt.date(2024, 1, 10)
ONE = "FIC-0001"


def who(number: str = ONE) -> dict[str, object]:
    """The columns of a person that lists read."""
    names = "held, held_since, unreported_since, legal_status, surnames"
    [row] = ask(
        f"SELECT {names} FROM registry_person p JOIN registry_sourcekey k ON k.person_id = p.id "
        "WHERE k.external_id = %s", number,
    )  # fmt: skip
    return dict(zip(names.split(", "), row, strict=True))


def facilities(number: str = ONE) -> list[tuple[str, dt.date | None, dt.date | None]]:
    """Her placements: code, from, until."""
    return ask(
        "SELECT f.code, t.start_date, t.end_date FROM registry_placement t "
        "JOIN registry_sourcekey k USING (person_id) JOIN registry_facility f "
        "ON f.id = t.facility_id WHERE k.external_id = %s AND t.superseded_at IS NULL "
        "ORDER BY t.start_date", number,
    )  # fmt: skip


def test_another_facility_closes_the_placement_on_the_day_of_the_file() -> None:
    load(content(*MANY))
    load(content(person(1, facility="Sur"), *MANY[1:]), JULY)
    assert facilities() == [("norte", ADMITTED, JULY), ("sur", JULY, None)]
    assert spans("custodyperiod", ONE) == [(ADMITTED, None)]
    [(reason,)] = ask("SELECT reason FROM registry_placement WHERE start_date = %s", JULY)
    assert reason == "file 2024-07-01"


def test_what_was_known_before_a_correction_can_still_be_read() -> None:
    load(content(*MANY))
    load(content(person(1, facility="Sur"), *MANY[1:]), JULY)
    versions = ask(
        "SELECT t.end_date, t.superseded_at IS NOT NULL FROM registry_placement t JOIN "
        "registry_sourcekey k USING (person_id) WHERE k.external_id = %s AND t.start_date = %s "
        "ORDER BY t.id", ONE, ADMITTED,
    )  # fmt: skip
    assert versions == [(None, True), (JULY, False)]
    assert ask("SELECT count(DISTINCT entity) FROM registry_placement WHERE start_date = %s",
               ADMITTED) == [(30,)]  # fmt: skip


def test_a_sentence_turns_the_title_on_the_day_it_was_imposed() -> None:
    load(content(*MANY))
    sentenced = person(1, legal_status="sentenced_final", sentence_imposed_date="2024-06-20",
                       sentence_months="66")  # fmt: skip
    load(content(sentenced, *MANY[1:]), JULY)
    imposed = dt.date(2024, 6, 20)
    assert spans("legalstatus", ONE, "status, start_date, end_date") == [
        ("pretrial", ADMITTED, imposed), ("sentenced_final", imposed, None),
    ]  # fmt: skip
    assert ask("SELECT imposed_date, months FROM registry_sentence") == [(imposed, 66)]
    assert who()["legal_status"] == "sentenced_final"


def test_absent_from_a_whole_file_is_not_released() -> None:
    load(content(*MANY))
    load(content(*MANY[1:]), JULY)
    assert who() | {"unreported_since": JULY} == who()
    assert who()["held"] is True
    assert spans("custodyperiod", ONE) == [(ADMITTED, None)]
    assert spans("sourcerecord", ONE) == [(JUNE, JULY)]


def test_absent_from_a_part_says_nothing() -> None:
    load(content(*MANY))
    done = load(content(*MANY[:3]), JULY, whole=False)
    assert done.account["unreported"] == 0
    assert who("FIC-0009")["unreported_since"] is None


def test_back_with_the_same_admission_is_simply_reported_again() -> None:
    load(content(*MANY))
    load(content(*MANY[1:]), JULY)
    done = load(content(*MANY), AUGUST)
    assert (done.account["came"], done.account["new"]) == (1, 0)
    assert who()["unreported_since"] is None
    assert spans("custodyperiod", ONE) == [(ADMITTED, None)]
    assert spans("sourcerecord", ONE) == [(JUNE, JULY), (AUGUST, None)]


def test_back_with_a_later_admission_ends_the_former_stay_unseen() -> None:
    load(content(*MANY))
    load(content(*MANY[1:]), JULY)
    load(content(person(1, custody_start_date="2024-07-20"), *MANY[1:]), AUGUST)
    assert spans("custodyperiod", ONE, "start_date, end_date, end_kind") == [
        (ADMITTED, JULY, "unreported"), (dt.date(2024, 7, 20), None, ""),
    ]  # fmt: skip
    assert facilities() == [("norte", ADMITTED, JULY), ("norte", dt.date(2024, 7, 20), None)]
    assert who()["held_since"] == dt.date(2024, 7, 20)


def test_an_earlier_admission_corrects_the_first_day() -> None:
    load(content(*MANY))
    load(content(person(1, custody_start_date="2023-12-01"), *MANY[1:]), JULY)
    assert spans("custodyperiod", ONE) == [(dt.date(2023, 12, 1), None)]
    assert facilities() == [("norte", dt.date(2023, 12, 1), None)]


def test_a_source_that_states_the_end_makes_a_release() -> None:
    load(content(*MANY))
    done = load(content(person(1, custody_end_date="2024-06-25"), *MANY[1:]), JULY)
    left = dt.date(2024, 6, 25)
    assert spans("custodyperiod", ONE, "start_date, end_date, end_kind") == [
        (ADMITTED, left, "release")
    ]
    assert facilities() == [("norte", ADMITTED, left)]
    assert (done.account["went"], done.account["after"]) == (1, 29)
    assert (who()["held"], who()["legal_status"]) == (False, "")


def test_over_five_in_a_hundred_missing_waits_for_a_second_person() -> None:
    first, second = account("primera"), account("segunda")
    load(content(*MANY), by=first)
    stopped = load(content(*MANY[2:]), JULY, by=first)
    assert stopped.state == "stopped"
    assert stopped.account["vanishing"] == [
        {"facility": "Norte", "before": 30, "gone": 2, "over": True}
    ]
    with acting(JOBS), pytest.raises(Refusal, match="debe hacerlo otra persona"):
        confirm(JOBS, stopped, by=first, at=NOON)
    with acting(JOBS):
        confirm(JOBS, stopped, by=second, at=NOON)
    assert load(content(*MANY[2:]), JULY, by=first).state == "done"
    assert who()["unreported_since"] == JULY


def test_a_whole_small_facility_missing_waits_too() -> None:
    load(content(*MANY, person(40, facility="Este")))
    stopped = load(content(*MANY), JULY)
    assert stopped.state == "stopped"
    assert [v["facility"] for v in stopped.account["vanishing"]] == ["Este"]


def test_one_in_thirty_missing_does_not_stop() -> None:
    load(content(*MANY))
    assert load(content(*MANY[1:]), JULY).state == "done"


def test_the_columns_of_a_person_repeat_her_current_versions() -> None:
    load(content(*MANY))
    load(content(person(1, facility="Sur", surnames="Otra Vega", sex="X"), *MANY[1:]), JULY)
    [(names, sexes, places, titles, held)] = ask(
        """
        SELECT bool_and(p.surnames = n.surnames AND p.given_names = n.given_names),
            bool_and(p.sex = d.sex AND p.birth_from = d.birth_from),
            bool_and(p.facility_id = f.facility_id), bool_and(p.legal_status = t.status),
            bool_and(p.held AND p.held_since = c.start_date)
        FROM registry_person p
        JOIN registry_personname n ON n.person_id = p.id AND n.superseded_at IS NULL
        JOIN registry_particulars d ON d.person_id = p.id AND d.superseded_at IS NULL
        JOIN registry_placement f ON f.person_id = p.id AND f.superseded_at IS NULL
            AND f.end_date IS NULL
        JOIN registry_legalstatus t ON t.person_id = p.id AND t.superseded_at IS NULL
        JOIN registry_custodyperiod c ON c.person_id = p.id AND c.superseded_at IS NULL
        """
    )
    assert (names, sexes, places, titles, held) == (True,) * 5
    assert who()["surnames"] == "Otra Vega"
    assert ask("SELECT count(*) FROM registry_searchkey WHERE kind = 'n' AND key = 'otra'") == [
        (1,)
    ]


def test_sealed_facts_stand_in_a_row_of_their_own() -> None:
    load(content(person(1, pregnant=True)))
    rows = ask("SELECT fact_class, \"values\" ->> 'pregnant' FROM registry_sourcerecord "
               "ORDER BY 1")  # fmt: skip
    assert rows == [("ordinary", None), ("sealed", "true")]
