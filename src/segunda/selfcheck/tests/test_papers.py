"""What is printed: pages, words, sources, the warning, and the same rules as the page."""

from datetime import date
from functools import cache
from io import BytesIO
from typing import Any

import pypdf
import pytest

from segunda.law.rules import all_rules, rule
from segunda.law.text import LANGUAGES
from segunda.report.paper_size import A4
from segunda.report.tests.reading import inflesz
from segunda.report.words import LABELS
from segunda.selfcheck.answers import results, told_by
from segunda.selfcheck.files import papers
from segunda.selfcheck.kit import Example, day, examples, kit, marks, state
from segunda.selfcheck.page import fingerprint
from segunda.selfcheck.paper import offices, questionnaire
from segunda.selfcheck.posters import asks, poster, poster_ids
from segunda.selfcheck.printed import pdf_of
from segunda.selfcheck.tests.test_branches import followed
from segunda.selfcheck.words import PLEAD

POSTERS = ("supervised-release", "conditional-release", "redemption", "house-imprisonment",
           "complaint", "disciplinary-defence")  # fmt: skip


@cache
def printed(language: str) -> dict[str, tuple[int, str]]:
    """(pages, words) of every PDF of one language, by name; each on letter paper, as in Panama."""
    found = {}
    for name, pdf in papers(language):
        read = pypdf.PdfReader(BytesIO(pdf))
        assert {tuple(page.mediabox) for page in read.pages} == {(0, 0, 612, 792)}
        text = " ".join(" ".join(page.extract_text() for page in read.pages).split())
        found[name] = (len(read.pages), text)
    return found


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_questionnaire_is_two_pages_and_a_poster_one(language: str) -> None:
    pages = {name: count for name, (count, _) in printed(language).items()}
    assert pages.pop("questionnaire") == 2
    assert pages.pop("workshop-kit") <= 5
    assert pages == {f"poster-{name}": 1 for name in POSTERS}


@pytest.mark.parametrize("language", LANGUAGES)
def test_on_a4_too_the_questionnaire_is_two_pages_and_the_fullest_poster_one(
    language: str,
) -> None:
    for template, told, count in (
        ("questionnaire.typ", questionnaire(language, ""), 2),
        ("poster.typ", poster("house-imprisonment", language, ""), 1),
    ):
        pages = pypdf.PdfReader(BytesIO(pdf_of(template, told, A4))).pages
        assert [round(page.mediabox.height) for page in pages] == [842] * count


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_names_the_rules_it_was_made_from(language: str) -> None:
    for name, (_, words) in printed(language).items():
        assert fingerprint(language)[:16] in words, name


def test_the_pdf_is_tagged_has_its_language_and_the_same_bytes() -> None:
    (name, pdf), *_ = papers("es")
    assert (name, pdf) == next(papers("es"))
    root: Any = pypdf.PdfReader(BytesIO(pdf)).root_object
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == "es"


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_questionnaire_asks_and_leads_as_its_words_say(language: str) -> None:
    words = printed(language)["questionnaire"][1].replace("\u00a0", " ")
    told = questionnaire(language, "")
    for question in told["questions"]:
        assert question["ask"] in words
    assert words.index(told["plead"]) < words.index(told["ways"][2]["title"])
    assert told["no_charge"] in words
    for way in told["ways"]:
        assert way["decides"] in words


def test_every_paper_is_with_its_office() -> None:
    by_office = {one["office"]: one["papers"] for one in offices("es")}
    assert by_office["Tribunal Electoral"].startswith("documento de identidad")
    assert "certificado de conducta" in by_office["Dirección del centro penitenciario"]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", POSTERS[:4])
def test_a_poster_of_a_path_warns_first_and_names_papers_judge_and_article(
    name: str, language: str
) -> None:
    words = printed(language)[f"poster-{name}"][1]
    made = poster(name, language, "")
    assert made["plead"] == PLEAD.in_(language)
    assert words.index(made["plead"]) < words.index(made["sections"][0]["heading"])
    missing = {"es": "texto no disponible aquí", "en": "text not available here"}[language]
    assert missing in words.lower()
    assert {"es": "Decide: ", "en": "Decided by: "}[language] in words


