"""A petition says what papers prove and nothing else; the note tells what it does not say."""

import re
from copy import deepcopy
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from segunda.law.facts import papers, person, read_yaml
from segunda.law.rules import all_rules, rule
from segunda.law.sentence import sheets
from segunda.law.tests.sentence_files import worked_cases
from segunda.report.computation import told
from segunda.report.writing.annex import annex
from segunda.report.writing.as_docx import docx_of
from segunda.report.writing.as_pdf import pdf_of
from segunda.report.writing.brief import Brief, Proof, Request
from segunda.report.writing.cover import cover_of
from segunda.report.writing.gaps import gaps
from segunda.report.writing.model import BLANK, Grid, Heading, Paragraph, Writing
from segunda.report.writing.paths import CODES, petitions
from segunda.report.writing.petition import petition_of
from segunda.report.writing.tests.briefs import CASE, DAY, PROVED, computed, nothing_but, whole
from segunda.report.writing.tests.opened import lines_of_docx, words_of_pdf

ROOT = Path(__file__).parents[5]
LAW = ROOT.parent / "shared" / "law" / "law.md"
PATHS = sorted(PROVED)
NEVER = (
    "verificad", "fuente", "etiqueta", "lectura", "leíd", "leyó", "declarad", "no consta",
    "falta saber", "no cumplido", "cumplido.", "registro dice", "programa", "segunda ", "abierta",
)  # fmt: skip
"""Words of the note: how far the law was read, what is only declared, what is open."""


def words(writing: Writing) -> str:
    """As the DOCX has it, without making one: that both are the same is tested below."""
    cells = [part.words for b in writing.blocks if isinstance(b, Grid)
             for row in b.rows for part in row]  # fmt: skip
    own = [b.words for b in writing.blocks if isinstance(b, (Heading, Paragraph))]
    return " ".join([writing.title, *own, *cells])


def facts_of(writing: Writing) -> list[str]:
    return [b.words for b in writing.blocks if isinstance(b, Paragraph) and b.kind == "fact"]


def test_every_path_of_panama_has_its_petition_named_as_the_rule() -> None:
    own = {one.id for one in all_rules() if one.kind == "path" and one.jurisdiction == "PA"}
    assert set(petitions()) == own == set(PATHS)
    law, here = ROOT / "src/segunda/law/panama", ROOT / "src/segunda/report/writing/paths"
    for path in here.glob("*.yaml"):
        assert read_yaml(law / path.name)["id"] == read_yaml(path)["rule"]


def _numbers(citation: str) -> set[str]:
    """Every article number of a citation, ranges written out; years and laws are not articles."""
    found: set[str] = set()
    for first, last in re.findall(r"arts?\. (\d+(?:-A)?)(?:-(\d+))?", citation):
        found |= {str(n) for n in range(int(first), int(last) + 1)} if last else {first}
    return found


@pytest.mark.parametrize("name", PATHS)
def test_its_articles_are_those_of_the_rule_and_it_goes_to_who_decides(name: str) -> None:
    one, known = petitions()[name], rule(name)
    assert {article.number for article in one.articles} - {""} == _numbers(known.citation)
    decides = known.decided_by.es.lower()
    said = {"trial": "de juicio", "compliance": "cumplimiento", "guarantee": "garantías",
            "judge": "juez", "presidency": "presidente"}  # fmt: skip
    for who in one.to:
        assert said[who] in decides


@pytest.mark.skipif(not LAW.exists(), reason="the shared law material is not beside us")
def test_the_law_is_quoted_only_as_the_law_material_quotes_it() -> None:
    section = ""
    rows: dict[tuple[str, str], str] = {}
    for line in LAW.read_text(encoding="utf-8").splitlines():
        section = line.split()[1] if line.startswith("###") else section
        if line.startswith("| "):
            rows[(section, line.split("|")[1].strip())] = line
    entries = read_yaml(ROOT / "src/segunda/report/writing/quotes.yaml")
    assert entries
    for entry in entries:
        row = rows[(entry["section"], entry["row"])]
        assert f'"{entry["words"]}"' in row
        number = entry["article"].split()[-1]
        assert re.search(rf"arts?\. {number}\b", row)


