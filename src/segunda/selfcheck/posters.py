"""One page to hang up per procedure: made from the rule, or from what was read of a right."""

from collections.abc import Iterator, Mapping
from datetime import date
from functools import cache
from typing import Any

from segunda.law.facts import papers, person, read_yaml, subject
from segunda.law.logic import (
    All,
    Applies,
    Atom,
    Compare,
    Expr,
    Holds,
    If,
    Not,
    OneOf,
    atoms,
    facts_of,
)
from segunda.law.logic import Any as AnyOf
from segunda.law.rules import Rule, all_rules, rule
from segunda.law.text import Text, text_from
from segunda.law.words import say
from segunda.report.her_sheet import NO_CHARGE, without_brackets
from segunda.report.words import LABELS, capital, cited
from segunda.selfcheck.branches import SHARES, amount
from segunda.selfcheck.questions import HERE, Question, questions, ways
from segunda.selfcheck.words import NO, PLACES, PLEAD, SAY, YES

AT_LEAST = {
    ">=": Text("al menos", "at least"),
    ">": Text("más de", "more than"),
    "<=": Text("hasta", "up to"),
    "<": Text("menos de", "less than"),
}
ASKS = Text("Puede estar abierto si todo esto es así y los papeles lo prueban",
            "It may be open if all this is so and the papers prove it")  # fmt: skip
ONE_OF = Text("Una de estas cosas:", "One of these:")
AND_TOO = Text(" Y también: ", " And also: ")
PAPERS = Text("Papeles, y a quién se piden", "Papers, and whom to ask for them")
WHO = Text("Quién lo pide y quién decide", "Who asks and who decides")
WHO_ASKS = Text("Quién lo puede pedir: texto no disponible aquí ({}). Pregunte a su defensa.",
                "Who may ask for it: text not available here ({}). Ask your defender.")  # fmt: skip
WHEN = Text("Desde cuándo", "From when")
SINCE = Text("Desde que cumple {} de la pena: {} meses por cada año de pena.",
             "Once {} of the sentence is served: {} months for each year of it.")  # fmt: skip
NO_WAIT = Text(" Entonces no hay que esperar.", " Then there is no wait.")
NO_TIME = Text("La regla no pide un tiempo cumplido.", "The rule asks for no time served.")
DEADLINE = Text("Plazo para contestar", "Deadline for an answer")
NOT_READ = Text("Texto no disponible aquí ({}).", "Text not available here ({}).")
SERVED = Text("Para cumplirla en la casa", "To serve it at home")
OTHERWISE = Text("La ley también se puede leer así: {}.", "The law can also be read so: {}.")
NO_REPLY = Text("Si no le contestan", "If nobody answers")
DO = (
    Text("Anote el día en que lo pidió y a quién.", "Note the day you asked and whom."),
    Text("Pida a su defensa que pregunte por escrito.", "Ask your defender to ask in writing."),
    Text("Dígaselo al juez de cumplimiento (CPP 509), a la Defensoría o al Mecanismo (MNPT).",
         "Tell the compliance judge (CPP 509), the Ombuds Institution or the Mechanism "
         "(MNPT)."),
)  # fmt: skip
OURS = Text("consejo nuestro, no es ley", "our advice, not law")


@cache
def poster_ids() -> tuple[str, ...]:
    """The posters, in their order."""
    return tuple(entry["id"] for entry in _entries())


def poster(name: str, language: str, version: str) -> dict[str, Any]:
    """One poster in one language as plain words, for the template."""
    entry = next(entry for entry in _entries() if entry["id"] == name)
    made = _of_rule(entry) if "title" not in entry else _of_rights(entry)
    title, what, warned, sections = made
    sections.append((NO_REPLY, [(words, (), "") for words in DO]))
    return {
        "language": language,
        "title": title.in_(language),
        "what": what.in_(language),
        "plead": PLEAD.in_(language) if warned else "",
        "sections": [
            {
                "heading": heading.in_(language),
                "items": [_item(item, language) for item in items],
            }
            for heading, items in sections
        ],
        "where": SAY["where"].in_(language),
        "places": [place.in_(language) for place in PLACES],
        "no_charge": NO_CHARGE.in_(language),
        "version": version,
    }


Item = tuple[Text, tuple[Text, ...], Text | str]
"""A sentence; what stands below it, as a list; where it is from and how far that was seen."""
Made = tuple[Text, Text, bool, list[tuple[Text, list[Item]]]]


def asks(condition: Expr) -> Iterator[tuple[Text, tuple[Text, ...]]]:
    """What a rule asks, clause by clause, in the words of the questions."""
    for clause in condition.parts if isinstance(condition, All) else (condition,):
        alternatives = clause.parts if isinstance(clause, AnyOf) else (clause,)
        told = [_all_of(part) for part in alternatives]
        yield (told[0], ()) if len(told) == 1 else (ONE_OF, tuple(told))


def _all_of(expr: Expr) -> Text:
    if isinstance(expr, All):
        told = [_all_of(part) for part in expr.parts if not isinstance(part, Applies)]
        joint = [AND_TOO + words if place else words for place, words in enumerate(told)]
        return sum(joint[1:], joint[0])
    if isinstance(expr, (AnyOf, If)):
        return say(expr, subject("person"))
    assert isinstance(expr, (Atom, Not))  # noqa: S101 (a rule that is always true asks nothing)
    return _leaf(expr)


def _leaf(leaf: Atom | Not) -> Text:
    atom = leaf.part if isinstance(leaf, Not) else leaf
    question = next((q for q in questions() if atom.fact in q.facts), None)
    if question is None or isinstance(atom, Applies):
        return capital(say(leaf, subject("person"))) + _dot()
    if _excludes(atom):
        return capital(say(leaf, subject("person"))) + _dot()
    if isinstance(atom, Compare) and not isinstance(atom.constant, str):
        than = AT_LEAST[atom.op] + Text(" ", " ") + amount(atom.fact, atom.constant)
        return capital(person()[atom.fact].label) + Text(": ", ": ") + than + _dot()
    return question.ask + Text(" ", " ") + _answers(question, leaf) + _dot()


