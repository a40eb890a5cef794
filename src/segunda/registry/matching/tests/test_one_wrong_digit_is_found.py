"""A document number with one slip is found by looking up equal keys, and only then compared."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from segunda.registry.matching.documents import (
    canonical,
    close,
    forms,
    is_cedula,
    near_forms,
    same,
    slip,
)

DIGITS, LETTERS = "0123456789", "AENPXZ"
cedulas = st.builds(
    lambda province, book, entry: f"{province}-{book}-{entry}",
    st.sampled_from(["1", "8", "13", "PE", "E", "N", "8AV", "4PI", "99"]),
    st.integers(1, 9999),
    st.integers(10, 999_999),
)
padded = st.builds("{:02d}-{:04d}-{:06d}".format, st.integers(1, 99), st.integers(1, 9999),
                   st.integers(1, 999_999))  # fmt: skip
passports = st.text("ABCDEFGHJKLMNPRSTUVWXYZ0123456789", min_size=5, max_size=12)
numbers = st.one_of(cedulas, padded, passports)


@st.composite
def a_number_and_one_slip(draw: st.DrawFn) -> tuple[str, str]:
    """Draw a number as stored, and as typed with one character wrong."""
    stored = draw(numbers)
    at = draw(st.integers(0, len(stored) - 1))
    before, here, after = stored[:at], stored[at], stored[at + 1 :]
    digit = draw(st.sampled_from(LETTERS if draw(st.booleans()) else DIGITS))
    slips = [before + digit + after, before + digit + here + after, stored + digit]
    slips += [before + after, before + after[:1] + here + after[1:]]
    if here == "-":  # a hyphen lost or moved is no wrong digit, but may not hide a person
        slips = [before + after, before + after[:1] + here + after[1:]]
    return stored, draw(st.sampled_from(slips))


@given(a_number_and_one_slip())
def test_any_one_slip_is_found_by_a_key_and_is_close(numbers: tuple[str, str]) -> None:
    stored, typed = numbers
    assert set(forms(stored)) & {*forms(typed), *near_forms(typed)}
    assert close(typed, stored)


def test_a_typed_cedula_asks_for_few_keys() -> None:
    assert len(near_forms("8-123-456")) < 560
    assert len(near_forms("99-0001-000123")) < 1400  # with padding zeros and without


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("8-123-456", "8-123-456"),
        ("08-0123-00456", "8-123-456"),
        (" 8 123 456 ", "8-123-456"),
        ("8–123–456", "8-123-456"),
        ("pe-1-234", "PE-1-234"),
        ("E-8-12345", "E-8-12345"),
        ("N-19-1234", "N-19-1234"),
        ("8-AV-123-456", "8AV-123-456"),
        ("8av-123-456", "8AV-123-456"),
        ("4-PI-12-345", "4PI-12-345"),
        ("ab 123456", "AB-123456"),
        ("0012345", "0012345"),
        ("", ""),
    ],
)
def test_a_number_has_one_spelling(written: str, expected: str) -> None:
    assert canonical(written) == expected


@pytest.mark.parametrize(
    "number", ["8-123-456", "PE-1-2", "E-8-12345", "8AV-1-23", "99-0001-000123"]
)
def test_forms_of_the_cedula_are_known(number: str) -> None:
    assert is_cedula(number)


@pytest.mark.parametrize("number", ["ZZ0000123", "8123456", "12-34", "A-1-2", ""])
def test_other_numbers_are_no_cedula(number: str) -> None:
    assert not is_cedula(number)


@pytest.mark.parametrize(
    ("typed", "stored", "expected"),
    [
        ("8-123-456", "8-123-457", "other"),
        ("8-123-45", "8-123-456", "missing"),
        ("8-123-4566", "8-123-456", "extra"),
        ("8-132-456", "8-123-456", "swapped"),
        ("8-0123-456", "8-123-456", ""),
        ("8123456", "8-123-456", ""),
        ("8-12-3456", "8-123-456", ""),
        ("8-321-456", "8-123-456", None),
        ("8-123-400", "8-123-456", None),
        ("8-923-457", "8-123-456", None),
        ("PE-1-234", "8-1-234", None),
    ],
)
def test_the_slip_is_named(typed: str, stored: str, expected: str | None) -> None:
    assert slip(typed, stored) == expected


def test_hyphens_elsewhere_are_another_number_unless_left_out() -> None:
    assert not same("8-12-3456", "8-123-456")
    assert same("8123456", "8-123-456")
    assert same("08-123-0456", "8-123-456")
    assert not same("", "8-123-456")
