"""Her sheet: plain words, one page, tagged, the same bytes each time; never "you qualify"."""

from dataclasses import replace
from datetime import date
from io import BytesIO
from typing import Any

import pypdf
import pytest

from segunda.law.facts import papers
from segunda.law.rules import all_rules, rule
from segunda.law.text import LANGUAGES
from segunda.report.her_sheet import (
    NOT_ON_IT,
    HerSheet,
    Lacking,
    Signed,
    Way,
    lead_of,
    sections,
)
from segunda.report.her_sheet_pdf import pdf_of
from segunda.report.tests.reading import inflesz, syllables

DAY = date(2024, 6, 30)
PATHS = [r.id for r in all_rules() if r.kind == "path" and r.jurisdiction == "PA"
         and r.id not in NOT_ON_IT]  # fmt: skip
FEWER = ["PA-CP-065", "PA-CP-098", "PA-CP-102", "PA-CP-103", "PA-CP-112", "PA-CP-113",
         "PA-CN-184R"]  # fmt: skip
"""Those that rest on no sealed fact: all that can stand on a sheet."""
ASKED = date(2024, 6, 10)
PAPERS = ("judgment", "job_or_study_letter", "criminal_record_certificate", "board_minutes",
          "civil_liability_proof", "other_cases_certificate", "sentence_computation",
          "period_resolution", "custody_title", "host_letter")  # fmt: skip


def made(*ways: Way, papers: tuple[str, ...] = (), pretrial: bool = False) -> HerSheet:
    return HerSheet(
        name="Yaneth Peña Santos", place="Centro Norte (ficticio)", day=DAY,
        held_since=date(2022, 2, 14), pretrial=pretrial,
        ends=() if pretrial else (date(2027, 2, 14),), ways=ways,
        lacking=tuple(Lacking(p, ASKED if n % 2 else None) for n, p in enumerate(papers)),
        fictitious=True,
    )  # fmt: skip


USUAL = made(Way("PA-CP-112", True), Way("PA-CP-098", False), Way("PA-CP-065", None),
             Way("PA-CP-103", None, date(2025, 6, 3)), papers=PAPERS[:4])  # fmt: skip
FULLEST = (
    made(*(Way(name, False) for name in FEWER), papers=PAPERS),
    made(*(Way(name, None) for name in FEWER), papers=PAPERS),
    made(*(Way(name, None, date(2026, 1, 1)) for name in FEWER), papers=PAPERS),
    replace(made(*(Way(n, True) for n in FEWER[:4]), *(Way(n, False) for n in FEWER[4:6]),
                 Way(FEWER[6], None), papers=PAPERS),
            ends=(date(2024, 5, 2), date(2027, 2, 14))),
)  # fmt: skip


def said(sheet: HerSheet, language: str = "es") -> str:
    lines = [lead_of(sheet).in_(language)]
    for section in sections(sheet):
        lines.append(section.heading.in_(language))
        for line in section.lines:
            lines.append(line.words.in_(language))
            lines += [line.small.in_(language)] if line.small else []
    return "\n".join(lines)


def read(pdf: bytes) -> tuple[int, str]:
    pages = pypdf.PdfReader(BytesIO(pdf)).pages
    return len(pages), "\n".join(page.extract_text() for page in pages)


@pytest.mark.parametrize(
    ("word", "many"),
    [("hoja", 2), ("detención", 3), ("día", 2), ("juez", 1), ("guitarra", 3), ("aéreo", 4),
     ("cuidado", 3), ("ley", 1), ("ahora", 3), ("oír", 2), ("queja", 2), ("pingüino", 3)],
)  # fmt: skip
def test_syllables_are_counted_as_in_spanish(word: str, many: int) -> None:
    assert syllables(word) == many


@pytest.mark.parametrize("sheet", [USUAL, made(), made(pretrial=True), *FULLEST])
def test_the_words_are_easy_to_read(sheet: HerSheet) -> None:
    assert inflesz(said(sheet)) >= 60


def test_a_hard_sentence_would_be_found() -> None:
    hard = ("La suspensión condicional de la ejecución de la penalidad correspondiente será "
            "evaluada interdisciplinariamente por las autoridades jurisdiccionales.")  # fmt: skip
    assert inflesz(hard) < 40


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_never_says_that_she_qualifies(language: str) -> None:
    words = said(USUAL, language).lower()
    for promise in ("cumple", "califica", "tiene derecho a salir", "qualify", "met", "eligible"):
        assert promise not in words.split(), promise
    assert ("decide" in words) == ("decided" in words or language == "es")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("sheet", FULLEST)
def test_the_fullest_sheet_is_one_page_and_two_in_large_print(
    sheet: HerSheet, language: str
) -> None:
    assert read(pdf_of(sheet, language))[0] == 1
    assert read(pdf_of(sheet, language, large=True))[0] <= 2


