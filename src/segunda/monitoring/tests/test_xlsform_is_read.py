"""A form's book is read as it stands, or refused in a sentence that says where; its conditions are
worked out as ODK works them out."""

from datetime import date
from xml.etree.ElementTree import fromstring

import pytest

from segunda.law.text import Refusal
from segunda.monitoring.answer_forms import pages
from segunda.monitoring.tests.visits import CHOICES, SURVEY, book
from segunda.monitoring.xlsform import (
    condition,
    lines,
    packed,
    problems,
    read,
    scores,
    wanted,
)
from segunda.monitoring.xlsform.expressions import as_text, evaluate, true

DAY = date(2026, 11, 27)
HEAD = ("type", "name", "label", "relevant")
ROOT = fromstring(  # noqa: S314  # our own words
    "<data><g><a>yes</a><n>17</n><e/></g><c><m>3</m></c><c><m>5</m></c><d>20000</d></data>"
)
NODE = ROOT.find("g/n")


def said(**changed: object) -> str:
    with pytest.raises(Refusal) as refused:
        read(book(**changed))  # type: ignore[arg-type]
    assert refused.value.text.en != refused.value.text.es
    return refused.value.text.es


def test_numbers_conditions_and_norms_of_the_questions() -> None:
    form = read(book())
    told = [(item.number, item.path, item.kind) for item in form.walk()]
    assert told == [
        ("1", "cell", "group"), ("1.1", "cell/isolated", "one"), ("1.2", "cell/days", "integer"),
        ("2", "wings", "repeat"), ("2.1", "wings/area", "decimal"), ("3", "seen", "text"),
    ]  # fmt: skip
    days = form.by_path()["cell/days"]
    assert condition(days, form).es == "solo si la 1.1 es «Sí»"
    assert condition(days, form).en == "only if 1.1 is “Yes”".replace("“", "«").replace("”", "»")
    assert days.norm == "Mandela 44"
    assert days.scored
    assert [len(part) for part in form.parts] == [1, 1, 1]


@pytest.mark.parametrize(
    ("row", "words"),
    [
        (("foo", "a", "A"), "el tipo de pregunta «foo» no existe"),
        (("integer", "", "A"), "Hoja survey, fila 2: falta el nombre"),
        (("integer", "1 a", "A"), "fila 2: el nombre no sirve"),
        (("select_one zz", "a", "A"), "la lista «zz» no está en la hoja choices"),
        (("integer", "a", "A", "${b} > 1"), "una condición habla de «b»"),
        (("begin group", "g", "A"), "«g» se abre (begin) y no se cierra"),
        (("end group", "", ""), "un grupo se cierra (end)"),
        (("integer", "a", ""), "la pregunta «a» no tiene texto"),
        (("integer", "a", "A", "1 +"), "no se entiende la condición «1 +»"),
        (("integer", "a", "A", "${a} > foo(3)"), "no se entiende la condición"),
        (("geopoint", "a", "A"), "el tipo «geopoint» no se puede contestar en un escritorio"),
    ],
)
def test_a_broken_form_is_refused_with_its_place(row: tuple[str, ...], words: str) -> None:
    assert words in said(survey=(HEAD, row))


@pytest.mark.parametrize(
    ("row", "words"),
    [
        ({"type": "date", "default": "today()"}, "«today()» se calcula"),
        ({"readonly": "yes"}, "de solo lectura"),
        ({"media::image": "p.png"}, "no salen en papel"),
        ({"type": "select_one_from_file x.csv"}, "póngalas en la hoja choices"),
        ({"type": "select_one yn", "appearance": "search('x')"}, "póngalas en la hoja choices"),
        ({"type": "select_one yn", "choice_filter": "name != ''"}, "haga dos preguntas"),
        ({"type": "integer", "norm": "x", "norm_label": "seen"}, "verified, reported o unverified"),
    ],
)
def test_what_a_desk_cannot_do_is_refused_and_not_left_out(row: dict[str, str], words: str) -> None:
    told = {"type": "text", "name": "a", "label": "A"} | row
    assert words in said(survey=(tuple(told), tuple(told.values())))


