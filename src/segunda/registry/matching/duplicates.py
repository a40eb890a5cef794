"""Whether two records may be of one person: points, reasons, and what keeps them apart.

The program merges nothing: from `PROBABLE` on it proposes, from `POSSIBLE` on it asks a person to
look, below it stays silent. Two records of one person are a nuisance; two people in one record are
a harm. So whatever speaks against is a ceiling that nothing else lifts.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from segunda.law.text import Text
from segunda.registry.matching.births import compare_births
from segunda.registry.matching.documents import is_cedula, same, slip
from segunda.registry.matching.evidence import Evidence
from segunda.registry.matching.likeness import EQUAL, LETTER, pair_up
from segunda.registry.matching.names import Word, words
from segunda.registry.matching.scores import Score, word_reason

PROBABLE = 80  # very likely one person: propose to join the records
POSSIBLE = 60  # may be one person: someone should look

# Points, of 100 in all; ours, set so that names and birth date alone are just PROBABLE.
NAMES_FULL, NAMES_SHORT, NAMES_PART, NAMES_NEAR = 25, 18, 15, 12
SAME_NUMBER, NEAR_NUMBER, OTHER_CEDULA = 40, 20, -15
SAME_SEX, OTHER_SEX, SAME_NATIONALITY, OTHER_NATIONALITY = 2, -20, 3, -5

# Ceilings while the numbers are not the same.
OTHER_GIVEN_NAMES = 40  # twins: one family name, one day of birth, other given names
OTHER_SURNAMES = 50
IN_DOUBT = 75  # a letter of the name differs (twins Elías and Eliam), or the sex


@dataclass(frozen=True)
class Record:
    """What two records are compared by; `birth_date` is YYYY, YYYY-MM, YYYY-MM-DD or None."""

    surnames: str
    given_names: str
    birth_date: str | None = None
    numbers: tuple[str, ...] = ()
    nationality: str | None = None
    sex: str | None = None


def same_person(one: Record, other: Record) -> Score:
    """How likely two records are of one person; compare the points with PROBABLE and POSSIBLE.

    The same document number in both is always at least POSSIBLE: one person, or a number that
    belongs to somebody else. Either way someone should look.
    """
    number = _numbers(one.numbers, other.numbers)
    births = compare_births(one.birth_date, other.birth_date)
    found = [number, *_names(one, other), births, *_sex_and_nationality(one, other)]
    points = sum(evidence.points for evidence in found)
    if number.points == SAME_NUMBER:
        points = max(points, POSSIBLE)
    else:
        points = min(points, *(evidence.ceiling for evidence in found))
    reasons = [reason for evidence in found for reason in evidence.reasons]
    return Score(max(0, min(100, points)), tuple(reasons))


def _names(one: Record, other: Record) -> list[Evidence]:
    a, b = _split(one), _split(other)
    if a != b and sorted(w.token for part in a for w in part) == sorted(
        w.token for part in b for w in part
    ):
        return [_turned(a, b)]
    surnames = Text("apellidos", "surnames")
    given = Text("nombres", "given names")
    return [
        _words(a[0], b[0], surnames, OTHER_SURNAMES),
        _words(a[1], b[1], given, OTHER_GIVEN_NAMES),
    ]


def _split(record: Record) -> tuple[tuple[Word, ...], tuple[Word, ...]]:
    return _spelled_out(record.surnames), _spelled_out(record.given_names)


def _spelled_out(name: str) -> tuple[Word, ...]:
    """The words of a name without initials: an M. says neither María nor Marta."""
    found = words(name)
    return tuple(word for word in found if len(word.token) > 1) or found


def _turned(
    a: tuple[tuple[Word, ...], tuple[Word, ...]], b: tuple[tuple[Word, ...], tuple[Word, ...]]
) -> Evidence:
    """The same words in another order, or on the other side of the comma."""
    if [sorted(w.token for w in part) for part in a] == [
        sorted(w.token for w in part) for part in b
    ]:
        text = Text("los mismos nombres en otro orden", "the same names in another order")
    else:
        text = Text("nombres y apellidos cambiados", "names and surnames exchanged")
    points = sum(NAMES_FULL if len(part) > 1 else NAMES_SHORT for part in a)
    return Evidence(points, (text,))


def _words(one: Sequence[Word], other: Sequence[Word], what: Text, ceiling: int) -> Evidence:
    """Names agree if each word of the shorter is in the longer; a word too many on both: other."""
    if not one or not other:
        return Evidence(0)
    pairs = [p for p in pair_up(one, other, beginnings=False) if p.likeness >= LETTER]
    if len(pairs) < min(len(one), len(other)):
        return Evidence(0, (what + Text(" distintos", " differ"),), ceiling)
    unlike = [p for p in pairs if p.likeness < EQUAL]
    reasons = tuple(word_reason(one[p.typed], other[p.stored], p.likeness) for p in unlike)
    if any(p.likeness == LETTER for p in pairs):
        return Evidence(NAMES_NEAR, reasons, IN_DOUBT)
    if len(one) != len(other):
        shorter = what + Text(": en uno faltan", ": fewer in one")
        return Evidence(NAMES_PART, (*reasons, shorter))
    agreed = reasons or (Text("los mismos ", "the same ") + what,)
    return Evidence(NAMES_FULL if len(one) > 1 else NAMES_SHORT, agreed)


def _numbers(one: Sequence[str], other: Sequence[str]) -> Evidence:
    """The best agreement of any two numbers; other cédulas speak against, other passports not."""
    pairs = [(a, b) for a in one for b in other]
    if any(same(a, b) for a, b in pairs):
        text = Text("el mismo número de documento", "the same document number")
        return Evidence(SAME_NUMBER, (text,))
    if any(slip(a, b) is not None for a, b in pairs):
        text = Text("número de documento casi igual", "nearly the same document number")
        return Evidence(NEAR_NUMBER, (text,))
    if any(is_cedula(a) and is_cedula(b) for a, b in pairs):
        text = Text("cédulas distintas", "different identity cards")
        return Evidence(OTHER_CEDULA, (text,))
    return Evidence(0)


def _sex_and_nationality(one: Record, other: Record) -> list[Evidence]:
    found = []
    if one.sex and other.sex:
        equal = one.sex == other.sex
        differs = (Text("otro sexo", "another sex"),)
        found.append(Evidence(SAME_SEX) if equal else Evidence(OTHER_SEX, differs, IN_DOUBT))
    if one.nationality and other.nationality:
        equal = one.nationality.casefold() == other.nationality.casefold()
        text = (Text("otra nacionalidad", "another nationality"),)
        found.append(Evidence(SAME_NATIONALITY) if equal else Evidence(OTHER_NATIONALITY, text))
    return found
