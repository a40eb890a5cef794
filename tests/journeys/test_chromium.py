"""A Chromium is found, else installed; without one the run stops with one sentence."""

from pathlib import Path

import pytest

from tests.journeys import chromium


@pytest.fixture
def nothing(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """A machine without any browser."""
    monkeypatch.delenv("CHROMIUM", raising=False)
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setenv("PLAYWRIGHT_BROWSERS_PATH", str(tmp_path))
    return tmp_path


def put_program(path: Path) -> str:
    path.write_text("#!/bin/sh\n", encoding="utf-8")
    path.chmod(0o755)
    return str(path)


def test_the_one_named_in_the_environment_comes_first(
    nothing: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put_program(nothing / "chromium")
    named = put_program(nothing / "mine")
    monkeypatch.setenv("CHROMIUM", named)
    assert chromium.find_chromium() == named


@pytest.mark.parametrize("name", ["chromium", "chromium-browser", "google-chrome"])
def test_the_systems_browser_is_found(nothing: Path, name: str) -> None:
    path = put_program(nothing / name)
    assert chromium.find_chromium() == path


def test_the_newest_that_playwright_downloaded_is_found(nothing: Path) -> None:
    for build in ("chromium-1100", "chromium-1200"):
        (nothing / build / "chrome-linux").mkdir(parents=True)
        newest = put_program(nothing / build / "chrome-linux" / "chrome")
    assert chromium.find_chromium() == newest


def test_a_name_that_leads_nowhere_is_not_replaced_by_another_browser(
    nothing: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put_program(nothing / "chromium")
    monkeypatch.setenv("CHROMIUM", str(nothing / "gone"))
    assert chromium.find_chromium() is None


def test_a_browser_or_a_driver_that_does_not_start_is_noticed(
    nothing: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    browser = Path(put_program(nothing / "chromium"))
    monkeypatch.setattr(chromium, "driver_runs", lambda: True)
    assert chromium.ready()
    monkeypatch.setattr(chromium, "driver_runs", lambda: False)
    assert not chromium.ready()
    monkeypatch.setattr(chromium, "driver_runs", lambda: True)
    browser.write_text("#!/bin/sh\nexit 127\n", encoding="utf-8")
    assert not chromium.ready()


def test_the_driver_is_really_started(monkeypatch: pytest.MonkeyPatch) -> None:
    assert chromium.driver_runs()
    monkeypatch.setattr("sys.executable", "false")
    assert not chromium.driver_runs()


@pytest.mark.usefixtures("nothing")
def test_without_a_browser_the_run_stops_with_one_sentence(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(chromium, "install", lambda: False)
    with pytest.raises(SystemExit) as stopped:
        chromium.main()
    assert stopped.value.code == 2
    assert capsys.readouterr().err.endswith(f"{chromium.ADVICE}\n")
