"""The roles and the permission table of the program that runs.

Both programs share the code of this room; each has its own roles, named by its settings
(ACCESS_ROLES, ACCESS_TABLE). What is shared asks here, never one program's table by its name.
"""

from collections.abc import Mapping
from importlib import import_module

from django.conf import settings

from segunda.access.role import Permission, Role, row_of
from segunda.law.text import Text

_roles, _table = import_module(settings.ACCESS_ROLES), import_module(settings.ACCESS_TABLE)
ROLES: Mapping[str, Role] = _roles.ROLES
PURPOSES: Mapping[str, Text] = _roles.PURPOSES
ACTIONS: Mapping[str, Text] = _table.ACTIONS
TABLE: Mapping[tuple[str, str], Permission] = _table.TABLE
MANAGERS = frozenset(role for role, action in TABLE if action == "account.manage")
"""The roles that make and end accounts."""


def permission(role: str, action: str) -> Permission | None:
    """The row for this role and action; None is a refusal. KeyError for an unknown action."""
    return row_of(TABLE, ACTIONS, role, action)
