"""A register that came as a file names its papers: so do the petition and its annex."""

from datetime import date
from typing import Any
from uuid import uuid4

import pytest

from segunda.access.scope import JOBS, acting
from segunda.registry import actions
from segunda.registry.actions.write import writing
from segunda.registry.models import Person, Sentence, SourceRecord
from segunda.registry.tests.filled import load_of
from segunda.registry.tests.pages import browser_of
from segunda.registry.tests.test_petitions_of_a_client import WAITING, defended, made
from segunda.report.writing.tests.opened import lines_of_docx
from tests.village.day import NOON, TODAY
from tests.village.people import Village

pytestmark = pytest.mark.django_db(databases=["default", "refusals"])
BY: dict[str, Any] = {"by": JOBS, "at": NOON}
PAPERS = {"paper_judgment": "FIC-20-1", "paper_custody_record": "FIC-09-2",
          "paper_conduct_certificate": "FIC-06-3"}  # fmt: skip


def loaded(village: Village, **papers: str) -> Person:
    """A client whose penalty came with a file that names these papers."""
    person = defended(village, WAITING)
    since = person.held_since
    assert since is not None
    said = {"sentence_months": 24, "penalty_type": "prison", "conduct_good": True,
            "offence_class": "organised_crime",
            "custody_start_date": since.isoformat()}  # fmt: skip
    proved = {f"{name}__proved": True for name in said} if papers else {}
    with acting(JOBS), writing():
        brought = {"load": load_of(village), "recorded_at": NOON, "person": person}
        actions.change_status(person=person, status="sentenced_final", start_date=TODAY, **BY)
        Sentence.objects.create(entity=uuid4(), imposed_date=date(2024, 2, 5), months=24, **brought)
        SourceRecord.objects.create(entity=uuid4(), source="f", fact_class="ordinary",
                                    start_date=date(2024, 6, 1), values=said | proved | papers,
                                    **brought)  # fmt: skip
    return person


def lines(village: Village, person: Person) -> list[str]:
    answer: Any = made(browser_of(village, "defensa.ana"), person, "PA-CP-113", "peticion-docx")
    return lines_of_docx(answer.content)


def test_the_numbers_of_the_file_stand_where_the_papers_are_named(village: Village) -> None:
    said = "\n".join(lines(village, loaded(village, **PAPERS)))
    assert "según registro de custodia número FIC-09-2." in said
    assert (
        "Sentencia número FIC-20-1, del 5 de febrero de 2024: pena de 24 meses de prisión" in said
    )
    assert "Tiene buena conducta, según certificado de conducta número FIC-06-3 del" in said
    assert "Anexo: cómputo de la pena" in said


def test_without_its_paper_nothing_of_the_file_is_stated(village: Village) -> None:
    said = "\n".join(lines(village, loaded(village)))
    assert "Sentencia número ________, del ________: pena de ________." in said
    assert "privada de libertad desde el ________, según ________." in said
    assert "Anexo: cómputo de la pena" not in said


def test_a_penalty_corrected_here_bears_no_paper_of_the_file(village: Village) -> None:
    person = loaded(village, **PAPERS)
    with acting(village.reader("nacional")) as by:
        [row] = Sentence.objects.filter(person=person, superseded_at=None)
        actions.correct_row(kind="sentence", entity=row.entity, version=row.pk, by=by, at=NOON,
                            changes={"months": 36})  # fmt: skip
    said = "\n".join(lines(village, person))
    assert "Sentencia número ________" in said
    assert "Anexo: cómputo de la pena" not in said


def test_the_page_of_her_file_names_the_judgment_the_petition_names(village: Village) -> None:
    person = loaded(village, **PAPERS)
    page = browser_of(village, "defensa.ana").get(f"/personas/{person.public_id}/")
    assert "FIC-20-1" in page.content.decode()


def test_the_note_says_why_an_offence_known_by_its_class_is_left_blank(village: Village) -> None:
    person = loaded(village, **PAPERS)
    actions.record_charge(person=person, offence="", offence_class="organised_crime", **BY)
    assert "Delito: ________." in lines(village, person)
    answer: Any = made(browser_of(village, "defensa.ana"), person, "PA-CP-113", "nota-docx")
    note = "\n".join(lines_of_docx(answer.content))
    assert "el registro solo dice su clase: delincuencia organizada" in note
