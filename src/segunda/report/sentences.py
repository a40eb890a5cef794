"""The sentences of the report, made from the data: the answer first, then what to do."""

from itertools import zip_longest

from segunda.law.text import Text
from segunda.report.census import Census
from segunda.report.findings import Findings
from segunda.report.groups import RuleCounts
from segunda.report.near import WINDOWS
from segunda.report.view import View
from segunda.report.words import MET, SEXES, STATUSES, WITH_PAPERS, day_in_words, people


def lead(findings: Findings, view: View) -> Text:
    """Who is held and who may leave, in one breath."""
    census = findings.census
    es = f"El {day_in_words(view.as_of, 'es')} hay {people(census.total, 'es')} en el archivo"
    en = f"On {day_in_words(view.as_of, 'en')} the file holds {people(census.total, 'en')}"
    women, men = census.by_sex["F"], census.by_sex["M"]
    if women or men:
        es += f": {women:,} mujeres y {men:,} hombres"
        en += f": {women:,} women and {men:,} men"
    return Text(f"{es}. {_able(findings, 'es')}", f"{en}. {_able(findings, 'en')}")


def _able(findings: Findings, language: str) -> str:
    """Who has a path proved, who would with papers, of whom it is not known."""
    met, papers = findings.met_somewhere, findings.papers_somewhere
    unknown = findings.unknown_somewhere
    if language == "es":
        verb = "tiene" if met == 1 else "tienen"
        who = f"{people(met, 'es')} {verb}" if met else "Nadie tiene hoy"
        told = f"{who} probadas las condiciones de algún camino de salida"
        told += f"; otras {papers:,} podrían llegar con papeles que hoy faltan" if papers else ""
        return told + (f"; de {unknown:,} más falta saber." if unknown else ".")
    who = f"{people(met, 'en')} {'has' if met == 1 else 'have'}" if met else "Today nobody has"
    told = f"{who} the conditions of some way out proved"
    told += f"; another {papers:,} could get there with papers missing today" if papers else ""
    return told + (f"; of {unknown:,} more it is not known." if unknown else ".")


def todo(findings: Findings) -> list[Text]:
    """What to do now: the lists to act on, most people first."""
    lines = []
    ready = [c for c in findings.paths if c.groups[MET]]
    if ready:
        met = findings.met_somewhere
        lines.append(
            Text(
                f"Presentar ya el caso de {people(met, 'es')} a quien decide cada camino: "
                f"{_ways(ready, 'es')}.",
                f"Present now the case of {people(met, 'en')} to whoever decides each path: "
                f"{_ways(ready, 'en')}.",
            )
        )
    alone = sorted((c for c in findings.papers if c.alone), key=lambda c: -c.alone)
    lines += [
        Text(
            f"Pedir «{c.paper.name.es}» ({c.paper.office.es}): con ese solo papel "
            f"{people(c.alone, 'es')} tendrían probado un camino.",
            f"Ask for “{c.paper.name.en}” ({c.paper.office.en}): with that paper alone "
            f"{people(c.alone, 'en')} would have a path proved.",
        )
        for c in alone[:2]
    ]
    if findings.papers:
        first = findings.papers[0]
        lines.append(
            Text(
                f"El papel que decide sobre más personas es «{first.paper.name.es}» "
                f"({first.paper.office.es}): {people(first.people, 'es')}.",
                f"The paper that decides most people is “{first.paper.name.en}” "
                f"({first.paper.office.en}): {people(first.people, 'en')}.",
            )
        )
    return lines + _limits(findings)


def _ways(ready: list[RuleCounts], language: str) -> str:
    """`356 por «…», 161 por «…»`, the path of most people first."""
    by = "por" if language == "es" else "by"
    return ", ".join(
        f"{c.groups[MET]:,} {by} «{c.rule.title.in_(language)}»"
        for c in sorted(ready, key=lambda c: -c.groups[MET])
    )