def test_the_poster_asks_what_the_rule_asks() -> None:
    told = [words.es for words, _ in asks(rule("PA-CP-103").condition(date.max))]
    assert told == [
        "¿Ya tiene una condena? Sí, y está en firme.",
        "Parte cumplida de la pena: al menos dos tercios.",
        "En los 5 años antes del hecho, ¿le condenaron por un delito hecho a propósito? No.",
        "¿Tiene fuera un trabajo, un estudio o un medio legal de vida? Sí.",
        "¿Dice la Junta Técnica que está bien su resocialización? Sí.",
    ]
    either = [below for _, below in asks(rule("PA-CP-058").condition(date.max)) if below]
    assert [[words.en for words in below] for below in either] == [
        ["Maximum penalty in the law: up to 5 years.",
         "Share of the sentence served: at least one third."],
    ]  # fmt: skip


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", POSTERS[4:])
def test_a_poster_of_a_right_says_where_each_line_is_from(name: str, language: str) -> None:
    made = poster(name, language, "")
    items = [item for section in made["sections"][:-2] for item in section["items"]]
    labels = [words.in_(language) for words in LABELS.values()]
    ours = {"es": "consejo nuestro, no es ley", "en": "our advice, not law"}[language]
    for item in items:
        small = item["small"]
        assert small == ours or any(small.endswith(label) for label in labels), item
    deadline = made["sections"][-2]["items"]
    absent = {"es": "exto no disponible aquí", "en": "ext not available here"}[language]
    assert all(absent in item["words"] for item in deadline)


def test_no_maximum_of_isolation_is_claimed_for_panama() -> None:
    made = poster("disciplinary-defence", "es", "")
    [line] = [i for s in made["sections"] for i in s["items"] if "15 días" in i["words"]]
    assert line["small"].startswith("Reglas Mandela 43.1 (b) y 44")


@pytest.mark.parametrize("name", POSTERS)
def test_the_posters_are_easy_to_read(name: str) -> None:
    made = poster(name, "es", "")
    said = [made["title"], made["what"], made["plead"]]
    for section in made["sections"]:
        said += [section["heading"], *(item["words"] for item in section["items"])]
        said += [below for item in section["items"] for below in item["below"]]
    assert inflesz(".\n".join(filter(None, said))) >= 60


def test_the_kit_is_ninety_minutes_and_easy_to_read() -> None:
    made = kit("es", "")
    assert made["plan"][0][0].startswith("0–")
    assert made["plan"][-1][0].endswith("–90")
    said = [made["lead"], *made["after"], *(i for s in made["sections"] for i in s["items"]),
            *(cell for row in made["plan"] for cell in row[1:]),
            *(one["story"] for one in made["people"])]  # fmt: skip
    assert inflesz("\n".join(said)) >= 60
    assert PLEAD.es.rstrip(".") in made["sections"][0]["items"][0]


# By hand, from the articles, for 15 January 2027.
EXPECTED = {
    # 8 years from 3 Sep 2021: two thirds (1,948 of 2,922 days) were served by 3 January 2027.
    "Yaneth": {"open": {"PA-CP-058"}, "unknown": {"PA-CP-103", "PA-CP-113", "PA-CN-184R"},
               "later": set()},
    # 421 days waiting for trial, not complex; pregnant.
    "Marisol": {"open": {"PA-CPP-012", "PA-CPP-238"}, "unknown": set(), "later": set()},
    # 3 years, first sentence; replacement and community work have parts nobody read.
    "Dilsa": {"open": {"PA-CP-098"}, "unknown": {"PA-CP-102", "PA-CP-065", "PA-CP-058"},
              "later": set()},
    # 71 years old; a third of 10 years from 1 Feb 2024 comes in June 2027.
    "Rosa": {"open": {"PA-CP-108"}, "unknown": set(), "later": {"PA-CP-058"}},
    # 6 years from 1 July 2023: two thirds on 2 July 2027; his period bars conditional release.
    "Ernesto": {"open": {"PA-CP-058"}, "unknown": set(), "later": {"PA-CP-103", "PA-CN-184R"}},
}  # fmt: skip


@pytest.mark.parametrize("one", examples(), ids=lambda one: one.name)
def test_the_kit_and_the_rules_agree_about_each_person(one: Example) -> None:
    found: dict[str, set[str]] = {}
    for result in results(one.answers, day()):
        found.setdefault(state(result), set()).add(result.way.rule.id)
    expected = EXPECTED[one.name]
    assert {name: found.get(name, set()) for name in expected} == expected


@pytest.mark.parametrize("one", examples(), ids=lambda one: one.name)
def test_the_letters_of_the_kit_lead_to_the_same_answer_on_paper(one: Example) -> None:
    letters = marks(told_by(one.answers, day())[0])
    boxes = {q["number"]: [[b[0] for b in group["boxes"]] for group in q["boxes"]]
             for q in questionnaire("es", "")["questions"]}  # fmt: skip
    on_paper = {
        number: [(letter, "".join(next(g for g in boxes[number] if letter in g)))]
        for number, letter in letters.items()
    }
    for result, way in zip(
        results(one.answers, day()), questionnaire("es", "")["ways"], strict=True
    ):
        assert followed(way["lines"], on_paper, "es") is result.verdict.outcome, way["title"]


def test_the_posters_are_the_six_procedures() -> None:
    assert poster_ids() == POSTERS
    assert {r.jurisdiction for r in all_rules() if r.id in ("PA-CP-103", "PA-CP-113")} == {"PA"}
