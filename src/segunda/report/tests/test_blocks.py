"""The reasons: every condition in words, every set of answers with an anchor of its own."""

import polars as pl

from segunda.law.facts import Paper
from segunda.law.rules import rule
from segunda.law.text import Text
from segunda.report.blocks import pattern_blocks
from segunda.report.patterns import DECLARED, NO, OPEN, YES, Clause, Pattern, Reasons
from segunda.report.words import NOT_MET, UNKNOWN


def paper(name: str) -> Paper:
    return Paper(name, Text(name, f"{name} (en)"), "office", Text("oficina", "office"), "")


SENTENCE, CONSENT, LETTER = paper("sentencia"), paper("consentimiento"), paper("carta")
CLAUSES = (
    Clause(Text("pena corta", "short sentence"), (SENTENCE,)),
    Clause(Text("consiente", "consents"), (CONSENT,)),
    Clause(Text("la aceptan", "accepted"), (LETTER,)),
)


def page(*patterns: Pattern) -> str:
    return str(pattern_blocks(Reasons(rule("PA-CP-065"), "a", CLAUSES, patterns, pl.Series([]))))


def unknown(number: int, people: int, answers: tuple[int, ...], *missing: Paper) -> Pattern:
    return Pattern("a", number, people, UNKNOWN, answers, missing)


PROVED = unknown(1, 7, (YES, YES, OPEN), LETTER)
ON_RECORD = unknown(2, 4, (DECLARED, YES, OPEN), SENTENCE, LETTER)


def test_sets_that_differ_only_by_what_is_on_record_share_what_is_not_known() -> None:
    told = page(PROVED, ON_RECORD)
    assert told.count("<article") == 1
    assert told.count("la aceptan") == 1
    assert "11 personas" in told
    assert "<li id=ua1><b>7</b> ✓ 1, 2<li id=ua2><b>4</b> ◐ 1 ✓ 2</ul>" in told


def test_what_the_lines_name_by_number_stands_in_the_block_in_words() -> None:
    assert "1. pena corta; 2. consiente." in page(PROVED, ON_RECORD)
    assert "1. short sentence; 2. consents." in page(PROVED, ON_RECORD)


def test_a_paper_that_the_signs_do_not_tell_is_asked_for_in_words() -> None:
    told = page(PROVED, unknown(2, 4, (YES, YES, OPEN), CONSENT, LETTER))
    assert "<li id=ua2><b>4</b> ✓ 1, 2<div lang=es><p>Pedir: consentimiento; carta</p>" in told


def test_a_set_alone_has_all_its_words_in_its_own_block() -> None:
    told = page(ON_RECORD, Pattern("a", 3, 9, NOT_MET, (NO, YES, YES), ()))
    assert told.startswith("<article id=ua2>")
    assert "◐ consta, falta el papel:<ul><li>1. pena corta</ul>" in told
    assert "Pedir: sentencia; carta" in told
    assert "<article id=na3>" in told
    assert "– hoy falta:<ul><li>1. pena corta</ul>" in told
