"""A date may be known in part; a date that cannot be is refused with a sentence."""

from datetime import date
from typing import Any

import pytest
from django import forms

from segunda.law.text import Refusal
from segunda.web import language
from segunda.web.forms import DayField, PartialDateField, boxes, problems
from segunda.web.language import both
from segunda.web.partial import read_partial

MAY = date(1990, 5, 1), date(1990, 5, 31)
DAY = date(1990, 5, 14), date(1990, 5, 14)


class Sheet(forms.Form):
    born = PartialDateField(label=both("Nacimiento", "Birth"), boxes=True)
    since = DayField(label=both("Desde", "Since"), required=False)

    def cleaned(self, name: str) -> Any:
        assert self.is_valid(), self.errors
        return self.cleaned_data[name]


def sent(**data: Any) -> Sheet:
    return Sheet({name.replace("_", "-"): value for name, value in data.items()})


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1990", (date(1990, 1, 1), date(1990, 12, 31))),
        ("1990-05", MAY),
        ("5/1990", MAY),
        (" 05/1990 ", MAY),
        ("14/05/1990", DAY),
        ("14/5/1990", DAY),
        ("1990-05-14", DAY),
        ("29/02/2024", (date(2024, 2, 29),) * 2),
        ("12/2199", (date(2199, 12, 1), date(2199, 12, 31))),
    ],
)
def test_what_people_write_is_read(text: str, expected: tuple[date, date]) -> None:
    assert read_partial(text) == expected


@pytest.mark.parametrize(
    ("text", "es", "en"),
    [
        ("31/02/1990", "31 de febrero de 1990 no existe", "31 February 1990 does not exist"),
        ("29/02/2023", "ese mes llega al 28", "that month ends on the 28"),
        ("0/5/1990", "El día 0 de mayo", "0 May 1990"),
        ("13/1990", "El mes 13 no existe", "Month 13 does not exist"),
        ("1/1/0990", "El año 990 no puede ser", "The year 990 cannot be"),
        ("14/5/90", "no se entiende", "cannot be read"),
        ("mayo de 1990", "no se entiende", "cannot be read"),
        ("14//1990", "no se entiende", "cannot be read"),
        ("1990-05-14T00:00", "no se entiende", "cannot be read"),
    ],
)
def test_what_cannot_be_is_refused_in_a_sentence(text: str, es: str, en: str) -> None:
    with pytest.raises(Refusal) as refused:
        read_partial(text)
    assert es in refused.value.text.es
    assert en in refused.value.text.en
    assert refused.value.text.es.endswith(".")


def test_three_boxes_make_one_date() -> None:
    assert sent(born_day="14", born_month="5", born_year="1990").cleaned("born") == DAY
    assert sent(born_day="", born_month="5", born_year="1990").cleaned("born") == MAY
    assert sent(born_year="1990").cleaned("born")[1] == date(1990, 12, 31)


def test_a_day_without_its_month_is_not_taken_for_a_month() -> None:
    assert "no se entiende" in problems(sent(born_day="5", born_year="1990"))[0].message


def test_what_was_typed_in_the_boxes_stays_there() -> None:
    form = sent(born_day="31", born_month="2", born_year="1990")
    assert not form.is_valid()
    assert [part.value for part in boxes(form["born"])] == ["31", "2", "1990"]
    stored = Sheet(initial={"born": MAY})
    assert [part.value for part in boxes(stored["born"])] == ["", "5", "1990"]


def test_an_exact_day_is_asked_where_one_is_needed() -> None:
    form = sent(born_year="1990", since="5/1990")
    assert "Falta el día exacto" in problems(form)[0].message
    assert sent(born_year="1990", since="14/05/1990").cleaned("since") == DAY[0]
    assert sent(born_year="1990", since="").cleaned("since") is None


def test_errors_speak_the_language_of_the_reader_and_lead_to_the_box() -> None:
    form = sent(born_day="31", born_month="2", born_year="1990")
    assert not form.is_valid()
    language.use("en")
    (problem,) = problems(form)
    assert problem.target == "id_born-day"
    assert str(problem.label) == "Birth"
    assert problem.message.startswith("31 February 1990 does not exist")


def test_djangos_own_errors_speak_both_languages() -> None:
    assert problems(sent())[0].message == "Este campo es obligatorio."
    language.use("en")
    assert problems(sent())[0].message == "This field is required."
