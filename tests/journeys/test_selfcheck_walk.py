"""She answers on an old phone: nothing leaves it, nothing stays, and the rules are Python's."""

import random
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from segunda.law.export import as_json
from segunda.law.facts import person
from segunda.law.rules import all_rules
from segunda.law.tests.case_files import all_cases
from segunda.law.tests.judged import stated_facts
from segunda.law.tests.people import DAYS, Person, asked_by_any_rule, invent
from segunda.law.tests.sheets import PERSON, plain
from segunda.report.tests.reading import inflesz
from segunda.selfcheck.answers import Result, results, wanted_facts
from segunda.selfcheck.files import write_all
from segunda.selfcheck.model import moves, plain_value
from segunda.selfcheck.page import FILES
from segunda.selfcheck.questions import questions
from segunda.selfcheck.tests.people import answering
from segunda.selfcheck.words import PLEAD, SAY, TITLE, WIPE
from tests.journeys.axe import axe_violations
from tests.journeys.conftest import OpenPage

ASK = """people => people.map(([now, answers]) => [
  Answers.results(answers, now).map(r => [r.way.id, r.outcome, r.ifProved, r.lacking.sort(),
    r.from, r.until, r.later, r.otherwise.map(pair => [pair[0].says, pair[1]])]),
  Answers.left(answers, {}, now).map(question => question.id)])"""
EVALUATE = """([rules, moves, people]) => people.map(([now, facts, columns]) =>
  rules.map(tree => [Rules.evaluate(tree, facts), Object.keys(Rules.missing(tree, facts)).sort(),
    Rules.dates(tree, facts, columns, moves, now)]))"""
WORDS = {True: "met", False: "not_met", None: "unknown"}


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The files as an organisation would host them."""
    folder = tmp_path_factory.mktemp("selfcheck")
    write_all(folder, None)
    return folder


def in_script(value: Any) -> Any:
    """An answer as the page's script holds it: a day is its ordinal."""
    return value.toordinal() if isinstance(value, date) else plain_value(value)


def in_python(result: Result) -> list[Any]:
    """A result as the script tells it, on the day of `answers`."""
    found = result.verdict
    return [result.way.rule.id, found.outcome, found.if_proved, sorted(result.lacking),
            in_script(found.from_date), in_script(found.until_date), result.later,
            [[reading.says.es, answer] for reading, answer in result.otherwise]]  # fmt: skip


def still_asked(answers: Mapping[str, Any], as_of: date) -> list[str]:
    wanted = wanted_facts(answers, as_of)
    return [q.id for q in questions() if q.id not in answers and q.settles & wanted]


@pytest.mark.parametrize("count", [120, pytest.param(5000, marks=pytest.mark.slow)])
def test_random_people_get_the_answers_of_python(
    open_page: OpenPage, site: Path, count: int
) -> None:
    people = answering(6, count)
    page = open_page(site / "index.html")
    sent = [
        [as_of.toordinal(), {name: in_script(value) for name, value in answers.items()}]
        for as_of, answers in people
    ]
    seen = set()
    for (as_of, answers), (found, left) in zip(people, page.evaluate(ASK, sent), strict=True):
        expected = [in_python(result) for result in results(answers, as_of)]
        assert found == expected, (as_of, answers)
        assert left == still_asked(answers, as_of), (as_of, answers)
        seen |= {(one[0], one[1]) for one in expected}
    # Most rules were met, not met and unknown for somebody: an idle comparison would not show.
    assert len(seen) > 2.5 * len({name for name, _ in seen})


def invented(count: int) -> list[Person]:
    source, cases = random.Random(17), all_cases()  # noqa: S311 (no secret hangs on it)
    return [
        invent(source.choice, asked_by_any_rule(), source.choice(cases).facts, source.choice(DAYS))
        for _ in range(count)
    ]


