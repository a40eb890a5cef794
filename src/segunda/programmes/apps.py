"""The room as Django knows it."""

from django.apps import AppConfig


class Programmes(AppConfig):
    """Workshops and classes, who attends them, and the redemption asked for it."""

    name = "segunda.programmes"
    label = "programmes"
