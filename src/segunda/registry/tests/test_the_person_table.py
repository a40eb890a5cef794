"""What the record tells the law about a person, and what the law then answers, by hand."""

from datetime import date
from typing import Any
from uuid import uuid4

import pytest

from segunda.access.scope import JOBS, Reader, acting
from segunda.registry import actions
from segunda.registry.facts import people_table
from segunda.registry.models import Document, Person, SourceRecord
from segunda.registry.verdicts import law_page
from tests.village.day import NOON, TODAY
from tests.village.people import Village

pytestmark = pytest.mark.django_db(databases=["default", "refusals"])
MARTA = "Marta Quirós Santos"  # number 2: awaiting trial since 3 March 2022, born 14 May 1962
YANETH = "Yaneth Peña Santos"  # number 1: sentenced on 1 June 2023 to five years, by FIC-SENT


def told(reader: Reader, person: Person) -> dict[str, Any]:
    """The one row of a person, without what is not known."""
    (row,) = people_table(user=reader, people=[person.pk]).to_dicts()
    return {name: value for name, value in row.items() if value is not None}


def fact(by: Reader, person: Person, name: str, value: str | None, **more: Any) -> None:
    fields = {"state": "declared", **more}
    actions.record_fact(person=person, name=name, value=value, by=by, at=NOON, **fields)


def paper(by: Reader, person: Person) -> Document:
    return actions.record_document(
        person=person, paper="identity_document", reference="1", by=by, at=NOON
    )


def source(person: Person, values: dict[str, Any], fact_class: str = "ordinary") -> None:
    SourceRecord.objects.create(
        person=person, source="f", fact_class=fact_class, values=values, entity=uuid4(),
        recorded_at=NOON, start_date=date(2024, 1, 1),
    )  # fmt: skip


def test_a_person_entered_by_acts(village: Village, national: Reader) -> None:
    person = village.people[MARTA]
    proof = paper(national, person)
    fact(national, person, "first_time", "true")
    fact(national, person, "conduct_good", "true", state="proved", document=proof.entity)
    fact(national, person, "work_days", "12")
    fact(national, person, "weekend_count", None, applies=False)
    fact(national, person, "junta_opinion", "favourable")
    assert told(national, person) == {
        "row": 1, "id": str(person.pk), "name": "Marta Quirós Santos",
        "facility": "Centro Norte (ficticio)", "sex": "F", "birth_date": date(1962, 5, 14),
        "custody_start_date": date(2022, 3, 3), "custody_start_date__proved": False,
        "legal_status": "pretrial", "legal_status__proved": False,
        "pretrial_start_date": date(2022, 3, 3), "pretrial_start_date__proved": False,
        "first_time": True, "first_time__applies": True, "first_time__proved": False,
        "conduct_good": True, "conduct_good__applies": True, "conduct_good__proved": True,
        "work_days": 12, "work_days__applies": True, "work_days__proved": False,
        "work_days__of": 1,
        "weekend_count__applies": False, "weekend_count__proved": False, "weekend_count__of": 1,
        "junta_opinion": "favourable", "junta_opinion__applies": True,
        "junta_opinion__proved": False,
    }  # fmt: skip


def test_a_sentence_of_the_record_is_told(village: Village, national: Reader) -> None:
    row = told(national, village.people[YANETH])
    assert row["legal_status"] == "sentenced_final"
    assert row["legal_status__proved"] is True
    assert (row["sentence_months"], row["sentence_imposed_date"]) == (60, date(2023, 6, 1))
    assert row["sentence_months__proved"] is False
    assert row["penalty_type"] == "prison"
    assert "pretrial_start_date" not in row


def test_of_several_sentences_none_is_told_alone(village: Village, national: Reader) -> None:
    """The second is in days: a length in months of the first alone would be wrong."""
    person = village.people[YANETH]
    actions.record_sentence(
        person=person, imposed_date=date(2024, 1, 1), days=20, by=national, at=NOON
    )
    assert "sentence_months" not in told(national, person)


def test_what_is_entered_here_stands_over_a_source(village: Village, national: Reader) -> None:
    person = village.people[MARTA]
    source(person, {"first_time": False, "first_time__proved": True, "has_home": True,
                    "has_home__proved": True, "consents": True})  # fmt: skip
    fact(national, person, "first_time", "true")
    fact(national, person, "consents", None)
    row = told(national, person)
    assert (row["first_time"], row["first_time__proved"]) == (True, False)
    assert (row["has_home"], row["has_home__proved"]) == (True, True)
    assert "consents" not in row  # entered: not known


