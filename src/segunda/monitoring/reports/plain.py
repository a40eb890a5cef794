"""Words without accents and capitals, so that they can be compared."""

import unicodedata
from functools import lru_cache


def plain(text: str) -> str:
    """In small letters, without accents, one space between words."""
    apart = unicodedata.normalize("NFD", text.casefold())
    bare = "".join(one for one in apart if not unicodedata.combining(one))
    return " ".join(bare.split())


@lru_cache(maxsize=4096)
def plain_name(name: str) -> str:
    """The same of a name or a country: a register holds few of them many times."""
    return plain(name)
