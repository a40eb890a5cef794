"""Reports, their copies and the facts of the country sheet, as rows of the pages."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from segunda.law.text import Text
from segunda.monitoring.follow_up_words import THEMES
from segunda.monitoring.models import (
    Report,
    ReportCopy,
    ReportDecision,
    SheetEntry,
    StatePackage,
)
from segunda.monitoring.reports.flags import COUNT
from segunda.monitoring.reports.words import ABOUT, KINDS, NUMBERS, long_date
from segunda.web.addresses import address
from segunda.web.dates import date_words, moment_words
from segunda.web.language import current, say
from segunda.web.lists import Cell, Column, Task

REPORTS = (
    Column(Text("Informe", "Report")),
    Column(Text("A la fecha de", "As of")),
    Column(Text("Lo hizo", "Made by")),
    Column(Text("Copias", "Copies")),
)
COPIES = (
    Column(Text("Copia", "Copy")),
    Column(Text("Idioma y formato", "Language and format")),
    Column(Text("La sacó", "Printed by")),
    Column(Text("SHA-256", "SHA-256")),
)
ENTRIES = (
    Column(Text("Dato", "Fact")),
    Column(Text("Qué se anotó", "What was noted")),
    Column(Text("A la fecha de", "As of")),
)
LANGUAGES = {"es": Text("español", "Spanish"), "en": Text("inglés", "English")}
EXACT, PUBLIC = Text("exacta", "exact"), Text("pública", "public")
NO_COPY = Text("ninguna", "none")
IN_ENGLISH = Text("en inglés; el español falta", "in English; Spanish is missing")
IN_SPANISH = Text("en español; el inglés falta", "in Spanish; English is missing")
SHORT = 160
UNDECIDED = Text("falta decidir", "to be decided")
DECISION_WORDS = {
    True: {"general": Text("dirá «menos de 10»", "will read “fewer than 10”"),
           "drop": Text("dirá «no se publica»", "will read “not published”")},
    False: {"general": Text("se dirá menos", "less will be said"),
            "drop": Text("se quita", "taken out"),
            "keep": Text("se deja, con razón", "kept, with a reason")},
}  # fmt: skip


def report_rows(found: Iterable[Report]) -> list[list[object]]:
    """Rows of the list of reports."""
    return [
        [
            Cell(report_title(one), address("report", one.public_id), "", say(KINDS[one.kind])),
            date_words(one.day, current()),
            f"{one.made_by.name}, {moment_words(one.made_at, current())}",
            _copies(list(one.copies.all())),
        ]
        for one in found
    ]


def report_title(one: Report) -> Text:
    """Its title in both languages."""
    return Text(one.title_es, one.title_en)


def _copies(copies: Sequence[ReportCopy]) -> str:
    told = []
    for public, words in ((False, EXACT), (True, PUBLIC)):
        count = sum(copy.public is public for copy in copies)
        told += [f"{say(words)}: {count}"] if count else []
    return ", ".join(told) or say(NO_COPY)


def copy_rows(report: Report, copies: Iterable[ReportCopy]) -> list[list[object]]:
    """Rows of the copies of one report, each a link to its file."""
    return [
        [
            Cell(PUBLIC if one.public else EXACT,
                 address("report_copy", report.public_id, one.pk)),
            f"{say(LANGUAGES[one.language])}, {one.form.upper()}",
            f"{one.made_by.name}, {moment_words(one.made_at, current())}",
            one.digest[:16],
        ]
        for one in copies
    ]  # fmt: skip


def package_choices(found: Iterable[StatePackage]) -> list[tuple[str, str]]:
    """Packages to choose from, the newest first."""
    words = Text("al {day}: número {n}", "as of {day}: number {n}")
    return [
        (str(one.pk), say(words).format(day=date_words(one.day, current()), n=one.sequence))
        for one in found
    ]


def entry_rows(found: Sequence[SheetEntry]) -> list[list[object]]:
    """Rows of the facts, in the order of the country sheet; what nobody noted has its row too."""
    rows: list[list[object]] = []
    for about in ABOUT:
        own = [one for one in found if one.about == about]
        rows += [_entry_row(one) for one in own] or [_missing(about)]
    return rows


def _entry_row(one: SheetEntry) -> list[object]:
    missing = IN_ENGLISH if not one.text_es and one.text_en else (
        IN_SPANISH if one.text_es and not one.text_en else ""
    )  # fmt: skip
    return [
        Cell(entry_name(one), address("entry", one.public_id)),
        Cell(entry_value(one), "", "", missing),
        date_words(one.said_on, current()),
    ]


def _missing(about: str) -> list[object]:
    nothing = Text("no se ha anotado", "not noted yet")
    return [Cell(ABOUT[about], address("entry_new", about)), Cell(nothing, "", "unknown"), ""]


def entry_name(one: SheetEntry) -> Text:
    """What a fact is about; of an issue its theme and sub-heading."""
    if one.about != "issue":
        return ABOUT[one.about]
    theme = THEMES[one.theme]
    es, en = one.heading_es or one.heading_en, one.heading_en or one.heading_es
    if not en or en == theme.en:
        return ABOUT["issue"] + Text(": ", ": ") + theme
    return ABOUT["issue"] + Text(": ", ": ") + theme + Text(f", {es}", f", {en}")


def entry_value(one: SheetEntry) -> str:
    """The day, the number, or how the text begins."""
    if one.day:
        return say(long_date(one.day))
    if one.about in NUMBERS:
        return f"{one.number:,}"
    own = one.text_es if current() == "es" else one.text_en
    text = own or one.text_es or one.text_en
    return text if len(text) <= SHORT else f"{text[:SHORT].rsplit(' ', 1)[0]}…"


def flag_text(kept: Mapping[str, str]) -> Text:
    """A text of a flag as it was kept, in the one language it has where it has one only."""
    return Text(kept["es"] or kept["en"], kept["en"] or kept["es"])


def flag_rows(
    one: Report, flags: Sequence[Mapping[str, Any]], decided: Mapping[str, ReportDecision]
) -> list[Task]:
    """The flags as a list of tasks, each with what was decided of it."""
    rows = []
    for number, flag in enumerate(flags, 1):
        decision = decided.get(flag["mark"])
        words = DECISION_WORDS[flag["kind"] == COUNT][decision.what] if decision else UNDECIDED
        shown = say(flag_text(flag["shown"]))
        rows.append(Task(
            f"{number}. {say(flag_text(flag['heading']))}: {shown[:SHORT]}"
            f"{'…' if len(shown) > SHORT else ''}",
            "met" if decision else "due", words, address("report_flag", one.public_id, number),
            flag_text(flag["why"][0]),
        ))  # fmt: skip
    return rows
