"""Who is held past the computed end, whose limit is passed, who left too early: kept, and shown."""

from datetime import date
from typing import Any
from uuid import uuid4

import pytest

from segunda.access.scope import JOBS, acting
from segunda.registry import actions
from segunda.registry.keeping import check_everybody
from segunda.registry.models import ComputationNow, Person, Sentence
from segunda.registry.queries import reviews
from segunda.registry.queries.reviews import LIMIT, PAST, RELEASED, ReviewFilter
from segunda.registry.tests.pages import browser_of
from tests.village.day import NOON, TODAY
from tests.village.people import Village

pytestmark = pytest.mark.django_db(databases=["default", "refusals"])
PASSED, ONE_READING, LEFT = "Yaneth Peña Santos", "Nilka Ábrego Santos", "Ofelia Batista Santos"
BY: dict[str, Any] = {"by": JOBS, "at": NOON}


def sentence_of(person: Person, **changes: int) -> None:
    row = Sentence.objects.get(person=person, superseded_at=None)
    actions.correct_row(kind="sentence", entity=row.entity, version=row.pk, changes=changes, **BY)


@pytest.fixture
def checked(village: Village) -> Village:
    """One past her end by every reading, one by one reading; one left early; all of Norte.

    Yaneth: 2 years from 2 Feb 2022: 2 Feb 2024 by the calendar, 23 Jan by months of 30 days.
    Nilka: from 4 Apr 2022, 2 years and 3 months: 4 Jul 2024, or 810 days: 22 Jun 2024.
    """
    prepare(village)
    return village


def prepare(village: Village) -> None:
    with acting(JOBS):
        sentence_of(village.people[PASSED], years=2)
        sentence_of(village.people[ONE_READING], years=2, months=3)
        person = village.people[LEFT]
        order = actions.record_order(person=person, kind="release", number="L-1",
                                     issued_date=date(2024, 3, 1), **BY)  # fmt: skip
        release = actions.propose_release(person=person, end_date=date(2024, 3, 1),
                                          order=order.entity, **BY)  # fmt: skip
    second = village.reader("nacional")
    with acting(second):
        actions.confirm_release(entity=release.entity, by=second, at=NOON)
    check_everybody("first", day=TODAY)


def reach(village: Village, name: str) -> None:
    """Her court and her defender reach her."""
    with acting(JOBS):
        for court in ("garantias-1", "cumplimiento-1"):
            actions.record_case(person=village.people[name], court=village.courts[court],
                                number="1", **BY)  # fmt: skip
    clerk = village.reader("secretaria.cumplimiento")
    with acting(clerk):
        actions.record_appointment(person=village.people[name], by=clerk, at=NOON,
                                   defender=village.users["defensa.ana"])  # fmt: skip


def counted(village: Village, account: str, what: str) -> list[tuple[str, str, int, int, int]]:
    reader = village.reader(account)
    with acting(reader):
        return [(c.code, c.kind, c.people, c.least_days, c.most_days)
                for c in reviews.counts(user=reader, what=what, day=TODAY)]  # fmt: skip


def test_days_beyond_the_end_are_counted_by_facility(checked: Village) -> None:
    # 2 Feb to 30 Jun 2024: 149 days; 23 Jan: 159. 22 Jun to 30 Jun: 8 days.
    assert counted(checked, "nacional", PAST) == [
        ("norte", "every", 1, 149, 159), ("norte", "some", 1, 0, 8),
    ]  # fmt: skip
    assert counted(checked, "registro.sur", PAST) == []


def test_each_number_opens_the_people_it_counts(checked: Village) -> None:
    client = browser_of(checked, "direccion.norte")
    page = client.get("/revision/").content.decode()
    assert "Una persona sigue después del final calculado de su pena: 149 días" in page
    assert "/revision/pena-cumplida/?grupo=every&amp;centro=norte" in page
    listed = client.get("/revision/pena-cumplida/?grupo=every&centro=norte").content.decode()
    assert "Peña Santos, Yaneth" in listed
    assert "Ábrego Santos, Nilka" not in listed
    assert "23 ene 2024 / 2 feb 2024" in listed


def test_defender_judge_and_director_see_the_same_line(checked: Village) -> None:
    reach(checked, PASSED)
    lines = []
    for account in ("direccion.norte", "garantias.1", "cumplimiento.1", "defensa.ana"):
        reader = checked.reader(account)
        with acting(reader):
            rows = reviews.every_line(user=reader, which=ReviewFilter(PAST, "every"), day=TODAY)
        lines.append([(row.name, row.first_day, row.last_day) for row in rows])
    assert lines[0]
    assert lines == [lines[0]] * 4
    with acting(checked.reader("defensa.luis")) as luis:
        assert reviews.every_line(user=luis, which=ReviewFilter(PAST), day=TODAY) == []


def test_who_left_early_is_shown_to_the_clerk_of_her_court_alone(checked: Village) -> None:
    reach(checked, LEFT)
    name = "Batista Santos, Ofelia"
    for account in ("nacional", "direccion.norte", "cumplimiento.1", "garantias.1", "defensa.ana"):
        reader = checked.reader(account)
        with acting(reader):
            assert not ComputationNow.objects.filter(person=checked.people[LEFT]).exists()
            assert reviews.every_line(user=reader, which=ReviewFilter(RELEASED), day=TODAY) == []
        client = browser_of(checked, account)
        assert client.get("/revision/salida-antes/").status_code == 404
        for what in ("", "archivo/json/", "archivo/csv/"):
            sent = client.get(f"/personas/{checked.people[LEFT].public_id}/liquidacion/{what}")
            assert b"RELEASED_BEFORE_END" not in sent.content
    clerk = browser_of(checked, "secretaria.cumplimiento")
    assert name in clerk.get("/revision/salida-antes/").content.decode()
    page = clerk.get(f"/personas/{checked.people[LEFT].public_id}/liquidacion/").content.decode()
    assert "RELEASED_BEFORE_END" in page


