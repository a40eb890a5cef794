"""The questionnaire on two pages of paper: the same questions, numbers and rules as the page."""

from typing import Any

from segunda.law.facts import papers, person
from segunda.law.logic import Value
from segunda.law.text import Text
from segunda.report.her_sheet import NO_CHARGE
from segunda.report.words import capital, cited
from segunda.selfcheck.branches import (
    SHARES,
    Choice,
    choices,
    cuts,
    in_words,
    lines,
    paper_questions,
)
from segunda.selfcheck.model import decided_by
from segunda.selfcheck.questions import Question, Way, ways
from segunda.selfcheck.words import LABELS, PLACES, PLEAD, SAY, TITLE

HOW = (
    Text("Marque una casilla en cada pregunta. Si no sabe, déjela en blanco.",
         "Mark one box in each question. If you do not know, leave it blank."),
    Text("No ponga su nombre. Este papel es suyo: no tiene que darlo a nadie.",
         "Do not write your name. This paper is yours: you need not give it to anybody."),
)  # fmt: skip
READ = (
    Text("Ponga ✓ en cada casilla que se cumple con sus letras. «3 = B/C» se cumple si en la "
         "pregunta 3 marcó B o C.",
         "Put ✓ in each box that your letters meet. “3 = B/C” is met if you marked B or C in "
         "question 3."),
    Text("Todas con ✓: ese camino puede estar abierto si sus papeles lo prueban.",
         "All with ✓: that path may be open if its papers prove it."),
    Text("Alguna no se cumple: hoy no se ve abierto. Eso puede cambiar.",
         "One is not met: it is not seen open today. That can change."),
    Text("Alguna quedó en blanco: falta saber. Pida ese papel.",
         "One was left blank: something is not known. Ask for that paper."),
)  # fmt: skip
TURN = Text("Siga al otro lado: ahí se ve qué camino puede estar abierto.",
            "Go on overleaf: there you see which way may be open.")  # fmt: skip
PAPER = Text("Papel: ", "Paper: ")
UNREAD = Text("Aunque todas se cumplan, falta leer: ", "Even if all are met, not read: ")
GROUPS = {
    "served_fraction": Text("Con condena, ya cumplió", "Sentenced, served"),
    "days_in_pretrial": Text("Sin condena, lleva", "Not sentenced, held"),
}
ONLY = Text("Si marca {}, conteste solo: {}.", "If you mark {}, answer only: {}.")
THEN = Text("Si marca {}, marque también {}.", "If you mark {}, mark also {}.")
WAYS = Text("Sus caminos", "Your ways")
ASK = Text("Dónde se pide cada papel", "Where to ask for each paper")
DECIDES_NOTHING = Text("Esta hoja no decide nada y no sabe todo. Llévela a su defensa.",
                       "This sheet decides nothing and does not know all. Take it to your "
                       "defender.")  # fmt: skip


def shares_in_months() -> Text:
    """How much a third and two thirds are, by the year of the sentence."""
    found = [number for number, _ in cuts("served_fraction")]
    es = "; ".join(f"{SHARES[s].es} son {s * 12} meses" for s in found)
    en = "; ".join(f"{SHARES[s].en} are {s * 12} months" for s in found)
    return Text(
        f"Por cada año de pena: {es}. La cuenta exacta la aprueba el juez.",
        f"For each year of sentence: {en}. The judge approves the exact count.",
    )


def offices(language: str) -> list[dict[str, str]]:
    """Every paper of the questions by the office one asks for it, in the order of the questions."""
    found: dict[str, dict[str, None]] = {}
    for question in paper_questions():
        for choice in choices(question):
            paper = papers()[person()[choice.fact].paper]
            office = capital(paper.office).in_(language)
            found.setdefault(office, {})[paper.name.in_(language)] = None
    return [{"office": office, "papers": "; ".join(names)} for office, names in found.items()]


