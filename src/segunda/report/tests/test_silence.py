"""Where the file is silent on health nobody is asked for a medical paper, and nobody is hidden."""

from datetime import date

import polars as pl
import pytest

from segunda.law.screening import screen
from segunda.report.findings import Findings, findings_of
from segunda.report.page import page
from segunda.report.view import Source, View, view_for

DAY = date(2024, 6, 30)
PEOPLE = pl.DataFrame(
    {
        "row": [1, 2],
        "id": ["A", "B"],
        "name": ["Ana", "Eva"],
        "facility": ["La Joya", "La Joya"],
        "nationality": pl.Series([None, None], dtype=pl.String),
        "legal_status": ["sentenced_final"] * 2,
        "penalty_type": ["prison"] * 2,
        "offence_class": ["other"] * 2,
        "age_years": [40, 40],
        "sex": ["F", "F"],
        "seriously_ill": [None, True],
    }
)


@pytest.fixture(scope="module")
def view() -> View:
    counted = PEOPLE.select("sex", "facility", status="legal_status")
    return view_for(screen(PEOPLE, DAY), Source(2, 0, counted), "health-defence")


@pytest.fixture(scope="module")
def found(view: View) -> Findings:
    return findings_of(view)


def test_a_medical_paper_is_asked_only_of_whom_the_file_speaks(found: Findings) -> None:
    people = {count.paper.id: count.people for count in found.papers}
    assert people["medical_legal_report"] == 1


def test_the_rule_on_hiv_stands_beside_nobody_the_file_is_silent_on(
    found: Findings, view: View
) -> None:
    assert found.unasked["PA-L40-046"].to_list() == [True, True]
    assert found.unasked["PA-CP-108"].to_list() == [False, False]
    lists = page(found, view).split('id="gente"')[1].split('id="razones"')[0]
    assert ">? Ley 40 art. 46<" not in lists
    assert "Ana" in lists


def test_one_sentence_tells_how_many_to_ask_health_about(found: Findings, view: View) -> None:
    assert found.without_health == 2
    assert "El archivo no trae datos de salud de 2 personas" in page(found, view)
