"""Names as people write them, brought to a form that can be compared, and to Spanish order.

The name as written is never changed: what is made here stands beside it.
"""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

# Between names and surnames these only join; the last word of a name is never one of them
# (Du, Do and Di are also surnames).
PARTICLES = frozenset(
    (
        "de",
        "del",
        "la",
        "las",
        "los",
        "y",
        "da",
        "das",
        "do",
        "dos",
        "di",
        "du",
        "van",
        "von",
        "der",
    )
)
APOSTROPHES = dict.fromkeys(map(ord, "'’‘ʼ`´′"))
WITHOUT_ACCENT = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i", "~": " "}
)
BETWEEN_WORDS = re.compile(r"[^\w'’‘ʼ`´′~\u0300-\u036f]+|_")


@dataclass(frozen=True)
class Word:
    """One word of a name: as written, for comparing, and joined to its particles (or "")."""

    written: str
    token: str
    joined: str


def sort_key(surnames: str, given_names: str) -> str:
    """A text whose byte order is Spanish alphabetical order: surnames first, word by word.

    Case, accents, hyphens and apostrophes do not count. ñ follows n: it is written n~, and ~ lies
    behind z in ASCII. Surnames end in two spaces: «Pérez, Zoila» is before «Pérez Abad, Ana».
    A particle counts where it stands: De León is under D (ours).
    """
    last, first = folded(surnames, "n~"), folded(given_names, "n~")
    return f"{last}  {first}".strip()


def tokens(name: str) -> tuple[str, ...]:
    """The words of `name` for comparing: a to z, no accents, no particles; Peña gives pena."""
    return tuple(word.token for word in words(name))


@lru_cache(maxsize=1 << 16)
def words(name: str) -> tuple[Word, ...]:
    """The words of `name` in their order, particles kept with the word they lead to."""
    pieces = [(piece, folded(piece).replace(" ", "")) for piece in _pieces(name)]
    pieces = [(written, token) for written, token in pieces if token]
    found, led = [], ""
    for place, (written, token) in enumerate(pieces):
        is_last = place == len(pieces) - 1
        if token in PARTICLES and not is_last:
            led += token
            continue
        found.append(Word(written, token, led + token if led else ""))
        led = ""
    return tuple(found)


def folded(text: str, enye: str = "n") -> str:
    """`text` in small letters and digits, without accents, words one space apart; ñ as `enye`."""
    if text.isascii():
        small = text.casefold().replace("'", "").replace("`", "").replace("~", " ")
        return " ".join(re.findall(r"[a-z0-9]+", small))
    small = unicodedata.normalize("NFC", text).casefold().translate(APOSTROPHES)
    small = small.translate(WITHOUT_ACCENT).replace("ñ", enye)
    bare = "".join(c for c in unicodedata.normalize("NFKD", small) if not unicodedata.combining(c))
    return " ".join(re.findall(r"(?:[^\W_]|~)+", bare))


def _pieces(name: str) -> list[str]:
    """Cut at spaces and signs; «Mc Donald» is one surname written apart."""
    return BETWEEN_WORDS.split(re.sub(r"\b([Mm][Cc])[\s-]+(?=\w)", r"\1", name))
