"""Which rows of the record a reader sees; the database holds to it whatever the code forgets.

A reader sees a person of its facilities (where she is held, or was last), of its courts' cases,
of its own defence, or everybody, as its role's scope says; and what is about that person. Sealed
rows also ask for a reader of sealed facts.
"""

from dataclasses import replace

from segunda.access.walls import EVERYBODY, Wall

# Asked once per query (InitPlan), not once per row. It runs as the owner, or the walls of the
# tables it reads would ask it again. Files merged into one are one person: who reaches one of
# them by a case or a defence reaches all; a facility reaches what is merged into its own files.
REACH = """
CREATE OR REPLACE FUNCTION registry_reach() RETURNS bigint[] LANGUAGE sql STABLE
    SECURITY DEFINER SET search_path = public, pg_temp AS $$
    WITH RECURSIVE pairs AS MATERIALIZED (
        SELECT id, merged_into_id AS root FROM registry_person WHERE merged_into_id IS NOT NULL
    ), reached (id) AS (
        SELECT a.person_id FROM registry_appointment a
        WHERE segunda_setting('scope') = 'cases'
          AND a.defender_id = segunda_setting('user')::bigint
          AND a.superseded_at IS NULL AND (a.until IS NULL OR a.until > now())
        UNION
        SELECT c.person_id FROM registry_courtcase c
        WHERE segunda_setting('scope') = 'court' AND c.superseded_at IS NULL
          AND c.court_id = ANY (segunda_setting('courts')::bigint[])
        UNION
        SELECT m.id FROM pairs m JOIN registry_person k ON k.id = m.root
        WHERE segunda_setting('scope') = 'facility'
          AND k.facility_id = ANY (segunda_setting('facilities')::bigint[])
        UNION
        SELECT CASE WHEN p.root = r.id THEN p.id ELSE p.root END
        FROM reached r JOIN pairs p ON p.root = r.id
            OR (p.id = r.id AND segunda_setting('scope') <> 'facility')
    )
    SELECT coalesce(array_agg(id), '{}') FROM reached $$;
"""

# Whether a document's number is somebody else's, wherever she is held; true or false, no more.
# `forms`, `numbers` are as in registry/matching/documents.py. A cédula is one in the country;
# numbers of other documents meet only within one kind and country. Two who enter the same
# number at once wait for one another.
NUMBER_TAKEN = """
CREATE OR REPLACE FUNCTION registry_number_taken(
    key text, forms text[], of_kind text, of_country text, is_cedula boolean, own bigint[]
) RETURNS boolean LANGUAGE plpgsql VOLATILE
    SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    PERFORM pg_advisory_xact_lock(hashtextextended(forms[1], 7202));
    RETURN EXISTS (
        SELECT 1 FROM registry_searchkey s
        JOIN registry_identitynumber n ON n.person_id = s.person_id AND n.superseded_at IS NULL
        WHERE s.kind = 'd' AND s.key = ANY (forms) AND s.person_id <> ALL (own)
          AND (n.number_key = registry_number_taken.key
               OR ((position('-' IN registry_number_taken.key) = 0
                    OR position('-' IN n.number_key) = 0)
                   AND (replace(n.number_key, '-', '') = ANY (forms)
                        OR regexp_replace(upper(n.number), '[^0-9A-Z]', '', 'g') = ANY (forms))))
          AND (is_cedula OR (n.kind = of_kind
                             AND (n.country = of_country OR '' IN (n.country, of_country))))
    );
END $$;
"""

