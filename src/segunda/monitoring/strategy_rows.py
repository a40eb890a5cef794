"""The strategic plan as rows of tables and of a file."""

from collections.abc import Iterable, Sequence
from datetime import date

from segunda.law.text import Text
from segunda.monitoring.models import PlanWording
from segunda.monitoring.plan_words import LEVELS, PROGRESS, PROGRESS_SIGNS
from segunda.monitoring.queries.strategy import Branch
from segunda.report.whole_list import WholeList, as_csv
from segunda.report.words import distance
from segunda.web.addresses import address
from segunda.web.dates import date_words, moment_words
from segunda.web.language import current
from segunda.web.lists import Cell, Column

ACTIONS = (
    Column(Text("Acción", "Action")),
    Column(Text("Quién la hace", "Who does it")),
    Column(Text("Para cuándo", "By when")),
    Column(Text("Cómo va", "How it stands")),
)
WORDINGS = (
    Column(Text("Anotado", "Noted")),
    Column(Text("Qué decía", "What it said")),
    Column(Text("Cómo iba", "How it stood")),
    Column(Text("Por quién", "By whom")),
)
LEFT = Text("su cuenta se cerró: escoja a otra persona", "account closed: choose somebody else")
OUT = Text("se sacó del plan", "taken out of the plan")
HEADING = {
    "es": ("Reto", "Necesidad", "Prioridad", "Acción", "Quién la hace", "Para cuándo", "Indicador",
           "Cómo va", "En qué consta", "Días pasado el plazo"),
    "en": ("Challenge", "Need", "Priority", "Action", "Who does it", "By when", "Indicator",
           "How it stands", "Evidence", "Days past its day"),
}  # fmt: skip


def action_rows(found: Iterable[Branch], today: date) -> list[list[object]]:
    """Rows of actions, what is latest first, then by day."""
    return [_action(one, today) for one in sorted(found, key=lambda one: _when(one, today))]


def _when(one: Branch, today: date) -> tuple[int, date]:
    return -one.late(today), one.said.due_on or date.max


def _action(one: Branch, today: date) -> list[object]:
    said, late = one.said, one.late(today)
    owner = said.owner
    left = LEFT if owner and not owner.is_active else ""
    days = distance(said.due_on, today) if said.due_on else ""
    return [
        Cell(said.text, address("strategy_item", one.item.public_id)),
        Cell(owner.name if owner else "", small=left),
        Cell(date_words(said.due_on, current()) if said.due_on else "", small=days if late else ""),
        Cell(PROGRESS[said.progress], state="over" if late else PROGRESS_SIGNS[said.progress]),
    ]


def wording_rows(found: Iterable[PlanWording]) -> list[list[object]]:
    """Rows of an item's history."""
    return [
        [moment_words(one.written_at, current()),
         Cell(one.text, small=OUT if one.withdrawn else ""),
         Cell(PROGRESS[one.progress], small=one.evidence) if one.level == "action" else "",
         one.written_by.name]
        for one in found
    ]  # fmt: skip


def strategy_csv(plan: Branch, language: str, today: date, taken: str) -> bytes:
    """Every branch down to its actions, one a line; a branch without actions too."""
    rows = list(_lines(plan, (), language, today))
    said = plan.said
    footer = (
        (LEVELS["plan"].in_(language), f"{said.text}, {said.from_year}-{said.to_year}"),
        (Text("Sacado", "Taken").in_(language), taken),
    )
    return as_csv(WholeList("plan", "", HEADING[language], rows, footer))


def _lines(
    one: Branch, way: tuple[str, ...], language: str, today: date
) -> Iterable[Sequence[str]]:
    for below in one.below:
        here = (*way, below.said.text)
        if below.item.level == "action":
            yield (*here, *_of_action(below, language, today))
        elif not below.below:
            yield (*here, *([""] * (len(HEADING[language]) - len(here))))
        else:
            yield from _lines(below, here, language, today)


def _of_action(one: Branch, language: str, today: date) -> tuple[str, ...]:
    said = one.said
    return (
        said.owner.name if said.owner else "", said.due_on.isoformat() if said.due_on else "",
        said.indicator, PROGRESS[said.progress].in_(language), said.evidence,
        str(one.late(today) or ""),
    )  # fmt: skip
