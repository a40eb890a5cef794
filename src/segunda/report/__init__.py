"""Tables of verdicts turned into pages and sheets."""