@pytest.mark.parametrize("count", [40, pytest.param(1000, marks=pytest.mark.slow)])
def test_every_rule_of_the_law_is_evaluated_as_in_python(
    open_page: OpenPage, site: Path, count: int
) -> None:
    rules, people = all_rules(), invented(count)
    people += [Person(DAYS[0], {})]
    sent = []
    for one in people:
        facts = {name: plain_value(value) for name, value in stated_facts(one.facts).items()}
        columns = {c: in_script(one.facts[c]) for c in PERSON.date_columns() if c in one.facts}
        sent.append([one.as_of.toordinal(), facts, columns])
    trees = [as_json(rule.condition(date.max)) for rule in rules]
    page = open_page(site / "index.html")
    told = page.evaluate(EVALUATE, [trees, moves(list(person())), sent])
    for one, found in zip(people, told, strict=True):
        expected = plain(one.facts, rules, one.as_of)
        for rule, (outcome, missing, days) in zip(rules, found, strict=True):
            word, lacking, begins, ends = expected[rule.id]
            assert (WORDS[outcome], missing) == (word, sorted(lacking)), (rule.id, one)
            assert days == [in_script(begins), in_script(ends)], (rule.id, one)


def begin(page: Page, language: str = "es") -> None:
    page.get_by_role("button", name=SAY["start"].in_(language)).click()


def heading(page: Page) -> str:
    return page.get_by_role("heading", level=1).inner_text()


def say(page: Page, *buttons: str) -> None:
    """Presses the buttons with these names, one question after another."""
    for name in buttons:
        page.get_by_role("button", name=name, exact=True).click()


def to_the_end(page: Page, language: str = "es") -> None:
    """Leaves the rest unanswered."""
    say(page, SAY["see"].in_(language))
    assert heading(page) == SAY["results"].in_(language)


def sideways(page: Page) -> int:
    return int(page.evaluate("document.documentElement.scrollWidth - innerWidth"))


@pytest.mark.parametrize("language", ["es", pytest.param("en", marks=pytest.mark.slow)])
def test_from_the_first_question_to_the_ways_on_a_small_phone(
    open_page: OpenPage, site: Path, language: str
) -> None:
    page = open_page(site / FILES[language], lang=language, width=240)
    assert page.title() == heading(page) == TITLE.in_(language)
    assert axe_violations(page) == []
    begin(page, language)
    seen = 0
    while heading(page) != SAY["results"].in_(language):
        assert sideways(page) <= 0, heading(page)
        if seen == 2:  # a day and its three fields: the other screens are made alike, of less
            assert axe_violations(page) == []
        seen += 1
        say(page, SAY["skip"].in_(language))
    assert seen > 20
    assert sideways(page) <= 0
    assert axe_violations(page) == []


def test_what_may_be_open_is_told_with_papers_day_judge_and_warning(
    open_page: OpenPage, site: Path
) -> None:
    page = open_page(site / "index.html")
    begin(page)
    say(page, "Sí, y está en firme")
    page.get_by_label("Años").fill("1")
    say(page, "Seguir")
    for name, number in (("Día", "30"), ("Mes", "9"), ("Año", "2023")):
        page.get_by_label(name, exact=True).fill(number)
    say(page, "Seguir", "Prisión")
    to_the_end(page)
    own = page.locator("section.way.open").filter(has=page.get_by_text("Reprensión"))
    for words in ("Sentencia. Se pide a: juzgado o tribunal de la causa.", "Ya se puede pedir.",
                  "Decide: juez o tribunal de juicio.", "Ley: CP art. 112."):  # fmt: skip
        expect(own).to_contain_text(words)
    # The warning stands before the first way that needs a sentence, in each group.
    order = page.locator("p.warn, section.way h3").all_inner_texts()
    assert order[0] == PLEAD.es
    assert inflesz(page.locator("main").inner_text()) >= 60
    words = page.locator("main").inner_text().lower()
    for promise in ("cumple los requisitos", "usted califica", "tiene derecho a salir"):
        assert promise not in words


def test_who_waits_for_trial_is_warned_before_what_needs_a_sentence(
    open_page: OpenPage, site: Path
) -> None:
    page = open_page(site / FILES["en"], lang="en")
    begin(page, "en")
    say(page, "No, I am waiting for trial")
    to_the_end(page, "en")
    closed = page.locator("section").filter(has_text=SAY["closed"].en)
    texts = closed.locator("p, li").all_inner_texts()
    warned = texts.index("Do not plead guilty to reach this; speak with a defender first.")
    assert "Supervised release" in texts[warned:]
    assert not any("release" in text.lower() for text in texts[:warned])


