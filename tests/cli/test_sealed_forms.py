"""What everyone may see: a sealed ground leaves no trace in any file, not even which one it was."""

import json
import zipfile
from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path

import polars as pl
import pytest

from segunda.cli.screen import source_of
from segunda.law.facts import papers, person
from segunda.law.rules import Rule, all_rules
from segunda.law.screening import screen
from segunda.registry.intake import read
from segunda.report.files import FILES, write_all
from segunda.report.printed import said
from segunda.report.view import View, rests_on_sealed, sealed_facts, sealed_papers, view_for

DAY = date(2024, 6, 30)
PEOPLE = 24
COLUMNS = ["id", "sex", "age_years", "legal_status", "penalty_type", "offence_class"]
COLUMNS += ["sentence_months", "served_fraction", "first_time"]
GROUNDS = {
    "pregnancy": {"pregnant": "true"},
    "illness": {"seriously_ill": "true", "illness_prevents_prison": "true"},
    "disability": {"disability_prevents_selfcare": "true"},
}
ALL_SEALED = [name for ground in GROUNDS.values() for name in ground]


def register(ground: dict[str, str], columns: list[str]) -> str:
    """A FACTS.csv of 24 people, the third of whom has the ground; only `columns` are sealed."""
    lines = [",".join([*COLUMNS, *columns])]
    for number in range(PEOPLE):
        ordinary = f"A-{number},F,{30 + number},sentenced_final,prison,other,{24 + number},0.5,true"
        sealed = [ground.get(name, "") if number == 2 else "" for name in columns]
        lines.append(",".join([ordinary, *sealed]))
    return "\n".join(lines) + "\n"


# The same person, three grounds; the columns differ too: all the sealed ones, or only its own.
REGISTERS = {
    "pregnancy": register(GROUNDS["pregnancy"], ALL_SEALED),
    "illness": register(GROUNDS["illness"], list(GROUNDS["illness"])),
    "disability": register(GROUNDS["disability"], list(GROUNDS["disability"])),
    "nobody": register({}, ALL_SEALED),
}
Made = dict[str, tuple[Path, str]]


def written(view: View, out: Path, *, long: bool = False) -> tuple[Path, str]:
    """The folder of the files of a view, and what the command prints."""
    return out, "\n".join(said(write_all(view, out, long=long), view, "es"))


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Made:
    """The files of each register: for everyone, for everyone in the long form, and sealed."""
    folder = tmp_path_factory.mktemp("sealed")
    files = {}
    for name, csv in REGISTERS.items():
        file = folder / f"{name}.csv"
        file.write_text(csv, encoding="utf-8")
        intake = read(file, "facts", as_of=DAY)
        screening, source = screen(intake.people, DAY), source_of(intake, file)
        open_to_all = view_for(screening, source, "everyone")
        files[name] = written(open_to_all, folder / name)
        files[f"{name}, long"] = written(open_to_all, folder / f"{name}-long", long=True)
        sealed = view_for(screening, source, "health-defence")
        files[f"{name}, sealed"] = written(sealed, folder / f"{name}-sealed")
    return files


@pytest.mark.parametrize("file", FILES)
def test_pregnancy_illness_and_disability_give_everyone_the_same_bytes(
    made: Made, file: str
) -> None:
    assert len({(made[name][0] / file).read_bytes() for name in GROUNDS}) == 1


def test_they_print_the_same_words(made: Made) -> None:
    assert len({made[name][1] for name in GROUNDS}) == 1


@pytest.mark.parametrize("file", FILES)
def test_health_and_the_defence_see_them_apart(made: Made, file: str) -> None:
    assert len({(made[f"{name}, sealed"][0] / file).read_bytes() for name in GROUNDS}) == 3


def test_the_person_has_a_protected_ground_and_the_others_have_no_answer(made: Made) -> None:
    verdicts = pl.read_parquet(made["illness"][0] / "verdicts.parquet")
    assert verdicts["protected_ground"].to_list() == [None, None, 1, *[None] * (PEOPLE - 3)]
    assert verdicts["protected_ground"].dtype == pl.Int8
    assert "PA-CP-108" not in verdicts.columns


def test_the_long_form_is_sealed_too(made: Made) -> None:
    tables = {(made[f"{name}, long"][0] / "verdicts.parquet").read_bytes() for name in GROUNDS}
    assert len(tables) == 1
    table = pl.read_parquet(made["illness, long"][0] / "verdicts.parquet")
    ground = table.filter(pl.col("rule") == "protected_ground")
    assert ground["outcome"].to_list() == [None, None, 1, *[None] * (PEOPLE - 3)]
    assert ground["missing"].null_count() == PEOPLE
    assert "PA-CP-108" not in table["rule"]


