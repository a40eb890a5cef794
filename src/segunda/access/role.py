"""What a role is, and what a row of the permission table is; each program fills its own."""

from collections.abc import Mapping
from dataclasses import dataclass

from segunda.law.text import Text

ORDINARY = ("ordinary",)


@dataclass(frozen=True)
class Role:
    """A job at the desk. `side`: whose acts its acts are (see AuditEntry).

    `scope`: whose files the role reaches: those of its facilities, of its courts, of its cases,
    of all, or of nobody. `classes`: the classes of facts it reads; beyond "ordinary" they harm
    when they leak.
    """

    code: str
    name: Text
    side: str
    scope: str
    classes: tuple[str, ...] = ORDINARY

    @property
    def sealed(self) -> bool:
        """Whether it reads facts that harm when they leak."""
        return self.classes != ORDINARY


@dataclass(frozen=True)
class Permission:
    """One row: the role may do the action, on the files of its scope, for one of the purposes.

    `classes`: the classes of facts it meets there.
    """

    role: str
    action: str
    scope: str
    purposes: tuple[str, ...]
    classes: tuple[str, ...]


def row_of(
    table: Mapping[tuple[str, str], Permission], actions: Mapping[str, Text], role: str, action: str
) -> Permission | None:
    """The row for this role and action; None is a refusal. KeyError for an unknown action."""
    if action not in actions:
        raise KeyError(f"no action [{action}] in the permission table")
    return table.get((role, action))
