"""What a petition is made from, out of one person's file: her papers by number and day.

What the record says without a paper is there too, marked as such; the petition leaves it blank and
the cover note tells it.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from django.utils import timezone

from segunda.access.scope import Reader
from segunda.law.facts import papers
from segunda.law.facts import person as dictionary
from segunda.law.logic import Facts
from segunda.law.rules import Rule
from segunda.law.sentence import Reading
from segunda.registry.computing.computed import Computed
from segunda.registry.computing.stored import record_has_changed
from segunda.registry.computing.telling import computation, told_to
from segunda.registry.models import Computation, Court, Person
from segunda.registry.queries import PersonFile
from segunda.registry.verdicts import facts_now
from segunda.report.computation import Told
from segunda.report.writing.brief import Brief, Matter, Penalty, Proof, Request, Signed
from segunda.web.dates import length_words

Row = Mapping[str, Any]
MAIN = Reading("calendar", "shorten_end_only", "imposed")


def briefs_of(
    rules: Iterable[Rule], held: PersonFile, *, user: Reader, defender: str, day: date,
    fictitious: bool,
) -> list[Brief]:  # fmt: skip
    """What the petition of each rule is made from; none for a person the reader does not see."""
    known = facts_now(user=user, person=held.person.pk, today=day)
    if known is None:
        return []
    facts, columns, proved = known
    custody = held.current("custodyperiod") or {}
    computed = computation(user=user, person=held.person, as_of=day)
    told, signed = told_to(user, computed), _signed(held.person, user=user)
    found = [
        Brief(
            rule=rule, day=day, name=held.person.full_name, facts=facts, columns=columns,
            proved=proved, defender=defender,
            documents=tuple((row["kind"], row["number"]) for row in held["identitynumber"]),
            facility=held.person.facility.name if held.person.facility else "",
            since=held.person.held_since, title=custody.get("title") or _title_of_file(held),
            matters=_matters(held), penalties=_penalties(held, facts, proved),
            proofs=_proofs(held, facts, proved), papers=_papers(held), requests=_requests(held),
            told=told if told.columns else None, column=_main(computed, told),
            signed=signed, fictitious=fictitious,
        )
        for rule in rules
    ]  # fmt: skip
    return [replace(one, told=None) if one.facts.get("legal_status") == "pretrial" else one
            for one in found]  # fmt: skip


def _signed(person: Person, *, user: Reader) -> Signed | None:
    rows = Computation.objects.filter(person=person, state="signed", superseded_at=None)
    row = rows.order_by("-decided_at").first()
    if row is None or row.decided_at is None:
        return None
    changed = record_has_changed(row, user=user)
    return Signed(row.as_of, timezone.localdate(row.decided_at), changed, bool(row.set_dates))


def _main(computed: Computed, told: Told) -> int:
    """The place of the reading that the rules take first: redeemed days do not count for parts of
    the sentence, years and months by the calendar."""
    own = [one for one in computed.sheets if one.reading == MAIN]
    same = own[0].same_as or MAIN if own else None
    places = [at for at, column in enumerate(told.columns) if column.sheet.reading == same]
    return places[0] if places else 0


def _matters(held: PersonFile) -> tuple[Matter, ...]:
    rows = held["courtcase"]
    courts = {one.pk: one for one in Court.objects.filter(pk__in={r["court_id"] for r in rows})}
    return tuple(
        Matter(row["number"], courts[row["court_id"]].name, courts[row["court_id"]].kind)
        for row in rows
    )


def _penalties(held: PersonFile, facts: Facts, proved: frozenset[str]) -> tuple[Penalty, ...]:
    rows = held["sentence"]
    if rows:
        return tuple(_penalty(row, held) for row in rows)
    return _of_facts(held, facts, proved)


def judgment_of(row: Row, held: PersonFile) -> str:
    """The number of a penalty's judgment: as entered, or as the file that brought it names it."""
    if row["document"] or not row["load_id"] or len(held["sentence"]) > 1:
        return str(row["document"])
    return _papers_of_files(held, "sentence_months").get("judgment", "")


def _penalty(row: Row, held: PersonFile) -> Penalty:
    known = dictionary()["penalty_type"].names.get(row["penalty_type"])
    document, alone = judgment_of(row, held), len(held["sentence"]) == 1
    return Penalty(
        length_words(row["years"], row["months"], row["days"], "es"), known.es if known else "",
        document, proved=bool(document), imposed=row["imposed_date"],
        final=row["final_date"], offences=_offences(row, held, alone=alone),
    )  # fmt: skip


