"""The reasons of a path: one short block per set of equal answers.

Where an answer is unknown, many sets differ only in which conditions stand on record without
their paper. They share a block: every condition stands there once in words, and each set is a line
of it that names by number which are proved and which stand on record.
"""

from collections.abc import Iterator, Sequence

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
from segunda.report.words import GROUPS, NOT_MET, SIGNS, STATE_LETTERS, UNKNOWN, people

_ANSWER_LETTERS = "nmpu"  # of a clause: no, yes, declared, open
LANGUAGES = ("es", "en")


def pattern_blocks(reasons: Reasons) -> Markup:
    """Every block of a path; each clause that is not simply proved stands in words."""
    blocks = (
        _block(reasons, same[0]) if len(same) == 1 else _shared_block(reasons, same)
        for same in _alike(reasons.patterns)
    )
    return Markup("\n".join(blocks))  # noqa: S704 (escaped)


def _alike(patterns: Sequence[Pattern]) -> list[list[Pattern]]:
    """The patterns that are unknown for want of the same clauses together, the others alone."""
    found: dict[tuple[int, ...] | int, list[Pattern]] = {}
    for pattern in patterns:
        unknown = tuple(YES if a == DECLARED else a for a in pattern.answers)
        key = unknown if pattern.group == UNKNOWN else pattern.number
        found.setdefault(key, []).append(pattern)
    return list(found.values())


def _block(reasons: Reasons, pattern: Pattern) -> str:
    body = "".join(
        f"<div lang={language}>{''.join(_lines(reasons, pattern, language))}</div>"
        for language in LANGUAGES
    )
    return f"<article id={pattern.anchor}>{body}</article>"


def _lines(reasons: Reasons, pattern: Pattern, language: str) -> Iterator[str]:
    yield _head(pattern.group, pattern.people, language)
    for answer in (NO, DECLARED, OPEN):
        yield _clauses(reasons, pattern, answer, language)
    if pattern.group != NOT_MET:
        yield _proved(pattern, language)
        yield _papers(pattern.missing, language)


def _head(group: int, count: int, language: str) -> str:
    state = f"{SIGNS[group]} {GROUPS[group].in_(language)}"
    return f"<p><b class={STATE_LETTERS[group]}>{state}</b> · {people(count, language)}</p>"


def _clauses(reasons: Reasons, pattern: Pattern, answer: int, language: str) -> str:
    """The clauses that got this answer, in words."""
    told = [
        f"<li>{number}. {escape(clause.words.in_(language))}"
        for number, (clause, given) in enumerate(_answers(reasons, pattern), 1)
        if given == answer
    ]
    if not told:
        return ""
    said = f"{CLAUSE_SIGNS[answer]} {CLAUSE_ANSWERS[answer].in_(language)}"
    return f"<div class={_ANSWER_LETTERS[answer]}>{said}:<ul>{''.join(told)}</ul></div>"


def _answers(reasons: Reasons, pattern: Pattern) -> Iterator[tuple[Clause, int]]:
    return zip(reasons.clauses, pattern.answers, strict=True)


def _proved(pattern: Pattern, language: str) -> str:
    numbers = _numbers(pattern, YES)
    if not numbers:
        return ""
    if len(numbers) == len(pattern.answers):
        every = "probadas todas las condiciones" if language == "es" else "every condition proved"
        return f"<p>✓ {every}</p>"
    word = CLAUSE_ANSWERS[YES].in_(language)
    return f"<p>✓ {word}: {', '.join(numbers)}</p>"


def _numbers(pattern: Pattern, answer: int) -> list[str]:
    """The numbers of the clauses that got this answer."""
    return [str(n) for n, given in enumerate(pattern.answers, 1) if given == answer]


def _papers(missing: Sequence[Paper], language: str) -> str:
    if not missing:
        return ""
    word = "Pedir" if language == "es" else "Ask for"
    named = "; ".join(str(escape(paper.name.in_(language))) for paper in missing)
    return f"<p>{word}: {named}</p>"


def _shared_block(reasons: Reasons, alike: Sequence[Pattern]) -> str:
    """What nobody knows in words; then a line per pattern: people, ◐ and ✓ by number."""
    asked = [paper for paper in alike[0].missing if all(paper in p.missing for p in alike)]
    count = sum(pattern.people for pattern in alike)
    body = "".join(
        f"<div lang={language}>{_head(UNKNOWN, count, language)}"
        f"{_clauses(reasons, alike[0], NO, language)}{_clauses(reasons, alike[0], OPEN, language)}"
        f"{_papers(asked, language)}{_the_others(reasons, alike[0], language)}</div>"
        for language in LANGUAGES
    )
    lines = "".join(_line(reasons, pattern, asked) for pattern in alike)
    return f"<article>{body}<ul class=sets>{lines}</ul></article>"


def _the_others(reasons: Reasons, pattern: Pattern, language: str) -> str:
    """The clauses that the lines name by number, in words, and the signs used there."""
    declared, proved = (CLAUSE_ANSWERS[answer].in_(language) for answer in (DECLARED, YES))
    told = "; ".join(
        f"{number}. {escape(clause.words.in_(language))}"
        for number, (clause, given) in enumerate(_answers(reasons, pattern), 1)
        if given in (DECLARED, YES)
    )
    rest = "Las demás condiciones" if language == "es" else "The other conditions"
    count = "Cuántas personas" if language == "es" else "How many people"
    return f"<p>{rest}: {told}.</p><p>{count}: ✓ {proved} · ◐ {declared}</p>"


def _line(reasons: Reasons, pattern: Pattern, asked: Sequence[Paper]) -> str:
    told = [f"<b>{pattern.people:,}</b>"]
    for answer in (DECLARED, YES):
        if numbers := _numbers(pattern, answer):
            told.append(f"{CLAUSE_SIGNS[answer]} {', '.join(numbers)}")
    return f"<li id={pattern.anchor}>{' '.join(told)}{_other_papers(reasons, pattern, asked)}"


def _other_papers(reasons: Reasons, pattern: Pattern, asked: Sequence[Paper]) -> str:
    """The missing papers in words where they are not those of the block and of the ◐ alone."""
    given = _answers(reasons, pattern)
    told = {*asked, *(paper for clause, a in given if a == DECLARED for paper in clause.papers)}
    if told == set(pattern.missing):
        return ""
    return "".join(f"<div lang={lang}>{_papers(pattern.missing, lang)}</div>" for lang in LANGUAGES)
