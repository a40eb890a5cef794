"""The helpers of the walks can fail: axe finds a planted fault and passes a clean page."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.journeys.axe import SHA256, axe_hash, axe_violations

CLEAN = """<!doctype html><html lang="es"><head><meta charset="utf-8"><title>Prueba</title></head>
<body><main><h1>Lista</h1><p>Texto en tinta sobre papel. <a href="#fin">Ir al final</a></p>
<h2 id="fin">Fin</h2></main></body></html>"""
FAULTY = CLEAN.replace("<p>", '<img src="data:,"><p style="color:#bbb;background:#fff">')


def test_the_vendored_axe_is_the_one_we_read() -> None:
    assert axe_hash() == SHA256
    readme = Path(__file__).with_name("vendor") / "README.md"
    assert SHA256 in readme.read_text(encoding="utf-8")


def test_axe_finds_nothing_on_a_clean_page(open_page: Callable[..., Page], tmp_path: Path) -> None:
    assert axe_violations(open_page(write(tmp_path, CLEAN))) == []


def test_axe_finds_a_missing_text_and_a_weak_contrast(
    open_page: Callable[..., Page], tmp_path: Path
) -> None:
    found = axe_violations(open_page(write(tmp_path, FAULTY)))
    assert {line.split(" ")[0] for line in found} == {"image-alt", "color-contrast"}


@pytest.mark.parametrize(("lang", "locale"), [("es", "es-PA"), ("en", "en-US")])
def test_the_page_believes_it_is_noon_in_panama_on_the_fixed_day(
    open_page: Callable[..., Page], tmp_path: Path, lang: str, locale: str
) -> None:
    page = open_page(write(tmp_path, CLEAN), lang, 1280)
    seen = page.evaluate("[navigator.language, innerWidth, new Date().toString().slice(0, 24)]")
    assert seen == [locale, 1280, "Sun Jun 30 2024 12:00:00"]


def test_a_page_can_be_opened_without_javascript(
    open_page: Callable[..., Page], tmp_path: Path
) -> None:
    script = "<script>document.querySelector('h1').textContent = 'cambiado'</script></body>"
    path = write(tmp_path, CLEAN.replace("</body>", script))
    assert open_page(path, javascript=False).locator("h1").inner_text() == "Lista"
    assert open_page(path).locator("h1").inner_text() == "cambiado"


def write(folder: Path, html: str) -> Path:
    path = folder / "página de prueba.html"
    path.write_text(html, encoding="utf-8")
    return path
