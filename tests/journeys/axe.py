"""Run axe-core, the accessibility checker kept in vendor/, on a page."""

import hashlib
from pathlib import Path

from playwright.sync_api import Page

SCRIPT = Path(__file__).with_name("vendor") / "axe.min.js"
SHA256 = "29348999450cdf2849a8e70b7912fc2da85a849da39c0d0d5394f51d4a9ed95c"
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
RUN = """tags => axe.run(document, {
    runOnly: {type: 'tag', values: tags}, resultTypes: ['violations']
})"""


def axe_violations(page: Page) -> list[str]:
    """Return one line per element that breaks WCAG 2.0 to 2.2 A/AA or a best practice.

    Each line: rule, impact, what to do, and where (a CSS selector). Needs JavaScript in the page.
    """
    page.evaluate(SCRIPT.read_text(encoding="utf-8"))
    result = page.evaluate(RUN, TAGS)
    if not result["passes"]:  # axe that looked at nothing would also find nothing
        raise AssertionError(f"axe checked no rule on {page.url}")
    return [
        f"{rule['id']} ({rule['impact']}): {rule['help']} at {' '.join(map(str, node['target']))}"
        for rule in result["violations"]
        for node in rule["nodes"]
    ]


def axe_hash() -> str:
    """Return the SHA-256 of the vendored script."""
    return hashlib.sha256(SCRIPT.read_bytes()).hexdigest()
