"""Who was in this source's last whole file and is not in this one: «not in the file of DATE».

Nobody is released by being absent: the custody stays open, and so do placement and title. What
the source said of her holds until the day of the first file without her.
"""

ENDED = """
    WITH old AS (
        UPDATE registry_sourcerecord r SET superseded_at = %(at)s, superseded_load_id = %(load)s
        FROM gone g WHERE r.person_id = g.person AND r.source = %(source)s
            AND r.superseded_at IS NULL AND r.end_date IS NULL
        RETURNING r.*)
    INSERT INTO registry_sourcerecord (entity, recorded_at, load_id, person_id, source,
        fact_class, "values", "row", start_date, end_date)
    SELECT entity, %(at)s, %(load)s, person_id, source, fact_class, "values", "row", start_date,
        greatest(start_date, %(day)s) FROM old
"""
SINCE = """
    UPDATE registry_person p SET unreported_since = %(day)s
    FROM gone g WHERE p.id = g.person AND g.held AND p.held AND p.unreported_since IS NULL
"""
ALL = (ENDED, SINCE)
