"""What one thing known of two records says about their being of one person."""

from dataclasses import dataclass

from segunda.law.text import Text

NOTHING_AGAINST = 100


@dataclass(frozen=True)
class Evidence:
    """What one thing says about two records: points, why, and the most that is left possible."""

    points: int
    reasons: tuple[Text, ...] = ()
    ceiling: int = NOTHING_AGAINST
