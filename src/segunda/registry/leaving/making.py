"""The worker makes the files: as the one who asked, in one snapshot, whole or not at all.

The worker's own role sees everybody. So the list is read on the connection of the pages, told the
reader as she is now: an assignment that ended since takes its people out, or refuses.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import connections, transaction

from segunda.access import audit
from segunda.access.models import User
from segunda.access.roles import PURPOSES
from segunda.access.scope import JOBS, Reader, acting, enter, reader_of
from segunda.access.table import permission
from segunda.law.text import Refusal, Text
from segunda.registry.leaving import review_contents
from segunda.registry.leaving.contents import About, contents
from segunda.registry.models import ListExport
from segunda.registry.queries.leaver_lists import (
    LeaversFilter,
    every_leaver,
    ids_of,
)
from segunda.report.whole_list import MOST_ROWS, WholeList, as_csv, as_workbook

PAGES = "pages"
ENDED = Text(
    "Su cuenta ya no puede sacar esta lista (cambió su función o su centro): pídala de nuevo.",
    "Your account may no longer take this list out (your role or facility changed): ask again.",
)
UNKNOWN_LIST = Text(
    "Esta lista ya no se puede pedir: ábrala de nuevo desde «Quién puede salir».",
    "This list can no longer be asked for: open it again from “Who may leave”.",
)
TOO_LONG = Text(
    "La lista no cabe entera en una hoja de XLSX: escoja un camino o un centro y pídala de nuevo.",
    "The list does not fit whole in an XLSX sheet: choose a path or a facility and ask again.",
)


def make(export: UUID, *, at: datetime, day: date) -> None:
    """Write the files of one export, or why it was refused; done again it begins anew."""
    one = _tell(export, state="running", progress=5)
    if one is None:  # swept meanwhile
        return
    try:
        _make(one, at, day)
    except Refusal as refusal:
        _tell(export, state="refused", message_es=refusal.text.es, message_en=refusal.text.en)


def _make(one: ListExport, at: datetime, day: date) -> None:
    user, reader = _reader(one)
    rows, seen_at = _read(one, reader, day)
    _tell(one.pk, progress=40)
    about = About(
        user.name, PURPOSES[one.purpose], Text(one.query["es"], one.query["en"]), day, seen_at,
        ids_of(rows), settings.DEMONSTRATION,
    )  # fmt: skip
    whole = _whole(one, rows, about)
    if whole.height > MOST_ROWS:
        raise Refusal(TOO_LONG)
    files = _written(one, whole)
    with acting(JOBS):
        ListExport.objects.filter(pk=one.pk).update(
            state="done", progress=100, rows=len(rows), ids=about.ids, law_day=day,
            seen_at=seen_at, reach=reach_of(reader), **files,
        )  # fmt: skip
        trace(reader, one, at, "made", rows=len(rows), ids=about.ids)


def _whole(one: ListExport, rows: list[Any], about: About) -> WholeList:
    """The lines as both files hold them: of who may leave, or of a list to review."""
    what = one.query["which"].get("what")
    if what is not None:
        return review_contents.contents(what, rows, about, one.language)
    return contents(rows, about, one.language)


def action_of(query: Mapping[str, Any]) -> str:
    """The action of the table that lets this list be taken out."""
    what = query["which"].get("what")
    return "leavers.export" if what is None else review_contents.ACTIONS.get(what, "review.list")


def _written(one: ListExport, whole: WholeList) -> dict[str, bytes]:
    csv = as_csv(whole)
    _tell(one.pk, progress=60)
    return {"csv": csv, "xlsx": as_workbook(whole)}


def _reader(one: ListExport) -> tuple[User, Reader]:
    """Who asked, as she may read now; Refusal when she may no more."""
    with acting(JOBS):
        user = User.objects.get(pk=one.asked_by_id)
    reader = reader_of(user)
    row = permission(user.role, action_of(one.query))
    placed = reader.scope not in ("facility", "court") or reader.facilities or reader.courts
    if not user.is_active or row is None or one.purpose not in row.purposes or not placed:
        raise Refusal(ENDED)
    return user, reader


def _read(one: ListExport, reader: Reader, day: date) -> tuple[list[Any], datetime]:
    """Every line, all of one instant, and that instant."""
    which = one.query["which"]
    asked: dict[str, Any] = {"user": reader, "day": day, "order": one.order,
                             "descending": one.descending, "using": PAGES}  # fmt: skip
    with _snapshot(reader) as seen_at:
        try:
            if "what" in which:
                return review_contents.lines_of(which, **asked), seen_at
            return every_leaver(which=LeaversFilter(**which), **asked), seen_at
        except LookupError:
            raise Refusal(UNKNOWN_LIST) from None


@contextmanager
def _snapshot(reader: Reader) -> Iterator[datetime]:
    """One read-only transaction of the pages' role: what changes meanwhile is not seen in it."""
    try:
        with transaction.atomic(using=PAGES), connections[PAGES].cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
            enter(reader, PAGES)
            cursor.execute("SELECT now()")
            yield cursor.fetchone()[0]
    finally:
        connections[PAGES].close()  # the worker keeps no door of the pages open


def _tell(export: UUID, **changes: Any) -> ListExport | None:
    """How far it is, at once visible to the page that waits."""
    with acting(JOBS):
        ListExport.objects.filter(pk=export).update(**changes)
        return ListExport.objects.defer("csv", "xlsx").filter(pk=export).first()


def reach_of(reader: Reader) -> dict[str, Any]:
    """What a reader may see, to be compared at the download."""
    return {"role": reader.role, "scope": reader.scope, "facilities": sorted(reader.facilities),
            "courts": sorted(reader.courts), "classes": sorted(reader.classes)}  # fmt: skip


def trace(
    reader: Reader, one: ListExport, at: datetime, what: str, *, rows: int | None, ids: str
) -> None:
    """One row of the trace: asked, made, or given as a file of a kind."""
    audit.record(
        reader, "leavers.export", at=at, purpose=one.purpose, object_kind="export",
        object_id=one.pk, count=rows, fingerprint=audit.fingerprint_of([one.query["which"]]),
        detail={"what": what, "ids": ids},
    )  # fmt: skip
