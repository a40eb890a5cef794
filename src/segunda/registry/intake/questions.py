"""What a file seems to tell without saying so: proposed as comments, for a person to decide."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from segunda.law.text import Text
from segunda.registry.intake.names import words
from segunda.registry.intake.proposing import Guess, Proposal, value_meanings
from segunda.registry.intake.vocabulary import vocabulary

CENTRE = re.compile(
    r"\b(centro|c[aá]rcel|prisi[oó]n|penitenciar[ií]a|complejo|cefere|granja|"
    r"prison|jail|correctional)\b",
    re.IGNORECASE,
)
ADMISSION = Text(
    "¿El ingreso es también el día en que empezó la detención provisional? Si lo es, quite los #",
    "Is the admission also the day pre-trial detention began? If it is, remove the #",
)
PRISON = Text(
    "¿Toda pena escrita en años o meses es de prisión? Si lo es, quite los #",
    "Is every penalty told in years or months a prison term? If it is, remove the #",
)
ONE_CENTRE = Text(
    "¿Todas las personas de este archivo están en este centro? Si es así, quite los #",
    "Are all the people of this file in this centre? If they are, remove the #",
)


@dataclass(frozen=True)
class Question:
    """An entry that a person has to decide on: its question and its keys, `from` among them."""

    text: Text
    headings: tuple[str, ...]
    target: str
    constant: str = ""
    dates: tuple[str, ...] = ()


def questions(proposal: Proposal) -> list[Question]:
    """The entries to ask about, in the order in which they are written."""
    found = {guess.target: guess for guess in proposal.guesses}
    return [*_pretrial_start(found), *_prison(found), *_centre(found, proposal.titles)]


def _pretrial_start(found: dict[str, Guess]) -> Iterator[Question]:
    status, admission = found.get("legal_status"), found.get("custody_start_date")
    if status is None or admission is None or "pretrial_start_date" in found:
        return
    if "pretrial" in value_meanings(status).values():
        yield Question(
            ADMISSION, admission.headings, "pretrial_start_date", dates=admission.profile.dates
        )


def _prison(found: dict[str, Guess]) -> Iterator[Question]:
    """Months and years of penalty: fines are told in day-fines, and arrest in weekends."""
    length = found.get("sentence_months")
    if length is None or "penalty_type" in found:
        return
    units = {word for known in vocabulary().parts.values() for word in known}
    told = not units.isdisjoint(words(" ".join(length.headings)))
    if told or length.units or length.profile.length_share > 0.5:
        yield Question(PRISON, length.headings, "penalty_type", constant="prison")


def _centre(found: dict[str, Guess], titles: tuple[str, ...]) -> Iterator[Question]:
    """The centre that a title line above the headings names."""
    if "facility" in found:
        return
    parts = [part.strip() for title in titles for part in re.split(r"\s[—–-]\s|[;|\n]", title)]
    named = next((part for part in parts if CENTRE.search(part) and len(part) <= 80), None)
    if named:
        yield Question(ONE_CENTRE, (), "facility", constant=named)
