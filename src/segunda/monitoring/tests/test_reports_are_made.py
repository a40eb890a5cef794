"""Reports: refusals first, then numbers one can follow to their rows, copies that come again."""

import io
import uuid
from datetime import UTC, date, datetime, timedelta
from typing import Any

import docx
import pytest
from django.db import DatabaseError, IntegrityError, transaction
from django.test import Client
from pypdf import PdfReader

from segunda.access.models import AuditEntry
from segunda.access.scope import JOBS, Reader, acting
from segunda.exchange import keys
from segunda.exchange.tests.making import SENDER, TO, made
from segunda.law.text import Refusal
from segunda.monitoring import actions, queries
from segunda.monitoring.models import Report, SheetEntry, StatePackage
from segunda.monitoring.queries.report_inputs import report_inputs
from segunda.monitoring.reports.document import figures
from segunda.monitoring.reports.stored import digest, document_from
from segunda.monitoring.tests.follow_up import WORDING, write_finding
from segunda.monitoring.tests.reports import DAY, rows_of_thirty
from tests.monitor.team import AT, browser, reader

pytestmark = pytest.mark.django_db(databases=["default", "refusals"])
TODAY = AT.date()


@pytest.fixture
def package() -> StatePackage:
    """A package of thirty invented people, received."""
    actions.note_own_key(TO, at=AT)
    actions.trust(keys.public_of(SENDER), at=AT)
    content = made(kind="month", day=DAY.isoformat(), of=rows_of_thirty())
    with acting(JOBS):
        kept = actions.receive(content, name="junio.segunda", by=JOBS, at=AT).package
    assert kept
    return kept


def country(package: StatePackage, by: Reader, **more: Any) -> Report:
    """A country sheet of this package."""
    asked = queries.AskedReport("country", package.day, package=package, **more)
    return actions.make_report(asked, today=TODAY, by=by, at=AT)


def facts(**changed: Any) -> dict[str, Any]:
    """What is noted of one fact."""
    empty = {"theme": "", "heading_es": "", "heading_en": "", "day": None, "number": None,
             "text_es": "", "text_en": "", "original": "", "source": "Acta ficticia 4",
             "said_on": DAY}  # fmt: skip
    return empty | changed


def test_without_a_package_the_page_says_what_to_do() -> None:
    page = browser("lawyer").get("/informes/ficha/nueva/").content.decode()
    assert "Todavía no ha llegado ningún paquete" in page


def test_a_period_that_cannot_be_is_refused(package: StatePackage) -> None:
    with acting(reader("lawyer")) as lawyer:
        with pytest.raises(Refusal, match="antes de empezar"):
            country(package, lawyer, since=package.day + timedelta(days=1))
        tomorrow = queries.AskedReport("country", TODAY + timedelta(days=1))
        with pytest.raises(Refusal, match="no ha pasado"):
            actions.make_report(tomorrow, today=TODAY, by=lawyer, at=AT)
        assert Report.objects.count() == 0


def test_what_was_recommended_in_the_evening_is_of_that_day_in_panama() -> None:
    """At eight in the evening it is tomorrow at Greenwich."""
    evening = datetime(2026, 11, 28, 1, 0, tzinfo=UTC)
    with acting(reader("lawyer")) as lawyer:
        made_then = actions.make_recommendation(
            addressees=["minsa"], wording=WORDING, by=lawyer, at=evening
        )
        asked = queries.AskedReport("annual", date(2026, 11, 27), date(2026, 1, 1))
        told = report_inputs(asked, user=lawyer, today=TODAY, at=evening)
        last = told.advice[-1]
        june = queries.AskedReport("annual", DAY, date(DAY.year, 1, 1))
        stands_still = report_inputs(june, user=lawyer, today=DAY, at=evening).advice[-1]
    assert (last.number, last.made_on) == (made_then.number, date(2026, 11, 27))
    assert (stands_still.number, stands_still.made_on) == (last.number, DAY)  # a demonstration's


def test_findings_of_health_are_not_in_a_report_of_who_does_not_read_them(
    package: StatePackage,
) -> None:
    with acting(reader("doctor")) as doctor:
        write_finding(doctor, "medical", text="Texto clínico ficticio.", found_on=date(2024, 6, 1))
    with acting(reader("lawyer")) as lawyer:
        with pytest.raises(Refusal, match="solo quien los lee"):
            country(package, lawyer, health=True)
        plain = country(package, lawyer)
    with acting(reader("doctor", "otra.doctora")) as doctor:
        without = country(package, doctor)
        with_health = country(package, doctor, health=True)
    assert "clínico" not in str(plain.document) + str(without.document)
    assert "clínico" in str(with_health.document)
    assert with_health.classes == ["medical"]


