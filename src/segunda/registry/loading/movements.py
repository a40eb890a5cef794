"""A history of comings and goings becomes spans with their true days.

For the people a source already told of, the movements say on which days they came, moved, were
sentenced and left. Their spans that came with files are superseded by these; what was entered
here is not touched, and who has such a span keeps all of hers (her movements go to the inbox).
Where a person was there already (`opening`), the place and the title are known from that day on;
the custody begins when the file of people says, and so do place and title where they are the same.
"""

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

import polars as pl

from segunda.registry.intake.movement_kinds import ENTRIES, EXITS
from segunda.registry.intake.names import plain
from segunda.registry.loading.checking import places
from segunda.registry.loading.staging import fill, rows_of, run
from segunda.registry.models import Load

Params = Mapping[str, Any]
END_KIND = {"release": "release", "death": "death", "escape": "escape"}
TEMP = """
CREATE TEMP TABLE moved_{name} (external text, start date, "end" date, {more}) ON COMMIT DROP
"""
TABLES = (
    ("custody", "end_kind text, opening boolean"),
    ("placement", "facility_id bigint, reason text"),
    ("status", "title text, opening boolean"),
)
PEOPLE = (
    """
    CREATE TEMP TABLE moved_person ON COMMIT DROP AS
    SELECT DISTINCT k.external_id AS external, k.person_id AS person
    FROM registry_sourcekey k JOIN moved_custody m ON m.external = k.external_id
    WHERE k.source = ANY (%(sources)s)
    """,
    # Who has a span entered here keeps hers: a person settles it.
    """
    DELETE FROM moved_person p WHERE EXISTS (
        SELECT 1 FROM registry_custodyperiod c WHERE c.person_id = p.person AND c.load_id IS NULL
            AND c.superseded_at IS NULL)
    """,
    "CREATE UNIQUE INDEX ON moved_person (external)",
    "ANALYZE moved_person",
)
# What was known of the first day of each history: since when, where, on what title.
BEFORE = (
    """
    CREATE TEMP TABLE moved_first ON COMMIT DROP AS
    SELECT p.person, min(coalesce(m.start, m."end")) AS day
    FROM moved_person p JOIN (SELECT external, start, "end" FROM moved_custody
        UNION ALL SELECT external, start, "end" FROM moved_placement) m USING (external)
    GROUP BY 1
    """,
    """
    CREATE TEMP TABLE moved_before ON COMMIT DROP AS
    SELECT d.person, max(c.start_date) AS custody, max(f.facility_id) AS facility_id,
        max(f.start_date) AS placed, max(t.status) AS status, max(t.start_date) AS titled
    FROM moved_first d
    LEFT JOIN registry_custodyperiod c ON c.person_id = d.person AND c.superseded_at IS NULL
        AND c.start_date <= d.day AND (c.end_date IS NULL OR c.end_date >= d.day)
    LEFT JOIN registry_placement f ON f.person_id = d.person AND f.superseded_at IS NULL
        AND f.start_date <= d.day AND (f.end_date IS NULL OR f.end_date > d.day)
    LEFT JOIN registry_legalstatus t ON t.person_id = d.person AND t.superseded_at IS NULL
        AND t.start_date <= d.day AND (t.end_date IS NULL OR t.end_date > d.day)
    GROUP BY 1
    """,
    "CREATE UNIQUE INDEX ON moved_before (person)",
)
# What ended before the history begins stays as it is.
SUPERSEDE = """
UPDATE registry_{table} t SET superseded_at = %(at)s, superseded_load_id = %(load)s
FROM moved_first p WHERE t.person_id = p.person AND t.superseded_at IS NULL
    AND t.load_id IS NOT NULL AND (t.end_date IS NULL OR t.end_date >= p.day)
    AND EXISTS (SELECT 1 FROM moved_{name} m JOIN moved_person q USING (external)
                WHERE q.person = t.person_id)
"""
SPANS = (("custodyperiod", "custody"), ("placement", "placement"), ("legalstatus", "status"))
_HEAD = (
    "INSERT INTO registry_{} (entity, recorded_at, load_id, person_id, start_date, end_date, {})"
)
INSERT = (
    _HEAD.format("custodyperiod", "title, end_kind")
    + """
    SELECT gen_random_uuid(), %(at)s, %(load)s, p.person,
        CASE WHEN m.opening THEN coalesce(b.custody, m.start) ELSE m.start END, m."end", '',
        coalesce(m.end_kind, '')
    FROM moved_custody m JOIN moved_person p USING (external)
    LEFT JOIN moved_before b ON b.person = p.person
    """,
    _HEAD.format("placement", "facility_id, reason")
    + """
    SELECT gen_random_uuid(), %(at)s, %(load)s, p.person,
        CASE WHEN m.reason = 'opening' AND b.facility_id = m.facility_id
             THEN coalesce(b.placed, m.start) ELSE m.start END, m."end", m.facility_id, m.reason
    FROM moved_placement m JOIN moved_person p USING (external)
    LEFT JOIN moved_before b ON b.person = p.person
    WHERE m.facility_id IS NOT NULL
    """,
    _HEAD.format("legalstatus", "status, document")
    + """
    SELECT gen_random_uuid(), %(at)s, %(load)s, p.person,
        CASE WHEN m.opening AND (b.status = 'pretrial') = (m.title = 'pretrial')
             THEN coalesce(b.titled, m.start) ELSE m.start END, m."end",
        CASE WHEN m.title = 'pretrial' THEN 'pretrial'
             WHEN h.legal_status IN ('sentenced_not_final', 'sentenced_final') AND m."end" IS NULL
             THEN h.legal_status ELSE 'sentenced_final' END, ''
    FROM moved_status m JOIN moved_person p USING (external)
    JOIN registry_person h ON h.id = p.person
    LEFT JOIN moved_before b ON b.person = p.person
    """,
)
# The columns of Person repeat the current versions.
NOW = """
UPDATE registry_person h SET held = c.id IS NOT NULL, held_since = c.start_date,
    facility_id = coalesce(f.facility_id, h.facility_id), legal_status = coalesce(t.status, '')
FROM moved_first p
LEFT JOIN registry_custodyperiod c ON c.person_id = p.person AND c.superseded_at IS NULL
    AND c.end_date IS NULL
LEFT JOIN registry_placement f ON f.person_id = p.person AND f.superseded_at IS NULL
    AND f.end_date IS NULL
LEFT JOIN registry_legalstatus t ON t.person_id = p.person AND t.superseded_at IS NULL
    AND t.end_date IS NULL
WHERE h.id = p.person AND (h.held, h.held_since, h.facility_id, h.legal_status) IS DISTINCT FROM
    (c.id IS NOT NULL, c.start_date, coalesce(f.facility_id, h.facility_id),
     coalesce(t.status, ''))
"""


