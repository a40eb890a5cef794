"""A computer whose clock lost its time writes nothing: what it noted would carry a false day.

A small computer without a battery starts in 1970 or at the day its board was made. Rows dated then
would stand before everything they answer, and visits that took place would be hidden as if they
were to come. Pages open, so that one can read; what is sent comes back in full, with a sentence.
"""

from datetime import UTC, datetime
from http import HTTPStatus
from typing import Final

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from segunda.law.text import Text
from segunda.web.dates import moment_words
from segunda.web.recover import Handler, held

MADE: Final = datetime(2024, 1, 1, tzinfo=UTC)
"""Nothing was ever noted in this program before."""
UNSAFE: Final = ("POST", "PUT", "PATCH", "DELETE")


def middleware(get_response: Handler) -> Handler:
    """Put it inside `recover.middleware`, which shows again what is sent back."""

    def refuse(request: HttpRequest) -> HttpResponse:
        now = timezone.now()
        if request.method not in UNSAFE or now >= MADE:
            return get_response(request)
        return held(request, wrong(now), status=HTTPStatus.CONFLICT)

    return refuse


def wrong(now: datetime) -> Text:
    """What the clock says, and what to do."""
    return Text(
        f"El reloj de esta computadora marca {moment_words(now, 'es')}: lo que se anotara llevaría "
        "esa fecha, así que no se guardó nada. Ponga la fecha y la hora, y envíe otra vez; lo "
        "escrito sigue aquí.",
        f"This computer's clock says {moment_words(now, 'en')}: what were noted would carry that "
        "date, so nothing was saved. Set the date and the time, and send again; what you typed is "
        "still here.",
    )
