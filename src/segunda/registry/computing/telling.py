"""What a computation sheet shows one reader: computed from the record, codes not hers left out."""

from datetime import date

from segunda.access.scope import Reader
from segunda.access.table import permission
from segunda.registry.computing.computed import Computed, of_person
from segunda.registry.models import Person
from segunda.report.computation import RELEASED_BEFORE, Told, told


def hidden_codes(user: Reader) -> frozenset[str]:
    """The codes this reader is not shown: who left too early is for the court's clerk to check."""
    may = permission(user.role, "review.released") is not None
    return frozenset() if may else RELEASED_BEFORE


def computation(*, user: Reader, person: Person, as_of: date) -> Computed:
    """Her computation from what the record says now."""
    return of_person(user=user, person=person.pk, as_of=as_of)


def told_to(user: Reader, one: Computed) -> Told:
    """The sheet in words, as this reader may see it."""
    given = one.given
    return told(one.sheets, given.case, given.beside, one.as_of, hidden=hidden_codes(user))
