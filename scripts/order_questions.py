"""Compute anew in which order the self-check asks, from the invented register, and write it down.

python scripts/order_questions.py           writes selfcheck/order.yaml
"""

import tempfile
from datetime import date
from pathlib import Path

from segunda.law.logic import Facts
from segunda.law.screening import facts_of_row, screen
from segunda.registry.demo.register import draw_register
from segunda.registry.intake import read
from segunda.selfcheck.ordering import best_order
from segunda.selfcheck.questions import HERE

SEED, PEOPLE, DAY = 2024, 400, date(2024, 6, 30)
HEAD = """# The order the self-check asks in: what settles most comes first (selfcheck/ordering.py).
# scripts/order_questions.py writes it from {people} people of the invented register; do not edit.
"""


def invented_people() -> list[Facts]:
    """The facts of the invented register's people, as a screening reads them."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "persons.parquet"
        draw_register(SEED, PEOPLE).persons.write_parquet(file)
        read_back = screen(read(file, "template", as_of=DAY).people, DAY)
    return [facts_of_row(read_back, place)[0] for place in range(read_back.people.height)]


def written(order: list[str]) -> str:
    """order.yaml as text."""
    return HEAD.format(people=PEOPLE) + "".join(f"- {name}\n" for name in order)


if __name__ == "__main__":
    order = best_order(invented_people())
    (HERE / "order.yaml").write_text(written(order), encoding="utf-8")
