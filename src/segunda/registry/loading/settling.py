"""The inbox: what a load could not decide, and what a person chose.

    source_differs       keep (what was entered here stays), source (facts: what the source says
                         stands from now on), corrected (it was corrected in the file by hand)
    number_of_another    same_person (the source's number is this person's), leave
    unknown_facility     facility (another way of writing one of ours), leave
    any other            leave: the source has to correct its row

Nothing is loaded by choosing; `once_more` loads the last file again, and then what was settled
comes in.
"""

import datetime as dt

from django.db import transaction
from django.db.models import QuerySet

from segunda.access import audit
from segunda.access.models import User
from segunda.access.scope import Reader
from segunda.law.facts import person as dictionary
from segunda.law.text import Refusal, Text
from segunda.registry.intake.names import plain
from segunda.registry.models import (
    Facility,
    FacilityName,
    FactRecord,
    Load,
    Person,
    Settlement,
    SourceKey,
)

PROBLEMS: dict[str, Text] = {
    "source_differs": Text("la fuente dice otra cosa que lo registrado aquí",
                           "the source says something else than was entered here"),
    "number_of_another": Text("el documento ya es de otra persona",
                              "the document is another person's already"),
    "number_twice_in_file": Text("el mismo documento está en dos personas del archivo",
                                 "two people of the file bear the same document"),
    "twice_in_file": Text("la persona está dos veces en el archivo",
                          "the person is in the file twice"),
    "no_number": Text("la fila no dice de quién es", "the row does not say whose it is"),
    "too_long": Text("un dato es demasiado largo", "a value is too long"),
    "person_merged": Text("su expediente se unió a otro", "her file was merged into another"),
    "sentence_under_pretrial": Text("tiene pena y figura sin condena",
                                    "has a sentence and stands as not sentenced"),
    "reported_after_end": Text("aquí consta que salió y la fuente la sigue dando por detenida",
                               "left according to this record, still held according to the source"),
    "end_before_start": Text("el egreso es anterior al ingreso",
                             "the end is before the admission"),
    "custody_overlap": Text("la estancia se cruza con otra ya registrada",
                            "the stay overlaps another one on record"),
    "unknown_person": Text("ningún archivo de personas de esta fuente trajo a esta persona",
                           "no file of people of this source has brought this person"),
    "entered_here": Text("su custodia se registró aquí; los movimientos no la tocan",
                         "her custody was entered here; the movements do not touch it"),
    "unknown_facility": Text("no se conoce este centro", "this facility is not known"),
}  # fmt: skip
CHOICES: dict[str, Text] = {
    "keep": Text("Queda lo registrado aquí", "What was entered here stays"),
    "source": Text("Vale lo que dice la fuente", "What the source says stands"),
    "corrected": Text("Ya lo corregí en el expediente", "I have corrected the file"),
    "same_person": Text("Es la misma persona", "It is the same person"),
    "facility": Text("Es uno de nuestros centros", "It is one of our facilities"),
    "leave": Text("Lo corrige la fuente", "The source corrects it"),
}


def choices_of(settlement: Settlement) -> tuple[str, ...]:
    """What may be chosen."""
    if settlement.problem == "source_differs":
        is_fact = settlement.fact in dictionary() and _entered(settlement).exists()
        return ("keep", "source") if is_fact else ("keep", "corrected")
    extra = {"number_of_another": "same_person", "unknown_facility": "facility"}
    found = extra.get(settlement.problem)
    return (found, "leave") if found else ("leave",)


def settle(
    reader: Reader, settlement: Settlement, *, choice: str, reason: str, by: User,
    at: dt.datetime, facility: Facility | None = None,
) -> None:  # fmt: skip
    """Keep what a person chose and do it; Refusal where that cannot be chosen, or is done."""
    _may(settlement, choice, reason)
    with transaction.atomic():
        if not Settlement.objects.filter(pk=settlement.pk, settled_at=None).update(
            choice=choice, reason=reason, settled_at=at, settled_by=by
        ):
            raise _done_already(settlement)
        if choice == "source":
            _entered(settlement).update(superseded_at=at, superseded_by=by)
        if choice == "same_person":
            _same_person(settlement)
        if choice == "facility":
            _name_of(settlement, facility, by, at)
        audit.record(
            reader, "load.settle", at=at, person=settlement.person_id, object_kind="settlement",
            object_id=settlement.pk, fact_class=settlement.fact_class,
            detail={"problem": settlement.problem, "fact": settlement.fact, "choice": choice},
        )  # fmt: skip


def _entered(settlement: Settlement) -> QuerySet[FactRecord]:
    """The fact entered here that the source differs from."""
    return FactRecord.objects.filter(
        person=settlement.person_id, name=settlement.fact, superseded_at=None, end_date=None
    )


def _may(settlement: Settlement, choice: str, reason: str) -> None:
    if settlement.settled_at is not None:
        raise _done_already(settlement)
    if choice not in choices_of(settlement) or not reason.strip():
        raise Refusal(
            Text(
                "Escoja una de las opciones y escriba por qué: queda en el expediente.",
                "Choose one of the answers and write why: it stays on record.",
            )
        )


def _done_already(settlement: Settlement) -> Refusal:
    return Refusal(
        Text(
            f"El asunto {settlement.pk} ya lo resolvió otra persona; no cambió nada.",
            f"Matter {settlement.pk} was settled by somebody else; nothing changed.",
        )
    )


def _same_person(settlement: Settlement) -> None:
    SourceKey.objects.create(
        source=settlement.detail["source"], external_id=settlement.detail["external"],
        person=Person.objects.get(pk=settlement.person_id or 0),
    )  # fmt: skip


def _name_of(settlement: Settlement, facility: Facility | None, by: User, at: dt.datetime) -> None:
    if facility is None:
        raise Refusal(
            Text("Escoja cuál de nuestros centros es.", "Choose which of our facilities it is.")
        )
    name = str(settlement.detail["name"])
    FacilityName.objects.create(
        facility=facility, name=name, key=plain(name), recorded_at=at, recorded_by=by
    )


def once_more(reader: Reader, load: Load, *, by: User | None, at: dt.datetime) -> Load:
    """Open the source's last file again, so that what was settled since comes in.

    Refusal for a file that is not its source's last one.
    """
    later = Load.objects.filter(source=load.source, kind=load.kind, state="done",
                                file_date__gt=load.file_date)  # fmt: skip
    if load.state != "done" or later.exists():
        raise Refusal(
            Text(
                f"Solo el último archivo cargado de [{load.source}] puede cargarse de nuevo.",
                f"Only the last file loaded of [{load.source}] can be loaded again.",
            )
        )
    again = Load.objects.create(
        file=load.file, kind=load.kind, source=load.source, mapping_name=load.mapping_name,
        mapping_text=load.mapping_text, file_date=load.file_date, whole=load.whole,
        asked_at=at, asked_by=by,
    )  # fmt: skip
    audit.record(reader, "load.receive", at=at, object_kind="load", object_id=again.pk,
                 detail={"source": load.source, "again": load.pk})  # fmt: skip
    return again
