"""Keys by which people are sorted and found, as registry/matching makes them."""

import polars as pl

from segunda.registry.intake.names import plain


def sort_key(surnames: str, given_names: str) -> str:
    """Stub until registry/matching lands."""
    return f"{plain(surnames)}  {plain(given_names)}".strip()


def document_key(number: str) -> str:
    """Stub until registry/matching lands."""
    return plain(number).upper()


def search_keys(frame: pl.DataFrame) -> pl.DataFrame:
    """Stub until registry/matching lands: person_id, kind, key."""
    rows = []
    for who, surnames, given, numbers in frame.iter_rows():
        for word in f"{surnames or ''} {given or ''}".split():
            rows += [(who, "n", plain(word)), (who, "s", plain(word)[:4])]
        for number in numbers or ():
            rows.append((who, "d", plain(number)))
    return pl.DataFrame(sorted(set(rows)), schema=["person_id", "kind", "key"], orient="row")
