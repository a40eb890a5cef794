"""The people of a load: who is new, and what names and describes each, set by set.

What this source said before is superseded by what it says now. What was entered here, or came
from another source, is never touched: where it differs, differences.py says so.
"""

from segunda.registry.loading.outcomes import OURS

NUMBERED = "UPDATE stage SET person = nextval('registry_person_id_seq') WHERE outcome = 'new'"
PERSONS = """
    INSERT INTO registry_person (id, public_id, created_at, load_id, surnames, given_names,
        sort_name, sex, birth_from, birth_to, facility_id, legal_status, held, held_since)
    SELECT person, gen_random_uuid(), %(at)s, %(load)s, coalesce(surnames, ''),
        coalesce(given, ''), sort_name, coalesce(sex, ''), birth_from, birth_to, facility_id,
        CASE WHEN "end" IS NULL THEN coalesce(status, '') ELSE '' END, "end" IS NULL,
        CASE WHEN "end" IS NULL THEN start END
    FROM stage WHERE outcome = 'new'
"""
SOURCE_KEYS = """
    INSERT INTO registry_sourcekey (source, external_id, person_id)
    SELECT %(source)s, external, person FROM stage WHERE outcome = 'new'
"""
NAMES = (
    f"""
    UPDATE registry_personname n SET superseded_at = %(at)s, superseded_load_id = %(load)s
    FROM stage s WHERE s.outcome = 'changed' AND n.person_id = s.person AND n.kind = 'official'
        AND n.superseded_at IS NULL AND {OURS.format("n")}
        AND coalesce(s.surnames, s.given) IS NOT NULL
        AND (n.surnames, n.given_names) <> (coalesce(s.surnames, ''), coalesce(s.given, ''))
    """,
    """
    INSERT INTO registry_personname (entity, recorded_at, load_id, person_id, kind, surnames,
        given_names)
    SELECT coalesce(o.entity, gen_random_uuid()), %(at)s, %(load)s, s.person, 'official',
        coalesce(s.surnames, ''), coalesce(s.given, '')
    FROM stage s LEFT JOIN registry_personname o ON o.person_id = s.person
        AND o.superseded_load_id = %(load)s AND o.kind = 'official'
    WHERE s.outcome IN ('new', 'changed') AND coalesce(s.surnames, s.given) IS NOT NULL
        AND NOT EXISTS (SELECT 1 FROM registry_personname n WHERE n.person_id = s.person
                        AND n.kind = 'official' AND n.superseded_at IS NULL)
    """,
)
NUMBERS = (
    f"""
    UPDATE registry_identitynumber n SET superseded_at = %(at)s, superseded_load_id = %(load)s
    FROM stage s WHERE s.outcome = 'changed' AND n.person_id = s.person
        AND n.superseded_at IS NULL AND {OURS.format("n")} AND s.document_key IS NOT NULL
        AND n.number_key <> s.document_key AND lower(n.kind) = lower(coalesce(s.document_kind, ''))
    """,
    """
    INSERT INTO registry_identitynumber (entity, recorded_at, load_id, person_id, kind, number,
        number_key, country)
    SELECT gen_random_uuid(), %(at)s, %(load)s, s.person, coalesce(s.document_kind, ''),
        s.document, s.document_key, ''
    FROM stage s WHERE s.outcome IN ('new', 'changed') AND s.document_key IS NOT NULL
        AND NOT EXISTS (SELECT 1 FROM registry_identitynumber n WHERE n.person_id = s.person
                        AND n.superseded_at IS NULL AND n.number_key = s.document_key)
        AND NOT EXISTS (SELECT 1 FROM registry_identitynumber n WHERE n.person_id = s.person
                        AND n.superseded_at IS NULL
                        AND lower(n.kind) = lower(coalesce(s.document_kind, '')))
    """,
)
PARTICULARS = (
    f"""
    UPDATE registry_particulars n SET superseded_at = %(at)s, superseded_load_id = %(load)s
    FROM stage s WHERE s.outcome = 'changed' AND n.person_id = s.person
        AND n.superseded_at IS NULL AND {OURS.format("n")}
        AND (n.sex, n.birth_from, n.birth_to, n.nationality) IS DISTINCT FROM
            (coalesce(s.sex, ''), s.birth_from, s.birth_to, coalesce(s.nationality, ''))
    """,
    """
    INSERT INTO registry_particulars (entity, recorded_at, load_id, person_id, sex, birth_from,
        birth_to, nationality, languages, interpreter)
    SELECT coalesce(o.entity, gen_random_uuid()), %(at)s, %(load)s, s.person,
        coalesce(s.sex, ''), s.birth_from, s.birth_to, coalesce(s.nationality, ''),
        coalesce(o.languages, ''), o.interpreter
    FROM stage s LEFT JOIN registry_particulars o ON o.person_id = s.person
        AND o.superseded_load_id = %(load)s
    WHERE s.outcome IN ('new', 'changed')
        AND NOT EXISTS (SELECT 1 FROM registry_particulars n WHERE n.person_id = s.person
                        AND n.superseded_at IS NULL)
    """,
)
# What the source says, from the day of this file on: the ordinary and the sealed apart.
SAID = tuple(
    statement
    for kind in ("ordinary", "sealed")
    for statement in (
        f"""
        WITH old AS (
            UPDATE registry_sourcerecord r
            SET superseded_at = %(at)s, superseded_load_id = %(load)s
            FROM stage s JOIN stage_said v ON v."row" = s."row"
            WHERE s.outcome = 'changed' AND r.person_id = s.person
                AND r.source = %(source)s AND r.fact_class = '{kind}'
                AND r.superseded_at IS NULL AND r.end_date IS NULL AND r.values <> v.{kind}
            RETURNING r.*)
        INSERT INTO registry_sourcerecord (entity, recorded_at, load_id, person_id, source,
            fact_class, "values", "row", start_date, end_date)
        SELECT entity, %(at)s, %(load)s, person_id, source, fact_class, "values", "row", start_date,
            %(day)s FROM old WHERE start_date < %(day)s
        """,
        f"""
        INSERT INTO registry_sourcerecord (entity, recorded_at, load_id, person_id, source,
            fact_class, "values", "row", start_date)
        SELECT gen_random_uuid(), %(at)s, %(load)s, s.person, %(source)s, '{kind}', v.{kind},
            s."row", %(day)s
        FROM stage s JOIN stage_said v ON v."row" = s."row"
        WHERE s.outcome IN ('new', 'changed') AND v.{kind} <> '{{}}'
            AND NOT EXISTS (SELECT 1 FROM registry_sourcerecord r WHERE r.person_id = s.person
                AND r.source = %(source)s AND r.fact_class = '{kind}'
                AND r.superseded_at IS NULL AND r.end_date IS NULL)
        """,
    )
)
# The columns of Person repeat the current versions of whoever changed; new people have them.
NOW = """
    UPDATE registry_person p SET
        surnames = coalesce(n.surnames, p.surnames),
        given_names = coalesce(n.given_names, p.given_names),
        sort_name = CASE WHEN n.load_id = %(load)s THEN s.sort_name ELSE p.sort_name END,
        sex = coalesce(d.sex, ''), birth_from = d.birth_from, birth_to = d.birth_to,
        facility_id = coalesce(f.facility_id, p.facility_id),
        unit_id = CASE WHEN f.id IS NULL THEN p.unit_id ELSE f.unit_id END,
        legal_status = coalesce(t.status, ''), held = c.id IS NOT NULL, held_since = c.start_date,
        unreported_since = NULL
    FROM stage s
        LEFT JOIN registry_personname n ON n.person_id = s.person AND n.kind = 'official'
            AND n.superseded_at IS NULL
        LEFT JOIN registry_particulars d ON d.person_id = s.person AND d.superseded_at IS NULL
        LEFT JOIN registry_placement f ON f.person_id = s.person AND f.superseded_at IS NULL
            AND f.end_date IS NULL
        LEFT JOIN registry_legalstatus t ON t.person_id = s.person AND t.superseded_at IS NULL
            AND t.end_date IS NULL
        LEFT JOIN registry_custodyperiod c ON c.person_id = s.person AND c.superseded_at IS NULL
            AND c.end_date IS NULL
    WHERE s.outcome = 'changed' AND p.id = s.person
"""
KEYS = (
    """
    DELETE FROM registry_searchkey k USING stage_key g JOIN stage s ON s.row = g.row
    WHERE s.outcome = 'changed' AND k.person_id = s.person AND EXISTS (
        SELECT 1 FROM registry_personname n WHERE n.person_id = s.person
        AND n.superseded_load_id = %(load)s)
    """,
    """
    INSERT INTO registry_searchkey (person_id, kind, key)
    SELECT s.person, g.kind, g.key FROM stage_key g JOIN stage s ON s.row = g.row
    WHERE s.outcome = 'new'
    """,
    """
    INSERT INTO registry_searchkey (person_id, kind, key)
    SELECT s.person, g.kind, g.key FROM stage_key g JOIN stage s ON s.row = g.row
    WHERE s.outcome = 'changed' AND NOT EXISTS (
        SELECT 1 FROM registry_searchkey k WHERE k.person_id = s.person AND k.kind = g.kind
        AND k.key = g.key)
    """,
)
