"""The annual and the special report: numbers by hand, and tables that do not tell of few people."""

import uuid
from datetime import date, timedelta
from typing import Any

import numpy as np
import pytest

from segunda.access.clock import today
from segunda.access.scope import JOBS, acting
from segunda.exchange import keys
from segunda.exchange.tests.making import SENDER, TO, digest_of, made
from segunda.monitoring import actions
from segunda.monitoring.models import Report
from segunda.monitoring.reports.annual import annual_report, special_report
from segunda.monitoring.reports.assembling import Sources
from segunda.monitoring.reports.census import Census, Held, Place
from segunda.monitoring.reports.document import (
    FEW,
    SHOWN,
    Document,
    Figure,
    PackageMark,
    Section,
    Table,
    Words,
)
from segunda.monitoring.reports.inputs import Advice, Found, Inputs, Month, Side
from segunda.monitoring.reports.laying import LaidTable, lay
from segunda.monitoring.reports.population import place_table
from segunda.monitoring.reports.publishing import public_document
from segunda.monitoring.reports.stored import document_from
from segunda.monitoring.tests.follow_up import recommend, write_finding
from segunda.monitoring.tests.reports import DAY, MARK, held, rows_of_thirty
from segunda.monitoring.tests.test_reports_are_made import posted
from tests.monitor.team import AT, browser, reader

DECEMBER = date(2024, 12, 31)


def found(number: int, **changed: Any) -> Found:
    """An invented finding."""
    told: dict[str, Any] = {
        "id": str(uuid.UUID(int=number)), "section": "general", "fact_class": "ordinary",
        "theme": "isolation", "place": "CEFERE", "found_on": date(2024, 5, number),
        "text": f"Hallazgo ficticio {number}.", "evidence": "interview",
        "reference": "Entrevista 1", "norm": "Regla 44", "severity": "grave",
    }  # fmt: skip
    return Found(**(told | changed))


def advice(number: int, *sides: Side, **changed: Any) -> Advice:
    """An invented recommendation."""
    told: dict[str, Any] = {
        "id": str(uuid.UUID(int=100 + number)), "number": number, "theme": "isolation",
        "text": Words("Que se cierre.", ""), "basis": "", "deadline": date(2024, 12, 1),
        "source": "", "made_on": date(2024, 3, 1), "sides": sides,
    }  # fmt: skip
    return Advice(**(told | changed))


def year(**changed: Any) -> Inputs:
    """Three findings, two recommendations that were sent and one that was not."""
    sent = date(2024, 10, 2)
    told: dict[str, Any] = {
        "day": DECEMBER, "since": date(2024, 1, 1),
        "findings": (found(1), found(2, place="Joya", severity="low"), found(3, theme="health")),
        "advice": (
            advice(1, Side("minsa", sent, (date(2024, 10, 12),), "partial"),
                   Side("mingob", sent, (), "not_yet")),
            advice(2, Side("mingob", date(2024, 12, 21), (), "done")),
            advice(3, Side("minsa", None, (), "not_yet")),
        ),
        "months": (Month(MARK, 30, 8),),
    }  # fmt: skip
    return Inputs(**(told | changed))


def table(document: Document, caption: str) -> list[list[str]]:
    """The words of a table in Spanish, row by row, without the marks of its notes."""
    laid = lay(document, "es", public=False)
    tables = [block for section in laid.sections for block in section.blocks
              if isinstance(block, LaidTable) and block.caption == caption]  # fmt: skip
    return [["".join(run.words for runs in cell for run in runs) for cell in row]
            for row in tables[0].rows]  # fmt: skip


def test_findings_are_counted_by_theme_and_severity() -> None:
    assert table(annual_report(year()), "Hallazgos por tema y gravedad") == [
        ["Aislamiento", "1", "0", "1", "2"], ["Salud", "0", "0", "1", "1"],
        ["Total", "1", "0", "2", "3"],
    ]  # fmt: skip


def test_states_and_silence_are_counted_for_each_authority_and_drafts_are_not() -> None:
    document = annual_report(year())
    assert table(document, "Recomendaciones por autoridad y estado") == [
        ["Ministerio de Gobierno", "2", "1", "0", "0", "1", "0"],
        ["Ministerio de Salud", "1", "0", "0", "1", "0", "0"],
        ["Total", "3", "1", "0", "1", "1", "0"],
    ]  # fmt: skip
    # Sent 2 October: 90 days to 31 December; the one of 21 December is silent for 10.
    assert table(document, "Respuestas y silencio por autoridad") == [
        ["Ministerio de Gobierno", "2", "0", "2", "0", "1", "90"],
        ["Ministerio de Salud", "1", "1", "0", "0", "1", "0"],
        ["Total", "3", "1", "2", "0", "2", "90"],
    ]  # fmt: skip


