"""Her record as the case of `law/sentence/`: what is proved counts, all else is said beside.

Many people are read at once or one, by the same statements, so that a list and a page agree.
Nothing is guessed: where the record cannot say, a code does, and a person computes.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import polars as pl
from django.db.models import Model

from segunda.access.scope import Reader
from segunda.law.sentence.codes import Said
from segunda.registry.among import among
from segunda.registry.computing.credits import Facts, counted, facts_of
from segunda.registry.computing.rows import custody_of, interruptions_of, said_beside, terms_of
from segunda.registry.models import (
    Charge,
    CustodyPeriod,
    Dispute,
    Hold,
    Interruption,
    Person,
    Sentence,
    TimeCredit,
)
from segunda.registry.queries.redeeming import roots_of

Row = Mapping[str, Any]
_READ: Mapping[str, tuple[type[Model], str]] = {
    "sentence": (Sentence, "entity case imposed_date penalty_type years months days relation "
                           "relative_to document load_id"),
    "custody": (CustodyPeriod, "start_date end_date end_kind title kind credited"),
    "charge": (Charge, "case statutory_max_months end_date"),
    "credit": (TimeCredit, "kind unit days document start_date"),
    "interruption": (Interruption, "start_date end_date kind document"),
    "hold": (Hold, "end_date authority reference"),
    "dispute": (Dispute, "about answered_date"),
}  # fmt: skip


@dataclass(frozen=True)
class Gathered:
    """What one person's record gives: the case (None: no prison sentence), what stops the
    computation (`manual`) and what is said beside it. `undecided`: what of the case's amounts is
    confirmed but not recognised by a judge yet."""

    person: int
    case: Mapping[str, Any] | None
    manual: tuple[Said, ...]
    beside: tuple[Said, ...]
    undecided: Mapping[str, int] = field(default_factory=dict)


def gathered(
    *, user: Reader, people: Sequence[int], table: pl.DataFrame | None = None
) -> dict[int, Gathered]:
    """The case of each of `people` (files that are not merged into another), by their ids;
    `table`: their person table, where it was read already."""
    roots = roots_of(people)
    rows = {name: _rows(model, columns, roots) for name, (model, columns) in _READ.items()}
    facts = facts_of(user=user, people=people, table=table)
    now = {row["pk"]: row for row in Person.objects.filter(pk__in=among(people)).values(
        "pk", "held", "legal_status", "unreported_since")}  # fmt: skip
    return {
        person: _of(person, {name: found.get(person, []) for name, found in rows.items()},
                    facts.get(person, Facts()), now[person])
        for person in people if person in now
    }  # fmt: skip


def _rows(model: type[Model], columns: str, roots: Mapping[int, int]) -> dict[int, list[Row]]:
    found: dict[int, list[Row]] = defaultdict(list)
    rows = model._default_manager.filter(superseded_at=None, person__in=among(roots))
    for row in rows.order_by("pk").values("pk", "person_id", *columns.split()):
        found[roots[row["person_id"]]].append(row)
    return found


def _of(person: int, rows: Mapping[str, list[Row]], facts: Facts, now: Row) -> Gathered:
    terms = terms_of(rows["sentence"], rows["charge"], facts)
    if not terms.rows:
        return Gathered(person, None, (), tuple(terms.said))
    custody = custody_of(rows["custody"], _first_imposed(terms.rows), facts)
    interruptions = interruptions_of(rows["interruption"], rows["custody"])
    credits = counted(rows["credit"], facts)
    said = [*terms.said, *custody.said, *credits.said,
            *said_beside(rows["hold"], rows["dispute"], rows["custody"], now)]  # fmt: skip
    case: dict[str, Any] = {"sentences": terms.rows, "custody": custody.rows}
    if interruptions:
        case["interruptions"] = interruptions
    case |= {name: amount for name, amount in credits.amounts.items() if amount}
    return Gathered(
        person, case, _graded(said, "manual"), _graded(said, "notice"), credits.undecided
    )


def _first_imposed(terms: Sequence[Row]) -> date | None:
    days = [term["imposed_date"] for term in terms if term["imposed_date"]]
    return date.fromisoformat(min(days)) if days else None


def _graded(said: Iterable[Said], grade: str) -> tuple[Said, ...]:
    return tuple(one for one in said if one.code.grade == grade)