def _limits(findings: Findings) -> list[Text]:
    """Limits passed, or passed on what the register says."""
    lines = []
    for counts in findings.aside:
        proved, declared = counts.groups[MET], counts.groups[WITH_PAPERS]
        if counts.rule.kind == "limit" and proved + declared:
            lines.append(
                Text(
                    f"Revisar «{counts.rule.title.es}»: {people(proved + declared, 'es')} lo "
                    f"superan, {declared:,} solo según el registro (falta el papel que lo prueba). "
                    "El aviso es para la persona, su defensa y el órgano de control.",
                    f"Review “{counts.rule.title.en}”: {people(proved + declared, 'en')} are past "
                    f"it, {declared:,} only by the register (the paper that proves it is missing). "
                    "The alert is for the person, the defence and the oversight body.",
                )
            )
    return lines


def census_lines(census: Census) -> list[Text]:
    """How many, on what title, women first among those told apart."""
    shown = [(s, n) for s, n in census.by_status.items() if n]
    lines = [
        Text(
            "Título: " + "; ".join(f"{n:,} {STATUSES[s].es}" for s, n in shown) + ".",
            "Title: " + "; ".join(f"{n:,} {STATUSES[s].en}" for s, n in shown) + ".",
        )
    ]
    others = [(s, n) for s, n in census.by_sex.items() if n and s not in ("F", "M")]
    if others:
        lines.append(
            Text(
                "Sexo: " + "; ".join(f"{n:,} {SEXES[s].es}" for s, n in others) + ".",
                "Sex: " + "; ".join(f"{n:,} {SEXES[s].en}" for s, n in others) + ".",
            )
        )
    women = [(s, n) for s, n in census.women_by_status.items() if n]
    if women:
        total = sum(n for _, n in women)
        lines.append(
            Text(
                f"De las {total:,} mujeres: "
                + "; ".join(f"{n:,} {STATUSES[s].es}" for s, n in women)
                + ".",
                f"Of the {total:,} women: "
                + "; ".join(f"{n:,} {STATUSES[s].en}" for s, n in women)
                + ".",
            )
        )
    return lines


_ASIDE = {
    "limit": (
        Text("límite superado", "limit passed"),
        Text("superado según el registro, sin probar", "passed by the register, not proved"),
        Text("sin saber", "unknown"),
        Text("dentro del límite", "within the limit"),
    ),
    "base": (
        Text("con base probada", "base proved"),
        Text("con base según el registro, sin probar", "base by the register, not proved"),
        Text("sin saber", "unknown"),
        Text(
            "sin la base en lo que consta, o a quienes no toca: revisar",
            "without the base on record, or not concerned: review",
        ),
    ),
    "check": (
        Text("en regla", "in order"),
        Text("en regla según el registro", "in order by the register"),
        Text("sin saber", "unknown"),
        Text("no en regla, o no les toca", "not in order, or not concerned"),
    ),
}
_ASIDE_ELSE = (
    Text("se cumple", "met"),
    Text("se cumpliría con papeles", "would be met with papers"),
    Text("falta saber", "unknown"),
    Text("hoy no se cumple", "not met today"),
)


def aside(counts: RuleCounts) -> Text:
    """What the four numbers of a rule that is no path say: "met" differs by kind."""
    words = _ASIDE.get(counts.rule.kind, _ASIDE_ELSE)
    told = [(n, w) for n, w in zip_longest(counts.groups, words) if n]
    return Text(
        "; ".join(f"{n:,} {w.es}" for n, w in told) + ".",
        "; ".join(f"{n:,} {w.en}" for n, w in told) + ".",
    )


def near_lead(findings: Findings) -> Text:
    """How many people are near a date, in one sentence."""
    people_soon = {near.row for near in findings.near}
    return Text(
        f"{people(len(people_soon), 'es')} llegan a un camino o a un límite, o ven cerrarse un "
        f"camino, en los próximos {WINDOWS[-1]} días.",
        f"{people(len(people_soon), 'en')} reach a path or a limit, or see a path close, in the "
        f"next {WINDOWS[-1]} days.",
    )


def lacked_lead(findings: Findings) -> Text:
    """What the absent facts cost, in one sentence."""
    first = findings.lacks[0]
    facts, verdicts = len(findings.lacks), first.verdicts
    return Text(
        f"Al archivo le faltan {facts} datos que los caminos preguntan; el que más cuesta deja "
        f"sin saber {verdicts:,} respuestas sobre {people(first.people, 'es')}.",
        f"The file lacks {facts} facts the paths ask for; the costliest leaves {verdicts:,} "
        f"answers about {people(first.people, 'en')} unknown.",
    )
