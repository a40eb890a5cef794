"""`segunda law` as a script calls it: shapes, exit codes, sentences, never a traceback."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

FACTS = """id,legal_status,served_fraction,prior_intentional_conviction_5y,work_or_study_or_income,\
resocialisation_adequate,custody_start_date,sentence_days
A-1,sentenced_final,0.5,false,true,true,2022-06-30,1461
A-2,sentenced_final,often,false,true,true,,
A-3,sentenced_final,0.7,false,true,,,
"""


def segunda(*words: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", "from segunda.cli import main; main()", *words]
    return subprocess.run(command, capture_output=True, text=True, check=False)


@pytest.fixture(scope="module")
def facts_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("facts") / "hechos.csv"
    file.write_text(FACTS, encoding="utf-8")
    return file


@pytest.fixture(scope="module")
def evaluated(facts_file: Path) -> subprocess.CompletedProcess[str]:
    words = ("law", "evaluate", str(facts_file), "--as-of", "2024-06-30", "--format", "json")
    return segunda(*words)


def test_list_states_every_rule_of_the_stock() -> None:
    rules = json.loads(segunda("law", "list", "--format", "json").stdout)
    assert len(rules) == 51
    assert set(rules[0]) == {
        "id",
        "jurisdiction",
        "kind",
        "subject",
        "title",
        "citation",
        "sources",
        "label",
        "unread",
        "tests_a_person",
        "decided_by",
        "in_force",
    }


def test_evaluate_answers_every_rule_for_every_good_row(
    evaluated: subprocess.CompletedProcess[str],
) -> None:
    verdicts: list[dict[str, Any]] = json.loads(evaluated.stdout)
    assert [v["row"] for v in verdicts] == [1] * 51 + [3] * 51
    first = next(v for v in verdicts if v["row"] == 1 and v["rule"] == "PA-CP-103")
    assert first == {
        "row": 1,
        "id": "A-1",
        "rule": "PA-CP-103",
        "kind": "path",
        "label": "reported",
        "tests_a_person": True,
        "outcome": "not_met",
        "missing": [],
        "from_date": "2025-02-28",  # 974 = two thirds of 1,461 days after 30 June 2022
        "until_date": None,
    }
    third = next(v for v in verdicts if v["row"] == 3 and v["rule"] == "PA-CP-103")
    assert (third["outcome"], third["missing"]) == ("unknown", ["resocialisation_adequate"])


def test_a_bad_cell_is_one_sentence_and_exit_1(
    evaluated: subprocess.CompletedProcess[str],
) -> None:
    assert evaluated.returncode == 1
    assert evaluated.stderr.splitlines() == [
        "Fila 2, columna [served_fraction]: [often] debe ser un número con punto decimal, como 12 "
        "o 0.5. Corrija la celda; mientras tanto esta fila no tiene respuestas."
    ]


def test_json_lines_are_one_object_a_line(facts_file: Path) -> None:
    words = ("law", "evaluate", str(facts_file), "--as-of", "2024-06-30", "--format", "jsonl")
    lines = segunda(*words).stdout.splitlines()
    assert len(lines) == 102
    assert json.loads(lines[0])["rule"] == "PA-CP-052"


def test_explain_speaks_both_languages(facts_file: Path) -> None:
    words = ("law", "explain", str(facts_file), "--row", "3", "--rule", "PA-CP-103")
    spanish = segunda(*words, "--as-of", "2024-06-30", "--lang", "es").stdout
    english = segunda(*words, "--as-of", "2024-06-30", "--lang", "en").stdout
    assert "Libertad vigilada (PA-CP-103)" in spanish
    assert "CP arts. 103-107" in spanish
    assert "según otras fuentes" in spanish
    assert "Junta Técnica" in spanish
    assert "Supervised release (PA-CP-103)" in english
    assert "sentence served: at least 2/3" in english


@pytest.mark.parametrize(
    "words",
    [
        ("law", "evaluate", "nowhere.csv", "--as-of", "2024-06-30"),
        ("law", "explain", "nowhere.csv", "--row", "1", "--rule", "PA-CP-103", "--as-of", "2024"),
    ],
)
def test_what_cannot_be_done_is_one_sentence_and_exit_2(words: tuple[str, ...]) -> None:
    done = segunda(*words)
    assert done.returncode == 2
    assert done.stderr.count("\n") == 1
    assert "Traceback" not in done.stderr


def test_no_such_row_or_rule_says_what_there_is(facts_file: Path) -> None:
    ask = ("law", "explain", str(facts_file), "--as-of", "2024-06-30", "--lang", "en")
    assert "the file has 3 data rows" in segunda(*ask, "--row", "9", "--rule", "PA-CP-103").stderr
    assert "There is no rule [PA-X]" in segunda(*ask, "--row", "1", "--rule", "PA-X").stderr


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("law", "evaluate", "f.csv"), "Falta [--as-of]"),
        (("law", "evaluate", "f.csv", "--as-of", "x", "--format", "xml"), "json, jsonl"),
        (("law", "explain", "f.csv", "--lang", "fr"), "[--lang] debe ser uno de: es, en"),
        (("law", "explain", "f.csv", "--row", "x"), "[--row]"),
        (("law", "list", "--colour"), "No existe la opción [--colour]"),
        (("abolish",), "No existe la orden [abolish]"),
    ],
)
def test_a_command_not_understood_is_one_sentence(words: tuple[str, ...], says: str) -> None:
    done = segunda(*words)
    assert done.returncode == 2
    assert says in done.stderr
    assert "--help" in done.stderr
    assert done.stderr.count("\n") == 1


@pytest.mark.parametrize("day", ["20240630", "2024-W26-7", "30/06/2024", "2024-02-30"])
def test_a_day_written_otherwise_is_refused(facts_file: Path, day: str) -> None:
    done = segunda("law", "evaluate", str(facts_file), "--as-of", day)
    assert (done.returncode, done.stdout) == (2, "")


def test_a_file_that_cannot_be_read_leaves_no_half_answer(tmp_path: Path) -> None:
    file = tmp_path / "latin1.csv"
    file.write_bytes(b"id,age_years\na,70\n\xe9,71\n")
    done = segunda("law", "evaluate", str(file), "--as-of", "2024-06-30")
    assert (done.returncode, done.stdout) == (2, "")


def test_a_reader_who_has_seen_enough_is_no_fault() -> None:
    call = [sys.executable, "-c", "from segunda.cli import main; main()", "law", "list"]
    with subprocess.Popen(call, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as running:
        assert running.stdout is not None
        assert running.stderr is not None
        running.stdout.readline()
        running.stdout.close()
        complaint = running.stderr.read()
        assert (running.wait(), complaint) == (0, b"")
