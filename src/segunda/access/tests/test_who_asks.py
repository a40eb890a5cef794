"""Who asks is read anew before each page: her account, her places, over a line that holds."""

from datetime import timedelta

import pytest
from django.db import connection, connections
from django.utils import timezone

from segunda.access.scope import reader_of
from segunda.access.sessions import Accounts
from segunda.access.tests.people import made

pytestmark = pytest.mark.django_db(databases=["default", "refusals"])


def test_places_come_with_the_account_and_go_when_they_end() -> None:
    account = made(role="records_clerk")
    now = timezone.now()
    for place, start, end in (
        (7, now - timedelta(days=2), None),
        (8, now - timedelta(days=2), now - timedelta(days=1)),
        (9, now + timedelta(days=1), None),
    ):
        account.assignments.create(kind="facility", place=place, start_at=start, end_at=end)
    asked = Accounts().get_user(account.pk)
    assert asked is not None
    assert reader_of(asked) == reader_of(account)
    assert reader_of(asked).facilities == (7,)
    account.assignments.filter(place=7).update(end_at=now)
    again = Accounts().get_user(account.pk)
    assert again is not None
    assert reader_of(again).facilities == ()


def test_a_line_the_server_has_ended_is_not_usable() -> None:
    line = connection.copy("line")
    line.connect()
    try:
        assert line.is_usable()
        pid = line.connection.info.backend_pid
        with connections["refusals"].cursor() as cursor:
            cursor.execute("SELECT pg_terminate_backend(%s, 5000)", [pid])
            assert cursor.fetchone() == (True,)
        assert not line.is_usable()
    finally:
        line.close()
    assert not line.is_usable()
