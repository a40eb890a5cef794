"""Which rows of the mechanism's database a reader sees; the database itself holds to it.

A section of a profession is shown to those who read its class. Acts of administration are shown
to everybody: nobody administers in the dark.
"""

from segunda.access.walls import Wall, with_trace

MEMBER = "(SELECT segunda_setting('role')) NOT IN ('computer_administrator', '')"
JOBS = "(SELECT segunda_setting('role')) = 'jobs'"
BY_CLASS = "fact_class = ANY (string_to_array((SELECT segunda_setting('classes')), ','))"
_ADMINISTRATION = "purpose IN ('accounts', 'keeping') OR role = 'computer_administrator'"
_READER = "(SELECT segunda_setting('role')) IS NOT NULL"
_TRACE = f""" "user" = (SELECT segunda_setting('user'))::bigint
    OR (SELECT segunda_setting('role')) = 'jobs' OR ({_READER} AND ({_ADMINISTRATION}))"""

_OWN = "written_by_id = (SELECT segunda_setting('user'))::bigint"
_SUPERSEDED = "SELECT, INSERT, UPDATE (superseded_at, superseded_by_id)"


def _members(table: str, grants: str = "SELECT, INSERT", own: str = "true") -> Wall:
    """A table of all members; `own`: in whose name a row is written. What another member may
    supersede (a wording, an assessment) cannot ask for it: PostgreSQL checks changes by it too."""
    return Wall(table, MEMBER, grants, writes=f"{MEMBER} AND {own}")


FOLLOW_UP = (
    Wall("monitoring_finding", f"{MEMBER} AND {BY_CLASS}", _SUPERSEDED),
    _members("monitoring_recommendation"),
    _members("monitoring_wording", _SUPERSEDED),
    _members("monitoring_addressee", "SELECT, INSERT, UPDATE (sent_on)"),
    _members("monitoring_ground"),
    _members("monitoring_repeat"),
    _members("monitoring_reply", own=_OWN),
    _members("monitoring_sendingcorrection", own=_OWN),
    _members("monitoring_assessment", _SUPERSEDED),
    _members("monitoring_commitment", _SUPERSEDED),
    _members("monitoring_practice", _SUPERSEDED),
)
PLACES = (
    # A place entered here gets the State's code once, when a package names it.
    Wall(
        "monitoring_place",
        MEMBER,
        "SELECT, INSERT, UPDATE (state_code)",
        changes="state_code IS NULL",
    ),
    _members("monitoring_placedetails", _SUPERSEDED),
)
# Reports: one that holds facts of a class is read, with its copies, by those who meet that class.
_MADE = "made_by_id = (SELECT segunda_setting('user'))::bigint"
_CLASSES = """classes::text[] <@
    string_to_array((SELECT segunda_setting('classes')), ',')"""
# Who may read the report: what that table shows under its own wall.
_OF_REPORT = "report_id IN (SELECT id FROM monitoring_report)"
REPORTS = (
    _members("monitoring_sheetentry", _SUPERSEDED),
    Wall("monitoring_report", f"{MEMBER} AND {_CLASSES}",
         writes=f"{MEMBER} AND {_CLASSES} AND {_MADE}"),
    Wall("monitoring_reportdecision", f"{MEMBER} AND {_OF_REPORT}", _SUPERSEDED,
         writes=f"{MEMBER} AND {_OF_REPORT}"),
    Wall("monitoring_reportcopy", f"{MEMBER} AND {_CLASSES}",
         writes=f"{MEMBER} AND {_CLASSES} AND {_MADE}"),
)  # fmt: skip
_ME = "(SELECT segunda_setting('user'))::bigint"
# A visit without notice: its team, the Director and the Deputy. Nobody else, the jobs' role on a
# page included, is told that there is a row; what hangs from it is seen by whoever sees it.
OF_THE_TEAM = f"""(SELECT segunda_setting('role')) IN ('director', 'deputy')
    OR ({MEMBER} AND (announced OR {_ME} = ANY (team)))"""
_OF_A_PLANNED = "planned_id IN (SELECT id FROM monitoring_plannedvisit)"
PLANS = (
    _members("monitoring_planitem"),
    _members("monitoring_planwording", _SUPERSEDED),
    _members("monitoring_priorityserved"),
    Wall("monitoring_plannedvisit", OF_THE_TEAM, "SELECT, INSERT, UPDATE (team, announced)"),
    Wall("monitoring_planneddetails", _OF_A_PLANNED, _SUPERSEDED),
    Wall("monitoring_teammember", _OF_A_PLANNED, "SELECT, INSERT, UPDATE (left_by_id, left_at)"),
    # Declared by each for herself; shown to all, so that nobody is put where she may not go.
    Wall("monitoring_conflictofinterest", MEMBER, _SUPERSEDED,
         writes=f"{MEMBER} AND member_id = {_ME} AND written_by_id = {_ME}"),
)  # fmt: skip
# Before its first day a visit is known to its team and the directors alone.
_VISIT = f"""{MEMBER} AND ((SELECT segunda_setting('role')) IN ('director', 'deputy')
    OR {_ME} = ANY (team) OR starts_on <= (now() AT TIME ZONE 'America/Panama')::date)"""
