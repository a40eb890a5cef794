"""The outcomes of the Panamanian rules in openfisca-core, in an environment of its own.

    build/openfisca/bin/python bench/fisca.py FOLDER

openfisca-core knows no unknown: each fact has a twin `known_<fact>` (and `applies_<fact>` where
it may not apply), and each rule is two formulas, "met" and "not met"; where neither holds the
outcome is unknown. `bench.fisca_input` wrote the trees and arrays; nothing of ours is imported.
"""

import json
import operator
import sys
import time
from functools import reduce
from pathlib import Path
from typing import Any

import numpy as np
from openfisca_core.entities import Entity  # type: ignore[import-not-found]
from openfisca_core.periods import DateUnit  # type: ignore[import-not-found]
from openfisca_core.simulations import SimulationBuilder  # type: ignore[import-not-found]
from openfisca_core.taxbenefitsystems import TaxBenefitSystem  # type: ignore[import-not-found]
from openfisca_core.variables import Variable  # type: ignore[import-not-found]

PERIOD = "2024-06"
SIGNS = {
    ">=": operator.ge,
    ">": operator.gt,
    "<=": operator.le,
    "<": operator.lt,
    "==": operator.eq,
    "!=": operator.ne,
}


def holds(tree: list[Any], wanted: bool, fact: Any) -> Any:
    """Where the tree is certainly true (`wanted`) or certainly false."""
    kind, *rest = tree
    if kind == "always":
        return wanted
    if kind == "not":
        return holds(rest[0], not wanted, fact)
    if kind in ("all", "any"):
        answers = [holds(part, wanted, fact) for part in rest[0]]
        return reduce(operator.and_ if (kind == "all") is wanted else operator.or_, answers)
    true = atom(kind, rest, fact)
    return fact(f"known_{rest[0]}") & (true if wanted else ~true)


def atom(kind: str, rest: list[Any], fact: Any) -> Any:
    """Whether the atom is true, where its fact is known."""
    name = rest[0]
    applies = fact(f"applies_{name}")
    if kind == "applies":
        return applies
    if kind == "holds":
        return applies & fact(name)
    if kind == "one_of":
        found = reduce(operator.or_, [fact(name) == code for code in rest[1]])
        return applies & (~found if rest[2] else found)
    _, sign, over, under = rest
    return applies & SIGNS[sign](fact(name) * under, fact(f"of_{name}") * over)


def variable(name: str, entity: Any, formula: Any = None, kind: type = bool) -> type:
    """A variable of one month; an input when it has no formula."""
    content = {"value_type": kind, "entity": entity, "definition_period": DateUnit.MONTH}
    return type(name, (Variable,), content | ({"formula": formula} if formula else {}))


def formula_of(tree: list[Any], wanted: bool) -> Any:
    """openfisca's form of the tree."""

    def formula(person: Any, period: Any) -> Any:
        fact = fact_of(person, period)
        return holds(tree, wanted, fact) | np.zeros(person.count, dtype=bool)

    return formula


def fact_of(person: Any, period: Any) -> Any:
    """Inputs by name; what was not given applies to everyone, and divides by one."""
    known = person.simulation.tax_benefit_system.variables

    def fact(name: str) -> Any:
        if name in known:
            return person(name, period)
        return 1 if name.startswith("of_") else True

    return fact


def main(folder: str) -> None:
    """Set the inputs, calculate every rule, print seconds and the number of answers."""
    trees = json.loads((Path(folder) / "trees.json").read_text(encoding="utf-8"))
    with np.load(Path(folder) / "people.npz") as stored:
        arrays = {name: stored[name] for name in stored.files}
    person = Entity("person", "persons", "A person", "")
    system = TaxBenefitSystem([person])
    for name, array in arrays.items():
        system.add_variable(variable(name, person, kind=bool if array.dtype == bool else int))
    for rule, tree in trees.items():
        for wanted in (True, False):
            formula = formula_of(tree, wanted)
            system.add_variable(variable(f"{rule}_{wanted}", person, formula))
    begun, used = time.perf_counter(), time.process_time()
    builder = SimulationBuilder()
    simulation = builder.build_default_simulation(system, count=len(next(iter(arrays.values()))))
    for name, array in arrays.items():
        simulation.set_input(name, PERIOD, array)
    ready, ready_used = time.perf_counter(), time.process_time()
    counts = {
        rule: [
            int(simulation.calculate(f"{rule}_{wanted}", PERIOD).sum()) for wanted in (True, False)
        ]
        for rule in trees
    }
    done = {
        "input_seconds": ready - begun,
        "pass_seconds": time.perf_counter() - ready,
        "input_cpu_seconds": ready_used - used,
        "cpu_seconds": time.process_time() - ready_used,
    }
    print(json.dumps(done | {"counts": counts}))


if __name__ == "__main__":
    main(*sys.argv[1:])
