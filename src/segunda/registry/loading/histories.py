"""A file of movements as a load: checked, accounted for, and turned into spans (movements.py).

Each row is one movement. A row is to settle where its person is unknown to this source, or has a
custody entered here, which no file touches. The account is that of the file: who was inside
before, came, left, is inside after; counted again in the record once it is written.
"""

import datetime as dt
from collections.abc import Mapping
from typing import Any

import polars as pl

from segunda.law.text import Refusal, Text
from segunda.registry.intake import Intake
from segunda.registry.intake.movement_kinds import ENTRIES, EXITS
from segunda.registry.loading import differences
from segunda.registry.loading.account import Account
from segunda.registry.loading.checking import Staged, keep_lines
from segunda.registry.loading.movements import write_movements
from segunda.registry.loading.staging import STAGE, Params, fill, one, rows_of, run
from segunda.registry.models import Load

OUTCOMES = (
    """
    UPDATE stage s SET person = k.person_id FROM registry_sourcekey k
    WHERE k.source = %(source)s AND k.external_id = s.external
    """,
    """
    UPDATE stage SET problem = 'unknown_person' WHERE person IS NULL AND NOT refused
    """,
    """
    UPDATE stage s SET problem = 'entered_here', other = s.person
    WHERE NOT refused AND EXISTS (SELECT 1 FROM registry_custodyperiod c
        WHERE c.person_id = s.person AND c.load_id IS NULL AND c.superseded_at IS NULL)
    """,
    """
    UPDATE stage SET outcome = CASE WHEN refused THEN 'refused'
        WHEN problem IS NOT NULL THEN 'settle' ELSE 'changed' END
    """,
    "ANALYZE stage",
)
TITLES = """
    SELECT DISTINCT s.external, p.legal_status FROM stage s JOIN registry_person p
        ON p.id = s.person WHERE s.outcome = 'changed'
"""
INSIDE = """
    SELECT count(*) FROM registry_custodyperiod c WHERE c.superseded_at IS NULL
        AND c.end_date IS NULL AND c.person_id IN
        (SELECT person FROM stage WHERE outcome = 'changed')
"""


def prepare_history(intake: Intake, params: Params, tell: Any) -> Staged:
    """The rows of the file in the stage with their outcomes, and the account to be."""
    tell("stage")
    refused = intake.rejected_rows
    rows = intake.everyone.select("row", "person_id").iter_rows()
    fill(STAGE, "stage", ("row", "external", "refused"),
         ((row, person, row in refused) for row, person in rows))  # fmt: skip
    tell("outcomes")
    run(OUTCOMES, params)
    counts = dict(rows_of("SELECT outcome, count(*) FROM stage GROUP BY 1"))
    problems = dict(rows_of("SELECT problem, count(*) FROM stage WHERE problem IS NOT NULL "
                            "GROUP BY 1 ORDER BY 1"))  # fmt: skip
    before, came, went = _flow(_loadable(intake))
    account = Account(
        rows=intake.rows, changed=counts.get("changed", 0), settle=counts.get("settle", 0),
        refused=counts.get("refused", 0), before=before, came=came, went=went,
        after=before + came - went, problems=problems,
        flagged=intake.fault_table["row"].n_unique() - len(refused),
    )  # fmt: skip
    return Staged(intake, account, params)


def _loadable(intake: Intake) -> pl.DataFrame:
    """The movements that are to be written, in the order in which they happened."""
    rows = [row for (row,) in rows_of("SELECT row FROM stage WHERE outcome = 'changed'")]
    return intake.movements.filter(pl.col("row").is_in(rows)).sort("person_id", "date", "row")


def _flow(moves: pl.DataFrame) -> tuple[int, int, int]:
    """Who was inside before the file, came and left: openings, and those not seen entering."""
    first = moves.unique("person_id", keep="first", maintain_order=True)["kind"]
    unseen = int((~first.is_in(ENTRIES)).sum())
    opened = int((moves["kind"] == "opening").sum())
    came = int(moves["kind"].is_in(ENTRIES).sum()) - opened
    return opened + unseen, came, int(moves["kind"].is_in(EXITS).sum())


def write_history(ready: Staged, tell: Any, at: dt.datetime) -> None:
    """Write the spans, and count again who is inside; inside the load's transaction."""
    params = {**ready.params, "at": at}
    if not one("SELECT EXISTS (SELECT 1 FROM registry_loadline WHERE load_id = %(load)s)", params):
        keep_lines(ready, tell)
    tell("custody")
    titles = dict(rows_of(TITLES))
    moves = with_titles(_seen_entering(_loadable(ready.intake)), titles)
    load = Load.objects.get(pk=params["load"])
    write_movements(moves, load, [load.source], at)
    tell("inbox")
    run((differences.PROBLEMS,), params)
    tell("sums")
    run(("SET CONSTRAINTS ALL IMMEDIATE",), params)
    inside = one(INSIDE, params)
    if inside != ready.account.after:
        raise Refusal(
            Text(
                f"La cuenta no cuadra: según el archivo quedan [{ready.account.after}] y según "
                f"el registro [{inside}]; no se cargó nada.",
                f"The account does not add up: [{ready.account.after}] remain by the file and "
                f"[{inside}] by the record; nothing was loaded.",
            )
        )


def _seen_entering(moves: pl.DataFrame) -> pl.DataFrame:
    """Before whoever is first seen inside, an opening on an unknown day where she was then."""
    first = moves.unique("person_id", keep="first", maintain_order=True)
    unseen = first.filter(~pl.col("kind").is_in(ENTRIES)).with_columns(
        date=pl.lit(None, dtype=pl.Date), kind=pl.lit("opening"), row=pl.lit(0, dtype=pl.Int64),
        to_facility=pl.coalesce("from_facility", "to_facility"),
    )  # fmt: skip
    return pl.concat([unseen, moves]).sort("person_id", "date", "row", nulls_last=False)


def with_titles(moves: pl.DataFrame, recorded: Mapping[str, str]) -> pl.DataFrame:
    """`to_title` of each movement: awaiting trial until the sentence; without one, as recorded.

    `recorded`: the title of each person in the record ("" where it is not known).
    """
    known = {who: "pretrial" if title == "pretrial" else "sentenced" if title else None
             for who, title in recorded.items()}  # fmt: skip
    sentenced = pl.col("kind") == "sentence"
    return moves.with_columns(
        to_title=pl.when(sentenced.cum_sum().over("person_id") > 0)
        .then(pl.lit("sentenced"))
        .when(sentenced.any().over("person_id"))
        .then(pl.lit("pretrial"))
        .otherwise(
            pl.col("person_id").replace_strict(
                list(known), list(known.values()), default=None, return_dtype=pl.String
            )
        )
    )
