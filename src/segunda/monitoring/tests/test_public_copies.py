"""Public copies: refused while anything is undecided, and nobody can be picked out of them."""

import io
import re
from datetime import date
from typing import Any

import docx
import pytest
from django.db import IntegrityError, transaction
from pypdf import PdfReader

from segunda.access.scope import JOBS, Reader, acting
from segunda.exchange import keys
from segunda.exchange.tests.making import SENDER, TO, made
from segunda.law.text import Refusal
from segunda.monitoring import actions, queries
from segunda.monitoring.models import Report, ReportCopy, StatePackage
from segunda.monitoring.reports.document import Words
from segunda.monitoring.tests.follow_up import recommend, write_finding
from segunda.monitoring.tests.reports import DAY, rows_of_thirty
from segunda.monitoring.tests.test_reports_are_made import posted
from tests.monitor.team import AT, browser, reader

pytestmark = pytest.mark.django_db(databases=["default", "refusals"])
NONE = Words("", "")
COMBINED = "Una mujer nicaragüense de CEFERE pidió intérprete."
JUNE = date(2024, 6, 1)


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


def country(package: StatePackage, by: Reader) -> Report:
    """A country sheet of this package."""
    asked = queries.AskedReport("country", package.day, package=package)
    return actions.make_report(asked, today=AT.date(), by=by, at=AT)


def decide(one: Report, mark: str, what: str, by: Reader, **more: Any) -> None:
    """Decide a flag."""
    more = {"text": NONE, "reason": "", **more}
    actions.decide(one, mark=mark, what=what, by=by, at=AT, **more)


def decide_all(one: Report, by: Reader) -> None:
    """Counts read "fewer than 10", texts go."""
    actions.decide_counts(one, by=by, at=AT)
    for flag in one.flags or ():
        if flag["kind"] != "count":
            decide(one, flag["mark"], "drop", by)


def mark_of(one: Report, words: str) -> str:
    """The mark of the flag of this text."""
    return str(
        next(f["mark"] for f in one.flags or () if words in f["shown"]["es"] + f["shown"]["en"])
    )


def read(one: Report, by: Reader, language: str = "es") -> str:
    """What the public DOCX and PDF say, both."""
    word = actions.print_copy(one, language=language, form="docx", public=True, by=by, at=AT)
    made = docx.Document(io.BytesIO(bytes(word.content)))
    cells = [cell.text for table in made.tables for row in table.rows for cell in row.cells]
    pdf = actions.print_copy(one, language=language, form="pdf", public=True, by=by, at=AT)
    pages = PdfReader(io.BytesIO(bytes(pdf.content))).pages
    return "\n".join(
        [*(p.text for p in made.paragraphs), *cells, *(p.extract_text() for p in pages)]
    )


def test_while_a_flag_is_undecided_nothing_is_printed(package: StatePackage) -> None:
    with acting(reader("lawyer")) as lawyer:
        one = country(package, lawyer)
        assert len(one.flags or ()) > 3
        for _ in range(2):
            with pytest.raises(Refusal, match="Faltan decisiones"):
                read(one, lawyer)
            actions.decide_counts(one, by=lawyer, at=AT)
        assert one.copies.count() == 0


def test_a_count_is_never_kept_and_a_name_never_left(package: StatePackage) -> None:
    with acting(reader("lawyer")) as lawyer:
        write_finding(lawyer, found_on=JUNE, text="Yaneth Ficticia no tuvo médico.")
        one = country(package, lawyer)
        for mark in (mark_of(one, "Mujeres embarazadas"), mark_of(one, "Yaneth")):
            with pytest.raises(Refusal, match="no se puede decidir"):
                decide(one, mark, "keep", lawyer, reason="Porque sí.")
        with pytest.raises(Refusal, match="ya no está"):
            decide(one, "inventada", "drop", lawyer)


def test_kept_without_a_reason_is_refused_also_by_the_database(package: StatePackage) -> None:
    with acting(reader("lawyer")) as lawyer:
        write_finding(lawyer, found_on=JUNE, text=COMBINED)
        one = country(package, lawyer)
        with pytest.raises(Refusal, match="por qué"):
            decide(one, mark_of(one, COMBINED), "keep", lawyer)
        with pytest.raises(IntegrityError, match="kept_with_reason"), transaction.atomic():
            one.decisions.create(mark="x", what="keep", written_by_id=lawyer.user or 0,
                                 written_at=AT)  # fmt: skip


def test_what_is_said_in_its_place_is_looked_at_too(package: StatePackage) -> None:
    with acting(reader("lawyer")) as lawyer:
        write_finding(lawyer, found_on=JUNE, text=COMBINED)
        one = country(package, lawyer)
        mark = mark_of(one, COMBINED)
        for text in (NONE, Words("Dos mujeres pidieron intérprete.", "")):
            with pytest.raises(Refusal):
                decide(one, mark, "general", lawyer, text=text)
        decide(one, mark, "general", lawyer, text=Words("Faltan intérpretes.", ""))
        rest = [f["mark"] for f in one.flags or () if f["mark"] != mark and f["kind"] != "count"]
        actions.decide_counts(one, by=lawyer, at=AT)
        for other in rest:
            decide(one, other, "drop", lawyer)
        told = read(one, lawyer)
    assert "Faltan intérpretes." in told
    assert "nicarag" not in told
    assert "Centro ficticio" not in told


