"""«Qué hacer ahora»: the first things to act on, in the order of what cannot wait."""

from collections.abc import Iterator
from dataclasses import dataclass

from segunda.law.facts import person
from segunda.law.text import Text
from segunda.report.findings import Findings
from segunda.report.groups import RuleCounts
from segunda.report.past import Passed
from segunda.report.view import sealed_facts
from segunda.report.words import MET, UNKNOWN, WITH_PAPERS, people


@dataclass(frozen=True)
class Todo:
    """One thing to do, and the place of the page that lists for whom."""

    text: Text
    anchor: str


def todo(findings: Findings) -> list[Todo]:
    """Past the sentence; past a limit; rows refused; paths met; papers; the costliest column."""
    return [
        *_past_sentence(findings),
        *(_limit(passed) for passed in findings.passed if _past(passed)),
        *_refused(findings),
        *_met(findings),
        *_papers(findings),
        *_column(findings),
    ]


def _past(passed: Passed) -> int:
    return passed.counts.groups[MET] + passed.counts.groups[WITH_PAPERS]


def _past_sentence(findings: Findings) -> Iterator[Todo]:
    count = findings.past_sentence.height
    if count:
        verb = "parece" if count == 1 else "parecen"
        verb_en = "seems" if count == 1 else "seem"
        said = Text(
            f"{people(count, 'es')} {verb} haber pasado el fin de su pena según el registro: pida "
            "la hoja de cómputo (liquidación) al juez de cumplimiento. Es una cuenta que hay que "
            "comprobar, no una conclusión.",
            f"{people(count, 'en')} {verb_en} to be past the end of the sentence by the register: "
            "ask the juez de cumplimiento for the computation sheet (liquidación). It is a sum to "
            "check, not a finding.",
        )
        yield Todo(said, "fin-de-pena")


def _limit(passed: Passed) -> Todo:
    """A limit passed, or passed on what the register says."""
    past, declared, title = _past(passed), passed.declared, passed.counts.rule.title
    more = waiting(passed)
    verb = "lo supera" if past == 1 else "lo superan"
    verb_en = "is" if past == 1 else "are"
    said = Text(
        f"Revisar «{title.es}»: {people(past, 'es')} {verb}, {declared:,} solo según el registro "
        "(falta el papel que lo prueba). El aviso es para la persona, su defensa y el órgano de "
        "control.",
        f"Review “{title.en}”: {people(past, 'en')} {verb_en} past it, {declared:,} only by the "
        "register (the paper that proves it is missing). The alert is for the person, the defence "
        "and the oversight body.",
    )
    return Todo(said + Text(f" {more.es}", f" {more.en}") if more.es else said, "limites")


def waiting(passed: Passed) -> Text:
    """Of how many more it cannot be said, and which unknown it depends on."""
    count = passed.counts.groups[UNKNOWN]
    if not count:
        return Text("", "")
    es = "; ".join(f"{person()[fact].label.es} ({n:,})" for fact, n in passed.waiting[:3])
    en = "; ".join(f"{person()[fact].label.en} ({n:,})" for fact, n in passed.waiting[:3])
    return Text(
        f"De {count:,} más depende de un dato que no consta: {es}.",
        f"Of {count:,} more it depends on what is not on record: {en}.",
    )


def _refused(findings: Findings) -> Iterator[Todo]:
    rows = findings.census.rejected
    if rows:
        who = "su persona no está" if rows == 1 else "esas personas no están"
        text = Text(
            f"Corregir {rows:,} {'fila rechazada' if rows == 1 else 'filas rechazadas'} del "
            f"archivo: mientras tanto {who} en ninguna lista.",
            f"Correct {rows:,} refused {'row' if rows == 1 else 'rows'} of the file: until then "
            "nobody in them stands in any list.",
        )
        yield Todo(text, "rechazadas")


def _met(findings: Findings) -> Iterator[Todo]:
    ready = [c for c in findings.paths if c.groups[MET]]
    if ready:
        met = findings.met_somewhere
        said = Text(
            f"Presentar ya el caso de {people(met, 'es')} a quien decide cada camino: "
            f"{_ways(ready, 'es')}.",
            f"Present now the case of {people(met, 'en')} to whoever decides each path: "
            f"{_ways(ready, 'en')}.",
        )
        yield Todo(said, "gente")


def _ways(ready: list[RuleCounts], language: str) -> str:
    """`356 por «…», 161 por «…»`, the path of most people first."""
    before, after = "«»" if language == "es" else "“”"
    by = "por" if language == "es" else "by"
    return ", ".join(
        f"{c.groups[MET]:,} {by} {before}{c.rule.title.in_(language)}{after}"
        for c in sorted(ready, key=lambda c: -c.groups[MET])
    )


def _papers(findings: Findings) -> Iterator[Todo]:
    """Papers that alone would settle a path, then the one that decides most people."""
    alone = sorted((c for c in findings.papers if c.alone), key=lambda c: -c.alone)
    for c in alone[:2]:
        verb = "tendría" if c.alone == 1 else "tendrían"
        said = Text(
            f"Pedir «{c.paper.name.es}» ({c.paper.office.es}): con ese solo papel "
            f"{people(c.alone, 'es')} {verb} probado un camino.",
            f"Ask for “{c.paper.name.en}” ({c.paper.office.en}): with that paper alone "
            f"{people(c.alone, 'en')} would have a path proved.",
        )
        yield Todo(said, "3")
    if findings.papers:
        first = findings.papers[0]
        said = Text(
            f"El papel que decide sobre más personas es «{first.paper.name.es}» "
            f"({first.paper.office.es}): {people(first.people, 'es')}.",
            f"The paper that decides most people is “{first.paper.name.en}” "
            f"({first.paper.office.en}): {people(first.people, 'en')}.",
        )
        yield Todo(said, "3")


def _column(findings: Findings) -> Iterator[Todo]:
    ordinary = [lack for lack in findings.lacks if lack.fact not in sealed_facts()]
    if ordinary:
        first = ordinary[0]
        label = person()[first.fact].label
        said = Text(
            f"Completar en el archivo «{label.es}»: sin ese dato quedan sin saber "
            f"{first.verdicts:,} respuestas sobre {people(first.people, 'es')}.",
            f"Complete “{label.en}” in the file: without it {first.verdicts:,} answers about "
            f"{people(first.people, 'en')} stay unknown.",
        )
        yield Todo(said, "falta")
