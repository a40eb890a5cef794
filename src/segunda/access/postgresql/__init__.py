"""Django's PostgreSQL, but for one question before every page (settings: ENGINE)."""
