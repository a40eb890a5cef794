"""Every read of casework; `user` is the Reader who asks."""

from segunda.casework.queries.packages import made_since, package_keys, refused
from segunda.casework.queries.recommendations import (
    answerers,
    answering,
    recommendation,
    recommendations,
    speaks_for,
    unanswered,
    waiting,
)

__all__ = [
    "answerers",
    "answering",
    "made_since",
    "package_keys",
    "recommendation",
    "recommendations",
    "refused",
    "speaks_for",
    "unanswered",
    "waiting",
]
