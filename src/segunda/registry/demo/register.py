"""The whole demonstration register, drawn from one seed."""

from dataclasses import dataclass

import numpy as np
import polars as pl

from segunda.registry.demo.chance import chance
from segunda.registry.demo.dirt import soil
from segunda.registry.demo.facts import draw_facts
from segunda.registry.demo.figures import Promise, promise_for
from segunda.registry.demo.former import Former, draw_former
from segunda.registry.demo.identity import Texts, draw_identities
from segunda.registry.demo.ledger import Everyone, draw_movements
from segunda.registry.demo.moves import Stays, stays_of_former, stays_of_held
from segunda.registry.demo.papers import draw_papers
from segunda.registry.demo.people import NEVER, Held, draw_people
from segunda.registry.demo.places import place_people
from segunda.registry.demo.table import former_table, persons_table
from segunda.registry.demo.women import draw_families


@dataclass(frozen=True)
class Register:
    """What one seed gives: the people held, the people who left, and every movement."""

    seed: int
    promise: Promise
    persons: pl.DataFrame
    former: pl.DataFrame
    movements: pl.DataFrame


def draw_register(seed: int, people: int = Promise().total) -> Register:
    """The register of `people` persons held; the same seed gives the same register."""
    promise = promise_for(people)
    held = draw_people(seed, promise)
    placed = place_people(seed, held)
    former = draw_former(seed, held, promise)
    now = stays_of_held(seed, held, placed)
    then = stays_of_former(seed, former, held, now)
    ids = _numbered(seed, np.concatenate([held.start, former.start]))
    everyone = _everyone(ids, held, former, now, then)
    persons = _persons(seed, ids[:people], held, placed, promise)
    identity = draw_identities(seed, "former", former.woman, former.foreign)
    return Register(
        seed,
        promise,
        soil(seed, persons.sort("facility", "surnames", "given_names", "person_id")),
        former_table(ids[people:], former, then.last, identity),
        draw_movements(seed, everyone, people / Promise().total),
    )


def _persons(
    seed: int, ids: Texts, held: Held, placed: np.typing.NDArray[np.int64], promise: Promise
) -> pl.DataFrame:
    family = draw_families(seed, held, placed, promise)
    facts = draw_facts(seed, held, family, promise)
    references = draw_papers(seed, held, family, facts)
    identity = draw_identities(seed, "held", held.woman, held.foreign)
    return persons_table(ids, held, placed, family, facts, identity, references)


def _numbered(seed: int, start: np.typing.NDArray[np.int64]) -> Texts:
    """Numbers in the order people came in; on one day, in no order."""
    ties = chance(seed, "numbers").random(len(start))
    place = np.empty(len(start), dtype=np.int64)
    place[np.lexsort((ties, start))] = np.arange(1, len(start) + 1)
    return np.array([f"FIC-{number:06d}" for number in place])


def _everyone(ids: Texts, held: Held, former: Former, now: Stays, then: Stays) -> Everyone:
    def both(
        of_held: np.typing.NDArray[np.int64], of_former: np.typing.NDArray[np.int64]
    ) -> np.typing.NDArray[np.int64]:
        return np.concatenate([of_held, of_former])

    return Everyone(
        ids=ids,
        woman=np.concatenate([held.woman, former.woman]),
        start=both(held.start, former.start),
        imposed=both(held.imposed, former.imposed),
        end=both(np.full(len(held), NEVER), former.end),
        stays=Stays(
            both(now.last, then.last), both(now.before, then.before), both(now.moved, then.moved)
        ),
    )
