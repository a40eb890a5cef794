"""What the values of a coded column may mean: sex, yes or no, legal status, class of offence."""

import re
from collections.abc import Callable
from itertools import pairwise

from segunda.law import facts as dictionary
from segunda.law.facts import Fact
from segunda.registry.intake.names import value_key, words
from segunda.registry.intake.profiles import Profile
from segunda.registry.intake.vocabulary import vocabulary

NOT_STATED = "{count_as: unknown, because: sentence_finality_not_stated}"
OTHER = "{count_as: other, because: another_title}"
BESIDE_MUJER = frozenset({"h", "hombre", "varon", "homem", "homme"})
"""Beside these an «M» abbreviates mujer (mulher)."""
BESIDE_MALE = frozenset(
    {"f", "fem", "femenino", "femenina", "feminino", "feminina", "feminin", "female", "femme",
     "masc", "masculino", "masculin", "male", "man", "woman", "w", "girl", "boy"}
)  # fmt: skip
"""Beside these an «M» abbreviates masculino or male."""


def meanings(target: str, profile: Profile) -> dict[str, str]:
    """For each value of the column its proposed meaning, as it stands in the YAML.

    Values nobody recognises are left out: they stay unknown and are pointed out.
    """
    readers = {"sex": _sex(profile), "legal_status": _status, "offence_class": _offence}
    reader = readers[target] if target in readers else _listed(target)
    spoken = {
        value: " ".join(re.sub(r"[._\-]+", " ", value_key(value)).split())
        for value in profile.values
    }
    found = {value: reader(value_key(value)) or reader(key) for value, key in spoken.items()}
    return {value: said for value, said in found.items() if said}


def recognised(target: str, profile: Profile) -> float:
    """The share of the cells whose value is recognised as one of `target`."""
    known = meanings(target, profile)
    total = sum(profile.values.values())
    return sum(n for v, n in profile.values.items() if v in known) / max(1, total)


def _sex(profile: Profile) -> Callable[[str], str | None]:
    """The sexes of one column; what its «M» means is decided by the other values, or not at all."""
    table = vocabulary().values["sex"]
    letter = letter_m(profile)

    def reader(key: str) -> str | None:
        if key == "m":
            return letter
        return next((code for code, known in table.items() if key in known), None)

    return reader


def letter_m(profile: Profile) -> str | None:
    """What «M» stands for: F beside H (hombre, mujer), M beside F (femenino, masculino).

    None where nothing tells, or where both H and F stand there: a person has to say.
    """
    said = {value_key(value).strip(".") for value in profile.values}
    heading = words(profile.heading)
    pairs = {frozenset(pair) for pair in pairwise(heading)}
    beside_h = bool(said & BESIDE_MUJER) or frozenset("hm") in pairs
    beside_f = bool(said & BESIDE_MALE) or frozenset("fm") in pairs
    if beside_h == beside_f:
        return None
    return "F" if beside_h else "M"


def _status(key: str) -> str | None:
    """By the words inside the value; «condenado» alone does not say whether it is final."""
    table = vocabulary().values["legal_status"]
    found = {title for title, words in table.items() if any(_has(key, word) for word in words)}
    if re.search(r"\b(no|not|sin|un|non|nao)\b.*\b(conden|sentenc|convict)", key):
        return "pretrial"
    if "sentenced_not_final" in found:
        return "sentenced_not_final"
    if "sentenced_final" in found:
        return "sentenced_final"
    if "sentence_finality_not_stated" in found:
        return NOT_STATED
    if "other_title" in found:
        return OTHER
    return "pretrial" if "pretrial" in found else None


def _offence(key: str) -> str | None:
    table = vocabulary().values["offence_class"]
    return next((c for c, words in table.items() if any(_has(key, w) for w in words)), None)


def _has(key: str, word: str) -> bool:
    return re.search(rf"\b{re.escape(word)}s?\b", key) is not None


def _listed(target: str) -> Callable[[str], str | None]:
    """The dictionary's own values and their names; yes and no for facts that are true or false."""
    fact = dictionary.person().get(target)
    if fact is None or fact.type == "bool":
        table = dict(vocabulary().values["yes_no"])
    else:
        table = {
            value: frozenset({value_key(value), *_names(fact, value)}) for value in fact.values
        }
    return lambda key: next((value for value, words in table.items() if key in words), None)


def _names(fact: Fact, value: str) -> tuple[str, ...]:
    names = fact.names.get(value)
    return (value_key(names.es), value_key(names.en)) if names else ()