def test_after_it_is_open_nothing_is_asked_of_the_network(open_page: OpenPage, site: Path) -> None:
    page = open_page(site / "index.html")
    asked: list[str] = []
    page.context.set_offline(True)
    page.on("request", lambda request: asked.append(request.url))
    begin(page)
    to_the_end(page)
    say(page, SAY["keep"].es, SAY["keep_yes"].es)
    assert page.evaluate("document.cookie") == ""
    assert asked == []


def test_the_page_forbids_itself_the_network(browser: Browser, site: Path) -> None:
    page = browser.new_page()
    page.goto((site / "index.html").as_uri())
    caught = page.evaluate(
        "new Promise(done => { document.addEventListener('securitypolicyviolation',"
        " event => done(event.effectiveDirective)); new Image().src = 'https://example.org/x' })"
    )
    assert caught == "img-src"
    tried = "new Promise(done => { fetch('https://example.org/').catch(e => done('refused')) })"
    assert page.evaluate(tried) == "refused"
    page.close()


def test_without_script_the_paper_form_stands_on_the_page(open_page: OpenPage, site: Path) -> None:
    page = open_page(site / "index.html", javascript=False)
    assert heading(page) == TITLE.es
    form = page.locator("noscript")
    assert form.locator("li strong").first.inner_text() == questions()[0].ask.es
    texts = form.locator("p.warn, h3").all_inner_texts()
    assert texts.index(PLEAD.es) < texts.index("Libertad vigilada")
    assert sideways(page) <= 0


def stored(page: Page) -> int:
    return int(page.evaluate("localStorage.length + sessionStorage.length"))


def test_nothing_is_kept_unless_asked_and_one_button_wipes_all(
    open_page: OpenPage, site: Path
) -> None:
    page = open_page(site / "index.html")
    begin(page)
    say(page, "Sí, y está en firme")
    assert stored(page) == 0
    say(page, SAY["keep"].es, SAY["keep_no"].es)
    assert stored(page) == 0
    say(page, SAY["keep"].es, SAY["keep_yes"].es)
    assert stored(page) == 1
    page.reload()
    say(page, SAY["use_saved"].es)
    assert heading(page) == "¿De cuánto tiempo es su pena?"
    say(page, WIPE.es)
    page.wait_for_url("about:blank")
    page.go_back()  # to the empty page before: the one that was left stands nowhere
    assert page.url == "about:blank"
    page.goto((site / "index.html").as_uri())
    assert stored(page) == 0
    assert page.get_by_text(SAY["found_saved"].es).count() == 0


@pytest.mark.slow
def test_a_clock_set_back_never_counts_days_of_the_future(open_page: OpenPage, site: Path) -> None:
    page = open_page(site / "index.html")
    begin(page)
    say(page, "No, espero el juicio")
    for name, number in (("Día", "1"), ("Mes", "3"), ("Año", "2023")):
        page.get_by_label(name, exact=True).fill(number)
    say(page, "Seguir", SAY["keep"].es, SAY["keep_yes"].es)
    page.context.clock.set_fixed_time("2015-01-01T12:00:00-05:00")
    page.reload()
    say(page, SAY["use_saved"].es)
    assert heading(page) == "¿Qué día empezó su detención?"


@pytest.mark.slow
def test_by_keyboard_with_a_day_that_does_not_exist(open_page: OpenPage, site: Path) -> None:
    page = open_page(site / "index.html")
    begin(page)
    say(page, "No, espero el juicio")
    for key in ("Tab", "3", "1", "Tab", "6", "Tab", "2", "0", "2", "4", "Tab", "Enter"):
        page.keyboard.press(key)
    expect(page.get_by_role("alert")).to_have_text(SAY["bad_day"].es)
    page.get_by_label("Mes").fill("7")
    say(page, "Seguir")
    expect(page.get_by_role("alert")).to_have_text(SAY["future"].es)
    page.get_by_label("Año").fill("2023")
    say(page, "Seguir")
    assert heading(page) != "¿Qué día empezó su detención?"
    say(page, "Atrás")
    assert page.get_by_label("Año").input_value() == "2023"
