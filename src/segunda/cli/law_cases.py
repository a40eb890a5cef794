"""`segunda law sentence`, `spans`, `compare`, `wall`: one case; a period; a reform."""

import json
import sys
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from segunda.cli.law import AsOf, FactsFile, Format, write
from segunda.cli.options import Form, Lang, Language, day_of_report, language
from segunda.law.text import Refusal, Text

if TYPE_CHECKING:
    import polars as pl


class SheetFormat(StrEnum):
    """How a sheet is written: objects for a program, or a page of text."""

    JSON = "json"
    JSONL = "jsonl"
    TEXT = "text"


CaseFile = Annotated[Path, typer.Argument(metavar="CASE.json", help="El caso. / The case.")]

ReformFile = Annotated[
    Path, typer.Argument(metavar="REFORM.yaml", help="La reforma. / The reform, or its name.")
]
Register = Annotated[
    Path, typer.Argument(metavar="FILE", help="El registro, como está. / The register.")
]
Mapping = Annotated[str, typer.Option("--mapping", metavar="NAME", help="Tabla de lectura.")]


def register(law: typer.Typer) -> None:
    """Add the commands to the group `law`."""
    for command in (sentence, spans, compare, wall):
        law.command(command.__name__)(command)


def sentence(
    file: CaseFile,
    as_of: AsOf,
    format: Annotated[SheetFormat, typer.Option("--format")] = SheetFormat.JSON,
    lang: Lang = Language.ES,
) -> None:
    """La liquidación de una pena: abonos, un tercio, dos tercios, final. / A sentence computed.

    Un objeto por cada lectura de lo que la ley deja abierto. Lo que está mal escrito se dice en la
    salida de errores (código 1); lo que las reglas no cubren lleva "manual". / One object per
    reading of what the law leaves open. What is wrong is told on standard error (exit code 1);
    what the rules do not cover carries "manual".

    Ejemplo / Example: segunda law sentence caso.json --as-of 2024-06-30 --format json

    caso.json: {"sentences": [{"id": "A", "imposed_date": "2021-03-01", "length": {"years": 6},
    "statutory_max_months": 180, "relation": "alone", "to": null}],
    "custody": [{"start": "2020-01-10", "end": null, "kind": "prison"}], "work_days": 300}
    """
    from segunda.law.sentence import as_items, is_refused, sheets

    found = sheets(json_of(file), day_of_report(as_of))
    if format is SheetFormat.TEXT:
        from segunda.law.sentence.words import page

        typer.echo(page(found, lang.value))
    else:
        write(iter(as_items(found)), Format(format.value))
    if is_refused(found):
        told = {said.text.in_(lang.value): None for sheet in found for said in sheet.codes}
        sys.stderr.write("".join(line + "\n" for line in told))
        raise typer.Exit(1)


def json_of(file: Path) -> Any:
    """The content of a JSON file; a Refusal when it cannot be opened or is not JSON."""
    from segunda.cli.law import lines_of

    text = "".join(lines_of(file))
    try:
        return json.loads(text, object_pairs_hook=_once_each)
    except (ValueError, RecursionError) as error:
        line = getattr(error, "lineno", None)
        where = Text(f", línea {line}", f", line {line}") if line else Text("", "")
        raise Refusal(
            Text(
                f"El archivo [{file.name}] no es JSON{where.es}: revise comas, comillas y llaves.",
                f"The file [{file.name}] is not JSON{where.en}: check commas, quotes and braces.",
            )
        ) from error


