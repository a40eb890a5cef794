"""One row of the trace for every write, in its transaction; never a name, number or search word."""

import json
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection, transaction
from django.utils import timezone

from segunda.access import audit
from segunda.access.scope import JOBS, Reader, acting
from segunda.law.rules import source_of
from segunda.registry import actions, queries
from segunda.registry.keeping.law_in_use import shipped_print
from segunda.registry.models import IdentityNumber, LawChange, Person, PersonName
from segunda.registry.rules_in_use import shipped
from tests.village.day import NOON
from tests.village.people import Village

pytestmark = pytest.mark.django_db(databases=["default", "refusals"])
DAY = date(2024, 6, 1)
Act = Callable[["Walk"], Any]


class Walk:
    """A village, who acts, and what earlier acts of the walk have made."""

    def __init__(self, village: Village, by: Reader) -> None:
        self.village, self.by = village, by
        self.by_at: dict[str, Any] = {"by": by, "at": NOON}
        self.person = village.people["Marta Quirós Santos"]
        self.other = village.people["Nilka Ábrego Santos"]
        self.made: dict[str, Any] = {}

    def reader(self, account: str) -> Reader:
        return self.village.reader(account)


def _admission(walk: Walk) -> actions.Admission:
    return actions.Admission(
        surnames="Zúñiga Canario", given_names="Filomena", sex="F", start_date=DAY,
        facility=walk.village.facilities["norte"], status="pretrial", number=("cédula", "99-77-7"),
        answers={"call": ("yes", ""), "rights": ("not_asked", "")},
    )  # fmt: skip


def _waiting_law() -> int:
    with acting(JOBS):
        return LawChange.objects.create(
            fingerprint=shipped_print(), sources={one.id: source_of(one.id) for one in shipped()},
            day=DAY, people=0, effects=[], noticed_at=NOON,
        ).pk  # fmt: skip


