"""The parts of a file's page, made from its rows: words and dates, no markup."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import cache
from typing import Any, NamedTuple

from django.urls import reverse

from segunda.law import facts as dictionary
from segunda.law.dates import after_months
from segunda.law.facts_csv import parse_cell
from segunda.law.text import Text
from segunda.law.words import Explanation, value_in_words
from segunda.registry.models import Facility, Unit
from segunda.registry.queries import PersonFile
from segunda.registry.verdicts import LawPage
from segunda.registry.words import (
    END_KIND,
    HOLD_KIND,
    ORDER_KIND,
    OUTCOME,
    QUESTION,
    RELATION,
    SEX,
    STATE,
    STATUS,
)
from segunda.web.context import Link
from segunda.web.dates import date_words, length_words, partial_words
from segunda.web.language import current
from segunda.web.lists import Cell, Task
from segunda.web.timeline import Span, timeline

Row = Mapping[str, Any]
May = Mapping[str, bool]


HOLD_HEADINGS = (
    Text("Título", "Title"),
    Text("Autoridad", "Authority"),
    Text("Referencia", "Reference"),
    Text("Desde", "Since"),
)
LAW_WORDS = {
    "verified": Text("texto verificado", "text verified"),
    "reported": Text("según otras fuentes", "as reported"),
    "unverified": Text("sin verificar", "unverified"),
    True: Text("sí", "yes"),
    False: Text("no", "no"),
    None: Text("falta saber", "not known"),
}
"""The labels of honesty, and the three answers."""


class Line(NamedTuple):
    """A line of facts: what, the value, and perhaps a link to change it."""

    words: Any
    value: Any
    link: Link | None = None


def all_of(held: PersonFile, today: date, may: May) -> dict[str, Any]:
    """Every section of the page."""
    return {
        "who": _who(held, may),
        "line": _timeline(held, today),
        "sentences": [_sentence(row, held, today) for row in held["sentence"]],
        "justice": _justice(held),
        "holds": hold_lines(held),
        "dependants": [_dependant(row) for row in held["dependant"]],
        "questions": _questions(held, may),
        "known": _facts(held),
        "documents": [_document(row) for row in held["document"]],
        "disputes": [_dispute(row, may) for row in held["dispute"]],
        "releases": [row for row in held["release"] if row["state"] == "proposed"],
    }


def _day(day: date | None, today: date | None = None) -> str:
    return date_words(day, current(), today) if day else ""


def _who(held: PersonFile, may: May) -> list[Line]:
    details = held.current("particulars") or {}
    correct = _link(held, "person_correct", Text("Corregir", "Correct"), may["person.correct"])
    lines = [
        Line(Text("Sexo declarado", "Declared sex"), SEX[details.get("sex", "")], correct),
        Line(Text("Nacimiento", "Birth"), _birth(details), correct),
        Line(Text("Nacionalidad", "Nationality"), details.get("nationality") or _unknown()),
        Line(Text("Lenguas", "Languages"), _languages(details)),
    ]
    lines += [Line(n["kind"] or Text("documento", "document"), n["number"])
              for n in held["identitynumber"]]  # fmt: skip
    lines += [
        Line(Text("También", "Also"), f"{n['given_names']} {n['surnames']}".strip())
        for n in held["personname"]
        if n["kind"] != "official"
    ]
    return lines


def _link(held: PersonFile, page: str, words: Text, allowed: bool) -> Link | None:
    return Link(words, reverse(page, args=[held.person.public_id])) if allowed else None


def _unknown() -> Cell:
    return Cell(Text("no consta", "not recorded"), state="unknown")


def _birth(details: Row) -> Any:
    first, last = details.get("birth_from"), details.get("birth_to")
    return partial_words(first, last or first, current()) if first else _unknown()


def _languages(details: Row) -> Any:
    spoken = details.get("languages") or _unknown()
    if details.get("interpreter"):
        return Cell(spoken, small=Text("necesita intérprete", "needs an interpreter"))
    return spoken


def _timeline(held: PersonFile, today: date) -> Any:
    return timeline(
        [
            (Text("Privada de libertad", "Held"), [s for r in held["custodyperiod"]
                                                   if (s := _custody(r))]),
            (Text("Dónde", "Where"), [s for r in held["placement"] if (s := _place(r))]),
            (Text("Con qué título", "On what title"), [s for r in held["legalstatus"]
                                                       if (s := _title(r))]),
        ],
        today=today,
    )  # fmt: skip


def _custody(row: Row) -> Span | None:
    if row["start_date"] is None:
        return None
    ended = END_KIND[row["end_kind"]] if row["end_kind"] else ""
    return Span(Text("custodia", "custody"), row["start_date"], row["end_date"], remark=ended)


def _place(row: Row) -> Span | None:
    if row["start_date"] is None:
        return None
    name = " · ".join(filter(None, (_facility(row["facility_id"]), _unit(row["unit_id"]))))
    return Span(name, row["start_date"], row["end_date"], remark=_why_there(row["reason"]))


def _why_there(reason: str) -> Text | str:
    """A load writes `file` and its day where no source tells the day of the movement."""
    if not reason.startswith("file "):
        return reason
    day = date.fromisoformat(reason.removeprefix("file "))
    return Text(
        f"según el archivo del {date_words(day, 'es')}", f"from the file of {date_words(day, 'en')}"
    )


def _title(row: Row) -> Span | None:
    if row["start_date"] is None:
        return None
    return Span(STATUS[row["status"]], row["start_date"], row["end_date"], remark=row["document"])


@cache
def _facility(number: int) -> str:
    return Facility.objects.values_list("name", flat=True).get(pk=number)


@cache
def _unit(number: int | None) -> str:
    return "" if number is None else Unit.objects.values_list("name", flat=True).get(pk=number)


def _sentence(row: Row, held: PersonFile, today: date) -> list[Line]:
    """The penalty with its arithmetic: what was imposed, from which day, to which it runs."""
    length = length_words(row["years"], row["months"], row["days"], current())
    lines = [
        Line(Text("Pena", "Penalty"), length),
        Line(Text("Impuesta", "Imposed"), _day(row["imposed_date"]) or _unknown()),
        Line(Text("Firme", "Final"), _day(row["final_date"]) or _unknown()),
        Line(Text("Papel", "Paper"), row["document"] or _unknown()),
    ]
    custody = held.current("custodyperiod")
    if custody is None or custody["end_date"] or custody["start_date"] is None:
        return lines
    return [*lines, *_arithmetic(row, custody["start_date"], today)]


def _arithmetic(row: Row, start: date, today: date) -> list[Line]:
    """By the calendar from the first day of custody; no redeemed day is counted here."""
    months = 12 * row["years"] + row["months"]
    end = date.fromordinal(after_months(start, months) + row["days"])
    total, served = (end - start).days, (today - start).days
    sum_of = Text(
        f"{date_words(start, 'es')} + la pena = {date_words(end, 'es')}",
        f"{date_words(start, 'en')} + the penalty = {date_words(end, 'en')}",
    )
    share = Text(f"{served} de {total} días", f"{served} of {total} days")
    return [
        Line(
            Text("Cuenta por el calendario", "Counted by the calendar"), Cell(sum_of, small=_ONLY)
        ),
        Line(Text("Cumplido hasta hoy", "Served to date"), share),
    ]


_ONLY = Text(
    "desde el ingreso, sin días redimidos; la liquidación la aprueba el juzgado",
    "from admission, no redeemed days; the court approves the computation",
)


def _justice(held: PersonFile) -> list[Line]:
    lines = [
        Line(Text("Delito", "Offence"), Cell(_offence(row), small=_range(row)))
        for row in held["charge"]
        if row["end_date"] is None
    ]
    lines += [
        Line(Text("Orden de ", "Order: ") + ORDER_KIND[row["kind"]],
             Cell(row["number"], small=_day(row["issued_date"])))
        for row in held["order"]
    ]  # fmt: skip
    lines += [
        Line(Text("Días a favor", "Days credited"), Cell(str(row["days"]), small=row["document"]))
        for row in held["timecredit"]
    ]
    return lines


def _offence(row: Row) -> Any:
    """The offence as written with its article; where only its class is known, the class."""
    if row["offence"]:
        return ", ".join(filter(None, (row["offence"], row["article"])))
    names = dictionary.person()["offence_class"].names
    return names.get(row["offence_class"], row["offence_class"] or _unknown())


def _range(row: Row) -> Text | str:
    low, high = row["statutory_min_months"], row["statutory_max_months"]
    if low is None or high is None:
        return ""
    return Text(f"de {low} a {high} meses según la ley", f"{low} to {high} months by law")


def hold_lines(held: PersonFile, *, linked: bool = False) -> list[list[Any]]:
    """Every other title that holds her today; linked to the page that ends it."""
    open_holds = [row for row in held["hold"] if row["end_date"] is None]
    return [
        [
            Cell(HOLD_KIND[row["kind"]],
                 reverse("hold_end", args=[row["entity"]]) if linked else ""),
            row["authority"],
            row["reference"],
            _day(row["start_date"]),
        ]
        for row in open_holds
    ]  # fmt: skip


def _dependant(row: Row) -> Line:
    born = row["birth_from"]
    age = partial_words(born, row["birth_to"] or born, current()) if born else ""
    return Line(RELATION[row["relation"]], Cell(row["name"] or age, small=row["lives_with"]))


def _questions(held: PersonFile, may: May) -> list[Task]:
    """What was asked when she came in; what was not asked stays on the list."""
    custody = held.current("custodyperiod")
    if custody is None or custody["end_date"] is not None:
        return []
    answers = {a["question"]: a for a in held["admissionanswer"]
               if a["custody"] == custody["entity"]}  # fmt: skip
    if not answers and custody["load_id"] is not None:
        return []  # it came with a file: what was asked then is not in this register
    where = reverse("person_questions", args=[held.person.public_id])
    return [
        _question(code, words, answers.get(code), where if may["person.admit"] else "")
        for code, words in QUESTION.items()
    ]


def _question(code: str, words: Text, answer: Row | None, where: str) -> Task:
    del code
    if answer is None or answer["answer"] == "not_asked":
        return Task(words, "due", Text("por preguntar", "to be asked"), where)
    said = {"yes": Text("sí", "yes"), "no": Text("no", "no"),
            "not_applicable": Text("no aplica", "does not apply")}[answer["answer"]]  # fmt: skip
    state = "over" if answer["answer"] == "no" else "met"
    return Task(words, state, said, where, small=answer["note"])


def _facts(held: PersonFile) -> list[Line]:
    """The facts of the dictionary, what was entered here over what a source says."""
    told: dict[str, tuple[Any, str, str]] = {}
    for record in held["sourcerecord"]:
        if record["end_date"] is None:
            told |= _told_by(record["values"], record["source"])
    for fact in held["factrecord"]:
        if fact["end_date"] is None and fact["over_source"]:
            told[fact["name"]] = (_entered(fact), fact["state"], "")
    known = dictionary.person()
    return [
        Line(known[name].label, Cell(value, small=_state_words(state, source)))
        for name in known
        if name in told
        for value, state, source in [told[name]]
    ]


def _told_by(values: Row, source: str) -> dict[str, tuple[Any, str, str]]:
    known = dictionary.person()
    return {
        name: (_words(name, value), "proved" if values.get(f"{name}__proved") else "declared",
               source)
        for name, value in values.items()
        if name in known and value is not None
    }  # fmt: skip


def _words(name: str, value: object) -> Any:
    """A value as its fact says it, in both languages."""
    fact = dictionary.person()[name]
    if fact.type == "date":
        return _day(date.fromisoformat(str(value)))
    written = str(value).lower() if isinstance(value, bool) else str(value)
    read = parse_cell(written, fact)
    return read if isinstance(read, Text) else value_in_words(read, fact)


def _entered(fact: Row) -> Any:
    if not fact["applies"]:
        return Text("no aplica", "does not apply")
    if fact["value"] is None:
        return _unknown()
    if fact["name"] not in dictionary.person():
        return fact["value"]
    return _words(fact["name"], fact["value"])


def _state_words(state: str, source: str) -> Text:
    words = STATE[state]
    return words + Text(f" · según {source}", f" · from {source}") if source else words


def _document(row: Row) -> Line:
    paper = dictionary.papers().get(row["paper"])
    return Line(paper.name if paper else row["paper"],
                Cell(row["reference"], small=_day(row["issued_date"])))  # fmt: skip


def _dispute(row: Row, may: May) -> Task:
    known = dictionary.person().get(row["about"])
    about = known.label if known else row["about"]
    where = reverse("person_dispute", args=[row["entity"]]) if may["person.answer"] else ""
    if row["answered_date"]:
        return Task(about, "met", OUTCOME[row["outcome"]], small=_day(row["answered_date"]))
    due = Text("respuesta antes del ", "answer due by ") + Text(*[_day(row["answer_due"])] * 2)
    return Task(about, "due", due, where, small=row["claim"])


def law_groups(page: LawPage) -> list[tuple[Text, list[Explanation]]]:
    """The paths by what is known of them: met, with these papers, unknown, not met."""
    paths = page.of_kind("path")
    groups: Sequence[tuple[Text, list[Explanation]]] = (
        (Text("Cumple hoy", "Met today"), [e for e in paths if e.verdict]),
        (Text("Cumpliría con estos papeles", "Would be met with these papers"),
         [e for e in paths if not e.verdict and e.if_proved]),
        (Text("Falta saber", "Not known yet"),
         [e for e in paths if e.verdict is None and not e.if_proved]),
        (Text("No se cumple hoy", "Not met today"), [e for e in paths if e.verdict is False]),
        (Text("Límites y bases de su detención", "Limits and bases of her detention"),
         list(page.of_kind("limit", "base"))),
    )  # fmt: skip
    return [(words, found) for words, found in groups if found]


def versions(held: PersonFile) -> list[tuple[Any, Any, Any, Any]]:
    """Each version shown: what it is, what it says, and when it was recorded."""
    named: Mapping[str, tuple[Text, Callable[[Row], Any]]] = {
        "placement": (Text("Lugar", "Place"), lambda row: _facility(row["facility_id"])),
        "legalstatus": (Text("Título", "Title"), lambda row: STATUS[row["status"]]),
        "custodyperiod": (Text("Custodia", "Custody"), lambda row: END_KIND[row["end_kind"]]),
    }
    return [
        (words, say(row), _span(row), row["recorded_at"])
        for table, (words, say) in named.items()
        for row in held[table]
    ]


def _span(row: Row) -> str:
    return f"{_day(row['start_date'])} – {_day(row['end_date'])}"


_THIRD_PARTIES = {"dependant": ("name", "lives_with")}
_OURS = ("recorded_by_id", "superseded_by_id", "load_id", "person_id", "id")


def everything(held: PersonFile) -> dict[str, Any]:
    """All rows about her, without other people's names and without who in the office wrote them."""
    person = held.person
    return {
        "person": {"public_id": person.public_id, "surnames": person.surnames,
                   "given_names": person.given_names},
        **{
            table: [_own(table, row) for row in rows]
            for table, rows in held.rows.items()
        },
    }  # fmt: skip


def _own(table: str, row: Row) -> dict[str, Any]:
    hidden = (*_OURS, *_THIRD_PARTIES.get(table, ()))
    return {name: value for name, value in row.items() if name not in hidden}