@pytest.mark.parametrize("name", PATHS)
def test_an_article_that_was_not_read_says_so_with_its_number(name: str) -> None:
    lines = [b.words for b in petition_of(whole(name)).blocks
             if isinstance(b, Paragraph) and b.kind == "article"]  # fmt: skip
    assert len(lines) == len(petitions()[name].articles)
    for line in lines:
        assert line.endswith("texto no disponible aquí.")
        quoted = re.findall("«… (.*) …»", line)
        assert quoted == (["siempre que sea posible"] if "artículo 108" in line else [])


def test_what_she_has_proved_fills_her_petition_word_by_word() -> None:
    """Written by hand from the invented record of `briefs.whole`."""
    lines = lines_of_docx(docx_of(petition_of(whole("PA-CP-103", column=0))))
    assert lines[:34] == [
        "Solicitud de libertad vigilada",
        "Juez o jueza de cumplimiento: Juzgado Único",
        "Ana Ficticia, en ejercicio de la defensa de Yaneth Peña Santos, presenta esta solicitud "
        "con los hechos, el fundamento y las pruebas que siguen.",
        "Hechos",
        "La persona representada es Yaneth Peña Santos, cédula número 99-0001-000001.",
        "Está en Centro Norte, privada de libertad desde el 10 de enero de 2022, según FIC-ORD.",
        "Causa número 2021-77, en Juzgado Único.",
        "Sentencia número FIC-SENT, del 1 de marzo de 2021: pena de 6 años de prisión.",
        "Delito: hurto (artículo 213).",
        "Situación jurídica: con sentencia en firme, desde el 1 de abril de 2021, según orden "
        "judicial, sentencia o certificación de firmeza número FIC-0 del 1 de octubre de 2026.",
        "Según el cómputo que se anexa, los dos tercios de la pena se cumplieron el "
        "13 de agosto de 2025.",
        "No fue condenada por un delito doloso en los 5 años anteriores al hecho, según "
        "certificado de antecedentes penales número FIC-4 del 5 de octubre de 2026.",
        "Tiene oferta de trabajo, estudio o medios lícitos de vida, según carta de trabajo, "
        "constancia de estudio o prueba de medios lícitos número FIC-5 del 6 de octubre de 2026.",
        "La Junta Técnica considera adecuada su resocialización, según acta y evaluación de la "
        "Junta Técnica número FIC-6 del 7 de octubre de 2026.",
        "Fundamento de derecho",
        *(f"Código Penal, artículo {n}: texto no disponible aquí." for n in range(103, 108)),
        "Pruebas",
        "Sentencia número FIC-SENT del 1 de marzo de 2021.",
        "Orden judicial, sentencia o certificación de firmeza número FIC-0 del 1 de octubre de "
        "2026.",
        f"Hoja de cómputo de la pena (liquidación) número {BLANK} del {BLANK}.",
        "Certificado de antecedentes penales número FIC-4 del 5 de octubre de 2026.",
        "Carta de trabajo, constancia de estudio o prueba de medios lícitos número FIC-5 del 6 de "
        "octubre de 2026.",
        "Acta y evaluación de la Junta Técnica número FIC-6 del 7 de octubre de 2026.",
        f"Compromiso firmado de quien la recibe en su casa número {BLANK} del {BLANK}.",
        "Cómputo de la pena al 27 de noviembre de 2026, que se anexa.",
        "Petición",
        "Que se conceda la libertad vigilada por el resto de la pena.",
        f"Lugar y fecha: {BLANK}{BLANK}", f"Firma: {BLANK}{BLANK}", "Ana Ficticia, defensa",
    ]  # fmt: skip


def test_the_annex_is_the_reading_chosen_with_its_steps_and_no_remark() -> None:
    """300 days of work redeem 150: with them two thirds come on 13 Aug 2025, else 10 Jan 2026."""
    days = {0: "13 de agosto de 2025", 1: "10 de enero de 2026"}
    for column, day in days.items():
        lines = lines_of_docx(docx_of(petition_of(whole("PA-CP-113", column=column))))
        at = lines.index("Anexo: cómputo de la pena")
        assert lines[at + 1].startswith("Persona: Yaneth Peña Santos. Calculado con fecha 27 de ")
        assert lines[lines.index("Dos tercios") + 1] == day
        assert f"Según el cómputo que se anexa, los dos tercios de la pena se cumplieron el {day}."
        assert "FIC-SENT" in lines[at:]
        assert not any("leída" in line or "verific" in line for line in lines)


