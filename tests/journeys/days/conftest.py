"""The days told in docs/days: walked in both languages, and the pictures they are told with.

A walk leaves its pictures in build/days; `make days` walks and puts them into docs/days/pictures.
"""

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from io import BytesIO
from typing import TYPE_CHECKING

import polars as pl
import pytest
from django.utils import timezone
from playwright.sync_api import Browser

from conftest import enter_as
from segunda.access.scope import JOBS, acting
from segunda.registry.demo.figures import AS_OF
from segunda.registry.demo.files import write_register
from tests.journeys.days.day import Day
from tests.journeys.program import Program, running

if TYPE_CHECKING:
    from pathlib import Path

    from pytest_django.plugin import DjangoDbBlocker

    from segunda.config.database import Connections

SEED = 2024


@pytest.fixture(scope="session")
def program(
    addresses: "Connections",
    django_db_blocker: "DjangoDbBlocker",
    django_db_setup: None,  # noqa: ARG001
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Program]:
    """The program on the village and some hundred people of the demonstration register."""
    with django_db_blocker.unblock(), running(addresses) as started:
        enter_as(started.jobs)
        started.near = _more_people(tmp_path_factory.mktemp("register"))
        enter_as(addresses.app)
        yield started


def _more_people(folder: "Path") -> list[str]:
    """Invented people with sentences, facts and papers, in the two facilities of the village.

    Returns the identity numbers of two with a date of a path or a limit within 180 days.
    """
    from segunda.registry.actions import set_capacity
    from segunda.registry.keeping import check_everybody  # the models need settings first
    from segunda.registry.loading import apply, receive
    from segunda.registry.models import Facility, IdentityNumber, Load, Verdict

    write_register(SEED, folder, xlsx=False)
    everybody = pl.read_parquet(folder / "persons.parquet")
    some = pl.concat(
        everybody.filter(pl.col("sex") == sex).sample(number, seed=SEED).with_columns(
            facility=pl.lit(place))
        for sex, number, place in (("F", 120, "Centro Norte (ficticio)"),
                                   ("M", 60, "Centro Sur (ficticio)"))
    )  # fmt: skip
    content = BytesIO()
    some.write_parquet(content)
    at = timezone.now()
    with acting(JOBS):
        load = receive(
            JOBS, content.getvalue(), name="persons.parquet", source="demostración",
            mapping="template", file_date=AS_OF, whole=True, by=None, at=at,
        )  # fmt: skip
        Load.objects.filter(pk=load.pk).update(state="queued", good_rows_now=True)
    assert apply(load.pk, at=at).state == "done"
    check_everybody("load")
    with acting(JOBS):
        norte = Facility.objects.get(code="norte")
        set_capacity(facility=norte, places=110, start_date=date(2024, 1, 1), by=JOBS, at=at)
        soon = Verdict.objects.filter(
            superseded_at=None, law__kind__in=("path", "limit"), law__fact_class="ordinary",
            from_date__gt=AS_OF, from_date__lte=AS_OF + timedelta(days=180),
        ).order_by("from_date")  # fmt: skip
        numbers = IdentityNumber.objects.filter(person__in=soon.values("person"))
        return list(numbers.order_by("pk").values_list("number", flat=True)[:2])


@pytest.fixture(params=["es", "en"])
def day(request: pytest.FixtureRequest, browser: Browser, program: Program) -> Iterator[
    Callable[[str], Day]
]:  # fmt: skip
    """Give `day(name)`: the day of that name, in Spanish and in English."""
    days: list[Day] = []

    def one(name: str) -> Day:
        days.append(Day(name, request.param, browser, program))
        return days[-1]

    yield one
    for told in days:
        for context in told.contexts:
            context.close()
