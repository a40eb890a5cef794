"""What a change of rule does to a register, as it may be shown: results of sealed rules protected.

For everyone, a rule that rests on a sealed fact tells no count under 10. Where somebody few in
number gains or loses, nothing of it is told: before and after together would give the few back.
"""

from collections.abc import Mapping
from datetime import date
from typing import Any

from segunda.law.reform import Change, Reform
from segunda.law.text import Text
from segunda.law.what_if import Effect
from segunda.report.small import hidden
from segunda.report.view import rests_on_sealed
from segunda.report.words import FEWEST

FEW_MOVE = Text(
    "{rule}: descansa en hechos protegidos y cambia para menos de 10 personas, o para nadie; no "
    "se dice más.",
    "{rule}: it rests on sealed facts and changes for fewer than 10 people, or for none; no more "
    "is told.",
)
MANY_MOVE = Text(
    "{rule}: descansa en hechos protegidos; las cuentas menores de 10 no se dicen.",
    "{rule}: it rests on sealed facts; counts under 10 are not told.",
)


def is_sealed(change: Change, as_of: date) -> bool:
    """Whether the rule rests on a sealed fact, before or after."""
    rules = [one for one in (change.before, change.after) if one is not None]
    return any(rests_on_sealed(one, as_of) for one in rules)


def shown(effect: Effect, reform: Reform, as_of: date, *, for_everyone: bool) -> dict[str, Any]:
    """The effect in the form of CONTRACTS, for everyone or for who reads sealed facts."""
    item = effect.as_item(reform)
    if not for_everyone or not is_sealed(effect.change, as_of):
        return item
    return protected(item)


def protected(item: Mapping[str, Any]) -> dict[str, Any]:
    """The item of a sealed rule without its small counts."""
    few = not item["moves"] or any(count < FEWEST for count in item["moves"].values())
    words = FEW_MOVE if few else MANY_MOVE
    says = {"es": words.es.format(rule=item["rule"]), "en": words.en.format(rule=item["rule"])}
    if few:
        nothing = {name: dict.fromkeys(item[name]) for name in ("before", "after")}
        return {**item, **nothing, "gain": None, "lose": None, "moves": None, "by": None,
                "says": says}  # fmt: skip
    return {
        **item, **{name: hidden(item[name]) for name in ("before", "after")},
        "moves": hidden(item["moves"]), "says": says,
        "by": {name: _groups(groups) for name, groups in item["by"].items()},
    }  # fmt: skip


def _groups(groups: Mapping[str, Mapping[str, int]]) -> dict[str, dict[str, int | None]]:
    """Gains over the groups, and losses, each so that no group is found from the total."""
    told = {way: hidden({name: counts[way] for name, counts in groups.items()})
            for way in ("gain", "lose")}  # fmt: skip
    return {name: {way: told[way][name] for way in ("gain", "lose")} for name in groups}