# Counts, never rows: the past stock of a facility includes people who are elsewhere today, and a
# statistician counts people whose files nobody shows her.
COUNTS = """
CREATE OR REPLACE FUNCTION registry_may_count(facility bigint) RETURNS boolean LANGUAGE sql STABLE
    AS $$ SELECT coalesce(
        segunda_setting('scope') = 'all' OR segunda_setting('role') = 'statistician'
        OR facility = ANY (segunda_setting('facilities')::bigint[]), false) $$;
CREATE OR REPLACE FUNCTION registry_stock(facility bigint, days date[])
    RETURNS TABLE (day date, people bigint) LANGUAGE sql STABLE
    SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT d, (
        SELECT count(DISTINCT coalesce(h.merged_into_id, h.id))
        FROM registry_placement p JOIN registry_person h ON h.id = p.person_id
        WHERE p.facility_id = facility AND p.superseded_at IS NULL
          AND (p.start_date IS NULL OR p.start_date <= d)
          AND (p.end_date IS NULL OR p.end_date > d)
    ) FROM unnest(days) AS d WHERE registry_may_count(facility) ORDER BY d $$;
CREATE OR REPLACE FUNCTION registry_counts()
    RETURNS TABLE (facility bigint, unit bigint, sex text, status text, unreported boolean,
                   people bigint)
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT facility_id, unit_id, h.sex, h.legal_status, h.unreported_since IS NOT NULL, count(*)
    FROM registry_person h
    WHERE h.held AND h.merged_into_id IS NULL AND (
        h.facility_id = ANY (ARRAY(
            SELECT f.id FROM registry_facility f WHERE registry_may_count(f.id)))
        OR (h.facility_id IS NULL AND registry_may_count(NULL)))
    GROUP BY 1, 2, 3, 4, 5 $$;
"""

# Counts of the wall at six years for the country, never rows: for the statistician's page, which
# hides the small ones.
WALL_COUNTS = """
CREATE OR REPLACE FUNCTION registry_wall_counts()
    RETURNS TABLE (sex text, offence text, step text, people bigint)
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT p.sex, b.offence_class, b.step, count(*)
    FROM registry_behindwall b JOIN registry_person p ON p.id = b.person_id
    WHERE registry_may_count(NULL) GROUP BY 1, 2, 3 $$;
"""

# The one look beyond a scope: whose is this exact document number. Narrow, only for a defender who
# is to declare a client; whoever asks leaves a trace.
NUMBER = """
CREATE OR REPLACE FUNCTION registry_person_of_number(wanted text) RETURNS bigint LANGUAGE sql
    STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT coalesce(p.merged_into_id, p.id) FROM registry_identitynumber n
    JOIN registry_person p ON p.id = n.person_id
    WHERE n.number_key = wanted AND n.superseded_at IS NULL
      AND segunda_setting('scope') = 'cases'
    ORDER BY n.id LIMIT 1 $$;
"""

# Who has keys of what was typed, and of how many parts of it: of the reader's own people only. The
# wall of the keys asks it of each row, and a common name has thousands; here the people are
# gathered once, by the words of their own wall. Near keys count as one part more, whichever it was.
# Planned once: to weigh a thousand near keys anew takes longer than to look them up.
MET = """
CREATE OR REPLACE FUNCTION registry_met(
    kinds text[], typed text[], parts int[], near_words text[], near_numbers text[],
    of_kind text, low text, high text, most int
) RETURNS TABLE (person bigint, met bigint) LANGUAGE plpgsql STABLE
    SECURITY DEFINER SET search_path = public, pg_temp
    SET plan_cache_mode = force_generic_plan AS $$
BEGIN
    RETURN QUERY
    WITH fits (person, part) AS (
        SELECT s.person_id, w.part FROM unnest(kinds, typed, parts) AS w (kind, key, part)
        JOIN registry_searchkey s ON s.kind = w.kind AND s.key = w.key
        WHERE w.part IS NOT NULL
        UNION ALL
        SELECT s.person_id, -1 FROM registry_searchkey s
        WHERE s.kind = 'n' AND s.key = ANY (near_words)
        UNION ALL
        SELECT s.person_id, -1 FROM registry_searchkey s
        WHERE s.kind = 'd' AND s.key = ANY (near_numbers)
        UNION ALL
        SELECT s.person_id, -1 FROM registry_searchkey s
        WHERE s.kind = of_kind AND s.key >= low AND s.key < high AND s.key <> ALL (typed)
    )
    SELECT f.person, count(DISTINCT f.part) FROM fits f
    WHERE {all} OR f.person IN (
        SELECT id FROM registry_person WHERE {facility}
        UNION ALL SELECT id FROM registry_person WHERE {reached}
    )
    GROUP BY f.person ORDER BY 2 DESC, 1 LIMIT most;
END $$;
"""

