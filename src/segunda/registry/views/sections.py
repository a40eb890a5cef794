"""The parts of a file's page, made from its rows: words and dates, no markup."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from django.urls import reverse

from segunda.law import facts as dictionary
from segunda.law.dates import after_months
from segunda.law.text import Text
from segunda.registry.briefs import judgment_of
from segunda.registry.models import Court
from segunda.registry.queries import PersonFile
from segunda.registry.views import proof
from segunda.registry.views.lines import (
    Line,
    May,
    Places,
    Row,
    birth_words,
    day_words,
    span_words,
    unknown,
)
from segunda.registry.words import (
    CREDIT_KIND,
    CREDIT_UNIT,
    END_KIND,
    HOLD_KIND,
    INTERRUPTION_KIND,
    ORDER_KIND,
    QUESTION,
    RELATION,
    SEX,
    STATUS,
    answers_to,
    number_kind,
)
from segunda.web.context import Link
from segunda.web.dates import date_words, length_words
from segunda.web.language import current
from segunda.web.lists import Cell, Task
from segunda.web.numbers import number
from segunda.web.timeline import Span, timeline

Amend = Callable[[str, Row], Link | None]
"""The link that corrects a row of a kind."""
HOLD_HEADINGS = (
    Text("Título", "Title"),
    Text("Autoridad", "Authority"),
    Text("Referencia", "Reference"),
    Text("Desde", "Since"),
)


def all_of(
    held: PersonFile, today: date, may: May, ends: Sequence[date] | None = None
) -> dict[str, Any]:
    """Every section of the page; `ends`: of her sentence, by its computation, where it is shown."""
    return {
        "who": _who(held, may),
        "left": _left(held),
        "line": _timeline(held, today),
        "sentences": [_sentence(row, held, today, ends) for row in held["sentence"]],
        "justice": justice_lines(held),
        "holds": hold_lines(held),
        "dependants": [_dependant(row) for row in held["dependant"]],
        "questions": _questions(held, may),
        "themes": proof.themes(held),
        "documents": [proof.document(row) for row in held["document"]],
        "disputes": [proof.dispute(row, may) for row in held["dispute"]],
        "releases": [row for row in held["release"] if row["state"] == "proposed"],
    }


def _left(held: PersonFile) -> Text | None:
    """How and when the last custody ended."""
    last = held.current("custodyperiod")
    if last is None or last["end_date"] is None:
        return None
    how = END_KIND[last["end_kind"]]
    return Text(
        f"Salió el {date_words(last['end_date'], 'es')}",
        f"Left on {date_words(last['end_date'], 'en')}",
    ) + (Text(f": {how.es}.", f": {how.en}.") if how.es else Text(".", "."))


def _who(held: PersonFile, may: May) -> list[Line]:
    details = held.current("particulars") or {}
    correct = _link(held, "person_correct", Text("Corregir", "Correct"), may["person.correct"])
    lines = [
        Line(Text("Sexo declarado", "Declared sex"), SEX[details.get("sex", "")], correct),
        Line(Text("Nacimiento", "Birth"), birth_words(details), correct),
        Line(Text("Nacionalidad", "Nationality"), details.get("nationality") or unknown()),
        Line(Text("Lenguas", "Languages"), _languages(details)),
    ]
    lines += [Line(number_kind(n["kind"]), n["number"])
              for n in held["identitynumber"]]  # fmt: skip
    lines += [
        Line(Text("También", "Also"), f"{n['given_names']} {n['surnames']}".strip())
        for n in held["personname"]
        if n["kind"] != "official"
    ]
    return lines


def _link(held: PersonFile, page: str, words: Text, allowed: bool) -> Link | None:
    return Link(words, reverse(page, args=[held.person.public_id])) if allowed else None


def _languages(details: Row) -> Any:
    spoken = details.get("languages") or unknown()
    if details.get("interpreter"):
        return Cell(spoken, small=Text("necesita intérprete", "needs an interpreter"))
    return spoken


def _timeline(held: PersonFile, today: date) -> Any:
    places = Places(held)
    return timeline(
        [
            (Text("Privada de libertad", "Held"), [s for r in held["custodyperiod"]
                                                   if (s := _custody(r))]),
            (Text("Dónde", "Where"), [s for r in held["placement"] if (s := _place(r, places))]),
            (Text("Con qué título", "On what title"), [s for r in held["legalstatus"]
                                                       if (s := _title(r))]),
        ],
        today=today,
    )  # fmt: skip


def _custody(row: Row) -> Span | None:
    if row["start_date"] is None:
        return None
    ended = END_KIND[row["end_kind"]] if row["end_kind"] else ""
    return Span(
        Text("privada de libertad", "held"), row["start_date"], row["end_date"], remark=ended
    )


def _place(row: Row, places: Places) -> Span | None:
    if row["start_date"] is None:
        return None
    return Span(places.of(row), row["start_date"], row["end_date"], remark=why_there(row["reason"]))


def why_there(reason: str) -> Text | str:
    """A load writes `file` and its day where no source tells the day of the movement, and `opening`
    for whoever was there before the first movement of the source."""
    if reason == "opening":
        return Text("estaba desde antes de los movimientos cargados",
                    "there before the first movement loaded")  # fmt: skip
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


def _sentence(row: Row, held: PersonFile, today: date, ends: Sequence[date] | None) -> list[Line]:
    """The penalty with its arithmetic: what was imposed, from which day, to which it runs."""
    length = length_words(row["years"], row["months"], row["days"], current())
    lines = [
        Line(Text("Pena", "Penalty"), length),
        Line(Text("Impuesta", "Imposed"), day_words(row["imposed_date"]) or unknown()),
        Line(Text("Firme", "Final"), day_words(row["final_date"]) or unknown()),
        Line(Text("Papel", "Paper"), judgment_of(row, held) or unknown()),
    ]
    custody = held.current("custodyperiod")
    if custody is None or custody["end_date"] or custody["start_date"] is None:
        return lines
    start = custody["start_date"]
    end = date.fromordinal(after_months(start, 12 * row["years"] + row["months"]) + row["days"])
    # One sum beside another that says otherwise (an earlier custody, an escape) would mislead.
    agrees = ends is None or (bool(ends) and ends[0] <= end <= ends[-1])
    return [*lines, *_arithmetic(start, end, today)] if agrees else lines


def _arithmetic(start: date, end: date, today: date) -> list[Line]:
    """By the calendar from the first day of custody; no redeemed day is counted here."""
    total, served = (end - start).days, (today - start).days
    sum_of = Text(
        f"{date_words(start, 'es')} + la pena = {date_words(end, 'es')}",
        f"{date_words(start, 'en')} + the penalty = {date_words(end, 'en')}",
    )
    share = Text(f"{number(served)} de {number(total)} días",
                 f"{number(served)} of {number(total)} days")  # fmt: skip
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


def justice_lines(held: PersonFile, link: Amend | None = None) -> list[Line]:
    """Cases, offences, orders, days credited; with the link that corrects each if one is given."""
    lines = [
        *(("case", Text("Causa", "Case"), case_words(row), row) for row in held["courtcase"]),
        *(("charge", Text("Delito", "Offence"), Cell(offence_words(row), small=_range(row)), row)
          for row in held["charge"] if row["end_date"] is None),
        *(("order", Text("Orden de ", "Order: ") + ORDER_KIND[row["kind"]],
           Cell(row["number"], small=day_words(row["issued_date"])), row)
          for row in held["order"]),
        *(("credit", Text("Días a favor", "Days credited"), credit_words(row), row)
          for row in held["timecredit"]),
        *(("interruption", Text("Días que no cuentan", "Days that do not count"),
           Cell(INTERRUPTION_KIND[row["kind"]], small=span_words(row)), row)
          for row in held["interruption"]),
    ]  # fmt: skip
    return [Line(words, value, link(kind, row) if link else None)
            for kind, words, value, row in lines]  # fmt: skip


def case_words(row: Row) -> Cell:
    """The number of a case and its court."""
    court = Court.objects.filter(pk=row["court_id"]).values_list("name", flat=True).first()
    return Cell(row["number"], small=" · ".join(filter(None, (court, row["stage"]))))


def credit_words(row: Row) -> Cell:
    """How many count, why, and on which paper; nothing says of which kind: said too."""
    number = Text(f": {row['days']:,}", f": {row['days']:,}")
    unit = CREDIT_UNIT.get(row["unit"], _NO_UNIT)
    paper = Text(*[row["document"]] * 2) + Text(" · ", " · ") if row["document"] else Text("", "")
    return Cell(CREDIT_KIND[row["kind"]] + number, small=paper + unit)


_NO_UNIT = Text("no se dice qué se cuenta", "not said what is counted")


def interruption_words(row: Row) -> Cell:
    """Why days do not count, and on which paper."""
    return Cell(INTERRUPTION_KIND[row["kind"]], small=row["document"])


def offence_words(row: Row) -> Any:
    """The offence as written with its article; where only its class is known, the class."""
    if row["offence"]:
        return ", ".join(filter(None, (row["offence"], row["article"])))
    names = dictionary.person()["offence_class"].names
    return names.get(row["offence_class"], row["offence_class"] or unknown())


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
            day_words(row["start_date"]),
        ]
        for row in open_holds
    ]  # fmt: skip


def _dependant(row: Row) -> Line:
    parts = [Text(*[birth_words(row)] * 2)] if row["birth_from"] else []
    if row["with_disability"]:
        parts.append(Text("con discapacidad", "with a disability"))
    if row["lives_with"]:
        parts.append(Text(f"está con {row['lives_with']}", f"is with {row['lives_with']}"))
    small = Text(" · ".join(p.es for p in parts), " · ".join(p.en for p in parts))
    name = row["name"] or Text("sin nombre anotado", "no name recorded")
    return Line(RELATION[row["relation"]], Cell(name, small=small if parts else ""))


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
        _question(code, words, answers.get(code), where if may["person.ask"] else "")
        for code, words in QUESTION.items()
    ]


def _question(code: str, words: Text, answer: Row | None, where: str) -> Task:
    if answer is None or answer["answer"] == "not_asked":
        return Task(words, "due", Text("por preguntar", "to be asked"), where)
    said = answers_to(code)[answer["answer"]]
    state = "over" if answer["answer"] == "no" else "met"
    return Task(words, state, said, where, small=answer["note"])
