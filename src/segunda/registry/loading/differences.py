"""What goes to the inbox: rows that meet a hard rule, sources that differ from what was entered.

The same difference is told once: not again while it waits, nor after a person has chosen.
"""

from segunda.registry.loading.outcomes import OURS
from segunda.registry.loading.values import sealed_columns

DIFFERING = """
    CREATE TEMP TABLE differing (person bigint, "row" integer, fact text, fact_class text,
        ours text, said text) ON COMMIT DROP
"""
_ACCEPTED = "s.outcome IN ('changed', 'unchanged')"


def _entered(table: str, fact: str, ours: str, said: str, where: str = "true") -> str:
    """Rows entered here (or brought by another source) that say something else than the file."""
    return f"""
        INSERT INTO differing
        SELECT s.person, s."row", '{fact}', 'ordinary', {ours}, {said}
        FROM stage s JOIN registry_{table} o ON o.person_id = s.person
            AND o.superseded_at IS NULL AND NOT {OURS.format("o")}
        WHERE {_ACCEPTED} AND {said} IS NOT NULL AND {ours} <> {said} AND {where}
    """


_OPEN = "o.end_date IS NULL"
# A value of a fact as the person who entered it wrote it, against what the source says of it.
FACTS = f"""
    INSERT INTO differing
    SELECT s.person, s."row", f.name, f.fact_class,
        CASE WHEN f.applies THEN coalesce(f.value, '') ELSE 'none' END, v.said
    FROM stage s JOIN stage_said w ON w."row" = s."row"
    JOIN registry_factrecord f ON f.person_id = s.person
        AND f.superseded_at IS NULL AND f.end_date IS NULL AND NOT {OURS.format("f")}
    CROSS JOIN LATERAL (SELECT CASE WHEN a.said ->> (f.name || '__applies') = 'false' THEN 'none'
        ELSE a.said ->> f.name END AS said
        FROM (SELECT CASE f.fact_class WHEN 'sealed' THEN w.sealed ELSE w.ordinary END AS said)
            AS a) AS v
    WHERE {_ACCEPTED} AND v.said IS NOT NULL
        AND v.said <> CASE WHEN f.applies THEN coalesce(f.value, '') ELSE 'none' END
"""
FOUND = (
    DIFFERING,
    _entered("personname", "name", "concat_ws(' ', o.given_names, o.surnames)",
             "nullif(concat_ws(' ', s.given, s.surnames), '')", "o.kind = 'official'"),
    _entered("identitynumber", "document_number", "o.number_key", "s.document_key",
             "lower(o.kind) = lower(coalesce(s.document_kind, '')) AND NOT EXISTS (SELECT 1 FROM "
             "registry_identitynumber i WHERE i.person_id = s.person AND i.superseded_at IS NULL "
             "AND i.number_key = s.document_key)"),
    _entered("particulars", "sex", "o.sex", "s.sex", "o.sex <> ''"),
    _entered("particulars", "birth_date", "o.birth_from::text", "s.birth_from::text"),
    _entered("particulars", "nationality", "o.nationality", "s.nationality",
             "o.nationality <> ''"),
    _entered("custodyperiod", "custody_start_date", "coalesce(o.start_date::text, '')",
             "s.start::text", _OPEN),
    _entered("custodyperiod", "custody_end_date", "''", 's."end"::text', _OPEN),
    _entered("placement", "facility", "o.facility_id::text", "s.facility_id::text",
             f"{_OPEN} AND s.\"end\" IS NULL"),
    _entered("legalstatus", "legal_status", "o.status", "s.status",
             f"{_OPEN} AND s.\"end\" IS NULL"),
    _entered("sentence", "sentence_months",
             "(12 * o.years + o.months)::text || '+' || o.days::text",
             "s.months::text || '+' || s.days::text",
             "(s.months > 0 OR s.days > 0) AND NOT EXISTS (SELECT 1 FROM registry_sentence x "
             "WHERE x.person_id = s.person AND x.superseded_at IS NULL "
             "AND (12 * x.years + x.months, x.days) = (s.months, s.days))"),
    FACTS,
)  # fmt: skip
DIFFERENCES = """
    INSERT INTO registry_settlement (load_id, "row", person_id, problem, fact, fact_class, detail,
        opened_at, choice, reason)
    SELECT %(load)s, d."row", d.person, 'source_differs', d.fact, d.fact_class,
        jsonb_build_object('source', %(source)s::text, 'ours', d.ours, 'said', d.said), %(at)s,
        '', ''
    FROM (SELECT DISTINCT ON (person, fact) * FROM differing ORDER BY person, fact) AS d
    WHERE NOT EXISTS (SELECT 1 FROM registry_settlement t WHERE t.person_id = d.person
        AND t.problem = 'source_differs' AND t.fact = d.fact
        AND t.detail ->> 'source' = %(source)s AND t.detail ->> 'said' = d.said
        AND (t.settled_at IS NULL OR t.detail ->> 'ours' = d.ours))
"""
# A row that meets a hard rule; its line, word for word, is in the load.
PROBLEMS = """
    INSERT INTO registry_settlement (load_id, "row", person_id, problem, fact, fact_class, detail,
        opened_at, choice, reason)
    SELECT %(load)s, s."row", s.other, s.problem, '', 'ordinary',
        jsonb_build_object('source', %(source)s::text, 'external', s.external), %(at)s, '', ''
    FROM stage s WHERE s.outcome = 'settle' AND NOT EXISTS (
        SELECT 1 FROM registry_settlement t WHERE t.problem = s.problem AND t.settled_at IS NULL
        AND t.detail ->> 'source' = %(source)s AND t.detail ->> 'external' = s.external)
"""
# Names of facilities nobody knows: the people are loaded, without a place until it is told.
PLACES = """
    INSERT INTO registry_settlement (load_id, "row", problem, fact, fact_class, detail, opened_at,
        choice, reason)
    SELECT %(load)s, min(s."row"), 'unknown_facility', 'facility', 'ordinary',
        jsonb_build_object('source', %(source)s::text, 'name', min(s.facility), 'rows', count(*)),
        %(at)s, '', ''
    FROM stage s WHERE s.outcome IN ('new', 'changed', 'unchanged') AND s.facility_id IS NULL
        AND s.facility_key <> '' GROUP BY s.facility_key
    HAVING NOT EXISTS (SELECT 1 FROM registry_settlement t WHERE t.problem = 'unknown_facility'
        AND t.settled_at IS NULL AND t.detail ->> 'name' = min(s.facility))
"""
ALL = (*FOUND, DIFFERENCES, PROBLEMS, PLACES)


def class_of(fact: str) -> str:
    """The class of what a difference is about."""
    return "sealed" if fact.split("__")[0] in sealed_columns() else "ordinary"
