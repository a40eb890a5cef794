"""A verdict is written only when it differs, at once when a fact changes, and says why."""

import re
from datetime import timedelta
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pytest
from django.db import connection

from segunda.access.clock import today
from segunda.access.scope import JOBS, acting
from segunda.registry import actions, facts
from segunda.registry.actions.write import writing
from segunda.registry.facts import people_table
from segunda.registry.keeping import check_everybody, checking, versions
from segunda.registry.keeping.answers import _of_few, _of_many
from segunda.registry.keeping.versions import versions_on
from segunda.registry.migrations import __path__ as migrations
from segunda.registry.models import (
    FactRecord,
    PaperNeed,
    Person,
    RuleVersion,
    ToCheck,
    Verdict,
    VerdictRun,
)
from segunda.registry.models.verdicts import MET, NOT_MET, PAPERS, UNKNOWN
from segunda.registry.rules_in_use import rules_on
from tests.village.day import NOON
from tests.village.people import Village


@pytest.fixture
def woman(village: Village) -> Person:
    """Someone held in the facility of the north."""
    return next(p for name, p in village.people.items() if p.held and p.sex == "F")


def standing(person: Person) -> dict[str, Verdict]:
    """What stands about a person, by rule."""
    with acting(JOBS):
        rows = Verdict.objects.filter(person=person, superseded_at=None).select_related("law")
        return {row.law.rule: row for row in rows}


def record(village: Village, account: str, person: Person, name: str, value: str) -> None:
    """One fact, declared."""
    by = village.reader(account)
    with acting(by):
        actions.record_fact(person=person, name=name, value=value, state="declared", by=by, at=NOON)


@pytest.mark.usefixtures("village")
def test_everybody_held_has_one_verdict_of_each_rule() -> None:
    with acting(JOBS):
        held = Person.objects.filter(held=True, merged_into=None).count()
        kept = Verdict.objects.filter(superseded_at=None).count()
    assert kept == held * len(rules_on(today())) > 0


@pytest.mark.usefixtures("village")
def test_a_check_of_everybody_finds_nothing_to_write() -> None:
    """What the actions left, one by one with the plain evaluator, is what a table of all says."""
    with patch("segunda.registry.keeping.answers.FEW", 1):
        run = check_everybody("day")
    assert (run.changed, run.people) == (0, held_now())
    assert VerdictRun.objects.count() == 1


def held_now() -> int:
    with acting(JOBS):
        return Person.objects.filter(held=True, merged_into=None).count()


def test_a_fact_changes_the_verdict_before_the_action_returns(
    village: Village, woman: Person
) -> None:
    convict(village, woman)
    before = standing(woman)
    record(village, "registro.norte", woman, "conduct_good", "false")
    after = standing(woman)
    new = {rule: row for rule, row in after.items() if row.pk != before[rule].pk}
    assert "PA-CP-058" in new
    assert {(row.cause, row.detail) for row in new.values()} == {("fact", "conduct_good")}
    assert all(bytes(row.facts) != bytes(before[rule].facts) for rule, row in new.items())
    for rule, row in new.items():
        moved = row.answer != before[rule].answer
        assert row.was == (before[rule].answer if moved else None)


def convict(village: Village, person: Person) -> None:
    """Her sentence is final."""
    by = village.reader("registro.norte")
    with acting(by):
        actions.change_status(
            person=person, status="sentenced_final", start_date=today(), by=by, at=NOON
        )


def test_the_day_alone_changes_verdicts_and_says_so(village: Village, woman: Person) -> None:
    convict(village, woman)
    record(village, "registro.norte", woman, "sentence_months", "24")
    later = today() + timedelta(days=1200)
    run = check_everybody("day", day=later)
    moved = [row for row in standing(woman).values() if row.was is not None and row.cause == "day"]
    assert run.changed
    assert moved
    assert {row.detail for row in moved} == {later.isoformat()}
    assert check_everybody("day", day=later).changed == 0


def test_whoever_leaves_has_no_verdict_left(woman: Person) -> None:
    with acting(JOBS):
        Person.objects.filter(pk=woman.pk).update(held=False)
        assert ToCheck.objects.filter(person=woman).exists()
        checking.check_marked()
        assert not ToCheck.objects.exists()
        assert not PaperNeed.objects.filter(person=woman).exists()
    assert standing(woman) == {}


def test_a_sealed_fact_changes_no_ordinary_verdict(village: Village, woman: Person) -> None:
    before = {rule: row.facts for rule, row in standing(woman).items()}
    record(village, "salud.norte", woman, "pregnant", "true")
    after = standing(woman)
    changed = {rule for rule, row in after.items() if bytes(row.facts) != bytes(before[rule])}
    assert changed
    assert all(after[rule].fact_class == "sealed" for rule in changed)
    assert {after[rule].detail for rule in changed} == {"pregnant"}


def test_a_reader_of_ordinary_facts_sees_no_sealed_verdict_and_no_sealed_paper(
    village: Village, woman: Person
) -> None:
    def seen(account: str) -> tuple[set[str], list[Any]]:
        with acting(village.reader(account)):
            rules = set(Verdict.objects.values_list("law__rule", flat=True))
            papers = PaperNeed.objects.filter(person=woman).order_by("paper")
            return rules, list(papers.values_list("paper", "paths", "alone"))

    before = seen("direccion.norte")
    record(village, "salud.norte", woman, "pregnant", "true")
    assert seen("direccion.norte") == before
    sealed = {v.rule for v in RuleVersion.objects.filter(fact_class="sealed")}
    assert sealed
    assert not sealed & before[0]
    assert sealed & seen("salud.norte")[0]


