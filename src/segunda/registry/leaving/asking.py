"""An export is asked for by a page; its files are given to whoever asked, while she still may."""

from dataclasses import asdict
from datetime import datetime, timedelta
from uuid import UUID

from segunda.access.models import User
from segunda.access.scope import Reader
from segunda.law.text import Refusal, Text
from segunda.registry.leaving.making import reach_of, trace
from segunda.registry.leaving.tasks import queue
from segunda.registry.models import ListExport
from segunda.registry.queries.leaver_lists import LeaversFilter
from segunda.registry.queries.reviews import ReviewFilter

KEPT = timedelta(hours=8)
KINDS = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
MOVED = Text(
    "Lo que usted puede ver cambió desde que se hizo este archivo: pida la lista de nuevo.",
    "What you may see has changed since this file was made: ask for the list again.",
)


def ask_export(
    *, which: LeaversFilter | ReviewFilter, words: Text, order: str, descending: bool,
    purpose: str, language: str, by: Reader, user: User, at: datetime,
) -> ListExport:  # fmt: skip
    """Write down who asks for which list, and queue it; both in the page's transaction."""
    one = ListExport.objects.create(
        asked_by=user, asked_at=at, until=at + KEPT, purpose=purpose, language=language,
        query={"which": asdict(which), "es": words.es, "en": words.en}, order=order,
        descending=descending,
    )  # fmt: skip
    trace(by, one, at, "asked", rows=None, ids="")
    queue(one.pk)
    return one


def found_export(export: UUID, *, by: Reader, at: datetime) -> ListExport | None:
    """The export without its files, if it is hers and not yet past its 8 hours."""
    hers = ListExport.objects.filter(pk=export, asked_by=by.user, until__gt=at)
    return hers.defer("csv", "xlsx").first()


def exports_of(*, by: Reader, at: datetime, limit: int = 10) -> list[ListExport]:
    """Hers that are still kept, the newest first, without their files."""
    hers = ListExport.objects.filter(asked_by=by.user, until__gt=at).order_by("-asked_at")
    return list(hers.defer("csv", "xlsx")[:limit])


def take_file(one: ListExport, kind: str, *, by: Reader, at: datetime) -> bytes:
    """The bytes of one of its files, with the trace of who took it; Refusal if her reach moved."""
    if one.state != "done" or one.reach != reach_of(by):
        raise Refusal(MOVED)
    content = ListExport.objects.values_list(kind, flat=True).get(pk=one.pk)
    trace(by, one, at, kind, rows=one.rows, ids=one.ids)
    return bytes(content)
