"""What waits on the desks of the demonstration, so that whoever signs in finds her work begun.

Written by the acts behind the pages, as the accounts of the demonstration: a defender with clients,
papers asked for and one that arrived, something disputed, a computation to be signed.
"""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from segunda.access.models import User
from segunda.access.scope import JOBS, Reader, acting, reader_of
from segunda.law import facts as dictionary
from segunda.law.text import Refusal
from segunda.registry import actions
from segunda.registry.facts import people_table
from segunda.registry.models import ComputationNow, Court, CourtCase, Person, Verdict
from segunda.registry.models.verdicts import MET, PAPERS, PaperNeed

OF_EACH = 2
"""Clients of each path and group: met, and would be met with a paper."""
ASKED, DAYS_AGO, LATELY = 4, 20, 4
"""Papers asked for so many days ago, whose reminder is due, and as many lately."""
NOTE = "FICTICIO"


@dataclass(frozen=True)
class Desks:
    """The accounts whose work is begun, by role, on which day, and at which instant."""

    accounts: Mapping[str, User]
    today: date
    at: datetime

    @contextmanager
    def of(self, role: str) -> Iterator[Reader]:
        """Act as the account of this role."""
        with acting(reader_of(self.accounts[role])) as reader:
            yield reader


def begin_work(*, facility: int, court: Court, desks: Desks) -> None:
    """Begin the work of every desk about people of one facility and one court; once."""
    clients = _clients(facility, desks.today)
    _defended(clients, court, desks)
    waiting = _asked(clients, desks)
    _arrived(waiting, desks)
    _disputed(clients, desks)
    _computed(clients, desks)


def _clients(facility: int, today: date) -> list[Person]:
    """People with something to ask for, by their number: some of each path and group, and whoever
    is held past every end of her sentence."""
    with acting(JOBS):
        rows = Verdict.objects.filter(
            superseded_at=None, law__kind="path", answer__in=(MET, PAPERS),
            person__facility=facility, person__held=True, person__merged_into=None,
        ).order_by("law__rule", "-answer", "person")  # fmt: skip
        groups: dict[tuple[str, int], list[int]] = {}
        for rule, answer, person in rows.values_list("law__rule", "answer", "person"):
            groups.setdefault((rule, answer), []).append(person)
        chosen = {person for group in groups.values() for person in group[:OF_EACH]}
        past = ComputationNow.objects.filter(
            held=True, end_last__lte=today, person__facility=facility
        )
        chosen |= set(past.order_by("person").values_list("person", flat=True)[:OF_EACH])
        return list(Person.objects.filter(pk__in=chosen).order_by("pk"))


def _defended(clients: Sequence[Person], court: Court, desks: Desks) -> None:
    """Their cases before the court, which records who defends each of them."""
    with acting(JOBS):
        known = set(CourtCase.objects.filter(court=court).values_list("person", flat=True))
        for number, one in enumerate(clients, start=1):
            if one.pk not in known:
                actions.record_case(person=one, court=court, number=f"FIC-DEFENSA-{number}",
                                    by=JOBS, at=desks.at)  # fmt: skip
    with desks.of("compliance_clerk") as clerk:
        for one in clients:
            actions.record_appointment(
                person=one, defender=desks.accounts["public_defender"], by=clerk, at=desks.at
            )


def _asked(clients: Sequence[Person], desks: Desks) -> list[tuple[Person, str]]:
    """The board's secretary asked for the paper that decides most, long ago and lately."""
    wanted = _papers(clients)[: 2 * ASKED]
    with desks.of("board_secretary") as secretary:
        for place, (one, paper) in enumerate(wanted):
            days = DAYS_AGO if place < ASKED else LATELY
            actions.ask_paper(
                people=[one], paper=paper, asked_date=desks.today - timedelta(days=days),
                asked_how="letter", note=NOTE, by=secretary, at=desks.at,
            )  # fmt: skip
    return wanted


def _papers(clients: Sequence[Person]) -> list[tuple[Person, str]]:
    """Of each, the paper that decides most; this process reads as the jobs do, so no sealed one."""
    with acting(JOBS):
        rows = PaperNeed.objects.filter(person__in=clients, fact_class="ordinary")
        best = dict(rows.order_by("alone", "paths", "-paper").values_list("person", "paper"))
    return [(one, best[one.pk]) for one in clients if one.pk in best]


def _arrived(asked: Sequence[tuple[Person, str]], desks: Desks) -> None:
    """One of the papers came, proves what the file declared, and opens a path."""
    with desks.of("board_secretary") as secretary:
        for one, paper in reversed(asked):
            if facts := _decided_by(one, paper):
                arrived = actions.Arrived(reference=f"{NOTE}-1", issued_date=desks.today,
                                          facts=facts)  # fmt: skip
                actions.receive_paper(person=one, paper=paper, arrived=arrived, by=secretary,
                                      received_date=desks.today, at=desks.at)  # fmt: skip
                return


def _decided_by(one: Person, paper: str) -> dict[str, str]:
    """The declared facts that a path of hers waits for, where this paper alone proves them."""
    table, known = people_table(user=JOBS, people=[one.pk]), dictionary.person()
    waiting = Verdict.objects.filter(
        person=one, superseded_at=None, law__kind="path", answer=PAPERS, fact_class="ordinary"
    )
    for missing, facts in waiting.values_list("missing", "law__facts"):
        names = [name for place, name in enumerate(facts) if missing >> place & 1]
        if all(known[name].paper == paper and name in table.columns for name in names):
            return {name: _written(table[name][0]) for name in names}
    return {}


def _written(value: object) -> str:
    """A value as a facts file writes it."""
    return str(value).lower() if isinstance(value, bool) else str(value)


def _disputed(clients: Sequence[Person], desks: Desks) -> None:
    with desks.of("records_clerk") as clerk:
        for one, about, claim in zip(
            clients, ("sentence", "custody"),
            ("Dice que le faltan días de la detención en otro centro (ficticio).",
             "Dice que la detuvieron dos días antes (ficticio)."), strict=False,
        ):  # fmt: skip
            actions.raise_dispute(person=one, about=about, claim=claim, by=clerk, at=desks.at,
                                  raised_date=desks.today - timedelta(days=3))  # fmt: skip


def _computed(clients: Sequence[Person], desks: Desks) -> None:
    """The court's clerk kept a computation, which the judge is to check and sign."""
    with desks.of("compliance_clerk") as clerk:
        for one in clients:
            with suppress(Refusal):  # nothing to compute, or one for a person
                actions.keep_computation(person=one, as_of=desks.today, by=clerk, at=desks.at)
                return
