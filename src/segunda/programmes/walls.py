"""Which rows of programmes a reader sees: activities, everybody; what is about a person, whoever
sees that person, and whoever answers for the facility of the activity.

A sheet must be the same whoever reads it, so a row follows the person. Those of the workshop keep
what they entered also of who was moved elsewhere since (its hours belong to their figures); her
name and file they no longer see.
"""

from segunda.access.walls import EVERYBODY, Wall

SCOPE_ALL = "(SELECT segunda_setting('scope')) = 'all'"
_OWN = "facility_id = ANY ((SELECT segunda_setting('facilities'))::bigint[])"
_MAY_OPEN = f"{SCOPE_ALL} OR {_OWN}"


def _seen(table: str) -> str:
    # OFFSET 0 keeps it a look-up by key for each row (see registry/walls.py).
    return (
        f"({SCOPE_ALL} OR EXISTS (SELECT 1 FROM registry_person p "
        f"WHERE p.id = {table}.person_id OFFSET 0))"
    )


def _here(table: str) -> str:
    return (
        f"EXISTS (SELECT 1 FROM programmes_activity a WHERE a.id = {table}.activity_id "
        f"AND a.{_OWN} OFFSET 0)"
    )


def _of_activity(name: str, grants: str) -> Wall:
    table = f"programmes_{name}"
    sees = f"({_seen(table)} OR {_here(table)})"
    # Entered and changed by those of the activity's own facility; the national office, anywhere.
    mine = f"({SCOPE_ALL} OR {_here(table)})"
    return Wall(table, sees, grants, writes=mine, changes=f"superseded_at IS NULL AND {mine}")


_SUPERSEDE = "SELECT, INSERT, UPDATE (superseded_at, superseded_by_id)"
WALLS = (
    Wall("programmes_activity", EVERYBODY,
         "SELECT, INSERT, UPDATE (name, project, hours, start_date, end_date)",
         _MAY_OPEN, _MAY_OPEN),
    _of_activity("enrolment", _SUPERSEDE),
    _of_activity("attendance", "SELECT, INSERT, UPDATE (superseded_at, superseded_by_id, state, "
                 "answer, decided_at, decided_by_id)"),
    Wall("programmes_redemption", _seen("programmes_redemption"), _SUPERSEDE,
         changes="superseded_at IS NULL"),
)  # fmt: skip