@pytest.mark.parametrize("name", PATHS)
def test_a_person_of_whom_nothing_is_known_gets_blanks_and_no_word_about_her(name: str) -> None:
    writing = petition_of(nothing_but(name, {}))
    for line in facts_of(writing):
        assert BLANK in line, line
    assert not any(isinstance(b, Heading) and "Anexo" in b.words for b in writing.blocks)
    assert {part.source for part in writing.parts()} <= {"template", "law", "blank"}


@pytest.mark.parametrize("name", PATHS)
def test_what_is_only_declared_is_a_blank_and_stands_in_the_note(name: str) -> None:
    proved = whole(name)
    declared = replace(proved, proved=frozenset(), proofs={}, told=None)
    filled, left = facts_of(petition_of(proved)), facts_of(petition_of(declared))
    known = {fact.yes.es if value else fact.no.es for fact, value in (
        (person()[n], v) for n, v in PROVED[name].items() if isinstance(v, bool)
    ) if fact.yes and fact.no}  # fmt: skip
    for words_of_it in known:
        assert any(words_of_it in line.lower() or words_of_it.lower() in line.lower()
                   for line in filled)  # fmt: skip
        assert not any(words_of_it.lower() in line.lower() for line in left)
    note = words(cover_of(declared, "es"))
    assert note.count("solo declarado, sin papel") >= len(PROVED[name])


@pytest.mark.parametrize("name", ["PA-CP-103", "PA-CP-113", "PA-CP-098"])
def test_what_speaks_against_her_is_never_said_to_the_court(name: str) -> None:
    against: dict[str, bool] = {
        "prior_intentional_conviction_5y": True, "conduct_good": False, "failed_to_appear": True,
    }  # fmt: skip
    facts = {fact: value for fact, value in against.items() if fact in PROVED[name]}
    brief = whole(name)
    bad = replace(brief, facts={**brief.facts, **facts})
    said = words(petition_of(bad)).lower()
    for fact, value in facts.items():
        told_so = person()[fact].yes if value else person()[fact].no
        assert told_so
        assert told_so.es.lower() not in said
        assert f"{person()[fact].label.es}: {BLANK}" in said
        assert told_so.es in words(cover_of(bad, "es"))
    assert "la condición no se da" in words(cover_of(bad, "es"))


def test_of_several_grounds_only_the_proved_ones_are_named() -> None:
    name = "PA-CP-108"
    base = whole(name)
    both = replace(base, facts={**base.facts, "age_years": 71, "seriously_ill": True},
                   proved=base.proved | {"age_years"})  # fmt: skip
    lines = facts_of(petition_of(both))
    assert any(line.startswith("Edad: 71 años, según documento de identidad") for line in lines)
    assert any(line.startswith("Está embarazada, según") for line in lines)
    assert not any("enfermedad" in line.lower() for line in lines)
    declared = replace(base, proved=base.proved - {"pregnant"})
    assert f"Embarazo: {BLANK}." in facts_of(petition_of(declared))
    none = replace(base, facts={k: v for k, v in base.facts.items() if k != "pregnant"})
    assert f"Motivo de la solicitud: {BLANK}." in facts_of(petition_of(none))


def test_community_work_carries_the_boards_opinion_or_the_day_it_was_asked_for() -> None:
    name = "PA-CP-065"
    base = whole(name)
    asked = {"board_minutes": Request(date(2026, 9, 15))}
    answered = {"board_minutes": Request(date(2026, 9, 15), date(2026, 10, 1), "none")}
    opinion = {**base.facts, "junta_opinion": "unfavourable"}
    proof = {**base.proofs, "junta_opinion": Proof("board_minutes", "JT-4", date(2026, 9, 3))}
    told_of: list[tuple[Brief, str]] = [
        (base, f"Opinión de la Junta Técnica: {BLANK}."),
        (replace(base, requests=asked),
         "La opinión de la Junta Técnica se pidió el 15 de septiembre de 2026."),
        (replace(base, requests=answered), f"Opinión de la Junta Técnica: {BLANK}."),
        (replace(base, facts=opinion), f"Opinión de la Junta Técnica: {BLANK}."),
        (replace(base, facts=opinion, proofs=proof, proved=base.proved | {"junta_opinion"}),
         "Opinión de la Junta Técnica: desfavorable, según acta y evaluación de la Junta Técnica "
         "número JT-4 del 3 de septiembre de 2026."),
    ]  # fmt: skip
    for brief, wanted in told_of:
        assert facts_of(petition_of(brief))[-1] == wanted
    assert "contestado el 1 oct 2026" in words(cover_of(told_of[2][0], "es"))