@pytest.mark.usefixtures("checked")
def test_a_death_is_no_release_to_check(checked: Village) -> None:
    with acting(JOBS):
        person = checked.people[PASSED]
        sentence_of(person, years=9)
        row = actions.propose_release(person=person, end_date=TODAY, order=None, end_kind="death",
                                      **BY)  # fmt: skip
    second = checked.reader("nacional")
    with acting(second):
        actions.confirm_release(entity=row.entity, by=second, at=NOON)
    with acting(JOBS):
        assert not ComputationNow.objects.get(person=person).released_before


def test_it_is_computed_anew_before_the_page_that_wrote_returns(checked: Village) -> None:
    person = checked.people[PASSED]
    with acting(JOBS):
        sentence_of(person, years=9)
    assert counted(checked, "nacional", PAST) == [("norte", "some", 1, 0, 8)]
    with acting(JOBS):
        actions.record_credit(person=person, kind="other", days=3, document="R-1", **BY)
        assert ComputationNow.objects.get(person=person).code == "CREDIT_OF_ANOTHER_KIND"
    page = browser_of(checked, "registro.norte").get("/revision/a-mano/").content.decode()
    assert "Peña Santos, Yaneth" in page
    assert "CREDIT_OF_ANOTHER_KIND" in page
    by = checked.reader("registro.norte")
    with acting(by):
        actions.keep_computation(
            person=person, as_of=TODAY, set_dates={"end": date(2027, 1, 1)}, reason="auto",
            document="A-1", by=by, at=NOON,
        )  # fmt: skip
    page = browser_of(checked, "registro.norte").get("/revision/a-mano/").content.decode()
    assert "Yaneth" not in page


def test_a_date_set_by_a_person_stands_beside_the_computed_end(checked: Village) -> None:
    by, second = checked.reader("registro.norte"), checked.reader("nacional")
    with acting(by):
        row = actions.keep_computation(
            person=checked.people[PASSED], as_of=TODAY, set_dates={"end": date(2025, 1, 1)},
            reason="auto", document="A-1", by=by, at=NOON,
        )  # fmt: skip
    with acting(second):
        actions.sign_computation(entity=row.entity, end=date(2025, 1, 1), by=second, at=NOON)
    page = browser_of(checked, "direccion.norte").get("/revision/pena-cumplida/").content.decode()
    assert "una persona fijó el 1 ene 2025" in page
    assert "23 ene 2024 / 2 feb 2024" in page


def test_the_limit_of_detention_is_a_list_protected_and_oldest_first(checked: Village) -> None:
    with acting(JOBS):
        young = checked.people["Rosa Ñuñez Santos"]
        actions.record_dependant(person=young, relation="child_inside", **BY)
        actions.admit_person(
            actions.Admission(
                surnames="Cerca", given_names="Ana", sex="F", status="pretrial",
                facility=checked.facilities["norte"], start_date=date(2023, 8, 20),
            ), **BY,
        )  # fmt: skip
        actions.record_fact(person=checked.people["Marta Quirós Santos"], value="false",
                            name="case_declared_complex", state="declared", **BY)  # fmt: skip
    reader = checked.reader("direccion.norte")
    with acting(reader):
        rows = reviews.every_line(user=reader, which=ReviewFilter(LIMIT), day=TODAY)
    kinds = {row.name: row.kind for row in rows}
    assert kinds["Cerca, Ana"] == "near"  # 20 Aug 2023: 315 days
    # Held since March 2022; whether her case is complex is declared, not proved.
    assert kinds["Quirós Santos, Marta"] == "perhaps"
    # Born in 1962 and 1964; one of them has a child inside.
    assert [(row.name, row.protected) for row in rows[:3]] == [
        ("Quirós Santos, Marta", 1), ("Ñuñez Santos, Rosa", 3), (rows[2].name, 0),
    ]  # fmt: skip
    rest = [str(row.first_day) for row in rows if not row.protected]
    assert rest == sorted(rest)


def test_a_list_is_paged_by_key_both_ways(checked: Village) -> None:
    reader, which = checked.reader("nacional"), ReviewFilter(LIMIT)
    about: dict[str, Any] = {"user": reader, "which": which, "day": TODAY, "order": "name"}
    noted: dict[str, Any] = {"purpose": "custody", "at": NOON, "limit": 6}
    with acting(reader):
        everybody = [row.name for row in reviews.every_line(**about)]
        seen, after = [], None
        for _ in range(10):
            page = reviews.review(**about, **noted, after=after)
            seen += [row.name for row in page.rows]
            after, last = page.after, page
            if after is None:
                break
        back = reviews.review(**about, **noted, before=last.before)
    assert seen == everybody
    assert len(everybody) > 12
    assert [row.name for row in back.rows] == everybody[: len(seen) // 6 * 6][-6:]


def test_nobody_asks_for_a_list_there_is_not(village: Village) -> None:
    client = browser_of(village, "nacional")
    assert client.get("/revision/otra/").status_code == 404
    sent = {"_key": str(uuid4()), "order": "no", "grupo": "no", "centro": "x" * 90}
    assert client.post("/revision/pena-cumplida/archivo/", sent).status_code == 302
