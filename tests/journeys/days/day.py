"""A day that is walked: who enters, what is pressed, the pictures it is told with."""

from dataclasses import dataclass, field
from pathlib import Path

from playwright.sync_api import Browser, BrowserContext, Locator, Page

from tests.journeys.axe import axe_violations
from tests.journeys.program import Program

PICTURES = Path(__file__).parents[3] / "build" / "days"
WIDTH = 1000
BELOW = 100
"""Where on the picture the part it is of begins, in pixels: under the band of invented people."""
SCROLL = (
    "(e, below) => scrollTo({behavior: 'instant', "
    "top: e.getBoundingClientRect().top + scrollY - below})"
)


@dataclass
class Day:
    """A day in one language: who enters, what she presses, the pictures it is told with."""

    name: str
    language: str
    browser: Browser
    program: Program
    contexts: list[BrowserContext] = field(default_factory=list)
    cookie: str = "segunda_lang"

    def say(self, es: str, en: str) -> str:
        """A label of the page in the language of the day."""
        return es if self.language == "es" else en

    def enter(self, account: str, path: str = "/", width: int = WIDTH) -> Page:
        """A page opened by an account."""
        context = self.program.context(self.browser, account, width)
        context.add_cookies(
            [{"name": self.cookie, "value": self.language, "url": self.program.base}]
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
            at.evaluate(SCROLL, BELOW)
        PICTURES.joinpath(self.language).mkdir(parents=True, exist_ok=True)
        page.screenshot(
            path=PICTURES / self.language / f"{self.name}-{name}.png",
            animations="disabled",
        )  # fmt: skip