SCOPE_ALL = "(SELECT segunda_setting('scope')) = 'all'"
SEALED = "(SELECT segunda_setting('classes')) LIKE '%sealed%'"
_OWN_FACILITY = "facility_id = ANY ((SELECT segunda_setting('facilities'))::bigint[])"
_REACHED = "id = ANY ((SELECT registry_reach())::bigint[])"
_PERSON = f"{SCOPE_ALL} OR {_OWN_FACILITY} OR {_REACHED}"
_ABOUT = "EXISTS (SELECT 1 FROM registry_person p WHERE p.id = {0}person_id)"
ABOUT = _ABOUT.format("")
CHECK = "(SELECT segunda_setting('role')) = 'jobs'"
# Who left too early is for the clerk of her court to check, and for nobody else to see.
_MAY_CHECK_RELEASES = "(SELECT segunda_setting('role')) IN ('compliance_clerk', 'jobs')"
BY_CLASS = f"(fact_class = 'ordinary' OR {SEALED})"
_COURT_SEES = f"((SELECT segunda_setting('side')) = 'justice' AND {ABOUT})"
_OWN = "{} = (SELECT segunda_setting('user'))::bigint"
_SUPERSEDE = "SELECT, INSERT, UPDATE (superseded_at, superseded_by_id)"
_LOADS = "SELECT, INSERT, UPDATE (superseded_at, superseded_by_id, superseded_load_id)"
_NOW = (
    "surnames, given_names, sort_name, sex, birth_from, birth_to, facility_id, unit_id, "
    "legal_status, held, held_since, unreported_since, merged_into_id"
)


def _about(table: str, also: str = "", grants: str = _SUPERSEDE) -> Wall:
    name = f"registry_{table}"
    # OFFSET 0 keeps it a look-up by key for each row: without it a page that reads ten rows
    # would first gather everybody the reader may see.
    person = f"SELECT 1 FROM registry_person p WHERE p.id = {name}.person_id OFFSET 0"
    seen = f"({SCOPE_ALL} OR EXISTS ({person}))"
    sees = f"{seen} AND {also}" if also else seen
    changes = "superseded_at IS NULL" if "superseded_at" in grants else None
    return Wall(
        name, sees, grants, changes=changes, long_work=_LOADS if grants == _SUPERSEDE else ""
    )


_ITS_PLACES = f"{SCOPE_ALL} OR {{}} = ANY ((SELECT segunda_setting('facilities'))::bigint[])"


def _place(table: str, facility: str | None) -> Wall:
    """Everybody may know the places; who answers for one changes it, the national office all."""
    writes = _ITS_PLACES.format(facility) if facility else SCOPE_ALL
    return Wall(f"registry_{table}", EVERYBODY, "SELECT, INSERT, UPDATE", writes, writes)


_PLACES = tuple(
    _place(table, facility)
    for table, facility in (
        ("facility", "id"),
        ("facilityname", "facility_id"),
        ("unit", "facility_id"),
        ("cell", "(SELECT u.facility_id FROM registry_unit u WHERE u.id = unit_id)"),
        ("capacity", "facility_id"),
        ("court", None),
    )
)
_DECIDES_LAW = "(SELECT segunda_setting('role')) = 'national_records'"
_PLAIN = (
    "personname", "identitynumber", "particulars", "dependant", "custodyperiod", "placement",
    "legalstatus", "admissionanswer", "charge", "sentence", "timecredit", "interruption", "order",
    "hold",
    "courtcase", "sheethanded",
)  # fmt: skip

