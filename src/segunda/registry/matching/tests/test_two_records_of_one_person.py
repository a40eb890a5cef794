"""Two records of one person are proposed; twins, relatives and namesakes are not."""

from dataclasses import replace

import pytest

from segunda.registry.matching.births import compare_births
from segunda.registry.matching.duplicates import POSSIBLE, PROBABLE, Record, same_person

ANA = Record("Peña Ruiz", "Ana María", "1990-05-12", ("8-123-456",), "Panamá", "F")
LUIS = Record("Gómez", "Luis", "1985-03-04", (), "Panamá", "M")

PROBABLY = {
    "the same record": (ANA, ANA),
    "no document in one": (ANA, replace(ANA, numbers=())),
    "no accents, capitals": (ANA, replace(ANA, surnames="PENA RUIZ", given_names="ANA MARIA")),
    "surnames swapped": (ANA, replace(ANA, surnames="Ruiz Peña", numbers=())),
    "names and surnames exchanged": (
        ANA, replace(ANA, surnames="Ana María", given_names="Peña Ruiz", numbers=())),
    "heard, not read": (
        Record("Jiménez Vásquez", "Yaneth Edith", "1990-05-12", (), "Panamá", "F"),
        Record("Giménez Básquez", "Janet Edit", "1990-05-12", (), "Panamá", "F")),
    "second name left out, same document": (ANA, replace(ANA, given_names="Ana")),
    "one digit of the document": (ANA, replace(ANA, numbers=("8-123-465",))),
    "birth unknown, same document": (ANA, replace(ANA, birth_date=None)),
    "year only, same document": (ANA, replace(ANA, birth_date="1990")),
    "day and month swapped, same document": (ANA, replace(ANA, birth_date="1990-12-05")),
    "married name, same document": (ANA, replace(ANA, surnames="Peña de González")),
    "an initial": (ANA, replace(ANA, given_names="Ana M.", numbers=("08-0123-00456",))),
    "a letter of the name, same document": (ANA, replace(ANA, given_names="Ama María")),
    "passport renewed": (
        replace(ANA, numbers=("AB1234567",)), replace(ANA, numbers=("CD7654321",))),
    "cédula here, passport there": (ANA, replace(ANA, numbers=("AB1234567",))),
}  # fmt: skip
LOOK = {
    "one surname, one name, same day": (LUIS, LUIS),
    "day and month swapped, no document": (
        replace(ANA, numbers=()), replace(ANA, numbers=(), birth_date="1990-12-05")),
    "year of birth only, no document": (
        replace(ANA, numbers=()), replace(ANA, numbers=(), birth_date="1990")),
    "namesake of the same day with another cédula": (ANA, replace(ANA, numbers=("4-777-888",))),
    "another sex, all else equal": (ANA, replace(ANA, numbers=("8-123-465",), sex="M")),
    "a letter of the name, no document": (ANA, replace(ANA, given_names="Ana Naría", numbers=())),
    "a letter of the surname, near document": (
        ANA, replace(ANA, surnames="Reña Ruiz", numbers=("8-123-457",))),
    "somebody else's document": (
        ANA, Record("Gómez", "Luis", "1985-03-04", ("8-123-456",), "Panamá", "M")),
    "same document, other day of birth, other name": (
        ANA, replace(ANA, given_names="Rosa", birth_date="1970-01-02")),
}  # fmt: skip
NOT = {
    "twins": (ANA, replace(ANA, given_names="Rosa Elena", numbers=("8-123-999",))),
    "twins without documents": (
        replace(ANA, numbers=()), replace(ANA, given_names="Rosa", numbers=())),
    "twins with one name in common": (
        ANA, replace(ANA, given_names="Ana Isabel", numbers=("8-321-654",))),
    "twins, documents one digit apart": (
        ANA, replace(ANA, given_names="Rosa Elena", numbers=("8-123-457",))),
    "twins, brother and sister": (
        replace(LUIS, surnames="Gómez Díaz"),
        replace(LUIS, surnames="Gómez Díaz", given_names="Luisa", sex="F")),
    "a name that begins like another": (
        replace(ANA, numbers=()), replace(ANA, given_names="Anabel María", numbers=())),
    "married name, no document": (ANA, replace(ANA, surnames="Peña de González", numbers=())),
    "siblings": (ANA, replace(ANA, given_names="Rosa", birth_date="1992-07-30", numbers=())),
    "half-sisters of one name": (
        ANA, replace(ANA, surnames="Peña Gómez", birth_date="1992-07-30", numbers=())),
    "father and son of one name": (
        LUIS, replace(LUIS, birth_date="1960-08-20")),
    "namesakes of full name, other birth": (
        ANA, replace(ANA, birth_date="1971-08-20", numbers=("4-777-888",))),
    "same day and sex only": (ANA, replace(ANA, surnames="Gómez", given_names="Rosa", numbers=())),
    "cédulas one digit apart only": (
        ANA, Record("Gómez", "Luisa", "1971-08-20", ("8-123-457",), "Panamá", "F")),
    "nothing known": (Record("", ""), Record("", "")),
    "names only": (Record("Gómez", "Luis"), Record("Gómez", "Luis")),
}  # fmt: skip


