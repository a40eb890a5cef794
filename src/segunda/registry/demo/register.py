"""The whole demonstration register, drawn from one seed."""

from dataclasses import dataclass

import numpy as np
import polars as pl

from segunda.registry.demo.facts import draw_facts
from segunda.registry.demo.figures import Promise, promise_for
from segunda.registry.demo.identity import draw_identities
from segunda.registry.demo.papers import draw_papers
from segunda.registry.demo.people import draw_people
from segunda.registry.demo.places import place_people
from segunda.registry.demo.table import persons_table
from segunda.registry.demo.women import draw_families


@dataclass(frozen=True)
class Register:
    """What one seed gives."""

    promise: Promise
    persons: pl.DataFrame


def draw_register(seed: int, people: int = Promise().total) -> Register:
    """The register of `people` persons; the same seed gives the same register."""
    promise = promise_for(people)
    held = draw_people(seed, promise)
    placed = place_people(seed, held)
    family = draw_families(seed, held, placed, promise)
    facts = draw_facts(seed, held, family, promise)
    references = draw_papers(seed, held, family, facts)
    identity = draw_identities(seed, "held", held.woman, held.foreign)
    ids = np.array([f"FIC-{n:06d}" for n in range(1, people + 1)])
    persons = persons_table(ids, held, placed, family, facts, identity, references)
    return Register(promise, persons.sort("facility", "surnames", "given_names", "person_id"))
