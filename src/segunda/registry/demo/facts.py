"""The facts the law asks for, as a real register would hold them: many unknown, most declared."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from segunda.registry.demo.chance import Days, Floats, Mask, between, chance, some
from segunda.registry.demo.figures import Promise
from segunda.registry.demo.offences import OFFENCES
from segunda.registry.demo.people import NEVER, TODAY, YEAR, Held
from segunda.registry.demo.shares import SHARES
from segunda.registry.demo.women import Family

UNKNOWN, NO, YES = -1, 0, 1
Answers = npt.NDArray[np.int8]


@dataclass(frozen=True)
class Facts:
    """Yes, no or unknown per fact; whole numbers (NEVER unknown); words ("" unknown)."""

    answers: Mapping[str, Answers]
    numbers: Mapping[str, Days]
    words: Mapping[str, npt.NDArray[np.str_]]


def groups(held: Held) -> dict[str, Mask]:
    """The groups of people the shares speak of."""
    classes = np.array([offence.offence_class for offence in OFFENCES])[held.offence]
    sentenced = ~held.pretrial
    return {
        "everyone": np.ones(len(held), dtype=np.bool_),
        "women": held.woman,
        "men": ~held.woman,
        "sentenced": sentenced,
        "final": held.final,
        "late": held.final & (held.fraction >= 2 / 3),
        "pretrial": held.pretrial,
        "drugs": np.char.startswith(classes, "drugs"),
        "with_victim": sentenced & ~np.char.startswith(classes, "drugs"),
        "foreign": held.foreign,
    }


def draw_facts(seed: int, held: Held, family: Family, promise: Promise) -> Facts:
    """Every fact of the dictionary that the register records; what the law derives is left out."""
    rng = chance(seed, "facts")
    group = groups(held)
    answers = {share.fact: _blank(len(held)) for share in SHARES}
    for share in SHARES:
        drawn = _answer(rng, share.known, share.true, len(held))
        answers[share.fact] = np.where(group[share.group], drawn, answers[share.fact])
    answers |= _origins(held)
    answers |= _health(rng, held, promise)
    answers |= _family_answers(rng, held, family)
    answers |= _record(rng, held)
    answers |= _offence_answers(rng, held, group)
    # Who may die in prison: somebody has asked the family or a house that gives care.
    dying = answers["hiv_terminal"] == YES
    care = _answer(rng, 0.75, 0.85, len(held))
    answers["care_guarantor"] = np.where(dying, care, answers["care_guarantor"])
    # An order that declares a case complex gives its reasons, in nine of ten.
    complex_case = answers["case_declared_complex"] == YES
    reasoned = _answer(rng, 0.8, 0.9, len(held))
    answers["complexity_order_reasoned"] = np.where(complex_case, reasoned, UNKNOWN)
    return Facts(answers, _numbers(rng, held, group), _words(rng, held, answers))


def _blank(people: int) -> Answers:
    return np.full(people, UNKNOWN, dtype=np.int8)


def _answer(rng: np.random.Generator, known: float | Floats, true: float, people: int) -> Answers:
    said = rng.random(people) < true
    return np.where(rng.random(people) < known, said, UNKNOWN).astype(np.int8)


def _origins(held: Held) -> dict[str, Answers]:
    return {"foreign_national": held.foreign.astype(np.int8)}


def _health(rng: np.random.Generator, held: Held, promise: Promise) -> dict[str, Answers]:
    """One examination answers for every illness: four in five people had it (our assumption)."""
    people = len(held)
    age = (TODAY - held.birth) / YEAR
    examined = rng.random(people) < np.where(held.woman, 0.84, 0.78)
    ill = rng.random(people) < np.where(age > 60, 0.16, 0.02)
    grave = ill & (rng.random(people) < 0.3)
    terminal = grave & (rng.random(people) < 0.25)
    disabled = np.zeros(people, dtype=np.bool_)
    disabled[some(rng, held.woman, promise.women_with_disability)] = True
    disabled |= ~held.woman & (rng.random(people) < 0.013)
    mind = rng.random(people) < 0.03

    def told(truth: Mask, known: Mask) -> Answers:
        return np.where(known, truth, UNKNOWN).astype(np.int8)

    judged = examined & (~ill | (rng.random(people) < 0.6))
    return {
        "seriously_ill": told(ill, examined),
        "illness_prevents_prison": told(grave, judged),
        "terminal_illness": told(terminal, judged),
        "hiv_terminal": told(terminal & (rng.random(people) < 0.45), judged),
        "risk_of_death_or_worsening": told(grave, judged),
        "mental_illness": told(mind, examined & (rng.random(people) < 0.8)),
        "disability": told(disabled, examined | disabled),
        "disability_prevents_selfcare": told(
            disabled & (rng.random(people) < 0.25),
            examined & (~disabled | (rng.random(people) < 0.7)),
        ),
    }


def _family_answers(rng: np.random.Generator, held: Held, family: Family) -> dict[str, Answers]:
    asked = np.where(family.known | ~held.woman, rng.random(len(held)), 1.0)
    known = asked < np.where(held.woman, 0.8, 0.12)
    caregiver = np.where(held.woman, family.caregiver, rng.random(len(held)) < 0.2)
    sole = caregiver & (rng.random(len(held)) < 0.45)
    test = held.woman & (rng.random(len(held)) < 0.8)
    nursing = family.known | ~held.woman
    return {
        "pregnant": np.where(family.pregnant | test | ~held.woman, family.pregnant, UNKNOWN).astype(
            np.int8
        ),
        "breastfeeding": np.where(nursing, family.breastfeeding, UNKNOWN).astype(np.int8),
        "caregiver_minor": np.where(known, caregiver, UNKNOWN).astype(np.int8),
        "sole_custody": np.where(known, sole, UNKNOWN).astype(np.int8),
    }


def _record(rng: np.random.Generator, held: Held) -> dict[str, Answers]:
    """Earlier sentences agree with one another: no sentence ever, so none in ten or five years."""
    people = len(held)
    known = rng.random(people) < np.where(held.pretrial, 0.40, 0.74)
    first = rng.random(people) < np.where(held.woman, 0.78, 0.58)
    ten = ~first & (rng.random(people) < 0.75)
    five = ten & (rng.random(people) < 0.6)
    truths = {
        "first_time": first,
        "prior_sentence_10y": ten,
        "prior_intentional_conviction_5y": five,
        "reoffended_same_offence": five & (rng.random(people) < 0.4),
        "prior_conviction_exempt": ~first & (rng.random(people) < 0.1),
    }
    return {name: np.where(known, truth, UNKNOWN).astype(np.int8) for name, truth in truths.items()}


def _offence_answers(
    rng: np.random.Generator, held: Held, group: Mapping[str, Mask]
) -> dict[str, Answers]:
    people = len(held)
    read = rng.random(people) < np.where(held.pretrial, 0.7, 0.9)
    prison_drugs = group["drugs"] & (rng.random(people) < np.where(held.woman, 0.14, 0.01))
    truths = {
        "offence_intentional": _of_offence(held, "intentional") > rng.random(people),
        "offence_violent": _of_offence(held, "violent") > rng.random(people),
        "weapon_used": _of_offence(held, "weapon") > rng.random(people),
        "drug_introduction_to_prison": prison_drugs,
    }
    answers = {
        name: np.where(read, truth, UNKNOWN).astype(np.int8) for name, truth in truths.items()
    }
    listed = (_of_offence(held, "listed_115a") > rng.random(people)) & ~held.pretrial
    answers["offence_in_cp115a_list"] = np.where(group["sentenced"] & read, listed, UNKNOWN).astype(
        np.int8
    )
    loss = np.where(listed, _answer(rng, 0.5, 0.2, people), UNKNOWN).astype(np.int8)
    answers["victim_estate_gravely_affected"] = loss
    return answers


def _numbers(rng: np.random.Generator, held: Held, group: Mapping[str, Mask]) -> dict[str, Days]:
    people = len(held)
    offence_day = np.maximum(
        held.start - np.floor(rng.exponential(60, people)).astype(np.int64),
        held.birth + round(18.05 * YEAR),
    )
    weighed = group["drugs"] & (rng.random(people) < 0.7)
    grams = np.rint(np.exp(5.0 + 2.0 * rng.standard_normal(people))).astype(np.int64) + 1
    work = between(rng, np.zeros(people, dtype=np.int64), held.served * 6 // 10)
    study = between(rng, np.zeros(people, dtype=np.int64), held.served * 3 // 10)
    logged = group["final"] & (rng.random(people) < 0.5)
    redeemed = logged & (rng.random(people) < 0.35)
    statute = np.array([[o.statutory_min, o.statutory_max] for o in OFFENCES])[held.offence]
    cited = rng.random(people) < np.where(held.pretrial, 0.75, 0.93)
    computed = ~held.pretrial & ((rng.random(people) < 0.96) | held.past_end)
    return {
        "sentence_months": np.where(computed, held.months, NEVER),
        "sentence_days": np.where(computed, held.end - held.start, NEVER),
        "statutory_min_months": np.where(cited, statute[:, 0], NEVER),
        "statutory_max_months": np.where(cited, statute[:, 1], NEVER),
        "drug_quantity_g": np.where(weighed, grams, NEVER),
        "offence_date": np.where(rng.random(people) < 0.85, offence_day, NEVER),
        "work_days": np.where(logged, work, NEVER),
        "study_days": np.where(logged, study, NEVER),
        "redeemed_days": np.where(redeemed, (work + study) // 2, NEVER),
    }


def _words(
    rng: np.random.Generator, held: Held, answers: Mapping[str, Answers]
) -> dict[str, npt.NDArray[np.str_]]:
    people = len(held)
    classes = np.array([offence.offence_class for offence in OFFENCES])[held.offence]
    met = answers["resocialisation_adequate"]
    opinion = np.where(met == YES, "favourable", "unfavourable")
    against = (met == YES) & (rng.random(people) < 0.08)
    opinion = np.where(against, "unfavourable", opinion)
    minuted = (met != UNKNOWN) & (rng.random(people) < 0.85)
    period = np.array(["observacion", "probatorio", "prelibertad", "libertad_vigilada"])
    step = np.clip(np.floor(held.fraction * 4 + rng.normal(0, 0.5, people)), 0, 3).astype(np.int64)
    classified = held.final & (rng.random(people) < np.where(held.fraction >= 2 / 3, 0.74, 0.5))
    unclassified = held.final & ~classified & (rng.random(people) < 0.5)
    title = np.where(held.final, "sentenced_final", "sentenced_not_final")
    return {
        "sex": np.where(held.woman, "F", "M"),
        "legal_status": np.where(held.pretrial, "pretrial", title),
        "penalty_type": np.where(held.pretrial, "", "prison"),
        "offence_class": np.where(rng.random(people) < 0.97, classes, ""),
        "junta_opinion": np.where(minuted, opinion, ""),
        "progressive_period": np.where(
            classified, period[step], np.where(unclassified, "unclassified", "")
        ),
    }


def _of_offence(held: Held, name: str) -> Floats:
    return np.array([float(getattr(row, name)) for row in OFFENCES])[held.offence]
