"""The long lists of the page, joined from columns: everybody, and people near a date."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import reduce

import polars as pl
from markupsafe import Markup, escape

from segunda.law.rules import Rule
from segunda.law.text import Text
from segunda.report.findings import Findings
from segunda.report.past import ESCORTS
from segunda.report.patterns import Pattern, Reasons
from segunda.report.view import GROUND, View
from segunda.report.words import (
    GROUPS,
    NO_FACILITY,
    NO_NAME,
    NOT_MET,
    PROTECTED_HEADING,
    SIGNS,
    STATE_LETTERS,
    UNKNOWN,
    day_in_words,
    distance,
    people,
)

UNASKED = 4  # a group of the headings alone: open only for want of any health fact
HEALTH_UNSAID = Text(
    "motivos de salud: el archivo no trae datos", "health grounds: the file holds no data"
)
EACH_THEIR_OWN = Text(
    "algún camino; los signos junto a cada nombre dicen cuáles",
    "some path; the signs beside each name tell which",
)
NO_HEALTH_SIGN = Text(
    "motivos de salud sin signo: el archivo no trae datos",
    "health grounds without a sign: the file holds no data",
)
MOST_LISTED = 200_000  # people; past that no browser opens the page, and the workbook holds them
ALIKE = 4  # people; fewer with the same answers in a facility share one list, signs beside names


@dataclass(frozen=True)
class Everybody:
    """The people of the page.

    `items`: the HTML of each person in row order: name, number, and for every path that is open
    a sign that leads to its reasons; `– 6` leads to why the other six are not met today.
    `closed`: (number, people, the pattern of each path or 0) for each set of reasons of the latter.
    """

    items: pl.Series
    closed: tuple[tuple[int, int, tuple[int, ...]], ...]


def both(es: str, en: str) -> str:
    """A short piece of HTML in both languages."""
    return f"<span lang=es>{es}</span><span lang=en>{en}</span>"


def both_of(text: Text) -> str:
    """A short text in both languages, escaped."""
    return both(str(escape(text.es)), str(escape(text.en)))


def everybody(
    view: View,
    reasons: Sequence[Reasons],
    marks: pl.Series | None = None,
    unasked: pl.DataFrame | None = None,
) -> Everybody:
    """Each person with the signs that lead to the reasons, and the marks of what cannot wait.

    `unasked`: per rule, those whose answer is open only for want of any health fact: no sign.
    """
    quiet = pl.DataFrame() if unasked is None else unasked
    if not reasons:
        return Everybody(pl.Series("item", [""] * view.people.height), ())
    shut = pl.DataFrame([_numbers(r, closed=True) for r in reasons])
    kinds = (
        shut.group_by(shut.columns)
        .len("people")
        .sort(["people", *shut.columns], descending=[True] + [False] * shut.width)
        .with_row_index("kind", offset=1)
    )
    kind = shut.join(kinds, on=shut.columns, how="left", maintain_order="left")["kind"]
    table = view.people.select("row", "id", "name").with_columns(
        *(_cells(r, quiet) for r in reasons),
        kind=kind,
        mark=pl.lit("") if marks is None else marks,
        shut=shut.select(pl.sum_horizontal((pl.all() > 0).cast(pl.Int64))).to_series(),
    )
    if view.protected is not None:
        table = table.with_columns(view.protected)
    item = _item(view, [r.rule.id for r in reasons])
    return Everybody(
        table.select(item.alias("item")).to_series(),
        tuple((line[0], line[-1], tuple(line[1:-1])) for line in kinds.iter_rows()),
    )


def _numbers(reasons: Reasons, *, closed: bool) -> pl.Series:
    """The pattern of each person where the path is (or is not) closed today, 0 elsewhere."""
    table = [0] + [p.number * ((p.group == NOT_MET) is closed) for p in reasons.patterns]
    return pl.Series(table, dtype=pl.Int64).gather(reasons.of_person).alias(reasons.rule.id)


def _cells(reasons: Reasons, quiet: pl.DataFrame) -> pl.Series:
    """The sign of each person's open path as a link; empty where it is not met or not asked."""
    table = ["", *("" if p.group == NOT_MET else f" {cell(reasons, p)}" for p in reasons.patterns)]
    name = reasons.rule.id
    told = pl.Series(table).gather(reasons.of_person).alias(name)
    return told.set(quiet[name], "") if name in quiet.columns else told


