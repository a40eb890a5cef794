"""Read a date as people know it: a year, a month, a day; say what is wrong with any other."""

import re
from datetime import date

from segunda.law.text import Refusal, Text
from segunda.web.dates import month_span, year_span

FIRST_YEAR, LAST_YEAR = 1850, 2200  # no date of a living archive lies outside
MONTHS = Text(
    "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
    "January February March April May June July August September October November December",
)
HOW = Text(
    "Escríbala como 14/05/1990 (día, mes, año), 5/1990 o 1990.",
    "Write it as 14/05/1990 (day, month, year), 5/1990 or 1990.",
)
HOW_DAY = Text("Escríbala como 14/05/1990.", "Write it as 14/05/1990 (day, month, year).")
_SHAPES = (
    re.compile(r"(?P<year>\d{4})(?:-(?P<month>\d{1,2})(?:-(?P<day>\d{1,2}))?)?"),
    re.compile(r"(?:(?:(?P<day>\d{1,2})/)?(?P<month>\d{1,2})/)?(?P<year>\d{4})"),
)


def read_partial(text: str) -> tuple[date, date]:
    """The first and the last day that `text` may mean; a Refusal when it means none.

    Accepts `1990`, `1990-05`, `5/1990`, `14/05/1990`, `1990-05-14`, with spaces around.
    """
    found = next((m for shape in _SHAPES if (m := shape.fullmatch(text.strip()))), None)
    if found is None:
        raise Refusal(Text("La fecha no se entiende. ", "The date cannot be read. ") + HOW)
    year, month, day = (int(found[part] or 0) for part in ("year", "month", "day"))
    _check_year(year)
    if found["month"] is None:
        return year_span(year)
    _check_month(month)
    if found["day"] is None:
        return month_span(year, month)
    exact = _exact(year, month, day)
    return exact, exact


def _check_year(year: int) -> None:
    if not FIRST_YEAR <= year <= LAST_YEAR:
        said = f"{FIRST_YEAR}–{LAST_YEAR}"
        raise Refusal(
            Text(
                f"El año {year} no puede ser: escriba uno entre {said}.",
                f"The year {year} cannot be: write one between {said}.",
            )
        )


def _check_month(month: int) -> None:
    if not 1 <= month <= 12:
        raise Refusal(
            Text(
                f"El mes {month} no existe: los meses van de 1 a 12. ",
                f"Month {month} does not exist: months run from 1 to 12. ",
            )
            + HOW
        )


def _exact(year: int, month: int, day: int) -> date:
    last = month_span(year, month)[1].day
    if 1 <= day <= last:
        return date(year, month, day)
    spanish, english = (names.split()[month - 1] for names in (MONTHS.es, MONTHS.en))
    raise Refusal(
        Text(
            f"El día {day} de {spanish} de {year} no existe: ese mes llega al {last}. "
            "Si no sabe el día, escriba solo el mes y el año.",
            f"{day} {english} {year} does not exist: that month ends on the {last}. "
            "If you do not know the day, write only month and year.",
        )
    )
