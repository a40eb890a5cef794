"""What each row of the stage would do, found in sets before anything is written.

A row is refused (the reading said so), to settle (it meets a hard rule of the record), new,
changed or unchanged. The rules here are those the database itself holds to, asked beforehand, so
that one bad row does not stop thousands of good ones.
"""

from segunda.registry.loading.staging import Params, rows_of, run

OURS = "EXISTS (SELECT 1 FROM registry_load l WHERE l.id = {0}.load_id AND l.source = %(source)s)"
"""True of a row that this source brought; the others were entered here, or another brought them."""

KNOWN = (
    """
    UPDATE stage s SET person = k.person_id, merged = p.merged_into_id IS NOT NULL,
        unreported = p.unreported_since
    FROM registry_sourcekey k JOIN registry_person p ON p.id = k.person_id
    WHERE k.source = %(source)s AND k.external_id = s.external
    """,
    """
    UPDATE stage s SET known = true, held_before = NOT r.values ? 'left',
        differs = r.values <> v.ordinary OR coalesce(q.values, '{}') <> v.sealed
    FROM stage_said v, registry_sourcerecord r LEFT JOIN registry_sourcerecord q
        ON q.person_id = r.person_id AND q.source = r.source AND q.fact_class = 'sealed'
        AND q.superseded_at IS NULL AND q.end_date IS NULL
    WHERE r.person_id = s.person AND r.source = %(source)s AND r.fact_class = 'ordinary'
        AND r.superseded_at IS NULL AND r.end_date IS NULL AND v."row" = s."row"
    """,
)
STAYS = (
    f"""
    UPDATE stage s SET stay_id = c.id, stay_start = c.start_date, stay_ours = {OURS.format("c")}
    FROM registry_custodyperiod c
    WHERE c.person_id = s.person AND c.superseded_at IS NULL AND c.end_date IS NULL
    """,
    f"""
    UPDATE stage s SET last_id = c.id, last_start = c.start_date, last_end = c.end_date,
        last_ours = {OURS.format("c")}
    FROM registry_custodyperiod c
    WHERE c.person_id = s.person AND c.superseded_at IS NULL AND c.end_date IS NOT NULL
        AND NOT EXISTS (SELECT 1 FROM registry_custodyperiod d WHERE d.person_id = c.person_id
                        AND d.superseded_at IS NULL AND d.end_date > c.end_date)
    """,
    # What becomes of her custody. A later admission after the last file is a new stay; any other
    # difference corrects the day this source had said before.
    """
    UPDATE stage SET stay = CASE
        WHEN stay_id IS NOT NULL AND NOT stay_ours THEN 'keep'
        WHEN stay_id IS NOT NULL AND (start IS NULL OR start = stay_start)
            THEN CASE WHEN "end" IS NULL THEN 'keep' ELSE 'end' END
        WHEN stay_id IS NOT NULL AND start > stay_start
            AND (unreported IS NOT NULL OR start >= %(previous)s::date) THEN 'again'
        WHEN stay_id IS NOT NULL THEN 'restart'
        WHEN last_id IS NULL OR start >= last_end THEN 'open'
        WHEN NOT last_ours OR last_start IS DISTINCT FROM start OR "end" IS NULL THEN 'conflict'
        WHEN "end" = last_end THEN 'keep'
        ELSE 'reend' END
    """,
)
PROBLEMS = (
    ("no_number", "external IS NULL", "NULL"),
    ("too_long", "length(external) > 120 OR length(surnames) > 200 OR length(given) > 200 "
     "OR length(sort_name) > 400 OR length(document_kind) > 40 OR length(document) > 60 "
     "OR length(nationality) > 60", "NULL"),
    ("twice_in_file", "EXISTS (SELECT 1 FROM stage t WHERE t.external = s.external "
     "AND t.row <> s.row AND NOT t.refused)", "NULL"),
    ("person_merged", "merged", "person"),
    ("number_of_another", "other IS NOT NULL", "other"),
    ("number_twice_in_file", "document_key IN (SELECT t.document_key FROM stage t "
     "WHERE NOT t.refused GROUP BY 1 HAVING count(DISTINCT t.external) > 1)", "NULL"),
    ("sentence_under_pretrial", "status = 'pretrial' AND (imposed IS NOT NULL OR months > 0 "
     "OR days > 0)", "person"),
    ("sentence_under_pretrial", """person IS NOT NULL AND coalesce(status, 'pretrial') = 'pretrial'
     AND EXISTS (SELECT 1 FROM registry_sentence c WHERE c.person_id = s.person
                 AND c.superseded_at IS NULL)
     AND status IS NOT NULL AND NOT EXISTS (SELECT 1 FROM registry_legalstatus t
        WHERE t.person_id = s.person AND t.superseded_at IS NULL AND t.status <> 'pretrial')""",
     "person"),
    ("sentence_under_pretrial", f"""(imposed IS NOT NULL OR months > 0 OR days > 0)
     AND EXISTS (SELECT 1 FROM registry_legalstatus t WHERE t.person_id = s.person
        AND t.superseded_at IS NULL AND t.end_date IS NULL AND NOT {OURS.format("t")})
     AND NOT EXISTS (SELECT 1 FROM registry_legalstatus t WHERE t.person_id = s.person
        AND t.superseded_at IS NULL AND t.status <> 'pretrial')""", "person"),
    ("reported_after_end", "stay = 'conflict'", "person"),
    ("end_before_start", """("end" < coalesce(start, stay_start))""", "person"),
    ("custody_overlap", """stay IN ('open', 'again', 'restart', 'reend') AND EXISTS (
        SELECT 1 FROM registry_custodyperiod c WHERE c.person_id = s.person
        AND c.superseded_at IS NULL AND c.id IS DISTINCT FROM s.stay_id
        AND (s.stay <> 'reend' OR c.id <> s.last_id)
        -- compared, not as ranges: for those the planner reads the whole index of the days
        AND coalesce(c.start_date, '-infinity') < coalesce(s."end", 'infinity')
        AND coalesce(s.start, '-infinity') < coalesce(c.end_date, 'infinity')
        AND (c.start_date < c.end_date) IS NOT FALSE
        AND (s.start < s."end") IS NOT FALSE)""", "person"),
)  # fmt: skip
"""Problem, condition on a row of the stage, and whose file it touches; the first one counts."""
OTHER = """
    UPDATE stage s SET other = i.person_id FROM registry_identitynumber i
    WHERE i.number_key = s.document_key AND i.superseded_at IS NULL
        AND i.person_id IS DISTINCT FROM s.person AND NOT s.refused
        AND lower(i.kind) = lower(coalesce(s.document_kind, ''))
"""
OUTCOME = """
    UPDATE stage s SET outcome = CASE
        WHEN refused THEN 'refused' WHEN problem IS NOT NULL THEN 'settle'
        WHEN person IS NULL THEN 'new'
        WHEN NOT known OR differs OR stay <> 'keep' THEN 'changed'
        WHEN facility_id IS NOT NULL AND stay_ours AND NOT EXISTS (
            SELECT 1 FROM registry_placement p WHERE p.person_id = s.person
            AND p.superseded_at IS NULL AND p.end_date IS NULL) THEN 'changed'
        ELSE 'unchanged' END
"""
GONE = """
    CREATE TEMP TABLE gone ON COMMIT DROP AS
    SELECT r.person_id AS person, p.facility_id, p.held AND NOT r.values ? 'left' AS held,
        NOT r.values ? 'left' AS held_before
    FROM registry_sourcerecord r JOIN registry_person p ON p.id = r.person_id
    WHERE %(whole)s AND r.source = %(source)s AND r.fact_class = 'ordinary'
        AND r.superseded_at IS NULL AND r.end_date IS NULL
        AND NOT EXISTS (SELECT 1 FROM stage s WHERE s.person = r.person_id)
"""
VANISHING = """
    SELECT coalesce(f.name, ''), count(*), count(*) FILTER (WHERE g.person IS NOT NULL)
    FROM registry_sourcerecord r JOIN registry_person p ON p.id = r.person_id AND p.held
    LEFT JOIN registry_facility f ON f.id = p.facility_id
    LEFT JOIN gone g ON g.person = r.person_id AND g.held
    WHERE r.source = %(source)s AND r.fact_class = 'ordinary' AND r.superseded_at IS NULL
        AND r.end_date IS NULL AND NOT r.values ? 'left'
    GROUP BY 1 HAVING count(*) FILTER (WHERE g.person IS NOT NULL) > 0 ORDER BY 1
"""
VANISHING_SHARE = 0.05
"""Over this share of a facility, and the load waits for a second person (a whole one is over)."""


def find_outcomes(params: Params) -> None:
    """Fill the columns of the stage that say what each row would do, and the table `gone`.

    `params`: source, whole, and previous (the day of this source's last file, or None).
    """
    run((*KNOWN, *STAYS, OTHER), params)
    for problem, condition, person in PROBLEMS:
        statement = (
            f"UPDATE stage s SET problem = '{problem}', other = {person} "
            f"WHERE problem IS NULL AND NOT refused AND ({condition})"
        )
        run((statement,), params)
    run((OUTCOME, "ANALYZE stage", GONE), params)


def vanishing(params: Params) -> list[dict[str, object]]:
    """Per facility: held by this source before, and of them absent from this whole file."""
    return [
        {"facility": name, "before": before, "gone": gone,
         "over": gone > VANISHING_SHARE * before}
        for name, before, gone in rows_of(VANISHING, params)
    ]  # fmt: skip
