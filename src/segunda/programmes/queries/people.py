"""People of a facility found by name or document, to be enrolled."""

from datetime import datetime

from segunda.access.scope import Reader
from segunda.programmes.models import Activity
from segunda.registry.queries import search_people
from segunda.registry.queries.presence import Named, named

MOST = 30


def to_enrol(one: Activity, text: str, *, user: Reader, purpose: str, at: datetime) -> list[Named]:
    """Who fits what was typed and is held in the activity's facility now, best first."""
    found = [one.person for one in search_people(user=user, text=text, purpose=purpose, at=at)]
    names = named(user=user, people=found)
    here = [names[person] for person in found
            if person in names and names[person].held_at == one.facility_id]  # fmt: skip
    return here[:MOST]
