"""Templates are strict, escaped, in two languages, and carry nothing a strict policy forbids."""

import gzip
import re
import time
from pathlib import Path

import pytest
from jinja2 import DictLoader, FileSystemLoader, UndefinedError

from segunda.law.text import Text
from segunda.report import words
from segunda.web import language, setup
from segunda.web.jinja2 import environment
from segunda.web.lists import STATES, Cell, Column, Heading, table_rows
from segunda.web.tests.served import Visitor

WEB = Path(setup.__file__).parent
PAGES = ("/", "/lista/", "/hoja/", "/avance/", "/vacio/")
LIGHT = 60_000  # bytes of a first view, compressed
ATTRIBUTES = {"aria", "describedby", "invalid", "true"}  # of a macro that writes attributes only
QUICK = 0.004  # seconds of processor for fifty rows; half of it where it was measured


def rendered(source: str, **about: object) -> str:
    return environment(loader=DictLoader({"page": source})).get_template("page").render(**about)


def test_what_is_not_given_is_an_error() -> None:
    with pytest.raises(UndefinedError, match="missing"):
        rendered("{{ missing }}")


def test_a_text_speaks_the_language_of_the_request_and_is_escaped() -> None:
    about = {"words": Text("<sí>", "<yes>"), "gap": None}
    source = '{{ words }} {{ t("uno", "one") }} {{ t(words) }}[{{ gap }}]'
    assert rendered(source, **about) == "&lt;sí&gt; uno &lt;sí&gt;[]"
    language.use("en")
    assert rendered(source, **about) == "&lt;yes&gt; one &lt;yes&gt;[]"


def test_a_sentence_in_one_language_only_is_an_error() -> None:
    with pytest.raises(TypeError, match="in Spanish and in English"):
        rendered('{{ t("uno") }}')


def test_cells_are_escaped_wherever_they_hold_words() -> None:
    evil = '"><script>'
    row = [Cell(evil, evil, small=evil), evil, Cell(evil, state="met")]
    html = str(table_rows([Heading(Text(evil, evil))] * 3, [row]))
    assert "<script" not in html
    assert 'data-h=""' not in html


def test_every_state_has_a_colour_of_its_own_name() -> None:
    css = (WEB / "static" / "web" / "web.css").read_text(encoding="utf-8")
    assert [name for name in STATES if not re.search(rf"\.{name}[,{{]", css)] == []
    assert len(set(STATES.values())) == len(STATES)


def test_colours_are_the_reports_own() -> None:
    ours, theirs = (
        re.findall(r":root\{[^}]*--paper[^}]*\}", path.read_text(encoding="utf-8"))[:2]
        for path in (
            WEB / "static" / "web" / "web.css",
            Path(words.__file__).parent / "static" / "report.css",
        )
    )
    assert len(ours) == 2
    assert ours == theirs


@pytest.mark.parametrize("path", sorted(WEB.glob("jinja2/web/*.html")), ids=lambda path: path.name)
def test_no_template_holds_style_script_or_arithmetic(path: Path) -> None:
    source = path.read_text(encoding="utf-8")
    assert not re.search(r'\sstyle="|<style|\son\w+="|<script(?! src)|javascript:', source)
    inside = re.findall(r"\{[{%](.*?)[%}]\}", source, re.S)
    unquoted = [re.sub(r'"[^"]*"|\'[^\']*\'', "", expression) for expression in inside]
    assert not [one for one in unquoted if re.search(r"[*/]|\w\s[+-]\s\w|%\s*\d", one)]


@pytest.mark.parametrize("path", sorted(WEB.glob("jinja2/web/*.html")), ids=lambda path: path.name)
def test_no_sentence_stands_in_one_language_only(path: Path) -> None:
    source = re.sub(r"\{#.*?#\}", "", path.read_text(encoding="utf-8"), flags=re.S)
    outside = re.sub(r"\{[{%].*?[%}]\}|<[^>]*>", " ", source, flags=re.S)
    assert set(re.findall(r"[^\W\d_]{2,}", outside)) <= {"Segunda", "AGPL"} | ATTRIBUTES


@pytest.mark.parametrize("page", PAGES)
def test_the_first_view_is_light_and_the_policy_strict(visitor: Visitor, page: str) -> None:
    answer = visitor.get(page)
    policy = answer.headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert not re.search(r'\sstyle="|<style|\son\w+="|<script(?! src)', answer.text)
    names = set(re.findall(r'(?:href|src)="(/static/[^"]+)"', answer.text))
    names.add("/static/fonts/atkinson-hyperlegible-latin-700-normal.woff2")
    size = len(gzip.compress(answer.text.encode()))
    files = {name: _file(name) for name in names}
    assert len(files) == 5  # style, script, icon, two fonts
    assert size + sum(files.values()) <= LIGHT


def _file(name: str) -> int:
    folder, _, rest = name.removeprefix("/static/").partition("/")
    path = (WEB / "static" / "web" if folder == "web" else setup.FONTS) / rest
    data = path.read_bytes()
    return len(data) if path.suffix == ".woff2" else len(gzip.compress(data))


def test_fifty_rows_are_quick() -> None:
    loader = FileSystemLoader(WEB / "jinja2")
    source = '{% from "web/parts.html" import table %}{{ table("x", headings, rows) }}'
    template = environment(loader=loader).from_string(source)
    headings = [Heading(column.label, f"?orden={n}") for n, column in enumerate(COLUMNS)]
    best = min(_seconds(lambda: template.render(headings=headings, rows=ROWS)) for _ in range(30))
    assert best < QUICK


def _seconds(act: object) -> float:
    start = time.process_time()
    assert callable(act)
    act()
    return time.process_time() - start


COLUMNS = [Column(Text(f"Columna {n}", f"Column {n}"), f"c{n}") for n in range(5)]
ROWS = [
    [
        Cell(f"Rosa {n}", "/hoja/", small="8-000-0000"),
        Text("Casa", "House"),
        "12 ene 2023",
        Cell(Text("cumplido", "met"), state="met"),
        f"{n:,}",
    ]
    for n in range(50)
]
