"""Notes of the team, each in the section of a profession."""

from datetime import datetime

from django.db import transaction

from segunda.access.audit import record
from segunda.access.scope import Reader
from segunda.law.text import Refusal, Text
from segunda.monitoring.models import Note
from segunda.monitoring.sections import SECTIONS, written_in_by

NOT_YOURS = Text(
    "En esa sección escribe otra profesión: escoja una de las suyas.",
    "Another profession writes in that section: choose one of yours.",
)
NOT_YOUR_NOTE = Text(
    "Una nota la corrige quien la escribió: escriba otra al lado.",
    "A note is corrected by whoever wrote it: write another beside it.",
)
CORRECTED = Text(
    "Esa nota ya se corrigió: abra la nueva y corrija aquella.",
    "That note was corrected already: open the new one and correct that.",
)


def author_of(by: Reader) -> int:
    """The account that writes; Refusal where nobody is signed in."""
    if by.user is None:
        raise Refusal(NOT_YOURS)
    return by.user


def write_note(*, section: str, title: str, text: str, by: Reader, at: datetime) -> Note:
    """Write a note; Refusal in a section of another profession."""
    if by.user is None or section not in written_in_by(by.role):
        raise Refusal(NOT_YOURS)
    with transaction.atomic():
        note = Note.objects.create(
            section=section, fact_class=SECTIONS[section].fact_class, title=title, text=text,
            written_by_id=by.user, written_at=at,
        )  # fmt: skip
        _trace(by, "note.write", note, at)
    return note


def correct_note(note: Note, *, title: str, text: str, by: Reader, at: datetime) -> Note:
    """Write the note anew; the one before stays, superseded. Only by whoever wrote it."""
    if note.written_by_id != by.user:
        raise Refusal(NOT_YOUR_NOTE)
    with transaction.atomic():
        before = Note.objects.select_for_update(of=("self",)).get(pk=note.pk)
        if before.superseded_at:
            raise Refusal(CORRECTED)
        after = write_note(section=before.section, title=title, text=text, by=by, at=at)
        Note.objects.filter(pk=before.pk).update(superseded_at=at, superseded_by=after)
    return after


def _trace(by: Reader, action: str, note: Note, at: datetime) -> None:
    record(
        by, action, at=at, purpose="monitoring", object_kind="note", object_id=note.public_id,
        detail={"section": note.section}, fact_class=note.fact_class,
    )  # fmt: skip
