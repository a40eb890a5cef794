"""Facts a sentence tells of somebody, read in Spanish and English: what could point to few people.

The words are ours and few: they find what is worth a second look, and a member decides. A sentence
that says the same in other words is not found.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from segunda.law.text import Text
from segunda.monitoring.reports.census import Census, Held, pretrial, sentenced
from segunda.monitoring.reports.plain import plain
from segunda.monitoring.reports.words import MONTHS

PEOPLE = (
    r"(?:mujer(?:es)?|hombres?|personas?|intern[ao]s?|detenid[ao]s?|reclus[ao]s?|pres[ao]s|casos?"
    r"|embarazadas?|madres?|nin[ao]s?|woman|women|man|men|persons?|people|prisoners?|inmates?"
    r"|detainees?|cases?|mothers?|children|girls?|boys?)"
)
SMALL = {
    "un": 1, "una": 1, "uno": 1, "dos": 2, "tres": 3, "cuatro": 4, "cinco": 5, "seis": 6,
    "siete": 7, "ocho": 8, "nueve": 9, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5,
    "six": 6, "seven": 7, "eight": 8, "nine": 9,
}  # fmt: skip
_FEW = re.compile(rf"\b({'|'.join(SMALL)}|[0-9])\s+(?:[a-z]+\s+){{0,2}}?{PEOPLE}\b(?!['’]s)")
_AGE = re.compile(
    rf"\b{PEOPLE}\s+(?:[a-z]+\s+){{0,3}}?de\s+(\d\d)\s+anos|\b(\d\d)\s+anos\s+de\s+edad"
    r"|\b(\d\d)[ -]years?[ -]old|\baged\s+(\d\d)\b"
)
_DAY = re.compile(
    r"\b(\d{1,2})\s+(?:de\s+)?([a-z]+)\s+(?:de\s+|del\s+)?(\d{4})\b|\b(\d{1,2})/(\d{1,2})/(\d{4})\b"
)
_MONTH = {plain(name): n for n, both in enumerate(MONTHS, 1) for name in (both.es, both.en)}
_HELD = re.compile(r"\b(?:ingres|admi(?:t|si)|deten|arrest|desde|held|since|entered)")
_SEX = {
    "F": re.compile(
        r"\b(?:mujer(?:es)?|internas?|detenidas?|reclusas?|presas|woman|women|female)\b"
    ),
    "M": re.compile(r"\b(?:hombres?|internos?|detenidos?|reclusos?|presos|man|men|male)\b"),
}  # fmt: skip
_TITLE: tuple[tuple[re.Pattern[str], Text, Callable[[Held], bool]], ...] = (
    (re.compile(r"\b(?:detencion (?:provisional|preventiva)|sin condena|pre-?trial)\b"),
     Text("en detención provisional", "in pre-trial detention"), pretrial),
    (re.compile(r"\b(?:condenad[ao]s?|sentenciad[ao]s?|sentenced|convicted)\b"),
     Text("con condena", "sentenced"), sentenced),
    (re.compile(r"\b(?:extranjer[ao]s?|foreign(?:ers?)?)\b"),
     Text("de otro país", "of another country"), lambda one: one.foreign),
)  # fmt: skip
_STEMS = {
    "colombia": "colombian",
    "venezuela": "venezolan|venezuelan",
    "nicaragua": "nicaraguens|nicaraguan",
    "costa rica": "costarricens|costa rican",
    "republica dominicana": "dominican",
    "ecuador": "ecuatorian|ecuadorian",
    "peru": "peruan|peruvian",
    "cuba": "cuban",
    "haiti": "haitian",
    "mexico": "mexican",
    "honduras": "hondurens|honduran",
    "el salvador": "salvadoren|salvadoran",
    "guatemala": "guatemaltec|guatemalan",
    "china": "chin[ao]s?\\b|chinese",
    "espana": "espanol|spanish",
    "brasil": "brasilen|brazilian",
    "estados unidos": "estadounidens|american",
}
_ANY_NATION = re.compile(rf"\b(?:{'|'.join(_STEMS.values())}|(?:de|from) (?:{'|'.join(_STEMS)}))")
SEALED: tuple[tuple[re.Pattern[str], Text], ...] = (
    (re.compile(r"\b(?:embarazad|pregnan|lactan|breastfeed|parto\b|childbirth)"),
     Text("embarazo o parto", "pregnancy or childbirth")),
    (re.compile(r"\b(?:discapacidad|disabilit|silla de ruedas|wheelchair)"),
     Text("discapacidad", "disability")),
    (re.compile(r"\b(?:vih\b|hiv\b|tubercul|cancer|enferm|psiquiat|psychiat|diagnos|suicid"
                r"|mental health condition)"), Text("enfermedad", "illness")),
    (re.compile(r"\b(?:trans\b|transexual|transgender|lesbian|gay\b|lgbt|homosexual|bisexual)"),
     Text("orientación o identidad de género", "orientation or gender identity")),
    (re.compile(r"\b(?:indigena|indigenous|ngabe|guna\b|embera|naso\b|bugle)"),
     Text("pueblo indígena", "indigenous people")),
    (re.compile(r"\b(?:violad[ao]|violacion sexual|abuso sexual|raped?\b|sexual abuse)"),
     Text("violencia sexual", "sexual violence")),
)  # fmt: skip
_NUMBER = re.compile(
    r"\b(?:\d{1,2}|pe|n|e)-\d{1,4}-\d{2,6}\b|\b(?:cedula|pasaporte|passport)\s+(?:no?\.?\s*)?[a-z]*\d+"
)


@dataclass(frozen=True)
class Told:
    """A fact of a sentence: in words, and how to ask it of a person; None: packages do not say.

    `narrow`: it is of somebody or somewhere, not of all women or all sentenced people.
    """

    words: Text
    test: Callable[[Held], bool] | None
    narrow: bool = True


def sentences(text: str) -> list[str]:
    """The sentences of a text."""
    return [one.strip() for one in re.split(r"(?<=[.;!?])\s+", text) if one.strip()]


def facts_of(sentence: str, census: Census | None, place: str = "") -> list[Told]:
    """What a sentence tells of somebody; `place`: where it is about, as it was noted."""
    text = plain(sentence)
    kinds = (_places(text, place, census), _sex(text), _ages(text, census), _titles(text),
             _nations(text), _days(text), _sealed(text))  # fmt: skip
    return [_either(found) for one in kinds if (found := list(one))]


def _either(found: list[Told]) -> Told:
    """Facts of one kind as one: in this place or that one."""
    if len(found) == 1:
        return found[0]
    words = Text(
        " / ".join(one.words.es for one in found), " / ".join(one.words.en for one in found)
    )
    tests = [one.test for one in found if one.test]
    narrow = any(one.narrow for one in found)
    return Told(words, (lambda one: any(test(one) for test in tests)) if tests else None, narrow)


def few_words(sentence: str) -> list[str]:
    """The words in which a sentence counts fewer than ten people."""
    return [found[0] for found in _FEW.finditer(plain(sentence))]


def numbered(text: str) -> bool:
    """Whether it holds what looks like the number of a document."""
    return bool(_NUMBER.search(plain(text)))


def named(text: str, names: frozenset[tuple[str, str]]) -> bool:
    """Whether two capitalised words beside each other are name and surname of somebody held."""
    words = re.findall(r"[^\W\d_]+|[.;:,]", text)
    capital = [plain(word) if word[:1].isupper() else "" for word in words]
    return any(pair in names for pair in pairwise(capital))


def _places(text: str, place: str, census: Census | None) -> Iterator[Told]:
    if census is None:
        if place:
            yield Told(Text(place, place), None)
        return
    asked = plain(place)
    for one in census.places.values():
        if any(_has(name, text) or _alike(name, asked) for name in one.words):
            yield Told(Text(one.name, one.name), lambda held, code=one.code: held.facility == code)  # type: ignore[misc]


def _has(name: str, text: str) -> bool:
    if len(name) < 4 or name not in text:
        return False
    return re.search(rf"\b{re.escape(name)}\b", text) is not None


def _alike(name: str, asked: str) -> bool:
    """Whether a place noted by a member is this facility: one name holds the other."""
    return bool(asked) and (_has(name, asked) or _has(asked, name))


def _sex(text: str) -> Iterator[Told]:
    found = [sex for sex, words in _SEX.items() if words.search(text)]
    if found == ["F"]:
        yield Told(Text("mujer", "woman"), lambda one: one.sex == "F", narrow=False)
    if found == ["M"]:
        yield Told(Text("hombre", "man"), lambda one: one.sex == "M", narrow=False)


def _ages(text: str, census: Census | None) -> Iterator[Told]:
    for found in _AGE.finditer(text):
        age = int(next(part for part in found.groups() if part))
        day = census.mark.day if census else date.min
        yield Told(Text(f"{age} años", f"{age} years"), lambda one, n=age, d=day: _aged(one, n, d))  # type: ignore[misc]


def _aged(one: Held, age: int, day: date) -> bool:
    ages = one.age(day)
    return ages is not None and ages[0] <= age <= ages[1]


def _titles(text: str) -> Iterator[Told]:
    for words, told, test in _TITLE:
        if words.search(text):
            yield Told(told, test, narrow=False)


def _nations(text: str) -> Iterator[Told]:
    if not _ANY_NATION.search(text):
        return
    for country, stems in _STEMS.items():
        if re.search(rf"\b(?:{stems}|de {country}\b|from {country}\b)", text):
            yield Told(
                Text(f"nacionalidad: {country}", f"nationality: {country}"),
                lambda one, c=country: one.nationality == c,  # type: ignore[misc]
            )


def _days(text: str) -> Iterator[Told]:
    """A day on which somebody came in; the day of a visit points to nobody."""
    if not _HELD.search(text):
        return
    for found in _DAY.finditer(text):
        day = _day(found)
        if day is not None:
            told = day.isoformat()
            yield Told(Text(f"ingreso el {told}", f"held since {told}"),
                       lambda one, d=day: one.held_since == d)  # type: ignore[misc]  # fmt: skip


def _day(found: re.Match[str]) -> date | None:
    word_day, month, word_year, day, number, year = found.groups()
    try:
        if month:
            return date(int(word_year), _MONTH.get(month, 0), int(word_day))
        return date(int(year), int(number), int(day))
    except ValueError:
        return None


def _sealed(text: str) -> Iterator[Told]:
    for words, told in SEALED:
        if words.search(text):
            yield Told(told, None)
