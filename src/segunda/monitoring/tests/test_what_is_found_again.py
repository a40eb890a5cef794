"""What repeats over visits: one theme and norm, however written; only what a reader may read."""

from datetime import date
from typing import Any
from uuid import UUID

import pytest

from segunda.access.scope import acting
from segunda.monitoring import queries
from segunda.monitoring.likeness import norm_key
from segunda.monitoring.tests.follow_up import write_finding
from tests.monitor.team import AT, browser, reader

pytestmark = pytest.mark.django_db(databases=["default", "refusals"])
MAY, JUNE, JULY = date(2026, 5, 2), date(2026, 6, 2), date(2026, 7, 2)
SAME = (
    ("Regla 43 de Mandela", "Mandela 43"),
    ("Reglas de Bangkok, regla 15", "bangkok rule 15"),
    ("Artículo 2, Ley 55", "art. 2 de la ley 55"),
)
OTHER = (
    ("Mandela 43", "Mandela 44"),
    ("Mandela 43", "Bangkok 43"),
    ("Artículo 2, Ley 55", "Artículo 55, Ley 2"),
    ("Mandela 43, Bangkok 22", "Mandela 22, Bangkok 43"),
    ("Mandela 43.1", "Mandela 43"),
)


@pytest.mark.parametrize(("one", "other"), SAME)
def test_one_norm_in_other_words_is_one(one: str, other: str) -> None:
    assert norm_key(one) == norm_key(other)


@pytest.mark.parametrize(("one", "other"), OTHER)
def test_where_it_is_not_sure_they_are_two(one: str, other: str) -> None:
    assert norm_key(one) != norm_key(other)


def told(found: list[queries.Pattern]) -> list[tuple[Any, ...]]:
    return [(one.norm, one.places, one.count, one.grave, one.first, one.last) for one in found]


def test_the_same_theme_and_norm_on_another_day_or_in_another_place_is_a_pattern() -> None:
    with acting(reader("lawyer")) as lawyer:
        one = write_finding(lawyer, norm="Regla 43 de Mandela", found_on=MAY, severity="low")
        again = write_finding(lawyer, norm="Mandela 43", place="Ancón ficticio", found_on=JUNE)
        write_finding(lawyer, norm="Mandela 43", place="ancon ficticio", found_on=JUNE)
        write_finding(lawyer, norm="Mandela 43", theme="health", found_on=JULY)  # another theme
        write_finding(lawyer, norm="Regla 45", found_on=JULY)
        write_finding(lawyer, norm="Regla 45", found_on=JULY)  # one place and day: no pattern
        write_finding(lawyer, norm="", found_on=MAY)
        write_finding(lawyer, norm="", found_on=JUNE)
        [found] = queries.patterns(user=lawyer, at=AT)
        assert told([found]) == [
            ("Mandela 43", ("ancon ficticio", one.place), 3, 2, MAY, JUNE),
        ]
        listed, count = queries.findings_asked(
            user=lawyer, at=AT, asked=queries.AskedFindings(like=str(found.newest))
        )
        assert (len(listed), count) == (found.count, found.count)
        assert again in queries.found_again(one, user=lawyer)
        assert queries.patterns(user=lawyer, at=AT, theme="health") == []


def test_what_says_much_the_same_without_the_norm_is_offered() -> None:
    words = "La celda de aislamiento no tiene ventilación ni luz natural"
    with acting(reader("lawyer")) as lawyer:
        one = write_finding(lawyer, text=f"{words}.", found_on=MAY)
        near = write_finding(lawyer, text=f"{words} desde marzo.", norm="", found_on=JUNE)
        write_finding(lawyer, text="Faltan colchones en el pabellón.", norm="", found_on=JUNE)
        write_finding(lawyer, text=f"{words}.", found_on=JUNE)  # its norm says it already
        [(found, likeness)] = queries.findings_alike(one, user=lawyer)
        assert (found, likeness.shared) == (
            near, ("aislamiento", "celda", "natural", "tiene", "ventilacion")
        )  # fmt: skip


def test_a_finding_of_health_is_in_no_pattern_of_who_may_not_read_it() -> None:
    with acting(reader("doctor", "medica")) as doctor:
        for day in (MAY, JUNE):
            write_finding(doctor, "medical", theme="health", norm="Mandela 30", found_on=day)
        [seen] = queries.patterns(user=doctor, at=AT)
        assert (seen.count, seen.sealed) == (2, True)
    with acting(reader("lawyer")) as lawyer:
        write_finding(lawyer, theme="health", norm="Mandela 30", found_on=JULY)
        assert queries.patterns(user=lawyer, at=AT) == []
    client = browser("lawyer", "mira")
    assert "Mandela 30" not in client.get("/hallazgos/repetidos/").content.decode()
    hidden, none = (
        client.get(f"/hallazgos/?como={number}").content.decode()
        for number in (seen.newest, UUID(int=0))
    )
    assert ("que usted lee: 0." in hidden, "que usted lee: 0." in none) == (True, True)
    assert "solo para profesionales de salud" in browser("doctor", "otra").get(
        "/hallazgos/repetidos/archivo/").content.decode()  # fmt: skip


def test_the_page_opens_its_findings_and_refuses_what_is_no_number() -> None:
    with acting(reader("lawyer")) as lawyer:
        write_finding(lawyer, found_on=MAY)
        last = write_finding(lawyer, found_on=JUNE)
    client = browser("lawyer", "mira")
    page = client.get("/hallazgos/repetidos/").content.decode()
    assert f'href="/hallazgos/?como={last.public_id}">2<' in page
    assert "que usted lee: 2." in client.get(f"/hallazgos/?como={last.public_id}").content.decode()
    assert client.get("/hallazgos/?como=todas").status_code == 404
    assert client.get("/hallazgos/repetidos/?tema=otro").status_code == 404


def test_the_page_of_one_has_the_ten_newest_and_the_list_all() -> None:
    with acting(reader("lawyer")) as lawyer:
        days = [date(2026, 1, number) for number in range(1, 13)]
        first, *others = [write_finding(lawyer, found_on=day) for day in days]
        assert queries.found_again(first, user=lawyer) == others[:0:-1]
        [found] = queries.patterns(user=lawyer, at=AT)
        assert found.count == len(days)
