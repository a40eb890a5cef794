"""Who is held, where, since when, on what title."""
