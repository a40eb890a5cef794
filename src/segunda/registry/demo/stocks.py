"""Who is held at the end of a day, recomputed from the movements alone."""

from datetime import date

import polars as pl

KEYS = ("sex", "facility", "title")


def stock_on(movements: pl.DataFrame, day: date) -> pl.DataFrame:
    """People held at the end of `day` (30 June 2022 or later): sex, facility, title, people."""
    past = movements.filter(pl.col("date") <= day)
    came = past.select("sex", facility="to_facility", title="to_title", people=1)
    left = past.select("sex", facility="from_facility", title="from_title", people=-1)
    counted = pl.concat([came, left]).drop_nulls("facility").group_by(KEYS)
    return counted.agg(pl.col("people").sum()).filter(pl.col("people") != 0).sort(KEYS)


def held_on(movements: pl.DataFrame, day: date) -> dict[str, int]:
    """The headline counts of a day: total, unsentenced, sentenced, women, women unsentenced."""
    stock = stock_on(movements, day)
    waiting, women = pl.col("title") == "pretrial", pl.col("sex") == "F"
    counts = {
        "total": pl.lit(value=True),
        "unsentenced": waiting,
        "sentenced": ~waiting,
        "women": women,
        "women unsentenced": women & waiting,
    }
    return {name: int(stock.filter(only)["people"].sum()) for name, only in counts.items()}
