"""The room as Django knows it."""

from django.apps import AppConfig


class Access(AppConfig):
    """Users, permissions, trace."""

    name = "segunda.access"
    label = "access"

    def ready(self) -> None:
        """Start the clocks of every session."""
        from django.contrib.auth.signals import user_logged_in

        from segunda.access.signin_session import begin_now

        user_logged_in.connect(begin_now, dispatch_uid="segunda.access.begin")
