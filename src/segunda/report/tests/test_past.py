"""Who seems past the sentence, whom a limit does not concern, which names look alike."""

from datetime import date
from typing import Any

import polars as pl
import pytest

from segunda.law.screening import screen
from segunda.law.text import Text
from segunda.report.findings import Findings, findings_of
from segunda.report.lists import alike, limits_list, marks, past_sentence_list
from segunda.report.sentences import aside
from segunda.report.todo import todo
from segunda.report.view import Refused, Source, View, view_for

DAY = date(2024, 6, 30)
COLUMNS: dict[str, list[Any]] = {
    "row": [1, 2, 3, 4],
    "id": ["A", "B", "C", "D"],
    "name": ["Ana", "Eva", "Luz", "Sol"],
    "facility": ["La Joya", None, "La Joya", "La Joya"],
    "legal_status": ["sentenced_final", "sentenced_final", "pretrial", "pretrial"],
    "penalty_type": ["prison", "prison", None, None],
    "sentence_months": [12, 12, None, None],
    "custody_start_date": [date(2023, 6, 29), date(2023, 6, 30), None, None],
    "pretrial_start_date": [None, None, date(2022, 1, 1), date(2022, 1, 1)],
    "case_declared_complex": [None, None, False, None],
}


@pytest.fixture(scope="module")
def view() -> View:
    people = pl.DataFrame(COLUMNS).with_columns(nationality=pl.lit(None, dtype=pl.String))
    counted = pl.DataFrame({"sex": ["F"] * 4, "status": COLUMNS["legal_status"],
                            "facility": COLUMNS["facility"]})  # fmt: skip
    refused = (Refused(6, "Mar", Text("no", "no")),)
    source = Source(5, 1, counted, refused=refused)
    return view_for(screen(people, DAY), source, "everyone")


@pytest.fixture(scope="module")
def found(view: View) -> Findings:
    return findings_of(view)


def test_a_day_after_the_last_day_is_past_and_the_last_day_is_not(found: Findings) -> None:
    assert found.past_sentence.rows() == [(1, date(2024, 6, 29), 1)]


def test_who_is_past_the_sentence_is_named_as_a_sum_to_check(found: Findings, view: View) -> None:
    told = str(past_sentence_list(found, view))
    assert "Ana" in told
    assert "Eva" not in told
    assert "1 día después" in told


def test_who_is_past_a_limit_is_named_with_place_and_how_it_is_known(
    found: Findings, view: View
) -> None:
    told = str(limits_list(found, view))
    assert "◐ Luz <i>C</i>" in told
    assert "La Joya" in told
    assert "Sol" not in told
    assert "causa compleja (1)" in told


def test_the_mark_stands_on_the_line_of_the_person_alone(found: Findings, view: View) -> None:
    assert ["⚠" in mark for mark in marks(found, view)] == [True, False, True, False]


def test_those_on_another_title_are_told_apart_from_those_within_the_limit(
    found: Findings,
) -> None:
    limit = next(c for c in found.aside if c.rule.id == "PA-CPP-012")
    assert (limit.groups, limit.not_concerned) == ((0, 1, 1, 2), 2)
    assert "2 a quienes no toca" in aside(limit).es
    assert "dentro del límite" not in aside(limit).es


def test_what_cannot_wait_comes_first(found: Findings) -> None:
    anchors = [line.anchor for line in todo(found)]
    assert anchors[:3] == ["fin-de-pena", "limites", "rechazadas"]
    assert anchors[-1] == "falta"


def test_names_that_look_alike_stand_together_and_others_do_not() -> None:
    names = ["La Joya", "LA JOYA", "C.P. La Joya", "La Joya (Pacora)", "La Joyita", "Llano Marín"]
    assert alike([*names, None]) == [tuple(sorted(names[:4]))]
