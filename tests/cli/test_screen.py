"""`segunda screen` from a file to its four files: the contract's shapes, refusals, engines."""

import json
import zipfile
from pathlib import Path

import openpyxl
import polars as pl
import pytest
from typer.testing import CliRunner, Result

from segunda.cli import app
from segunda.law.text import Refusal
from segunda.registry.intake.faults import KINDS
from segunda.report.files import FILES
from segunda.report.words import FLAGS

DAY = "2024-06-30"
HEAD = "id,sex,legal_status,penalty_type,offence_class,sentence_months,served_fraction,conduct_good"
HOSTILE = ("=1+1", "<script>alert(1)</script>", "Ñandú & Cía", "@SUM(A1)")
ROWS = [
    f"{HOSTILE[0]},F,sentenced_final,prison,other,12,0.5,true",
    f"{HOSTILE[1]},M,sentenced_final,prison,other,36,0.7,true",
    f"{HOSTILE[2]},F,pretrial,none,other,none,none,",
    f"{HOSTILE[3]},X,,,,,,",
]


def screened(folder: Path, rows: list[str], *words: str, out: str = "out") -> Result:
    file = folder / "people.csv"
    file.write_text("\n".join([HEAD, *rows]) + "\n", encoding="utf-8")
    command = ["screen", str(file), "--mapping", "facts", "--as-of", DAY]
    return CliRunner().invoke(app, [*command, "--out", str(folder / out), *words])


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The files for health and the defence, of four people with hostile names."""
    folder = tmp_path_factory.mktemp("screen")
    result = screened(folder, ROWS, "--for", "health-defence")
    assert result.exit_code == 0, result.output
    return folder / "out"


@pytest.fixture(scope="module")
def verdicts(out: Path) -> pl.DataFrame:
    return pl.read_parquet(out / "verdicts.parquet")


def test_the_report_has_words_for_every_kind_of_fault_in_a_file_of_people() -> None:
    of_movements = {
        "no_person", "no_date", "not_a_day", "no_kind", "unknown_kind", "already_held", "not_held",
        "never_entered", "entry_not_seen", "not_there", "unknown_person",
    }  # fmt: skip
    of_facilities = {"category_not_in_year", "sums_disagree", "more_than_whole", "unreadable_count"}
    assert set(KINDS) - set(FLAGS) <= of_facilities | of_movements


def test_it_writes_the_four_files(out: Path) -> None:
    assert sorted(path.name for path in out.iterdir()) == sorted(FILES)


def test_verdicts_have_the_columns_of_the_contract(verdicts: pl.DataFrame) -> None:
    wanted = {
        "row": pl.Int64,
        "id": pl.String,
        "PA-CP-112": pl.Int8,
        "PA-CP-112__if_proved": pl.Int8,
        "PA-CP-112__from": pl.Date,
        "PA-CP-112__until": pl.Date,
        "PA-CP-112__missing": pl.Int64,
    }
    assert {name: verdicts.schema[name] for name in wanted} == wanted
    assert verdicts["row"].to_list() == [1, 2, 3, 4]
    assert verdicts["id"].to_list() == list(HOSTILE)


def test_a_value_of_a_facts_file_counts_as_proved(verdicts: pl.DataFrame) -> None:
    assert verdicts["PA-CP-112"].to_list() == [1, 0, 0, None]


def test_the_bits_of_missing_are_the_facts_of_the_metadata_and_the_summary(
    out: Path, verdicts: pl.DataFrame
) -> None:
    listed = json.loads(pl.read_parquet_metadata(out / "verdicts.parquet")["facts"])
    summary = json.loads((out / "summary.json").read_text(encoding="utf-8"))
    assert listed == summary["facts"]
    mask = verdicts["PA-CP-112__missing"][3]
    assert {f for n, f in enumerate(listed) if mask >> n & 1} == {"penalty_type", "sentence_months"}


def test_the_summary_counts_what_the_verdicts_say(out: Path, verdicts: pl.DataFrame) -> None:
    summary = json.loads((out / "summary.json").read_text(encoding="utf-8"))
    path = next(p for p in summary["paths"] if p["rule"] == "PA-CP-112")
    assert path["met"] == (verdicts["PA-CP-112"] == 1).sum() == 1
    assert path["not_met"] == (verdicts["PA-CP-112"] == 0).sum() == 2
    assert summary["census"]["by_sex"] == {"F": 2, "M": 1, "X": 1, "unknown": 0}


def test_text_of_the_file_is_text_in_the_page(out: Path) -> None:
    page = (out / "report.html").read_text(encoding="utf-8")
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
    assert "Ñandú &amp; Cía" in page


def test_text_of_the_file_is_never_a_formula_in_the_workbook(out: Path) -> None:
    book = openpyxl.load_workbook(out / "report.xlsx")
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert {cell.data_type for cell in cells} <= {"s", "n", "inlineStr"}
    assert set(HOSTILE) <= {cell.value for cell in cells}
    book.close()


def test_the_workbook_holds_no_time_of_day(out: Path) -> None:
    with zipfile.ZipFile(out / "report.xlsx") as book:
        assert {entry.date_time for entry in book.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_duckdb_and_a_second_run_give_the_same_bytes(tmp_path: Path, out: Path) -> None:
    result = screened(tmp_path, ROWS, "--for", "health-defence", "--engine", "duckdb")
    assert result.exit_code == 0, result.output
    for name in FILES:
        assert (tmp_path / "out" / name).read_bytes() == (out / name).read_bytes(), name


def test_without_saying_for_whom_it_is_for_everyone_and_a_refused_row_tells(
    tmp_path: Path,
) -> None:
    result = screened(tmp_path, [*ROWS, "E-5,F,sentenced_final,prison,other,doce,0.5,true"])
    assert result.exit_code == 1
    assert "1 fila no se aceptó" in result.stderr
    table = pl.read_parquet(tmp_path / "out" / "verdicts.parquet")
    assert "protected_ground" in table.columns
    assert table.height == 4


@pytest.fixture(scope="module")
def refusing(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The files for everyone, of four people and a row that is not accepted."""
    folder = tmp_path_factory.mktemp("refusing")
    screened(folder, [*ROWS, "E-5,F,sentenced_final,prison,other,doce,0.5,true"])
    return folder / "out"


