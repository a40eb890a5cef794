"""A file that gives a whole name and the surnames apart loses neither."""

import polars as pl
import pytest

from segunda.registry.loading.values import _beside_surnames


@pytest.mark.parametrize(
    ("name", "surnames", "given"),
    [
        ("Ana Lezcano", "Lezcano", "Ana"),
        ("Lezcano, Ana", "Lezcano", "Ana"),
        ("Ana", "Lezcano", "Ana"),
        ("Ana Lezcano", None, "Ana Lezcano"),
        ("Lezcano", "Lezcano", None),
        (None, "Lezcano", None),
    ],
)
def test_the_given_names_are_what_stands_beside_the_surnames(
    name: str | None, surnames: str | None, given: str | None
) -> None:
    kinds = {"name": pl.String, "surnames": pl.String}
    table = pl.DataFrame([(name, surnames)], schema=kinds, orient="row")
    assert table.select(_beside_surnames())["name"].to_list() == [given]
