"""A form is done once: the second sending of the same key is led to the first one's result.

The key is written before the action, in the action's own transaction. A second sending that
arrives meanwhile waits on the unique key until the first has committed (then nothing is done
again) or has been rolled back (then it is the first).
"""

import uuid
from collections.abc import Callable
from datetime import datetime

from django.contrib import messages
from django.db import connection, transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.crypto import salted_hmac

from segunda.law.text import Text
from segunda.web.language import say
from segunda.web.models import SentForm
from segunda.web.recover import TOKEN, held, posted

KEY = "_key"
ALREADY = Text("Ya se había enviado; no se hizo dos veces.", "It was already sent; not done twice.")
NO_KEY = Text(
    "El envío llegó sin su número de hoja, así que no se hizo nada. Muestre el formulario, "
    "revíselo y envíelo otra vez.",
    "What you sent came without its sheet number, so nothing was done. Show the form, check it "
    "and send it again.",
)
CHANGED = Text(
    "Esta hoja ya se había enviado con otros datos y aquello sí se guardó. Lo nuevo no se ha "
    "guardado. Si hace falta, muestre el formulario, revíselo y envíelo otra vez.",
    "This sheet was sent before with other values, and those were saved. The new ones were not. "
    "If they are needed, show the form, check it and send it again.",
)
_CLAIM = """
INSERT INTO web_sentform (key, user_id, route, content, location)
VALUES (%s, %s, %s, %s, '') ON CONFLICT (key) DO NOTHING
"""


def new_key() -> str:
    """A key for a form that is about to be shown."""
    return str(uuid.uuid4())


def sent_key(request: HttpRequest) -> uuid.UUID | None:
    """The key the form came with; None when it has none that can be read."""
    try:
        return uuid.UUID(posted(request).get(KEY, ""))
    except ValueError:
        return None


def once(request: HttpRequest, act: Callable[[], str]) -> HttpResponse:
    """Do `act` (which gives the address of its result) unless this very form was done before.

    An exception of `act` takes the key back with everything else, so the form can be sent again.
    """
    key = sent_key(request)
    if key is None:
        return held(request, NO_KEY, status=400, drop=(KEY,))
    with transaction.atomic():
        if _claim(request, key):
            location = act()
            SentForm.objects.filter(key=key).update(location=location)
            return HttpResponseRedirect(location)
    return _again(request, key)


def forget(before: datetime) -> int:
    """Delete the keys of forms sent before `before`; how many. For a job, not for a page."""
    return SentForm.objects.filter(sent_at__lt=before).delete()[0]


def _claim(request: HttpRequest, key: uuid.UUID) -> bool:
    """Write the key; False when it is there already (after waiting for whoever holds it)."""
    values: list[str | int] = [str(key), _user(request), request.path[:200], _digest(request, key)]
    with connection.cursor() as cursor:
        cursor.execute(_CLAIM, values)
        return bool(cursor.rowcount == 1)


def _again(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """What the second sending gets: the first result, or its own words back if they differ."""
    same = {"key": key, "user_id": _user(request), "route": request.path[:200]}
    first = SentForm.objects.filter(**same).first()
    if first is None:  # somebody else's key, or another page's: as good as none
        return held(request, NO_KEY, status=400, drop=(KEY,))
    if first.content != _digest(request, key):
        return held(request, CHANGED, status=409, result=first.location, drop=(KEY,))
    messages.info(request, say(ALREADY))
    return HttpResponseRedirect(first.location)


def _user(request: HttpRequest) -> int:
    """Who sends: 0 for somebody who has not signed in."""
    return int(getattr(getattr(request, "user", None), "pk", None) or 0)


def _digest(request: HttpRequest, key: uuid.UUID) -> str:
    """What was sent, as a digest nobody can turn back: to tell an edited sheet from the same."""
    pairs = sorted(
        (name, tuple(values)) for name, values in request.POST.lists() if name not in (KEY, TOKEN)
    )
    files = sorted(
        (name, file.name, file.size) for name, many in request.FILES.lists() for file in many
    )
    return salted_hmac(
        f"segunda.web.once.{key}", repr((pairs, files)), algorithm="sha256"
    ).hexdigest()
