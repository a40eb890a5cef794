"""«Mi hoja»: one page per person in plain words, the same for the screen and the PDF.

No offence, no health, nobody else, nothing that rests on a sealed fact: what is not in `HerSheet`
cannot be on it. It never says that she qualifies; it says which way may be open and who decides.
"""

from dataclasses import dataclass, replace
from datetime import date
from itertools import groupby

from segunda.law.facts import papers
from segunda.law.rules import rule
from segunda.law.text import Text
from segunda.report.words import capital, day_in_words, distance

NOT_ON_IT = frozenset({"PA-CP-115A"})
"""Paths that speak of a victim: never on a sheet, and so on nobody's."""
NOT_NAMED = frozenset({"victim_court_act", "victim_opposition_letter", "drug_expert_report"})
"""Papers whose name tells of the offence or of somebody else."""
ROOM, LEAST, MOST = 9, 3, 7
"""So that the sheet stays one page: ways and papers together, and papers at least and at most."""


@dataclass(frozen=True)
class Way:
    """A path of hers: the rule, whether it may be open now (True), with papers (False) or nobody
    knows yet (None); `opens`: from which day to come."""

    rule: str
    open: bool | None
    opens: date | None = None


@dataclass(frozen=True)
class Lacking:
    """A paper that is missing, and since when it has been asked for; None: nobody has asked."""

    paper: str
    asked: date | None = None


@dataclass(frozen=True)
class Signed:
    """The end two people have signed; `computed`: what the program had found, if they set it."""

    end: date
    computed: date | None = None


@dataclass(frozen=True)
class HerSheet:
    """What the sheet is made of, on one day. `ends`: of her computation, the earliest and the
    latest among its readings, or the one they share; empty where none is computed. `signed`: the
    end of the computation two people have signed, which comes before them. `done`:
    days of work and study, hours of teaching that a second person confirmed and no judge has
    decided yet."""

    name: str
    place: str
    day: date
    held_since: date | None
    pretrial: bool
    ends: tuple[date, ...]
    ways: tuple[Way, ...]
    lacking: tuple[Lacking, ...]
    fictitious: bool = False
    signed: Signed | None = None
    done: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True)
class Line:
    """A sentence; `item`: one of a list; `small`: a remark below it; `strong`: not to be missed."""

    words: Text
    item: bool = False
    strong: bool = False
    small: Text | None = None


@dataclass(frozen=True)
class Section:
    """A heading with its sentences."""

    heading: Text
    lines: tuple[Line, ...]

    @property
    def runs(self) -> list[tuple[Line, ...]]:
        """The lines as they stand together: sentences, then the items of a list, then sentences."""
        return [tuple(own) for _, own in groupby(self.lines, key=lambda line: line.item)]


TITLE = Text("Mi hoja", "My sheet")
NO_CHARGE = Text("Nadie puede cobrarle por esto.", "No one may charge you for this.")


def lead_of(sheet: HerSheet) -> Text:
    """Below the name: where, and of which day the sheet is."""
    day = _day(sheet.day)
    return Text(f"{sheet.place}. Hoja del {day.es}.", f"{sheet.place}. Sheet of {day.en}.")


def sections(sheet: HerSheet) -> tuple[Section, ...]:
    """The whole sheet below the name, in the order in which it is read."""
    return (
        Section(Text("Mis fechas", "My dates"), _dates(sheet)),
        Section(Text("Mis caminos", "My ways out"), _ways(sheet)),
        Section(Text("Papeles que faltan", "Papers that are missing"), _papers(sheet)),
        Section(Text("Sepa esto", "Please know"), _known()),
        Section(Text("Dónde quejarse", "Where to complain"), _places(sheet)),
    )


def _dates(sheet: HerSheet) -> tuple[Line, ...]:
    lines = [_since(sheet)]
    if sheet.signed is not None:
        lines.append(_signed(sheet.signed, over=_over(sheet, sheet.signed.end)))
    elif sheet.ends:
        lines.append(_end(sheet.ends, sheet.day, over=_over(sheet, sheet.ends[0])))
    elif not sheet.pretrial:
        lines.append(Line(Text(
            "El registro no sabe cuándo termina su pena. Pida la cuenta al juez.",
            "The register does not know when your sentence ends. Ask the judge for the count.",
        )))  # fmt: skip
    if sheet.done:
        lines.append(_done(sheet.done))
    coming = sorted((way for way in sheet.ways if way.opens), key=lambda way: (way.opens, way.rule))
    for way in coming:
        day, title = _day(way.opens or sheet.day), rule(way.rule).title
        lines.append(Line(Text(f"Desde el {day.es} puede abrirse un camino: {title.es}.",
                               f"From {day.en} a way may open: {title.en}.")))  # fmt: skip
    return tuple(lines)