# The walk, in an order in which each act finds what it needs. `walk.made` keeps rows by name.
WALK: tuple[tuple[str, Act], ...] = (
    ("decide_law", lambda w: actions.decide_law(
        change=_waiting_law(), note="nota canaria", **w.by_at)),
    ("admit_person", lambda w: actions.admit_person(_admission(w), **w.by_at)),
    ("add_unit", lambda w: actions.add_unit(
        facility=w.village.facilities["norte"], code="w", name="W", **w.by_at)),
    ("add_cell", lambda w: actions.add_cell(unit=w.made["add_unit"], name="1", **w.by_at)),
    ("set_capacity", lambda w: actions.set_capacity(
        facility=w.village.facilities["norte"], places=20, start_date=DAY, **w.by_at)),
    ("change_facility", lambda w: actions.change_facility(
        facility=w.village.facilities["norte"], version=1, security="media", **w.by_at)),
    ("add_identity_number", lambda w: actions.add_identity_number(
        person=w.person, kind="pasaporte", number="ZX99812", country="Colombia", **w.by_at)),
    ("correct_name", lambda w: actions.correct_name(
        person=w.person, surnames="Quirós Santos", given_names="Martha", **w.by_at)),
    ("correct_particulars", lambda w: actions.correct_particulars(
        person=w.person, version=None, languages="español", **w.by_at)),
    ("record_dependant", lambda w: actions.record_dependant(
        person=w.person, relation="child_outside", name="Hija Canaria", **w.by_at)),
    ("end_dependant", lambda w: actions.end_dependant(
        entity=w.made["record_dependant"].entity, end_date=DAY, version=None, **w.by_at)),
    ("move_person", lambda w: actions.move_person(
        person=w.person, facility=w.village.facilities["este"], start_date=DAY, **w.by_at)),
    ("change_status", lambda w: actions.change_status(
        person=w.person, status="sentenced_final", start_date=DAY, **w.by_at)),
    ("answer_question", lambda w: actions.answer_question(
        person=w.person, custody=w.person.custodyperiod_set.get(superseded_at=None).entity,
        question="consul", answer="no", **w.by_at)),
    ("record_case", lambda w: actions.record_case(
        person=w.person, court=w.village.courts["cumplimiento-1"], number="CASO-1", **w.by_at)),
    ("record_charge", lambda w: actions.record_charge(person=w.person, offence="hurto", **w.by_at)),
    ("record_sentence", lambda w: actions.record_sentence(
        person=w.person, imposed_date=DAY, years=2, **w.by_at)),
    ("record_credit", lambda w: actions.record_credit(
        person=w.person, kind="work", days=4, **w.by_at)),
    ("record_interruption", lambda w: actions.record_interruption(
        person=w.person, kind="escape", start_date=DAY, **w.by_at)),
    ("record_order", lambda w: actions.record_order(
        person=w.person, kind="release", number="OF-1", issued_date=DAY, **w.by_at)),
    ("keep_computation", lambda w: actions.keep_computation(
        person=w.person, as_of=DAY, **w.by_at)),
    ("withdraw_computation", lambda w: actions.withdraw_computation(
        entity=w.made["keep_computation"].entity, **w.by_at)),
    ("keep_computation again", lambda w: actions.keep_computation(
        person=w.person, as_of=DAY, **w.by_at)),
    ("return_computation", lambda w: actions.return_computation(
        entity=w.made["keep_computation again"].entity, answer="otra cuenta canaria",
        by=w.reader("nacional.dos"), at=NOON)),
    ("keep_computation once more", lambda w: actions.keep_computation(
        person=w.person, as_of=DAY, **w.by_at)),
    ("sign_computation", lambda w: actions.sign_computation(
        entity=w.made["keep_computation once more"].entity, end=date(2024, 3, 3),
        by=w.reader("nacional.dos"), at=NOON)),
    ("record_hold", lambda w: actions.record_hold(
        person=w.person, kind="warrant", authority="x", reference="REF-1", **w.by_at)),
    ("end_hold", lambda w: actions.end_hold(
        entity=w.made["record_hold"].entity, end_date=None, **w.by_at)),
    ("record_document", lambda w: actions.record_document(
        person=w.person, paper="identity_document", reference="DOC-77", **w.by_at)),
    ("record_fact", lambda w: actions.record_fact(
        person=w.person, name="poverty", value="true", state="declared",
        note="palabras canarias", **w.by_at)),
    ("raise_dispute", lambda w: actions.raise_dispute(
        person=w.person, about="poverty", claim="reclamo canario", raised_date=DAY, **w.by_at)),
    ("answer_dispute", lambda w: actions.answer_dispute(
        entity=w.made["raise_dispute"].entity, answer="respuesta canaria", outcome="rejected",
        answered_date=DAY, **w.by_at)),
    ("ask_paper", lambda w: actions.ask_paper(
        people=[w.person], paper="conduct_certificate", asked_date=DAY, asked_how="letter",
        note="nota canaria", **w.by_at)),
    ("ask_again", lambda w: actions.ask_again(
        entity=w.made["ask_paper"][0].entity, remind_date=DAY + timedelta(30), **w.by_at)),
    ("answer_request", lambda w: actions.answer_request(
        entity=w.made["ask_paper"][0].entity, outcome="other", answer="contestan canario",
        answered_date=DAY, **w.by_at)),
    ("ask_by_letter", lambda w: actions.ask_by_letter(
        wanted=[(w.person, "disciplinary_record")], asked_date=DAY, note="carta canaria",
        remind_date=DAY + timedelta(15), **w.by_at)),
    # What it is made of (a document, each fact, the request it closes) leaves a row each.
    ("receive_paper", lambda w: actions.receive_paper(
        person=w.person, paper="conduct_certificate", received_date=DAY,
        arrived=actions.Arrived(reference="PAPEL-CANARIO"), **w.by_at)),
    ("hand_sheet", lambda w: actions.hand_sheet(
        person=w.person, handed_date=DAY, handed_to="family", language="es", large=False,
        **w.by_at)),
    ("correct_row", lambda w: actions.correct_row(
        kind="order", entity=w.made["record_order"].entity, version=None,
        changes={"number": "OF-2"}, why="mistyped", **w.by_at)),
    ("withdraw_row", lambda w: actions.withdraw_row(
        kind="credit", entity=w.made["record_credit"].entity, version=None, why="twice",
        **w.by_at)),
    ("propose_release", lambda w: actions.propose_release(
        person=w.other, end_date=DAY, order=None, end_kind="death", **w.by_at)),
    ("withdraw_release", lambda w: actions.withdraw_release(
        entity=w.made["propose_release"].entity, **w.by_at)),
    ("propose_release again", lambda w: actions.propose_release(
        person=w.other, end_date=DAY, order=None, end_kind="death", **w.by_at)),
    ("confirm_release", lambda w: actions.confirm_release(
        entity=w.made["propose_release again"].entity, by=w.reader("nacional.dos"), at=NOON)),
    ("merge_people", lambda w: actions.merge_people(kept=w.person, merged=w.other, **w.by_at)),
    ("unmerge_people", lambda w: actions.unmerge_people(
        entity=w.made["merge_people"].entity, **w.by_at)),
)  # fmt: skip
BY_OTHERS: tuple[tuple[str, str, Act], ...] = (
    ("declare_client", "defensa.ana", lambda w: actions.declare_client(
        person_id=w.person.pk, reason="motivo canario", by=w.reader("defensa.ana"),
        defender=w.village.users["defensa.ana"], at=timezone.now())),
    ("confirm_appointment", "secretaria.cumplimiento", lambda w: actions.confirm_appointment(
        entity=w.made["declare_client"].entity, by=w.reader("secretaria.cumplimiento"), at=NOON)),
    ("end_appointment", "secretaria.cumplimiento", lambda w: actions.end_appointment(
        entity=w.made["declare_client"].entity, by=w.reader("secretaria.cumplimiento"), at=NOON)),
    ("record_appointment", "secretaria.cumplimiento", lambda w: actions.record_appointment(
        person=w.person, defender=w.village.users["defensa.luis"],
        by=w.reader("secretaria.cumplimiento"), at=NOON)),
)  # fmt: skip
NOT_ACTS = {"Admission", "Arrived", "Stale", "refresh_now"}
TWO_FILES = {"merge_people", "unmerge_people"}  # one row in the trace of each file


