"""Which rows of the record a reader sees; the database holds to it whatever the code forgets.

A reader sees a person of its facilities (where she is held, or was last), of its courts' cases,
of its own defence, or everybody, as its role's scope says; and what is about that person. Sealed
rows also ask for a reader of sealed facts.
"""

from segunda.access.walls import EVERYBODY, Wall

# Asked once per query (InitPlan), not once per row. It runs as the owner, or the walls of the
# tables it reads would ask it again.
REACH = """
CREATE OR REPLACE FUNCTION registry_reach() RETURNS bigint[] LANGUAGE sql STABLE
    SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT coalesce(array_agg(person_id), '{}') FROM (
        SELECT a.person_id FROM registry_appointment a
        WHERE segunda_setting('scope') = 'cases'
          AND a.defender_id = segunda_setting('user')::bigint
          AND a.superseded_at IS NULL AND (a.until IS NULL OR a.until > now())
        UNION
        SELECT c.person_id FROM registry_courtcase c
        WHERE segunda_setting('scope') = 'court' AND c.superseded_at IS NULL
          AND c.court_id = ANY (segunda_setting('courts')::bigint[])
    ) AS reached $$;
"""

# The one look beyond a scope: does this exact document number exist, and whose is it. Narrow, and
# whoever asks leaves a trace.
NUMBER = """
CREATE OR REPLACE FUNCTION registry_person_of_number(wanted text) RETURNS bigint LANGUAGE sql
    STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT coalesce(p.merged_into_id, p.id) FROM registry_identitynumber n
    JOIN registry_person p ON p.id = n.person_id
    WHERE n.number_key = wanted AND n.superseded_at IS NULL
      AND segunda_setting('role') IS NOT NULL
    ORDER BY n.id LIMIT 1 $$;
"""

SCOPE_ALL = "(SELECT segunda_setting('scope')) = 'all'"
SEALED = "(SELECT segunda_setting('classes')) LIKE '%sealed%'"
_OWN_FACILITY = "facility_id = ANY ((SELECT segunda_setting('facilities'))::bigint[])"
_PERSON = f"{SCOPE_ALL} OR {_OWN_FACILITY} OR id = ANY ((SELECT registry_reach())::bigint[])"
_ABOUT = "EXISTS (SELECT 1 FROM registry_person p WHERE p.id = {0}person_id)"
ABOUT = _ABOUT.format("")
BY_CLASS = f"(fact_class = 'ordinary' OR {SEALED})"
_OWN = "{} = (SELECT segunda_setting('user'))::bigint"
_SUPERSEDE = "SELECT, INSERT, UPDATE (superseded_at, superseded_by_id)"
_NOW = (
    "surnames, given_names, sort_name, sex, birth_from, birth_to, facility_id, unit_id, "
    "legal_status, held, held_since, unreported_since, merged_into_id"
)


def _about(table: str, also: str = "", grants: str = _SUPERSEDE) -> Wall:
    name = f"registry_{table}"
    seen = f"EXISTS (SELECT 1 FROM registry_person p WHERE p.id = {name}.person_id)"
    return Wall(name, f"({seen}) AND {also}" if also else seen, grants)


_PLACES = tuple(
    Wall(f"registry_{table}", EVERYBODY, "SELECT, INSERT, UPDATE")
    for table in ("facility", "facilityname", "unit", "cell", "capacity", "court")
)
_PLAIN = (
    "personname", "identitynumber", "particulars", "dependant", "custodyperiod", "placement",
    "legalstatus", "admissionanswer", "charge", "sentence", "timecredit", "order", "hold",
    "courtcase",
)  # fmt: skip

WALLS = (
    *_PLACES,
    Wall("registry_person", _PERSON, f"SELECT, INSERT, UPDATE ({_NOW})"),
    *(_about(table) for table in _PLAIN),
    _about("release", grants="SELECT, INSERT, UPDATE (superseded_at, superseded_by_id, state, "
           "decided_at, decided_by_id)"),
    _about("searchkey", grants="SELECT, INSERT, DELETE"),
    *(_about(table, BY_CLASS) for table in ("document", "factrecord", "sourcerecord", "dispute")),
    # Who defends whom is for the defence and the courts, not for the prison service.
    Wall(
        "registry_appointment",
        f"{_OWN.format('defender_id')} OR (SELECT segunda_setting('side')) = 'justice'",
        "SELECT, INSERT, UPDATE (superseded_at, superseded_by_id, until, confirmed_at, "
        "confirmed_by_id)",
    ),
    Wall(
        "registry_merge",
        "EXISTS (SELECT 1 FROM registry_person p WHERE p.id = kept_id) "
        "AND EXISTS (SELECT 1 FROM registry_person p WHERE p.id = merged_id)",
        _SUPERSEDE,
    ),
    Wall(
        "registry_storedfile",
        f"(person_id IS NULL AND ({_OWN.format('stored_by_id')} OR {SCOPE_ALL})) "
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
    ),
    _about("sourcekey", grants="SELECT, INSERT"),
    Wall(
        "registry_settlement",
        "(CASE WHEN person_id IS NULL THEN EXISTS (SELECT 1 FROM registry_load l "
        "WHERE l.id = load_id) ELSE "
        "EXISTS (SELECT 1 FROM registry_person p WHERE p.id = person_id) END) "
        f"AND {BY_CLASS}",
        "SELECT, INSERT, UPDATE (settled_at, settled_by_id, choice, reason)",
    ),
)  # fmt: skip
FUNCTIONS = (REACH, NUMBER)
