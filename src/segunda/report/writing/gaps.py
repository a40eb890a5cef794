"""What a petition left blank, and why: a paper that is missing, a fact only declared, or against.

The same conditions under which `petition` writes a blank; a test holds both together.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from segunda.law import logic
from segunda.law.facts import Paper, papers, subject
from segunda.law.logic import NOT_APPLICABLE
from segunda.law.text import Text
from segunda.law.words import value_in_words
from segunda.report.words import capital, day_in_words
from segunda.report.writing.annex import chosen, without_paper
from segunda.report.writing.brief import Brief, Penalty, Proof, Request
from segunda.report.writing.paths import ADDRESSEES, Petition
from segunda.report.writing.points import Point, points

NOT_RECORDED = Text("el registro no lo dice", "the record does not say")


@dataclass(frozen=True)
class Gap:
    """One blank: what it is about, why it is one, and the paper that would fill it."""

    what: Text
    why: Text
    paper: Paper | None = None


def gaps(brief: Brief, about: Petition) -> tuple[Gap, ...]:
    """Every blank of the petition but those of the signature, in its order."""
    return (
        *_who_and_where(brief, about), *_penalties(brief, about), *_status(brief, about),
        *_mark(brief, about), *_points(brief, about), *_board(brief, about),
    )  # fmt: skip


def _who_and_where(brief: Brief, about: Petition) -> Iterator[Gap]:
    if len(about.to) > 1:
        either = [ADDRESSEES[one] for one in about.to]
        yield Gap(Text("A quién se dirige", "To whom it goes"), Text(
            f"puede decidir más de una autoridad: {'; '.join(e.es for e in either)}",
            f"more than one authority may decide: {'; '.join(e.en for e in either)}",
        ))  # fmt: skip
    if not brief.name:
        yield Gap(Text("Nombre", "Name"), NOT_RECORDED)
    if not brief.documents:
        yield Gap(Text("Documento de identidad", "Identity document"), NOT_RECORDED,
                  papers()["identity_document"])  # fmt: skip
    if not brief.facility:
        yield Gap(Text("Dónde está", "Where she is"), NOT_RECORDED)
    if not (brief.title and brief.since):
        yield _held(brief)
    if not brief.matters:
        yield Gap(Text("Causa y juzgado", "Case and court"), NOT_RECORDED)


def _held(brief: Brief) -> Gap:
    what = Text("Desde cuándo está privada de libertad", "Since when she is held")
    if brief.since is None:
        return Gap(what, NOT_RECORDED, papers()["custody_record"])
    day = _day(brief.since)
    return Gap(what, Text(f"el registro dice {day.es}, sin el papel que lo ordena",
                          f"the record says {day.en}, without the paper that orders it"),
               papers()["custody_title"])  # fmt: skip


def _penalties(brief: Brief, about: Petition) -> Iterator[Gap]:
    if not about.sentenced:
        return
    for one in brief.penalties or (Penalty(),):
        if not one.proved:
            yield Gap(Text("Sentencia y pena", "Judgment and penalty"), _penalty(one),
                      papers()["judgment"])  # fmt: skip
    if not any(one.offences for one in brief.penalties if one.proved):
        told = "; ".join(dict.fromkeys(o for p in brief.penalties for o in p.offences))
        why = Text(f"el registro dice {told}, sin el número de la sentencia",
                   f"the record says {told}, without the number of the judgment")  # fmt: skip
        yield Gap(Text("Delito", "Offence"), why if told else _class(brief), papers()["judgment"])


def _class(brief: Brief) -> Text:
    """A class of offence is not what the judgment says: told here, never to the court."""
    value = brief.facts.get("offence_class")
    if value is None or value is NOT_APPLICABLE:
        return NOT_RECORDED
    told = value_in_words(value, subject("person").facts["offence_class"])
    return Text(f"el registro solo dice su clase: {told.es}",
                f"the record says only its class: {told.en}")  # fmt: skip


def _penalty(one: Penalty) -> Text:
    if not one.length:
        return NOT_RECORDED
    day = _day(one.imposed) if one.imposed else NOT_RECORDED
    return Text(f"declarado, sin número de sentencia: {one.length}, del {day.es}",
                f"declared, without number of the judgment: {one.length}, of {day.en}")  # fmt: skip


def _status(brief: Brief, about: Petition) -> Iterator[Gap]:
    fact = subject("person").facts["legal_status"]
    wanted = ("sentenced_final", "sentenced_not_final") if about.sentenced else ("pretrial",)
    status = brief.facts.get("legal_status")
    if "legal_status" not in brief.proved or status not in wanted:
        good = status in wanted
        yield Gap(capital(fact.label), _why(status, fact.name, None if status is None else good),
                  papers()[fact.paper])  # fmt: skip
    elif (proof := brief.proofs.get(fact.name)) and not _dated(proof):
        yield Gap(capital(fact.label), NO_NUMBER, papers()[proof.paper])


def _mark(brief: Brief, about: Petition) -> Iterator[Gap]:
    if not about.mark:
        return
    column = chosen(brief)
    day = getattr(column.sheet.figures, about.mark) if column else None
    what = Text("Día en que se cumplieron los dos tercios", "Day two thirds were served")
    if column is None:
        why = NO_PAPER if without_paper(brief.told) else BY_HAND
        yield Gap(what, why, papers()["sentence_computation"])
    elif day is None or day > brief.day:
        said = _day(day) if day else Text("sin fecha", "no date")
        yield Gap(what, Text(f"según el cómputo, todavía no: {said.es}",
                             f"by the computation, not yet: {said.en}"))  # fmt: skip


BY_HAND = Text(
    "la pena la tiene que calcular una persona: no se anexa cómputo",
    "a person has to compute the sentence: no computation is annexed",
)
NO_PAPER = Text(
    "el cómputo descansa en una pena o una custodia sin papel: no se anexa",
    "the computation rests on a penalty or a custody without a paper: it is not annexed",
)


def _points(brief: Brief, about: Petition) -> Iterator[Gap]:
    for point in points(brief, about):
        paper = papers()[point.fact.paper] if point.fact else None
        if not point.stated:
            yield Gap(capital(point.label), _why_not(point, brief), paper)
        elif point.fact and not _dated(brief.proofs.get(point.fact.name)):
            yield Gap(capital(point.label), NO_NUMBER, paper)


NO_NUMBER = Text(
    "consta con su papel, pero no su número o su día",
    "its paper is recorded, but not its number or its day",
)


def _dated(proof: Proof | None) -> bool:
    return proof is not None and bool(proof.reference) and proof.issued is not None


def _why_not(point: Point, brief: Brief) -> Text:
    if point.fact is None:
        return Text("no consta ninguno de los motivos de la regla",
                    "none of the rule's grounds is recorded")  # fmt: skip
    value = brief.facts.get(point.fact.name)
    return _why(value, point.fact.name, None if value is None else _holds(point, brief))


def _holds(point: Point, brief: Brief) -> bool:
    """Whether what is recorded speaks for the rule: some part of it that asks for it holds."""
    assert point.fact is not None  # noqa: S101 (asked before)
    parts = [leaf for leaf in logic.leaves(brief.rule.condition(brief.day))
             if next(logic.atoms(leaf)).fact == point.fact.name]  # fmt: skip
    return all(logic.evaluate(part, brief.facts) is True for part in parts)


def _why(value: logic.Value | None, name: str, good: bool | None) -> Text:
    told = value_in_words(value, subject("person").facts[name])
    if value is None:
        return NOT_RECORDED
    if value is NOT_APPLICABLE or good is False:
        return Text(
            f"el registro dice otra cosa: {told.es}", f"the record says otherwise: {told.en}"
        )
    return Text(f"solo declarado, sin papel: {told.es}", f"only declared, no paper: {told.en}")


def _board(brief: Brief, about: Petition) -> Iterator[Gap]:
    known = brief.facts.get("junta_opinion")
    request = brief.requests.get("board_minutes")
    if not about.board or ("junta_opinion" in brief.proved and known is not None):
        return
    if request is not None and request.answered is None:
        return
    fact = subject("person").facts["junta_opinion"]
    yield Gap(capital(fact.label), _why(known, fact.name, None if known is None else True),
              papers()[fact.paper])  # fmt: skip


def asked(request: Request | None) -> Text:
    """Since when a paper has been asked for, and what was answered instead."""
    if request is None:
        return Text("sin pedir", "not asked")
    day = _day(request.asked)
    if request.answered is None:
        return Text(f"pedido el {day.es}", f"asked on {day.en}")
    answered = _day(request.answered)
    return Text(f"pedido el {day.es}, contestado el {answered.es}",
                f"asked on {day.en}, answered on {answered.en}")  # fmt: skip


def _day(day: date) -> Text:
    return Text(day_in_words(day, "es"), day_in_words(day, "en"))
