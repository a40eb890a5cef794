"""The sheet in words: each step with its article, how far that article was read, days and date."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from segunda.law.rules import rule
from segunda.law.sentence.case import Case, Length, Term
from segunda.law.sentence.codes import printed
from segunda.law.sentence.compute import PER_CREDIT_DAY, Credits, Figures, Result, redeemable
from segunda.law.sentence.days import counted_days, served_before
from segunda.law.text import Text

NO_ARTICLE = "—"
_UNREAD = "unverified"


@dataclass(frozen=True)
class Step:
    """One line of the sheet. `label` verified, reported or unverified; `days`, `day` may lack.

    `remark`: it speaks of how the law was read, to a lawyer; not for the text of a court.
    """

    article: str
    label: str
    text: Text
    days: int | None = None
    day: date | None = None
    remark: bool = False

    def as_item(self) -> dict[str, Any]:
        """The form of JSON."""
        return {
            "article": self.article,
            "label": self.label,
            "text": {"es": self.text.es, "en": self.text.en},
            "days": self.days,
            "date": self.day.isoformat() if self.day else None,
        }


def steps(case: Case, as_of: date, found: Result) -> tuple[Step, ...]:
    """Every step of a result that has figures; none for a case computed by hand."""
    figures, anchor = found.figures, found.anchor
    if figures is None or anchor is None:
        return ()
    return (
        *(_imposed(term, anchor, found) for term in case.terms),
        *_together(case, figures),
        _calendar(found, figures, anchor),
        *_custody(case, as_of, found, figures.credits),
        *_interruptions(case, as_of),
        *_other_measures(case, figures.credits),
        _served(figures, as_of),
        *_redeemed(case, found, figures),
        *_community(case, figures.credits),
        *_marks(figures),
        _end(figures),
    )


def _label(rule_id: str) -> str:
    return rule(rule_id).label


def _imposed(term: Term, anchor: date, found: Result) -> Step:
    name, length = printed(term.id), _length_words(term.length)
    return Step(
        "CP 52",
        _label("PA-CP-052"),
        Text(f"pena {name}: {length.es}", f"sentence {name}: {length.en}"),
        counted_days(term.length, anchor, found.reading.calendar),
        term.imposed,
    )


def _length_words(length: Length) -> Text:
    years, months = divmod(length.months, 12)
    parts = (
        (years, ("año", "años"), ("year", "years")),
        (months, ("mes", "meses"), ("month", "months")),
        (length.days, ("día", "días"), ("day", "days")),
    )
    told = [part for part in parts if part[0]]
    return Text(
        ", ".join(f"{n:,} {es[n != 1]}" for n, es, _ in told),
        ", ".join(f"{n:,} {en[n != 1]}" for n, _, en in told),
    )


def _together(case: Case, figures: Figures) -> Iterator[Step]:
    if len(case.terms) == 1:
        return
    yield Step(
        "CP 52",
        _UNREAD,
        Text(
            "penas juntas: las consecutivas se suman (primero los meses, luego los días); "
            "las simultáneas corren a la vez y cuenta la que termina más tarde",
            "sentences together: consecutive ones are added (months first, then days); "
            "concurrent ones run side by side and the one that ends last counts",
        ),
        figures.sentence_days,
    )


def _calendar(found: Result, figures: Figures, anchor: date) -> Step:
    by_calendar = Text(
        "años y meses por el calendario, desde el primer día de custodia; si el mes no tiene ese "
        "día, se completa el primero del siguiente",
        "years and months by the calendar, from the first day of custody; where the month lacks "
        "that day, it is completed on the first of the next",
    )
    by_thirty = Text(
        "año de 360 días y mes de 30; los días cumplidos se cuentan uno por uno",
        "a year of 360 days and a month of 30; days served are counted one by one",
    )
    words = by_calendar if found.reading.calendar == "calendar" else by_thirty
    told = Text(
        "; la ley leída no dice cómo: se muestran las dos cuentas",
        "; the law read does not say how: both counts are shown",
    )
    return Step(NO_ARTICLE, _UNREAD, words + told, figures.sentence_days, anchor, remark=True)


def _custody(case: Case, as_of: date, found: Result, credited: Credits) -> Iterator[Step]:
    first, now = case.first_imposed.toordinal(), as_of.toordinal()
    kinds = sorted({period.kind for period in case.custody if period.start < case.first_imposed})
    at_home = any(kind != "prison" for kind in kinds)
    yield Step(
        "CP 53, CPP 231" if at_home else "CP 53",
        _label("PA-CP-053"),
        Text(
            "detención provisional antes de la primera pena, en prisión, casa u hospital: "
            "cada día cuenta como pena cumplida",
            "pre-trial detention before the first sentence, in prison, home or hospital: "
            "each day counts as served",
        ),
        credited.custody,
        found.anchor,
    )
    since = served_before(found.spans, now) - served_before(found.spans, min(first, now))
    yield Step(
        "CP 52",
        _label("PA-CP-052"),
        Text(
            "custodia desde la primera pena; la fecha de corte no se cuenta",
            "custody since the first sentence; the as-of day is not counted",
        ),
        since,
        case.first_imposed,
    )


def _interruptions(case: Case, as_of: date) -> Iterator[Step]:
    for cut in case.interruptions:
        until = min(cut.end or as_of, as_of)
        if cut.kind == "escape":
            yield Step(
                NO_ARTICLE,
                _UNREAD,
                Text("fuga: esos días no se cumplen", "escape: those days are not served"),
                -(until - cut.start).days,
                cut.start,
            )
        else:
            yield Step(
                "CP 114",
                "verified",
                Text(
                    "libertad condicional revocada: el tiempo en libertad no se cuenta",
                    "conditional release revoked: the time in liberty is not counted",
                ),
                -(until - cut.start).days,
                cut.start,
            )


def _other_measures(case: Case, credited: Credits) -> Iterator[Step]:
    rounding = Text("; lo que sobra no se cuenta", "; what is left over is not counted")
    if case.presentations:
        yield Step(
            "CPP 232 (1)",
            _label("PA-CPP-231"),
            Text(
                f"{case.presentations:,} presentaciones: un día por cada {PER_CREDIT_DAY}",
                f"{case.presentations:,} presentations: one day for every {PER_CREDIT_DAY}",
            )
            + rounding,
            credited.presentations,
        )
    if case.territorial_ban_days:
        days = case.territorial_ban_days
        yield Step(
            "CPP 232 (2)",
            _label("PA-CPP-231"),
            Text(
                f"{days:,} días de impedimento territorial: un día por cada {PER_CREDIT_DAY}",
                f"{days:,} days of territorial ban: one day for every {PER_CREDIT_DAY}",
            )
            + rounding,
            credited.territorial_ban,
        )


def _served(figures: Figures, as_of: date) -> Step:
    return Step(
        "CP 53, CPP 231-232",
        _label("PA-CPP-231"),
        Text(
            "días cumplidos hasta la fecha de corte, sin los redimidos",
            "days served up to the as-of day, redeemed days apart",
        ),
        figures.served_days,
        as_of,
    )


def _redeemed(case: Case, found: Result, figures: Figures) -> Iterator[Step]:
    if not redeemable(case):
        return
    yield Step(
        "CP 57-58",
        _label("PA-CP-058"),
        Text(
            f"trabajo {case.work_days:,} días, estudio {case.study_days:,} días, enseñanza "
            f"{case.teaching_hours:,} horas (8 horas son un día): un día por cada dos, redondeado "
            "hacia abajo una vez; lo reconoce el juez de cumplimiento",
            f"work {case.work_days:,} days, study {case.study_days:,} days, teaching "
            f"{case.teaching_hours:,} hours (8 hours are one day): one day for every two, rounded "
            "down once; the compliance judge recognises it",
        ),
        redeemable(case),
    )
    # Whose five years, and whether earlier days count later, is not settled in what was read.
    yield Step("CP 58", _UNREAD, _gate(found, figures), figures.credits.redeemed)
    counts = found.reading.redeemed == "count_towards_fractions"
    yield Step(
        "CP 58",
        _UNREAD,
        Text(
            "los días redimidos cuentan para el tercio, la mitad y los dos tercios",
            "redeemed days count towards the third, the half and the two thirds",
        )
        if counts
        else Text(
            "los días redimidos solo adelantan el final", "redeemed days only bring the end forward"
        ),
    )


def _gate(found: Result, figures: Figures) -> Text:
    by = found.reading.over_five_years
    looked = (
        Text("los 5 años se miran en la pena impuesta", "the 5 years are those imposed")
        if by == "imposed"
        else Text(
            "los 5 años se miran en la pena máxima del código",
            "the 5 years are those of the maximum in the code",
        )
    )
    if not figures.over_five_years:
        return looked + Text(
            "; no pasa de 5 años: los días cuentan ya", "; not over 5 years: the days count now"
        )
    if figures.waiting:
        # The day of the third below may count community work (CP 65); days served do not.
        apart = Text(", sin contar trabajo comunitario", ", community work apart")
        return (
            looked
            + Text(
                "; pasa de 5 años y falta el tercio",
                "; over 5 years and the third is not yet served",
            )
            + (apart if figures.credits.community_work else Text("", ""))
            + Text(": los días esperan", ": the days wait")
        )
    return looked + Text(
        "; pasa de 5 años y el tercio está cumplido: cuentan todos, también los de antes",
        "; over 5 years and the third is served: all count, also the earlier ones",
    )


def _community(case: Case, credited: Credits) -> Iterator[Step]:
    if case.community_work_days:
        days = case.community_work_days
        yield Step(
            "CP 65",
            _label("PA-CP-065"),
            Text(
                f"{days:,} días de trabajo comunitario: un día por cada {PER_CREDIT_DAY}; lo que "
                "sobra no se cuenta; para las fracciones, como los días redimidos",
                f"{days:,} days of community work: one day for every {PER_CREDIT_DAY}; what is "
                "left over is not counted; for the fractions, as redeemed days",
            ),
            credited.community_work,
        )


def _marks(figures: Figures) -> Iterator[Step]:
    total = figures.sentence_days
    first_day = Text("primer día con", "first day with")
    yield Step(
        "CP 58",
        _label("PA-CP-058"),
        Text("un tercio: ", "one third: ")
        + first_day
        + Text(f" 3 × lo cumplido ≥ {total:,}", f" 3 × served ≥ {total:,}"),
        -(-total // 3),
        figures.one_third,
    )
    yield Step(
        NO_ARTICLE,
        _UNREAD,
        Text("la mitad: ninguna regla leída la usa; ", "one half: no rule read uses it; ")
        + first_day
        + Text(f" 2 × lo cumplido ≥ {total:,}", f" 2 × served ≥ {total:,}"),
        -(-total // 2),
        figures.half,
        remark=True,
    )
    yield Step(
        "CP 103, 113",
        _label("PA-CP-103"),
        Text("dos tercios: ", "two thirds: ")
        + first_day
        + Text(f" 3 × lo cumplido ≥ {2 * total:,}", f" 3 × served ≥ {2 * total:,}"),
        -(-2 * total // 3),
        figures.two_thirds,
    )


def _end(figures: Figures) -> Step:
    return Step(
        "CP 101, 107",
        "verified",
        Text(
            "final: primer día en que no falta ningún día; la extinción la declara el juez",
            "end: first day on which no day is left; the judge declares the extinction",
        ),
        figures.sentence_days,
        figures.end,
    )
