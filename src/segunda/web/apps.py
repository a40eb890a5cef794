"""Tells Django of this room: its templates, its styles, its one table."""

from django.apps import AppConfig


class WebConfig(AppConfig):
    """The room `web`."""

    name = "segunda.web"
    label = "web"
    default_auto_field = "django.db.models.BigAutoField"
