"""Visits: noted in confidence, written up by their team, with what was filled and brought."""

import hashlib
from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Any

from django.db import IntegrityError, transaction

from segunda.access.audit import record
from segunda.access.scope import Reader
from segunda.law.text import Refusal, Text
from segunda.monitoring.actions.notes import CORRECTED, NOT_YOURS, author_of
from segunda.monitoring.actions.teams import refuse_conflicted, refuse_outsiders
from segunda.monitoring.models import Attachment, Place, PlannedVisit, Visit, VisitRecord
from segunda.monitoring.photographs import DamagedError, without_traces
from segunda.monitoring.sections import SECTIONS, written_in_by

DIRECTORS = ("director", "deputy")
EARLIEST = date(2000, 1, 1)
LARGEST = 10_000_000
"""Bytes of a photograph or document: a telephone's photograph has three to eight million."""
MEDIA = (
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"%PDF-", "application/pdf"),
)
"""How a file begins, and what it then is: its name is not believed."""
NO_TEAM = Text("Falta el equipo: elija quién va.", "The team is missing: choose who goes.")
NOT_WITHOUT_YOU = Text(
    "Una visita que aún no empieza la conocen solo su equipo y la dirección: póngase en el equipo "
    "o pida a la dirección que la anote.",
    "A visit that has not begun is known to its team and the directors only: put yourself in the "
    "team, or ask the directors to note it.",
)
NOTED = Text(
    "De este plan ya se anotó una visita: ábrala desde el plan.",
    "A visit was noted from this plan already: open it from the plan.",
)
BACKWARDS = Text(
    "El último día no puede ser antes del primero.", "The last day cannot be before the first."
)
TOO_EARLY = Text(
    "La fecha es anterior al año 2000: revise el año (y el reloj de la computadora).",
    "The date is before the year 2000: check the year (and the computer's clock).",
)
FARTHEST = timedelta(days=731)
"""How far ahead a visit is noted: beyond it the year was mistyped."""
TOO_FAR = Text(
    "Ese día es dentro de más de dos años: revise el año.",
    "That day is more than two years ahead: check the year.",
)
BEGUN = Text(
    "La visita ya empezó: su primer día no puede pasar a uno que no ha llegado.",
    "The visit has begun: its first day cannot become one that has not come.",
)
NOT_OF_THE_TEAM = Text(
    "El acta, los días y el equipo los escribe quien fue a la visita, o la dirección.",
    "The record, the days and the team are written by who went on the visit, or the directors.",
)
NOT_YET = Text(
    "La visita todavía no empieza: eso se anota desde su primer día.",
    "The visit has not begun yet: that is noted from its first day on.",
)
SAY_WHAT = Text(
    "Escriba qué se negó o se estorbó, y quién lo hizo por su cargo.",
    "Write what was refused or hindered, and by whom, by their post.",
)
TOO_HEAVY = Text(
    "El archivo pesa {size} MB y el límite son 10: baje la resolución de la foto o divida el "
    "documento, y elíjalo otra vez. Lo escrito sigue aquí.",
    "The file is {size} MB and the limit is 10: lower the photograph's resolution or split the "
    "document, and choose it again. What you wrote is still here.",
)
NOT_SEEN = Text(
    "El archivo no es una foto JPEG o PNG ni un PDF: guárdelo en una de esas formas y elíjalo otra "
    "vez.",
    "The file is not a JPEG or PNG photograph or a PDF: save it as one of these and choose it "
    "again.",
)
DAMAGED = Text(
    "La foto está cortada o dañada: ábrala, guárdela otra vez y elíjala de nuevo. Lo escrito sigue "
    "aquí.",
    "The photograph is cut off or damaged: open it, save it again and choose it anew. What you "
    "wrote is still here.",
)


def note_visit(
    *, place: Place, starts_on: date, ends_on: date, team: Sequence[int], aims: str,
    today: date, by: Reader, at: datetime, planned: PlannedVisit | None = None,
) -> Visit:  # fmt: skip
    """Note a visit with its team; Refusal for days or a team that cannot be."""
    _possible(place, starts_on, ends_on, team, today, by)
    with transaction.atomic():
        try:
            with transaction.atomic():
                visit = Visit.objects.create(
                    place=place, starts_on=starts_on, ends_on=ends_on, team=sorted(set(team)),
                    made_by_id=author_of(by), made_at=at, planned=planned,
                )  # fmt: skip
        except IntegrityError:
            if planned is None:
                raise
            raise Refusal(NOTED) from None  # also where she may not see the one that was noted
        VisitRecord.objects.create(
            visit=visit, number=1, aims=aims, written_by_id=author_of(by), written_at=at
        )
        _trace(by, "visit.note", visit, at)
    return visit


def move_visit(
    visit: Visit, *, version: int, place: Place, starts_on: date, ends_on: date,
    team: Sequence[int], today: date, by: Reader, at: datetime,
) -> Visit:  # fmt: skip
    """Change place, days or team of a visit; what stood before goes into the trace."""
    of_the_team(visit, by)
    if visit.starts_on <= today < starts_on:
        raise Refusal(BEGUN)
    _possible(place, starts_on, ends_on, team, today, by, before=visit)
    with transaction.atomic():
        stood = Visit.objects.select_for_update(of=("self",)).get(pk=visit.pk)
        if stood.version != version:
            raise Refusal(CORRECTED)
        before = {
            "place": stood.place_id, "starts_on": stood.starts_on.isoformat(),
            "ends_on": stood.ends_on.isoformat(), "team": stood.team,
        }  # fmt: skip
        stood.place, stood.starts_on, stood.ends_on = place, starts_on, ends_on
        stood.team, stood.version = sorted(set(team)), version + 1
        stood.save(update_fields=["place", "starts_on", "ends_on", "team", "version"])
        _trace(by, "visit.change", stood, at, before=before)
    return stood