def test_nobody_writes_a_verdict_but_a_check(village: Village) -> None:
    with acting(village.reader("nacional")), connection.cursor() as cursor:
        cursor.execute("UPDATE registry_verdict SET superseded_at = now()")
        assert cursor.rowcount == 0
        cursor.execute("DELETE FROM registry_paperneed")
        assert cursor.rowcount == 0
        cursor.execute("SELECT count(*) FROM registry_tocheck")
        assert cursor.fetchone() == (0,)


def test_the_reader_is_herself_again_after_a_check(village: Village, woman: Person) -> None:
    by = village.reader("registro.norte")
    with acting(by):
        seen = Person.objects.count()
        actions.record_fact(
            person=woman, name="sentence_months", value="12", state="declared", by=by, at=NOON
        )
        assert Person.objects.count() == seen < 40


def test_a_version_of_the_law_is_written_for_each_verdict_made_anew(
    woman: Person,
) -> None:
    first = versions_on(today(), NOON)[0].rule.id
    old = standing(woman)
    real = versions._fingerprint
    with patch.object(versions, "_fingerprint", lambda r, d: "x" * 64 if r.id == first
                      else real(r, d)):  # fmt: skip
        versions._described_by.cache_clear()
        assert checking.is_due(today())
        check_everybody("law")
    versions._described_by.cache_clear()
    new = standing(woman)
    assert new[first].pk != old[first].pk
    assert new[first].cause == "law"
    assert {rule for rule in new if new[rule].pk != old[rule].pk} == {first}


def test_the_marks_stand_on_every_table_the_facts_are_read_from() -> None:
    source = Path(facts.__file__).read_text(encoding="utf-8")
    read = {name.lower() for name in re.findall(r"(\w+)\.objects", source)}
    text = (Path(migrations[0]) / "0007_to_check.py").read_text(encoding="utf-8")
    marked = set(re.findall(r'^    "(\w+)": "\w+",$', text, re.MULTILINE))
    assert read == marked


def test_a_page_leaves_the_name_while_everybody_is_checked(
    village: Village, woman: Person, addresses: Any
) -> None:
    import psycopg

    with psycopg.connect(addresses.jobs) as other:
        other.execute("SELECT pg_advisory_xact_lock(%s)", [checking.EVERYBODY])
        record(village, "registro.norte", woman, "sentence_months", "36")
        with acting(JOBS):
            assert [row.detail for row in ToCheck.objects.filter(person=woman)] == [
                "sentence_months"
            ]
    checking.catch_up()
    with acting(JOBS):
        assert not ToCheck.objects.exists()


def test_marks_a_load_has_left_hold_up_no_page(
    village: Village, woman: Person, addresses: Any
) -> None:
    """More people wait for the job than a page would check; hers is checked all the same."""
    import psycopg

    convict(village, woman)
    before = standing(woman)["PA-CP-058"]
    with psycopg.connect(addresses.owner, autocommit=True) as other:
        other.execute(
            "INSERT INTO registry_tocheck (person_id, cause, detail, xact) "
            "SELECT id, 'load', '1', 1 FROM registry_person"
        )
        try:
            with patch.object(checking, "AT_ONCE", 3):
                record(village, "registro.norte", woman, "conduct_good", "false")
            with acting(JOBS):
                assert ToCheck.objects.filter(cause="load").count() > 3
                assert not ToCheck.objects.filter(cause="fact").exists()
        finally:
            other.execute("DELETE FROM registry_tocheck WHERE xact = 1")
    assert standing(woman)["PA-CP-058"].pk != before.pk


@pytest.mark.usefixtures("village")
def test_few_and_many_are_judged_alike() -> None:
    """The whole village, with facts of every kind, by both evaluators."""
    with acting(JOBS), writing():
        for place, person in enumerate(Person.objects.filter(held=True).order_by("pk")):
            for name, value in (("sentence_months", str(12 * (place % 9))),
                                ("legal_status", "sentenced_final"),
                                ("pregnant", "true" if person.sex == "F" else "false"),
                                ):  # fmt: skip
                if place % 3 and FactRecord.objects.filter(person=person, name=name).count() == 0:
                    actions.record_fact(person=person, name=name, value=value, state="declared",
                                        by=JOBS, at=NOON)  # fmt: skip
    with acting(JOBS):
        table = people_table(user=JOBS)
        day = today() + timedelta(days=90)
        which = versions_on(day, NOON)
        few, many = _of_few(table, which, day), _of_many(table, which, day)
    assert few.equals(many)
    answers = {value for v in which for value in few[f"{v.id}:answer"]}
    assert {MET, PAPERS, UNKNOWN, NOT_MET} - answers <= {MET}


def test_a_need_is_gone_when_its_paper_decides_nothing_more(
    village: Village, woman: Person
) -> None:
    def wanted() -> set[str]:
        with acting(JOBS):
            return set(PaperNeed.objects.filter(person=woman).values_list("paper", flat=True))

    before = wanted()
    convict(village, woman)
    assert before != wanted()