def test_a_refused_row_is_named_in_the_page_with_its_line_and_why(refusing: Path) -> None:
    page = (refusing / "report.html").read_text(encoding="utf-8")
    assert "1 fila se rechazó y no está en las listas" in page
    listed = page.split('id="es-rechazadas"')[1].split("</ul>")[0]
    assert "línea 6 · <strong>E-5</strong>" in listed
    assert "doce" in listed
    assert page.index("Corregir 1 fila rechazada") < page.index("Completar en el archivo")


def test_a_refused_row_and_an_empty_list_have_their_sheets(refusing: Path) -> None:
    book = openpyxl.load_workbook(refusing / "report.xlsx")
    refused = [cell.value for cell in book["filas rechazadas"][2]]
    assert (refused[0], refused[1]) == (6, "E-5")
    assert "lista está vacía" in str(book["límites superados"]["A2"].value)
    book.close()


def test_sorting_people_moves_every_column_and_the_ground_has_no_filter(refusing: Path) -> None:
    book = openpyxl.load_workbook(refusing / "report.xlsx")
    sheet = book["personas"]
    whole = sheet.auto_filter
    assert str(whole.ref) == f"A1:{sheet.cell(5, sheet.max_column).coordinate}"
    assert [(c.colId, c.hiddenButton) for c in whole.filterColumn] == [(sheet.max_column - 1, True)]
    assert "motivo protegido" in str(sheet.cell(1, sheet.max_column).value)
    book.close()


def test_the_long_form_is_one_row_per_person_and_rule(tmp_path: Path) -> None:
    result = screened(tmp_path, ROWS, "--for", "health-defence", "--long", "--lang", "en")
    assert result.exit_code == 0
    assert "ways out" in result.output or "way out" in result.output
    table = pl.read_parquet(tmp_path / "out" / "verdicts.parquet")
    columns = ["row", "rule", "outcome", "if_proved", "from_date", "until_date", "missing"]
    assert table.columns == columns
    one = table.row(by_predicate=(pl.col("row") == 4) & (pl.col("rule") == "PA-CP-112"), named=True)
    assert one["missing"] == ["penalty_type", "sentence_months"]
    assert table["row"].is_sorted()


def test_a_day_that_is_no_day_is_refused_with_a_sentence(tmp_path: Path) -> None:
    file = tmp_path / "people.csv"
    file.write_text(f"{HEAD}\n{ROWS[0]}\n", encoding="utf-8")
    command = ["screen", str(file), "--mapping", "facts", "--as-of", "30/06/2024"]
    result = CliRunner().invoke(app, [*command, "--out", str(tmp_path / "out")])
    assert isinstance(result.exception, Refusal)
    assert "30/06/2024" in result.exception.text.es
    assert not (tmp_path / "out").exists()


def test_a_folder_that_cannot_be_is_refused_with_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "out").write_text("a file stands here", encoding="utf-8")
    result = screened(tmp_path, ROWS)
    assert isinstance(result.exception, Refusal)
    assert "--out" in result.exception.text.es
    assert "--out" in result.exception.text.en


def test_an_empty_register_gives_an_empty_report(tmp_path: Path) -> None:
    assert screened(tmp_path, []).exit_code == 0
    page = (tmp_path / "out" / "report.html").read_text(encoding="utf-8")
    assert "0 personas" in page
