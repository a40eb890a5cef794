"""The dry run: the file is read, each row is told what it would do, nothing else is written."""

import datetime as dt
import json
from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from segunda.access.scope import JOBS, acting
from segunda.law.text import Refusal, Text
from segunda.registry.intake import Intake, read
from segunda.registry.intake.names import plain
from segunda.registry.loading.account import Account, take_account
from segunda.registry.loading.outcomes import find_outcomes, vanishing
from segunda.registry.loading.progress import Tell, teller
from segunda.registry.loading.receiving import mapping_of, on_disk
from segunda.registry.loading.staging import LINES, Params, fill, run, stage
from segunda.registry.loading.values import staged
from segunda.registry.models import Facility, FacilityName, Load

LOCK = "SELECT pg_advisory_xact_lock(hashtext('segunda load'), hashtext(%(source)s))"
"""One load of a source at a time; another waits for its end."""
ROOM = "SET LOCAL jit = off; SET LOCAL work_mem = '64MB'"
"""A load joins tables of tens of thousands of rows: in memory, not on disk."""
KEPT = (
    "DELETE FROM registry_loadline WHERE load_id = %(load)s",
    """
    INSERT INTO registry_loadline (load_id, "row", line, text, outcome, person_id, faults)
    SELECT %(load)s, g."row", g.line, g.text, s.outcome, s.person, g.faults
    FROM stage_line g JOIN stage s ON s."row" = g."row"
    """,
)


@dataclass(frozen=True)
class Staged:
    """A load whose file stands in the stage of this transaction, with its account to be."""

    intake: Intake
    account: Account
    params: Params


def check(load_id: int, *, at: dt.datetime, tell: Tell | None = None) -> Load:
    """Say of every row what it would do; the load is then `checked`, or `stopped` for a second
    person where too many would vanish, or `failed` with the sentence that says why.
    """
    told = teller(load_id, *([tell] if tell else []))
    try:
        with acting(JOBS):
            load = Load.objects.select_related("file").get(pk=load_id)
            if load.state in ("done", "same", "running"):
                return load
            ready = prepare(load, told)
            keep_lines(ready, told)
            load.account, load.rows = ready.account.as_json(), ready.account.rows
            stopped = ready.account.stops and load.confirmed_by_id is None
            load.state = "stopped" if stopped else "checked"
            load.save(update_fields=["account", "rows", "state"])
    except Refusal as refusal:
        return failed(load_id, refusal.text, at)
    return load


def prepare(load: Load, tell: Any) -> Staged:
    """Read the load's file into the stage and find its outcomes; inside a transaction."""
    params = _params(load)
    run((ROOM, LOCK), params)
    tell("read")
    with on_disk(load.file) as path:
        intake = read(path, mapping_of(load), as_of=load.file_date)
    if load.kind == "movements":
        from segunda.registry.loading.histories import prepare_history  # it is made of this module

        return prepare_history(intake, params, tell)
    _of_people(intake, load)
    tell("stage")
    stage(staged(intake, load.file_date), places())
    tell("outcomes")
    find_outcomes(params)
    flagged = intake.fault_table["row"].n_unique() - len(intake.rejected_rows)
    account = take_account(intake.rows, flagged, vanishing(params), params)
    return Staged(intake, account, params)


def _params(load: Load) -> dict[str, Any]:
    before = Load.objects.filter(source=load.source, kind="people", state="done")
    previous = before.order_by("-file_date").values_list("file_date", flat=True).first()
    return {"load": load.pk, "source": load.source, "day": load.file_date, "whole": load.whole,
            "previous": previous}  # fmt: skip


def _of_people(intake: Intake, load: Load) -> None:
    _ = intake.people  # its own sentence where a row is no person
    if intake.day is not None and intake.day != load.file_date:
        raise Refusal(
            Text(
                f"El archivo [{load.file.name}] habla del {intake.day} y se declaró del "
                f"{load.file_date}; corrija la fecha.",
                f"The file [{load.file.name}] speaks of {intake.day} and was declared of "
                f"{load.file_date}; correct the day.",
            )
        )
    if intake.rows == 0:
        raise Refusal(
            Text(
                f"El archivo [{load.file.name}] no tiene filas; pídalo de nuevo.",
                f"The file [{load.file.name}] has no rows; ask for it again.",
            )
        )


def places() -> dict[str, int]:
    """Facilities by the key under which files name them: name, code, other ways of writing."""
    found = dict(FacilityName.objects.values_list("key", "facility"))
    for pk, code, name in Facility.objects.values_list("pk", "code", "name"):
        found |= {plain(code): pk, plain(name): pk}
    return found


def keep_lines(ready: Staged, tell: Any) -> None:
    """Keep every line word for word, with its outcome and its faults; once more is the same."""
    tell("lines")
    intake = ready.intake
    faults: dict[int, list[dict[str, str]]] = defaultdict(list)
    for row, flag, column, value, detail in intake.fault_table.iter_rows():
        faults[row].append({"flag": flag, "column": column, "value": value, "detail": detail})
    lines = intake.sheet.lines.to_list()
    rows = (
        (row, line, _clean(intake.sheet.raw(row)), _clean(json.dumps(faults.get(row, []))))
        for row, line in enumerate(lines, start=1)
    )
    fill(LINES, "stage_line", ("row", "line", "text", "faults"), rows)
    run(KEPT, ready.params)


def _clean(text: str) -> str:
    """PostgreSQL keeps no null character; a damaged line shows where it stood."""
    return text.replace("\x00", "�").replace("\\u0000", "�")


def failed(load_id: int, text: Text, at: dt.datetime) -> Load:
    """The load could not be done; its sentence stays with it."""
    with acting(JOBS):
        Load.objects.filter(pk=load_id).update(
            state="failed", message_es=text.es[:500], message_en=text.en[:500], finished_at=at
        )
        return Load.objects.get(pk=load_id)
