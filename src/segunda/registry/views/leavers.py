"""Who may leave: the answer in a sentence, each path with its numbers; a number opens a list."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from segunda.access import listings
from segunda.access.door import Guest, allow
from segunda.law.text import Text
from segunda.registry.leaving.asking import exports_of
from segunda.registry.models import ListExport
from segunda.registry.queries.leaver_lists import CLOSES, OPENS
from segunda.registry.queries.leaver_rules import rules_for
from segunda.registry.queries.leavers import GROUPS, WINDOWS, Leavers, RuleCounts, leavers
from segunda.registry.views.leavers_form import NEAR, OPEN, LeaversForm, asked_form
from segunda.registry.words import EXPORT_STATE, LABEL, LIMIT_ANSWER, PATH_ANSWER
from segunda.report.words import cited
from segunda.web.language import say
from segunda.web.lists import Cell, Heading
from segunda.web.numbers import number

KIND = "leavers"
PATH = Heading(Text("Camino", "Path"))
LIMIT = Heading(Text("Límite", "Limit"))
SOON = [Heading(Text(f"en {d} días", f"in {d} days"), number=True) for d in WINDOWS]


@allow("leavers.list")
def overview(request: Guest) -> HttpResponse:
    """The page of numbers; a list asked for is kept 8 hours under an address that says nothing."""
    form = asked_form(request, rules_for(user=request.reader, day=request.today))
    if request.method == "POST" and form.is_valid():
        return HttpResponseRedirect(reverse("leavers_list", args=[_keep(request, form)]))
    found = leavers(user=request.reader, day=request.today)
    about = {"form": form, "exports": _exports(request), **_about(request, found)}
    return render(request, "registry/leavers.html", about)


def _exports(request: Guest) -> list[tuple[ListExport, Text, Text]]:
    """The lists she took out in the last 8 hours: each, what it is of, how far it is."""
    return [(one, Text(one.query["es"], one.query["en"]), EXPORT_STATE[one.state])
            for one in exports_of(by=request.reader, at=request.at)]  # fmt: skip


def _keep(request: Guest, form: LeaversForm) -> UUID:
    said = form.cleaned_data
    return listings.keep(request.reader, KIND, said, purpose=said["purpose"], at=request.at)


def _about(request: Guest, found: Leavers) -> dict[str, Any]:
    paths, limits = found.of_kind("path"), found.of_kind("limit")
    return {
        "answer": answer(found), "found": found, "run": found.run,
        "stale": found.run is not None and found.run.day != request.today,
        "path_headings": [PATH, *_answer_headings(PATH_ANSWER)],
        "paths": [_row(one, _groups(one, PATH_ANSWER)) for one in paths],
        "soon_headings": [PATH, *SOON],
        "opening": [_row(one, _near(one, OPENS)) for one in paths if one.opening[WINDOWS[-1]]],
        "closing": [_row(one, _near(one, CLOSES)) for one in paths if one.closing[WINDOWS[-1]]],
        "every_opening": _every(paths, OPENS), "every_closing": _every(paths, CLOSES),
        "limit_headings": [LIMIT, *_answer_headings(LIMIT_ANSWER)],
        "limits": [_row(one, _groups(one, LIMIT_ANSWER)) for one in limits],
        "limit_soon_headings": [LIMIT, *SOON],
        "passing": [_row(one, _near(one, OPENS)) for one in limits if one.opening[WINDOWS[-1]]],
    }  # fmt: skip


def answer(found: Leavers) -> Text:
    """«412 personas cumplen hoy un camino; 316 lo cumplirían con papeles que faltan»."""
    met, would = found.met, found.papers
    first = {
        0: Text("Nadie cumple hoy un camino", "Nobody meets a path today"),
        1: Text("Una persona cumple hoy un camino", "One person meets a path today"),
    }.get(met, Text(f"{number(met)} personas cumplen hoy un camino",
                    f"{number(met)} people meet a path today"))  # fmt: skip
    then = {
        0: Text("; a nadie más le faltan solo papeles", "; nobody else lacks papers alone"),
        1: Text("; una más lo cumpliría con papeles que faltan",
                "; one more would with papers that are missing"),
    }.get(would, Text(f"; {number(would)} más lo cumplirían con papeles que faltan",
                      f"; {number(would)} more would with papers that are missing"))  # fmt: skip
    return first + then


def _answer_headings(words: tuple[Text, ...]) -> list[Heading]:
    return [Heading(words[group], number=True) for group in GROUPS]


def _row(one: RuleCounts, numbers: list[Any]) -> list[Any]:
    rule = one.rule.rule
    label = LABEL[rule.label]
    about = Text(
        f"{cited(rule.citation, 'es')} · {label.es} · decide: {rule.decided_by.es}",
        f"{cited(rule.citation, 'en')} · {label.en} · decided by: {rule.decided_by.en}",
    )
    return [Cell(rule.title, small=about), *numbers]


def _groups(one: RuleCounts, words: tuple[Text, ...]) -> list[Any]:
    title = one.rule.rule.title
    return [
        _number(f"{one.rule.rule.id}:{group}", one.groups[group],
                title + Text(", ", ", ") + words[group])
        for group in GROUPS
    ]  # fmt: skip


def _near(one: RuleCounts, way: str) -> list[Any]:
    counts = one.opening if way == OPENS else one.closing
    return [
        _number(f"{one.rule.rule.id}:{way}-{days}", counts[days],
                one.rule.rule.title + Text(", ", ", ") + NEAR[f"{way}-{days}"])
        for days in WINDOWS
    ]  # fmt: skip


def _number(opens: str, count: int, words: Text) -> str | SafeString:
    """A number that opens the list behind it, with the purpose chosen on the page."""
    if not count:
        return "0"
    return format_html(
        '<button class="count" form="sheet" name="{}" value="{}">{}<span class="sr">: {}</span>'
        "</button>", OPEN, opens, number(count), say(words),
    )  # fmt: skip


def _every(paths: list[RuleCounts], way: str) -> list[tuple[str, Text]]:
    """Buttons for everybody near a day of any path, where there is anybody."""
    counted = [one.opening if way == OPENS else one.closing for one in paths]
    return [(f":{way}-{days}", Text(f"en {days} días", f"in {days} days"))
            for days in WINDOWS if any(counts[days] for counts in counted)]  # fmt: skip
