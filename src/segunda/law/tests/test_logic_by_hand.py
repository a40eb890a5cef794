"""The tree by hand: each kind of node with each kind of answer, denied, and counted otherwise."""

from fractions import Fraction

import pytest

from segunda.law.logic import (
    NOT_APPLICABLE,
    All,
    Always,
    Any,
    Applies,
    Between,
    Compare,
    Expr,
    Holds,
    If,
    Not,
    OneOf,
    Op,
    counted,
    evaluate,
    missing,
    negation,
)

A, B = Holds("a"), Holds("b")
SIX = Compare("years", ">=", 6)


@pytest.mark.parametrize(
    ("op", "below", "equal", "above"),
    [
        (">=", False, True, True),
        (">", False, False, True),
        ("<=", True, True, False),
        ("<", True, False, False),
        ("==", False, True, False),
        ("!=", True, False, True),
    ],
)
def test_a_number_is_compared_with_its_constant(
    op: Op, below: bool, equal: bool, above: bool
) -> None:
    asked = Compare("years", op, 6)
    answers = [asked.value({"years": n}) for n in (Fraction(59, 10), 6, Fraction(61, 10))]
    assert answers == [below, equal, above]
    assert asked.value({}) is None
    assert asked.value({"years": NOT_APPLICABLE}) is False


@pytest.mark.parametrize(
    ("op", "low", "high", "answer"),
    [
        (">=", 6, 9, True), (">=", 5, 6, None), (">=", 3, 5, False),
        (">", 6, 9, None), (">", 7, 9, True), (">", 3, 6, False),
        ("<=", 3, 6, True), ("<=", 6, 7, None), ("<=", 7, 9, False),
        ("<", 3, 5, True), ("<", 3, 6, None), ("<", 6, 9, False),
        ("==", 5, 7, None), ("==", 6, 9, None), ("==", 3, 6, None), ("==", 7, 9, False),
        ("==", 3, 5, False), ("==", 6, 6, True), ("==", 7, 7, False),
        ("!=", 5, 7, None), ("!=", 6, 9, None), ("!=", 3, 6, None), ("!=", 7, 9, True),
        ("!=", 3, 5, True), ("!=", 6, 6, False), ("!=", 7, 7, True),
    ],
)  # fmt: skip
def test_a_number_known_within_bounds_is_known_when_both_ends_agree(
    op: Op, low: int, high: int, answer: bool | None
) -> None:
    assert Compare("years", op, 6).value({"years": Between(low, high)}) is answer


def test_bounds_are_never_equal_to_a_word() -> None:
    assert Compare("kind", "==", "drugs").value({"kind": Between(1, 2)}) is False
    assert Compare("kind", "!=", "drugs").value({"kind": Between(1, 2)}) is True


def test_a_word_cannot_be_ordered() -> None:
    with pytest.raises(TypeError, match=r"\['x'\] cannot be ordered against \[6\]"):
        Compare("years", ">=", 6).value({"years": "x"})
    with pytest.raises(TypeError, match=r"\[6\] cannot be ordered against \['x'\]"):
        Compare("years", ">=", "x").value({"years": 6})


def test_what_cannot_exist_is_written_none_and_is_not_there() -> None:
    assert repr(NOT_APPLICABLE) == "none"
    assert Applies("a").value({"a": NOT_APPLICABLE}) is False
    assert Applies("a").value({"a": 0}) is True
    assert Applies("a").value({}) is None
    assert Holds("a").value({"a": NOT_APPLICABLE}) is False


def test_one_of_some_words_or_none_of_them() -> None:
    among, outside = OneOf("kind", ("x", "y")), OneOf("kind", ("x", "y"), negated=True)
    for given, inside, apart in (("x", True, False), ("z", False, True), (None, None, None),
                                 (NOT_APPLICABLE, False, False)):  # fmt: skip
        assert among.value({"kind": given}) is inside
        assert outside.value({"kind": given}) is apart


@pytest.mark.parametrize(
    ("expr", "answer"),
    [
        (All((A, B)), {"TT": True, "TF": False, "TU": None, "FU": False, "UU": None}),
        (Any((A, B)), {"TT": True, "FF": False, "TU": True, "FU": None, "UU": None}),
    ],
)
def test_and_and_or_are_those_of_kleene(expr: Expr, answer: dict[str, bool | None]) -> None:
    known = {"T": True, "F": False, "U": None}
    for pair, told in answer.items():
        first, second = known[pair[0]], known[pair[1]]
        assert evaluate(expr, {"a": first, "b": second}) is told
        assert evaluate(expr, {"a": second, "b": first}) is told


def test_a_choice_is_known_when_both_ways_agree() -> None:
    choice = If(A, B, Holds("c"))
    assert evaluate(choice, {"b": True, "c": True}) is True
    assert evaluate(choice, {"b": False, "c": False}) is False
    assert evaluate(choice, {"b": True, "c": False}) is None
    assert evaluate(choice, {"a": True, "b": True, "c": False}) is True
    assert evaluate(choice, {"a": False, "b": True, "c": False}) is False


def test_a_denial_goes_down_to_the_atoms() -> None:
    assert negation(All((A, B))) == Any((Not(A), Not(B)))
    assert negation(Any((A, B))) == All((Not(A), Not(B)))
    assert negation(If(A, B, SIX)) == If(A, Not(B), Not(SIX))
    assert negation(Not(A)) == A
    with pytest.raises(ValueError, match=r"^a rule that is always true cannot be denied$"):
        negation(Always())


def test_a_number_counted_otherwise_is_asked_everywhere_in_the_tree() -> None:
    other = Compare("months", ">=", 6)
    tree = All((Any((SIX, A)), If(SIX, A, Not(SIX)), Not(A), Always()))
    assert counted(tree, {"years": "months"}) == All(
        (Any((other, A)), If(other, A, Not(other)), Not(A), Always())
    )
    assert counted(tree, {}) is tree


def test_only_a_paper_that_can_change_the_answer_is_missing() -> None:
    assert missing(All((A, B)), {"a": None, "b": False}) == frozenset()
    assert missing(All((A, B)), {"a": None, "b": True}) == {"a"}
    assert missing(Any((A, B)), {"a": None, "b": None}) == {"a", "b"}
    assert missing(If(A, B, Holds("c")), {"a": None, "b": True, "c": True}) == frozenset()


def test_a_declared_fact_is_asked_for_where_the_answer_rests_on_it() -> None:
    stated = {"a": True, "b": True}
    assert missing(All((A, B)), stated, {"a": True}) == {"b"}
    assert missing(Any((A, B)), stated, {"a": True}) == frozenset()
    assert missing(Any((A, B)), {"a": True, "b": False}, {}) == {"a"}
    assert missing(All((A, B)), {"a": True, "b": False}, {}) == frozenset()
