"""Three registers nobody has seen, invented for the tests: every person in them is FICTICIO."""

import datetime as dt
from pathlib import Path

import xlsxwriter

PEOPLE = (
    ("8-701-1001", "Ficticia", "Ana", "F", dt.date(1990, 11, 5), dt.date(2020, 2, 13), 5, 6),
    ("PE-12-3401", "Ficticio", "José", "M", dt.date(1985, 12, 31), dt.date(2023, 1, 1), 0, 0),
    ("E-8-123402", "Inventada", "Eva", "F", dt.date(1954, 7, 14), dt.date(2021, 5, 15), 15, 0),
    ("3-88-5503", "Inventado", "Luis", "M", dt.date(2001, 3, 30), dt.date(2022, 8, 9), 2, 3),
)
STATUS = {
    "es": ("Condenada en firme", "Procesado", "Sentencia apelada", "Condenado"),
    "en": ("Sentenced - final", "On remand", "Sentenced, under appeal", "Sentenced"),
}
EXPECTED_STATUS = ["sentenced_final", "pretrial", "sentenced_not_final", None]
EXPECTED_MONTHS = [66, None, 180, 27]


def workbook_with_merged_headings(path: Path) -> Path:
    """XLSX: two title lines, then headings on two lines, the upper one merged over groups."""
    book = xlsxwriter.Workbook(str(path))
    page = book.add_worksheet("Población")
    day = book.add_format({"num_format": "dd/mm/yyyy"})
    page.merge_range(0, 0, 0, 8, "CENTRO FICTICIO DE PRUEBA: NADIE DE ESTA LISTA EXISTE")
    page.write(1, 0, "Corte: junio de 2024")
    page.merge_range(2, 0, 3, 0, "Cédula")
    page.merge_range(2, 1, 2, 3, "Datos de la persona")
    page.merge_range(2, 4, 3, 4, "Ingreso")
    page.merge_range(2, 5, 3, 5, "Situación jurídica")
    page.merge_range(2, 6, 2, 7, "Condena")
    page.merge_range(2, 8, 3, 8, "Observaciones")
    page.write_row(3, 1, ["Apellidos y nombres", "Sexo", "Nacimiento"])
    page.write_row(3, 6, ["Años", "Meses"])
    for row, person in enumerate(PEOPLE, start=4):
        card, surname, given, sex, birth, start, years, months = person
        page.write_row(row, 0, [card, f"{surname}, {given}", "Mujer" if sex == "F" else "Hombre"])
        page.write_datetime(row, 3, birth, day)
        page.write_datetime(row, 4, start, day)
        page.write(row, 5, STATUS["es"][row - 4])
        if years or months:
            page.write_row(row, 6, [years, months])
    book.close()
    return path


def latin_1_with_semicolons(path: Path) -> Path:
    """CSV of a Spanish Windows: latin-1, ";", dd/mm/yyyy, a title line above."""
    lines = [
        "LISTADO FICTICIO;;;;;;;",
        "Cédula;Apellidos;Nombres;Género;Fecha Nac.;Fecha de detención;Estado procesal;Pena;Delito",
    ]
    for n, (card, surname, given, sex, birth, start, years, months) in enumerate(PEOPLE):
        length = f"{years} años" + (f" {months} meses" if months else "") if years else ""
        lines.append(
            f"{card};{surname};{given};{'Fem.' if sex == 'F' else 'Masc.'};"
            f"{birth:%d/%m/%Y};{start:%d/%m/%Y};{STATUS['es'][n]};{length};Hurto agravado"
        )
    path.write_bytes("\r\n".join(lines).encode("latin-1"))
    return path


def english_with_bars(path: Path) -> Path:
    """A table in English, "|" between cells, lengths as years and months."""
    lines = [
        "Prison number|Surname|First name|Gender|DOB|Date admitted|Custody status|Sentence|Notes"
    ]
    for n, (_, surname, given, sex, birth, start, years, months) in enumerate(PEOPLE):
        length = f"{years}y {months}m" if years else "N/A"
        gender = "Female" if sex == "F" else "Male"
        lines.append(
            f"F{n:04}X|{surname}|{given}|{gender}|{birth:%Y-%m-%d}|{start:%Y-%m-%d}|"
            f"{STATUS['en'][n]}|{length}|FICTITIOUS"
        )
    path.write_text("\n".join(lines), encoding="utf-8")
    return path