def cell(reasons: Reasons, pattern: Pattern) -> str:
    """A path's sign and article, leading to its reasons."""
    return f"<a href=#{pattern.anchor}>{SIGNS[pattern.group]} {short(reasons.rule.id)}</a>"


def _item(view: View, paths: Sequence[str]) -> pl.Expr:
    unnamed = pl.when(pl.col("name").is_null()).then(pl.lit(both_of(NO_NAME)))
    number = pl.col("id").fill_null(pl.format("#{}", pl.col("row")))
    shut = pl.format(" <a href=#k{}>– {}</a>", pl.col("kind"), pl.col("shut"))
    parts = [
        pl.lit("<li>"), unnamed.otherwise(_escaped(pl.col("name"))), pl.lit(" <i>"),
        _escaped(number), pl.lit("</i>"), *(pl.col(path) for path in paths),
        pl.when(pl.col("shut") > 0).then(shut).otherwise(pl.lit("")),
        pl.col("mark"),
    ]  # fmt: skip
    if view.protected is not None:
        told = f" <em>◆ {both_of(PROTECTED_HEADING)}</em>"
        parts.append(pl.when(pl.col(GROUND) == 1).then(pl.lit(told)).otherwise(pl.lit("")))
    return pl.concat_str(parts)


def _escaped(text: pl.Expr) -> pl.Expr:
    """Text of the file as HTML text: nothing in it can become markup."""
    pairs = (("&", "&amp;"), ("<", "&lt;"), (">", "&gt;"), ('"', "&#34;"), ("'", "&#39;"))
    return reduce(lambda e, p: e.str.replace_all(p[0], p[1], literal=True), pairs, text)


def sort_key(name: pl.Expr) -> pl.Expr:
    """The alphabet a clerk expects: accents and case do not count, ñ follows n."""
    lower = name.fill_null("").str.to_lowercase().str.normalize("NFC")
    apart = lower.str.replace_all("ñ", "n~", literal=True)
    return apart.str.normalize("NFKD").str.replace_all(r"\p{M}", "")


_ELSEWHERE = Text(
    "Son demasiadas para una página: todas están en report.xlsx y en verdicts.parquet.",
    "They are too many for one page: everybody is in report.xlsx and in verdicts.parquet.",
)


def people_by_facility(
    findings: Findings, view: View, items: pl.Series, facilities: Sequence[str | None]
) -> Markup:
    """Everyone, by facility, then by how the paths stand; names in alphabetical order."""
    if view.people.height > MOST_LISTED:
        return Markup("<p>{}</p>").format(Markup(both_of(_ELSEWHERE)))  # noqa: S704 (our own words)
    titles = [counts.rule.title for counts in findings.paths]
    blocks: dict[str | None, list[str]] = {}
    for facility, states, best, names, count in _listed(findings, view, items).iter_rows():
        head = _states(titles, states[0]) if len(states) == 1 else _each_their_own(best, states)
        told = f' data-s="{states_of(states[0])}"' if len(states) == 1 else ""
        blocks.setdefault(facility, []).append(
            f"<section class=g{told}><h4>{_count(count)}</h4>{head}<ul>{names}</ul></section>"
        )
    held = dict(view.people["facility"].value_counts().iter_rows())
    return Markup("").join(_facility(name, held[name], blocks[name]) for name in facilities)


