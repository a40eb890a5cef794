"""Every write of programmes: one verb, one transaction, one audit row."""

from segunda.programmes.actions.activities import (
    change_activity,
    end_enrolment,
    enrol,
    open_activity,
)
from segunda.programmes.actions.attendance import Line, confirm_days, enter_day, return_days
from segunda.programmes.actions.redemptions import (
    Step,
    decide_redemption,
    give_opinion,
    reopen_redemption,
    request_redemption,
)

__all__ = [
    "Line",
    "Step",
    "change_activity",
    "confirm_days",
    "decide_redemption",
    "end_enrolment",
    "enrol",
    "enter_day",
    "give_opinion",
    "open_activity",
    "reopen_redemption",
    "request_redemption",
    "return_days",
]