def questionnaire(language: str, version: str) -> dict[str, Any]:
    """Both pages in one language as plain words, for the template."""
    return {
        "language": language,
        "title": TITLE.in_(language),
        "how": [words.in_(language) for words in HOW],
        "questions": [_question(question, language) for question in paper_questions()],
        "turn": TURN.in_(language),
        "ways_title": WAYS.in_(language),
        "read": [words.in_(language) for words in READ],
        "shares": shares_in_months().in_(language),
        "plead": PLEAD.in_(language),
        "ways": [_way(way, language) for way in ways()],
        "where": SAY["where"].in_(language),
        "places": [place.in_(language) for place in PLACES],
        "no_charge": NO_CHARGE.in_(language),
        "decides_nothing": DECIDES_NOTHING.in_(language),
        "ask_title": ASK.in_(language),
        "offices": offices(language),
        "version": version,
    }


def _question(question: Question, language: str) -> dict[str, Any]:
    proofs = dict.fromkeys(papers()[person()[c.fact].paper].name for c in choices(question))
    return {
        "number": question.number,
        "ask": question.ask.in_(language),
        "help": question.help.in_(language) if question.help else "",
        "blanks": _blanks(question, language),
        "boxes": _boxes(question, language),
        "inline": question.kind == "yes_no",
        "paper": PAPER.in_(language) + "; ".join(name.in_(language) for name in proofs) + ".",
        "note": note(question).in_(language),
    }


def _blanks(question: Question, language: str) -> list[str]:
    names = {"date": ("day", "month", "year"), "length": ("years", "months_word", "days")}
    return [SAY[name].in_(language) for name in names.get(question.kind, ())]


def _boxes(question: Question, language: str) -> list[dict[str, Any]]:
    """The boxes by the fact they tell, each group with its own words before it."""
    groups: dict[str, list[Choice]] = {}
    for choice in choices(question):
        groups.setdefault(choice.fact, []).append(choice)
    return [
        {
            "before": GROUPS[fact].in_(language) if fact in GROUPS and len(groups) > 1 else "",
            "boxes": [[c.letter, capital(c.words).in_(language)] for c in own],
        }
        for fact, own in groups.items()
    ]


def note(question: Question) -> Text:
    """What an answer spares: «Si marca B, marque también B en 32»; empty for most questions."""
    found = Text("", "")
    for answer, told in question.implies.items():
        letter = next(c.letter for c in choices(question) if c.value == _marked(answer))
        if question.id == "status":
            found += _filled(ONLY, letter, ", ".join(map(str, without_sentence())))
        else:
            also = [_letter(fact, value) for fact, value in told.items()]
            es = ", ".join(f"{box} en {number}" for box, number in also)
            en = ", ".join(f"{box} in {number}" for box, number in also)
            found += Text(THEN.es.format(letter, es), THEN.en.format(letter, en))
    return found


def without_sentence() -> list[int]:
    """The numbers of the questions for somebody who waits for trial."""
    needed = {
        term.question.number
        for way in ways()
        if not way.convicted
        for line in lines(way)
        for alternative in line
        for term in alternative
    }
    spared = {q.number for q in paper_questions() if _spares(q, needed)}
    return sorted((needed | spared) - {1})


def _spares(question: Question, needed: set[int]) -> bool:
    told = {fact for facts in question.implies.values() for fact in facts}
    return any(q.number in needed and set(q.facts) & told for q in paper_questions())


def _letter(fact: str, value: Value) -> tuple[str, int]:
    question = next(q for q in paper_questions() if any(c.fact == fact for c in choices(q)))
    return next(c.letter for c in choices(question) if c.value == value), question.number


def _marked(answer: str) -> Value:
    return {"yes": True, "no": False}.get(answer, answer)


def _filled(words: Text, *values: str) -> Text:
    return Text(words.es.format(*values), words.en.format(*values))


def _way(way: Way, language: str) -> dict[str, Any]:
    rule = way.rule
    unread = "; ".join(part.in_(language) for part in rule.unread)
    return {
        "title": rule.title.in_(language),
        "what": way.what.in_(language),
        "convicted": way.convicted,
        "lines": [in_words(line, language) for line in lines(way)],
        "unread": f"{UNREAD.in_(language)}{unread}." if unread else "",
        "decides": SAY["decided_by"].in_(language).replace("{}", decided_by(way, language)),
        "cite": SAY["cited"].in_(language).replace("{}", cited(rule.citation, language)),
        "label": LABELS[rule.label].in_(language),
    }
