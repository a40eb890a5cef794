"""Lists are sorted by links and paged by links; spans stand where their days are."""

from datetime import date

from django.http import HttpRequest, QueryDict

from segunda.law.text import Text
from segunda.web.lists import Column, headings, order_of, with_query
from segunda.web.timeline import Span, timeline

COLUMNS = (Column(Text("Nombre", "Name"), "nombre"), Column(Text("Nota", "Note")))
TODAY = date(2024, 1, 11)


def asked(query: str) -> HttpRequest:
    request = HttpRequest()
    request.path, request.GET = "/lista/", QueryDict(query)
    return request


def test_a_heading_sorts_up_then_down_and_starts_from_the_first_page() -> None:
    first, note = headings(asked("desde=9&x=1"), COLUMNS, "")
    assert (first.href, first.aria) == ("/lista/?x=1&orden=nombre", "none")
    assert note.href == ""
    (up, _), (down, _) = (
        headings(asked(f"orden={order}"), COLUMNS) for order in ("nombre", "-nombre")
    )
    assert (up.href, up.aria) == ("/lista/?orden=-nombre", "ascending")
    assert (down.href, down.aria) == ("/lista/?orden=nombre", "descending")


def test_only_columns_that_allow_it_sort() -> None:
    assert order_of(asked("orden=-secreto"), COLUMNS, "-nombre") == ("nombre", True)
    assert order_of(asked("orden=nombre"), COLUMNS, "-nombre") == ("nombre", False)


def test_an_address_keeps_the_rest_of_its_query() -> None:
    assert with_query(asked("a=1&b=2"), a=None, c="ñ") == "/lista/?b=2&c=%C3%B1"
    assert with_query(asked("a=1"), a=None) == "/lista/"


def test_bars_stand_where_their_days_are() -> None:
    spans = [
        Span("uno", date(2024, 1, 1), date(2024, 1, 6)),
        Span("dos", date(2024, 1, 6), None),
    ]
    line = timeline([("Dónde", spans)], today=TODAY)
    first, second = line.lanes[0].bars
    assert (first.x, first.width, first.middle) == ("0.00%", "50.00%", "25.00%")
    assert (second.x, second.width, second.until) == ("50.00%", "50.00%", TODAY)
    assert line.now == "100.00%"


def test_a_span_of_one_day_in_many_years_is_still_seen_but_not_numbered() -> None:
    spans = [Span("largo", date(2000, 1, 1), None), Span("corto", date(2024, 1, 10), None)]
    short = timeline([("Dónde", spans)], today=TODAY).lanes[0].bars[1]
    assert (short.x, short.width, short.labelled) == ("99.60%", "0.40%", False)


def test_years_do_not_run_into_one_another() -> None:
    line = timeline([("Dónde", [Span("largo", date(1990, 6, 1), None)])], today=TODAY)
    years = [tick.year for tick in line.ticks]
    assert 2 <= len(years) <= 6
    assert years[0] == 1991
    assert max(float(tick.x[:-1]) for tick in line.ticks) <= 93


def test_without_spans_there_is_an_empty_line() -> None:
    assert timeline([], today=TODAY).lanes == ()
