"""What might tell of a person one may not see: numbers, errors, counts."""

from contextlib import nullcontext
from datetime import date, timedelta

import pytest
from django.db import IntegrityError, connection, connections, transaction
from django.utils import timezone

from segunda.access.scope import JOBS, Reader, acting
from segunda.law.text import Refusal
from segunda.registry import actions
from segunda.registry.actions import Admission
from segunda.registry.models import Person, SourceKey
from tests.village.day import NOON
from tests.village.people import Village

pytestmark = pytest.mark.django_db(databases=["default", "refusals"])


def admission(village: Village, number: tuple[str, str] | None) -> Admission:
    return Admission(
        surnames="Canario", given_names="Nuevo", sex="F", start_date=date(2024, 6, 1),
        facility=village.facilities["norte"], status="pretrial", number=number,
    )  # fmt: skip


def number_of(village: Village, name: str) -> str:
    with acting(JOBS):
        return str(village.people[name].identitynumber_set.get(superseded_at=None).number)


@pytest.mark.parametrize("form", ["{}", "{} ", "as digits", "without zeros"])
def test_a_number_is_caught_wherever_its_holder_is(village: Village, form: str) -> None:
    clerk, number = village.reader("registro.norte"), number_of(village, "Omar Aguilar Santos")
    typed = {"as digits": number.replace("-", ""),
             "without zeros": "-".join(part.lstrip("0") for part in number.split("-")),
             }.get(form, form.format(number))  # fmt: skip
    with acting(clerk):
        with pytest.raises(Refusal) as told:
            actions.admit_person(admission(village, ("cédula", typed)), by=clerk, at=NOON)
        assert not Person.objects.filter(surnames="Canario").exists()
    text = told.value.text.es + told.value.text.en
    for secret in ("Omar", "Aguilar", "Sur", number):
        assert secret not in text


def test_a_number_tried_and_refused_leaves_a_trace(village: Village) -> None:
    clerk, number = village.reader("registro.norte"), number_of(village, "Omar Aguilar Santos")
    with acting(clerk), pytest.raises(Refusal):
        actions.admit_person(admission(village, ("cédula", number)), by=clerk, at=NOON)
    with acting(clerk, using="refusals"), connections["refusals"].cursor() as cursor:
        cursor.execute(
            'SELECT action, outcome, detail::text FROM access_auditentry WHERE "user" = %s '
            "AND outcome = 'refused'",
            [clerk.user],
        )
        assert cursor.fetchall() == [("person.number_taken", "refused", "{}")]


@pytest.mark.parametrize(
    ("kind", "number", "country", "refused"),
    [("pasaporte", "AB123456", "Colombia", True), ("pasaporte", "ab-123456", "Colombia", True),
     ("pasaporte", "AB123456", "", True), ("pasaporte", "AB123456", "Perú", False),
     ("carné", "AB123456", "Colombia", False), ("pasaporte", "AB123457", "Colombia", False)],
)  # fmt: skip
def test_numbers_of_other_papers_meet_within_kind_and_country(
    village: Village, national: Reader, kind: str, number: str, country: str, refused: bool
) -> None:
    actions.add_identity_number(
        person=village.people["Omar Aguilar Santos"], kind="pasaporte", number="AB123456",
        country="Colombia", by=national, at=NOON,
    )  # fmt: skip
    person = village.people["Marta Quirós Santos"]
    with pytest.raises(Refusal) if refused else nullcontext():
        actions.add_identity_number(
            person=person, kind=kind, number=number, country=country, by=national, at=NOON
        )


def test_a_number_of_hers_on_a_merged_file_is_hers(village: Village, national: Reader) -> None:
    kept, gone = village.people["Marta Quirós Santos"], village.people["Ofelia Batista Vega"]
    row = actions.propose_release(
        person=gone, end_date=date(2024, 6, 1), order=None, end_kind="escape", by=national, at=NOON
    )
    with acting(village.reader("nacional.dos")) as other:
        actions.confirm_release(entity=row.entity, by=other, at=NOON)
    with acting(national):
        actions.merge_people(kept=kept, merged=gone, by=national, at=NOON)
        number = gone.identitynumber_set.get().number
        actions.add_identity_number(person=kept, kind="cédula", number=number, by=national, at=NOON)


def test_a_number_without_a_sign_is_no_number(village: Village, national: Reader) -> None:
    with pytest.raises(Refusal, match="cifra"):
        actions.admit_person(admission(village, ("cédula", " - ")), by=national, at=NOON)


def test_the_databases_words_do_not_tell_of_a_hidden_row(village: Village) -> None:
    """A conflict with a row one does not see names no value of it."""
    hidden = village.people["Omar Aguilar Santos"]
    with acting(JOBS):
        SourceKey.objects.create(source="s", external_id="CANARIO-1", person=hidden)
    own = village.people["Marta Quirós Santos"]
    with (
        acting(village.reader("registro.norte")),
        pytest.raises(IntegrityError) as told,
        transaction.atomic(),
    ):
        SourceKey.objects.create(source="s", external_id="CANARIO-1", person=own)
    assert "CANARIO" not in str(told.value)
    assert str(hidden.pk) not in str(told.value).replace("one_person_of_a_source_number", "")


def test_a_declaration_for_nobody_says_no_more_than_a_choice_gone(village: Village) -> None:
    ana = village.reader("defensa.ana")
    with acting(ana), pytest.raises(Refusal, match="ya no está en el registro"):
        actions.declare_client(
            person_id=987654321, reason="x", by=ana, defender=village.users["defensa.ana"],
            at=timezone.now(),
        )  # fmt: skip


def test_no_sequence_tells_how_many_rows_there_are() -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT sequencename FROM pg_sequences WHERE schemaname = 'public' "
            "AND sequencename LIKE 'registry_%' AND has_sequence_privilege("
            "quote_ident(schemaname) || '.' || quote_ident(sequencename), 'SELECT')"
        )
        assert cursor.fetchall() == []


def test_a_sealed_dispute_is_refused_in_words(village: Village, national: Reader) -> None:
    with pytest.raises(Refusal, match="protegido"):
        actions.raise_dispute(
            person=village.people["Marta Quirós Santos"], about="seriously_ill", claim="x",
            raised_date=date(2024, 6, 1), by=national, at=NOON,
        )  # fmt: skip


def test_a_dispute_that_is_rejected_gives_the_fact_its_proof_back(
    village: Village, national: Reader
) -> None:
    person = village.people["Marta Quirós Santos"]
    paper = actions.record_document(
        person=person, paper="identity_document", reference="1", by=national, at=NOON
    )
    actions.record_fact(
        person=person, name="poverty", value="true", state="proved", document=paper.entity,
        by=national, at=NOON,
    )  # fmt: skip

    def states() -> list[str]:
        rows = person.factrecord_set.filter(name="poverty", superseded_at=None)
        return [row.state for row in rows]

    claims = [
        actions.raise_dispute(
            person=person, about="poverty", claim=claim, raised_date=date(2024, 6, 1),
            by=national, at=NOON + timedelta(minutes=1),
        ) for claim in ("a", "b")
    ]  # fmt: skip
    assert states() == ["disputed"]
    for number, claim in enumerate(claims):
        actions.answer_dispute(
            entity=claim.entity, answer="no", outcome="rejected", answered_date=date(2024, 6, 2),
            by=national, at=NOON + timedelta(minutes=2 + number),
        )  # fmt: skip
        assert states() == [["disputed"], ["proved"]][number]
    assert claims[0].answer_due == date(2024, 7, 1)
