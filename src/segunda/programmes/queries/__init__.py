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
    DayLine,
    SheetLine,
    day_sheet,
    days,
    every_line,
    long_days,
    newest,
    versions,
)
from segunda.programmes.queries.people import to_enrol
from segunda.programmes.queries.redemptions import (
    Asked,
    RedemptionLine,
    hours_asked,
    of_person,
    redemption,
    redemptions,
    steps_of,
)
from segunda.programmes.queries.summary import FacilityLine, summary

__all__ = [
    "Account",
    "ActivityLine",
    "Asked",
    "Day",
    "DayCount",
    "DayLine",
    "FacilityLine",
    "Month",
    "Place",
    "RedemptionLine",
    "SheetLine",
    "account",
    "activities",
    "activity",
    "day_sheet",
    "days",
    "every_line",
    "facilities",
    "hours_asked",
    "long_days",
    "newest",
    "of_person",
    "place",
    "places",
    "redemption",
    "redemptions",
    "steps_of",
    "summary",
    "to_enrol",
    "versions",
]
