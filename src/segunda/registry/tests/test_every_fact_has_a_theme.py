"""No fact of the dictionary is left under "other facts", and none stands twice."""

from collections import Counter

from segunda.law import facts as dictionary
from segunda.registry.actions.facts import GENDER
from segunda.registry.views.themes import THEMES


def test_every_fact_has_one_theme() -> None:
    named = Counter(name for _, names in THEMES for name in names)
    assert set(named) == {*dictionary.person(), GENDER}
    assert max(named.values()) == 1
