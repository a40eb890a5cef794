"""Custody, placement, title, sentence and charge of a load, set by set.

A span that this source brought and that now ends is superseded by its ended version; what was
entered here is never touched. `stay` (outcomes.py) says what becomes of the custody:

    open     there is none: it begins              end      the file says that it ended
    again    a later admission: the former stay    restart  the file corrects its first day
             ended unseen, a new one begins        reend    the file corrects its last day
"""

from collections.abc import Sequence

from segunda.registry.loading.outcomes import OURS

VERSION = "entity, recorded_at, load_id, person_id, start_date, end_date"
REASON = "'file ' || %(day)s::date"
"""Why a placement begins: seen there in the file of that day (words.placement_reason)."""


def _superseded(table: str, columns: str, where: str, start: str, end: str, more: str) -> str:
    """Supersede rows `o` of `table` and put their version with other days in their place."""
    return f"""
        WITH old AS (
            UPDATE registry_{table} o SET superseded_at = %(at)s, superseded_load_id = %(load)s
            FROM stage s WHERE o.person_id = s.person AND o.superseded_at IS NULL AND {where}
            RETURNING o.*, s.stay AS plan, s.start AS new_start, s."end" AS new_end,
                s.unreported, s.status AS new_status, s.status_start AS new_status_start)
        INSERT INTO registry_{table} ({VERSION}, {columns})
        SELECT entity, %(at)s, %(load)s, person_id, {start}, {end}, {more} FROM old
    """


# The day a former stay ended unseen: the first file without her, or her next admission.
UNSEEN = "greatest(start_date, least(unreported, new_start))"
NO_OTHER = """NOT EXISTS (SELECT 1 FROM registry_{0} x WHERE x.person_id = s.person
    AND x.superseded_at IS NULL AND x.end_date IS NULL)"""
# Where an earlier span of hers ends later, the next one begins there.
AFTER_OTHERS = """(SELECT max(x.end_date) FROM registry_{0} x WHERE x.person_id = s.person
    AND x.superseded_at IS NULL)"""
BEGINS = "s.stay IN ('open', 'again')"
LEFT = "CASE WHEN s.\"end\" IS NULL THEN '' ELSE 'release' END"

CUSTODY = (
    _superseded(
        "custodyperiod", "title, end_kind", "s.outcome = 'changed' AND o.id = s.stay_id "
        "AND s.stay IN ('again', 'end', 'restart')",
        "CASE plan WHEN 'restart' THEN coalesce(new_start, start_date) ELSE start_date END",
        f"CASE plan WHEN 'again' THEN {UNSEEN} ELSE new_end END",
        "title, CASE WHEN plan = 'again' THEN 'unreported' WHEN new_end IS NULL THEN '' "
        "ELSE 'release' END",
    ),
    _superseded(
        "custodyperiod", "title, end_kind",
        "s.outcome = 'changed' AND o.id = s.last_id AND s.stay = 'reend'",
        "start_date", "new_end", "title, 'release'",
    ),
    f"""
    INSERT INTO registry_custodyperiod ({VERSION}, title, end_kind)
    SELECT gen_random_uuid(), %(at)s, %(load)s, s.person, s.start, s."end", '', {LEFT}
    FROM stage s WHERE s.outcome = 'new' OR s.outcome = 'changed' AND {BEGINS}
    """,
)  # fmt: skip
_PLACED = "facility_id, unit_id, cell_id, reason"
PLACEMENT = (
    # The stay ended, or went on elsewhere.
    _superseded(
        "placement", _PLACED,
        f"s.outcome = 'changed' AND o.end_date IS NULL AND {OURS.format('o')} AND s.stay_ours "
        "AND (s.stay IN ('again', 'end') OR s.facility_id <> o.facility_id)",
        "start_date",
        f"CASE plan WHEN 'again' THEN {UNSEEN} WHEN 'end' THEN greatest(start_date, new_end) "
        "ELSE greatest(start_date, %(day)s) END",
        _PLACED,
    ),
    # Admitted on another day than the file had said: she was there since that day.
    _superseded(
        "placement", _PLACED,
        f"s.outcome = 'changed' AND o.end_date IS NULL AND {OURS.format('o')} "
        "AND s.stay = 'restart' AND o.start_date IS NOT DISTINCT FROM s.stay_start",
        "coalesce(new_start, start_date)", "end_date", _PLACED,
    ),
    f"""
    INSERT INTO registry_placement ({VERSION}, {_PLACED})
    SELECT gen_random_uuid(), %(at)s, %(load)s, s.person, s.start, s."end", s.facility_id, NULL,
        NULL, {REASON}
    FROM stage s WHERE s.outcome = 'new' AND s.facility_id IS NOT NULL
    """,
    f"""
    INSERT INTO registry_placement ({VERSION}, {_PLACED})
    SELECT gen_random_uuid(), %(at)s, %(load)s, s.person,
        greatest(CASE WHEN {BEGINS} THEN s.start
            WHEN {AFTER_OTHERS.format("placement")} IS NULL THEN s.stay_start
            ELSE %(day)s END, {AFTER_OTHERS.format("placement")}),
        s."end", s.facility_id, NULL, NULL, {REASON}
    FROM stage s WHERE s.outcome = 'changed' AND s.facility_id IS NOT NULL
        AND (s.stay_ours OR {BEGINS}) AND {NO_OTHER.format("placement")}
        AND ({BEGINS} OR s."end" IS NULL)
        AND (s."end" IS NULL OR {AFTER_OTHERS.format("placement")} IS NULL
            OR s."end" > {AFTER_OTHERS.format("placement")})
    """,
)  # fmt: skip
_TITLED = 'status, "case", document'
# The day one title followed another: as the file says, if it can be so; else the file's own day.
TURNED = """greatest(start_date, CASE WHEN new_status_start > start_date
    AND new_status_start <= %(day)s THEN new_status_start ELSE %(day)s END)"""
