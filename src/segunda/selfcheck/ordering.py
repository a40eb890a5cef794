"""In which order to ask: the question that settles most comes first.

Greedy, over people of whom facts are known: at each step the question after which the most pairs
of person and rule are settled (met or not met); among equals the one that more unsettled pairs
wait for; then the order of questions.yaml. Two things go before: a question whose answer may spare
another comes before that one; and what is sealed is not asked before the ordinary facts without
which its rules cannot be met: nobody tells of an illness for a path that is closed anyway.
"""

from collections.abc import Sequence
from datetime import date
from functools import cache

from segunda.law import logic
from segunda.law.facts import person
from segunda.law.logic import All, Expr, Facts, facts_of
from segunda.selfcheck.questions import Question, unordered, ways

Asking = tuple[Expr, frozenset[str]]
"""A condition and the facts it asks for."""
Open = list[tuple[Facts, Facts, list[Asking]]]
"""Of each person: all facts, those known by now, and the conditions these do not settle."""


def best_order(people: Sequence[Facts]) -> list[str]:
    """The ids of all questions in the order to ask them."""
    left, asked = list(unordered()), list[Question]()
    while left:
        unsettled = _unsettled(people, asked)
        free = [question for question in left if not _too_early(question, asked)]
        best = max(free, key=lambda q: (*_gain(q, asked, unsettled), -q.number))
        left.remove(best)
        asked.append(best)
    return [question.id for question in asked]


def known(facts: Facts, asked: Sequence[Question]) -> Facts:
    """What of a person is known once these questions were asked."""
    ids = {question.id for question in asked}
    names = {name for question in asked for name in question.facts}
    lacking = {name for other in unordered() if other.id not in ids for name in other.facts}
    told = {name: facts.get(name) for name in names - lacking}
    for question in asked:
        answer = facts.get(question.facts[0])
        word = {True: "yes", False: "no"}.get(answer) if isinstance(answer, bool) else answer
        told.update(question.implies.get(word, {}) if isinstance(word, str) else {})
    return told


def _unsettled(people: Sequence[Facts], asked: Sequence[Question]) -> Open:
    before = [(facts, known(facts, asked)) for facts in people]
    return [
        (facts, told, [one for one in _conditions() if logic.evaluate(one[0], told) is None])
        for facts, told in before
    ]


def _gain(question: Question, asked: Sequence[Question], unsettled: Open) -> tuple[int, int]:
    """(pairs it settles, unsettled pairs that wait for it)."""
    settled = waiting = 0
    settles = question.settles
    for facts, before, conditions in unsettled:
        concerned = [condition for condition, asks in conditions if settles & asks]
        if not concerned:
            continue
        after = known(facts, [*asked, question])
        settled += sum(logic.evaluate(c, after) is not None for c in concerned)
        waiting += sum(bool(settles & logic.missing(c, before)) for c in concerned)
    return settled, waiting


def _too_early(question: Question, asked: Sequence[Question]) -> bool:
    """Whether something must be asked before it (see the head of this file)."""
    before = frozenset[str]().union(*(other.settles for other in asked))
    ids = {question.id, *(other.id for other in asked)}
    sparing = [other for other in unordered() if other.id not in ids]
    if any(set(question.facts) & set(told) for o in sparing for told in o.implies.values()):
        return True
    return question.sealed and any(not _needed(c) <= before for c in _conditions_of(question))


def _needed(condition: Expr) -> frozenset[str]:
    """The ordinary facts of the clauses that must hold and that rest on one fact each."""
    clauses = condition.parts if isinstance(condition, All) else (condition,)
    alone = [facts_of(clause) for clause in clauses if len(facts_of(clause)) == 1]
    return frozenset(name for names in alone for name in names if not person()[name].sealed)


def _conditions_of(question: Question) -> list[Expr]:
    return [condition for condition, asks in _conditions() if question.settles & asks]


@cache
def _conditions() -> tuple[Asking, ...]:
    conditions = [way.rule.condition(date.max) for way in ways()]
    return tuple((condition, facts_of(condition)) for condition in conditions)
