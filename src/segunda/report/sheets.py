"""The short sheets of the workbook: census, paths, papers, dates, reasons, what the file lacked."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from segunda.law.facts import papers, person
from segunda.law.text import Text
from segunda.report import sentences
from segunda.report.findings import Findings
from segunda.report.near import WINDOWS
from segunda.report.patterns import CLAUSE_ANSWERS, CLAUSE_SIGNS
from segunda.report.rows import near_verb, short
from segunda.report.view import View, rows_of
from segunda.report.words import (
    EXCLUSIONS,
    FEW,
    FORECAST,
    GROUPS,
    LABEL_MEANINGS,
    LABELS,
    PROTECTED,
    SEXES,
    SIGNS,
    STATUSES,
    day_in_words,
    flag_words,
)

Row = tuple[str | int, ...]
Columns = tuple[tuple[Text, int], ...]


@dataclass(frozen=True)
class Table:
    """A sheet: headings with their widths, rows, columns kept in view, columns with a filter.

    `height` is given where the rows are written elsewhere.
    """

    name: Text
    columns: Columns
    rows: tuple[Row, ...]
    frozen: int = 1
    filtered: int = 0
    height: int | None = None


def sheets_of(findings: Findings, view: View) -> Iterator[Table]:
    """Every sheet but the one of people, in the order of the report."""
    yield _legend(findings, view)
    yield _census(findings)
    yield _paths(findings)
    yield _beside(findings)
    yield _past_sentence(findings, view)
    yield _limits(findings, view)
    yield _refused(view)
    yield _papers(findings)
    yield _near(findings, view)
    yield _lacked(findings)
    yield _reasons(findings)


def _two(text: Text) -> str:
    return text.es if text.es == text.en else f"{text.es} / {text.en}"


def states_in_words() -> tuple[str, ...]:
    """The four groups as a cell of the workbook names them: sign and word in both languages."""
    return tuple(f"{sign} {_two(group)}" for sign, group in zip(SIGNS, GROUPS, strict=True))


def _legend(findings: Findings, view: View) -> Table:
    lines: list[Row] = [
        (_two(Text("día", "day")), f"{day_in_words(view.as_of, 'es')} ({view.as_of})"),
        (_two(Text("respuesta", "answer")), _two(sentences.lead(findings, view))),
    ]
    lines += [(state, "") for state in states_in_words()]
    for name in ("sex", "legal_status"):
        fact = person()[name]
        lines += [(_two(word), _two(fact.label)) for word in fact.names.values()]
    lines += [(_two(LABELS[key]), _two(LABEL_MEANINGS[key])) for key in LABELS]
    if view.for_everyone:
        count = findings.protected_words
        lines.append(
            (_two(PROTECTED), _two(count) if isinstance(count, Text) else count or _two(FEW))
        )
    lines.append((_two(Text("versión de la ley", "version of the law")), findings.law_version))
    columns = ((Text("qué", "what"), 44), (Text("qué quiere decir", "what it means"), 110))
    return Table(Text("leer primero", "read first"), columns, tuple(lines))


def _census(findings: Findings) -> Table:
    census = findings.census
    rows: list[Row] = [
        (place.name or "–", place.total, *place.by_sex, *place.by_status) for place in census.places
    ]
    rows.append(("TOTAL", census.total, *census.by_sex.values(), *census.by_status.values()))
    rows += [(_two(flag_words(kind)), count) for kind, count in census.flags]
    columns = [(Text("establecimiento", "facility"), 40), (Text("total", "total"), 10)]
    columns += [(word, 12) for word in (*SEXES.values(), *STATUSES.values())]
    return Table(Text("censo", "census"), tuple(columns), tuple(rows))


def _paths(findings: Findings) -> Table:
    rows = [
        (
            _two(c.rule.title), c.rule.citation, _two(LABELS[c.rule.label]),
            _two(c.rule.decided_by), *c.groups,
            "; ".join(f"{_two(EXCLUSIONS)}: {_two(part)}" for part in c.rule.unread),
        )
        for c in findings.paths
    ]  # fmt: skip
    columns = (
        (Text("camino", "path"), 44), (Text("artículo", "article"), 24),
        (Text("etiqueta", "label"), 24), (Text("decide", "decided by"), 40),
        *((group, 14) for group in GROUPS), (Text("nota", "note"), 44),
    )  # fmt: skip
    return Table(Text("caminos", "paths"), columns, tuple(rows), 1, len(columns))


def _beside(findings: Findings) -> Table:
    rows = [
        (_two(c.rule.title), c.rule.citation, _two(LABELS[c.rule.label]), _two(sentences.aside(c)))
        for c in findings.aside
    ]
    columns = (
        (Text("regla", "rule"), 44), (Text("artículo", "article"), 24),
        (Text("etiqueta", "label"), 24), (Text("qué dice", "what it says"), 90),
    )  # fmt: skip
    return Table(Text("junto a los caminos", "beside the paths"), columns, tuple(rows))


def _who(view: View, rows: Iterable[int]) -> dict[int, tuple[str, str, int, str]]:
    """Name, number, row and facility of each of the rows."""
    told = rows_of(view, rows).select("row", "name", "id", "facility").iter_rows()
    return {row: (name or "", number or "", row, place or "") for row, name, number, place in told}


_WHO = (
    (Text("nombre", "name"), 32), (Text("número", "number"), 16),
    (Text("fila", "row"), 8), (Text("establecimiento", "facility"), 28),
)  # fmt: skip


def _past_sentence(findings: Findings, view: View) -> Table:
    who = _who(view, findings.past_sentence["row"])
    rows = tuple(
        (*who[row], end.isoformat(), days, _two(_COMPUTE))
        for row, end, days in findings.past_sentence.iter_rows()
    )
    columns = (
        *_WHO, (Text("fin según el registro", "end by the register"), 14),
        (Text("días después", "days beyond"), 10), (Text("qué hacer", "what to do"), 70),
    )  # fmt: skip
    title = Text("fin de pena, por comprobar", "end of sentence, to check")
    return Table(title, columns, rows or _none(len(columns)), 1, len(columns))


_COMPUTE = Text(
    "cuenta por comprobar: pida la hoja de cómputo (liquidación) al juez de cumplimiento",
    "a sum to check: ask the juez de cumplimiento for the computation sheet (liquidación)",
)
_PROVED = Text("probado", "proved")
_DECLARED = Text("según el registro, falta el papel", "by the register, paper missing")


def _limits(findings: Findings, view: View) -> Table:
    who = _who(view, (row for passed in findings.passed for row in passed.people["row"]))
    rows = tuple(
        (
            *who[row], _two(passed.counts.rule.title), since.isoformat() if since else "",
            _two(_DECLARED if declared else _PROVED),
        )
        for passed in findings.passed
        for row, since, declared in passed.people.iter_rows()
    )  # fmt: skip
    columns = (
        *_WHO, (Text("límite", "limit"), 40), (Text("desde", "since"), 12),
        (Text("cómo consta", "how it is known"), 34),
    )  # fmt: skip
    title = Text("límites superados", "limits passed")
    return Table(title, columns, rows or _none(len(columns)), 1, len(columns))


def _refused(view: View) -> Table:
    rows = tuple((r.line, r.name, _two(r.reason)) for r in view.source.refused)
    columns = (
        (Text("línea del archivo", "line of the file"), 10), (Text("nombre", "name"), 32),
        (Text("por qué se rechazó", "why it was refused"), 110),
    )  # fmt: skip
    title = Text("filas rechazadas", "refused rows")
    return Table(title, columns, rows or _none(len(columns)), 1, len(columns))


def _none(width: int) -> tuple[Row, ...]:
    """The sentence of an empty list."""
    return ((_two(Text("Nadie: esta lista está vacía.", "Nobody: this list is empty.")),
             *[""] * (width - 1)),)  # fmt: skip


def _papers(findings: Findings) -> Table:
    rows = [
        (
            _two(c.paper.office), _two(c.paper.name), c.people, c.alone,
            "; ".join(f"{short(rule)} {count:,}" for rule, count in c.by_rule.items()),
        )
        for c in findings.papers
    ]  # fmt: skip
    columns = (
        (Text("oficina", "office"), 50), (Text("papel", "paper"), 60),
        (Text("decide sobre (personas)", "decides (people)"), 14),
        (Text("con él solo se cumple", "met with it alone"), 14), (Text("caminos", "paths"), 50),
    )  # fmt: skip
    return Table(Text("papeles", "papers"), columns, tuple(rows), 2, len(columns))


def _near(findings: Findings, view: View) -> Table:
    who = _who(view, (near.row for near in findings.near))
    rules = {c.rule.id: c.rule for c in (*findings.paths, *findings.aside)}
    rows = []
    for near in findings.near:
        days = (near.day - view.as_of).days
        told = near_verb(rules[near.rule], closes=near.closes)
        rows.append((near.day.isoformat(), days, *who[near.row][:2], _two(told)))
    columns = (
        (Text("día", "day"), 12), (Text("faltan días", "days left"), 10),
        (Text("nombre", "name"), 32), (Text("número", "number"), 16), (FORECAST, 70),
    )  # fmt: skip
    title = Text(f"en {WINDOWS[-1]} días", f"in {WINDOWS[-1]} days")
    return Table(title, columns, tuple(rows), 0, len(columns))


def _lacked(findings: Findings) -> Table:
    rows = []
    for lack in findings.lacks:
        fact = person()[lack.fact]
        paper = papers()[fact.paper]
        rows.append(
            (
                _two(fact.label),
                lack.rows,
                lack.people,
                lack.verdicts,
                _two(paper.name),
                _two(paper.office),
            )
        )
    columns = (
        (Text("dato que falta", "fact that is missing"), 44),
        (Text("personas sin valor", "people without a value"), 12),
        (Text("con respuestas sin saber", "with answers unknown"), 14),
        (Text("respuestas sin saber", "answers unknown"), 14),
        (Text("papel", "paper"), 50), (Text("oficina", "office"), 50),
    )  # fmt: skip
    return Table(Text("lo que faltaba", "what was absent"), columns, tuple(rows))


def _reasons(findings: Findings) -> Table:
    rows: list[Row] = []
    for reasons in findings.reasons:
        for pattern in reasons.patterns:
            said = "\n".join(
                f"{CLAUSE_SIGNS[answer]} {_two(clause.words)}: {_two(CLAUSE_ANSWERS[answer])}"
                for clause, answer in zip(reasons.clauses, pattern.answers, strict=True)
                if answer != 1
            )
            lacks = "; ".join(_two(paper.name) for paper in pattern.missing)
            state = f"{SIGNS[pattern.group]} {_two(GROUPS[pattern.group])}"
            rows.append(
                (
                    _two(reasons.rule.title),
                    reasons.rule.citation,
                    state,
                    pattern.people,
                    said,
                    lacks,
                )
            )
    columns = (
        (Text("camino", "path"), 40), (Text("artículo", "article"), 22),
        (Text("respuesta", "answer"), 24), (Text("personas", "people"), 10),
        (Text("condiciones que no están probadas", "conditions not proved"), 90),
        (Text("papeles que pedir", "papers to ask for"), 60),
    )  # fmt: skip
    return Table(Text("razones", "reasons"), columns, tuple(rows), 1, len(columns))
