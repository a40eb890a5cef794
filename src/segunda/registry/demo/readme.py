"""README.txt of the demonstration register: what it is, its counts, its dirt, in two languages."""

from collections.abc import Mapping

import polars as pl

from segunda.law.text import Text
from segunda.registry.demo.dirt import MARK
from segunda.registry.demo.figures import Promise
from segunda.registry.demo.register import Register

DIRT_WORDS = {
    "blank_sex": Text("sexo en blanco", "blank sex"),
    "swapped_date": Text(
        "día y mes cambiados en la fecha de ingreso", "day and month swapped in the admission date"
    ),
    "admission_after_file_day": Text(
        "ingreso posterior al día del archivo", "admission after the file's own day"
    ),
    "impossible_age": Text("edad imposible", "impossible age"),
    "partial_birth_date": Text(
        "fecha de nacimiento incompleta (año, o año y mes)",
        "partial birth date (year, or year and month)",
    ),
    "facility_spelling": Text("centro escrito de otra manera", "facility spelt another way"),
    "padded_text": Text("espacios de más", "padded text"),
    "looks_like_another": Text(
        "parece otra persona (mismo nombre y nacimiento)",
        "looks like another person (same name and birth date)",
    ),
}
HEADER = Text(
    "FICTICIO: registro de demostración; ninguna de estas personas existe",
    "FICTITIOUS: a demonstration register; none of these people exists",
)
ABOUT = Text(
    "FICTICIO. Ninguna de estas personas existe. Los nombres se combinan al azar de listas; los "
    "documentos llevan la provincia 99 o el país ZZ, que no existen. Panamá inventado al 30 de "
    "junio de 2024: los totales son los publicados, todo lo demás es supuesto nuestro (vea "
    "docs/explanation/demo-register.es.md).",
    "FICTITIOUS. None of these people exists. Names are combined at random from lists; documents "
    "bear province 99 or country ZZ, which do not exist. An invented Panama as of 30 June 2024: "
    "the totals are the published ones, all the rest is our assumption (see "
    "docs/explanation/demo-register.md).",
)
FILES = Text(
    "persons.parquet: personas privadas de libertad el 30 de junio de 2024, en las columnas de la "
    "plantilla. Vacío: no se sabe; none: no aplica. Las columnas paper_… llevan el número del "
    "documento cuando el expediente lo tiene. Las que empiezan con _ no se leen.\n"
    "persons_former.parquet: quienes salieron entre julio de 2022 y junio de 2024.\n"
    "movements.parquet: cada movimiento desde el 30 de junio de 2022 (kind opening: quien ya "
    "estaba). Sumar lo que entra (to_…) y restar lo que sale (from_…) hasta un día da quién está "
    "ese día.\n"
    "facilities.parquet: los centros; capacity vacío cuando no se encontró publicada.\n"
    "register.xlsx: lo mismo en un libro.",
    "persons.parquet: the people held on 30 June 2024, in the columns of the template. Empty: not "
    "known; none: does not apply. Columns paper_… hold the number of the document when the file "
    "has it. Columns that begin with _ are not read.\n"
    "persons_former.parquet: those who left between July 2022 and June 2024.\n"
    "movements.parquet: every movement from 30 June 2022 on (kind opening: already there). Adding "
    "what comes in (to_…) and taking off what goes out (from_…) up to a day gives who is held "
    "that day.\n"
    "facilities.parquet: the prisons; capacity is empty where none was found published.\n"
    "register.xlsx: the same in one workbook.",
)
PAST_END = Text(
    "Problema puesto a propósito, para encontrarlo: {} personas siguen después del fin de su pena "
    "(_known_problem).",
    "A problem put there on purpose, to be found: {} people are kept past the end of their "
    "sentence (_known_problem).",
)
DIRT_TITLE = Text(
    "Suciedad, como en los registros reales, marcada en {}; no cambia los totales de arriba:",
    "Dirt, as in real registers, marked in {}; it changes none of the counts above:",
)


def readme_text(register: Register) -> str:
    """The whole README, Spanish first."""
    return "\n\n\n".join(_part(register, language) for language in ("es", "en")) + "\n"


def _part(register: Register, language: str) -> str:
    promise = register.promise
    past = promise.men_past_end + promise.women_past_end
    counts = [f"  {words.in_(language)}: {count}" for words, count in _counts(promise)]
    dirt = [
        f"  {DIRT_WORDS[kind].in_(language)} ({kind}): {rows}"
        for kind, rows in sorted(dirt_counts(register.persons).items())
    ]
    seed = Text("Semilla: {}", "Seed: {}").in_(language).format(register.seed)
    return "\n\n".join(
        [
            ABOUT.in_(language),
            seed,
            "\n".join(counts),
            FILES.in_(language),
            PAST_END.in_(language).format(past),
            "\n".join([DIRT_TITLE.in_(language).format(MARK), *dirt]),
        ]
    )


def dirt_counts(persons: pl.DataFrame) -> Mapping[str, int]:
    """Rows of each kind of dirt."""
    marked = persons[MARK].drop_nulls().value_counts()
    return dict(marked.iter_rows())


def _counts(promise: Promise) -> list[tuple[Text, int]]:
    sentenced = promise.women - promise.women_unsentenced
    return [
        (Text("Personas privadas de libertad", "People held"), promise.total),
        (Text("Mujeres", "Women"), promise.women),
        (Text("  con condena", "  sentenced"), sentenced),
        (Text("  sin condena", "  not sentenced"), promise.women_unsentenced),
        (Text("  extranjeras", "  foreign"), promise.women_foreign),
        (Text("  embarazadas", "  pregnant"), promise.women_pregnant),
        (Text("  con discapacidad", "  with a disability"), promise.women_with_disability),
        (Text("  mayores de 60 años", "  over 60"), promise.women_over_60),
        (
            Text("Con condena, mujeres y hombres", "Sentenced, women and men"),
            promise.total - promise.unsentenced,
        ),
        (
            Text("Sin condena, mujeres y hombres", "Not sentenced, women and men"),
            promise.unsentenced,
        ),
    ]
