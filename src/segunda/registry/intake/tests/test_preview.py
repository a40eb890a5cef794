"""The people shown after `intake map` are in words, by line, with what is not known said so."""

from pathlib import Path

from segunda.registry.intake.preview import preview
from segunda.registry.intake.proposing import propose
from segunda.registry.intake.tests.files import text_file

ROWS = (
    "Nombre;Sexo;Nacimiento;Situación jurídica;Embarazada;Pena\n"
    "Ana Ficticia;F;01/12/1990;procesada;Sí;\n"
    "Luis Inventado;M;31/02/1990;procesado;No;\n\n"
    "Eva Inventada;F;1971;condenada;;5 años\n"
)


def shown(folder: Path, language: str) -> list[str]:
    return preview(propose(text_file(folder, ROWS)), Path("x.yaml"), language)


def test_people_are_shown_in_words_with_their_line_and_what_is_unknown(tmp_path: Path) -> None:
    assert shown(tmp_path, "es") == [
        "Línea 2. nombre: Ana Ficticia; sexo: mujer; fecha de nacimiento: 1990-12-01; "
        "situación jurídica: en detención provisional; embarazo: sí; pena impuesta: — no se sabe",
        "Línea 5. nombre: Eva Inventada; sexo: mujer; fecha de nacimiento: entre 1971-01-01 y "
        "1971-12-31; situación jurídica: — no se sabe; embarazo: — no se sabe; "
        "pena impuesta: 60 meses",
        "Filas rechazadas, que no se muestran: 1; vea por qué con «intake check».",
    ]


def test_the_words_are_in_the_chosen_language(tmp_path: Path) -> None:
    lines = shown(tmp_path, "en")
    assert lines[0].startswith("Line 2. name: Ana Ficticia; sex: woman; birth date: 1990-12-01")
    assert "legal status: — not known" in lines[1]
    assert lines[2].startswith("Refused rows, not shown: 1")
