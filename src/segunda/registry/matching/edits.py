"""One slip of the hand between two words or numbers: which one, or none, or more than one."""


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


def neighbours(text: str, alphabet: str) -> tuple[str, ...]:
    """Every text one slip away from `text`, each once, other characters from `alphabet`.

    About twice the alphabet for each character: 450 for a word of eight letters a to z.
    """
    cuts = [(text[:n], text[n:]) for n in range(len(text) + 1)]
    found = {a + b[1:] for a, b in cuts if b}
    found |= {a + b[1] + b[0] + b[2:] for a, b in cuts if len(b) > 1}
    found |= {a + other + b for a, b in cuts for other in alphabet}
    found |= {a + other + b[1:] for a, b in cuts if b for other in alphabet}
    return tuple(sorted(found - {text, ""}))
