"""`segunda intake` and `segunda census` from outside: shapes, exit codes, one sentence."""

import json
from pathlib import Path
from typing import Any

import pytest

from segunda.cli import main

ROWS = "person_id,sex,birth_date\n1,F,1990-05-01\n2,Z,1990-05-01\n3,M,1990-02-31\n"


@pytest.fixture
def register(tmp_path: Path) -> Path:
    path = tmp_path / "register.csv"
    path.write_text(ROWS, encoding="utf-8")
    return path


class Run:
    """Runs the command as a shell would."""

    def __init__(self, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
        self.capsys, self.monkeypatch = capsys, monkeypatch

    def __call__(self, *words: str | Path) -> tuple[int, str, str]:
        self.monkeypatch.setattr("sys.argv", ["segunda", *map(str, words)])
        with pytest.raises(SystemExit) as ended:
            main()
        out = self.capsys.readouterr()
        return int(ended.value.code or 0), out.out, out.err


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    return Run(capsys, monkeypatch)


def test_check_gives_the_shape_of_the_contract_and_1_where_a_row_is_refused(
    run: Run, register: Path
) -> None:
    code, out, err = run("intake", "check", register, "--mapping", "template", "--format", "json")
    found: Any = json.loads(out)
    assert (code, err) == (1, "")
    assert list(found) == ["rows", "accepted", "rejected", "errors", "warnings"]
    assert (found["rows"], found["accepted"], found["rejected"]) == (3, 2, 1)
    for item in (*found["errors"], *found["warnings"]):
        assert list(item) == ["row", "column", "value", "message"]
    assert found["errors"][0]["row"] == 3
    assert found["errors"][0]["value"] == "1990-02-31"
    assert found["errors"][0]["message"].startswith("Línea 4 del archivo")


def test_check_speaks_english_when_asked(run: Run, register: Path) -> None:
    _, out, _ = run("intake", "check", register, "--mapping", "template", "--lang", "en")
    assert "Line 4 of the file" in out


def test_check_ends_with_0_where_all_rows_are_accepted(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "register.csv"
    path.write_text("person_id,sex\n1,F\n", encoding="utf-8")
    assert run("intake", "check", path, "--mapping", "template")[0] == 0


@pytest.mark.parametrize(
    "words",
    [
        ("intake", "check", "nothing.csv", "--mapping", "template"),
        ("intake", "check", "README.md", "--mapping", "nothing"),
        ("census", "nothing.csv", "--mapping", "template"),
        ("census", "README.md", "--mapping", "template", "--as-of", "2024-02-31"),
        ("intake", "map", "nothing.csv"),
    ],
)
def test_what_cannot_be_done_is_one_sentence_and_2(run: Run, words: tuple[str, ...]) -> None:
    code, out, err = run(*words)
    assert (code, out) == (2, "")
    assert err.count("\n") == 1
    assert err.rstrip().endswith(".")


def test_census_gives_the_shape_of_the_contract(run: Run, register: Path) -> None:
    code, out, _ = run(
        "census", register, "--mapping", "template", "--as-of", "2024-06-30", "--format", "json"
    )
    found: Any = json.loads(out)
    assert code == 0
    assert list(found) == ["total", "by_sex", "by_status", "by_facility", "source_codes", "flags"]
    assert found["by_sex"] == {"F": 1, "M": 1, "X": 0, "unknown": 1}
    assert found["source_codes"]["sex"] == {"F": 1, "M": 1, "Z": 1}
    assert found["flags"]["rejected_rows"] == 1
    assert sum(found["by_status"].values()) == found["total"] == 3


def test_map_writes_the_yaml_that_check_then_takes(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "ours.csv"
    path.write_text("Interno;Sexo;Nacimiento\n1;F;31/01/1990\n2;M;01/02/1991\n", encoding="utf-8")
    out = tmp_path / "ours.yaml"
    code, text, _ = run("intake", "map", path, "--out", out, "--format", "json")
    told: Any = json.loads(text)
    assert code == 0
    assert [c["to"] for c in told["columns"]] == ["id", "sex", "birth_date"]
    assert len(told["people"]) == 2
    assert run("intake", "check", path, "--mapping", out)[0] == 0


def test_the_painted_sheet_and_the_template_are_written(
    run: Run, register: Path, tmp_path: Path
) -> None:
    painted, template = tmp_path / "painted.xlsx", tmp_path / "template.xlsx"
    run("intake", "check", register, "--mapping", "template", "--painted", painted)
    assert run("intake", "template", template, "--lang", "en")[0] == 0
    assert painted.read_bytes()[:2] == template.read_bytes()[:2] == b"PK"


MOVES = (
    "person_id,date,kind,from_facility,to_facility\n"
    "1,2024-01-03,admission,,La Joya\n1,2024-02-31,release,La Joya,\n"
)


def test_movements_are_checked_and_their_account_told(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "movements.csv"
    path.write_text(MOVES, encoding="utf-8")
    words = ("intake", "check", path, "--mapping", "template_movements")
    code, out, _ = run(*words, "--format", "json")
    found: Any = json.loads(out)
    assert code == 1
    assert (found["rows"], found["accepted"], found["rejected"]) == (2, 1, 1)
    assert found["account"] == [{"month": "2024-01", "opening": 0, "in": 1, "out": 0, "closing": 1}]
    assert "2024-01: 0 + 1 − 0 = 1" in run(*words)[1]


def test_movements_are_compared_with_the_persons_named(run: Run, tmp_path: Path) -> None:
    path, persons = tmp_path / "movements.csv", tmp_path / "persons.csv"
    path.write_text(MOVES.splitlines()[0] + "\n2,2024-01-03,admission,,La Joya\n", encoding="utf-8")
    persons.write_text("person_id,sex\n1,F\n", encoding="utf-8")
    words = ("intake", "check", path, "--mapping", "template_movements", "--persons", persons)
    code, out, _ = run(*words, "--lang", "en")
    assert code == 0
    assert "the number [2] is not on the sheet of persons" in out


@pytest.mark.parametrize("command", ["census", "screen"])
def test_movements_are_refused_where_people_are_wanted(
    run: Run, tmp_path: Path, command: str
) -> None:
    path = tmp_path / "movements.csv"
    path.write_text(MOVES, encoding="utf-8")
    words: list[str | Path] = [command, path, "--mapping", "template_movements"]
    words += ["--as-of", "2024-06-30"]
    if command == "screen":
        words += ["--out", tmp_path / "out"]
    code, _, err = run(*words)
    assert code == 2
    assert "cada fila es un movimiento" in err


def test_a_copy_in_place_of_the_own_workbook_is_said_beside_the_answer(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from segunda.registry.intake import painting

    def cannot(path: Path) -> Any:
        raise ValueError(path)

    monkeypatch.setattr(painting, "_own_book", cannot)
    template, painted = tmp_path / "own.xlsx", tmp_path / "painted.xlsx"
    assert run("intake", "template", template)[0] == 0
    words = ("intake", "check", template, "--mapping", "template", "--painted", painted)
    _, out, err = run(*words, "--format", "json")
    assert json.loads(out)["rows"] == 0
    assert "copia de sus celdas" in err