def test_a_version_taken_in_before_stays_readable_when_the_program_refuses_more() -> None:
    survey = (("type", "name", "label", "readonly"), ("text", "a", "A", "yes"))
    assert [item.name for item in read(book(survey), kept=True).walk()] == ["a"]


def test_a_fixed_default_a_range_and_another_answer_are_kept() -> None:
    survey = (
        ("type", "name", "label", "default", "parameters"), ("integer", "a", "A", "3", ""),
        ("range", "b", "B", "", "start=1 end=5 step=1"), ("select_one yn or_other", "c", "C"),
    )  # fmt: skip
    form = read(book(survey))
    assert form.by_name()["a"].default == "3"
    assert [p.line.key for p in problems(form, {"b": "6"}, DAY)] == ["b"]
    assert problems(form, {"b": "5"}, DAY) == []
    assert form.by_name()["c"].choices[-1][1].es == "Otra respuesta"
    assert form.by_name()["c_other"].label.es == "¿Cuál?"


def test_a_name_twice_and_a_form_without_questions() -> None:
    assert "está dos veces" in said(survey=(HEAD, ("integer", "a", "A"), ("text", "a", "B")))
    assert "no hay ninguna pregunta" in said(survey=(HEAD,))
    assert "faltan columnas" in said(survey=(("x", "y"), ("1", "2")))


def test_a_form_without_its_name_and_version_is_refused() -> None:
    assert "form_id, version" in said(version="")


@pytest.mark.parametrize("content", [b"", b"hola", b"PK\x03\x04zz", b"x" * 2_000_001])
def test_what_is_no_book_or_too_large_is_one_sentence(content: bytes) -> None:
    with pytest.raises(Refusal, match=r"XLSForm|2 MB"):
        read(content)


@pytest.mark.parametrize(
    ("expression", "value"),
    [
        ("/data/g/a = 'yes'", True), ("/data/g/a != 'yes'", False), (". = 17", True),
        (". = 17.0", True), (". >= 15 and . <= 17", True), (". > 17", False),
        ("selected(../a, 'yes')", True), ("count-selected(../a) = 1", True),
        ("if(../a = 'yes', 'x', 'y') = 'x'", True), ("coalesce(../e, 'z') = 'z'", True),
        ("../e > 0", False), ("../e < 1", False), ("../e = ''", True), ("../e = 0", False),
        ("sum(/data/c/m) = 8", True), ("count(/data/c) = 2", True), ("max(/data/c/m) = 5", True),
        ("min(3, 4) = 3", True), ("regex(., '[0-9]+')", True), ("int(. div 2) = 8", True),
        ("not(../a = 'no') or false()", True), ("/data/d < today()", True),
        ("/data/d < date('2024-01-01')", False), ("round(. div 2) = 9", True),
    ],
)  # fmt: skip
def test_an_expression_gives_what_odk_gives(expression: str, value: bool) -> None:
    assert NODE is not None
    assert true(expression, ROOT, NODE, DAY) is value


def test_what_is_counted_is_written_as_an_answer() -> None:
    assert NODE is not None
    assert as_text(evaluate("/data/g/n * 2", ROOT, NODE, DAY)) == "34"
    assert as_text(evaluate("../e + 1", ROOT, NODE, DAY)) == ""
    assert as_text(evaluate("7 div 2", ROOT, NODE, DAY)) == "3.5"


def test_what_is_missing_wrong_or_not_asked_is_told() -> None:
    form = read(book())

    def told(**answers: str) -> list[tuple[str, str]]:
        given = {key.replace("__", "/"): value for key, value in answers.items()}
        return [(p.line.item.number, p.says.en) for p in problems(form, given, DAY)]

    assert told() == [("1.1", "the answer is missing")]
    assert told(cell__isolated="yes") == [("1.2", "the answer is missing")]
    assert told(cell__isolated="no") == []
    assert told(cell__isolated="maybe") == [("1.1", "choose one of the options")]
    assert told(cell__isolated="yes", cell__days="1.5") == [
        ("1.2", "write a whole number")
    ]  # fmt: skip
    assert told(cell__isolated="yes", cell__days="-1")[0][1].startswith("the answer is outside")
    assert told(cell__isolated="no", cell__days="3")[0][1].startswith("is answered, but is not")