def _listed(findings: Findings, view: View, items: pl.Series) -> pl.DataFrame:
    """A row per list of names: facility, states of its people, the best of them, HTML, people.

    `states` is a digit per path. Where fewer than ALIKE people of a facility have the same
    states, they stand with others whose best state is the same, and each name tells its own.
    """
    groups = findings.groups.select(c.rule.id for c in findings.paths)
    quiet = findings.unasked
    groups = groups.with_columns(groups[name].set(quiet[name], UNASKED) for name in quiet.columns)
    asked = [pl.col(name).replace(UNASKED, UNKNOWN) for name in groups.columns]
    people = pl.concat([view.people, groups], how="horizontal").select(
        "row", "facility", items.alias("item"), sort_key(pl.col("name")).alias("order"),
        pl.concat_str(pl.lit(""), *groups.columns).alias("states"),
        pl.concat_str(pl.lit(""), *asked).alias("asked"),
        pl.min_horizontal(pl.lit(NOT_MET), *asked).alias("best"),
    )  # fmt: skip
    alone = (pl.len().over("facility", "states") < ALIKE) & (pl.col("best") < NOT_MET)
    own = pl.concat_str(pl.lit("<li data-s="), "asked", pl.lit(">"), pl.col("item").str.slice(4))
    return (
        people.with_columns(
            pl.when(alone).then(pl.lit("")).otherwise("states").alias("key"),
            pl.when(alone).then(own).otherwise("item").alias("item"),
        )
        .sort("order", "row")
        .group_by("facility", "best", "key", maintain_order=True)
        .agg(pl.col("states").unique().sort(), pl.col("item").str.join(""), people=pl.len())
        .sort("best", pl.col("key") == "", "people", "key", descending=[False, False, True, False])
        .select("facility", "states", "best", "item", "people")
    )


def facilities(findings: Findings, view: View) -> list[str | None]:
    """The facilities that hold somebody, the largest first, unknown last."""
    totals = {place.name: place.total for place in findings.census.places}
    held = view.people["facility"].unique().to_list()
    return sorted(held, key=lambda name: (name is None, -totals.get(name, 0), name or ""))


def states_of(states: str) -> str:
    """The group of each path in one digit, as the search of the page knows them."""
    return states.replace(str(UNASKED), str(UNKNOWN))


def _count(count: int) -> str:
    return both(people(count, "es"), people(count, "en"))


def _facility(name: str | None, count: int, blocks: Iterable[str]) -> Markup:
    shown = both_of(NO_FACILITY) if name is None else str(escape(name))
    body = "".join(blocks)
    return Markup(  # noqa: S704 (every part was escaped where it was made)
        f"<details class=f><summary><h3>{shown}</h3> {_count(count)}</summary>{body}</details>\n"
    )


def _states(titles: Sequence[Text], states: str) -> str:
    """How the paths stand for a group of people, in both languages: what is open first."""
    told = {"es": "", "en": ""}
    for language in told:
        for group in range(NOT_MET):
            names = [
                t.in_(language) for t, s in zip(titles, states, strict=True) if int(s) == group
            ]
            if names:
                told[language] += _state(group, str(escape(", ".join(names))), language)
        if str(UNASKED) in states:
            told[language] += _state(UNKNOWN, HEALTH_UNSAID.in_(language), language)
    left = states.count(str(NOT_MET))
    if left:
        for language, rest in _rest(left, len(states)).items():
            told[language] += _state(NOT_MET, rest, language)
    return _both_lines(told)


def _each_their_own(best: int, states: Sequence[str]) -> str:
    """How the paths stand for people who differ: the best state, and where the rest stands."""
    told = {"es": "", "en": ""}
    for language in told:
        told[language] = _state(best, EACH_THEIR_OWN.in_(language), language)
        if any(str(UNASKED) in own for own in states):
            told[language] += _state(UNKNOWN, NO_HEALTH_SIGN.in_(language), language)
    return _both_lines(told)