def test_small_counts_read_fewer_than_ten_and_nothing_subtracts_to_them(
    package: StatePackage,
) -> None:
    with acting(reader("lawyer")) as lawyer:
        one = country(package, lawyer)
        decide_all(one, lawyer)
        told = read(one, lawyer)
        exact = actions.print_copy(one, language="es", form="docx", by=lawyer, at=AT)
    cells = [cell.text for table in docx.Document(io.BytesIO(bytes(exact.content))).tables
             for row in table.rows for cell in row.cells]  # fmt: skip
    assert any(re.match(r"Mujeres en prisión \(total\)\n8 ", cell) for cell in cells)
    assert "Mujeres en prisión (total)\nmenos de 10" in told
    assert "Mujeres embarazadas\nmenos de 10" in told
    # 30 held and 22 men would tell 8 women: with 30 on the sheet the men stand nowhere.
    assert "Población total\n30" in told
    assert not re.search(r"\b(22|26\.7)\b", told.split("De dónde sale")[0].split("La población")[1])


def test_a_second_report_of_the_package_hides_what_the_first_hid(package: StatePackage) -> None:
    with acting(reader("lawyer")) as lawyer:
        first = country(package, lawyer)
        decide_all(first, lawyer)
        actions.print_copy(first, language="es", form="pdf", public=True, by=lawyer, at=AT)
        asked = queries.AskedReport("annual", AT.date(), package=package)
        second = actions.make_report(asked, today=AT.date(), by=lawyer, at=AT)
        decide_all(second, lawyer)
        read(second, lawyer)
        kept = [copy.ledger["states"] for copy in ReportCopy.objects.filter(public=True)
                if copy.ledger]  # fmt: skip
    both = set(kept[0]) & set(kept[-1])
    assert len(both) >= 2
    assert {kept[0][key] for key in both} == {kept[-1][key] for key in both} == {"shown", "few"}
    assert all(kept[0][key] == kept[-1][key] for key in both)


def test_drafts_evidence_ids_and_remarks_stay_inside(package: StatePackage) -> None:
    with acting(reader("lawyer")) as lawyer:
        found = write_finding(lawyer, found_on=JUNE, reference="Entrevista 14", place="La Joya",
                              text="Las celdas no tienen ventilación.")  # fmt: skip
        recommend(lawyer, "minsa", text_es="Que nadie haya enviado esto todavía.")
        one = country(package, lawyer)
        decide_all(one, lawyer)
        told = read(one, lawyer)
    assert "Las celdas no tienen ventilación." in told
    for inside in ("Entrevista 14", str(found.public_id)[:8], "nadie haya enviado", "Sin saberse",
                   "Copia exacta"):  # fmt: skip
        assert inside not in told
    assert "Copia pública" in told


def test_findings_of_health_are_never_published(package: StatePackage) -> None:
    with acting(reader("doctor")) as doctor:
        write_finding(doctor, "medical", text="Texto clínico ficticio.", found_on=JUNE)
        asked = queries.AskedReport("country", package.day, package=package, health=True)
        one = actions.make_report(asked, today=AT.date(), by=doctor, at=AT)
        for flag in one.flags or ():
            what = "general" if flag["kind"] == "count" else "drop"
            decide(one, flag["mark"], what, doctor)
        with pytest.raises(Refusal, match="hallazgos de salud"):
            read(one, doctor)
    assert browser("psychologist").get(f"/informes/{one.public_id}/publica/").status_code == 404


def test_on_the_pages_each_flag_is_decided_and_the_kept_ones_stay_in_sight(
    package: StatePackage,
) -> None:
    with acting(reader("lawyer", "autora")) as lawyer:
        write_finding(lawyer, found_on=JUNE, text=COMBINED)
        one = country(package, lawyer)
    client = browser("deputy")
    base = f"/informes/{one.public_id}/publica/"
    assert "Falta decidir" in client.get(base).content.decode()
    posted(client, f"{base}conteos/")
    for number, flag in enumerate(one.flags or (), 1):
        if flag["kind"] == "count":
            continue
        typed = {"what": "drop"}
        if COMBINED in flag["shown"]["es"]:
            typed = {"what": "keep", "reason": "Ella lo contó en público."}
        posted(client, f"{base}{number}/", **typed)
    page = client.get(base).content.decode()
    assert "Todo está decidido" in page
    assert "Ella lo contó en público." in page
    where = posted(client, f"{base}copiar/", language="en", form="docx")
    copy = where.split("copia=")[1].split("#")[0]
    answer = client.get(f"/informes/{one.public_id}/copia/{copy}/")
    assert answer["Content-Disposition"].endswith('publica-en.docx"')
    assert COMBINED in "\n".join(
        p.text for p in docx.Document(io.BytesIO(answer.content)).paragraphs
    )