def _excludes(atom: Atom) -> bool:
    """Whether it names what must not be: said in the law's own words, not as an answer."""
    if isinstance(atom, OneOf):
        return atom.negated
    return isinstance(atom, Compare) and atom.op == "!="


def _answers(question: Question, leaf: Atom | Not) -> Text:
    if isinstance(leaf, Holds):
        return YES
    if isinstance(leaf, Not) and isinstance(leaf.part, Holds):
        return NO
    told = [words for key, words in question.options.items()
            if leaf.value({question.facts[0]: key})]  # fmt: skip
    joint = [Text(", o ", ", or ") + words if place else words for place, words in enumerate(told)]
    return capital(sum(joint[1:], joint[0]))


def _dot() -> Text:
    return Text(".", ".")


def _of_rule(entry: Mapping[str, Any]) -> Made:
    asked = rule(entry["rule"])
    way = next(way for way in ways() if way.rule is asked)
    condition = asked.condition(date.max)
    cite = Text(cited(asked.citation, "es"), asked.citation)
    sections: list[tuple[Text, list[Item]]] = [
        (ASKS, [(words, below, "") for words, below in asks(condition)]),
        (PAPERS, [(words, (), "") for words in _papers(condition)]),
        (WHO, [(_filled(WHO_ASKS, cite), (), ""), (_decides(asked), (), "")]),
        (WHEN, [(words, (), "") for words in _when(condition)]),
    ]
    if "served_by" in entry:
        sections.insert(2, (SERVED, _served(rule(entry["served_by"]))))
    sections.append((DEADLINE, [(_filled(NOT_READ, cite), (), "")]))
    sections[0][1].append((_law(asked), (), ""))
    sections[0][1].extend((_filled(OTHERWISE, one.says), (), "") for one in asked.readings)
    return asked.title, way.what, way.convicted, sections


def _served(asked: Rule) -> list[Item]:
    """What another rule asks for the way it is served: its clauses, their papers, its law."""
    condition = asked.condition(date.max)
    told = [*(words for words, _ in asks(condition)), *_papers(condition)]
    return [*((words, (), "") for words in told), (_law(asked), (), "")]


def _papers(condition: Expr) -> list[Text]:
    proofs = {person()[name].paper: papers()[person()[name].paper]
              for name in person() if name in facts_of(condition)}  # fmt: skip
    return [
        capital(paper.name) + _dot() + Text(" ", " ") + _filled(SAY["ask_of"], paper.office)
        for paper in proofs.values()
    ]


def _decides(asked: Rule) -> Text:
    es, en = (without_brackets(words) for words in (asked.decided_by.es, asked.decided_by.en))
    return _filled(SAY["decided_by"], Text(es, en))


def _law(asked: Rule) -> Text:
    cite = Text(cited(asked.citation, "es"), asked.citation)
    return _filled(SAY["cited"], cite) + Text(" ", " ") + capital(LABELS[asked.label]) + _dot()


def _when(condition: Expr) -> list[Text]:
    """The share that must be served, and how much that is; where there is none, that is said."""
    found: list[Text] = []
    for clause in condition.parts if isinstance(condition, All) else (condition,):
        parts = clause.parts if isinstance(clause, AnyOf) else (clause,)
        timed = [part for part in parts if "served_fraction" in facts_of(part)]
        if timed:
            found += [_all_of(part) + NO_WAIT for part in parts if part not in timed]
            found += [_since(atom) for part in timed for atom in atoms(part)]
    return found or [NO_TIME]


def _since(atom: Atom) -> Text:
    assert isinstance(atom, Compare)  # noqa: S101 (a share is only ever compared)
    assert not isinstance(atom.constant, str)  # noqa: S101 (with a number)
    share, months = SHARES[atom.constant], atom.constant * 12
    return Text(SINCE.es.format(share.es, months), SINCE.en.format(share.en, months))


def _of_rights(entry: Mapping[str, Any]) -> Made:
    sections = [
        (text_from(section["heading"]), [_right(item) for item in section["items"]])
        for section in entry["sections"]
    ]
    return text_from(entry["title"]), text_from(entry["what"]), False, sections


def _right(item: Mapping[str, Any]) -> Item:
    return text_from(item), (), _source(item)


def _source(item: Mapping[str, Any]) -> Text | str:
    """Where a right is from and how far that was seen; "" for what says so itself."""
    if "rule" in item:
        known = {r.id: r for name in ("person", "isolation_order") for r in all_rules(name)}
        asked = known[item["rule"]]
        own = Text(cited(asked.citation, "es"), asked.citation)
        cite = text_from(item["cite"]) if "cite" in item else own
        return cite + Text(": ", ": ") + LABELS[asked.label]
    if item["seen"] == "none":
        return ""
    if item["seen"] == "ours":
        return OURS
    return text_from(item["cite"]) + Text(": ", ": ") + LABELS[item["seen"]]


def _item(item: Item, language: str) -> dict[str, Any]:
    words, below, source = item
    return {
        "words": words.in_(language),
        "below": [one.in_(language) for one in below],
        "small": source.in_(language) if isinstance(source, Text) else "",
    }


def _filled(words: Text, value: Text) -> Text:
    return Text(words.es.replace("{}", value.es), words.en.replace("{}", value.en))


def _entries() -> list[Mapping[str, Any]]:
    entries: list[Mapping[str, Any]] = read_yaml(HERE / "posters.yaml")
    return entries
