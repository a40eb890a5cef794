"""Everything a package to the prevention mechanism tells: every facility and person, always whole.

Nothing here takes a filter: what leaves is the same whoever is visited. No diagnosis and no sealed
fact is read; of the tables of facts, the class of offence alone.
"""

from collections.abc import Mapping, Sequence
from datetime import date

from django.db import connection

from segunda.access.scope import Reader
from segunda.law import facts as dictionary

Row = Mapping[str, object]
_HELD = """
WITH held AS (
    SELECT DISTINCT ON (coalesce(p.merged_into_id, p.id))
           coalesce(p.merged_into_id, p.id) AS id, c.start_date AS since
    FROM registry_custodyperiod c JOIN registry_person p ON p.id = c.person_id
    WHERE c.superseded_at IS NULL AND (c.start_date IS NULL OR c.start_date <= %(day)s)
      AND (c.end_date IS NULL OR c.end_date > %(day)s)
    ORDER BY coalesce(p.merged_into_id, p.id), c.start_date NULLS LAST
), placed AS (
    SELECT DISTINCT ON (coalesce(h.merged_into_id, h.id))
           coalesce(h.merged_into_id, h.id) AS id, f.code AS facility, u.code AS unit,
           p.start_date AS since
    FROM registry_placement p JOIN registry_person h ON h.id = p.person_id
    JOIN registry_facility f ON f.id = p.facility_id LEFT JOIN registry_unit u ON u.id = p.unit_id
    WHERE p.superseded_at IS NULL AND (p.start_date IS NULL OR p.start_date <= %(day)s)
      AND (p.end_date IS NULL OR p.end_date > %(day)s)
    ORDER BY coalesce(h.merged_into_id, h.id), p.start_date DESC NULLS LAST, p.id DESC
)
"""
POPULATION = f"""{_HELD}
SELECT p.public_id::text AS person, p.surnames, p.given_names, p.sex, p.birth_from::text,
       p.birth_to::text, coalesce(n.nationality, '') AS nationality,
       held.since::text AS held_since, placed.facility
FROM held JOIN registry_person p ON p.id = held.id
LEFT JOIN registry_particulars n ON n.person_id = p.id AND n.superseded_at IS NULL
LEFT JOIN placed ON placed.id = held.id
ORDER BY p.public_id
"""  # noqa: S608 (our own constants)
PLACEMENTS = f"""{_HELD}
SELECT p.public_id::text AS person, placed.facility, placed.unit, placed.since::text AS since
FROM held JOIN placed ON placed.id = held.id JOIN registry_person p ON p.id = held.id
ORDER BY p.public_id
"""  # noqa: S608
# A class the dictionary does not have is told as `other`; none at all is an empty list.
TITLES = f"""{_HELD}, titled AS (
    SELECT DISTINCT ON (coalesce(h.merged_into_id, h.id))
           coalesce(h.merged_into_id, h.id) AS id, s.status, s.start_date AS since
    FROM registry_legalstatus s JOIN registry_person h ON h.id = s.person_id
    WHERE s.superseded_at IS NULL AND (s.start_date IS NULL OR s.start_date <= %(day)s)
      AND (s.end_date IS NULL OR s.end_date > %(day)s)
    ORDER BY coalesce(h.merged_into_id, h.id), s.start_date DESC NULLS LAST, s.id DESC
), classed AS (
    SELECT coalesce(h.merged_into_id, h.id) AS id, array_agg(DISTINCT
           CASE WHEN o.class = ANY(%(classes)s) THEN o.class ELSE 'other' END) AS classes
    FROM (
        SELECT person_id, offence_class AS class, superseded_at, start_date, end_date
        FROM registry_charge
        UNION ALL SELECT person_id, value, superseded_at, start_date, end_date
        FROM registry_factrecord WHERE name = 'offence_class' AND fact_class = 'ordinary'
    ) AS o JOIN registry_person h ON h.id = o.person_id
    WHERE o.superseded_at IS NULL AND o.class <> ''
      AND (o.start_date IS NULL OR o.start_date <= %(day)s)
      AND (o.end_date IS NULL OR o.end_date > %(day)s)
    GROUP BY 1
)
SELECT p.public_id::text AS person, coalesce(titled.status, '') AS status,
       titled.since::text AS since, coalesce(classed.classes, '{{}}') AS offence_classes
FROM held JOIN registry_person p ON p.id = held.id LEFT JOIN titled ON titled.id = held.id
LEFT JOIN classed ON classed.id = held.id
ORDER BY p.public_id
"""  # noqa: S608
CAPACITY = """
SELECT f.code AS facility, f.name, coalesce(u.kind, f.kind) AS kind, f.province, u.code AS unit,
       coalesce(u.name, '') AS unit_name, coalesce(u.special, '') AS special,
       c.places, coalesce(c.source, '') AS source
FROM (
    SELECT id AS facility_id, NULL::bigint AS unit_id FROM registry_facility
    UNION ALL SELECT facility_id, id FROM registry_unit
) AS place
JOIN registry_facility f ON f.id = place.facility_id
LEFT JOIN registry_unit u ON u.id = place.unit_id
LEFT JOIN LATERAL (
    SELECT places, source FROM registry_capacity c
    WHERE c.facility_id = place.facility_id AND c.unit_id IS NOT DISTINCT FROM place.unit_id
      AND c.cell_id IS NULL AND c.superseded_at IS NULL
      AND (c.start_date IS NULL OR c.start_date <= %(day)s)
      AND (c.end_date IS NULL OR c.end_date > %(day)s)
    ORDER BY c.start_date DESC NULLS LAST, c.id DESC LIMIT 1
) AS c ON true
WHERE (f.opened_date IS NULL OR f.opened_date <= %(day)s)
  AND (f.closed_date IS NULL OR f.closed_date > %(day)s)
ORDER BY f.code, u.code NULLS FIRST
"""
MOVEMENTS = """
SELECT k.public_id::text AS person, m.kind, m.day::text AS day, m.facility
FROM (
    SELECT person_id, 'admission' AS kind, start_date AS day, NULL AS facility
    FROM registry_custodyperiod WHERE superseded_at IS NULL
    UNION ALL
    SELECT person_id, end_kind, end_date, NULL FROM registry_custodyperiod
    WHERE superseded_at IS NULL AND end_date IS NOT NULL
    UNION ALL
    SELECT p.person_id, 'placement', p.start_date, f.code
    FROM registry_placement p JOIN registry_facility f ON f.id = p.facility_id
    WHERE p.superseded_at IS NULL
) AS m
JOIN registry_person h ON h.id = m.person_id
JOIN registry_person k ON k.id = coalesce(h.merged_into_id, h.id)
WHERE m.day > %(since)s AND m.day <= %(day)s
ORDER BY m.day, k.public_id, m.kind, m.facility
"""
_PARTS = {
    "population.v1": POPULATION, "legal_status.v2": TITLES, "capacity.v1": CAPACITY,
    "placements.v1": PLACEMENTS, "movements.v1": MOVEMENTS,
}  # fmt: skip


def package_rows(*, user: Reader, day: date, since: date) -> dict[str, Sequence[Row]]:  # noqa: ARG001
    """The rows of each part as they stood on `day`; movements after `since`, up to `day`."""
    return {name: _rows(statement, day, since) for name, statement in _PARTS.items()}


def _rows(statement: str, day: date, since: date) -> list[Row]:
    with connection.cursor() as cursor:
        classes = list(dictionary.person()["offence_class"].values)
        cursor.execute(statement, {"day": day, "since": since, "classes": classes})
        names = [column.name for column in cursor.description or ()]
        return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
