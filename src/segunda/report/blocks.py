"""The reasons of a path: one short block per set of equal answers."""

from collections.abc import Iterator

from markupsafe import Markup, escape

from segunda.law.facts import Paper
from segunda.report.patterns import (
    CLAUSE_ANSWERS,
    CLAUSE_SIGNS,
    DECLARED,
    NO,
    OPEN,
    YES,
    Clause,
    Pattern,
    Reasons,
)
from segunda.report.words import GROUPS, NOT_MET, SIGNS, people

LETTERS = "mpun"
_ANSWER_LETTERS = "nmpu"  # of a clause: no, yes, declared, open


def pattern_blocks(reasons: Reasons) -> Markup:
    """Every block of a path; each clause that is not simply proved stands in words."""
    return Markup("\n".join(_block(reasons, p) for p in reasons.patterns))  # noqa: S704 (escaped)


def _block(reasons: Reasons, pattern: Pattern) -> str:
    body = "".join(
        f"<div lang={language}>{''.join(_lines(reasons, pattern, language))}</div>"
        for language in ("es", "en")
    )
    return f"<article id={pattern.anchor}>{body}</article>"


def _lines(reasons: Reasons, pattern: Pattern, language: str) -> Iterator[str]:
    letter, sign = LETTERS[pattern.group], SIGNS[pattern.group]
    yield (
        f"<p><b class={letter}>{sign} {GROUPS[pattern.group].in_(language)}</b> "
        f"· {people(pattern.people, language)}</p>"
    )
    for answer in (NO, DECLARED, OPEN):
        told = [
            f"<li>{number}. {escape(clause.words.in_(language))}"
            for number, (clause, given) in enumerate(_answers(reasons, pattern), 1)
            if given == answer
        ]
        if told:
            said = f"{CLAUSE_SIGNS[answer]} {CLAUSE_ANSWERS[answer].in_(language)}"
            yield f"<div class={_ANSWER_LETTERS[answer]}>{said}:<ul>{''.join(told)}</ul></div>"
    if pattern.group != NOT_MET:
        yield _proved(pattern, language)
        yield _papers(pattern.missing, language)


def _answers(reasons: Reasons, pattern: Pattern) -> Iterator[tuple[Clause, int]]:
    return zip(reasons.clauses, pattern.answers, strict=True)


def _proved(pattern: Pattern, language: str) -> str:
    numbers = [str(n) for n, answer in enumerate(pattern.answers, 1) if answer == YES]
    if not numbers:
        return ""
    if len(numbers) == len(pattern.answers):
        every = "probadas todas las condiciones" if language == "es" else "every condition proved"
        return f"<p>✓ {every}</p>"
    word = "probado" if language == "es" else "proved"
    return f"<p>✓ {word}: {', '.join(numbers)}</p>"


def _papers(missing: tuple[Paper, ...], language: str) -> str:
    if not missing:
        return ""
    word = "Pedir" if language == "es" else "Ask for"
    named = "; ".join(str(escape(paper.name.in_(language))) for paper in missing)
    return f"<p>{word}: {named}</p>"
