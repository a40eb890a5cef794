"""The persons table in the columns of the project's own template."""

from collections.abc import Mapping

import numpy as np
import polars as pl

from segunda.law.facts import papers, person
from segunda.registry.demo.chance import Days, Mask
from segunda.registry.demo.facilities import FACILITIES
from segunda.registry.demo.facts import NO, UNKNOWN, Facts
from segunda.registry.demo.former import Former
from segunda.registry.demo.identity import Identities, Texts
from segunda.registry.demo.people import NEVER, TODAY, Held
from segunda.registry.demo.women import Family

NOTICE = "FICTICIO / FICTITIOUS"
NOT_APPLICABLE = "none"
# What the law derives from a date is left to it; the maximum of a rule is never a person's.
LEFT_OUT = {
    "age_years", "served_days", "days_in_pretrial", "served_fraction", "tbl_max_detention_days",
}  # fmt: skip


def persons_table(
    ids: Texts,
    held: Held,
    placed: Days,
    family: Family,
    facts: Facts,
    identity: Identities,
    references: Mapping[str, Texts],
) -> pl.DataFrame:
    """One row per person; empty = unknown, `none` = does not apply, days as text 2024-06-30."""
    columns = _identity(ids, held, placed, family, identity)
    columns["sentence_days"] = _number(facts.numbers["sentence_days"])
    for name in person():
        if name not in LEFT_OUT:
            columns[name] = _fact(name, held, family, facts)
    about_people = {fact.paper for fact in person().values()} - {"configuration"}
    for paper in papers():
        if paper in about_people:
            texts = references.get(paper)
            columns[f"paper_{paper}"] = _text(texts) if texts is not None else _nothing(len(held))
    known = np.where(held.past_end, "held_past_computed_end", "")
    columns["_known_problem"] = _text(known)
    columns["_ficticio"] = pl.Series([NOTICE]).new_from_index(0, len(held))
    return pl.DataFrame(columns)


def _identity(
    ids: Texts, held: Held, placed: Days, family: Family, identity: Identities
) -> dict[str, pl.Series]:
    names = np.array([facility.name for facility in FACILITIES])
    children = np.where(family.known, family.child_birth, NEVER)
    return {
        "person_id": _text(ids),
        "surnames": _text(identity.surnames),
        "given_names": _text(identity.given),
        "document_type": _text(identity.document_type),
        "document_number": _text(identity.document),
        "nationality": _text(identity.nationality),
        "facility": _text(names[placed]),
        "custody_start_date": day_text(held.start),
        "birth_date": day_text(held.birth),
        "sentence_imposed_date": day_text(held.imposed),
        "pretrial_start_date": day_text(np.where(held.pretrial, held.start, NEVER)),
        "youngest_child_birth_date": day_text(children),
        "youngest_dependant_birth_date": day_text(np.where(family.caregiver, children, NEVER)),
        "sentence_days": _nothing(len(held)),
        "custody_end_date": _nothing(len(held)),
        "gender": _nothing(len(held)),
    }


def _fact(name: str, held: Held, family: Family, facts: Facts) -> pl.Series:
    if name in facts.answers:
        said = facts.answers[name]
        return _masked(pl.Series(said == 1), said != UNKNOWN)
    if name in facts.numbers:
        return _nullable(name, _number(facts.numbers[name]), held, family, facts)
    if name in facts.words:
        return _nullable(name, _text(facts.words[name]), held, family, facts)
    return _nullable(name, _nothing(len(held)), held, family, facts)


def _nullable(name: str, values: pl.Series, held: Held, family: Family, facts: Facts) -> pl.Series:
    """Days as text where the fact is a day; `none` where a nullable fact cannot exist."""
    if person()[name].type == "date":
        return day_text(values.fill_null(NEVER).to_numpy())
    if not person()[name].nullable:
        return values
    if name == "gestation_weeks":
        values = _number(family.weeks)
    if name == "weeks_since_birth":
        values = _number(np.where(family.known, _weeks_since(family), NEVER))
    text = values.cast(pl.String)
    none = pl.Series([NOT_APPLICABLE]).new_from_index(0, len(values))
    return text.zip_with(pl.Series(~_does_not_apply(name, held, family, facts)), none)


def _weeks_since(family: Family) -> Days:
    recent = (family.child_birth != NEVER) & (TODAY - family.child_birth < 365)
    return np.where(recent, (TODAY - family.child_birth) // 7, NEVER)


def _does_not_apply(name: str, held: Held, family: Family, facts: Facts) -> Mask:
    childless: Mask = ~held.woman | (family.known & (family.child_birth == NEVER))
    if name == "youngest_child_age_months":
        return childless
    if name == "weeks_since_birth":
        return np.asarray(childless | (family.known & (_weeks_since(family) == NEVER)))
    if name == "gestation_weeks":
        return np.asarray(facts.answers["pregnant"] == NO)
    if name == "youngest_dependant_age_years":
        return np.asarray(facts.answers["caregiver_minor"] == NO)
    if name in ("penalty_type", "sentence_months"):
        return held.pretrial
    if name == "weekend_count":
        return np.ones(len(held), dtype=np.bool_)
    return np.zeros(len(held), dtype=np.bool_)


def day_text(days: Days) -> pl.Series:
    """Days as text 2024-06-30, null for NEVER."""
    known = days != NEVER
    dates = pl.Series(np.where(known, days, 0).astype(np.int32)).cast(pl.Date)
    return _masked(dates.dt.to_string("%Y-%m-%d"), known)


def _number(numbers: Days) -> pl.Series:
    return _masked(pl.Series(numbers), numbers != NEVER)


def _text(texts: Texts) -> pl.Series:
    return _masked(pl.Series(texts.tolist(), dtype=pl.String), texts != "")


def _nothing(people: int) -> pl.Series:
    return pl.Series([None], dtype=pl.String).new_from_index(0, people)


def _masked(values: pl.Series, known: Mask) -> pl.Series:
    return values.zip_with(
        pl.Series(known), pl.Series([None], dtype=values.dtype).new_from_index(0, len(values))
    )


def former_table(ids: Texts, former: Former, last: Days, identity: Identities) -> pl.DataFrame:
    """The people who left, in the template's columns that outlive a release."""
    names = np.array([facility.name for facility in FACILITIES])
    sentenced = np.where(former.imposed == NEVER, "pretrial", "sentenced_final")
    return pl.DataFrame(
        {
            "person_id": _text(ids),
            "surnames": _text(identity.surnames),
            "given_names": _text(identity.given),
            "document_type": _text(identity.document_type),
            "document_number": _text(identity.document),
            "nationality": _text(identity.nationality),
            "facility": _text(names[last]),
            "custody_start_date": day_text(former.start),
            "birth_date": day_text(former.birth),
            "sentence_imposed_date": day_text(former.imposed),
            "custody_end_date": day_text(former.end),
            "sex": _text(np.where(former.woman, "F", "M")),
            "foreign_national": pl.Series(former.foreign),
            "legal_status": _text(sentenced),
            "_ficticio": pl.Series([NOTICE]).new_from_index(0, len(former)),
        }
    ).sort("person_id")