@pytest.mark.parametrize("name", ["disability", "nobody"])
def test_a_count_below_ten_is_not_told_nor_that_there_is_none(made: Made, name: str) -> None:
    out, printed = made[name]
    summary = json.loads((out / "summary.json").read_text(encoding="utf-8"))
    assert summary["protected_ground"] == "fewer than 10"
    assert "menos de 10" in printed
    assert "<b>menos de 10</b>" in (out / "report.html").read_text(encoding="utf-8")


@cache
def hidden_rules() -> list[Rule]:
    """The rules on a person whose condition mentions a sealed fact."""
    return [r for r in all_rules() if r.tests_a_person and rests_on_sealed(r, DAY)]


def sealed_words() -> Iterator[str]:
    """Names, headings, papers, titles, articles and identifiers that must not be told."""
    for name in sorted(sealed_facts()):
        fact = person()[name]
        yield from (name, fact.label.es, fact.label.en)
        yield from (words for text in (fact.yes, fact.no) if text for words in (text.es, text.en))
    for paper in sorted(sealed_papers()):
        yield from (paper, papers()[paper].name.es, papers()[paper].name.en)
    for rule in hidden_rules():
        yield from (rule.id, rule.citation)
        yield from (title for title in (rule.title.es, rule.title.en) if not is_common(title))


def is_common(title: str) -> bool:
    """Whether a rule that may be shown has the same words in its title («Indulto», «Prisión…»)."""
    hidden = hidden_rules()
    shown = [r.title for r in all_rules() if r not in hidden]
    return any(title in text.es or title in text.en for text in shown)


def everything(out: Path) -> str:
    """All that the files hold, unpacked, in small letters."""
    held = [(out / file).read_bytes() for file in FILES]
    with zipfile.ZipFile(out / "report.xlsx") as book:
        held += [name.encode() + book.read(name) for name in book.namelist()]
    held.append(str(pl.read_parquet_metadata(out / "verdicts.parquet")).encode())
    held.append(str(pl.read_parquet(out / "verdicts.parquet").columns).encode())
    return "\n".join(part.decode("utf-8", "replace") for part in held).lower()


def test_no_sealed_word_stands_in_any_file_for_everyone(made: Made) -> None:
    out, printed = made["pregnancy"]
    held = everything(out) + printed.lower()
    assert len(list(sealed_words())) > 100
    told = [words for words in sealed_words() if words.lower() in held]
    assert told == []


def test_the_same_words_do_stand_in_the_sealed_form(made: Made) -> None:
    held = everything(made["pregnancy, sealed"][0])
    home = [r for r in hidden_rules() if r.jurisdiction == "PA" and r.kind == "path"]
    assert all(rule.title.en.lower() in held for rule in home)
    assert "pregnant" in held


def test_the_name_of_the_file_is_not_told_to_everyone(made: Made) -> None:
    assert "illness.csv" not in everything(made["illness"][0])


GENDERS = {"one": "mujer trans", "other": "no binaria", "nobody": ""}


@pytest.fixture(scope="module")
def by_gender(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The files of one person of each declared gender, for everyone and for health and defence."""
    folder, out = tmp_path_factory.mktemp("gender"), {}
    for name, gender in GENDERS.items():
        (folder / f"{name}.csv").write_text(
            f"person_id,sex,legal_status,gender\n1,M,pretrial,{gender}\n2,X,pretrial,\n"
        )
        intake = read(folder / f"{name}.csv", "template", as_of=DAY)
        screening, source = screen(intake.people, DAY), source_of(intake, folder / f"{name}.csv")
        for form in ("everyone", "health-defence"):
            out[f"{name} {form}"] = folder / f"{name} {form}"
            written(view_for(screening, source, form), out[f"{name} {form}"])
    return out


@pytest.mark.parametrize("file", FILES)
def test_the_declared_gender_leaves_no_trace_for_everyone(
    by_gender: dict[str, Path], file: str
) -> None:
    assert len({(by_gender[f"{name} everyone"] / file).read_bytes() for name in GENDERS}) == 1


def test_health_and_the_defence_see_the_declared_gender_counted(by_gender: dict[str, Path]) -> None:
    summary = json.loads((by_gender["one health-defence"] / "summary.json").read_text("utf-8"))
    assert summary["census"]["source_codes"]["gender"] == {"": 1, "mujer trans": 1}
    assert summary["census"]["by_sex"]["X"] == 1
