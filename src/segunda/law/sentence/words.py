"""The sheets of a case as a page of text: each reading that differs, its steps, what to look at."""

from collections.abc import Iterator, Sequence

from segunda.law.sentence import Sheet
from segunda.law.sentence.compute import Reading
from segunda.law.text import Text
from segunda.law.words import day_in_words

LABELS = {
    "verified": Text("texto visto", "wording seen"),
    "reported": Text("según otros", "as restated"),
    "unverified": Text("sin verificar", "not verified"),
}
_CALENDAR = {
    "calendar": Text("años y meses por el calendario", "years and months by the calendar"),
    "30/360": Text("meses de 30 días", "months of 30 days"),
}
_REDEEMED = {
    "count_towards_fractions": Text(
        "lo redimido cuenta para las fracciones", "redeemed days count towards the fractions"
    ),
    "shorten_end_only": Text(
        "lo redimido solo adelanta el final", "redeemed days only bring the end forward"
    ),
}
_OVER_FIVE = {
    "imposed": Text("5 años de la pena impuesta", "5 years of the sentence imposed"),
    "statutory": Text("5 años de la pena del código", "5 years of the penalty in the code"),
}
_HEAD = Text(
    "Es un cómputo, no una decisión: decide el juez. Lo que la ley deja abierto se muestra de "
    "cada manera.",
    "This is a computation, not a decision: the judge decides. What the law leaves open is shown "
    "each way.",
)
_BY_HAND = Text("Lo tiene que calcular una persona:", "A person has to compute it:")
_LOOK = Text("Mire también:", "Look also at:")


def choices_of(reading: Reading) -> tuple[Text, Text, Text]:
    """The three choices of a reading in words: calendar, redeemed days, whose five years."""
    return (
        _CALENDAR[reading.calendar],
        _REDEEMED[reading.redeemed],
        _OVER_FIVE[reading.over_five_years],
    )


def reading_in_words(reading: Reading) -> Text:
    """The three choices of a reading, one after the other."""
    parts = choices_of(reading)
    return Text("; ".join(part.es for part in parts), "; ".join(part.en for part in parts))


def page(found: Sequence[Sheet], lang: str) -> str:
    """All sheets in one language; readings that show the same stand together."""
    lines = [_HEAD.in_(lang)]
    for sheet in found:
        if sheet.same_as is None:
            same = [other.reading for other in found if other.same_as == sheet.reading]
            lines += ["", *_sheet(sheet, same, lang)]
    return "\n".join(lines)


def _days(count: int) -> Text:
    one = abs(count) == 1
    return Text(f"{count:,} {'día' if one else 'días'}", f"{count:,} {'day' if one else 'days'}")


def _sheet(sheet: Sheet, same: Sequence[Reading], lang: str) -> Iterator[str]:
    yield "* " + reading_in_words(sheet.reading).in_(lang)
    for reading in same:
        yield Text("  igual que: ", "  the same as: ").in_(lang) + reading_in_words(reading).in_(
            lang
        )
    if sheet.figures is None:
        yield f"  {_BY_HAND.in_(lang)}"
    for step in sheet.steps:
        told = [step.article, LABELS[step.label].in_(lang), step.text.in_(lang)]
        if step.days is not None:
            told.append(_days(step.days).in_(lang))
        if step.day is not None:
            told.append(day_in_words(step.day).in_(lang))
        yield "  " + " · ".join(told)
    if sheet.figures is not None and sheet.codes:
        yield f"  {_LOOK.in_(lang)}"
    yield from (f"    {said.code.name}: {said.text.in_(lang)}" for said in sheet.codes)
