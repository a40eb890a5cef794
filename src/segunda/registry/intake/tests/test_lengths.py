"""Lengths of sentences in words, in four languages."""

from fractions import Fraction

import pytest

from segunda.registry.intake.values import months_of


@pytest.mark.parametrize(
    ("text", "months"),
    [
        ("5 años 6 meses", 66),
        ("5 AÑOS Y 6 MESES DE PRISIÓN", 66),
        ("5a 6m", 66),
        ("18 meses", 18),
        ("2 years and 3 months", 27),
        ("2y", 24),
        ("3 anos, 1 mês", 37),
        ("1 an et 6 mois", 18),
        ("15 días", Fraction(1, 2)),
        ("1 año 10 días", 12 + Fraction(1, 3)),
    ],
)
def test_a_length_is_read_in_months(text: str, months: Fraction) -> None:
    assert months_of(text) == months


@pytest.mark.parametrize(
    "text", ["", "larga", "5", "5 años de 6", "cadena perpetua", "5 años 6 años"]
)
def test_what_is_no_length_is_not_guessed(text: str) -> None:
    assert months_of(text) is None
