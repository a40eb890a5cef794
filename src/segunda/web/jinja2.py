"""The Jinja2 environment of all pages: escaped, strict, in two languages, without arithmetic.

A `Text` shown in a template speaks the language of the request by itself, also as a label deep in
a list. None shows as nothing: where a gap means something, the page says so in words.
"""

from collections.abc import Mapping
from datetime import date, datetime
from fractions import Fraction
from functools import cache
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.middleware.csrf import get_token
from django.templatetags.static import static
from jinja2 import Environment, StrictUndefined
from markupsafe import Markup

from segunda.law.text import Text
from segunda.report.words import cited
from segunda.web import dates, forms, lists, numbers
from segunda.web.addresses import address
from segunda.web.language import current, say
from segunda.web.once import KEY, new_key
from segunda.web.recover import FORM, ROUTE, SHEET, TOKEN, route_of, typed
from segunda.web.stale import VERSION


def environment(**options: Any) -> Environment:
    """What the setting TEMPLATES names for Django's Jinja2 backend."""
    options |= {"undefined": StrictUndefined, "finalize": spoken, "autoescape": True}
    made = Environment(  # noqa: S701 (autoescape is set above)
        trim_blocks=True, lstrip_blocks=True, **options
    )
    made.globals.update(WORDS)
    return made


def spoken(value: Any) -> Any:
    """A Text in the language of the request; None as nothing; the rest as it is."""
    if value is None:
        return ""
    return say(value) if isinstance(value, Text) else value


def t(es: str | Text, en: str | None = None) -> str:
    """The words in the language of the request: a pair of sentences, or a Text."""
    if isinstance(es, Text):
        return say(es)
    if en is None:
        raise TypeError("t() takes the sentence in Spanish and in English, or one Text")
    return es if current() == "es" else en


def hidden_fields(request: HttpRequest, version: object = None, form: str = SHEET) -> Markup:
    """What every unsafe form carries: its token, its key, its page, the version it was made of."""
    return csrf_field(request) + sheet_fields(request, version, form)


def csrf_field(request: HttpRequest) -> Markup:
    """The token alone, for forms that may well be sent twice (sign out). One page has one: to
    mask it anew for each form would cost more and hide no better."""
    token = request.META.get(_SHOWN) or request.META.setdefault(_SHOWN, get_token(request))
    return _hidden(TOKEN, token)


_SHOWN = "segunda_token"


@cache
def static_address(path: str, _folder: str) -> str:
    """The address of a file of ours, which bears a digest: looked up once."""
    return static(path)


def static_file(path: str) -> str:
    """The address of a file of ours."""
    return static_address(path, str(settings.STATIC_ROOT))


def sheet_fields(request: HttpRequest, version: object = None, form: str = SHEET) -> Markup:
    """Key, page, form and version. A form shown again keeps its key, so it is done only once,
    and the version it was first made of, so that a change meanwhile is still seen."""
    before: Mapping[str, Any] = typed(request, form) or {}
    fields = _hidden(KEY, before.get(KEY) or new_key())
    fields += _hidden(ROUTE, route_of(request)) + _hidden(FORM, form)
    made_of = before.get(VERSION, version)
    return fields if made_of is None else fields + _hidden(VERSION, made_of)


def _hidden(name: str, value: object) -> Markup:
    return Markup('<input type="hidden" name="{}" value="{}">').format(name, value)


def date_words(day: date, today: date | None = None) -> str:
    """`21 nov 2026`, with the distance when `today` is given."""
    return dates.date_words(day, current(), today)


def distance(day: date, today: date) -> str:
    """`hace 12 días`, `faltan 40 días`."""
    return dates.distance_words(day, today, current())


def moment(at: datetime) -> str:
    """`21 nov 2026, 14:05` in Panama."""
    return dates.moment_words(at, current())


def partial(earliest: date, latest: date) -> str:
    """A date of which perhaps only the month or the year is known."""
    return dates.partial_words(earliest, latest, current())


def duration(days: int) -> str:
    """`398 días`."""
    return dates.days_words(days, current())


def length(years: int, months: int, days: int) -> str:
    """`1 año, 2 meses y 3 días`."""
    return dates.length_words(years, months, days, current())


def between(start: date, end: date) -> str:
    """The time between two days in years, months and days."""
    return dates.between_words(start, end, current())


def number(value: int | float | Fraction, decimals: int = 0) -> str:
    """`24,110`."""
    return numbers.number(value, decimals)


def article(citation: str) -> str:
    """An article as the reader's language names it."""
    return cited(citation, current())


WORDS = {
    "Text": Text,
    "t": t,
    "url": address,
    "static": static_file,
    "hidden_fields": hidden_fields,
    "csrf_field": csrf_field,
    "date_words": date_words,
    "distance": distance,
    "moment": moment,
    "partial": partial,
    "duration": duration,
    "length_words": length,
    "between": between,
    "number": number,
    "article": article,
    "share": numbers.share,
    "state": lists.state,
    "cell": lists.cell,
    "table_rows": lists.table_rows,
    "kind": forms.kind,
    "choices": forms.choices,
    "boxes": forms.boxes,
    "problems": forms.problems,
}
