"""The sheet of a day: for each person what happened, the hours, and words where they are needed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django import forms

from segunda.programmes.actions import Line
from segunda.programmes.codes import Refused, Row, refused
from segunda.programmes.hours import read_hours, shown
from segunda.programmes.models import Attendance
from segunda.programmes.queries import SheetLine
from segunda.programmes.words import ABSENCE, PRESENT, cut_words
from segunda.web.forms import invalid
from segunda.web.language import both

ATTENDED, CUT = "present", "cut_"
WHAT = (
    ("", both("— nada —", "— nothing —")),
    (ATTENDED, both(PRESENT.es, PRESENT.en)),
    *((code, both(words.es, words.en)) for code, words in ABSENCE.items()),
    *((CUT + code, both(*cut_words(code))) for code in Attendance.BY_PRISON),
)
FOR_ALL = (
    ("", both("Cada persona, como está abajo", "Each person, as it stands below")),
    *((code, both(f"Nadie la tuvo: {ABSENCE[code].es}", f"Nobody had it: {ABSENCE[code].en}"))
      for code in Attendance.BY_PRISON),
)  # fmt: skip


@dataclass(frozen=True)
class Boxes:
    """The fields of one line, as the page shows them."""

    line: SheetLine
    what: Any
    hours: Any
    note: Any


class DaySheetForm(forms.Form):
    """One group of fields for each line, named by its number: `what_3`, `hours_3`, `note_3`."""

    everyone = forms.ChoiceField(
        label=both("¿Hubo actividad?", "Was it given?"), choices=FOR_ALL, required=False,
        help_text=both("Si el centro la suspendió para todas las personas, basta con decirlo aquí: "
                       "las horas quedan como perdidas por el centro.",
                       "If the prison cancelled it for everybody, say so here and no more: the "
                       "hours stand as lost by the prison."),
    )  # fmt: skip
    why = forms.CharField(
        label=both("Por qué se corrige lo anotado", "Why what was entered is corrected"),
        max_length=300, required=False,
        help_text=both("Solo si cambia algo que ya estaba; queda escrito y otra persona confirma "
                       "de nuevo.",
                       "Only if something that stood is changed; it stays on record and somebody "
                       "else confirms again."),
    )  # fmt: skip

    def __init__(
        self, *args: Any, lines: Sequence[SheetLine], ordinary: Decimal, **kwargs: Any
    ) -> None:
        """The lines of the day; `ordinary`: the hours of an ordinary day."""
        super().__init__(*args, **kwargs)
        self.lines, self.ordinary = lines, ordinary
        for line in lines:
            self.fields |= _fields(line)
        if not any(line.row for line in lines):
            del self.fields["why"]

    def boxes(self) -> list[Boxes]:
        """The lines with their fields, in the order of the sheet."""
        return [Boxes(line, *(self[f"{part}_{line.number}"] for part in ("what", "hours", "note")))
                for line in self.lines]  # fmt: skip

    def clean(self) -> dict[str, Any]:
        """Each line read; what is wrong is said beside its hours, with its number and name."""
        said = super().clean() or {}
        self.entered: list[Line] = []
        for line in self.lines:
            try:
                self.entered.append(self._read(line, said))
            except Refused as wrong:
                self.say(wrong)
        return said

    def say(self, wrong: Refused) -> None:
        """Write a refusal beside the line it is about, or above the form."""
        field = f"hours_{wrong.row.number}" if wrong.row else None
        self.add_error(field if field in self.fields else None, invalid(wrong.text))

    def _read(self, line: SheetLine, said: Mapping[str, Any]) -> Line:
        what, typed, note = (
            str(said.get(f"{part}_{line.number}") or "").strip() for part in ("what", "hours",
                                                                              "note")
        )  # fmt: skip
        row = Row(line.number, line.place.name)
        if said.get("everyone") and line.here:
            return Line(line.number, self.ordinary, said["everyone"], "")
        if not what:
            if line.row is None and (typed or note):
                raise refused("ABSENCE_WITHOUT_CAUSE", row)
            return Line(line.number, None)
        attended = what == ATTENDED or what.startswith(CUT)
        if not typed and attended:
            raise refused("HOURS_MISSING", row)
        hours = read_hours(typed, row) if typed else self.ordinary
        if what.startswith(CUT):
            return self._cut(line, row, hours, note, what.removeprefix(CUT))
        return Line(line.number, hours, "" if attended else what, note)

    def _cut(self, line: SheetLine, row: Row, hours: Decimal, note: str, cause: str) -> Line:
        """It ended early: what is missing of the ordinary hours was lost, or of those that stood
        there when the activity's ordinary day was another."""
        standing = line.row
        whole = standing.hours + standing.lost if standing and standing.cut else self.ordinary
        if hours >= whole:
            raise refused("HOURS_NOT_CUT_SHORT", row)
        return Line(line.number, hours, "", note, cause, whole - hours)


def _fields(line: SheetLine) -> dict[str, forms.Field]:
    return {
        f"what_{line.number}": forms.ChoiceField(
            label=both("Qué pasó", "What happened"), choices=WHAT, required=False
        ),
        f"hours_{line.number}": forms.CharField(
            label=both("Horas", "Hours"), required=False, max_length=12
        ),
        f"note_{line.number}": forms.CharField(
            label=both("Con palabras", "In words"), required=False, max_length=300
        ),
    }


def standing(lines: Sequence[SheetLine], ordinary: Decimal) -> dict[str, Any]:
    """What the sheet shows at first: what stands; on a day nobody entered, everybody who was in
    the facility attended the ordinary hours."""
    fresh = not any(line.row for line in lines)
    found: dict[str, Any] = {}
    for line in lines:
        row = line.row
        if row is not None:
            found |= _of(line, _what(row), shown(row.hours), row.note)
        elif fresh and line.here:
            found |= _of(line, ATTENDED, shown(ordinary), "")
        else:
            found |= _of(line, "", "", "")
    return found


def _what(row: Attendance) -> str:
    return CUT + row.cut if row.cut else row.absence or ATTENDED


def _of(line: SheetLine, what: str, hours: str, note: str) -> dict[str, str]:
    return {f"what_{line.number}": what, f"hours_{line.number}": hours, f"note_{line.number}": note}
