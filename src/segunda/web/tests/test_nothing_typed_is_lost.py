"""A session that ended, an old token, another language, a stale row: the words come back."""

from html import unescape

import pytest

from segunda.web.tests.served import Answer, Visitor

TYPED = [
    ("name", "Rosa «Escrita» <b>"),
    ("born-day", "14"),
    ("born-month", "5"),
    ("born-year", "1990"),
    ("place", "norte"),
    ("asked", "no"),
    ("needs", "a"),
    ("needs", "b"),
    ("remark", "una línea\r\notra línea"),
    ("sure", "on"),
    ("password", "no-se-devuelve"),
]
SHOWN = [pair for pair in TYPED if pair[0] != "password"]


def hidden(visitor: Visitor, path: str = "/hoja/") -> list[tuple[str, str]]:
    return visitor.get(path).fields


def kept(answer: Answer) -> list[tuple[str, str]]:
    """What the page holds of what was typed; our own fields begin with an underscore."""
    return [(name, value) for name, value in answer.fields if name[:1] != "_"]


def assert_filled(answer: Answer) -> None:
    text = unescape(answer.text)
    assert answer.status == 200
    assert 'value="Rosa «Escrita» <b>"' in text
    assert 'name="born-day" value="14"' in text
    assert '<option value="norte" selected>' in text
    assert 'value="no" checked' in text
    assert 'value="a" checked' in text
    assert 'value="b" checked' in text
    assert "una línea\r\notra línea</textarea>" in text
    assert 'name="sure" checked' in text
    assert "no-se-devuelve" not in text
    assert "Error" not in text


def test_a_session_that_ended_gives_back_every_word(visitor: Visitor) -> None:
    fields = hidden(visitor)
    visitor.cookies["gallery_in"] = "no"
    answer = visitor.post("/hoja/", fields + TYPED)
    assert answer.status == 403
    assert "Su sesión terminó" in answer.text
    assert 'href="/entrar/" target="_blank"' in answer.text
    assert sorted(kept(answer)) == sorted(SHOWN)
    assert "no-store" in answer.headers["Cache-Control"]
    assert not [name for name, _ in answer.fields if name == "csrfmiddlewaretoken"]


def test_after_signing_in_the_form_is_shown_filled_and_nothing_is_done(visitor: Visitor) -> None:
    fields = hidden(visitor)
    visitor.cookies["gallery_in"] = "no"
    held = visitor.post("/hoja/", fields + TYPED)
    again = visitor.post("/recuperar/", held.fields)
    assert again.status == 403  # not signed in yet: still here, still whole
    assert sorted(kept(again)) == sorted(SHOWN)
    visitor.cookies["gallery_in"] = "yes"
    shown = visitor.post("/recuperar/", again.fields)
    assert_filled(shown)
    assert 'action="/hoja/"' in shown.text
    new, old = dict(shown.fields), dict(fields)
    assert new["_key"] == old["_key"]  # were it done already, it would not be done again
    assert visitor.post("/hoja/", shown.fields + TYPED).location == "/hecho/"


def test_a_token_of_another_session_gives_back_every_word(visitor: Visitor) -> None:
    fields = hidden(visitor)
    visitor.cookies["csrftoken"] = "x" * 32
    answer = visitor.post("/hoja/", fields + TYPED)
    assert answer.status == 403
    assert "demasiado tiempo" in answer.text
    assert_filled(visitor.post("/recuperar/", answer.fields))


def test_the_language_changes_without_losing_a_word(visitor: Visitor) -> None:
    fields = hidden(visitor)
    answer = visitor.post("/idioma/", [*fields, *TYPED, ("lang", "en")])
    assert "<h1>Record a change</h1>" in answer.text
    assert_filled(answer)
    assert visitor.get("/").headers["Content-Language"] == "en"


