"""`segunda intake check|map|template` and `segunda census`: registers of other systems."""

import json
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from segunda.cli.options import Lang, Language, day_of_report
from segunda.law.text import Text

if TYPE_CHECKING:
    from segunda.registry.intake import Intake
    from segunda.registry.intake.proposing import Proposal

SHOWN = 20


class Format(StrEnum):
    """How a result is printed."""

    text = "text"
    json = "json"


File = Annotated[
    Path, typer.Argument(help="El registro: CSV, TSV, XLSX, Parquet; también .gz. / The register.")
]
MappingName = Annotated[
    str,
    typer.Option(
        "--mapping", help="Tabla de lectura: una nuestra o el YAML de `intake map`. / Mapping."
    ),
]
Printed = Annotated[Format, typer.Option("--format", help="texto (text) o json. / text or json.")]
AsOf = Annotated[
    str | None,
    typer.Option(
        "--as-of", metavar="AAAA-MM-DD", help="El día del que habla. / The day it speaks of."
    ),
]

intake = typer.Typer(
    no_args_is_help=True,
    help="Leer registros de otros sistemas. / Read registers of other systems.",
    epilog="Ejemplo / Example: segunda intake check demo/persons.parquet --mapping template",
)


def register(app: typer.Typer) -> None:
    """Adds the group `intake` and the command `census` to the program."""
    app.add_typer(intake, name="intake")
    app.command("census")(census)


def say(text: str) -> None:
    """Prints text of ours and of the file; what a terminal should not show is replaced."""
    from segunda.registry.intake.faults import printable  # heavy: only when something was read

    typer.echo(printable(text))


def say_json(content: object) -> None:
    """Prints JSON as it is; half of a character, which no terminal takes, is replaced."""
    text = json.dumps(content, ensure_ascii=False, indent=1)
    typer.echo(text.encode("utf-8", "replace").decode())


@intake.command()
def check(
    file: File,
    mapping: MappingName,
    form: Printed = Format.text,
    lang: Lang = Language.ES,
    as_of: AsOf = None,
    painted: Annotated[
        Path | None,
        typer.Option(
            help="Devuelve la hoja en XLSX con sus faltas pintadas. / The sheet, faults painted."
        ),
    ] = None,
    persons: Annotated[
        list[Path] | None,
        typer.Option(
            help="De unos movimientos: el archivo de personas; se puede repetir. "
            "/ Of movements: the file of persons; may be repeated."
        ),
    ] = None,
) -> None:
    """Revisar un registro: qué filas se aceptan, cuáles no y por qué. / Check a register.

    Ejemplo / Example: segunda intake check demo/persons.parquet --mapping template --format json
    """
    from segunda.registry.intake import read  # heavy: only when a file is read

    day = day_of_report(as_of) if as_of is not None else None
    found = read(file, mapping, as_of=day, persons=persons or ())
    if painted is not None:
        from segunda.registry.intake.painting import paint  # heavy: only for a painted sheet

        if (told := paint(found, painted, lang.value)) is not None:
            typer.echo(told.in_(lang.value), err=True)
    if form is Format.json:
        say_json(_check_result(found, lang.value))
    else:
        say(_check_text(found, lang.value))
    if found.rejected_rows:
        raise typer.Exit(1)


def _check_result(found: "Intake", language: str) -> dict[str, object]:
    result: dict[str, object] = {
        "rows": found.rows,
        "accepted": found.rows - len(found.rejected_rows),
        "rejected": len(found.rejected_rows),
        "errors": [fault.as_item(language) for fault in found.errors],
        "warnings": [fault.as_item(language) for fault in found.warnings],
    }
    return result | {"account": found.account} if found.mapping.row == "movement" else result


def _check_text(found: "Intake", language: str) -> str:
    rejected = len(found.rejected_rows)
    kept, warned = found.rows - rejected, len(found.warnings)
    summary = Text(
        f"{found.rows} {_many(found.rows, 'fila')}: {kept} {_many(kept, 'aceptada')}, "
        f"{rejected} {_many(rejected, 'rechazada')}; {warned} {_many(warned, 'aviso')}.",
        f"{found.rows} {_many(found.rows, 'row')}: {kept} accepted, {rejected} refused; "
        f"{warned} {_many(warned, 'warning')}.",
    )
    lines = [told.in_(language) for told in found.sheet.told] + [summary.in_(language)]
    if found.unmapped:
        names = ", ".join(found.unmapped)
        unread = Text(f"Columnas sin leer (quedan en la línea original): {names}.",
                      f"Columns not read (they stay in the raw line): {names}.")  # fmt: skip
        lines.append(unread.in_(language))
    if found.mapping.row == "movement":
        lines += _account_text(found, language)
    for name, count in found.reasons.items():
        why = found.mapping.reasons.get(name, Text(name, name))
        es, en = _many(count, "fila"), _many(count, "row")
        lines.append((Text(f"Sin saber en {count} {es}: ", f"Unknown in {count} {en}: ") + why)
                     .in_(language))  # fmt: skip
    for title, faults in (
        (Text("Rechazadas:", "Refused:"), found.errors),
        (Text("Avisos:", "Warnings:"), found.warnings),
    ):
        if faults:
            lines.append(title.in_(language))
            lines += [f"  [{f.column}] {f.message.in_(language)}" for f in faults[:SHOWN]]
        if len(faults) > SHOWN:
            rest = len(faults) - SHOWN
            lines.append(Text(f"  … y {rest} más; use --format json o --painted.",
                              f"  … and {rest} more; use --format json or --painted.")
                         .in_(language))  # fmt: skip
    return "\n".join(lines)


