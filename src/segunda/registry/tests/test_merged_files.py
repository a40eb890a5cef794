"""Two files of one person are joined and separated; neither loses a row, and one is found."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection

from segunda.access.scope import Reader, acting
from segunda.law.text import Refusal
from segunda.registry import actions, queries
from segunda.registry.facts import people_table
from segunda.registry.models import Person
from tests.village import NOON, Village

pytestmark = pytest.mark.django_db(databases=["default", "refusals"])
KEPT, MERGED, THIRD = "Marta Quirós Santos", "Ofelia Batista Vega", "Dalys Moreno Vega"


def rows_of(people: list[int]) -> dict[str, list[str]]:
    """Every row about these people, of every table, as text."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT conrelid::regclass::text, a.attname FROM pg_constraint k "
            "JOIN pg_attribute a ON a.attrelid = k.conrelid AND a.attnum = k.conkey[1] "
            "WHERE k.contype = 'f' AND k.confrelid = 'registry_person'::regclass "
            "AND k.conrelid <> 'registry_merge'::regclass AND k.conrelid <> k.confrelid"
        )
        found = {}
        for table, column in [*cursor.fetchall(), ("registry_person", "id")]:
            cursor.execute(
                f"SELECT t::text FROM {table} t WHERE {column} = ANY(%s) ORDER BY 1",  # noqa: S608
                [people],
            )
            found[table] = [text for (text,) in cursor.fetchall()]
    return found


def left(village: Village, name: str, by: Reader) -> Person:
    """A file of somebody who is not held: half of all duplicates are of those who came back."""
    person = village.people[name]
    row = actions.propose_release(
        person=person, end_date=date(2024, 6, 1), order=None, end_kind="escape", by=by, at=NOON
    )
    with acting(village.reader("nacional.dos")) as other:
        actions.confirm_release(entity=row.entity, by=other, at=NOON)
    with acting(by):
        person.refresh_from_db()
    return person


def test_merged_and_unmerged_is_byte_for_byte_as_before(village: Village, national: Reader) -> None:
    kept, merged = village.people[KEPT], left(village, MERGED, national)
    both = [kept.pk, merged.pk]
    before = rows_of(both)
    row = actions.merge_people(kept=kept, merged=merged, by=national, at=NOON, points=80)
    during = rows_of(both)
    assert {t: r for t, r in during.items() if t != "registry_person"} == {
        t: r for t, r in before.items() if t != "registry_person"
    }
    actions.unmerge_people(entity=row.entity, by=national, at=NOON + timedelta(hours=1))
    assert rows_of(both) == before


def test_the_merged_file_is_read_found_and_evaluated_in_the_kept(
    village: Village, national: Reader
) -> None:
    kept, merged = village.people[KEPT], left(village, MERGED, national)
    actions.record_fact(
        person=merged, name="poverty", value="true", state="declared", by=national, at=NOON
    )
    actions.correct_name(
        person=merged, surnames="", given_names="La Canaria", kind="alias", by=national, at=NOON
    )
    actions.merge_people(kept=kept, merged=merged, by=national, at=NOON)
    file = queries.open_file(user=national, public_id=merged.public_id, purpose="custody", at=NOON)
    assert file.person.pk == kept.pk
    assert {row["person_id"] for row in file["personname"]} == {kept.pk, merged.pk}
    number = merged.identitynumber_set.get().number
    for text in ("Ofelia Batista", "La Canaria", number):
        found = queries.search_people(user=national, text=text, purpose="custody", at=NOON)
        assert kept.pk in [one.person for one in found], text
        assert merged.pk not in [one.person for one in found], text
    table = people_table(user=national, people=[kept.pk])
    assert table["poverty"].to_list() == [True]
    assert merged.pk not in people_table(user=national)["id"].cast(int).to_list()


def test_files_merged_in_a_row_are_one(village: Village, national: Reader) -> None:
    first, second = left(village, THIRD, national), left(village, MERGED, national)
    kept = village.people[KEPT]
    actions.merge_people(kept=second, merged=first, by=national, at=NOON)
    actions.merge_people(kept=kept, merged=second, by=national, at=NOON)
    file = queries.open_file(user=national, public_id=first.public_id, purpose="custody", at=NOON)
    assert file.person.pk == kept.pk
    assert set(file.people) == {kept.pk, second.pk, first.pk}


def test_before_the_merge_was_known_the_files_were_two(village: Village, national: Reader) -> None:
    kept, merged = village.people[KEPT], left(village, MERGED, national)
    later = NOON + timedelta(days=3)
    row = actions.merge_people(kept=kept, merged=merged, by=national, at=later)
    actions.unmerge_people(entity=row.entity, by=national, at=later + timedelta(days=3))

    def people(known_on: Any) -> set[int]:
        return set(
            queries.open_file(
                user=national, public_id=kept.public_id, purpose="custody", at=later,
                known_on=known_on,
            ).people
        )  # fmt: skip

    assert people(NOON + timedelta(days=1)) == {kept.pk}
    assert people(later + timedelta(days=1)) == {kept.pk, merged.pk}
    assert people(later + timedelta(days=4)) == people(None) == {kept.pk}


def test_a_person_who_is_held_stays_on_the_lists(village: Village, national: Reader) -> None:
    held, gone = village.people[KEPT], left(village, MERGED, national)
    with pytest.raises(Refusal, match="conserve aquel"):
        actions.merge_people(kept=gone, merged=held, by=national, at=NOON)
    with pytest.raises(Refusal, match="custodia abierta"):
        actions.merge_people(kept=held, merged=village.people[THIRD], by=national, at=NOON)
    before = queries.census(user=national).total
    actions.merge_people(kept=held, merged=gone, by=national, at=NOON)
    assert queries.census(user=national).total == before == 39


def test_nothing_more_is_written_in_a_merged_file(village: Village, national: Reader) -> None:
    kept, merged = village.people[KEPT], left(village, MERGED, national)
    actions.merge_people(kept=kept, merged=merged, by=national, at=NOON)
    admission = actions.Admission(
        surnames="x", given_names="y", sex="F", start_date=date(2024, 6, 5), status="pretrial",
        facility=village.facilities["norte"],
    )  # fmt: skip
    with pytest.raises(Refusal, match="unido a otro"):
        actions.admit_person(admission, by=national, at=NOON, person=merged)
    with pytest.raises(Refusal):
        actions.merge_people(kept=merged, merged=kept, by=national, at=NOON)
