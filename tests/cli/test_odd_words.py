"""Odd days, numbers and words on the command line: one sentence in one language, never a crash."""

from pathlib import Path

import polars as pl
import pytest

from segunda.cli import main

FACTS = "id,sex,legal_status,custody_start_date\n1,F,sentenced_final,2001-01-01\n"


def run(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str], *words: str | Path
) -> tuple[int, str]:
    """The exit code and what stands on standard error."""
    monkeypatch.setattr("sys.argv", ["segunda", *map(str, words)])
    with pytest.raises(SystemExit) as ended:
        main()
    return int(ended.value.code or 0), capfd.readouterr().err


@pytest.fixture
def facts(tmp_path: Path) -> Path:
    path = tmp_path / "facts.csv"
    path.write_text(FACTS, encoding="utf-8")
    return path


@pytest.mark.parametrize("form", ["everyone", "health-defence"])
def test_a_day_before_many_laws_is_screened(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str], facts: Path, form: str
) -> None:
    out = facts.parent / "out"
    words: list[str | Path] = ["screen", facts, "--mapping", "facts", "--as-of", "2016-06-30"]
    words += ["--out", out]
    assert run(monkeypatch, capfd, *words, "--for", form) == (0, "")
    assert pl.read_parquet(out / "verdicts.parquet").height == 1


@pytest.mark.parametrize("day", ["9999-12-31", "0001-01-01"])
def test_a_day_outside_the_years_of_a_register_is_refused(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str], facts: Path, day: str
) -> None:
    words: list[str | Path] = ["screen", facts, "--mapping", "facts", "--as-of", day]
    words += ["--out", facts.parent / "out"]
    code, err = run(monkeypatch, capfd, *words)
    assert code == 2
    assert err.startswith(f"El año de [{day}] no está entre 1900 y 2100")
    assert not (facts.parent / "out").exists()


@pytest.mark.parametrize("number", ["1000000", "999999999999", "3900000000000000"])
def test_a_penalty_no_calendar_can_hold_refuses_its_row(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str], facts: Path, number: str
) -> None:
    for name in ("sentence_days", "sentence_months"):
        head, row = FACTS.splitlines()
        facts.write_text(f"{head},{name}\n{row},{number}\n", encoding="utf-8")
        out = facts.parent / name
        words: list[str | Path] = ["screen", facts, "--mapping", "facts"]
        words += ["--as-of", "2024-06-30", "--out", out]
        code, err = run(monkeypatch, capfd, *words)
        assert (code, err.startswith("1 fila no se aceptó: ")) == (1, True)
        assert pl.read_parquet(out / "verdicts.parquet").height == 0


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("demo-data", "--seed", "abc", "--out", "d"), "[--seed] debe ser un número entero."),
        (("demo-data", "--seed", "-1", "--out", "d"), "[--seed] debe ser 0 o más."),
        (("demo-data", "--seed", "1", "--people", "99999", "--out", "d"),
         "[--people] debe ser 24110 o menos."),
        (("nothing",), "No existe la orden [nothing]."),
        (("intake", "template", "register.csv"), "nombre el archivo [register.xlsx]."),
    ],
)  # fmt: skip
def test_the_sentence_is_whole_in_its_language(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str],
    words: tuple[str, ...], sentence: str,
) -> None:  # fmt: skip
    code, err = run(monkeypatch, capfd, *words)
    assert code == 2
    assert sentence in err
    assert "should" not in err


def test_what_cannot_be_written_is_one_sentence_and_no_progress_bar(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str], facts: Path
) -> None:
    words: list[str | Path] = [
        "demo-data",
        "--seed",
        "1",
        "--people",
        "200",
        "--no-xlsx",
        "--out",
        facts,
    ]
    code, err = run(monkeypatch, capfd, *words)
    assert code == 2
    assert err.count("\n") == 1
