"""What a person chooses in the inbox is kept, done, and comes in when the file is loaded again."""

import pytest

from segunda.access.models import User
from segunda.access.scope import JOBS, acting
from segunda.law.text import Refusal
from segunda.registry.loading import apply, check, start
from segunda.registry.loading.settling import PROBLEMS, choices_of, once_more, settle
from segunda.registry.loading.tests.files import (
    JULY,
    NOON,
    account,
    content,
    facility,
    load,
    person,
)
from segunda.registry.loading.tests.rows import ask
from segunda.registry.loading.tests.test_the_inbox import entered, her
from segunda.registry.models import Facility, FactRecord, Load, Settlement

pytestmark = pytest.mark.usefixtures("record")


def settled(choice: str, by: User, where: Facility | None = None) -> Settlement:
    """The only open matter, settled so."""
    with acting(JOBS):
        one = Settlement.objects.get(settled_at=None)
        settle(JOBS, one, choice=choice, reason="visto", by=by, at=NOON, facility=where)
        return Settlement.objects.get(pk=one.pk)


def again(load_: Load) -> Load:
    """The last file once more."""
    with acting(JOBS):
        one = once_more(JOBS, load_, by=None, at=NOON)
    one = check(one.pk, at=NOON)
    with acting(JOBS):
        start(JOBS, one, good_rows_now=True, by=None, at=NOON)
    return apply(one.pk, at=NOON)


def test_every_problem_has_words_and_a_choice() -> None:
    from segunda.registry.loading.outcomes import PROBLEMS as ROWS

    assert {problem for problem, *_ in ROWS} <= set(PROBLEMS)
    assert all(choices_of(Settlement(problem=problem)) for problem in PROBLEMS)


def test_the_same_person_then_takes_her_row() -> None:
    clerk, known = account("archivo"), entered()
    done = load(content(person(1), person(2)), good_rows_now=True)
    settled("same_person", clerk)
    once = again(done)
    assert (once.state, once.account["settle"], once.account["changed"]) == ("done", 0, 1)
    assert her() == known.pk
    assert ask("SELECT surnames FROM registry_person WHERE id = %s", known.pk) == [
        ("Santos Vega 1",)
    ]


def test_a_facility_learns_another_name() -> None:
    clerk = account("archivo")
    done = load(content(person(1, facility="C.P. del Norte")))
    settled("facility", clerk, facility("norte"))
    assert again(done).state == "done"
    assert ask("SELECT f.code FROM registry_person p JOIN registry_facility f "
               "ON f.id = p.facility_id") == [("norte",)]  # fmt: skip


def test_a_fact_is_given_up_for_what_the_source_says() -> None:
    clerk = account("archivo")
    load(content(person(1, has_home=True)))
    with acting(JOBS):
        FactRecord.objects.create(person_id=her(), fact_class="ordinary", name="has_home",
                                  value="true", state="declared", recorded_at=NOON)  # fmt: skip
    load(content(person(1, has_home=False)), JULY)
    settled("source", clerk)
    assert ask("SELECT count(*) FROM registry_factrecord WHERE superseded_at IS NULL") == [(0,)]


def test_a_choice_needs_a_reason_is_made_once_and_leaves_a_trace() -> None:
    clerk = account("archivo")
    entered()
    load(content(person(1), person(2)), good_rows_now=True)
    with acting(JOBS):
        one = Settlement.objects.get()
    for choice, reason in (("keep", "visto"), ("leave", " ")):
        with acting(JOBS), pytest.raises(Refusal, match="Escoja una de las opciones"):
            settle(JOBS, one, choice=choice, reason=reason, by=clerk, at=NOON)
    settled("leave", clerk)
    with acting(JOBS), pytest.raises(Refusal, match="ya lo resolvió otra persona"):
        settle(JOBS, one, choice="leave", reason="visto", by=clerk, at=NOON)
    assert ask("SELECT count(*) FROM access_auditentry WHERE action = 'load.settle'") == [(1,)]
