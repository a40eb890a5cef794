"""What the cells of an unknown column look like: dates, numbers, lengths, codes, names."""

import re
from collections import Counter
from dataclasses import dataclass

import polars as pl

from segunda.registry.intake.month_names import NAMED_DAY, NAMED_MONTH
from segunda.registry.intake.names import value_key
from segunda.registry.intake.values import months_of, read_dates
from segunda.registry.intake.vocabulary import vocabulary

SAMPLE = 3000
DATE_PATTERNS = (
    "YYYY-MM-DD", "DD/MM/YYYY", "MM/DD/YYYY", "DD-MM-YYYY", "MM-DD-YYYY", "DD.MM.YYYY",
    "YYYY/MM/DD",
    "YYYY-MM-DD hh:mm:ss", "YYYY-MM-DDThh:mm:ss", "YYYY-MM-DDThh:mm:ss.000", "DD/MM/YYYY hh:mm:ss",
    "DD/MM/YYYY hh:mm", "MM/DD/YYYY hh:mm", "DD/MM/YY", "YYYYMMDD",
    NAMED_DAY,
)  # fmt: skip
PARTIAL_PATTERNS = ("YYYY-MM", "MM/YYYY", "YYYY", NAMED_MONTH)
PANAMA_ID = re.compile(r"^(PE|E|N|\d{1,2}(AV|PI|NT)?)-(NT-)?\d{1,4}-\d{1,6}$", re.IGNORECASE)
DATE_LIKE = (
    r"^\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}|^(19|20)\d{2}(-\d{2}|\d{4})?$|^\d{2}/\d{4}$"
    r"|^(\d{1,2}\W{1,3}(de )?)?\pL{3,10}\W{1,3}(\d{1,2},? )?(del? )?\d{4}$"
)
CODED_UP_TO = 60


@dataclass(frozen=True)
class Profile:
    """The telling shares (0 to 1) of the cells of one column that say something, and its values.

    `silent` are the cells that stand for “unknown” or “does not apply”; they count nowhere else.
    """

    heading: str
    silent: tuple[str, ...]
    distinct: int
    values: Counter[str]
    dates: tuple[str, ...]
    date_share: float
    undecided_dates: bool
    both_orders: bool
    number_share: float
    decimals: str
    length_share: float
    word_share: float
    document_share: float

    @property
    def coded(self) -> bool:
        """True if few values repeat, as codes do."""
        return 0 < self.distinct <= CODED_UP_TO


def profile(heading: str, cells: pl.Series) -> Profile:
    """The profile of a column, from its first cells."""
    cells = cells.drop_nulls().head(SAMPLE)
    words = vocabulary()
    nothing = words.empty | words.not_applicable
    silent = tuple(c for c in cells.unique(maintain_order=True) if value_key(c) in nothing)
    known = cells.filter(~cells.is_in(silent)) if silent else cells
    values = Counter(known.to_list())
    size = max(1, len(known))
    patterns, share, undecided = _dates(known)
    numbers = known.str.contains(r"^-?\d{1,15}([.,]\d{1,6})?$")
    return Profile(
        heading=heading,
        silent=silent,
        distinct=len(values),
        values=values,
        dates=patterns,
        date_share=share,
        undecided_dates=undecided,
        both_orders=_both_orders(known, patterns),
        number_share=float(numbers.sum()) / size,
        decimals="," if known.str.contains(r"^-?\d+,\d{1,6}$").any() else ".",
        length_share=sum(n for v, n in values.items() if _is_length(v)) / size,
        word_share=sum(n for v, n in values.items() if _is_words(v)) / size,
        document_share=sum(n for v, n in values.items() if PANAMA_ID.match(v)) / size,
    )


def _is_length(value: str) -> bool:
    return any(c.isalpha() for c in value) and months_of(value) is not None


def _is_words(value: str) -> bool:
    letters = sum(c.isalpha() or c in " ,.'-" for c in value)
    return len(value) > 2 and letters == len(value)


def _dates(known: pl.Series) -> tuple[tuple[str, ...], float, bool]:
    """The patterns that read the column, the share they read, and whether day/month is a guess."""
    if not len(known) or known.str.contains(DATE_LIKE).sum() < 0.3 * len(known):
        return (), 0.0, False
    read = {p: _share(known, (p,)) for p in DATE_PATTERNS}
    best = sorted((p for p in DATE_PATTERNS if read[p] > 0), key=lambda p: -read[p])
    if not best:
        return (), 0.0, False
    # a tie between day/month and month/day is decided for the day first, and said
    tied = [p for p in best if read[p] == read[best[0]] and _same_shape(p, best[0])]
    chosen = [best[0]]
    share = read[best[0]]
    for pattern in (*best[1:], *PARTIAL_PATTERNS):
        if share < 1 and not any(_same_shape(pattern, c) for c in chosen):
            more = _share(known, (*chosen, pattern))
            if more > share:
                chosen, share = [*chosen, pattern], more
    return (tuple(chosen), share, len(tied) > 1) if share >= 0.3 else ((), 0.0, False)


def _both_orders(known: pl.Series, patterns: tuple[str, ...]) -> bool:
    """True where some dates can only have the day first, and others only the month."""
    other = {"DD": "MM", "MM": "DD"}
    for pattern in patterns:
        turned = re.sub("DD|MM", lambda m: other[m[0]], pattern)
        if turned in DATE_PATTERNS and turned != pattern:
            return _share(known, (*patterns, turned)) > _share(known, patterns)
    return False


def _share(known: pl.Series, patterns: tuple[str, ...]) -> float:
    read = read_dates(known, patterns)
    return 1 - read.day.null_count() / len(known)


def _same_shape(one: str, other: str) -> bool:
    return re.sub("DD|MM", "xx", one) == re.sub("DD|MM", "xx", other)


def shape(value: str) -> str:
    """The shape of a personal value without the value: letters as a, digits as 9."""
    return "".join("9" if c.isdigit() else "a" if c.isalpha() else c for c in value)[:30]