STATUS = (
    _superseded(
        "legalstatus", _TITLED,
        f"s.outcome = 'changed' AND o.end_date IS NULL AND {OURS.format('o')} "
        "AND (s.stay IN ('again', 'end') OR s.status IS DISTINCT FROM o.status)",
        "start_date",
        f"CASE plan WHEN 'again' THEN {UNSEEN} WHEN 'end' THEN greatest(start_date, new_end) "
        f"ELSE {TURNED} END",
        _TITLED,
    ),
    _superseded(
        "legalstatus", _TITLED,
        f"s.outcome = 'changed' AND o.end_date IS NULL AND {OURS.format('o')} "
        "AND s.status = o.status AND s.status_start IS NOT NULL "
        "AND s.status_start IS DISTINCT FROM o.start_date AND NOT EXISTS ("
        "SELECT 1 FROM registry_legalstatus x WHERE x.person_id = s.person "
        "AND x.superseded_at IS NULL AND x.end_date > s.status_start)",
        "new_status_start", "end_date", _TITLED,
    ),
    f"""
    INSERT INTO registry_legalstatus ({VERSION}, {_TITLED})
    SELECT gen_random_uuid(), %(at)s, %(load)s, s.person,
        CASE WHEN s.status_start > s."end" THEN NULL ELSE s.status_start END, s."end", s.status,
        NULL, ''
    FROM stage s WHERE s.outcome = 'new' AND s.status IS NOT NULL
    """,
    f"""
    INSERT INTO registry_legalstatus ({VERSION}, {_TITLED})
    SELECT gen_random_uuid(), %(at)s, %(load)s, s.person,
        greatest(s.status_start, {AFTER_OTHERS.format("legalstatus")}), s."end", s.status, NULL, ''
    FROM stage s WHERE s.outcome = 'changed' AND s.status IS NOT NULL
        AND {NO_OTHER.format("legalstatus")} AND ({BEGINS} OR s."end" IS NULL)
        AND (s."end" IS NULL OR coalesce(s.status_start < s."end", true)
            AND coalesce({AFTER_OTHERS.format("legalstatus")} < s."end", true))
    """,
)  # fmt: skip
_PENALTY = "(s.imposed, coalesce(s.penalty, 'prison'), s.months, s.days)"
_SENTENCED = "(s.imposed IS NOT NULL OR s.months > 0 OR s.days > 0)"
SENTENCE = (
    f"""
    UPDATE registry_sentence o SET superseded_at = %(at)s, superseded_load_id = %(load)s
    FROM stage s WHERE s.outcome = 'changed' AND o.person_id = s.person
        AND o.superseded_at IS NULL AND {OURS.format("o")} AND {_SENTENCED}
        AND (o.imposed_date, o.penalty_type::text, o.months, o.days) IS DISTINCT FROM {_PENALTY}
    """,
    f"""
    INSERT INTO registry_sentence (entity, recorded_at, load_id, person_id, imposed_date,
        penalty_type, years, months, days, relation, document)
    SELECT gen_random_uuid(), %(at)s, %(load)s, s.person, s.imposed,
        coalesce(s.penalty, 'prison'), 0, s.months, s.days, 'alone', ''
    FROM stage s WHERE s.outcome IN ('new', 'changed') AND {_SENTENCED}
        AND NOT EXISTS (SELECT 1 FROM registry_sentence x WHERE x.person_id = s.person
                        AND x.superseded_at IS NULL)
    """,
)
_OFFENCE = "(coalesce(s.offence_class, ''), s.min_months, s.max_months, s.offence_date)"
_CHARGED = "coalesce(s.offence_class, s.min_months::text, s.max_months::text, " \
           "s.offence_date::text) IS NOT NULL"  # fmt: skip
CHARGE = (
    f"""
    UPDATE registry_charge o SET superseded_at = %(at)s, superseded_load_id = %(load)s
    FROM stage s WHERE s.outcome = 'changed' AND o.person_id = s.person
        AND o.superseded_at IS NULL AND {OURS.format("o")} AND {_CHARGED}
        AND (o.offence_class::text, o.statutory_min_months, o.statutory_max_months,
             o.offence_date) IS DISTINCT FROM {_OFFENCE}
    """,
    f"""
    INSERT INTO registry_charge ({VERSION}, article, iccs_code, offence, offence_class,
        statutory_min_months, statutory_max_months, offence_date)
    SELECT gen_random_uuid(), %(at)s, %(load)s, s.person, coalesce(s.start, s.stay_start), NULL,
        '', '', '', coalesce(s.offence_class, ''), s.min_months, s.max_months, s.offence_date
    FROM stage s WHERE s.outcome IN ('new', 'changed') AND {_CHARGED}
        AND NOT EXISTS (SELECT 1 FROM registry_charge x WHERE x.person_id = s.person
                        AND x.superseded_at IS NULL)
    """,
)
ALL: Sequence[tuple[str, Sequence[str]]] = (
    ("custody", CUSTODY),
    ("placement", PLACEMENT),
    ("status", STATUS),
    ("justice", (*SENTENCE, *CHARGE)),
)
"""The stages of a load in which spans are written, in order."""
