"""The rules' own cases notice a slip in the logic that answers them: at least nine in ten."""

import ast
import importlib
import sys
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import pytest

from segunda.law.tests.case_files import all_cases, reading_cases
from segunda.law.tests.source_mutants import Mutant, in_place, mutants
from segunda.law.tests.test_numbers_within_bounds import BOUNDS, answer
from segunda.law.tests.test_sentence_mutation import not_for_ever

LOGIC = "segunda.law.logic"
LATER = ["segunda.law.parse", "segunda.law.rules", "segunda.law.dates", "segunda.law.tests.judged"]


def caught(mutant: Mutant) -> bool:
    """Whether some case is answered otherwise, or the wrong logic cannot even run."""
    with suppress(Exception), not_for_ever(), in_place(mutant, LATER) as judged:
        rule = sys.modules["segunda.law.rules"].rule
        if any(answer(*asked[:4]) is not asked[4] for asked in BOUNDS):
            return True
        others = (case for one in sys.modules["segunda.law.rules"].all_rules()
                  for case in reading_cases(one.id))  # fmt: skip
        return any(
            judged.complaint(c, rule(c.rule).condition(c.as_of, c.reading))
            for c in (*all_cases(), *others)
        )
    return True


def test_only_a_slip_is_noticed_not_the_exchange_of_modules_itself() -> None:
    for name in (LOGIC, *LATER):
        importlib.import_module(name)
    one = next(mutants(LOGIC))
    whole = ast.parse(Path(importlib.import_module(LOGIC).__file__ or "").read_text("utf-8"))
    assert not caught(replace(one, tree=whole))


@pytest.mark.slow
def test_nine_slips_in_ten_are_noticed(record_property: Callable[[str, object], None]) -> None:
    for name in (LOGIC, *LATER):
        importlib.import_module(name)
    tried, left = 0, []
    for mutant in mutants(LOGIC):  # one tree at a time
        tried += 1
        if not caught(mutant):
            left.append(f"{mutant.module} line {mutant.line}: {mutant.slip}")
    killed = tried - len(left)
    record_property("mutants", f"{killed} of {tried}")
    print(f"\nlogic: {killed} of {tried} slips noticed")  # the figure, with -s
    print("\n".join(f"  not noticed: {told}" for told in left))
    assert killed >= 0.9 * tried