_APPROVES = Text("El juez aprueba la cuenta.", "The judge approves the count.")
_LOOK_AT_IT = Text("Pida hoy que un juez lo revise.", "Ask today that a judge look at it.")


def _over(sheet: HerSheet, end: date) -> bool:
    """Whether she is still held on or after that end."""
    return sheet.held_since is not None and end <= sheet.day


def _end(ends: tuple[date, ...], today: date, *, over: bool) -> Line:
    """When the sentence ends; where the law can be read in two ways, or a judge has yet to
    recognise days of work or study, both days."""
    first, last = _day(ends[0]), _day(ends[-1])
    if ends[-1] <= today:
        words = Text(f"Según el registro, su pena terminó el {last.es}.",
                     f"By the register, your sentence ended on {last.en}.")  # fmt: skip
    elif len(ends) == 1:
        words = Text(f"Según el registro, su pena termina el {last.es}.",
                     f"By the register, your sentence ends on {last.en}.")  # fmt: skip
    elif ends[0] <= today:
        words = Text(f"Según cómo se cuente, su pena terminó el {first.es} o termina el {last.es}.",
                     f"Depending on how it is counted, your sentence ended on {first.en} or ends "
                     f"on {last.en}.")  # fmt: skip
    else:
        words = Text(f"Según cómo se cuente, su pena termina entre el {first.es} y el {last.es}.",
                     f"Depending on how it is counted, your sentence ends between {first.en} and "
                     f"{last.en}.")  # fmt: skip
    return Line(words, strong=over, small=_LOOK_AT_IT if over else _APPROVES)


_DONE = {
    "work": (Text("día de trabajo", "day of work"), Text("días de trabajo", "days of work")),
    "study": (Text("día de estudio", "day of study"), Text("días de estudio", "days of study")),
    "teaching": (
        Text("hora de enseñanza", "hour of teaching"),
        Text("horas de enseñanza", "hours of teaching"),
    ),
}


def _done(done: tuple[tuple[str, int], ...]) -> Line:
    told = [(f"{n:,} {_DONE[kind][n != 1].es}", f"{n:,} {_DONE[kind][n != 1].en}")
            for kind, n in done]  # fmt: skip
    es, en = (", ".join(words) for words in zip(*told, strict=True))
    return Line(
        Text(f"Tiene {es} sin decidir.", f"You have {en} not decided yet."),
        small=Text("El juez decide si le quitan días de pena.",
                   "The judge decides whether they take days off."),
    )  # fmt: skip


def _signed(signed: Signed, *, over: bool) -> Line:
    end, es, en = _day(signed.end), *(("terminó", "ended") if over else ("termina", "ends"))
    words = Text(f"Según la cuenta que firmaron dos personas, su pena {es} el {end.es}.",
                 f"By the count two people signed, your sentence {en} on {end.en}.")  # fmt: skip
    if signed.computed is None or signed.computed == signed.end:
        return Line(words, strong=over, small=_LOOK_AT_IT if over else _APPROVES)
    found = _day(signed.computed)
    return Line(words, strong=over, small=Text(
        f"Una persona fijó ese día. El programa había calculado el {found.es}. Pida que le "
        "expliquen la razón.",
        f"A person set that day. The program had found {found.en}. Ask for the reason.",
    ))  # fmt: skip


def _since(sheet: HerSheet) -> Line:
    if sheet.held_since is None:
        return Line(Text("El registro no sabe desde qué día está aquí.",
                         "The register does not know since which day you are here."))  # fmt: skip
    day = _day(sheet.held_since)
    return Line(Text(f"Su detención empezó el {day.es}.", f"Your detention began on {day.en}."))


def _ways(sheet: HerSheet) -> tuple[Line, ...]:
    lines = [Line(Text("Un camino es una forma legal de salir antes. Esta hoja no decide nada.",
                       "A way is a lawful manner of leaving early. This sheet decides "
                       "nothing."))]  # fmt: skip
    groups = (
        (True, Text("Hoy puede estar abierto, si quien decide está de acuerdo:",
                    "It may be open today, if whoever decides agrees:")),
        (False, Text("Puede estar abierto si llegan los papeles:",
                     "It may be open if the papers arrive:")),
    )  # fmt: skip
    for state, words in groups:
        own = [way for way in sheet.ways if way.open is state and not way.opens]
        if own:
            lines.append(Line(words))
            lines += [Line(rule(way.rule).title, item=True, small=_who(way.rule)) for way in own]
    asking = [rule(way.rule).title for way in sheet.ways if way.open is None and not way.opens]
    if asking:
        lines.append(Line(Text("De estos caminos todavía falta saber algo:",
                               "Of these ways something is not known yet:")))  # fmt: skip
        lines.append(Line(Text("; ".join(t.es for t in asking) + ".",
                               "; ".join(t.en for t in asking) + "."), item=True))  # fmt: skip
    if not sheet.ways:
        lines.append(Line(Text("Hoy el registro no ve un camino abierto. Eso puede cambiar. "
                               "Pregunte a su defensa.",
                               "Today the register sees no open way. That can change. Ask your "
                               "defender.")))  # fmt: skip
    return tuple(lines)


