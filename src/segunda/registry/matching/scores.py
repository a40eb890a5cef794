"""How well a person found answers what was typed, in points and in words."""

from dataclasses import dataclass

from segunda.law.text import Text
from segunda.registry.matching.documents import is_cedula, same, slip
from segunda.registry.matching.keys import Query
from segunda.registry.matching.likeness import EQUAL, SOUND, START, Pair, pair_up
from segunda.registry.matching.names import Word, words

NAME_OF_ALIAS = 0.95  # an alias counts a little less than the name in the documents
COVER = 10  # of 100 points: how much of the whole name was typed
OUT_OF_ORDER = 2  # points less when the surnames were typed the other way round
NUMBER_WEIGHT = 3  # a number says as much as three words
NUMBER_POINTS = {"": 95, "other": 85, "swapped": 85, "missing": 85, "extra": 85}
SLIPS = {
    "other": Text("un dígito distinto", "one digit different"),
    "missing": Text("falta un dígito", "one digit missing"),
    "extra": Text("sobra un dígito", "one digit too many"),
    "swapped": Text("dos dígitos cambiados de lugar", "two digits swapped"),
    "": Text("los mismos dígitos, con guiones en otro lugar", "same digits, hyphens elsewhere"),
}


@dataclass(frozen=True)
class Score:
    """Points from 0 to 100 and why, the weightiest reason first."""

    points: int
    reasons: tuple[Text, ...]


@dataclass(frozen=True)
class Candidate:
    """What is known of the names and numbers of one person in the register."""

    surnames: str
    given_names: str
    aliases: tuple[str, ...] = ()
    numbers: tuple[str, ...] = ()


def score(query: Query, candidate: Candidate) -> Score:
    """How well `candidate` answers `query`: 100 for all of a name or a number typed right."""
    named = _best_name(query.words, candidate) if query.words else None
    numbered = [number_score(number, candidate.numbers) for number in query.numbers]
    parts = [(found.points, NUMBER_WEIGHT, found) for found in numbered]
    if named:
        parts.append((named.points, len(query.words), named))
    weight = sum(weighs for _, weighs, _ in parts)
    points = sum(points * weighs for points, weighs, _ in parts) / weight if weight else 0
    reasons = tuple(reason for _, _, found in parts for reason in found.reasons)
    return Score(round(points), reasons)


def number_score(typed: str, numbers: tuple[str, ...]) -> Score:
    """The number of a person that `typed` comes closest to; 0 points if none is near."""
    found = [_one_number(typed, stored) for stored in numbers]
    return max(found, key=lambda one: one.points, default=Score(0, ()))


def _one_number(typed: str, stored: str) -> Score:
    where = document_words(stored)
    if same(typed, stored):
        return Score(100, (Text(f"el mismo número{where.es}", f"the same number{where.en}"),))
    kind = slip(typed, stored)
    if kind is None:
        return Score(0, ())
    return Score(NUMBER_POINTS[kind], (SLIPS[kind] + where,))


def document_words(number: str) -> Text:
    """« en la cédula» if the number has its form, else « en el documento»."""
    if is_cedula(number):
        return Text(" en la cédula", " in the identity card")
    return Text(" en el documento", " in the document")


def _best_name(typed: tuple[Word, ...], candidate: Candidate) -> Score:
    """The best of the person's name and her aliases."""
    last, first = words(candidate.surnames), words(candidate.given_names)
    found = [name_score(typed, last, first)]
    for alias in candidate.aliases:
        by_alias = name_score(typed, (), words(alias))
        why = Text(f"por el alias «{alias}»", f"by the alias “{alias}”")
        found.append(Score(round(by_alias.points * NAME_OF_ALIAS), (why, *by_alias.reasons)))
    return max(found, key=lambda one: one.points)


def name_score(typed: tuple[Word, ...], last: tuple[Word, ...], first: tuple[Word, ...]) -> Score:
    """How far the `typed` words are those of one name, in any order."""
    stored = (*last, *first)
    pairs = pair_up(typed, stored)
    if not pairs:
        return Score(0, ())
    alike = sum(pair.likeness for pair in pairs) / len(typed)
    cover = len(pairs) / len(stored)
    points = alike * (100 - COVER) / 100 + COVER * cover
    turned = _surnames_turned(pairs, len(last))
    reasons = [*_word_reasons(pairs, typed, stored), *_missing(pairs, typed)]
    if turned:
        points -= OUT_OF_ORDER
        reasons.append(Text("apellidos en otro orden", "surnames in another order"))
    return Score(round(points), tuple(reasons))


def _surnames_turned(pairs: tuple[Pair, ...], surnames: int) -> bool:
    order = [pair.stored for pair in pairs if pair.stored < surnames]
    return order != sorted(order)


def _word_reasons(
    pairs: tuple[Pair, ...], typed: tuple[Word, ...], stored: tuple[Word, ...]
) -> list[Text]:
    equal = " ".join(stored[p.stored].written for p in pairs if p.likeness == EQUAL)
    reasons = [Text(f"igual: {equal}", f"the same: {equal}")] if equal else []
    return reasons + [
        word_reason(typed[pair.typed], stored[pair.stored], pair.likeness)
        for pair in pairs
        if pair.likeness < EQUAL
    ]


def word_reason(typed: Word, stored: Word, likeness: int) -> Text:
    """Why two words that are not equal were taken for one: «suena igual: Yaneth ~ Janet»."""
    both = f"{typed.written} ~ {stored.written}"
    if likeness == SOUND:
        return Text(f"suena igual: {both}", f"sounds the same: {both}")
    if likeness == START:
        return Text(f"empieza igual: {both}", f"begins the same: {both}")
    return Text(f"casi igual: {both}", f"nearly the same: {both}")


def _missing(pairs: tuple[Pair, ...], typed: tuple[Word, ...]) -> list[Text]:
    found = {pair.typed for pair in pairs}
    left = " ".join(word.written for place, word in enumerate(typed) if place not in found)
    return [Text(f"no aparece: {left}", f"not there: {left}")] if left else []
