"""Every write of programmes: one verb, one transaction, one audit row."""

from segunda.programmes.actions.activities import (
    change_activity,
    end_enrolment,
    enrol,
    open_activity,
)
from segunda.programmes.actions.attendance import Line, confirm_days, enter_day, return_days

__all__ = [
    "Line",
    "change_activity",
    "confirm_days",
    "end_enrolment",
    "enrol",
    "enter_day",
    "open_activity",
    "return_days",
]
