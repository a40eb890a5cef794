"""Rows of programmes: activities, enrolments, attendance day by day, requests of redemption."""

from segunda.programmes.models.activities import Activity, Enrolment
from segunda.programmes.models.attendance import Attendance
from segunda.programmes.models.redemptions import Redemption

__all__ = ["Activity", "Attendance", "Enrolment", "Redemption"]
