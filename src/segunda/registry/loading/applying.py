"""A load is done: the record's rows in one transaction, with the checks of the dry run again."""

import datetime as dt
from typing import TYPE_CHECKING, Any

import polars as pl

from segunda.access import audit
from segunda.access.scope import JOBS, Reader, acting
from segunda.law.text import Refusal, Text
from segunda.registry.loading import differences, people, spans, unreported
from segunda.registry.loading.account import check_account
from segunda.registry.loading.checking import Staged, failed, keep_lines, prepare
from segunda.registry.loading.histories import write_history
from segunda.registry.loading.progress import Tell, teller
from segunda.registry.loading.staging import KEYS, fill, one, rows_of, run
from segunda.registry.matching import search_keys_table
from segunda.registry.models import Load

if TYPE_CHECKING:
    from segunda.access.models import User

MANY = 1000
"""From so many new people on, the planner has to hear of them (migration 0003)."""
LINES = """
    UPDATE registry_loadline l SET outcome = s.outcome, person_id = s.person
    FROM stage s WHERE l.load_id = %(load)s AND l."row" = s."row"
        AND (l.outcome, l.person_id) IS DISTINCT FROM (s.outcome, s.person)
"""


def start(
    reader: Reader, load: Load, *, good_rows_now: bool, by: "User | None", at: dt.datetime
) -> Load:
    """Ask for the load to be done: all rows or none, or the good rows now.

    Refusal where it was not checked, waits for a second person, or would leave rows behind
    although all were asked for.
    """
    _ready(load, good_rows_now=good_rows_now)
    load.good_rows_now, load.state = good_rows_now, "queued"
    load.save(update_fields=["good_rows_now", "state"])
    audit.record(reader, "load.start", at=at, object_kind="load", object_id=load.pk,
                 count=load.rows, detail={"good_rows_now": good_rows_now,
                                          "by": by.pk if by else None})  # fmt: skip
    return load


def _ready(load: Load, *, good_rows_now: bool) -> None:
    if load.state == "stopped":
        raise Refusal(stopped_text(load))
    if load.state != "checked":
        raise Refusal(
            Text(
                f"La carga {load.pk} está [{load.state}]; revísela primero.",
                f"Load {load.pk} is [{load.state}]; check it first.",
            )
        )
    left = load.account.get("refused", 0) + load.account.get("settle", 0)
    if left and not good_rows_now:
        raise Refusal(left_text(left))


def left_text(left: int) -> Text:
    """Why nothing was loaded although the file could be read."""
    return Text(
        f"No se cargó nada: {left} filas no se pueden cargar. Corríjalas en el sistema de "
        "origen o cargue ahora las demás (--good-rows-now).",
        f"Nothing was loaded: {left} rows cannot be loaded. Correct them in the source "
        "system or load the others now (--good-rows-now).",
    )


def stopped_text(load: Load) -> Text:
    """Why a load waits for a second person."""
    over = [v for v in load.account.get("vanishing", []) if v["over"]]
    first = over[0] if over else {"facility": "", "gone": 0, "before": 0}
    es, en = first["facility"] or "toda la fuente", first["facility"] or "the whole source"
    return Text(
        f"Faltarían {first['gone']} de {first['before']} personas de [{es}]"
        f"{f' y de {len(over) - 1} centros más' if len(over) > 1 else ''}: "
        "más del 5 %. Una segunda persona debe confirmar la carga.",
        f"{first['gone']} of {first['before']} people of [{en}]"
        f"{f' and of {len(over) - 1} more facilities' if len(over) > 1 else ''} "
        "would be missing: over 5 %. A second person must confirm the load.",
    )


def confirm(reader: Reader, load: Load, *, by: "User", at: dt.datetime) -> Load:
    """A second person lets a stopped load go on; Refusal for the person who brought it."""
    if load.state != "stopped":
        raise Refusal(
            Text(
                f"La carga {load.pk} no está detenida; no hay nada que confirmar.",
                f"Load {load.pk} is not stopped; there is nothing to confirm.",
            )
        )
    if load.asked_by_id == by.pk:
        raise Refusal(
            Text(
                "Quien trajo el archivo no puede confirmarlo; debe hacerlo otra persona.",
                "Whoever brought the file cannot confirm it; another person must.",
            )
        )
    load.confirmed_by, load.confirmed_at, load.state = by, at, "checked"
    load.save(update_fields=["confirmed_by", "confirmed_at", "state"])
    audit.record(reader, "load.confirm", at=at, object_kind="load", object_id=load.pk)
    return load


