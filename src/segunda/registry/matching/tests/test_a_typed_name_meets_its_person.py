"""What a clerk types in one box, the keys it looks up, and the points with their reasons."""

import polars as pl
import pytest

from segunda.registry.matching.edits import neighbours
from segunda.registry.matching.keys import Key, near_keys, query_keys, search_keys
from segunda.registry.matching.keys import search_keys_table as keys_table
from segunda.registry.matching.scores import Candidate, score

JANET = Candidate("Peña De León", "Janet María", ("La Flaca",), ("8-123-456", "ZZ0001234"))


def stored(person: Candidate) -> set[Key]:
    """Return the keys that stand in the table for a person."""
    return set(search_keys(person.surnames, person.given_names, person.aliases, person.numbers))


def meets(text: str, person: Candidate) -> bool:
    """Say whether what was typed leads to the person by an equal key or by a beginning."""
    query, keys = query_keys(text), stored(person)
    begins = query.beginning
    return bool(keys & {*query.keys, *near_keys(query)}) or bool(
        begins and any(k.kind == begins.kind and begins.low <= k.key < begins.high for k in keys)
    )


@pytest.mark.parametrize(
    ("text", "least"),
    [
        ("Janet María Peña De León", 100),
        ("PENA DE LEON, JANET MARIA", 100),
        ("de león peña janet", 95),  # swapped surnames
        ("Yaneth Peña", 90),
        ("Peña", 90),
        ("Peñ", 75),
        ("deleon", 90),
        ("Deleón Yanet", 85),
        ("Jnaet Peña", 80),
        ("María", 90),
        ("flaca", 90),
        ("8-123-456", 100),
        ("8 123 456", 100),
        ("8123456", 100),
        ("cédula 8-123-456", 100),
        ("8-123-457", 85),
        ("8-132-456", 85),
        ("8-1234-56", 85),
        ("Yaneth 8-123-456", 95),
        ("pasaporte zz0001234", 100),
        ("ZZ001234", 85),
    ],
)
def test_she_is_met_with_at_least_these_points(text: str, least: int) -> None:
    assert meets(text, JANET)
    assert least <= score(query_keys(text), JANET).points <= 100


@pytest.mark.parametrize(
    "text", ["Yolanda", "Ruiz Gómez", "8-999-888", "", "  ", "?", "8-123-999", "Rosa"]
)
def test_who_bears_nothing_of_it_has_no_points(text: str) -> None:
    assert score(query_keys(text), JANET).points == 0


@pytest.mark.parametrize(
    ("text", "es", "en"),
    [
        ("Yaneth", "suena igual: Yaneth ~ Janet", "sounds the same: Yaneth ~ Janet"),
        ("Pe", "empieza igual: Pe ~ Peña", "begins the same: Pe ~ Peña"),
        ("Janeo", "casi igual: Janeo ~ Janet", "nearly the same: Janeo ~ Janet"),
        ("Janet Ruiz", "no aparece: Ruiz", "not there: Ruiz"),
        ("león peña", "apellidos en otro orden", "surnames in another order"),
        ("flaca", "por el alias «La Flaca»", "by the alias “La Flaca”"),
        ("8-123-456", "el mismo número en la cédula", "the same number in the identity card"),
        ("8-123-457", "un dígito distinto en la cédula",
         "one digit different in the identity card"),
        ("8-123-46", "falta un dígito en la cédula", "one digit missing in the identity card"),
        ("8-213-456", "dos dígitos cambiados de lugar en la cédula",
         "two digits swapped in the identity card"),
        ("ZZ00012349", "sobra un dígito en el documento", "one digit too many in the document"),
        ("8-12-3456", "los mismos dígitos, con guiones en otro lugar en la cédula",
         "same digits, hyphens elsewhere in the identity card"),
    ],
)  # fmt: skip
def test_the_reason_is_said_in_both_languages(text: str, es: str, en: str) -> None:
    reasons = score(query_keys(text), JANET).reasons
    assert es in [reason.es for reason in reasons]
    assert en in [reason.en for reason in reasons]


