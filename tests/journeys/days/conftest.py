"""The days told in docs/days: walked in both languages, and the pictures they are told with.

A walk leaves its pictures in build/days; `make days` walks and puts them into docs/days/pictures.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

import polars as pl
import pytest
from django.utils import timezone
from playwright.sync_api import Browser, BrowserContext, Locator, Page

from conftest import enter_as
from segunda.access.scope import JOBS, acting
from segunda.registry.demo.figures import AS_OF
from segunda.registry.demo.files import write_register
from tests.journeys.axe import axe_violations
from tests.journeys.program import Program, running

if TYPE_CHECKING:
    from pytest_django.plugin import DjangoDbBlocker

    from segunda.config.database import Connections

PICTURES = Path(__file__).parents[3] / "build" / "days"
WIDTH = 1000
SEED = 2024


@dataclass
class Day:
    """A day in one language: who enters, what she presses, the pictures it is told with."""

    name: str
    language: str
    browser: Browser
    program: Program
    contexts: list[BrowserContext] = field(default_factory=list)

    def say(self, es: str, en: str) -> str:
        """A label of the page in the language of the day."""
        return es if self.language == "es" else en

    def enter(self, account: str, path: str = "/", width: int = WIDTH) -> Page:
        """A page opened by an account."""
        context = self.program.context(self.browser, account, width)
        context.add_cookies(
            [{"name": "segunda_lang", "value": self.language, "url": self.program.base}]
        )
        context.set_default_timeout(15_000)
        self.contexts.append(context)
        page = context.new_page()
        page.goto(path)
        return page

    def press(self, page: Page, es: str, en: str) -> None:
        """Press the button of that name."""
        page.get_by_role("button", name=self.say(es, en), exact=True).click()

    def follow(self, page: Page, es: str, en: str) -> None:
        """Follow the link of that name."""
        page.get_by_role("link", name=self.say(es, en), exact=True).first.click()

    def picture(self, page: Page, name: str, at: Locator | None = None) -> None:
        """Keep what is seen now, from `at` on; the page must hold to axe, like any other."""
        assert axe_violations(page) == []
        if at is not None:
            at.evaluate("e => e.scrollIntoView({block: 'start', behavior: 'instant'})")
        PICTURES.joinpath(self.language).mkdir(parents=True, exist_ok=True)
        page.screenshot(
            path=PICTURES / self.language / f"{self.name}-{name}.png",
            animations="disabled",
        )  # fmt: skip


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


def _more_people(folder: Path) -> list[str]:
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
