"""The petition of one path, in Spanish, as the defence files it: facts, law, proofs, what is asked.

Nothing is invented: each word is the template's, the record's or the law material's. What has no
paper is a blank. Labels, readings and what was not read stand in the cover note, never here.
"""

from collections.abc import Iterator
from itertools import chain

from segunda.law.facts import papers, subject
from segunda.report.words import FICTITIOUS, capital
from segunda.report.writing.annex import annex, chosen
from segunda.report.writing.brief import Brief, Matter, Penalty, Proof
from segunda.report.writing.model import (
    BLANK,
    Block,
    Heading,
    Kind,
    Paragraph,
    Part,
    Writing,
    blank,
    law,
    record,
    said,
)
from segunda.report.writing.paths import (
    ADDRESSEES,
    COURT_KINDS,
    NOT_HERE,
    Article,
    Petition,
    petitions,
)
from segunda.report.writing.phrases import long_day, on
from segunda.report.writing.points import Point, points

Words = tuple[str | Part, ...]


def petition_of(brief: Brief) -> Writing:
    """The petition; KeyError for a rule that has none."""
    about = petitions()[brief.rule.id]
    found = points(brief, about)
    blocks: list[Block] = [
        *([_line("notice", FICTITIOUS.es)] if brief.fictitious else []),
        *_opening(brief, about),
        Heading("Hechos"),
        *(_line("fact", *words) for words in facts(brief, about, found)),
        Heading("Fundamento de derecho"),
        *(_line("article", *_article(one)) for one in about.articles),
        Heading("Pruebas"),
        *(_line("proof", *words) for words in proofs(brief, about, found)),
        Heading("Petición"),
        *(_line("ask", *_filled(words)) for words in about.asks),
        _line("sign", "Lugar y fecha: ", Part(BLANK * 2, "blank")),
        _line("sign", "Firma: ", Part(BLANK * 2, "blank")),
        _line("sign", record(brief.defender), ", defensa"),
        *annex(brief),
    ]
    return Writing(about.title, "es", brief.day, tuple(blocks))


def _line(kind: Kind, *words: str | Part) -> Paragraph:
    return Paragraph(said(*words), kind)


def _filled(words: str) -> Words:
    """A sentence of the template with its blanks as such."""
    parts: list[str | Part] = []
    for at, piece in enumerate(words.split(BLANK)):
        parts += [blank(), piece] if at else [piece]
    return tuple(parts)


def _opening(brief: Brief, about: Petition) -> Iterator[Block]:
    yield _line("lead", *addressee(brief, about))
    yield _line("text", record(brief.defender), ", en ejercicio de la defensa de ",
                record(brief.name), ", presenta esta solicitud con los hechos, el fundamento y "
                "las pruebas que siguen.")  # fmt: skip


def addressee(brief: Brief, about: Petition) -> Words:
    """Who decides, and which court that is; a blank where several may or the record lacks it."""
    if len(about.to) > 1:
        return (ADDRESSEES["judge"].es, ": ", blank())
    who = ADDRESSEES[about.to[0]].es
    if about.to[0] == "presidency":
        return (who,)
    names = {one.court for one in brief.matters if one.kind == COURT_KINDS.get(about.to[0])}
    return (who, ": ", record(names.pop() if len(names) == 1 else ""))


# Facts ------------------------------------------------------------------------------------------


def facts(brief: Brief, about: Petition, found: tuple[Point, ...]) -> Iterator[Words]:
    """The paragraphs in order: who, where, which case, which penalty, then what the rule asks."""
    yield _who(brief)
    yield _held(brief)
    yield from (_matter(one) for one in brief.matters or (Matter("", "", ""),))
    if about.sentenced:
        yield from (_penalty(one) for one in brief.penalties or (Penalty(),))
        yield from _offence(brief)
    yield from _status(brief, about)
    yield from _mark(brief, about)
    yield from (_point(one, brief) for one in found)
    if about.board:
        yield board(brief)


def _who(brief: Brief) -> Words:
    numbers: list[str | Part] = []
    for kind, number in brief.documents or (("documento de identidad", ""),):
        numbers += [", ", record(kind) if brief.documents else kind, " número ", record(number)]
    return ("La persona representada es ", record(brief.name), *numbers, ".")


def _held(brief: Brief) -> Words:
    """Since when counts only with the paper by which she is held."""
    since = on(brief.since if brief.title else None)
    return ("Está en ", record(brief.facility), ", privada de libertad desde el ", since,
            ", según ", record(brief.title), ".")  # fmt: skip


def _matter(one: Matter) -> Words:
    return ("Causa número ", record(one.number), ", en ", record(one.court), ".")


def _penalty(one: Penalty) -> Words:
    """Its terms, where the judgment is named; without it they are only declared."""
    length = record(one.length if one.proved else "")
    kind: Words = (" de ", law(one.kind)) if one.proved and one.kind else ()
    return ("Sentencia número ", record(one.document), ", del ",
            on(one.imposed if one.proved else None), ": pena de ", length, *kind, ".")  # fmt: skip


