"""Other rules are counted over everybody first, and judge nobody until a person decides.

The village has 20 people sentenced to 5 years. The law before, in these tests, let community work
(PA-CP-065) up to 4 years only; the program as it is brings 5.
"""

import re
from datetime import UTC, date, datetime

import pytest
from django.db import ProgrammingError, transaction

from segunda.access.clock import today
from segunda.access.models import AuditEntry
from segunda.access.scope import JOBS, acting
from segunda.law.rules import source_of
from segunda.law.text import Refusal
from segunda.registry import actions
from segunda.registry.computing.now import moved_ends
from segunda.registry.keeping import checking, law_in_use
from segunda.registry.models import ComputationNow, LawChange, Verdict
from segunda.registry.models.verdicts import NOT_MET
from segunda.registry.rules_in_use import named, shipped
from segunda.registry.tests.pages import browser_of
from segunda.registry.verdicts import law_page
from segunda.web.once import new_key
from tests.village.day import NOON
from tests.village.people import Village

pytestmark = pytest.mark.django_db(databases=["default", "refusals"])
RULE = "PA-CP-065"


def taken_before(sources: dict[str, str]) -> LawChange:
    """The rules of an earlier version of the program, in use in this record."""
    with acting(JOBS):
        return LawChange.objects.create(
            fingerprint="0" * 64, sources=sources, day=date(2024, 6, 1), people=0, effects=[],
            noticed_at=NOON, decided_at=NOON,
        )  # fmt: skip


def shipped_sources() -> dict[str, str]:
    return {one.id: source_of(one.id) for one in shipped()}


def four_years() -> dict[str, str]:
    """The rules of today, but for the limit of one."""
    sources = shipped_sources()
    assert "value: 60," in sources[RULE]
    sources[RULE] = sources[RULE].replace("value: 60,", "value: 48,")
    return sources


def not_met() -> int:
    """Of how many people that rule now says that they do not meet it."""
    with acting(JOBS):
        rows = Verdict.objects.filter(superseded_at=None, law__rule=RULE)
        return rows.filter(answer=NOT_MET).count()


@pytest.fixture
def change(village: Village) -> LawChange:
    """The change that was noticed, by the job, and waits."""
    assert village
    taken_before(four_years())
    checking.catch_up()
    with acting(JOBS):
        waits = law_in_use.waiting()
    assert waits is not None
    return waits


@pytest.mark.usefixtures("village")
def test_the_first_rules_of_a_record_are_in_use_at_once() -> None:
    checking.catch_up()
    with acting(JOBS):
        row = LawChange.objects.get()
        assert law_in_use.waiting() is None
    assert (row.fingerprint, row.decided_by, row.effects) == (law_in_use.shipped_print(), None, [])
    assert row.sources == shipped_sources()


def test_before_and_after_are_counted_over_everybody(change: LawChange) -> None:
    (effect,) = change.effects
    assert change.people == 40
    assert effect["rule"] == RULE
    assert effect["before"] == {"met": 0, "unknown": 0, "not_met": 40}
    assert effect["after"] == {"met": 0, "unknown": 20, "not_met": 20}
    assert (effect["gain"], effect["lose"]) == (20, 0)
    sexes = {sex: counts["gain"] for sex, counts in effect["by"]["sex"].items()}
    assert sexes == {"F": 10, "M": 10}


def test_until_a_person_decides_the_rules_before_judge(change: LawChange, village: Village) -> None:
    assert not_met() == 40
    woman, by = village.people["Yaneth Peña Santos"], village.reader("registro.norte")
    with acting(by):
        actions.record_fact(
            person=woman, name="consents", value="true", state="declared", by=by, at=NOON
        )
    assert not_met() == 40
    national = village.reader("nacional")
    with acting(national):
        actions.decide_law(change=change.pk, by=national, at=NOON)
    checking.catch_up()
    assert not_met() == 20
    with acting(JOBS):
        assert AuditEntry.objects.filter(action="law.decide", object_id=str(change.pk)).exists()
        assert law_in_use.waiting() is None
    checking.catch_up()
    with acting(JOBS):
        assert LawChange.objects.count() == 2


def test_the_first_rules_of_a_record_change_nothing_and_say_so(village: Village) -> None:
    checking.catch_up()
    with acting(JOBS):
        first = LawChange.objects.get()
    page = browser_of(village, "nacional").get(f"/ley/cambios/{first.pk}/").content.decode()
    assert "Las primeras reglas de este registro" in page
    assert "Contado sobre" not in page


def test_what_came_in_the_evening_has_the_day_of_panama(village: Village) -> None:
    night = datetime(2024, 6, 2, 2, 30, tzinfo=UTC)  # half past nine of the 1st in Panama
    with acting(JOBS):
        one = LawChange.objects.create(
            fingerprint="1" * 64, sources=shipped_sources(), day=date(2024, 6, 1), people=0,
            effects=[], noticed_at=night, decided_at=night,
        )  # fmt: skip
    client = browser_of(village, "nacional")
    for address in ("/ley/cambios/", f"/ley/cambios/{one.pk}/"):
        page = client.get(address).content.decode()
        assert "1 jun 2024" in page
        assert "2 jun 2024" not in page