def write_movements(
    moves: pl.DataFrame, load: Load, sources: Sequence[str], at: dt.datetime
) -> int:
    """Write the spans of the movements (the frame of intake/movements.py, with `to_title`).

    Inside a transaction of the jobs role. Returns how many people were moved.
    """
    params: Params = {"load": load.pk, "at": at, "sources": list(sources)}
    ordered = moves.sort("person_id", "date", "row")
    for (name, more), frame in zip(TABLES, spans(ordered), strict=True):
        columns = frame.columns
        fill(TEMP.format(name=name, more=more), f"moved_{name}", columns, frame.iter_rows())
    run((*PEOPLE, *BEFORE), params)
    for table, name in SPANS:
        run((SUPERSEDE.format(table=table, name=name),), params)
    run((*INSERT, NOW), params)
    return int(rows_of("SELECT count(*) FROM moved_person")[0][0])


def spans(moves: pl.DataFrame) -> tuple[pl.DataFrame, pl.DataFrame, pl.DataFrame]:
    """Custody, placement and status spans of movements sorted by person, day and row."""
    return _custody(moves), _placements(moves), _statuses(moves)


def _custody(moves: pl.DataFrame) -> pl.DataFrame:
    told = _with_next(moves.filter(pl.col("kind").is_in([*ENTRIES, *EXITS])), "kind")
    return told.filter(pl.col("kind").is_in(ENTRIES)).select(
        pl.col("person_id").alias("external"),
        pl.col("date").alias("start"),
        pl.col("until").alias("end"),
        pl.col("next_kind").replace_strict(END_KIND, default=None).alias("end_kind"),
        (pl.col("kind") == "opening").alias("opening"),
    )


def _placements(moves: pl.DataFrame) -> pl.DataFrame:
    told = _with_next(moves.filter(pl.col("kind") != "sentence"), "kind")
    keys = places()
    here = told.filter(~pl.col("kind").is_in(EXITS))
    return here.select(
        pl.col("person_id").alias("external"),
        pl.col("date").alias("start"),
        pl.col("until").alias("end"),
        pl.col("to_facility")
        .map_elements(plain, return_dtype=pl.String)
        .replace_strict(list(keys), list(keys.values()), default=None, return_dtype=pl.Int64)
        .alias("facility_id"),
        pl.when(pl.col("kind") == "opening").then(pl.lit("opening")).otherwise(pl.lit(""))
        .alias("reason"),
    )  # fmt: skip


def _statuses(moves: pl.DataFrame) -> pl.DataFrame:
    told = _with_next(moves.filter(pl.col("kind") != "transfer"), "kind")
    return (
        told.filter(~pl.col("kind").is_in(EXITS))
        .select(
            pl.col("person_id").alias("external"),
            pl.col("date").alias("start"),
            pl.col("until").alias("end"),
            pl.col("to_title").alias("title"),
            (pl.col("kind") == "opening").alias("opening"),
        )
        .drop_nulls("title")
    )


def _with_next(moves: pl.DataFrame, kind: str) -> pl.DataFrame:
    """Each movement with the day and the kind of the same person's next one."""
    return moves.with_columns(
        pl.col("date").shift(-1).over("person_id").alias("until"),
        pl.col(kind).shift(-1).over("person_id").alias(f"next_{kind}"),
    )