def _offence(brief: Brief) -> Iterator[Words]:
    names = list(dict.fromkeys(chain.from_iterable(
        one.offences for one in brief.penalties if one.proved)))  # fmt: skip
    yield ("Delito: ", record("; ".join(names)), ".")


def _status(brief: Brief, about: Petition) -> Iterator[Words]:
    """Her legal status as the rule wants it, in the dictionary's words, by its paper."""
    status, proof = brief.facts.get("legal_status"), brief.proofs.get("legal_status")
    wanted = ("sentenced_final", "sentenced_not_final") if about.sentenced else ("pretrial",)
    known = "legal_status" in brief.proved and status in wanted
    names = subject("person").facts["legal_status"].names
    words = law(names[str(status)].es) if known else blank()
    final = {one.final for one in brief.penalties if one.proved and one.final}
    day: Words = (", desde el ", on(final.pop())) if (
        known and status == "sentenced_final" and len(final) == 1) else ()  # fmt: skip
    yield ("Situación jurídica: ", words, *day, *(_by(proof) if known and proof else ()), ".")


def _mark(brief: Brief, about: Petition) -> Iterator[Words]:
    """The day the annexed computation gives for the part of the sentence the rule asks for."""
    if about.mark:
        column = chosen(brief)
        day = getattr(column.sheet.figures, about.mark) if column else None
        passed = day if day is not None and day <= brief.day else None
        yield ("Según el cómputo que se anexa, los dos tercios de la pena se cumplieron el ",
               on(passed), ".")  # fmt: skip


def _point(point: Point, brief: Brief) -> Words:
    if not point.stated or point.fact is None:
        return (law(capital(point.label).es), ": ", blank(), ".")
    proof = brief.proofs.get(point.fact.name, Proof(point.fact.paper))
    value = record(point.says.es) if not point.fact.yes else law(point.says.es)
    return (value, *_by(proof), ".")


def _by(proof: Proof) -> Words:
    return (", según ", *_named(proof))


def _named(proof: Proof) -> Words:
    """A paper by its name, number, day and issuer; number and day are blanks where not recorded."""
    issuer: Words = (", expedido por ", record(proof.issuer)) if proof.issuer else ()
    return (law(papers()[proof.paper].name.es), " número ", record(proof.reference), " del ",
            on(proof.issued), *issuer)  # fmt: skip


def board(brief: Brief) -> Words:
    """The board's opinion and its minutes; or since when it has been asked for; or a blank."""
    value = brief.facts.get("junta_opinion")
    if isinstance(value, str) and "junta_opinion" in brief.proved:
        proof = brief.proofs.get("junta_opinion", Proof("board_minutes"))
        named = subject("person").facts["junta_opinion"].names[value].es
        return ("Opinión de la Junta Técnica: ", law(named), *_by(proof), ".")
    request = brief.requests.get("board_minutes")
    if request is not None and request.answered is None:
        return ("La opinión de la Junta Técnica se pidió el ",
                record(long_day(request.asked, "es")), ".")  # fmt: skip
    return ("Opinión de la Junta Técnica: ", blank(), ".")


# Law and proofs ---------------------------------------------------------------------------------


def _article(one: Article) -> Words:
    if not one.words:
        return (law(one.name), ": ", NOT_HERE, ".")
    return (law(one.name), ": «… ", law(one.words), " …»; el resto, ", NOT_HERE, ".")


def proofs(brief: Brief, about: Petition, found: tuple[Point, ...]) -> Iterator[Words]:
    """The papers that prove it, each once, with its number and day or a blank for them."""
    listed = dict.fromkeys(_proofs(brief, about, found))
    for one in listed:
        name, *rest = _named(one)
        assert isinstance(name, Part)  # noqa: S101 (the name of a paper)
        yield (law(name.words[:1].upper() + name.words[1:]), *rest, ".")
    if chosen(brief):
        yield ("Cómputo de la pena al ", record(long_day(brief.day, "es")), ", que se anexa.")


def _proofs(brief: Brief, about: Petition, found: tuple[Point, ...]) -> Iterator[Proof]:
    if about.sentenced:
        for one in brief.penalties or (Penalty(),):
            yield Proof("judgment", one.document, one.imposed if one.proved else None)
    yield brief.proofs.get("legal_status", Proof("custody_title"))
    if about.mark:
        yield brief.papers.get("sentence_computation", Proof("sentence_computation"))
    for point in found:
        if point.fact is not None:
            proof = brief.proofs.get(point.fact.name) if point.stated else None
            yield proof or Proof(point.fact.paper)
    if about.board:
        yield brief.proofs.get("junta_opinion", Proof("board_minutes"))
    for paper in about.papers:
        yield brief.papers.get(paper, Proof(paper))
