"""Numbers as Panama writes them, in both languages: `24,110`, `3.5`, `12 %`."""

from fractions import Fraction


def number(value: int | float | Fraction, decimals: int = 0) -> str:
    """`24,110`: thousands with a comma, decimals with a point, a true minus sign.

    Panama writes as English does, and so does the report; Spain's and ISO's ways are not used.
    """
    return f"{float(value):,.{decimals}f}".replace("-", "−") if decimals else _whole(value)


def _whole(value: int | float | Fraction) -> str:
    return f"{round(value):,}".replace("-", "−")


def share(part: int, whole: int) -> str | None:
    """`12 %` of a whole, rounded half up; None when there is no whole to take a part of."""
    if whole <= 0:
        return None
    return f"{(200 * part + whole) // (2 * whole)} %"
