"""The computation sheet in words: the answer, readings side by side, codes not shown to all."""

from datetime import date
from io import BytesIO
from typing import Any

import pypdf

from segunda.law.sentence import sheets
from segunda.report.computation import Told, steps_of, told
from segunda.report.computation_files import Heading, csv_of, json_of, pdf_of

DAY = date(2026, 8, 27)
LONG: dict[str, Any] = {
    "sentences": [{"id": "1", "imposed_date": "2019-06-01", "length": {"years": 8, "months": 6},
                   "statutory_max_months": 180, "relation": "alone", "to": None,
                   "_paper": "S-77"}],
    "custody": [{"start": "2018-02-10", "end": "2019-01-01", "kind": "home"},
                {"start": "2019-01-01", "end": None, "kind": "prison"}],
    "work_days": 420, "study_days": 90, "presentations": 33,
}  # fmt: skip


def of(case: dict[str, Any], **more: Any) -> Told:
    return told(sheets(case, DAY), case, (), DAY, **more)


def test_the_answer_is_one_sentence_with_both_ends() -> None:
    # 8.5 years from 10 Feb 2018 by the calendar: 10 Aug 2026, 3,103 days; less 255 redeemed and
    # 6 for presentations: 22 Nov 2025. By months of 30 days, 3,060: 43 days earlier.
    answer = of(LONG).answer
    assert answer.es == (
        "La pena terminó entre el 10 oct 2025 y el 22 nov 2025; la persona sigue privada de "
        "libertad entre 278 y 321 días después."
    )
    assert "still held 278 to 321 days after" in answer.en


def test_readings_that_differ_stand_side_by_side_and_equal_ones_are_folded() -> None:
    sheet = of(LONG)
    assert [column.letter for column in sheet.columns] == ["A", "B", "C", "D"]
    assert sheet.columns[0].words.es == (
        "años y meses por el calendario; lo redimido cuenta para las fracciones"
    )
    other = steps_of(sheet.columns[1], sheet.columns[0])
    assert 0 < len(other) < len(sheet.columns[1].sheet.steps)
    short = of({**LONG, "work_days": 0, "study_days": 0})
    assert [column.words.en for column in short.columns] == [
        "years and months by the calendar", "months of 30 days",
    ]  # fmt: skip


def test_who_left_too_early_is_told_only_to_who_may_check_it() -> None:
    left = {**LONG, "custody": [{"start": "2018-02-10", "end": "2021-01-01", "kind": "prison"}]}
    name = "RELEASED_BEFORE_END"
    assert name in [said.code.name for said in of(left, hidden=()).look]
    assert name not in [said.code.name for said in of(left).look]
    assert name.encode() not in csv_of(of(left))
    law = "0" * 64
    assert name.encode() not in json_of(left, sheets(left, DAY), DAY, law, hidden={name})
    assert name.encode() in json_of(left, sheets(left, DAY), DAY, law, hidden=())


def test_a_case_for_a_person_gives_no_day() -> None:
    revoked = {**LONG, "interruptions": [
        {"start": "2021-01-01", "end": "2021-02-01", "kind": "supervised_release_revoked"}
    ]}  # fmt: skip
    sheet = of(revoked)
    assert sheet.answer.es == "Esta pena la tiene que calcular una persona."
    assert {day.es for _, days in sheet.marks for day in days} == {"la calcula una persona"}


def test_the_pdf_is_the_same_bytes_and_says_the_answer() -> None:
    heading = Heading("Ana Prueba", "Centro", DAY, "0" * 64, fictitious=True)
    made = pdf_of(of(LONG), heading, "es")
    assert made == pdf_of(of(LONG), heading, "es")
    words = " ".join(
        " ".join(p.extract_text() for p in pypdf.PdfReader(BytesIO(made)).pages).split()
    )
    assert "La pena terminó entre el 10 oct 2025" in words
    assert "Lectura D" in words
    assert "FICTICIO" in words