def _offences(row: Row, held: PersonFile, *, alone: bool) -> tuple[str, ...]:
    """The offences of the case she was sentenced in; of no case, only where all is in none. One of
    which only the class is known is not named: the class is ours, not the judgment's."""
    own = [one for one in held["charge"]
           if one["end_date"] is None and one["offence"] and one["case"] == row["case"]
           and (row["case"] is not None or alone)]  # fmt: skip
    return tuple(f"{one['offence']} ({one['article']})" if one["article"] else one["offence"]
                 for one in own)  # fmt: skip


def _of_facts(held: PersonFile, facts: Facts, proved: frozenset[str]) -> tuple[Penalty, ...]:
    """The penalty as a source tells it, where no sentence was entered."""
    months, kind = facts.get("sentence_months"), facts.get("penalty_type")
    if not isinstance(months, int) or isinstance(months, bool):
        return ()
    names, proof = dictionary()["penalty_type"].names, _documents(held).get("sentence_months")
    return (
        Penalty(
            length_words(*divmod(months, 12), 0, "es"),
            names[str(kind)].es if "penalty_type" in proved and kind in names else "",
            proof.reference if proof else "", proved="sentence_months" in proved,
            imposed=proof.issued if proof else None,
        ),
    )  # fmt: skip


def _proofs(held: PersonFile, facts: Facts, proved: frozenset[str]) -> dict[str, Proof]:
    """Fact → the paper that proves it; a paper of which only the kind is known has no number."""
    named = _documents(held)
    found = {}
    for name in proved:
        fact = dictionary().get(name)
        if fact is not None:
            since = fact.moves.since if fact.moves else ""
            told = _papers_of_files(held, name, since).get(fact.paper, "")
            found[name] = named.get(name) or named.get(since) or Proof(fact.paper, told)
    status = held.current("legalstatus")
    if "legal_status" in found and status and status["status"] == facts.get("legal_status"):
        told = found["legal_status"].reference if status["load_id"] else ""
        found["legal_status"] = Proof("custody_title", status["document"] or told)
    numbers = [row["number"] for row in held["identitynumber"]]
    if "age_years" in found and len(numbers) == 1:
        found["age_years"] = Proof("identity_document", numbers[0])
    return found


def _documents(held: PersonFile) -> dict[str, Proof]:
    """Fact → the document of her file by which it was entered as proved."""
    papers = {row["entity"]: _proof(row) for row in held["document"]}
    return {
        row["name"]: papers[row["document"]]
        for row in held["factrecord"]
        if row["end_date"] is None and row["state"] == "proved" and row["document"] in papers
    }


def _papers_of_files(held: PersonFile, *names: str) -> dict[str, str]:
    """Paper → its number in the files that prove one of these facts (without any: in all); not
    where two differ."""
    told: dict[str, set[str]] = {}
    for row in held["sourcerecord"]:
        values = row["values"]
        proves = not names or any(values.get(f"{name}__proved") for name in names)
        if row["end_date"] is None and proves:
            for name, value in values.items():
                if name.startswith("paper_") and value:
                    told.setdefault(name.removeprefix("paper_"), set()).add(value)
    return {paper: numbers.pop() for paper, numbers in told.items() if len(numbers) == 1}


def _title_of_file(held: PersonFile) -> str:
    """The paper by which a file says she is held since the very day the record has."""
    since = held.person.held_since
    days = {row["values"].get("custody_start_date") for row in held["sourcerecord"]
            if row["end_date"] is None}  # fmt: skip
    number = _papers_of_files(held, "custody_start_date").get("custody_record", "")
    if not number or since is None or days - {None} != {since.isoformat()}:
        return ""
    return f"{papers()['custody_record'].name.es} número {number}"


def _papers(held: PersonFile) -> dict[str, Proof]:
    told = {paper: Proof(paper, number) for paper, number in _papers_of_files(held).items()}
    return told | {row["paper"]: _proof(row) for row in held["document"]}


def _proof(row: Row) -> Proof:
    return Proof(row["paper"], row["reference"] or "", row["issued_date"], row["issued_by"] or "")


def _requests(held: PersonFile) -> dict[str, Request]:
    """Paper → its open request, or the last that was answered."""
    found: dict[str, Request] = {}
    for row in held["paperrequest"]:
        before = found.get(row["paper"])
        if before is None or before.answered is not None:
            found[row["paper"]] = Request(row["asked_date"], row["answered_date"], row["outcome"])
    return found
