"""Invented people for petitions: one proved in every point of a path, one hardly known."""

from dataclasses import replace
from datetime import date
from typing import Any

from segunda.law.logic import Value
from segunda.law.rules import rule
from segunda.law.sentence import sheets
from segunda.report.computation import Told, told
from segunda.report.writing.brief import Brief, Matter, Penalty, Proof

DAY = date(2026, 11, 27)
CASE: dict[str, Any] = {
    "sentences": [
        {"id": "A", "imposed_date": "2021-03-01", "length": {"years": 6, "months": 0, "days": 0},
         "statutory_max_months": 180, "relation": "alone", "to": None, "_paper": "FIC-SENT"},
    ],
    "custody": [{"start": "2022-01-10", "end": None, "kind": "prison", "_paper": "FIC-ORD"}],
    "interruptions": [], "work_days": 300,
}  # fmt: skip
PROVED: dict[str, dict[str, Value | None]] = {
    "PA-CP-065": {"consents": True, "host_institution_letter": True},
    "PA-CP-098": {"first_time": True, "failed_to_appear": False,
                  "civil_liability_met_or_committed": True},
    "PA-CP-102": {"first_time": True},
    "PA-CP-103": {"prior_intentional_conviction_5y": False, "work_or_study_or_income": True,
                  "resocialisation_adequate": True},
    "PA-CP-108": {"pregnant": True},
    "PA-CP-112": {},
    "PA-CP-113": {"conduct_good": True, "rules_complied": True, "resocialisation_adequate": True,
                  "other_pending_sentence": False, "progressive_period": "prelibertad"},
    "PA-CN-184R": {"conduct_good": True, "rules_complied": True, "junta_opinion": "favourable"},
    "PA-L40-046": {"hiv_terminal": True, "care_guarantor": True},
    "PA-CPP-238": {"age_years": 71, "exceptional_cautionary_need": False},
    "PA-CP-115A": {"offence_in_cp115a_list": True, "victim_forgiveness": True},
}  # fmt: skip
"""Rule → what is proved of her, beside her penalty: enough for each path to be met."""
PENALTY: dict[str, Value | None] = {
    "legal_status": "sentenced_final", "penalty_type": "prison", "sentence_months": 12,
    "offence_class": "other",
}  # fmt: skip
PRETRIAL: dict[str, Value | None] = {"legal_status": "pretrial"}


def computed() -> Told:
    """Her computation: six years from 10 Jan 2022, two thirds on 10 Jan 2026."""
    return told(sheets(CASE, DAY), CASE, (), DAY)


def whole(name: str, **more: Any) -> Brief:
    """A brief in which every fact of the rule is proved by a paper with number and day."""
    facts = (PRETRIAL if name == "PA-CPP-238" else PENALTY) | PROVED[name]
    if name in ("PA-CP-103", "PA-CP-113", "PA-CN-184R"):
        facts = facts | {"served_fraction": 1}
    brief = Brief(
        rule=rule(name), day=DAY, name="Yaneth Peña Santos", facts=facts, columns={},
        proved=frozenset(facts), defender="Ana Ficticia",
        documents=(("cédula", "99-0001-000001"),), facility="Centro Norte",
        since=date(2022, 1, 10), title="FIC-ORD",
        matters=(Matter("2021-77", "Juzgado Único", "compliance"),),
        penalties=(Penalty("6 años", "prisión", "FIC-SENT", proved=True,
                           imposed=date(2021, 3, 1), final=date(2021, 4, 1),
                           offences=("hurto (artículo 213)",)),),
        proofs={fact: Proof(_paper(fact), f"FIC-{at}", date(2026, 10, 1 + at))
                for at, fact in enumerate(facts)},
        told=None if name == "PA-CPP-238" else computed(),
    )  # fmt: skip
    return replace(brief, **more)


def nothing_but(name: str, facts: dict[str, Value | None], **more: Any) -> Brief:
    """A brief of a person of whom the record knows only these facts, all declared."""
    return Brief(rule=rule(name), day=DAY, name="", facts=facts, columns={}, proved=frozenset(),
                 **more)  # fmt: skip


def _paper(fact: str) -> str:
    from segunda.law.facts import person

    return person()[fact].paper
