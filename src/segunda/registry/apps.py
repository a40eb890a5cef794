"""The room as Django knows it."""

from django.apps import AppConfig


class Registry(AppConfig):
    """People held, where, since when, on what title."""

    name = "segunda.registry"
    label = "registry"
