"""The sentences of the report, made from the data: the answer first, then what to do."""

from segunda.law.text import Text
from segunda.report.census import Census
from segunda.report.findings import Findings
from segunda.report.groups import RuleCounts
from segunda.report.near import WINDOWS
from segunda.report.past import ESCORTS
from segunda.report.view import View
from segunda.report.words import NOT_MET, SEXES, STATUSES, day_in_words, people


def lead(findings: Findings, view: View) -> Text:
    """Who is held and who may leave, in one breath."""
    census = findings.census
    es = f"El {day_in_words(view.as_of, 'es')} hay {people(census.total, 'es')} en el archivo"
    en = f"On {day_in_words(view.as_of, 'en')} the file holds {people(census.total, 'en')}"
    women, men = census.by_sex["F"], census.by_sex["M"]
    if women or men:
        es += f": {count(women, 'mujer', 'mujeres')} y {count(men, 'hombre', 'hombres')}"
        en += f": {count(women, 'woman', 'women')} and {count(men, 'man', 'men')}"
    refused = refused_rows(census.rejected)
    return Text(
        f"{es}. {refused.es}{_able(findings, 'es')}", f"{en}. {refused.en}{_able(findings, 'en')}"
    )


def count(number: int, one: str, many: str) -> str:
    """`1 hombre`, `23,000 hombres`."""
    return f"{number:,} {one if number == 1 else many}"


def refused_rows(rows: int) -> Text:
    """How many rows stand in no list; nothing where there is none."""
    if not rows:
        return Text("", "")
    es = ("fila se rechazó y no está", "filas se rechazaron y no están")
    en = ("row was refused and is", "rows were refused and are")
    return Text(
        f"{count(rows, *es)} en las listas. ",
        f"{count(rows, *en)} not in the lists. ",
    )


def _able(findings: Findings, language: str) -> str:
    """Who has a path proved, who would with papers, of whom it is not known."""
    met, papers = findings.met_somewhere, findings.papers_somewhere
    unknown = findings.unknown_somewhere
    if unknown and not met and not papers:
        return _cannot_tell(findings, language)
    if language == "es":
        verb = "tiene" if met == 1 else "tienen"
        who = f"{people(met, 'es')} {verb}" if met else "Nadie tiene hoy"
        told = f"{who} probadas las condiciones de algún camino de salida"
        more = "otra persona podría" if papers == 1 else f"otras {papers:,} podrían"
        told += f"; {more} llegar con papeles que hoy faltan" if papers else ""
        return told + (f"; de {unknown:,} más falta saber." if unknown else ".")
    who = f"{people(met, 'en')} {'has' if met == 1 else 'have'}" if met else "Today nobody has"
    told = f"{who} the conditions of some way out proved"
    told += f"; another {papers:,} could get there with papers missing today" if papers else ""
    return told + (f"; of {unknown:,} more it is not known." if unknown else ".")


def _cannot_tell(findings: Findings, language: str) -> str:
    """Nobody is met and nobody would be: what the file lacks, and for whom a path is open."""
    facts, unknown = len(findings.lacks), findings.unknown_somewhere
    if language == "es":
        verb = "tiene" if unknown == 1 else "tienen"
        lacks = f"al archivo le {'falta' if facts == 1 else 'faltan'} "
        lacks += count(facts, "dato", "datos")
        who = f"{people(unknown, 'es')} {verb} algún camino abierto"
        return f"No se puede decir todavía: {lacks}; {who}."
    verb = "has" if unknown == 1 else "have"
    lacks = f"the file lacks {count(facts, 'fact', 'facts')}"
    return f"It cannot be told yet: {lacks}; {people(unknown, 'en')} {verb} some path open."


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
                f"De {'la mujer' if total == 1 else f'las {total:,} mujeres'}: "
                + "; ".join(f"{n:,} {STATUSES[s].es}" for s, n in women)
                + ".",
                f"Of the {count(total, 'woman', 'women')}: "
                + "; ".join(f"{n:,} {STATUSES[s].en}" for s, n in women)
                + ".",
            )
        )
    return lines


_NOT_CONCERNED = Text("a quienes no toca", "whom it does not concern")
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
        Text("sin la base en lo que consta: revisar", "without the base on record: review"),
    ),
    "check": (
        Text("en regla", "in order"),
        Text("en regla según el registro", "in order by the register"),
        Text("sin saber", "unknown"),
        Text("no en regla", "not in order"),
    ),
}
_ESCORTED = (
    Text("a quienes se debe evitar esposar", "whom one must avoid handcuffing"),
    Text(
        "a quienes se debe evitar esposar, según el registro",
        "whom one must avoid handcuffing, by the register",
    ),
    Text("sin saber", "unknown"),
    Text("a quienes la regla no nombra", "whom the rule does not name"),
)
_ASIDE_ELSE = (
    Text("se cumple", "met"),
    Text("se cumpliría con papeles", "would be met with papers"),
    Text("falta saber", "unknown"),
    Text("hoy no se cumple", "not met today"),
)


def aside(counts: RuleCounts) -> Text:
    """What the numbers of a rule that is no path say: "met" differs by kind.

    Those the rule does not concern are told apart from those who do not meet it.
    """
    words = _ASIDE.get(counts.rule.kind, _ASIDE_ELSE)
    if counts.rule.id in ESCORTS:
        words = _ESCORTED
    outside = counts.not_concerned
    numbers = (*counts.groups[:NOT_MET], counts.groups[NOT_MET] - outside, outside)
    told = [(n, w) for n, w in zip(numbers, (*words, _NOT_CONCERNED), strict=True) if n]
    return Text(
        "; ".join(f"{n:,} {w.es}" for n, w in told) + ".",
        "; ".join(f"{n:,} {w.en}" for n, w in told) + ".",
    )


def near_lead(findings: Findings) -> Text:
    """How many people are near a date, in one sentence."""
    soon = len({near.row for near in findings.near})
    verbs = ("llega", "ve") if soon == 1 else ("llegan", "ven")
    verbs_en = ("reaches", "sees") if soon == 1 else ("reach", "see")
    return Text(
        f"{people(soon, 'es')} {verbs[0]} a un camino o a un límite, o {verbs[1]} cerrarse un "
        f"camino, en los próximos {WINDOWS[-1]} días.",
        f"{people(soon, 'en')} {verbs_en[0]} a path or a limit, or {verbs_en[1]} a path close, "
        f"in the next {WINDOWS[-1]} days.",
    )


def lacked_lead(findings: Findings) -> Text:
    """What the absent facts cost, in one sentence."""
    first = findings.lacks[0]
    facts, verdicts = len(findings.lacks), first.verdicts
    return Text(
        f"{'Falta' if facts == 1 else 'Faltan'}, en todas las filas o en algunas, "
        f"{count(facts, 'dato', 'datos')} que los caminos preguntan; el que más cuesta deja sin "
        f"saber {count(verdicts, 'respuesta', 'respuestas')} sobre {people(first.people, 'es')}.",
        f"{count(facts, 'fact', 'facts')} the paths ask for {'is' if facts == 1 else 'are'} "
        f"missing, in every row or in some; the costliest leaves "
        f"{count(verdicts, 'answer', 'answers')} about {people(first.people, 'en')} unknown.",
    )
