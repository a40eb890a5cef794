"""The workshop kit: a plan, rules of care, and invented people with what the rules say of them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from segunda.law.facts import papers, person, read_yaml
from segunda.law.logic import Facts
from segunda.law.text import Text, text_from
from segunda.report.words import FICTITIOUS, capital, day_in_words
from segunda.selfcheck.answers import Answers, Result, results, told_by
from segunda.selfcheck.branches import choices, paper_questions
from segunda.selfcheck.questions import HERE
from segunda.selfcheck.words import PLEAD, SAY

OPEN, UNKNOWN, LATER, CLOSED = "open", "unknown", "later", "closed"


@dataclass(frozen=True)
class Example:
    """An invented person: a name, a story, her answers."""

    name: str
    story: Text
    answers: Answers


def day() -> date:
    """The day for which the examples are computed."""
    found: date = _read()["day"]
    return found


def examples() -> tuple[Example, ...]:
    """The invented people of the kit."""
    return tuple(
        Example(one["name"], text_from(one["story"]), _answers(one["answers"]))
        for one in _read()["people"]
    )


def state(result: Result) -> str:
    """Where a result stands: open if proved, unknown, later (time opens it) or closed today."""
    found = result.verdict
    if found.if_proved:
        return OPEN
    if found.if_proved is None:
        return UNKNOWN
    return LATER if result.later else CLOSED


def marks(facts: Facts) -> dict[int, str]:
    """The letters somebody with these facts marks, by the number of the question."""
    found: dict[int, str] = {}
    # Days before the trial are marked by who waits for it: the others mark the share served.
    own = {**facts, "days_in_pretrial": None} if facts.get("legal_status") != "pretrial" else facts
    for question in paper_questions():
        letters = [c.letter for c in choices(question) if c.holds(own.get(c.fact))]
        if letters:
            found[question.number] = "/".join(letters)
    return found


def kit(language: str, version: str) -> dict[str, Any]:
    """The whole kit in one language as plain words, for the template."""
    told = _read()
    when = day_in_words(day(), language)
    return {
        "language": language,
        "title": told["title"][language],
        "lead": told["lead"][language],
        "sections": [
            {
                "heading": one["heading"][language],
                "items": [item[language] for item in one["items"]],
            }
            for one in told["sections"]
        ],
        "plan_title": told["plan_title"][language],
        "plan_head": [one[language] for one in told["plan_head"]],
        "plan": list(_plan(told["plan"], language)),
        "people_title": told["people_title"][language],
        "people_lead": told["people_lead"][language].replace("{}", when),
        "fictitious": FICTITIOUS.in_(language),
        "plead": PLEAD.in_(language),
        "people": [_person(example, told, language) for example in examples()],
        "after_title": told["after_title"][language],
        "after": [one[language] for one in told["after"]],
        "version": version,
    }


def _plan(plan: list[Mapping[str, Any]], language: str) -> Iterator[list[str]]:
    """The rows of the plan, each with the minutes from the beginning."""
    begins = 0
    for step in plan:
        ends = begins + step["minutes"]
        yield [f"{begins}–{ends}", step["what"][language], step["how"][language]]
        begins = ends


def _person(example: Example, told: Mapping[str, Any], language: str) -> dict[str, Any]:
    facts, _ = told_by(example.answers, day())
    letters = marks(facts)
    found = results(example.answers, day())
    return {
        "name": example.name,
        "story": example.story.in_(language),
        "marks": told["marks"][language]
        + " · ".join(f"{number} {letter}" for number, letter in letters.items())
        + ".",
        "groups": [
            {
                "heading": SAY[name].in_(language),
                "closed": name == CLOSED,
                "ways": [_way(r, name, language) for r in own],
            }
            for name in (OPEN, UNKNOWN, LATER, CLOSED)
            if (own := [result for result in found if state(result) == name])
        ],
    }


def _way(result: Result, group: str, language: str) -> dict[str, Any]:
    rule, since = result.way.rule, result.verdict.from_date
    proofs = dict.fromkeys(
        capital(papers()[person()[name].paper].name).in_(language)
        for name in person()
        if name in result.lacking
    )
    day_said = ""
    if since and group in (OPEN, LATER):
        name = {OPEN: "since", LATER: "opens"}[group]
        words = SAY[f"limit_{name}" if rule.kind == "limit" else name]
        day_said = words.in_(language).replace("{}", day_in_words(since, language))
    unread = "; ".join(part.in_(language) for part in rule.unread)
    read = bool(result.verdict.outcome and rule.unread)
    return {
        "title": rule.title.in_(language),
        "convicted": result.way.convicted,
        "papers": "" if group == CLOSED else "; ".join(proofs),
        "day": day_said,
        "unread": SAY["unread"].in_(language).replace("{}", unread) if read else "",
    }


def _answers(told: Mapping[str, Any]) -> Answers:
    return {name: tuple(one) if isinstance(one, list) else one for name, one in told.items()}


def _read() -> Mapping[str, Any]:
    told: Mapping[str, Any] = read_yaml(HERE / "kit.yaml")
    return told
