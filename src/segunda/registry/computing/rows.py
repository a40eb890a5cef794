"""Sentences, custody and interruptions of the record as rows of a case, and what is said of them.

A field that begins with `_` is a note the library passes over: the paper behind the row.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from segunda.law import facts as dictionary
from segunda.law.sentence.codes import Place, Said
from segunda.law.text import Text
from segunda.law.words import day_in_words
from segunda.registry.computing.codes import say
from segunda.registry.computing.credits import Facts
from segunda.registry.words import END_KIND

Row = Mapping[str, Any]
FIVE_YEARS = 60
DISPUTED = {
    "sentence_months", "sentence_imposed_date", "custody_start_date", "redeemed_days",
    "served_days", "served_fraction", "presentations_made", "community_work_days",
    "statutory_max_months", "penalty_type", "legal_status",
}  # fmt: skip
"""The facts whose dispute touches a computation."""
ENDED_OTHERWISE = ("death", "expulsion")


@dataclass(frozen=True)
class Part:
    """Rows of a case, and what the record says beside them."""

    rows: list[dict[str, Any]]
    said: list[Said] = field(default_factory=list)


def terms_of(sentences: Sequence[Row], charges: Sequence[Row], facts: Facts) -> Part:
    """The prison sentences in the order imposed; a unified one takes the place of the former."""
    said: list[Said] = []
    prison = [row for row in sentences if row["penalty_type"] == "prison"]
    if len(prison) < len(sentences):
        said.append(say("PENALTY_NOT_PRISON"))
    ordered = sorted(prison, key=lambda row: (row["imposed_date"] or date.max, row["pk"]))
    ordered = _unified(ordered, said)
    names = {row["entity"]: str(number) for number, row in enumerate(ordered, start=1)}
    rows = []
    for number, row in enumerate(ordered, start=1):
        paper = row["document"] or _paper_of_file(row, facts)
        rows.append(_term(row, names, _statutory(row, ordered, charges), paper))
        if not row["document"] and not facts.proved("sentence_months"):
            said.append(say("SENTENCE_NOT_PROVED", Place("sentences", number)))
    return Part(rows, said)


def _unified(ordered: list[Row], said: list[Said]) -> list[Row]:
    """The unified sentence runs from the first of those it unifies, and stands for them."""
    found = [place for place, row in enumerate(ordered) if row["relation"] == "unified"]
    if not found:
        return ordered
    if len(found) > 1:
        said.append(say("SEVERAL_UNIFIED"))
    place = found[-1]
    first = ordered[0]["imposed_date"]
    one = {**ordered[place], "relation": "alone", "relative_to": None, "imposed_date": first}
    if place:
        said.append(say("SENTENCES_UNIFIED", value=place))
    return [one, *ordered[place + 1 :]]


def _paper_of_file(row: Row, facts: Facts) -> str:
    """The judgment a file names for the penalty it brought; "" for one that was entered here."""
    return facts.paper("judgment", of="sentence_months") if row["load_id"] else ""


def _term(row: Row, names: Mapping[object, str], most: int | None, paper: str) -> dict[str, Any]:
    relation = "alone" if row["relation"] == "unified" else row["relation"]
    other = row["relative_to"]
    term = {
        "id": names[row["entity"]],
        "imposed_date": _iso(row["imposed_date"]),
        "length": {part: row[part] for part in ("years", "months", "days") if row[part]},
        "statutory_max_months": most,
        "relation": relation,
        "to": names.get(other, str(other)) if other else None,
    }
    return term | ({"_paper": paper} if paper else {})


def _statutory(row: Row, ordered: Sequence[Row], charges: Sequence[Row]) -> int | None:
    """The greatest penalty of the articles she is sentenced for, in months; None if not known.

    The charges of the sentence's own case; where the record names no case, all, if the sentence
    is the only one. One article above five years settles it, whatever the others say.
    """
    own = [c for c in charges if c["end_date"] is None
           and (c["case"] == row["case"] if row["case"] else len(ordered) == 1)]  # fmt: skip
    known = [c["statutory_max_months"] for c in own if c["statutory_max_months"]]
    if not known or (len(known) < len(own) and max(known) <= FIVE_YEARS):
        return None
    return int(max(known))


def custody_of(stays: Sequence[Row], imposed: date | None, facts: Facts) -> Part:
    """The stays that count for the sentence, in order of their days."""
    said: list[Said] = []
    rows: list[dict[str, Any]] = []
    for stay in sorted(stays, key=lambda s: (s["start_date"] or date.min, s["pk"])):
        if stay["credited"] == "no":
            said.append(say("STAY_LEFT_OUT", value=_span_words(stay)))
            continue
        rows.append(_stay(stay, facts))
        place = Place("custody", len(rows))
        if _may_be_of_another_case(stay, imposed):
            said.append(say("EARLIER_STAY", place, _span_words(stay)))
        if not stay["title"] and not facts.proved("custody_start_date"):
            said.append(say("CUSTODY_NOT_PROVED", place))
    return Part(rows, said)


def _may_be_of_another_case(stay: Row, imposed: date | None) -> bool:
    """It ended, not by flight, before the first sentence, and nobody has said what it was for."""
    ended = stay["end_date"] is not None and imposed is not None and stay["end_date"] <= imposed
    return bool(ended and stay["credited"] == "" and stay["end_kind"] != "escape")


def _stay(stay: Row, facts: Facts) -> dict[str, Any]:
    """A stay with its paper; a file names that of the stay that goes on."""
    row = {"start": _iso(stay["start_date"]), "end": _iso(stay["end_date"]), "kind": stay["kind"]}
    told = facts.paper("custody_record", of="custody_start_date") if not stay["end_date"] else ""
    paper = stay["title"] or told
    return row | ({"_paper": paper} if paper else {})


def interruptions_of(written: Sequence[Row], stays: Sequence[Row]) -> list[dict[str, Any]]:
    """Those written down, and the days of a flight between two stays, in order of their days."""
    rows = [
        {"start": _iso(row["start_date"]), "end": _iso(row["end_date"]), "kind": row["kind"]}
        | ({"_paper": row["document"]} if row["document"] else {})
        for row in written
    ]
    told = {row["start"] for row in rows}
    rows += [row for row in _flights(stays) if row["start"] not in told]
    return sorted(rows, key=lambda row: (row["start"] or "", row["end"] or ""))


def _flights(stays: Sequence[Row]) -> Iterator[dict[str, Any]]:
    ordered = sorted(stays, key=lambda s: (s["start_date"] or date.min, s["pk"]))
    for place, stay in enumerate(ordered):
        if stay["end_kind"] == "escape":
            back = ordered[place + 1]["start_date"] if place + 1 < len(ordered) else None
            if back != stay["end_date"]:  # caught the same day: no day is lost
                yield {"start": _iso(stay["end_date"]), "end": _iso(back), "kind": "escape"}


def said_beside(
    holds: Sequence[Row], disputes: Sequence[Row], stays: Sequence[Row], now: Row
) -> Iterator[Said]:
    """What does not change the count but must be read with it."""
    if now["legal_status"] == "sentenced_not_final":
        yield say("SENTENCE_NOT_FINAL")
    for row in disputes:
        if row["answered_date"] is None and row["about"] in DISPUTED:
            yield say("DISPUTED", value=dictionary.person()[row["about"]].label)
    for row in holds:
        if row["end_date"] is None:
            yield say("OTHER_TITLE", value=f"{row['authority']}, {row['reference']}")
    if now["unreported_since"]:
        yield say("NOT_IN_LAST_FILE", value=day_in_words(now["unreported_since"]))
    last = max(stays, key=lambda s: (s["start_date"] or date.min, s["pk"]), default=None)
    if last is not None and last["end_kind"] in ENDED_OTHERWISE:
        yield say("ENDED_OTHERWISE", value=END_KIND[last["end_kind"]])


def _span_words(stay: Row) -> Text:
    days = [day_in_words(day) if day else Text("…", "…")
            for day in (stay["start_date"], stay["end_date"])]  # fmt: skip
    return Text(f"{days[0].es} al {days[1].es}", f"{days[0].en} to {days[1].en}")


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