def _once_each(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """An object of JSON; a Refusal where a field stands twice, for one of the two would be lost."""
    names = [name for name, _ in pairs]
    for name in names:
        if names.count(name) > 1:
            raise Refusal(
                Text(
                    f"El campo [{name}] está dos veces en el mismo objeto: deje uno.",
                    f"The field [{name}] stands twice in the same object: leave one.",
                )
            )
    return dict(pairs)


def spans(
    file: FactsFile,
    row: Annotated[int, typer.Option("--row", help="Fila, desde 1. / Row, from 1.")],
    rule: Annotated[str, typer.Option("--rule", help="Por ejemplo PA-CP-103.")],
    start: Annotated[str, typer.Option("--from", metavar="AAAA-MM-DD", help="Primer día.")],
    end: Annotated[str, typer.Option("--to", metavar="AAAA-MM-DD", help="Día en que acaba.")],
    format: Annotated[Format, typer.Option("--format")] = Format.JSON,
) -> None:
    """En qué tramos se cumple una regla, y qué le falta. / When a rule is met, and what lacks.

    El último día no se incluye. / The last day is not included.

    Ejemplo / Example: segunda law spans hechos.csv --row 1 --rule PA-CP-103
    --from 2024-01-01 --to 2026-01-01
    """
    from segunda.cli.law import lines_of
    from segunda.law.export import stretches

    first, last = day_of_report(start), day_of_report(end)
    if last <= first:
        raise Refusal(
            Text(
                f"El período de [{start}] a [{end}] no tiene ningún día; «--to» va después.",
                f"The period from [{start}] to [{end}] has no day; “--to” comes later.",
            )
        )
    write(stretches(lines_of(file), row, rule, first, last), format)


def compare(
    reform: ReformFile,
    file: Register,
    mapping: Mapping,
    as_of: AsOf,
    for_: Annotated[
        Form,
        typer.Option("--for", help="De hechos protegidos, sin cuentas de menos de 10; o todo."),
    ] = Form.EVERYONE,
    format: Annotated[Format, typer.Option("--format")] = Format.JSON,
) -> None:
    """Qué cambiaría una reforma: quién gana y quién pierde. / What a reform would change.

    Una reforma incluida, por su nombre, o un YAML propio. Sin --for health-defence, lo que
    descansa en hechos protegidos no dice cuentas de menos de 10. / One of ours by its name, or
    your YAML. Without --for health-defence, what rests on sealed facts tells no count under 10.

    Ejemplo / Example: segunda law compare limits_to_eight_years demo/persons.parquet
    --mapping template --as-of 2024-06-30 --format json
    """
    from segunda.law.reform import read_reform
    from segunda.law.what_if import compare as compared
    from segunda.report.effects import shown

    asked, day = read_reform(reform), day_of_report(as_of)
    people, rejected = _people(file, mapping, day)
    everyone = for_ is Form.EVERYONE
    write(
        (shown(one, asked, day, for_everyone=everyone) for one in compared(asked, people, day)),
        format,
    )
    if rejected:
        raise typer.Exit(1)


def wall(
    file: Register,
    mapping: Mapping,
    as_of: AsOf,
    format: Annotated[Format, typer.Option("--format")] = Format.JSON,
) -> None:
    """El muro de los seis años: quién está fuera solo por la duración. / The wall at six years.

    Cuenta, por sexo y delito, a quien queda fuera de toda alternativa ordinaria solo por la
    duración de la pena. / Counts who is outside every ordinary alternative only for the length.

    Ejemplo / Example: segunda law wall demo/persons.parquet --mapping template --as-of 2024-06-30
    """
    from segunda.law.what_if import wall as counted

    day = day_of_report(as_of)
    people, rejected = _people(file, mapping, day)
    indent = 1 if format is Format.JSON else None
    typer.echo(json.dumps(counted(people, day), ensure_ascii=False, indent=indent))
    if rejected:
        raise typer.Exit(1)


def _people(file: Path, mapping: str, day: date) -> "tuple[pl.DataFrame, int]":
    """The people of a register and how many of its rows were refused (each told)."""
    from segunda.registry.intake import read
    from segunda.registry.intake.intake import cannot_screen

    intake = read(file, mapping, as_of=day)
    if not intake.of_people:
        raise cannot_screen(intake.mapping)
    refused = len(intake.rejected_rows)
    if refused:
        told = Text(
            f"{refused:,} filas no se aceptaron y no se cuentan; «segunda intake check» las dice.",
            f"{refused:,} rows were refused and not counted; “segunda intake check” names them.",
        )
        typer.echo(told.in_(language()), err=True)
    return intake.people, refused
