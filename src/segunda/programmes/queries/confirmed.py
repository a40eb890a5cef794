"""What is confirmed and counts towards a sentence: each day once, and none a judge has spoken of.

By hand, for a day of work confirmed by a second person:

- a request for its days was decided (granted, in part, or refused): the resolution speaks, and its
  credit stands in the record; the day itself counts nothing more;
- a credit of work was typed with a resolution of 3 May, without saying for which days: a day from
  3 May on cannot be in it and counts; one before it perhaps is, so a person computes;
- she also studied that day: the day counts once (what was read of CP 58 does not say otherwise);
- the record says she was not in prison that day (corrected since): it counts nothing, and is said.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.db import connection

from segunda.access.scope import Reader
from segunda.programmes.models import Redemption
from segunda.registry.queries.redeeming import Confirmed, Redeeming, redeeming

DECIDED = ("granted", "partly", "refused")
_STATEMENT = """
WITH files AS (SELECT * FROM unnest(%(file)s::bigint[], %(root)s::bigint[]) AS f (file, root)),
stays AS (
    SELECT * FROM unnest(%(held)s::bigint[], %(held_from)s::date[], %(held_to)s::date[])
        AS s (root, since, until)),
typed AS (
    SELECT * FROM unnest(%(typed)s::bigint[], %(typed_kind)s::text[], %(typed_from)s::date[],
        %(typed_to)s::date[]) AS t (root, kind, since, until)),
days AS (
    SELECT f.root, t.day, a.kind, sum(t.hours) AS hours
    FROM files f JOIN programmes_attendance t ON t.person_id = f.file
    JOIN programmes_activity a ON a.id = t.activity_id
    WHERE t.superseded_at IS NULL AND t.state = 'confirmed' AND t.absence = ''
    GROUP BY 1, 2, 3),
spoken AS (
    SELECT f.root, r.kind, r.start_date AS since, r.end_date AS until,
        r.outcome <> 'refused' AS granted
    FROM files f JOIN programmes_redemption r ON r.person_id = f.file
    WHERE r.superseded_at IS NULL AND r.outcome = ANY (%(decided)s)
    UNION ALL
    SELECT root, kind, since, until, true FROM typed WHERE until IS NOT NULL),
told AS (
    SELECT d.*,
        EXISTS (SELECT 1 FROM spoken s WHERE s.root = d.root AND s.kind = d.kind
                AND d.day >= s.since AND d.day < s.until) AS spoken,
        EXISTS (SELECT 1 FROM spoken s WHERE s.root = d.root AND s.kind = d.kind AND s.granted
                AND d.day >= s.since AND d.day < s.until) AS granted,
        EXISTS (SELECT 1 FROM typed t WHERE t.root = d.root AND t.kind = d.kind
                AND t.until IS NULL AND (t.since IS NULL OR d.day < t.since)) AS perhaps,
        EXISTS (SELECT 1 FROM stays h WHERE h.root = d.root
                AND (h.since IS NULL OR d.day >= h.since)
                AND (h.until IS NULL OR d.day < h.until)) AS inside
    FROM days d),
ranked AS (
    SELECT *, row_number() OVER (
        PARTITION BY root, day ORDER BY granted DESC, spoken, perhaps,
            array_position(ARRAY['work', 'study', 'teaching'], kind::text)) AS place
    FROM told),
parted AS (
    SELECT root, kind, hours, CASE
        WHEN NOT inside THEN 'outside' WHEN place > 1 THEN 'twice'
        WHEN perhaps THEN 'perhaps' ELSE 'amounts' END AS part
    FROM ranked WHERE NOT spoken)
SELECT root, part, kind,
    CASE WHEN kind = 'teaching' THEN floor(sum(hours)) ELSE count(*) END::int
FROM parted GROUP BY 1, 2, 3
"""


def confirmed(*, user: Reader, people: Sequence[int]) -> dict[int, Confirmed]:
    """Of these people (files not merged into another), what counts and what does not (setting
    CONFIRMED_CREDITS). Work and study in days, teaching in whole hours of all its days."""
    known = redeeming(user=user, people=people)
    found: dict[int, dict[str, dict[str, int]]] = defaultdict(lambda: defaultdict(dict))
    with connection.cursor() as cursor:
        cursor.execute(_STATEMENT, _given(known))
        for root, part, kind, amount in cursor.fetchall():
            found[root][part][kind] = amount
    return {root: Confirmed(**parts) for root, parts in found.items()}


def _given(known: Redeeming) -> Mapping[str, Any]:
    settled = _settled(known)
    typed = [one for one in known.typed if one.entity not in settled]
    return {
        "file": list(known.files), "root": list(known.files.values()), "decided": list(DECIDED),
        "held": [one.person for one in known.stays],
        "held_from": [one.start for one in known.stays],
        "held_to": [one.end for one in known.stays],
        "typed": [one.person for one in typed], "typed_kind": [one.kind for one in typed],
        "typed_from": [one.recognised for one in typed], "typed_to": _ends(typed),
    }  # fmt: skip


def _ends(typed: Sequence[Any]) -> list[date | None]:
    """For which days a credit is, is known only with both its days."""
    return [one.end if one.recognised is not None else None for one in typed]


def _settled(known: Redeeming) -> set[Any]:
    """Credits that a decided request made: its days are known."""
    rows = Redemption.objects.filter(person__in=known.people, superseded_at=None)
    return set(rows.exclude(credit=None).values_list("credit", flat=True))
