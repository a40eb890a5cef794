"""What was searched or taken out lies in the database for its eight hours, and then no more."""

from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from segunda.access.models import Listing, User
from segunda.access.scope import JOBS, acting
from segunda.config.state.housekeeping import sweep
from segunda.registry.models import ListExport


@pytest.mark.usefixtures("empty_record")
def test_what_was_searched_is_removed_when_its_eight_hours_are_over() -> None:
    now = timezone.now()
    with acting(JOBS):
        for kind, left in (("kept", timedelta(minutes=1)), ("over", timedelta(minutes=-1))):
            Listing.objects.create(
                user=1, kind=kind, query={"words": "Ana Ficticia"}, made_at=now, until=now + left
            )
    sweep(now)
    with connection.cursor() as cursor:
        cursor.execute("SELECT kind FROM access_listing")
        assert cursor.fetchall() == [("kept",)]


@pytest.mark.usefixtures("empty_record")
def test_a_list_taken_out_is_removed_with_its_files_when_its_eight_hours_are_over() -> None:
    now = timezone.now()
    with acting(JOBS):
        user = User.objects.create_user("ficticia", None, name="Ficticia", role="national_records",
                                        created_at=now)  # fmt: skip
        for order, left in (("kept", timedelta(minutes=1)), ("over", timedelta(minutes=-1))):
            ListExport.objects.create(
                asked_by=user, asked_at=now, until=now + left, purpose="custody", language="es",
                query={}, order=order, csv=b"Ana Ficticia",
            )  # fmt: skip
    sweep(now)
    with acting(JOBS):
        assert [one.order for one in ListExport.objects.all()] == ["kept"]
