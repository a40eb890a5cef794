"""Which rows of casework a reader sees: recommendations, whoever answers them; packages, nobody.

A package holds everybody: its bytes are the jobs' alone, who make it and carry it out.
"""

from segunda.access.walls import Wall

JOBS = "(SELECT segunda_setting('role')) = 'jobs'"
TAKES = f"({JOBS} OR (SELECT segunda_setting('role')) = 'national_records')"
ANSWERS = (
    f"({JOBS} OR (SELECT segunda_setting('role')) IN ('national_records', 'facility_director'))"
)
_OWN = "{} = (SELECT segunda_setting('user'))::bigint"

WALLS = (
    Wall("casework_packagekey", TAKES, "SELECT, INSERT, UPDATE (ended_at)", JOBS, JOBS),
    Wall("casework_madepackage", JOBS),
    Wall("casework_toldhead", TAKES, "SELECT, INSERT, UPDATE (witness_at, signature)",
         TAKES, "signature = ''"),
    Wall("casework_takenpackage", TAKES),
    Wall("casework_recommendation", ANSWERS, writes=TAKES),
    Wall("casework_assignment", ANSWERS, writes=f"{TAKES} AND {_OWN.format('assigned_by_id')}"),
    Wall("casework_reply", ANSWERS, "SELECT, INSERT, UPDATE (package)",
         f"{JOBS} OR ({ANSWERS} AND {_OWN.format('written_by_id')})", JOBS),
)  # fmt: skip