def test_a_page_without_a_form_keeps_its_address_in_the_other_language(visitor: Visitor) -> None:
    answer = visitor.post("/idioma/", [("_route", "/lista/?orden=-nombre"), ("lang", "en")])
    assert (answer.status, answer.location) == (302, "/lista/?orden=-nombre")
    assert "Who is in each house" in visitor.get("/lista/").text


@pytest.mark.parametrize("route", ["https://example.org/", "//example.org/", "/idioma/", ""])
def test_only_our_own_pages_are_shown_again(visitor: Visitor, route: str) -> None:
    answer = visitor.post("/idioma/", [("_route", route), ("lang", "en")])
    assert answer.location == "/"
    shown = visitor.post("/recuperar/", [("_route", route), ("name", "x")])
    assert "<h1>Rosa Inventada Del Campo</h1>" in shown.text


def test_another_site_cannot_lay_its_words_into_a_form(visitor: Visitor) -> None:
    fields = [("_route", "/hoja/"), ("name", "de otro sitio")]
    shown = visitor.post("/recuperar/", fields, **{"Sec-Fetch-Site": "cross-site"})
    assert "de otro sitio" not in shown.text
    assert "de otro sitio" in visitor.post("/recuperar/", fields).text


def test_a_form_that_cannot_be_shown_still_holds_the_words(visitor: Visitor) -> None:
    answer = visitor.post("/recuperar/", [("_route", "/roto/"), *TYPED])
    assert answer.status == 500
    assert sorted(kept(answer)) == sorted(SHOWN)
    assert "Rosa Inventada" not in answer.text


def test_what_somebody_else_saved_stands_beside_what_was_typed(visitor: Visitor) -> None:
    answer = visitor.post("/hoja/", hidden(visitor, "/hoja/?version=1") + TYPED)
    assert answer.status == 409
    assert "Rosa «Escrita» &lt;b&gt;" in answer.text
    assert "Rosa Inventada" in answer.text
    fields = dict(answer.fields)
    assert fields["_version"] == "2"
    assert fields["_saved-name"] == "Rosa Inventada"
    assert fields["_saved-born"] == "5/1990"
    assert fields["name"] == "Rosa «Escrita» <b>"


def test_a_number_somebody_else_saved_is_shown_too(visitor: Visitor) -> None:
    stale = hidden(visitor, "/hoja/?version=1")
    answer = visitor.post("/hoja/", [*stale, *TYPED, ("minutes", "4")])
    assert answer.status == 409
    assert "35</label>" in answer.text
    assert dict(answer.fields)["_saved-minutes"] == "35"


def test_the_chosen_version_is_what_is_sent_again(visitor: Visitor) -> None:
    fields = visitor.post("/hoja/", hidden(visitor, "/hoja/?version=1") + TYPED).fields
    chosen = [("_choose-name", "saved"), ("_choose-born", "saved"), ("_choose-place", "typed")]
    shown = unescape(visitor.post("/recuperar/", fields + chosen).text)
    assert 'name="name" value="Rosa Inventada"' in shown
    assert 'name="born-day" value=""' in shown
    assert 'name="born-month" value="5"' in shown
    assert '<option value="norte" selected>' in shown
    assert 'name="_version" value="2"' in shown
    assert visitor.post("/hoja/", fields + chosen).location == "/hecho/"


def test_a_form_sent_back_with_errors_stays_of_its_version(visitor: Visitor) -> None:
    fields = hidden(visitor, "/hoja/?version=1")
    answer = visitor.post("/hoja/", [*fields, ("name", "Rosa")])
    assert "no se guardó nada" in answer.text
    assert dict(answer.fields)["_version"] == "1"
    assert dict(answer.fields)["_key"] == dict(fields)["_key"]


def test_what_an_action_refuses_stands_beside_its_field(visitor: Visitor) -> None:
    typed = [pair for pair in TYPED if pair[0] != "place"]
    answer = visitor.post("/hoja/", [*hidden(visitor), *typed, ("place", "sur")])
    assert "La Casa del Sur está llena; escoja otra." in answer.text
    assert 'href="#id_place"' in answer.text