def variants(name: str) -> list[Brief]:
    base = whole(name)
    return [
        base, nothing_but(name, {}), nothing_but(name, dict(base.facts)),
        replace(base, proved=frozenset()), replace(base, told=None, proofs={}),
        replace(base, facts={n: not v if isinstance(v, bool) else v
                             for n, v in base.facts.items()}),
    ]  # fmt: skip


@pytest.mark.parametrize("name", PATHS)
def test_no_word_of_the_note_stands_in_the_text_of_the_court(name: str) -> None:
    for brief in variants(name):
        said = words(petition_of(brief)).lower()
        assert [word for word in NEVER if word in said] == []
        note = words(cover_of(brief, "es"))
        assert "Esta nota no se presenta" in note
        assert "Etiqueta: " in note


def test_no_annex_of_any_worked_case_talks_of_how_the_law_was_read() -> None:
    base, seen = whole("PA-CP-103"), 0
    for case in worked_cases():
        found = told(sheets(case.case, case.as_of), None, (), case.as_of)
        for column in range(len(found.columns)):
            brief = replace(base, day=case.as_of, told=found, column=column)
            blocks = tuple(annex(brief))
            said = words(Writing("", "es", DAY, blocks)).strip().lower()
            assert [word for word in NEVER if word in said] == []
            seen += bool(said)
    assert seen > 100


_TEMPLATE = """
según desde del el la de en con que es está se un una número persona representada privada libertad
causa sentencia pena delito situación jurídica cómputo anexa anexo los dos tercios se cumplieron
al ejercicio defensa presenta esta solicitud hechos fundamento y las pruebas siguen derecho
petición lugar fecha firma expedido por opinión junta técnica pidió calculado modo contar decisión
no una decide juzgado fechas parte qué hizo cuenta dice papel artículo paso a días resto texto
disponible aquí juez o jueza tribunal juicio cumplimiento garantías presidencia república
ministerio gobierno documento identidad prueba pruebas
"""


@pytest.mark.parametrize("name", PATHS)
def test_each_word_comes_from_the_template_the_record_or_the_law(name: str) -> None:
    """Opened again as a file; the words allowed are listed here, not asked of the program."""
    brief, about = whole(name), petitions()[name]
    known = [_TEMPLATE, about.title, *about.asks, *CODES.values(), str(about.ground or "")]
    known += [fact.label.es for fact in person().values()]
    said_of = [(fact.yes, fact.no, *fact.names.values()) for fact in person().values()]
    known += [one.es for row in said_of for one in row if one]
    known += [paper.name.es for paper in papers().values()]
    known += ["siempre que sea posible", "71 años", "octubre marzo abril enero noviembre agosto"]
    known += ["Yaneth Peña Santos cédula Ana Ficticia Centro Norte Juzgado Único hurto 6 años"]
    allowed = {w for text in known for w in re.findall(r"[^\W\d_]+", text.lower())}
    made = petition_of(replace(brief, told=None))
    written = re.findall(r"[^\W\d_]+", " ".join(lines_of_docx(docx_of(made))).lower())
    assert {
        w for w in written if w not in allowed and w not in ("fic", "sent", "ord", "a")
    } == set()


@pytest.mark.parametrize("name", PATHS)
def test_a_blank_of_the_facts_has_its_reason_in_the_note(name: str) -> None:
    for brief in variants(name):
        blanks = [line for line in facts_of(petition_of(brief)) if BLANK in line]
        found = gaps(brief, petitions()[name])
        listed = [gap for gap in found if gap.what.es != "A quién se dirige"]
        assert bool(blanks) == bool(listed), (blanks, listed)
        assert len(listed) >= len(blanks) - 1  # one paragraph may hold two blanks of one gap