def points(pair: tuple[Record, Record]) -> int:
    """Return the points of a pair, which do not depend on the order."""
    there, back = same_person(*pair), same_person(pair[1], pair[0])
    assert there.points == back.points
    return there.points


@pytest.mark.parametrize("pair", PROBABLY.values(), ids=PROBABLY)
def test_one_person_twice_is_proposed(pair: tuple[Record, Record]) -> None:
    assert points(pair) >= PROBABLE


@pytest.mark.parametrize("pair", LOOK.values(), ids=LOOK)
def test_what_may_be_one_person_is_shown_but_not_proposed(pair: tuple[Record, Record]) -> None:
    assert POSSIBLE <= points(pair) < PROBABLE


@pytest.mark.parametrize("pair", NOT.values(), ids=NOT)
def test_different_people_stay_apart(pair: tuple[Record, Record]) -> None:
    assert points(pair) < POSSIBLE


def test_every_reason_is_said_in_both_languages() -> None:
    for pair in (PROBABLY | LOOK | NOT).values():
        for reason in same_person(*pair).reasons:
            assert reason.es
            assert reason.en
            assert reason.es != reason.en


def test_the_reasons_name_what_agrees_and_what_does_not() -> None:
    said = same_person(ANA, replace(ANA, birth_date="1990-12-05", numbers=("4-777-888",))).reasons
    assert [reason.es for reason in said] == [
        "cédulas distintas", "los mismos apellidos", "los mismos nombres",
        "día y mes de nacimiento cambiados",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("one", "other", "es"),
    [
        ("1990-05-12", "1990-05-12", "la misma fecha de nacimiento"),
        ("1990-05-12", "1990-12-05", "día y mes de nacimiento cambiados"),
        ("1990-05-12", "1990-05", "el mismo año y mes de nacimiento"),
        ("1990", "1990-05-12", "el mismo año de nacimiento"),
        ("1990-01-01", "1990-05-12", "el mismo año de nacimiento"),
        ("1990-05-12", "1991-05-12", "un dígito distinto en el nacimiento"),
        ("1978-05-12", "1987-05-12", "un dígito distinto en el nacimiento"),
        ("1990-05-12", "1993-11-30", "nacimientos distintos"),
        ("1990", "1991-05-12", "nacimientos distintos"),
    ],
)
def test_birth_dates_are_compared_as_registers_hold_them(one: str, other: str, es: str) -> None:
    found = compare_births(one, other)
    assert [reason.es for reason in found.reasons] == [es]


@pytest.mark.parametrize("unknown", [None, "", " "])
def test_an_unknown_birth_date_says_nothing(unknown: str | None) -> None:
    assert compare_births(unknown, "1990-05-12").points == 0
    assert compare_births("1990-05-12", unknown).reasons == ()