def test_a_report_with_findings_of_health_is_shown_to_health_professionals_only(
    package: StatePackage,
) -> None:
    with acting(reader("doctor")) as doctor:
        write_finding(doctor, "medical", text="Texto clínico ficticio.", found_on=date(2024, 6, 1))
        one = country(package, doctor, health=True)
        copy = actions.print_copy(one, language="es", form="pdf", by=doctor, at=AT)
    path = f"/informes/{one.public_id}/"
    for role, status in (("lawyer", 404), ("director", 404), ("psychologist", 200)):
        client = browser(role)
        assert client.get(path).status_code == status
        assert client.get(f"{path}copia/{copy.pk}/").status_code == status
    page = browser("deputy").get("/informes/").content.decode()
    assert str(one.public_id) not in page


def test_the_database_refuses_a_public_copy_of_findings_of_health(package: StatePackage) -> None:
    with acting(reader("doctor")) as doctor:
        one = country(package, doctor)
        with pytest.raises(IntegrityError, match="copy_public_ordinary"), transaction.atomic():
            one.copies.create(public=True, classes=["medical"], language="es", form="pdf",
                              content=b"x", digest="0" * 64, made_by_id=doctor.user or 0,
                              made_at=AT)  # fmt: skip


def test_a_report_cannot_be_changed(package: StatePackage) -> None:
    with acting(reader("lawyer")) as lawyer:
        country(package, lawyer)
    with pytest.raises(DatabaseError, match="permission denied"), acting(reader("deputy")):
        Report.objects.update(digest="0" * 64)


def test_numbers_are_those_of_the_rows_and_say_which_package(package: StatePackage) -> None:
    with acting(reader("lawyer")) as lawyer:
        one = country(package, lawyer)
    document = document_from(one.document)
    told = {figure.key.partition(" ")[2]: figure.value for figure in figures(document)}
    assert told["held"] == 30
    assert (told["women"], told["women sentenced"], told["women pretrial"]) == (8, 6, 2)
    assert (told["women foreign"], told["women older"]) == (3, 1)
    mark = document.packages[0]
    assert (mark.sequence, mark.digest, mark.day) == (1, package.digest, DAY)
    assert one.digest == digest(one.document)


def test_the_same_inputs_give_the_same_digest_and_the_same_bytes(package: StatePackage) -> None:
    with acting(reader("lawyer")) as lawyer:
        first, second = country(package, lawyer), country(package, lawyer)
        assert first.digest == second.digest
        for form in ("docx", "pdf"):
            copies = [actions.print_copy(one, language="en", form=form, by=lawyer, at=AT)
                      for one in (first, second, first)]  # fmt: skip
            assert len({copy.digest for copy in copies}) == 1
            assert copies[0].pk == copies[2].pk


def test_a_later_finding_does_not_change_a_report_that_was_made(package: StatePackage) -> None:
    with acting(reader("lawyer")) as lawyer:
        one = country(package, lawyer)
        before = actions.print_copy(one, language="es", form="pdf", by=lawyer, at=AT).digest
        write_finding(lawyer, found_on=date(2024, 6, 1), text="Otra cosa.")
        one.refresh_from_db()
        after = actions.print_copy(one, language="es", form="pdf", by=lawyer, at=AT).digest
        assert after == before
        assert country(package, lawyer).digest != one.digest


def test_the_page_makes_it_prints_it_and_the_export_leaves_a_trace(package: StatePackage) -> None:
    client = browser("lawyer")
    where = posted(client, "/informes/ficha/nueva/", package=package.pk)
    page = client.get(where).content.decode()
    assert "Copia exacta: solo para el mecanismo" in page
    assert f"/paquetes/{package.pk}/" in page
    printed = posted(client, f"{where}copiar/", language="en", form="docx")
    assert printed.startswith(f"{where}?copia=")
    number = printed.split("copia=")[1].split("#")[0]
    answer = client.get(f"{where}copia/{number}/")
    assert answer["Content-Disposition"].endswith('country-2024-06-30-exacta-en.docx"')
    assert docx.Document(io.BytesIO(answer.content)).core_properties.language == "en-GB"
    with acting(JOBS):
        trace = AuditEntry.objects.get(action="report.export")
    assert trace.detail == {"public": False, "language": "en", "form": "docx"}


def test_the_note_of_a_number_leads_to_what_is_behind_it(package: StatePackage) -> None:
    with acting(reader("lawyer", "autora")) as lawyer:
        found = write_finding(lawyer, found_on=date(2024, 6, 1))
        one = country(package, lawyer)
    client = browser("deputy")
    pages = [client.get(f"/informes/{one.public_id}/nota/{n}/").content.decode()
             for n in range(1, 16)]  # fmt: skip
    assert any("sexo F y título de detención provisional" in page for page in pages)
    assert any(package.digest in page for page in pages)
    assert any(f"/hallazgos/{found.public_id}/" in page for page in pages)
    assert client.get(f"/informes/{one.public_id}/nota/999/").status_code == 404