@pytest.mark.parametrize("language", ["es", "en"])
def test_the_note_tells_label_unread_parts_readings_and_texts(language: str) -> None:
    brief = whole("PA-CP-102", column=0)
    note = words(cover_of(brief, language))
    for part in rule("PA-CP-102").unread:
        assert part.in_(language) in note
    assert ("sin verificar" if language == "es" else "not verified") in note
    brief = whole("PA-CP-103", column=0)
    note = words(cover_of(brief, language))
    for reading in rule("PA-CP-103").readings:
        assert reading.says.in_(language) in note
    for letter in "ABCD"[: len(computed().columns)]:
        assert f"{letter}: " in note
    assert "Código Penal, artículo 103" in note
    care = words(cover_of(whole("PA-CP-115A"), language))
    assert ("Nunca pida" if language == "es" else "Never ask") in care


@pytest.mark.parametrize("name", ["PA-CP-103", "PA-CPP-238"])
def test_the_pdf_says_what_the_docx_says_with_the_same_bytes_each_time(name: str) -> None:
    for writing in (petition_of(whole(name)), cover_of(whole(name), "es")):
        said = words_of_pdf(pdf_of(writing)).replace(" ", "")
        for line in lines_of_docx(docx_of(writing)):
            assert "".join(line.split()) in said, line
        assert docx_of(writing) == docx_of(writing)
        assert pdf_of(writing) == pdf_of(writing)


def test_a_name_too_long_for_a_line_stays_whole_and_a_missing_one_is_a_blank() -> None:
    name = " ".join(["Apellidolargo"] * 30)
    writing = petition_of(replace(whole("PA-CP-112"), name=name))
    assert f"La persona representada es {name}, cédula" in words(writing)
    assert words_of_pdf(pdf_of(writing)).count("Apellidolargo") == 90
    nameless = petition_of(replace(whole("PA-CP-112"), name="  ", documents=()))
    wanted = f"La persona representada es {BLANK}, documento de identidad número {BLANK}."
    assert wanted in facts_of(nameless)


def test_a_person_without_a_sentence_gets_no_annex_and_the_note_says_why() -> None:
    brief = replace(whole("PA-CP-103"), penalties=(), told=None, proofs={})
    lines = facts_of(petition_of(brief))
    assert f"Sentencia número {BLANK}, del {BLANK}: pena de {BLANK}." in lines
    assert f"los dos tercios de la pena se cumplieron el {BLANK}." in " ".join(lines)
    assert "Anexo" not in words(petition_of(brief))
    assert "No hay pena de prisión que calcular" in words(cover_of(brief, "es"))


def test_a_computation_of_what_no_paper_proves_is_not_annexed() -> None:
    brief, declared = whole("PA-CP-103"), deepcopy(CASE)
    declared["custody"][0]["_paper"] = ""
    unproved = replace(brief, told=told(sheets(declared, DAY), declared, (), DAY))
    assert "Anexo: cómputo de la pena" in words(petition_of(brief))
    assert "Anexo: cómputo de la pena" not in words(petition_of(unproved))
    assert "los dos tercios de la pena se cumplieron el ________." in words(petition_of(unproved))
    assert "una pena o una custodia sin papel: no se anexa" in words(cover_of(unproved, "es"))


def test_a_penalty_without_its_judgment_is_left_blank_with_its_offence() -> None:
    brief = whole("PA-CP-112")
    declared = replace(brief, penalties=(replace(brief.penalties[0], document="", proved=False),))
    lines = facts_of(petition_of(declared))
    assert f"Sentencia número {BLANK}, del {BLANK}: pena de {BLANK}." in lines
    assert f"Delito: {BLANK}." in lines
    assert "6 años" in words(cover_of(declared, "es"))


def test_two_thirds_still_to_come_are_not_said_to_have_passed() -> None:
    early = date(2024, 6, 30)
    case_told = replace(whole("PA-CP-103"), day=early)
    lines = " ".join(facts_of(petition_of(case_told)))
    assert f"los dos tercios de la pena se cumplieron el {BLANK}." in lines
    assert "según el cómputo, todavía no" in words(cover_of(case_told, "es"))
