"""Finding a person by what was typed, and two records of one person; pure, no database."""

from segunda.registry.matching.duplicates import POSSIBLE, PROBABLE, Record, same_person
from segunda.registry.matching.keys import (
    DOCUMENT,
    HEARD,
    WRITTEN,
    Beginning,
    Key,
    Part,
    Query,
    near_keys,
    query_keys,
    search_keys,
    search_keys_table,
)
from segunda.registry.matching.names import sort_key, tokens
from segunda.registry.matching.scores import Candidate, Score, score

__all__ = [
    "DOCUMENT",
    "HEARD",
    "POSSIBLE",
    "PROBABLE",
    "WRITTEN",
    "Beginning",
    "Candidate",
    "Key",
    "Part",
    "Query",
    "Record",
    "Score",
    "near_keys",
    "query_keys",
    "same_person",
    "score",
    "search_keys",
    "search_keys_table",
    "sort_key",
    "tokens",
]
