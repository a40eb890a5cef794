"""One slip of the hand between two words or numbers: which one, or none, or more than one."""

import string

LETTERS = string.ascii_lowercase


def one_edit(typed: str, stored: str) -> str | None:
    """What one slip turns `stored` into `typed`; "" if they are equal, None if more than one.

    "other": one character is another; "missing": `typed` lacks one; "extra": it has one too many;
    "swapped": two neighbours changed places (Damerau–Levenshtein distance 1, restricted).
    Reads each text once.
    """
    if typed == stored:
        return ""
    if abs(len(typed) - len(stored)) > 1:
        return None
    at = _first_difference(typed, stored)
    rest, kept = typed[at:], stored[at:]
    if len(rest) < len(kept):
        return "missing" if rest == kept[1:] else None
    if len(rest) > len(kept):
        return "extra" if rest[1:] == kept else None
    if rest[1:] == kept[1:]:
        return "other"
    return "swapped" if rest[:2] == kept[1::-1] and rest[2:] == kept[2:] else None


def _first_difference(one: str, other: str) -> int:
    for place, (a, b) in enumerate(zip(one, other, strict=False)):
        if a != b:
            return place
    return min(len(one), len(other))


def neighbours(word: str) -> tuple[str, ...]:
    """Every word one slip away from `word`, in letters a to z: about 54 for each letter."""
    cuts = [(word[:n], word[n:]) for n in range(len(word) + 1)]
    found = {a + b[1:] for a, b in cuts if b}
    found |= {a + b[1] + b[0] + b[2:] for a, b in cuts if len(b) > 1}
    found |= {a + letter + b for a, b in cuts for letter in LETTERS}
    found |= {a + letter + b[1:] for a, b in cuts if b for letter in LETTERS}
    return tuple(sorted(found - {word, ""}))
