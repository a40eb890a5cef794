"""The page is small, old browsers can read it, its words are easy, and it is the same each time."""

import re
from hashlib import sha256
from pathlib import Path

import pytest

from segunda.law.text import LANGUAGES
from segunda.report.tests.reading import inflesz
from segunda.selfcheck.files import SUMS, compressed, write_all
from segunda.selfcheck.model import model
from segunda.selfcheck.page import FILES, fingerprint, page, script
from segunda.selfcheck.questions import HERE, questions, ways
from segunda.selfcheck.words import INTRO, LABELS, PLACES, SAY, TITLE

MOST = 60_000  # bytes, compressed
EASY = 60  # INFLESZ
SCRIPTS = sorted((HERE / "script").glob("*.js"))
# What a browser of 2014 does not read: words of ECMAScript 2015 and later.
LATER = re.compile(
    r"=>|`|\b(?:let|const|class|async|await|yield|of)\b(?!\.)|\.\.\.|\*\*"
    r"|\b(?:Promise|Symbol|Map|Set|fetch|BigInt|Number\.is|Object\.(?:assign|entries|values))\b"
    r"|\.(?:includes|startsWith|endsWith|padStart|repeat|find|findIndex|append|remove|closest)\("
)
NAMES = ("months", "limit_unknown")  # not sentences, or with the name of a paper behind


def without_comments(code: str) -> str:
    return re.sub(r"/\*.*?\*/", "", code, flags=re.S)


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_is_under_sixty_kilobytes_compressed(language: str) -> None:
    assert len(compressed(page(language).encode())) <= MOST


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: path.name)
def test_a_browser_of_ten_years_ago_can_read_the_script(path: Path) -> None:
    words = re.sub(r'"[^"\n]*"', '""', without_comments(path.read_text(encoding="utf-8")))
    found = LATER.search(words)
    assert found is None, found


@pytest.mark.parametrize("line", ["a => b", "let x = 1;", "for (x of y) {}", "x.includes(1)"])
def test_a_later_word_would_be_found(line: str) -> None:
    assert LATER.search(line)


def test_its_style_needs_nothing_new_either() -> None:
    style = (HERE / "script" / "style.css").read_text(encoding="utf-8")
    assert not re.search(r"var\(|grid|gap:|clamp\(|@layer|:is\(", style.split("*/", 1)[1])


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_in_it_names_another_place(language: str) -> None:
    assert not re.search(r"(?:https?:)?//[a-z]|@import|url\(", page(language))
    assert page(language).count("<script") == page(language).count("</script>") == 1


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_title_and_the_picture_tell_nothing(language: str) -> None:
    head = page(language).split("</head>")[0]
    assert f"<title>{TITLE.in_(language)}</title>" in head
    assert '<link rel="icon" href="data:,">' in head
    for word in ("prisi", "prison", "cárcel", "libertad", "release", "detenci", "segunda"):
        assert word not in TITLE.in_(language).lower()
        assert word not in FILES[language]


def test_every_question_is_easy_to_read() -> None:
    for question in questions():
        asked = question.ask.es + (f" {question.help.es}" if question.help else "")
        assert inflesz(asked) >= EASY, asked


def test_every_sentence_of_the_page_is_easy_to_read() -> None:
    said = {name: words.es for name, words in SAY.items() if name not in NAMES}
    said |= {way.rule.id: way.what.es for way in ways()}
    said |= {words.es: words.es for words in (*INTRO, *PLACES, *LABELS.values())}
    sentences = {name: words for name, words in said.items() if len(words.split()) > 4}
    assert len(sentences) > 50
    hard = {words: inflesz(words) for words in sentences.values() if inflesz(words) < EASY}
    assert not hard


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_never_says_that_anybody_qualifies(language: str) -> None:
    words = str(model(language)).lower()
    for promise in (
        "califica",
        "cumple los requisitos",
        "qualif",
        "eligible",
        "tiene derecho a salir",
    ):
        assert promise not in words, promise
    assert model(language)["say"]["plead"] in (
        "No se declare culpable para llegar a esto; hable antes con su defensa.",
        "Do not plead guilty to reach this; speak with a defender first.",
    )


def test_other_countries_and_what_proves_nothing_are_not_in_it() -> None:
    assert {way["id"].split("-")[0] for way in model("es")["ways"]} == {"PA"}


def test_the_hash_of_the_script_stands_on_the_page() -> None:
    digest = sha256(script("es").encode()).hexdigest()
    assert fingerprint("es") == digest
    assert f"<code>{digest}</code>" in page("es")


def test_the_files_are_the_same_each_time_and_their_hashes_are_written(tmp_path: Path) -> None:
    first, again = write_all(tmp_path / "a", None), write_all(tmp_path / "b", None)
    assert first == again
    lines = (tmp_path / "a" / SUMS).read_text(encoding="utf-8").splitlines()
    assert lines == [f"{digest}  {name}" for name, digest in sorted(first.items())]
    for name, digest in first.items():
        assert sha256((tmp_path / "a" / name).read_bytes()).hexdigest() == digest
