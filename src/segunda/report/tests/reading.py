"""How hard a Spanish text is to read: the INFLESZ scale (Barrio-Cantalejo, 2008)."""

import re

_WORD = re.compile(r"[a-záéíóúüñ]+", re.I)
_DIPHTHONG = re.compile(
    r"[aeoáéó]?[iuü][aeoáéó]|[aeoáéó][iuü](?![íú])|[iuü][ui]|[aeoáéóíúiuü]", re.I
)


def syllables(word: str) -> int:
    """The syllables of a Spanish word: its groups of vowels, a stressed í or ú apart."""
    plain = re.sub(r"(?<=[qg])u(?=[eiéí])", "", word.lower())
    plain = re.sub(r"y$", "i", plain)
    return max(1, len(_DIPHTHONG.findall(plain)))


def inflesz(text: str) -> float:
    """206.835 - 62.3 syllables per word - words per sentence; from 55 normal, from 65 easy."""
    sentences = [s for s in re.split(r"[.:;!?\n]+", text) if _WORD.search(s)]
    words = _WORD.findall(text)
    return (
        206.835 - 62.3 * sum(map(syllables, words)) / len(words) - len(words) / len(sentences)
    )  # fmt: skip
