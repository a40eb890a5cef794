"""One Chromium for the walks: es-PA, America/Panama, a fixed day, a trace kept on failure."""

import os
import re
from collections.abc import Callable, Generator, Iterator
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, sync_playwright

from tests.journeys.chromium import ADVICE, find_chromium
from tests.journeys.program import Program, running

if TYPE_CHECKING:
    from pytest_django.plugin import DjangoDbBlocker

    from segunda.config.database import Connections

TRACES = Path(__file__).parents[2] / "build" / "traces"
# The day of the demonstration register, at noon in Panama: pages that ask the browser's clock
# (a distance such as "faltan 40 días") read the same on every run.
AS_OF_NOON = datetime.fromisoformat("2024-06-30T12:00:00-05:00")
LOCALES = {"es": "es-PA", "en": "en-US"}
ARGUMENTS = [
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]
HEIGHT = 800  # CSS pixels
OpenPage = Callable[..., Page]
# Playwright keeps a loop of its own in this thread, and Django takes it for asynchronous code;
# nothing here awaits, and each query has ended before the next line runs.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
failed = pytest.StashKey[bool]()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item,
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Remember on the test whether any of its phases failed, for the trace."""
    report = yield
    item.stash[failed] = item.stash.get(failed, False) or report.failed
    return report


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Start the one Chromium of this run; fail with a sentence when there is none."""
    path = find_chromium()
    if path is None:
        pytest.fail(ADVICE, pytrace=False)
    # Chromium's sandbox cannot start as root; for everybody else it stays on.
    arguments = [*ARGUMENTS, "--no-sandbox"] if os.geteuid() == 0 else ARGUMENTS
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=path, args=arguments)
        yield started
        started.close()


@pytest.fixture(scope="session")
def program(
    addresses: "Connections",
    django_db_blocker: "DjangoDbBlocker",
    django_db_setup: None,  # noqa: ARG001
) -> Iterator[Program]:
    """The state program on a copy of the village: what a walk writes there stays there."""
    with django_db_blocker.unblock(), running(addresses) as started:
        yield started


@pytest.fixture
def open_page(browser: Browser, request: pytest.FixtureRequest) -> Iterator[OpenPage]:
    """Give `open_page(path_or_url, lang="es", width=320, javascript=True)`: a loaded page.

    Console errors and requests that leave the machine fail the test at its end.
    """
    contexts: list[BrowserContext] = []
    complaints: list[str] = []

    def open_one(
        path_or_url: Path | str, lang: str = "es", width: int = 320, *, javascript: bool = True
    ) -> Page:
        context = browser.new_context(
            locale=LOCALES[lang],
            timezone_id="America/Panama",
            viewport={"width": width, "height": HEIGHT},
            java_script_enabled=javascript,
        )
        contexts.append(context)
        context.tracing.start(screenshots=True, snapshots=True)
        context.clock.set_fixed_time(AS_OF_NOON)
        page = context.new_page()
        page.on("console", lambda said: complaints.extend(_error(said)))
        page.on("pageerror", lambda error: complaints.append(f"script error: {error}"))
        page.on("request", lambda asked: complaints.extend(_outside(asked.url)))
        url = path_or_url.resolve().as_uri() if isinstance(path_or_url, Path) else path_or_url
        page.goto(url)
        return page

    yield open_one
    for number, context in enumerate(contexts):
        _close(context, request.node, number, keep=bool(complaints))
    assert not complaints, complaints


def _outside(url: str) -> list[str]:
    """Return a complaint when `url` is neither a file nor on this machine."""
    own = re.match(r"file:|data:|blob:|about:|https?://(127\.0\.0\.1|localhost)[:/]", url)
    return [] if own else [f"asked the network for {url}"]


def _error(said: ConsoleMessage) -> list[str]:
    """Return a complaint when the page wrote an error to its console."""
    return [f"console error: {said.text}"] if said.type == "error" else []


def _close(context: BrowserContext, test: pytest.Item, number: int, *, keep: bool) -> None:
    """Close a context; keep its trace under build/traces when the test failed."""
    if keep or test.stash.get(failed, False):
        name = re.sub(r"[^\w.-]+", "_", test.name)
        context.tracing.stop(path=TRACES / f"{name}-{number}.zip")
    else:
        context.tracing.stop()
    context.close()
