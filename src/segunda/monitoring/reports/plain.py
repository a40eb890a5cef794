"""Words without accents and capitals, so that they can be compared."""

import unicodedata
from functools import cache


@cache
def plain(text: str) -> str:
    """In small letters, without accents, one space between words."""
    apart = unicodedata.normalize("NFD", text.casefold())
    bare = "".join(one for one in apart if not unicodedata.combining(one))
    return " ".join(bare.split())
