"""The visit report: of a visit that has begun, with what its maker reads; everything invented."""

import io
from datetime import date
from typing import Any

import docx
import pytest
from django.utils.timezone import localdate

from segunda.access.scope import JOBS, Reader, acting
from segunda.exchange import keys
from segunda.exchange.tests.making import SENDER, TO, made
from segunda.law.text import Refusal
from segunda.monitoring import actions, queries
from segunda.monitoring.models import Place, Report, Visit
from segunda.monitoring.reports.inputs import EMPTY
from segunda.monitoring.reports.stored import document_from
from segunda.monitoring.tests.follow_up import WORDING, recommend, write_finding
from segunda.monitoring.tests.places import enter_place
from segunda.monitoring.tests.reports import DAY, rows_of_thirty
from segunda.monitoring.tests.test_annual_report import table
from segunda.monitoring.tests.test_reports_are_made import posted
from segunda.monitoring.tests.visits import SURVEY, fill, instrument, visit
from tests.monitor.team import AT, browser, reader

pytestmark = pytest.mark.django_db(databases=["default", "refusals"])
TODAY = AT.date()
ISOLATED = {"cell/isolated": "yes", "cell/days": "20"}


def report_on(one: Visit, by: Reader, **more: Any) -> Report:
    """The report of this visit, made today."""
    asked = queries.AskedReport("visit", TODAY, visit=one, **more)
    return actions.make_report(asked, today=TODAY, by=by, at=AT)


def known_place() -> Place:
    """La Joya, which a package of thirty invented people brought."""
    actions.note_own_key(TO, at=AT)
    actions.trust(keys.public_of(SENDER), at=AT)
    content = made(kind="month", day=DAY.isoformat(), of=rows_of_thirty())
    with acting(JOBS):
        assert actions.receive(content, name="x.segunda", by=JOBS, at=AT).package
        return Place.objects.get(state_code="joya")


def test_a_visit_that_has_not_begun_has_no_report_and_nobody_else_may_ask() -> None:
    with acting(reader("lawyer", "visitadora")) as lawyer:
        one = visit(lawyer, enter_place(lawyer), days=3, today=localdate())
        with pytest.raises(Refusal, match="todavía no empieza"):
            report_on(one, lawyer)
    assert browser("doctor").get(f"/visitas/{one.public_id}/informe/").status_code == 404


def test_no_report_of_a_period_tells_of_a_visit_to_come() -> None:
    with acting(reader("director")) as director:
        visit(director, enter_place(director, name="Puesto por visitar"), days=2)
        visit(director, enter_place(director, name="Puesto visitado"), days=-2)
        asked = queries.AskedReport("annual", TODAY, date(TODAY.year, 1, 1))
        one = actions.make_report(asked, today=TODAY, by=director, at=AT)
    document = document_from(one.document)
    assert [row[0] for row in table(document, "Visitas del período")] == ["Puesto visitado"]
    assert "Puesto por visitar" not in str(document)


def test_what_only_health_professionals_read_is_left_out() -> None:
    with acting(reader("doctor", "medica.visitadora")) as doctor:
        one = visit(doctor, enter_place(doctor), days=-1)
        write_finding(doctor, "medical", text="Texto clínico ficticio.", visit=one.public_id)
        fill(doctor, one, instrument(doctor, "medical"), ISOLATED)
        plain, whole = report_on(one, doctor), report_on(one, doctor, health=True)
    assert "clínico" not in str(plain.document)
    assert "Pieza 1" not in str(plain.document)
    assert (plain.classes, whole.classes) == ([], ["medical"])
    assert "clínico" in str(whole.document)
    assert "Pieza 1" in str(whole.document)


def test_it_gathers_record_checks_findings_and_what_rests_on_them() -> None:
    place = known_place()
    with acting(reader("lawyer", "visitadora")) as lawyer:
        one = visit(lawyer, place, days=-1)
        fill(lawyer, one, instrument(lawyer), ISOLATED)
        found = write_finding(lawyer, visit=one.public_id, place="La Joya")
        write_finding(lawyer, text="De otra visita.")
        recommend(lawyer, "dgsp", text_es="Que nadie pase de quince días.")
        actions.make_recommendation(
            addressees=["dgsp"], findings=[found], by=lawyer, at=AT,
            wording=WORDING | {"text_es": "Que se abra la celda."},
        )  # fmt: skip
    client = browser("deputy")
    where = posted(client, f"/visitas/{one.public_id}/informe/")
    page = client.get(where).content.decode()
    for told in ("Informe de la visita a La Joya", "Ver las celdas.", "Celda sin ventilación.",
                 "Que se abra la celda.", "Días seguidos"):  # fmt: skip
        assert told in page
    assert "del Estado, al 30 de junio de 2024. SHA-256" in page
    for other in ("De otra visita.", "Que nadie pase de quince días."):
        assert other not in page
    with acting(reader("director")):
        document = document_from(Report.objects.get().document)
    checks = table(document, "Respuestas para las que la norma da un límite")
    assert checks == [["Celdas (ficticio)", "0", "1", "0", "0"]]
    people = table(document, "La Joya, al 30 de junio de 2024")
    assert people == [["Personas", "22", "0", "22"], ["Mujeres", "0", "0", "0"]]


def test_an_answer_within_a_norm_nobody_read_is_not_told_as_unanswered() -> None:
    hours = ("integer", "hours", "Horas", "Hours", "", "", "", "Bangkok 21", ". <= 2")
    nights = ("integer", "nights", "Noches", "Nights", "", "", "", "Bangkok 22", ". <= 2")
    whole = [(*row, *[""] * (9 - len(row)), "") for row in (*SURVEY, hours, nights)]
    labels = ("norm_label", *[""] * (len(whole) - 3), "unverified", "unverified")
    survey = [(*row[:9], label) for row, label in zip(whole, labels, strict=True)]
    with acting(reader("lawyer", "visitadora")) as lawyer:
        one = visit(lawyer, enter_place(lawyer), days=-1)
        version = instrument(lawyer, survey=survey)
        fill(lawyer, one, version, {"cell/isolated": "yes", "cell/days": "9", "hours": "1"})
        document = document_from(report_on(one, lawyer).document)
    checks = table(document, "Respuestas para las que la norma da un límite")
    assert checks == [["Celdas (ficticio)", "1", "0", "1", "1"]]


def test_names_of_members_stay_in_the_exact_copy() -> None:
    with acting(reader("lawyer", "visitadora")) as lawyer:
        one = report_on(visit(lawyer, enter_place(lawyer), days=-1), lawyer)
        for flag in one.flags or ():
            actions.decide(one, mark=flag["mark"], what="drop", text=EMPTY, reason="", by=lawyer,
                           at=AT)  # fmt: skip
        copies = [actions.print_copy(one, language="es", form="docx", public=public, by=lawyer,
                                     at=AT) for public in (False, True)]  # fmt: skip
    told = ["\n".join(p.text for p in docx.Document(io.BytesIO(bytes(copy.content))).paragraphs)
            for copy in copies]  # fmt: skip
    assert "visitadora (ficticio)" in told[0]
    assert "visitadora" not in told[1]
    assert "Derecho: 1" in told[1]
