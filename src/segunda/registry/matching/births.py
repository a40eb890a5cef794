"""Birth dates compared as registers hold them: partial, swapped, or filled with 1 January."""

from segunda.law.text import Text
from segunda.registry.matching.edits import one_edit
from segunda.registry.matching.evidence import Evidence

# Points towards "the same person", of 100 in all.
WHOLE, SWAPPED, ONE_DIGIT, MONTH, YEAR, DIFFERENT = 30, 22, 15, 20, 12, -30


def compare_births(one: str | None, other: str | None) -> Evidence:
    """Two dates as YYYY, YYYY-MM or YYYY-MM-DD; None or "" is unknown and says nothing."""
    a, b = _known(one), _known(other)
    if not a or not b:
        return Evidence(0, ())
    shared = min(len(a), len(b))
    if a[:shared] == b[:shared]:
        return _agreement(shared)
    if shared == 10 and _swapped(a) == b:
        text = Text("día y mes de nacimiento cambiados", "day and month of birth swapped")
        return Evidence(SWAPPED, (text,))
    if shared == 10 and one_edit(a.replace("-", ""), b.replace("-", "")):
        text = Text("un dígito distinto en el nacimiento", "one digit of the birth date differs")
        return Evidence(ONE_DIGIT, (text,))
    text = Text("nacimientos distintos", "different birth dates")
    return Evidence(DIFFERENT, (text,))


def _agreement(shared: int) -> Evidence:
    if shared == 10:
        return Evidence(WHOLE, (Text("la misma fecha de nacimiento", "the same birth date"),))
    if shared == 7:
        text = Text("el mismo año y mes de nacimiento", "the same year and month of birth")
        return Evidence(MONTH, (text,))
    return Evidence(YEAR, (Text("el mismo año de nacimiento", "the same year of birth"),))


def _known(day: str | None) -> str:
    """1 January stands in many registers for "some day of the year": only the year is known."""
    text = (day or "").strip()
    return text[:4] if text.endswith("-01-01") else text


def _swapped(day: str) -> str:
    year, month, of_month = day.split("-")
    return f"{year}-{of_month}-{month}"
