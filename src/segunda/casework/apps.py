"""The room as Django knows it."""

from django.apps import AppConfig


class Casework(AppConfig):
    """Recommendations received, assigned, answered; packages made and taken."""

    name = "segunda.casework"
    label = "casework"