def _possible(
    place: Place, starts_on: date, ends_on: date, team: Sequence[int], today: date, by: Reader,
    *, before: Visit | None = None,
) -> None:  # fmt: skip
    if starts_on < EARLIEST:
        raise Refusal(TOO_EARLY)
    if ends_on < starts_on:
        raise Refusal(BACKWARDS)
    if ends_on > today + FARTHEST:
        raise Refusal(TOO_FAR)
    if not team:
        raise Refusal(NO_TEAM)
    asked = _still_to_ask(place, team, today, before)
    refuse_outsiders(asked)
    refuse_conflicted(place, asked)
    if starts_on > today and by.role not in DIRECTORS and by.user not in team:
        raise Refusal(NOT_WITHOUT_YOU)


def _still_to_ask(
    place: Place, team: Sequence[int], today: date, before: Visit | None
) -> list[int]:
    """Whom the team's rules are held against: who was there stays written, whatever came after."""
    was_there = before is not None and before.starts_on <= today and before.place_id == place.pk
    gone = before.team if before is not None and was_there else ()
    return [one for one in team if one not in gone]


def of_the_team(visit: Visit, by: Reader) -> None:
    """Refusal for whoever neither went on the visit nor directs."""
    if by.role not in DIRECTORS and by.user not in visit.team:
        raise Refusal(NOT_OF_THE_TEAM)


def write_visit(
    visit: Visit, *, before: int, facts: Mapping[str, Any], today: date, by: Reader, at: datetime
) -> VisitRecord:
    """Write the visit's record anew; `before`: the version it was written over, which stays.

    `facts`: aims, access, obstruction, waited (minutes).
    """
    of_the_team(visit, by)
    if facts["access"] and visit.starts_on > today:
        raise Refusal(NOT_YET)
    if facts["access"] not in ("", "full") and not facts["obstruction"].strip():
        raise Refusal(SAY_WHAT)
    with transaction.atomic():
        stood = VisitRecord.objects.select_for_update(of=("self",)).get(number=before, visit=visit)
        if stood.superseded_at:
            raise Refusal(CORRECTED)
        after = VisitRecord.objects.create(
            visit=visit, number=before + 1, **facts, written_by_id=author_of(by), written_at=at
        )
        VisitRecord.objects.filter(pk=stood.pk).update(superseded_at=at, superseded_by=after)
        _trace(by, "visit.write", visit, at)
    return after


def attach(
    visit: Visit, *, section: str, title: str, content: bytes, by: Reader, at: datetime
) -> Attachment:
    """Keep a photograph or a document of the visit, in a section; Refusal by size or kind. Place,
    camera and time are taken out of a photograph; the digest of what came goes into the trace."""
    if by.user is None or section not in written_in_by(by.role):
        raise Refusal(NOT_YOURS)
    refuse_heavy(len(content))
    media, kept = _photograph(content)
    with transaction.atomic():
        made = Attachment.objects.create(
            visit=visit, number=next_piece(visit), section=section, title=title, media_type=media,
            fact_class=SECTIONS[section].fact_class, size=len(kept), content=kept,
            digest=hashlib.sha256(kept).hexdigest(), written_by_id=by.user, written_at=at,
        )  # fmt: skip
        _trace(by, "visit.attach", visit, at, fact_class=made.fact_class, number=made.number,
               original=hashlib.sha256(content).hexdigest())  # fmt: skip
    return made


def _photograph(content: bytes) -> tuple[str, bytes]:
    """What kind of file it is, and its bytes without what a telephone hides in them."""
    media = next((kind for start, kind in MEDIA if content.startswith(start)), None)
    if media is None:
        raise Refusal(NOT_SEEN)
    try:
        return media, without_traces(content, media)
    except DamagedError:
        raise Refusal(DAMAGED) from None


def next_piece(visit: Visit) -> int:
    """The number of the next form or file of a visit, of whatever section; inside a transaction."""
    stood = Visit.objects.select_for_update(of=("self",)).get(pk=visit.pk)
    stood.pieces += 1
    stood.save(update_fields=["pieces"])
    return stood.pieces


def refuse_heavy(size: int) -> None:
    """Refusal of a file of more bytes than are kept."""
    if size > LARGEST:
        heavy = f"{size / 1_000_000:,.0f}"
        raise Refusal(Text(TOO_HEAVY.es.format(size=heavy), TOO_HEAVY.en.format(size=heavy)))


def _trace(
    by: Reader, verb: str, visit: Visit, at: datetime, fact_class: str = "ordinary", **detail: Any
) -> None:
    record(
        by, verb, at=at, purpose="monitoring", object_kind="visit", object_id=visit.public_id,
        detail=detail, fact_class=fact_class,
    )  # fmt: skip
