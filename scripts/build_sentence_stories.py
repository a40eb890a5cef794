"""Write law/sentence_cases/stories.yaml: composed cases, their figures from the second evaluator.

python scripts/build_sentence_stories.py [HOW_MANY]   writes the file anew (the same every time)
"""

import json
import random
import sys
from collections.abc import Iterator
from datetime import date
from itertools import count, cycle, islice
from typing import Any

from segunda.law.sentence import sheets
from segunda.law.tests.sentence_files import FOLDER
from segunda.law.tests.sentence_stories import story
from segunda.law.tests.sentence_walk import figures, readings

SEED, HOW_MANY = 6, 300
HEAD = """\
# Composed stories, made by scripts/build_sentence_stories.py. The figures come from the second
# evaluator (a walk from day to day), never from the program; people and dates are invented.
as_of: 2024-06-30
cases:
"""


def main() -> None:
    """Write the file."""
    wanted = int(sys.argv[1]) if len(sys.argv) > 1 else HOW_MANY
    with (FOLDER / "stories.yaml").open("w", encoding="utf-8") as file:
        file.write(HEAD)
        for place, lines in enumerate(islice(_stories(), wanted), start=1):
            file.write(f'  - name: "story {place}"\n' + "".join(f"    {line}\n" for line in lines))


def _stories() -> Iterator[list[str]]:
    """The lines of each story the rules cover, readings in turn."""
    chance = random.Random(SEED)  # noqa: S311 (a repeatable invention, no secret)
    names = cycle(readings())
    for _ in count():
        case, as_of = story(chance.randint)
        if any(sheet.figures is None for sheet in sheets(case, as_of)):
            continue  # what is not covered has no figure to compare
        yield _lines(case, as_of, next(names))


def _lines(case: dict[str, Any], as_of: date, reading: tuple[str, str, str]) -> list[str]:
    expected = figures(case, as_of, *reading)
    return [
        f"as_of: {as_of}",
        f"reading: {' '.join(reading)}",
        f"case: {json.dumps(case)}",
        f"expect: {json.dumps(_flat(expected))}",
        f"why: {json.dumps(_why(case), ensure_ascii=False)}",
    ]


def _flat(expected: dict[str, Any]) -> dict[str, Any]:
    credited = expected.pop("credit_days")
    return expected | {f"credit_days.{name}": days for name, days in credited.items()}


def _why(case: dict[str, Any]) -> dict[str, str]:
    terms, pieces = len(case["sentences"]), len(case["custody"])
    cuts, work = len(case["interruptions"]), case["work_days"] + case["study_days"]
    return {
        "es": f"CP 52, 53, 57 y 58, CPP 232: {terms} pena(s), {pieces} período(s) de custodia, "
        f"{cuts} interrupción(es), {work} días de trabajo y estudio; contado día por día.",
        "en": f"CP 52, 53, 57 and 58, CPP 232: {terms} sentence(s), {pieces} period(s) of custody, "
        f"{cuts} interruption(s), {work} days of work and study; counted day by day.",
    }


if __name__ == "__main__":
    main()
