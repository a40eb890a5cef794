"""The worked cases and the coded reasons notice a slip in the computation: at least nine in ten."""

import ast
import importlib
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from segunda.law.tests.sentence_files import worked_cases
from segunda.law.tests.source_mutants import Mutant, in_place, mutants
from segunda.law.tests.test_sentence_boundaries import BOUNDARIES, ROWS, reaches, rows
from segunda.law.tests.test_sentence_cases import told
from segunda.law.tests.test_sentence_codes import AS_OF, PLAIN, REACHED

ROOM = "segunda.law.sentence"
LATER = {
    "case": ("days", "checks", "compute", "steps"),
    "days": ("checks", "compute", "steps"),
    "checks": ("compute", "steps"),
    "compute": ("steps",),
}
CASES = [case for case in worked_cases() if case.hand] + [
    case for case in worked_cases() if not case.hand
][:80]
Sheets = Callable[..., Any]


def caught(mutant: Mutant) -> bool:
    """Whether some case is answered otherwise, or the wrong program cannot even run."""
    later = [f"{ROOM}.{name}" for name in LATER[mutant.module.rpartition(".")[2]]]
    with suppress(Exception), not_for_ever(), in_place(mutant, [*later, ROOM]) as room:
        return differs(room.sheets, room.as_items, room.is_refused)
    return True


@contextmanager
def not_for_ever() -> Iterator[None]:
    """Stop a wrong program that goes round in circles (its own CPU seconds are counted)."""

    def stop(*_: object) -> None:
        raise TimeoutError

    before = signal.signal(signal.SIGVTALRM, stop)
    signal.setitimer(signal.ITIMER_VIRTUAL, 8)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)


def differs(sheets: Sheets, as_items: Sheets, is_refused: Sheets) -> bool:
    """Whether any expected figure or code is not given; what fails soonest is asked first."""
    if any(s.codes for s in sheets(PLAIN, AS_OF)):
        return True
    for name, case in REACHED.items():
        if name not in {said.code.name for s in sheets(case, AS_OF) for said in s.codes}:
            return True
    if any(reaches(sheets(case, AS_OF), code) is not so for code, case, so in BOUNDARIES):
        return True
    if any(rows(sheets(case, AS_OF)[0]) != told for case, told in ROWS):
        return True
    return any(not _as_worked(case, sheets, as_items, is_refused) for case in CASES)


def _as_worked(case: Any, sheets: Sheets, as_items: Sheets, is_refused: Sheets) -> bool:
    found = sheets(case.case, case.as_of)
    for item in as_items(found):
        if case.reading not in (None, tuple(item["reading"].values())):
            continue
        codes = {code["code"] for code in item["codes"]}
        for name, value in case.expect.items():
            right = value in codes if name == "code" else told(item, name) == value
            if not (is_refused(found) if name == "refused" else right):
                return False
    return True


def test_the_true_program_passes_what_mutants_are_tried_with() -> None:
    from segunda.law.sentence import as_items, is_refused, sheets

    assert not differs(sheets, as_items, is_refused)


def test_only_a_slip_is_noticed_not_the_exchange_of_modules_itself() -> None:
    """Without this, a harness that breaks every program would count all of them as noticed."""
    module = f"{ROOM}.compute"
    one = next(mutants(module))
    whole = ast.parse(Path(importlib.import_module(module).__file__ or "").read_text("utf-8"))
    assert not caught(replace(one, tree=whole))
    assert caught(next(m for m in mutants(module) if m.slip.startswith("-(-wanted")))


@pytest.mark.slow
def test_nine_slips_in_ten_are_noticed(record_property: Callable[[str, object], None]) -> None:
    tried, left = 0, []
    for mutant in (m for name in LATER for m in mutants(f"{ROOM}.{name}")):  # one tree at a time
        tried += 1
        if not caught(mutant):
            left.append(f"{mutant.module} line {mutant.line}: {mutant.slip}")
    killed = tried - len(left)
    record_property("mutants", f"{killed} of {tried}")
    print(f"\nsentence: {killed} of {tried} slips noticed")  # the figure, with -s
    print("\n".join(f"  not noticed: {told}" for told in left))
    assert killed >= 0.9 * tried
