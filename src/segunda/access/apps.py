"""The room as Django knows it."""

from django.apps import AppConfig


class Access(AppConfig):
    """Users, permissions, trace."""

    name = "segunda.access"
    label = "access"