@pytest.mark.usefixtures("change")
def test_her_own_page_says_what_the_lists_say(village: Village) -> None:
    person, reader = village.people["Yaneth Peña Santos"], village.reader("registro.norte")
    with acting(reader):
        told = {one.rule.id: one for one in law_page(
            user=reader, person=person.pk, today=today()).told}  # fmt: skip
    assert told[RULE].verdict is False


def test_a_rule_that_is_gone_judges_and_is_named_until_it_is_decided(village: Village) -> None:
    gone = source_of(RULE).replace(f"id: {RULE}", "id: PA-GONE")
    taken_before({**shipped_sources(), "PA-GONE": gone})
    checking.catch_up()
    with acting(JOBS):
        waits = law_in_use.waiting()
        assert waits is not None
        (effect,) = waits.effects
        assert (effect["rule"], effect["lose"], effect["after"]["not_met"]) == ("PA-GONE", 20, 40)
        assert Verdict.objects.filter(superseded_at=None, law__rule="PA-GONE").count() == 40
        assert named("PA-GONE").title.es == "Trabajo comunitario"
        with pytest.raises(KeyError):
            named("PA-NEVER")
    client = browser_of(village, "nacional")
    assert client.get("/cambios/").status_code == 200
    assert client.get(f"/ley/cambios/{waits.pk}/").status_code == 200


def test_noticed_once_and_decided_once(change: LawChange, village: Village) -> None:
    checking.catch_up()
    with acting(JOBS):
        assert LawChange.objects.count() == 2
    national = village.reader("nacional")
    with acting(national):
        actions.decide_law(change=change.pk, by=national, at=NOON)
        with pytest.raises(Refusal, match="ya se decidió"):
            actions.decide_law(change=change.pk, by=national, at=NOON)


@pytest.mark.usefixtures("village")
def test_other_words_alone_need_no_decision() -> None:
    sources = shipped_sources()
    sources[RULE] = re.sub(r"Trabajo comunitario", "Trabajo en la comunidad", sources[RULE])
    assert sources[RULE] != shipped_sources()[RULE]
    taken_before(sources)
    checking.catch_up()
    with acting(JOBS):
        newest = LawChange.objects.order_by("-pk")[0]
    assert newest.fingerprint == law_in_use.shipped_print()
    assert newest.decided_at is not None
    assert newest.decided_by is None


def test_the_database_lets_nobody_else_decide(change: LawChange, village: Village) -> None:
    with acting(village.reader("registro.norte")):
        rows = LawChange.objects.filter(pk=change.pk)
        with transaction.atomic():
            assert rows.update(decided_at=NOON) == 0
    with (
        acting(village.reader("nacional")),
        pytest.raises(ProgrammingError),
        transaction.atomic(),
    ):
        LawChange.objects.filter(pk=change.pk).update(effects=[])


def test_ends_computed_before_stand_until_it_is_decided(village: Village) -> None:
    checking.check_everybody("first")
    with acting(JOBS):
        kept = list(ComputationNow.objects.order_by("person_id"))
        ComputationNow.objects.all().delete()
        first, was = kept[0], kept[0].end_first
        first.end_first = first.end_last = date(2020, 1, 1)
        for row in kept:
            row.law = "f" * 64
        ComputationNow.objects.bulk_create(kept)
        moved = moved_ends(today())
    assert moved is not None
    assert (moved["people"], moved["moved"], moved["later"]) == (20, 1, 1)
    taken_before(shipped_sources())
    checking.catch_up()
    with acting(JOBS):
        waits = law_in_use.waiting()
        assert waits is not None
        assert waits.effects == []
        assert ComputationNow.objects.get(pk=first.pk).end_first == date(2020, 1, 1)
    national = village.reader("nacional")
    with acting(national):
        actions.decide_law(change=waits.pk, by=national, at=NOON)
    checking.check_everybody("law")
    with acting(JOBS):
        assert ComputationNow.objects.get(pk=first.pk).end_first == was


def test_on_the_pages_one_looks_and_decides(change: LawChange, village: Village) -> None:
    client = browser_of(village, "nacional")
    assert "Reglas nuevas del programa" in client.get("/").content.decode()
    page = client.get(f"/ley/cambios/{change.pk}/").content.decode()
    assert "Trabajo comunitario" in page
    assert "Ponerlas en uso" in page
    judge = browser_of(village, "cumplimiento.1").get(f"/ley/cambios/{change.pk}/").content.decode()
    assert "Ponerlas en uso" not in judge
    address = f"/ley/cambios/{change.pk}/usar/"
    sent = client.post(address, {"note": "Gaceta ficticia", "_key": new_key(), "_form": "sheet"})
    assert sent.status_code == 302
    assert "Gaceta ficticia" in client.get(f"/ley/cambios/{change.pk}/").content.decode()
