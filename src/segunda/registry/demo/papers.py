"""Which papers stand in each person's file, and their reference numbers."""

import numpy as np
import numpy.typing as npt

from segunda.registry.demo.chance import Mask, chance
from segunda.registry.demo.facts import YES, Facts, groups
from segunda.registry.demo.people import NEVER, Held
from segunda.registry.demo.shares import PAPER_SHARES
from segunda.registry.demo.women import Family


def draw_papers(
    seed: int, held: Held, family: Family, facts: Facts
) -> dict[str, npt.NDArray[np.str_]]:
    """The reference of each paper by paper id, "" where the file lacks it.

    A thick file is thick everywhere: two thirds of the chance is the file's own.
    """
    rng = chance(seed, "papers")
    thickness = rng.random(len(held))
    group = _groups(held, family, facts)
    present = {share.paper: np.zeros(len(held), dtype=np.bool_) for share in PAPER_SHARES}
    for share in PAPER_SHARES:
        luck = np.where(rng.random(len(held)) < 0.66, thickness, rng.random(len(held)))
        present[share.paper] |= group[share.group] & (luck < share.share)
    return {
        paper: _references(rng, number, there)
        for number, (paper, there) in enumerate(sorted(present.items()), start=1)
    }


def _groups(held: Held, family: Family, facts: Facts) -> dict[str, Mask]:
    def says(name: str) -> Mask:
        return np.asarray(facts.answers[name] == YES)

    return groups(held) | {
        "pregnant": family.pregnant,
        "mothers": family.known & (family.child_birth != NEVER),
        "ill": says("seriously_ill") | says("disability_prevents_selfcare"),
        "dying": says("hiv_terminal"),
        "mentally_ill": says("mental_illness"),
        "disabled": says("disability"),
        "in_treatment": says("substance_dependent_in_treatment"),
        "complex": says("case_declared_complex"),
    }


def _references(rng: np.random.Generator, kind: int, there: Mask) -> npt.NDArray[np.str_]:
    number = rng.integers(1, 100_000, len(there))
    label = np.char.add(f"FIC-{kind:02d}-", np.char.zfill(number.astype(np.str_), 5))
    return np.where(there, label, "")
