"""The dictionary of facts and the papers say one clear thing in each language, and nothing else."""

import json
import os
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
import yaml

LAW = Path(__file__).parents[1]
PERSON = LAW / "facts" / "person.yaml"
PAPERS = LAW / "papers.yaml"
SHARED = Path(os.environ.get("SEGUNDA_SHARED", LAW.parents[2] / ".." / "shared"))
MATERIAL = SHARED / "law" / "rules.json"

MOVING = {
    "age_years": ("completed_years", "birth_date"),
    "youngest_child_age_months": ("completed_months", "youngest_child_birth_date"),
    "youngest_dependant_age_years": ("completed_years", "youngest_dependant_birth_date"),
    "served_days": ("days", "custody_start_date"),
    "served_fraction": ("share_of_days", "custody_start_date"),
    "days_in_pretrial": ("days", "pretrial_start_date"),
}
# How the material writes a unit, and how the dictionary does.
UNITS = {"ISO 8601": "", "0..1": "share"}


class OneKeyOnce(yaml.SafeLoader):
    """A loader that refuses a mapping with the same key twice, which PyYAML would swallow."""


def _mapping_without_repeats(loader: yaml.SafeLoader, node: yaml.MappingNode) -> dict[Any, Any]:
    keys = [loader.construct_object(key) for key, _ in node.value]
    repeated = [key for key, times in Counter(keys).items() if times > 1]
    assert not repeated, f"{repeated} stands twice{node.start_mark}"
    return loader.construct_mapping(node, deep=True)


OneKeyOnce.add_constructor(yaml.resolver.BaseResolver.DEFAULT_MAPPING_TAG, _mapping_without_repeats)


def read(path: Path) -> list[dict[str, Any]]:
    entries: list[dict[str, Any]] = yaml.load(path.read_text("utf-8"), OneKeyOnce)  # noqa: S506
    return entries


FACTS = read(PERSON)
PAPER_LIST = read(PAPERS)


@pytest.fixture(scope="module")
def material() -> list[dict[str, Any]]:
    if not MATERIAL.exists():
        pytest.skip(f"the law material is not there: {MATERIAL.name} beside the repository")
    facts: list[dict[str, Any]] = json.loads(MATERIAL.read_text("utf-8"))["facts"]
    return facts


def complete(words: dict[str, str]) -> bool:
    return set(words) == {"es", "en"} and all(
        isinstance(word, str) and word.strip() == word and word for word in words.values()
    )


def repeats(words: list[str]) -> list[str]:
    return [word for word, times in Counter(words).items() if times > 1]


def test_a_repeated_key_would_be_noticed(tmp_path: Path) -> None:
    twice = tmp_path / "twice.yaml"
    twice.write_text("- {name: a, name: b}\n")
    with pytest.raises(AssertionError, match="name"):
        read(twice)


def test_the_facts_are_those_of_the_material_in_its_order(material: list[dict[str, Any]]) -> None:
    assert [fact["name"] for fact in FACTS] == [fact["name"] for fact in material]


@pytest.mark.parametrize("key", ["type", "class", "nullable"])
def test_each_fact_is_what_the_material_says(key: str, material: list[dict[str, Any]]) -> None:
    ours = {fact["name"]: fact[key] for fact in FACTS}
    assert ours == {fact["name"]: fact[key] for fact in material}


def test_values_are_those_of_the_material(material: list[dict[str, Any]]) -> None:
    ours = {fact["name"]: fact["values"] for fact in FACTS if "values" in fact}
    enums = [fact for fact in material if fact["type"] == "enum"]
    assert ours == {fact["name"]: fact["unit"].split("|") for fact in enums}


def test_units_are_those_of_the_material(material: list[dict[str, Any]]) -> None:
    ours = {fact["name"]: fact["unit"] for fact in FACTS if fact["type"] != "enum"}
    numbers = [fact for fact in material if fact["type"] != "enum"]
    assert ours == {fact["name"]: UNITS.get(fact["unit"], fact["unit"]) for fact in numbers}


@pytest.mark.parametrize("fact", FACTS, ids=lambda fact: str(fact["name"]))
def test_a_fact_has_words_for_all_it_can_say(fact: dict[str, Any]) -> None:
    assert complete(fact["label"])
    clauses = {"yes", "no"} & set(fact)
    assert clauses == ({"yes", "no"} if fact["type"] == "bool" else set())
    assert all(complete(fact[clause]) for clause in clauses)
    assert list(fact.get("names", {})) == fact.get("values", [])
    assert all(complete(words) for words in fact.get("names", {}).values())


@pytest.mark.parametrize("language", ["es", "en"])
def test_no_two_facts_share_their_words(language: str) -> None:
    assert not repeats([fact["label"][language] for fact in FACTS])
    clauses = [fact[key][language] for fact in FACTS for key in ("yes", "no") if key in fact]
    assert not repeats(clauses)


@pytest.mark.parametrize("language", ["es", "en"])
def test_the_values_of_one_fact_have_different_words(language: str) -> None:
    for fact in FACTS:
        assert not repeats([words[language] for words in fact.get("names", {}).values()])


def test_six_facts_move_with_time_and_say_since_when() -> None:
    moving = {fact["name"]: fact["moves"] for fact in FACTS if "moves" in fact}
    assert {name: (how["as"], how["since"]) for name, how in moving.items()} == MOVING
    assert {name: how["of"] for name, how in moving.items() if "of" in how} == {
        "served_fraction": "sentence_days"
    }


def test_every_paper_proves_a_fact_and_every_fact_has_its_paper() -> None:
    facts = [fact for subject in sorted(PERSON.parent.glob("*.yaml")) for fact in read(subject)]
    assert {fact["paper"] for fact in facts} == {paper["id"] for paper in PAPER_LIST}
    assert not repeats([paper["id"] for paper in PAPER_LIST])


def test_every_paper_names_itself_its_office_and_its_source() -> None:
    for paper in PAPER_LIST:
        assert set(paper) == {"id", "name", "office", "source"}
        assert complete(paper["name"])
        assert complete({key: paper["office"][key] for key in ("es", "en")})
        assert paper["source"].strip()


@pytest.mark.parametrize("language", ["es", "en"])
def test_no_two_papers_share_a_name(language: str) -> None:
    assert not repeats([paper["name"][language] for paper in PAPER_LIST])


def test_an_office_has_one_name_wherever_it_stands() -> None:
    names = {tuple(paper["office"].values()) for paper in PAPER_LIST}
    assert not repeats([office_id for office_id, *_ in names])


def test_nothing_is_asked_of_the_victim() -> None:
    ours = [paper for paper in PAPER_LIST if paper["id"].startswith("victim_")]
    assert {paper["office"]["id"] for paper in ours} == {"court", "dgsp"}


def test_a_configured_limit_is_nobodys_paper() -> None:
    configured = [fact["name"] for fact in FACTS if fact["paper"] == "configuration"]
    assert configured == ["tbl_max_detention_days"]
