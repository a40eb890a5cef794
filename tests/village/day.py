"""The day on which the village stands."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

PANAMA = ZoneInfo("America/Panama")
TODAY = date(2024, 6, 30)
NOON = datetime(2024, 6, 30, 12, tzinfo=PANAMA)