def entries() -> list[tuple[Any, ...]]:
    """The whole trace as it stands in this transaction (read as who may read all of it)."""
    with acting(JOBS), connection.cursor() as cursor:
        cursor.execute(
            "SELECT id, outcome, action, person, count, fingerprint, detail, object_id, purpose, "
            "object_kind FROM access_auditentry ORDER BY id"
        )
        return list(cursor.fetchall())


def test_the_walk_takes_every_act() -> None:
    walked = {name.split()[0] for name, _ in WALK} | {name for name, _, _ in BY_OTHERS}
    assert walked == set(actions.__all__) - NOT_ACTS


def test_each_act_leaves_one_row_and_none_if_it_is_undone(village: Village) -> None:
    walk = Walk(village, village.reader("nacional"))
    for name, account, act in [(n, "nacional", a) for n, a in WALK] + list(BY_OTHERS):
        before = len(entries())
        with acting(walk.reader(account)):
            try:
                with transaction.atomic():
                    act(walk)
                    assert_left(name, before)
                    raise ZeroDivisionError  # the request fails after the act
            except ZeroDivisionError:
                pass
        assert len(entries()) == before, name
        for person in (walk.person, walk.other):
            with acting(JOBS):
                person.refresh_from_db()
        with acting(walk.reader(account)):
            walk.made[name] = act(walk)
        assert_left(name, before)
    _no_words_of_people(village)


def assert_left(name: str, before: int) -> None:
    left = entries()[before:]
    assert [row[1] for row in left] == ["done"] * (2 if name in TWO_FILES else 1), name
    assert left[0][2] in _actions_of_the_table(), name


def _actions_of_the_table() -> set[str]:
    from segunda.access.table import ACTIONS

    return set(ACTIONS)


