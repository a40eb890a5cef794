"""Each failure is a page with one sentence in the reader's language, and nothing of anybody."""

import pytest

from segunda.web.tests.served import Visitor

PAGES = [
    ("/negado/", 403, "no tiene permiso", "may not do this"),
    ("/nada/", 404, "no existe", "does not exist"),
    ("/choque/", 409, "La cama ya está ocupada", "The bed is taken"),
    ("/roto/", 500, "no pudo responder", "could not answer"),
    ("/idioma/", 404, "no existe", "does not exist"),
]


@pytest.mark.parametrize(("path", "status", "es", "en"), PAGES)
def test_each_failure_says_what_and_what_now(
    visitor: Visitor, path: str, status: int, es: str, en: str
) -> None:
    answer = visitor.get(path)
    assert answer.status == status
    assert es in answer.text
    assert "<h1>" in answer.text
    assert "Traceback" not in answer.text
    assert "Rosa Inventada" not in answer.text
    visitor.cookies["segunda_lang"] = "en"
    assert en in visitor.get(path).text


def test_too_much_at_once_is_refused_with_its_own_sentence(visitor: Visitor) -> None:
    fields = visitor.get("/hoja/").fields
    answer = visitor.post("/hoja/", [*fields, ("remark", "x" * 200_000)])
    assert answer.status == 413
    assert "demasiado grande" in answer.text


def test_an_unknown_language_is_spanish(visitor: Visitor) -> None:
    visitor.cookies["segunda_lang"] = "../fr"
    assert visitor.get("/nada/").headers["Content-Language"] == "es"
