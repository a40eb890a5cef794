"""Whatever is done in whatever order, what a person's row repeats is what the spans say."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection, transaction
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from segunda.access.scope import Reader, acting
from segunda.law.text import Refusal
from segunda.registry import actions
from segunda.registry.models import CustodyPeriod, LegalStatus, Merge, Person, Placement
from tests.village.day import NOON, TODAY
from tests.village.people import Village

pytestmark = pytest.mark.django_db(databases=["default", "refusals"])
WHO = ("Marta Quirós Santos", "Yaneth Peña Santos", "Omar Aguilar Santos")
PLACES = ("norte", "sur", "este")
STATUSES = ("pretrial", "sentenced_not_final", "sentenced_final")
# Written anew from the rules of the record, in SQL of its own: nothing of the actions is used.
RECOMPUTED = """
SELECT p.id,
    (SELECT count(*) FROM registry_custodyperiod c WHERE c.person_id = p.id
        AND c.superseded_at IS NULL AND c.end_date IS NULL) = 1,
    (SELECT c.start_date FROM registry_custodyperiod c WHERE c.person_id = p.id
        AND c.superseded_at IS NULL AND c.end_date IS NULL),
    (SELECT s.facility_id FROM registry_placement s WHERE s.person_id = p.id
        AND s.superseded_at IS NULL
        ORDER BY s.end_date DESC NULLS FIRST, s.start_date DESC, s.id DESC LIMIT 1),
    (SELECT s.unit_id FROM registry_placement s WHERE s.person_id = p.id
        AND s.superseded_at IS NULL AND s.end_date IS NULL),
    (SELECT s.status FROM registry_legalstatus s WHERE s.person_id = p.id
        AND s.superseded_at IS NULL
        ORDER BY s.end_date DESC NULLS FIRST, s.start_date DESC, s.id DESC LIMIT 1),
    (SELECT m.kept_id FROM registry_merge m WHERE m.merged_id = p.id AND m.superseded_at IS NULL),
    n.surnames, n.given_names, d.sex, d.birth_from, d.birth_to
FROM registry_person p
JOIN registry_personname n ON n.person_id = p.id AND n.kind = 'official'
    AND n.superseded_at IS NULL