def test_the_same_theme_and_norm_in_two_places_is_a_pattern() -> None:
    laid = lay(annual_report(year()), "es", public=False)
    section = next(one for one in laid.sections if one.heading == "Lo mismo en varios lugares")
    words = ["".join(run.words for run in block.runs) for block in section.blocks
             if not isinstance(block, LaidTable)]  # fmt: skip
    assert words == ["Aislamiento, Regla 44: 2 hallazgos, en CEFERE; Joya."]


def test_every_number_but_zero_has_a_note_and_every_note_says_what_is_behind() -> None:
    document = annual_report(year(census=country(), months=()))
    sources = {one.key: one for one in document.sources}
    for section in document.sections:
        for block in section.blocks:
            for figure in _figures(block):
                assert figure.source in sources or figure.value == 0
    assert all(one.ids or one.package for one in document.sources)


def _figures(block: object) -> list[Figure]:
    if not isinstance(block, Table):
        return []
    return [piece for row in block.rows for cell in row for line in cell.lines for piece in line
            if isinstance(piece, Figure)]  # fmt: skip


def men(count: int, facility: str, status: str = "sentenced_final") -> list[Held]:
    """So many men alike."""
    return held(count, sex="M", facility=facility, status=status)


def country() -> Census:
    """Four facilities with small numbers in several places, counted by hand below."""
    people = [
        *held(40, facility="cefere"), *held(7, facility="cefere", status="pretrial"),
        *held(12, facility="llano"), *held(15, facility="llano", status="pretrial"),
        *held(3, facility="palma"), *men(300, "joya"), *men(120, "joya", "pretrial"),
        *men(2, "joya", ""), *men(11, "palma"), *men(6, "palma", "pretrial"),
    ]  # fmt: skip
    names = {"cefere": "women", "llano": "women", "joya": "men", "palma": "mixed"}
    places = {code: Place(code, code.title(), kind, None) for code, kind in names.items()}
    return Census(MARK, people, places)


def test_people_of_each_facility_by_hand() -> None:
    assert table(annual_report(year(census=country(), months=())), "Personas por centro") == [
        ["Cefere", "47", "7", "40"], ["Joya", "422", "120", "300"], ["Llano", "27", "15", "12"],
        ["Palma", "20", "6", "14"], ["Total", "516", "148", "366"],
    ]  # fmt: skip
    assert table(annual_report(year(census=country(), months=())), "Mujeres por centro") == [
        ["Cefere", "47", "7", "40"], ["Llano", "27", "15", "12"], ["Palma", "3", "0", "3"],
        ["Total", "77", "22", "55"],
    ]  # fmt: skip


def printed(document: Document) -> dict[str, Figure]:
    """The numbers of both tables of a document, named as an outsider would name them."""
    known = {}
    for section in document.sections:
        for block in section.blocks:
            if isinstance(block, Table) and block.caption.es.endswith("por centro"):
                for row in block.rows:
                    first = row[0].lines[0][0]
                    assert isinstance(first, Words)
                    sex = "w" if block.caption.es.startswith("Mujeres") else "a"
                    for title, cell in zip(("all", "pre", "sen"), row[1:], strict=True):
                        piece = cell.lines[0][0]
                        assert isinstance(piece, Figure)
                        known[f"{sex} {first.es} {title}"] = piece
    return known


def equations(known: dict[str, Figure]) -> list[dict[str, int]]:
    """What anybody knows without being told: rows and columns add up, with an unseen rest."""
    places = sorted({name.split()[1] for name in known} - {"Total"})
    found = []
    for sex in ("a", "w"):
        for title in ("all", "pre", "sen"):
            names = [f"{sex} {place} {title}" for place in places]
            own = [name for name in names if name in known]
            found.append({f"{sex} Total {title}": -1, **dict.fromkeys(own, 1)})
        for place in [*places, "Total"]:
            if f"{sex} {place} all" in known:
                found.append({f"{sex} {place} all": -1, f"{sex} {place} pre": 1,
                              f"{sex} {place} sen": 1, f"rest {sex} {place}": 1})  # fmt: skip
    return found


def solved(known: dict[str, Figure]) -> set[str]:
    """The cells that are not printed and that the equations leave one value only."""
    rows = equations(known)
    unknown = sorted({name for row in rows for name in row
                      if name not in known or known[name].shown != SHOWN})  # fmt: skip
    matrix = np.array([[row.get(name, 0) for name in unknown] for row in rows], dtype=float)
    _, sizes, directions = np.linalg.svd(matrix)
    rank = int((sizes > 1e-9).sum())
    free = directions[rank:]
    return {name for at, name in enumerate(unknown)
            if name in known and not np.abs(free[:, at]).max(initial=0) > 1e-9}  # fmt: skip


def test_subtracting_rows_and_columns_of_the_public_copy_finds_nothing() -> None:
    public = printed(public_document(annual_report(year(census=country(), months=())), {})[0])
    exact = printed(annual_report(year(census=country(), months=())))
    assert {name for name, one in exact.items() if (one.value or 0) < 10} == {
        name for name, one in public.items() if one.shown == FEW
    }
    assert solved(public) == set()
    left = {name for name, one in public.items() if one.shown == SHOWN}
    assert {"a Total all", "w Total all", "a Cefere all"} <= left  # a table is left to read


