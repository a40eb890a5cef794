"""What the mechanism notes for its country sheet: dated, with source, never changed in place."""

import json
from collections.abc import Mapping
from datetime import date, datetime
from importlib.resources import files
from typing import Any

from django.db import transaction

from segunda.access.audit import record
from segunda.access.scope import JOBS, Reader, acting
from segunda.law.text import Refusal, Text
from segunda.monitoring.actions.notes import author_of
from segunda.monitoring.models import SheetEntry
from segunda.monitoring.reports.words import DAYS, MANY, NUMBERS

NO_SOURCE = Text(
    "Falta de dónde se sabe: escriba la fuente.", "Where it is known from is missing: say it."
)
SAYS_NOTHING = Text(
    "Falta el dato: escriba el día, el número o el texto que corresponde.",
    "The fact is missing: write the day, the number or the text that belongs there.",
)
CHANGED = Text(
    "Alguien cambió este dato entretanto: abra el nuevo y corrija aquel.",
    "Somebody changed this fact meanwhile: open the new one and correct that.",
)
TOO_LATE = Text("Ese día no ha llegado todavía.", "That day has not come yet.")
FIELDS = ("theme", "heading_es", "heading_en", "day", "number", "text_es", "text_en", "original",
          "source", "said_on")  # fmt: skip


def note_entry(
    *, about: str, facts: Mapping[str, Any], today: date, by: Reader, at: datetime
) -> SheetEntry:
    """Note a fact; where one of its kind stands already it takes its place. `facts`: FIELDS."""
    with transaction.atomic():
        stands = None
        if about not in MANY:
            rows = SheetEntry.objects.select_for_update(of=("self",))
            stands = rows.filter(about=about, superseded_at=None).first()
        return _noted(about, facts, today, by, at, stands)


def correct_entry(
    one: SheetEntry, *, facts: Mapping[str, Any], today: date, by: Reader, at: datetime,
    withdrawn: bool = False,
) -> SheetEntry:  # fmt: skip
    """Note it anew, or that it stands no longer; the one before stays, superseded."""
    with transaction.atomic():
        stands = SheetEntry.objects.select_for_update(of=("self",)).get(pk=one.pk)
        if stands.superseded_at:
            raise Refusal(CHANGED)
        return _noted(one.about, facts, today, by, at, stands, withdrawn)


def load_first_entries(*, at: datetime) -> int:
    """Load what the report on women in prison says, word for word; once. How many came."""
    shipped = files("segunda.monitoring") / "shipped" / "country_sheet.json"
    sheet = json.loads(shipped.read_text(encoding="utf-8"))
    with acting(JOBS):
        if SheetEntry.objects.exists():
            return 0
        for one in sheet["entries"]:
            source = f"{sheet['source']}. {one['remark_en']}".strip()
            day = date.fromisoformat(one["day"]) if one["day"] else None
            SheetEntry.objects.create(
                about=one["about"], theme=one["theme"], heading_en=one["heading_en"], day=day,
                number=one["number"], text_es=one["text_es"], text_en=one["text_en"],
                original="en" if one["text_en"] else "", verbatim=True, source=source,
                said_on=date.fromisoformat(sheet["said_on"]), written_at=at,
            )  # fmt: skip
    return len(sheet["entries"])


def _noted(
    about: str, facts: Mapping[str, Any], today: date, by: Reader, at: datetime,
    stands: SheetEntry | None, withdrawn: bool = False,
) -> SheetEntry:  # fmt: skip
    _refuse(about, facts, today)
    made = SheetEntry.objects.create(
        about=about, **{name: facts[name] for name in FIELDS}, withdrawn=withdrawn,
        verbatim=stands is not None and _same(stands, facts), written_by_id=author_of(by),
        written_at=at,
    )  # fmt: skip
    if stands is not None:
        SheetEntry.objects.filter(pk=stands.pk).update(superseded_at=at, superseded_by=made)
    record(
        by, "entry.withdraw" if withdrawn else "entry.write", at=at, purpose="monitoring",
        object_kind="entry", object_id=made.public_id, detail={"about": about},
    )  # fmt: skip
    return made


def _refuse(about: str, facts: Mapping[str, Any], today: date) -> None:
    if not str(facts["source"]).strip():
        raise Refusal(NO_SOURCE)
    wanted = facts["day"] if about in DAYS else facts["number"] if about in NUMBERS else (
        facts["text_es"].strip() or facts["text_en"].strip()
    )  # fmt: skip
    if wanted in (None, ""):
        raise Refusal(SAYS_NOTHING)
    if facts["said_on"] > today:
        raise Refusal(TOO_LATE)


def _same(before: SheetEntry, facts: Mapping[str, Any]) -> bool:
    """Whether what a report said, in its own language, is still said word for word."""
    own = [
        "day",
        "number",
        "source",
        "original",
        *(f"text_{before.original}",) * bool(before.original),
    ]
    return before.verbatim and all(getattr(before, name) == facts[name] for name in own)