def _state(group: int, what: str, language: str) -> str:
    """A state with its sign and word, and what stands in it."""
    said = f"<b>{SIGNS[group]} {GROUPS[group].in_(language)}</b> {what}"
    return f"<span class={STATE_LETTERS[group]}>{said}</span> "


def _both_lines(told: Mapping[str, str]) -> str:
    lines = (f"<p class=st lang={lang}>{line.rstrip()}</p>" for lang, line in told.items())
    return "".join(lines)


def _rest(left: int, of: int) -> dict[str, str]:
    """The paths that are not met today, in both languages."""
    if left == of:
        return {
            "es": "ninguno de los caminos que esta página puede mostrar",
            "en": "any of the paths this page can show",
        }
    if left == 1:
        return {"es": "el otro camino", "en": "the other path"}
    return {"es": f"los otros {left}", "en": f"the other {left}"}


def near_list(findings: Findings, view: View, items: pl.Series) -> Markup:
    """People near a date, day by day; those of a day that share the same rules together."""
    soon = view.people["row"].is_in(list({near.row for near in findings.near}))
    item = dict(zip(view.people["row"].filter(soon), items.filter(soon), strict=True))
    rules = {c.rule.id: c.rule for c in (*findings.paths, *findings.aside)}
    days: dict[tuple[date, bool], dict[int, list[str]]] = {}
    for near in findings.near:
        days.setdefault((near.day, near.closes), {}).setdefault(near.row, []).append(near.rule)
    parts = []
    for (day, closes), rows in days.items():
        together: dict[tuple[str, ...], list[int]] = {}
        for row, names in rows.items():
            together.setdefault(tuple(names), []).append(row)
        for same, members in together.items():
            told = [near_verb(rules[name], closes=closes) for name in same]
            parts.append(f"<h3>{_near_head(day, view.as_of, told)}</h3>")
            parts.append("<ul>" + "".join(item[row] for row in members) + "</ul>")
    return Markup("".join(parts))  # noqa: S704 (every part was escaped where it was made)


def near_verb(rule: Rule, *, closes: bool) -> Text:
    """What happens that day, and to which rule."""
    verb = opening(rule, closes=closes)
    return Text(f"{verb.es}: {rule.title.es}", f"{verb.en}: {rule.title.en}")


def opening(rule: Rule, *, closes: bool) -> Text:
    """What happens that day: a path opens or closes, a limit is passed."""
    if rule.id in ESCORTS:
        return Text("se debe evitar esposar", "handcuffs must be avoided")
    if rule.kind == "limit":
        return Text("se supera el límite", "the limit is passed")
    return Text("se cierra", "closes") if closes else Text("se abre", "opens")


def _near_head(day: date, as_of: date, told: Sequence[Text]) -> str:
    far = distance(day, as_of)
    said = (
        f"{day_in_words(day, language)} ({far.in_(language)}) · "
        + escape("; ".join(text.in_(language) for text in told))
        for language in ("es", "en")
    )
    return both(*said)


def closed_index(findings: Findings, everyone: Everybody) -> Markup:
    """For each set of paths not met today, the signs that lead to why."""
    lines, closed = [], STATE_LETTERS[NOT_MET]
    for number, _, patterns in everyone.closed:
        signs = [
            f"<a href=#{closed}{reasons.letter}{pattern}>{short(reasons.rule.id)}</a>"
            for reasons, pattern in zip(findings.reasons, patterns, strict=True)
            if pattern
        ]
        if signs:
            lines.append(f"<p id=k{number}>{' '.join(signs)}")
    return Markup("\n".join(lines))  # noqa: S704 (signs, articles and numbers of our own)


_LAWS = {"CN": "Const.", "L40": "Ley 40 art."}


def short(rule_id: str) -> str:
    """A path by its article, the same in both languages: `PA-CP-103` is `CP 103`."""
    _, law, article = rule_id.split("-", 2)
    number = article.lstrip("0")
    return f"{_LAWS[law]} {number.rstrip('R')}" if law in _LAWS else f"{law} {number}"
