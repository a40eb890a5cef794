"""The clerk's day: her own Excel, how it is read, what was refused, who is in the record."""

from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest
from playwright.sync_api import expect

from tests.journeys.days.day import Day

pytestmark = pytest.mark.slow
HEADINGS = ("Nº", "Nombre", "Apellidos", "Cédula", "Sexo", "F. nacimiento", "Penal", "Ingreso",
            "Condición", "Pena (meses)")  # fmt: skip
NORTE, SUR = "Centro Norte (ficticio)", "Centro Sur (ficticio)"
ROWS = (
    ("D-01", "Ficticia Aurora", "Lezcano Día", "99-7001-1", "Mujer", "14/05/1991", NORTE,
     "03/02/2022", "Condenado", 60),
    ("D-02", "Ficticia Berta", "Morán Día", "99-7002-2", "Mujer", "02/11/1986", NORTE,
     "19/08/2023", "Procesado", None),
    ("D-03", "Ficticio Carlos", "Núñez Día", "99-7003-3", "Hombre", "30/01/1979", SUR,
     "11/01/2021", "Condenado", 72),
    ("D-04", "Ficticia Delia", "Osorio Día", "99-7004-4", "Mujer", "31/02/1990", NORTE,
     "07/07/2023", "Procesado", None),
    ("D-05", "Ficticio Elías", "Pérez Día", "99-7005-5", "Hombre", "25/12/1995", SUR,
     "22/09/2023", "Condenado", 48),
)  # fmt: skip


def workbook(folder: Path, language: str) -> Path:
    """Her own list, as she keeps it; each language brings people of its own."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(HEADINGS)
    for row in ROWS:
        number = row[3] if language == "es" else row[3].replace("-7", "-8")
        sheet.append((row[0] + language, *row[1:3], number, *row[4:]))
    kept = BytesIO()
    book.save(kept)
    file = folder / f"lista-{language}.xlsx"
    file.write_bytes(kept.getvalue())
    return file


def test_her_own_excel_becomes_a_list(day: Callable[[str], Day], tmp_path: Path) -> None:
    told = day("clerk")
    page = told.enter("nacional", "/cargas/")
    told.follow(page, "Traer un archivo", "Bring a file")
    page.get_by_label(told.say("Archivo", "File"), exact=True).set_input_files(
        workbook(tmp_path, told.language)
    )
    page.get_by_role("textbox", name=told.say("Fuente", "Source")).fill(
        f"lista propia {told.language}"
    )
    page.get_by_label(told.say("Día del que habla", "The day it speaks of")).fill("30/06/2024")
    page.get_by_label(told.say("Solo a algunas: de las demás no dice nada",
                               "Only some: it says nothing of the others")).check()  # fmt: skip
    told.picture(page, "1-file")
    told.press(page, "Revisar el archivo", "Check the file")
    expect(page.get_by_role("heading", level=1)).to_contain_text(
        told.say("¿Qué es cada columna", "What is each column")
    )
    told.picture(page, "2-columns")
    page.get_by_role("combobox", name="«Condenado»").select_option(
        label=told.say("con sentencia en firme", "sentenced, final")
    )
    told.press(page, "Guardar y ver diez personas", "Save and see ten people")
    expect(page.get_by_text("Lezcano")).to_be_visible()
    told.picture(page, "3-ten-people")
    told.press(page, "Guardar y revisar el archivo", "Save and check the file")
    told.program.work()
    page.reload()
    account = told.say("5 filas = 4 aceptadas + 1 rechazadas", "5 rows = 4 accepted + 1 refused")
    expect(page.get_by_text(account)).to_be_visible()
    told.picture(page, "4-account")
    told.press(page, "Cargar ahora las filas buenas", "Load the good rows now")
    told.program.work()
    page.reload()
    expect(page.get_by_role("heading", level=1)).to_contain_text(told.say("cargado", "loaded"))
    expect(page.get_by_text("31/02/1990")).to_be_visible()
    told.picture(page, "5-loaded")