JOIN registry_particulars d ON d.person_id = p.id AND d.superseded_at IS NULL
WHERE p.id = ANY(%s) ORDER BY p.id
"""
REPEATED = (
    "id", "held", "held_since", "facility_id", "unit_id", "legal_status", "merged_into_id",
    "surnames", "given_names", "sex", "birth_from", "birth_to",
)  # fmt: skip

people = st.sampled_from(WHO)
places = st.sampled_from(PLACES)
days = st.integers(0, 400).map(lambda back: TODAY - timedelta(days=back))


def machine(  # noqa: C901  # a rule for each act
    village: Village, national: Reader
) -> type[RuleBasedStateMachine]:
    """The machine over one village; each run of it is undone."""

    class Desk(RuleBasedStateMachine):
        def __init__(self) -> None:
            super().__init__()
            self.undo = transaction.atomic()
            self.undo.__enter__()
            self.done = 0

        def teardown(self) -> None:
            transaction.set_rollback(True)
            self.undo.__exit__(None, None, None)

        def act(self, verb: Any, **fields: Any) -> Any:
            """Do it or be refused; a refusal changes nothing."""
            before = self.repeated()
            try:
                with acting(fields.pop("by", national)) as by:
                    result = verb(by=by, at=NOON, **fields)
            except (Refusal, actions.Stale):
                assert self.repeated() == before
                return None
            self.done += 1
            return result

        def person(self, name: str) -> Person:
            with acting(national):
                return Person.objects.get(pk=village.people[name].pk)

        def ids(self) -> list[int]:
            return [village.people[name].pk for name in WHO]

        def repeated(self) -> list[tuple[Any, ...]]:
            with acting(national):
                rows = Person.objects.filter(pk__in=self.ids()).order_by("pk")
                return list(rows.values_list(*REPEATED))

        @invariant()
        def what_is_repeated_is_what_the_spans_say(self) -> None:
            with acting(national), connection.cursor() as cursor:
                cursor.execute(RECOMPUTED, [self.ids()])
                assert self.repeated() == cursor.fetchall()

        @rule(who=people, place=places, day=days, status=st.sampled_from(STATUSES))
        def admit(self, who: str, place: str, day: date, status: str) -> None:
            admission = actions.Admission(
                surnames="x", given_names="y", sex="F", start_date=day, status=status,
                facility=village.facilities[place],
                unit=village.units["a"] if place == "norte" else None,
            )  # fmt: skip
            person = self.person(who)
            self.act(lambda by, at: actions.admit_person(admission, by=by, at=at, person=person))

        @rule(who=people, place=places, day=days)
        def move(self, who: str, place: str, day: date) -> None:
            self.act(actions.move_person, person=self.person(who), start_date=day,
                     facility=village.facilities[place],
                     unit=village.units["b"] if place == "norte" else None)  # fmt: skip

        @rule(who=people, day=days, status=st.sampled_from(STATUSES))
        def status(self, who: str, day: date, status: str) -> None:
            self.act(actions.change_status, person=self.person(who), start_date=day, status=status)

        @rule(who=people, day=days)
        def release(self, who: str, day: date) -> None:
            row = self.act(actions.propose_release, person=self.person(who), end_date=day,
                           order=None, end_kind="death")  # fmt: skip
            if row is None:
                return
            second = village.reader("nacional.dos")
            done = self.act(actions.confirm_release, entity=row.entity, by=second)
            if done is None:
                self.act(actions.withdraw_release, entity=row.entity)
            else:
                assert self.act(actions.confirm_release, entity=row.entity, by=second) is None
                assert self.act(actions.withdraw_release, entity=row.entity) is None

        @rule(kept=people, merged=people)
        def merge(self, kept: str, merged: str) -> None:
            self.act(actions.merge_people, kept=self.person(kept), merged=self.person(merged))

        @rule()
        def unmerge(self) -> None:
            with acting(national):
                row = Merge.objects.filter(superseded_at=None).first()
            if row is not None:
                self.act(actions.unmerge_people, entity=row.entity)

        @rule(
            who=people, kind=st.sampled_from(["custody", "placement", "status"]), day=days,
            newest=st.booleans(),
        )  # fmt: skip
        def correct_a_day(self, who: str, kind: str, day: date, newest: bool) -> None:
            row = self.row(who, kind, newest=newest)
            if row is not None:
                self.act(actions.correct_row, kind=kind, entity=row.entity, version=row.pk,
                         changes={"start_date": day})  # fmt: skip

        @rule(who=people, place=places, newest=st.booleans())
        def correct_a_place(self, who: str, place: str, newest: bool) -> None:
            row = self.row(who, "placement", newest=newest)
            if row is not None:
                self.act(actions.correct_row, kind="placement", entity=row.entity, version=row.pk,
                         changes={"facility_id": village.facilities[place].pk, "unit_id": None},
                         )  # fmt: skip

        @rule(who=people, kind=st.sampled_from(["custody", "placement", "status"]))
        def withdraw(self, who: str, kind: str) -> None:
            row = self.row(who, kind, newest=True)
            if row is not None and self.spans(who, kind) > 1:
                self.act(actions.withdraw_row, kind=kind, entity=row.entity, version=row.pk)

        @rule(who=people)
        def reopen(self, who: str) -> None:
            row = self.row(who, "custody", newest=True)
            if row is not None and row.end_date is not None:
                self.act(actions.correct_row, kind="custody", entity=row.entity, version=row.pk,
                         changes={"end_date": None, "end_kind": ""})  # fmt: skip

        @rule(who=people, name=st.sampled_from(["Ana", "Zoila", "Ñata"]))
        def rename(self, who: str, name: str) -> None:
            self.act(actions.correct_name, person=self.person(who), surnames="Santos",
                     given_names=name)  # fmt: skip

        @rule(who=people, sex=st.sampled_from(["F", "M", "X"]))
        def particulars(self, who: str, sex: str) -> None:
            self.act(actions.correct_particulars, person=self.person(who), version=None, sex=sex)

        def row(self, who: str, kind: str, *, newest: bool) -> Any:
            model: Any = {"custody": CustodyPeriod, "placement": Placement,
                          "status": LegalStatus}[kind]  # fmt: skip
            with acting(national):
                rows = model.objects.filter(person=village.people[who], superseded_at=None)
                ordered = rows.order_by("start_date", "pk")
                return ordered.last() if newest else ordered.first()

        def spans(self, who: str, kind: str) -> int:
            model: Any = {"custody": CustodyPeriod, "placement": Placement,
                          "status": LegalStatus}[kind]  # fmt: skip
            with acting(national):
                rows = model.objects.filter(person=village.people[who], superseded_at=None)
                return int(rows.count())

    return Desk


def test_who_leaves_on_the_day_she_came_left_from_where_she_came(village: Village) -> None:
    """Two placements then end on one day; the later begun one is the last."""
    desk: Any = machine(village, village.reader("nacional"))()
    who, day = "Omar Aguilar Santos", TODAY - timedelta(days=15)
    desk.move(who, "sur", day)
    desk.correct_a_place(who, "norte", newest=False)
    desk.move(who, "norte", TODAY - timedelta(days=71))
    desk.release(who, day)
    person = desk.person(who)
    assert not person.held
    assert person.facility_id == village.facilities["sur"].pk
    desk.what_is_repeated_is_what_the_spans_say()
    desk.teardown()


def test_any_sequence_of_acts(village: Village) -> None:
    national = village.reader("nacional")
    run_state_machine_as_test(
        machine(village, national), settings=settings(max_examples=5, stateful_step_count=12)
    )


@pytest.mark.slow
def test_many_long_sequences_of_acts(village: Village) -> None:
    national = village.reader("nacional")
    run_state_machine_as_test(
        machine(village, national), settings=settings(max_examples=40, stateful_step_count=25)
    )
