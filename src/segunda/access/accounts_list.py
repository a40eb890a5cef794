"""The list of accounts: what was searched stays on the server, pages follow the sorted column."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import CharField, F, Func, Q, QuerySet

from segunda.access.models import Listing, User

PAGE = 50
KEPT = timedelta(hours=8)
KIND = "accounts"
SORTS = ("name", "username", "role", "created_at")


ACCENTED = "áàäâãéèëêíìïîóòöôõúùüûç" + "ÁÀÄÂÃÉÈËÊÍÌÏÎÓÒÖÔÕÚÙÜÛÇ"
BARE = "aaaaaeeeeiiiiooooouuuuc" * 2


class SpanishOrder(Func):
    """Spanish alphabetical order of a text, whatever the locale of the server.

    Case and accents do not count; ñ follows n (written n~, and ~ lies behind z in ASCII). The
    same order as the names of people have in the record; these few rows need no index.
    """

    template = (
        "replace(replace(translate(lower(normalize(%(expressions)s)), "
        f"'{ACCENTED}', '{BARE}'), 'ñ', 'n~'), 'Ñ', 'n~') COLLATE \"C\""
    )
    output_field = CharField()


@dataclass(frozen=True)
class Page:
    """Some accounts in order; the ids to continue from, before and after; None at an end."""

    accounts: tuple[User, ...]
    earlier: int | None
    later: int | None


def keep_search(query: Mapping[str, str], *, by: User, at: datetime) -> UUID:
    """Keep what was searched under an address that says nothing, for 8 hours."""
    made = Listing.objects.create(
        user=by.pk, kind=KIND, query=dict(query), purpose="accounts", made_at=at, until=at + KEPT
    )
    return made.pk


def kept_search(listing: UUID, *, by: User, at: datetime) -> Mapping[str, str] | None:
    """What was searched under that address by this same person; None when it is over."""
    mine = Listing.objects.filter(pk=listing, user=by.pk, kind=KIND, until__gt=at)
    return mine.values_list("query", flat=True).first()


def found(query: Mapping[str, str]) -> QuerySet[User]:
    """The accounts that match: words in name or username, role, state (active, ended, waiting)."""
    rows = User.objects.all()
    for word in query.get("words", "").split():
        rows = rows.filter(Q(name__icontains=word) | Q(username__icontains=word))
    if query.get("role"):
        rows = rows.filter(role=query["role"])
    state = query.get("state", "")
    if state == "waiting":
        return rows.filter(proposals__isnull=False, proposals__decided_at=None).distinct()
    return rows.filter(is_active=state == "active") if state else rows


def page(
    rows: QuerySet[User], sort: str, *, down: bool, mark: int | None, backwards: bool = False
) -> Page:
    """One page of `rows` sorted by a column and the id: after the account `mark`, or before it."""
    upwards = down == backwards
    column = SpanishOrder(F(sort)) if sort in ("name", "username") else F(sort)
    if mark is not None:
        rows = _beyond(rows, column, mark, upwards=upwards)
    order = (column.asc(), "pk") if upwards else (column.desc(), "-pk")
    some = list(rows.order_by(*order)[: PAGE + 1])
    more, some = len(some) > PAGE, some[:PAGE]
    if backwards:
        some.reverse()
    earlier, later = (more, True) if backwards else (mark is not None, more)
    return Page(
        tuple(some),
        some[0].pk if some and earlier else None,
        some[-1].pk if some and later else None,
    )


def _beyond(
    rows: QuerySet[User], column: F | SpanishOrder, mark: int, *, upwards: bool
) -> QuerySet[User]:
    """The rows past the marked one in the direction of reading."""
    here = User.objects.filter(pk=mark).values_list(column, flat=True).first()
    if here is None:
        return rows
    way = "gt" if upwards else "lt"
    past = Q(**{f"sorted_by__{way}": here}) | Q(**{"sorted_by": here, f"pk__{way}": mark})
    return rows.alias(sorted_by=column).filter(past)
