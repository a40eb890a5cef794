"""Every read of casework; `user` is the Reader who asks."""

from segunda.casework.queries.packages import made_since, package_keys, refused
from segunda.casework.queries.recommendations import (
    answerers,
    recommendation,
    recommendations,
    unanswered,
    waiting,
)

__all__ = [
    "answerers",
    "made_since",
    "package_keys",
    "recommendation",
    "recommendations",
    "refused",
    "unanswered",
    "waiting",
]
