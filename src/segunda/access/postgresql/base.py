"""Whether a kept connection still holds, without asking the server before every page."""

import select

from django.db.backends.postgresql import base


class DatabaseWrapper(base.DatabaseWrapper):
    """Django's own; a server that has ended a connection has said so on its socket."""

    def is_usable(self) -> bool:
        """Nothing lies unread: it holds. Else Django asks: it may be the end, or a notice."""
        if self.connection is None or self.connection.closed:
            return False
        line = select.poll()
        line.register(self.connection.fileno(), select.POLLIN)
        return True if not line.poll(0) else bool(super().is_usable())
