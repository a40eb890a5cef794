"""The norm as code: facts and a day in, verdicts with reasons out. Knows no Django, no database."""