_OF_A_VISIT = f"{MEMBER} AND EXISTS (SELECT 1 FROM monitoring_visit v WHERE v.id = visit_id)"
_LEFT_BEHIND = f"""{_OF_A_VISIT} AND {BY_CLASS}
    AND author_id IN (SELECT id FROM access_user WHERE NOT is_active)"""
VISITS = (
    _members("monitoring_instrument"),
    _members("monitoring_instrumentuse"),
    _members("monitoring_instrumentversion"),
    Wall("monitoring_visit", _VISIT,
         "SELECT, INSERT, UPDATE (place_id, starts_on, ends_on, team, version, pieces)",
         writes=_VISIT),
    Wall("monitoring_visitrecord", _OF_A_VISIT, _SUPERSEDED),
    Wall("monitoring_askedfor", _OF_A_VISIT, _SUPERSEDED),
    # A draft is its author's; when her account is closed, theirs who read its class.
    Wall("monitoring_formdraft", f"{MEMBER} AND (author_id = {_ME} OR ({_LEFT_BEHIND}))",
         "SELECT, INSERT, UPDATE (answers, saved_at, finished_at)",
         writes=f"""{MEMBER} AND (author_id = {_ME}
             OR (finished_at IS NOT NULL AND {_LEFT_BEHIND}))"""),
    Wall("monitoring_filledform", f"{_OF_A_VISIT} AND {BY_CLASS}", _SUPERSEDED),
    Wall("monitoring_attachment", f"{_OF_A_VISIT} AND {BY_CLASS}",
         writes=f"{_OF_A_VISIT} AND {BY_CLASS} AND {_OWN}"),
)  # fmt: skip
CASELOAD = (
    _members("monitoring_matter"),
    _members("monitoring_matterdetails", _SUPERSEDED),
    _members("monitoring_matterlink"),
)
# A referral is of a person who trusted somebody: whoever wrote it, the Director and the Deputy see
# it; of health in it only health professionals. What hangs from it is seen through it.
_OF_ONES_OWN = f"""(SELECT segunda_setting('role')) IN ('director', 'deputy')
    OR ({MEMBER} AND made_by_id = {_ME})"""
_OF_A_REFERRAL = "referral_id IN (SELECT id FROM monitoring_referral)"
COUNCIL = (
    _members("monitoring_councilmember"),
    _members("monitoring_councildetails", _SUPERSEDED),
    _members("monitoring_opinion", _SUPERSEDED),
    _members("monitoring_opiniongiver"),
    _members("monitoring_collaborationarea"),
    _members("monitoring_areadetails", _SUPERSEDED),
    Wall("monitoring_referral", _OF_ONES_OWN, writes=f"{MEMBER} AND made_by_id = {_ME}"),
    Wall("monitoring_referralvalue", f"{_OF_A_REFERRAL} AND {BY_CLASS}", _SUPERSEDED),
    Wall("monitoring_passing", _OF_A_REFERRAL),
    Wall("monitoring_passedfield",
         f"passing_id IN (SELECT id FROM monitoring_passing) AND {BY_CLASS}"),
)  # fmt: skip
WALLS = (
    *CASELOAD,
    *COUNCIL,
    *VISITS,
    *FOLLOW_UP,
    *PLACES,
    *REPORTS,
    *PLANS,
    *with_trace(_TRACE),
    Wall(
        "monitoring_note",
        f"{MEMBER} AND {BY_CLASS}",
        "SELECT, INSERT, UPDATE (superseded_at, superseded_by_id)",
        writes=f"{MEMBER} AND {BY_CLASS} "
        "AND written_by_id = (SELECT segunda_setting('user'))::bigint",
        changes="written_by_id = (SELECT segunda_setting('user'))::bigint",
    ),
    # Packages: members only. What came stays as it came; keys, the witness's signature and the
    # number of the package something left in are the jobs' alone to set.
    Wall("monitoring_programkey", MEMBER, "SELECT, INSERT, UPDATE (ended_at)", JOBS, JOBS),
    Wall("monitoring_statepackage", MEMBER, "SELECT, INSERT, UPDATE (breaks)",
         changes="breaks = '[]'"),
    Wall("monitoring_packageplace", MEMBER),
    Wall("monitoring_packagerefusal", MEMBER),
    Wall("monitoring_letter", MEMBER, "SELECT, INSERT, UPDATE (sequence)",
         writes=f"{JOBS} OR written_by_id = (SELECT segunda_setting('user'))::bigint",
         changes=JOBS),
    Wall("monitoring_sentpackage", MEMBER, writes=JOBS),
    Wall("monitoring_statereply", MEMBER),
    Wall("monitoring_witnessedhead", MEMBER, "SELECT, INSERT, UPDATE (signature, sequence)",
         writes=f"{JOBS} OR ({MEMBER} AND signature = '')", changes=JOBS),
)  # fmt: skip