def test_a_score_is_given_only_where_the_norm_gives_a_threshold() -> None:
    form = read(book())

    def scored(days: str) -> list[bool | None]:
        answers = {"cell/isolated": "yes", "cell/days": days, "seen": "algo"}
        return [score.met for score in scores(form, answers, DAY)]

    assert scored("15") == [True]
    assert scored("16") == [False]
    assert scored("") == [None]
    assert scores(form, {"cell/isolated": "no"}, DAY) == []


def test_a_threshold_that_rests_on_what_is_missing_is_not_known() -> None:
    survey = (
        (*SURVEY[0],), ("integer", "held", "x", "x"),
        ("integer", "seen", "x", "x", "", "", "", "Norma ficticia", ". = ${held}"),
        ("integer", "away", "x", "x", "", "", "", "Norma ficticia", "not(. = ${held})"),
    )  # fmt: skip
    form = read(book(survey))

    def held(**answers: str) -> list[bool | None]:
        return [score.held for score in scores(form, answers, DAY)]

    assert held(seen="2", away="2") == [None, None]
    assert held(held="2", seen="2", away="2") == [True, False]
    assert held(held="3", seen="2", away="2") == [False, True]
    assert wanted(form.by_name()["seen"], form).es == "la 2 es la 1"


def test_a_threshold_without_its_norm_is_refused() -> None:
    survey = (*SURVEY[:1], ("integer", "a", "A", "A", "", "", "", "", ". <= 15"))
    assert "hay umbral sin norma" in said(survey=survey, choices=CHOICES)


NESTED = (
    ("type", "name", "label"), ("begin repeat", "wings", "Pabellones"), ("text", "name", "Cuál"),
    ("begin repeat", "cells", "Celdas"), ("integer", "beds", "Camas"), ("end repeat",),
    ("end repeat",),
)  # fmt: skip


def test_a_repeat_inside_a_repeat_is_kept_and_closed_up() -> None:
    form = read(book(NESTED))
    answers = {
        "wings[1]/name": "A", "wings[1]/cells[1]/beds": "4", "wings[1]/cells[3]/beds": "6",
        "wings[2]/name": "", "wings[3]/cells[2]/beds": "8",
    }  # fmt: skip
    kept = packed(form, answers)
    assert kept == {
        "wings[1]/name": "A", "wings[1]/cells[1]/beds": "4", "wings[1]/cells[2]/beds": "6",
        "wings[2]/cells[1]/beds": "8",
    }  # fmt: skip
    beds = [line.value for line in lines(form, kept, DAY) if line.item.name == "beds"]
    assert beds == ["4", "6", "8"]


def test_what_repeats_often_is_typed_on_several_pages() -> None:
    form = read(book())
    many = {f"wings[{time}]/area": "4" for time in range(1, 131)}
    found = pages(form, many)
    assert [(page.turn, len(page.keys)) for page in found] == [
        (0, 2), (1, 60), (2, 60), (3, 11), (0, 1),
    ]  # fmt: skip
    assert len({key for page in found for key in page.keys}) == 2 + 131 + 1


def test_a_repeat_keeps_each_time_apart() -> None:
    form = read(book())
    answers = {"cell/isolated": "no", "wings[1]/area": "3.5", "wings[2]/area": "x"}
    areas = [(line.key, line.time) for line in lines(form, answers, DAY) if line.value]
    assert areas == [("cell/isolated", 0), ("wings[1]/area", 1), ("wings[2]/area", 2)]
    assert [p.line.key for p in problems(form, answers, DAY)] == ["wings[2]/area"]
