"""Two files of one person are joined, and separated again, without losing either."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from segunda.access import audit
from segunda.access.scope import Reader
from segunda.law.text import Refusal, Text
from segunda.registry.actions.write import current, stamp, supersede, update_now, writing
from segunda.registry.models import Merge, Person

_ITSELF = Text(
    "Es el mismo expediente: elija otro para unir.", "It is the same file: choose another to merge."
)
_NOT_A_ROOT = Text(
    "Uno de los dos expedientes ya está unido a otro: sepárelo primero.",
    "One of the two files is already merged into another: unmerge it first.",
)
_BOTH_HELD = Text(
    "Los dos expedientes tienen una custodia abierta. Cierre la que no corresponde antes de "
    "unirlos.",
    "Both files have an open custody. End the one that does not belong before merging.",
)
_KEEP_HELD = Text(
    "El otro expediente es el que tiene la custodia abierta: conserve aquel y una este a él, para "
    "que la persona siga en las listas de su centro.",
    "The other file is the one with the open custody: keep that one and merge this into it, so "
    "that the person stays on the lists of her facility.",
)


def merge_people(
    *, kept: Person, merged: Person, by: Reader, at: datetime, points: int | None = None,
    reasons: Sequence[str] = (),
) -> Merge:  # fmt: skip
    """Join `merged` to `kept`: its rows stay its own and are read under the kept file."""
    if kept.pk == merged.pk:
        raise Refusal(_ITSELF)
    with writing():
        people = {p.pk: p for p in Person.objects.select_for_update(of=("self",)).filter(
            pk__in=[kept.pk, merged.pk])}  # fmt: skip
        if any(person.merged_into_id for person in people.values()):
            raise Refusal(_NOT_A_ROOT)
        if all(person.held for person in people.values()):
            raise Refusal(_BOTH_HELD)
        if people[merged.pk].held:
            raise Refusal(_KEEP_HELD)
        row = Merge.objects.create(
            kept=kept, merged=merged, points=points, reasons=list(reasons), **stamp(by, at)
        )
        update_now(merged, by=by, merged_into_id=kept.pk)
        for person in (kept, merged):
            audit.record(by, "person.merge", at=at, person=person.pk, object_kind="merge",
                         object_id=row.entity, detail={"kept": kept.pk, "merged": merged.pk},
                         )  # fmt: skip
    return row


def unmerge_people(*, entity: UUID, by: Reader, at: datetime) -> None:
    """Separate them: each has again just what was its own."""
    with writing():
        row = current(Merge, entity)
        supersede(row, by=by, at=at)
        update_now(row.merged, by=by, merged_into_id=None)
        for person in (row.kept_id, row.merged_id):
            audit.record(by, "person.merge", at=at, person=person, object_kind="merge",
                         object_id=entity, detail={"undone": True})  # fmt: skip
