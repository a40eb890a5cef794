"""Every read of programmes; `user` is the Reader who asks."""

from segunda.programmes.queries.account import Account, Day, Month, account
from segunda.programmes.queries.activities import (
    ActivityLine,
    Place,
    activities,
    activity,
    facilities,
    place,
    places,
)
from segunda.programmes.queries.days import (
    DayCount,
    SheetLine,
    day_sheet,
    days,
    long_days,
    newest,
    versions,
)
from segunda.programmes.queries.people import to_enrol

__all__ = [
    "Account",
    "ActivityLine",
    "Day",
    "DayCount",
    "Month",
    "Place",
    "SheetLine",
    "account",
    "activities",
    "activity",
    "day_sheet",
    "days",
    "facilities",
    "long_days",
    "newest",
    "place",
    "places",
    "to_enrol",
    "versions",
]