def _no_words_of_people(village: Village) -> None:
    """Scan the whole trace for every name and number there is, and for what was typed."""
    with acting(JOBS):
        names = {n for row in PersonName.objects.values_list("surnames", "given_names")
                 for part in row for n in part.split() if len(n) > 3}  # fmt: skip
        numbers = set(IdentityNumber.objects.values_list("number", flat=True))
        trace = json.dumps(entries(), default=str, ensure_ascii=False).casefold()
    assert len(names) > 15
    assert len(numbers) > 40
    words = {*names, *numbers, "canari", "ficticio", "OF-1", "DOC-77", "REF-1", "CASO-1"}
    assert [word for word in words if word.casefold() in trace] == []
    assert len(village.people) == 40


# Reads ------------------------------------------------------------------------------------------


def test_a_file_read_leaves_one_row_about_that_person(village: Village) -> None:
    reader, person = village.reader("registro.norte"), village.people["Marta Quirós Santos"]
    before = len(entries())
    with acting(reader):
        queries.open_file(user=reader, public_id=person.public_id, purpose="custody", at=NOON)
    (row,) = entries()[before:]
    assert (row[2], row[3], row[8], row[9]) == ("person.read", person.pk, "custody", "file")


def test_a_list_leaves_one_row_with_count_query_and_who(village: Village) -> None:
    reader = village.reader("registro.norte")
    which = queries.PeopleFilter()
    before = len(entries())
    with acting(reader):
        page = queries.list_people(user=reader, which=which, purpose="custody", at=NOON, limit=5)
        again = queries.list_people(
            user=reader, which=which, after=page.after, purpose="custody", at=NOON, limit=5
        )
    first, second = entries()[before:]
    assert (first[2], first[4], first[9]) == ("person.search", 5, "list")
    assert first[5] == second[5]
    assert len(first[5]) == 64
    own = json.loads(first[6]) if isinstance(first[6], str) else first[6]
    other = json.loads(second[6]) if isinstance(second[6], str) else second[6]
    assert own["ids"] == audit.fingerprint_of(row.id for row in page.rows)
    assert other["ids"] != own["ids"]
    assert len(again.rows) == 5


def test_a_search_leaves_how_many_and_who_but_never_what_was_typed(village: Village) -> None:
    reader = village.reader("registro.norte")
    before = len(entries())
    with acting(reader):
        found = queries.search_people(user=reader, text="Janet Pena", purpose="custody", at=NOON)
    (row,) = entries()[before:]
    assert (row[2], row[4], row[9]) == ("person.search", len(found), "search")
    text = json.dumps(row, default=str).casefold()
    assert "janet" not in text
    assert "pena" not in text
    assert audit.fingerprint_of(["Janet Pena"]) != row[5]


def test_a_refusal_is_traced_although_the_request_is_rolled_back(village: Village) -> None:
    reader = village.reader("registro.norte")
    person = village.people["Omar Aguilar Santos"]

    def refusals() -> int:
        from django.db import connections

        with acting(JOBS, using="refusals"), connections["refusals"].cursor() as cursor:
            cursor.execute("SELECT count(*) FROM access_auditentry WHERE outcome = 'refused'")
            return int(cursor.fetchone()[0])

    before = refusals()
    try:
        with acting(reader):
            audit.record_refusal(reader, "person.merge", at=NOON, object_id=person.public_id)
            raise ZeroDivisionError
    except ZeroDivisionError:
        pass
    assert refusals() == before + 1


def test_who_reads_outside_her_scope_learns_nothing(village: Village) -> None:
    """The same answer for a person elsewhere as for one who does not exist."""
    from uuid import uuid4

    reader, elsewhere = village.reader("registro.norte"), village.people["Omar Aguilar Santos"]
    answers = []
    with acting(reader):
        for public_id in (elsewhere.public_id, uuid4()):
            with pytest.raises(Person.DoesNotExist) as told:
                queries.open_file(user=reader, public_id=public_id, purpose="custody", at=NOON)
            answers.append(str(told.value))
    assert answers[0] == answers[1]
