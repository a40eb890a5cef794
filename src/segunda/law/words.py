"""One verdict in words, Spanish and English: article, label, each clause, its value, its paper."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from segunda.law import logic
from segunda.law.counts import other_counts
from segunda.law.dates import Columns
from segunda.law.facts import Fact, Paper, Subject, papers, subject
from segunda.law.judging import judge
from segunda.law.logic import (
    NOT_APPLICABLE,
    All,
    Always,
    Applies,
    Between,
    Compare,
    Expr,
    Facts,
    Holds,
    If,
    Not,
    Number,
    OneOf,
    Value,
)
from segunda.law.logic import Any as AnyOf
from segunda.law.rules import Reading, Rule
from segunda.law.text import Text

OUTCOMES: Mapping[bool | None, Text] = {
    True: Text("cumplido", "met"),
    False: Text("no cumplido", "not met"),
    None: Text("falta saber", "unknown"),
}
SIGNS: Mapping[bool | None, str] = {True: "✓", False: "✗", None: "?"}
LABELS = {
    "verified": Text("verificado", "verified"),
    "reported": Text("según otras fuentes", "reported"),
    "unverified": Text("sin verificar", "unverified"),
}
KINDS = {
    "path": Text("vía de salida", "path"),
    "placement": Text("lugar o régimen", "placement"),
    "credit": Text("tiempo que cuenta", "credit"),
    "limit": Text("límite (cumplido = rebasado)", "limit (met = broken)"),
    "base": Text("fundamento (no cumplido = revisar)", "base (not met = review)"),
    "terms": Text("forma de cumplir", "terms"),
    "duty": Text("deber", "duty"),
    "check": Text("comprobación", "check"),
    "elsewhere": Text("ley de otro país: no se aplica aquí", "law of another country: not applied"),
    "closed": Text("medida pasada", "closed"),
    "adverse": Text("regla más dura, como contraejemplo", "adverse, as a counter-example"),
}
UNITS = {
    "years": (Text("año", "year"), Text("años", "years")),
    "months": (Text("mes", "month"), Text("meses", "months")),
    "weeks": (Text("semana", "week"), Text("semanas", "weeks")),
    "weekends": (Text("fin de semana", "weekend"), Text("fines de semana", "weekends")),
    "days": (Text("día", "day"), Text("días", "days")),
    "hours": (Text("hora", "hour"), Text("horas", "hours")),
    "grams": (Text("gramo", "gram"), Text("gramos", "grams")),
}
_OPS = {
    ">=": Text("al menos", "at least"),
    ">": Text("más de", "more than"),
    "<=": Text("hasta", "up to"),
    "<": Text("menos de", "less than"),
    "==": Text("exactamente", "exactly"),
    "!=": Text("distinto de", "other than"),
}
_MONTHS = Text(
    "ene feb mar abr may jun jul ago sep oct nov dic",
    "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec",
)


@dataclass(frozen=True)
class Clause:
    """One atom of a rule about one subject: what it asks, the answer, the value, the paper."""

    asks: Text
    answer: bool | None
    value: Text
    paper: Paper
    proved: bool
    depth: int


@dataclass(frozen=True)
class Heading:
    """The line above a group of clauses: all of these, or one of these."""

    says: Text
    depth: int


@dataclass(frozen=True)
class Explanation:
    """Why a rule says what it says of one subject on one day.

    `outcome` is the bare condition's; `verdict` what may be shown about a person: unknown where
    parts were not read or "met" would rest on what is only declared (`if_proved` is then True).
    """

    rule: Rule
    as_of: date
    outcome: bool | None
    verdict: bool | None
    if_proved: bool | None
    lines: tuple[Heading | Clause, ...]
    missing: tuple[Fact, ...]
    from_date: date | None
    until_date: date | None
    readings: tuple[tuple[Reading, bool | None], ...]


def explain(
    rule: Rule, facts: Facts, columns: Columns, as_of: date, proved: Iterable[str] | None = None
) -> Explanation:
    """The reasons of one verdict; `proved` names the facts with their paper (None = all)."""
    about = subject(rule.subject)
    sure = frozenset(facts) if proved is None else frozenset(proved)
    judged = judge(rule, facts, columns, as_of, sure)
    counts = {**facts, **other_counts(facts, columns)}
    return Explanation(
        rule=rule,
        as_of=as_of,
        outcome=judged.outcome,
        verdict=judged.verdict,
        if_proved=judged.if_proved,
        lines=tuple(_lines(rule.condition(as_of), facts, sure, about)),
        missing=tuple(about.facts[name] for name in judged.missing),
        from_date=judged.from_date,
        until_date=judged.until_date,
        readings=tuple(
            (other, logic.evaluate(rule.condition(as_of, other.name), counts))
            for other in rule.readings
        ),
    )


def as_text(told: Explanation, row: int, identity: str | None) -> Text:
    """The explanation as plain lines, for a terminal or a printed page."""
    return Text(_page(told, row, identity, "es"), _page(told, row, identity, "en"))


def say(expr: Expr, about: Subject) -> Text:
    """A condition as one phrase."""
    match expr:
        case Always():
            return Text("siempre", "always")
        case All(parts):
            return _joined([say(part, about) for part in parts], Text(" y ", " and "))
        case AnyOf(parts):
            return _joined([say(part, about) for part in parts], Text(", o ", ", or "))
        case If(test, then, otherwise):
            return _if(say(test, about), say(then, about), say(otherwise, about))
        case Not(Holds(fact)):
            return about.facts[fact].no or about.facts[fact].label
        case Not(part):
            return Text("no se da: ", "this does not hold: ") + say(part, about)
        case _:
            return _say_atom(expr, about.facts[expr.fact])


def day_in_words(day: date) -> Text:
    """21 nov 2026 · 21 Nov 2026."""
    names = (_MONTHS.es.split()[day.month - 1], _MONTHS.en.split()[day.month - 1])
    return Text(f"{day.day} {names[0]} {day.year}", f"{day.day} {names[1]} {day.year}")


def value_in_words(value: Value | None, fact: Fact) -> Text:
    """What is recorded of a fact, in words; an absent value says so."""
    if value is None:
        return Text("no consta", "not recorded")
    if value is NOT_APPLICABLE:
        return Text("no aplica", "not applicable")
    if isinstance(value, Between):
        return Text("entre ", "between ") + _joined(
            [_amount(value.low, fact), _amount(value.high, fact)], Text(" y ", " and ")
        )
    if isinstance(value, bool):
        return (fact.yes if value else fact.no) or fact.label
    if isinstance(value, str):
        return fact.names.get(value, Text(value, value))
    assert isinstance(value, (int, Fraction))  # noqa: S101 (what is left of Value)
    return _amount(value, fact)


def _say_atom(atom: Holds | Applies | Compare | OneOf, fact: Fact) -> Text:
    match atom:
        case Holds():
            return fact.yes or fact.label
        case Applies():
            return fact.label + Text(": existe", ": exists")
        case Compare(_, op, str(word)):
            colon = Text(": ", ": ") if op == "==" else Text(": no es ", ": is not ")
            return fact.label + colon + fact.names[word]
        case Compare(_, op, constant):
            assert not isinstance(constant, str)  # noqa: S101 (the case above)
            return (
                fact.label + Text(": ", ": ") + _OPS[op] + Text(" ", " ") + _amount(constant, fact)
            )
        case OneOf(_, values, negated):
            words = [fact.names[value] for value in values]
            either = Text(": ninguna de: ", ": none of: ") if negated else Text(": ", ": ")
            joint = Text(", ", ", ") if negated else Text(" o ", " or ")
            return fact.label + either + _joined(words, joint)


def _amount(number: Number, fact: Fact) -> Text:
    shown = str(number)
    if isinstance(number, Fraction) and number.denominator > 12:
        percent = f"{float(number):.1%}"
        return Text(percent.replace("%", " %"), percent)  # es-PA writes a point too (CLDR)
    if fact.unit not in UNITS:
        return Text(shown, shown)
    singular, plural = UNITS[fact.unit]
    return Text(f"{shown} ", f"{shown} ") + (singular if number == 1 else plural)


def _joined(words: list[Text], joint: Text) -> Text:
    return Text(joint.es.join(w.es for w in words), joint.en.join(w.en for w in words))


def _if(test: Text, then: Text, otherwise: Text) -> Text:
    return Text(
        f"si {test.es}, {then.es}; si no, {otherwise.es}",
        f"if {test.en}, {then.en}; if not, {otherwise.en}",
    )


# The lines under a verdict ----------------------------------------------------------------------


def _lines(
    expr: Expr, facts: Facts, sure: frozenset[str], about: Subject, depth: int = 0
) -> list[Heading | Clause]:
    match expr:
        case Always():
            return []
        case All(parts) | AnyOf(parts):
            every = isinstance(expr, All)
            says = (
                Text("todas estas:", "all of these:")
                if every
                else Text("una de estas:", "one of these:")
            )
            lines: list[Heading | Clause] = [Heading(says, depth)]
            for part in parts:
                lines += _lines(part, facts, sure, about, depth + 1)
            return lines
        case If(test, then, otherwise):
            says = Text("según el caso:", "depending on:")
            inner = [
                _lines(part, facts, sure, about, depth + 1) for part in (test, then, otherwise)
            ]
            return [Heading(says, depth), *inner[0], *inner[1], *inner[2]]
        case _:
            return [_clause(expr, facts, sure, about, depth)]


def _clause(
    leaf: logic.Atom | Not, facts: Facts, sure: frozenset[str], about: Subject, depth: int
) -> Clause:
    fact = about.facts[next(logic.atoms(leaf)).fact]
    value, answer = facts.get(fact.name), logic.evaluate(leaf, facts)
    # A yes-or-no clause that holds needs no second telling.
    so = isinstance(value, bool) and answer
    return Clause(
        asks=say(leaf, about),
        answer=answer,
        value=Text("consta", "so recorded") if so else value_in_words(value, fact),
        paper=papers()[fact.paper],
        proved=value is not None and fact.name in sure,
        depth=depth,
    )


def _page(told: Explanation, row: int, identity: str | None, lang: str) -> str:
    def word(es: str, en: str) -> str:
        return es if lang == "es" else en

    rule = told.rule
    who = word(f"Fila {row}", f"Row {row}") + (f", id {identity}" if identity else "")
    lines = [
        f"{rule.title.in_(lang)} ({rule.id})",
        f"{rule.citation} · {KINDS[rule.kind].in_(lang)}"
        f" · {word('etiqueta', 'label')}: {LABELS[rule.label].in_(lang)}",
        f"{who}: {SIGNS[told.outcome]} {OUTCOMES[told.outcome].in_(lang)}"
        f" {word('al', 'on')} {day_in_words(told.as_of).in_(lang)}",
    ]
    if not rule.tests_a_person:
        lines.append(
            word(
                "Este texto no prueba nada sobre una persona; acompaña a las vías.",
                "This text tests nothing about a person; it stands beside the paths.",
            )
        )
    lines += [_line(line, lang) for line in told.lines]
    lines += _after(told, lang, word)
    return "\n".join(lines)


def _line(line: Heading | Clause, lang: str) -> str:
    indent = "  " * (line.depth + 1)
    if isinstance(line, Heading):
        return indent + line.says.in_(lang)
    paper = line.paper
    ask = {"es": "pídalo a", "en": "ask"}[lang]
    proof = {"es": "lo prueba", "en": "proved by"}[lang]
    tail = f"{proof}: {paper.name.in_(lang)}" + (
        "" if line.proved else f"; {ask}: {paper.office.in_(lang)}"
    )
    return f"{indent}{SIGNS[line.answer]} {line.asks.in_(lang)} [{line.value.in_(lang)}] · {tail}"


def _after(told: Explanation, lang: str, word: Callable[[str, str], str]) -> list[str]:
    lines = []
    if told.missing:
        names = "; ".join(fact.label.in_(lang) for fact in told.missing)
        lines.append(word("Falta saber: ", "Missing: ") + names)
    for part in told.rule.unread:
        lines.append(
            word(
                "No se ha leído, y por eso no puede darse por cumplido: ",
                "Not read, so it cannot be shown as met: ",
            )
            + part.in_(lang)
        )
    lines += _dates(told, lang, word)
    for reading, answer in told.readings:
        lines.append(
            word("Otra lectura", "Another reading")
            + f" ({reading.switch}): {reading.says.in_(lang)}"
            + f" → {SIGNS[answer]} {OUTCOMES[answer].in_(lang)}"
        )
    lines.append(word("Decide: ", "Decided by: ") + told.rule.decided_by.in_(lang))
    lines.append(
        word(
            "El programa propone con sus razones; una persona decide.",
            "The program proposes with its reasons; a person decides.",
        )
    )
    return lines


def _dates(told: Explanation, lang: str, word: Callable[[str, str], str]) -> list[str]:
    shown = []
    if told.from_date:
        shown.append(word("desde el ", "from ") + day_in_words(told.from_date).in_(lang))
    if told.until_date:
        shown.append(word("hasta el ", "until ") + day_in_words(told.until_date).in_(lang))
    if not shown:
        return []
    forecast = word(
        "pronóstico con la ley y los hechos de hoy", "forecast under today's law and facts"
    )
    return [word("Se cumple ", "Met ") + " ".join(shown) + f" ({forecast})"]
