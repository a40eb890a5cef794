"""One letter per office, facility, court or person; what is sealed apart; no word more."""

import io
from dataclasses import replace
from datetime import date

import docx
import pytest

from segunda.law.facts import papers
from segunda.law.text import Text
from segunda.report.writing.as_docx import docx_of
from segunda.report.writing.as_pdf import pdf_of
from segunda.report.writing.letter import GOES_TO, Letter, Sender, Wanted, letters_of, writing_of
from segunda.report.writing.tests.opened import lines_of_docx, words_of_pdf

DAY = date(2026, 11, 27)
SENDER = Sender("Ana Ficticia", Text("Defensa pública", "Public defender"))
ANA = Wanted(1, "Yaneth Peña", "99-1-1", "criminal_record_certificate", facility="Norte")
EVA = Wanted(2, "Eva Ruiz", "99-2-2", "criminal_record_certificate", facility="Sur")


def groups(*wanted: Wanted) -> list[tuple[str, str | None, list[str]]]:
    return [(one.office, one.place, [w.name for w in one.wanted]) for one in letters_of(wanted)]


def test_the_program_knows_how_far_a_letter_to_each_office_reaches() -> None:
    assert set(GOES_TO) == {one.office_id for one in papers().values()}


def test_an_office_for_the_whole_country_gets_one_letter() -> None:
    assert groups(ANA, EVA) == [("dij", None, ["Eva Ruiz", "Yaneth Peña"])]


def test_each_facility_gets_its_own_people_only() -> None:
    conduct = [replace(one, paper="conduct_certificate") for one in (ANA, EVA)]
    assert groups(*conduct) == [
        ("centre", "Norte", ["Yaneth Peña"]), ("centre", "Sur", ["Eva Ruiz"]),
    ]  # fmt: skip


@pytest.mark.parametrize("paper", ["home_undertaking", "job_or_study_letter", "signed_consent"])
def test_a_family_or_an_employer_reads_of_one_person_only(paper: str) -> None:
    assert len(groups(*[replace(one, paper=paper) for one in (ANA, EVA)])) == 2


def test_a_court_gets_the_people_of_its_cases_and_one_not_known_one_person_each() -> None:
    first = (("trial", "Juzgado 1"), ("compliance", "Cumplimiento 1"))
    known = [replace(one, paper="judgment", courts=first) for one in (ANA, EVA)]
    assert groups(*known) == [("court", "Juzgado 1", ["Eva Ruiz", "Yaneth Peña"])]
    two = (*first, ("guarantee", "Juzgado 2"))
    unclear = [replace(known[0], courts=two), replace(known[1], courts=())]
    assert groups(*unclear) == [("court", "", ["Eva Ruiz"]), ("court", "", ["Yaneth Peña"])]


def test_what_is_sealed_goes_alone_also_from_other_papers_of_hers() -> None:
    sealed = [replace(one, paper="medical_legal_report", sealed=True) for one in (ANA, EVA)]
    made = letters_of([*sealed, replace(ANA, paper="psychiatric_report")])
    assert [(one.sealed, len(one.wanted)) for one in made] == [(False, 1), (True, 1), (True, 1)]


def letter(*wanted: Wanted) -> tuple[Letter, ...]:
    return letters_of(wanted)


def test_docx_and_pdf_say_the_same_and_nothing_else() -> None:
    asked = replace(ANA, paper="conduct_certificate", asked=date(2026, 6, 3))
    nobody = replace(EVA, paper="conduct_certificate", facility="Norte", numbers="", name="")
    writing = writing_of(letter(asked, nobody), SENDER, DAY, "es")
    wanted = [
        "Solicitud de documentos", "Carta número: ________", "Fecha: 27 de noviembre de 2026",
        "A: Dirección del centro penitenciario. Norte",
        "Se solicita entregar los documentos de la lista que sigue o, si no es posible, contestar "
        "por escrito por qué.",
        "Documentos que se solicitan",
        "N.º", "Nombre", "Documento de identidad", "Documento que se solicita",
        "Solicitado antes, el",
        "1", "________", "________", "Certificado de conducta", "—",
        "2", "Yaneth Peña", "99-1-1", "Certificado de conducta", "3 de junio de 2026",
        "Solicita: Ana Ficticia, Defensa pública",
        "La respuesta se recibe en: " + "________" * 3,
        "Firma y sello: " + "________" * 3,
        "Recibido por la oficina el: ________   Nombre y sello: " + "________" * 2,
    ]  # fmt: skip
    assert lines_of_docx(docx_of(writing)) == wanted
    said = words_of_pdf(pdf_of(writing))
    for line in wanted:
        assert " ".join(line.split()) in said, line


def test_the_english_one_is_for_reading_and_says_so() -> None:
    writing = writing_of(letter(ANA), SENDER, DAY, "en", fictitious=True)
    lines = lines_of_docx(docx_of(writing))
    assert lines[:3] == [
        "Request for documents", "FICTITIOUS: invented people, none of them exists",
        "Reading copy in English. The letter that is sent is the Spanish one.",
    ]  # fmt: skip
    assert "Criminal-record certificate" in lines


def test_same_letter_same_bytes_and_its_name_tells_nobody() -> None:
    writing = writing_of(letter(ANA), SENDER, DAY, "es")
    assert docx_of(writing) == docx_of(writing)
    assert pdf_of(writing) == pdf_of(writing)
    about = docx.Document(io.BytesIO(docx_of(writing))).core_properties
    assert (about.title, about.author, about.language) == ("Solicitud de documentos", "", "es-PA")


def test_a_name_that_fills_a_page_stays_whole() -> None:
    name = " ".join(["María"] * 60)
    writing = writing_of(letter(replace(ANA, name=name)), SENDER, DAY, "es")
    assert name in lines_of_docx(docx_of(writing))
    assert words_of_pdf(pdf_of(writing)).count("María") == 60