def _many(count: int, word: str) -> str:
    return word if count == 1 else f"{word}s"


def _account_text(found: "Intake", language: str) -> list[str]:
    title = Text(
        "Cuenta por mes (al comienzo + entradas − salidas = al final):",
        "Account by month (at the start + in − out = at the end):",
    )
    return [title.in_(language)] + [
        f"  {line['month']}: {line['opening']} + {line['in']} − {line['out']} = {line['closing']}"
        for line in found.account
    ]


@intake.command("map")
def propose_mapping(
    file: File,
    out: Annotated[
        Path | None, typer.Option(help="Dónde escribir el YAML. / Where to write the YAML.")
    ] = None,
    force: Annotated[
        bool,
        typer.Option(
            "--force", help="Reemplazar el YAML que ya existe. / Write over a YAML that is there."
        ),
    ] = False,
    form: Printed = Format.text,
    lang: Lang = Language.ES,
) -> None:
    """Proponer la tabla de lectura de un archivo nuevo. / Propose a mapping for a new file.

    Ejemplo / Example: segunda intake map demo/register.xlsx --out ours.yaml
    """
    from segunda.registry.intake import proposal  # heavy: only when a file is looked at
    from segunda.registry.intake.preview import preview

    found = proposal.propose(file)
    target = out or proposal.default_path(file)
    written = proposal.write(found, target, overwrite=force)
    if form is Format.json:
        say_json(proposal.as_json(found, written, proposal.ten_people(found, target)))
    else:
        shown = preview(found, target, lang.value)
        if asked := proposal.open_questions(found):
            shown.append(Text(f"Preguntas por contestar en el YAML, con # delante: {asked}.",
                              f"Questions to answer in the YAML, with a # before them: {asked}.")
                         .in_(lang.value))  # fmt: skip
        say(_proposal_text(found, written, shown, lang.value))
    if not found.guesses and not found.alike:
        raise typer.Exit(1)


def _proposal_text(found: "Proposal", target: Path | str, people: list[str], language: str) -> str:
    lines = [told.in_(language) for told in found.sheet.told]
    if found.alike:
        lines.append(Text(f"Ya hay una tabla de lectura para este archivo: {found.alike}.",
                          f"There is a mapping for this file already: {found.alike}.")
                     .in_(language))  # fmt: skip
    for guess in found.guesses:
        said = guess.question or guess.why
        lines.append(f"  {' + '.join(guess.headings)} → {guess.target}: {said.in_(language)}")
    if found.unknown:
        names = ", ".join(p.heading for p in found.unknown)
        lines.append(Text(f"Sin reconocer (quedan en la línea original): {names}.",
                          f"Not recognised (they stay in the raw line): {names}.")
                     .in_(language))  # fmt: skip
    lines += people
    told = Text(f"Use --mapping {target}.", f"Use --mapping {target}.")
    if isinstance(target, Path):
        told = Text(f"Escrito: {target}. Revíselo. ", f"Written: {target}. Read it over. ") + told
    lines.append(told.in_(language))
    return "\n".join(lines)


@intake.command()
def template(
    out: Annotated[Path, typer.Argument(help="El XLSX que se escribe. / The XLSX to write.")],
    lang: Lang = Language.ES,
) -> None:
    """Escribir la plantilla propia, con sus listas y su página de ayuda. / Write our template.

    Ejemplo / Example: segunda intake template register.xlsx --lang es
    """
    from segunda.registry.intake.template_sheet import write_template  # heavy: only to write XLSX

    write_template(out, lang.value)
    say(Text(f"Escrito: {out}.", f"Written: {out}.").in_(lang.value))


def census(
    file: File,
    mapping: MappingName,
    as_of: AsOf = None,
    form: Printed = Format.text,
    lang: Lang = Language.ES,
) -> None:
    """Contar un registro tal como es: sexo, título, centro, contradicciones. / Count a register.

    Ejemplo / Example: segunda census demo/persons.parquet --mapping template --as-of 2024-06-30
    """
    from segunda.registry.intake import read  # heavy: only when a file is read
    from segunda.registry.intake.census import census as count

    result = count(read(file, mapping, as_of=day_of_report(as_of) if as_of is not None else None))
    if form is Format.json:
        say_json(result)
    else:
        say(_census_text(result, as_of, lang.value))


def _census_text(result: dict[str, object], as_of: str | None, language: str) -> str:
    day = f" ({as_of})" if as_of else ""
    lines = [Text(f"Total{day}: {result['total']}", f"Total{day}: {result['total']}").in_(language)]
    titles = {
        "by_sex": Text("Por sexo", "By sex"),
        "by_status": Text("Por situación jurídica", "By legal status"),
        "by_facility": Text("Por establecimiento", "By facility"),
        "flags": Text("Señales", "Flags"),
    }
    for key, title in titles.items():
        counts = result[key]
        assert isinstance(counts, dict)  # noqa: S101 (the shape census() promises)
        lines.append(f"{title.in_(language)}:")
        lines += [f"  {name}: {count}" for name, count in list(counts.items())[:50]]
        if len(counts) > 50:
            lines.append(f"  … +{len(counts) - 50}")
    return "\n".join(lines)
