"""Everything the report says, computed once: the same findings feed every file."""

from dataclasses import dataclass, replace
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

import polars as pl

from segunda.law import facts as law_facts
from segunda.law.rules import Rule, all_rules
from segunda.report.census import Census, census_of
from segunda.report.groups import RuleCounts, group_columns, rule_counts, somewhere
from segunda.report.near import Near, NearCounts, near_counts, near_dates
from segunda.report.papers import (
    Lack,
    PaperCount,
    open_verdicts,
    papers_to_ask,
    what_the_file_lacked,
)
from segunda.report.past import (
    Passed,
    is_limit_of_a_person,
    not_concerned,
    passed,
    past_the_sentence,
)
from segunda.report.patterns import LETTERS, Reasons, reasons
from segunda.report.silence import spoken_of, unasked
from segunda.report.view import HOME, View
from segunda.report.words import FEW, FEWEST, MET, UNKNOWN, WITH_PAPERS

if TYPE_CHECKING:
    from segunda.law.text import Text

ASIDE = ("placement", "limit", "base", "credit", "check", "terms")


@dataclass(frozen=True)
class Findings:
    """What a screening says, in numbers and lists."""

    census: Census
    paths: tuple[RuleCounts, ...]
    aside: tuple[RuleCounts, ...]
    foreign: tuple[RuleCounts, ...]
    not_in_force: tuple[Rule, ...]
    texts: tuple[Rule, ...]
    groups: pl.DataFrame
    met_somewhere: int
    papers_somewhere: int
    unknown_somewhere: int
    passed: tuple[Passed, ...]
    past_sentence: pl.DataFrame
    near: tuple[Near, ...]
    near_counts: tuple[NearCounts, ...]
    papers: tuple[PaperCount, ...]
    unasked: pl.DataFrame
    lacks: tuple[Lack, ...]
    reasons: tuple[Reasons, ...]
    protected: int | None
    law_version: str

    @property
    def without_health(self) -> int:
        """People with a path that is open only because the file is silent on their health."""
        if not self.unasked.width:
            return 0
        return int(self.unasked.select(pl.any_horizontal(pl.all()).sum()).item())

    @property
    def protected_words(self) -> "Text | int | None":
        """The number of protected grounds, «menos de 10» when it is small, None if not sealed."""
        if self.protected is None or self.protected >= FEWEST:
            return self.protected
        return FEW


def findings_of(view: View) -> Findings:
    """Everything the files of one form say."""
    paths, aside = view.home("path"), view.home(*ASIDE)
    foreign = tuple(r for r in view.rules if r.jurisdiction != HOME and r.in_force(view.as_of))
    groups = group_columns(view, (*paths, *aside, *foreign))
    ways = groups.select(r.id for r in paths)
    spoken = spoken_of(view, paths)
    quiet = unasked(view, paths, spoken)
    open_paths = open_verdicts(view, paths, spoken, quiet)
    dated = tuple(r for r in (*paths, *aside) if r.kind in ("path", "limit"))
    near = near_dates(view, dated, groups)
    beside = tuple(_beside(view, r, groups[r.id]) for r in aside)
    return Findings(
        census=census_of(view.source),
        paths=tuple(rule_counts(view, r, groups[r.id]) for r in paths),
        aside=beside,
        foreign=tuple(rule_counts(view, r, groups[r.id]) for r in foreign),
        not_in_force=_not_in_force(view),
        texts=tuple(r for r in all_rules() if r.jurisdiction == HOME and not r.tests_a_person),
        groups=groups,
        met_somewhere=somewhere(ways, MET),
        papers_somewhere=somewhere(ways, WITH_PAPERS, but_not=(MET,)),
        unknown_somewhere=somewhere(ways, UNKNOWN, but_not=(MET, WITH_PAPERS)),
        passed=tuple(
            passed(view, c, groups[c.rule.id]) for c in beside if is_limit_of_a_person(c.rule)
        ),
        past_sentence=past_the_sentence(view),
        near=tuple(near),
        near_counts=tuple(near_counts(view, dated, near)),
        papers=tuple(papers_to_ask(open_paths)),
        unasked=quiet,
        lacks=tuple(what_the_file_lacked(view, paths)),
        reasons=tuple(
            reasons(view, r, groups[r.id], letter)
            for r, letter in zip(paths, LETTERS, strict=False)
        ),
        protected=None if view.protected is None else int(view.protected.count()),
        law_version=law_version(),
    )


def _beside(view: View, rule: Rule, groups: pl.Series) -> RuleCounts:
    outside = not_concerned(view, rule, groups)
    return replace(rule_counts(view, rule, groups), not_concerned=outside)


def _not_in_force(view: View) -> tuple[Rule, ...]:
    """The country's paths the reader may see that do not apply on the day."""
    return tuple(
        r
        for r in view.rules
        if r.jurisdiction == HOME and r.kind == "path" and not r.in_force(view.as_of)
    )


def summary(findings: Findings, view: View) -> dict[str, object]:
    """The content of summary.json; the same for every engine."""
    item: dict[str, object] = {
        "as_of": view.as_of.isoformat(),
        "for": view.form,
        "fictitious": view.source.fictitious,
        "law": findings.law_version,
        "census": findings.census.as_item(),
        "screened": view.people.height,
        "met_on_some_path": findings.met_somewhere,
        "met_on_none_but_would_be_with_papers": findings.papers_somewhere,
        "unknown_at_best": findings.unknown_somewhere,
        "past_the_sentence_by_the_register": findings.past_sentence.height,
        "paths": [counts.as_item() for counts in findings.paths],
        "aside": [{"kind": c.rule.kind, **c.as_item()} for c in findings.aside],
        "law_of_other_countries_never_applied": [c.as_item() for c in findings.foreign],
        "papers": [count.as_item() for count in findings.papers],
        "near_dates": [counts.as_item() for counts in findings.near_counts],
        "file_lacked": [lack.as_item() for lack in findings.lacks],
        "facts": list(view.facts),
    }
    if view.for_everyone:
        said = findings.protected_words
        item["protected_ground"] = said if isinstance(said, int) else FEW.en
    return item


@cache
def law_version() -> str:
    """A fingerprint of the rules as they stand: the files that decided these verdicts."""
    digest = sha256()
    for path in sorted(law_facts.HERE.rglob("*.yaml")):
        if "cases" not in path.parts:
            digest.update(_line(path))
    return digest.hexdigest()[:16]


def _line(path: Path) -> bytes:
    return path.relative_to(law_facts.HERE).as_posix().encode() + path.read_bytes()