def apply(load_id: int, *, at: dt.datetime, tell: Tell | None = None) -> Load:
    """Do a load that was asked for; done again, it is the same and nothing is doubled.

    The rows of the record, the account and the state `done` are one transaction.
    """
    told = teller(load_id, *([tell] if tell else []))
    with acting(JOBS):
        begun = Load.objects.filter(pk=load_id, state__in=("queued", "running"))
        if not begun.update(state="running", message_es="", message_en=""):
            return Load.objects.get(pk=load_id)
    try:
        with acting(JOBS):
            load = Load.objects.select_related("file").get(pk=load_id)
            _do(load, told, at)
    except Refusal as refusal:
        return failed(load_id, refusal.text, at)
    with acting(JOBS):
        return Load.objects.get(pk=load_id)


def _do(load: Load, tell: Any, at: dt.datetime) -> None:
    ready = prepare(load, tell)
    if one("SELECT state FROM registry_load WHERE id = %(load)s", ready.params) != "running":
        return  # another worker did it while this one waited for its turn
    account = ready.account
    load.account, load.rows = account.as_json(), account.rows
    if account.stops and load.confirmed_by_id is None:
        load.state = "stopped"
    elif not load.good_rows_now and account.refused + account.settle:
        load.state = "checked"
    else:
        (write_history if load.kind == "movements" else _write)(ready, tell, at)
        load.state, load.finished_at, load.progress = "done", at, 100
    # The row's progress is told on another connection; only what this one decides is written.
    load.save(update_fields=["account", "rows", "state", "finished_at", "progress"])
    audit.record(JOBS, f"load.{load.state}", at=at, object_kind="load", object_id=load.pk,
                 count=account.rows, fingerprint=load.file.sha256,
                 detail={"asked_by": load.asked_by_id, "new": account.new,
                         "changed": account.changed, "settle": account.settle,
                         "refused": account.refused})  # fmt: skip


def _write(ready: Staged, tell: Any, at: dt.datetime) -> None:
    params = {**ready.params, "at": at}
    if not one("SELECT EXISTS (SELECT 1 FROM registry_loadline WHERE load_id = %(load)s)", params):
        keep_lines(ready, tell)
    run(differences.FOUND, params)
    tell("people")
    run((people.NUMBERED, people.PERSONS, people.SOURCE_KEYS, *people.NAMES, *people.NUMBERS,
         *people.PARTICULARS), params)  # fmt: skip
    for stage, statements in spans.ALL:
        tell(stage)
        run(statements, params)
    tell("said")
    run((*people.SAID, *unreported.ALL, people.NOW), params)
    tell("inbox")
    run((differences.DIFFERENCES, differences.PROBLEMS, differences.PLACES), params)
    tell("keys")
    _search_keys(params)
    tell("sums")
    if ready.account.new >= MANY:
        run(("SELECT registry_take_statistics()",), params)
    run(("SET CONSTRAINTS ALL IMMEDIATE", LINES), params)
    check_account(ready.account, params)


def _search_keys(params: Any) -> None:
    """The keys under which new and renamed people are found."""
    rows = rows_of('SELECT "row", surnames, given, document FROM stage '
                   "WHERE outcome IN ('new', 'changed')")  # fmt: skip
    named = pl.DataFrame(
        {
            "person_id": [row[0] for row in rows],
            "surnames": [row[1] for row in rows],
            "given_names": [row[2] for row in rows],
            "numbers": [[row[3]] if row[3] else [] for row in rows],
        },
        schema={"person_id": pl.Int64, "surnames": pl.String, "given_names": pl.String,
                "numbers": pl.List(pl.String)},
    )  # fmt: skip
    keys = search_keys_table(named) if rows else pl.DataFrame(schema=["person_id", "kind", "key"])
    fill(KEYS, "stage_key", ("row", "kind", "key"),
         keys.select("person_id", "kind", "key").iter_rows())  # fmt: skip
    run(("ANALYZE stage_key", *people.KEYS), params)
