"""Slightly wrong programs: every small slip one could make in the lines of a module."""

import ast
import copy
import importlib
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from types import ModuleType

_COMPARISONS: dict[type[ast.cmpop], tuple[type[ast.cmpop], ...]] = {
    ast.Lt: (ast.LtE, ast.GtE),
    ast.LtE: (ast.Lt, ast.Gt),
    ast.Gt: (ast.GtE, ast.LtE),
    ast.GtE: (ast.Gt, ast.Lt),
    ast.Eq: (ast.NotEq,),
    ast.NotEq: (ast.Eq,),
    ast.Is: (ast.IsNot,),
    ast.IsNot: (ast.Is,),
    ast.In: (ast.NotIn,),
    ast.NotIn: (ast.In,),
}
_SUMS: dict[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.Add,
    ast.FloorDiv: ast.Mult,
}
_CHOICES = {"min": "max", "max": "min", "any": "all", "all": "any"}


@dataclass(frozen=True)
class Mutant:
    """One wrong module: which line, what was done to it, and its tree."""

    module: str
    line: int
    slip: str
    tree: ast.Module


def mutants(module: str) -> Iterator[Mutant]:
    """Each wrong version of the module, one slip at a time."""
    file = importlib.import_module(module).__file__
    assert file is not None
    tree = ast.parse(Path(file).read_text(encoding="utf-8"))
    for place, node in enumerate(ast.walk(tree)):
        for turn in range(len(_slips(node))):
            wrong = copy.deepcopy(tree)
            slipped = next(n for i, n in enumerate(ast.walk(wrong)) if i == place)
            before = ast.unparse(slipped)
            _slips(slipped)[turn]()
            told = f"{before} -> {ast.unparse(slipped)}"
            yield Mutant(module, getattr(node, "lineno", 0), told, ast.fix_missing_locations(wrong))


def _slips(node: ast.AST) -> list[Callable[[], None]]:
    """What could be done wrong at this place, each done when called."""
    match node:
        case ast.Compare(ops=[op]):
            ways = _COMPARISONS.get(type(op), ())
            return [partial(setattr, node, "ops", [way()]) for way in ways]
        case ast.BinOp(op=op) if type(op) in _SUMS and not _is_text(node):
            return [partial(setattr, node, "op", _SUMS[type(op)]())]
        case ast.BoolOp(op=op):
            other = ast.And() if isinstance(op, ast.Or) else ast.Or()
            return [partial(setattr, node, "op", other)]
        case ast.UnaryOp(op=ast.Not(), operand=operand):
            return [partial(setattr, node, "operand", ast.UnaryOp(ast.Not(), operand))]
        case ast.Constant(value=int(value)) if not isinstance(value, bool):
            return [partial(setattr, node, "value", value + 1)]
        case ast.Name(id=name) if name in _CHOICES:
            return [partial(setattr, node, "id", _CHOICES[name])]
    return []


def _is_text(node: ast.BinOp) -> bool:
    parts = (node.left, node.right)
    return any(isinstance(p, (ast.JoinedStr, ast.Constant)) and not isinstance(
        getattr(p, "value", None), int) for p in parts)  # fmt: skip


@contextmanager
def in_place(mutant: Mutant, later: Sequence[str]) -> Iterator[ModuleType]:
    """The last of `later` as it is when the mutated module stands in place of the true one.

    `later` are the modules that import it, in order; afterwards all are the true ones again.
    """
    importlib.import_module(mutant.module)
    names = [mutant.module, *later]
    true = {name: sys.modules.pop(name) for name in names if name in sys.modules}
    try:
        wrong = ModuleType(mutant.module)
        wrong.__file__ = true[mutant.module].__file__
        wrong.__package__ = mutant.module.rpartition(".")[0]
        sys.modules[mutant.module] = wrong
        exec(compile(mutant.tree, mutant.module, "exec"), wrong.__dict__)  # noqa: S102 (our code)
        for name in later:
            importlib.import_module(name)
        yield sys.modules[names[-1]]
    finally:
        for name in names:
            sys.modules.pop(name, None)
        sys.modules.update(true)