def test_the_more_alike_comes_first() -> None:
    query = query_keys("Yaneth Peña")
    people = [
        Candidate("Peña", "Yaneth"),
        Candidate("Peña", "Janet"),
        Candidate("Peña", "Janeta"),
        Candidate("Peña", "Rosa"),
        Candidate("Ruiz", "Rosa"),
    ]
    points = [score(query, person).points for person in people]
    assert points == sorted(points, reverse=True)
    assert len(set(points)) == len(points)


def test_the_whole_name_comes_before_a_longer_one() -> None:
    query = query_keys("Ana Ruiz")
    short, long = Candidate("Ruiz", "Ana"), Candidate("Ruiz Gómez", "Ana Rosa")
    assert score(query, short).points > score(query, long).points


def test_surnames_in_their_order_and_the_name_itself_come_first() -> None:
    query = query_keys("Peña Ruiz")
    right, turned = Candidate("Peña Ruiz", "Ana"), Candidate("Ruiz Peña", "Ana")
    by_alias = Candidate("Gómez", "Ana", ("Peña Ruiz",))
    assert score(query, right).points > score(query, turned).points
    by_name = score(query_keys("Chela"), Candidate("", "Chela")).points
    assert score(query_keys("Chela"), Candidate("", "Ana", ("Chela",))).points < by_name
    assert score(query, by_alias).reasons[0].es == "por el alias «Peña Ruiz»"


def test_a_name_and_a_number_are_told_apart_and_each_is_one_part() -> None:
    query = query_keys("Pérez, Ana  PE 1 234  8-22-333")
    assert [word.token for word in query.words] == ["perez", "ana"]
    assert query.numbers == ("PE-1-234", "8-22-333")
    assert len(query.parts) == 4


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ana Gonz", ("n", "gonz", "gonz\uffff")),
        ("Ana 8-12", ("d", "812", "812\uffff")),
        ("G", None),
        ("", None),
    ],
)
def test_the_last_thing_typed_may_be_a_beginning(
    text: str, expected: tuple[str, str, str] | None
) -> None:
    found = query_keys(text).beginning
    assert (found and (found.kind, found.low, found.high)) == expected


def test_a_lone_word_with_a_wrong_letter_is_met_by_its_neighbours() -> None:
    person = Candidate("González", "Ana")
    query = query_keys("Gonxalez")
    assert not stored(person) & set(query.keys)
    assert stored(person) & set(near_keys(query))
    assert len(near_keys(query)) < 600


def test_neighbours_of_a_word_are_all_one_slip_away() -> None:
    found = neighbours("ab", "abcx")
    assert {"a", "b", "ba", "abc", "cab", "acb", "xb", "ax"} <= set(found)
    assert not {"ab", "", "abcd", "xy"} & set(found)


def test_a_table_of_people_gives_their_keys_row_by_row() -> None:
    people = pl.DataFrame(
        {
            "person_id": [7, 8, 9],
            "surnames": ["Peña De León", None, ""],
            "given_names": ["Janet", "Ana", None],
            "aliases": [["Flaca"], None, []],
            "numbers": [["8-123-456"], [], None],
        }
    )
    table = keys_table(people)
    assert table.columns == ["person_id", "kind", "key"]
    assert table.filter(person_id=8).rows() == [(8, "n", "ana"), (8, "s", "ana")]
    assert table.filter(person_id=9).is_empty()
    assert set(table.filter(person_id=7).select("kind", "key").rows()) == {
        ("n", "pena"), ("s", "pena"), ("n", "leon"), ("s", "leon"), ("n", "deleon"),
        ("s", "deleon"), ("n", "janet"), ("s", "yanet"), ("n", "flaca"), ("s", "flaka"),
        ("d", "8123456"),
    }  # fmt: skip


def test_a_table_without_aliases_and_numbers_is_served_too() -> None:
    people = pl.DataFrame({"person_id": ["a"], "surnames": ["Ruiz"], "given_names": ["Ana"]})
    assert keys_table(people).height == 4
    assert keys_table(people.head(0)).columns == ["person_id", "kind", "key"]
