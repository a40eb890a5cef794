"""The demonstration of the mechanism: invented places, plans and a Council, all marked so."""

from pathlib import Path

import pytest
from django.utils import timezone

from segunda.access.models import User
from segunda.access.scope import acting, reader_of
from segunda.config.monitor import demonstration
from segunda.monitoring import queries
from segunda.monitoring.queries.places import Asked

pytestmark = pytest.mark.django_db(databases=["default", "refusals"])


def test_the_invented_team_has_places_plans_and_a_council_and_all_say_so() -> None:
    demonstration.fill(Path())
    demonstration.fill(Path())  # the second time there is nothing to do
    director = User.objects.get(username="directora")
    today = timezone.now().date()
    with acting(reader_of(director)) as one:
        names = [place.details.name for place in queries.places(user=one, asked=Asked())]
        assert len(names) == 5
        assert all("fictici" in name for name in names)
        seen = [v for year in (today.year, today.year + 1)
                for v in queries.planned_visits(user=one, year=year)]  # fmt: skip
        assert sorted(v.details.announced for v in seen) == [False, True]
        assert all("ficticio" in v.details.aims for v in seen)
        assert len(queries.council(user=one)) == 3
        plan = queries.strategic_plans(user=one)[0]
        assert sorted(branch.late(today) > 0 for branch in plan.actions()) == [False, True]


def test_of_its_visit_without_notice_an_invented_outsider_knows_nothing() -> None:
    demonstration.fill(Path())
    outside = User.objects.get(username="psicologo")
    with acting(reader_of(outside)) as one:
        year = timezone.now().year
        seen = [v for at in (year, year + 1) for v in queries.planned_visits(user=one, year=at)]
        assert [v.details.announced for v in seen] == [True]