@pytest.mark.parametrize(("large", "most"), [(False, 1), (True, 2)])
def test_a_long_name_does_not_push_the_fullest_sheet_onto_one_page_more(
    large: bool, most: int
) -> None:
    long = replace(FULLEST[3], name=" ".join(["Apellidolargo"] * 15))
    pages, words = read(pdf_of(long, "es", large=large))
    assert (pages, words.count("Apellidolargo")) == (most, 15)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_pdf_says_what_the_page_says(language: str) -> None:
    _, words = read(pdf_of(USUAL, language))
    plain = " ".join(words.split())
    for line in said(USUAL, language).splitlines():
        assert " ".join(line.split()) in plain, line


def test_the_pdf_is_tagged_has_its_language_and_the_same_bytes() -> None:
    pdf = pdf_of(USUAL, "es")
    assert pdf == pdf_of(USUAL, "es")
    read_back: Any = pypdf.PdfReader(BytesIO(pdf))
    root = read_back.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == "es"
    fonts = read_back.pages[0]["/Resources"]["/Font"].values()
    assert all("AtkinsonHyperlegible" in font.get_object()["/BaseFont"] for font in fonts)


def test_a_name_is_written_never_read_as_markup() -> None:
    hostile = HerSheet("#panic() *x* $1$ <b> \\", "_x_", DAY, None, False, (), (), ())
    words = read(pdf_of(hostile, "es"))[1]
    assert "#panic() *x* $1$ <b> \\" in words


def test_what_does_not_fit_is_said() -> None:
    assert "Papeles que no caben aquí: 7." in said(FULLEST[0])
    assert "no caben" not in said(USUAL)


@pytest.mark.parametrize(
    ("ends", "es", "en"),
    [
        ((), "El registro no sabe cuándo termina su pena.", "does not know when"),
        (
            (date(2024, 7, 1),),
            "Según el registro, su pena termina el 1 jul 2024.\nEl juez aprueba",
            "your sentence ends on 1 Jul 2024",
        ),
        (
            (date(2024, 7, 1), date(2025, 3, 2)),
            "termina entre el 1 jul 2024 y el 2 mar 2025.\nEl",
            "ends between 1 Jul 2024 and 2 Mar 2025",
        ),
        (
            (DAY, date(2025, 3, 2)),
            "terminó el 30 jun 2024 o termina el 2 mar 2025.\nPida hoy",
            "ended on 30 Jun 2024 or ends on 2 Mar 2025",
        ),
        (
            (date(2024, 6, 1), DAY),
            "Según el registro, su pena terminó el 30 jun 2024.\nPida hoy",
            "your sentence ended on 30 Jun 2024",
        ),
    ],
)
def test_an_end_is_said_as_every_reading_of_the_law_has_it(
    ends: tuple[date, ...], es: str, en: str
) -> None:
    sheet = replace(made(), ends=ends)
    assert es in said(sheet)
    assert en in said(sheet, "en")
    assert inflesz(said(sheet)) >= 60


def test_a_signed_end_that_has_passed_sends_her_to_a_judge() -> None:
    signed = replace(made(), signed=Signed(date(2024, 6, 30)))
    assert "firmaron dos personas, su pena terminó el 30 jun 2024.\nPida hoy" in said(signed)
    later = replace(made(), signed=Signed(date(2024, 7, 1)))
    assert "firmaron dos personas, su pena termina el 1 jul 2024.\nEl juez" in said(later)


def test_who_has_left_is_not_told_to_ask_a_judge() -> None:
    gone = replace(made(), ends=(date(2024, 6, 1),), held_since=None)
    assert "su pena terminó el 1 jun 2024.\nEl juez aprueba la cuenta." in said(gone)


def test_who_decides_and_whom_to_ask_stand_beside() -> None:
    words = said(USUAL)
    assert "Decide: juez o tribunal de juicio." in words
    assert "Se pide a: juzgado o tribunal de la causa. Nadie lo ha pedido todavía." in words
    assert "Se pidió el 10 jun 2024 (hace 20 días)." in words
    assert "Nadie puede cobrarle por esto." in words


def test_the_judge_to_complain_to_is_the_one_she_has() -> None:
    assert "juez de garantías" in said(made(pretrial=True)).lower()
    assert "juez de cumplimiento. vigila" in said(made()).lower()


def test_no_path_and_no_paper_of_the_sheet_tells_of_an_offence_or_of_somebody_else() -> None:
    for name in FEWER:
        assert not any(word in rule(name).title.es.lower() for word in ("víctima", "delito"))
    for name in PAPERS:
        assert not any(w in papers()[name].name.es.lower() for w in ("víctima", "droga"))