WALLS = (
    *_PLACES,
    Wall("registry_person", _PERSON, f"SELECT, INSERT, UPDATE ({_NOW})"),
    *(_about(table) for table in _PLAIN),
    _about("release", grants="SELECT, INSERT, UPDATE (superseded_at, superseded_by_id, state, "
           "decided_at, decided_by_id)"),
    _about("computation", grants="SELECT, INSERT, UPDATE (superseded_at, superseded_by_id, state, "
           "decided_at, decided_by_id, answer)"),
    _about("searchkey", grants="SELECT, INSERT, DELETE"),
    *(_about(table, BY_CLASS) for table in ("document", "factrecord", "sourcerecord", "dispute",
                                               "paperrequest")),
    # Who defends whom is for the defence and the courts, not for the prison service.
    # A defender declares hers for 72 hours at most; what outlasts them a court has recorded.
    Wall(
        "registry_appointment",
        f"{_OWN.format('defender_id')} OR {_COURT_SEES}",
        _SUPERSEDE,
        writes=f"{_COURT_SEES} OR ({_OWN.format('defender_id')} AND (superseded_at IS NOT NULL "
        "OR (basis = 'declared' AND confirmed_at IS NULL AND confirmed_by_id IS NULL "
        "AND until <= recorded_at + interval '72 hours' AND recorded_at <= now() "
        "+ interval '1 minute')))",
        changes="superseded_at IS NULL",
    ),
    Wall(
        "registry_merge",
        "EXISTS (SELECT 1 FROM registry_person p WHERE p.id = kept_id) "
        "AND EXISTS (SELECT 1 FROM registry_person p WHERE p.id = merged_id)",
        _SUPERSEDE,
        changes="superseded_at IS NULL",
    ),
    # A whole file holds whatever its source told, sealed facts too.
    Wall(
        "registry_storedfile",
        f"(person_id IS NULL AND ({_OWN.format('stored_by_id')} OR ({SCOPE_ALL} AND {SEALED}))) "
        f"OR (EXISTS (SELECT 1 FROM registry_person p WHERE p.id = person_id) AND {BY_CLASS})",
    ),
    Wall("registry_load", f"{SCOPE_ALL} OR {_OWN.format('asked_by_id')}",
         "SELECT, INSERT, UPDATE"),
    # A line holds whatever its file held: it opens for who brought the file.
    Wall(
        "registry_loadline",
        f"EXISTS (SELECT 1 FROM registry_load l WHERE l.id = load_id AND "
        f"({_OWN.format('l.asked_by_id')} OR {SEALED}))",
        "SELECT, INSERT, UPDATE",
        long_work="SELECT, INSERT, UPDATE, DELETE",  # a file checked anew is read anew
    ),
    _about("sourcekey", grants="SELECT, INSERT"),
    # Verdicts are read like the facts they rest on, and written by a check of the law (keeping/),
    # which acts as the jobs do; nobody else sees who is to be checked.
    Wall("registry_ruleversion", EVERYBODY, writes=CHECK),
    Wall("registry_verdictrun", EVERYBODY, writes=CHECK),
    # Which rules judge is noticed by a check, and decided by the national records.
    Wall("registry_lawchange", EVERYBODY,
         "SELECT, INSERT, UPDATE (decided_at, decided_by_id, note)",
         writes=f"{CHECK} OR ({_DECIDES_LAW} AND {_OWN.format('decided_by_id')})",
         changes=f"decided_at IS NULL AND ({CHECK} OR {_DECIDES_LAW})"),
    replace(_about("verdict", BY_CLASS, "SELECT, INSERT, UPDATE (superseded_at)"), writes=CHECK,
            changes=CHECK),
    replace(_about("paperneed", BY_CLASS, "SELECT, INSERT, DELETE"), writes=CHECK, removes=CHECK),
    replace(_about("computationnow", f"(NOT released_before OR {_MAY_CHECK_RELEASES})",
                   "SELECT, INSERT, DELETE"), writes=CHECK, removes=CHECK),
    replace(_about("behindwall", grants="SELECT, INSERT, DELETE"), writes=CHECK, removes=CHECK),
    Wall("registry_verdictsum", CHECK, "SELECT, INSERT, UPDATE, DELETE"),
    Wall("registry_tocheck", CHECK, "SELECT, DELETE"),
    # A list taken out is for who asked for it; the worker that makes it acts as the jobs do.
    Wall("registry_listexport", f"{_OWN.format('asked_by_id')} OR {CHECK}",
         "SELECT, INSERT, UPDATE", writes=f"{_OWN.format('asked_by_id')} OR {CHECK}",
         changes=CHECK, long_work="SELECT, INSERT, UPDATE, DELETE"),
    Wall(
        "registry_settlement",
        "(CASE WHEN person_id IS NULL THEN EXISTS (SELECT 1 FROM registry_load l "
        "WHERE l.id = load_id) ELSE "
        "EXISTS (SELECT 1 FROM registry_person p WHERE p.id = person_id) END) "
        f"AND {BY_CLASS}",
        "SELECT, INSERT, UPDATE (settled_at, settled_by_id, choice, reason)",
    ),
)  # fmt: skip
FUNCTIONS = (
    REACH, NUMBER, NUMBER_TAKEN, COUNTS, WALL_COUNTS,
    MET.format(all=SCOPE_ALL, facility=_OWN_FACILITY, reached=_REACHED),
)  # fmt: skip
