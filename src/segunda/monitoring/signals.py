"""Reasons to look at a place: each one a counted sentence with its source, never a score.

What is counted and from which number on it is said stands here, in the open; whoever plans weighs
it. The thresholds are ours, no norm gives them.
"""

from dataclasses import dataclass
from datetime import date

from segunda.law.text import Text
from segunda.web.addresses import address
from segunda.web.dates import date_words
from segunda.web.numbers import number

CHANGED_PERCENT, CHANGED_PEOPLE = 10, 10
"""A population that grew or shrank by both, against a package of a month before."""
MONTH, YEAR = 28, 365
"""Days: how far back that package lies at least; after how long a visit is long ago."""
EXPLAINED = Text(
    "Se dice que cambió la población cuando cambió en 10 personas o más y en 10 % o más respecto "
    "de un paquete de un mes antes; que hace mucho de la última visita, después de un año. Estos "
    "límites son nuestros: ninguna norma los fija.",
    "A population is said to have changed when it did so by 10 people or more and by 10 % or more "
    "against a package of a month before; a visit to be long ago, after a year. These limits are "
    "ours: no norm sets them.",
)


@dataclass(frozen=True)
class Signal:
    """One reason. `source`: where the number comes from; `href`: the rows behind it;
    `fact_class`: who may be told of it (a finding of health is for health professionals)."""

    kind: str
    sentence: Text
    source: Text
    href: str
    fact_class: str = "ordinary"


def _of_package(day: date) -> Text:
    return Text(f"Paquete del {date_words(day, 'es')}", f"Package of {date_words(day, 'en')}")


def over_capacity(people: int, capacity: int, day: date, package: int) -> Signal | None:
    """More people than places, where the State says how many places there are."""
    if people <= capacity:
        return None
    rate = f", {number(100 * people / capacity)} %" if capacity else ""
    return Signal(
        "over_capacity",
        Text(f"Hay {number(people)} personas para {number(capacity)} plazas{rate}.",
             f"There are {number(people)} people for {number(capacity)} places{rate}."),
        _of_package(day), address("package", package),
    )  # fmt: skip


def population_changed(
    before: int, now: int, since: date, day: date, package: int
) -> Signal | None:  # fmt: skip
    """Many more or many fewer than a month before."""
    by = abs(now - before)
    if by < CHANGED_PEOPLE or 100 * by < CHANGED_PERCENT * before:
        return None
    es, en = ("más", "more") if now > before else ("menos", "fewer")
    return Signal(
        "population_changed",
        Text(f"Hay {number(by)} personas {es} que el {date_words(since, 'es')}: pasó de "
             f"{number(before)} a {number(now)}.",
             f"There are {number(by)} people {en} than on {date_words(since, 'en')}: it went from "
             f"{number(before)} to {number(now)}."),
        _of_package(day), address("package", package),
    )  # fmt: skip


def not_named(day: date, package: int) -> Signal:
    """The State used to tell of this place, and its newest package does not."""
    return Signal(
        "not_named",
        Text("El Estado ya no nombra este lugar en su paquete más nuevo.",
             "The State no longer names this place in its newest package."),
        _of_package(day), address("package", package),
    )  # fmt: skip


def deaths(count: int, day: date, package: int) -> Signal | None:
    """Deaths told by the packages of the twelve months up to the newest."""
    if not count:
        return None
    return Signal(
        "deaths",
        Text(f"Muertes que cuentan los paquetes de los últimos 12 meses: {number(count)}.",
             f"Deaths the packages of the last 12 months count: {number(count)}."),
        Text(f"Paquetes hasta el {date_words(day, 'es')}",
             f"Packages up to {date_words(day, 'en')}"),
        address("package", package),
    )  # fmt: skip


def grave_findings(
    unfollowed: int, unanswered: int, fact_class: str, href: str
) -> list[Signal]:  # fmt: skip
    """Grave findings nobody made a recommendation of, and those whose addressees are silent."""
    said = [
        ("grave_unfollowed", unfollowed, "sin recomendación", "without a recommendation"),
        ("grave_unanswered", unanswered, "cuya recomendación nadie ha respondido",
         "whose recommendation nobody has answered"),
    ]  # fmt: skip
    health = fact_class != "ordinary"
    es, en = (" de salud", " of health") if health else ("", "")
    return [
        Signal(
            kind, Text(f"Hallazgos graves{es} {what_es}: {number(count)}.",
                       f"Grave findings{en} {what_en}: {number(count)}."),
            Text("Hallazgos de este lugar", "Findings of this place"), href, fact_class,
        )
        for kind, count, what_es, what_en in said if count
    ]  # fmt: skip


def overdue(count: int, longest: int, fact_class: str, href: str) -> Signal | None:
    """Recommendations that rest on findings of this place and are past their deadline."""
    if not count:
        return None
    return Signal(
        "overdue",
        Text(f"Recomendaciones con el plazo vencido: {number(count)}; la que más, hace "
             f"{number(longest)} {'día' if longest == 1 else 'días'}.",
             f"Recommendations past their deadline: {number(count)}; the longest, for "
             f"{number(longest)} {'day' if longest == 1 else 'days'}."),
        Text("Recomendaciones que se apoyan en hallazgos de este lugar",
             "Recommendations that rest on findings of this place"), href, fact_class,
    )  # fmt: skip


def last_visit(day: date | None, today: date, href: str) -> Signal | None:
    """That no visit is on record, or that the last one was more than a year ago."""
    source = Text("Visitas anotadas en este programa", "Visits noted in this program")
    if day is None:
        words = Text("No consta ninguna visita.", "No visit is on record.")
        return Signal("never_visited", words, source, href)
    ago = (today - day).days
    if ago <= YEAR:
        return None
    words = Text(
        f"La última visita fue el {date_words(day, 'es')}, hace {number(ago)} días.",
        f"The last visit was on {date_words(day, 'en')}, {number(ago)} days ago.",
    )
    return Signal("visited_long_ago", words, source, href)


def kept(one: Signal) -> dict[str, str]:
    """A reason as it is kept with a planned visit: its words of that day, in both languages."""
    return {
        "kind": one.kind, "es": one.sentence.es, "en": one.sentence.en,
        "source_es": one.source.es, "source_en": one.source.en,
    }  # fmt: skip
