"""Fictitious names and document numbers that no document can bear."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from segunda.registry.demo.chance import Mask, chance
from segunda.registry.demo.names import MEN_GIVEN, NATIONALITIES, SURNAMES, WOMEN_GIVEN

Texts = npt.NDArray[np.str_]


@dataclass(frozen=True)
class Identities:
    """One row per person; `document` is a cédula of province 99 or a passport of country ZZ."""

    surnames: Texts
    given: Texts
    document_type: Texts
    document: Texts
    nationality: Texts


def draw_identities(seed: int, part: str, woman: Mask, foreign: Mask) -> Identities:
    """Names combined at random; document numbers all different within one `part`.

    Panama's cédulas begin with a province from 1 to 13 (or letters); 99 is none of them. ZZ is
    left free for private use by ISO 3166. One foreign person in twenty carries no document.
    """
    rng = chance(seed, f"identities {part}")
    people = len(woman)
    serial = rng.permutation(people) + (1 if part == "held" else 500_001)
    cedula = _joined("99-", np.char.zfill((serial // 1000).astype(np.str_), 4), "-",
                     np.char.zfill((serial % 1000).astype(np.str_), 6))  # fmt: skip
    passport = _joined("ZZ", np.char.zfill(serial.astype(np.str_), 7))
    lost = foreign & (rng.random(people) < 0.05)
    countries = np.array([name for name, _ in NATIONALITIES])
    weights = np.array([share for _, share in NATIONALITIES])
    drawn = rng.choice(countries, size=people, p=weights / weights.sum())
    return Identities(
        surnames=_joined(_pick(rng, SURNAMES, people), " ", _pick(rng, SURNAMES, people)),
        given=np.where(woman, _given(rng, WOMEN_GIVEN, people), _given(rng, MEN_GIVEN, people)),
        document_type=np.where(lost, "", np.where(foreign, "pasaporte", "cédula")),
        document=np.where(lost, "", np.where(foreign, passport, cedula)),
        nationality=np.where(foreign, drawn, "Panamá"),
    )


def _given(rng: np.random.Generator, names: Sequence[str], people: int) -> Texts:
    first, second = _pick(rng, names, people), _pick(rng, names, people)
    alone = (rng.random(people) < 0.4) | (first == second)
    return np.where(alone, first, _joined(first, " ", second))


def _pick(rng: np.random.Generator, names: Sequence[str], people: int) -> Texts:
    return np.array(names)[rng.integers(0, len(names), people)]


def _joined(*parts: str | Texts) -> Texts:
    joined = parts[0]
    for part in parts[1:]:
        joined = np.char.add(joined, part)
    return np.asarray(joined)
