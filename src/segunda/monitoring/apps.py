"""The room as Django knows it."""

from django.apps import AppConfig


class Monitoring(AppConfig):
    """Everything of the mechanism."""

    name = "segunda.monitoring"
    label = "monitoring"