def test_copies_read_again_say_the_same_in_both_forms(package: StatePackage) -> None:
    with acting(reader("lawyer")) as lawyer:
        write_finding(lawyer, found_on=date(2024, 6, 1), text="Celda ficticia sin ventilación.")
        one = country(package, lawyer)
        made = {form: bytes(actions.print_copy(one, language="es", form=form, by=lawyer,
                                               at=AT).content)
                for form in ("docx", "pdf")}  # fmt: skip
    word = docx.Document(io.BytesIO(made["docx"]))
    headings = [p.text for p in word.paragraphs if p.style and p.style.name.startswith("Heading")]
    pdf = PdfReader(io.BytesIO(made["pdf"]))
    text = " ".join("".join(page.extract_text() for page in pdf.pages).split())
    assert "2. La población" in headings
    assert all(" ".join(heading.split()) in text for heading in headings)
    cells = [cell.text for row in word.tables[1].rows for cell in row.cells]
    assert any(cell.startswith("Población total\n30") for cell in cells)
    assert "Celda ficticia sin ventilación." in text
    assert "Celda ficticia sin ventilación." in " ".join(p.text for p in word.paragraphs)
    root: Any = pdf.trailer["/Root"]
    assert (root["/Lang"], bool(root["/MarkInfo"]["/Marked"])) == ("es", True)


def test_facts_without_source_or_of_tomorrow_are_refused() -> None:
    with acting(reader("lawyer")) as lawyer:
        for wrong in ({"source": " "}, {"number": None}, {"said_on": TODAY + timedelta(days=1)}):
            told = facts(**({"number": 150} | wrong))
            with pytest.raises(Refusal):
                actions.note_entry(about="staff", facts=told, today=TODAY, by=lawyer, at=AT)


def test_what_the_report_says_is_there_first_word_for_word_and_marked() -> None:
    with acting(reader("lawyer")) as lawyer:
        found = queries.entries(user=lawyer)
        assert actions.load_first_entries(at=AT) == 0
    assert all(one.verbatim and one.source and one.written_by is None for one in found)
    said = {one.about: one for one in found}
    assert said["law"].text_en == "Law No. 6 (22 February 2017)"
    assert (said["law"].text_es, said["opcat"].day) == ("", date(2011, 6, 2))
    issues = [one for one in found if one.about == "issue"]
    assert issues[-1].text_en.startswith(
        "The issue of pregnant women in Panama's women's prisons is of utmost importance and "
        "requires urgent attention. Currently, there are no spaces for pregnant women."
    )


def test_a_fact_is_corrected_by_another_and_the_one_before_stays() -> None:
    with acting(reader("lawyer")) as lawyer:
        before = next(one for one in queries.entries(user=lawyer) if one.about == "structure")
        kept = {name: getattr(before, name) for name in facts()}
        spanish = kept | {"text_es": "Dirección ficticia."}
        after = actions.correct_entry(before, facts=spanish, today=TODAY, by=lawyer, at=AT)
        assert after.verbatim
        with pytest.raises(Refusal, match="entretanto"):
            actions.correct_entry(before, facts=kept, today=TODAY, by=lawyer, at=AT)
        other = actions.note_entry(about="structure", facts=spanish | {"text_en": "Other"},
                                   today=TODAY, by=lawyer, at=AT)  # fmt: skip
        assert not other.verbatim
        assert queries.entry_before(other, user=lawyer) == [after, before]
        gone = actions.correct_entry(other, facts=spanish, today=TODAY, by=lawyer, at=AT,
                                     withdrawn=True)  # fmt: skip
        assert gone.withdrawn
        assert "structure" not in {one.about for one in queries.entries(user=lawyer)}
        assert SheetEntry.objects.filter(about="structure").count() == 4


def test_a_fact_is_noted_on_its_page_and_a_missing_source_said_in_a_sentence() -> None:
    client = browser("lawyer")
    answer = client.post("/informes/datos/nuevo/staff/", {
        "number": "150", "source": "", "said_on-day": "1", "said_on-month": "6",
        "said_on-year": "2026", "_form": "sheet", "_route": "/x", "_key": str(uuid.uuid4()),
    })  # fmt: skip
    assert "Falta corregir algo" in answer.content.decode()
    day = {"said_on-day": "1", "said_on-month": "6", "said_on-year": "2026"}
    where = posted(client, "/informes/datos/nuevo/staff/", number="150", source="Conteo ficticio",
                   **day)  # fmt: skip
    assert "Conteo ficticio" in client.get(where).content.decode()
    assert client.get("/informes/datos/nuevo/inventado/").status_code == 404


def posted(client: Client, path: str, **typed: object) -> str:
    """Where the page leads after a form was sent."""
    answer = client.post(
        path, {**typed, "_form": "sheet", "_route": path, "_key": str(uuid.uuid4())}
    )
    assert answer.status_code == 302, answer.content.decode()
    return str(answer["Location"])