def _who(name: str) -> Text:
    """Who decides, without what stands in brackets or after a semicolon in the rule."""
    es, en = (
        without_brackets(words) for words in (rule(name).decided_by.es, rule(name).decided_by.en)
    )
    return Text(f"Decide: {es}.", f"Decided by: {en}.")


def without_brackets(words: str) -> str:
    """The words before the first bracket or semicolon."""
    return words.split(";")[0].split("(")[0].replace(" / ", ", ").strip(" ,.")


def _papers(sheet: HerSheet) -> tuple[Line, ...]:
    if not sheet.lacking:
        return (Line(Text("Hoy ningún camino espera un papel suyo.",
                          "Today no way waits for a paper of yours.")),)  # fmt: skip
    told = sum(1 for way in sheet.ways if way.open is not None or way.opens) + bool(sheet.done)
    fits = min(MOST, max(LEAST, ROOM - told))
    lines = [_paper(one, sheet.day) for one in sheet.lacking[:fits]]
    more = len(sheet.lacking) - fits
    if more > 0:
        lines.append(Line(Text(f"Papeles que no caben aquí: {more}. Pida la lista entera.",
                               f"Papers that do not fit here: {more}. Ask for the whole "
                               "list.")))  # fmt: skip
    return tuple(lines)


def _paper(one: Lacking, today: date) -> Line:
    known = papers()[one.paper]
    name = capital(known.name)
    where = Text(f"Se pide a: {known.office.es}.", f"Asked of: {known.office.en}.")
    return Line(name + Text(".", "."), item=True,
                small=where + Text(" ", " ") + _asked(one.asked, today))  # fmt: skip


def _asked(day: date | None, today: date) -> Text:
    if day is None:
        return Text("Nadie lo ha pedido todavía.", "Nobody has asked for it yet.")
    said, ago = _day(day), distance(day, today)
    return Text(f"Se pidió el {said.es} ({ago.es}).", f"It was asked for on {said.en} ({ago.en}).")


def _known() -> tuple[Line, ...]:
    return (
        Line(NO_CHARGE, strong=True),
        Line(Text("Puede haber otros caminos que una hoja no nombra. Pregunte a su defensa.",
                  "There may be other ways that a sheet does not name. Ask your defender.")),
        Line(Text("Si algo está mal, pida que se anote. El registro debe contestarle.",
                  "If something is wrong, ask that it be noted. The register owes you an answer.")),
    )  # fmt: skip


DEFENDER = Text("Su defensa. Pida hablar a solas.", "Your defender. Ask to speak alone.")
COMPLIANCE = Text("El juez de cumplimiento. Vigila la pena y corrige lo que va mal.",
                  "The compliance judge. Watches over the sentence and corrects what is "
                  "wrong.")  # fmt: skip
GUARANTEES = Text("El juez de garantías. Decide sobre su detención.",
                  "The guarantees judge. Decides on your detention.")  # fmt: skip
OMBUDS = Text("La Defensoría del Pueblo.", "The Ombuds Institution (Defensoría del Pueblo).")
MECHANISM = Text(
    "El Mecanismo Nacional de Prevención de la Tortura (MNPT). Visita los centros.",
    "The National Preventive Mechanism (MNPT). It visits prisons.",
)
SOURCES = Text(
    "Fuentes: Código Procesal Penal, artículos 30, 224 a 238 y 509; Ley 6 de 2017.",
    "Sources: Code of Criminal Procedure, articles 30, 224 to 238 and 509; Ley 6 of 2017.",
)
"""law.md: CPP 509 and 30 (compliance judge), 224-238 (guarantees judge), Ley 6 de 2017 (mechanism,
text not seen); the Ombuds Institution and the mechanism: seed 000, lines 7 and 15."""


def _places(sheet: HerSheet) -> tuple[Line, ...]:
    judge = GUARANTEES if sheet.pretrial else COMPLIANCE
    places = [Line(words, item=True) for words in (DEFENDER, judge, OMBUDS, MECHANISM)]
    return (*places[:-1], replace(places[-1], small=SOURCES))


def _day(day: date) -> Text:
    return Text(day_in_words(day, "es"), day_in_words(day, "en"))
