"""report.html: one file, both languages, whole without JavaScript, nothing asked of the network."""

from base64 import b64encode
from collections.abc import Callable, Mapping
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from segunda.law.facts import papers, person, sources
from segunda.law.rules import Reading, Rule
from segunda.law.text import Text
from segunda.report import lists, rows, sentences, words
from segunda.report.blocks import pattern_blocks
from segunda.report.findings import Findings
from segunda.report.near import WINDOWS
from segunda.report.papers import by_office
from segunda.report.patterns import clauses_in_words
from segunda.report.todo import todo
from segunda.report.view import EVERYONE, HEALTH_DEFENCE, View, speaks_of_sealed
from segunda.report.words import FEW

HERE = Path(__file__).parent
STATIC = HERE / "static"
FORMS = {
    EVERYONE: Text("para todo el personal", "for all staff"),
    HEALTH_DEFENCE: Text(
        "solo para personal de salud y defensa: contiene datos reservados",
        "for health staff and the defence only: it holds sealed facts",
    ),
}


def page(findings: Findings, view: View) -> str:
    """The whole report as HTML."""
    everyone = rows.everybody(view, findings.reasons, lists.marks(findings, view), findings.unasked)
    facilities = rows.facilities(findings, view)
    return (
        _environment()
        .get_template("report.html.j2")
        .render(
            **_words(),
            **_said(findings, view),
            **_functions(view),
            findings=findings,
            view=view,
            people=rows.people_by_facility(findings, view, everyone.items, facilities),
            facilities=facilities,
            near_list=rows.near_list(findings, view, everyone.items),
            limits_list=lists.limits_list(findings, view),
            past_sentence_list=lists.past_sentence_list(findings, view),
            first_reasons=_first_reasons(findings),
            health_grounds=[r.title for r in view.home("path") if r.id in findings.unasked.columns],
            limit_ids=[p.counts.rule.id for p in findings.passed if p.people.height],
            alike=lists.alike(place.name for place in findings.census.places),
            near_counts=[c for c in findings.near_counts if c.opening[-1] or c.closing[-1]],
            blocks=[pattern_blocks(r) for r in findings.reasons],
            closed=rows.closed_index(findings, everyone),
            css=Markup(_css()),  # noqa: S704 (our own file)
            script=Markup(_script()),  # noqa: S704 (our own file)
            script_hash=b64encode(sha256(_script().encode()).digest()).decode(),
        )
    )


def prepare() -> None:
    """Compiles the templates and reads the fonts: what can be done before the figures are there."""
    for name in _environment().list_templates():
        _environment().get_template(name)
    _css()


def _words() -> Mapping[str, Any]:
    names = (
        "GROUPS", "SIGNS", "LABELS", "LABEL_MEANINGS", "PROTECTED", "PROTECTED_HEADING",
        "FICTITIOUS", "NO_FACILITY", "EXCLUSIONS", "FORECAST", "COUNTRIES",
    )  # fmt: skip
    return {name: getattr(words, name) for name in names} | {
        "FORMS": FORMS,
        "WINDOWS": WINDOWS,
        "Text": Text,
    }


def _said(findings: Findings, view: View) -> Mapping[str, Any]:
    """The sentences and tables made from the data."""
    census = findings.census
    sexes = [k for k, n in census.by_sex.items() if n]
    statuses = [k for k, n in census.by_status.items() if n]
    count = findings.protected_words
    return {
        "fictitious": view.source.fictitious,
        "lead": sentences.lead(findings, view),
        "todo": todo(findings),
        "census_lines": sentences.census_lines(census),
        "sexes": [(k, words.SEXES[k]) for k in sexes],
        "sexes_at": [(list(words.SEXES).index(k), k) for k in sexes],
        "statuses": [(k, words.STATUSES[k]) for k in statuses],
        "statuses_at": [(list(words.STATUSES).index(k), k) for k in statuses],
        "asides": [(c, sentences.aside(c)) for c in findings.aside],
        "texts": findings.texts,
        "offices": by_office(findings.papers),
        "near_lead": sentences.near_lead(findings),
        "lacked_lead": sentences.lacked_lead(findings) if findings.lacks else FEW,
        "protected_count": count
        if isinstance(count, Text)
        else Text(f"{count:,}", f"{count:,}")
        if count is not None
        else FEW,
    }


def _functions(view: View) -> Mapping[str, Callable[..., object] | Mapping[str, object]]:
    order = {rule.id: place for place, rule in enumerate(view.home("path"))}
    return {
        "count_of": words.people,
        "n": lambda number: f"{number:,}",
        "both": lambda text: Markup(rows.both_of(text)),  # noqa: S704 (escaped there)
        "short": rows.short,
        "shown": lambda text: bool(text.es) and not (view.for_everyone and _sealed(text)),
        "fact": lambda name: person()[name],
        "papers": papers(),
        "sources": sources(),
        "cited": words.cited,
        "day_in_words": words.day_in_words,
        "flag_words": words.flag_words,
        "opening": lambda rule: rows.opening(rule, closes=False),
        "clauses": lambda rule: clauses_in_words(rule, view),
        "path_number": order.__getitem__,
        "reading_of": _reading,
    }


def _first_reasons(findings: Findings) -> dict[str, dict[int, str]]:
    """Per path and group, the anchor of the first block of reasons: where a count leads."""
    found: dict[str, dict[int, str]] = {}
    for reasons in findings.reasons:
        blocks = found.setdefault(reasons.rule.id, {})
        for pattern in reasons.patterns:
            blocks.setdefault(pattern.group, pattern.anchor)
    return found


def _sealed(text: Text) -> bool:
    return speaks_of_sealed(text.es) or speaks_of_sealed(text.en)


def _reading(rule: Rule, name: str) -> Reading:
    return next(reading for reading in rule.readings if reading.name == name)


@cache
def _environment() -> Environment:
    made = Environment(
        loader=FileSystemLoader(HERE / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        optimized=False,  # constant folding costs more than these templates gain
    )
    made.filters["capfirst"] = lambda text: text[:1].upper() + text[1:]
    return made


@cache
def _css() -> str:
    sheet = (STATIC / "report.css").read_text(encoding="utf-8")
    for key, weight in (("regular", 400), ("bold", 700)):
        font = STATIC / "fonts" / f"atkinson-hyperlegible-latin-{weight}-normal.woff2"
        sheet = sheet.replace("{{" + key + "}}", b64encode(font.read_bytes()).decode())
    return sheet


@cache
def _script() -> str:
    return (STATIC / "report.js").read_text(encoding="utf-8")