def test_two_reports_of_one_package_together_tell_no_more_than_each() -> None:
    annual, first = public_document(annual_report(year(census=country(), months=())), {})
    own = Sources()
    sections = (Section(1, annual.title, place_table(country(), "palma", own)),)
    place = Document(annual.title, DECEMBER, (), sections, tuple(own.told.values()), (MARK,),
                     tuple(own.sums), unprinted=tuple(own.unprinted))  # fmt: skip
    _, alone = public_document(place, {})
    _, after = public_document(place, {}, [first])
    shown = {key for ledger in (first, after) for key, state in ledger.states.items()
             if state == SHOWN}  # fmt: skip
    palma = {key.partition("palma: ")[2]: key for key in after.values if "palma: " in key}
    assert after.states[palma["all pretrial"]] == FEW
    assert not {palma["all"], palma["all sentenced"]} <= shown
    assert all(state == after.states[key] for key, state in first.states.items()
               if key in after.states)  # fmt: skip
    assert set(alone.states) == set(after.states)


def test_the_attack_finds_a_small_count_that_stands_alone() -> None:
    exact = printed(annual_report(year(census=country(), months=())))
    alone = exact | {"w Palma pre": Figure(None, "", shown=FEW)}
    assert solved(alone) == {"w Palma pre"}


def test_a_special_report_is_of_its_theme_and_says_what_rests_on_it() -> None:
    inputs = year(theme="health", findings=(found(3, theme="health"),),
                  advice=(advice(1), advice(4, theme="health"),
                          advice(5, grounds=(str(uuid.UUID(int=3)),))))  # fmt: skip
    document = special_report(inputs)
    assert document.title.es == "Informe especial: salud"
    words = str([section for section in document.sections if isinstance(section, Section)])
    assert "4. " in words
    assert "5. " in words
    assert "'1. '" not in words


@pytest.mark.django_db(databases=["default", "refusals"])
def test_made_on_its_page_it_holds_the_year_and_no_later_reply() -> None:
    actions.note_own_key(TO, at=AT)
    actions.trust(keys.public_of(SENDER), at=AT)
    second_day = date(2026, 11, 22)
    first = made(kind="week", day=DAY.isoformat(), of=rows_of_thirty())
    second = made(2, digest_of(first), kind="week", day=second_day.isoformat(), of=rows_of_thirty())
    with acting(JOBS):
        for content in (first, second):
            actions.receive(content, name="x.segunda", by=JOBS, at=AT)
    with acting(reader("lawyer", "autora")) as lawyer:
        write_finding(lawyer)
        write_finding(lawyer, found_on=date(2025, 12, 31), text="Del año anterior.")
        one = recommend(lawyer, "minsa")
        to = one.addressees.get()
        sent = date(2026, 1, 10)
        actions.note_sent(to, sent_on=sent, today=AT.date(), by=lawyer, at=AT)
    client = browser("director")
    where = posted(client, "/informes/anual/nuevo/", year="2026",
                   foreword_es="Un año ficticio.")  # fmt: skip
    page = client.get(where).content.decode()
    assert "Informe anual 2026" in page
    assert "Un año ficticio." in page
    assert "Del año anterior." not in page
    with acting(reader("deputy")):
        document = document_from(Report.objects.get().document)
    day = min(today(), date(2026, 12, 31))  # the page has today's clock
    assert document.day == day
    silence = (day - sent).days
    assert table(document, "Respuestas y silencio por autoridad")[-1][-1] == str(silence)
    months = table(document, "Personas privadas de libertad, mes a mes")
    assert months == [["22 de noviembre de 2026", "30", "8 (26.7 %)"]]
    assert isinstance(document.packages[0], PackageMark)


@pytest.mark.django_db(databases=["default", "refusals"])
def test_a_special_report_of_a_place_is_made_on_its_page_also_without_a_package() -> None:
    with acting(reader("lawyer", "autora")) as lawyer:
        write_finding(lawyer)
        write_finding(lawyer, place="Estación ficticia", text="En la estación.")
    client = browser("deputy")
    where = posted(client, "/informes/especial/nuevo/", theme="", place="Estación ficticia")
    page = client.get(where).content.decode()
    assert "Informe especial. Estación ficticia" in page
    assert "En la estación." in page
    assert "Celda sin ventilación." not in page
    late = (AT + timedelta(days=4000)).date()
    answer = client.post("/informes/especial/nuevo/", {
        "theme": "", "place": "", "until": f"{late:%d/%m/%Y}", "_form": "sheet", "_route": "/x",
        "_key": str(uuid.uuid4()),
    })  # fmt: skip
    assert "no ha pasado" in answer.content.decode()
