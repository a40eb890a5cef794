"""`segunda law sentence`, `compare`, `wall` as a script calls them: shapes, codes, sentences."""

import json
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from segunda.cli import main

CASE: dict[str, Any] = {
    "sentences": [
        {
            "id": "A",
            "imposed_date": "2021-03-01",
            "length": {"years": 6, "months": 0, "days": 0},
            "statutory_max_months": 180,
            "relation": "alone",
            "to": None,
        }
    ],
    "custody": [{"start": "2020-01-10", "end": None, "kind": "prison"}],
    "work_days": 300,
}
FACTS = """id,sex,offence_class,legal_status,penalty_type,sentence_months,first_time,\
prior_sentence_10y,failed_to_appear,civil_liability_met_or_committed
A-1,F,property,sentenced_final,prison,60,true,false,false,true
A-2,F,drugs_small,sentenced_final,prison,72,true,false,false,true
A-3,M,property,sentenced_final,prison,36,true,false,false,true
"""
WORDS = ("--as-of", "2024-06-30")


@dataclass(frozen=True)
class Done:
    """How a command ended, and what it said."""

    returncode: int
    stdout: str
    stderr: str


Run = Callable[..., Done]


@pytest.fixture
def segunda(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """The command, in this process: what it costs to start is tried elsewhere."""

    def run(*words: str) -> Done:
        monkeypatch.setattr(sys, "argv", ["segunda", *words])
        with pytest.raises(SystemExit) as end:
            main()
        told = capsys.readouterr()
        return Done(int(end.value.code or 0), told.out, told.err)

    return run


@pytest.fixture
def computed(segunda: Run, tmp_path: Path) -> Run:
    """`segunda law sentence` on a case, or on a text that should be one."""

    def run(case: object, *words: str) -> Done:
        text = case if isinstance(case, str) else json.dumps(case)
        (tmp_path / "caso.json").write_text(text, encoding="utf-8")
        return segunda("law", "sentence", str(tmp_path / "caso.json"), *WORDS, *words)

    return run


def test_a_case_gives_one_object_per_reading(computed: Run) -> None:
    done = computed(CASE, "--format", "json")
    assert (done.returncode, done.stderr) == (0, "")
    sheets = json.loads(done.stdout)
    assert len(sheets) == 8
    first = sheets[0]
    assert set(first) == {
        *("reading", "sentence_days", "credit_days", "served_days"),
        *("one_third", "half", "two_thirds", "end", "steps", "codes"),
    }
    assert first["reading"] == {
        "calendar": "calendar",
        "redeemed": "count_towards_fractions",
        "over_five_years": "imposed",
    }
    assert first["credit_days"] == {
        "custody": 416,
        "presentations": 0,
        "territorial_ban": 0,
        "redeemed": 150,
        "community_work": 0,
    }
    # Six years from 10 Jan 2020 are 2,192 days; two thirds 1,462, less 150 redeemed.
    assert (first["sentence_days"], first["two_thirds"]) == (2192, "2023-08-14")
    assert set(first["steps"][0]) == {"article", "label", "text", "days", "date"}
    assert sheets[1]["same_as"] == first["reading"]


def test_what_is_wrong_is_told_row_by_row_and_gives_no_number(computed: Run) -> None:
    wrong = CASE | {"work_days": -1, "custody": [{"start": "2020-02-30", "kind": "prison"}]}
    done = computed(wrong, "--lang", "en")
    assert done.returncode == 1
    assert done.stderr.splitlines() == [
        "Custody 1, “start”: the date [2020-02-30] does not exist or is not written YYYY-MM-DD "
        "(CP 53).",
        "“work_days” cannot be negative ([-1]); check the record (CPP 232, CP 58).",
    ]
    assert all(set(s) <= {"reading", "manual", "codes", "same_as"} for s in json.loads(done.stdout))


def test_what_the_rules_do_not_cover_is_manual_and_no_fault(computed: Run) -> None:
    cut = {"start": "2023-01-01", "end": "2023-02-01", "kind": "supervised_release_revoked"}
    done = computed(CASE | {"interruptions": [cut]}, "--format", "jsonl")
    assert (done.returncode, done.stderr) == (0, "")
    first = json.loads(done.stdout.splitlines()[0])
    assert first["manual"] is True
    assert [code["code"] for code in first["codes"]] == ["SUPERVISED_RELEASE_REVOKED"]


@pytest.mark.parametrize("text", ["{", "", '{"work_days": 1, "work_days": 2}', "[" * 100_000])
def test_a_file_that_is_no_json_gets_one_sentence(computed: Run, text: str) -> None:
    done = computed(text)
    assert done.returncode == 2
    assert done.stdout == ""
    assert len(done.stderr.splitlines()) == 1
    assert "Traceback" not in done.stderr


def test_the_page_of_text_says_each_step(computed: Run) -> None:
    done = computed(CASE, "--format", "text", "--lang", "en")
    assert done.returncode == 0
    assert "  CP 52 · wording seen · sentence A: 6 years · 2,192 days · 1 Mar 2021" in done.stdout
    assert "  the same as: years and months by the calendar" in done.stdout


def test_the_same_case_gives_the_same_bytes(computed: Run) -> None:
    assert computed(CASE).stdout == computed(CASE).stdout


@pytest.fixture
def register(tmp_path: Path) -> Path:
    file = tmp_path / "hechos.csv"
    file.write_text(FACTS, encoding="utf-8")
    return file


def test_a_shipped_reform_is_compared_by_its_name(segunda: Run, register: Path) -> None:
    words = ("--mapping", "facts", *WORDS, "--format", "json")
    done = segunda("law", "compare", "limits_to_six_years", str(register), *words)
    assert done.returncode == 0, done.stderr
    effects = {effect["rule"]: effect for effect in json.loads(done.stdout)}
    assert set(effects) == {"PA-CP-065", "PA-CP-098", "PA-CP-102"}
    suspended = effects["PA-CP-098"]
    assert suspended["before"] == {"met": 1, "unknown": 0, "not_met": 2}
    assert suspended["after"] == {"met": 3, "unknown": 0, "not_met": 0}
    assert (suspended["gain"], suspended["lose"]) == (2, 0)
    assert suspended["by"]["offence_class"]["drugs_small"] == {"gain": 1, "lose": 0}
    assert set(suspended["by"]) == {"sex", "offence_class", "facility"}


SEALED = """
id: own
title: {es: "x", en: "x"}
dated: 2024-01-01
label: hypothetical
source: "a test"
changes:
  - {rule: PA-CP-108, condition: "pregnant or age_years >= 18"}
"""


def test_a_sealed_rule_tells_no_small_count_unless_asked_for_the_defence(
    segunda: Run, register: Path, tmp_path: Path
) -> None:
    reform = tmp_path / "own.yaml"
    reform.write_text(SEALED, encoding="utf-8")
    words = ("--mapping", "facts", *WORDS)
    everyone = segunda("law", "compare", str(reform), str(register), *words)
    assert everyone.returncode == 0, everyone.stderr
    (told,) = json.loads(everyone.stdout)
    assert (told["gain"], told["before"]["met"], told["by"]) == (None, None, None)
    assert "menos de 10" in told["says"]["es"]
    defence = segunda("law", "compare", str(reform), str(register), *words,
                      "--for", "health-defence")  # fmt: skip
    (whole,) = json.loads(defence.stdout)
    assert sum(whole["before"].values()) == 3


def test_a_reform_that_is_not_there_is_one_sentence(segunda: Run, register: Path) -> None:
    done = segunda("law", "compare", "nada.yaml", str(register), "--mapping", "facts", *WORDS)
    assert (done.returncode, done.stdout) == (2, "")
    assert "nada.yaml" in done.stderr
    assert "replacement_to_five_years" in done.stderr


def test_the_wall_is_counted(segunda: Run, register: Path) -> None:
    done = segunda("law", "wall", str(register), "--mapping", "facts", *WORDS)
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout)
    assert found["only_by_length"] == 1
    assert found["by_sex_and_offence"] == {"F drugs_small": 1}


def test_the_stretches_of_a_rule_are_told_with_what_is_nearly_met(
    segunda: Run, tmp_path: Path
) -> None:
    file = tmp_path / "hechos.csv"
    file.write_text(
        "id,legal_status,served_fraction,prior_intentional_conviction_5y,work_or_study_or_income,"
        "resocialisation_adequate,custody_start_date,sentence_days\n"
        "A-1,sentenced_final,0.5,false,true,true,2022-06-30,1461\n",
        encoding="utf-8",
    )
    words = ("--row", "1", "--rule", "PA-CP-103", "--from", "2024-06-30")
    done = segunda("law", "spans", str(file), *words, "--to", "2026-01-01")
    assert done.returncode == 0, done.stderr
    before, after = json.loads(done.stdout)
    # 974 of 1,461 days: two thirds, 974 days after 30 June 2022.
    assert (before["outcome"], before["end"]) == ("not_met", "2025-02-28")
    assert (before["nearly"]["from_date"], before["nearly"]["days"]) == ("2025-02-28", 243)
    assert (after["outcome"], after["start"], after["end"]) == ("met", "2025-02-28", "2026-01-01")
    assert segunda("law", "spans", str(file), *words, "--to", "2024-06-30").returncode == 2
