"""A visit, a form's book, answers: invented, for the tests."""

import re
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from io import BytesIO
from typing import Any
from zlib import compress, crc32

from django.test import Client
from openpyxl import Workbook

from segunda.access.scope import Reader
from segunda.monitoring import actions
from segunda.monitoring.models import FilledForm, InstrumentVersion, Place, Visit
from segunda.web.once import KEY, new_key
from tests.monitor.team import AT

TODAY = AT.date()
SURVEY = (
    ("type", "name", "label::es", "label::en", "relevant", "constraint", "required", "norm",
     "threshold"),
    ("begin group", "cell", "Celda", "Cell"),
    ("select_one yn", "isolated", "¿Hay alguien aislado?", "Is anybody isolated?", "", "", "yes"),
    ("integer", "days", "Días seguidos", "Days in a row", "${isolated} = 'yes'", ". >= 0", "yes",
     "Mandela 44", ". <= 15"),
    ("end group",),
    ("begin repeat", "wings", "Pabellones", "Wings"),
    ("decimal", "area", "Metros", "Metres"),
    ("end repeat",),
    ("text", "seen", "Qué se vio", "What was seen"),
)  # fmt: skip
CHOICES = (("list_name", "name", "label::es", "label::en"), ("yn", "yes", "Sí", "Yes"),
           ("yn", "no", "No", "No"))  # fmt: skip

SEARCHED = {"how/kinds": "strip", "how/book": "yes", "strip/private": "no",
            "strip/same_sex": "yes", "strip/reason": "yes",
            "women/holds_women": "no"}  # fmt: skip
"""Answers on the searches of a place where one critical point fails."""


def book(
    survey: Sequence[Sequence[str]] = SURVEY, choices: Sequence[Sequence[str]] = CHOICES,
    *, form_id: str = "celdas", version: str = "1",
) -> bytes:  # fmt: skip
    """An XLSForm book of these rows."""
    made = Workbook()
    made.remove(made.worksheets[0])
    settings = (("form_title", "form_id", "version"), ("Celdas (ficticio)", form_id, version))
    for name, rows in (("survey", survey), ("choices", choices), ("settings", settings)):
        page = made.create_sheet(name)
        for row in rows:
            page.append(list(row))
    stream = BytesIO()
    made.save(stream)
    return stream.getvalue()


def png(*more: tuple[bytes, bytes]) -> bytes:
    """A picture of one dot, with these parts in it."""
    parts = ((b"IHDR", b"\0\0\0\x01\0\0\0\x01\x08\0\0\0\0"), *more,
             (b"IDAT", compress(b"\0\x80")), (b"IEND", b""))  # fmt: skip
    told = (len(data).to_bytes(4) + kind + data + crc32(kind + data).to_bytes(4)
            for kind, data in parts)  # fmt: skip
    return b"\x89PNG\r\n\x1a\n" + b"".join(told)


def visit(by: Reader, where: Place, *team: int, days: int = 0, today: date = TODAY) -> Visit:
    """A visit that begins so many days from today.

    Whether it has begun the database asks its own clock: a test of that gives the real day.
    """
    start = today + timedelta(days=days)
    return actions.note_visit(
        place=where, starts_on=start, ends_on=start, team=team or (by.user or 0,),
        aims="Ver las celdas.", today=today, by=by, at=AT,
    )  # fmt: skip


def instrument(by: Reader, section: str = "general", **settings: Any) -> InstrumentVersion:
    """The form above, uploaded by this member and put in use."""
    made = actions.add_instrument(content=book(**settings), section=section, by=by, at=AT)
    actions.use_instrument(made, offered=True, by=by, at=AT)
    return made


def fill(
    by: Reader, on: Visit, version: InstrumentVersion, answers: Mapping[str, str],
    day: date = TODAY,
) -> FilledForm:  # fmt: skip
    """The form filled with these answers."""
    draft = actions.start_form(on, version, by=by, at=AT)
    actions.save_draft(draft, answers=answers, at=AT)
    return actions.finish_form(draft, filled_on=day, today=TODAY, by=by, at=AT)


def post(client: Client, path: str, **values: object) -> Any:
    """What a form sent from this browser is answered with."""
    return client.post(path, {KEY: new_key(), "_form": "sheet", **values})


def held(client: Client, path: str) -> dict[str, object]:
    """What a page of a draft carries unseen: its version, and what it shows."""
    page = client.get(path).content.decode()
    shown = re.findall(r'name="_shown" value="([^"]*)"', page)
    return {"_version": re.findall(r'name="_version" value="([^"]+)"', page)[-1], "_shown": shown}