@pytest.mark.parametrize(
    ("ours", "expected"),
    [
        (None, (date(1970, 1, 1), date(1970, 12, 31))),
        ((date(1970, 5, 1), date(1970, 5, 31)), (date(1970, 5, 1), date(1970, 5, 31))),
        ((date(1971, 2, 3), date(1971, 2, 3)), (date(1971, 2, 3), None)),
    ],
)
def test_a_partial_birth_stays_partial(
    village: Village, national: Reader, ours: tuple[date, date] | None, expected: tuple[date, Any]
) -> None:
    """A source knows the year; the record nothing, the month, or the day."""
    person = village.people[MARTA]
    actions.correct_particulars(
        person=person, version=None, by=national, at=NOON,
        birth_from=ours[0] if ours else None, birth_to=ours[1] if ours else None,
    )  # fmt: skip
    source(person, {"birth_date": "1970-01-01", "birth_date__latest": "1970-12-31"})
    row = told(national, person)
    assert (row["birth_date"], row.get("birth_date__latest")) == expected


def test_sealed_facts_are_not_told_to_who_may_not_see_them(village: Village) -> None:
    person = village.people[MARTA]
    with acting(JOBS):
        fact(JOBS, person, "seriously_ill", "true")
        source(person, {"pregnant": True}, "sealed")
        source(person, {"has_home": True})
    with acting(village.reader("registro.norte")) as clerk:
        row = told(clerk, person)
    assert row["has_home"] is True
    assert [name for name in row if name.startswith(("seriously_ill", "pregnant"))] == []
    with acting(village.reader("salud.norte")) as health:
        row = told(health, person)
    assert (row["seriously_ill"], row["pregnant"]) == (True, True)


# The law page -----------------------------------------------------------------------------------


def answers(reader: Reader, person: Person) -> dict[str, tuple[bool | None, set[str]]]:
    page = law_page(user=reader, person=person.pk, today=TODAY)
    return {one.rule.id: (one.verdict, {f.name for f in one.missing}) for one in page.told}


def test_two_years_awaiting_trial_are_over_the_limit_of_one(
    village: Village, national: Reader
) -> None:
    """CPP 12: over a year, where the case is not declared complex; 850 days here."""
    person = village.people[MARTA]
    assert answers(national, person)["PA-CPP-012"] == (
        None, {"legal_status", "days_in_pretrial", "case_declared_complex"},
    )  # fmt: skip
    proof = paper(national, person)
    status = person.legalstatus_set.get(superseded_at=None)
    actions.correct_row(
        kind="status", entity=status.entity, version=status.pk, by=national, at=NOON,
        changes={"document": "OFICIO 1"},
    )  # fmt: skip
    fact(national, person, "case_declared_complex", "false", state="proved", document=proof.entity)
    assert answers(national, person)["PA-CPP-012"] == (True, set())
    fact(national, person, "case_declared_complex", "true", state="proved", document=proof.entity)
    assert answers(national, person)["PA-CPP-012"] == (False, set())


def test_conditional_release_is_not_met_before_two_thirds(
    village: Village, national: Reader
) -> None:
    """CP 113: of five years from 2 February 2022, two thirds end in June 2025."""
    verdict, _ = answers(national, village.people[YANETH])["PA-CP-113"]
    assert verdict is False


def test_conditional_release_is_met_with_every_paper(village: Village, national: Reader) -> None:
    """Three years from 1 June 2022: on 30 June 2024, 760 days of 1,096 are over two thirds."""
    admission = actions.Admission(
        surnames="Canario", given_names="Rita", sex="F", start_date=date(2022, 6, 1),
        facility=village.facilities["norte"], status="pretrial", title="BOLETA 1",
    )  # fmt: skip
    person = actions.admit_person(admission, by=national, at=NOON)
    actions.change_status(
        person=person, status="sentenced_final", start_date=date(2022, 12, 1), by=national,
        at=NOON, document="SENT 1",
    )  # fmt: skip
    actions.record_sentence(
        person=person, imposed_date=date(2022, 12, 1), years=3, document="SENT 1", by=national,
        at=NOON,
    )  # fmt: skip
    proof = paper(national, person).entity
    for name in ("conduct_good", "rules_complied", "resocialisation_adequate"):
        fact(national, person, name, "true", state="proved", document=proof)
    fact(national, person, "other_pending_sentence", "false", state="proved", document=proof)
    assert answers(national, person)["PA-CP-113"] == (None, {"progressive_period"})
    fact(national, person, "progressive_period", "prelibertad", state="proved", document=proof)
    assert answers(national, person)["PA-CP-113"] == (True, set())
    fact(national, person, "conduct_good", "true")  # only declared again
    assert answers(national, person)["PA-CP-113"] == (None, {"conduct_good"})


def test_rules_on_sealed_facts_are_not_shown_and_their_number_tells_nothing(
    village: Village, national: Reader
) -> None:
    pages = [law_page(user=national, person=village.people[name].pk, today=TODAY)
             for name in (MARTA, YANETH)]  # fmt: skip
    assert pages[0].protected == pages[1].protected > 0
    with acting(village.reader("salud.norte")) as health:
        sealed = law_page(user=health, person=village.people[MARTA].pk, today=TODAY)
    assert sealed.protected == 0
    assert len(sealed.told) == len(pages[0].told) + pages[0].protected
